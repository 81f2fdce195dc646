"""Close a month of the books, open it again, lock it for good."""

from typing import Any

from sqlalchemy import func, select, update

from heyi.kit.dates import Period
from heyi.modules.ledger.actions.hold import hold_books
from heyi.modules.ledger.actions.post import COUNTERS
from heyi.modules.ledger.contracts import PeriodChecks
from heyi.modules.ledger.errors import PeriodNotReady, PeriodOutOfTurn
from heyi.modules.ledger.models import PERIOD
from heyi.modules.ledger.queries.checks import checks_of
from heyi.modules.ledger.queries.periods import latest_closed, period_checks
from heyi.modules.ledger.queries.vouchers import book_rules
from heyi.modules.ledger.states import PeriodState, step_period
from heyi.platform.messages import translate
from heyi.platform.unit_of_work import UnitOfWork


def close_period(uow: UnitOfWork, period: Period) -> PeriodChecks:
    """Close a month: it takes no more entries. What is on the way into it is waited for, what comes after is refused.

    Raises:
        WrongState: it is closed already.
        PeriodNotReady: something must be mended first; each look that failed is named.
    """
    hold_books(uow)
    following = step_period(_locked(uow, period), "close")
    failed = [check for check in checks_of(uow, period) if check.blocks and not check.passed]
    if failed:
        names = [
            translate(f"check.{check.name}", uow.actor.language, {"count": check.count}) for check in failed
        ]
        raise PeriodNotReady(period=str(period), checks="；".join(names))
    _close_gaps(uow, period)
    _change(uow, period, following, "closed")
    return period_checks(uow, period)


def reopen_period(uow: UnitOfWork, period: Period, *, reason: str) -> PeriodChecks:
    """Open the last closed month again (反结账); who did it and why stands in the audit.

    Raises:
        WrongState: it is open, or locked for good.
        PeriodOutOfTurn: a later month is closed; open that one first.
    """
    hold_books(uow)
    following = step_period(_locked(uow, period), "reopen")
    last = latest_closed(uow)
    if last != str(period):
        raise PeriodOutOfTurn(period=str(period), other=last)
    _change(uow, period, following, "reopened", reason)
    return period_checks(uow, period)


def lock_period(uow: UnitOfWork, period: Period) -> PeriodChecks:
    """Lock a closed month and all before it for good, as after an audit or a tax return.

    Raises:
        WrongState: it is open, or locked already.
    """
    hold_books(uow)
    following = step_period(_locked(uow, period), "lock")
    earlier = (
        PERIOD.c.tenant_id == uow.tenant_id,
        PERIOD.c.company_id == uow.company_id,
        PERIOD.c.code < str(period),
        PERIOD.c.state == PeriodState.CLOSED,
    )
    uow.execute(update(PERIOD).where(*earlier).values(state=following))
    _change(uow, period, following, "locked")
    return period_checks(uow, period)


def _close_gaps(uow: UnitOfWork, period: Period) -> None:
    """Close the months before that nobody posted into, from where the books begin, so that nobody does now."""
    first = uow.scalar(
        select(func.min(PERIOD.c.code)).where(
            PERIOD.c.tenant_id == uow.tenant_id, PERIOD.c.company_id == uow.company_id
        )
    )
    began = book_rules(uow).started_on
    if began is not None:
        # What stood before has its months; none between them is closed for it.
        first = max(first, str(Period.from_date(began).previous()))
    rows = []
    month = period.previous()
    while str(month) > first:
        rows.append({**_empty(uow, month), "state": PeriodState.CLOSED})
        month = month.previous()
    if rows:
        uow.insert_missing(PERIOD, rows, unique=("company_id", "code"))


def _empty(uow: UnitOfWork, period: Period) -> dict[str, Any]:
    nothing = {"state": PeriodState.OPEN, "last_number": 0, "total": 0}
    nothing |= dict.fromkeys(COUNTERS.values(), 0)
    return {"id": uow.new_id(), "company_id": uow.company_id, "code": str(period), **nothing}


def _locked(uow: UnitOfWork, period: Period) -> PeriodState:
    """The state of the month, held until the transaction ends; a month nobody posted into yet begins here."""
    uow.insert_missing(PERIOD, [_empty(uow, period)], unique=("company_id", "code"))
    place = (
        PERIOD.c.tenant_id == uow.tenant_id,
        PERIOD.c.company_id == uow.company_id,
        PERIOD.c.code == str(period),
    )
    return PeriodState(uow.scalar(select(PERIOD.c.state).where(*place).with_for_update()))


def _change(uow: UnitOfWork, period: Period, state: PeriodState, action: str, reason: str = "") -> None:
    uow.update_rows(
        PERIOD,
        [{"company_id": uow.company_id, "code": str(period), "state": state}],
        keys=("company_id", "code"),
        assignments=("state = v.state",),
    )
    uow.audit(
        action,
        record="ledger_period",
        record_id=uow.company_id,
        title=str(period),
        changes={"reason": [None, reason]} if reason else None,
    )
