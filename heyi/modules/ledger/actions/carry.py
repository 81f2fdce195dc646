"""What a month's end carries where it belongs: the VAT that is due, profit and loss, the profit of the year."""

from datetime import timedelta
from decimal import Decimal

from sqlalchemy import func, select

from heyi.kit.dates import Period
from heyi.modules.ledger.actions.hold import hold_books
from heyi.modules.ledger.actions.vouchers import post_voucher, write_voucher
from heyi.modules.ledger.contracts import (
    PROFIT_CLOSING,
    VAT_CARRIED,
    ZERO,
    LineDraft,
    VoucherDraft,
    VoucherStatus,
)
from heyi.modules.ledger.errors import (
    ClosedLater,
    NotDecember,
    NothingToCarry,
    NothingToClose,
    VatCarriedLater,
)
from heyi.modules.ledger.models import VOUCHER
from heyi.modules.ledger.period_errors import ProfitNotCarried
from heyi.modules.ledger.queries.chart import chart, standard
from heyi.modules.ledger.queries.checks import DECEMBER
from heyi.modules.ledger.queries.posting import accounts, kept_accounts
from heyi.modules.ledger.queries.trial_balance import trial_balance
from heyi.modules.ledger.rules.closing import profit_closing
from heyi.modules.ledger.rules.roles import UNDISTRIBUTED_PROFIT, YEAR_PROFIT
from heyi.modules.ledger.rules.standard_vouchers import usable
from heyi.modules.ledger.rules.statements import prior_years
from heyi.modules.ledger.states import VoucherState
from heyi.platform.messages import translate
from heyi.platform.unit_of_work import UnitOfWork

# 应交增值税, of it 转出未交增值税, and 未交增值税; both standards have them under these codes.
VAT, CARRIED_OUT, UNPAID = "222101", "22210104", "222102"


def carry_vat(uow: UnitOfWork, period: Period) -> VoucherStatus:
    """Carry what 应交增值税 owes at the month's end to 未交增值税 (documents.json, `vat_month_end`), and post it.

    A balance of input VAT stays, to be deducted later. Done again, it carries what came since.

    Raises:
        NothingToCarry: nothing is owed there, or no account takes it.
        VatCarriedLater: a later month's is carried already.
        PeriodClosed: the month is closed.
    """
    hold_books(uow)
    if later := _carried_after(uow, period, VAT_CARRIED):
        raise VatCarriedLater(period=str(period), other=str(later))
    owed = -_balances_after(uow, period).get(VAT, ZERO)
    known, kept = chart(uow), kept_accounts(uow)
    out, unpaid = (usable(code, known, kept) for code in (CARRIED_OUT, UNPAID))
    if owed <= 0 or out is None or unpaid is None:
        raise NothingToCarry(period=str(period))
    lines = (LineDraft(account=out.code, debit=owed), LineDraft(account=unpaid.code, credit=owed))
    return _posted(uow, period, lines, VAT_CARRIED, "summary.vat_carried")


def close_profit(uow: UnitOfWork, period: Period) -> list[VoucherStatus]:
    """Carry what the accounts of profit and loss hold to 本年利润 (结转损益), dated the month's last day, and post it.

    Done again, it carries what came since.

    Raises:
        NothingToClose: none of them holds anything.
        ClosedLater: a later month's is carried already.
        PeriodClosed: the month is closed.
    """
    hold_books(uow)
    if later := _carried_after(uow, period, PROFIT_CLOSING):
        raise ClosedLater(period=str(period), other=str(later))
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
        ProfitNotCarried: a month's accounts of profit and loss are not carried to it yet.
        PeriodClosed: the month is closed.
    """
    if period.month != DECEMBER:
        raise NotDecember(period=str(period))
    hold_books(uow)
    if month := _not_carried(uow, period):
        raise ProfitNotCarried(period=str(month))
    rules = accounts(uow)
    profit, kept = rules.of(YEAR_PROFIT), rules.of(UNDISTRIBUTED_PROFIT)
    held = _balances_after(uow, period).get(profit)
    if not held:
        raise NothingToClose(period=str(period))
    # A credit balance is profit; a loss goes the other way round, on the other sides.
    gain, other = (profit, kept) if held < 0 else (kept, profit)
    lines = (LineDraft(account=gain, debit=abs(held)), LineDraft(account=other, credit=abs(held)))
    return _posted(uow, period, lines, "year_closing", "summary.year_closing")


def _not_carried(uow: UnitOfWork, december: Period) -> Period | None:
    """The first month of the year since which accounts of profit and loss hold something, if they do at its end."""
    profit = {item.code for item in chart(uow) if item.is_detail and item.account_class == "profit_loss"}
    found, month = None, december
    while month.year == december.year:
        balances = _balances_after(uow, month)
        if not any(balances.get(code) for code in profit):
            return found
        found, month = month, month.previous()
    return found


def _carried_after(uow: UnitOfWork, period: Period, kind: str) -> Period | None:
    """The last later month of which the same is carried already, with this one's balance in it."""
    voucher = VOUCHER.table.c
    query = select(func.max(voucher.occurred_on)).where(
        voucher.tenant_id == uow.tenant_id,
        voucher.company_id == uow.company_id,
        voucher.kind == kind,
        voucher.state == VoucherState.POSTED,
        voucher.occurred_on > period.last_day,
    )
    last = uow.scalar(query)
    return None if last is None else Period.from_date(last)


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
