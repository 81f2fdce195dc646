"""The laws of receipts and payments a second time, written from the bookkeeping (see `books.py`)."""

PAYMENT_LAWS: dict[str, str] = {
    "a receipt is its allocations and its advance": """
        SELECT r.number FROM receipt r LEFT JOIN allocation a ON a.tenant_id = r.tenant_id AND a.receipt_id = r.id
         WHERE r.tenant_id = :tenant GROUP BY r.id, r.number, r.allocated, r.amount, r.advance
        HAVING r.allocated <> COALESCE(sum(a.amount), 0) OR r.allocated + r.advance <> r.amount
        UNION ALL
        SELECT p.number FROM payment p
          LEFT JOIN payment_allocation a ON a.tenant_id = p.tenant_id AND a.payment_id = p.id
         WHERE p.tenant_id = :tenant GROUP BY p.id, p.number, p.allocated, p.amount, p.prepaid
        HAVING p.allocated <> COALESCE(sum(a.amount), 0) OR p.allocated + p.prepaid <> p.amount
    """,
    "a reversed receipt settles nothing": """
        SELECT r.number, sum(s.amount) AS left_over FROM receipt r
          JOIN settlement s ON s.tenant_id = r.tenant_id AND s.source_type = 'receipt' AND s.source_id = r.id
         WHERE r.tenant_id = :tenant AND r.state = 'reversed' GROUP BY r.id, r.number HAVING sum(s.amount) <> 0
    """,
}
