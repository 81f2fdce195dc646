"""Whether what an administrator says of a field holds together: kind, choices, references, formula."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from heyi.kit.conditions import ConditionError, parse
from heyi.kit.formula import Formula, FormulaCircle, FormulaError, FormulaType, order_of, with_names
from heyi.kit.formula import parse as parse_formula
from heyi.platform.errors import FieldProblem, InvalidInput
from heyi.platform.messages import LANGUAGES
from heyi.platform.numbering import NumberRule
from heyi.platform.records import schemas
from heyi.platform.records.declaration import Field, Record
from heyi.platform.records.importing.words import words_of
from heyi.platform.records.kinds import (
    ATTACHMENTS,
    CHOICES,
    COMPUTED,
    NUMBERS,
    STRUCTURES,
    TEXTS,
    UNSORTED,
    Kind,
)
from heyi.platform.records.roll_ups import MEASURES
from heyi.platform.records.row_rules import formula_type, formulas_of
from heyi.platform.records.shapes import shape_of
from heyi.platform.unit_of_work import UnitOfWork

_UNIQUE = (TEXTS | {Kind.NUMBER, Kind.DECIMAL, Kind.DATE}) - {Kind.LONG_TEXT, Kind.RICH_TEXT}
_SEARCHED = TEXTS | {Kind.ADDRESS, Kind.TAGS}
_BOUNDED = NUMBERS | {Kind.DATE}
_NO_DEFAULT = COMPUTED | ATTACHMENTS | STRUCTURES | {Kind.NUMBER_RULE}
_NOT_REFERRED_TO = frozenset({"audit_event"})
_RESULTS: Mapping[FormulaType, Kind] = {
    FormulaType.NUMBER: Kind.DECIMAL,
    FormulaType.TEXT: Kind.TEXT,
    FormulaType.DATE: Kind.DATE,
    FormulaType.BOOLEAN: Kind.BOOLEAN,
}
_SHOWN_AS: Mapping[str, Kind] = {"number": Kind.DECIMAL, "money": Kind.MONEY, "percent": Kind.PERCENT}


def settled_definition(uow: UnitOfWork, shape: Record, name: str, said: Mapping[str, Any]) -> dict[str, Any]:
    """What is kept of an own field: what was said, what follows from its kind, and the kind of a computed result.

    Raises:
        InvalidInput: a formula is none, or names what is not there.
    """
    kind = Kind(said["kind"])
    definition = {key: value for key, value in said.items() if key not in ("name", "result", "keyed")}
    if kind is Kind.FORMULA:
        formula = _formula(uow, shape, name, str(said.get("formula") or ""))
        definition["formula"] = formula.text
        definition["result"] = _result_of(shape, formula, definition.get("shown_as"))
        if formula.type is not FormulaType.NUMBER:
            definition.pop("shown_as", None)
    if kind is Kind.ROLL_UP:
        definition["result"] = _rolled_kind(uow, said.get("roll_up") or {})
    sorted_kind = Kind(definition.get("result", kind)) not in UNSORTED and kind is not Kind.ROLL_UP
    is_set = kind in (Kind.MULTI_CHOICE, Kind.TAGS, Kind.MULTI_REFERENCE)
    wanted = said.get("indexed", kind in CHOICES or bool(said.get("unique")))
    definition["keyed"] = bool(said.get("unique")) or (bool(wanted) and (sorted_kind or is_set))
    return definition


def check_field(uow: UnitOfWork, shape: Record, item: Field, definition: Mapping[str, Any]) -> None:
    """Refuse a field that does not hold together.

    Raises:
        InvalidInput: with everything that is wrong with it.
    """
    problems = list(_problems(uow, shape, item, definition))
    if problems:
        raise InvalidInput(problems=problems)


def _problems(
    uow: UnitOfWork, shape: Record, item: Field, definition: Mapping[str, Any]
) -> Iterator[FieldProblem]:
    kind = item.kind
    values = [choice["value"] for choice in definition.get("choices", ())]
    if (kind in CHOICES) != bool(item.choices):
        yield FieldProblem("choices", "choices_needed" if kind in CHOICES else "not_for_kind", {"kind": kind})
    if len(set(values)) < len(values):
        yield FieldProblem("choices", "twice", {"value": ""})
    if definition.get("shown_as") and kind is not Kind.FORMULA:
        yield FieldProblem("shown_as", "not_for_kind", {"kind": kind})
    yield from _reference_problems(uow, item)
    yield from _number_problems(item, definition)
    for key, kinds in (("unique", _UNIQUE), ("searchable", _SEARCHED)):
        if item.own and definition.get(key) and kind not in kinds:
            yield FieldProblem(key, "not_for_kind", {"kind": kind})
    if (item.minimum is not None or item.maximum is not None) and item.own and kind not in _BOUNDED:
        yield FieldProblem("minimum", "not_for_kind", {"kind": kind})
    if kind is Kind.SUB_TABLE and not item.columns:
        yield FieldProblem("columns", "missing", {})
    if len({column.name for column in item.columns}) < len(item.columns):
        yield FieldProblem("columns", "twice", {"value": ""})
    for key in ("show_if", "read_only_if"):
        yield from _condition_problems(shape, item, key, definition.get(key))
    if item.own:
        yield from _value_problems(item, definition)


def _number_problems(item: Field, definition: Mapping[str, Any]) -> Iterator[FieldProblem]:
    said = definition.get("number")
    if (item.kind is Kind.NUMBER_RULE) != (said is not None):
        yield FieldProblem("number", "missing" if said is None else "not_for_kind", {"kind": item.kind})
    elif said is not None and not NumberRule(**said).tells_periods_apart:
        yield FieldProblem("number.dated", "number_periods", {})


def _reference_problems(uow: UnitOfWork, item: Field) -> Iterator[FieldProblem]:
    if item.kind not in (Kind.REFERENCE, Kind.MULTI_REFERENCE) or not item.own:
        return
    try:
        other = shape_of(uow, item.references)
    except KeyError:
        other = None
    if other is None or other.name in _NOT_REFERRED_TO:
        yield FieldProblem("references", "no_such_record_type", {"value": item.references})


def _condition_problems(shape: Record, item: Field, key: str, tree: Any) -> Iterator[FieldProblem]:
    if tree is None:
        return
    others = {name: kind for name, kind in shape.condition_types.items() if name != item.name}
    computed = {one.name for one in shape.fields if one.kind is Kind.ROLL_UP}
    try:
        parse(tree, fields={name: kind for name, kind in others.items() if name not in computed})
    except ConditionError as error:
        yield FieldProblem(
            f"{key}{error.path}", f"condition_{error.reason_code}", {"value": str(error.value)[:80]}
        )


def _value_problems(item: Field, definition: Mapping[str, Any]) -> Iterator[FieldProblem]:
    """Whether bounds and default are values of the field's kind."""
    for key in ("minimum", "maximum", "default"):
        value = definition.get(key)
        if value is None or (key == "default" and item.kind in _NO_DEFAULT):
            if value is not None:
                yield FieldProblem(key, "not_for_kind", {"kind": item.kind})
            continue
        unbounded = Field(
            name=item.name,
            kind=item.kind,
            own=True,
            choices=item.choices,
            max_length=item.max_length,
            references=item.references,
        )
        given = int(value) if item.kind is Kind.NUMBER and str(value).lstrip("-").isdecimal() else value
        problem = schemas.problem_with(unbounded if key != "default" else item, given)
        if problem is not None:
            yield FieldProblem(key, problem.code, problem.params)


