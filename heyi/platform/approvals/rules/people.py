"""Whom a step finds in the company as it is: by name, role, department and reporting line."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from heyi.platform.approvals.contracts import Step, Who


@dataclass(frozen=True, kw_only=True)
class Person:
    """Somebody of the company, and where he stands in it."""

    id: UUID
    name: str
    active: bool = True
    manager_id: UUID | None = None
    department_id: UUID | None = None
    roles: frozenset[UUID] = frozenset()


@dataclass(frozen=True, kw_only=True)
class Directory:
    """Everybody, in the order of names; which department lies in which; who administers the company."""

    people: Mapping[UUID, Person]
    parents: Mapping[UUID, UUID | None]
    administrators: tuple[UUID, ...] = ()

    def name(self, user_id: UUID | None) -> str:
        """What somebody is called; empty for nobody."""
        person = self.people.get(user_id) if user_id is not None else None
        return person.name if person is not None else ""

    def active(self, people: Iterable[UUID]) -> tuple[UUID, ...]:
        """Those who work here, each once, in their order."""
        wanted = dict.fromkeys(people)
        return tuple(one for one in wanted if one in self.people and self.people[one].active)

    def superiors(self, user_id: UUID, levels: int) -> list[UUID]:
        """Those above somebody, the nearest first, up to so many levels; who was switched off counts as a level."""
        found: list[UUID] = []
        person = self.people.get(user_id)
        while person is not None and person.manager_id is not None and len(found) < levels:
            if person.manager_id in found:
                break
            found.append(person.manager_id)
            person = self.people.get(person.manager_id)
        return found

    def superior(self, user_id: UUID, level: int = 1) -> UUID | None:
        """The one so many levels above somebody."""
        found = self.superiors(user_id, level)
        return found[-1] if len(found) == level else None

    def heads(self, user_id: UUID, level: int = 1) -> tuple[UUID, ...]:
        """Who heads somebody's department, or with a higher level the one above it.

        A department's heads are those of its people who report to nobody inside it; a department without people is
        headed from above.
        """
        person = self.people.get(user_id)
        place = person.department_id if person is not None else None
        for _ in range(level - 1):
            place = self.parents.get(place) if place is not None else None
        seen: set[UUID] = set()
        while place is not None and place not in seen:
            seen.add(place)
            if heads := self._heads_of(place):
                return heads
            place = self.parents.get(place)
        return ()

    def _heads_of(self, place: UUID) -> tuple[UUID, ...]:
        members = {one.id: one for one in self.people.values() if one.active and one.department_id == place}
        return tuple(one.id for one in members.values() if one.manager_id not in members)


def found_by(step: Step, directory: Directory, applicant: UUID, chosen: Iterable[UUID]) -> tuple[UUID, ...]:
    """Whom a step finds for an applicant: only who works here, each once."""
    wanted: Iterable[UUID] = ()
    match step.who:
        case Who.PEOPLE:
            wanted = step.user_ids
        case Who.ROLE:
            wanted = with_role(directory, step.role_id)
        case Who.HEAD:
            wanted = directory.heads(applicant, step.level)
        case Who.SUPERIOR:
            above = directory.superior(applicant, step.level)
            wanted = () if above is None else (above,)
        case Who.SUPERIORS:
            wanted = directory.superiors(applicant, step.level)
        case Who.CHOSEN:
            wanted = chosen
        case Who.APPLICANT:
            wanted = (applicant,)
    return directory.active(wanted)


def candidates(step: Step, directory: Directory) -> tuple[UUID, ...]:
    """Among whom the applicant chooses; none: among everybody."""
    named = step.user_ids or with_role(directory, step.role_id)
    return directory.active(named)


def with_role(directory: Directory, role_id: UUID | None) -> tuple[UUID, ...]:
    """Everybody who holds a role."""
    if role_id is None:
        return ()
    return tuple(one.id for one in directory.people.values() if role_id in one.roles)
