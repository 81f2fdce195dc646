"""Who sees and changes which rows and which fields: one rule, compiled to SQL, behind every door.

A right holds on the rows of a scope. Several roles unite: the rows of all their scopes, and of a field's levels the
most lenient, both among the roles that hold the right itself. Members of a record's team see it (or may change it)
beside its owner, until their day, and never delete it. A scope without people or conditions is no rows, never all.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, false, or_, select
from sqlalchemy.sql import FromClause

from heyi.kit.conditions import ConditionError, Surroundings, parse
from heyi.platform.errors import NotAllowed, NotFound
from heyi.platform.identity.reach import people_within
from heyi.platform.identity.rights import LEVELS, Level, RoleRights, Scope, rights_of
from heyi.platform.records.conditions import expression, fields_of, to_sql
from heyi.platform.records.declaration import Record
from heyi.platform.records.homes import home_of, measurable
from heyi.platform.records.kinds import Kind
from heyi.platform.records.row_rules import formulas_of
from heyi.platform.records.shapes import shape_of, shapes
from heyi.platform.records.tables import RECORD_MEMBER
from heyi.platform.unit_of_work import UnitOfWork

_MOST_LISTED = 1_000
_RIGHT: Mapping[str, str] = {"share": "update"}
# What stays with the owner whatever a member of the team may.
_NOT_THE_TEAMS = ("delete", "transfer", "share")


@dataclass(frozen=True)
class Viewer:
    """Whose eyes: a person, and the permissions that count (an API key has fewer than its owner)."""

    user_id: UUID
    permissions: frozenset[str]


@dataclass(frozen=True)
class Grant:
    """One reason to reach rows: a role by its scope. `rows` is None where the scope is all rows."""

    role: RoleRights
    scope: Any
    rows: ColumnElement[bool] | None


def rows(
    uow: UnitOfWork, record: Record, action: str = "view", table: FromClause | None = None
) -> list[ColumnElement[bool]]:
    """Which rows of `table` (the record's own, or an alias of it) the actor reaches with `action`.

    `action` is one of the names of `Permissions`, or the permission of a verb. Always within the tenant, and in the
    company he works in where rows belong to one.
    """
    source = record.table if table is None else table
    place = within(uow, record, source)
    if uow.actor.is_system:
        return place
    assert uow.actor.user_id is not None
    viewer = Viewer(uow.actor.user_id, uow.actor.permissions)
    if record.about is not None:
        place += _about_seen(uow, source, record.about, strictly=record.strictly_about)
    eyes = [viewer]
    if (looker := uow.actor.looks_through) is not None and looker.user_id is not None:
        eyes.append(Viewer(looker.user_id, looker.permissions))
    scoped = [reached(uow, one, record, action, source) for one in eyes]
    return [*place, *(one for one in scoped if one is not None)]


def within(uow: UnitOfWork, record: Record, table: FromClause) -> list[ColumnElement[bool]]:
    """Rows of this tenant, of this record's type, and of the company he works in where rows belong to one."""
    columns = table.columns
    place = [columns["tenant_id"] == uow.tenant_id]
    if record.by_company:
        place.append(columns["company_id"] == uow.company_id)
    if record.own:
        place.append(columns["record"] == record.row_type)
    return place


def reached(
    uow: UnitOfWork, viewer: Viewer, record: Record, action: str, table: FromClause
) -> ColumnElement[bool] | None:
    """The rows that a person reaches; None where it is every row."""
    permission = _permission(record, action)
    if permission not in viewer.permissions:
        return false()
    people: set[UUID] = set()
    ways: list[ColumnElement[bool]] = []
    for _, scope in _scopes(uow, viewer, record, permission):
        if scope == Scope.ALL:
            return None
        if isinstance(scope, Mapping):
            ways.append(_narrowed(uow, viewer, record, permission, scope, table))
        else:
            people |= people_within(uow, viewer.user_id, Scope(scope))
    return or_(*ways, *_belonging(uow, viewer, record, action, table, people))


def grants(
    uow: UnitOfWork, viewer: Viewer, record: Record, action: str, table: FromClause
) -> Iterator[Grant]:
    """The roles through which a person reaches rows, one by one, to explain why."""
    permission = _permission(record, action)
    if permission not in viewer.permissions:
        return
    for role, scope in _scopes(uow, viewer, record, permission):
        if scope == Scope.ALL:
            yield Grant(role, Scope.ALL, None)
        elif isinstance(scope, Mapping):
            yield Grant(role, scope, _narrowed(uow, viewer, record, permission, scope, table))
        else:
            people = people_within(uow, viewer.user_id, Scope(scope))
            yield Grant(role, Scope(scope), or_(*owned_by(uow, record, table, people)))


def _about_seen(
    uow: UnitOfWork, table: FromClause, about: tuple[str, str], *, strictly: bool
) -> Iterator[ColumnElement[bool]]:
    """Rows about nothing beyond the actor's reach; of kinds he may not look at at all, only where not `strictly`."""
    kind, row_id = (table.columns[name] for name in about)
    if strictly:
        yield kind.in_([shape.name for shape in shapes(uow) if uow.actor.may(shape.permissions.view)])
    for shape in shapes(uow):
        if measurable(shape) and uow.actor.may(shape.permissions.view) and not sees_all(uow, shape):
            yield or_(kind != shape.name, row_id.in_(select(shape.table.c.id).where(*rows(uow, shape))))


def worked_on(record: Record, table: FromClause) -> list[ColumnElement[bool]]:
    """Rows that somebody still has work with: what has ended neither fills a quota nor falls to others."""
    if record.worked_on is None:
        return []
    field, values = record.worked_on
    return [table.columns[field].in_(values)]


def sees_all(uow: UnitOfWork, record: Record, action: str = "view") -> bool:
    """Whether no row of the record is beyond the actor's reach."""
    return len(rows(uow, record, action)) == len(within(uow, record, record.table))


def within_reach(uow: UnitOfWork, record: Record, record_id: UUID, actions: Collection[str]) -> set[str]:
    """Those of the actions that the actor's rights let him do with this row; asks only where scopes narrow them."""
    shape = shape_of(uow, record.name)
    held = {action for action in actions if uow.actor.may(_permission(shape, action) or "")}
    scoped = sorted(action for action in held if not sees_all(uow, shape, action))
    if not scoped:
        return held
    ways = [and_(*rows(uow, shape, action)).label(f"w{place}") for place, action in enumerate(scoped)]
    row = uow.first(select(*ways).where(*within(uow, shape, shape.table), shape.table.c.id == record_id))
    return {action for action in held if action not in scoped or (row and row[f"w{scoped.index(action)}"])}


def require_row(
    uow: UnitOfWork, record: Record, record_id: UUID, action: str = "view", *, known: bool = False
) -> None:
    """Let the verb go on only if the actor reaches this row with `action`.

    A row that is `known` to exist costs nothing where he reaches all.

    Raises:
        NotFound: he does not see it, or it does not exist: the two look the same.
        NotAllowed: he sees it, but this he may not do with it.
    """
    shape = shape_of(uow, record.name)
    if known and sees_all(uow, shape, action):
        return
    table = shape.table
    place = table.c.id == record_id
    if uow.scalar(select(table.c.id).where(*rows(uow, shape, action), place)) is not None:
        return
    if action == "view" or uow.scalar(select(table.c.id).where(*rows(uow, shape), place)) is None:
        raise NotFound(what=f"record.{record.name}")
    raise NotAllowed(permission=f"permission.{_permission(record, action)}")


def levels(uow: UnitOfWork, record: Record) -> Mapping[str, Level]:
    """What the actor may do with the fields that are not simply his to edit."""
    if uow.actor.is_system:
        return {}
    assert uow.actor.user_id is not None
    return levels_for(uow, Viewer(uow.actor.user_id, uow.actor.permissions), record)


def levels_for(uow: UnitOfWork, viewer: Viewer, record: Record) -> Mapping[str, Level]:
    """What a person may do with the fields that are not simply his to edit."""
    roles = rights_of(uow, viewer.user_id)
    seen = _united(record, [role for role in roles if record.permissions.view in role.permissions])
    writes = {record.permissions.create, record.permissions.update} - {None}
    written = _united(record, [role for role in roles if writes & role.permissions])
    # A role that only shows a field does not make it one to edit: that takes a role which edits.
    found = {
        name: min(
            seen.get(name, Level.EDITABLE),
            max(written.get(name, Level.EDITABLE), Level.READ_ONLY, key=LEVELS.index),
            key=LEVELS.index,
        )
        for name in seen.keys() | written.keys()
    }
    for name, level in _veiled(uow, viewer, record).items():
        found[name] = min(level, found.get(name, Level.EDITABLE), key=LEVELS.index)
    hidden = dict.fromkeys(made_of_unseen(record, found), Level.HIDDEN)
    return {name: level for name, level in found.items() if level is not Level.EDITABLE} | hidden


def _veiled(uow: UnitOfWork, viewer: Viewer, record: Record) -> dict[str, Level]:
    """What of a record is hidden or masked because it is with the record that it tells of."""
    if record.document is None or not record.document.veiled_as:
        return {}
    other = shape_of(uow, record.document.veiled_as)
    theirs = levels_for(uow, viewer, other)
    total = theirs.get(other.document.total) if other.document else None
    amounts = {item.name: total for item in record.fields if item.kind is Kind.MONEY}
    told = {**amounts, **{item.name: theirs[item.name] for item in record.fields if item.name in theirs}}
    return {name: level for name, level in told.items() if level in (Level.HIDDEN, Level.MASKED)}


def _united(record: Record, roles: Sequence[RoleRights]) -> dict[str, Level]:
    """What roles together let one do with the fields that one of them does not leave free: the most that any lets."""
    held = [role.fields.get(record.name, {}) for role in roles]
    if not held or not all(held):
        return {}
    names = set.intersection(*(set(fields) for fields in held)) & record.by_name.keys()
    return {name: max((fields[name] for fields in held), key=LEVELS.index) for name in names}


def made_of_unseen(record: Record, found: Mapping[str, Level]) -> set[str]:
    """The formulas that would tell what is hidden or masked: read only by who reads all they are made of."""
    unseen = {name for name, level in found.items() if level in (Level.HIDDEN, Level.MASKED)}
    telling: set[str] = set()
    if unseen:
        for name, formula in formulas_of(record).items():
            if formula.uses & (unseen | telling):
                telling.add(name)
    return telling


def _permission(record: Record, action: str) -> str | None:
    """The permission behind an action; that of a verb is its own name. Who may change a record may share it."""
    name: str | None = action if "." in action else getattr(record.permissions, _RIGHT.get(action, action))
    return name


def owned_by(
    uow: UnitOfWork, record: Record, table: FromClause, people: Collection[UUID]
) -> list[ColumnElement[bool]]:
    """Rows that belong to these people, themselves or through what they refer to."""
    if record.owner_field:
        return [table.columns[record.owner_field].in_(sorted(people))]
    return _through(uow, record, table, lambda other, source: owned_by(uow, other, source, people))


def on_team(
    uow: UnitOfWork, viewer: Viewer, record: Record, action: str, table: FromClause
) -> list[ColumnElement[bool]]:
    """Rows of whose team the person is, themselves or through what they refer to."""
    if action in _NOT_THE_TEAMS:
        return []
    if not record.owner_field:
        return _through(uow, record, table, lambda other, source: on_team(uow, viewer, other, action, source))
    return _team(uow, viewer, record, action, table)


def _belonging(
    uow: UnitOfWork, viewer: Viewer, record: Record, action: str, table: FromClause, people: Collection[UUID]
) -> list[ColumnElement[bool]]:
    owned = owned_by(uow, record, table, people) if people else []
    return [false(), *owned, *on_team(uow, viewer, record, action, table)]


def _scopes(
    uow: UnitOfWork, viewer: Viewer, record: Record, permission: str
) -> Iterator[tuple[RoleRights, Any]]:
    """The roles that hold the permission, with their scopes; what belongs to nobody cannot be measured by people."""
    measured = measurable(record)
    for role in rights_of(uow, viewer.user_id):
        if permission in role.permissions:
            scope = role.scopes.get(permission, Scope.ALL)
            yield role, scope if measured or isinstance(scope, Mapping) else Scope.ALL


def _narrowed(
    uow: UnitOfWork,
    viewer: Viewer,
    record: Record,
    permission: str,
    scope: Mapping[str, Any],
    table: FromClause,
) -> ColumnElement[bool]:
    """A scope by condition, on the record it speaks of: this one, or one that this one is seen through."""
    home = home_of(uow, permission)
    if home is None or home.name == record.name:
        return _condition(uow, viewer, record, scope, table)

    def there(other: Record, source: FromClause) -> list[ColumnElement[bool]]:
        return [_narrowed(uow, viewer, other, permission, scope, source)]

    return or_(false(), *_through(uow, record, table, there))


def _condition(
    uow: UnitOfWork,
    viewer: Viewer,
    record: Record,
    scope: Mapping[str, Any],
    table: FromClause,
) -> ColumnElement[bool]:
    """A scope by condition; one that speaks of a field that is gone lets nobody see anything."""
    around = Surroundings(today=uow.today, time_zone=uow.facts.time_zone, me=viewer.user_id)
    try:
        condition = parse(scope["filter"], fields=record.condition_types, surroundings=around)
    except ConditionError:
        return false()
    return to_sql(condition, fields_of(record, table))


def _team(
    uow: UnitOfWork, viewer: Viewer, record: Record, action: str, table: FromClause
) -> list[ColumnElement[bool]]:
    """Rows of whose team the person is. A short list of ids, where it is short, keeps the table's index in use."""
    member = RECORD_MEMBER.c
    query = select(member.record_id).where(
        member.tenant_id == uow.tenant_id,
        member.user_id == viewer.user_id,
        member.record == record.name,
        member.may.in_(("read", "write") if action == "view" else ("write",)),
        or_(member.ends_on.is_(None), member.ends_on >= uow.today),
    )
    key = ("team", viewer.user_id, record.name, action)
    ids = uow.once(key, lambda: [row["record_id"] for row in uow.rows(query.limit(_MOST_LISTED + 1))])
    if not ids:
        return []
    return [table.columns["id"].in_(query if len(ids) > _MOST_LISTED else ids)]


def _through(
    uow: UnitOfWork,
    record: Record,
    table: FromClause,
    ways: Callable[[Record, FromClause], list[ColumnElement[bool]]],
) -> list[ColumnElement[bool]]:
    """Rows whose reference points to a row that one of the ways leads to."""
    if not record.visible_through:
        return []
    item = record.field(record.visible_through)
    other = shape_of(uow, item.references)
    source = other.table.alias(f"{item.name}_of_{record.name}")
    found = ways(other, source)
    if not found:
        return []
    seen = select(source.c.id).where(*within(uow, other, source), or_(*found))
    return [expression(record, item.name, table).in_(seen)]
