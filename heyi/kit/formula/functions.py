"""Every function and sign of the formula language, with what it takes and gives."""

import calendar
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_FLOOR, Decimal
from enum import StrEnum
from typing import Any, Final

from heyi.kit.conditions import fold_case
from heyi.kit.formula.language import MAX_DECIMALS, MAX_TEXT, MAX_WHOLE_DIGITS, FormulaType, Value
from heyi.kit.formula.values import ARITHMETIC, shown

_MAX_EXPONENT: Final = 100


class Takes(StrEnum):
    """What an argument may be; SAME and ORDERED are of one type with all others of their call."""

    NUMBER = "number"
    TEXT = "text"
    DATE = "date"
    BOOLEAN = "boolean"
    ANY = "any"
    SAME = "same"
    ORDERED = "ordered"


NUMBER, TEXT, DATE, BOOLEAN = Takes.NUMBER, Takes.TEXT, Takes.DATE, Takes.BOOLEAN
ANY, SAME, ORDERED = Takes.ANY, Takes.SAME, Takes.ORDERED


@dataclass(frozen=True, slots=True)
class Function:
    """A function: its parameters by name, of which the last may repeat, and what it gives.

    `gives` is None when that is the common type of its arguments. `apply` is called without empty arguments unless
    it `sees_empty`, and returns None for an empty result.
    """

    name: str
    parameters: Mapping[str, Takes]
    gives: FormulaType | None
    apply: Callable[..., Any]
    repeats: bool = False
    sees_empty: bool = False

    @property
    def signature(self) -> str:
        """How it is written: `round(number, digits)`, `sum(number, ...)`."""
        return f"{self.name}({', '.join([*self.parameters, *(['...'] if self.repeats else [])])})"


@dataclass(frozen=True, slots=True)
class FunctionHelp:
    """A function as it is explained on the screen; `message_key` names the sentence."""

    name: str
    signature: str
    gives: FormulaType | None
    message_key: str


def functions() -> tuple[FunctionHelp, ...]:
    """All functions, in the order of a manual."""
    return tuple(
        FunctionHelp(one.name, one.signature, one.gives, f"formula.function.{one.name}")
        for one in FUNCTIONS.values()
    )


def _whole(number: Decimal) -> int | None:
    return int(number) if number == number.to_integral_value() else None


def _power(base: Decimal, exponent: Decimal) -> Decimal | None:
    return ARITHMETIC.power(base, exponent) if abs(exponent) <= _MAX_EXPONENT else None


def _and(*parts: bool | None) -> bool | None:
    return False if False in parts else None if None in parts else True


def _or(*parts: bool | None) -> bool | None:
    return True if True in parts else None if None in parts else False


def _first(*values: Value | None) -> Value | None:
    return next((value for value in values if value is not None and value != ""), None)


def _over_known(choose: Callable[[list[Any]], Any]) -> Callable[..., Any]:
    """A function of all its arguments that are not empty; without any it is empty."""

    def apply(*values: Value | None) -> Any:
        known = [value for value in values if value is not None]
        return choose(known) if known else None

    return apply


def _sum(numbers: list[Decimal]) -> Decimal:
    total = Decimal(0)
    for number in numbers:
        total = ARITHMETIC.add(total, number)
    return total


def _round(number: Decimal, digits: Decimal) -> Decimal:
    places = max(-MAX_WHOLE_DIGITS, min(MAX_DECIMALS, int(digits)))
    return number.quantize(Decimal(1).scaleb(-places), context=ARITHMETIC)


def _floor(number: Decimal) -> Decimal:
    return number.to_integral_value(ROUND_FLOOR)


def _modulo(number: Decimal, divisor: Decimal) -> Decimal:
    rest = ARITHMETIC.remainder(number, divisor)
    differs = not rest.is_nan() and rest != 0 and (rest < 0) != (divisor < 0)
    return ARITHMETIC.add(rest, divisor) if differs else rest


def _concat(*values: Value | None) -> str | None:
    texts = [shown(value) for value in values]
    return "".join(texts) if sum(map(len, texts)) <= MAX_TEXT else None


def _left(text: str, count: Decimal) -> str:
    return text[: max(0, int(count))]


def _right(text: str, count: Decimal) -> str:
    return text[max(0, len(text) - max(0, int(count))) :]


def _mid(text: str, start: Decimal, count: Decimal) -> str | None:
    first = int(start) - 1
    return text[first : first + max(0, int(count))] if first >= 0 else None


def _date(year: Decimal, month: Decimal, day: Decimal) -> date | None:
    parts = [_whole(part) for part in (year, month, day)]
    try:
        return date(*(part for part in parts if part is not None))
    except (TypeError, ValueError, OverflowError):
        return None


def _add_days(day: date, count: Decimal) -> date | None:
    try:
        return day + timedelta(days=int(count))
    except OverflowError:
        return None


def _add_months(day: date, count: Decimal) -> date | None:
    year, month = divmod(day.year * 12 + day.month - 1 + int(count), 12)
    if not date.min.year <= year <= date.max.year:
        return None
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _table(*entries: Function) -> Mapping[str, Function]:
    return {entry.name: entry for entry in entries}


