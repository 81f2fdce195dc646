"""What payments do when something happens below, and what they say to the modules there."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from pydantic import ValidationError

from heyi.modules.invoicing import api as invoicing
from heyi.modules.ledger import api as ledger
from heyi.modules.payments import api
from heyi.modules.payments.schemas import PaymentBody
from heyi.modules.sales import api as sales
from heyi.platform.approvals import api as approvals
from heyi.platform.errors import InvalidInput
from heyi.platform.events import subscribe
from heyi.platform.http.problems import from_pydantic
from heyi.platform.records.kinds import Kind
from heyi.platform.tenancy.events import CompanyCreated
from heyi.platform.unit_of_work import UnitOfWork


def on_company_created(uow: UnitOfWork, _: CompanyCreated) -> None:
    """A new company gets its first money accounts."""
    api.prepare_money(uow)


def _draft(payload: Mapping[str, Any]) -> api.PaymentDraft:
    try:
        return PaymentBody.model_validate(payload).draft()
    except ValidationError as error:
        problems = [from_pydantic(dict(item)) for item in error.errors(include_url=False)]
        raise InvalidInput(problems=problems) from None


def _look(
    uow: UnitOfWork,
    _: UUID | None,
    payload: Mapping[str, Any],
    held: bool,  # noqa: FBT001, ARG001 - as the registry of verbs says; nothing is there to hold
) -> approvals.Matter:
    return api.payment_matter(uow, _draft(payload))


def _pay(uow: UnitOfWork, _: UUID | None, payload: Mapping[str, Any]) -> UUID:
    return api.post_payment(uow, _draft(payload)).id


PAYING = approvals.ApprovableVerb(
    record=api.PAYMENT.name,
    name="post",
    permission=api.POST_PAYMENT,
    look=_look,
    do=_pay,
    columns={"invoice": Kind.TEXT, "amount": Kind.MONEY},
)


def subscribe_all() -> None:
    """Say what lines receipts and payments post, what customers owe and what may be approved; called once."""
    subscribe(CompanyCreated, on_company_created)
    approvals.approvable(PAYING)
    ledger.declare_roles(*api.ROLES)
    invoicing.before_credit(api.take_back_of_order)
    sales.declare_exposure(api.exposure)
