"""Take money in, use an advance for invoices, give money back, take a receipt back."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import RowMapping, select

from heyi.kit.quantity import summed
from heyi.modules.invoicing import api as invoicing
from heyi.modules.ledger import api as ledger
from heyi.modules.parties import api as parties
from heyi.modules.payments.actions.money import place_of, refuse_early
from heyi.modules.payments.actions.reversal import ask_watchers
from heyi.modules.payments.actions.rounding import let_go, take_back_of_receipt
from heyi.modules.payments.actions.write_offs import note_recovery, post_back
from heyi.modules.payments.contracts import ReceiptDraft, ReceiptStatus
from heyi.modules.payments.errors import AdvanceTooSmall, AlreadyReversed, RecoveryUnclear, TailUnpaid
from heyi.modules.payments.events import ReceiptPosted, ReceiptReversed
from heyi.modules.payments.models import ALLOCATION, RECEIPT, RECEIPT_SERIES
from heyi.modules.payments.permissions import POST_WRITE_OFF
from heyi.modules.payments.rules import ADVANCE, OPENING, RECOVERED, ZERO
from heyi.modules.targets import api as targets
from heyi.platform import numbering
from heyi.platform.errors import NotFound
from heyi.platform.http.answers import number_text
from heyi.platform.messages import translate
from heyi.platform.unit_of_work import UnitOfWork

_RECOVERY = "recovery"
_R = RECEIPT.table


def post_receipt(uow: UnitOfWork, draft: ReceiptDraft) -> ReceiptStatus:
    """Take money in for invoices, the rest as an advance; or for what had been written off; or give it back for credit
    notes.

    Raises:
        NotFound: the party, the money account or what was written off does not exist.
        MoneyAccountOff: the money account is switched off.
        AccountNotMoney: the account is not one where money lies.
        AllocatesTooMuch, RefundUnallocated: the allocations do not fit the amount.
        SettlesTooMuch: less is open on an invoice of this customer.
        TailUnpaid, RoundingTooMuch: a remainder is let go of an invoice that it does not pay, or too much of one.
        RecoveryUnclear: what had been written off is named by another receipt than one for it, or by none.
        RecoversTooMuch: less of what was written off is missing.
        PeriodClosed: the day lies in a closed period.
    """
    parts, is_refund = summed(draft.allocations), draft.kind == "refund"
    tails = _tails(uow, draft)
    recovers = draft.kind == _RECOVERY
    if recovers != (draft.write_off_id is not None) or (recovers and parts):
        raise RecoveryUnclear
    allocated = draft.amount if recovers else sum(parts.values(), ZERO)
    code = place_of(uow, draft, allocated=allocated, is_refund=is_refund)
    party = parties.require_party(uow, draft.party_id)
    receipt_id, day = uow.new_id(), draft.received_on or uow.today
    if draft.write_off_id is not None:
        note_recovery(uow, draft.write_off_id, draft.amount, party_id=party.id)
        uow.link("write_off", draft.write_off_id, "receipt", receipt_id)
    _settle(uow, party.id, receipt_id, parts, kind="credit_note" if is_refund else "invoice", day=day)
    number = numbering.take(uow, RECEIPT_SERIES, day)[0]
    head: dict[str, Any] = {
        "id": receipt_id,
        "company_id": uow.company_id,
        "number": number,
        "paper_number": None,
        "kind": draft.kind,
        "party_id": party.id,
        "received_on": day,
        "account_code": code,
        "amount": draft.amount,
        "allocated": allocated,
        "advance": draft.amount - allocated,
        "state": "posted",
        "write_off_id": draft.write_off_id,
        "note": draft.note,
    }
    uow.insert(_R, head)
    _allocate(uow, receipt_id, parts)
    let_go_entries = let_go(uow, receipt_id, party.id, tails, paid=parts, day=day)
    ledger.post(
        uow,
        ledger.EntryDraft(
            occurred_on=day,
            source_type="receipt",
            source_id=receipt_id,
            kind="payment",
            summary=translate(f"summary.{draft.kind}", "zh-CN", {"number": number}),
            lines=_lines(uow, draft, allocated, code),
        ),
        *let_go_entries,
    )
    signed = -draft.amount if is_refund else draft.amount
    _achieve(uow, head, party, signed)
    uow.audit("posted", record="receipt", record_id=receipt_id, party_id=party.id, title=number)
    uow.emit(ReceiptPosted(aggregate_id=receipt_id, aggregate_seq=1, party_id=party.id, amount=signed))
    names = ("id", "number", "state", "amount", "allocated", "advance")
    return ReceiptStatus(version=1, **{name: head[name] for name in names})


def _tails(uow: UnitOfWork, draft: ReceiptDraft) -> dict[UUID, Decimal]:
    """What is to be let go with the money, by invoice: letting go is giving up, by whatever door."""
    tails = summed(draft.tails)
    if tails:
        uow.require(POST_WRITE_OFF)
        if draft.kind != "receipt":
            raise TailUnpaid
    return tails


def apply_receipt(
    uow: UnitOfWork,
    receipt_id: UUID,
    *,
    allocations: Sequence[tuple[UUID, Decimal]],
    applied_on: date | None = None,
) -> ReceiptStatus:
    """Use what a customer paid ahead for invoices of his that came later.

    Raises:
        NotFound: it does not exist in this company.
        AlreadyReversed: it was taken back.
        AdvanceTooSmall: less is left of it.
        AppliedTooEarly, SettledTooEarly: it was paid, or an invoice asks for its money, only after that day.
        SettlesTooMuch: less is open on an invoice of this customer.
        PeriodClosed: the day lies in a closed period.
    """
    parts, head = summed(allocations), lock_receipt(uow, receipt_id)
    used, day = sum(parts.values(), ZERO), applied_on or uow.today
    if used > head["advance"]:
        raise AdvanceTooSmall(
            number=head["number"], wanted=number_text(used), available=number_text(head["advance"])
        )
    refuse_early(uow, head, head["received_on"], day)
    _settle(uow, head["party_id"], receipt_id, parts, kind="invoice", day=day, applied=True)
    own = ALLOCATION.c
    linked = uow.rows(
        select(own.invoice_id).where(own.tenant_id == uow.tenant_id, own.receipt_id == receipt_id)
    )
    _allocate(uow, receipt_id, parts, linked=frozenset(row["invoice_id"] for row in linked))
    changed = {
        "allocated": head["allocated"] + used,
        "advance": head["advance"] - used,
        "applications": head["applications"] + 1,
    }
    uow.change(_R, receipt_id, changed)
    rules, party_id = ledger.accounts(uow), head["party_id"]
    ledger.post(
        uow,
        ledger.EntryDraft(
            occurred_on=day,
            source_type="receipt",
            source_id=receipt_id,
            kind=_application(changed["applications"]),
            summary=translate("summary.receipt.applied", "zh-CN", {"number": head["number"]}),
            lines=(
                ledger.LineDraft(account=rules.of(ADVANCE), debit=used, party_id=party_id),
                ledger.LineDraft(account=rules.of(invoicing.RECEIVABLE), credit=used, party_id=party_id),
            ),
        ),
    )
    uow.audit("applied", record="receipt", record_id=receipt_id, party_id=party_id, title=head["number"])
    names = ("id", "number", "state", "amount", "allocated", "advance")
    after = {**head, **changed}
    return ReceiptStatus(version=head["version"] + 1, **{name: after[name] for name in names})


def reverse_receipt(uow: UnitOfWork, receipt_id: UUID) -> ReceiptStatus:
    """Take a receipt back: its invoices are open again, with the remainders that were let go as it came, or what it
    recovered is missing again; a red-letter entry undoes its entry: today, or on its own day that of an advance from
    before.

    Raises:
        NotFound: it does not exist in this company.
        AlreadyReversed: it was taken back before.
        PeriodClosed: the day lies in a closed period.
    """
    ask_watchers(uow, "receipt", receipt_id)
    head = lock_receipt(uow, receipt_id)
    tails = take_back_of_receipt(uow, receipt_id)
    targets.take_back(uow, "receipt", receipt_id, occurred_on=uow.today)
    invoicing.unsettle(uow, source_type="receipt", source_id=receipt_id, day=uow.today)
    if head["write_off_id"] is not None:
        note_recovery(uow, head["write_off_id"], -head["amount"], party_id=head["party_id"])
    before = head["kind"] == OPENING
    ledger.reverse(
        uow,
        source_type="receipt",
        source_id=receipt_id,
        kind=OPENING if before else "payment",
        occurred_on=None if before else uow.today,
    )
    for kind in (_application(count + 1) for count in range(head["applications"])):
        ledger.reverse(uow, source_type="receipt", source_id=receipt_id, kind=kind, occurred_on=uow.today)
    for write_off_id in tails:
        post_back(uow, write_off_id, uow.today)
    uow.change(_R, receipt_id, {"state": "reversed"})
    uow.audit(
        "reversed", record="receipt", record_id=receipt_id, party_id=head["party_id"], title=head["number"]
    )
    version = head["version"] + 1
    uow.emit(
        ReceiptReversed(
            aggregate_id=receipt_id, aggregate_seq=version, party_id=head["party_id"], amount=head["amount"]
        )
    )
    names = ("id", "number", "amount", "allocated", "advance")
    return ReceiptStatus(version=version, state="reversed", **{name: head[name] for name in names})


def _application(count: int) -> str:
    return f"applied_{count}"


def lock_receipt(uow: UnitOfWork, receipt_id: UUID) -> RowMapping:
    """The receipt, held until this is done.

    Raises:
        NotFound: it does not exist in this company.
        AlreadyReversed: it was taken back.
    """
    place = (_R.c.tenant_id == uow.tenant_id, _R.c.company_id == uow.company_id, _R.c.id == receipt_id)
    head = uow.first(select(_R).where(*place).with_for_update())
    if head is None:
        raise NotFound(what="record.receipt")
    if head["state"] != "posted":
        raise AlreadyReversed(number=head["number"])
    return head


def _settle(
    uow: UnitOfWork,
    party_id: UUID,
    receipt_id: UUID,
    parts: Mapping[UUID, Decimal],
    *,
    kind: str,
    day: date,
    applied: bool = False,
) -> None:
    invoicing.settle(
        uow,
        party_id=party_id,
        kind=kind,
        source_type="receipt",
        source_id=receipt_id,
        settlings=[invoicing.Settling(invoice_id=invoice, amount=part) for invoice, part in parts.items()],
        day=day,
        applied=applied,
    )


def _allocate(
    uow: UnitOfWork,
    receipt_id: UUID,
    parts: Mapping[UUID, Decimal],
    linked: frozenset[UUID] = frozenset(),
) -> None:
    for invoice_id, amount in parts.items():
        row = {"id": uow.new_id(), "receipt_id": receipt_id, "invoice_id": invoice_id, "amount": amount}
        uow.insert(ALLOCATION, row)
        if invoice_id not in linked:
            uow.link("sales_invoice", invoice_id, "receipt", receipt_id)


def _achieve(uow: UnitOfWork, head: dict[str, Any], party: parties.PartyFacts, amount: Decimal) -> None:
    targets.achieve(
        uow,
        targets.Achievement(
            kind=targets.Achieved.RECEIPT,
            source_type="receipt",
            source_id=head["id"],
            number=head["number"],
            person_id=party.owner_id,
            department_id=party.owner_department_id,
            amount=amount,
            occurred_on=head["received_on"],
        ),
    )


def _lines(
    uow: UnitOfWork, draft: ReceiptDraft, allocated: Decimal, code: str
) -> tuple[ledger.LineDraft, ...]:
    rules, party_id = ledger.accounts(uow), draft.party_id
    if draft.kind == _RECOVERY:
        return _recovery_lines(uow, draft, code, rules)
    if draft.kind == "refund":
        return (
            ledger.LineDraft(account=rules.of(invoicing.RECEIVABLE), debit=draft.amount, party_id=party_id),
            ledger.LineDraft(account=code, credit=draft.amount, party_id=party_id),
        )
    parts = (
        (rules.of(invoicing.RECEIVABLE), allocated),
        (rules.of(ADVANCE), draft.amount - allocated),
    )
    credited = (
        ledger.LineDraft(account=owed, credit=part, party_id=party_id) for owed, part in parts if part
    )
    return (ledger.LineDraft(account=code, debit=draft.amount, party_id=party_id), *credited)


def _recovery_lines(
    uow: UnitOfWork, draft: ReceiptDraft, code: str, rules: ledger.Accounts
) -> tuple[ledger.LineDraft, ...]:
    """Income by 小企业会计准则; by 企业会计准则 the debt and its allowance come back, and the debt is paid."""
    sides = [(code, draft.amount), (rules.of(RECOVERED), -draft.amount)]
    if ledger.standard(uow) is ledger.Standard.ENTERPRISE:
        owed = rules.of(invoicing.RECEIVABLE)
        sides = [(owed, draft.amount), sides[1], sides[0], (owed, -draft.amount)]
    return tuple(
        ledger.LineDraft(
            account=account, debit=max(amount, ZERO), credit=max(-amount, ZERO), party_id=draft.party_id
        )
        for account, amount in sides
    )
