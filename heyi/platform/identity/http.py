"""Routes of the door: sign-up, log-in, log-out, oneself, and what guards one's login."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from fastapi import Request

from heyi.platform.access import MEMBER
from heyi.platform.http.answers import Answer, to_json
from heyi.platform.http.router import PublicDoor, Router
from heyi.platform.http.services import services_of
from heyi.platform.identity import schemas
from heyi.platform.identity.actions.end_sessions import SessionView, end_session, list_own_sessions
from heyi.platform.identity.actions.log_in import (
    Credentials,
    Entered,
    change_tenant,
    log_in,
    log_out,
    tries_to_log_in,
)
from heyi.platform.identity.actions.own_login import tries_of
from heyi.platform.identity.actions.passwords import (
    ask_for_reset,
    change_password,
    reset_password,
    tries_to_reset,
)
from heyi.platform.identity.actions.sign_up import Founding, sign_up, tries_to_sign_up
from heyi.platform.identity.actions.totp import begin_totp, confirm_totp, disable_totp
from heyi.platform.identity.permissions import SEE_AS
from heyi.platform.identity.queries import Me, TenantChoice, change_me, list_own_tenants, who_am_i
from heyi.platform.identity.second_factor import Seed
from heyi.platform.identity.seeing_as import Seen, begin_seeing_as
from heyi.platform.identity.sessions import Caller
from heyi.platform.limits import Attempt
from heyi.platform.unit_of_work import UnitOfWork

router = Router("identity")


@dataclass(frozen=True)
class SignedUp:
    """The tenant that was founded."""

    tenant_id: UUID


@dataclass(frozen=True)
class ResetAsked:
    """Whether this installation sends mail at all; it says nothing of the login."""

    mail_service: bool


@dataclass(frozen=True)
class RecoveryCodes:
    """Codes for the day the phone is lost; each works once, and they are shown only now."""

    recovery_codes: list[str]


def _count_log_in(caller: Caller, given: Mapping[str, Any]) -> Sequence[Attempt]:
    return tries_to_log_in(given["body"].login, caller.address)


def _count_sign_up(caller: Caller, given: Mapping[str, Any]) -> Sequence[Attempt]:  # noqa: ARG001 - a limit's form
    return tries_to_sign_up(caller.address)


def _count_reset(caller: Caller, given: Mapping[str, Any]) -> Sequence[Attempt]:
    return tries_to_reset(given["body"].login, caller.address)


def _count_reset_link(caller: Caller, given: Mapping[str, Any]) -> Sequence[Attempt]:
    return tries_to_reset(given["body"].token, caller.address)


@router.public("POST", "/auth/sign-up", answer=SignedUp, status=201, limit=_count_sign_up)
def post_sign_up(door: PublicDoor, body: schemas.SignUpBody) -> SignedUp:
    """Found a company and come in as its owner."""
    founding = Founding(
        company=body.company,
        name=body.name,
        login=body.login,
        password=body.password,
        language=body.language,
        taxpayer=body.taxpayer,
        chart=body.chart,
        profile={"trade": body.trade, "size": body.size, "halves": body.halves},
    )
    founded = sign_up(door.connection, founding, caller=door.caller, now=door.now)
    door.remember(founded.token)
    return SignedUp(founded.tenant_id)


@router.public("POST", "/auth/log-in", answer=Entered, limit=_count_log_in)
def post_log_in(door: PublicDoor, body: schemas.LogInBody) -> Entered:
    """Come in with login and password, and the second factor where it is on; ten tries in a quarter of an hour."""
    shown = Credentials(identifier=body.login, password=body.password, code=body.code)
    token, entered = log_in(
        door.connection, shown, caller=door.caller, now=door.now, box=door.services.secrets
    )
    door.remember(token)
    return entered


@router.public("POST", "/auth/log-out", status=204)
def post_log_out(door: PublicDoor) -> None:
    """End this session; whoever has none is out already."""
    log_out(door.connection, door.caller, now=door.now)
    door.forget = True


@router.get("/auth/me", permission=MEMBER, answer=Me)
def get_me(uow: UnitOfWork) -> Me:
    """Who I am, in which company, and what I may do."""
    return who_am_i(uow)


@router.patch("/auth/me", permission=MEMBER, answer=Me)
def patch_me(uow: UnitOfWork, body: schemas.ChangeMeBody, version: int) -> Me:
    """Change my name, or the language in which Heyi speaks to me."""
    change_me(uow, version=version, language=body.language, name=body.name)
    return who_am_i(uow)


@router.post("/auth/see-as", permission=SEE_AS, answer=Seen)
def post_see_as(uow: UnitOfWork, body: schemas.SeeAsBody) -> Seen:
    """Begin to look with a colleague's eyes: reads with the header X-See-As are answered with his rights, nothing else.

    It is put on record, and lasts twelve hours at most.
    """
    return begin_seeing_as(uow, body.user_id)


@router.get("/auth/tenants", permission=MEMBER, answer=list[TenantChoice])
def get_own_tenants(uow: UnitOfWork) -> Answer:
    """The companies that my login belongs to."""
    return Answer(200, to_json(list_own_tenants(uow)))


@router.public("POST", "/auth/tenant", answer=Entered)
def post_choose_tenant(door: PublicDoor, body: schemas.ChooseTenantBody) -> Entered:
    """Work in another of my companies: a new session there in place of the one here."""
    token, entered = change_tenant(door.connection, body.tenant_id, caller=door.caller, now=door.now)
    door.remember(token)
    return entered


@router.get("/auth/sessions", permission=MEMBER, answer=list[SessionView])
def get_own_sessions(uow: UnitOfWork) -> Answer:
    """Where I am signed in."""
    return Answer(200, to_json(list_own_sessions(uow)))


@router.delete("/auth/sessions/{session_id}", permission=MEMBER)
def delete_session(uow: UnitOfWork, session_id: UUID, version: int) -> None:
    """End a session of mine; with the permission for it anybody's in this company."""
    end_session(uow, session_id, version=version)


