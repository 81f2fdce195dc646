"""The values of formulas within their bounds: numbers of 34 digits, texts as long as a cell."""

from decimal import ROUND_HALF_UP, Context, Decimal
from typing import Final

from heyi.kit.formula.language import MAX_DECIMALS, MAX_TEXT, MAX_WHOLE_DIGITS, Value

# Without traps nothing is raised: what cannot be computed is NaN or infinite, and so not bounded.
ARITHMETIC: Final = Context(prec=34, rounding=ROUND_HALF_UP, Emin=-999, Emax=999, traps=[])

_LIMIT: Final = Decimal(10) ** MAX_WHOLE_DIGITS
_SMALLEST: Final = Decimal(1).scaleb(-MAX_DECIMALS)


def bounded(value: Value) -> Value | None:
    """The value, or None when it is too large for this language."""
    match value:
        case Decimal():
            near = ARITHMETIC.plus(value)
            return near if near.is_finite() and near.copy_abs() < _LIMIT else None
        case str():
            return value if len(value) <= MAX_TEXT else None
        case _:
            return value


def rounded(number: Decimal) -> Decimal:
    """The number with at most 12 decimals and no zeros at their end."""
    return Decimal(plain(number))


def plain(number: Decimal) -> str:
    """The number as people write it: no exponent, at most 12 decimals, no zeros at their end, no minus zero."""
    text = format(number.quantize(_SMALLEST, context=ARITHMETIC), "f")
    text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def shown(value: Value | None) -> str:
    """A value as a piece of text: nothing for an empty one, a day as 2026-11-23."""
    match value:
        case None:
            return ""
        case bool():
            return "TRUE" if value else "FALSE"
        case Decimal():
            return plain(value)
        case _:
            return str(value)
