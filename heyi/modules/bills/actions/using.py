"""What becomes of a bill: passed on, sold to a bank, paid, or not paid; and the same taken back."""

from datetime import date
from uuid import UUID

from sqlalchemy import select

from heyi.modules.bills.actions.unpaid import not_paid, paid_after_all
from heyi.modules.bills.actions.uses import (
    Spent,
    check_use,
    entry_kind,
    give_back,
    lock_bill,
    post_use,
    spend,
    status_of,
    use_of,
)
from heyi.modules.bills.contracts import BillSide, BillStatus, BillUse, Endorsement, Paper, UseKind
from heyi.modules.bills.errors import BillUndoneTooEarly, InterestTooHigh, UseCameBack, UseUndone
from heyi.modules.bills.models import BILL_USE
from heyi.modules.bills.rules import ROLE_OF
from heyi.modules.ledger import api as ledger
from heyi.modules.payments import api as payments
from heyi.platform.http.answers import number_text
from heyi.platform.unit_of_work import UnitOfWork

_U = BILL_USE.c


def endorse_bill(uow: UnitOfWork, draft: Endorsement) -> BillStatus:
    """Pass a bill on to a supplier, wholly or in part (背书): a payment settles his invoices, the rest is ahead.

    Raises:
        NotFound: the bill or the supplier does not exist.
        BillOtherSide, WrongState, BillTooSmall, BillUsedThen: so much of it is not in our hands.
        BillNotThereYet, BillPastDue: it cannot be passed on that day.
        AllocatesTooMuch, SettlesTooMuch: the allocations do not fit.
        PeriodClosed: the day lies in a closed period.
    """
    bill, day = lock_bill(uow, draft.bill_id), draft.occurred_on or uow.today
    amount = check_use(bill, UseKind.ENDORSED, draft.amount, day)
    account = ledger.accounts(uow).of(ROLE_OF[BillSide.RECEIVED])
    payment = payments.post_payment(
        uow,
        payments.PaymentDraft(
            kind="payment",
            party_id=draft.party_id,
            amount=amount,
            allocations=draft.allocations,
            paid_on=day,
            note=draft.note,
            kept=payments.Kept(account, bill["party_id"]),
        ),
    )
    spent = Spent(kind=UseKind.ENDORSED, amount=amount, day=day, payment_id=payment.id)
    after = spend(uow, bill, spent)
    return status_of(after, version=after["version"], paper=Paper("payment", payment.id, payment.number))


def use_bill(uow: UnitOfWork, bill_id: UUID, use: BillUse) -> BillStatus:
    """Sell a bill to a bank before it is due (贴现), have its money come when it is (托收), pay our own, or learn that
    nobody pays it (退票): then the customer owes again what its receipt had settled, or we owe the supplier again.

    Raises:
        NotFound: the bill or the money account does not exist.
        BillOtherSide, WrongState, BillTooSmall, BillUsedThen: so much of it is not there for that.
        BillNotThereYet, BillPastDue, BillNotDue: it cannot be on that day.
        InterestTooHigh: the bank would keep all of it.
        DishonouredTooEarly: its receipt was used for an invoice, or settled one again, after that day.
        MoneyAccountOff: the money account is switched off.
        PeriodClosed: the day lies in a closed period.
    """
    bill, day = lock_bill(uow, bill_id), use.occurred_on or uow.today
    amount = check_use(bill, use.kind, use.amount, day)
    if use.interest >= amount:
        raise InterestTooHigh(amount=number_text(amount), interest=number_text(use.interest))
    if use.kind is UseKind.DISHONOURED:
        account = ledger.accounts(uow).of(ROLE_OF[BillSide(bill["side"])])
        spent = not_paid(uow, bill, Spent(kind=use.kind, amount=amount, day=day), account=account)
        after = spend(uow, bill, spent)
    else:
        money = payments.usable_account(uow, use.money_account_id)
        spent = Spent(kind=use.kind, amount=amount, day=day, interest=use.interest, money_account_id=money.id)
        after = spend(uow, bill, spent)
        post_use(uow, bill, after["uses"], spent, money=money.account_code)
    return status_of(after, version=after["version"], paper=None)


def undo_use(uow: UnitOfWork, bill_id: UUID, use_id: UUID, *, occurred_on: date | None = None) -> BillStatus:
    """Take a use back: so much of the bill is in our hands, or owed, again; or where it went before it came back.

    Where nobody says when, it is today.

    Raises:
        NotFound: the bill has no such use.
        UseUndone: it was taken back before, or is one that its payment takes back.
        UseCameBack: it came back to us, which is taken back first.
        SettlesTooMuch, OpeningSettled: what was owed again since it was not paid is settled otherwise.
        BillKnown: it came again meanwhile, so it is held already.
        BillUndoneTooEarly: it was used only after that day.
        PeriodClosed: the day lies in a closed period.
    """
    bill = lock_bill(uow, bill_id)
    use = use_of(uow, bill_id, use_id)
    if use["undone"] or use["payment_id"] is not None:
        raise UseUndone(number=bill["number"])
    if use["came_back"]:
        raise UseCameBack(number=bill["number"])
    if occurred_on is not None and occurred_on < use["occurred_on"]:
        raise BillUndoneTooEarly(
            number=bill["number"], day=use["occurred_on"].isoformat(), value=occurred_on.isoformat()
        )
    # What is to come is not taken back before it comes.
    day = occurred_on or max(uow.today, use["occurred_on"])
    after = give_back(uow, bill, use, day)
    if use["kind"] in (UseKind.DISHONOURED, UseKind.SENT_BACK):
        paid_after_all(uow, bill, use, day)
    else:
        kind = entry_kind(use["line_no"])
        ledger.reverse(uow, source_type="bill", source_id=bill_id, kind=kind, occurred_on=day)
    return status_of(after, version=after["version"], paper=None)


def give_back_endorsed(uow: UnitOfWork, payment_id: UUID) -> None:
    """A payment by a bill is taken back: so much of the bill is in our hands again.

    Raises:
        BillKnown: it came again meanwhile, so it is held already.
        UseCameBack: the supplier sent it back to us, which is taken back first.
    """
    own = (_U.tenant_id == uow.tenant_id, _U.payment_id == payment_id, _U.amount > 0)
    found = uow.first(select(_U.id, _U.bill_id).where(*own))
    if found is not None:
        bill = lock_bill(uow, found["bill_id"])
        use = use_of(uow, found["bill_id"], found["id"])
        if use["came_back"]:
            raise UseCameBack(number=bill["number"])
        if not use["undone"]:
            give_back(uow, bill, use, uow.today)