@router.post("/auth/password", permission=MEMBER, status=204, limit=tries_of)
def post_change_password(uow: UnitOfWork, body: schemas.ChangePasswordBody) -> None:
    """Change my password; every other session of mine ends."""
    change_password(uow, current=body.current, new=body.new)


@router.public("POST", "/auth/reset", answer=ResetAsked, status=202, limit=_count_reset)
def post_ask_for_reset(door: PublicDoor, body: schemas.AskResetBody) -> ResetAsked:
    """Have a link mailed to set a new password; the answer is the same for a login that does not exist."""
    ask_for_reset(door.connection, body.login, now=door.now)
    return ResetAsked(door.services.sends_mail)


@router.public("POST", "/auth/reset/confirm", status=204, limit=_count_reset_link)
def post_reset_password(door: PublicDoor, body: schemas.ResetBody) -> None:
    """Set a new password by the link from the mail; all sessions end, and log-in asks for the second factor as ever."""
    reset_password(door.connection, token=body.token, new=body.new, now=door.now)


@router.post("/auth/totp/begin", permission=MEMBER, answer=Seed, limit=tries_of)
def post_begin_totp(uow: UnitOfWork, body: schemas.PasswordBody, request: Request) -> Answer:
    """A seed for an authenticator app, shown once; the second factor is on when a code of it was confirmed."""
    seed = begin_totp(uow, password=body.password, box=services_of(request).secrets)
    return Answer(200, to_json(seed), secret=True)


@router.post("/auth/totp/confirm", permission=MEMBER, answer=RecoveryCodes, limit=tries_of)
def post_confirm_totp(uow: UnitOfWork, body: schemas.CodeBody, request: Request) -> Answer:
    """Switch the second factor on by a code of the app; the answer holds the recovery codes, once."""
    codes = confirm_totp(uow, code=body.code, box=services_of(request).secrets)
    return Answer(200, to_json(RecoveryCodes(codes)), secret=True)


@router.post("/auth/totp/disable", permission=MEMBER, status=204, limit=tries_of)
def post_disable_totp(uow: UnitOfWork, body: schemas.DisableTotpBody, request: Request) -> None:
    """Switch the second factor off, by password and code."""
    disable_totp(uow, password=body.password, code=body.code, box=services_of(request).secrets)
