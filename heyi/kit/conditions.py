"""The condition language: one JSON tree for lists, segments, row scopes, automation and approvals.

    {"field": "state", "op": "eq", "value": "draft"}
    {"and": [...]}   {"or": [...]}   {"not": {...}}

`parse` turns the tree into typed objects and refuses all it does not know. The same condition is compiled to
SQL by the platform and evaluated here in Python; both must select the same rows. Therefore `evaluate` has the
three-valued logic of SQL, and these are its laws (with `x` the field, `v` the value):

- `eq lt lte gt gte in contains starts` on an empty (null) field are unknown, and `not` of unknown is unknown.
  A row is selected only when the whole is true. In SQL: the plain operators and `NOT`.
- `ne` is `x IS DISTINCT FROM v`: an empty field differs from every value.
- `empty` is `x IS NULL`, and for text also `x = ''`; `not_empty` is its opposite. Both are never unknown.
- `contains` and `starts` ignore the case of the letters a-z and of nothing else. In SQL, with the value
  escaped: `lower(x COLLATE "C") LIKE '%' || lower(v COLLATE "C") || '%'`.
- `eq` on text is exact. Texts and choices have no order: `lt` and its kin are refused for them.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any, Final, TypeAlias
from uuid import UUID

MAX_DEPTH: Final = 8
MAX_NODES: Final = 100
MAX_VALUES: Final = 500
MAX_TEXT_LENGTH: Final = 1000

Value: TypeAlias = str | Decimal | date | datetime | bool | UUID


class FieldType(StrEnum):
    """What a field holds, as far as comparing it goes."""

    TEXT = "text"
    NUMBER = "number"
    MONEY = "money"
    QUANTITY = "quantity"
    PERCENT = "percent"
    DATE = "date"
    DATETIME = "datetime"
    CHOICE = "choice"
    BOOLEAN = "boolean"
    REFERENCE = "reference"


class Op(StrEnum):
    """The comparisons of the language."""

    EQ = "eq"
    NE = "ne"
    LT = "lt"
    LTE = "lte"
    GT = "gt"
    GTE = "gte"
    IN = "in"
    CONTAINS = "contains"
    STARTS = "starts"
    EMPTY = "empty"
    NOT_EMPTY = "not_empty"


class Reason(StrEnum):
    """Why a tree was refused."""

    NOT_A_CONDITION = "not_a_condition"
    UNKNOWN_KEY = "unknown_key"
    UNKNOWN_FIELD = "unknown_field"
    UNKNOWN_OP = "unknown_op"
    OP_NOT_FOR_TYPE = "op_not_for_type"
    BAD_VALUE = "bad_value"
    NO_TIME_ZONE = "no_time_zone"
    EMPTY_LIST = "empty_list"
    TOO_MANY_VALUES = "too_many_values"
    TOO_DEEP = "too_deep"
    TOO_MANY_NODES = "too_many_nodes"


class ConditionError(ValueError):
    """The tree is not a condition on these fields: where (`$.and[0].value`), why, and on which value."""

    def __init__(self, path: str, reason_code: Reason, value: object) -> None:
        super().__init__(f"{path}: {reason_code}")
        self.path = path
        self.reason_code = reason_code
        self.value = value


@dataclass(frozen=True, slots=True)
class Comparison:
    """One field against one value: a tuple of values for `in`, None for `empty` and `not_empty`."""

    field: str
    type: FieldType
    op: Op
    value: Value | tuple[Value, ...] | None


@dataclass(frozen=True, slots=True)
class All:
    """True when every part is. There is at least one part."""

    parts: "tuple[Condition, ...]"


@dataclass(frozen=True, slots=True)
class Any_:  # noqa: N801 - the name `Any` is taken by typing
    """True when one part is. There is at least one part."""

    parts: "tuple[Condition, ...]"


@dataclass(frozen=True, slots=True)
class Not:
    """True when its part is false; unknown when its part is unknown."""

    part: "Condition"


Condition: TypeAlias = Comparison | All | Any_ | Not

_ORDERED_TYPES: Final = frozenset(
    {
        FieldType.NUMBER,
        FieldType.MONEY,
        FieldType.QUANTITY,
        FieldType.PERCENT,
        FieldType.DATE,
        FieldType.DATETIME,
    }
)
_OP_NAMES: Final = frozenset(op.value for op in Op)
_ORDER_OPS: Final = frozenset({Op.LT, Op.LTE, Op.GT, Op.GTE})
_TEXT_OPS: Final = frozenset({Op.CONTAINS, Op.STARTS})
_VALUELESS_OPS: Final = frozenset({Op.EMPTY, Op.NOT_EMPTY})

_DECIMAL: Final = re.compile(r"-?[0-9]{1,20}(\.[0-9]{1,12})?")
_DATE: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_UUID: Final = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")


def parse(tree: object, *, fields: Mapping[str, FieldType]) -> Condition:
    """Read a condition on the given fields; a field that is not among them does not exist.

    Raises:
        ConditionError: the tree has an unknown field, operator or key, a value that is not of the field's
            type, more than 8 levels or more than 100 nodes.
    """
    return _Parser(fields).node(tree, "$", 1)


def evaluate(condition: Condition, row: Mapping[str, Any]) -> bool:
    """Say whether SQL would select the row, whose values are as the database gives them.

    That is: Decimal for every kind of number, date, aware datetime, bool, UUID, and None for an empty field.

    Raises:
        KeyError: the row does not hold a field of the condition (an absent field is not an empty one).
    """
    return _truth(condition, row) is True


def fields_used(condition: Condition) -> frozenset[str]:
    """The fields a condition looks at: who may not read them all may not filter by it."""
    match condition:
        case Comparison(field=field):
            return frozenset({field})
        case Not(part=part):
            return fields_used(part)
        case All(parts=parts) | Any_(parts=parts):
            return frozenset().union(*(fields_used(part) for part in parts))


def fold_case(text: str) -> str:
    """Lower the letters A-Z and nothing else, as PostgreSQL's lower() does under the collation "C"."""
    return text.translate(_LOWER)


