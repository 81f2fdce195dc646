"""Who is of a sea, what its members do not see in it, and the rules by which others' records fall into it."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select

from heyi.kit.conditions import ConditionError, FieldType, Surroundings, parse
from heyi.modules.sea.actions.entering import as_json
from heyi.modules.sea.contracts import PoolSettings
from heyi.modules.sea.models import POOL
from heyi.modules.sea.queries.pools import people, people_problems
from heyi.platform.errors import FieldProblem, InvalidInput, NotFound, VersionChanged
from heyi.platform.records.declaration import Record
from heyi.platform.records.shapes import shape_of
from heyi.platform.unit_of_work import UnitOfWork

_TABLE = POOL.table
LEAST_DAYS = 1
_NAMES = ("members", "administrators", "hidden_fields", "rules")


def get_settings(uow: UnitOfWork, pool_id: UUID) -> PoolSettings:
    """The settings of a sea.

    Raises:
        NotFound: there is none of that id.
    """
    row = uow.first(select(_TABLE).where(_TABLE.c.tenant_id == uow.tenant_id, _TABLE.c.id == pool_id))
    if row is None:
        raise NotFound(what="record.pool")
    now = len(people(uow, row["members"]))
    return PoolSettings(
        row["id"], row["version"], row["holds"], **{name: row[name] for name in _NAMES}, people_now=now
    )


def change_settings(uow: UnitOfWork, pool_id: UUID, version: int, given: Mapping[str, Any]) -> PoolSettings:
    """Change settings of a sea that is still at `version`; rules count from the next night.

    Raises:
        NotFound: there is none of that id.
        VersionChanged: somebody changed it meanwhile.
        InvalidInput: somebody or some field does not exist, or a rule is none.
    """
    uow.change_settings()
    place = (_TABLE.c.tenant_id == uow.tenant_id, _TABLE.c.id == pool_id)
    row = uow.first(select(_TABLE).where(*place).with_for_update())
    if row is None:
        raise NotFound(what="record.pool")
    if row["version"] != version:
        raise VersionChanged(what="record.pool", yours=version, now=row["version"])
    shape = shape_of(uow, row["holds"])
    problems = [
        *(problem for group in _NAMES[:2] for problem in people_problems(uow, group, given.get(group) or {})),
        *_field_problems(shape, given.get("hidden_fields") or {}),
        *rule_problems(uow, shape, given.get("rules") or []),
    ]
    if problems:
        raise InvalidInput(problems=problems)
    values: dict[str, Any] = {name: given[name] for name in _NAMES if name in given}
    if "rules" in values:
        values["rules"] = [{**rule, "id": rule.get("id") or str(uow.new_id())} for rule in values["rules"]]
    uow.change(POOL.table, pool_id, {name: as_json(value) for name, value in values.items()})
    uow.audit("changed", record="pool", record_id=pool_id, title=row["name"])
    return get_settings(uow, pool_id)


def rule_problems(uow: UnitOfWork, shape: Record, rules: Sequence[Mapping[str, Any]]) -> list[FieldProblem]:
    """What is wrong with rules, each at its place."""
    found: list[FieldProblem] = []
    for number, rule in enumerate(rules):
        place = f"rules.{number}"
        if rule.get("days") is None and not rule.get("by_level"):
            found.append(FieldProblem(f"{place}.days", "missing"))
        found += _too_short(rule, place)
        if rule["kind"] == "condition":
            found += _condition_problems(uow, shape, rule, place)
    return found


def _too_short(rule: Mapping[str, Any], place: str) -> list[FieldProblem]:
    """Where a rule would take in the night what somebody was given that day; a date that is named may be the last."""
    if rule["kind"] == "condition" and rule.get("date_field"):
        return []
    said = {f"{place}.days": rule.get("days")}
    said |= {
        f"{place}.by_level.{level}": days for level, days in sorted((rule.get("by_level") or {}).items())
    }
    least: dict[str, object] = {"ge": LEAST_DAYS}
    return [FieldProblem(where, "greater_than_equal", least) for where, days in said.items() if days == 0]


def _condition_problems(
    uow: UnitOfWork, shape: Record, rule: Mapping[str, Any], place: str
) -> list[FieldProblem]:
    found: list[FieldProblem] = []
    name = rule.get("date_field") or ""
    if not rule.get("condition") and not name:
        found.append(FieldProblem(f"{place}.condition", "missing"))
    if name and shape.condition_types.get(name) not in (FieldType.DATE, FieldType.DATETIME):
        found.append(FieldProblem(f"{place}.date_field", "unknown_field", {"value": name}))
    if rule.get("condition"):
        # Nobody in particular asks at night, so a rule cannot speak of oneself.
        around = Surroundings(today=uow.today, time_zone=uow.facts.time_zone, me=None)
        try:
            parse(rule["condition"], fields=shape.condition_types, surroundings=around)
        except ConditionError as error:
            where, code = f"{place}.condition{error.path}", f"condition_{error.reason_code}"
            found.append(FieldProblem(where, code, {"value": str(error.value)[:80]}))
    return found


def _field_problems(shape: Record, hidden: Mapping[str, str]) -> list[FieldProblem]:
    """What lies in a sea has a name, or nobody could ask for it."""
    unknown = [name for name in hidden if name not in shape.by_name or name == shape.title]
    return [FieldProblem(f"hidden_fields.{name}", "unknown_field", {"value": name}) for name in unknown]
