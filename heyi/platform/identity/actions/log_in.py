"""Come in, change the tenant, and go out."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, func, select, update
from sqlalchemy.engine import RowMapping

from heyi.platform import limits
from heyi.platform.errors import NotFound, NotSignedIn
from heyi.platform.identity.actions.own_login import require_person
from heyi.platform.identity.errors import WrongPassword
from heyi.platform.identity.passwords import hash_password, outdated, password_matches, spend_time
from heyi.platform.identity.second_factor import pass_second_factor
from heyi.platform.identity.sessions import Caller, begin_work, enter_tenant, open_session, token_hash
from heyi.platform.identity.tables import LOGIN, MEMBERSHIP, SESSION
from heyi.platform.secrets import SecretBox
from heyi.platform.tenancy.tables import COMPANY, TENANT

BY_LOGIN = limits.Limit("log-in by login", 10)
BY_ADDRESS = limits.Limit("log-in by address", 50)


@dataclass(frozen=True)
class Entered:
    """The tenant the session is for, and how many this login may choose from."""

    tenant_id: UUID
    tenants: int


@dataclass(frozen=True, kw_only=True)
class Credentials:
    """What somebody shows at the door."""

    identifier: str
    password: str
    code: str | None = None


def tries_to_log_in(identifier: str, address: str) -> list[limits.Attempt]:
    """What a try to log in counts as: ten for a login and fifty for an address, in a quarter of an hour."""
    return [limits.Attempt(BY_LOGIN, identifier), limits.Attempt(BY_ADDRESS, address)]


def log_in(
    connection: Connection, shown: Credentials, *, caller: Caller, now: datetime, box: SecretBox
) -> tuple[str, Entered]:
    """Open a session for the right password and code; gives back its token and the tenant.

    The tenant is the one worked in last. The session that the caller had before is ended.

    Raises:
        WrongPassword: login or password is wrong; which of them is not told.
        CodeRequired: the password is right, and the second factor is asked for.
        WrongCode: the code is wrong, too old, or was used before.
        NotSignedIn: the login belongs to no active tenant.
    """
    login = recognise(connection, shown, now=now, box=box)
    by_login, by_address = tries_to_log_in(shown.identifier, caller.address)
    limits.forget(connection, by_login)
    limits.give_back(connection, by_address)
    memberships = connection.execute(
        select(MEMBERSHIP.c.tenant_id, MEMBERSHIP.c.user_id)
        .join(TENANT, TENANT.c.id == MEMBERSHIP.c.tenant_id)
        .where(MEMBERSHIP.c.login_id == login["id"], MEMBERSHIP.c.active, TENANT.c.active)
        .order_by(_last_seen().desc().nulls_last(), MEMBERSHIP.c.created_at)
    ).all()
    if not memberships:
        raise NotSignedIn
    log_out(connection, caller, now=now)
    tenant_id, user_id = memberships[0]
    token = open_here(
        connection, login_id=login["id"], tenant_id=tenant_id, user_id=user_id, caller=caller, now=now
    )
    return token, Entered(tenant_id, len(memberships))


def recognise(connection: Connection, shown: Credentials, *, now: datetime, box: SecretBox) -> RowMapping:
    """The login that these credentials are right for; its code is used up.

    Raises:
        WrongPassword: login or password is wrong; which of them is not told.
        CodeRequired: the password is right, and the second factor is asked for.
        WrongCode: the code is wrong, too old, or was used before.
    """
    login = connection.execute(select(LOGIN).where(LOGIN.c.identifier == shown.identifier)).mappings().first()
    if login is None:
        spend_time(shown.password)
        raise WrongPassword
    if not password_matches(login["password_hash"], shown.password):
        raise WrongPassword
    pass_second_factor(connection, login, shown.code, box=box, now=now)
    if outdated(login["password_hash"]):
        renewed = update(LOGIN).where(LOGIN.c.id == login["id"])
        connection.execute(renewed.values(password_hash=hash_password(shown.password)))
    return login


def change_tenant(
    connection: Connection, tenant_id: UUID, *, caller: Caller, now: datetime
) -> tuple[str, Entered]:
    """End the caller's session and open one in another of his tenants; gives back its token.

    Raises:
        NotSignedIn: the caller has no session.
        PersonNeeded: an API key asks.
        NotFound: the login is no active member there.
    """
    here = begin_work(connection, caller, now)
    require_person(here)
    own = select(MEMBERSHIP.c.login_id).where(
        MEMBERSHIP.c.tenant_id == here.tenant_id, MEMBERSHIP.c.user_id == here.actor.user_id
    )
    memberships = connection.execute(
        select(MEMBERSHIP.c.tenant_id, MEMBERSHIP.c.user_id, MEMBERSHIP.c.login_id)
        .join(TENANT, TENANT.c.id == MEMBERSHIP.c.tenant_id)
        .where(MEMBERSHIP.c.login_id == own.scalar_subquery(), MEMBERSHIP.c.active, TENANT.c.active)
    ).all()
    chosen = next((row for row in memberships if row.tenant_id == tenant_id), None)
    if chosen is None:
        raise NotFound(what="record.tenant")
    log_out(connection, caller, now=now)
    token = open_here(
        connection,
        login_id=chosen.login_id,
        tenant_id=tenant_id,
        user_id=chosen.user_id,
        caller=caller,
        now=now,
    )
    return token, Entered(tenant_id, len(memberships))


def open_here(
    connection: Connection,
    *,
    login_id: UUID,
    tenant_id: UUID,
    user_id: UUID,
    caller: Caller,
    now: datetime,
) -> str:
    """Open a session in the first company of a tenant; gives back its token."""
    enter_tenant(connection, tenant_id)
    company = select(COMPANY.c.id).where(COMPANY.c.tenant_id == tenant_id).order_by(COMPANY.c.id).limit(1)
    return open_session(
        connection,
        login_id=login_id,
        tenant_id=tenant_id,
        user_id=user_id,
        company_id=connection.execute(company).scalar_one(),
        caller=caller,
        now=now,
    )


def log_out(connection: Connection, caller: Caller, *, now: datetime) -> None:
    """End the caller's session, if it has one."""
    if caller.session_token:
        ended = update(SESSION).where(
            SESSION.c.token_hash == token_hash(caller.session_token), SESSION.c.ended_at.is_(None)
        )
        connection.execute(ended.values(ended_at=now))


def _last_seen() -> Any:
    return (
        select(func.max(SESSION.c.seen_at))
        .where(SESSION.c.login_id == MEMBERSHIP.c.login_id, SESSION.c.tenant_id == MEMBERSHIP.c.tenant_id)
        .correlate(MEMBERSHIP)
        .scalar_subquery()
    )
