"""What came or went in place of money turns out to be worth nothing: so much of a receipt or payment is undone, and may
be worth it after all."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

from sqlalchemy import RowMapping, Table, Text, cast, func, select

from heyi.modules.invoicing import api as invoicing
from heyi.modules.ledger import api as ledger
from heyi.modules.payments.actions.payments import lock_payment
from heyi.modules.payments.actions.receipts import lock_receipt
from heyi.modules.payments.contracts import Kept
from heyi.modules.payments.errors import DishonouredTooEarly
from heyi.modules.payments.models import ALLOCATION, PAYMENT, PAYMENT_ALLOCATION, RECEIPT
from heyi.modules.payments.rules import ADVANCE, PREPAID, ZERO, reopened
from heyi.modules.targets import api as targets
from heyi.platform.messages import translate
from heyi.platform.records.declaration import Record
from heyi.platform.unit_of_work import UnitOfWork


@dataclass(frozen=True)
class _Way:
    """How a side keeps what was settled, what is ahead, and what is owed; `sign` is 1 where a debit is owed again."""

    record: Record
    parts: Table
    lock: Callable[[UnitOfWork, UUID], RowMapping]
    ahead: str
    ahead_role: str
    debt_role: str
    invoices: Any
    sign: int


_WAYS: Final = {
    "receipt": _Way(
        RECEIPT,
        ALLOCATION,
        lock_receipt,
        "advance",
        ADVANCE,
        invoicing.RECEIVABLE,
        invoicing.CUSTOMERS,
        1,
    ),
    "payment": _Way(
        PAYMENT,
        PAYMENT_ALLOCATION,
        lock_payment,
        "prepaid",
        PREPAID,
        invoicing.PAYABLE,
        invoicing.SUPPLIERS,
        -1,
    ),
}


def dishonour_paper(
    uow: UnitOfWork,
    record: str,
    paper_id: UUID,
    amount: Decimal,
    *,
    kept: Kept,
    time: int,
    occurred_on: date,
) -> None:
    """Undo so much of a receipt or payment: what is ahead of it goes first, then the invoices that it settled are open
    again, the last settled first. `time` tells this time from others; the other side of the entry is what is `kept`.

    Raises:
        NotFound: it does not exist in this company.
        AlreadyReversed: it was taken back.
        DishonouredTooEarly: it was used for an invoice, or settled one again, after that day.
        PeriodClosed: the day lies in a closed period.
    """
    way = _WAYS[record]
    head = way.lock(uow, paper_id)
    last = _last_day(uow, record, paper_id)
    if last is not None and occurred_on < last:
        raise DishonouredTooEarly(number=head["number"], day=str(last), paper=f"record.{record}")
    ahead, parts = reopened(amount, head[way.ahead], _settled(uow, way, paper_id))
    invoicing.reopen(
        uow, source_type=record, source_id=paper_id, parts=parts, day=occurred_on, side=way.invoices
    )
    _allocate(uow, way, paper_id, {invoice: -part for invoice, part in parts.items()}, time)
    changed = {
        way.ahead: head[way.ahead] - ahead,
        "allocated": head["allocated"] - (amount - ahead),
        "dishonoured": head["dishonoured"] + amount,
    }
    uow.change(way.record.table, paper_id, changed)
    rules, party = ledger.accounts(uow), head["party_id"]
    sides = (
        (rules.of(way.ahead_role), way.sign * ahead, party),
        (rules.of(way.debt_role), way.sign * (amount - ahead), party),
        (kept.account, -way.sign * amount, kept.party_id),
    )
    lines = [
        ledger.LineDraft(account=account, debit=max(part, ZERO), credit=max(-part, ZERO), party_id=of)
        for account, part, of in sides
        if part
    ]
    ledger.post(
        uow,
        ledger.EntryDraft(
            occurred_on=occurred_on,
            source_type=record,
            source_id=paper_id,
            kind=_kind(time),
            summary=translate(f"summary.{record}.dishonoured", "zh-CN", {"number": head["number"]}),
            lines=tuple(sorted(lines, key=lambda line: not line.debit)),
        ),
    )
    if record == "receipt":
        targets.take_back(uow, record, paper_id, occurred_on=occurred_on, amount=amount)
    uow.audit("dishonoured", record=record, record_id=paper_id, party_id=party, title=head["number"])


def honour_paper(
    uow: UnitOfWork, record: str, paper_id: UUID, amount: Decimal, *, time: int, occurred_on: date
) -> None:
    """Take that back: it settles again what was opened, and a red-letter entry undoes the entry.

    Raises:
        SettlesTooMuch: something else settled one of those invoices meanwhile.
        PeriodClosed: the day lies in a closed period.
    """
    way = _WAYS[record]
    head, own = way.lock(uow, paper_id), way.parts.c
    query = select(own.invoice_id, own.amount).where(
        own.tenant_id == uow.tenant_id, own[f"{record}_id"] == paper_id, own.dishonour == time
    )
    parts = {row["invoice_id"]: -row["amount"] for row in uow.rows(query)}
    invoicing.settle_again(
        uow,
        party_id=head["party_id"],
        source_type=record,
        source_id=paper_id,
        parts=parts,
        day=occurred_on,
        side=way.invoices,
    )
    _allocate(uow, way, paper_id, parts, time)
    settled = sum(parts.values(), ZERO)
    changed = {
        way.ahead: head[way.ahead] + amount - settled,
        "allocated": head["allocated"] + settled,
        "dishonoured": head["dishonoured"] - amount,
    }
    uow.change(way.record.table, paper_id, changed)
    ledger.reverse(uow, source_type=record, source_id=paper_id, kind=_kind(time), occurred_on=occurred_on)
    if record == "receipt":
        targets.take_back(uow, record, paper_id, occurred_on=occurred_on, amount=-amount)
    uow.audit("honoured", record=record, record_id=paper_id, party_id=head["party_id"], title=head["number"])


def _last_day(uow: UnitOfWork, record: str, paper_id: UUID) -> date | None:
    """The last day on which the books were told of the paper: made, used, not honoured, honoured after all."""
    entry = ledger.JOURNAL_ENTRY.table.c
    day: date | None = uow.scalar(
        select(func.max(entry.occurred_on)).where(
            entry.tenant_id == uow.tenant_id,
            entry.company_id == uow.company_id,
            entry.source_type == record,
            entry.source_id == paper_id,
        )
    )
    return day


def _settled(uow: UnitOfWork, way: _Way, paper_id: UUID) -> Mapping[UUID, Decimal]:
    """What the paper settles of each invoice, the last first."""
    own = way.parts.c
    total = func.sum(own.amount)
    query = (
        select(own.invoice_id, total.label("amount"))
        .where(own.tenant_id == uow.tenant_id, own[f"{way.record.name}_id"] == paper_id)
        .group_by(own.invoice_id)
        .having(total > 0)
        .order_by(func.max(cast(own.id, Text)).desc())
    )
    return {row["invoice_id"]: row["amount"] for row in uow.rows(query)}


def _allocate(uow: UnitOfWork, way: _Way, paper_id: UUID, parts: Mapping[UUID, Decimal], time: int) -> None:
    for invoice_id, amount in parts.items():
        row = {
            f"{way.record.name}_id": paper_id,
            "invoice_id": invoice_id,
            "amount": amount,
            "dishonour": time,
        }
        uow.insert(way.parts, {"id": uow.new_id(), **row})


def _kind(time: int) -> str:
    return f"dishonoured_{time}"
