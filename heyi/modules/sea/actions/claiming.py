"""Out of a sea: claimed by its members, each within his quota, or assigned by its administrators.

Everything is decided in one transaction on rows it holds, taken in the order of their ids; then the new owner's quota,
then the day's count. So of any number who want one record exactly one has it, and who lost has lost nothing.
"""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select

from heyi.kit.dates import business_date
from heyi.modules.sea.actions.entering import note
from heyi.modules.sea.contracts import Pool
from heyi.modules.sea.errors import ClaimLimit, CoolDown, NotInPool, Protected
from heyi.modules.sea.models import CLAIM, CLAIM_COUNT
from heyi.modules.sea.queries.falling import among
from heyi.modules.sea.queries.pools import is_member, pool_of, require_administrator, shape_in
from heyi.modules.sea.rules import free_on
from heyi.platform.errors import AppError, FieldProblem, InvalidInput, NotAllowed
from heyi.platform.identity.tables import APP_USER
from heyi.platform.records import access
from heyi.platform.records.bulk import Bulk, Refused, refusal
from heyi.platform.records.declaration import Record
from heyi.platform.records.owners import OwnerChange, refused_owners, tell_owners
from heyi.platform.records.titles import shown_title
from heyi.platform.unit_of_work import UnitOfWork

Row = Mapping[Any, Any]


def claim(uow: UnitOfWork, pool_id: UUID, ids: Sequence[UUID]) -> Bulk:
    """Take records out of a sea for oneself; each one that is not to be had is told with its reason.

    Raises:
        NotFound: there is no such sea for the actor.
        NotAllowed: he is not its member.
    """
    pool = pool_of(uow, pool_id)
    if not is_member(uow, pool):
        raise NotAllowed(permission="permission.sea.standing.claim")
    me = uow.actor.user_id
    assert me is not None
    shape = shape_in(uow, pool)
    wanted = list(dict.fromkeys(ids))
    held = _held(uow, shape, pool, wanted)
    refused = _gone(uow, pool, wanted, held)
    free: list[Row] = []
    for record_id in wanted:
        row = held.get(record_id)
        error = _not_yet(uow, pool, row, me) if row is not None else None
        if error is not None and row is not None:
            refused.append(refusal(uow, record_id, shown_title(uow, shape, row[shape.title]), error))
        elif row is not None:
            free.append(row)
    free = _owned_by(uow, shape, free, me, refused)
    free = _counted(uow, shape, pool, free, me, refused)
    _hand_over(uow, shape, pool, free, me, "claim")
    return Bulk(len(free), refused)


def assign(uow: UnitOfWork, pool_id: UUID, ids: Sequence[UUID], user_id: UUID) -> Bulk:
    """Give records of a sea to a person: it counts for how many he may own, not for how many he may claim.

    Raises:
        NotFound: there is no such sea for the actor.
        NotAdministrator: he is no administrator of it.
        InvalidInput: there is no such person, or he left.
    """
    pool = pool_of(uow, pool_id)
    require_administrator(uow, pool)
    person = APP_USER.c
    found = select(person.id).where(
        person.tenant_id == uow.tenant_id, person.id == user_id, person.active.is_(True)
    )
    if uow.scalar(found) is None:
        raise InvalidInput(problems=[FieldProblem("user_id", "no_such_record", {"value": str(user_id)})])
    shape = shape_in(uow, pool)
    wanted = list(dict.fromkeys(ids))
    held = _held(uow, shape, pool, wanted)
    refused = _gone(uow, pool, wanted, held)
    free = _owned_by(uow, shape, [held[one] for one in wanted if one in held], user_id, refused)
    _hand_over(uow, shape, pool, free, user_id, "assign")
    return Bulk(len(free), refused)


def _held(uow: UnitOfWork, shape: Record, pool: Pool, ids: Sequence[UUID]) -> dict[UUID, Row]:
    """Those that lie in this sea now, held in the order of their ids."""
    table = shape.table
    query = (
        select(table)
        .where(
            *access.within(uow, shape, table),
            among(table, ids),
            table.c.pool_id == pool.id,
            table.columns[shape.owner_field].is_(None),
            *access.worked_on(shape, table),
        )
        .order_by(table.c.id)
        .with_for_update(of=table)
    )
    return {row["id"]: row for row in uow.rows(query)}


