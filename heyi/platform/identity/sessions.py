"""From a cookie or key to an actor: one look-up, then the tenant's context, before anything else is read."""

import hashlib
import secrets
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, bindparam, select, update
from sqlalchemy.engine import RowMapping

from heyi.kit.ids import uuid7
from heyi.platform import access
from heyi.platform.errors import NotSignedIn
from heyi.platform.identity.rights import permissions_of
from heyi.platform.identity.tables import API_KEY, APP_USER, LOGIN, MEMBERSHIP, SESSION
from heyi.platform.messages import Language
from heyi.platform.tenancy.settled import TenantFacts
from heyi.platform.tenancy.tables import COMPANY, TENANT
from heyi.platform.unit_of_work import Actor, UnitOfWork

SESSION_LIFE = timedelta(days=14)
SEEN_EVERY = timedelta(minutes=5)
API_KEY_PREFIX = "heyi_"


@dataclass(frozen=True, kw_only=True)
class Caller:
    """What the request says of itself."""

    session_token: str | None = None
    api_key: str | None = None
    language: Language = "zh-CN"
    user_agent: str = ""
    address: str = ""


def token_hash(token: str) -> bytes:
    """What is stored of a random 256-bit token: its SHA-256, which is enough since the token cannot be guessed."""
    return hashlib.sha256(token.encode()).digest()


def new_token() -> str:
    """A fresh secret of 256 random bits."""
    return secrets.token_urlsafe(32)


def enter_tenant(connection: Connection, tenant_id: UUID) -> None:
    """Bind the transaction to one tenant; row-level security shows no other row from here on.

    `SET LOCAL` with a literal, since it must also reach the nodes of a distributed server; the id is a checked UUID.
    """
    connection.exec_driver_sql(f"SET LOCAL app.tenant_id = '{UUID(str(tenant_id))}'")


def open_session(
    connection: Connection,
    *,
    login_id: UUID,
    tenant_id: UUID,
    user_id: UUID,
    company_id: UUID,
    caller: Caller,
    now: datetime,
) -> str:
    """Begin a session and give back its token, which is shown once and stored only as a hash."""
    token = new_token()
    row = {
        "id": uuid7(now),
        "token_hash": token_hash(token),
        "login_id": login_id,
        "tenant_id": tenant_id,
        "user_id": user_id,
        "company_id": company_id,
        "created_at": now,
        "seen_at": now,
        "expires_at": now + SESSION_LIFE,
        "user_agent": caller.user_agent[:300],
        "address": caller.address[:64],
    }
    connection.execute(SESSION.insert().values(row))
    return token


def begin_work(connection: Connection, caller: Caller, now: datetime) -> UnitOfWork:
    """Recognise the caller and open the tenant's unit of work on this connection's transaction.

    Raises:
        NotSignedIn: no session or key, or one that is unknown, expired, ended, or whose member was switched off.
    """
    by_key = caller.api_key is not None
    secret = caller.api_key if by_key else caller.session_token
    if not secret:
        raise NotSignedIn
    query = _API_KEY_QUERY if by_key else _SESSION_QUERY
    found = connection.execute(query, {"hash": token_hash(secret), "now": now}).mappings().first()
    if found is None:
        raise NotSignedIn
    enter_tenant(connection, found["tenant_id"])
    work = UnitOfWork(
        connection=connection,
        facts=_facts(found),
        actor=_actor(found, caller, by_key=by_key),
        now=now,
        statements=2,
    )
    granted = permissions_of(work, found["user_id"])
    if by_key:
        granted &= frozenset(found["scopes"])
    if work.facts.demo:
        granted = access.within_demo(granted)
    work.actor = replace(work.actor, permissions=granted)
    if found["seen_at"] is None or now - found["seen_at"] > SEEN_EVERY:
        _mark_seen(work, found["session_id"], by_key=by_key)
    return work


def begin_job_work(
    connection: Connection,
    *,
    tenant_id: UUID,
    company_id: UUID | None,
    user_id: UUID | None,
    scopes: Collection[str] | None,
    name: str,
    now: datetime,
) -> UnitOfWork:
    """Open the tenant's unit of work for a job, with what its user's roles allow now, or as the system if it has none.

    `scopes` narrow the rights further, if an API key asked for the job.

    Raises:
        NotSignedIn: the tenant is gone, or the user was switched off.
    """
    work = system_work(connection, tenant_id=tenant_id, now=now, door="job", company_id=company_id)
    if user_id is None:
        return work
    query = (
        select(LOGIN.c.language)
        .join(MEMBERSHIP, MEMBERSHIP.c.login_id == LOGIN.c.id)
        .where(MEMBERSHIP.c.tenant_id == tenant_id, MEMBERSHIP.c.user_id == user_id, MEMBERSHIP.c.active)
    )
    language = work.scalar(query)
    if language is None:
        raise NotSignedIn
    granted = permissions_of(work, user_id)
    if scopes is not None:
        granted &= frozenset(scopes)
    work.actor = Actor(
        user_id=user_id, kind="job", door="job", permissions=granted, language=language, name=name
    )
    return work


