"""The laws of collecting told a second time, and faults that both tellings see."""

COLLECTING_LAWS = {
    "instalments are their order": """
        SELECT o.number, o.gross, p.amount FROM sales_order o
          JOIN (SELECT p.order_id, sum(l.amount) AS amount FROM receipt_plan p
                  LEFT JOIN receipt_plan_line l ON l.plan_id = p.id AND l.tenant_id = p.tenant_id
                 WHERE p.tenant_id = :tenant GROUP BY p.order_id) p ON p.order_id = o.id
         WHERE o.tenant_id = :tenant AND p.amount IS DISTINCT FROM o.gross
    """,
    "who pays ahead for an order is its customer": """
        SELECT o.number, r.number AS receipt FROM order_advance a, sales_order o, receipt r
         WHERE a.tenant_id = :tenant AND o.tenant_id = :tenant AND r.tenant_id = :tenant
           AND o.id = a.order_id AND r.id = a.receipt_id AND r.party_id <> o.party_id
    """,
}

COLLECTING_FAULTS = [
    (
        "UPDATE receipt_plan_line SET amount = amount + 1",
        "plans_are_their_orders",
        "instalments are their order",
    ),
    ("DELETE FROM receipt_plan_line", "plans_are_their_orders", "instalments are their order"),
    (
        """UPDATE receipt SET party_id = (SELECT id FROM party p WHERE p.tenant_id = receipt.tenant_id
              AND p.id <> receipt.party_id LIMIT 1) WHERE id IN (SELECT receipt_id FROM order_advance)""",
        "advances_of_orders_are_his",
        "who pays ahead for an order is its customer",
    ),
]
