"""Records that are probably one: while somebody types, when he saves, and among all that are there."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Annotated, Any, TypeAlias
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import ARRAY, Text, Uuid, and_, any_, cast, func, literal, or_, select, true, tuple_
from sqlalchemy.dialects.postgresql import insert

from heyi.kit.duplicates import duplicate_key
from heyi.platform.identity.tables import APP_USER
from heyi.platform.records import access
from heyi.platform.records.declaration import DuplicateRule, Record
from heyi.platform.records.duplicates.errors import DuplicateExists, DuplicateUnseen
from heyi.platform.records.selecting import UNSEEN, Selecting
from heyi.platform.records.shapes import shape_of
from heyi.platform.records.tables import DUPLICATE_GUARD, RECORD_KEY
from heyi.platform.records.titles import shown_title
from heyi.platform.unit_of_work import UnitOfWork
from heyi.platform.values import JsonObject

# By the name under which keys are kept and the key: the rule.
Asked: TypeAlias = dict[tuple[str, str], DuplicateRule]
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
    record: str


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
    seen = [rule for rule in shape.duplicates if selecting.levels.get(rule.field) not in UNSEEN]
    return _told(uow, shape, _same(uow, shape, keys_asked(seen, values), except_id))[:MOST]


def find_everywhere(
    uow: UnitOfWork, record: Record, values: Mapping[str, Any], *, except_id: UUID | None = None
) -> list[Match]:
    """What `find_duplicates` finds, and what records of the kinds that this one is compared with are the same."""
    matches = find_duplicates(uow, record, values, except_id=except_id)
    for name, fields in record.compared_with.items():
        other = shape_of(uow, name)
        if uow.actor.may(other.permissions.view):
            theirs = {to: values.get(of) for to, of in fields.items()}
            matches += [
                replace(match, field=fields[match.field], blocks=False)
                for match in find_duplicates(uow, other, theirs)
            ]
    return matches[:MOST]


def refuse_duplicates(
    uow: UnitOfWork,
    record: Record,
    values: Mapping[str, Any],
    *,
    except_id: UUID | None = None,
    guarded: bool = False,
) -> None:
    """Let values be saved only if no rule that blocks finds another record with them, whatever the actor sees.

    Who saves the same values at the same moment waits here until this transaction ends, unless they are `guarded`.

    Raises:
        DuplicateExists: one does.
        DuplicateUnseen: one does, of which the actor may learn nothing more.
    """
    shape = shape_of(uow, record.name)
    if not guarded:
        guard(uow, shape, [values])
    asked = keys_asked(blocking(shape), values)
    for match in _told(uow, shape, _same(uow, shape, asked, except_id)):
        field = f"field.{shape.name}.{match.field}"
        if match.id is None and not match.title:
            raise DuplicateUnseen(field=field)
        raise DuplicateExists(title=match.title, owner=match.owner or "", field=field, id=match.id)


def guard(uow: UnitOfWork, shape: Record, many: Iterable[Mapping[str, Any]]) -> None:
    """Hold what blocking rules let in once, until the transaction ends; before any row is held, all in one order."""
    rules = blocking(shape)
    asked = {place for values in many for place in keys_asked(rules, values)}
    hashes = sorted(sha256("\0".join((shape.name, *place)).encode()).hexdigest() for place in asked)
    if not hashes:
        return
    rows = [{"tenant_id": uow.tenant_id, "hash": one} for one in hashes]
    added = insert(DUPLICATE_GUARD).values(rows)
    held = added.on_conflict_do_update(
        index_elements=["tenant_id", "hash"], set_={"hash": added.excluded.hash}
    )
    uow.execute(held)


def blocking(shape: Record) -> list[DuplicateRule]:
    """The rules that let no second record in."""
    return [rule for rule in shape.duplicates if rule.blocks]


def keys_asked(rules: Iterable[DuplicateRule], values: Mapping[str, Any]) -> Asked:
    """The keys of values by the rules, each with its rule."""
    asked: Asked = {}
    for rule in rules:
        value = values.get(rule.field)
        if isinstance(value, str) and (key := duplicate_key(value, rule.method)):
            asked[rule.key_field, key] = rule
    return asked


@dataclass(frozen=True)
class Holder:
    """A record that has a key; without a title the actor may not learn which it is."""

    record_id: UUID
    title: str | None


def holders_of(
    uow: UnitOfWork, shape: Record, asked: Asked, among: Collection[UUID]
) -> dict[tuple[str, str], list[Holder]]:
    """For each key that records have a few of them, those that the actor sees first, and those of `among` that do.

    One query, however many keys.
    """
    if not asked:
        return {}
    keys, table = RECORD_KEY.c, shape.table
    by_field: dict[str, list[str]] = defaultdict(list)
    for field, key in asked:
        by_field[field].append(key)
    reached = and_(true(), *access.rows(uow, shape))
    rank = func.row_number().over(
        partition_by=(keys.field, keys.key), order_by=(reached.desc(), keys.record_id)
    )
    title = cast(table.columns[shape.title], Text).label("title")
    columns = (keys.record_id, keys.field, keys.key, title, reached.label("reached"), rank.label("rank"))
    wanted = [
        and_(keys.field == field, keys.key == any_(literal(some, ARRAY(Text()))))
        for field, some in by_field.items()
    ]
    here = (*access.within(uow, shape, table), keys.tenant_id == uow.tenant_id, keys.record == shape.name)
    joined = and_(table.c.tenant_id == keys.tenant_id, table.c.id == keys.record_id)
    ranked = select(*columns).join(table, joined).where(*here, or_(*wanted)).subquery()
    chosen = ranked.c.record_id == any_(literal(sorted(among), ARRAY(Uuid())))
    levels = access.levels(uow, shape)
    found: dict[tuple[str, str], list[Holder]] = defaultdict(list)
    for row in uow.rows(select(ranked).where(or_(ranked.c.rank == 1, chosen)).order_by(ranked.c.rank)):
        rule = asked[row["field"], row["key"]]
        told = (row["reached"] or rule.shows_owner) and levels.get(rule.field) not in UNSEEN
        name = shown_title(uow, shape, row["title"]) if told else None
        found[row["field"], row["key"]].append(Holder(row["record_id"], name))
    return found


def _same(uow: UnitOfWork, shape: Record, asked: Asked, except_id: UUID | None) -> dict[UUID, DuplicateRule]:
    """The records with one of these keys, by which rule; those by a rule that blocks before all others."""
    if not asked:
        return {}
    keys, table = RECORD_KEY.c, shape.table
    blocked = [place for place, rule in asked.items() if rule.blocks]
    place = tuple_(keys.field, keys.key)
    query = (
        select(keys.record_id, keys.field, keys.key)
        .join(table, and_(table.c.tenant_id == keys.tenant_id, table.c.id == keys.record_id))
        .where(
            *access.within(uow, shape, table),
            keys.tenant_id == uow.tenant_id,
            keys.record == shape.name,
            place.in_(list(asked)),
            *([] if except_id is None else [keys.record_id != except_id]),
        )
        .order_by(*([place.in_(blocked).desc()] if blocked else []), keys.record_id)
    )
    by_id: dict[UUID, DuplicateRule] = {}
    for row in uow.rows(query.limit(MOST * 5)):
        by_id.setdefault(row["record_id"], asked[row["field"], row["key"]])
    return by_id


def scan(uow: UnitOfWork, record: Record, *, field: str | None = None) -> DuplicateGroups:
    """The groups of records that the rules take for one, the largest first, among those that the actor sees."""
    selecting = Selecting(uow, shape_of(uow, record.name))
    shape, table = selecting.record, selecting.table
    groups: list[DuplicateGroup] = []
    complete = True
    for rule in shape.duplicates:
        if (field is not None and rule.field != field) or selecting.levels.get(rule.field) in UNSEEN:
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
    names_owner = bool(shape.owner_field) and levels.get(shape.owner_field) not in UNSEEN
    matches = []
    for row in uow.rows(query.select_from(source).where(*here)):
        rule = by_id[row["id"]]
        # That a value he does not see is the same is told only where it stands in the way, and then not whose it is.
        compared = levels.get(rule.field) not in UNSEEN
        reached = compared and row["id"] in seen
        told = reached or (compared and rule.shows_owner)
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
                    record=shape.name,
                )
            )
    return sorted(matches, key=lambda match: (not match.blocks, match.id is None, match.title))
