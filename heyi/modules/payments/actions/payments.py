"""Pay a supplier, use a prepayment for his invoices, take money back from him, take a payment back."""

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
from heyi.modules.payments.contracts import Kept, PaymentDraft, PaymentStatus
from heyi.modules.payments.errors import AlreadyReversed, AppliesTooMuch
from heyi.modules.payments.models import PAYMENT, PAYMENT_ALLOCATION, PAYMENT_SERIES
from heyi.modules.payments.queries.approving import payload_of
from heyi.modules.payments.rules import OPENING, PREPAID, ZERO
from heyi.platform import numbering
from heyi.platform.approvals import api as approvals
from heyi.platform.errors import NotFound
from heyi.platform.http.answers import number_text
from heyi.platform.messages import translate
from heyi.platform.unit_of_work import UnitOfWork

_P = PAYMENT.table


def post_payment(uow: UnitOfWork, draft: PaymentDraft) -> PaymentStatus:
    """Pay a supplier for invoices, the rest ahead; or take money back from him for his credit notes.

    Raises:
        NotFound: the party or the money account does not exist.
        NeedsApproval: a flow of the company asks for an approval first.
        MoneyAccountOff: the money account is switched off.
        AccountNotMoney: the account is not one where money lies.
        AllocatesTooMuch, RefundUnallocated: the allocations do not fit the amount.
        SettlesTooMuch: less is open on an invoice of this supplier.
        PeriodClosed: the day lies in a closed period.
    """
    # A bill that is handed on goes by the verbs of bills.
    if draft.kept is None:
        approvals.ask(uow, "payment", "post", None, payload_of(draft))
    parts, is_refund = summed(draft.allocations), draft.kind == "refund"
    allocated = sum(parts.values(), ZERO)
    code = place_of(uow, draft, allocated=allocated, is_refund=is_refund)
    party = parties.require_party(uow, draft.party_id)
    payment_id, day = uow.new_id(), draft.paid_on or uow.today
    _settle(uow, party.id, payment_id, parts, kind="credit_note" if is_refund else "invoice", day=day)
    number = numbering.take(uow, PAYMENT_SERIES, day)[0]
    head: dict[str, Any] = {
        "id": payment_id,
        "company_id": uow.company_id,
        "number": number,
        "paper_number": None,
        "kind": draft.kind,
        "party_id": party.id,
        "paid_on": day,
        "account_code": code,
        "amount": draft.amount,
        "allocated": allocated,
        "prepaid": draft.amount - allocated,
        "state": "posted",
        "note": draft.note,
    }
    uow.insert(_P, head)
    _allocate(uow, payment_id, parts)
    rules = ledger.accounts(uow)
    sides = (
        (rules.of(invoicing.PAYABLE), -draft.amount if is_refund else allocated),
        (rules.of(PREPAID), ZERO if is_refund else draft.amount - allocated),
        (code, draft.amount if is_refund else -draft.amount),
    )
    summary = f"summary.payment.{draft.kind}"
    _post(uow, head, sides, kind="payment", summary=summary, day=day, kept=draft.kept)
    uow.audit("posted", record="payment", record_id=payment_id, party_id=party.id, title=number)
    return _status(head, version=1)


def apply_payment(
    uow: UnitOfWork,
    payment_id: UUID,
    *,
    allocations: Sequence[tuple[UUID, Decimal]],
    applied_on: date | None = None,
) -> PaymentStatus:
    """Use what was paid ahead for invoices of the supplier that came later.

    Raises:
        NotFound: it does not exist in this company.
        AlreadyReversed: it was taken back.
        AppliesTooMuch: less is left of it.
        AppliedTooEarly, SettledTooEarly: it was paid, or an invoice asks for its money, only after that day.
        SettlesTooMuch: less is open on an invoice of this supplier.
        PeriodClosed: the day lies in a closed period.
    """
    parts, head = summed(allocations), lock_payment(uow, payment_id)
    used, day = sum(parts.values(), ZERO), applied_on or uow.today
    if used > head["prepaid"]:
        raise AppliesTooMuch(
            number=head["number"], wanted=number_text(used), available=number_text(head["prepaid"])
        )
    refuse_early(uow, head, head["paid_on"], day)
    _settle(uow, head["party_id"], payment_id, parts, kind="invoice", day=day, applied=True)
    _allocate(uow, payment_id, parts, linked=_linked(uow, payment_id))
    changed = {
        "allocated": head["allocated"] + used,
        "prepaid": head["prepaid"] - used,
        "applications": head["applications"] + 1,
    }
    uow.change(_P, payment_id, changed)
    rules = ledger.accounts(uow)
    _post(
        uow,
        head,
        ((rules.of(invoicing.PAYABLE), used), (rules.of(PREPAID), -used)),
        kind=_application(changed["applications"]),
        summary="summary.payment.applied",
        day=day,
    )
    uow.audit(
        "applied", record="payment", record_id=payment_id, party_id=head["party_id"], title=head["number"]
    )
    return _status({**head, **changed}, version=head["version"] + 1)


