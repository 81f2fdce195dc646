"""Numbers of documents: text, date and a counter without gaps, one counter row per series, shape and period.

The counter is raised by one conditional statement in the transaction that uses the number, as late as possible: a
rollback takes the number back, so none is lost and none is given twice. A tenant may give a series a rule of his own;
a counter that begins under such a rule begins behind every number of its shape that there is.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from sqlalchemy import BigInteger, Integer, select

from heyi.platform.db.schema import column, metadata, tenant_table, text_column, unique, uuid_column
from heyi.platform.unit_of_work import UnitOfWork

MOST_DIGITS = 15
Reset = Literal["day", "month", "year", "never"]
DatePart = Literal["yyyymmdd", "yyyymm", "yyyy", "none"]
RESETS: tuple[Reset, ...] = get_args(Reset)
DATE_PARTS: tuple[DatePart, ...] = get_args(DatePart)
_FORMATS: Mapping[DatePart, str] = {"yyyymmdd": "%Y%m%d", "yyyymm": "%Y%m", "yyyy": "%Y", "none": ""}
_PERIODS: Mapping[Reset, str] = {"day": "%Y%m%d", "month": "%Y%m", "year": "%Y", "never": ""}
# Which dates in a number tell its periods apart, the shortest first.
TELLING: Mapping[Reset, tuple[DatePart, ...]] = {
    "day": ("yyyymmdd",),
    "month": ("yyyymm", "yyyymmdd"),
    "year": ("yyyy", "yyyymm", "yyyymmdd"),
    "never": ("none", "yyyy", "yyyymm", "yyyymmdd"),
}
# Behind every text that begins with what is before it, byte by byte.
LAST = "\U0010ffff"

NUMBER_COUNTER = tenant_table(
    "number_counter",
    uuid_column("company_id"),
    text_column("series"),
    # What the numbers look like, but for the width of the counter: rules of one shape share their counter.
    text_column("shape"),
    text_column("period"),
    # How the database finds the counter in a number of this shape and period.
    text_column("head"),
    text_column("pattern"),
    # The counter begins behind this, and has come as far as that.
    column("base", BigInteger, default="0"),
    column("value", BigInteger),
    unique("company_id", "series", "shape", "period"),
    versioned=False,
)

NUMBER_RULE = tenant_table(
    "number_rule",
    uuid_column("company_id"),
    text_column("series"),
    text_column("prefix"),
    text_column("date_part"),
    text_column("middle"),
    column("digits", Integer),
    text_column("suffix"),
    text_column("reset"),
    unique("company_id", "series"),
)

_RAISE = (
    "INSERT INTO number_counter (tenant_id, id, company_id, series, shape, period, head, pattern, base, value) "
    "VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s) "
    "ON CONFLICT (tenant_id, company_id, series, shape, period) "
    "DO UPDATE SET value = number_counter.value + excluded.value - excluded.base RETURNING value"
)
_RAISE_IF_THERE = (
    "UPDATE number_counter SET value = value + %s WHERE tenant_id = %s AND company_id = %s AND series = %s "
    "AND shape = %s AND period = %s RETURNING value"
)
_GO_BEHIND = (
    "INSERT INTO number_counter (tenant_id, id, company_id, series, shape, period, head, pattern, base, value) "
    "VALUES (%s, %s, %s, %s, %s, %s, %s, %s, 0, %s) "
    "ON CONFLICT (tenant_id, company_id, series, shape, period) "
    "DO UPDATE SET value = greatest(number_counter.value, excluded.value)"
)


@dataclass(frozen=True)
class NumberRule:
    """How numbers of a series look: `XSDD` + date + counter of at least `digits` digits, from 1 in each period.

    `dated` is the date in the number, the shortest that tells periods apart if none is named; `middle` stands
    between it and the counter, `suffix` behind. `own` rules are a tenant's.
    """

    prefix: str
    reset: Reset = "day"
    digits: int = 4
    dated: DatePart | None = None
    middle: str = ""
    suffix: str = ""
    own: bool = False

    @property
    def date_part(self) -> DatePart:
        """The date that stands in the number."""
        return self.dated or TELLING[self.reset][0]

    @property
    def tells_periods_apart(self) -> bool:
        """Whether two periods can never give the same number."""
        return self.date_part in TELLING[self.reset]

    @property
    def shape(self) -> str:
        """What the numbers look like, but for the width of their counter."""
        return f"{self.prefix}{{{self.date_part}}}{self.middle}{{#}}{self.suffix}"

    def period(self, on: date) -> str:
        """The period in which the counter runs."""
        return on.strftime(_PERIODS[self.reset])

    def stamp(self, on: date) -> str:
        """The date as it stands in the number."""
        return on.strftime(_FORMATS[self.date_part])

    def text(self, stamp: str, value: int) -> str:
        """The number as people write it."""
        return f"{self.prefix}{stamp}{self.middle}{value:0{self.digits}d}{self.suffix}"

    def value(self, stamp: str, text: str) -> int | None:
        """The counter in a number that this rule could have given on a day, else None."""
        inner = text.removeprefix(self.prefix + stamp + self.middle)
        digits = inner.removesuffix(self.suffix)
        if not (digits.isascii() and digits.isdecimal() and len(digits) <= MOST_DIGITS):
            return None
        value = int(digits)
        return value if self.text(stamp, value) == text else None

    def head(self, on: date) -> str:
        """What every number of the period begins with."""
        return self.prefix + self.period(on) if self.date_part != "none" else self.prefix + self.middle

    def pattern(self, on: date) -> str:
        """A regular expression of the database for every number of the period, its counter in brackets."""
        open_part = len(self.stamp(on)) - len(self.period(on))
        stamp = self.period(on) + (f"[0-9]{{{open_part}}}" if open_part else "")
        before, after = re.escape(self.middle), re.escape(self.suffix)
        return f"^{re.escape(self.prefix)}{stamp}{before}([0-9]{{1,{MOST_DIGITS}}}){after}$"


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


def rules_here(uow: UnitOfWork) -> Mapping[str, NumberRule]:
    """Every series with the rule that holds in this company: the company's own, or the declared one."""

    def load() -> Mapping[str, NumberRule]:
        own = NUMBER_RULE.c
        query = select(NUMBER_RULE).where(own.tenant_id == uow.tenant_id, own.company_id == uow.company_id)
        changed = {
            row["series"]: NumberRule(
                prefix=row["prefix"],
                reset=row["reset"],
                digits=row["digits"],
                dated=row["date_part"],
                middle=row["middle"],
                suffix=row["suffix"],
                own=True,
            )
            for row in uow.rows(query)
        }
        return {**_rules, **{name: rule for name, rule in changed.items() if name in _rules}}

    return uow.settled("number_rules", load)


