"""Come in and go out."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection, select, update

from heyi.platform.errors import NotSignedIn
from heyi.platform.identity.errors import WrongPassword
from heyi.platform.identity.passwords import password_matches, spend_time
from heyi.platform.identity.sessions import Caller, enter_tenant, open_session, token_hash
from heyi.platform.identity.tables import LOGIN, MEMBERSHIP, SESSION
from heyi.platform.tenancy.tables import COMPANY, TENANT


@dataclass(frozen=True)
class Entered:
    """The tenant the session is for."""

    tenant_id: UUID


def log_in(
    connection: Connection, identifier: str, password: str, *, caller: Caller, now: datetime
) -> tuple[str, Entered]:
    """Open a session for the right password; gives back its token and the tenant.

    Raises:
        WrongPassword: login or password is wrong; which of them is not told.
        NotSignedIn: the login belongs to no active tenant.
    """
    login = connection.execute(select(LOGIN).where(LOGIN.c.identifier == identifier)).mappings().first()
    if login is None:
        spend_time(password)
        raise WrongPassword
    if not password_matches(login["password_hash"], password):
        raise WrongPassword
    membership = connection.execute(
        select(MEMBERSHIP.c.tenant_id, MEMBERSHIP.c.user_id)
        .join(TENANT, TENANT.c.id == MEMBERSHIP.c.tenant_id)
        .where(MEMBERSHIP.c.login_id == login["id"], MEMBERSHIP.c.active, TENANT.c.active)
        .order_by(MEMBERSHIP.c.created_at)
    ).mappings().first()  # fmt: skip
    if membership is None:
        raise NotSignedIn
    enter_tenant(connection, membership["tenant_id"])
    company = (
        select(COMPANY.c.id).where(COMPANY.c.tenant_id == membership["tenant_id"]).order_by(COMPANY.c.id)
    )
    token = open_session(
        connection,
        login_id=login["id"],
        tenant_id=membership["tenant_id"],
        user_id=membership["user_id"],
        company_id=connection.execute(company).scalar_one(),
        caller=caller,
        now=now,
    )
    return token, Entered(membership["tenant_id"])


def log_out(connection: Connection, caller: Caller, *, now: datetime) -> None:
    """End the caller's session, if it has one."""
    if caller.session_token:
        ended = update(SESSION).where(
            SESSION.c.token_hash == token_hash(caller.session_token), SESSION.c.ended_at.is_(None)
        )
        connection.execute(ended.values(ended_at=now))
