"""What the ledger refuses of periods that are locked."""

from heyi.modules.ledger.errors import PeriodClosed


class PeriodLocked(PeriodClosed):
    """The day lies in a period that is locked for good: it is never opened again."""

    code = "ledger.period_locked"
