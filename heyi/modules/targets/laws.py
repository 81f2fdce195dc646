"""The laws of achievements."""

from heyi.platform.laws import audited, fresh, law

LAWS = (
    law(
        "achievements_are_orders",
        """
        SELECT 'sales_order' AS record, o.id AS record_id, o.expected AS expected, COALESCE(a.amount, 0) AS actual
          FROM (SELECT head.id,
                       CASE head.state WHEN 'confirmed' THEN head.gross WHEN 'closed' THEN l.delivered ELSE 0 END
                         AS expected
                  FROM sales_order head
                  JOIN (SELECT order_id, sum(round(gross * delivered / quantity, 2)) AS delivered
                          FROM sales_order_line WHERE tenant_id = :tenant AND order_id = ANY(:touched)
                         GROUP BY order_id) l ON l.order_id = head.id
                 WHERE head.tenant_id = :tenant AND head.company_id = :company AND head.id = ANY(:touched)) o
          LEFT JOIN (SELECT source_id, sum(amount) AS amount FROM achievement
                 WHERE tenant_id = :tenant AND source_type = 'sales_order' AND source_id = ANY(:touched)
                 GROUP BY source_id) a ON a.source_id = o.id
         WHERE o.expected <> COALESCE(a.amount, 0)
        """,
        touched=f"{audited('sales_order')} UNION {fresh('achievement', 'source_id')}",
    ),
    law(
        "achievements_are_receipts",
        """
        SELECT 'receipt' AS record, r.id AS record_id, r.expected AS expected, COALESCE(a.amount, 0) AS actual
          FROM (SELECT id, CASE WHEN state <> 'posted' OR kind = 'opening' THEN 0
                         WHEN kind = 'refund' THEN -amount ELSE amount END
                         AS expected
                  FROM receipt WHERE tenant_id = :tenant AND company_id = :company AND id = ANY(:touched)) r
          LEFT JOIN (SELECT source_id, sum(amount) AS amount FROM achievement
                 WHERE tenant_id = :tenant AND source_type = 'receipt' AND source_id = ANY(:touched)
                 GROUP BY source_id) a ON a.source_id = r.id
         WHERE r.expected <> COALESCE(a.amount, 0)
        """,
        touched=f"{audited('receipt')} UNION {fresh('achievement', 'source_id')}",
    ),
)
