"""When what somebody owns falls, into which sea and by which rule: one statement over all rows of a kind.

A record falls in the night after its day: `due_on` is the day on which the last of the rule's days has passed. Of
several rules the earliest day is told; of several seas whose rules a record meets it falls into the first in order.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ARRAY,
    ColumnElement,
    Date,
    Integer,
    Select,
    Uuid,
    any_,
    case,
    cast,
    exists,
    func,
    literal,
    null,
    select,
)
from sqlalchemy.sql import FromClause

from heyi.kit.conditions import ConditionError, FieldType, Surroundings, parse
from heyi.modules.parties import api as parties
from heyi.modules.sea.contracts import Pool, Rule
from heyi.modules.sea.queries.pools import pools_holding
from heyi.platform.messages import translate
from heyi.platform.records import access
from heyi.platform.records.conditions import expression, fields_of, to_sql
from heyi.platform.records.declaration import Record
from heyi.platform.records.shapes import shapes
from heyi.platform.unit_of_work import UnitOfWork


@dataclass(frozen=True)
class Numbered:
    """A rule in the order in which seas and their rules are asked."""

    number: int
    pool: Pool
    rule: Rule


def numbered(pools: Sequence[Pool]) -> list[Numbered]:
    """The rules of these seas in order; those of a sea without people are for nobody."""
    pairs = [(pool, rule) for pool in pools if pool.members for rule in pool.rules]
    return [Numbered(number, pool, rule) for number, (pool, rule) in enumerate(pairs)]


def rules_for(uow: UnitOfWork, record: str) -> list[Numbered]:
    """The rules by which records of a kind fall."""
    return numbered(pools_holding(uow, record))


def days_of(uow: UnitOfWork, shape: Record, rules: Sequence[Numbered], *where: Any) -> FromClause | None:
    """For each owned and unlocked row: its id, owner, `due` (the earliest day), by which rule, and `d0`.. per rule.

    None where there is no rule. Whoever asks narrows it by `where`, over the table of the shape.
    """
    if not rules:
        return None
    table = shape.table
    days = [_day(uow, shape, table, one).label(f"d{one.number}") for one in rules]
    inner = (
        select(table.c.id, table.columns[shape.owner_field].label("owner_id"), table.c.due_on, *days)
        .where(
            table.c.tenant_id == uow.tenant_id,
            table.columns[shape.owner_field].is_not(None),
            table.c.pool_id.is_(None),
            table.c.locked.is_(False),
            *access.worked_on(shape, table),
            # Who only sells to us is nobody's customer to lose.
            *([table.c.is_customer] if shape.name == parties.PARTY.name else []),
            *where,
        )
        # Each day is computed once, not once for each place where it is compared.
        .offset(0)
        .subquery("days")
    )
    each = [inner.columns[f"d{one.number}"] for one in rules]
    due = func.least(*each) if len(each) > 1 else each[0]
    middle = select(inner, due.label("due")).offset(0).subquery("dated")
    driver = case(
        *((middle.columns[f"d{one.number}"] == middle.c.due, one.number) for one in rules), else_=None
    )
    return select(middle, driver.label("driver")).subquery("falling")


def fallen_by(falling: FromClause, rules: Sequence[Numbered], before: date) -> ColumnElement[Any]:
    """The number of the first rule whose day is before this one, or null."""
    return cast(
        case(*((falling.columns[f"d{one.number}"] < before, one.number) for one in rules), else_=null()),
        Integer,
    )


def will_fall(
    uow: UnitOfWork, shape: Record, rules: Sequence[Numbered], before: date, *where: Any
) -> Select[Any] | None:
    """The rows whose day is before this one: id, owner, day by the rule that takes them, and its number."""
    falling = days_of(uow, shape, rules, *where)
    if falling is None:
        return None
    number = fallen_by(falling, rules, before)
    found = select(falling, number.label("number")).where(falling.c.due < before).subquery("found")
    day = case(*((found.c.number == one.number, found.columns[f"d{one.number}"]) for one in rules))
    return select(found.c.id, found.c.owner_id, found.c.number, day.label("day"))


def reason(uow: UnitOfWork, rule: Mapping[str, Any]) -> str:
    """Why a rule takes something, in the reader's words."""
    words = translate(
        f"sea.reason.{rule['kind']}",
        uow.actor.language,
        {"days": rule.get("days") or 0, "since": rule.get("since") or ""},
    )
    return f"{rule['name']}: {words}" if rule.get("name") else words


