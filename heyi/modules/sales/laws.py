"""The laws of sales documents."""

from heyi.platform.laws import law

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
                 WHERE tenant_id = :tenant GROUP BY order_line_id) d ON d.order_line_id = o.id
         WHERE o.tenant_id = :tenant AND head.company_id = :company
           AND (o.delivered <> COALESCE(d.quantity, 0) OR o.returned <> COALESCE(d.returned, 0))
        """,
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
                 WHERE tenant_id = :tenant GROUP BY delivery_line_id) r ON r.delivery_line_id = d.id
         WHERE d.tenant_id = :tenant AND head.company_id = :company
           AND (d.returned <> COALESCE(r.quantity, 0) OR d.returned_cost <> COALESCE(r.cost, 0))
        """,
    ),
)
