"""What notices say to whoever reads them now: in his language, and of records only what he may still see."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import select

from heyi.platform.identity.tables import APP_USER
from heyi.platform.messages import translate
from heyi.platform.notify.kinds import notice_kind_of
from heyi.platform.records import access
from heyi.platform.records.declaration import Record
from heyi.platform.records.importing.words import words_of
from heyi.platform.records.shapes import shapes
from heyi.platform.records.titles import shown_title
from heyi.platform.unit_of_work import UnitOfWork
from heyi.platform.values import JsonObject

Row = Mapping[Any, Any]


@dataclass(frozen=True)
class Opens:
    """Where a notice leads: a page of the app, and what a list there is narrowed to."""

    to: str
    filter: JsonObject | None = None


@dataclass(frozen=True)
class Worded:
    """What a notice says, and where it leads if the reader may go there."""

    text: str
    opens: Opens | None


def worded(uow: UnitOfWork, rows: Sequence[Row]) -> list[Worded]:
    """The words of these notices for the actor, by a fixed number of statements for each kind of record."""
    known = {shape.name: shape for shape in shapes(uow)}
    titles = _titles(uow, known, rows)
    names = _names(uow, {row["actor_id"] for row in rows if row["actor_id"]})
    return [_worded(uow, row, known, titles, names) for row in rows]


def _worded(
    uow: UnitOfWork,
    row: Row,
    known: Mapping[str, Record],
    titles: Mapping[tuple[str, UUID], str],
    names: Mapping[UUID, str],
) -> Worded:
    language = uow.actor.language
    single = row["count"] == 1 and row["record_id"] is not None and row["record"] in known
    title = titles.get((row["record"], row["record_id"]))
    said = {name: value for name, value in row["params"].items() if name not in ("opens", "words")}
    params = {name: _plain(uow, value) for name, value in said.items()}
    params |= {name: translate(key, language) for name, key in row["params"].get("words", {}).items()}
    params |= {
        "actor": names.get(row["actor_id"]) or translate("notice.system", language),
        "count": row["count"],
        "record": words_of(uow).text(f"record.{row['record']}", language) if row["record"] else "",
        "title": title if title is not None else translate("notice.beyond", language),
    }
    kind = notice_kind_of(row["kind"])
    if kind is None:
        return Worded(translate("notice.unknown", language), None)
    form = "one" if single or (row["count"] == 1 and row["record"] not in known) else "many"
    return Worded(translate(f"notice.{kind.key}.{form}", language, params), _opens(row, known, single, title))


def _opens(row: Row, known: Mapping[str, Record], single: bool, title: str | None) -> Opens | None:  # noqa: FBT001
    if single:
        return Opens(f"/{known[row['record']].path}/{row['record_id']}") if title is not None else None
    said = row["params"].get("opens")
    if said:
        return Opens(said["to"], said.get("filter"))
    if row["record"] not in known:
        return None
    mine = {"field": known[row["record"]].owner_field, "op": "eq", "value": "@me"}
    return Opens(f"/{known[row['record']].path}", mine if known[row["record"]].owner_field else None)


def _titles(uow: UnitOfWork, known: Mapping[str, Record], rows: Sequence[Row]) -> dict[tuple[str, UUID], str]:
    """What the records are called that the reader may see now; the others are left out."""
    named: dict[str, set[UUID]] = defaultdict(set)
    for row in rows:
        if row["record"] in known and row["record_id"] is not None and row["count"] == 1:
            named[row["record"]].add(row["record_id"])
    found: dict[tuple[str, UUID], str] = {}
    for name, ids in sorted(named.items()):
        shape = known[name]
        if not uow.actor.may(shape.permissions.view):
            continue
        table = shape.table
        query = select(table.c.id, table.columns[shape.title].label("title"))
        for row in uow.rows(query.where(*access.rows(uow, shape), table.c.id.in_(sorted(ids)))):
            found[name, row["id"]] = shown_title(uow, shape, row["title"])
    return found


def _names(uow: UnitOfWork, ids: set[UUID]) -> dict[UUID, str]:
    if not ids:
        return {}
    query = select(APP_USER.c.id, APP_USER.c.name)
    found = uow.rows(query.where(APP_USER.c.tenant_id == uow.tenant_id, APP_USER.c.id.in_(sorted(ids))))
    return {row["id"]: row["name"] for row in found}


def _plain(uow: UnitOfWork, value: Any) -> Any:
    """A value as people write it: a moment by the company's clock."""
    if isinstance(value, str) and len(value) > len("2026-11-02T") and value[10:11] == "T":
        moment = datetime.fromisoformat(value).astimezone(ZoneInfo(uow.facts.time_zone))
        return f"{moment:%Y-%m-%d %H:%M}"
    return value
