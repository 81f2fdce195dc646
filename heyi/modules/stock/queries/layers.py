"""Reads of what is left of each receipt, of goods of which the oldest leave first."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from uuid import UUID

from sqlalchemy import select

from heyi.modules.stock.models import STOCK_LAYER
from heyi.modules.stock.queries.pools import Starts, Sums
from heyi.modules.stock.queries.undone import telling_undone
from heyi.modules.stock.rules import ZERO
from heyi.modules.stock.rules.pools import Layer
from heyi.platform.unit_of_work import UnitOfWork

_L = STOCK_LAYER.c


def open_layers(uow: UnitOfWork, product_ids: Sequence[UUID]) -> Mapping[UUID, list[Layer]]:
    """What is left of each receipt of these products, the oldest first; their pools are locked."""
    query = (
        select(_L.product_id, _L.move_id, _L.quantity, _L.value, _L.occurred_on, _L.seq)
        .where(
            _L.tenant_id == uow.tenant_id,
            _L.company_id == uow.company_id,
            _L.product_id.in_(sorted(product_ids)),
        )
        .order_by(_L.product_id, _L.occurred_on, _L.seq)
    )
    found: dict[UUID, list[Layer]] = defaultdict(list)
    for row in uow.rows(query):
        layer = Layer(row["move_id"], row["quantity"], row["value"], row["occurred_on"], row["seq"])
        found[row["product_id"]].append(layer)
    return found


# The youngest receipts that together hold what lay there; the oldest of them may be partly gone.
# What came back of an issue that still waited was never put back: without what left behind that issue, and came back of
# it, there was less than nothing. That is asked only of what came back while there was less than nothing in all.
_RECEIPTS = telling_undone(
    "SELECT r.product_id, r.id, r.quantity, r.value + COALESCE("
    "(SELECT sum(a.value) FROM stock_move a WHERE a.tenant_id = r.tenant_id AND a.adjusts_id = r.id), 0) + COALESCE("
    "(SELECT sum(a.value + COALESCE((SELECT sum(c.value) FROM stock_move c WHERE c.tenant_id = a.tenant_id "
    "AND c.adjusts_id = a.id), 0)) FROM stock_move a WHERE a.tenant_id = r.tenant_id "
    "AND a.origin_line_id = r.line_id AND a.kind = 'adjustment' AND a.occurred_on < r.start), 0), "
    "r.upto, r.occurred_on, r.seq FROM ("
    "SELECT m.*, sum(m.quantity) OVER (PARTITION BY m.product_id ORDER BY m.occurred_on DESC, m.seq DESC) AS upto "
    "FROM (SELECT s.*, v.start, v.lying, sum(s.quantity) OVER (PARTITION BY s.product_id ORDER BY s.occurred_on, "
    "s.seq) - s.quantity AS before FROM unnest(%s::uuid[], %s::date[], %s::numeric[]) AS v(product_id, start, lying) "
    "JOIN stock_move s ON s.tenant_id = %s AND s.company_id = %s AND s.product_id = v.product_id "
    "AND s.occurred_on < v.start AND s.kind NOT IN ('transfer', 'entrusted') AND NOT undone(s)) m "
    "LEFT JOIN stock_move o ON m.kind = 'return' AND m.before < 0 AND o.tenant_id = m.tenant_id "
    "AND o.company_id = m.company_id AND o.product_id = m.product_id AND o.line_id = m.origin_line_id "
    "AND o.kind = 'issue' "
    "WHERE m.kind IN ('receipt', 'return') AND CASE WHEN o.id IS NULL THEN true ELSE "
    "(SELECT sum(b.quantity) FROM stock_move b LEFT JOIN stock_move i ON b.kind = 'return' "
    "AND i.tenant_id = b.tenant_id AND i.company_id = b.company_id AND i.product_id = b.product_id "
    "AND i.line_id = b.origin_line_id AND i.kind = 'issue' "
    "WHERE b.tenant_id = m.tenant_id AND b.company_id = m.company_id AND b.product_id = m.product_id "
    "AND b.kind NOT IN ('transfer', 'entrusted') AND NOT undone(b) "
    "AND (b.occurred_on, b.seq) < (m.occurred_on, m.seq) "
    "AND NOT (b.kind = 'issue' AND (b.occurred_on, b.seq) > (o.occurred_on, o.seq)) "
    "AND (i.id IS NULL OR (i.occurred_on, i.seq) <= (o.occurred_on, o.seq))) >= 0 END) r "
    "WHERE r.upto - r.quantity < r.lying ORDER BY r.product_id, r.occurred_on, r.seq"
)


def opening_layers(uow: UnitOfWork, starts: Starts, sums: Mapping[UUID, Sums]) -> Mapping[UUID, list[Layer]]:
    """What was left of each receipt of a product before its day: the youngest that hold what lay there.

    Whole receipts are worth what they came in at; the oldest, partly gone, is worth the rest of the pool.
    """
    lying = [sums[product_id][0] for product_id in starts]
    values = (list(starts), list(starts.values()), lying, uow.tenant_id, uow.company_id)
    found: dict[UUID, list[Layer]] = defaultdict(list)
    for product_id, move_id, quantity, worth, upto, occurred_on, seq in uow.driver_rows(_RECEIPTS, values):
        left = min(quantity, sums[product_id][0] - (upto - quantity))
        found[product_id].append(Layer(move_id, left, worth, occurred_on, seq))
    for product_id, layers in found.items():
        oldest, *whole = layers
        oldest.value = sums[product_id][1] - sum((layer.value for layer in whole), ZERO)
    return found
