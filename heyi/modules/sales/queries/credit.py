"""How a customer stands with us. What he owes is known above, and asked for."""

from collections.abc import Collection, Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

from sqlalchemy import RowMapping, Select, func, select

from heyi.modules.sales.contracts import BeyondCredit, Credit, Exposer
from heyi.modules.sales.models import CUSTOMER_CREDIT
from heyi.modules.sales.permissions import OVER_CREDIT, VIEW_CREDIT
from heyi.platform.records import access
from heyi.platform.records.selecting import UNSEEN
from heyi.platform.records.shapes import shape_of
from heyi.platform.unit_of_work import UnitOfWork

_C = CUSTOMER_CREDIT.table
_exposers: Final[list[Exposer]] = []


def declare_exposure(exposer: Exposer) -> None:
    """Have a module above asked what customers owe."""
    if exposer not in _exposers:
        _exposers.append(exposer)


def credit_of(uow: UnitOfWork, party_id: UUID) -> Credit | None:
    """How the customer stands with us now; None where nobody set any terms."""
    terms = uow.first(_terms(uow, party_id))
    return None if terms is None else standing(uow, terms)


def visible_credit(uow: UnitOfWork, party_id: UUID) -> Credit | None:
    """How the customer stands, for who may see it: nothing for whom terms, or their limit, are hidden."""
    return credit_of(uow, party_id) if sees_credit(uow) else None


def sees_credit(uow: UnitOfWork) -> bool:
    """Whether the actor may see how customers stand."""
    hidden = access.levels(uow, shape_of(uow, CUSTOMER_CREDIT.name)).get("credit_limit") in UNSEEN
    return uow.actor.may(VIEW_CREDIT) and not hidden


def payment_days(uow: UnitOfWork, party_ids: Collection[UUID]) -> Mapping[UUID, int]:
    """How many days each of these customers has to pay; who has no terms is left out, and pays at once."""
    query = select(_C.c.party_id, _C.c.payment_days).where(
        _C.c.tenant_id == uow.tenant_id,
        _C.c.company_id == uow.company_id,
        _C.c.party_id.in_(sorted(party_ids)),
    )
    return {row["party_id"]: row["payment_days"] for row in uow.rows(query)}


def is_over_credit(uow: UnitOfWork, order: Mapping[Any, Any]) -> bool:
    """Whether an order that is not confirmed takes its customer beyond his limit, or he is overdue for too long."""
    credit = credit_of(uow, order["party_id"])
    return credit is not None and beyond_credit(credit, order["gross"]) is not None


def beyond_credit(credit: Credit, gross: Decimal) -> BeyondCredit | None:
    """By how much an order of so much goes beyond what its customer may owe, and what he is overdue with for too long;
    None where it is neither."""
    over = gross - credit.left if credit.left is not None and gross > credit.left else None
    overdue = credit.overdue if credit.stopped else None
    return None if over is None and overdue is None else BeyondCredit(over=over, overdue=overdue)


def passes_over(uow: UnitOfWork, order: Mapping[Any, Any]) -> BeyondCredit | None:
    """What the actor would pass over by confirming a draft, for who may, and sees how customers stand."""
    if not (uow.actor.may(OVER_CREDIT) and sees_credit(uow)):
        return None
    credit = credit_of(uow, order["party_id"])
    return None if credit is None else beyond_credit(credit, order["gross"])


def lock_terms(uow: UnitOfWork, party_id: UUID) -> RowMapping | None:
    """A customer's terms, held until the transaction ends: of two orders at a time the later sees the earlier."""
    return uow.first(_terms(uow, party_id).with_for_update())


def have_terms_in_one_company(uow: UnitOfWork, *party_ids: UUID) -> bool:
    """Whether more than one of these customers has terms in the same company of the tenant."""
    query = (
        select(_C.c.company_id)
        .where(_C.c.tenant_id == uow.tenant_id, _C.c.party_id.in_(sorted(party_ids)))
        .group_by(_C.c.company_id)
        .having(func.count() > 1)
    )
    return uow.scalar(query.limit(1)) is not None


def standing(uow: UnitOfWork, terms: RowMapping) -> Credit:
    """How a customer with these terms stands now."""
    (exposer,) = _exposers
    found = exposer(uow, terms["party_id"], _last_call(uow.today, terms["grace_days"]))
    limit = terms["credit_limit"]
    return Credit(
        payment_days=terms["payment_days"],
        limit=limit,
        owed=found.owed,
        ordered=found.ordered,
        left=None if limit is None else limit - found.owed - found.ordered,
        overdue=found.overdue,
        oldest_due=found.oldest_due,
        stopped=terms["grace_days"] is not None and found.overdue > 0,
    )


def _last_call(today: date, grace_days: int | None) -> date:
    """What fell due before that day is overdue for longer than the customer may be."""
    return today - timedelta(days=grace_days or 0)


def _terms(uow: UnitOfWork, party_id: UUID) -> Select[Any]:
    return select(_C.c.party_id, _C.c.credit_limit, _C.c.payment_days, _C.c.grace_days).where(
        _C.c.tenant_id == uow.tenant_id, _C.c.company_id == uow.company_id, _C.c.party_id == party_id
    )
