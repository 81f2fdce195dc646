"""Reads of assignment: the rules, who could be given a lead now, and who got what."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import func, or_, select

from heyi.kit.conditions import Condition, ConditionError, Surroundings, parse
from heyi.modules.crm.contracts import AssignmentLog, AssignmentView, Named, RuleView
from heyi.modules.crm.models.leads import LEAD
from heyi.modules.crm.models.settings import ASSIGNMENT_RULE, LEAD_ASSIGNMENT
from heyi.modules.crm.states import LeadState
from heyi.platform.errors import NotFound
from heyi.platform.identity.reach import people_in
from heyi.platform.identity.tables import APP_USER, DEPARTMENT
from heyi.platform.records.shapes import shape_of
from heyi.platform.unit_of_work import UnitOfWork

_R, _A, _L = ASSIGNMENT_RULE, LEAD_ASSIGNMENT, LEAD.table
PAGE = 50


@dataclass(frozen=True)
class Rule:
    """A rule that is in use: which leads it wants, and how it chooses among whom."""

    id: UUID
    name: str
    way: str
    condition: Condition | None
    users: frozenset[UUID]
    departments: frozenset[UUID]


def active_rules(uow: UnitOfWork) -> list[Rule]:
    """The rules in use, in their order; one whose condition speaks of what is there no more wants nothing."""

    def load() -> Sequence[Mapping[Any, Any]]:
        query = select(_R).where(_R.c.tenant_id == uow.tenant_id, _R.c.active)
        return uow.rows(query.order_by(_R.c.position, _R.c.id))

    around = Surroundings(today=uow.today, time_zone=uow.facts.time_zone, me=None)
    types = shape_of(uow, LEAD.name).condition_types
    found = []
    for row in uow.settled("crm.assignment_rules", load):
        condition = None
        if row["condition"] is not None:
            try:
                condition = parse(row["condition"], fields=types, surroundings=around)
            except ConditionError:
                continue
        found.append(_rule(row, condition))
    return found


def _rule(row: Mapping[Any, Any], condition: Condition | None) -> Rule:
    users, departments = _ids(row["users"]), _ids(row["departments"])
    return Rule(row["id"], row["name"], row["way"], condition, users, departments)


def able_people(uow: UnitOfWork, rules: Sequence[Rule]) -> dict[UUID, list[UUID]]:
    """Of each rule those of its people, named or of its departments, who work here today: not switched off or away."""
    named = {rule.id: rule.users | people_in(uow, rule.departments) for rule in rules}
    person = APP_USER.c
    query = select(person.id).where(
        person.tenant_id == uow.tenant_id,
        person.active,
        or_(person.away_until.is_(None), person.away_until < uow.today),
        person.id.in_(sorted({one for people in named.values() for one in people})),
    )
    here = [row["id"] for row in uow.rows(query.order_by(person.id))]
    return {rule_id: [one for one in here if one in people] for rule_id, people in named.items()}


def loads_of(uow: UnitOfWork, people: Collection[UUID]) -> dict[UUID, int]:
    """How many leads each of them works on."""
    query = (
        select(_L.c.owner_id, func.count().label("n"))
        .where(
            _L.c.tenant_id == uow.tenant_id,
            _L.c.owner_id.in_(sorted(people)),
            _L.c.state.in_((LeadState.NEW, LeadState.FOLLOWING)),
        )
        .group_by(_L.c.owner_id)
    )
    return dict.fromkeys(people, 0) | {row["owner_id"]: row["n"] for row in uow.rows(query)}


def list_rules(uow: UnitOfWork) -> list[RuleView]:
    """All rules, in their order."""
    rows = uow.rows(select(_R).where(_R.c.tenant_id == uow.tenant_id).order_by(_R.c.position, _R.c.id))
    people = _titles(uow, APP_USER, [one for row in rows for one in row["users"]])
    places = _titles(uow, DEPARTMENT, [one for row in rows for one in row["departments"]])
    able = able_people(uow, [_rule(row, None) for row in rows])
    return [_view(row, people, places, len(able[row["id"]])) for row in rows]


def get_rule(uow: UnitOfWork, rule_id: UUID) -> RuleView:
    """One rule.

    Raises:
        NotFound: there is none of that id.
    """
    for rule in list_rules(uow):
        if rule.id == rule_id:
            return rule
    raise NotFound(what="record.assignment_rule")


def assignment_log(uow: UnitOfWork, *, before: UUID | None) -> AssignmentLog:
    """Who got what by which rule, the latest first, 50 at a time."""
    query = select(_A).where(_A.c.tenant_id == uow.tenant_id).order_by(_A.c.id.desc()).limit(PAGE + 1)
    rows = uow.rows(query if before is None else query.where(_A.c.id < before))
    entries = [
        AssignmentView(
            id=row["id"],
            lead_id=row["lead"],
            lead=row["lead_name"],
            rule=row["rule_name"],
            way=row["way"],
            receiver=row["receiver_name"],
            door=row["door"],
            occurred_at=row["occurred_at"],
        )
        for row in rows[:PAGE]
    ]
    return AssignmentLog(entries, rows[PAGE - 1]["id"] if len(rows) > PAGE else None)


def _view(
    row: Mapping[Any, Any], people: Mapping[UUID, str], places: Mapping[UUID, str], able: int
) -> RuleView:
    users, departments = _ids(row["users"]), _ids(row["departments"])
    return RuleView(
        **{name: row[name] for name in ("id", "version", "name", "position", "active", "condition", "way")},
        users=[Named(one, people[one]) for one in sorted(users) if one in people],
        departments=[Named(one, places[one]) for one in sorted(departments) if one in places],
        able=able,
    )


def _ids(kept: Sequence[str]) -> frozenset[UUID]:
    return frozenset(UUID(one) for one in kept)


def _titles(uow: UnitOfWork, table: Any, ids: Sequence[str]) -> dict[UUID, str]:
    wanted = sorted(_ids(ids))
    query = select(table.c.id, table.c.name).where(table.c.tenant_id == uow.tenant_id, table.c.id.in_(wanted))
    return {row["id"]: row["name"] for row in uow.rows(query)} if wanted else {}
