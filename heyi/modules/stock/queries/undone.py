"""Which moves are as if they had never been: those taken back on their own day, and what took them back."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import RowMapping, func, select

from heyi.kit.dates import Period
from heyi.modules.ledger import api as ledger
from heyi.modules.stock.models import STOCK_POOL
from heyi.platform.unit_of_work import UnitOfWork

_P = STOCK_POOL.c
# Only papers that are taken back wholly and by one of their own kind; what a customer brings back did leave.
KINDS = ("stock_receipt", "stock_issue")


_SAME = (
    "x.tenant_id = m.tenant_id AND x.company_id = m.company_id AND x.product_id = m.product_id "
    "AND x.occurred_on = m.occurred_on AND x.source_type = m.source_type AND x.quantity = -m.quantity"
)
_UNDONE = (
    "(m.source_type IN ('stock_receipt', 'stock_issue') AND m.quantity <> 0 AND ("
    "EXISTS (SELECT 1 FROM stock_move x WHERE same AND x.origin_line_id = m.line_id) "
    "OR EXISTS (SELECT 1 FROM stock_move x WHERE same AND x.line_id = m.origin_line_id)))"
).replace("same", _SAME)


def telling_undone(sql: str) -> str:
    """The text with each `undone(alias)` spelled out: whether a move is one of such a pair."""
    return re.sub(r"undone\((\w+)\)", lambda found: _UNDONE.replace("m.", f"{found[1]}."), sql)


def without_undone(rows: Sequence[tuple[Any, ...]]) -> Sequence[tuple[Any, ...]]:
    """The moves of whole days without such pairs; each is (id, line, origin, day, quantity, kind of document, ...)."""
    backs = {row[2]: row for row in rows if row[2] is not None and row[4] and row[5] in KINDS}
    if not backs:
        return rows
    gone: set[UUID] = set()
    for row in rows:
        back = backs.get(row[1])
        if back is not None and row[3:6] == (back[3], -back[4], back[5]):
            gone |= {row[0], back[0]}
    return [row for row in rows if row[0] not in gone]


def may_undo(uow: UnitOfWork, day: date, lines: Sequence[RowMapping]) -> bool:
    """Whether a document of that day can be taken back on it: its month is open, its goods are valued as they were."""
    closed = ledger.latest_closed(uow)
    if closed is not None and Period.from_date(day) <= Period.parse(closed):
        return False
    products = sorted({line["product_id"] for line in lines})
    since = uow.scalar(
        select(func.max(_P.method_since)).where(
            _P.tenant_id == uow.tenant_id, _P.company_id == uow.company_id, _P.product_id.in_(products)
        )
    )
    return since is None or day >= since
