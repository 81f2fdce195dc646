"""Where somebody is signed in, and how that ends."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, select, update

from heyi.platform.errors import NotFound, VersionChanged
from heyi.platform.identity.actions.own_login import require_person
from heyi.platform.identity.permissions import END_SESSION
from heyi.platform.identity.tables import APP_USER, LOGIN, MEMBERSHIP, SESSION
from heyi.platform.tenancy.tables import TENANT
from heyi.platform.unit_of_work import UnitOfWork

# A session is begun and ended, never changed between: its version is always the first.
ONLY_VERSION = 1


@dataclass(frozen=True)
class SessionView:
    """One place where somebody is signed in."""

    id: UUID
    version: int
    user_id: UUID
    company: str
    created_at: datetime
    seen_at: datetime
    expires_at: datetime
    user_agent: str
    address: str
    current: bool


def list_own_sessions(uow: UnitOfWork) -> list[SessionView]:
    """Where one's own login is signed in, in whatever tenant, the latest first; a visitor of the demo sees his own.

    Raises:
        PersonNeeded: an API key asks; a key reaches no further than its tenant.
    """
    require_person(uow)
    if uow.facts.demo:
        return _list(uow, SESSION.c.id == uow.actor.session_id)
    return _list(uow, SESSION.c.login_id == _own_login_id(uow))


def list_sessions_of(uow: UnitOfWork, user_id: UUID) -> list[SessionView]:
    """Where a user is signed in to this tenant.

    Raises:
        NotFound: there is no such user.
    """
    user = select(APP_USER.c.id).where(APP_USER.c.tenant_id == uow.tenant_id, APP_USER.c.id == user_id)
    if uow.scalar(user) is None:
        raise NotFound(what="record.app_user")
    return _list(uow, SESSION.c.tenant_id == uow.tenant_id, SESSION.c.user_id == user_id)


def end_session(uow: UnitOfWork, session_id: UUID, *, version: int) -> None:
    """End a session of one's own, or with the permission for it one that is signed in to this tenant.

    Raises:
        NotInDemo: this is the demo company.
        PersonNeeded: an API key asks.
        NotFound: there is no such session that one may end.
        VersionChanged: the version is not that of a session.
    """
    uow.refuse_in_demo()
    require_person(uow)
    if version != ONLY_VERSION:
        raise VersionChanged(what="record.session", yours=version, now=ONLY_VERSION)
    may_be_ended = SESSION.c.login_id == _own_login_id(uow)
    if uow.actor.may(END_SESSION):
        may_be_ended |= SESSION.c.tenant_id == uow.tenant_id
    ended = update(SESSION).where(SESSION.c.id == session_id, SESSION.c.ended_at.is_(None), may_be_ended)
    user_id = uow.execute(ended.values(ended_at=uow.now).returning(SESSION.c.user_id)).scalar()
    if user_id is None:
        raise NotFound(what="record.session")
    uow.audit("session_ended", record="app_user", record_id=user_id)


def end_sessions_of(uow: UnitOfWork, user_id: UUID) -> None:
    """End every session of a user in this tenant."""
    ended = update(SESSION).where(
        SESSION.c.tenant_id == uow.tenant_id, SESSION.c.user_id == user_id, SESSION.c.ended_at.is_(None)
    )
    uow.execute(ended.values(ended_at=uow.now))


def _own_login_id(uow: UnitOfWork) -> ColumnElement[UUID]:
    return (
        select(MEMBERSHIP.c.login_id)
        .where(MEMBERSHIP.c.tenant_id == uow.tenant_id, MEMBERSHIP.c.user_id == uow.actor.user_id)
        .scalar_subquery()
    )


def _list(uow: UnitOfWork, *which: ColumnElement[bool]) -> list[SessionView]:
    query = (
        select(SESSION, TENANT.c.name.label("company"))
        .join(TENANT, TENANT.c.id == SESSION.c.tenant_id)
        .join(LOGIN, LOGIN.c.id == SESSION.c.login_id)
        .where(*which, SESSION.c.ended_at.is_(None), SESSION.c.expires_at > uow.now)
        .order_by(SESSION.c.seen_at.desc(), SESSION.c.id.desc())
        .limit(200)
    )
    return [
        SessionView(
            id=row["id"],
            version=ONLY_VERSION,
            user_id=row["user_id"],
            company=row["company"],
            created_at=row["created_at"],
            seen_at=row["seen_at"],
            expires_at=row["expires_at"],
            user_agent=row["user_agent"],
            address=row["address"],
            current=row["id"] == uow.actor.session_id,
        )
        for row in uow.rows(query)
    ]
