"""Debts and advances from before Heyi kept the books (期初往来), entered together."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from heyi.modules.invoicing import api as invoicing
from heyi.modules.ledger import api as ledger
from heyi.modules.parties import api as parties
from heyi.modules.payments.contracts import DebtRow, DebtsEntered, DebtSide
from heyi.modules.payments.errors import OpeningNotBegun
from heyi.modules.payments.models import PAYMENT_SERIES, RECEIPT_SERIES
from heyi.modules.payments.queries.opening import PAPERS, known_numbers, reached_parties
from heyi.modules.payments.rules import ADVANCE, OPENING, PREPAID, ZERO
from heyi.modules.sales import api as sales
from heyi.platform import numbering
from heyi.platform.errors import FieldProblem, InvalidInput
from heyi.platform.messages import translate
from heyi.platform.records import search
from heyi.platform.unit_of_work import UnitOfWork

# Problems longer than this are not read.
_TOLD = 100
_OF_CUSTOMERS = (DebtSide.RECEIVABLE, DebtSide.ADVANCE_RECEIVED)


def enter_opening_debts(uow: UnitOfWork, rows: Sequence[DebtRow]) -> DebtsEntered:
    """Write what was owed and paid ahead before as documents of their own, so that they can be collected, paid, used
    and written off as any other. All of them stand in the books on the day before Heyi began to keep them, against
    where the opening balances put them; each keeps its own day on paper.

    Raises:
        OpeningNotBegun: it is not said since when Heyi keeps the books.
        InvalidInput: rows name no party that the actor may do this for, one that is no customer or supplier, a later
            day, no positive amount, or a number that this party has twice or had entered before. Nothing is entered.
        PeriodClosed: the month of that day is closed.
    """
    ledger.hold_books(uow)
    day = ledger.day_before(uow)
    if day is None:
        raise OpeningNotBegun
    _refuse_wrong(uow, rows, day)
    by_side = {side: [row for row in rows if row.side is side] for side in DebtSide}
    entries = [
        *invoicing.enter_old_debts(uow, _due(uow, _old(by_side[DebtSide.RECEIVABLE])), day=day),
        *invoicing.enter_old_debts(uow, _old(by_side[DebtSide.PAYABLE]), day=day, side=invoicing.SUPPLIERS),
        *_enter_advances(uow, by_side[DebtSide.ADVANCE_RECEIVED], day),
        *_enter_advances(uow, by_side[DebtSide.ADVANCE_PAID], day),
    ]
    ledger.post(uow, *entries)
    return DebtsEntered(day, len(entries))


def _old(rows: Sequence[DebtRow]) -> list[invoicing.OldDebt]:
    return [
        invoicing.OldDebt(
            party_id=row.party_id,
            number=row.number,
            invoiced_on=row.invoiced_on,
            amount=row.amount,
            note=row.note,
        )
        for row in rows
    ]


def _due(uow: UnitOfWork, debts: Sequence[invoicing.OldDebt]) -> list[invoicing.OldDebt]:
    """The debts of customers, each due by the terms of his."""
    days = sales.payment_days(uow, {debt.party_id for debt in debts})
    return [
        replace(debt, due_on=debt.invoiced_on + timedelta(days=days.get(debt.party_id, 0))) for debt in debts
    ]


def _refuse_wrong(uow: UnitOfWork, rows: Sequence[DebtRow], day: date) -> None:
    found = reached_parties(uow, {row.party_id for row in rows})
    taken = known_numbers(uow, rows)
    problems: list[FieldProblem] = []
    for at, row in enumerate(rows):
        key = (row.side, row.party_id, row.number)
        problems += [
            FieldProblem(f"rows.{at}.{field}", code, params)
            for field, code, params in _wrong(row, found.get(row.party_id), day)
        ]
        if key in taken:
            problems.append(FieldProblem(f"rows.{at}.number", "opening_number_taken", {"value": row.number}))
        taken.add(key)
    if problems:
        raise InvalidInput(problems=problems[:_TOLD])


def _wrong(
    row: DebtRow, party: parties.PartyFacts | None, day: date
) -> list[tuple[str, str, dict[str, object]]]:
    problems: list[tuple[str, str, dict[str, object]]] = []
    if party is None:
        problems.append(("party_id", "no_such_record", {"value": str(row.party_id)}))
    elif row.side in _OF_CUSTOMERS and not party.is_customer:
        problems.append(("party_id", "opening_no_customer", {"value": party.name}))
    elif row.side not in _OF_CUSTOMERS and not party.is_supplier:
        problems.append(("party_id", "opening_no_supplier", {"value": party.name}))
    if row.invoiced_on > day:
        problems.append(("invoiced_on", "opening_too_late", {"day": day.isoformat()}))
    if row.amount <= 0:
        problems.append(("amount", f"opening_{row.side}_turned", {}))
    return problems


def _enter_advances(uow: UnitOfWork, rows: Sequence[DebtRow], day: date) -> list[ledger.EntryDraft]:
    """Receipts and payments that moved no money here: all of each is paid ahead."""
    if not rows:
        return []
    received = rows[0].side is DebtSide.ADVANCE_RECEIVED
    record = PAPERS[rows[0].side]
    series, role = (RECEIPT_SERIES, ADVANCE) if received else (PAYMENT_SERIES, PREPAID)
    rules, entries = ledger.accounts(uow), []
    for row, number in zip(rows, numbering.take(uow, series, day, count=len(rows)), strict=True):
        head = _head(uow, row, number) | (
            {"received_on": row.invoiced_on, "advance": row.amount, "write_off_id": None}
            if received
            else {"paid_on": row.invoiced_on, "prepaid": row.amount}
        )
        uow.insert(record.table, head)
        search.add_words(uow, record, head["id"], head)
        uow.audit("posted", record=record.name, record_id=head["id"], party_id=row.party_id, title=number)
        entries.append(
            ledger.EntryDraft(
                occurred_on=day,
                source_type=record.name,
                source_id=head["id"],
                kind=OPENING,
                summary=translate(f"summary.{record.name}.opening", "zh-CN", {"number": row.number}),
                lines=ledger.opening_lines(
                    rules, role, -row.amount if received else row.amount, party_id=row.party_id
                ),
            )
        )
    return entries


def _head(uow: UnitOfWork, row: DebtRow, number: str) -> dict[str, Any]:
    return {
        "id": uow.new_id(),
        "company_id": uow.company_id,
        "number": number,
        "paper_number": row.number,
        "kind": OPENING,
        "party_id": row.party_id,
        "account_code": None,
        "amount": row.amount,
        "allocated": ZERO,
        "state": "posted",
        "note": row.note,
    }
