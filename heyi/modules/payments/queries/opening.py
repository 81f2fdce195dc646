"""What was owed and paid ahead before Heyi kept the books, beside the opening balances."""

from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal
from typing import Final
from uuid import UUID

from sqlalchemy import Select, and_, func, literal, select, tuple_, union_all

from heyi.modules.invoicing import api as invoicing
from heyi.modules.ledger import api as ledger
from heyi.modules.parties import api as parties
from heyi.modules.payments.contracts import (
    DebtRow,
    DebtSide,
    DebtTotal,
    Named,
    OpeningDebt,
    OpeningDebts,
)
from heyi.modules.payments.models import PAYMENT, RECEIPT
from heyi.modules.payments.permissions import ENTER_OPENING
from heyi.modules.payments.rules import ADVANCE, OPENING, PREPAID, ZERO
from heyi.platform.records import access
from heyi.platform.records.declaration import Record
from heyi.platform.records.shapes import shape_of
from heyi.platform.unit_of_work import UnitOfWork

SHOWN: Final = 500
# The document that a side is written as.
PAPERS: Final[Mapping[DebtSide, Record]] = {
    DebtSide.RECEIVABLE: invoicing.SALES_INVOICE,
    DebtSide.PAYABLE: invoicing.SUPPLIER_INVOICE,
    DebtSide.ADVANCE_RECEIVED: RECEIPT,
    DebtSide.ADVANCE_PAID: PAYMENT,
}
_ROLES: Final[Mapping[DebtSide, str]] = {
    DebtSide.RECEIVABLE: invoicing.RECEIVABLE,
    DebtSide.PAYABLE: invoicing.PAYABLE,
    DebtSide.ADVANCE_RECEIVED: ADVANCE,
    DebtSide.ADVANCE_PAID: PREPAID,
}
_CREDIT: Final = (DebtSide.PAYABLE, DebtSide.ADVANCE_RECEIVED)
# How the documents call what all of them have: number on paper, its day, the amount, what is left of it.
_NAMES: Final[Mapping[DebtSide, tuple[str, str, str, str]]] = {
    DebtSide.RECEIVABLE: ("paper_number", "invoiced_on", "gross", "open"),
    DebtSide.PAYABLE: ("supplier_number", "invoiced_on", "gross", "open"),
    DebtSide.ADVANCE_RECEIVED: ("paper_number", "received_on", "amount", "advance"),
    DebtSide.ADVANCE_PAID: ("paper_number", "paid_on", "amount", "prepaid"),
}


def opening_debts(uow: UnitOfWork) -> OpeningDebts:
    """The sides with what is still to be brought in of their accounts, and the newest rows that the actor sees."""
    found = ledger.opening(uow)
    kept = {one.account: one for one in found.kept}
    rules, sums = ledger.accounts(uow), _sums(uow)
    totals = []
    for side in DebtSide:
        account, (debts, count) = rules.of(_ROLES[side]), sums.get(side, (ZERO, 0))
        one = kept.get(account)
        entered, brought_in = (one.entered, one.brought_in) if one else (ZERO, debts)
        if one and side in _CREDIT:
            # Not by a sign: nothing would be nothing below nothing.
            entered, brought_in = ZERO - entered, ZERO - brought_in
        totals.append(
            DebtTotal(
                side=side,
                account=account,
                entered=entered,
                brought_in=brought_in,
                left=entered - brought_in,
                debts=debts,
                count=count,
            )
        )
    return OpeningDebts(ledger.day_before(uow), found.voucher_id is not None, totals, _rows(uow))


def reached_parties(uow: UnitOfWork, party_ids: Collection[UUID]) -> Mapping[UUID, parties.PartyFacts]:
    """Those of the parties for which the actor may enter what stood open."""
    shape = shape_of(uow, parties.PARTY.name)
    found = parties.parties_of(uow, party_ids)
    if access.sees_all(uow, shape, ENTER_OPENING):
        return found
    own = shape.table.c.id
    reached = uow.rows(select(own).where(*access.rows(uow, shape, ENTER_OPENING), own.in_(found)))
    return {row["id"]: found[row["id"]] for row in reached}


def known_numbers(uow: UnitOfWork, rows: Sequence[DebtRow]) -> set[tuple[DebtSide, UUID, str]]:
    """Those of the rows' numbers on paper that their parties had entered before."""
    known: set[tuple[DebtSide, UUID, str]] = set()
    for side, record in PAPERS.items():
        wanted = {(row.party_id, row.number) for row in rows if row.side is side}
        if not wanted:
            continue
        own, paper = record.table.c, record.table.c[_NAMES[side][0]]
        query = select(own.party_id, paper.label("number")).where(
            own.tenant_id == uow.tenant_id,
            own.company_id == uow.company_id,
            own.state.not_in(("cancelled", "reversed")),
            tuple_(own.party_id, paper).in_(sorted(wanted)),
        )
        known |= {(side, row["party_id"], row["number"]) for row in uow.rows(query)}
    return known


def _sums(uow: UnitOfWork) -> Mapping[DebtSide, tuple[Decimal, int]]:
    parts = []
    for side, record in PAPERS.items():
        own = record.table.c
        amount = own[_NAMES[side][2]]
        parts.append(
            select(
                literal(side.value).label("side"),
                func.coalesce(func.sum(amount), 0).label("amount"),
                func.count().label("count"),
            ).where(
                own.tenant_id == uow.tenant_id,
                own.company_id == uow.company_id,
                own.kind == OPENING,
                own.state == "posted",
            )
        )
    return {DebtSide(row["side"]): (row["amount"], row["count"]) for row in uow.rows(union_all(*parts))}


def _rows(uow: UnitOfWork) -> list[OpeningDebt]:
    found = union_all(*(_of_side(uow, side, record) for side, record in PAPERS.items())).subquery("found")
    query = select(found).order_by(found.c.id.desc()).limit(SHOWN)
    plain = set(OpeningDebt.__dataclass_fields__) - {"side", "party"}
    return [
        OpeningDebt(
            side=DebtSide(row["side"]),
            party=Named(row["party_id"], row["party"]),
            **{name: row[name] for name in plain},
        )
        for row in uow.rows(query)
    ]


def _of_side(uow: UnitOfWork, side: DebtSide, record: Record) -> Select[tuple[object, ...]]:
    shape, own, party = shape_of(uow, record.name), record.table.c, parties.PARTY.table.c
    paper, day, amount, left = (own[name] for name in _NAMES[side])
    return (
        select(
            literal(side.value).label("side"),
            own.id,
            own.number,
            own.party_id,
            party.name.label("party"),
            paper.label("paper_number"),
            day.label("invoiced_on"),
            amount.label("amount"),
            left.label("open"),
            own.note,
        )
        .join(parties.PARTY.table, and_(party.tenant_id == own.tenant_id, party.id == own.party_id))
        .where(
            own.tenant_id == uow.tenant_id,
            own.company_id == uow.company_id,
            own.kind == OPENING,
            own.state == "posted",
            *access.rows(uow, shape),
        )
    )
