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


class BillUsedThen(AppError):
    """Less of the bill was left on that day, or on a later one, than would be used."""

    code = "bills.used_then"
    status = 409


class BillUndoneTooEarly(AppError):
    """A use of a bill would be taken back before its own day."""

    code = "bills.undone_too_early"
    status = 422


class UseCameBack(AppError):
    """That use of the bill came back to us unpaid; this is taken back first."""

    code = "bills.use_came_back"
    status = 409


class NotSentBack(AppError):
    """Only what was sold to a bank or passed on comes back."""

    code = "bills.not_sent_back"
    status = 409


class SentBackTooEarly(AppError):
    """The bill went there after that day."""

    code = "bills.sent_back_too_early"
    status = 422


class UseUndone(AppError):
    """That use of the bill was taken back before, or is taken back by its payment."""

    code = "bills.use_undone"
    status = 409
