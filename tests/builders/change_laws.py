"""The laws of changes of orders told a second time, and faults that both tellings see."""

CHANGE_LAWS = {
    "promised orders hold what they are to bring": """
        SELECT o.number, l.line_no, l.quantity, l.delivered, h.rest FROM sales_order o
          JOIN sales_order_line l ON l.tenant_id = o.tenant_id AND l.order_id = o.id AND l.is_goods
          LEFT JOIN (SELECT line_id, quantity - consumed - released AS rest FROM stock_hold
                 WHERE tenant_id = :tenant AND source_type = 'sales_order') h ON h.line_id = l.id
         WHERE o.tenant_id = :tenant AND o.state = 'confirmed'
           AND h.rest IS DISTINCT FROM l.quantity - l.delivered""",
    "an order is what its last change says": """
        SELECT o.number, c.number AS change, o.gross, c.gross AS wanted FROM sales_order o
          JOIN sales_order_change c ON c.tenant_id = o.tenant_id AND c.order_id = o.id AND c.state = 'applied'
         WHERE o.tenant_id = :tenant AND (o.change_no < c.version_no
            OR (o.change_no = c.version_no AND (o.net, o.tax, o.gross) <> (c.net, c.tax, c.gross)))
        UNION ALL
        SELECT o.number, NULL, NULL, NULL FROM sales_order o
         WHERE o.tenant_id = :tenant AND o.change_no > 0 AND NOT EXISTS (SELECT FROM sales_order_change c
           WHERE c.tenant_id = :tenant AND c.order_id = o.id AND c.version_no = o.change_no AND c.state = 'applied')""",
}

CHANGE_FAULTS = [
    (
        "UPDATE stock_hold SET quantity = quantity + 1 WHERE source_type = 'sales_order' AND released = 0",
        "orders_hold_what_they_are_to_bring",
        "promised orders hold what they are to bring",
    ),
    (
        "UPDATE sales_order SET change_no = change_no + 1 WHERE change_no > 0",
        "orders_are_their_last_change",
        "an order is what its last change says",
    ),
    (
        "UPDATE sales_order_change SET net = net + 1, gross = gross + 1 WHERE state = 'applied'",
        "changes_are_their_lines",
        "an order is what its last change says",
    ),
    (
        """UPDATE sales_order_change_line SET unit_price = unit_price + 1 WHERE side = 'wanted'
              AND change_id IN (SELECT id FROM sales_order_change WHERE state = 'applied')""",
        "orders_are_their_last_change",
        None,
    ),
    (
        """UPDATE approval SET record = 'sales_order_change', verb = 'take_effect', record_id = (SELECT id
             FROM sales_order_change c WHERE c.tenant_id = approval.tenant_id AND c.state = 'draft' LIMIT 1)
            WHERE used_at IS NOT NULL AND record = 'sales_order'""",
        "used_approvals_applied_their_change",
        None,
    ),
]
