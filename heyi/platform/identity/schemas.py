"""Request bodies of the door: sign-up, log-in."""

from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints
from pydantic_core import PydanticCustomError

from heyi.kit.identifiers import normalise_phone, valid_email
from heyi.platform.messages import Language
from heyi.platform.values import ShortText


def _identifier(value: str) -> str:
    if valid_email(value):
        return value.lower()
    phone = normalise_phone(value)
    if phone is None:
        raise PydanticCustomError("login", "neither an e-mail address nor a phone number")
    return phone


Identifier = Annotated[
    str, StringConstraints(strip_whitespace=True, max_length=254), AfterValidator(_identifier)
]
Password = Annotated[str, StringConstraints(min_length=1, max_length=256)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


class SignUpBody(_Strict):
    """What a visitor says of himself and his company."""

    company: ShortText
    name: ShortText
    login: Identifier
    password: Password
    language: Language = "zh-CN"
    taxpayer: Literal["general", "small"] = "general"
    trade: Literal["wholesale", "retail", "manufacture", "service", "other"] | None = None
    size: Literal["1-10", "11-50", "51-200", "201+"] | None = None
    halves: list[Literal["crm", "erp"]] = Field(default=["crm", "erp"], max_length=2)


class LogInBody(_Strict):
    """Login and password, and the second factor where it is on."""

    login: Identifier
    password: Password
    code: Annotated[str, StringConstraints(pattern=r"^\d{6}$")] | None = None
