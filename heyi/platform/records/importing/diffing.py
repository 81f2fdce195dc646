"""What an import would change: cell by cell, from what to what."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import select

from heyi.platform.records import access
from heyi.platform.records.declaration import Field, Record
from heyi.platform.records.importing.checking import Checked
from heyi.platform.records.importing.columns import label_of
from heyi.platform.records.importing.words import words_of
from heyi.platform.records.kinds import CHOICES
from heyi.platform.records.saving import plain, values_of
from heyi.platform.records.shapes import shape_of
from heyi.platform.records.titles import shown_title
from heyi.platform.unit_of_work import UnitOfWork

DIFF_SHOWN = 100


def differences(uow: UnitOfWork, shape: Record, checked: Checked) -> tuple[list[dict[str, Any]], int]:
    """The cells that would change, the first hundred of them, and how many rows they are in."""
    if not checked.existing:
        return [], 0
    table = shape.table
    query = select(table).where(
        *access.within(uow, shape, table), table.c.id.in_(sorted(set(checked.existing.values())))
    )
    now = {row["id"]: values_of(shape, row) for row in uow.rows(query)}
    found: list[dict[str, Any]] = []
    rows = 0
    for number in sorted(checked.existing):
        old, new = now[checked.existing[number]], checked.good[number]
        names = [name for name, value in new.items() if old.get(name) != value]
        rows += bool(names)
        if len(found) >= DIFF_SHOWN:
            continue
        before, after = plain(shape, old), plain(shape, new)
        found += [
            {
                "row": number,
                "title": shown_title(uow, shape, old[shape.title]),
                "field": name,
                "label": label_of(shape, shape.field(name)),
                "old": before.get(name),
                "new": after.get(name),
            }
            for name in names
        ]
    found = found[:DIFF_SHOWN]
    _name_references(uow, shape, found)
    _name_choices(uow, shape, found)
    return found, rows


def _name_references(uow: UnitOfWork, shape: Record, found: list[dict[str, Any]]) -> None:
    """Ids become the titles of what they stand for."""
    for name in {one["field"] for one in found}:
        item = shape.field(name)
        if not item.is_reference:
            continue
        cells = [one for one in found if one["field"] == name]
        titles = _titles(uow, item, {one[side] for one in cells for side in ("old", "new") if one[side]})
        for one in cells:
            one["old"] = titles.get(one["old"], "")
            one["new"] = titles.get(one["new"], "")


def _name_choices(uow: UnitOfWork, shape: Record, found: list[dict[str, Any]]) -> None:
    """Choices as people call them."""
    words, language = words_of(uow), uow.actor.language
    for one in found:
        item = shape.field(one["field"])
        if item.kind not in CHOICES:
            continue
        place = f"choice.{shape.name}.{item.name}"
        for side in ("old", "new"):
            values = one[side] if isinstance(one[side], list) else [one[side]]
            named = [words.text(f"{place}.{value}", language) for value in values if value]
            one[side] = "、".join(named) or None


def _titles(uow: UnitOfWork, item: Field, ids: set[str]) -> Mapping[str, str]:
    other = shape_of(uow, item.references)
    table = other.table
    query = select(table.c.id, table.columns[other.title].label("title"))
    rows = uow.rows(query.where(*access.rows(uow, other), table.c.id.in_([UUID(str(one)) for one in ids])))
    return {str(row["id"]): shown_title(uow, other, row["title"]) for row in rows}
