"""Reads of what left last of a product."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from uuid import UUID

from heyi.modules.stock.queries.undone import telling_undone
from heyi.platform.unit_of_work import UnitOfWork

# What takes a receipt back is no goods that left of others.
_LATEST = telling_undone(
    "SELECT g.product_id, g.line_id, -g.quantity FROM (SELECT m.product_id, m.line_id, m.quantity, m.occurred_on, "
    "m.seq, v.reach, sum(-m.quantity) OVER (PARTITION BY m.product_id ORDER BY m.occurred_on DESC, m.seq DESC) AS upto "
    "FROM unnest(%s::uuid[], %s::numeric[]) AS v(product_id, reach) JOIN stock_move m ON m.tenant_id = %s "
    "AND m.company_id = %s AND m.product_id = v.product_id AND m.occurred_on <= %s AND m.kind = 'issue' "
    "AND m.origin_line_id IS NULL AND NOT undone(m)) g WHERE g.upto + g.quantity < g.reach "
    "ORDER BY g.product_id, g.occurred_on DESC, g.seq DESC"
)


def latest_issues(
    uow: UnitOfWork, reach: Mapping[UUID, Decimal], until: date
) -> Mapping[UUID, Sequence[tuple[UUID, Decimal]]]:
    """Of each product the latest issues until that day, as many as reach that quantity: line and quantity."""
    values = (list(reach), list(reach.values()), uow.tenant_id, uow.company_id, until)
    found: dict[UUID, list[tuple[UUID, Decimal]]] = defaultdict(list)
    for product_id, line_id, quantity in uow.driver_rows(_LATEST, values):
        found[product_id].append((line_id, quantity))
    return found