def reverse_payment(uow: UnitOfWork, payment_id: UUID) -> PaymentStatus:
    """Take a payment back: its invoices are open again, red-letter entries undo its entries: today, or on
    its own day that of an advance from before.

    Raises:
        NotFound: it does not exist in this company.
        AlreadyReversed: it was taken back before.
        PeriodClosed: the day lies in a closed period.
    """
    ask_watchers(uow, "payment", payment_id)
    head = lock_payment(uow, payment_id)
    invoicing.unsettle(
        uow, source_type="payment", source_id=payment_id, day=uow.today, side=invoicing.SUPPLIERS
    )
    before = head["kind"] == OPENING
    ledger.reverse(
        uow,
        source_type="payment",
        source_id=payment_id,
        kind=OPENING if before else "payment",
        occurred_on=None if before else uow.today,
    )
    for kind in (_application(count + 1) for count in range(head["applications"])):
        ledger.reverse(uow, source_type="payment", source_id=payment_id, kind=kind, occurred_on=uow.today)
    uow.change(_P, payment_id, {"state": "reversed"})
    uow.audit(
        "reversed", record="payment", record_id=payment_id, party_id=head["party_id"], title=head["number"]
    )
    return _status({**head, "state": "reversed"}, version=head["version"] + 1)


def _application(count: int) -> str:
    return f"applied_{count}"


def lock_payment(uow: UnitOfWork, payment_id: UUID) -> RowMapping:
    """The payment, held until this is done.

    Raises:
        NotFound: it does not exist in this company.
        AlreadyReversed: it was taken back.
    """
    place = (_P.c.tenant_id == uow.tenant_id, _P.c.company_id == uow.company_id, _P.c.id == payment_id)
    head = uow.first(select(_P).where(*place).with_for_update())
    if head is None:
        raise NotFound(what="record.payment")
    if head["state"] != "posted":
        raise AlreadyReversed(number=head["number"])
    return head


def _settle(
    uow: UnitOfWork,
    party_id: UUID,
    payment_id: UUID,
    parts: Mapping[UUID, Decimal],
    *,
    kind: str,
    day: date,
    applied: bool = False,
) -> None:
    settlings = [invoicing.Settling(invoice_id=invoice, amount=part) for invoice, part in parts.items()]
    invoicing.settle(
        uow,
        party_id=party_id,
        kind=kind,
        source_type="payment",
        source_id=payment_id,
        settlings=settlings,
        day=day,
        side=invoicing.SUPPLIERS,
        applied=applied,
    )


def _linked(uow: UnitOfWork, payment_id: UUID) -> frozenset[UUID]:
    own = PAYMENT_ALLOCATION.c
    query = select(own.invoice_id).where(own.tenant_id == uow.tenant_id, own.payment_id == payment_id)
    return frozenset(row["invoice_id"] for row in uow.rows(query))


def _allocate(
    uow: UnitOfWork,
    payment_id: UUID,
    parts: Mapping[UUID, Decimal],
    linked: frozenset[UUID] = frozenset(),
) -> None:
    for invoice_id, amount in parts.items():
        row = {"id": uow.new_id(), "payment_id": payment_id, "invoice_id": invoice_id, "amount": amount}
        uow.insert(PAYMENT_ALLOCATION, row)
        if invoice_id not in linked:
            uow.link("supplier_invoice", invoice_id, "payment", payment_id)


def _post(
    uow: UnitOfWork,
    head: Mapping[Any, Any],
    sides: Sequence[tuple[str, Decimal]],
    *,
    kind: str,
    summary: str,
    day: date,
    kept: Kept | None = None,
) -> None:
    lines = [
        ledger.LineDraft(
            account=account,
            debit=max(amount, ZERO),
            credit=max(-amount, ZERO),
            party_id=kept.party_id if kept is not None and account == kept.account else head["party_id"],
        )
        for account, amount in sides
        if amount
    ]
    ledger.post(
        uow,
        ledger.EntryDraft(
            occurred_on=day,
            source_type="payment",
            source_id=head["id"],
            kind=kind,
            summary=translate(summary, "zh-CN", {"number": head["number"]}),
            lines=tuple(sorted(lines, key=lambda line: not line.debit)),
        ),
    )


def _status(head: Mapping[Any, Any], *, version: int) -> PaymentStatus:
    names = ("id", "number", "state", "amount", "allocated", "prepaid")
    return PaymentStatus(version=version, **{name: head[name] for name in names})
