"""Change a password one knows, or get back in after forgetting it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection, delete, select, update

from heyi.kit.ids import uuid7
from heyi.platform import limits
from heyi.platform.errors import FieldProblem, InvalidInput, NotFound
from heyi.platform.identity.actions.links import RESET, RESET_LIFE, give_out_reset, use_link
from heyi.platform.identity.actions.own_login import prove
from heyi.platform.identity.actions.roles import refuse_wider_person
from heyi.platform.identity.errors import LoginElsewhere
from heyi.platform.identity.mails import ResetMail, send_reset
from heyi.platform.identity.passwords import check_password, hash_password
from heyi.platform.identity.tables import LOGIN, MEMBERSHIP, ONE_TIME_TOKEN, SESSION
from heyi.platform.jobs.queue import enqueue_for_system
from heyi.platform.unit_of_work import UnitOfWork


@dataclass(frozen=True)
class LinkMade:
    """A link that works once, shown only now."""

    link: str
    expires_at: datetime


RESET_BY_LOGIN = limits.Limit("reset by login", 5)
RESET_BY_ADDRESS = limits.Limit("reset by address", 50)


def change_password(uow: UnitOfWork, *, current: str, new: str) -> None:
    """Set a new password for one's own login; every other session of it ends.

    Raises:
        PersonNeeded: an API key asks.
        WrongCurrentPassword: the current password is not that.
        InvalidInput: the new one is too weak, or the same.
    """
    login = prove(uow, current)
    if new == current:
        raise InvalidInput(problems=[FieldProblem("new", "password_same")])
    check_password(new, identifier=login["identifier"], field="new")
    _set_password(uow.connection, login["id"], new, now=uow.now)
    end_sessions(uow.connection, login["id"], now=uow.now, but=uow.actor.session_id)
    assert uow.actor.user_id is not None
    uow.audit("password_changed", record="app_user", record_id=uow.actor.user_id, title=uow.actor.name)


def ask_for_reset(connection: Connection, identifier: str, *, now: datetime) -> None:
    """Have a link mailed to this login. For one that nobody has the same is done, with an id that nobody has."""
    found: UUID | None = connection.execute(
        select(LOGIN.c.id).where(LOGIN.c.identifier == identifier)
    ).scalar()
    enqueue_for_system(connection, send_reset, ResetMail(found or uuid7(now)), now=now)


def reset_link_for(uow: UnitOfWork, user_id: UUID, *, address: str) -> LinkMade:
    """A link for somebody who cannot get mail (his login is a phone number), to be handed over by a colleague.

    Only where it opens nothing beyond this tenant, and nothing that the colleague may not do himself; the second factor
    of the login is still asked at the door.

    Raises:
        NotFound: there is no such user who may come in.
        MoreThanOwn: he holds what the actor does not.
        LoginElsewhere: his login belongs to another tenant too.
    """
    own = select(MEMBERSHIP.c.login_id).where(
        MEMBERSHIP.c.tenant_id == uow.tenant_id, MEMBERSHIP.c.user_id == user_id, MEMBERSHIP.c.active
    )
    login_id: UUID | None = uow.scalar(own)
    if login_id is None:
        raise NotFound(what="record.app_user")
    refuse_wider_person(uow, user_id)
    if len(uow.rows(select(MEMBERSHIP.c.tenant_id).where(MEMBERSHIP.c.login_id == login_id))) != 1:
        raise LoginElsewhere
    token = give_out_reset(uow.connection, login_id, now=uow.now)
    uow.audit("reset_link_given", record="app_user", record_id=user_id)
    return LinkMade(f"{address}/reset?token={token}", uow.now + RESET_LIFE)


def reset_link_of_operator(
    connection: Connection, identifier: str, *, address: str, now: datetime
) -> str | None:
    """A link for any login, for whoever runs the installation; None if nobody has it."""
    login_id = connection.execute(select(LOGIN.c.id).where(LOGIN.c.identifier == identifier)).scalar()
    if login_id is None:
        return None
    return f"{address}/reset?token={give_out_reset(connection, login_id, now=now)}"


def reset_password(connection: Connection, *, token: str, new: str, now: datetime) -> None:
    """Set a new password by a token from a mail. Nobody comes in by it: the second factor is still asked at the door.

    Every session of the login ends, and its other tokens too.

    Raises:
        LinkUnusable: the token was used, is too old, or was never given out.
        InvalidInput: the new password is too weak.
    """
    login_id = use_link(connection, token, RESET, now=now).login_id
    identifier = connection.execute(select(LOGIN.c.identifier).where(LOGIN.c.id == login_id)).scalar_one()
    check_password(new, identifier=identifier, field="new")
    _set_password(connection, login_id, new, now=now)
    end_sessions(connection, login_id, now=now)


def end_sessions(connection: Connection, login_id: UUID, *, now: datetime, but: UUID | None = None) -> None:
    """End every session of a login, in every tenant, but one."""
    ended = update(SESSION).where(SESSION.c.login_id == login_id, SESSION.c.ended_at.is_(None))
    if but is not None:
        ended = ended.where(SESSION.c.id != but)
    connection.execute(ended.values(ended_at=now))


def _set_password(connection: Connection, login_id: UUID, new: str, *, now: datetime) -> None:
    changed = update(LOGIN).where(LOGIN.c.id == login_id)
    connection.execute(changed.values(password_hash=hash_password(new), password_changed_at=now))
    others = delete(ONE_TIME_TOKEN).where(
        ONE_TIME_TOKEN.c.login_id == login_id,
        ONE_TIME_TOKEN.c.purpose == RESET,
        ONE_TIME_TOKEN.c.used_at.is_(None),
    )
    connection.execute(others)


def tries_to_reset(identifier: str, address: str) -> list[limits.Attempt]:
    """What asking for a link counts as: five for a login and fifty for an address, in a quarter of an hour."""
    return [limits.Attempt(RESET_BY_LOGIN, identifier), limits.Attempt(RESET_BY_ADDRESS, address)]
