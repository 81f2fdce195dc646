"""What people see when they approve: kept as it was, its hash, and as much of it as a reader's roles show him."""

import hashlib
from collections.abc import Mapping
from decimal import Decimal
from typing import Any
from uuid import UUID

import orjson

from heyi.platform.approvals.contracts import Difference, Seen, SeenColumn, SeenField
from heyi.platform.approvals.verbs import CHANGED, ApprovableVerb, Matter
from heyi.platform.documents.titles import document_titles
from heyi.platform.http.answers import number_text
from heyi.platform.identity.rights import Level
from heyi.platform.records import access
from heyi.platform.records.declaration import Field, Record
from heyi.platform.records.kinds import COMPUTED, Kind
from heyi.platform.records.masking import masked
from heyi.platform.records.saving import plain
from heyi.platform.records.selecting import UNSEEN
from heyi.platform.unit_of_work import UnitOfWork


def hash_of(verb: ApprovableVerb, matter: Matter) -> str:
    """What exactly an approval holds for, as a fingerprint."""
    whole = [verb.record, verb.name, matter.pinned, [_plain_line(line) for line in matter.lines]]
    text = orjson.dumps(whole, default=_plain, option=orjson.OPT_SORT_KEYS)
    return hashlib.sha256(text).hexdigest()


def keep_seen(uow: UnitOfWork, shape: Record, verb: ApprovableVerb, matter: Matter) -> dict[str, Any]:
    """The fields, lines and facts as whoever submits them sees them, with the titles of what they refer to."""
    now = plain(shape, matter.values)
    old = plain(shape, matter.old) if matter.old is not None else {}
    titles = _titles(uow, shape, now, old)
    fields = []
    for item in shape.fields:
        value, was = now.get(item.name), old.get(item.name)
        changes = item.name in matter.changes and matter.old is not None
        if item.kind is Kind.ROLL_UP or (value in (None, "", []) and not changes):
            continue
        fields.append(
            {
                "name": item.name,
                "kind": item.value_kind,
                "value": value,
                "title": titles.get((item.references, str(value))),
                "was": was if changes else None,
                "was_title": titles.get((item.references, str(was))) if changes else None,
                "changes": changes,
            }
        )
    return {
        "fields": fields,
        "columns": dict(verb.columns),
        "lines": [_plain_line(line) for line in matter.lines],
        "facts": {name: _plain_value(value) for name, value in matter.facts.items() if name != CHANGED},
        "version": matter.version,
    }


def seen_by(
    uow: UnitOfWork, shape: Record, verb: ApprovableVerb, kept: Mapping[str, Any], hash_: str
) -> Seen:
    """What of it this reader may see: hidden fields are left out, masked ones covered, and with a hidden total go all
    amounts."""
    levels = access.levels(uow, shape)
    hidden = {name for name, level in levels.items() if level in UNSEEN}
    columns = {
        name: kind
        for name, kind in kept["columns"].items()
        if name not in hidden and not (_amounts_go(shape, levels) and kind == Kind.MONEY)
    }
    return Seen(
        fields=[_shown(shape, one, levels.get(one["name"])) for one in _visible(shape, kept, levels)],
        columns=[
            SeenColumn(name=name, label=f"approval.line.{name}", kind=kind) for name, kind in columns.items()
        ],
        lines=[{name: line.get(name) for name in columns} for line in kept["lines"]],
        facts=[
            SeenField(name=name, label=f"approval.fact.{name}", kind=verb.facts[name], value=value)
            for name, value in kept["facts"].items()
            if name in verb.facts
        ],
        version=kept["version"],
        hash=hash_,
    )


def summary_of(shape: Record, kept: Mapping[str, Any], levels: Mapping[str, Level]) -> list[SeenField]:
    """The few fields by which one knows what it is about: what changes, else what lists show; no more than five."""
    shown = _visible(shape, kept, levels)
    changing = [one for one in shown if one["changes"]]
    in_list = [one for one in shown if _in_list(shape, one["name"])]
    return [_shown(shape, one, levels.get(one["name"])) for one in (changing or in_list)[:5]]


def _visible(shape: Record, kept: Mapping[str, Any], levels: Mapping[str, Level]) -> list[dict[str, Any]]:
    """The kept fields that a reader may know of; of a document whose total he does not see, no amount."""
    no_amounts = _amounts_go(shape, levels)
    return [
        one
        for one in kept["fields"]
        if levels.get(one["name"]) is not Level.HIDDEN and not (no_amounts and one["kind"] == Kind.MONEY)
    ]


def _amounts_go(shape: Record, levels: Mapping[str, Level]) -> bool:
    return shape.document is not None and levels.get(shape.document.total) in UNSEEN


def differences(seen: Seen, now: Seen) -> list[Difference]:
    """Where what stands now is not what was seen."""
    found = []
    before, after = ({one.name: one for one in each.fields} for each in (seen, now))
    for name in dict.fromkeys([*before, *after]):
        old, new = before.get(name), after.get(name)
        one = old or new
        assert one is not None
        values = [_value_of(old), _value_of(new)]
        if values[0] != values[1]:
            found.append(Difference(name=name, label=one.label, seen=values[0], now=values[1]))
    if seen.lines != now.lines:
        found.append(
            Difference(name="lines", label="approval.line.lines", seen=len(seen.lines), now=len(now.lines))
        )
    return found


def _value_of(one: SeenField | None) -> Any:
    if one is None:
        return None
    return [one.was, one.value] if one.changes else one.value


def _in_list(shape: Record, name: str) -> bool:
    item = shape.by_name.get(name)
    is_state = name == "state" or name.endswith("_state")
    return (
        item is not None
        and item.in_list
        and item.kind not in COMPUTED
        and name != shape.title
        and not is_state
    )


def _shown(shape: Record, one: Mapping[str, Any], level: Level | None) -> SeenField:
    label = f"field.{shape.name}.{one['name']}"
    item = shape.by_name.get(one["name"])
    if level is not Level.MASKED or item is None:
        return SeenField(**one, label=label)
    covered = {"value": masked(item, one["value"]), "was": masked(item, one["was"])}
    titles = {"title": _covered(item, one["title"]), "was_title": _covered(item, one["was_title"])}
    return SeenField(**{**one, **covered, **titles}, label=label)


def _covered(item: Field, title: str | None) -> str | None:
    return None if title is None else str(masked(item, title))


def _titles(uow: UnitOfWork, shape: Record, *rows: Mapping[str, Any]) -> dict[tuple[str, str], str]:
    places = {
        (item.references, UUID(str(row[item.name])))
        for row in rows
        for item in shape.fields
        if item.is_reference and row.get(item.name)
    }
    return {(record, str(one)): title for (record, one), title in document_titles(uow, places).items()}


def _plain_line(line: Mapping[str, Any]) -> dict[str, Any]:
    return {str(name): _plain_value(value) for name, value in line.items()}


def _plain_value(value: Any) -> Any:
    return value if value is None or isinstance(value, bool | int | str | list) else _plain(value)


def _plain(value: Any) -> str:
    return number_text(value) if isinstance(value, Decimal) else str(value)
