"""Bring somebody in: an invitation with a link that works once, accepted with a new login or an existing one."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, delete, select
from sqlalchemy.engine import RowMapping

from heyi.kit.identifiers import valid_email
from heyi.platform import limits
from heyi.platform.errors import FieldProblem, InvalidInput, NotFound, VersionChanged
from heyi.platform.identity.actions import links
from heyi.platform.identity.actions.log_in import BY_ADDRESS, Credentials, Entered, open_here, recognise
from heyi.platform.identity.actions.roles import role_to_give
from heyi.platform.identity.actions.sign_up import add_login, add_user, join
from heyi.platform.identity.errors import AlreadyMember, LinkUnusable
from heyi.platform.identity.mails import InvitationMail, send_invitation
from heyi.platform.identity.passwords import check_password
from heyi.platform.identity.sessions import Caller, system_work, token_hash
from heyi.platform.identity.tables import (
    APP_USER,
    DEPARTMENT,
    INVITATION,
    LOGIN,
    MEMBERSHIP,
    ONE_TIME_TOKEN,
    ROLE,
)
from heyi.platform.jobs.queue import enqueue
from heyi.platform.messages import Language
from heyi.platform.secrets import SecretBox
from heyi.platform.tenancy.tables import TENANT
from heyi.platform.unit_of_work import UnitOfWork

BY_LINK = limits.Limit("invitation by link", 10)


@dataclass(frozen=True, kw_only=True)
class Invited:
    """Who is invited, and as what."""

    login: str
    name: str
    role_id: UUID
    department_id: UUID | None


@dataclass(frozen=True)
class InvitationMade:
    """An invitation and its link, which is shown only now.

    It is also mailed where the login is an e-mail address and the installation sends mail, as `mail_service` says.
    """

    id: UUID
    version: int
    login: str
    name: str
    expires_at: datetime
    link: str
    mailed: bool
    mail_service: bool


@dataclass(frozen=True)
class InvitationView:
    """An open invitation."""

    id: UUID
    version: int
    login: str
    name: str
    role: str
    department: str | None
    inviter: str | None
    created_at: datetime
    expires_at: datetime


@dataclass(frozen=True)
class InvitationFound:
    """What somebody with the link sees before he accepts; `known` says that the login has a password already."""

    company: str
    login: str
    name: str
    known: bool


@dataclass(frozen=True, kw_only=True)
class Acceptance:
    """What somebody with the link says to come in."""

    token: str
    name: str
    password: str
    code: str | None
    language: Language


def invite(uow: UnitOfWork, invited: Invited, *, address: str, sends_mail: bool) -> InvitationMade:
    """Invite somebody; an open invitation of the same login gives way to this one.

    Raises:
        AlreadyMember: the login belongs to a user of this tenant.
        InvalidInput: the role or the department does not exist.
        MoreThanOwn: the role allows what the actor does not hold himself.
    """
    member = select(APP_USER.c.id).where(
        APP_USER.c.tenant_id == uow.tenant_id, APP_USER.c.login == invited.login
    )
    if uow.scalar(member) is not None:
        raise AlreadyMember(login=invited.login)
    role_to_give(uow, invited.role_id)
    _require_department(uow, invited.department_id)
    uow.execute(
        delete(INVITATION).where(INVITATION.c.tenant_id == uow.tenant_id, INVITATION.c.login == invited.login)
    )
    invitation_id = uow.new_id()
    expires_at = uow.now + links.INVITATION_LIFE
    row = {
        "id": invitation_id,
        "login": invited.login,
        "name": invited.name,
        "role_id": invited.role_id,
        "department_id": invited.department_id,
        "expires_at": expires_at,
    }
    uow.insert(INVITATION, row)
    uow.audit("invited", record="invitation", record_id=invitation_id, title=invited.name)
    token = links.give_out_invitation(uow, invitation_id)
    by_mail = valid_email(invited.login)
    if by_mail:
        enqueue(uow, send_invitation, InvitationMail(invitation_id))
    link = f"{address}/invitation?token={token}"
    return InvitationMade(
        id=invitation_id,
        version=1,
        login=invited.login,
        name=invited.name,
        expires_at=expires_at,
        link=link,
        mailed=by_mail and sends_mail,
        mail_service=sends_mail,
    )


def list_invitations(uow: UnitOfWork) -> Sequence[InvitationView]:
    """The open invitations, the latest first."""
    at = INVITATION.c
    query = (
        select(
            INVITATION,
            ROLE.c.name.label("role"),
            DEPARTMENT.c.name.label("department"),
            APP_USER.c.name.label("inviter"),
        )
        .join(ROLE, (ROLE.c.tenant_id == at.tenant_id) & (ROLE.c.id == at.role_id))
        .outerjoin(
            DEPARTMENT, (DEPARTMENT.c.tenant_id == at.tenant_id) & (DEPARTMENT.c.id == at.department_id)
        )
        .outerjoin(APP_USER, (APP_USER.c.tenant_id == at.tenant_id) & (APP_USER.c.id == at.created_by))
        .where(at.tenant_id == uow.tenant_id, at.expires_at > uow.now)
        .order_by(at.id.desc())
        .limit(200)
    )
    return [_view(row) for row in uow.rows(query)]


def withdraw(uow: UnitOfWork, invitation_id: UUID, *, version: int) -> None:
    """Take an open invitation back; its link works no more.

    Raises:
        NotFound: it does not exist, or was accepted.
        VersionChanged: it is not at this version.
    """
    place = (INVITATION.c.tenant_id == uow.tenant_id, INVITATION.c.id == invitation_id)
    found = uow.first(select(INVITATION).where(*place).with_for_update())
    if found is None:
        raise NotFound(what="record.invitation")
    if found["version"] != version:
        raise VersionChanged(what="record.invitation", yours=version, now=found["version"])
    uow.execute(delete(INVITATION).where(*place))
    uow.audit("withdrawn", record="invitation", record_id=invitation_id, title=found["name"])


def find_invitation(connection: Connection, token: str, *, now: datetime) -> InvitationFound:
    """What the link is for; it is not used up by looking.

    Raises:
        LinkUnusable: it was used or withdrawn, is too old, or was never given out.
    """
    query = select(ONE_TIME_TOKEN).where(
        ONE_TIME_TOKEN.c.token_hash == token_hash(token),
        ONE_TIME_TOKEN.c.purpose == links.INVITATION,
        ONE_TIME_TOKEN.c.used_at.is_(None),
        ONE_TIME_TOKEN.c.expires_at > now,
    )
    link = connection.execute(query).first()
    if link is None:
        raise LinkUnusable
    uow = system_work(connection, tenant_id=link.tenant_id, now=now, door="web")
    invitation = _open_invitation(uow, link.invitation_id)
    company = connection.execute(select(TENANT.c.name).where(TENANT.c.id == link.tenant_id)).scalar_one()
    known = connection.execute(select(LOGIN.c.id).where(LOGIN.c.identifier == invitation["login"])).first()
    return InvitationFound(company, invitation["login"], invitation["name"], known is not None)


def accept_invitation(
    connection: Connection, said: Acceptance, *, caller: Caller, now: datetime, box: SecretBox
) -> tuple[str, Entered]:
    """Come in by an invitation; gives back the token of a session.

    A login that exists proves itself with its own password and second factor, and then belongs to one tenant more; the
    holder of a link alone gets into nobody's login.

    Raises:
        LinkUnusable: the link was used or withdrawn, is too old, or was never given out.
        WrongPassword: the login exists, and this is not its password.
        CodeRequired: the login exists, and its second factor is asked for.
        WrongCode: the code is wrong, too old, or was used before.
        InvalidInput: the new password is too weak.
        AlreadyMember: the login belongs to a user of the tenant.
    """
    link: Any = links.use_link(connection, said.token, links.INVITATION, now=now)
    uow = system_work(connection, tenant_id=link.tenant_id, now=now, door="web")
    invitation = _open_invitation(uow, link.invitation_id)
    login_id = _login(connection, invitation["login"], said, now=now, box=box)
    place = (MEMBERSHIP.c.tenant_id == uow.tenant_id, MEMBERSHIP.c.login_id == login_id)
    if connection.execute(select(MEMBERSHIP.c.user_id).where(*place)).first() is not None:
        raise AlreadyMember(login=invitation["login"])
    user_id = uow.new_id()
    uow.actor = replace(uow.actor, user_id=user_id, kind="user", name=said.name)
    add_user(
        uow,
        user_id,
        name=said.name,
        login=invitation["login"],
        role_ids=[invitation["role_id"]],
        department_id=invitation["department_id"],
    )
    uow.flush()
    join(connection, tenant_id=uow.tenant_id, login_id=login_id, user_id=user_id, now=now)
    uow.execute(
        delete(INVITATION).where(INVITATION.c.tenant_id == uow.tenant_id, INVITATION.c.id == invitation["id"])
    )
    uow.audit("accepted", record="invitation", record_id=invitation["id"], title=said.name)
    uow.flush()
    limits.give_back(connection, limits.Attempt(BY_ADDRESS, caller.address))
    token = open_here(
        connection, login_id=login_id, tenant_id=uow.tenant_id, user_id=user_id, caller=caller, now=now
    )
    own = select(MEMBERSHIP.c.tenant_id).where(MEMBERSHIP.c.login_id == login_id, MEMBERSHIP.c.active)
    return token, Entered(uow.tenant_id, len(connection.execute(own).all()))


def tries_to_accept(token: str, address: str) -> list[limits.Attempt]:
    """What a try with a link counts as: ten for a link and fifty for an address, in a quarter of an hour."""
    return [limits.Attempt(BY_LINK, token), limits.Attempt(BY_ADDRESS, address)]


def forget_old(uow: UnitOfWork) -> int:
    """Remove invitations that nobody accepted in time; gives back how many."""
    old = delete(INVITATION).where(INVITATION.c.tenant_id == uow.tenant_id, INVITATION.c.expires_at < uow.now)
    return uow.execute(old).rowcount


def _login(
    connection: Connection, identifier: str, said: Acceptance, *, now: datetime, box: SecretBox
) -> UUID:
    if connection.execute(select(LOGIN.c.id).where(LOGIN.c.identifier == identifier)).first() is not None:
        shown = Credentials(identifier=identifier, password=said.password, code=said.code)
        existing: UUID = recognise(connection, shown, now=now, box=box)["id"]
        return existing
    check_password(said.password, identifier=identifier)
    return add_login(
        connection, identifier=identifier, password=said.password, language=said.language, now=now
    )


def _open_invitation(uow: UnitOfWork, invitation_id: UUID) -> RowMapping:
    query = select(INVITATION).where(
        INVITATION.c.tenant_id == uow.tenant_id,
        INVITATION.c.id == invitation_id,
        INVITATION.c.expires_at > uow.now,
    )
    found = uow.first(query.with_for_update())
    if found is None:
        raise LinkUnusable
    return found


def _require_department(uow: UnitOfWork, department_id: UUID | None) -> None:
    if department_id is None:
        return
    query = select(DEPARTMENT.c.id).where(
        DEPARTMENT.c.tenant_id == uow.tenant_id, DEPARTMENT.c.id == department_id
    )
    if uow.scalar(query) is None:
        problem = FieldProblem("department_id", "no_such_record", {"value": str(department_id)})
        raise InvalidInput(problems=[problem])


def _view(row: RowMapping) -> InvitationView:
    return InvitationView(**{name: row[name] for name in InvitationView.__annotations__})
