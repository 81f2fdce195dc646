"""Give leads that belong to nobody to somebody, by the rules of the tenant; and set those rules."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import case, delete, func, select

from heyi.kit.conditions import ConditionError, Surroundings, evaluate, parse
from heyi.modules.crm.contracts import Assigned, RuleDraft, RuleView
from heyi.modules.crm.errors import NobodyToAssign
from heyi.modules.crm.models.leads import LEAD
from heyi.modules.crm.models.settings import ASSIGNMENT_RULE, LEAD_ASSIGNMENT
from heyi.modules.crm.permissions import ASSIGN_LEAD
from heyi.modules.crm.queries.assignment import Rule, able_people, active_rules, get_rule, loads_of
from heyi.modules.crm.rules import least_loaded, next_in_turn
from heyi.modules.crm.states import LeadState
from heyi.modules.sea import api as sea
from heyi.platform.errors import FieldProblem, InvalidInput, VersionChanged
from heyi.platform.identity.tables import APP_USER
from heyi.platform.records import access
from heyi.platform.records.declaration import Record
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
    if sea.pool_bound(uow, shape):
        # Whoever brings them in is their owner only until they are written: the sea takes them from him.
        for values in rows:
            values["owner_id"] = uow.actor.user_id
        return
    by_hand = uow.actor.kind == "user"
    unowned: dict[UUID, Mapping[str, Any]] = {}
    for record_id, values in zip(ids, rows, strict=True):
        if values.get("owner_id") or values.get("pool_id"):
            continue
        if by_hand:
            values["owner_id"] = uow.actor.user_id
        else:
            unowned[record_id] = _as_new(uow, values, record_id)
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


@dataclass
class _People:
    """Whom the rules choose from: who may be given how many more, who works on how many, and whose turn it was last."""

    of: Mapping[UUID, Sequence[UUID]]
    room: dict[UUID, int]
    loads: dict[UUID, int]
    last: dict[UUID, UUID | None]

    def choose(self, rule: Rule) -> UUID | None:
        """Who is given the next lead by a rule; None where nobody has room for one more."""
        free = [one for one in self.of[rule.id] if self.room.get(one, 1) > 0]
        if not free:
            return None
        if rule.way == FIXED:
            chosen = free[0]
        elif rule.way == ROUND_ROBIN:
            (chosen,) = next_in_turn(free, self.last[rule.id], 1)
        else:
            (chosen,) = least_loaded({one: self.loads.get(one, 0) for one in free}, 1)
        self.last[rule.id] = chosen
        self.loads[chosen] = self.loads.get(chosen, 0) + 1
        if chosen in self.room:
            self.room[chosen] -= 1
        return chosen


def planned_owners(uow: UnitOfWork, shape: Record, rows: Sequence[Mapping[str, Any]]) -> list[UUID | None]:
    """Whose new leads will be, as `begin_leads` will have it; writes nothing."""
    found = [values.get("owner_id") for values in rows]
    if sea.pool_bound(uow, shape):
        return found
    open_ = {
        UUID(int=at): _as_new(uow, values, UUID(int=at)) for at, values in enumerate(rows) if not found[at]
    }
    plan = {} if uow.actor.kind == "user" else _plan(uow, shape, open_)[0]
    for lead_id in open_:
        found[lead_id.int] = plan[lead_id][1] if lead_id in plan else uow.actor.user_id
    return found


def _as_new(uow: UnitOfWork, values: Mapping[str, Any], lead_id: UUID) -> Mapping[str, Any]:
    return {"state": LeadState.NEW, "created_at": uow.now, **values, "id": lead_id}


def _give_out(uow: UnitOfWork, shape: Record, leads: Mapping[UUID, Mapping[str, Any]]) -> dict[UUID, UUID]:
    """Who gets which of the leads; what no rule wants, or nobody has room for, is left out."""
    plan, people = _plan(uow, shape, leads)
    if not plan or people is None:
        return {}
    # A cursor, not a change of the rule: its version stays.
    turned = {rule.id: people.last[rule.id] for rule, _ in plan.values() if rule.way != FIXED}
    if turned:
        uow.execute(
            _R.update()
            .where(_R.c.tenant_id == uow.tenant_id, _R.c.id.in_(sorted(turned)))
            .values(last_user=case(turned, value=_R.c.id))
        )
    _log(uow, plan, leads)
    return {lead_id: person for lead_id, (_, person) in plan.items()}


def _plan(
    uow: UnitOfWork, shape: Record, leads: Mapping[UUID, Mapping[str, Any]]
) -> tuple[dict[UUID, tuple[Rule, UUID]], _People | None]:
    """By which rule who gets which of the leads, one after the other: each takes room from the next."""
    rules = active_rules(uow) if leads else []
    wanted: dict[UUID, list[Rule]] = {}
    for lead_id, values in leads.items():
        row = {**comparable(shape, values), "created_at": values.get("created_at")}
        wanted[lead_id] = [one for one in rules if one.condition is None or evaluate(one.condition, row)]
    asked = {rule.id: rule for of in wanted.values() for rule in of}
    if not asked:
        return {}, None
    people = _people(uow, shape, [asked[one] for one in sorted(asked)])
    plan: dict[UUID, tuple[Rule, UUID]] = {}
    for lead_id, of in wanted.items():
        for rule in of:
            chosen = people.choose(rule)
            if chosen is not None:
                plan[lead_id] = (rule, chosen)
                break
    return plan, people


def _people(uow: UnitOfWork, shape: Record, rules: Sequence[Rule]) -> _People:
    """The people of these rules. The rules are held until the end, so that of two leads at one moment each sees the
    other's turn; then the quotas of the people, so that nobody is given more than he may own."""
    held = select(_R.c.id, _R.c.last_user).where(
        _R.c.tenant_id == uow.tenant_id, _R.c.id.in_([rule.id for rule in rules])
    )
    last = {row["id"]: row["last_user"] for row in uow.rows(held.order_by(_R.c.id).with_for_update())}
    able = able_people(uow, rules)
    everybody = {one for people in able.values() for one in people}
    room = sea.room_of(uow, shape, everybody)
    loads = loads_of(uow, everybody) if any(rule.way == LEAST_LOAD for rule in rules) else {}
    return _People(able, room, loads, last)


def _log(
    uow: UnitOfWork, plan: Mapping[UUID, tuple[Rule, UUID]], leads: Mapping[UUID, Mapping[str, Any]]
) -> None:
    person = APP_USER.c
    query = select(person.id, person.name).where(
        person.tenant_id == uow.tenant_id, person.id.in_(sorted({one for _, one in plan.values()}))
    )
    names = {row["id"]: row["name"] for row in uow.rows(query)}
    uow.insert(
        LEAD_ASSIGNMENT,
        *(
            {
                "id": uow.new_id(),
                "lead": lead_id,
                "lead_name": str(leads[lead_id].get("name") or ""),
                "rule": rule.id,
                "rule_name": rule.name,
                "way": rule.way,
                "receiver": receiver,
                "receiver_name": names[receiver],
                "door": uow.actor.door,
                "occurred_at": uow.now,
            }
            for lead_id, (rule, receiver) in plan.items()
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
