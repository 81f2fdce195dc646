"""Numbers of documents: prefix, date and a counter without gaps, one counter row per series and period.

The counter is raised by one conditional statement in the transaction that uses the number, as late as possible: a
rollback takes the number back, so none is lost and none is given twice.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from sqlalchemy import BigInteger

from heyi.platform.db.schema import column, tenant_table, text_column, unique, uuid_column
from heyi.platform.unit_of_work import UnitOfWork

_MOST_DIGITS = 15
Reset = Literal["day", "month", "year", "never"]

NUMBER_COUNTER = tenant_table(
    "number_counter",
    uuid_column("company_id"),
    text_column("series"),
    text_column("period"),
    column("value", BigInteger),
    unique("company_id", "series", "period"),
    versioned=False,
)

_RAISE = (
    "INSERT INTO number_counter (tenant_id, id, company_id, series, period, value) VALUES (%s, %s, %s, %s, %s, %s) "
    "ON CONFLICT (tenant_id, company_id, series, period) DO UPDATE SET value = number_counter.value + excluded.value "
    "RETURNING value"
)

_GO_BEHIND = (
    "INSERT INTO number_counter (tenant_id, id, company_id, series, period, value) VALUES (%s, %s, %s, %s, %s, %s) "
    "ON CONFLICT (tenant_id, company_id, series, period) "
    "DO UPDATE SET value = greatest(number_counter.value, excluded.value)"
)


@dataclass(frozen=True)
class NumberRule:
    """How numbers of a series look: `XSDD` + date + counter of at least `digits` digits, from 1 in each period."""

    prefix: str
    reset: Reset = "day"
    digits: int = 4

    def period(self, on: date) -> str:
        """The period in which the counter runs."""
        return on.strftime({"day": "%Y%m%d", "month": "%Y%m", "year": "%Y", "never": ""}[self.reset])

    def text(self, period: str, value: int) -> str:
        """The number as people write it."""
        return f"{self.prefix}{period}{value:0{self.digits}d}"

    def value(self, period: str, text: str) -> int | None:
        """The counter in a number that this rule could have given in the period, else None."""
        digits = text.removeprefix(self.prefix + period)
        if not (digits.isascii() and digits.isdecimal() and len(digits) <= _MOST_DIGITS):
            return None
        value = int(digits)
        return value if self.text(period, value) == text else None


_rules: dict[str, NumberRule] = {}


def series(name: str, rule: NumberRule) -> str:
    """Declare a series with its rule; gives back its name.

    Raises:
        ValueError: the series or its prefix is taken.
    """
    if name in _rules or any(rule.prefix == other.prefix for other in _rules.values()):
        raise ValueError(f"series {name} or prefix {rule.prefix} is declared twice")
    _rules[name] = rule
    return name


def rules() -> Mapping[str, NumberRule]:
    """Every declared series with its rule."""
    return dict(_rules)


def take(uow: UnitOfWork, name: str, on: date, *, count: int = 1) -> list[str]:
    """The next `count` numbers of the series for documents dated `on`."""
    rule = _rules[name]
    period = rule.period(on)
    values = (uow.tenant_id, uow.new_id(), uow.company_id, name, period, count)
    ((last,),) = uow.driver_rows(_RAISE, values)
    return [rule.text(period, value) for value in range(last - count + 1, last + 1)]


def pass_over(uow: UnitOfWork, name: str, on: date, numbers: Iterable[str]) -> None:
    """Keep numbers that people chose themselves from being given out once more: the counter goes on behind them."""
    rule = _rules[name]
    period = rule.period(on)
    chosen = [value for number in numbers if (value := rule.value(period, number)) is not None]
    if chosen:
        uow.driver_rows(_GO_BEHIND, (uow.tenant_id, uow.new_id(), uow.company_id, name, period, max(chosen)))
