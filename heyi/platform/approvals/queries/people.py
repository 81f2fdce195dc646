"""Everybody of the company as approvals look at them, and who stands in for whom today; kept until settings change."""

from collections import defaultdict
from collections.abc import Mapping
from uuid import UUID

from sqlalchemy import select

from heyi.platform.approvals.contracts import PersonView
from heyi.platform.approvals.models import APPROVAL_STAND_IN
from heyi.platform.approvals.rules.people import Directory, Person
from heyi.platform.identity.rights import OWNER
from heyi.platform.identity.tables import APP_USER, DEPARTMENT, ROLE, USER_ROLE
from heyi.platform.unit_of_work import UnitOfWork


def directory_of(uow: UnitOfWork) -> Directory:
    """Everybody of the tenant, with roles, departments and reporting lines, as they are now."""

    def load() -> Directory:
        person, held, role, place = APP_USER.c, USER_ROLE.c, ROLE.c, DEPARTMENT.c
        roles: dict[UUID, set[UUID]] = defaultdict(set)
        owners = set[UUID]()
        query = select(held.user_id, held.role_id, role.builtin).join(
            ROLE, (role.tenant_id == held.tenant_id) & (role.id == held.role_id)
        )
        for row in uow.rows(query.where(held.tenant_id == uow.tenant_id)):
            roles[row["user_id"]].add(row["role_id"])
            if row["builtin"] == OWNER:
                owners.add(row["user_id"])
        columns = (person.id, person.name, person.active, person.manager_id, person.department_id)
        everybody = select(*columns).where(person.tenant_id == uow.tenant_id)
        people = {
            row["id"]: Person(**row, roles=frozenset(roles[row["id"]]))
            for row in uow.rows(everybody.order_by(person.name_key, person.id))
        }
        departments = uow.rows(select(place.id, place.parent_id).where(place.tenant_id == uow.tenant_id))
        parents = {row["id"]: row["parent_id"] for row in departments}
        administrators = tuple(one for one in people if one in owners)
        return Directory(people=people, parents=parents, administrators=administrators)

    return uow.settled("approval_directory", load)


def person_view(directory: Directory, user_id: UUID) -> PersonView:
    """Somebody by his name."""
    return PersonView(user_id, directory.name(user_id))


def stand_ins_of(uow: UnitOfWork) -> Mapping[UUID, tuple[tuple[UUID, UUID | None], ...]]:
    """Who stands in for whom today: by the person, who for him, and for which flow if not for all."""

    def load() -> Mapping[UUID, tuple[tuple[UUID, UUID | None], ...]]:
        one = APPROVAL_STAND_IN.c
        query = select(one.user_id, one.stand_in_id, one.flow_id).where(
            one.tenant_id == uow.tenant_id, one.from_on <= uow.today, one.to_on >= uow.today
        )
        found: dict[UUID, tuple[tuple[UUID, UUID | None], ...]] = {}
        for row in uow.rows(query.order_by(one.id)):
            found[row["user_id"]] = (*found.get(row["user_id"], ()), (row["stand_in_id"], row["flow_id"]))
        return found

    return uow.settled("approval_stand_ins", load, uow.today)


def standing_in_for(uow: UnitOfWork, user_id: UUID, flow_id: UUID) -> list[UUID]:
    """Who stands in for somebody today in a flow, as far as he works here."""
    named = [stand_in for stand_in, flow in stand_ins_of(uow).get(user_id, ()) if flow in (None, flow_id)]
    return list(directory_of(uow).active(named))


def stands_in_for(uow: UnitOfWork, stand_in_id: UUID) -> list[tuple[UUID, UUID | None]]:
    """For whom somebody stands in today, and in which flow if not in all."""
    return [
        (person, flow)
        for person, named in stand_ins_of(uow).items()
        for one, flow in named
        if one == stand_in_id
    ]