def _formula(uow: UnitOfWork, shape: Record, name: str, text: str) -> Formula:
    """A formula over the other fields of the record, by name or label, that does not come back to itself."""
    types = {
        item.name: kind
        for item in shape.fields
        if item.name != name and (kind := formula_type(item)) is not None
    }
    labels = _labels(uow, shape, types)
    try:
        formula = parse_formula(with_names(text, types, labels), fields=types)
        others = {other: found for other, found in formulas_of(shape).items() if other != name}
        order_of({**others, name: formula})
    except FormulaError as error:
        params = {"position": error.position + 1, **{key: str(value) for key, value in error.params.items()}}
        raise InvalidInput(problems=[FieldProblem("formula", f"formula_{error.code}", params)]) from None
    except FormulaCircle as circle:
        called = (
            words_of(uow).text(f"field.{shape.name}.{one}", uow.actor.language) for one in circle.fields
        )
        problem = FieldProblem("formula", "formula_circle", {"fields": " > ".join(called)})
        raise InvalidInput(problems=[problem]) from None
    return formula


def _labels(uow: UnitOfWork, shape: Record, names: Iterable[str]) -> dict[str, set[str]]:
    """By what the fields are called in the actor's language, and where that is no field's label in the other one."""
    words = words_of(uow)
    found: dict[str, set[str]] = {}
    for language in sorted(LANGUAGES, key=lambda one: one != uow.actor.language):
        taken = set(found)
        for name in names:
            label = words.text(f"field.{shape.name}.{name}", language).strip()
            if label not in taken:
                found.setdefault(label, set()).add(name)
    return found


def _result_of(shape: Record, formula: Formula, shown_as: str | None = None) -> Kind:
    """The kind of a formula's result: a number as was said, else money as soon as it uses any."""
    if formula.type is not FormulaType.NUMBER:
        return _RESULTS[formula.type]
    if shown_as is not None:
        return _SHOWN_AS[shown_as]
    uses_money = any(shape.field(name).value_kind is Kind.MONEY for name in formula.uses)
    return Kind.MONEY if uses_money else Kind.DECIMAL


def try_formula(uow: UnitOfWork, shape: Record, text: str) -> Kind:
    """The kind of what a formula would give on this record, as long as nobody says how it is shown.

    Raises:
        InvalidInput: it is none.
    """
    return _result_of(shape, _formula(uow, shape, "", text))


def _rolled_kind(uow: UnitOfWork, said: Mapping[str, Any]) -> Kind:
    """The kind of a roll-up's figure, if its children, their reference and their field are there."""
    problems = []
    try:
        child = shape_of(uow, str(said.get("record", "")))
    except KeyError:
        raise InvalidInput(
            problems=[
                FieldProblem("roll_up.record", "no_such_record_type", {"value": said.get("record", "")})
            ]
        ) from None
    through = child.by_name.get(str(said.get("through", "")))
    if through is None or not through.is_reference:
        problems.append(FieldProblem("roll_up.through", "unknown_field", {"value": said.get("through", "")}))
    measure, name = str(said.get("measure", "")), str(said.get("field") or "")
    field = child.by_name.get(name)
    counted = measure == "count"
    allowed = NUMBERS | ({Kind.DATE} if measure in ("min", "max") else set())
    if measure not in MEASURES or (
        not counted and (field is None or field.value_kind not in allowed or field.kind is Kind.ROLL_UP)
    ):
        problems.append(FieldProblem("roll_up.field", "unknown_field", {"value": name}))
    if problems:
        raise InvalidInput(problems=problems)
    kept = {Kind.DATE, Kind.MONEY} | (set() if measure == "sum" else {Kind.PERCENT})
    return (
        field.value_kind if not counted and field is not None and field.value_kind in kept else Kind.DECIMAL
    )