_LOWER: Final = {code: code + 32 for code in range(ord("A"), ord("Z") + 1)}


class _Parser:
    def __init__(self, fields: Mapping[str, FieldType]) -> None:
        self._fields = fields
        self._nodes = 0

    def node(self, tree: object, path: str, depth: int) -> Condition:
        if depth > MAX_DEPTH:
            raise ConditionError(path, Reason.TOO_DEEP, MAX_DEPTH)
        self._nodes += 1
        if self._nodes > MAX_NODES:
            raise ConditionError(path, Reason.TOO_MANY_NODES, MAX_NODES)
        match tree:
            case {"and": parts, **others} if not others:
                return All(self._parts(parts, f"{path}.and", depth))
            case {"or": parts, **others} if not others:
                return Any_(self._parts(parts, f"{path}.or", depth))
            case {"not": part, **others} if not others:
                return Not(self.node(part, f"{path}.not", depth + 1))
            case {"field": field, "op": op, **others}:
                unknown = others.keys() - {"value"}
                if unknown:
                    raise ConditionError(path, Reason.UNKNOWN_KEY, min(map(str, unknown)))
                return self._comparison(field, op, others.get("value"), path)
            case _:
                raise ConditionError(path, Reason.NOT_A_CONDITION, tree)

    def _parts(self, parts: object, path: str, depth: int) -> tuple[Condition, ...]:
        if not isinstance(parts, list):
            raise ConditionError(path, Reason.NOT_A_CONDITION, parts)
        if not parts:
            raise ConditionError(path, Reason.EMPTY_LIST, parts)
        return tuple(self.node(part, f"{path}[{index}]", depth + 1) for index, part in enumerate(parts))

    def _comparison(self, field: object, op_name: object, value: object, path: str) -> Comparison:
        if not isinstance(field, str) or field not in self._fields:
            raise ConditionError(f"{path}.field", Reason.UNKNOWN_FIELD, field)
        if not isinstance(op_name, str) or op_name not in _OP_NAMES:
            raise ConditionError(f"{path}.op", Reason.UNKNOWN_OP, op_name)
        field_type, op = self._fields[field], Op(op_name)
        if op in _ORDER_OPS and field_type not in _ORDERED_TYPES:
            raise ConditionError(f"{path}.op", Reason.OP_NOT_FOR_TYPE, op_name)
        if op in _TEXT_OPS and field_type is not FieldType.TEXT:
            raise ConditionError(f"{path}.op", Reason.OP_NOT_FOR_TYPE, op_name)
        return Comparison(field, field_type, op, _value_for(op, field_type, value, f"{path}.value"))


