"""The company's currencies, and what they were worth on which day."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Table, and_, func, select

from heyi.kit.dates import Period
from heyi.modules.ledger.contracts import Currencies, CurrencyFacts, ExchangeRate, RateOfDay
from heyi.modules.ledger.models import CURRENCY, EXCHANGE_RATE
from heyi.modules.ledger.queries.chart import foreign_accounts
from heyi.modules.ledger.queries.vouchers import book_rules
from heyi.modules.ledger.rules.currencies import CODES
from heyi.platform.identity.tables import APP_USER
from heyi.platform.unit_of_work import UnitOfWork

MOST_RATES = 2_000
_C, _R = CURRENCY.c, EXCHANGE_RATE.c


def currencies(uow: UnitOfWork) -> Currencies:
    """The books' own currency and those the company has beside it, each with its latest rate until today."""
    used: dict[str, int] = {}
    for account in foreign_accounts(uow).values():
        used[account.currency or ""] = used.get(account.currency or "", 0) + 1
    rows = uow.rows(select(_C.code, _C.active).where(*_mine(uow, CURRENCY)).order_by(_C.code))
    latest = rates_on(uow, [row["code"] for row in rows], uow.today)
    known = [
        CurrencyFacts(
            row["code"],
            row["active"],
            used.get(row["code"], 0),
            latest[row["code"]].rate,
            latest[row["code"]].day,
        )
        for row in rows
        if row["active"]
    ]
    taken = {uow.facts.currency, *(one.code for one in known)}
    others = [code for code in CODES if code not in taken]
    return Currencies(uow.facts.currency, book_rules(uow).daily_rates, known, others)


def active_currencies(uow: UnitOfWork) -> frozenset[str]:
    """The codes of the currencies that accounts may keep."""

    def load() -> frozenset[str]:
        rows = uow.rows(select(_C.code).where(*_mine(uow, CURRENCY), _C.active))
        return frozenset(row["code"] for row in rows)

    return uow.settled("ledger.currencies", load)


def exchange_rates(uow: UnitOfWork, currency: str, first_day: date, last_day: date) -> list[ExchangeRate]:
    """The rates of a currency in a span of days, the latest first, at most 2,000."""
    query = (
        select(_R.code, _R.day, _R.rate, APP_USER.c.name.label("set_by"))
        .outerjoin(APP_USER, and_(APP_USER.c.tenant_id == _R.tenant_id, APP_USER.c.id == _R.updated_by))
        .where(*_mine(uow, EXCHANGE_RATE), _R.code == currency, _R.day.between(first_day, last_day))
        .order_by(_R.day.desc())
        .limit(MOST_RATES)
    )
    return [ExchangeRate(row["code"], row["day"], row["rate"], row["set_by"]) for row in uow.rows(query)]


def rates_on(uow: UnitOfWork, codes: Sequence[str], day: date) -> Mapping[str, RateOfDay]:
    """For each currency the latest rate until a day."""
    last = (
        select(_R.code, func.max(_R.day).label("day"))
        .where(*_mine(uow, EXCHANGE_RATE), _R.code.in_(codes), _R.day <= day)
        .group_by(_R.code)
        .subquery("last")
    )
    query = select(_R.code, _R.day, _R.rate).join(last, and_(last.c.code == _R.code, last.c.day == _R.day))
    found = uow.rows(query.where(*_mine(uow, EXCHANGE_RATE))) if codes else []
    known = {row["code"]: RateOfDay(row["code"], row["rate"], row["day"]) for row in found}
    return {code: known.get(code, RateOfDay(code, None, None)) for code in codes}


def voucher_rates(uow: UnitOfWork, day: date) -> list[RateOfDay]:
    """The rate that a voucher of that day takes for each currency: its day's, or that of its month's first day."""
    as_of = day if book_rules(uow).daily_rates else Period.from_date(day).first_day
    return list(rates_on(uow, sorted(active_currencies(uow)), as_of).values())


def _mine(uow: UnitOfWork, table: Table) -> tuple[ColumnElement[bool], ...]:
    columns: Any = table.c
    return columns.tenant_id == uow.tenant_id, columns.company_id == uow.company_id
