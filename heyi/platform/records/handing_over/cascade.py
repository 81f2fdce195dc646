"""With a record goes what belongs to it: held first, handed over with the record in the same transaction."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from heyi.platform.errors import FieldProblem, InvalidInput, NotAllowed
from heyi.platform.records.declaration import Record
from heyi.platform.records.gates import refused_by_gates
from heyi.platform.records.giving import give
from heyi.platform.records.handing_over.errors import TooManyAlong
from heyi.platform.records.handing_over.going import belonging, followers, follows
from heyi.platform.records.refusing import Refused, out_of_reach, refusal
from heyi.platform.records.saving import hold_many, values_of
from heyi.platform.records.team import keep_on_team
from heyi.platform.records.titles import shown_title
from heyi.platform.unit_of_work import UnitOfWork

# A request hands over so many rows besides those it names; beyond that it would hold others up for too long.
MOST_ALONG = 5_000


@dataclass(frozen=True)
class WentAlong:
    """Of a kind that went along: how many rows changed hands, and which did not and why."""

    record: str
    done: int
    refused: list[Refused]


@dataclass(frozen=True)
class HeldAlong:
    """Rows of a kind that this transaction holds to hand them over with others, and those it could not get."""

    shape: Record
    rows: Sequence[Mapping[Any, Any]]
    refused: list[Refused]


def hold_along(uow: UnitOfWork, shape: Record, ids: Sequence[UUID], names: Sequence[str]) -> list[HeldAlong]:
    """Hold the open rows of these kinds that belong to the records and to the same person.

    What belongs to a record is held before the record, as the verbs on it do, so that nobody waits in a circle.

    Raises:
        InvalidInput: a kind does not go along with such records.
        NotAllowed: the actor's roles do not let him hand over rows of a kind.
        TooManyAlong: they are more than one request hands over.
    """
    known = {other.name: other for other in followers(uow, shape)}
    strange = [name for name in names if name not in known]
    if strange:
        problems = [FieldProblem("along", "unknown_field", {"value": name[:80]}) for name in strange]
        raise InvalidInput(problems=problems)
    found: list[tuple[Record, list[UUID]]] = []
    left = MOST_ALONG
    for other in (other for name, other in known.items() if name in names):
        permission = other.permissions.transfer
        if permission is None or not uow.actor.may(permission):
            raise NotAllowed(permission=f"permission.{permission}")
        query = belonging(uow, shape, other, ids).limit(left + 1)
        found.append((other, [row["id"] for row in uow.rows(query)]))
        left -= len(found[-1][1])
        if left < 0:
            raise TooManyAlong(most=MOST_ALONG)
    held = []
    for other, wanted in found:
        rows = hold_many(uow, other, wanted, action="transfer")
        missing = set(wanted) - {row["id"] for row in rows}
        permission = other.permissions.transfer or ""
        held.append(HeldAlong(other, rows, list(out_of_reach(uow, other, missing, permission))))
    return held


def hand_along(
    uow: UnitOfWork,
    held: Sequence[HeldAlong],
    owners: Mapping[UUID, UUID | None],
    new: UUID,
    *,
    keep: str | None,
) -> list[WentAlong]:
    """Hand over those of the held rows whose record changed hands, from the same old owner to the same new one.

    `owners` are the records that did, each with the owner it had.
    """
    # Own fields keep what they refer to as text.
    former: dict[Any, UUID | None] = {**owners, **{str(key): owner for key, owner in owners.items()}}
    told = []
    for one in held:
        shape, owner = one.shape, one.shape.owner_field
        along = follows(uow, shape)
        rows = [
            row
            for row in one.rows
            if row[owner] is not None and former.get(values_of(shape, row)[along]) == row[owner]
        ]
        if not rows:
            told.append(WentAlong(shape.name, 0, one.refused if owners else []))
            continue
        # What stands in the way of handing a row over by itself stands in the way of its going along.
        barred = refused_by_gates(uow, shape, "transfer", rows, {owner: new})
        free = [row for row in rows if row["id"] not in barred]
        given = give(uow, shape, free, dict.fromkeys((row["id"] for row in free), new))
        if keep and given.changes:
            stay = {change.record_id: change.old[owner] for change in given.changes}
            keep_on_team(uow, shape, stay, may=keep)
        titles = {row["id"]: shown_title(uow, shape, row[shape.title]) for row in rows}
        stayed = [
            refusal(uow, key, titles[key], error) for key, error in (barred | dict(given.refused)).items()
        ]
        told.append(WentAlong(shape.name, len(given.changes), [*one.refused, *stayed]))
    return told
