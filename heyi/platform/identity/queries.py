"""Reads of identity, and what one may change of oneself."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select, update

from heyi.platform.errors import NotSignedIn
from heyi.platform.identity.actions.own_login import require_person
from heyi.platform.identity.tables import APP_USER, LOGIN, MEMBERSHIP, USER_RECORD
from heyi.platform.messages import Language
from heyi.platform.records.saving import update_record
from heyi.platform.tenancy.tables import COMPANY, TENANT
from heyi.platform.unit_of_work import UnitOfWork


@dataclass(frozen=True)
class Me:
    """The person behind the session, his company, and what he may do."""

    user_id: UUID
    version: int
    name: str
    login: str
    tenant_id: UUID
    company_id: UUID
    company: str
    currency: str
    time_zone: str
    today: str
    language: str
    permissions: list[str]
    demo: bool
    second_factor: bool


@dataclass(frozen=True)
class TenantChoice:
    """A company that one's login belongs to."""

    tenant_id: UUID
    name: str
    current: bool


def who_am_i(uow: UnitOfWork) -> Me:
    """The actor as the browser needs him.

    Raises:
        NotSignedIn: the session's user is gone.
    """
    person, company = APP_USER.c, COMPANY.c
    query = (
        select(
            person.name,
            person.login,
            person.version,
            company.name.label("company"),
            LOGIN.c.language,
            LOGIN.c.totp_confirmed_at,
        )
        .join(COMPANY, company.tenant_id == person.tenant_id)
        .join(MEMBERSHIP, (MEMBERSHIP.c.tenant_id == person.tenant_id) & (MEMBERSHIP.c.user_id == person.id))
        .join(LOGIN, LOGIN.c.id == MEMBERSHIP.c.login_id)
        .where(
            person.tenant_id == uow.tenant_id, person.id == uow.actor.user_id, company.id == uow.company_id
        )
    )
    row = uow.first(query)
    if row is None or uow.actor.user_id is None:
        raise NotSignedIn
    return Me(
        user_id=uow.actor.user_id,
        version=row["version"],
        name=row["name"],
        login=row["login"],
        tenant_id=uow.tenant_id,
        company_id=uow.company_id,
        company=row["company"],
        currency=uow.facts.currency,
        time_zone=uow.facts.time_zone,
        today=uow.today.isoformat(),
        language=row["language"],
        permissions=sorted(uow.actor.permissions),
        demo=uow.facts.demo,
        second_factor=row["totp_confirmed_at"] is not None,
    )


def change_me(uow: UnitOfWork, *, version: int, language: Language | None, name: str | None) -> None:
    """Change one's own name or language.

    Raises:
        NotInDemo: this is the demo company.
        PersonNeeded: an API key asks.
        VersionChanged: somebody changed the user meanwhile.
    """
    if name is not None:
        uow.refuse_in_demo()
    require_person(uow)
    assert uow.actor.user_id is not None
    changed = {} if name is None else {"name": name}
    update_record(uow, USER_RECORD, uow.actor.user_id, version, changed)
    if language is not None:
        own = select(MEMBERSHIP.c.login_id).where(
            MEMBERSHIP.c.tenant_id == uow.tenant_id, MEMBERSHIP.c.user_id == uow.actor.user_id
        )
        uow.execute(update(LOGIN).where(LOGIN.c.id == own.scalar_subquery()).values(language=language))
        uow.change(APP_USER, uow.actor.user_id, {})


def list_own_tenants(uow: UnitOfWork) -> list[TenantChoice]:
    """The tenants that the actor's login belongs to, by name.

    Raises:
        PersonNeeded: an API key asks.
    """
    require_person(uow)
    own = select(MEMBERSHIP.c.login_id).where(
        MEMBERSHIP.c.tenant_id == uow.tenant_id, MEMBERSHIP.c.user_id == uow.actor.user_id
    )
    query = (
        select(TENANT.c.id, TENANT.c.name)
        .join(MEMBERSHIP, MEMBERSHIP.c.tenant_id == TENANT.c.id)
        .where(MEMBERSHIP.c.login_id == own.scalar_subquery(), MEMBERSHIP.c.active, TENANT.c.active)
        .order_by(TENANT.c.name, TENANT.c.id)
    )
    return [TenantChoice(row["id"], row["name"], row["id"] == uow.tenant_id) for row in uow.rows(query)]
