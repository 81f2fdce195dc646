"""The laws of invoices."""

from heyi.modules.invoicing.rules import PAYABLE, RECEIVABLE
from heyi.modules.ledger import api as ledger
from heyi.modules.purchasing import api as purchasing
from heyi.modules.sales import api as sales
from heyi.platform.laws import law


def _gl(role: str) -> str:
    return f"""
        (SELECT COALESCE(sum(l.debit - l.credit), 0) AS balance FROM journal_line l
           JOIN account a ON a.tenant_id = l.tenant_id AND a.id = l.account_id
          WHERE l.tenant_id = :tenant AND l.company_id = :company AND {ledger.ruled(role)})
    """


LAWS = (
    law(
        "receivable_is_subledger",
        f"""
        SELECT 'party' AS record, COALESCE(gl.party_id, sub.party_id) AS record_id,
               COALESCE(gl.balance, 0) AS expected, COALESCE(sub.open, 0) AS actual
          FROM (SELECT l.party_id, sum(l.debit - l.credit) AS balance FROM journal_line l
                  JOIN account a ON a.tenant_id = l.tenant_id AND a.id = l.account_id
                 WHERE l.tenant_id = :tenant AND l.company_id = :company AND {ledger.ruled(RECEIVABLE)}
                 GROUP BY l.party_id) gl
          FULL JOIN (SELECT party_id, sum(CASE kind WHEN 'credit_note' THEN -open ELSE open END) AS open
                  FROM sales_invoice WHERE tenant_id = :tenant AND company_id = :company GROUP BY party_id) sub
            ON sub.party_id = gl.party_id
         WHERE COALESCE(gl.balance, 0) <> COALESCE(sub.open, 0)
        """,
    ),
    law(
        "settled_is_settlements",
        """
        SELECT 'sales_invoice' AS record, i.id AS record_id, COALESCE(sum(s.amount), 0) AS expected, i.settled AS actual
          FROM sales_invoice i
          LEFT JOIN settlement s ON s.tenant_id = i.tenant_id AND s.invoice_id = i.id
         WHERE i.tenant_id = :tenant AND i.company_id = :company
         GROUP BY i.id, i.settled
        HAVING COALESCE(sum(s.amount), 0) <> i.settled
        """,
    ),
    law(
        "invoices_are_their_lines",
        """
        SELECT 'sales_invoice' AS record, i.id AS record_id, i.net || ' / ' || i.tax || ' / ' || i.gross AS expected,
               sum(l.net) || ' / ' || sum(l.tax) || ' / ' || sum(l.gross) AS actual
          FROM sales_invoice i
          LEFT JOIN sales_invoice_line l ON l.tenant_id = i.tenant_id AND l.invoice_id = i.id
         WHERE i.tenant_id = :tenant AND i.company_id = :company
         GROUP BY i.id, i.net, i.tax, i.gross
        HAVING (sum(l.net), sum(l.tax), sum(l.gross)) IS DISTINCT FROM (i.net, i.tax, i.gross)
        """,
    ),
    law(
        "deliveries_are_their_invoices",
        """
        SELECT 'delivery' AS record, d.delivery_id AS record_id, i.id IS NOT NULL AS expected, d.invoiced AS actual
          FROM delivery_line d
          JOIN delivery head ON head.tenant_id = d.tenant_id AND head.id = d.delivery_id
          LEFT JOIN (SELECT DISTINCT l.source_line_id AS id FROM sales_invoice_line l
                       JOIN sales_invoice h ON h.tenant_id = l.tenant_id AND h.id = l.invoice_id
                      WHERE l.tenant_id = :tenant AND h.kind = 'invoice' AND h.state <> 'cancelled') i ON i.id = d.id
         WHERE d.tenant_id = :tenant AND head.company_id = :company AND d.invoiced <> (i.id IS NOT NULL)
        """,
    ),
    law(
        "shipped_is_gl",
        f"""
        SELECT 'account' AS record, NULL::uuid AS record_id, gl.balance AS expected,
               delivered.cost - returned.cost - invoiced.cost AS actual
          FROM {_gl(sales.SHIPPED)} gl,
               (SELECT COALESCE(sum(cost), 0) AS cost FROM delivery
                 WHERE tenant_id = :tenant AND company_id = :company) delivered,
               (SELECT COALESCE(sum(cost), 0) AS cost FROM sales_return
                 WHERE tenant_id = :tenant AND company_id = :company) returned,
               (SELECT COALESCE(sum(CASE i.kind WHEN 'credit_note' THEN -l.cost ELSE l.cost END), 0) AS cost
                  FROM sales_invoice i
                  JOIN sales_invoice_line l ON l.tenant_id = i.tenant_id AND l.invoice_id = i.id
                 WHERE i.tenant_id = :tenant AND i.company_id = :company AND i.state = 'posted') invoiced
         WHERE gl.balance <> delivered.cost - returned.cost - invoiced.cost
        """,
    ),
    law(
        "payable_is_subledger",
        f"""
        SELECT 'party' AS record, COALESCE(gl.party_id, sub.party_id) AS record_id,
               COALESCE(gl.balance, 0) AS expected, COALESCE(sub.open, 0) AS actual
          FROM (SELECT l.party_id, sum(l.credit - l.debit) AS balance FROM journal_line l
                  JOIN account a ON a.tenant_id = l.tenant_id AND a.id = l.account_id
                 WHERE l.tenant_id = :tenant AND l.company_id = :company AND {ledger.ruled(PAYABLE)}
                 GROUP BY l.party_id) gl
          FULL JOIN (SELECT party_id, sum(CASE kind WHEN 'credit_note' THEN -open ELSE open END) AS open
                  FROM supplier_invoice WHERE tenant_id = :tenant AND company_id = :company GROUP BY party_id) sub
            ON sub.party_id = gl.party_id
         WHERE COALESCE(gl.balance, 0) <> COALESCE(sub.open, 0)
        """,
    ),
    law(
        "received_not_invoiced_is_gl",
        f"""
        SELECT 'party' AS record, party_id AS record_id, sum(balance) AS expected, sum(waits) AS actual FROM (
          SELECT l.party_id, l.credit - l.debit AS balance, 0 AS waits FROM journal_line l
            JOIN account a ON a.tenant_id = l.tenant_id AND a.id = l.account_id
           WHERE l.tenant_id = :tenant AND l.company_id = :company AND {ledger.ruled(purchasing.ESTIMATED)}
          UNION ALL
          SELECT party_id, 0, net FROM purchase_receipt WHERE tenant_id = :tenant AND company_id = :company
          UNION ALL
          SELECT party_id, 0, -net FROM purchase_return WHERE tenant_id = :tenant AND company_id = :company
          UNION ALL
          SELECT i.party_id, 0, CASE i.kind WHEN 'credit_note' THEN l.estimate ELSE -l.estimate END
            FROM supplier_invoice i
            JOIN supplier_invoice_line l ON l.tenant_id = i.tenant_id AND l.invoice_id = i.id
           WHERE i.tenant_id = :tenant AND i.company_id = :company AND i.state = 'posted') AS x
         GROUP BY party_id HAVING sum(balance) <> sum(waits)
        """,
    ),
    law(
        "supplier_settled_is_settlements",
        """
        SELECT 'supplier_invoice' AS record, i.id AS record_id, COALESCE(sum(s.amount), 0) AS expected,
               i.settled AS actual
          FROM supplier_invoice i
          LEFT JOIN supplier_settlement s ON s.tenant_id = i.tenant_id AND s.invoice_id = i.id
         WHERE i.tenant_id = :tenant AND i.company_id = :company
         GROUP BY i.id, i.settled
        HAVING COALESCE(sum(s.amount), 0) <> i.settled
        """,
    ),
    law(
        "supplier_invoices_are_their_lines",
        """
        SELECT 'supplier_invoice' AS record, i.id AS record_id,
               i.net || ' / ' || i.tax || ' / ' || i.gross AS expected,
               COALESCE(sum(l.net), abs(c.net)) || ' / ' || COALESCE(sum(l.tax), abs(c.tax)) || ' / '
                 || COALESCE(sum(l.gross), abs(c.gross)) AS actual
          FROM supplier_invoice i
          LEFT JOIN supplier_invoice_line l ON l.tenant_id = i.tenant_id AND l.invoice_id = i.id
          LEFT JOIN landed_cost c ON c.tenant_id = i.tenant_id AND c.id = i.landed_cost_id
         WHERE i.tenant_id = :tenant AND i.company_id = :company
         GROUP BY i.id, i.net, i.tax, i.gross, c.id, c.net, c.tax, c.gross
        HAVING (COALESCE(sum(l.net), abs(c.net)), COALESCE(sum(l.tax), abs(c.tax)),
                COALESCE(sum(l.gross), abs(c.gross))) IS DISTINCT FROM (i.net, i.tax, i.gross)
        """,
    ),
    law(
        "landed_costs_are_their_lines",
        """
        SELECT 'landed_cost' AS record, c.id AS record_id, c.cost || ' / ' || sum(l.on_hand) AS expected,
               sum(l.amount) || ' / ' || COALESCE(m.value, 0) AS actual
          FROM landed_cost c
          JOIN landed_cost_line l ON l.tenant_id = c.tenant_id AND l.landed_cost_id = c.id
          LEFT JOIN (SELECT v.landed_cost_id, sum(s.value) AS value FROM landed_cost_line v
                       JOIN stock_move s ON s.tenant_id = v.tenant_id AND s.source_type = 'landed_cost'
                        AND s.line_id = v.id AND s.product_id = v.product_id
                      WHERE v.tenant_id = :tenant GROUP BY v.landed_cost_id) m ON m.landed_cost_id = c.id
         WHERE c.tenant_id = :tenant AND c.company_id = :company
         GROUP BY c.id, c.cost, m.value
        HAVING sum(l.amount) <> c.cost OR sum(l.on_hand) <> COALESCE(m.value, 0)
        """,
    ),
    law(
        "purchases_are_their_invoices",
        """
        SELECT 'purchase_order' AS record, o.order_id AS record_id,
               COALESCE(i.quantity, 0) || ' / ' || COALESCE(i.estimate, 0) AS expected,
               o.invoiced || ' / ' || o.invoiced_net AS actual
          FROM purchase_order_line o
          JOIN purchase_order head ON head.tenant_id = o.tenant_id AND head.id = o.order_id
          LEFT JOIN (SELECT l.order_line_id,
                            sum(CASE h.kind WHEN 'credit_note' THEN -l.quantity ELSE l.quantity END) AS quantity,
                            sum(CASE h.kind WHEN 'credit_note' THEN -l.estimate ELSE l.estimate END) AS estimate
                       FROM supplier_invoice_line l
                       JOIN supplier_invoice h ON h.tenant_id = l.tenant_id AND h.id = l.invoice_id
                      WHERE l.tenant_id = :tenant AND h.state <> 'cancelled' GROUP BY l.order_line_id) i
            ON i.order_line_id = o.id
         WHERE o.tenant_id = :tenant AND head.company_id = :company
           AND (o.invoiced <> COALESCE(i.quantity, 0) OR o.invoiced_net <> COALESCE(i.estimate, 0))
        """,
    ),
)
