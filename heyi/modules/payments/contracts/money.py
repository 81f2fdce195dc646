"""Where money lies."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from uuid import UUID


class MoneyKind(StrEnum):
    """What a money account is."""

    BANK = "bank"
    CASH = "cash"
    ALIPAY = "alipay"
    WECHAT = "wechat"
    OTHER = "other"


@dataclass(frozen=True, kw_only=True)
class MoneyAccountDraft:
    """A money account as written: an account of the books where its money stands, or one to be put below `below`.

    That one keeps a foreign `currency`, if any is said.
    """

    name: str
    kind: MoneyKind
    account: str | None = None
    below: str | None = None
    currency: str | None = None
    number: str | None = None
    bank_name: str | None = None
    note: str | None = None


@dataclass(frozen=True)
class MoneyAccountStatus:
    """A money account that was added or changed."""

    id: UUID
    version: int
    name: str
    account_code: str
    is_default: bool
    active: bool


@dataclass(frozen=True)
class MoneyAccountFacts:
    """What other modules know of a money account."""

    id: UUID
    name: str
    kind: str
    account_id: UUID
    account_code: str
    currency: str
    is_default: bool
    active: bool
    number: str | None


@dataclass(frozen=True)
class MoneyBalance:
    """A money account and what lies there at the end of a day, also in the foreign `currency` that it keeps."""

    id: UUID
    name: str
    kind: str
    account_code: str
    bank_name: str | None
    is_default: bool
    active: bool
    balance: Decimal
    currency: str | None
    foreign_balance: Decimal | None


@dataclass(frozen=True)
class MoneyBalances:
    """What lies in all money accounts at the end of a day; `elsewhere` is what has no money account."""

    on: date
    accounts: list[MoneyBalance]
    total: Decimal
    elsewhere: Decimal
