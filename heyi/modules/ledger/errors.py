"""What the ledger refuses."""

from heyi.platform.errors import AppError


class EntryUnbalanced(AppError):
    """Debits and credits of an entry differ, or it has fewer than two lines."""

    code = "ledger.entry_unbalanced"
    status = 422


class LineNotOneSided(AppError):
    """A line has an amount on both sides, or on neither."""

    code = "ledger.line_not_one_sided"
    status = 422


class AccountUnusable(AppError):
    """A line names an account that does not exist or is not a detail account."""

    code = "ledger.account_unusable"
    status = 422


class PeriodClosed(AppError):
    """The entry's day lies in a period that is closed."""

    code = "ledger.period_closed"
    status = 409


class NoSuchAccount(AppError):
    """There is no account of that code."""

    code = "ledger.no_such_account"
    status = 404