def _value_for(op: Op, field_type: FieldType, value: object, path: str) -> Value | tuple[Value, ...] | None:
    if op in _VALUELESS_OPS:
        if value is not None:
            raise ConditionError(path, Reason.BAD_VALUE, value)
        return None
    if op is not Op.IN:
        return _typed(field_type, value, path)
    if not isinstance(value, list):
        raise ConditionError(path, Reason.BAD_VALUE, value)
    if not value:
        raise ConditionError(path, Reason.EMPTY_LIST, value)
    if len(value) > MAX_VALUES:
        raise ConditionError(path, Reason.TOO_MANY_VALUES, MAX_VALUES)
    return tuple(_typed(field_type, item, f"{path}[{index}]") for index, item in enumerate(value))


def _typed(field_type: FieldType, value: object, path: str) -> Value:
    try:
        typed = _READERS[field_type](value)
    except ValueError as error:
        raise ConditionError(path, Reason.BAD_VALUE, value) from error
    if isinstance(typed, datetime) and typed.tzinfo is None:
        raise ConditionError(path, Reason.NO_TIME_ZONE, value)
    return typed


def _text(value: object) -> str:
    if not isinstance(value, str) or len(value) > MAX_TEXT_LENGTH or "\0" in value:
        raise ValueError("not a text")
    value.encode()  # a lone surrogate is a ValueError here, and would be a failure in the database
    return value


def _decimal(value: object) -> Decimal:
    # A JSON number with a fraction has been through a float: only whole numbers may come as numbers.
    text = str(value) if isinstance(value, int) and not isinstance(value, bool) else value
    if not isinstance(text, str) or not _DECIMAL.fullmatch(text):
        raise ValueError("not a plain decimal")
    return Decimal(text)


def _date(value: object) -> date:
    if not isinstance(value, str) or not _DATE.fullmatch(value):
        raise ValueError("not a date")
    return date.fromisoformat(value)


def _datetime(value: object) -> datetime:
    if not isinstance(value, str) or not _DATE.match(value) or len(value) <= len("2026-11-23"):
        raise ValueError("not an instant")
    return datetime.fromisoformat(value)


def _boolean(value: object) -> bool:
    if not isinstance(value, bool):
        raise ValueError("not true or false")  # noqa: TRY004 - one error for whatever cannot be read
    return value


def _reference(value: object) -> UUID:
    if not isinstance(value, str) or not _UUID.fullmatch(value):
        raise ValueError("not an id")
    return UUID(value)


_READERS: Final[Mapping[FieldType, Callable[[object], Value]]] = {
    FieldType.TEXT: _text,
    FieldType.NUMBER: _decimal,
    FieldType.MONEY: _decimal,
    FieldType.QUANTITY: _decimal,
    FieldType.PERCENT: _decimal,
    FieldType.DATE: _date,
    FieldType.DATETIME: _datetime,
    FieldType.CHOICE: _text,
    FieldType.BOOLEAN: _boolean,
    FieldType.REFERENCE: _reference,
}


def _truth(condition: Condition, row: Mapping[str, Any]) -> bool | None:
    match condition:
        case Comparison():
            return _compare(condition, row[condition.field])
        case Not(part=part):
            truth = _truth(part, row)
            return None if truth is None else not truth
        case All(parts=parts):
            truths = [_truth(part, row) for part in parts]
            return False if False in truths else None if None in truths else True
        case Any_(parts=parts):
            truths = [_truth(part, row) for part in parts]
            return True if True in truths else None if None in truths else False


def _compare(comparison: Comparison, actual: Any) -> bool | None:
    op, value = comparison.op, comparison.value
    if op is Op.EMPTY or op is Op.NOT_EMPTY:
        is_empty = actual is None or (comparison.type is FieldType.TEXT and actual == "")
        return is_empty if op is Op.EMPTY else not is_empty
    if op is Op.NE:
        return bool(actual is None or actual != value)
    if actual is None:
        return None
    return _COMPARE[op](actual, value)


_COMPARE: Final[Mapping[Op, Callable[[Any, Any], bool]]] = {
    Op.EQ: lambda actual, value: bool(actual == value),
    Op.LT: lambda actual, value: bool(actual < value),
    Op.LTE: lambda actual, value: bool(actual <= value),
    Op.GT: lambda actual, value: bool(actual > value),
    Op.GTE: lambda actual, value: bool(actual >= value),
    Op.IN: lambda actual, value: actual in value,
    Op.CONTAINS: lambda actual, value: fold_case(value) in fold_case(actual),
    Op.STARTS: lambda actual, value: fold_case(actual).startswith(fold_case(value)),
}
