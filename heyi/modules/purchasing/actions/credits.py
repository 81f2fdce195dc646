"""Whether goods that went back to a supplier wait for his credit note: he had invoiced them, and owes it."""

from uuid import UUID

from heyi.platform.unit_of_work import UnitOfWork

_MARK = (
    "UPDATE purchase_return r SET credit_state = n.state, version = r.version + 1 FROM ("
    "SELECT b.id, CASE WHEN bool_or(o.received - o.returned - o.invoiced < 0) THEN 'due' ELSE %s END AS state "
    "FROM purchase_receipt c JOIN purchase_return b ON b.tenant_id = c.tenant_id AND b.receipt_id = c.id "
    "JOIN purchase_return_line l ON l.tenant_id = b.tenant_id AND l.return_id = b.id "
    "JOIN purchase_receipt_line s ON s.tenant_id = l.tenant_id AND s.id = l.receipt_line_id "
    "JOIN purchase_order_line o ON o.tenant_id = s.tenant_id AND o.id = s.order_line_id "
    "WHERE c.tenant_id = %s AND c.order_id = %s AND b.credit_state = ANY(%s) GROUP BY b.id) n "
    "WHERE r.tenant_id = %s AND r.id = n.id AND r.credit_state <> n.state RETURNING r.id"
)


def mark_credits(uow: UnitOfWork, order_id: UUID, *, covered: str, among: tuple[str, ...] = ("due",)) -> None:
    """Say of what went back of an order whether a credit note is due; the order is locked, its lines are written.

    Returns `among` these states of which more is invoiced than is kept are due; the others become `covered`.
    """
    uow.flush()
    uow.driver_rows(_MARK, (covered, uow.tenant_id, order_id, list(among), uow.tenant_id))
