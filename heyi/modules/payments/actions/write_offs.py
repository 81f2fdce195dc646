"""Write off what a customer will not pay any more (坏账核销), take that back, and note what came after all."""

from collections.abc import Collection, Mapping
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import RowMapping, select

from heyi.kit.quantity import summed
from heyi.modules.invoicing import api as invoicing
from heyi.modules.ledger import api as ledger
from heyi.modules.parties import api as parties
from heyi.modules.payments.contracts import LossReason, WriteOffDraft, WriteOffStatus
from heyi.modules.payments.errors import (
    RecoveredAlready,
    RecoversTooMuch,
    RecoveryUnclear,
    WrittenOffTooEarly,
)
from heyi.modules.payments.models import WRITE_OFF, WRITE_OFF_LINE, WRITE_OFF_SERIES
from heyi.modules.payments.queries.rounding import require_small
from heyi.modules.payments.rules import BAD_DEBT, ROUNDING, ZERO
from heyi.modules.payments.states import WriteOffState, require_posted, take_back
from heyi.platform import numbering
from heyi.platform.errors import NotFound
from heyi.platform.http.answers import number_text
from heyi.platform.messages import translate
from heyi.platform.unit_of_work import UnitOfWork

_W = WRITE_OFF.table


def write_off(uow: UnitOfWork, draft: WriteOffDraft) -> WriteOffStatus:
    """Give up what is open on a customer's invoices: he owes it no longer, and it is a loss, or taken from what was set
    aside for it. A small remainder that is let go (抹零) is no bad debt, but a discount.

    Raises:
        NotFound: the customer does not exist.
        SettlesTooMuch: less is open on an invoice of this customer.
        WrittenOffTooEarly: an invoice is younger than the day.
        RoundingAlone, RoundingTooMuch, RoundingLeavesRest: it is let go as a small remainder, of several invoices, too
            much of one, or not all that is left of it.
        PeriodClosed: the day lies in a closed period.
    """
    ((status, entry),) = give_up(uow, draft)
    ledger.post(uow, entry)
    return status


def give_up(uow: UnitOfWork, *drafts: WriteOffDraft) -> list[tuple[WriteOffStatus, ledger.EntryDraft]]:
    """All of some write-offs of one customer and day but their entries, which their caller posts after whatever else
    takes a number. No two are of the same invoice; how many statements this takes does not depend on how many they are.

    Raises:
        NotFound, SettlesTooMuch, WrittenOffTooEarly: as `write_off`.
        RoundingAlone, RoundingTooMuch, RoundingLeavesRest: as `write_off`.
    """
    party, day = parties.require_party(uow, drafts[0].party_id), drafts[0].occurred_on or uow.today
    papers = [(uow.new_id(), draft, summed(draft.parts)) for draft in drafts]
    paper_of = {invoice_id: paper_id for paper_id, _, parts in papers for invoice_id in parts}
    invoicing.settle(
        uow,
        party_id=party.id,
        kind="invoice",
        source_type="write_off",
        source_id=paper_of,
        settlings=[
            invoicing.Settling(invoice_id=invoice_id, amount=part)
            for _, _, parts in papers
            for invoice_id, part in parts.items()
        ],
        day=day,
    )
    _refuse_early(uow, list(paper_of), day)
    require_small(uow, [parts for _, draft, parts in papers if draft.reason is LossReason.ROUNDING])
    numbers = numbering.take(uow, WRITE_OFF_SERIES, day, count=len(papers))
    return [
        _write(uow, paper_id, draft, parts, number=number, day=day)
        for (paper_id, draft, parts), number in zip(papers, numbers, strict=True)
    ]


def _write(
    uow: UnitOfWork,
    write_off_id: UUID,
    draft: WriteOffDraft,
    parts: Mapping[UUID, Decimal],
    *,
    number: str,
    day: date,
) -> tuple[WriteOffStatus, ledger.EntryDraft]:
    amount, party_id = sum(parts.values(), ZERO), draft.party_id
    head: dict[str, Any] = {
        "id": write_off_id,
        "company_id": uow.company_id,
        "number": number,
        "party_id": party_id,
        "occurred_on": day,
        "reason": draft.reason,
        "amount": amount,
        "recovered": ZERO,
        "state": WriteOffState.POSTED,
        "note": draft.note,
    }
    uow.insert(_W, head)
    _write_lines(uow, write_off_id, parts)
    uow.audit("posted", record="write_off", record_id=write_off_id, party_id=party_id, title=number)
    rules, is_rounding = ledger.accounts(uow), draft.reason is LossReason.ROUNDING
    lost = rules.of(ROUNDING if is_rounding else BAD_DEBT)
    summary = "summary.write_off.rounding" if is_rounding else "summary.write_off"
    entry = ledger.EntryDraft(
        occurred_on=day,
        source_type="write_off",
        source_id=write_off_id,
        kind="loss",
        summary=translate(summary, "zh-CN", {"number": number}),
        lines=(
            ledger.LineDraft(account=lost, debit=amount, party_id=party_id),
            ledger.LineDraft(account=rules.of(invoicing.RECEIVABLE), credit=amount, party_id=party_id),
        ),
    )
    status = WriteOffStatus(id=write_off_id, version=1, number=number, state=head["state"], amount=amount)
    return status, entry


