"""Routes of foreign currencies (外币核算)."""

from typing import Annotated
from uuid import UUID

from fastapi import Query

from heyi.modules.ledger import api
from heyi.modules.ledger import permissions as may
from heyi.modules.ledger.jobs import fold_when_many
from heyi.modules.ledger.schemas import CurrencyBody, KeepCurrencyBody, RatesBody
from heyi.platform.http.router import Router
from heyi.platform.http.spans import From, To, span
from heyi.platform.unit_of_work import UnitOfWork
from heyi.platform.values import BusinessDay, month

router = Router("currencies")


@router.get("/currencies", permission=may.VIEW_ACCOUNT, answer=api.Currencies)
def get_currencies(uow: UnitOfWork) -> api.Currencies:
    """The books' own currency and those beside it, with their latest rates."""
    return api.currencies(uow)


@router.post("/currencies", permission=may.MANAGE_BOOKS, answer=api.Currencies)
def set_currency(uow: UnitOfWork, body: CurrencyBody) -> api.Currencies:
    """Have a currency, or have it no more."""
    api.set_currency(uow, body.currency, active=body.active)
    return api.currencies(uow)


@router.get("/exchange-rates", permission=may.VIEW_ACCOUNT, answer=list[api.ExchangeRate])
def get_exchange_rates(
    uow: UnitOfWork,
    currency: Annotated[str, Query(min_length=3, max_length=3)],
    from_: From = None,
    to: To = None,
) -> list[api.ExchangeRate]:
    """What a currency was worth on the days of a span; of this year when none is named."""
    return api.exchange_rates(uow, currency, *span(uow, from_, to, of_year=True))


@router.post("/exchange-rates", permission=may.MANAGE_BOOKS, answer=api.Currencies)
def set_exchange_rates(uow: UnitOfWork, body: RatesBody) -> api.Currencies:
    """Say what currencies were worth on days, one or a whole table."""
    api.set_rates(uow, body.drafts())
    return api.currencies(uow)


@router.get("/exchange-rates/of-day", permission=may.VIEW_ACCOUNT, answer=list[api.RateOfDay])
def get_rates_of_day(uow: UnitOfWork, day: BusinessDay | None = None) -> list[api.RateOfDay]:
    """The rates that a voucher of a day takes."""
    return api.voucher_rates(uow, day or uow.today)


@router.patch("/accounts/{account_id}/currency", permission=may.MANAGE_ACCOUNT, answer=api.AccountStatus)
def keep_currency(
    uow: UnitOfWork, account_id: UUID, body: KeepCurrencyBody, version: int
) -> api.AccountStatus:
    """Have an account keep a foreign currency, or none."""
    return api.keep_currency(uow, account_id, version, **body.model_dump())


@router.get("/foreign-balances", permission=may.VIEW_ENTRY, answer=api.ForeignBalances)
def get_foreign_balances(uow: UnitOfWork, from_: From = None, to: To = None) -> api.ForeignBalances:
    """What accounts hold in the currencies they keep (外币余额表)."""
    fold_when_many(uow)
    first_day, last_day = span(uow, from_, to)
    return api.foreign_balances(uow, first_day=first_day, last_day=last_day)


@router.get("/periods/{period}/revaluation", permission=may.VIEW_ENTRY, answer=api.Revaluation)
def get_revaluation(uow: UnitOfWork, period: str) -> api.Revaluation:
    """What a month's end makes of what is held in foreign currencies (期末调汇)."""
    return api.revaluation(uow, month(period))


@router.post(
    "/periods/{period}/revaluation", permission=may.POST_VOUCHER, answer=api.VoucherStatus, status=201
)
def revalue(uow: UnitOfWork, period: str) -> api.VoucherStatus:
    """Post the month's differences of exchange."""
    return api.revalue(uow, month(period))
