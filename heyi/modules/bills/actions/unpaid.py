"""A bill is not paid, in our hands or where it went: who gave it owes again, or we owe again what it had settled."""

from dataclasses import replace
from datetime import date
from uuid import UUID

from sqlalchemy import RowMapping, select

from heyi.modules.bills.actions.uses import (
    Spent,
    entry_kind,
    lock_bill,
    note,
    post_use,
    status_of,
    use_of,
)
from heyi.modules.bills.contracts import BillKind, BillSide, BillStatus, SendingBack, UseKind
from heyi.modules.bills.errors import NotSentBack, SentBackTooEarly, UseCameBack, UseUndone
from heyi.modules.bills.models import BILL_USE
from heyi.modules.bills.rules import BILL_LOAN, ROLE_OF, SENT_BACK_OF
from heyi.modules.invoicing import api as invoicing
from heyi.modules.ledger import api as ledger
from heyi.modules.payments import api as payments
from heyi.platform.unit_of_work import UnitOfWork

_U = BILL_USE.c


def send_back(uow: UnitOfWork, bill_id: UUID, use_id: UUID, draft: SendingBack) -> BillStatus:
    """A bill that was sold or passed on is not paid, and comes back to us (追索).

    The bank takes its face value, the interest stays spent; a supplier is owed again what it had settled of his. Either
    way the customer owes it again, as if it had not been paid in our hands.

    Raises:
        NotFound: the bill has no such use, or the money account does not exist.
        NotSentBack: it was neither sold nor passed on.
        UseUndone, UseCameBack: it was taken back, or came back, before.
        SentBackTooEarly: it went there after that day.
        DishonouredTooEarly: its receipt or payment was used for an invoice, or settled one again, after that day.
        MoneyAccountOff: the money account is switched off.
        PeriodClosed: the day lies in a closed period.
    """
    bill, day = lock_bill(uow, bill_id), draft.occurred_on or uow.today
    use = use_of(uow, bill_id, use_id)
    if use["kind"] not in SENT_BACK_OF:
        raise NotSentBack(number=bill["number"])
    if use["undone"]:
        raise UseUndone(number=bill["number"])
    if use["came_back"]:
        raise UseCameBack(number=bill["number"])
    if day < use["occurred_on"]:
        raise SentBackTooEarly(number=bill["number"], day=str(use["occurred_on"]))
    spent = Spent(kind=UseKind.SENT_BACK, amount=use["amount"], day=day, of_id=use["id"])
    if use["payment_id"] is not None:
        account = ledger.accounts(uow).of(ROLE_OF[BillSide.RECEIVED])
        payments.dishonour_paper(
            uow,
            "payment",
            use["payment_id"],
            use["amount"],
            kept=payments.Kept(account, bill["party_id"]),
            time=bill["uses"] + 1,
            occurred_on=day,
        )
    else:
        money = payments.usable_account(uow, draft.money_account_id or use["money_account_id"])
        spent, account = replace(spent, money_account_id=money.id), money.account_code
    after = note(uow, bill, not_paid(uow, bill, spent, account=account))
    return status_of(after, version=after["version"], paper=None)


def not_paid(uow: UnitOfWork, bill: RowMapping, spent: Spent, *, account: str) -> Spent:
    """Have so much be owed again, against the `account`: by who gave the bill, or by us if it is our own.

    What its receipt or payment had settled is open again. A bill from before has none, so a debt without lines is
    written. Who does not pay a bill that a bank accepted owes the bank, which paid. Gives back the use with its debt.
    """
    side, party_id, time = BillSide(bill["side"]), bill["party_id"], bill["uses"] + 1
    if side is BillSide.ISSUED and bill["kind"] == BillKind.BANK:
        post_use(uow, bill, time, spent, money=ledger.accounts(uow).of(BILL_LOAN))
        return spent
    record = "receipt" if side is BillSide.RECEIVED else "payment"
    if bill[f"{record}_id"] is not None:
        payments.dishonour_paper(
            uow,
            record,
            bill[f"{record}_id"],
            spent.amount,
            kept=payments.Kept(account, party_id),
            time=time,
            occurred_on=spent.day,
        )
        return spent
    # The debt is at least as old as the bill that was given for it.
    debt = invoicing.OldDebt(
        party_id=party_id, number=bill["number"], invoiced_on=bill["issued_on"], amount=spent.amount
    )
    of = invoicing.CUSTOMERS if side is BillSide.RECEIVED else invoicing.SUPPLIERS
    invoice_id = invoicing.owe_for_bill(uow, debt, day=spent.day, contra=account, side=of)
    uow.link("bill", bill["id"], of.name, invoice_id)
    if side is BillSide.RECEIVED:
        return replace(spent, invoice_id=invoice_id)
    return replace(spent, owed_id=invoice_id)


def paid_after_all(uow: UnitOfWork, bill: RowMapping, use: RowMapping, day: date) -> None:
    """Take back that a bill was not paid, and that it came back to us.

    Raises:
        SettlesTooMuch, OpeningSettled: what was owed again is settled otherwise.
        PeriodClosed: the day lies in a closed period.
    """
    at, time = {"amount": use["amount"], "occurred_on": day}, use["line_no"]
    if use["invoice_id"] is not None:
        invoicing.take_back_bill_debt(uow, use["invoice_id"], day=day)
    elif use["owed_id"] is not None:
        invoicing.take_back_bill_debt(uow, use["owed_id"], day=day, side=invoicing.SUPPLIERS)
    elif bill["side"] == BillSide.ISSUED and bill["kind"] == BillKind.BANK:
        ledger.reverse(uow, source_type="bill", source_id=bill["id"], kind=entry_kind(time), occurred_on=day)
    else:
        record = "receipt" if bill["side"] == BillSide.RECEIVED else "payment"
        payments.honour_paper(uow, record, bill[f"{record}_id"], time=time, **at)
    if use["of_id"] is not None:
        place = (_U.tenant_id == uow.tenant_id, _U.bill_id == bill["id"], _U.id == use["of_id"])
        payment_id = uow.scalar(select(_U.payment_id).where(*place))
        if payment_id is not None:
            payments.honour_paper(uow, "payment", payment_id, time=time, **at)
