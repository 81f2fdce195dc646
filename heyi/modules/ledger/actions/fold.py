"""Fold entries into the totals: what readers would otherwise add up line by line, each time."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Table, and_, case, delete, func, select

from heyi.modules.ledger.actions.seal import seal
from heyi.modules.ledger.contracts import PROFIT_CLOSING, Grain
from heyi.modules.ledger.models import (
    ACCOUNT_TOTAL,
    FOREIGN_TOTAL,
    JOURNAL_ENTRY,
    JOURNAL_LINE,
    PARTY_TOTAL,
    UNFOLDED,
)
from heyi.modules.ledger.queries.totals import NOBODY, SIDES, foreign_side
from heyi.modules.ledger.rules.journal import grain_start
from heyi.platform.tenancy.tables import COMPANY
from heyi.platform.unit_of_work import UnitOfWork

AT_ONCE = 2_000
# A statement carries at most 65,535 values.
ROWS_AT_ONCE = 5_000
_FOREIGN = ("foreign_debit", "foreign_credit")
_ACCOUNT_KEYS = ("company_id", "grain", "first_day", "account_id", "is_closing")
_PARTY_KEYS = ("company_id", "account_id", "grain", "first_day", "party_id")
_E, _L, _U = JOURNAL_ENTRY.table.c, JOURNAL_LINE.c, UNFOLDED.c


def fold_step(uow: UnitOfWork, most: int = AT_ONCE) -> int:
    """Fold the oldest waiting entries of all companies of the tenant; answers how many, 0 when none is left.

    An entry leaves the waiting ones, enters the totals and is sealed in one transaction, so every reader sees it
    exactly once. One folds at a time, for seals are a chain; posting does not wait for it.
    """
    company = select(COMPANY.c.id).where(COMPANY.c.tenant_id == uow.tenant_id).order_by(COMPANY.c.id)
    uow.execute(company.with_for_update(key_share=True))
    oldest = (
        select(_U.id)
        .where(_U.tenant_id == uow.tenant_id)
        .order_by(_U.id)
        .limit(most)
        .with_for_update(skip_locked=True)
    )
    taken = delete(UNFOLDED).where(_U.tenant_id == uow.tenant_id, _U.id.in_(oldest)).returning(_U.entry_id)
    entries = [row["entry_id"] for row in uow.rows(taken)]
    if not entries:
        return 0
    is_closing = case((_E.kind.startswith(PROFIT_CLOSING), True), else_=False).label("is_closing")
    seal(uow, entries)
    by_account = _sums(uow, entries, _L.company_id, _L.account_id, is_closing)
    _add(uow, ACCOUNT_TOTAL, by_account, _ACCOUNT_KEYS)
    by_party = _sums(uow, entries, _L.company_id, _L.account_id, _L.party_id)
    _add(uow, PARTY_TOTAL, [row for row in by_party if row["party_id"] is not None], _PARTY_KEYS)
    in_foreign = _sums(
        uow,
        entries,
        _L.company_id,
        _L.account_id,
        func.coalesce(_L.party_id, NOBODY).label("party_id"),
        more=_FOREIGN,
    )
    _add(uow, FOREIGN_TOTAL, in_foreign, _PARTY_KEYS, sides=(*SIDES, *_FOREIGN))
    return len(entries)


def _sums(
    uow: UnitOfWork, entries: Sequence[UUID], *keys: Any, more: tuple[str, ...] = ()
) -> list[dict[str, Any]]:
    """What the lines of entries add up to by day; with `more`, those in a foreign currency, in it as well."""
    query = (
        select(
            *keys,
            _L.occurred_on,
            func.sum(_L.debit).label("debit"),
            func.sum(_L.credit).label("credit"),
            *(func.sum(foreign_side(name)).label(name) for name in more),
        )
        .join(JOURNAL_ENTRY.table, and_(_E.tenant_id == _L.tenant_id, _E.id == _L.entry_id))
        .where(_L.tenant_id == uow.tenant_id, _L.entry_id.in_(entries))
        .group_by(*keys, _L.occurred_on)
    )
    if more:
        query = query.where(_L.foreign_currency.is_not(None))
    return [dict(row) for row in uow.rows(query)]


def _add(
    uow: UnitOfWork,
    table: Table,
    sums: Sequence[dict[str, Any]],
    keys: tuple[str, ...],
    *,
    sides: tuple[str, ...] = SIDES,
) -> None:
    """Add the sums of days to the totals of their days, months and years, rows taken in the order of their keys."""
    added: dict[tuple[Any, ...], dict[str, Any]] = {}
    for row in sums:
        day: date = row["occurred_on"]
        for grain in Grain:
            place = {**row, "grain": grain, "first_day": grain_start(day, grain)}
            key = tuple(place[name] for name in keys)
            known = added.setdefault(key, {name: place[name] for name in keys} | dict.fromkeys(sides, 0))
            for side in sides:
                known[side] += row[side]
    rows = [added[key] for key in sorted(added)]
    if not rows:
        return
    nothing, added_up = dict.fromkeys(sides, 0), [f"{side} = t.{side} + v.{side}" for side in sides]
    for start in range(0, len(rows), ROWS_AT_ONCE):
        part = rows[start : start + ROWS_AT_ONCE]
        uow.insert_missing(table, [{"id": uow.new_id(), **row, **nothing} for row in part], unique=keys)
        uow.update_rows(table, part, keys=keys, assignments=added_up)
