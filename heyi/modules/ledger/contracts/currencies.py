"""Foreign currencies (外币核算): rates, what accounts hold in them, and what they are revalued by."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID


@dataclass(frozen=True)
class CurrencyFacts:
    """A currency of the company with its latest rate: what one unit is worth in the currency of the books."""

    code: str
    active: bool
    accounts: int
    rate: Decimal | None
    rate_day: date | None


@dataclass(frozen=True)
class Currencies:
    """The books' own currency, those the company has beside it, those it could have, and which rate a voucher takes.

    With `daily_rates` that is the rate of its day, otherwise that of the first day of its month.
    """

    own: str
    daily_rates: bool
    active: list[CurrencyFacts]
    others: list[str]


@dataclass(frozen=True, kw_only=True)
class RateDraft:
    """What a currency was worth on a day; none takes the rate of that day away."""

    currency: str
    day: date
    rate: Decimal | None


@dataclass(frozen=True)
class ExchangeRate:
    """What one unit of a currency was worth on a day, and who said so."""

    currency: str
    day: date
    rate: Decimal
    set_by: str | None


@dataclass(frozen=True)
class RateOfDay:
    """The rate a voucher of a day takes, and the day it is of; none where none is known until then."""

    currency: str
    rate: Decimal | None
    day: date | None


@dataclass(frozen=True)
class ForeignAmounts:
    """Opening, movement and closing, each in the foreign currency and in that of the books; debit minus credit."""

    opening: Decimal
    debit: Decimal
    credit: Decimal
    closing: Decimal
    foreign_opening: Decimal
    foreign_debit: Decimal
    foreign_credit: Decimal
    foreign_closing: Decimal


@dataclass(frozen=True)
class ForeignBalance(ForeignAmounts):
    """What an account, or somebody on it, holds in the currency that the account keeps."""

    account_code: str
    account_name: str
    account_name_en: str
    currency: str
    party_id: UUID | None
    party: str | None


@dataclass(frozen=True)
class ForeignBalances:
    """外币余额表: each account that keeps a currency, and below it each party its lines name."""

    accounts: list[ForeignBalance]
    parties: list[ForeignBalance]
    cut: bool


@dataclass(frozen=True)
class RevaluedBalance:
    """What an account, or somebody on it, holds at a month's end, what that is worth by the rate, and the difference.

    Without a rate nothing is known of its worth.
    """

    account_code: str
    account_name: str
    account_name_en: str
    currency: str
    party_id: UUID | None
    party: str | None
    foreign_balance: Decimal
    balance: Decimal
    rate: Decimal | None
    rate_day: date | None
    worth: Decimal | None
    difference: Decimal | None


@dataclass(frozen=True)
class PostedRevaluation:
    """A voucher that revalued the month's balances."""

    id: UUID
    number: str | None
    state: str


@dataclass(frozen=True)
class Revaluation:
    """期末调汇 of a month as it stands: what would be posted, the gain (a loss below zero), and what was."""

    period: str
    rows: list[RevaluedBalance]
    gain: Decimal
    missing: list[str]
    vouchers: list[PostedRevaluation]
