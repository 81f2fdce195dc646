"""Start over: the company goes on empty in a new tenant, with its people and settings; the old one is closed.

Ledgers are never emptied, so nothing is deleted: what was written stays as it was, and nobody comes in there any more.
"""

from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import JSON, Table, func, insert, literal, select, union_all, update
from sqlalchemy.engine import RowMapping

from heyi.platform import access
from heyi.platform.documents.chain import documents
from heyi.platform.errors import AppError, FieldProblem, InvalidInput, NotFound
from heyi.platform.identity.actions.own_login import prove
from heyi.platform.identity.rights import OWNER
from heyi.platform.identity.sessions import enter_tenant
from heyi.platform.identity.tables import (
    APP_USER,
    DEPARTMENT,
    MEMBERSHIP,
    ROLE,
    SESSION,
    USER_ROLE,
)
from heyi.platform.jobs.tables import JOB
from heyi.platform.numbering import NUMBER_RULE
from heyi.platform.records import search
from heyi.platform.records.declaration import all_records
from heyi.platform.records.tables import CUSTOM_RECORD
from heyi.platform.settings.company import get_company
from heyi.platform.settings.store import TENANT_SETTING
from heyi.platform.tenancy.carried import carried_along, carry_along
from heyi.platform.tenancy.events import CompanyCreated
from heyi.platform.tenancy.tables import COMPANY, TENANT
from heyi.platform.unit_of_work import UnitOfWork

carry_along(DEPARTMENT, APP_USER, ROLE, USER_ROLE, NUMBER_RULE, TENANT_SETTING)

_COMPANY_FACTS = (
    "name",
    "chart",
    "currency",
    "time_zone",
    "taxpayer",
    "uscc",
    "address",
    "phone",
    "bank_name",
    "bank_account",
)


class OwnerOnly(AppError):
    """Only who holds the owner's role may do this."""

    code = "settings.owner_only"
    status = 403


class NothingToLeave(AppError):
    """The company holds nothing yet that could be left behind."""

    code = "settings.nothing_to_leave"
    status = 409


@dataclass(frozen=True)
class StartedOver:
    """The tenant in which the company goes on."""

    tenant_id: UUID


def holds_documents(uow: UnitOfWork) -> bool:
    """Whether the tenant has a document of any kind."""
    return _any_row(uow, [record.table for record in documents()])


def holds_anything(uow: UnitOfWork) -> bool:
    """Whether the tenant has a document, or a record that people fill in themselves."""
    kept = [record.table for record in all_records() if record.permissions.bring_in is not None]
    kept.append(CUSTOM_RECORD)
    return holds_documents(uow) or _any_row(uow, kept)


def start_over(uow: UnitOfWork, *, company: str, password: str) -> StartedOver:
    """Found the company anew with its people and settings, move everybody there, and close the old one.

    Raises:
        NotInDemo: this is the demo company.
        OwnerOnly: the actor is not the owner.
        PersonNeeded: an API key asks.
        WrongCurrentPassword: the password is not that.
        InvalidInput: the company's name is not that.
        NothingToLeave: there is nothing yet.
        NotFound: somebody else has just done it.
    """
    uow.refuse_in_demo()
    _require_owner(uow)
    prove(uow, password, field="password")
    facts = get_company(uow)
    if company.strip() != facts.name:
        raise InvalidInput(problems=[FieldProblem("company", "other_company", {"value": company[:80]})])
    tenant = uow.first(select(TENANT).where(TENANT.c.id == uow.tenant_id, TENANT.c.active).with_for_update())
    if tenant is None:
        raise NotFound(what="record.company")
    if not holds_anything(uow):
        raise NothingToLeave
    rows = [(table, _rows_of(uow, table)) for table in carried_along()]
    company_row = uow.rows(
        select(COMPANY).where(COMPANY.c.tenant_id == uow.tenant_id, COMPANY.c.id == uow.company_id)
    )[0]
    uow.audit("closed", record="company", record_id=uow.company_id, title=facts.name)
    uow.flush()
    fresh = _found(uow, tenant, company_row)
    for table, found in rows:
        _write(fresh, table, found, old_company=uow.company_id)
    _make_findable(fresh, dict(rows))
    fresh.emit(
        CompanyCreated(
            aggregate_id=fresh.company_id,
            aggregate_seq=1,
            taxpayer=company_row["taxpayer"],
            chart=company_row["chart"],
        )
    )
    fresh.audit("started_over", record="company", record_id=fresh.company_id, title=facts.name)
    fresh.flush()
    _move_people(uow, fresh)
    # What is left of this request (its answer under its key) belongs to the tenant that it came to.
    enter_tenant(uow.connection, uow.tenant_id)
    return StartedOver(fresh.tenant_id)


