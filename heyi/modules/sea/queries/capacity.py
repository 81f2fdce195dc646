"""How many somebody may own or lock, and how many he does."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import ARRAY, Uuid, any_, func, literal, select

from heyi.modules.sea.contracts import CapacityRule, CapacityView
from heyi.modules.sea.models import CAPACITY_RULE
from heyi.modules.sea.queries.pools import people, people_of
from heyi.platform.errors import NotFound
from heyi.platform.identity.tables import APP_USER
from heyi.platform.records import access
from heyi.platform.records.declaration import Record
from heyi.platform.unit_of_work import UnitOfWork


def capacity_rules(uow: UnitOfWork, holds: str, kind: str) -> list[CapacityRule]:
    """The rules for one kind of record."""
    rules = uow.settled("capacity_rules", lambda: _load(uow))
    return [rule for rule in rules if rule.holds == holds and rule.kind == kind]


def hold_people(uow: UnitOfWork, ids: Collection[UUID]) -> None:
    """Have these persons' quotas to oneself until the transaction ends, in the order of their ids."""
    uow.rows(
        select(APP_USER.c.id)
        .where(APP_USER.c.tenant_id == uow.tenant_id, APP_USER.c.id.in_(ids))
        .order_by(APP_USER.c.id)
        .with_for_update(key_share=True)
    )


def counted(
    uow: UnitOfWork, shape: Record, user_id: UUID, rules: Sequence[CapacityRule], *, locked: bool = False
) -> dict[UUID, int]:
    """How many of a person's records count for each of the rules."""
    table = shape.table
    everything = func.count()
    unwon = everything.filter(table.c.won_at.is_(None)) if "won_at" in shape.by_name else everything
    here = [table.c.tenant_id == uow.tenant_id, table.columns[shape.owner_field] == user_id]
    here += access.worked_on(shape, table)
    if locked:
        here.append(table.c.locked.is_(True))
    row = uow.first(select(everything.label("whole"), unwon.label("unwon")).where(*here))
    assert row is not None
    return {rule.id: row["unwon"] if rule.won_exempt else row["whole"] for rule in rules}


def counted_of_all(uow: UnitOfWork, shape: Record, people: Sequence[UUID]) -> dict[UUID, tuple[int, int]]:
    """How many records each of these people owns, and how many of them never bought; who has none is left out."""
    table = shape.table
    owner = table.columns[shape.owner_field]
    everything = func.count()
    unwon = everything.filter(table.c.won_at.is_(None)) if "won_at" in shape.by_name else everything
    query = (
        select(owner.label("owner"), everything.label("whole"), unwon.label("unwon"))
        .where(
            table.c.tenant_id == uow.tenant_id,
            owner == any_(literal(list(people), ARRAY(Uuid))),
            *access.worked_on(shape, table),
        )
        .group_by(owner)
    )
    return {row["owner"]: (row["whole"], row["unwon"]) for row in uow.rows(query)}


def list_capacity(uow: UnitOfWork) -> list[CapacityView]:
    """All rules, by name."""
    rule = CAPACITY_RULE.c
    rows = uow.rows(select(CAPACITY_RULE).where(rule.tenant_id == uow.tenant_id).order_by(rule.name, rule.id))
    return [_view(row) for row in rows]


def get_capacity(uow: UnitOfWork, rule_id: UUID) -> CapacityView:
    """One rule.

    Raises:
        NotFound: there is none of that id.
    """
    rule = CAPACITY_RULE.c
    row = uow.first(select(CAPACITY_RULE).where(rule.tenant_id == uow.tenant_id, rule.id == rule_id))
    if row is None:
        raise NotFound(what="record.capacity_rule")
    return _view(row)


def _view(row: Mapping[Any, Any]) -> CapacityView:
    named = people_of(row["people"])
    return CapacityView(
        **{name: row[name] for name in ("id", "version", "name", "holds", "kind", "at_most", "won_exempt")},
        users=list(named.users),
        departments=list(named.departments),
    )


def _load(uow: UnitOfWork) -> tuple[CapacityRule, ...]:
    rows = uow.rows(select(CAPACITY_RULE).where(CAPACITY_RULE.c.tenant_id == uow.tenant_id))
    return tuple(
        CapacityRule(
            **{name: row[name] for name in ("id", "name", "holds", "kind", "at_most", "won_exempt")},
            people=people(uow, row["people"]),
        )
        for row in rows
    )