def told(one: Numbered, day: date, level: Any) -> dict[str, Any]:
    """What is kept of the rule that takes a record: its kind and name, its days, and since when they count."""
    days = one.rule.by_level.get(level, one.rule.days) if isinstance(level, str) else one.rule.days
    return {
        "id": one.rule.id,
        "kind": one.rule.kind,
        "name": one.rule.name,
        "days": days,
        "since": None if days is None else (day - timedelta(days=days)).isoformat(),
    }


def among(table: FromClause, ids: Sequence[UUID]) -> ColumnElement[bool]:
    """Rows with one of these ids, handed over as one value."""
    return table.c.id == any_(literal(list(ids), ARRAY(Uuid)))


def _day(uow: UnitOfWork, shape: Record, table: FromClause, one: Numbered) -> ColumnElement[Any]:
    """The day after which the rule takes a row; null where it does not concern it."""
    rule, owner = one.rule, table.columns[shape.owner_field]
    concerns = [
        owner == any_(literal(sorted(one.pool.members), ARRAY(Uuid))),
        *_exempt(shape, table, rule),
        *_without_deals(uow, shape, table, rule),
    ]
    if rule.kind == "condition" and rule.condition:
        condition = _condition(uow, shape, table, rule)
        if condition is None:
            return cast(null(), Date)
        concerns.append(condition)
    allowed = _allowed(shape, table, rule)
    if allowed is None:
        return cast(null(), Date)
    return case((_all(concerns), _base(uow, shape, table, rule) + allowed), else_=cast(null(), Date))


def _all(parts: Sequence[ColumnElement[bool]]) -> ColumnElement[bool]:
    whole = parts[0]
    for part in parts[1:]:
        whole = whole & part
    return whole


def _exempt(shape: Record, table: FromClause, rule: Rule) -> Iterator[ColumnElement[bool]]:
    """What keeps a row from this rule: it was won, or has an opportunity since it was received."""
    if (rule.won_exempt or rule.kind == "not_won") and "won_at" in shape.by_name:
        yield table.c.won_at.is_(None)
    if rule.opportunity_exempt and "last_opportunity_at" in shape.by_name:
        received = func.coalesce(table.c.received_at, table.c.created_at)
        yield func.coalesce(table.c.last_opportunity_at < received, True)


def _without_deals(
    uow: UnitOfWork, shape: Record, table: FromClause, rule: Rule
) -> Iterator[ColumnElement[bool]]:
    """While somebody works on a deal with a customer, he is not without one, however old it is."""
    if shape.party_field != "id" or not (rule.kind == "no_opportunity" or rule.opportunity_exempt):
        return
    for other in shapes(uow):
        if other.worked_on is not None and other.party_field == "party_id" and "pool_id" not in other.by_name:
            deals = other.table
            mine = (deals.c.tenant_id == table.c.tenant_id, deals.c.party_id == table.c.id)
            yield ~exists().where(*mine, *access.worked_on(other, deals))


def _allowed(shape: Record, table: FromClause, rule: Rule) -> ColumnElement[Any] | None:
    """How many days, for all or by the level of the customer."""
    if rule.by_level and "level" in shape.by_name:
        levels = [(table.c.level == level, days) for level, days in sorted(rule.by_level.items())]
        return cast(case(*levels, else_=rule.days), Integer)
    return None if rule.days is None else literal(rule.days, Integer)


def _base(uow: UnitOfWork, shape: Record, table: FromClause, rule: Rule) -> ColumnElement[Any]:
    """The day from which a rule counts."""
    received = func.coalesce(table.c.received_at, table.c.created_at)
    if rule.kind == "condition" and rule.date_field:
        column = expression(shape, rule.date_field, table)
        if shape.condition_types.get(rule.date_field) is FieldType.DATE:
            return column
        return _local_day(uow, column)
    seen: list[ColumnElement[Any]] = [received]
    if rule.kind == "no_follow_up":
        seen.append(table.c.last_followed_at)
    if rule.kind == "no_opportunity" and "last_opportunity_at" in shape.by_name:
        seen.append(table.c.last_opportunity_at)
    return _local_day(uow, func.greatest(*seen) if len(seen) > 1 else received)


def _local_day(uow: UnitOfWork, instant: ColumnElement[Any]) -> ColumnElement[Any]:
    return cast(func.timezone(uow.facts.time_zone, instant), Date)


def _condition(uow: UnitOfWork, shape: Record, table: FromClause, rule: Rule) -> ColumnElement[bool] | None:
    """The rule's condition; one that speaks of a field that is gone takes nobody's customers."""
    around = Surroundings(today=uow.today, time_zone=uow.facts.time_zone, me=None)
    try:
        parsed = parse(rule.condition, fields=shape.condition_types, surroundings=around)
    except ConditionError:
        return None
    return func.coalesce(to_sql(parsed, fields_of(shape, table)), False)
