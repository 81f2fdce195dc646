"""Found a tenant: its login, company, built-in roles and first user, and everything modules make ready for day one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import ip_address
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import Connection

from heyi.kit.ids import uuid7
from heyi.platform import access, limits
from heyi.platform.identity.passwords import check_password, hash_password
from heyi.platform.identity.rights import Scope
from heyi.platform.identity.sessions import Caller, enter_tenant, open_session
from heyi.platform.identity.tables import (
    APP_USER,
    LOGIN,
    MEMBERSHIP,
    ROLE,
    ROLE_RECORD,
    USER_RECORD,
    USER_ROLE,
)
from heyi.platform.messages import Language, translate
from heyi.platform.records import search
from heyi.platform.tenancy.events import CompanyCreated
from heyi.platform.tenancy.settled import TenantFacts
from heyi.platform.tenancy.tables import COMPANY, TENANT
from heyi.platform.unit_of_work import Actor, UnitOfWork

BY_ADDRESS = limits.Limit("sign-up by address", 20, timedelta(hours=1))
TIME_ZONE, CURRENCY = "Asia/Shanghai", "CNY"


@dataclass(frozen=True, kw_only=True)
class Founding:
    """What a visitor says when he signs up; `profile` holds trade, size and the halves he wants."""

    company: str
    name: str
    login: str
    password: str
    language: Language
    taxpayer: str = "general"
    chart: str = "small_enterprise"
    profile: Mapping[str, Any] | None = None


@dataclass(frozen=True, kw_only=True)
class Founded:
    """A tenant that can be worked in, and the founder's session."""

    tenant_id: UUID
    company_id: UUID
    user_id: UUID
    token: str


def tries_to_sign_up(address: str) -> list[limits.Attempt]:
    """What founding a company counts as: twenty for an address in an hour; not counted at the machine itself."""
    try:
        local = ip_address(address).is_loopback
    except ValueError:
        local = False
    return [] if local else [limits.Attempt(BY_ADDRESS, address)]


def sign_up(connection: Connection, founding: Founding, *, caller: Caller, now: datetime) -> Founded:
    """Found a tenant and open the founder's session, in this transaction.

    Raises:
        InvalidInput: the password is too weak.
        AlreadyExists: the login is taken (from the database, as IntegrityError).
    """
    check_password(founding.password, identifier=founding.login)
    tenant_id = uuid7(now)
    login_id = add_login(
        connection,
        identifier=founding.login,
        password=founding.password,
        language=founding.language,
        now=now,
    )
    company_id, user_id = found_tenant(connection, tenant_id, founding, now=now)
    join(connection, tenant_id=tenant_id, login_id=login_id, user_id=user_id, now=now)
    token = open_session(
        connection,
        login_id=login_id,
        tenant_id=tenant_id,
        user_id=user_id,
        company_id=company_id,
        caller=caller,
        now=now,
    )
    return Founded(tenant_id=tenant_id, company_id=company_id, user_id=user_id, token=token)


def found_tenant(
    connection: Connection, tenant_id: UUID, founding: Founding, *, now: datetime, demo: bool = False
) -> tuple[UUID, UUID]:
    """The tenant with its first company, roles and first user; gives back the company's and the user's id."""
    tenant = {
        "id": tenant_id,
        "name": founding.company,
        "demo": demo,
        "profile": dict(founding.profile or {}),
        "created_at": now,
    }
    connection.execute(TENANT.insert().values(tenant))
    enter_tenant(connection, tenant_id)
    company_id, user_id = uuid7(now), uuid7(now)
    facts = TenantFacts(
        tenant_id=tenant_id,
        company_id=company_id,
        time_zone=TIME_ZONE,
        currency=CURRENCY,
        settings_version=1,
        demo=demo,
    )
    everything = frozenset(item.name for item in access.all_permissions())
    actor = Actor(
        user_id=user_id, kind="user", door="web", permissions=everything, language=founding.language
    )
    uow = UnitOfWork(connection=connection, facts=facts, actor=actor, now=now, settings_changed=True)
    _first_rows(uow, founding)
    uow.emit(
        CompanyCreated(
            aggregate_id=company_id, aggregate_seq=1, taxpayer=founding.taxpayer, chart=founding.chart
        )
    )
    uow.flush()
    return company_id, user_id


def join(connection: Connection, *, tenant_id: UUID, login_id: UUID, user_id: UUID, now: datetime) -> None:
    """Let a login come into a tenant as this user."""
    row = {"tenant_id": tenant_id, "login_id": login_id, "user_id": user_id, "created_at": now}
    connection.execute(MEMBERSHIP.insert().values(row))


def add_login(
    connection: Connection, *, identifier: str, password: str, language: Language, now: datetime
) -> UUID:
    """A login with this password; gives back its id."""
    login_id = uuid7(now)
    row = {
        "id": login_id,
        "identifier": identifier,
        "password_hash": hash_password(password),
        "language": language,
        "created_at": now,
        "password_changed_at": now,
    }
    connection.execute(LOGIN.insert().values(row))
    return login_id


def add_user(
    uow: UnitOfWork,
    user_id: UUID,
    *,
    name: str,
    login: str,
    role_ids: Sequence[UUID],
    department_id: UUID | None = None,
) -> None:
    """A user of this tenant, findable by name and login, with these roles."""
    fields = {
        "name": name,
        "login": login,
        "position": None,
        "department_id": department_id,
        "manager_id": None,
        "active": True,
    }
    uow.insert(APP_USER, {"id": user_id, **fields, **USER_RECORD.derive(fields)})
    search.add_words(uow, USER_RECORD, user_id, fields)
    uow.insert(
        USER_ROLE, *({"id": uow.new_id(), "user_id": user_id, "role_id": role_id} for role_id in role_ids)
    )
    uow.audit("created", record="app_user", record_id=user_id, title=name)


def _first_rows(uow: UnitOfWork, founding: Founding) -> None:
    chosen = {"chart": founding.chart, "taxpayer": founding.taxpayer}
    uow.insert(COMPANY, {"id": uow.company_id, "name": founding.company, **chosen})
    roles = {builtin: uow.new_id() for builtin in access.BUILTIN_ROLES}
    for builtin, role_id in roles.items():
        name = translate(f"role.{builtin}", founding.language)
        permissions = orjson.dumps(access.held_by(builtin)).decode()
        reach = Scope.DEPARTMENT_BELOW if builtin == "sales_head" else Scope.OWN_BELOW
        scopes = orjson.dumps(dict.fromkeys(access.within_own_people(builtin), reach)).decode()
        kept = {"name": name, "builtin": builtin, "permissions": permissions, "scopes": scopes}
        uow.insert(ROLE, {"id": role_id, **kept})
        search.add_words(uow, ROLE_RECORD, role_id, {"name": name})
    assert uow.actor.user_id is not None
    add_user(uow, uow.actor.user_id, name=founding.name, login=founding.login, role_ids=[roles["owner"]])
    uow.audit("created", record="company", record_id=uow.company_id, title=founding.company)
