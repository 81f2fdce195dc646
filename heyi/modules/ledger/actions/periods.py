"""Close a month of the books, open it again, lock it for good; carry profit and loss where it belongs."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy import func, select, update

from heyi.kit.dates import Period
from heyi.modules.ledger.actions.hold import hold_books
from heyi.modules.ledger.actions.post import COUNTERS
from heyi.modules.ledger.actions.vouchers import post_voucher, write_voucher
from heyi.modules.ledger.contracts import (
    PROFIT_CLOSING,
    LineDraft,
    PeriodChecks,
    VoucherDraft,
    VoucherStatus,
)
from heyi.modules.ledger.errors import (
    ClosedLater,
    NotDecember,
    NothingToClose,
    PeriodNotReady,
    PeriodOutOfTurn,
)
from heyi.modules.ledger.models import PERIOD, VOUCHER
from heyi.modules.ledger.queries.chart import chart, standard
from heyi.modules.ledger.queries.checks import DECEMBER, checks_of
from heyi.modules.ledger.queries.periods import latest_closed, period_checks
from heyi.modules.ledger.queries.posting import accounts
from heyi.modules.ledger.queries.trial_balance import trial_balance
from heyi.modules.ledger.queries.vouchers import book_rules
from heyi.modules.ledger.rules.closing import profit_closing
from heyi.modules.ledger.rules.roles import UNDISTRIBUTED_PROFIT, YEAR_PROFIT
from heyi.modules.ledger.rules.statements import prior_years
from heyi.modules.ledger.states import PeriodState, VoucherState, step_period
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


def close_profit(uow: UnitOfWork, period: Period) -> list[VoucherStatus]:
    """Carry what the accounts of profit and loss hold to 本年利润 (结转损益), dated the month's last day, and post it.

    Done again, it carries what came since.

    Raises:
        NothingToClose: none of them holds anything.
        ClosedLater: a later month's is carried already.
        PeriodClosed: the month is closed.
    """
    hold_books(uow)
    _refuse_later(uow, period)
    balances = _balances_after(uow, period)
    profit = {
        item.code: item for item in chart(uow) if item.is_detail and item.account_class == "profit_loss"
    }
    income = {code for code, item in profit.items() if item.normal_balance == "credit"}
    held = {code: balances[code] for code in profit if balances.get(code)}
    rules, apart = accounts(uow), prior_years(standard(uow))
    vouchers = profit_closing(
        held,
        income,
        year_profit=rules.of(YEAR_PROFIT),
        prior_years={code for code in profit if code.startswith(apart)},
        undistributed=rules.of(UNDISTRIBUTED_PROFIT),
    )
    if not vouchers:
        raise NothingToClose(period=str(period))
    return [_posted(uow, period, lines, PROFIT_CLOSING, "summary.profit_closing") for lines in vouchers]


def close_year(uow: UnitOfWork, period: Period) -> VoucherStatus:
    """Carry 本年利润 of the year to 未分配利润 (documents.json, `close_year`), dated the month's last day, and post it.

    Raises:
        NotDecember: the month does not end the year.
        NothingToClose: 本年利润 holds nothing.
        PeriodClosed: the month is closed.
    """
    if period.month != DECEMBER:
        raise NotDecember(period=str(period))
    hold_books(uow)
    rules = accounts(uow)
    profit, kept = rules.of(YEAR_PROFIT), rules.of(UNDISTRIBUTED_PROFIT)
    held = _balances_after(uow, period).get(profit)
    if not held:
        raise NothingToClose(period=str(period))
    # A credit balance is profit; a loss goes the other way round, on the other sides.
    gain, other = (profit, kept) if held < 0 else (kept, profit)
    lines = (LineDraft(account=gain, debit=abs(held)), LineDraft(account=other, credit=abs(held)))
    return _posted(uow, period, lines, "year_closing", "summary.year_closing")


def _refuse_later(uow: UnitOfWork, period: Period) -> None:
    voucher = VOUCHER.table.c
    query = select(func.max(voucher.occurred_on)).where(
        voucher.tenant_id == uow.tenant_id,
        voucher.company_id == uow.company_id,
        voucher.kind == PROFIT_CLOSING,
        voucher.state == VoucherState.POSTED,
        voucher.occurred_on > period.last_day,
    )
    last = uow.scalar(query)
    if last is not None:
        raise ClosedLater(period=str(period), other=str(Period.from_date(last)))


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


def _balances_after(uow: UnitOfWork, period: Period) -> dict[str, Decimal]:
    """Debit minus credit of every account at the end of the month."""
    after = period.last_day + timedelta(days=1)
    rows = trial_balance(uow, first_day=after, last_day=period.last_day).rows
    return {row.code: row.opening_debit - row.opening_credit for row in rows}


def _posted(
    uow: UnitOfWork, period: Period, lines: tuple[LineDraft, ...], kind: str, summary: str
) -> VoucherStatus:
    said = translate(summary, "zh-CN", {"period": str(period)})
    told = tuple(
        LineDraft(account=line.account, debit=line.debit, credit=line.credit, summary=said) for line in lines
    )
    written = write_voucher(uow, VoucherDraft(occurred_on=period.last_day, lines=told), kind=kind)
    return post_voucher(uow, written.id, by_rule=True)


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
