"""What the browser must know to show lists and forms of a record to this actor."""

from dataclasses import asdict
from typing import Any

from heyi.platform.identity.rights import Level
from heyi.platform.records.declaration import OURS_AMONG_OWN, Field, Record
from heyi.platform.records.homes import measurable
from heyi.platform.records.kinds import CHOICES, GROUPABLE, NUMBERS, UNSORTED, Kind
from heyi.platform.records.selecting import Selecting
from heyi.platform.records.shapes import shape_of
from heyi.platform.unit_of_work import UnitOfWork

_ACTIONS = {
    "list": "view",
    "create": "create",
    "update": "update",
    "delete": "delete",
    "import": "bring_in",
    "export": "take_out",
    "transfer": "transfer",
}


def describe(shape: Record, uow: UnitOfWork) -> dict[str, Any]:
    """A record kind with the fields that exist for this actor, and what he may do with it."""
    asked = asdict(shape.permissions)
    selecting = Selecting(uow, shape)
    return {
        "name": shape.name,
        "path": shape.path,
        "label": f"record.{shape.name}",
        "module": shape.module,
        "title_field": shape.title,
        "total_field": shape.document.total
        if shape.document and selecting.sees(shape.document.total)
        else "",
        "sort": shape.sort,
        "party_field": shape.party_field,
        "owner_field": shape.owner_field if selecting.sees(shape.owner_field) else "",
        "about": shape.strictly_about,
        "own": shape.own,
        "is_setting": shape.is_setting,
        "scoped": measurable(shape),
        "customisable": shape.custom,
        "duplicates": bool(shape.duplicates),
        "duplicate_fields": list(
            dict.fromkeys(rule.field for rule in shape.duplicates if selecting.sees(rule.field))
        ),
        "allowed": [
            word for word, action in _ACTIONS.items() if asked[action] and uow.actor.may(asked[action])
        ],
        "creatable": shape.permissions.create is not None,
        "fields": [
            _describe_field(uow, shape, item, selecting.levels.get(item.name, Level.EDITABLE))
            for item in selecting.visible()
        ],
    }


def _describe_field(uow: UnitOfWork, shape: Record, item: Field, level: Level) -> dict[str, Any]:
    place = f"{shape.name}.{item.name}"
    seen = level not in (Level.HIDDEN, Level.MASKED)
    editable = level is Level.EDITABLE and not item.read_only and not _handed_over(uow, shape, item)
    # What he will see masked, or may not change but every record must have, he says once: when he makes the record.
    once = not item.read_only and (level is Level.MASKED or (level is Level.READ_ONLY and item.must_be_given))
    filterable = seen and item.name in shape.condition_types
    return {
        "name": item.name,
        "kind": item.kind,
        "result": item.value_kind,
        "label": f"field.{place}",
        "tip": f"tip.{place}" if item.tip else None,
        "deadline": item.deadline,
        "own": item.own and item.name not in OURS_AMONG_OWN,
        "required": item.must_be_given and item.show_if is None,
        "required_if_shown": item.must_be_given,
        "unique": item.unique,
        "read_only": not editable,
        "access": level,
        "searchable": item.searchable and seen,
        "filterable": filterable,
        "sortable": filterable and item.value_kind not in UNSORTED,
        "summable": seen and item.adds_up and item.value_kind in NUMBERS - {Kind.PERCENT},
        "groupable": filterable and item.value_kind in GROUPABLE,
        "in_list": item.in_list,
        "in_form": item.in_form and (editable or once),
        "given_once": once,
        "group": f"group.{item.group}",
        "default": item.default,
        "minimum": item.minimum,
        "maximum": item.maximum,
        "numbered": bool(item.series),
        "show_if": item.show_if,
        "read_only_if": item.read_only_if,
        "open_choices": item.open_choices,
        "choices": [
            {"value": value, "label": f"choice.{place}.{value}", "reserved": value in item.reserved}
            for value in item.choices
        ],
        "reference": _reference(uow, item),
        "columns": [_column(place, column) for column in item.columns],
        "formula": item.formula or None,
        "max_length": item.max_length if item.kind is Kind.TEXT else None,
    }


def _handed_over(uow: UnitOfWork, shape: Record, item: Field) -> bool:
    """Whether the field says whose a row is, and this actor hands none over: what he makes is his own."""
    transfer = shape.permissions.transfer
    return item.name == shape.owner_field and transfer is not None and not uow.actor.may(transfer)


def _reference(uow: UnitOfWork, item: Field) -> dict[str, str] | None:
    if not item.references:
        return None
    try:
        other = shape_of(uow, item.references)
    except KeyError:
        return None
    return {"record": other.name, "path": other.path}


def _column(place: str, column: Field) -> dict[str, Any]:
    return {
        "name": column.name,
        "kind": column.kind,
        "label": f"field.{place}.{column.name}",
        "required": column.required,
        "choices": [
            {"value": value, "label": f"choice.{place}.{column.name}.{value}"} for value in column.choices
        ]
        if column.kind in CHOICES
        else [],
        "minimum": column.minimum,
        "maximum": column.maximum,
        "max_length": column.max_length if column.kind is Kind.TEXT else None,
    }
