"""Write down what was done with a customer, a lead or a deal, and correct it while it is fresh."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, case, func, select, update

from heyi.modules.activities.contracts import FollowUpDraft
from heyi.modules.activities.errors import (
    HappensLater,
    NextBeforeNow,
    NotTheAuthor,
    StrangerContact,
    TooLateToCorrect,
)
from heyi.modules.activities.events import FollowedUp
from heyi.modules.activities.models import FOLLOW_UP
from heyi.modules.activities.queries import followed_shape
from heyi.modules.parties import api as parties
from heyi.platform.errors import VersionChanged
from heyi.platform.records import access
from heyi.platform.records.declaration import Record
from heyi.platform.records.saving import change_held, create_record, hold_many
from heyi.platform.records.shapes import shape_of
from heyi.platform.unit_of_work import UnitOfWork

CORRECTED = timedelta(hours=24)
_LATE_CLOCKS = timedelta(minutes=5)


def follow_up(uow: UnitOfWork, draft: FollowUpDraft) -> UUID:
    """Write a follow-up; the customer's (or lead's) last follow-up and next contact move with it.

    Where it was written may become the place of a customer of whom none is known yet.

    Raises:
        NotFollowedUp: nobody follows up records of this kind.
        NotFound: there is no such record for the actor.
        HappensLater, NextBeforeNow: the times do not fit.
        StrangerContact: the contact person belongs to another customer.
        InvalidInput: the way is none that can be chosen.
        NotAllowed: the place is to become the customer's, and the actor may not change him.
    """
    shape = followed_shape(uow, draft.record)
    access.require_row(uow, shape, draft.record_id)
    happened_at = draft.happened_at or uow.now
    if happened_at > uow.now + _LATE_CLOCKS:
        raise HappensLater(value=happened_at.isoformat())
    if draft.next_contact_at is not None and draft.next_contact_at <= happened_at:
        raise NextBeforeNow(value=draft.next_contact_at.isoformat())
    party_id = _party_of(uow, shape, draft.record_id)
    if draft.contact_id is not None:
        _refuse_stranger(uow, draft.contact_id, party_id)
    values: dict[str, Any] = {
        "content": draft.content,
        "way": draft.way,
        "happened_at": happened_at,
        "next_contact_at": draft.next_contact_at,
        "party_id": party_id,
        "contact_id": draft.contact_id,
        "author_id": uow.actor.user_id,
        "record": shape.name,
        "place": draft.place,
    }
    columns = {
        "record_id": draft.record_id,
        "latitude": draft.latitude,
        "longitude": draft.longitude,
    }
    follow_up_id = create_record(uow, FOLLOW_UP, values, columns=columns)
    if draft.is_the_customers_place and party_id is not None:
        _keep_place(uow, party_id, draft)
    _move_standing(uow, shape, draft.record_id, happened_at, draft.next_contact_at, keeps_planned=True)
    if party_id is not None and shape.name != parties.PARTY.name:
        _move_standing(uow, parties.PARTY, party_id, happened_at, draft.next_contact_at, keeps_planned=True)
    uow.emit(
        FollowedUp(
            aggregate_id=follow_up_id,
            aggregate_seq=1,
            record=shape.name,
            record_id=draft.record_id,
            party_id=party_id,
        )
    )
    return follow_up_id


def correct(
    uow: UnitOfWork,
    follow_up_id: UUID,
    version: int,
    *,
    content: str,
    way: str,
    next_contact_at: datetime | None,
) -> None:
    """Correct what one wrote, within 24 hours.

    Raises:
        NotFound: there is no such follow-up for the actor.
        NotTheAuthor: somebody else wrote it.
        TooLateToCorrect: 24 hours have passed.
        VersionChanged: somebody corrected it meanwhile.
        NextBeforeNow: the next contact lies before what was done.
        InvalidInput: the way is none that can be chosen.
    """
    access.require_row(uow, FOLLOW_UP, follow_up_id)
    shape = shape_of(uow, FOLLOW_UP.name)
    (row,) = hold_many(uow, shape, [follow_up_id], action="view")
    if row["author_id"] != uow.actor.user_id:
        raise NotTheAuthor
    if uow.now > row["created_at"] + CORRECTED:
        raise TooLateToCorrect(written_at=row["created_at"].isoformat())
    if row["version"] != version:
        raise VersionChanged(what="record.follow_up", yours=version, now=row["version"])
    if next_contact_at is not None and next_contact_at <= row["happened_at"]:
        raise NextBeforeNow(value=next_contact_at.isoformat())
    changed = {"content": content, "way": way, "next_contact_at": next_contact_at}
    change_held(uow, shape, row, changed)
    if row["next_contact_at"] != next_contact_at:
        about = followed_shape(uow, row["record"])
        _move_standing(uow, about, row["record_id"], row["happened_at"], next_contact_at)
        if row["party_id"] is not None and about.name != parties.PARTY.name:
            _move_standing(uow, parties.PARTY, row["party_id"], row["happened_at"], next_contact_at)


def _keep_place(uow: UnitOfWork, party_id: UUID, draft: FollowUpDraft) -> None:
    if draft.latitude is not None and draft.longitude is not None:
        parties.found_at(uow, party_id, latitude=draft.latitude, longitude=draft.longitude)


def _party_of(uow: UnitOfWork, shape: Record, record_id: UUID) -> UUID | None:
    if not shape.party_field:
        return None
    if shape.party_field == "id":
        return record_id
    table = shape.table
    place = access.within(uow, shape, table)
    found: UUID | None = uow.scalar(
        select(table.columns[shape.party_field]).where(*place, table.c.id == record_id)
    )
    return found


def _refuse_stranger(uow: UnitOfWork, contact_id: UUID, party_id: UUID | None) -> None:
    access.require_row(uow, parties.CONTACT, contact_id)
    contact = parties.CONTACT.table.c
    here = (contact.tenant_id == uow.tenant_id, contact.id == contact_id)
    if uow.scalar(select(contact.party_id).where(*here)) != party_id:
        raise StrangerContact


def _move_standing(
    uow: UnitOfWork,
    shape: Record,
    record_id: UUID,
    happened_at: datetime,
    next_at: datetime | None,
    *,
    keeps_planned: bool = False,
) -> None:
    """Only the latest follow-up says when to speak again; its row keeps its version, for nobody edited it.

    A new one that says nothing of it leaves what is planned for later as it is.
    """
    if "last_followed_at" not in shape.by_name:
        return
    row = shape.table.c
    is_latest: ColumnElement[bool] = func.coalesce(row.last_followed_at <= happened_at, True)
    if keeps_planned and next_at is None:
        is_latest &= func.coalesce(row.next_contact_at <= happened_at, True)
    uow.execute(
        update(shape.table)
        .where(row.tenant_id == uow.tenant_id, row.id == record_id)
        .values(
            last_followed_at=func.greatest(row.last_followed_at, happened_at),
            next_contact_at=case((is_latest, next_at), else_=row.next_contact_at),
        )
    )