def reverse_write_off(uow: UnitOfWork, write_off_id: UUID) -> WriteOffStatus:
    """Take it back: the invoices are open again, and a red-letter entry undoes its entry.

    Raises:
        NotFound: it does not exist in this company.
        WrongState: it is taken back already.
        RecoveredAlready: a part of it came after all; that receipt is taken back first.
        PeriodClosed: today lies in a closed period.
    """
    status = open_again(uow, write_off_id, uow.today)
    post_back(uow, write_off_id, uow.today)
    return status


def open_again(uow: UnitOfWork, write_off_id: UUID, day: date) -> WriteOffStatus:
    """All of taking it back but its red-letter entry (`post_back`), which its caller posts after other locks.

    Raises:
        NotFound, WrongState, RecoveredAlready: as `reverse_write_off`.
    """
    head = _lock(uow, write_off_id)
    state = take_back(WriteOffState(head["state"]))
    if head["recovered"]:
        raise RecoveredAlready(number=head["number"], amount=number_text(head["recovered"]))
    invoicing.unsettle(uow, source_type="write_off", source_id=write_off_id, day=day)
    uow.change(_W, write_off_id, {"state": state})
    names = {"record": "write_off", "record_id": write_off_id, "title": head["number"]}
    uow.audit("reversed", party_id=head["party_id"], **names)
    version = head["version"] + 1
    return WriteOffStatus(
        id=write_off_id, version=version, number=head["number"], state=state, amount=head["amount"]
    )


def post_back(uow: UnitOfWork, write_off_id: UUID, day: date) -> None:
    """The red-letter entry of what was taken back.

    Raises:
        PeriodClosed: the day lies in a closed period.
    """
    ledger.reverse(uow, source_type="write_off", source_id=write_off_id, kind="loss", occurred_on=day)


def note_recovery(uow: UnitOfWork, write_off_id: UUID, amount: Decimal, *, party_id: UUID) -> None:
    """Say that so much came of what was written off; a negative amount takes that back.

    Raises:
        NotFound: this customer has no such document in this company.
        WrongState: it was taken back.
        RecoveryUnclear: it was a small remainder that was let go.
        RecoversTooMuch: less of it is missing.
    """
    head = _lock(uow, write_off_id)
    if head["party_id"] != party_id:
        raise NotFound(what="record.write_off")
    require_posted(WriteOffState(head["state"]), "recover")
    if head["reason"] == LossReason.ROUNDING:
        raise RecoveryUnclear
    missing = head["amount"] - head["recovered"]
    if amount > missing:
        raise RecoversTooMuch(
            number=head["number"], wanted=number_text(amount), available=number_text(missing)
        )
    uow.change(_W, write_off_id, {"recovered": head["recovered"] + amount})
    action = "recovered" if amount > 0 else "recovery_reversed"
    names = {"record": "write_off", "record_id": write_off_id, "title": head["number"]}
    uow.audit(action, party_id=party_id, **names)


def _refuse_early(uow: UnitOfWork, invoices: Collection[UUID], day: date) -> None:
    own = invoicing.SALES_INVOICE.table.c
    younger = (
        select(own.number, own.invoiced_on)
        .where(own.tenant_id == uow.tenant_id, own.id.in_(invoices), own.invoiced_on > day)
        .order_by(own.invoiced_on.desc(), own.id)
        .limit(1)
    )
    found = uow.first(younger)
    if found is not None:
        raise WrittenOffTooEarly(number=found["number"], day=str(found["invoiced_on"]))


def _write_lines(uow: UnitOfWork, write_off_id: UUID, parts: Mapping[UUID, Decimal]) -> None:
    rows = [
        {
            "id": uow.new_id(),
            "write_off_id": write_off_id,
            "line_no": line_no,
            "invoice_id": invoice_id,
            "amount": amount,
        }
        for line_no, (invoice_id, amount) in enumerate(parts.items(), start=1)
    ]
    uow.insert(WRITE_OFF_LINE, *rows)
    for invoice_id in parts:
        uow.link("sales_invoice", invoice_id, "write_off", write_off_id)


def _lock(uow: UnitOfWork, write_off_id: UUID) -> RowMapping:
    place = (_W.c.tenant_id == uow.tenant_id, _W.c.company_id == uow.company_id, _W.c.id == write_off_id)
    head = uow.first(select(_W).where(*place).with_for_update())
    if head is None:
        raise NotFound(what="record.write_off")
    return head
