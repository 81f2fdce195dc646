"""Into a sea, by hand: put back with a reason, or moved from one sea to another."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import ARRAY, ColumnElement, Uuid, any_, delete, literal, select

from heyi.modules.sea.actions.standing import bound_for
from heyi.modules.sea.contracts import Pool
from heyi.modules.sea.errors import (
    Ended,
    Locked,
    NotInPool,
    NotOwned,
    PoolInactive,
    PoolOfOthers,
    ReasonMissing,
)
from heyi.modules.sea.models import POOL
from heyi.modules.sea.queries.falling import among
from heyi.modules.sea.queries.pools import pool_of, require_administrator, shape_in
from heyi.platform.errors import AppError, NotAllowed
from heyi.platform.records import access
from heyi.platform.records.bulk import Bulk, out_of_reach, refusal
from heyi.platform.records.declaration import Record
from heyi.platform.records.listeners import tell
from heyi.platform.records.owners import OwnerChange, tell_owners
from heyi.platform.records.saving import hold_many
from heyi.platform.records.tables import RECORD_MEMBER
from heyi.platform.records.titles import shown_title
from heyi.platform.unit_of_work import UnitOfWork

Row = Mapping[Any, Any]
MOVED_AT_ONCE = 5_000


def put_back(uow: UnitOfWork, pool_id: UUID, ids: Sequence[UUID], reason: str) -> Bulk:
    """Put records that the actor may change into a sea; each one that stays is told with its reason.

    Raises:
        ReasonMissing: he does not say why.
        NotFound: there is no such sea for him.
        NotAllowed: he may not change records of its kind.
        PoolInactive: it is switched off.
    """
    if not reason.strip():
        raise ReasonMissing
    pool = open_pool(uow, pool_id)
    shape = shape_in(uow, pool)
    permission = shape.permissions.update
    if permission is None or not uow.actor.may(permission):
        raise NotAllowed(permission=f"permission.{permission}")
    wanted = list(dict.fromkeys(ids))
    held = hold_many(uow, shape, wanted, action="share")
    refused = list(out_of_reach(uow, shape, set(wanted) - {row["id"] for row in held}, permission))
    going: list[Row] = []
    for one in held:
        error = _kept(uow, shape, one)
        if error is None:
            going.append(one)
        else:
            refused.append(refusal(uow, one["id"], shown_title(uow, shape, one[shape.title]), error))
    enter(uow, shape, going, {row["id"]: pool.id for row in going})
    for row in going:
        changes = {"owner_id": [str(row[shape.owner_field]), None], "pool_id": [None, str(pool.id)]}
        note(uow, shape, row, "put_back", {**changes, "reason": [None, reason.strip()]})
    return Bulk(len(going), refused)


def move(uow: UnitOfWork, pool_id: UUID, target_id: UUID, ids: Sequence[UUID]) -> Bulk:
    """Move chosen records from one sea into another; since when they lie in a sea stays.

    Raises:
        NotFound: there is no such sea for the actor.
        NotAdministrator: he is no administrator of the sea they lie in.
        PoolInactive: the other sea is switched off.
        PoolOfOthers: it holds another kind of record.
    """
    pool, target = may_move(uow, pool_id, target_id)
    moved = _moved(uow, pool, target, among(shape_in(uow, pool).table, ids))
    missing = sorted(set(ids) - moved)
    return Bulk(len(moved), [refusal(uow, one, None, NotInPool(pool=pool.name)) for one in missing])


def move_step(uow: UnitOfWork, pool_id: UUID, target_id: UUID) -> int:
    """Move the next of everything that lies in a sea into another; how many, none when it is empty.

    Raises:
        NotFound, NotAdministrator, PoolInactive, PoolOfOthers: as for `move`.
    """
    pool, target = may_move(uow, pool_id, target_id)
    if pool.id == target.id:
        return 0
    return len(_moved(uow, pool, target, most=MOVED_AT_ONCE))


def may_move(uow: UnitOfWork, pool_id: UUID, target_id: UUID) -> tuple[Pool, Pool]:
    """The sea that the actor empties and the one that he fills.

    Raises:
        NotFound, NotAdministrator, PoolInactive, PoolOfOthers: as for `move`.
    """
    pool = pool_of(uow, pool_id)
    require_administrator(uow, pool)
    target = open_pool(uow, target_id)
    if target.holds != pool.holds:
        raise PoolOfOthers(pool=target.name)
    return pool, target


def _moved(
    uow: UnitOfWork, pool: Pool, target: Pool, *where: ColumnElement[bool], most: int | None = None
) -> set[UUID]:
    shape = shape_in(uow, pool)
    table = shape.table
    inside = [*access.within(uow, shape, table), table.c.pool_id == pool.id, *where]
    columns = (table.c.id, table.c.version, table.columns[shape.title])
    rows = uow.rows(select(*columns).where(*inside).order_by(table.c.id).limit(most).with_for_update())
    if rows:
        targets = [{"id": row["id"], "pool_id": target.id} for row in rows]
        uow.update_rows(table, targets, assignments=["pool_id = v.pool_id"])
    for row in rows:
        note(uow, shape, row, "moved", {"pool_id": [str(pool.id), str(target.id)]})
    return {row["id"] for row in rows}


def bring_into(uow: UnitOfWork, pool_id: UUID) -> Record:
    """Have new records of this transaction lie in a sea instead of belonging to whoever brings them in.

    Raises:
        NotFound: there is no such sea for the actor.
        NotAdministrator: he is no administrator of it.
        NotAllowed: he may not bring in records of its kind.
        PoolInactive: it is switched off.
    """
    pool = open_pool(uow, pool_id)
    require_administrator(uow, pool)
    shape = shape_in(uow, pool)
    permission = shape.permissions.bring_in
    if permission is None or not uow.actor.may(permission):
        raise NotAllowed(permission=f"permission.{permission}")
    bound_for(uow)[shape.name] = pool.id
    return shape


def open_pool(uow: UnitOfWork, pool_id: UUID) -> Pool:
    """A sea of the actor's that stays switched on until the transaction ends.

    Raises:
        NotFound: there is none for him.
        PoolInactive: it is switched off.
    """
    pool = pool_of(uow, pool_id)
    table = POOL.table
    query = select(table.c.active).where(table.c.tenant_id == uow.tenant_id, table.c.id == pool_id)
    if not uow.scalar(query.with_for_update(read=True)):
        raise PoolInactive(pool=pool.name)
    return pool


def enter(uow: UnitOfWork, shape: Record, rows: Sequence[Row], into: Mapping[UUID, UUID]) -> None:
    """Let rows that this transaction holds fall: nobody's, without a team, the real owner remembered as the last."""
    if not rows:
        return
    owner = shape.owner_field
    uow.update_rows(
        shape.table,
        [
            {
                "id": row["id"],
                "previous_owner_id": row[owner],
                "pool_id": into[row["id"]],
                "pooled_at": uow.now,
            }
            for row in rows
        ],
        assignments=[
            f"{owner} = NULL",
            "previous_owner_id = v.previous_owner_id",
            "pool_id = v.pool_id",
            "pooled_at = v.pooled_at",
            "due_on = NULL",
            "locked = false",
        ],
    )
    uow.execute(delete(RECORD_MEMBER).where(*_team(uow, shape, [row["id"] for row in rows])))
    tell_owners(uow, shape, [OwnerChange(row["id"], row[owner], None) for row in rows])


