"""The laws of purchase documents."""

from heyi.platform.laws import law

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
                       FROM purchase_receipt_line WHERE tenant_id = :tenant GROUP BY order_line_id) r
            ON r.order_line_id = o.id
         WHERE o.tenant_id = :tenant AND head.company_id = :company
           AND (o.received, o.received_net, o.returned, o.returned_net) IS DISTINCT FROM
               (COALESCE(r.quantity, 0), COALESCE(r.net, 0), COALESCE(r.returned, 0), COALESCE(r.returned_net, 0))
        """,
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
                 WHERE tenant_id = :tenant GROUP BY receipt_line_id) r ON r.receipt_line_id = l.id
         WHERE l.tenant_id = :tenant AND head.company_id = :company
           AND (l.returned <> COALESCE(r.quantity, 0) OR l.returned_net <> COALESCE(r.net, 0))
        """,
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
         WHERE l.tenant_id = :tenant AND m.company_id = :company AND l.net <> m.value + COALESCE(v.amount, 0)
        """,
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
                  FROM purchase_order_line WHERE tenant_id = :tenant GROUP BY order_id) l ON l.order_id = o.id
         WHERE o.tenant_id = :tenant AND o.company_id = :company
           AND (o.net, o.tax, o.gross, o.receipt_state, o.invoice_state)
               IS DISTINCT FROM (l.net, l.tax, l.gross, l.received, l.invoiced)
        """,
    ),
    law(
        "purchase_receipts_are_their_lines",
        """
        SELECT 'purchase_receipt' AS record, d.id AS record_id, l.net AS expected, d.net AS actual
          FROM purchase_receipt d
          JOIN (SELECT receipt_id, sum(net) AS net FROM purchase_receipt_line
                 WHERE tenant_id = :tenant GROUP BY receipt_id) l ON l.receipt_id = d.id
         WHERE d.tenant_id = :tenant AND d.company_id = :company AND d.net <> l.net
        """,
    ),
    law(
        "purchase_returns_are_their_lines",
        """
        SELECT 'purchase_return' AS record, d.id AS record_id, l.net || ' / ' || l.cost AS expected,
               d.net || ' / ' || d.cost AS actual
          FROM purchase_return d
          JOIN (SELECT return_id, sum(net) AS net, sum(cost) AS cost FROM purchase_return_line
                 WHERE tenant_id = :tenant GROUP BY return_id) l ON l.return_id = d.id
         WHERE d.tenant_id = :tenant AND d.company_id = :company AND (d.net <> l.net OR d.cost <> l.cost)
        """,
    ),
)
