"""What of a record's standing changes whenever its owner does, and the day on which it would fall."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select, update

from heyi.modules.sea.queries.falling import among, days_of, rules_for
from heyi.platform.records.declaration import Record
from heyi.platform.records.owners import OwnerChange
from heyi.platform.records.shapes import shape_of
from heyi.platform.unit_of_work import UnitOfWork


def lies_in_seas(shape: Record) -> bool:
    """Whether records of this kind may lie in a sea."""
    return "pool_id" in shape.by_name and bool(shape.owner_field)


def bound_for(uow: UnitOfWork) -> dict[str, UUID]:
    """Into which sea new records of a kind go in this transaction, where that was said."""
    return uow.once("sea.bound_for", dict)


def pool_bound(uow: UnitOfWork, shape: Record) -> bool:
    """Whether new records of a kind go into a sea in this transaction: then they are nobody's."""
    return shape.name in bound_for(uow)


def follow_owner(
    uow: UnitOfWork, shape: Record, old: UUID | None, values: Mapping[str, Any]
) -> Mapping[str, Any]:
    """Whoever has a new owner is in no sea, was received now and is not locked; the last owner is remembered."""
    if not lies_in_seas(shape):
        return {}
    into = bound_for(uow).get(shape.name)
    if into is not None and old is None:
        # A file that goes straight into a sea: its rows are nobody's from the start.
        return {shape.owner_field: None, "pool_id": into, "pooled_at": uow.now, "due_on": None}
    found: dict[str, Any] = {"due_on": None}
    if old is not None:
        found |= {"previous_owner_id": old, "locked": False}
    if values.get(shape.owner_field) is not None:
        found |= {"received_at": uow.now}
        if values.get("pool_id") is not None:
            found |= {"pool_id": None, "pooled_at": None}
    return found


def note_owners(uow: UnitOfWork, shape: Record, changes: Sequence[OwnerChange]) -> None:
    """Reckon anew when these records fall."""
    if lies_in_seas(shape):
        refresh_due(uow, shape, [change.record_id for change in changes if change.new is not None])


def note_followed(uow: UnitOfWork, record: str, record_id: UUID) -> None:
    """Reckon anew when a record falls that somebody was just spoken to about."""
    shape = shape_of(uow, record)
    if lies_in_seas(shape):
        refresh_due(uow, shape, [record_id])


def note_standing(uow: UnitOfWork, party_ids: Collection[UUID]) -> None:
    """Reckon anew when customers fall of whom it is said otherwise that they bought or have a deal."""
    refresh_due(uow, shape_of(uow, "party"), list(party_ids))


def refresh_due(uow: UnitOfWork, shape: Record, ids: Sequence[UUID]) -> int:
    """Reckon anew when these records fall; whose day stays the same is not written. Gives back how many changed."""
    rules = rules_for(uow, shape.name)
    if not rules or not ids:
        return 0
    return set_due(uow, shape, rules, among(shape.table, ids))


def set_due(uow: UnitOfWork, shape: Record, rules: Sequence[Any], *where: Any) -> int:
    """Write the day of falling of the rows that `where` names; their versions stay, for nobody changed them."""
    falling = days_of(uow, shape, rules, *where)
    table = shape.table
    if falling is None:
        return 0
    days = select(falling.c.id, falling.c.due, falling.c.due_on).subquery("reckoned")
    command = (
        update(table)
        .where(
            table.c.tenant_id == uow.tenant_id,
            # Who waited here for a claim or a putting back looks at the row as it is now.
            table.columns[shape.owner_field].is_not(None),
            table.c.pool_id.is_(None),
            table.c.locked.is_(False),
            table.c.id == days.c.id,
            days.c.due.is_distinct_from(days.c.due_on),
        )
        .values(due_on=days.c.due)
    )
    return uow.execute(command).rowcount


def forget_due(uow: UnitOfWork, shape: Record, *where: Any) -> int:
    """Take the day of falling from rows that nothing makes fall: locked, unowned, or without any rule."""
    table = shape.table
    command = (
        update(table)
        .where(table.c.tenant_id == uow.tenant_id, table.c.due_on.is_not(None), *where)
        .values(due_on=None)
    )
    return uow.execute(command).rowcount
