"""The shape of a record in one tenant: what code declares, with the fields, choices and types the tenant added.

A shape is a `Record` like any other, kept under the tenant's settings version. Whoever changes a type or a field raises
that version, so every process reads the new shape at its next transaction.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import groupby
from typing import Any

from sqlalchemy import select

from heyi.kit.duplicates import KeyMethod
from heyi.kit.text import pinyin_key
from heyi.platform.messages import Language, catalogue
from heyi.platform.numbering import NumberRule
from heyi.platform.records.declaration import (
    TAGS,
    DuplicateRule,
    Field,
    Permissions,
    Record,
    RollUp,
    all_records,
)
from heyi.platform.records.kinds import Kind
from heyi.platform.records.tables import CUSTOM_RECORD, DUPLICATE_RULES, RECORD_FIELD, RECORD_TYPE
from heyi.platform.unit_of_work import UnitOfWork

ACTIONS = ("view", "create", "update", "delete", "import", "export", "transfer")
OWN_PREFIX = "x_"
_PLAIN = (
    "required",
    "unique",
    "searchable",
    "in_list",
    "default",
    "minimum",
    "maximum",
    "max_length",
    "show_if",
    "read_only_if",
    "keyed",
    "indexed",
    "formula",
    "number",
)


def shapes(uow: UnitOfWork) -> tuple[Record, ...]:
    """Every record of this tenant, ours first, then the types he made."""
    return tuple(_by_name(uow).values())


def shape_of(uow: UnitOfWork, name: str) -> Record:
    """The record of that name in this tenant.

    Raises:
        KeyError: there is none.
    """
    return _by_name(uow)[name]


def shape_at(uow: UnitOfWork, path: str) -> Record | None:
    """The record under that path, if there is one."""
    return next((record for record in shapes(uow) if record.path == path), None)


def own_permissions(uow: UnitOfWork) -> frozenset[str]:
    """The permissions that come with the types a tenant made."""
    own = (record for record in shapes(uow) if record.own)
    return frozenset(f"own.{record.name}.{action}" for record in own for action in ACTIONS)


def own_names(uow: UnitOfWork) -> Iterable[str]:
    """The names of the types that a tenant made."""
    return (record.name for record in shapes(uow) if record.own)


def own_words(uow: UnitOfWork, language: Language) -> Mapping[str, str]:
    """What the things a tenant made are called, by the same kind of key as ours."""
    words = _settled(uow)[1]
    return {key: texts[0 if language == "zh-CN" else 1] or texts[0] for key, texts in words.items()}


def own_rule(uow: UnitOfWork, series: str) -> NumberRule:
    """The rule by which a number field of a tenant's own is filled; its series is `own.<record>.<field>`."""
    _, record, name = series.split(".")
    return NumberRule(**(shape_of(uow, record).field(name).number or {"prefix": ""}))


def _by_name(uow: UnitOfWork) -> Mapping[str, Record]:
    return _settled(uow)[0]


Words = dict[str, tuple[str, str]]


def _settled(uow: UnitOfWork) -> tuple[Mapping[str, Record], Words]:
    return uow.settled("shapes", lambda: _load(uow))


def _load(uow: UnitOfWork) -> tuple[Mapping[str, Record], Words]:
    types = uow.rows(
        select(RECORD_TYPE).where(RECORD_TYPE.c.tenant_id == uow.tenant_id).order_by(RECORD_TYPE.c.created_at)
    )
    fields = uow.rows(
        select(RECORD_FIELD.c.record, RECORD_FIELD.c.name, RECORD_FIELD.c.definition)
        .where(RECORD_FIELD.c.tenant_id == uow.tenant_id)
        .order_by(RECORD_FIELD.c.record, RECORD_FIELD.c.position, RECORD_FIELD.c.name)
    )
    decided = {
        record: {row["name"]: row["definition"] for row in rows}
        for record, rows in groupby(fields, lambda row: row["record"])
    }
    words: Words = {}
    rules = uow.rows(
        select(DUPLICATE_RULES.c.record, DUPLICATE_RULES.c.rules).where(
            DUPLICATE_RULES.c.tenant_id == uow.tenant_id
        )
    )
    found = {record.name: _shaped(record, decided.get(record.name, {}), words) for record in all_records()}
    for row in types:
        name = row["name"]
        words[f"record.{name}"] = (row["label_zh"], row["label_en"])
        words |= _usual_words(name, row["label_zh"], row["label_en"])
        found[name] = _shaped(own_record(name), decided.get(name, {}), words)
    for row in rules:
        if row["record"] in found:
            own = tuple(
                DuplicateRule(**{**rule, "method": KeyMethod(rule["method"])}) for rule in row["rules"]
            )
            found[row["record"]] = replace(found[row["record"]], duplicates=own)
    return found, words


