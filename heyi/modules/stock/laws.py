"""The laws of the goods ledger."""

from heyi.modules.stock.contracts import INVENTORY_ACCOUNT
from heyi.platform.laws import law

LAWS = (
    law(
        "on_hand_is_moves",
        """
        SELECT 'product' AS record, COALESCE(b.product_id, m.product_id) AS record_id,
               COALESCE(m.quantity, 0) AS expected, COALESCE(b.on_hand, 0) AS actual
          FROM (SELECT warehouse_id, product_id, on_hand FROM stock_balance
                 WHERE tenant_id = :tenant AND company_id = :company) b
          FULL JOIN (SELECT warehouse_id, product_id, sum(quantity) AS quantity FROM stock_move
                 WHERE tenant_id = :tenant AND company_id = :company GROUP BY warehouse_id, product_id) m
            ON m.warehouse_id = b.warehouse_id AND m.product_id = b.product_id
         WHERE COALESCE(b.on_hand, 0) <> COALESCE(m.quantity, 0)
        """,
    ),
    law(
        "stock_value_is_moves",
        """
        SELECT 'product' AS record, COALESCE(p.product_id, m.product_id) AS record_id,
               COALESCE(m.quantity, 0) || ' / ' || COALESCE(m.value, 0) AS expected,
               COALESCE(p.on_hand, 0) || ' / ' || COALESCE(p.value, 0) AS actual
          FROM (SELECT product_id, on_hand, value FROM stock_pool
                 WHERE tenant_id = :tenant AND company_id = :company) p
          FULL JOIN (SELECT product_id, sum(quantity) AS quantity, sum(value) AS value FROM stock_move
                 WHERE tenant_id = :tenant AND company_id = :company GROUP BY product_id) m
            ON m.product_id = p.product_id
         WHERE COALESCE(p.on_hand, 0) <> COALESCE(m.quantity, 0) OR COALESCE(p.value, 0) <> COALESCE(m.value, 0)
        """,
    ),
    law(
        "layers_are_their_pool",
        """
        SELECT 'product' AS record, p.product_id AS record_id, p.on_hand || ' / ' || p.value AS expected,
               COALESCE(l.quantity, 0) || ' / ' || COALESCE(l.value, 0) AS actual
          FROM stock_pool p
          LEFT JOIN (SELECT product_id, sum(quantity) AS quantity, sum(value) AS value FROM stock_layer
                 WHERE tenant_id = :tenant AND company_id = :company GROUP BY product_id) l
            ON l.product_id = p.product_id
         WHERE p.tenant_id = :tenant AND p.company_id = :company AND
               CASE p.method WHEN 'fifo' THEN p.on_hand <> COALESCE(l.quantity, 0) OR p.value <> COALESCE(l.value, 0)
                    ELSE l.product_id IS NOT NULL END
        """,
    ),
    law(
        "held_is_holds",
        """
        SELECT 'product' AS record, b.product_id AS record_id, COALESCE(h.open, 0) AS expected, b.held AS actual
          FROM stock_balance b
          LEFT JOIN (SELECT warehouse_id, product_id, sum(quantity - consumed - released) AS open FROM stock_hold
                 WHERE tenant_id = :tenant AND company_id = :company GROUP BY warehouse_id, product_id) h
            ON h.warehouse_id = b.warehouse_id AND h.product_id = b.product_id
         WHERE b.tenant_id = :tenant AND b.company_id = :company
           AND (b.held <> COALESCE(h.open, 0) OR b.held > b.on_hand)
        """,
    ),
    law(
        "stock_value_is_gl",
        f"""
        SELECT 'account' AS record, NULL::uuid AS record_id, gl.balance AS expected, stock.value AS actual
          FROM (SELECT COALESCE(sum(l.debit - l.credit), 0) AS balance FROM journal_line l
                  JOIN account a ON a.tenant_id = l.tenant_id AND a.id = l.account_id
                 WHERE l.tenant_id = :tenant AND l.company_id = :company AND a.code = '{INVENTORY_ACCOUNT}') gl,
               (SELECT COALESCE(sum(value), 0) AS value FROM stock_pool
                 WHERE tenant_id = :tenant AND company_id = :company) stock
         WHERE gl.balance <> stock.value
        """,
    ),
)
