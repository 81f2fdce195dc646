"""Reads of what left last of a product, and of what came back of what left."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from decimal import Decimal
from uuid import UUID

from heyi.modules.stock.queries.undone import telling_undone
from heyi.modules.stock.rules.under_way import Issue
from heyi.platform.unit_of_work import UnitOfWork

# What takes a receipt back is no goods that left of others; what goes back to a supplier bears no difference, for a
# difference is told for what was kept.
_LATEST = telling_undone(
    "SELECT g.product_id, g.line_id, g.gone, g.sent_back FROM (SELECT i.*, sum(CASE WHEN i.sent_back THEN 0 "
    "ELSE i.gone END) OVER (PARTITION BY i.product_id ORDER BY i.occurred_on DESC, i.seq DESC) AS upto FROM ("
    "SELECT m.product_id, m.line_id, m.occurred_on, m.seq, v.reach, m.source_type = 'purchase_return' AS sent_back, "
    "-m.quantity - COALESCE(r.quantity, 0) AS gone "
    "FROM unnest(%s::uuid[], %s::numeric[]) AS v(product_id, reach) "
    "JOIN stock_move m ON m.tenant_id = %s AND m.company_id = %s AND m.product_id = v.product_id "
    "AND m.occurred_on <= %s AND m.kind = 'issue' AND m.origin_line_id IS NULL AND NOT undone(m) "
    "LEFT JOIN (SELECT product_id, origin_line_id, sum(quantity) AS quantity FROM stock_move "
    "WHERE tenant_id = %s AND company_id = %s AND product_id = ANY(%s::uuid[]) "
    "AND kind = 'return' AND occurred_on <= %s GROUP BY product_id, origin_line_id) r "
    "ON r.product_id = m.product_id AND r.origin_line_id = m.line_id) i) g "
    "WHERE g.gone > 0 AND g.upto - CASE WHEN g.sent_back THEN 0 ELSE g.gone END < g.reach "
    "ORDER BY g.product_id, g.occurred_on DESC, g.seq DESC"
)


def latest_issues(
    uow: UnitOfWork, reach: Mapping[UUID, Decimal], until: date
) -> Mapping[UUID, Sequence[Issue]]:
    """Of each product the latest issues until that day, as many as reach that quantity, less what came back of them."""
    products, mine = list(reach), (uow.tenant_id, uow.company_id)
    values = (products, list(reach.values()), *mine, until, *mine, products, until)
    found: dict[UUID, list[Issue]] = defaultdict(list)
    for product_id, *issue in uow.driver_rows(_LATEST, values):
        found[product_id].append(Issue(*issue))
    return found


# All that came in and all that left stand in the order of their days; the oldest leave first. So goods that came in
# after so many others left after as many.
_BROUGHT_BACK = telling_undone(
    "SELECT o.line_id, r.line_id, round(r.quantity * (LEAST(gone.before - i.quantity, came.before + o.quantity) "
    "- GREATEST(gone.before, came.before)) / -i.quantity, 6) FROM stock_move o "
    "JOIN stock_move r ON r.tenant_id = o.tenant_id AND r.company_id = o.company_id AND r.product_id = o.product_id "
    "AND r.kind = 'return' AND (r.occurred_on, r.seq) > (o.occurred_on, o.seq) AND r.occurred_on <= %s "
    "AND NOT undone(r) "
    "JOIN stock_move i ON i.tenant_id = r.tenant_id AND i.company_id = r.company_id AND i.product_id = r.product_id "
    "AND i.line_id = r.origin_line_id AND i.kind = 'issue' "
    "CROSS JOIN LATERAL (SELECT COALESCE(sum(b.quantity), 0) AS before FROM stock_move b "
    "WHERE b.tenant_id = o.tenant_id AND b.company_id = o.company_id AND b.product_id = o.product_id "
    "AND b.kind IN ('receipt', 'return') AND (b.occurred_on, b.seq) < (o.occurred_on, o.seq) AND NOT undone(b)) came "
    "CROSS JOIN LATERAL (SELECT COALESCE(-sum(b.quantity), 0) AS before FROM stock_move b "
    "WHERE b.tenant_id = o.tenant_id AND b.company_id = o.company_id AND b.product_id = o.product_id "
    "AND b.kind = 'issue' AND (b.occurred_on, b.seq) < (i.occurred_on, i.seq) AND NOT undone(b)) gone "
    "WHERE o.tenant_id = %s AND o.company_id = %s AND o.product_id = ANY(%s) AND o.line_id = ANY(%s) "
    "AND o.kind IN ('receipt', 'return') AND LEAST(gone.before - i.quantity, came.before + o.quantity) "
    "> GREATEST(gone.before, came.before) ORDER BY r.occurred_on, r.seq"
)


def brought_back(
    uow: UnitOfWork, product_ids: Collection[UUID], line_ids: Collection[UUID], until: date
) -> Mapping[UUID, Sequence[tuple[UUID, Decimal]]]:
    """By line, which lines brought goods back that had come in by it and left, until that day, and how many of them."""
    place = (until, uow.tenant_id, uow.company_id, sorted(product_ids), sorted(line_ids))
    found: dict[UUID, list[tuple[UUID, Decimal]]] = defaultdict(list)
    for line_id, back_line_id, quantity in uow.driver_rows(_BROUGHT_BACK, place):
        found[line_id].append((back_line_id, quantity))
    return found
