"""What acceptance bills refuse."""

from heyi.platform.errors import AppError


class BillTooSmall(AppError):
    """Less is left of the bill."""

    code = "bills.too_small"
    status = 409


class BillKnown(AppError):
    """A bill of this number is held already."""

    code = "bills.known"
    status = 409


class BillUsedAlready(AppError):
    """Something became of the bill, so the paper by which it came is not taken back."""

    code = "bills.used_already"
    status = 409


class BillOtherSide(AppError):
    """It is not a thing to do with a bill that we hold, or with one that we must pay."""

    code = "bills.other_side"
    status = 422


class BillDaysWrong(AppError):
    """The days on the bill contradict each other: drawn, taken, due."""

    code = "bills.days_wrong"
    status = 422


class BillNotDue(AppError):
    """The bill is not due on that day, so nobody pays it yet."""

    code = "bills.not_due"
    status = 422


class BillPastDue(AppError):
    """The bill is due, so it is neither passed on nor sold any more."""

    code = "bills.past_due"
    status = 422


class BillNotThereYet(AppError):
    """The bill came later than that day."""

    code = "bills.not_there_yet"
    status = 422


class InterestTooHigh(AppError):
    """The bank would keep as much as the bill is worth, or more."""

    code = "bills.interest_too_high"
    status = 422


class OpeningBillStays(AppError):
    """The bill came before Heyi kept the books, so there is no receipt whose invoices could be open again."""

    code = "bills.opening_bill_stays"
    status = 409


class BillUndoneTooEarly(AppError):
    """A use of a bill would be taken back before its own day."""

    code = "bills.undone_too_early"
    status = 422


class UseUndone(AppError):
    """That use of the bill was taken back before, or is taken back by its payment."""

    code = "bills.use_undone"
    status = 409
