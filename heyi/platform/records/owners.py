"""The one place that hears whose a record is now, by whatever door that changed.

Creating, changing, handing over many, bringing in a file, merging and bringing back from the bin all pass here, as do
the verbs that change owners in sets (claims, recycling). Who registers here is asked in the transaction of the change:

- `judge_owners`: may refuse some of the changes, each with its reason, before anything is written;
- `follow_owners`: says what else of the row changes with its owner, written by the same statement;
- `watch_owners`: hears of it once it is written.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import select

from heyi.platform.errors import AppError, NotAllowed
from heyi.platform.records import access
from heyi.platform.records.declaration import Record
from heyi.platform.unit_of_work import UnitOfWork


class OwnerChange(NamedTuple):
    """A row whose owner is somebody else now; nobody is None, and a new row was nobody's."""

    record_id: UUID
    old: UUID | None
    new: UUID | None


Handler = Callable[[UnitOfWork, Record, Sequence[OwnerChange]], None]
Judge = Callable[[UnitOfWork, Record, Sequence[OwnerChange]], Mapping[UUID, AppError]]
Follow = Callable[[UnitOfWork, Record, UUID | None, Mapping[str, Any]], Mapping[str, Any]]

_handlers: list[Handler] = []
_judges: list[Judge] = []
_follows: list[Follow] = []


def watch_owners(handler: Handler) -> None:
    """Have `handler` called, in the same transaction, whenever rows of a record change hands."""
    _handlers.append(handler)


def judge_owners(judge: Judge) -> None:
    """Have `judge` asked before rows change hands; it gives back those that must not, each with its reason."""
    _judges.append(judge)


def follow_owners(follow: Follow) -> None:
    """Have `follow` say what else of a row changes with its owner: it is given the old owner and the new values."""
    _follows.append(follow)


def tell_owners(uow: UnitOfWork, shape: Record, changes: Sequence[OwnerChange]) -> None:
    """Tell all who watch that these rows changed hands; who did not is left out."""
    real = [change for change in changes if change.old != change.new]
    if real:
        for handler in _handlers:
            handler(uow, shape, real)


def refused_owners(uow: UnitOfWork, shape: Record, changes: Sequence[OwnerChange]) -> dict[UUID, AppError]:
    """Those of the changes that somebody refuses, with the first reason given."""
    refused: dict[UUID, AppError] = {}
    real = [change for change in changes if change.old != change.new]
    for judge in _judges:
        left = [change for change in real if change.record_id not in refused]
        if left:
            refused |= judge(uow, shape, left)
    return refused


def beyond_transfer(
    uow: UnitOfWork, shape: Record, changes: Sequence[OwnerChange], *, new: bool = False
) -> dict[UUID, AppError]:
    """Those of the changes that the actor may not make by plain saving: to hand over takes the right for it.

    What is `new` may be his own, or with the right to transfer anybody's. Verbs that change owners have rights of their
    own and do not ask here.
    """
    transfer = shape.permissions.transfer
    real = [change for change in changes if change.old != change.new]
    if new:
        real = [change for change in real if change.new != uow.actor.user_id]
    if not real or transfer is None or uow.actor.is_system:
        return {}
    error = NotAllowed(permission=f"permission.{transfer}")
    if not uow.actor.may(transfer):
        return dict.fromkeys((change.record_id for change in real), error)
    if new or access.sees_all(uow, shape, "transfer"):
        return {}
    table = shape.table
    ids = sorted(change.record_id for change in real)
    query = select(table.c.id).where(*access.rows(uow, shape, "transfer"), table.c.id.in_(ids))
    reached = {row["id"] for row in uow.rows(query)}
    return {record_id: error for record_id in ids if record_id not in reached}


def require_owners(uow: UnitOfWork, shape: Record, changes: Sequence[OwnerChange]) -> None:
    """Let the verb go on only if nobody refuses any of the changes.

    Raises:
        AppError: the reason of the first that is refused.
    """
    for error in refused_owners(uow, shape, changes).values():
        raise error


def following(uow: UnitOfWork, shape: Record, old: UUID | None, values: Mapping[str, Any]) -> dict[str, Any]:
    """What else of a row changes because its owner was `old` and is now the one in `values`."""
    found: dict[str, Any] = {}
    if shape.owner_field and values.get(shape.owner_field) != old:
        for follow in _follows:
            found |= follow(uow, shape, old, values)
    return found
