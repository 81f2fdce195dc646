"""A bill comes into our hands, or goes out signed by us: in place of money, or from before these books began."""

from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import RowMapping

from heyi.modules.bills.actions.uses import lock_bill, refuse_known, status_of
from heyi.modules.bills.contracts import BillDraft, BillPaper, BillSide, BillStatus, OpeningBill, Paper
from heyi.modules.bills.errors import BillUsedAlready
from heyi.modules.bills.models import BILL
from heyi.modules.bills.rules import ROLE_OF, check_paper
from heyi.modules.bills.states import BillState, require_held
from heyi.modules.ledger import api as ledger
from heyi.modules.parties import api as parties
from heyi.modules.payments import api as payments
from heyi.modules.payments.errors import OpeningNotBegun
from heyi.platform.messages import translate
from heyi.platform.records import search
from heyi.platform.unit_of_work import UnitOfWork

_B = BILL.table


@dataclass(frozen=True, kw_only=True)
class _New:
    side: BillSide
    paper: BillPaper
    party_id: UUID
    amount: Decimal
    day: date
    note: str | None


def take_bill(uow: UnitOfWork, draft: BillDraft) -> BillStatus:
    """Take a bill from a customer in place of money (收票): a receipt settles his invoices, the rest is an advance.

    Raises:
        NotFound: the customer does not exist.
        BillDaysWrong, BillKnown: the bill cannot be.
        AllocatesTooMuch, SettlesTooMuch: the allocations do not fit.
        PeriodClosed: the day lies in a closed period.
    """
    new = _drafted(uow, BillSide.RECEIVED, draft)
    receipt = payments.post_receipt(
        uow,
        payments.ReceiptDraft(
            kind="receipt",
            party_id=draft.party_id,
            amount=draft.amount,
            allocations=draft.allocations,
            received_on=new.day,
            note=draft.note,
            kept=_kept(uow, new),
        ),
    )
    return _write(uow, new, Paper("receipt", receipt.id, receipt.number))


def issue_bill(uow: UnitOfWork, draft: BillDraft) -> BillStatus:
    """Give a supplier a bill of our own in place of money (开票): a payment settles his invoices, the rest is ahead.

    Raises:
        NotFound: the supplier does not exist.
        BillDaysWrong, BillKnown: the bill cannot be.
        AllocatesTooMuch, SettlesTooMuch: the allocations do not fit.
        PeriodClosed: the day lies in a closed period.
    """
    new = _drafted(uow, BillSide.ISSUED, draft)
    payment = payments.post_payment(
        uow,
        payments.PaymentDraft(
            kind="payment",
            party_id=draft.party_id,
            amount=draft.amount,
            allocations=draft.allocations,
            paid_on=new.day,
            note=draft.note,
            kept=_kept(uow, new),
        ),
    )
    return _write(uow, new, Paper("payment", payment.id, payment.number))


def enter_opening_bill(uow: UnitOfWork, draft: OpeningBill) -> BillStatus:
    """Enter a bill that was held or owed when Heyi began to keep the books (期初票据), dated the day before.

    Raises:
        OpeningNotBegun: nobody said yet when that was.
        NotFound: the party does not exist.
        BillDaysWrong, BillKnown: the bill cannot be.
        PeriodClosed: the month of that day is closed.
    """
    ledger.hold_books(uow)
    day = ledger.day_before(uow)
    if day is None:
        raise OpeningNotBegun
    check_paper(draft.paper, day)
    refuse_known(uow, draft.side, draft.paper.number, draft.paper.sub_range)
    party = parties.require_party(uow, draft.party_id)
    names = {name: getattr(draft, name) for name in ("side", "paper", "party_id", "amount", "note")}
    made = _write(uow, _New(**names, day=day), None)
    stood = draft.amount if draft.side is BillSide.RECEIVED else -draft.amount
    ledger.post(
        uow,
        ledger.EntryDraft(
            occurred_on=day,
            source_type="bill",
            source_id=made.id,
            kind="opening",
            summary=translate("summary.bill.opening", "zh-CN", {"number": draft.paper.number}),
            lines=ledger.opening_lines(ledger.accounts(uow), ROLE_OF[draft.side], stood, party_id=party.id),
        ),
    )
    return made


def reverse_opening_bill(uow: UnitOfWork, bill_id: UUID) -> BillStatus:
    """Take a bill from before back, on its day, while nothing became of it.

    Raises:
        NotFound: it does not exist in this company.
        WrongState: nothing is left of it, or it was taken back.
        BillUsedAlready: something became of it, or it came by a receipt or payment, which is taken back instead.
        PeriodClosed: the month of that day is closed.
    """
    bill = lock_bill(uow, bill_id)
    require_held(BillState(bill["state"]), "reverse")
    if bill["remaining"] != bill["amount"] or bill["receipt_id"] or bill["payment_id"]:
        raise BillUsedAlready(number=bill["number"])
    changed = drop_bill(uow, bill)
    ledger.reverse(uow, source_type="bill", source_id=bill_id, kind="opening", occurred_on=bill["entered_on"])
    return status_of({**bill, **changed}, version=bill["version"] + 1, paper=None)


def drop_bill(uow: UnitOfWork, bill: RowMapping) -> dict[str, Any]:
    """Have a bill be as if it had never come; gives back what changed."""
    changed = {"state": BillState.REVERSED, "remaining": Decimal(0)}
    uow.change(_B, bill["id"], changed)
    uow.audit(
        "reversed", record="bill", record_id=bill["id"], party_id=bill["party_id"], title=bill["number"]
    )
    return changed


def _drafted(uow: UnitOfWork, side: BillSide, draft: BillDraft) -> _New:
    day = draft.entered_on or uow.today
    check_paper(draft.paper, day)
    refuse_known(uow, side, draft.paper.number, draft.paper.sub_range)
    names = {name: getattr(draft, name) for name in ("paper", "party_id", "amount", "note")}
    return _New(**names, side=side, day=day)


def _kept(uow: UnitOfWork, new: _New) -> payments.Kept:
    return payments.Kept(ledger.accounts(uow).of(ROLE_OF[new.side]), new.party_id)


def _write(uow: UnitOfWork, new: _New, made: Paper | None) -> BillStatus:
    bill_id = uow.new_id()
    head: dict[str, Any] = {
        "id": bill_id,
        "company_id": uow.company_id,
        "side": new.side,
        **asdict(new.paper),
        "party_id": new.party_id,
        "entered_on": new.day,
        "amount": new.amount,
        "remaining": new.amount,
        "state": BillState.HELD,
        "receipt_id": made.id if made is not None and made.record == "receipt" else None,
        "payment_id": made.id if made is not None and made.record == "payment" else None,
        "note": new.note,
    }
    uow.insert(_B, head)
    search.add_words(uow, BILL, bill_id, head)
    if made is not None:
        uow.link(made.record, made.id, "bill", bill_id)
    action = "entered" if made is None else "taken" if new.side is BillSide.RECEIVED else "issued"
    uow.audit(action, record="bill", record_id=bill_id, party_id=new.party_id, title=new.paper.number)
    return status_of(head, version=1, paper=made)
