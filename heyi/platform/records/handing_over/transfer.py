"""Records get a new owner, and with them, if wished, what belongs to them: one transaction."""

from dataclasses import dataclass
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from heyi.platform.errors import NotAllowed
from heyi.platform.records.bulk import MOST
from heyi.platform.records.declaration import Record
from heyi.platform.records.gates import ask_gates, refused_by_gates
from heyi.platform.records.giving import give
from heyi.platform.records.handing_over.cascade import WentAlong, hand_along, hold_along
from heyi.platform.records.referring import check_references
from heyi.platform.records.refusing import Refused, out_of_reach, refusal
from heyi.platform.records.saving import hold_many
from heyi.platform.records.shapes import shape_of
from heyi.platform.records.team import keep_on_team
from heyi.platform.records.titles import shown_title
from heyi.platform.records.writing import allowed_values
from heyi.platform.unit_of_work import UnitOfWork


class TransferBody(BaseModel):
    """Which records go to whom, whether the old owner stays on their teams, and which kinds go along."""

    model_config = ConfigDict(extra="forbid")

    ids: Annotated[list[UUID], Field(min_length=1, max_length=MOST)]
    owner_id: UUID
    keep: Literal["read", "write"] | None = None
    along: Annotated[list[Annotated[str, StringConstraints(max_length=60)]], Field(max_length=50)] = []


@dataclass(frozen=True)
class Handed:
    """How many records have their new owner, which have not and why, and what went along by kind."""

    done: int
    refused: list[Refused]
    along: list[WentAlong]


def transfer_many(uow: UnitOfWork, record: Record, body: TransferBody) -> Handed:
    """Give records to a colleague, with the open rows of the named kinds that belong to them and to their old owner.

    Each row needs the right to hand it over and nobody who refuses its change of owner; what stays is told with its
    reason. The old owner leaves, or stays as reader or writer of everything that was handed over.

    Raises:
        NotAllowed: the actor's roles do not let him hand over such records, or rows of a kind that is to go along.
        InvalidInput: there is no such person, or a kind does not go along.
    """
    shape = shape_of(uow, record.name)
    permission = shape.permissions.transfer
    if not shape.owner_field or permission is None or not uow.actor.may(permission):
        raise NotAllowed(permission=f"permission.{permission}")
    check_references(
        uow, shape, [allowed_values(uow, shape, {shape.owner_field: body.owner_id}, creating=False)]
    )
    ids = list(dict.fromkeys(body.ids))
    going = hold_along(uow, shape, ids, body.along)
    held = hold_many(uow, shape, ids, action="transfer")
    refused = list(out_of_reach(uow, shape, set(ids) - {row["id"] for row in held}, permission))
    changed = {shape.owner_field: body.owner_id}
    if len(held) == 1:
        ask_gates(uow, shape, "transfer", held[0], changed)
    barred = refused_by_gates(uow, shape, "transfer", held, changed) if len(held) > 1 else {}
    titles = {row["id"]: shown_title(uow, shape, row[shape.title]) for row in held}
    refused += [refusal(uow, key, titles[key], error) for key, error in barred.items()]
    held = [row for row in held if row["id"] not in barred]
    given = give(uow, shape, held, dict.fromkeys((row["id"] for row in held), body.owner_id))
    refused += [refusal(uow, key, titles[key], error) for key, error in given.refused.items()]
    owners = {change.record_id: change.old[shape.owner_field] for change in given.changes}
    if body.keep:
        keep_on_team(uow, shape, owners, may=body.keep)
    along = hand_along(uow, going, owners, body.owner_id, keep=body.keep)
    return Handed(len(held) - len(given.refused), refused, along)