def teams(uow: UnitOfWork, shape: Record, ids: Sequence[UUID]) -> dict[UUID, list[dict[str, Any]]]:
    """Who is on the teams of these records, as it is kept to be put back."""
    member = RECORD_MEMBER.c
    found: dict[UUID, list[dict[str, Any]]] = {}
    query = select(member.record_id, member.user_id, member.may, member.ends_on)
    for row in uow.rows(query.where(*_team(uow, shape, ids))):
        kept = {"user_id": str(row["user_id"]), "may": row["may"], "ends_on": row["ends_on"]}
        found.setdefault(row["record_id"], []).append(kept)
    return found


def note(uow: UnitOfWork, shape: Record, row: Row, action: str, changes: Mapping[str, Any]) -> None:
    """Write into the record's history what happened to it, and tell who listens outside."""
    party_id = row["id"] if shape.party_field == "id" else row.get(shape.party_field)
    uow.audit(
        action,
        record=shape.name,
        record_id=row["id"],
        changes=changes,
        party_id=party_id,
        title=str(row[shape.title] or ""),
    )
    tell(uow, shape, row["id"], row["version"] + 1, "changed", tuple(changes))


def _kept(uow: UnitOfWork, shape: Record, row: Row) -> AppError | None:
    if row[shape.owner_field] is None:
        return NotOwned(title=shown_title(uow, shape, row[shape.title]))
    if shape.worked_on is not None and row[shape.worked_on[0]] not in shape.worked_on[1]:
        field = shape.worked_on[0]
        state = f"choice.{shape.name}.{field}.{row[field]}"
        return Ended(title=shown_title(uow, shape, row[shape.title]), state=state)
    return Locked(title=shown_title(uow, shape, row[shape.title])) if row["locked"] else None


def _team(uow: UnitOfWork, shape: Record, ids: Sequence[UUID]) -> list[Any]:
    member = RECORD_MEMBER.c
    here = (member.tenant_id == uow.tenant_id, member.record == shape.name)
    return [*here, member.record_id == any_(literal(list(ids), ARRAY(Uuid)))]


def as_json(value: Any) -> str:
    """A value as a column of JSON takes it."""
    return orjson.dumps(value, default=str).decode()
