"""Mails of the door. A job is given ids only and makes the link itself, so that no queue holds what lets one in."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from heyi.kit.identifiers import valid_email
from heyi.platform.identity.actions.links import RESET_LIFE, give_out_invitation, give_out_reset
from heyi.platform.identity.tables import APP_USER, INVITATION, LOGIN
from heyi.platform.jobs.definition import Running, job
from heyi.platform.notify.mail import mail_from_catalogue
from heyi.platform.tenancy.tables import COMPANY


@dataclass(frozen=True)
class ResetMail:
    """Whose password is to be set anew; it may be nobody's id."""

    login_id: UUID


@dataclass(frozen=True)
class InvitationMail:
    """Which invitation is to be mailed."""

    invitation_id: UUID


@job("identity.send_reset", ResetMail)
def send_reset(run: Running[ResetMail]) -> None:
    """Mail a link to set a new password to a login that is an e-mail address; for any other do nothing."""
    query = select(LOGIN.c.identifier, LOGIN.c.language).where(LOGIN.c.id == run.payload.login_id)
    login = run.connection.execute(query).first()
    if login is None or not valid_email(login.identifier):
        return
    token = give_out_reset(run.connection, run.payload.login_id, now=run.now)
    params: dict[str, object] = {
        "link": f"{run.services.address}/reset?token={token}",
        "minutes": int(RESET_LIFE.total_seconds() // 60),
    }
    mail = mail_from_catalogue("reset", login.identifier, login.language, params)
    run.services.mailer.send(mail, now=run.now)


@job("identity.send_invitation", InvitationMail)
def send_invitation(run: Running[InvitationMail]) -> None:
    """Mail the link of an invitation that is still open, in the language of whoever invited."""
    uow = run.uow
    query = (
        select(INVITATION.c.login, APP_USER.c.name.label("inviter"), COMPANY.c.name.label("company"))
        .join(
            APP_USER,
            (APP_USER.c.tenant_id == INVITATION.c.tenant_id) & (APP_USER.c.id == INVITATION.c.created_by),
        )
        .join(COMPANY, (COMPANY.c.tenant_id == INVITATION.c.tenant_id) & (COMPANY.c.id == uow.company_id))
        .where(INVITATION.c.tenant_id == uow.tenant_id, INVITATION.c.id == run.payload.invitation_id)
    )
    invitation = uow.first(query)
    if invitation is None:
        return
    token = give_out_invitation(uow, run.payload.invitation_id)
    params: dict[str, object] = {
        "company": invitation["company"],
        "inviter": invitation["inviter"],
        "link": f"{run.services.address}/invitation?token={token}",
    }
    mail = mail_from_catalogue("invitation", invitation["login"], uow.actor.language, params)
    run.services.mailer.send(mail, now=run.now)
