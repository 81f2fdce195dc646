"""Give leads that belong to nobody to somebody, by the rules of the tenant; and set those rules."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import delete, func, select

from heyi.kit.conditions import ConditionError, Surroundings, evaluate, parse
from heyi.modules.crm.contracts import Assigned, RuleDraft, RuleView
from heyi.modules.crm.errors import NobodyToAssign
from heyi.modules.crm.models.leads import LEAD
from heyi.modules.crm.models.settings import ASSIGNMENT_RULE, LEAD_ASSIGNMENT
from heyi.modules.crm.permissions import ASSIGN_LEAD
from heyi.modules.crm.queries.assignment import Rule, able_people, active_rules, get_rule, loads_of
from heyi.modules.crm.rules import least_loaded, next_in_turn
from heyi.modules.crm.states import LeadState
from heyi.platform.errors import FieldProblem, InvalidInput, VersionChanged
from heyi.platform.identity.tables import APP_USER
from heyi.platform.records import access
from heyi.platform.records.declaration import Record
from heyi.platform.records.owners import OwnerChange, refused_owners
from heyi.platform.records.row_rules import comparable
from heyi.platform.records.saving import prepared, values_of, write_changes
from heyi.platform.records.shapes import shape_of
from heyi.platform.unit_of_work import UnitOfWork

_R = ASSIGNMENT_RULE
MOST_AT_ONCE = 500
ROUND_ROBIN, LEAST_LOAD, FIXED = "round_robin", "least_load", "fixed"


def begin_leads(uow: UnitOfWork, shape: Record, ids: Sequence[UUID], rows: Sequence[dict[str, Any]]) -> None:
    """A new lead without an owner belongs to whoever enters it by hand; what comes in by itself goes by the rules.

    What somebody brings in by a file or a program, and no rule gives to anybody, is his: else he could not see it.
    """
    by_hand = uow.actor.kind == "user"
    unowned: dict[UUID, Mapping[str, Any]] = {}
    for record_id, values in zip(ids, rows, strict=True):
        if values.get("owner_id") or values.get("pool_id"):
            continue
        if by_hand:
            values["owner_id"] = uow.actor.user_id
        else:
            unowned[record_id] = {"state": LeadState.NEW, "created_at": uow.now, **values, "id": record_id}
    given = _give_out(uow, shape, unowned)
    for record_id, values in zip(ids, rows, strict=True):
        if record_id in unowned:
            values["owner_id"] = given.get(record_id) or uow.actor.user_id


def assign_leads(uow: UnitOfWork, lead_ids: Sequence[UUID] | None) -> Assigned:
    """Run the rules over leads that belong to nobody: those named, or as many as one run takes, the oldest first.

    Raises:
        InvalidInput: a lead that is named is not there for the actor.
    """
    shape = shape_of(uow, LEAD.name)
    table = shape.table
    _require_leads(uow, shape, lead_ids or ())
    query = (
        select(table)
        .where(
            *access.rows(uow, shape, ASSIGN_LEAD),
            table.c.owner_id.is_(None),
            table.c.pool_id.is_(None),
            table.c.state.in_((LeadState.NEW, LeadState.FOLLOWING)),
        )
        .order_by(table.c.id)
        .limit(MOST_AT_ONCE)
        .with_for_update(of=table)
    )
    held = uow.rows(query if lead_ids is None else query.where(table.c.id.in_(lead_ids)))
    stamps = ("id", "created_at", "updated_at")
    leads = {row["id"]: {**values_of(shape, row), **{name: row[name] for name in stamps}} for row in held}
    given = _give_out(uow, shape, leads)
    changes = [
        change
        for row in held
        if row["id"] in given
        and (change := prepared(uow, shape, row, {"owner_id": given[row["id"]]})) is not None
    ]
    if changes:
        write_changes(uow, shape, changes)
    return Assigned(len(changes), len(held) - len(changes))


def _require_leads(uow: UnitOfWork, shape: Record, lead_ids: Sequence[UUID]) -> None:
    table = shape.table
    query = select(table.c.id).where(*access.rows(uow, shape, ASSIGN_LEAD), table.c.id.in_(lead_ids))
    there = {row["id"] for row in uow.rows(query)} if lead_ids else set()
    problems = [
        FieldProblem(f"ids.{at}", "no_such_record", {"value": str(one)})
        for at, one in enumerate(lead_ids)
        if one not in there
    ]
    if problems:
        raise InvalidInput(problems=problems)


def add_rule(uow: UnitOfWork, draft: RuleDraft) -> RuleView:
    """Add a rule behind those that are there.

    Raises:
        InvalidInput: the condition is none on leads.
        NobodyToAssign: it names nobody.
        AlreadyExists: another rule has that name.
    """
    uow.change_settings()
    values = _checked(uow, draft)
    position = uow.scalar(select(func.count()).select_from(_R).where(_R.c.tenant_id == uow.tenant_id))
    rule_id = uow.new_id()
    uow.insert(_R, {"id": rule_id, "position": position, **values})
    uow.audit("created", record="assignment_rule", record_id=rule_id, title=draft.name)
    uow.flush()
    return get_rule(uow, rule_id)


def change_rule(uow: UnitOfWork, rule_id: UUID, version: int, draft: RuleDraft) -> RuleView:
    """Set a rule anew.

    Raises:
        NotFound: there is none of that id.
        VersionChanged: somebody changed it meanwhile.
        InvalidInput: the condition is none on leads.
        NobodyToAssign: it names nobody.
    """
    uow.change_settings()
    _at(uow, rule_id, version)
    uow.change(_R, rule_id, _checked(uow, draft))
    uow.audit("changed", record="assignment_rule", record_id=rule_id, title=draft.name)
    return get_rule(uow, rule_id)


def remove_rule(uow: UnitOfWork, rule_id: UUID, version: int) -> None:
    """Take a rule away; what it gave out stays, and so does the log of that.

    Raises:
        NotFound: there is none of that id.
        VersionChanged: somebody changed it meanwhile.
    """
    uow.change_settings()
    rule = _at(uow, rule_id, version)
    uow.execute(delete(_R).where(_R.c.tenant_id == uow.tenant_id, _R.c.id == rule_id))
    uow.audit("deleted", record="assignment_rule", record_id=rule_id, title=rule.name)


def order_rules(uow: UnitOfWork, rule_ids: Sequence[UUID]) -> None:
    """Ask the rules in this order from now on; what is not named comes behind.

    Raises:
        InvalidInput: a rule is not there.
    """
    uow.change_settings()
    place = {rule_id: at for at, rule_id in enumerate(rule_ids)}
    rows = uow.rows(select(_R.c.id, _R.c.position).where(_R.c.tenant_id == uow.tenant_id).with_for_update())
    known = {row["id"] for row in rows}
    problems = [
        FieldProblem(f"ids.{at}", "no_such_record", {"value": str(one)})
        for at, one in enumerate(rule_ids)
        if one not in known
    ]
    if problems:
        raise InvalidInput(problems=problems)
    ordered = sorted(rows, key=lambda row: (place.get(row["id"], len(place)), row["position"]))
    for at, row in enumerate(ordered):
        uow.change(_R, row["id"], {"position": at})


def _give_out(uow: UnitOfWork, shape: Record, leads: Mapping[UUID, Mapping[str, Any]]) -> dict[UUID, UUID]:
    """Who gets which of the leads; what no rule wants, or nobody is there for, is left out."""
    rules = active_rules(uow) if leads else []
    wanted: dict[UUID, list[UUID]] = defaultdict(list)
    people: dict[UUID, list[UUID]] = {}
    for lead_id, values in leads.items():
        row = {**comparable(shape, values), "created_at": values.get("created_at")}
        for rule in rules:
            if rule.condition is not None and not evaluate(rule.condition, row):
                continue
            if rule.id not in people:
                people[rule.id] = _with_room(uow, shape, able_people(uow, rule.users, rule.departments))
            if people[rule.id]:
                wanted[rule.id].append(lead_id)
                break
    given: dict[UUID, UUID] = {}
    for rule in sorted((one for one in rules if one.id in wanted), key=lambda one: one.id):
        chosen = _choose(uow, rule, people[rule.id], len(wanted[rule.id]))
        turns = [
            OwnerChange(lead_id, None, person)
            for lead_id, person in zip(wanted[rule.id], chosen, strict=True)
        ]
        full = refused_owners(uow, shape, turns)
        taken = {turn.record_id: turn.new for turn in turns if turn.new and turn.record_id not in full}
        given |= taken
        _log(uow, rule, {lead_id: leads[lead_id] for lead_id in taken}, given)
    return given


def _with_room(uow: UnitOfWork, shape: Record, people: Sequence[UUID]) -> list[UUID]:
    """Those of the people who may own one more; who is full is passed over."""
    turns = [OwnerChange(uow.new_id(), None, person) for person in people]
    full = refused_owners(uow, shape, turns)
    return [turn.new for turn in turns if turn.new and turn.record_id not in full]


def _choose(uow: UnitOfWork, rule: Rule, people: Sequence[UUID], count: int) -> list[UUID]:
    """Whose turn it is. The rule is held until the end, so that two leads at the same moment go to two people."""
    if rule.way == FIXED:
        return [people[0]] * count
    held = select(_R.c.last_user).where(_R.c.tenant_id == uow.tenant_id, _R.c.id == rule.id)
    last = uow.scalar(held.with_for_update())
    chosen = (
        next_in_turn(people, last, count)
        if rule.way == ROUND_ROBIN
        else least_loaded(loads_of(uow, people), count)
    )
    # A cursor, not a change of the rule: its version stays.
    uow.execute(
        _R.update().where(_R.c.tenant_id == uow.tenant_id, _R.c.id == rule.id).values(last_user=chosen[-1])
    )
    return chosen


def _log(
    uow: UnitOfWork, rule: Rule, leads: Mapping[UUID, Mapping[str, Any]], given: Mapping[UUID, UUID]
) -> None:
    person = APP_USER.c
    query = select(person.id, person.name).where(
        person.tenant_id == uow.tenant_id, person.id.in_(sorted({given[lead_id] for lead_id in leads}))
    )
    names = {row["id"]: row["name"] for row in uow.rows(query)}
    uow.insert(
        LEAD_ASSIGNMENT,
        *(
            {
                "id": uow.new_id(),
                "lead": lead_id,
                "lead_name": str(values.get("name") or ""),
                "rule": rule.id,
                "rule_name": rule.name,
                "way": rule.way,
                "receiver": given[lead_id],
                "receiver_name": names[given[lead_id]],
                "door": uow.actor.door,
                "occurred_at": uow.now,
            }
            for lead_id, values in leads.items()
        ),
    )


def _checked(uow: UnitOfWork, draft: RuleDraft) -> dict[str, Any]:
    around = Surroundings(today=uow.today, time_zone=uow.facts.time_zone, me=None)
    if draft.condition is not None:
        types = shape_of(uow, LEAD.name).condition_types
        try:
            parse(draft.condition, fields=types, surroundings=around)
        except ConditionError as error:
            problem = FieldProblem(
                f"condition{error.path}", f"condition_{error.reason_code}", {"value": str(error.value)[:80]}
            )
            raise InvalidInput(problems=[problem]) from None
    if not draft.users and not draft.departments:
        raise NobodyToAssign(rule=draft.name)
    _require(uow, draft)
    return {
        "name": draft.name,
        "active": draft.active,
        "condition": None if draft.condition is None else orjson.dumps(draft.condition).decode(),
        "way": draft.way,
        "users": orjson.dumps([str(one) for one in draft.users]).decode(),
        "departments": orjson.dumps([str(one) for one in draft.departments]).decode(),
    }


def _require(uow: UnitOfWork, draft: RuleDraft) -> None:
    problems = []
    for name, record, ids in (
        ("users", "app_user", draft.users),
        ("departments", "department", draft.departments),
    ):
        table = shape_of(uow, record).table.c
        query = select(table.id).where(table.tenant_id == uow.tenant_id, table.id.in_(ids))
        found = {row["id"] for row in uow.rows(query)} if ids else set()
        problems += [
            FieldProblem(f"{name}.{at}", "no_such_record", {"value": str(one)})
            for at, one in enumerate(ids)
            if one not in found
        ]
    if problems:
        raise InvalidInput(problems=problems)


def _at(uow: UnitOfWork, rule_id: UUID, version: int) -> RuleView:
    uow.first(select(_R.c.id).where(_R.c.tenant_id == uow.tenant_id, _R.c.id == rule_id).with_for_update())
    rule = get_rule(uow, rule_id)
    if rule.version != version:
        raise VersionChanged(what="record.assignment_rule", yours=version, now=rule.version)
    return rule
