"""Nobody owns or locks more than every rule that covers him lets him; asked at each change of owner."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import delete, select

from heyi.modules.sea.errors import Capacity
from heyi.modules.sea.models import CAPACITY_RULE
from heyi.modules.sea.queries.capacity import (
    capacity_rules,
    counted_of_all,
    get_capacity,
    hold_people,
)
from heyi.modules.sea.queries.falling import among
from heyi.modules.sea.queries.pools import people_problems
from heyi.platform.errors import AppError, InvalidInput, VersionChanged
from heyi.platform.identity.tables import APP_USER
from heyi.platform.records.declaration import Record
from heyi.platform.records.owners import OwnerChange
from heyi.platform.unit_of_work import UnitOfWork


def judge_capacity(uow: UnitOfWork, shape: Record, changes: Sequence[OwnerChange]) -> Mapping[UUID, AppError]:
    """Those of the changes by which somebody would own more than he may; the strictest of his rules counts."""
    if "received_at" not in shape.by_name:
        return {}
    rules = capacity_rules(uow, shape.name, "own")
    covered = {person for rule in rules for person in rule.people}
    wanted: dict[UUID, list[UUID]] = defaultdict(list)
    for change in changes:
        if change.new is not None and change.new in covered:
            wanted[change.new].append(change.record_id)
    if not wanted:
        return {}
    hold_people(uow, wanted)
    won = _won(uow, shape, [one for ids in wanted.values() for one in ids])
    names = _names(uow, wanted)
    refused: dict[UUID, AppError] = {}
    of_all = counted_of_all(uow, shape, sorted(wanted))
    for person in sorted(wanted):
        of_his = [rule for rule in rules if person in rule.people]
        whole, unwon = of_all.get(person, (0, 0))
        has = {rule.id: unwon if rule.won_exempt else whole for rule in of_his}
        for record_id in wanted[person]:
            taking = [rule for rule in of_his if not (rule.won_exempt and record_id in won)]
            full = min(
                (rule for rule in taking if has[rule.id] >= rule.at_most),
                key=lambda rule: rule.at_most,
                default=None,
            )
            if full is not None:
                refused[record_id] = Capacity(
                    owner=names[person], rule=full.name, limit=full.at_most, has=has[full.id]
                )
                continue
            for rule in taking:
                has[rule.id] += 1
    return refused


def room_of(uow: UnitOfWork, shape: Record, people: Collection[UUID]) -> dict[UUID, int]:
    """How many more records each of these people may be given; who is not named may have any number.

    Their quotas are held until the transaction ends, so what is given out by this is right for the whole set.
    """
    rules = capacity_rules(uow, shape.name, "own") if "received_at" in shape.by_name else []
    covered = sorted(one for one in set(people) if any(one in rule.people for rule in rules))
    if not covered:
        return {}
    hold_people(uow, covered)
    has = counted_of_all(uow, shape, covered)
    room: dict[UUID, int] = {}
    for rule in rules:
        for person in covered:
            if person in rule.people:
                whole, unwon = has.get(person, (0, 0))
                left = max(rule.at_most - (unwon if rule.won_exempt else whole), 0)
                room[person] = min(room.get(person, left), left)
    return room


def save_capacity(uow: UnitOfWork, rule_id: UUID | None, version: int, values: Mapping[str, Any]) -> UUID:
    """Make a rule, or change one that is still at `version`.

    Raises:
        NotFound: there is none of that id.
        VersionChanged: somebody changed it meanwhile.
        InvalidInput: somebody does not exist.
    """
    problems = people_problems(uow, "", values)
    if problems:
        raise InvalidInput(problems=problems)
    uow.change_settings()
    people = {"users": values["users"], "departments": values["departments"]}
    kept = {name: values[name] for name in ("name", "holds", "kind", "at_most", "won_exempt")}
    kept["people"] = orjson.dumps(people).decode()
    if rule_id is None:
        rule_id = uow.new_id()
        uow.insert(CAPACITY_RULE, {"id": rule_id, **kept})
        uow.audit("created", record="capacity_rule", record_id=rule_id, title=values["name"])
    else:
        _held(uow, rule_id, version)
        uow.change(CAPACITY_RULE, rule_id, kept)
        uow.audit("changed", record="capacity_rule", record_id=rule_id, title=values["name"])
    return rule_id


def delete_capacity(uow: UnitOfWork, rule_id: UUID, version: int) -> None:
    """Take a rule away.

    Raises:
        NotFound: there is none of that id.
        VersionChanged: somebody changed it meanwhile.
    """
    uow.change_settings()
    name = _held(uow, rule_id, version)
    rule = CAPACITY_RULE.c
    uow.execute(delete(CAPACITY_RULE).where(rule.tenant_id == uow.tenant_id, rule.id == rule_id))
    uow.audit("deleted", record="capacity_rule", record_id=rule_id, title=name)


def _held(uow: UnitOfWork, rule_id: UUID, version: int) -> str:
    now = get_capacity(uow, rule_id)
    if now.version != version:
        raise VersionChanged(what="record.capacity_rule", yours=version, now=now.version)
    return now.name


def _won(uow: UnitOfWork, shape: Record, ids: Sequence[UUID]) -> set[UUID]:
    if "won_at" not in shape.by_name:
        return set()
    table = shape.table
    query = select(table.c.id).where(
        table.c.tenant_id == uow.tenant_id, among(table, ids), table.c.won_at.is_not(None)
    )
    return {row["id"] for row in uow.rows(query)}


def _names(uow: UnitOfWork, ids: Mapping[UUID, Any]) -> dict[UUID, str]:
    person = APP_USER.c
    query = select(person.id, person.name).where(person.tenant_id == uow.tenant_id, person.id.in_(ids))
    return {row["id"]: row["name"] for row in uow.rows(query)}
