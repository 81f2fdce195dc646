"""Routes of settings: the company's facts, and how its documents are numbered."""

from dataclasses import dataclass
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, StringConstraints
from pydantic_core import PydanticCustomError

from heyi.kit.identifiers import valid_uscc
from heyi.platform.access import MEMBER
from heyi.platform.http.answers import Answer, to_json
from heyi.platform.http.router import Router
from heyi.platform.numbering import rules
from heyi.platform.settings.company import CompanyView, change_company, get_company
from heyi.platform.settings.permissions import MANAGE_COMPANY, MANAGE_NUMBER_RULE
from heyi.platform.unit_of_work import UnitOfWork
from heyi.platform.values import CleanText, Phone, ShortText

router = Router("settings")


def _uscc(value: str) -> str:
    if not valid_uscc(value):
        raise PydanticCustomError("uscc", "not a unified social credit code")
    return value


class ChangeCompanyBody(BaseModel):
    """What changes of the company; null empties what may be empty."""

    model_config = ConfigDict(extra="forbid")

    name: ShortText | None = None
    uscc: (
        Annotated[str, StringConstraints(strip_whitespace=True, to_upper=True), AfterValidator(_uscc)] | None
    ) = None
    address: CleanText | None = None
    phone: Phone | None = None
    bank_name: CleanText | None = None
    bank_account: CleanText | None = None


@dataclass(frozen=True)
class NumberRuleView:
    """How one kind of number is made, and how it would look today; `label` is a message key."""

    series: str
    label: str
    prefix: str
    reset: str
    digits: int
    example: str


@router.get("/settings/company", permission=MEMBER, answer=CompanyView)
def get_company_settings(uow: UnitOfWork) -> CompanyView:
    """The facts of my company."""
    return get_company(uow)


@router.patch("/settings/company", permission=MANAGE_COMPANY, answer=CompanyView)
def patch_company_settings(uow: UnitOfWork, body: ChangeCompanyBody, version: int) -> CompanyView:
    """Change the facts of my company; papers that were posted keep what they say."""
    changed = body.model_dump(exclude_unset=True)
    if changed.get("name", "") is None:
        del changed["name"]
    change_company(uow, version=version, changed=changed)
    return get_company(uow)


@router.get("/settings/numbers", permission=MANAGE_NUMBER_RULE, answer=list[NumberRuleView])
def get_number_rules(uow: UnitOfWork) -> Answer:
    """How numbers of each kind are made, and how the first of today would look."""
    shown = [
        NumberRuleView(
            series=name,
            label=f"record.{name}",
            prefix=rule.prefix,
            reset=rule.reset,
            digits=rule.digits,
            example=rule.text(rule.period(uow.today), 1),
        )
        for name, rule in sorted(rules().items())
    ]
    return Answer(200, to_json(shown))
