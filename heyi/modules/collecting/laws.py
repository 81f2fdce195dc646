"""The laws of collecting."""

from heyi.platform.laws import audited, fresh, law

LAWS = (
    law(
        "plans_are_their_orders",
        """
        SELECT 'sales_order' AS record, o.id AS record_id, o.gross AS expected, sum(l.amount) AS actual
          FROM receipt_plan p
          JOIN sales_order o ON o.tenant_id = p.tenant_id AND o.id = p.order_id
          LEFT JOIN receipt_plan_line l ON l.tenant_id = p.tenant_id AND l.plan_id = p.id
         WHERE p.tenant_id = :tenant AND p.company_id = :company AND o.id = ANY(:touched)
         GROUP BY o.id, o.gross HAVING sum(l.amount) IS DISTINCT FROM o.gross
        """,
        touched=audited("sales_order"),
    ),
    law(
        "advances_of_orders_are_his",
        """
        SELECT 'receipt' AS record, r.id AS record_id, o.party_id::text AS expected, r.party_id::text AS actual
          FROM order_advance a
          JOIN sales_order o ON o.tenant_id = a.tenant_id AND o.id = a.order_id
          JOIN receipt r ON r.tenant_id = a.tenant_id AND r.id = a.receipt_id
         WHERE a.tenant_id = :tenant AND o.company_id = :company AND r.id = ANY(:touched)
           AND (o.party_id <> r.party_id OR o.company_id <> r.company_id)
        """,
        touched=f"{audited('receipt')} UNION {fresh('order_advance', 'receipt_id')}",
    ),
)