def _numbers(name: str, apply: Callable[..., Any], *parameters: str) -> Function:
    return Function(name, dict.fromkeys(parameters or ("number",), NUMBER), FormulaType.NUMBER, apply)


def _two(name: str, takes: Takes, apply: Callable[..., Any], gives: FormulaType) -> Function:
    return Function(name, {"left": takes, "right": takes}, gives, apply)


FUNCTIONS: Final = _table(
    Function(
        "if",
        {"condition": BOOLEAN, "then": SAME, "otherwise": SAME},
        None,
        lambda condition, then, otherwise: then if condition else otherwise,
        sees_empty=True,
    ),
    Function("and", {"condition": BOOLEAN}, FormulaType.BOOLEAN, _and, repeats=True, sees_empty=True),
    Function("or", {"condition": BOOLEAN}, FormulaType.BOOLEAN, _or, repeats=True, sees_empty=True),
    Function("not", {"condition": BOOLEAN}, FormulaType.BOOLEAN, lambda condition: not condition),
    Function(
        "is_empty",
        {"value": ANY},
        FormulaType.BOOLEAN,
        lambda value: value is None or value == "",
        sees_empty=True,
    ),
    Function("coalesce", {"value": SAME}, None, _first, repeats=True, sees_empty=True),
    _numbers("round", _round, "number", "digits"),
    _numbers("int", _floor),
    _numbers("abs", ARITHMETIC.abs),
    _numbers("mod", _modulo, "number", "divisor"),
    Function("sum", {"number": NUMBER}, FormulaType.NUMBER, _over_known(_sum), repeats=True, sees_empty=True),
    Function("min", {"value": ORDERED}, None, _over_known(min), repeats=True, sees_empty=True),
    Function("max", {"value": ORDERED}, None, _over_known(max), repeats=True, sees_empty=True),
    Function("concat", {"value": ANY}, FormulaType.TEXT, _concat, repeats=True, sees_empty=True),
    Function("text", {"value": ANY}, FormulaType.TEXT, shown),
    Function("len", {"text": TEXT}, FormulaType.NUMBER, lambda text: Decimal(len(text))),
    Function("left", {"text": TEXT, "count": NUMBER}, FormulaType.TEXT, _left),
    Function("right", {"text": TEXT, "count": NUMBER}, FormulaType.TEXT, _right),
    Function("mid", {"text": TEXT, "start": NUMBER, "count": NUMBER}, FormulaType.TEXT, _mid),
    Function("upper", {"text": TEXT}, FormulaType.TEXT, str.upper),
    Function("lower", {"text": TEXT}, FormulaType.TEXT, str.lower),
    Function("trim", {"text": TEXT}, FormulaType.TEXT, lambda text: " ".join(text.split())),
    Function(
        "contains",
        {"text": TEXT, "part": TEXT},
        FormulaType.BOOLEAN,
        lambda text, part: fold_case(part) in fold_case(text),
    ),
    Function("date", {"year": NUMBER, "month": NUMBER, "day": NUMBER}, FormulaType.DATE, _date),
    Function("year", {"date": DATE}, FormulaType.NUMBER, lambda day: Decimal(day.year)),
    Function("month", {"date": DATE}, FormulaType.NUMBER, lambda day: Decimal(day.month)),
    Function("day", {"date": DATE}, FormulaType.NUMBER, lambda day: Decimal(day.day)),
    Function(
        "days",
        {"end": DATE, "start": DATE},
        FormulaType.NUMBER,
        lambda end, start: Decimal((end - start).days),
    ),
    Function("add_days", {"date": DATE, "count": NUMBER}, FormulaType.DATE, _add_days),
    Function("add_months", {"date": DATE, "count": NUMBER}, FormulaType.DATE, _add_months),
)

SIGNS: Final = _table(
    _two("=", SAME, lambda left, right: left == right, FormulaType.BOOLEAN),
    _two("<>", SAME, lambda left, right: left != right, FormulaType.BOOLEAN),
    _two("<", ORDERED, lambda left, right: left < right, FormulaType.BOOLEAN),
    _two("<=", ORDERED, lambda left, right: left <= right, FormulaType.BOOLEAN),
    _two(">", ORDERED, lambda left, right: left > right, FormulaType.BOOLEAN),
    _two(">=", ORDERED, lambda left, right: left >= right, FormulaType.BOOLEAN),
    Function("&", {"left": ANY, "right": ANY}, FormulaType.TEXT, _concat, sees_empty=True),
    _two("+", NUMBER, ARITHMETIC.add, FormulaType.NUMBER),
    _two("-", NUMBER, ARITHMETIC.subtract, FormulaType.NUMBER),
    _two("*", NUMBER, ARITHMETIC.multiply, FormulaType.NUMBER),
    _two("/", NUMBER, ARITHMETIC.divide, FormulaType.NUMBER),
    _two("^", NUMBER, _power, FormulaType.NUMBER),
)

NEGATIVE: Final = _numbers("-", ARITHMETIC.minus)
