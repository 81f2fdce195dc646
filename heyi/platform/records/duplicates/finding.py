"""Records that are probably one: while somebody types, when he saves, and among all that are there."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import func, select, tuple_

from heyi.kit.duplicates import duplicate_key
from heyi.platform.identity.rights import Level
from heyi.platform.identity.tables import APP_USER
from heyi.platform.records import access
from heyi.platform.records.declaration import DuplicateRule, Record
from heyi.platform.records.duplicates.errors import DuplicateExists, DuplicateUnseen
from heyi.platform.records.masking import masked
from heyi.platform.records.selecting import Selecting
from heyi.platform.records.shapes import shape_of
from heyi.platform.records.tables import RECORD_KEY
from heyi.platform.unit_of_work import UnitOfWork
from heyi.platform.values import JsonObject

MOST = 20
_MOST_GROUPS = 50


class DuplicatesBody(BaseModel):
    """What was typed so far, and which record it is, if it is there already."""

    model_config = ConfigDict(extra="forbid")

    values: Annotated[JsonObject, Field(json_schema_extra={"x-condition": True})]
    except_id: UUID | None = None


@dataclass(frozen=True)
class Match:
    """A record that may be the same: by which field. Without an id it is one that the reader may not open."""

    id: UUID | None
    title: str
    owner: str | None
    field: str
    method: str
    blocks: bool


@dataclass(frozen=True)
class Matches:
    """The records that may be the same as what is typed."""

    matches: list[Match]


@dataclass(frozen=True)
class Member:
    """One of the records that are probably one."""

    id: UUID
    title: str


@dataclass(frozen=True)
class DuplicateGroup:
    """Records that a rule takes for one."""

    field: str
    method: str
    records: list[Member]


@dataclass(frozen=True)
class DuplicateGroups:
    """The groups that were found; `complete` says whether that is all."""

    groups: list[DuplicateGroup]
    complete: bool


def find_duplicates(
    uow: UnitOfWork, record: Record, values: Mapping[str, Any], *, except_id: UUID | None = None
) -> list[Match]:
    """The records that the rules take for the same as these values; of those beyond his reach what the rule tells."""
    selecting = Selecting(uow, shape_of(uow, record.name))
    shape = selecting.record
    asked: dict[tuple[str, str], DuplicateRule] = {}
    for rule in shape.duplicates:
        value = values.get(rule.field)
        key = duplicate_key(value, rule.method) if isinstance(value, str) else None
        if key and selecting.levels.get(rule.field) not in (Level.HIDDEN, Level.MASKED):
            asked[rule.key_field, key] = rule
    if not asked:
        return []
    keys = RECORD_KEY.c
    found = uow.rows(
        select(keys.record_id, keys.field, keys.key)
        .where(
            keys.tenant_id == uow.tenant_id,
            keys.record == shape.name,
            tuple_(keys.field, keys.key).in_(list(asked)),
        )
        .limit(MOST * 5)
    )
    by_id: dict[UUID, DuplicateRule] = {}
    for row in found:
        rule = asked[row["field"], row["key"]]
        if row["record_id"] != except_id and (row["record_id"] not in by_id or rule.blocks):
            by_id[row["record_id"]] = rule
    return _told(uow, shape, by_id)[:MOST]


def refuse_duplicates(
    uow: UnitOfWork, record: Record, values: Mapping[str, Any], *, except_id: UUID | None = None
) -> None:
    """Let values be saved only if no rule that blocks finds another record with them.

    Raises:
        DuplicateExists: one does.
        DuplicateUnseen: one does, of which the actor may learn nothing more.
    """
    shape = shape_of(uow, record.name)
    if not any(rule.blocks and values.get(rule.field) for rule in shape.duplicates):
        return
    for match in find_duplicates(uow, shape, values, except_id=except_id):
        if match.blocks:
            field = f"field.{shape.name}.{match.field}"
            if match.id is None and not match.title:
                raise DuplicateUnseen(field=field)
            raise DuplicateExists(title=match.title, owner=match.owner or "", field=field, id=match.id)


def scan(uow: UnitOfWork, record: Record, *, field: str | None = None) -> DuplicateGroups:
    """The groups of records that the rules take for one, the largest first, among those that the actor sees."""
    selecting = Selecting(uow, shape_of(uow, record.name))
    shape, table = selecting.record, selecting.table
    groups: list[DuplicateGroup] = []
    complete = True
    for rule in shape.duplicates:
        if (field is not None and rule.field != field) or not selecting.sees(rule.field):
            continue
        keys = RECORD_KEY.c
        here = (keys.tenant_id == uow.tenant_id, keys.record == shape.name, keys.field == rule.key_field)
        seen = select(table.columns["id"]).where(*selecting.rows())
        reached = [] if access.sees_all(uow, shape) else [keys.record_id.in_(seen)]
        number = func.count()
        doubled = select(keys.key).where(*here, *reached).group_by(keys.key).having(number > 1)
        found = [
            row["key"] for row in uow.rows(doubled.order_by(number.desc(), keys.key).limit(_MOST_GROUPS + 1))
        ]
        complete = complete and len(found) <= _MOST_GROUPS
        title = table.columns[shape.title].label("title")
        rows = uow.rows(
            select(keys.key, table.columns["id"], title)
            .join(
                table,
                (table.columns["tenant_id"] == keys.tenant_id) & (table.columns["id"] == keys.record_id),
            )
            .where(*here, keys.key.in_(found[:_MOST_GROUPS]), *selecting.rows())
            .order_by(table.columns["id"])
        )
        members: dict[str, list[Member]] = defaultdict(list)
        for row in rows:
            members[row["key"]].append(Member(row["id"], shown_title(uow, shape, row["title"])))
        groups += [DuplicateGroup(rule.field, rule.method, members[key]) for key in found[:_MOST_GROUPS]]
    return DuplicateGroups(groups, complete)


def _told(uow: UnitOfWork, shape: Record, by_id: Mapping[UUID, DuplicateRule]) -> list[Match]:
    """The matches as the actor may know of them."""
    if not by_id:
        return []
    table = shape.table
    ids: Sequence[UUID] = sorted(by_id)
    query = select(table.c.id, table.columns[shape.title].label("title"))
    source: Any = table
    if shape.owner_field:
        owner = table.columns[shape.owner_field]
        source = table.outerjoin(
            APP_USER, (APP_USER.c.tenant_id == table.c.tenant_id) & (APP_USER.c.id == owner)
        )
        query = query.add_columns(APP_USER.c.name.label("owner"))
    here = (*access.within(uow, shape, table), table.c.id.in_(ids))
    seen = {
        row["id"] for row in uow.rows(select(table.c.id).where(*access.rows(uow, shape), table.c.id.in_(ids)))
    }
    levels = access.levels(uow, shape)
    names_owner = bool(shape.owner_field) and levels.get(shape.owner_field) is not Level.HIDDEN
    matches = []
    for row in uow.rows(query.select_from(source).where(*here)):
        rule, reached = by_id[row["id"]], row["id"] in seen
        told = reached or rule.shows_owner
        # What must not be known of at all still stands in the way where the rule lets no second one in.
        if told or rule.blocks:
            matches.append(
                Match(
                    id=row["id"] if reached else None,
                    title=shown_title(uow, shape, row["title"]) if told else "",
                    owner=row["owner"] if told and names_owner else None,
                    field=rule.field,
                    method=rule.method,
                    blocks=rule.blocks,
                )
            )
    return sorted(matches, key=lambda match: (not match.blocks, match.id is None, match.title))


def shown_title(uow: UnitOfWork, shape: Record, title: Any) -> str:
    """The title as far as the reader sees that field."""
    level = access.levels(uow, shape).get(shape.title)
    if level is Level.HIDDEN:
        return ""
    return str(masked(shape.field(shape.title), title) if level is Level.MASKED else title or "")
