"""Who gets what of a leaver: to one person, evenly among several, or by conditions, and what is said otherwise."""

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, StringConstraints
from sqlalchemy import ColumnElement, Uuid, case, literal, select
from sqlalchemy.sql import FromClause

from heyi.platform.errors import FieldProblem, InvalidInput, NotAllowed
from heyi.platform.identity.permissions import MANAGE_USER
from heyi.platform.identity.tables import APP_USER
from heyi.platform.records.conditions import expression, to_sql
from heyi.platform.records.declaration import Record
from heyi.platform.records.handing_over.going import followers, follows, handed_over
from heyi.platform.records.selecting import Selecting
from heyi.platform.records.shapes import shape_of, shapes
from heyi.platform.unit_of_work import UnitOfWork
from heyi.platform.values import JsonObject


class Way(StrEnum):
    """How what belongs to the leaver is split."""

    ONE = "one"
    EVENLY = "evenly"
    CONDITION = "condition"


class HandOverRule(BaseModel):
    """What this condition finds goes to this person."""

    model_config = ConfigDict(extra="forbid")

    filter: Annotated[JsonObject, Field(json_schema_extra={"x-condition": True})]
    user_id: UUID


class HandOverPlan(BaseModel):
    """How it is split.

    Evenly: in turn among `people`. By condition: `rules` speak of records of the kind `on` (the customers), the first
    that matches wins, and the rest goes to the one in `people`. What belongs to a record that is handed over goes to
    its new owner. `apart` names kinds that go to one person altogether, or to nobody. Memberships of teams end, stay,
    or pass to `team_to`; `reports_to` is the new manager of the leaver's people.
    """

    model_config = ConfigDict(extra="forbid")

    way: Way
    people: Annotated[list[UUID], Field(min_length=1, max_length=50)]
    on: Annotated[str, StringConstraints(max_length=60)] = ""
    rules: Annotated[list[HandOverRule], Field(max_length=20)] = []
    apart: Annotated[dict[str, UUID | None], Field(max_length=100)] = {}
    teams: Literal["leave", "end", "pass"] = "end"
    team_to: UUID | None = None
    reports_to: UUID | None = None
    switch_off: bool = False

    def named(self) -> Iterator[tuple[str, UUID]]:
        """Everybody to whom something goes, and where the plan says so."""
        yield from ((f"people.{at}", one) for at, one in enumerate(self.people))
        yield from ((f"rules.{at}.user_id", rule.user_id) for at, rule in enumerate(self.rules))
        yield from ((f"apart.{name}", one) for name, one in self.apart.items() if one is not None)
        if self.team_to is not None:
            yield "team_to", self.team_to
        if self.reports_to is not None:
            yield "reports_to", self.reports_to


def check_plan(uow: UnitOfWork, leaver_id: UUID, plan: HandOverPlan) -> None:
    """Make sure that a plan can be carried out.

    Raises:
        InvalidInput: somebody does not work here, gets his own, a kind or condition is none, or a choice is missing.
        NotAllowed: it changes people, which the actor may not.
    """
    if (plan.switch_off or plan.reports_to is not None) and not uow.actor.may(MANAGE_USER):
        raise NotAllowed(permission=f"permission.{MANAGE_USER}")
    problems = [*_people_problems(uow, leaver_id, plan), *_kind_problems(uow, plan)]
    if plan.teams == "pass" and plan.team_to is None:
        problems.append(FieldProblem("team_to", "missing", {}))
    if problems:
        raise InvalidInput(problems=problems)
    if plan.rules:
        selecting = Selecting(uow, shape_of(uow, plan.on))
        for at, rule in enumerate(plan.rules):
            selecting.condition(rule.filter, f"rules.{at}.filter")


