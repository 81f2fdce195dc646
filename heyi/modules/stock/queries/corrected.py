"""By how much what documents moved was found to be worth otherwise since."""

from collections.abc import Collection, Mapping
from decimal import Decimal
from uuid import UUID

from sqlalchemy import and_, func, select

from heyi.modules.stock.models import STOCK_MOVE
from heyi.modules.stock.queries.goods import sees_values
from heyi.platform.unit_of_work import UnitOfWork

_M, _A = STOCK_MOVE.table.c, STOCK_MOVE.table.alias("a")


def adjusted_since(
    uow: UnitOfWork, source_type: str, line_ids: Collection[UUID]
) -> Mapping[UUID, Decimal] | None:
    """By line of a type of document, how much its goods were found to be worth beyond what was posted, in or out; what
    was never corrected is left out. None for who does not see what goods are worth."""
    if not sees_values(uow):
        return None
    rows = uow.rows(
        select(_M.line_id, (func.sum(_A.c.value) * func.sign(_M.quantity)).label("beyond"))
        .join(_A, and_(_A.c.tenant_id == _M.tenant_id, _A.c.adjusts_id == _M.id))
        .where(
            _M.tenant_id == uow.tenant_id,
            _M.company_id == uow.company_id,
            _M.source_type == source_type,
            _M.line_id.in_(sorted(line_ids)),
        )
        .group_by(_M.line_id, _M.quantity)
    )
    return {row["line_id"]: row["beyond"] for row in rows}
