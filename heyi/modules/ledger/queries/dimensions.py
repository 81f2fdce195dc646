"""辅助核算余额表: an account kept apart by customer, supplier, department, person, product or project."""

from collections.abc import Collection, Mapping
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Select,
    Table,
    Text,
    Uuid,
    and_,
    case,
    cast,
    func,
    null,
    or_,
    select,
    true,
    union_all,
)
from sqlalchemy.sql import FromClause

from heyi.modules.catalog import api as catalog
from heyi.modules.ledger.contracts import DimensionBalance, DimensionBalances
from heyi.modules.ledger.errors import NoSuchAccount
from heyi.modules.ledger.models import JOURNAL_LINE, PROJECT
from heyi.modules.ledger.queries.chart import account_codes, chart
from heyi.modules.ledger.queries.opening import books_from
from heyi.modules.ledger.queries.totals import account_sums, party_sums
from heyi.modules.parties import api as parties
from heyi.platform.identity.tables import APP_USER, DEPARTMENT
from heyi.platform.unit_of_work import UnitOfWork

ZERO = Decimal(0)
MOST_ROWS = 5_000
FIGURES = ("opening", "debit", "credit")
_L = JOURNAL_LINE.c


class By(StrEnum):
    """What an account's lines are kept apart by."""

    PARTY = "party"
    DEPARTMENT = "department"
    PERSON = "person"
    PRODUCT = "product"
    PROJECT = "project"


_TABLES: Mapping[By, Table] = {
    By.PARTY: parties.PARTY.table,
    By.DEPARTMENT: DEPARTMENT,
    By.PERSON: APP_USER,
    By.PRODUCT: catalog.PRODUCT.table,
    By.PROJECT: PROJECT.table,
}


def dimension_balances(
    uow: UnitOfWork, code: str, by: By, *, first_day: date, last_day: date
) -> DimensionBalances:
    """Opening, movement and closing of an account and all below it, for each of those its lines name.

    Lines that name none stand together at the end, so the rows add up to the account; where there are more than 5,000
    rows the answer says that it was `cut`.

    Raises:
        NoSuchAccount: the company has no account of that code.
    """
    account = next((item for item in chart(uow) if item.code == code), None)
    if account is None:
        raise NoSuchAccount(account=code)
    first_day = books_from(uow).until(first_day - timedelta(days=1), last_day) + timedelta(days=1)
    ids = [account_id for account_id, other in account_codes(uow).items() if other.startswith(code)]
    query = (
        _of_parties(uow, ids, first_day, last_day)
        if by is By.PARTY
        else _of_lines(uow, ids, by, first_day, last_day)
    )
    found = uow.rows(query.limit(MOST_ROWS + 1))
    rows = [
        DimensionBalance(**row, closing=row["opening"] + row["debit"] - row["credit"])
        for row in found[:MOST_ROWS]
        if row["opening"] or row["debit"] or row["credit"]
    ]
    return DimensionBalances(account.code, account.name, account.name_en, by, rows, len(found) > MOST_ROWS)


def _of_parties(uow: UnitOfWork, ids: Collection[UUID], first_day: date, last_day: date) -> Select[Any]:
    """By party from the folded totals; what is of no party is the account's own sums without those of parties."""
    days = (first_day - timedelta(days=1), last_day)
    sums = party_sums(uow, ids, *days).subquery("sums")
    party = _TABLES[By.PARTY]
    of_parties = (
        select(sums.c.party_id.label("id"), party.c.name.label("title"), *_moved(sums))
        .join(party, and_(party.c.tenant_id == uow.tenant_id, party.c.id == sums.c.party_id))
        .group_by(sums.c.party_id, party.c.name)
        .cte("of_parties")
    )
    whole = account_sums(uow, *days).subquery("whole")
    all_together = select(*_moved(whole)).where(whole.c.account_id.in_(ids)).subquery("all_together")
    named = select(
        *(func.coalesce(func.sum(of_parties.c[name]), ZERO).label(name) for name in FIGURES)
    ).subquery("named")
    of_none = select(
        cast(null(), Uuid),
        cast(null(), Text),
        *(func.coalesce(all_together.c[name], ZERO) - named.c[name] for name in FIGURES),
    ).select_from(all_together.join(named, true()))
    rows = union_all(select(of_parties), of_none).subquery("rows")
    some = or_(*(rows.c[name] != ZERO for name in FIGURES))
    return select(rows).where(some).order_by(rows.c.title.nulls_last(), rows.c.id)


def _moved(sums: FromClause) -> list[ColumnElement[Any]]:
    before, until = ({side: sums.c[f"{side}_{at}"] for side in ("debit", "credit")} for at in (0, 1))
    return [
        func.sum(before["debit"] - before["credit"]).label("opening"),
        func.sum(until["debit"] - before["debit"]).label("debit"),
        func.sum(until["credit"] - before["credit"]).label("credit"),
    ]


def _of_lines(uow: UnitOfWork, ids: Collection[UUID], by: By, first_day: date, last_day: date) -> Select[Any]:
    key, table = _L[f"{by}_id"], _TABLES[by]
    before = _L.occurred_on < first_day
    return (
        select(
            key.label("id"),
            table.c.name.label("title"),
            func.sum(case((before, _L.debit - _L.credit), else_=ZERO)).label("opening"),
            func.sum(case((before, ZERO), else_=_L.debit)).label("debit"),
            func.sum(case((before, ZERO), else_=_L.credit)).label("credit"),
        )
        .outerjoin(table, and_(table.c.tenant_id == _L.tenant_id, table.c.id == key))
        .where(
            _L.tenant_id == uow.tenant_id,
            _L.company_id == uow.company_id,
            _L.account_id.in_(ids),
            _L.occurred_on <= last_day,
        )
        .group_by(key, table.c.name)
        .order_by(table.c.name.nulls_last(), key)
    )
