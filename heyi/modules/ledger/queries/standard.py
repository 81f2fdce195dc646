"""By which standard the books are kept, and whether it can still be changed."""

from typing import Any

from sqlalchemy import literal, select, union_all

from heyi.modules.ledger.contracts import KeptBy
from heyi.modules.ledger.models import JOURNAL_ENTRY, TEMPLATE, VOUCHER
from heyi.modules.ledger.queries.chart import standard
from heyi.platform.unit_of_work import UnitOfWork


def kept_by(uow: UnitOfWork) -> KeptBy:
    """The standard, and whether something stands in the books."""
    return KeptBy(standard(uow), holds_anything(uow))


def holds_anything(uow: UnitOfWork) -> bool:
    """Whether an entry, a voucher or a template was ever written."""
    found: list[Any] = []
    for table in (JOURNAL_ENTRY.table, VOUCHER.table, TEMPLATE.table):
        mine = (table.c.tenant_id == uow.tenant_id, table.c.company_id == uow.company_id)
        found.append(select(literal(1)).select_from(table).where(*mine).limit(1).subquery().select())
    return uow.scalar(union_all(*found).limit(1)) is not None