def _gone(uow: UnitOfWork, pool: Pool, wanted: Sequence[UUID], held: Mapping[UUID, Row]) -> list[Refused]:
    """What does not lie in this sea, or no longer: which of the two is nobody's business."""
    return [refusal(uow, one, None, NotInPool(pool=pool.name)) for one in wanted if one not in held]


def _not_yet(uow: UnitOfWork, pool: Pool, row: Row, me: UUID) -> AppError | None:
    """Why somebody must wait for a record, if he must."""
    fell = business_date(row["pooled_at"], uow.facts.time_zone)
    if row["previous_owner_id"] == me and uow.today < free_on(fell, pool.cool_down_days):
        return CoolDown(days=pool.cool_down_days, fell=fell, until=free_on(fell, pool.cool_down_days))
    if uow.today < free_on(fell, pool.protect_days):
        return Protected(days=pool.protect_days, fell=fell, until=free_on(fell, pool.protect_days))
    return None


def _owned_by(
    uow: UnitOfWork, shape: Record, rows: Sequence[Row], owner: UUID, refused: list[Refused]
) -> list[Row]:
    """Those that the new owner may own."""
    errors = refused_owners(uow, shape, [OwnerChange(row["id"], None, owner) for row in rows])
    titles = {row["id"]: shown_title(uow, shape, row[shape.title]) for row in rows}
    refused += [refusal(uow, one, titles[one], error) for one, error in errors.items()]
    return [row for row in rows if row["id"] not in errors]


def _counted(
    uow: UnitOfWork, shape: Record, pool: Pool, rows: list[Row], me: UUID, refused: list[Refused]
) -> list[Row]:
    """As many as are left of the day's quota, in the order in which they were asked for; they are counted now."""
    if not rows:
        return []
    key = {"user_id": me, "pool_id": pool.id, "day": uow.today}
    uow.flush()
    uow.insert_missing(CLAIM_COUNT, [{**key, "used": 0}], unique=tuple(key))
    here = [CLAIM_COUNT.c.tenant_id == uow.tenant_id, *(CLAIM_COUNT.c[name] == key[name] for name in key)]
    used = uow.scalar(select(CLAIM_COUNT.c.used).where(*here).with_for_update())
    left = len(rows) if pool.claim_limit is None else max(pool.claim_limit - used, 0)
    taken, over = rows[:left], rows[left:]
    limit = ClaimLimit(pool=pool.name, limit=pool.claim_limit, used=used)
    refused += [refusal(uow, row["id"], shown_title(uow, shape, row[shape.title]), limit) for row in over]
    if taken:
        uow.update_rows(
            CLAIM_COUNT,
            [{**key, "taken": len(taken)}],
            keys=tuple(key),
            assignments=["used = t.used + v.taken"],
            types={"taken": "integer"},
        )
    return taken


def _hand_over(
    uow: UnitOfWork, shape: Record, pool: Pool, rows: Sequence[Row], owner: UUID, how: str
) -> None:
    """Give rows that this transaction holds to their new owner."""
    if not rows:
        return
    name = shape.owner_field
    done = uow.update_rows(
        shape.table,
        [{"id": row["id"], name: owner, "received_at": uow.now} for row in rows],
        assignments=[
            f"{name} = v.{name}",
            "received_at = v.received_at",
            "pool_id = NULL",
            "pooled_at = NULL",
            "locked = false",
        ],
        condition=f"t.{name} IS NULL AND t.pool_id IS NOT NULL",
        returning="t.id",
    )
    assert len(done) == len(rows)
    for row in rows:
        uow.insert(
            CLAIM,
            {
                "id": uow.new_id(),
                "pool_id": pool.id,
                "record": shape.name,
                "record_id": row["id"],
                "user_id": owner,
                "how": how,
                "day": uow.today,
                "at": uow.now,
            },
        )
        changes = {name: [None, str(owner)], "pool_id": [str(pool.id), None]}
        note(uow, shape, row, "claimed" if how == "claim" else "assigned", changes)
    tell_owners(uow, shape, [OwnerChange(row["id"], None, owner) for row in rows])
