"""What is looked at before a period is closed (期末检查): the ledger's own, and what modules above add."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from sqlalchemy import func, select

from heyi.kit.dates import Period
from heyi.modules.ledger.contracts import ZERO, Check, TrialBalance
from heyi.modules.ledger.models import PERIOD, VOUCHER
from heyi.modules.ledger.queries.chart import chart, standard
from heyi.modules.ledger.queries.foreign import count_unrevalued
from heyi.modules.ledger.queries.posting import accounts
from heyi.modules.ledger.queries.tax_bases import VAT_ACCOUNTS
from heyi.modules.ledger.queries.trial_balance import trial_balance
from heyi.modules.ledger.queries.vouchers import book_rules
from heyi.modules.ledger.rules.charts import usual_account
from heyi.modules.ledger.rules.journal import CASH_ACCOUNTS
from heyi.modules.ledger.rules.roles import YEAR_PROFIT
from heyi.modules.ledger.states import PeriodState, VoucherState
from heyi.platform.unit_of_work import UnitOfWork

DECEMBER = 12
# 城市维护建设税, a surcharge on VAT; all of them stand below the same account of the first level.
_SURCHARGE, _FIRST_LEVEL = "540302", 4
Count = Callable[[UnitOfWork, Period], int]


@dataclass(frozen=True)
class Look:
    """One look at a period: how many things are not as they should be, and the page that shows them.

    What `blocks` must be mended before the period is closed; the rest is told. `names` says which they are.
    """

    name: str
    count: Count
    path: str
    blocks: bool = True
    names: Callable[[UnitOfWork, Period], Sequence[str]] | None = None


_NAMED = 5
_looks: list[Look] = []


def look_before_closing(look: Look) -> None:
    """Have somebody look at this too before a period is closed."""
    if all(one.name != look.name for one in _looks):
        _looks.append(look)


def checks_of(uow: UnitOfWork, period: Period) -> list[Check]:
    """Everything that is looked at before the period is closed, with what was found."""
    own = (
        Look("earlier_open", _earlier_open, "/periods"),
        Look("vouchers_open", _open_vouchers, "/vouchers"),
        Look("unbalanced", _unbalanced, "/trial-balance"),
        Look("cash_below_zero", _cash_below_zero, "/trial-balance", blocks=False),
        Look("vat_not_carried", _vat_not_carried, "/trial-balance", blocks=False),
        Look("surcharges_not_provided", _surcharges_not_provided, "/voucher-templates", blocks=False),
        Look("not_revalued", count_unrevalued, "/revaluation", blocks=False),
        Look("profit_not_closed", _profit_not_closed, "/periods", blocks=period.month == DECEMBER),
        Look("year_not_closed", _year_not_closed, "/periods"),
    )
    found = []
    for look in (*own, *_looks):
        count = look.count(uow, period)
        named = list(look.names(uow, period))[:_NAMED] if count and look.names else []
        found.append(Check(look.name, count == 0, look.blocks, count, look.path, named))
    return found


def _earlier_open(uow: UnitOfWork, period: Period) -> int:
    began = book_rules(uow).started_on
    query = select(func.count()).where(
        PERIOD.c.tenant_id == uow.tenant_id,
        PERIOD.c.company_id == uow.company_id,
        PERIOD.c.code < str(period),
        # What stood before the books has its months, which are none of theirs.
        PERIOD.c.code >= (str(Period.from_date(began)) if began else ""),
        PERIOD.c.state == PeriodState.OPEN,
    )
    return int(uow.scalar(query))


def _open_vouchers(uow: UnitOfWork, period: Period) -> int:
    voucher = VOUCHER.table.c
    query = select(func.count()).where(
        voucher.tenant_id == uow.tenant_id,
        voucher.company_id == uow.company_id,
        voucher.occurred_on.between(period.first_day, period.last_day),
        voucher.state.in_((VoucherState.DRAFT, VoucherState.REVIEWED)),
    )
    return int(uow.scalar(query))


def _balances(uow: UnitOfWork, period: Period) -> dict[str, Decimal]:
    """What each account holds at the end of the period, debit minus credit; asked for once."""

    def load() -> dict[str, Decimal]:
        until = trial_balance(uow, first_day=period.last_day + timedelta(days=1), last_day=period.last_day)
        return {row.code: row.opening_debit - row.opening_credit for row in until.rows}

    return uow.once(("ledger.balances", period), load)


def _month(uow: UnitOfWork, period: Period) -> TrialBalance:
    """What moved in the period; asked for once."""
    return uow.once(
        ("ledger.month", period),
        lambda: trial_balance(uow, first_day=period.first_day, last_day=period.last_day),
    )


def _unbalanced(uow: UnitOfWork, period: Period) -> int:
    totals = _month(uow, period).totals
    return int(totals.closing_debit != totals.closing_credit)


def _cash_below_zero(uow: UnitOfWork, period: Period) -> int:
    held = _balances(uow, period)
    money = (one.code for one in chart(uow) if one.is_detail and one.code.startswith(CASH_ACCOUNTS))
    return sum(1 for code in money if held.get(code, ZERO) < 0)


def _vat_not_carried(uow: UnitOfWork, period: Period) -> int:
    return int(_balances(uow, period).get("222101", ZERO) < 0)


def _surcharges_not_provided(uow: UnitOfWork, period: Period) -> int:
    """Whether VAT came due in the month, and nothing of the surcharges on it (附加税) was booked as a cost."""
    cost = usual_account(_SURCHARGE, standard(uow))[:_FIRST_LEVEL]
    moved = [row for row in _month(uow, period).rows if row.is_detail]
    due = sum((row.credit for row in moved if row.code.startswith(VAT_ACCOUNTS)), ZERO)
    return int(due > 0 and not any(row.debit for row in moved if row.code.startswith(cost)))


def _profit_not_closed(uow: UnitOfWork, period: Period) -> int:
    held = _balances(uow, period)
    return sum(
        1
        for account in chart(uow)
        if account.is_detail and account.account_class == "profit_loss" and held.get(account.code)
    )


def _year_not_closed(uow: UnitOfWork, period: Period) -> int:
    year_profit = accounts(uow).of(YEAR_PROFIT)
    return int(period.month == DECEMBER and bool(_balances(uow, period).get(year_profit)))
