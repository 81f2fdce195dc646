"""The words of the formula language: its types, its limits, and why a formula is refused."""

from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Final, TypeAlias

MAX_LENGTH: Final = 2_000
MAX_DEPTH: Final = 30
MAX_STEPS: Final = 200
MAX_TEXT: Final = 32_767
MAX_WHOLE_DIGITS: Final = 20
MAX_DECIMALS: Final = 12

Value: TypeAlias = Decimal | str | date | bool


class FormulaType(StrEnum):
    """What a field or a part of a formula is; EMPTY only is the word `empty`, which fits every type."""

    NUMBER = "number"
    TEXT = "text"
    DATE = "date"
    BOOLEAN = "boolean"
    EMPTY = "empty"


class FormulaFault(StrEnum):
    """Why a formula was refused."""

    TOO_LONG = "too_long"
    TOO_DEEP = "too_deep"
    TOO_MANY_STEPS = "too_many_steps"
    NUMBER_TOO_LONG = "number_too_long"
    BAD_CHARACTER = "bad_character"
    NOT_CLOSED = "not_closed"
    VALUE_EXPECTED = "value_expected"
    UNEXPECTED = "unexpected"
    UNKNOWN_FIELD = "unknown_field"
    AMBIGUOUS_FIELD = "ambiguous_field"
    BARE_FIELD = "bare_field"
    UNKNOWN_FUNCTION = "unknown_function"
    WRONG_COUNT = "wrong_count"
    WRONG_TYPE = "wrong_type"
    ALWAYS_EMPTY = "always_empty"


class FormulaError(ValueError):
    """The text is no formula on these fields: at which character (the first is 0), and why.

    `params` fill the placeholders of the code's message.
    """

    def __init__(self, position: int, code: FormulaFault, **params: str | int) -> None:
        super().__init__(f"{position}: {code} {params}")
        self.position = position
        self.code = code
        self.params = {name: str(value) for name, value in params.items()}


class FormulaCircle(ValueError):
    """Formulas that use each other in a circle: these fields, each used by the next."""

    def __init__(self, fields: tuple[str, ...]) -> None:
        super().__init__(" > ".join(fields))
        self.fields = fields
