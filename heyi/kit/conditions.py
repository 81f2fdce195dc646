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
- `contains` and `starts` ignore the case of the letters a-z and of nothing else. In SQL:
  `strpos(lower(x COLLATE "C"), lower(v)) > 0` and `starts_with(lower(x COLLATE "C"), lower(v))`.
- `eq` on text is exact. Texts and choices have no order: `lt` and its kin are refused for them.
- A time of day is a text `HH:MM`, whose order is that of its characters.
- A set (choices, tags, references) is a JSON list of texts; ids in it are in small letters. `has` is
  `x @> '["v"]'`, `has_any` is `x ?| array['v', ...]`, both unknown on null; `empty` is `x IS NULL OR x = '[]'`.

Two things stand for others until `parse` puts these in their place, so that SQL and `evaluate` never see them:
`within` a named span of days becomes `gte` its first and `lt` its end, and the reference `@me` the reader's id.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any, Final, TypeAlias
from uuid import UUID

from heyi.kit.json_values import (
    read_boolean,
    read_date,
    read_decimal,
    read_id,
    read_instant,
    read_text,
    read_time,
)
from heyi.kit.spans import Span, span_of_days, span_of_instants

MAX_DEPTH: Final = 8
MAX_NODES: Final = 100
MAX_VALUES: Final = 500

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
    TIME = "time"
    SET = "set"
    REFERENCES = "references"


class Op(StrEnum):
    """The comparisons of the language."""

    EQ = "eq"
    NE = "ne"
    LT = "lt"
    LTE = "lte"
    GT = "gt"
    GTE = "gte"
    IN = "in"
    WITHIN = "within"
    HAS = "has"
    HAS_ANY = "has_any"
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
    UNKNOWN_SPAN = "unknown_span"
    NO_TODAY = "no_today"
    NO_ME = "no_me"