def _people_problems(uow: UnitOfWork, leaver_id: UUID, plan: HandOverPlan) -> Iterator[FieldProblem]:
    named = list(plan.named())
    person = APP_USER.c
    wanted = {one for _, one in named}
    query = select(person.id).where(person.tenant_id == uow.tenant_id, person.id.in_(wanted), person.active)
    there = {row["id"] for row in uow.rows(query)} - {leaver_id}
    for place, one in named:
        if one not in there:
            yield FieldProblem(place, "not_a_colleague", {})
    if len(set(plan.people)) != len(plan.people) or (len(plan.people) == 1) == (plan.way is Way.EVENLY):
        yield FieldProblem("people", f"hand_over_{plan.way}", {})


def _kind_problems(uow: UnitOfWork, plan: HandOverPlan) -> Iterator[FieldProblem]:
    kinds = {shape.name: shape for shape in kinds_of(uow)}
    for name in plan.apart:
        if name not in kinds:
            yield FieldProblem("apart", "unknown_field", {"value": name[:80]})
    if plan.way is Way.CONDITION and (plan.on not in kinds or not followers(uow, kinds[plan.on])):
        yield FieldProblem("on", "unknown_field", {"value": plan.on})
    if plan.way is Way.CONDITION and not plan.rules:
        yield FieldProblem("rules", "missing", {})


def kinds_of(uow: UnitOfWork) -> list[Record]:
    """The kinds of records that the actor may look at and that belong to people, what others follow first."""
    found = [one for one in shapes(uow) if handed_over(one) and uow.actor.may(one.permissions.view)]
    known = {one.name: one for one in found}

    def depth(shape: Record) -> int:
        steps, seen = 0, {shape.name}
        while (above := leads(uow, shape, known)) is not None and above.name not in seen:
            shape, steps = above, steps + 1
            seen.add(shape.name)
        return steps

    return sorted(found, key=depth)


def leads(uow: UnitOfWork, shape: Record, known: Mapping[str, Record]) -> Record | None:
    """The kind whose owners rows of this kind follow, if it is handed over too."""
    along = follows(uow, shape)
    return known.get(shape.field(along).references) if along else None


def ruled(
    uow: UnitOfWork, plan: HandOverPlan, shape: Record, table: FromClause
) -> tuple[ColumnElement[Any] | None, FromClause | None, ColumnElement[bool] | None]:
    """To whom a row goes by itself: a column, and what must be joined for it; no column where it goes by turns."""
    if shape.name in plan.apart:
        return literal(plan.apart[shape.name], Uuid()), None, None
    if plan.way is Way.EVENLY:
        return None, None, None
    rest = literal(plan.people[0], Uuid())
    if plan.way is Way.ONE:
        return rest, None, None
    on = shape_of(uow, plan.on)
    if shape.name == on.name:
        return _by_rules(uow, plan, on, table, rest), None, None
    along = follows(uow, shape)
    if not along or shape.field(along).references != on.name:
        return rest, None, None
    above = on.table.alias("judged")
    meets = (above.c.tenant_id == table.columns["tenant_id"]) & (
        above.c.id == expression(shape, along, table)
    )
    return _by_rules(uow, plan, on, above, rest), above, meets


def _by_rules(
    uow: UnitOfWork, plan: HandOverPlan, on: Record, table: FromClause, rest: ColumnElement[Any]
) -> ColumnElement[Any]:
    selecting = Selecting(uow, on)

    def column(name: str) -> ColumnElement[Any]:
        return selecting.column(name) if table is on.table else expression(on, name, table)

    whens = [
        (
            to_sql(selecting.condition(rule.filter, f"rules.{at}.filter"), column),
            literal(rule.user_id, Uuid()),
        )
        for at, rule in enumerate(plan.rules)
    ]
    return case(*whens, else_=rest)


def in_turn(plan: HandOverPlan, number: ColumnElement[Any]) -> ColumnElement[Any]:
    """Whose turn it is at this number, counted from nought."""
    turns = {at: literal(one, Uuid()) for at, one in enumerate(plan.people)}
    return case(turns, value=number % len(plan.people))