def _usual_words(name: str, zh: str, en: str) -> Words:
    """What the fields and rights that every own type has are called."""
    said = catalogue()
    fields = {f"field.{name}.{field}": said[f"field.own.{field}"] for field in ("name", "owner_id", "tags")}
    deeds = {f"permission.own.{name}.{action}": said[f"right.own.{action}"] for action in ACTIONS}
    return {key: (texts["zh"], texts["en"]) for key, texts in fields.items()} | {
        key: (texts["zh"].format(what=zh), texts["en"].format(what=en)) for key, texts in deeds.items()
    }


def own_record(name: str) -> Record:
    """A record type of a tenant before he added fields: a name, an owner and tags."""
    may = {action: f"own.{name}.{action}" for action in ACTIONS}
    return Record(
        name=name,
        path=name.replace("_", "-"),
        module="own",
        table=CUSTOM_RECORD,
        fields=(
            Field(name="name", required=True, searchable=True, in_list=True),
            Field(
                name="owner_id",
                kind=Kind.USER,
                references="app_user",
                in_list=True,
                actor_by_default=True,
            ),
            TAGS,
        ),
        title="name",
        sort="-created_at",
        permissions=Permissions(
            view=may["view"],
            create=may["create"],
            update=may["update"],
            delete=may["delete"],
            bring_in=may["import"],
            take_out=may["export"],
            transfer=may["transfer"],
        ),
        derive=_name_key,
        derived_sort={"name": "name_key"},
        owner_field="owner_id",
        custom=True,
        own=True,
    )


def _name_key(values: Mapping[str, Any]) -> Mapping[str, Any]:
    return {"name_key": pinyin_key(values["name"])}


def _shaped(record: Record, decided: Mapping[str, Any], words: Words) -> Record:
    """The record with what the tenant decided about its fields."""
    if not decided:
        return record
    ours = [
        _adjusted(item, decided[item.name], record, words) if item.name in decided else item
        for item in record.fields
        if item is not TAGS
    ]
    known = record.by_name
    own = [
        field_of(name, definition, record.name, words)
        for name, definition in decided.items()
        if name not in known and not definition.get("removed")
    ]
    return replace(record, fields=(*ours, *own, *(item for item in record.fields if item is TAGS)))


def _adjusted(item: Field, definition: Mapping[str, Any], record: Record, words: Words) -> Field:
    """One of our fields as the tenant wants it: stricter, with more choices, under other words, never looser."""
    place = f"{record.name}.{item.name}"
    _name_it(place, definition, words)
    added = _choices(place, definition, words) if item.open_choices else ()
    return replace(
        item,
        required=item.required or bool(definition.get("required")),
        in_list=definition.get("in_list", item.in_list),
        choices=(*item.choices, *(value for value in added if value not in item.choices)),
        show_if=definition.get("show_if"),
        read_only_if=definition.get("read_only_if"),
        tip=f"tip.{place}" in words,
    )


def field_of(name: str, definition: Mapping[str, Any], record: str, words: Words | None = None) -> Field:
    """A tenant's own field from its kept definition; its words go into `words`."""
    words = {} if words is None else words
    place = f"{record}.{name}"
    _name_it(place, definition, words)
    kind = Kind(definition["kind"])
    roll_up = definition.get("roll_up")
    references = {Kind.USER: "app_user", Kind.DEPARTMENT: "department"}.get(
        kind, definition.get("references", "")
    )
    return Field(
        name=name,
        kind=kind,
        own=True,
        group=definition.get("group") or "own",
        choices=_choices(place, definition, words),
        references=references,
        read_only=kind in (Kind.FORMULA, Kind.ROLL_UP),
        series=f"own.{place}" if kind is Kind.NUMBER_RULE else "",
        tip=f"tip.{place}" in words,
        columns=tuple(
            field_of(column["name"], column, place, words) for column in definition.get("columns", ())
        ),
        roll_up=RollUp(**roll_up) if roll_up else None,
        result=Kind(definition["result"]) if definition.get("result") else None,
        **{key: definition[key] for key in _PLAIN if definition.get(key) is not None},
    )


def _name_it(place: str, definition: Mapping[str, Any], words: Words) -> None:
    for kind, key in (("labels", "field"), ("tips", "tip")):
        if texts := definition.get(kind):
            words[f"{key}.{place}"] = (texts.get("zh", ""), texts.get("en", ""))


def _choices(place: str, definition: Mapping[str, Any], words: Words) -> tuple[str, ...]:
    choices: Iterable[Mapping[str, str]] = definition.get("choices", ())
    for choice in choices:
        words[f"choice.{place}.{choice['value']}"] = (choice.get("zh", ""), choice.get("en", ""))
    return tuple(choice["value"] for choice in choices)
