"""Foreign currencies: what an amount is worth, whether a line says it right, and what a month's end changes. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final
from uuid import UUID

from heyi.kit.money import round_amount
from heyi.modules.ledger.contracts import ZERO, LineDraft
from heyi.modules.ledger.rules.statements import CashRules

# Those that companies here trade in; ISO 4217.
CODES: Final = (
    "AED",
    "AUD",
    "BRL",
    "CAD",
    "CHF",
    "CNY",
    "DKK",
    "EUR",
    "GBP",
    "HKD",
    "IDR",
    "INR",
    "JPY",
    "KRW",
    "MOP",
    "MXN",
    "MYR",
    "NOK",
    "NZD",
    "PHP",
    "PLN",
    "RUB",
    "SAR",
    "SEK",
    "SGD",
    "THB",
    "TRY",
    "TWD",
    "USD",
    "VND",
    "ZAR",
)
RATE_PLACES: Final = 8
_HALF_A_CENT: Final = Decimal("0.005")
_HALF_A_PLACE: Final = Decimal(5).scaleb(-RATE_PLACES - 1)


def is_worth(foreign: Decimal, rate: Decimal, amount: Decimal) -> bool:
    """Whether the foreign amount is worth the other by the rate, as far as a rounded rate and cent can say."""
    return abs(foreign * rate - amount) <= _HALF_A_CENT + abs(foreign) * _HALF_A_PLACE


def rate_of(line: LineDraft) -> Decimal | None:
    """The rate of a line that says what it is worth in both currencies; none where it says a difference only."""
    if not line.foreign_amount:
        return None
    return round_amount((line.debit or line.credit) / line.foreign_amount, RATE_PLACES)


@dataclass(frozen=True)
class Held:
    """What an account, or somebody on it, holds: in the currency it keeps and in that of the books."""

    account: str
    party_id: UUID | None
    foreign: Decimal
    amount: Decimal


def worth(held: Held, rate: Decimal) -> Decimal:
    """What is held is worth that much in the currency of the books."""
    return round_amount(held.foreign * rate)


def revaluation(
    changes: Iterable[tuple[Held, Decimal]], cash: CashRules, *, gain: str, loss: str
) -> tuple[LineDraft, ...]:
    """The lines that bring what is held to what it is worth: each by its difference, the net to one account.

    Money that is worth more or less stands on the row that the statement of cash flows has for that.
    """
    lines = [
        LineDraft(
            account=held.account,
            debit=max(change, ZERO),
            credit=max(-change, ZERO),
            party_id=held.party_id,
            foreign_amount=ZERO,
        )
        for held, change in changes
    ]
    net = sum((line.debit - line.credit for line in lines), ZERO)
    if net:
        lines.append(
            LineDraft(account=gain if net > 0 else loss, debit=max(-net, ZERO), credit=max(net, ZERO))
        )
    more = sum((line.debit - line.credit for line in lines if line.account.startswith(cash.cash)), ZERO)
    row = cash.exchange[0 if more > 0 else 1]
    return tuple(
        line if line.account.startswith(cash.cash) else replace(line, cash_flow=row) for line in lines
    )
