"""Reads of identity."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from heyi.platform.errors import NotSignedIn
from heyi.platform.identity.tables import APP_USER
from heyi.platform.tenancy.tables import COMPANY
from heyi.platform.unit_of_work import UnitOfWork


@dataclass(frozen=True)
class Me:
    """The person behind the session, his company, and what he may do."""

    user_id: UUID
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


def who_am_i(uow: UnitOfWork) -> Me:
    """The actor as the browser needs him.

    Raises:
        NotSignedIn: the session's user is gone.
    """
    person, company = APP_USER.c, COMPANY.c
    row = uow.first(
        select(person.name, person.login, company.name.label("company"))
        .join(COMPANY, company.tenant_id == person.tenant_id)
        .where(
            person.tenant_id == uow.tenant_id, person.id == uow.actor.user_id, company.id == uow.company_id
        )
    )
    if row is None or uow.actor.user_id is None:
        raise NotSignedIn
    return Me(
        user_id=uow.actor.user_id,
        name=row["name"],
        login=row["login"],
        tenant_id=uow.tenant_id,
        company_id=uow.company_id,
        company=row["company"],
        currency=uow.facts.currency,
        time_zone=uow.facts.time_zone,
        today=uow.today.isoformat(),
        language=uow.actor.language,
        permissions=sorted(uow.actor.permissions),
        demo=uow.facts.demo,
    )
