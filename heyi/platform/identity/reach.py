"""Whose rows a person reaches by a scope: the people below him, those of his department, those of departments below."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from heyi.platform.identity.rights import Scope
from heyi.platform.identity.tables import APP_USER, DEPARTMENT
from heyi.platform.unit_of_work import UnitOfWork


@dataclass(frozen=True)
class _Company:
    """Who reports to whom, and who sits in which department."""

    below: Mapping[UUID, tuple[UUID, ...]]
    department_of: Mapping[UUID, UUID]
    members: Mapping[UUID, tuple[UUID, ...]]
    departments_below: Mapping[UUID, tuple[UUID, ...]]


def people_within(uow: UnitOfWork, user_id: UUID, scope: Scope) -> frozenset[UUID]:
    """The people whose rows `scope` covers for this person, himself among them; not for `Scope.ALL`."""
    company = _company(uow)
    reached: Iterable[UUID] = ()
    department = company.department_of.get(user_id)
    match scope:
        case Scope.OWN_BELOW:
            reached = _all_below(company.below, user_id)
        case Scope.DEPARTMENT if department is not None:
            reached = company.members[department]
        case Scope.DEPARTMENT_BELOW if department is not None:
            reached = (
                person
                for place in _all_below(company.departments_below, department)
                for person in company.members[place]
            )
        case _:
            pass
    return frozenset({user_id, *reached})


def people_in(uow: UnitOfWork, departments: Iterable[UUID]) -> frozenset[UUID]:
    """The people of these departments and of all departments below them."""
    company = _company(uow)
    places = {below for place in departments for below in _all_below(company.departments_below, place)}
    return frozenset(person for place in places for person in company.members[place])


def departments_above(uow: UnitOfWork, department_id: UUID) -> list[UUID]:
    """A department and those above it, the nearest first."""
    above = {below: place for place, of in _company(uow).departments_below.items() for below in of}
    found = [department_id]
    while (place := above.get(found[-1])) is not None and place not in found:
        found.append(place)
    return found


def department_of_person(uow: UnitOfWork, user_id: UUID) -> UUID | None:
    """Where a person sits today."""
    return _company(uow).department_of.get(user_id)


def switched_off(uow: UnitOfWork, people: Iterable[UUID | None]) -> dict[UUID, str]:
    """Those of the people who do not work here any more, each with his name."""
    wanted = set(people) - {None}
    if not wanted:
        return {}
    person = APP_USER.c
    query = select(person.id, person.name).where(person.tenant_id == uow.tenant_id, person.id.in_(wanted))
    return {row["id"]: row["name"] for row in uow.rows(query.where(~person.active))}


def _all_below(tree: Mapping[UUID, tuple[UUID, ...]], start: UUID) -> set[UUID]:
    found, waiting = {start}, [start]
    while waiting:
        for item in tree[waiting.pop()]:
            if item not in found:
                found.add(item)
                waiting.append(item)
    return found


def _company(uow: UnitOfWork) -> _Company:
    def load() -> _Company:
        users = uow.rows(
            select(APP_USER.c.id, APP_USER.c.manager_id, APP_USER.c.department_id).where(
                APP_USER.c.tenant_id == uow.tenant_id
            )
        )
        departments = uow.rows(
            select(DEPARTMENT.c.id, DEPARTMENT.c.parent_id).where(DEPARTMENT.c.tenant_id == uow.tenant_id)
        )
        return _Company(
            below=_children((row["manager_id"], row["id"]) for row in users),
            department_of={row["id"]: row["department_id"] for row in users if row["department_id"]},
            members=_children((row["department_id"], row["id"]) for row in users),
            departments_below=_children((row["parent_id"], row["id"]) for row in departments),
        )

    return uow.settled("company", load)


def _children(pairs: Iterable[tuple[UUID | None, UUID]]) -> Mapping[UUID, tuple[UUID, ...]]:
    children: dict[UUID, list[UUID]] = defaultdict(list)
    for above, below in pairs:
        if above is not None:
            children[above].append(below)
    return defaultdict(tuple, {above: tuple(below) for above, below in children.items()})