def system_work(
    connection: Connection, *, tenant_id: UUID, now: datetime, door: str, company_id: UUID | None = None
) -> UnitOfWork:
    """A unit of work of the system itself (jobs, seeds, checks) inside one tenant, holding every permission.

    Raises:
        NotSignedIn: there is no such tenant or company.
    """
    enter_tenant(connection, tenant_id)
    query = (
        select(*_TENANT_COLUMNS, COMPANY.c.id.label("company_id"))
        .join(COMPANY, COMPANY.c.tenant_id == TENANT.c.id)
        .where(TENANT.c.id == tenant_id)
        .order_by(COMPANY.c.id)
    )
    if company_id is not None:
        query = query.where(COMPANY.c.id == company_id)
    found = connection.execute(query).mappings().first()
    if found is None:
        raise NotSignedIn
    everything = frozenset(item.name for item in access.all_permissions())
    actor = Actor(user_id=None, kind="system", door=door, permissions=everything)
    return UnitOfWork(connection=connection, facts=_facts(found), actor=actor, now=now)


def _facts(found: RowMapping) -> TenantFacts:
    return TenantFacts(
        tenant_id=found["tenant_id"],
        company_id=found["company_id"],
        time_zone=found["time_zone"],
        currency=found["currency"],
        settings_version=found["settings_version"],
        demo=found["demo"],
    )


def _actor(found: RowMapping, caller: Caller, *, by_key: bool) -> Actor:
    return Actor(
        user_id=found["user_id"],
        kind="api_key" if by_key else "user",
        door="api" if by_key else "web",
        permissions=frozenset(),
        language=caller.language,
        name=found["key_name"] if by_key else "",
        session_id=found["session_id"],
    )


def _mark_seen(uow: UnitOfWork, session_id: UUID, *, by_key: bool) -> None:
    if by_key:
        uow.execute(update(API_KEY).where(API_KEY.c.id == session_id).values(used_at=uow.now))
    else:
        uow.execute(update(SESSION).where(SESSION.c.id == session_id).values(seen_at=uow.now))


# The company is a tenant's row that cannot be read before the tenant is known, so its zone and currency are kept beside
# the session's tenant in the control plane.
_TENANT_COLUMNS: tuple[Any, ...] = (
    TENANT.c.id.label("tenant_id"),
    TENANT.c.settings_version,
    TENANT.c.demo,
    TENANT.c.time_zone,
    TENANT.c.currency,
)

_SESSION_QUERY = (
    select(
        *_TENANT_COLUMNS,
        SESSION.c.id.label("session_id"),
        SESSION.c.company_id,
        SESSION.c.user_id,
        SESSION.c.seen_at,
        LOGIN.c.language,
    )
    .join(TENANT, TENANT.c.id == SESSION.c.tenant_id)
    .join(LOGIN, LOGIN.c.id == SESSION.c.login_id)
    .join(
        MEMBERSHIP,
        (MEMBERSHIP.c.tenant_id == SESSION.c.tenant_id) & (MEMBERSHIP.c.login_id == SESSION.c.login_id),
    )
    .where(
        SESSION.c.token_hash == bindparam("hash"),
        SESSION.c.ended_at.is_(None),
        SESSION.c.expires_at > bindparam("now"),
        MEMBERSHIP.c.active,
        TENANT.c.active,
    )
)

_API_KEY_QUERY = (
    select(
        *_TENANT_COLUMNS,
        API_KEY.c.id.label("session_id"),
        API_KEY.c.name.label("key_name"),
        API_KEY.c.company_id,
        API_KEY.c.user_id,
        API_KEY.c.scopes,
        API_KEY.c.used_at.label("seen_at"),
    )
    .join(TENANT, TENANT.c.id == API_KEY.c.tenant_id)
    .join(
        MEMBERSHIP,
        (MEMBERSHIP.c.tenant_id == API_KEY.c.tenant_id) & (MEMBERSHIP.c.user_id == API_KEY.c.user_id),
    )
    .where(
        API_KEY.c.key_hash == bindparam("hash"),
        API_KEY.c.ended_at.is_(None),
        (API_KEY.c.expires_at.is_(None)) | (API_KEY.c.expires_at > bindparam("now")),
        MEMBERSHIP.c.active,
        TENANT.c.active,
    )
)


@contextmanager
def acting_as(uow: UnitOfWork, user_id: UUID, *, door: str) -> Iterator[None]:
    """Work as another person of the tenant for a while, with all that his roles allow now and nothing of the actor's.

    Raises:
        NotSignedIn: he was switched off.
    """
    person = APP_USER.c
    active = select(person.active).where(person.tenant_id == uow.tenant_id, person.id == user_id)
    if not uow.once(("active", user_id), lambda: uow.scalar(active)):
        raise NotSignedIn
    granted = permissions_of(uow, user_id)
    actor = Actor(user_id=user_id, kind="user", door=door, permissions=granted, language=uow.actor.language)
    with uow.acting(actor):
        yield
