"""The laws of purchase documents."""

from heyi.platform.laws import audited, fresh, law

# Lines of orders of which documents tell something new.
_ORDER_LINES = f"""{fresh("purchase_receipt_line", "order_line_id")}
    UNION SELECT id FROM purchase_order_line WHERE tenant_id = :tenant AND order_id IN ({audited("purchase_order")})
    UNION SELECT l.order_line_id FROM purchase_return_line r
            JOIN purchase_receipt_line l ON l.tenant_id = r.tenant_id AND l.id = r.receipt_line_id
           WHERE r.tenant_id = :tenant AND r.id >= :since"""
_ORDERS = f"""SELECT order_id FROM purchase_order_line WHERE tenant_id = :tenant AND id IN ({_ORDER_LINES})
    UNION SELECT order_id FROM supplier_invoice WHERE tenant_id = :tenant AND id IN ({audited("supplier_invoice")})"""

LAWS = (
    law(
        "purchases_are_their_receipts",
        """
        SELECT 'purchase_order' AS record, o.order_id AS record_id,
               COALESCE(r.quantity, 0) || ' / ' || COALESCE(r.net, 0) || ' / ' || COALESCE(r.returned, 0)
                 || ' / ' || COALESCE(r.returned_net, 0) AS expected,
               o.received || ' / ' || o.received_net || ' / ' || o.returned || ' / ' || o.returned_net AS actual
          FROM purchase_order_line o
          JOIN purchase_order head ON head.tenant_id = o.tenant_id AND head.id = o.order_id
          LEFT JOIN (SELECT order_line_id, sum(quantity) AS quantity, sum(net) AS net, sum(returned) AS returned,
                            sum(returned_net) AS returned_net
                       FROM purchase_receipt_line WHERE tenant_id = :tenant AND order_line_id = ANY(:touched)
                      GROUP BY order_line_id) r
            ON r.order_line_id = o.id
         WHERE o.tenant_id = :tenant AND head.company_id = :company AND o.id = ANY(:touched)
           AND (o.received, o.received_net, o.returned, o.returned_net) IS DISTINCT FROM
               (COALESCE(r.quantity, 0), COALESCE(r.net, 0), COALESCE(r.returned, 0), COALESCE(r.returned_net, 0))
        """,
        touched=_ORDER_LINES,
    ),
    law(
        "purchase_receipts_are_their_returns",
        """
        SELECT 'purchase_receipt' AS record, l.receipt_id AS record_id,
               COALESCE(r.quantity, 0) || ' / ' || COALESCE(r.net, 0) AS expected,
               l.returned || ' / ' || l.returned_net AS actual
          FROM purchase_receipt_line l
          JOIN purchase_receipt head ON head.tenant_id = l.tenant_id AND head.id = l.receipt_id
          LEFT JOIN (SELECT receipt_line_id, sum(quantity) AS quantity, sum(net) AS net FROM purchase_return_line
                 WHERE tenant_id = :tenant AND receipt_line_id = ANY(:touched)
                 GROUP BY receipt_line_id) r ON r.receipt_line_id = l.id
         WHERE l.tenant_id = :tenant AND head.company_id = :company AND l.id = ANY(:touched)
           AND (l.returned <> COALESCE(r.quantity, 0) OR l.returned_net <> COALESCE(r.net, 0))
        """,
        touched=f"{fresh('purchase_receipt_line')} UNION {fresh('purchase_return_line', 'receipt_line_id')}",
    ),
    law(
        "purchase_receipts_are_their_goods",
        """
        SELECT 'purchase_receipt' AS record, l.receipt_id AS record_id, l.net AS expected,
               m.value + COALESCE(v.amount, 0) AS actual
          FROM purchase_receipt_line l
          JOIN stock_move m ON m.tenant_id = l.tenant_id AND m.source_type = 'purchase_receipt' AND m.line_id = l.id
          LEFT JOIN cost_variance v ON v.tenant_id = l.tenant_id AND v.source_type = 'purchase_receipt'
           AND v.line_id = l.id
         WHERE l.tenant_id = :tenant AND m.company_id = :company AND l.id = ANY(:touched)
           AND l.net <> m.value + COALESCE(v.amount, 0)
        """,
        touched=fresh("purchase_receipt_line"),
    ),
    law(
        "purchases_are_their_lines",
        """
        SELECT 'purchase_order' AS record, o.id AS record_id,
               l.net || ' / ' || l.tax || ' / ' || l.gross || ' / ' || l.received || ' / ' || l.invoiced AS expected,
               o.net || ' / ' || o.tax || ' / ' || o.gross || ' / ' || o.receipt_state || ' / ' || o.invoice_state
                 AS actual
          FROM purchase_order o
          JOIN (SELECT order_id, sum(net) AS net, sum(tax) AS tax, sum(gross) AS gross,
                       CASE WHEN bool_and(received >= quantity) THEN 'full'
                            WHEN bool_or(received > 0) THEN 'partial' ELSE 'none' END AS received,
                       CASE WHEN bool_and(invoiced >= quantity - returned) THEN 'full'
                            WHEN bool_or(invoiced > 0) THEN 'partial' ELSE 'none' END AS invoiced
                  FROM purchase_order_line WHERE tenant_id = :tenant AND order_id = ANY(:touched)
                 GROUP BY order_id) l ON l.order_id = o.id
         WHERE o.tenant_id = :tenant AND o.company_id = :company AND o.id = ANY(:touched)
           AND (o.net, o.tax, o.gross, o.receipt_state, o.invoice_state)
               IS DISTINCT FROM (l.net, l.tax, l.gross, l.received, l.invoiced)
        """,
        touched=_ORDERS,
    ),
    law(
        "purchase_receipts_are_their_lines",
        """
        SELECT 'purchase_receipt' AS record, d.id AS record_id, l.net AS expected, d.net AS actual
          FROM purchase_receipt d
          JOIN (SELECT receipt_id, sum(net) AS net FROM purchase_receipt_line
                 WHERE tenant_id = :tenant AND receipt_id = ANY(:touched) GROUP BY receipt_id) l ON l.receipt_id = d.id
         WHERE d.tenant_id = :tenant AND d.company_id = :company AND d.id = ANY(:touched) AND d.net <> l.net
        """,
        touched=f"{fresh('purchase_receipt')} UNION {fresh('purchase_receipt_line', 'receipt_id')}",
    ),
    law(
        "purchase_returns_are_their_lines",
        """
        SELECT 'purchase_return' AS record, d.id AS record_id, l.net || ' / ' || l.cost AS expected,
               d.net || ' / ' || d.cost AS actual
          FROM purchase_return d
          JOIN (SELECT return_id, sum(net) AS net, sum(cost) AS cost FROM purchase_return_line
                 WHERE tenant_id = :tenant AND return_id = ANY(:touched) GROUP BY return_id) l ON l.return_id = d.id
         WHERE d.tenant_id = :tenant AND d.company_id = :company AND d.id = ANY(:touched)
           AND (d.net <> l.net OR d.cost <> l.cost)
        """,
        touched=f"{fresh('purchase_return')} UNION {fresh('purchase_return_line', 'return_id')}",
    ),
)
