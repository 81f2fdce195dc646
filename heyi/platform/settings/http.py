"""Routes of settings: the company's facts, and how its documents are numbered."""

from typing import Annotated, Any

from fastapi import Query
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints
from pydantic_core import PydanticCustomError

from heyi.kit.identifiers import valid_uscc
from heyi.platform.access import MEMBER
from heyi.platform.http.answers import Answer, to_json
from heyi.platform.http.router import Router
from heyi.platform.numbering import DatePart, Reset
from heyi.platform.settings import numbers
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


_Text = Annotated[str, Field(max_length=12)]
_Digits = Annotated[int, Field(ge=1, le=10)]
_Next = Annotated[int, Field(ge=1, le=999_999_999_999)]


class ChangeNumberRuleBody(BaseModel):
    """What changes of a rule; `next` is the counter of the next number in this period."""

    model_config = ConfigDict(extra="forbid")

    prefix: _Text | None = None
    date_part: DatePart | None = None
    middle: _Text | None = None
    digits: _Digits | None = None
    suffix: _Text | None = None
    reset: Reset | None = None
    next: _Next | None = None


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


@router.get("/settings/numbers", permission=MANAGE_NUMBER_RULE, answer=list[numbers.NumberRuleView])
def get_number_rules(uow: UnitOfWork) -> Answer:
    """How numbers of each kind are made, and how the next of today would look."""
    return Answer(200, to_json(numbers.list_number_rules(uow)))


@router.get("/settings/numbers/{series}", permission=MANAGE_NUMBER_RULE, answer=numbers.NumberRuleView)
def get_number_rule(uow: UnitOfWork, series: str) -> numbers.NumberRuleView:
    """How numbers of one kind are made."""
    return numbers.get_number_rule(uow, series)


@router.patch("/settings/numbers/{series}", permission=MANAGE_NUMBER_RULE, answer=numbers.NumberRuleView)
def patch_number_rule(
    uow: UnitOfWork, series: str, body: ChangeNumberRuleBody, version: int
) -> numbers.NumberRuleView:
    """Change how numbers of one kind are made; those that were given stay, and none of them is given again."""
    said = _said(body.model_dump(exclude={"next"}))
    numbers.change_number_rule(uow, series, version=version, said=said, start=body.next)
    return numbers.get_number_rule(uow, series)


@router.get("/settings/numbers/{series}/preview", permission=MANAGE_NUMBER_RULE, answer=numbers.NumberPreview)
def get_number_preview(
    uow: UnitOfWork,
    series: str,
    prefix: _Text | None = None,
    date_part: DatePart | None = None,
    middle: _Text | None = None,
    digits: Annotated[int | None, Query(ge=1, le=10)] = None,
    suffix: _Text | None = None,
    reset: Reset | None = None,
    next: Annotated[int | None, Query(ge=1, le=999_999_999_999)] = None,
) -> numbers.NumberPreview:
    """What the next numbers would be under a rule that is not saved yet, or why it cannot be."""
    said = _said(
        {
            "prefix": prefix,
            "date_part": date_part,
            "middle": middle,
            "digits": digits,
            "suffix": suffix,
            "reset": reset,
        }
    )
    return numbers.preview(uow, series, said=said, start=next)


def _said(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value is not None}
