"""Reads of the daily work."""

from dataclasses import asdict
from typing import Any
from uuid import UUID

from heyi.modules.activities.errors import NotFollowedUp
from heyi.modules.activities.models import FOLLOW_UP
from heyi.modules.parties import api as parties
from heyi.platform.records import access
from heyi.platform.records.declaration import Record
from heyi.platform.records.listing import ListQuery, list_records
from heyi.platform.records.shapes import shape_of
from heyi.platform.unit_of_work import UnitOfWork


def followed_shape(uow: UnitOfWork, name: str) -> Record:
    """The kind of record that is followed up: those that are declared so.

    Raises:
        NotFollowedUp: there is none of this name, or nobody writes about such records.
    """
    try:
        shape = shape_of(uow, name)
    except KeyError:
        raise NotFollowedUp(value=name[:60]) from None
    if not shape.followed_up:
        raise NotFollowedUp(value=name[:60])
    return shape


def follow_ups_about(
    uow: UnitOfWork, record: str, record_id: UUID, *, cursor: str | None = None
) -> dict[str, Any]:
    """A page of the follow-ups about a record, the latest first; of a customer, those of his deals too.

    Raises:
        NotFollowedUp: nobody follows up records of this kind.
        NotFound: there is no such record for the actor.
        InvalidInput: the cursor is none that a page gave.
    """
    shape = followed_shape(uow, record)
    access.require_row(uow, shape, record_id)
    row = FOLLOW_UP.table.c
    of = row.party_id == record_id if shape.name == parties.PARTY.name else row.record_id == record_id
    return asdict(list_records(uow, FOLLOW_UP, ListQuery(cursor=cursor), also=of))
