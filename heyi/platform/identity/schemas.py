"""Request bodies of the door, and of people, roles and keys."""

from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints
from pydantic_core import PydanticCustomError

from heyi.kit.identifiers import normalise_phone, valid_email
from heyi.platform.messages import Language
from heyi.platform.values import BusinessDay, CleanText, ShortText


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
    chart: Literal["small_enterprise", "enterprise"] = "small_enterprise"
    trade: Literal["wholesale", "retail", "manufacture", "service", "other"] | None = None
    size: Literal["1-10", "11-50", "51-200", "201+"] | None = None
    halves: list[Literal["crm", "erp"]] = Field(default=["crm", "erp"], max_length=2)


# Six digits of the app, or a recovery code of sixteen letters and digits, with or without dashes.
Code = Annotated[
    str,
    StringConstraints(strip_whitespace=True, pattern=r"^(\d{6}|([A-Za-z2-7]{4}[ -]?){4})$", max_length=24),
]
Token = Annotated[str, StringConstraints(min_length=20, max_length=100, pattern=r"^[A-Za-z0-9_-]+$")]
PersonName = Annotated[ShortText, Field(max_length=60)]


class LogInBody(_Strict):
    """Login and password, and the second factor where it is on."""

    login: Identifier
    password: Password
    code: Code | None = None


class ChangeMeBody(_Strict):
    """What one may change of oneself."""

    language: Language | None = None
    name: PersonName | None = None


class ChooseTenantBody(_Strict):
    """The tenant one wants to work in."""

    tenant_id: UUID


class SeeAsBody(_Strict):
    """With whose eyes to look."""

    user_id: UUID


class ChangePasswordBody(_Strict):
    """The password one has, and the one one wants."""

    current: Password
    new: Password


class AskResetBody(_Strict):
    """Who forgot his password."""

    login: Identifier


class ResetBody(_Strict):
    """The token from the mail, and the new password."""

    token: Token
    new: Password


class PasswordBody(_Strict):
    """The password once more, before something that guards the login changes."""

    password: Password


class CodeBody(_Strict):
    """A code of the authenticator app."""

    code: Annotated[str, StringConstraints(strip_whitespace=True, pattern=r"^\d{6}$")]


class DisableTotpBody(_Strict):
    """Password and code, to switch the second factor off."""

    password: Password
    code: Code


class ChangeUserBody(_Strict):
    """What changes of a user; roles are given all together."""

    name: PersonName | None = None
    position: Annotated[CleanText, Field(max_length=60)] | None = None
    away_until: BusinessDay | None = None
    department_id: UUID | None = None
    manager_id: UUID | None = None
    role_ids: Annotated[list[UUID], Field(max_length=50)] | None = None


class FilterScope(_Strict):
    """The rows that meet a condition."""

    filter: Annotated[dict[str, Any], Field(json_schema_extra={"x-condition": True})]


PermissionName = Annotated[str, StringConstraints(max_length=100)]
FieldName = Annotated[str, StringConstraints(max_length=60)]
Permissions = Annotated[list[PermissionName], Field(max_length=1000)]
# On which rows each permission holds; all where nothing is said.
Scopes = Annotated[
    dict[PermissionName, Literal["own", "own_below", "department", "department_below", "all"] | FilterScope],
    Field(max_length=1000),
]
# By record and field: what the role may do with it; editable where nothing is said.
FieldLevels = Annotated[
    dict[FieldName, dict[FieldName, Literal["hidden", "masked", "read_only", "editable"]]],
    Field(max_length=200),
]


class CreateRoleBody(_Strict):
    """A new role: what it allows, on which rows, with which fields."""

    name: PersonName
    permissions: Permissions
    scopes: Scopes = {}
    fields: FieldLevels = {}


class ChangeRoleBody(_Strict):
    """What changes of a role; permissions, scopes and fields are each given all together."""

    name: PersonName | None = None
    permissions: Permissions | None = None
    scopes: Scopes | None = None
    fields: FieldLevels | None = None


class InviteBody(_Strict):
    """Whom to invite, and as what."""

    login: Identifier
    name: PersonName
    role_id: UUID
    department_id: UUID | None = None


class FindInvitationBody(_Strict):
    """The token of an invitation's link."""

    token: Token


class AcceptInvitationBody(_Strict):
    """How somebody invited comes in: with a new password, or with that of the login he has."""

    token: Token
    name: PersonName
    password: Password
    code: Code | None = None
    language: Language = "zh-CN"


class CreateApiKeyBody(_Strict):
    """A new key for programs, with what it may do and until when."""

    name: PersonName
    scopes: Annotated[
        list[Annotated[str, StringConstraints(max_length=100)]], Field(min_length=1, max_length=1000)
    ]
    expires_at: AwareDatetime | None = None