class ConditionError(ValueError):
    """The tree is not a condition on these fields: where (`$.and[0].value`), why, and on which value."""

    def __init__(self, path: str, reason_code: Reason, value: object) -> None:
        super().__init__(f"{path}: {reason_code}")
        self.path = path
        self.reason_code = reason_code
        self.value = value


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Where a condition is asked: the day and time zone of the company, and who asks, if somebody does."""

    today: date
    time_zone: str
    me: UUID | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """One field against one value: several for `in` and `has_any`, None for `empty` and `not_empty`."""

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

_FOR_EACH: Final = frozenset({Op.EQ, Op.NE, Op.IN, Op.EMPTY, Op.NOT_EMPTY})
_FOR_ORDERED: Final = _FOR_EACH | {Op.LT, Op.LTE, Op.GT, Op.GTE}
_FOR_SETS: Final = frozenset({Op.HAS, Op.HAS_ANY, Op.EMPTY, Op.NOT_EMPTY})

OPS: Final[Mapping[FieldType, frozenset[Op]]] = {
    FieldType.TEXT: _FOR_EACH | {Op.CONTAINS, Op.STARTS},
    FieldType.NUMBER: _FOR_ORDERED,
    FieldType.MONEY: _FOR_ORDERED,
    FieldType.QUANTITY: _FOR_ORDERED,
    FieldType.PERCENT: _FOR_ORDERED,
    FieldType.DATE: _FOR_ORDERED | {Op.WITHIN},
    FieldType.DATETIME: _FOR_ORDERED | {Op.WITHIN},
    FieldType.TIME: _FOR_ORDERED,
    FieldType.CHOICE: _FOR_EACH,
    FieldType.BOOLEAN: _FOR_EACH,
    FieldType.REFERENCE: _FOR_EACH,
    FieldType.SET: _FOR_SETS,
    FieldType.REFERENCES: _FOR_SETS,
}
"""The comparisons that each type of field takes."""

SETS: Final = frozenset({FieldType.SET, FieldType.REFERENCES})
ME: Final = "@me"

_OP_NAMES: Final = frozenset(op.value for op in Op)
_SPAN_NAMES: Final = frozenset(span.value for span in Span)
_VALUELESS_OPS: Final = frozenset({Op.EMPTY, Op.NOT_EMPTY})
_LIST_OPS: Final = frozenset({Op.IN, Op.HAS_ANY})
_IDS: Final = frozenset({FieldType.REFERENCE, FieldType.REFERENCES})


def parse(
    tree: object, *, fields: Mapping[str, FieldType], surroundings: Surroundings | None = None
) -> Condition:
    """Read a condition on the given fields; a field that is not among them does not exist.

    Without surroundings there is no today for `within`, and no `@me`: what uses them is refused.

    Raises:
        ConditionError: the tree has an unknown field, operator or key, a value that is not of the field's
            type, more than 8 levels or more than 100 nodes.
    """
    return _Parser(fields, surroundings).node(tree, "$", 1)


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
    def __init__(self, fields: Mapping[str, FieldType], surroundings: Surroundings | None) -> None:
        self._fields = fields
        self._surroundings = surroundings
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

    def _comparison(self, field: object, op_name: object, value: object, path: str) -> Condition:
        if not isinstance(field, str) or field not in self._fields:
            raise ConditionError(f"{path}.field", Reason.UNKNOWN_FIELD, field)
        if not isinstance(op_name, str) or op_name not in _OP_NAMES:
            raise ConditionError(f"{path}.op", Reason.UNKNOWN_OP, op_name)
        field_type, op = self._fields[field], Op(op_name)
        if op not in OPS[field_type]:
            raise ConditionError(f"{path}.op", Reason.OP_NOT_FOR_TYPE, op_name)
        if op is Op.WITHIN:
            first, end = self._span(field_type, value, f"{path}.value")
            return All(
                (Comparison(field, field_type, Op.GTE, first), Comparison(field, field_type, Op.LT, end))
            )
        return Comparison(field, field_type, op, self._value(op, field_type, value, f"{path}.value"))

    def _span(self, field_type: FieldType, value: object, path: str) -> tuple[Value, Value]:
        if not isinstance(value, str) or value not in _SPAN_NAMES:
            raise ConditionError(path, Reason.UNKNOWN_SPAN, value)
        here = self._surroundings
        if here is None:
            raise ConditionError(path, Reason.NO_TODAY, value)
        if field_type is FieldType.DATE:
            return span_of_days(Span(value), here.today)
        return span_of_instants(Span(value), here.today, here.time_zone)

    def _value(
        self, op: Op, field_type: FieldType, value: object, path: str
    ) -> Value | tuple[Value, ...] | None:
        if op in _VALUELESS_OPS:
            if value is not None:
                raise ConditionError(path, Reason.BAD_VALUE, value)
            return None
        if op not in _LIST_OPS:
            return self._typed(field_type, value, path)
        if not isinstance(value, list):
            raise ConditionError(path, Reason.BAD_VALUE, value)
        if not value:
            raise ConditionError(path, Reason.EMPTY_LIST, value)
        if len(value) > MAX_VALUES:
            raise ConditionError(path, Reason.TOO_MANY_VALUES, MAX_VALUES)
        return tuple(self._typed(field_type, item, f"{path}[{index}]") for index, item in enumerate(value))

    def _typed(self, field_type: FieldType, value: object, path: str) -> Value:
        if value == ME and field_type in _IDS:
            if self._surroundings is None or self._surroundings.me is None:
                raise ConditionError(path, Reason.NO_ME, value)
            value = str(self._surroundings.me)
        try:
            typed = _READERS[field_type](value)
        except ValueError as error:
            raise ConditionError(path, Reason.BAD_VALUE, value) from error
        if isinstance(typed, datetime) and typed.tzinfo is None:
            raise ConditionError(path, Reason.NO_TIME_ZONE, value)
        return typed


_READERS: Final[Mapping[FieldType, Callable[[object], Value]]] = {
    FieldType.TEXT: read_text,
    FieldType.NUMBER: read_decimal,
    FieldType.MONEY: read_decimal,
    FieldType.QUANTITY: read_decimal,
    FieldType.PERCENT: read_decimal,
    FieldType.DATE: read_date,
    FieldType.DATETIME: read_instant,
    FieldType.CHOICE: read_text,
    FieldType.BOOLEAN: read_boolean,
    FieldType.REFERENCE: read_id,
    FieldType.TIME: read_time,
    FieldType.SET: read_text,
    FieldType.REFERENCES: lambda value: str(read_id(value)),
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
        is_empty = actual is None or actual == _EMPTY.get(comparison.type)
        return is_empty if op is Op.EMPTY else not is_empty
    if op is Op.NE:
        return bool(actual is None or actual != value)
    if actual is None:
        return None
    return _COMPARE[op](actual, value)


_EMPTY: Final[Mapping[FieldType, Any]] = {FieldType.TEXT: "", FieldType.SET: [], FieldType.REFERENCES: []}

_COMPARE: Final[Mapping[Op, Callable[[Any, Any], bool]]] = {
    Op.EQ: lambda actual, value: bool(actual == value),
    Op.LT: lambda actual, value: bool(actual < value),
    Op.LTE: lambda actual, value: bool(actual <= value),
    Op.GT: lambda actual, value: bool(actual > value),
    Op.GTE: lambda actual, value: bool(actual >= value),
    Op.IN: lambda actual, value: actual in value,
    Op.HAS: lambda actual, value: value in actual,
    Op.HAS_ANY: lambda actual, value: any(one in actual for one in value),
    Op.CONTAINS: lambda actual, value: fold_case(value) in fold_case(actual),
    Op.STARTS: lambda actual, value: fold_case(actual).startswith(fold_case(value)),
}
