"""See Heyi with somebody's eyes: every read is answered with his rights, nothing is written, and it is on record.

Whoever looks must hold the permission for it and nothing less than the other holds, so that nobody reads by this door
what is beyond his own reach; the beginning of each look is audited, and a look ends with the day's work.
"""

from dataclasses import dataclass, replace
from datetime import timedelta
from uuid import UUID

from sqlalchemy import select

from heyi.platform import access
from heyi.platform.errors import NotAllowed, NotFound
from heyi.platform.identity.actions.own_login import require_person
from heyi.platform.identity.actions.roles import refuse_wider_person
from heyi.platform.identity.errors import SeeingAsReads, SeeingAsUnsaid
from heyi.platform.identity.permissions import SEE_AS
from heyi.platform.identity.rights import permissions_of
from heyi.platform.identity.tables import APP_USER
from heyi.platform.journal import AUDIT_EVENT
from heyi.platform.unit_of_work import UnitOfWork

HEADER = "x-see-as"
LIFE = timedelta(hours=12)
SEEN = "seen_as"


@dataclass(frozen=True)
class Seen:
    """The person through whose eyes one looks."""

    user_id: UUID
    name: str


def begin_seeing_as(uow: UnitOfWork, user_id: UUID) -> Seen:
    """Begin to look with somebody's eyes; it is on record from here on.

    Raises:
        PersonNeeded: an API key asks.
        NotAllowed: the actor may not look with others' eyes.
        NotFound: there is no such user who may come in.
        MoreThanOwn: he holds what the actor does not.
    """
    name = _person(uow, user_id)
    refuse_wider_person(uow, user_id)
    uow.audit(SEEN, record="app_user", record_id=user_id, title=name)
    return Seen(user_id, name)


def see_as(uow: UnitOfWork, said: str, method: str) -> None:
    """Answer this request with somebody's rights.

    Raises:
        SeeingAsReads: the request would write.
        PersonNeeded, NotAllowed, NotFound, MoreThanOwn: as at the beginning.
        SeeingAsUnsaid: the look was not begun, or too long ago.
    """
    if method != "GET":
        raise SeeingAsReads
    try:
        user_id = UUID(said)
    except ValueError:
        raise NotFound(what="record.app_user") from None
    _person(uow, user_id)
    event = AUDIT_EVENT.c
    begun = select(event.id).where(
        event.tenant_id == uow.tenant_id,
        event.record == "app_user",
        event.record_id == user_id,
        event.occurred_at > uow.now - LIFE,
        event.action == SEEN,
        event.actor_id == uow.actor.user_id,
    )
    if uow.scalar(begun.limit(1)) is None:
        raise SeeingAsUnsaid
    refuse_wider_person(uow, user_id)
    granted = permissions_of(uow, user_id)
    uow.actor = replace(
        uow.actor,
        user_id=user_id,
        kind="seen",
        looks_through=uow.actor,
        permissions=access.within_demo(granted) if uow.facts.demo else granted,
    )


def _person(uow: UnitOfWork, user_id: UUID) -> str:
    require_person(uow)
    if not uow.actor.may(SEE_AS):
        raise NotAllowed(permission=f"permission.{SEE_AS}")
    person = APP_USER.c
    name = uow.scalar(
        select(person.name).where(person.tenant_id == uow.tenant_id, person.id == user_id, person.active)
    )
    if name is None:
        raise NotFound(what="record.app_user")
    return str(name)
