"""Links that work once and not for long: only the hash of what they carry is kept."""

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import Connection, Row, update

from heyi.platform.identity.errors import LinkUnusable
from heyi.platform.identity.sessions import new_token, token_hash
from heyi.platform.identity.tables import ONE_TIME_TOKEN
from heyi.platform.unit_of_work import UnitOfWork

RESET, INVITATION = "reset", "invitation"
RESET_LIFE = timedelta(minutes=30)
INVITATION_LIFE = timedelta(days=7)


def give_out_reset(connection: Connection, login_id: UUID, *, now: datetime) -> str:
    """A token that lets its holder set a new password for the login, once, for thirty minutes."""
    return _give_out(connection, RESET, now=now, until=now + RESET_LIFE, login_id=login_id)


def give_out_invitation(uow: UnitOfWork, invitation_id: UUID) -> str:
    """A token that lets its holder accept the invitation, once, for seven days."""
    until = uow.now + INVITATION_LIFE
    return _give_out(
        uow.connection,
        INVITATION,
        now=uow.now,
        until=until,
        tenant_id=uow.tenant_id,
        invitation_id=invitation_id,
    )


def use_link(connection: Connection, token: str, purpose: str, *, now: datetime) -> Row[tuple[object, ...]]:
    """Use up a token; gives back `login_id`, `tenant_id` and `invitation_id` as far as it has them.

    Raises:
        LinkUnusable: the token was used, is too old, was never given out, or is for something else.
    """
    taken = (
        update(ONE_TIME_TOKEN)
        .where(
            ONE_TIME_TOKEN.c.token_hash == token_hash(token),
            ONE_TIME_TOKEN.c.purpose == purpose,
            ONE_TIME_TOKEN.c.used_at.is_(None),
            ONE_TIME_TOKEN.c.expires_at > now,
        )
        .values(used_at=now)
        .returning(ONE_TIME_TOKEN.c.login_id, ONE_TIME_TOKEN.c.tenant_id, ONE_TIME_TOKEN.c.invitation_id)
    )
    found = connection.execute(taken).first()
    if found is None:
        raise LinkUnusable
    return found


def _give_out(
    connection: Connection, purpose: str, *, now: datetime, until: datetime, **subject: UUID
) -> str:
    token = new_token()
    row = {"token_hash": token_hash(token), "purpose": purpose, "created_at": now, "expires_at": until}
    connection.execute(ONE_TIME_TOKEN.insert().values(row | subject))
    return token
