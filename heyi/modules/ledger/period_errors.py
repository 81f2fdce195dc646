"""What the ledger refuses of periods that are locked, or whose profit stands where it was made."""

from heyi.modules.ledger.errors import PeriodClosed
from heyi.platform.errors import AppError


class PeriodLocked(PeriodClosed):
    """The day lies in a period that is locked for good: it is never opened again."""

    code = "ledger.period_locked"


class ProfitNotCarried(AppError):
    """The year's profit would be carried forward while a month's stands on its accounts still; the month is named."""

    code = "ledger.profit_not_carried"
    status = 409
