"""How old is what parties owe, or are owed, as of any day."""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Final

from sqlalchemy import ColumnElement, Table, and_, case, func, or_, select

from heyi.modules.invoicing import api as invoicing
from heyi.modules.parties import api as parties
from heyi.modules.payments.contracts import AccountSide, Ageing, DebtAge, Named, PartyAge
from heyi.platform.errors import NotAllowed
from heyi.platform.records import access
from heyi.platform.records.declaration import Record
from heyi.platform.records.selecting import UNSEEN
from heyi.platform.records.shapes import shape_of
from heyi.platform.unit_of_work import UnitOfWork

MOST_PARTIES = 500
_SIDES: Final[Mapping[AccountSide, tuple[Record, Table, str]]] = {
    AccountSide.CUSTOMER: (invoicing.SALES_INVOICE, invoicing.SETTLEMENT, "due_on"),
    # Nobody told when suppliers want their money: theirs is as old as its paper.
    AccountSide.SUPPLIER: (invoicing.SUPPLIER_INVOICE, invoicing.SUPPLIER_SETTLEMENT, "invoiced_on"),
}
# Late for more than the first and at most the second number of days.
_STEPS: Final = {
    "not_due": (None, 0),
    "days_30": (0, 30),
    "days_60": (30, 60),
    "days_90": (60, 90),
    "older": (90, None),
}


def ageing(uow: UnitOfWork, side: AccountSide, on: date) -> Ageing:
    """What stood open on a day, by party and by how late it was then, of the documents that the reader sees.

    What was settled later is open on that day; what was written later is not there yet. All rows together are what the
    books hold as owed on that day, where the reader sees every document.

    Raises:
        NotAllowed: what is open of such documents is hidden from the reader.
    """
    record, settlements, due = _SIDES[side]
    shape = shape_of(uow, record.name)
    if any(access.levels(uow, shape).get(name) in UNSEEN for name in ("gross", "open")):
        raise NotAllowed(permission=f"field.{record.name}.open")
    own, settled = record.table.c, settlements.c
    by_then = (
        select(settled.invoice_id, func.sum(settled.amount).label("amount"))
        .where(
            settled.tenant_id == uow.tenant_id,
            settled.company_id == uow.company_id,
            settled.occurred_on <= on,
        )
        .group_by(settled.invoice_id)
        .subquery()
    )
    left = (own.gross - func.coalesce(by_then.c.amount, 0)) * case((own.kind == "credit_note", -1), else_=1)
    party = parties.PARTY.table
    sums = {name: _sum(left, own[due], on, *step) for name, step in _STEPS.items()}
    rows = uow.rows(
        select(own.party_id, party.c.name, *(amount.label(name) for name, amount in sums.items()))
        .join(party, and_(party.c.tenant_id == own.tenant_id, party.c.id == own.party_id))
        .outerjoin(by_then, by_then.c.invoice_id == own.id)
        .where(
            own.tenant_id == uow.tenant_id,
            own.company_id == uow.company_id,
            own.state == "posted",
            own.invoiced_on <= on,
            or_(own.open > 0, func.coalesce(by_then.c.amount, 0) != own.settled),
            *access.rows(uow, shape),
        )
        .group_by(own.party_id, party.c.name)
    )
    found = [_row(row) for row in rows]
    told = sorted(
        (row for row in found if any(getattr(row, name) for name in _STEPS)),
        key=lambda row: (row.not_due - row.open, -row.open, row.party.title),
    )
    total = {name: sum((getattr(row, name) for row in told), Decimal(0)) for name in (*_STEPS, "open")}
    return Ageing(side, on, told[:MOST_PARTIES], DebtAge(**total), max(len(told) - MOST_PARTIES, 0))


def _sum(
    left: ColumnElement[Any], due: ColumnElement[Any], on: date, above: int | None, upto: int | None
) -> ColumnElement[Any]:
    """What is late for more than `above` and at most `upto` days."""
    bounds = []
    if above is not None:
        bounds.append(due < on - timedelta(days=above))
    if upto is not None:
        bounds.append(due >= on - timedelta(days=upto))
    return func.coalesce(func.sum(left).filter(*bounds), 0)


def _row(row: Mapping[Any, Any]) -> PartyAge:
    amounts = {name: row[name] for name in _STEPS}
    return PartyAge(
        party=Named(row["party_id"], row["name"]), open=sum(amounts.values(), Decimal(0)), **amounts
    )