OwnRule = Callable[[UnitOfWork, str], NumberRule]
_own_rules: list[OwnRule] = []


def give_own_rules(rule: OwnRule) -> None:
    """Name who knows the rules of series that are no code's: those of fields that a tenant made himself."""
    _own_rules.append(rule)


def _rule(uow: UnitOfWork, name: str) -> NumberRule:
    return rules_here(uow)[name] if name in _rules else _own_rules[0](uow, name)


def take(uow: UnitOfWork, name: str, on: date, *, count: int = 1) -> list[str]:
    """The next `count` numbers of the series for documents dated `on`."""
    rule = _rule(uow, name)
    last = _raise(uow, name, rule, on, count)
    stamp = rule.stamp(on)
    return [rule.text(stamp, value) for value in range(last - count + 1, last + 1)]


def pass_over(uow: UnitOfWork, name: str, on: date, numbers: Iterable[str]) -> None:
    """Keep numbers that people chose themselves from being given out once more: the counter goes on behind them."""
    rule = _rule(uow, name)
    stamp = rule.stamp(on)
    chosen = [value for number in numbers if (value := rule.value(stamp, number)) is not None]
    if chosen:
        behind = max(chosen) if not rule.own else max(*chosen, highest_given(uow, name, rule, on))
        uow.driver_rows(_GO_BEHIND, (*_place(uow, name, rule, on), behind))


def highest_given(uow: UnitOfWork, name: str, rule: NumberRule, on: date) -> int:
    """The highest counter in any number of the rule's shape and period that there is, however it came to be."""
    table = metadata.tables[name]
    number = "number" if "number" in table.columns else "code"
    within = " AND company_id = %s" if "company_id" in table.columns else ""
    text = (
        f"SELECT COALESCE(max(substring({number} from %s)::bigint), 0) FROM {name} "  # noqa: S608 - a declared table
        f"WHERE tenant_id = %s{within} AND {number} >= %s AND {number} < %s"
    )
    head = rule.head(on)
    company = (uow.company_id,) if within else ()
    uow.flush()
    ((highest,),) = uow.driver_rows(text, (rule.pattern(on), uow.tenant_id, *company, head, head + LAST))
    return int(highest)


def _raise(uow: UnitOfWork, name: str, rule: NumberRule, on: date, count: int) -> int:
    base = 0
    if rule.own:
        place = (uow.tenant_id, uow.company_id, name, rule.shape, rule.period(on))
        found = uow.driver_rows(_RAISE_IF_THERE, (count, *place))
        if found:
            return int(found[0][0])
        base = highest_given(uow, name, rule, on)
    ((last,),) = uow.driver_rows(_RAISE, (*_place(uow, name, rule, on), base, base + count))
    return int(last)


def _place(uow: UnitOfWork, name: str, rule: NumberRule, on: date) -> tuple[object, ...]:
    return (
        uow.tenant_id,
        uow.new_id(),
        uow.company_id,
        name,
        rule.shape,
        rule.period(on),
        rule.head(on),
        rule.pattern(on),
    )
