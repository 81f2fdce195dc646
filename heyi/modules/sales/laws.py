"""The laws of sales documents."""

from heyi.platform.laws import audited, fresh, law

# Lines of orders and of deliveries of which documents tell something new.
_ORDER_LINES = f"""{fresh("delivery_line", "order_line_id")}
    UNION SELECT id FROM sales_order_line WHERE tenant_id = :tenant AND order_id IN ({audited("sales_order")})
    UNION SELECT d.order_line_id FROM sales_return_line r
            JOIN delivery_line d ON d.tenant_id = r.tenant_id AND d.id = r.delivery_line_id
           WHERE r.tenant_id = :tenant AND r.id >= :since"""
_SETTLED_LINES = f"""{_ORDER_LINES}
    UNION SELECT order_line_id FROM sales_invoice_line
           WHERE tenant_id = :tenant AND invoice_id IN ({audited("sales_invoice")})"""
_DELIVERY_LINES = f"{fresh('delivery_line')} UNION {fresh('sales_return_line', 'delivery_line_id')}"
_ORDERS = f"""SELECT order_id FROM sales_order_line WHERE tenant_id = :tenant AND id IN ({_SETTLED_LINES})"""
_HOLDS = audited("goods_hold")

LAWS = (
    law(
        "orders_are_their_deliveries",
        """
        SELECT 'sales_order' AS record, o.order_id AS record_id,
               COALESCE(d.quantity, 0) || ' / ' || COALESCE(d.returned, 0) AS expected,
               o.delivered || ' / ' || o.returned AS actual
          FROM sales_order_line o
          JOIN sales_order head ON head.tenant_id = o.tenant_id AND head.id = o.order_id
          LEFT JOIN (SELECT order_line_id, sum(quantity) AS quantity, sum(returned) AS returned FROM delivery_line
                 WHERE tenant_id = :tenant AND order_line_id = ANY(:touched)
                 GROUP BY order_line_id) d ON d.order_line_id = o.id
         WHERE o.tenant_id = :tenant AND head.company_id = :company AND o.id = ANY(:touched)
           AND (o.delivered <> COALESCE(d.quantity, 0) OR o.returned <> COALESCE(d.returned, 0))
        """,
        touched=_ORDER_LINES,
    ),
    law(
        "deliveries_are_their_returns",
        """
        SELECT 'delivery' AS record, d.delivery_id AS record_id,
               COALESCE(r.quantity, 0) || ' / ' || COALESCE(r.cost, 0) AS expected,
               d.returned || ' / ' || d.returned_cost AS actual
          FROM delivery_line d
          JOIN delivery head ON head.tenant_id = d.tenant_id AND head.id = d.delivery_id
          LEFT JOIN (SELECT delivery_line_id, sum(quantity) AS quantity, sum(cost) AS cost FROM sales_return_line
                 WHERE tenant_id = :tenant AND delivery_line_id = ANY(:touched)
                 GROUP BY delivery_line_id) r ON r.delivery_line_id = d.id
         WHERE d.tenant_id = :tenant AND head.company_id = :company AND d.id = ANY(:touched)
           AND (d.returned <> COALESCE(r.quantity, 0) OR d.returned_cost <> COALESCE(r.cost, 0))
        """,
        touched=_DELIVERY_LINES,
    ),
    law(
        "orders_are_their_lines",
        """
        SELECT 'sales_order' AS record, o.id AS record_id,
               concat_ws(' / ', l.off, l.net, l.tax, l.gross, l.delivered, l.settled, l.day) AS expected,
               concat_ws(' / ', o.whole_discount, o.net, o.tax, o.gross, o.delivery_state, o.invoice_state,
                         o.next_delivery_on) AS actual
          FROM sales_order o
          JOIN LATERAL (SELECT sum(head_discount) AS off, sum(net) AS net, sum(tax) AS tax, sum(gross) AS gross,
                       CASE WHEN o.state IN ('draft', 'confirmed')
                            THEN min(COALESCE(deliver_on, o.deliver_on)) FILTER (WHERE delivered < quantity) END AS day,
                       CASE WHEN bool_and(delivered >= quantity) THEN 'full'
                            WHEN bool_or(delivered > 0) THEN 'partial' ELSE 'none' END AS delivered,
                       CASE WHEN bool_and(settled >= quantity) THEN 'full'
                            WHEN bool_or(settled > 0) THEN 'partial' ELSE 'none' END AS settled
                  FROM sales_order_line WHERE tenant_id = :tenant AND order_id = o.id
                 GROUP BY order_id) l ON true
         WHERE o.tenant_id = :tenant AND o.company_id = :company AND o.id = ANY(:touched)
           AND (o.whole_discount, o.net, o.tax, o.gross, o.delivery_state, o.invoice_state, o.next_delivery_on)
               IS DISTINCT FROM (l.off, l.net, l.tax, l.gross, l.delivered, l.settled, l.day)
        """,
        touched=_ORDERS,
    ),
    law(
        "holds_are_for_their_days",
        """
        SELECT 'sales_order' AS record, o.id AS record_id, COALESCE(l.deliver_on, o.deliver_on)::text AS expected,
               h.day::text AS actual
          FROM sales_order_line l
          JOIN sales_order o ON o.tenant_id = l.tenant_id AND o.id = l.order_id
          JOIN stock_hold h ON h.tenant_id = l.tenant_id AND h.source_type = 'sales_order' AND h.line_id = l.id
         WHERE l.tenant_id = :tenant AND o.company_id = :company AND l.id = ANY(:touched)
           AND h.day IS DISTINCT FROM COALESCE(l.deliver_on, o.deliver_on)
        """,
        touched=_ORDER_LINES,
    ),
    law(
        "holds_are_their_lines",
        """
        SELECT 'goods_hold' AS record, h.id AS record_id,
               concat_ws(' / ', l.quantity, l.used, h.expires_on) AS expected,
               concat_ws(' / ', s.quantity, s.consumed, s.expires_on) AS actual
          FROM goods_hold_line l
          JOIN goods_hold h ON h.tenant_id = l.tenant_id AND h.id = l.hold_id
          LEFT JOIN stock_hold s ON s.tenant_id = l.tenant_id AND s.source_type = 'goods_hold' AND s.line_id = l.id
         WHERE l.tenant_id = :tenant AND h.company_id = :company AND h.id = ANY(:touched)
           AND ((s.product_id, s.warehouse_id, s.quantity, s.consumed)
                IS DISTINCT FROM (l.product_id, h.warehouse_id, l.quantity, l.used)
                OR (h.state = 'held' AND l.used < l.quantity AND s.expires_on IS DISTINCT FROM h.expires_on))
        """,
        touched=_HOLDS,
    ),
    law(
        "ended_holds_hold_nothing",
        """
        SELECT 'goods_hold' AS record, h.id AS record_id,
               CASE WHEN l.open = 0 THEN 'used' ELSE h.state END AS expected,
               concat_ws(' / ', h.state, l.held) AS actual
          FROM goods_hold h
          JOIN LATERAL (SELECT sum(l.quantity - l.used) AS open, sum(s.quantity - s.consumed - s.released) AS held
                  FROM goods_hold_line l
                  JOIN stock_hold s ON s.tenant_id = l.tenant_id AND s.source_type = 'goods_hold' AND s.line_id = l.id
                 WHERE l.tenant_id = :tenant AND l.hold_id = h.id) l ON true
         WHERE h.tenant_id = :tenant AND h.company_id = :company AND h.id = ANY(:touched)
           AND ((h.state <> 'held' AND l.held <> 0) OR (h.state = 'used') <> (l.open = 0))
        """,
        touched=_HOLDS,
    ),
    law(
        "settled_is_invoiced_or_returned",
        """
        SELECT 'sales_order' AS record, o.order_id AS record_id, COALESCE(d.settled, 0) AS expected, o.settled AS actual
          FROM sales_order_line o
          JOIN sales_order head ON head.tenant_id = o.tenant_id AND head.id = o.order_id
          LEFT JOIN (SELECT order_line_id, sum(CASE WHEN invoiced THEN quantity ELSE returned END) AS settled
                  FROM delivery_line WHERE tenant_id = :tenant AND order_line_id = ANY(:touched)
                 GROUP BY order_line_id) d ON d.order_line_id = o.id
         WHERE o.tenant_id = :tenant AND head.company_id = :company AND o.id = ANY(:touched)
           AND o.settled <> COALESCE(d.settled, 0)
        """,
        touched=_SETTLED_LINES,
    ),
    law(
        "credited_was_invoiced",
        """
        SELECT 'sales_return' AS record, r.return_id AS record_id, 'invoiced' AS expected, 'not invoiced' AS actual
          FROM sales_return_line r
          JOIN sales_return head ON head.tenant_id = r.tenant_id AND head.id = r.return_id
          JOIN delivery_line d ON d.tenant_id = r.tenant_id AND d.id = r.delivery_line_id
         WHERE r.tenant_id = :tenant AND head.company_id = :company AND r.was_invoiced AND NOT d.invoiced
           AND r.id = ANY(:touched)
        """,
        touched=fresh("sales_return_line"),
    ),
    law(
        "used_approvals_confirmed_their_order",
        """
        SELECT 'sales_order' AS record, o.id AS record_id, 'confirmed' AS expected, o.state AS actual
          FROM approval a
          JOIN sales_order o ON o.tenant_id = a.tenant_id AND o.id = a.record_id
         WHERE a.tenant_id = :tenant AND a.company_id = :company AND a.record = 'sales_order' AND a.verb = 'confirm'
           AND a.used_at IS NOT NULL AND o.state = 'draft' AND a.record_id = ANY(:touched)
        """,
        touched=audited("sales_order"),
    ),
)