def _found(uow: UnitOfWork, tenant: RowMapping, company: RowMapping) -> UnitOfWork:
    """The new tenant with its company, and a unit of work in it."""
    tenant_id, company_id = uow.new_id(), uow.new_id()
    columns = {name: tenant[name] for name in ("name", "time_zone", "currency", "profile")}
    uow.execute(insert(TENANT).values(id=tenant_id, created_at=uow.now, **columns))
    enter_tenant(uow.connection, tenant_id)
    fresh = UnitOfWork(
        connection=uow.connection,
        facts=replace(uow.facts, tenant_id=tenant_id, company_id=company_id, settings_version=1),
        actor=replace(
            uow.actor, permissions=frozenset(item.name for item in access.all_permissions()), session_id=None
        ),
        now=uow.now,
        settings_changed=True,
    )
    fresh.insert(COMPANY, {"id": company_id, **{name: company[name] for name in _COMPANY_FACTS}})
    fresh.flush()
    return fresh


def _rows_of(uow: UnitOfWork, table: Table) -> list[RowMapping]:
    return list(uow.rows(select(table).where(table.c.tenant_id == uow.tenant_id)))


def _write(fresh: UnitOfWork, table: Table, rows: list[RowMapping], *, old_company: UUID) -> None:
    """The rows as they were: their ids are unique in a tenant, so they may stay the same."""
    values = [
        {name: _plain(table, name, value) for name, value in row.items()}
        | {"tenant_id": fresh.tenant_id}
        | ({"company_id": fresh.company_id} if "company_id" in table.columns else {})
        for row in rows
        if row.get("company_id", old_company) in (old_company, None)
    ]
    if values:
        fresh.execute(insert(table).values(values))


def _plain(table: Table, name: str, value: Any) -> Any:
    is_json = isinstance(table.columns[name].type, JSON)
    return orjson.loads(orjson.dumps(value)) if is_json and value is not None else value


def _make_findable(fresh: UnitOfWork, rows: dict[Table, list[RowMapping]]) -> None:
    for record in all_records():
        for row in rows.get(record.table, ()):
            values = {item.name: row[item.name] for item in record.fields if item.name in row}
            search.add_words(fresh, record, row["id"], values)


def _move_people(uow: UnitOfWork, fresh: UnitOfWork) -> None:
    """Every member comes in at the new tenant and at the old one no more; sessions go on there."""
    members = uow.connection.execute(select(MEMBERSHIP).where(MEMBERSHIP.c.tenant_id == uow.tenant_id))
    moved = [{**row, "tenant_id": fresh.tenant_id, "created_at": uow.now} for row in members.mappings()]
    uow.connection.execute(insert(MEMBERSHIP), moved)
    old = {"tenant": uow.tenant_id}
    for command in (
        update(MEMBERSHIP).where(MEMBERSHIP.c.tenant_id == old["tenant"]).values(active=False),
        update(SESSION)
        .where(SESSION.c.tenant_id == old["tenant"], SESSION.c.ended_at.is_(None))
        .values(tenant_id=fresh.tenant_id, company_id=fresh.company_id),
        update(TENANT).where(TENANT.c.id == old["tenant"]).values(active=False),
        update(JOB)
        .where(JOB.c.tenant_id == old["tenant"], JOB.c.state == "waiting")
        .values(state="cancelled", cancel_asked=True, finished_at=func.now()),
    ):
        uow.connection.execute(command)


def _require_owner(uow: UnitOfWork) -> None:
    query = (
        select(ROLE.c.id)
        .join(USER_ROLE, (USER_ROLE.c.tenant_id == ROLE.c.tenant_id) & (USER_ROLE.c.role_id == ROLE.c.id))
        .where(
            ROLE.c.tenant_id == uow.tenant_id,
            ROLE.c.builtin == OWNER,
            USER_ROLE.c.user_id == uow.actor.user_id,
        )
    )
    if uow.first(query) is None:
        raise OwnerOnly


def _any_row(uow: UnitOfWork, tables: list[Table]) -> bool:
    found = union_all(
        *(
            select(literal(1))
            .select_from(table)
            .where(table.c.tenant_id == uow.tenant_id)
            .limit(1)
            .subquery()
            .select()
            for table in tables
        )
    )
    return uow.scalar(found.limit(1)) is not None
