"""What bills post, and on which days what may be done with them: pure."""

from collections.abc import Mapping
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
BILL_LOAN = "bill_loan"
ROLE_OF: Final = {BillSide.RECEIVED: BILL_RECEIVED, BillSide.ISSUED: BILL_ISSUED}
USES_OF: Final = {
    BillSide.RECEIVED: (UseKind.ENDORSED, UseKind.DISCOUNTED, UseKind.COLLECTED, UseKind.DISHONOURED),
    BillSide.ISSUED: (UseKind.HONOURED, UseKind.DISHONOURED),
}
# What others hold of a bill and may come back with.
SENT_BACK_OF: Final = (UseKind.DISCOUNTED, UseKind.ENDORSED)
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
    # What a bank paid for us when we did not pay a bill that it had accepted.
    Role(name=BILL_LOAN, account="2001", documents=("bill",)),
)


def check_paper(paper: BillPaper, entered_on: date) -> None:
    """Refuse a bill whose days contradict each other.

    Raises:
        BillDaysWrong: it is due before it was drawn, or came before it was.
    """
    if not paper.issued_on <= min(entered_on, paper.due_on):
        raise BillDaysWrong(issued=str(paper.issued_on), entered=str(entered_on), due=str(paper.due_on))


def check_day(
    kind: UseKind, day: date, *, side: BillSide, number: str, entered_on: date, due_on: date
) -> None:
    """Refuse a use on a day on which it cannot be.

    Raises:
        BillNotThereYet: the bill came later.
        BillPastDue: it is passed on or sold after it was due.
        BillNotDue: it is paid before it is due, or we do not pay our own.
    """
    if day < entered_on:
        raise BillNotThereYet(number=number, day=str(entered_on))
    if kind in _BEFORE_DUE and day > due_on:
        raise BillPastDue(number=number, day=str(due_on))
    own_unpaid = side is BillSide.ISSUED and kind is UseKind.DISHONOURED
    if (kind in _WHEN_DUE or own_unpaid) and day < due_on:
        raise BillNotDue(number=number, day=str(due_on))


def least_left(amount: Decimal, moves: Mapping[date, Decimal], day: date) -> tuple[Decimal, date]:
    """The least that is left of a bill at the end of that day or of a later one, and on which day first.

    A use that is taken back later was one until then.
    """
    left = amount - sum((used for on, used in moves.items() if on <= day), ZERO)
    least = (left, day)
    for on, used in sorted(moves.items()):
        if on > day:
            left -= used
            if left < least[0]:
                least = (left, on)
    return least
