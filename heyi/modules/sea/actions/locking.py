"""Locked records stay with their owner: they neither fall nor are put back; how many he may lock is a rule."""

from collections import Counter
from collections.abc import Sequence
from uuid import UUID

from heyi.modules.sea.actions.entering import note
from heyi.modules.sea.actions.standing import lies_in_seas, refresh_due
from heyi.modules.sea.errors import LockQuota, NotOwned
from heyi.modules.sea.queries.capacity import capacity_rules, counted, hold_people
from heyi.platform.errors import AppError, NotAllowed, NotFound
from heyi.platform.records.bulk import Bulk, out_of_reach, refusal
from heyi.platform.records.declaration import Record
from heyi.platform.records.saving import hold_many
from heyi.platform.records.shapes import shape_of
from heyi.platform.records.titles import shown_title
from heyi.platform.unit_of_work import UnitOfWork


def lock(uow: UnitOfWork, record: str, ids: Sequence[UUID], *, locked: bool) -> Bulk:
    """Lock records that the actor may change, or unlock them; each one that stays as it is is told with its reason.

    Raises:
        NotFound: there is no such kind of record.
        NotAllowed: he may not change records of it.
    """
    shape = shape_with_standing(uow, record)
    permission = shape.permissions.update
    if permission is None or not uow.actor.may(permission):
        raise NotAllowed(permission=f"permission.{permission}")
    wanted = list(dict.fromkeys(ids))
    held = hold_many(uow, shape, wanted, action="share")
    refused = list(out_of_reach(uow, shape, set(wanted) - {row["id"] for row in held}, permission))
    room = _room(uow, shape, {row[shape.owner_field] for row in held} - {None}) if locked else {}
    taken: Counter[UUID] = Counter()
    turned = []
    for row in held:
        owner = row[shape.owner_field]
        error: AppError | None = None
        if owner is None:
            error = NotOwned(title=shown_title(uow, shape, row[shape.title]))
        elif locked and not row["locked"]:
            error = next((full for left, full in room.get(owner, ()) if taken[owner] >= left), None)
        if error is not None:
            refused.append(refusal(uow, row["id"], shown_title(uow, shape, row[shape.title]), error))
        elif row["locked"] != locked:
            taken[owner] += 1
            turned.append(row)
    if turned:
        uow.update_rows(
            shape.table,
            [{"id": row["id"], "locked": locked} for row in turned],
            assignments=["locked = v.locked", "due_on = NULL"],
        )
        for row in turned:
            note(uow, shape, row, "locked" if locked else "unlocked", {"locked": [not locked, locked]})
        if not locked:
            refresh_due(uow, shape, [row["id"] for row in turned])
    return Bulk(len(wanted) - len(refused), refused)


def shape_with_standing(uow: UnitOfWork, record: str) -> Record:
    """The kind of record of that name, if its records may lie in a sea and the actor may look at them.

    Raises:
        NotFound: there is none.
    """
    try:
        shape = shape_of(uow, record)
    except KeyError:
        raise NotFound(what="record.pool") from None
    if not lies_in_seas(shape) or not uow.actor.may(shape.permissions.view):
        raise NotFound(what="record.pool")
    return shape


def _room(uow: UnitOfWork, shape: Record, owners: set[UUID]) -> dict[UUID, list[tuple[int, LockQuota]]]:
    """For each owner and rule that covers him: how many more he may lock, and the refusal beyond that."""
    rules = capacity_rules(uow, shape.name, "lock")
    covered = sorted(owner for owner in owners if any(owner in rule.people for rule in rules))
    if not covered:
        return {}
    hold_people(uow, covered)
    found: dict[UUID, list[tuple[int, LockQuota]]] = {}
    for owner in covered:
        of_his = sorted((rule for rule in rules if owner in rule.people), key=lambda rule: rule.at_most)
        has = counted(uow, shape, owner, of_his, locked=True)
        found[owner] = [
            (rule.at_most - has[rule.id], LockQuota(rule=rule.name, limit=rule.at_most, has=has[rule.id]))
            for rule in of_his
        ]
    return found
