"""辅助核算余额表: an account kept apart by customer, supplier, department, person, product or project."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum

from sqlalchemy import Table, and_, case, func, select

from heyi.modules.catalog import api as catalog
from heyi.modules.ledger.contracts import DimensionBalance, DimensionBalances
from heyi.modules.ledger.errors import NoSuchAccount
from heyi.modules.ledger.models import JOURNAL_LINE, PROJECT
from heyi.modules.ledger.queries.chart import account_codes, chart
from heyi.modules.parties import api as parties
from heyi.platform.identity.tables import APP_USER, DEPARTMENT
from heyi.platform.unit_of_work import UnitOfWork

ZERO = Decimal(0)
MOST_ROWS = 5_000
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
    """Opening, movement and closing of an account and all below it, for each of those its lines name; first 5,000.

    Lines that name none stand together at the end, so the rows add up to the account.

    Raises:
        NoSuchAccount: the company has no account of that code.
    """
    account = next((item for item in chart(uow) if item.code == code), None)
    if account is None:
        raise NoSuchAccount(account=code)
    ids = [account_id for account_id, other in account_codes(uow).items() if other.startswith(code)]
    key, table = _L[f"{by}_id"], _TABLES[by]
    before = _L.occurred_on < first_day
    query = (
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
        .limit(MOST_ROWS)
    )
    rows = [
        DimensionBalance(**row, closing=row["opening"] + row["debit"] - row["credit"])
        for row in uow.rows(query)
        if row["opening"] or row["debit"] or row["credit"]
    ]
    return DimensionBalances(account.code, account.name, account.name_en, by, rows)
