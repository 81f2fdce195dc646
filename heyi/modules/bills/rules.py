"""What bills post, and on which days what may be done with them: pure."""

from datetime import date
from decimal import Decimal
from typing import Final

from heyi.modules.bills.contracts import BillPaper, BillSide, UseKind
from heyi.modules.bills.errors import BillDaysWrong, BillNotDue, BillNotThereYet, BillPastDue
from heyi.modules.ledger.api import Role

ZERO: Final = Decimal(0)
# A bill that falls due within so many days is told of.
SOON: Final = 30
BILL_RECEIVED, BILL_ISSUED, BILL_DISCOUNT = "bill_received", "bill_issued", "bill_discount"
ROLE_OF: Final = {BillSide.RECEIVED: BILL_RECEIVED, BillSide.ISSUED: BILL_ISSUED}
USES_OF: Final = {
    BillSide.RECEIVED: (UseKind.ENDORSED, UseKind.DISCOUNTED, UseKind.COLLECTED, UseKind.DISHONOURED),
    BillSide.ISSUED: (UseKind.HONOURED,),
}
# The verb of each use.
VERBS: Final = {
    UseKind.ENDORSED: "endorse",
    UseKind.DISCOUNTED: "discount",
    UseKind.COLLECTED: "collect",
    UseKind.DISHONOURED: "dishonour",
    UseKind.HONOURED: "honour",
}
_BEFORE_DUE, _WHEN_DUE = (UseKind.ENDORSED, UseKind.DISCOUNTED), (UseKind.COLLECTED, UseKind.HONOURED)

ROLES: Final = (
    Role(
        name=BILL_RECEIVED,
        account="1121",
        documents=("receipt", "payment", "bill"),
        kept_by="bill",
        clears=True,
    ),
    Role(name=BILL_ISSUED, account="2201", documents=("payment", "bill"), kept_by="bill", clears=True),
    Role(name=BILL_DISCOUNT, account="560306", documents=("bill",)),
)


def check_paper(paper: BillPaper, entered_on: date) -> None:
    """Refuse a bill whose days contradict each other.

    Raises:
        BillDaysWrong: it is due before it was drawn, or came before it was.
    """
    if not paper.issued_on <= min(entered_on, paper.due_on):
        raise BillDaysWrong(issued=str(paper.issued_on), entered=str(entered_on), due=str(paper.due_on))


def check_day(kind: UseKind, day: date, *, number: str, entered_on: date, due_on: date) -> None:
    """Refuse a use on a day on which it cannot be.

    Raises:
        BillNotThereYet: the bill came later.
        BillPastDue: it is passed on or sold after it was due.
        BillNotDue: it is paid before it is due.
    """
    if day < entered_on:
        raise BillNotThereYet(number=number, day=str(entered_on))
    if kind in _BEFORE_DUE and day > due_on:
        raise BillPastDue(number=number, day=str(due_on))
    if kind in _WHEN_DUE and day < due_on:
        raise BillNotDue(number=number, day=str(due_on))
