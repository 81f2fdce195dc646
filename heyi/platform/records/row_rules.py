"""Rules that look at the whole row: fields shown, fixed or required only sometimes, added choices, and formulas."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any, Final

import orjson

from heyi.kit.conditions import Condition, ConditionError, evaluate, parse
from heyi.kit.formula import Formula, FormulaError, FormulaType, order_of
from heyi.kit.formula import parse as parse_formula
from heyi.platform.errors import FieldProblem
from heyi.platform.records.declaration import Field, Record
from heyi.platform.records.keys import typed
from heyi.platform.records.kinds import COMPUTED, NUMBERS, SETS, TEXTS, Kind
from heyi.platform.records.schemas import kept

_EMPTY: Final[tuple[object, ...]] = (None, "", [])


def check_row(
    record: Record, values: Mapping[str, Any], changed: Mapping[str, Any], old: Mapping[str, Any]
) -> list[FieldProblem]:
    """What is wrong with a row as a whole, if `changed` were saved; `old` is empty for a new one."""
    problems: list[FieldProblem] = []
    row = comparable(record, values)
    for item in record.fields:
        value = values.get(item.name)
        if item.open_choices and item.name in changed and value not in (None, *item.choices):
            problems.append(FieldProblem(item.name, "literal_error", _choice_params(record, item, value)))
        if not item.own and item.show_if is None and item.read_only_if is None and not item.required:
            continue
        shown = item.show_if is None or _holds(record, item.show_if, row)
        if shown and item.required and not item.series and value in _EMPTY and item.kind not in COMPUTED:
            problems.append(FieldProblem(item.name, "missing", {}))
        fixed = item.read_only_if is not None and _holds(record, item.read_only_if, comparable(record, old))
        if fixed and old and item.name in changed and changed[item.name] != old.get(item.name):
            problems.append(FieldProblem(item.name, "field_read_only", {}))
    return [*problems, *record.wrong(values)]


def _choice_params(record: Record, item: Field, value: Any) -> dict[str, object]:
    place = f"choice.{record.name}.{item.name}"
    return {"value": str(value)[:80], "expected": [f"{place}.{choice}" for choice in item.choices[:20]]}


def computed(record: Record, values: Mapping[str, Any]) -> dict[str, Any]:
    """The results of the record's formulas for a row, in the form they are kept in."""
    formulas = formulas_of(record)
    row = comparable(record, values)
    results: dict[str, Any] = {}
    for name, formula in formulas.items():
        row[name] = formula.evaluate(row)
        results[name] = kept(row[name])
    return results


def comparable(record: Record, values: Mapping[str, Any]) -> dict[str, Any]:
    """A row as conditions and formulas take it: every field there, numbers as decimals."""
    return {
        item.name: typed(item, values.get(item.name)) if item.own else values.get(item.name)
        for item in record.fields
    } | {name: values.get(name) for name in ("id", "created_at", "updated_at")}


def formulas_of(record: Record) -> Mapping[str, Formula]:
    """The record's formulas, each behind those it uses; one that fits the fields no more stays empty."""
    texts = tuple((item.name, item.formula) for item in record.fields if item.kind is Kind.FORMULA)
    types = tuple((item.name, kind) for item in record.fields if (kind := formula_type(item)) is not None)
    return _formulas(texts, types)


def formula_type(item: Field) -> FormulaType | None:
    """What a formula takes the field as, if it may use it at all."""
    kind = item.value_kind
    if item.kind is Kind.ROLL_UP or kind in SETS:
        return None
    if kind in NUMBERS:
        return FormulaType.NUMBER
    if kind in TEXTS or kind in (Kind.CHOICE, Kind.TIME):
        return FormulaType.TEXT
    return {Kind.DATE: FormulaType.DATE, Kind.BOOLEAN: FormulaType.BOOLEAN}.get(kind)


@lru_cache(maxsize=1024)
def _formulas(
    texts: tuple[tuple[str, str], ...], types: tuple[tuple[str, FormulaType], ...]
) -> Mapping[str, Formula]:
    parsed: dict[str, Formula] = {}
    for name, text in texts:
        try:
            parsed[name] = parse_formula(text, fields=dict(types))
        except FormulaError:
            continue
    return {name: parsed[name] for name in order_of(parsed)}


def _holds(record: Record, tree: Any, row: Mapping[str, Any]) -> bool:
    condition = _condition(record.name, orjson.dumps(tree), tuple(record.condition_types.items()))
    return condition is not None and evaluate(condition, row)


@lru_cache(maxsize=4096)
def _condition(record: str, tree: bytes, types: tuple[tuple[str, Any], ...]) -> Condition | None:  # noqa: ARG001 - part of the key
    try:
        return parse(orjson.loads(tree), fields=dict(types))
    except ConditionError:
        return None
