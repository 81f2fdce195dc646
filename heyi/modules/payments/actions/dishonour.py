"""What came in place of money turns out to be worth nothing: so much of a receipt is undone, and may come after all."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from uuid import UUID

from sqlalchemy import Text, cast, func, select

from heyi.modules.invoicing import api as invoicing
from heyi.modules.ledger import api as ledger
from heyi.modules.payments.actions.receipts import lock_receipt
from heyi.modules.payments.contracts import Kept
from heyi.modules.payments.errors import DishonouredTooEarly
from heyi.modules.payments.models import ALLOCATION, RECEIPT
from heyi.modules.payments.rules import ADVANCE, ZERO, reopened
from heyi.modules.targets import api as targets
from heyi.platform.messages import translate
from heyi.platform.unit_of_work import UnitOfWork

_A = ALLOCATION.c


def dishonour_receipt(
    uow: UnitOfWork, receipt_id: UUID, amount: Decimal, *, kept: Kept, time: int, occurred_on: date
) -> None:
    """Undo so much of a receipt: its advance goes first, then the invoices that it settled are open again, the last
    settled first. `time` tells this time from others.

    Raises:
        NotFound: it does not exist in this company.
        AlreadyReversed: it was taken back.
        DishonouredTooEarly: it was used for an invoice, or settled one again, after that day.
        PeriodClosed: the day lies in a closed period.
    """
    head = lock_receipt(uow, receipt_id)
    last = _last_day(uow, receipt_id)
    if last is not None and occurred_on < last:
        raise DishonouredTooEarly(number=head["number"], day=str(last))
    ahead, parts = reopened(amount, head["advance"], _settled(uow, receipt_id))
    invoicing.reopen(uow, source_type="receipt", source_id=receipt_id, parts=parts)
    _allocate(uow, receipt_id, {invoice: -part for invoice, part in parts.items()}, time)
    changed = {
        "advance": head["advance"] - ahead,
        "allocated": head["allocated"] - (amount - ahead),
        "dishonoured": head["dishonoured"] + amount,
    }
    uow.change(RECEIPT.table, receipt_id, changed)
    rules, party = ledger.accounts(uow), head["party_id"]
    owed = ((rules.of(ADVANCE), ahead), (rules.of(invoicing.RECEIVABLE), amount - ahead))
    ledger.post(
        uow,
        ledger.EntryDraft(
            occurred_on=occurred_on,
            source_type="receipt",
            source_id=receipt_id,
            kind=_kind(time),
            summary=translate("summary.receipt.dishonoured", "zh-CN", {"number": head["number"]}),
            lines=(
                *(
                    ledger.LineDraft(account=account, debit=part, party_id=party)
                    for account, part in owed
                    if part
                ),
                ledger.LineDraft(account=kept.account, credit=amount, party_id=kept.party_id),
            ),
        ),
    )
    targets.take_back(uow, "receipt", receipt_id, occurred_on=occurred_on, amount=amount)
    uow.audit("dishonoured", record="receipt", record_id=receipt_id, party_id=party, title=head["number"])


def honour_receipt(
    uow: UnitOfWork, receipt_id: UUID, amount: Decimal, *, time: int, occurred_on: date
) -> None:
    """Take that back: it settles again what was opened, and a red-letter entry undoes the entry.

    Raises:
        SettlesTooMuch: something else settled one of those invoices meanwhile.
        PeriodClosed: the day lies in a closed period.
    """
    head = lock_receipt(uow, receipt_id)
    own = (_A.tenant_id == uow.tenant_id, _A.receipt_id == receipt_id, _A.dishonour == time)
    parts = {
        row["invoice_id"]: -row["amount"] for row in uow.rows(select(_A.invoice_id, _A.amount).where(*own))
    }
    invoicing.settle(
        uow,
        party_id=head["party_id"],
        kind="invoice",
        source_type="receipt",
        source_id=receipt_id,
        settlings=[invoicing.Settling(invoice_id=invoice, amount=part) for invoice, part in parts.items()],
    )
    _allocate(uow, receipt_id, parts, time)
    settled = sum(parts.values(), ZERO)
    changed = {
        "advance": head["advance"] + amount - settled,
        "allocated": head["allocated"] + settled,
        "dishonoured": head["dishonoured"] - amount,
    }
    uow.change(RECEIPT.table, receipt_id, changed)
    ledger.reverse(
        uow, source_type="receipt", source_id=receipt_id, kind=_kind(time), occurred_on=occurred_on
    )
    targets.take_back(uow, "receipt", receipt_id, occurred_on=occurred_on, amount=-amount)
    uow.audit(
        "honoured", record="receipt", record_id=receipt_id, party_id=head["party_id"], title=head["number"]
    )


def _last_day(uow: UnitOfWork, receipt_id: UUID) -> date | None:
    """The last day on which the books were told of the receipt: taken, used, not honoured, honoured after all."""
    entry = ledger.JOURNAL_ENTRY.table.c
    day: date | None = uow.scalar(
        select(func.max(entry.occurred_on)).where(
            entry.tenant_id == uow.tenant_id,
            entry.company_id == uow.company_id,
            entry.source_type == "receipt",
            entry.source_id == receipt_id,
        )
    )
    return day


def _settled(uow: UnitOfWork, receipt_id: UUID) -> Mapping[UUID, Decimal]:
    """What the receipt settles of each invoice, the last first."""
    total = func.sum(_A.amount)
    query = (
        select(_A.invoice_id, total.label("amount"))
        .where(_A.tenant_id == uow.tenant_id, _A.receipt_id == receipt_id)
        .group_by(_A.invoice_id)
        .having(total > 0)
        .order_by(func.max(cast(_A.id, Text)).desc())
    )
    return {row["invoice_id"]: row["amount"] for row in uow.rows(query)}


def _allocate(uow: UnitOfWork, receipt_id: UUID, parts: Mapping[UUID, Decimal], time: int) -> None:
    for invoice_id, amount in parts.items():
        row = {"receipt_id": receipt_id, "invoice_id": invoice_id, "amount": amount, "dishonour": time}
        uow.insert(ALLOCATION, {"id": uow.new_id(), **row})


def _kind(time: int) -> str:
    return f"dishonoured_{time}"
