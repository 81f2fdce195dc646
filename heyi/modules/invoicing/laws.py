"""The laws of invoices."""

from heyi.modules.invoicing.rules import PAYABLE
from heyi.modules.ledger import api as ledger
from heyi.modules.purchasing import api as purchasing
from heyi.modules.sales import api as sales
from heyi.platform.laws import audited, fresh, law, sums


def _subledger(role: str, side: str, lines: str, owed: str) -> str:
    """What each party's account of a role holds is what is `owed` by documents: rows of party and amount."""
    return f"""
        SELECT 'party' AS record, COALESCE(gl.party_id, sub.party_id) AS record_id,
               COALESCE(gl.balance, 0) AS expected, COALESCE(sub.open, 0) AS actual
          FROM (SELECT l.party_id, sum({side}) AS balance FROM {lines} l
                  JOIN account a ON a.tenant_id = l.tenant_id AND a.id = l.account_id
                 WHERE l.tenant_id = :tenant AND l.company_id = :company AND {ledger.ruled(role)}
                 GROUP BY l.party_id) gl
          FULL JOIN (SELECT party_id, sum(amount) AS open FROM ({owed}) owed GROUP BY party_id) sub
            ON sub.party_id = gl.party_id
         WHERE COALESCE(gl.balance, 0) <> COALESCE(sub.open, 0)
    """


def _open(table: str) -> str:
    """What invoices of a table leave open."""
    return f"""SELECT party_id, CASE kind WHEN 'credit_note' THEN -open ELSE open END AS amount
                  FROM {table} WHERE tenant_id = :tenant AND company_id = :company AND open <> 0"""


def _unbilled(column: str) -> str:
    """What left, was revenue as it did, and is on no invoice yet."""
    return f"""SELECT party_id, {column} AS amount FROM delivery
                 WHERE tenant_id = :tenant AND company_id = :company AND (unbilled <> 0 OR unbilled_tax <> 0)"""


def _receivable(lines: str) -> str:
    owed = f"{_open('sales_invoice')} UNION ALL {_unbilled('unbilled')}"
    return _subledger(sales.RECEIVABLE, "l.debit - l.credit", lines, owed)


def _deferred(lines: str) -> str:
    return _subledger(sales.DEFERRED_VAT, "l.credit - l.debit", lines, _unbilled("unbilled_tax"))


def _payable(lines: str) -> str:
    return _subledger(PAYABLE, "l.credit - l.debit", lines, _open("supplier_invoice"))


def _shipped(lines: str) -> str:
    """What the account of goods under way holds."""
    return f"""
        SELECT 'all' AS key, NULL::uuid AS record_id, 0 AS quantity, COALESCE(sum(l.debit - l.credit), 0) AS amount
          FROM {lines} l
          JOIN account a ON a.tenant_id = l.tenant_id AND a.id = l.account_id
         WHERE l.tenant_id = :tenant AND l.company_id = :company AND {ledger.ruled(sales.SHIPPED)}
    """


def _estimated(lines: str) -> str:
    """What the account of goods received and not invoiced holds, by supplier."""
    return f"""
        SELECT COALESCE(l.party_id::text, '') AS key, l.party_id AS record_id, 0 AS quantity,
               sum(l.credit - l.debit) AS amount
          FROM {lines} l
          JOIN account a ON a.tenant_id = l.tenant_id AND a.id = l.account_id
         WHERE l.tenant_id = :tenant AND l.company_id = :company AND {ledger.ruled(purchasing.ESTIMATED)}
         GROUP BY l.party_id
    """


def _posted(source: str) -> str:
    """The invoices of a kind that were posted between `:since` and `:until`."""
    return f"""
        (SELECT DISTINCT source_id AS id FROM journal_entry
          WHERE tenant_id = :tenant AND company_id = :company AND id >= :since AND id < :until
            AND source_type = '{source}') posted"""


# Deliveries of which a return, an invoice or a credit note tells something new.
_BILLED = f"""SELECT id FROM delivery WHERE tenant_id = :tenant AND recognised AND id IN (
    {fresh("delivery")} UNION {fresh("sales_return", "delivery_id")}
    UNION SELECT d.delivery_id FROM delivery_line d
            JOIN sales_invoice_line l ON l.tenant_id = d.tenant_id AND l.source_line_id = d.id
           WHERE d.tenant_id = :tenant AND l.invoice_id IN ({audited("sales_invoice")})
    UNION SELECT r.delivery_id FROM sales_return r
            JOIN sales_invoice i ON i.tenant_id = r.tenant_id AND i.return_id = r.id
           WHERE r.tenant_id = :tenant AND i.id IN ({audited("sales_invoice")}))"""
_DELIVERY_LINES = f"""{fresh("delivery_line")} UNION {fresh("sales_invoice_line", "source_line_id")}
    UNION SELECT source_line_id FROM sales_invoice_line
           WHERE tenant_id = :tenant AND invoice_id IN ({audited("sales_invoice")})"""
_PURCHASE_LINES = f"""{fresh("supplier_invoice_line", "order_line_id")}
    UNION SELECT order_line_id FROM supplier_invoice_line
           WHERE tenant_id = :tenant AND invoice_id IN ({audited("supplier_invoice")})"""

LAWS = (
    law("receivable_is_subledger", _receivable(ledger.LINES), recent=_receivable(ledger.TOTALS_AND_WAITING)),
    law(
        "settled_is_settlements",
        """
        SELECT 'sales_invoice' AS record, i.id AS record_id, COALESCE(sum(s.amount), 0) AS expected, i.settled AS actual
          FROM sales_invoice i
          LEFT JOIN settlement s ON s.tenant_id = i.tenant_id AND s.invoice_id = i.id
         WHERE i.tenant_id = :tenant AND i.company_id = :company AND i.id = ANY(:touched)
         GROUP BY i.id, i.settled
        HAVING COALESCE(sum(s.amount), 0) <> i.settled
        """,
        touched=f"{audited('sales_invoice')} UNION {fresh('settlement', 'invoice_id')}",
    ),
    law(
        "invoices_are_their_lines",
        """
        SELECT 'sales_invoice' AS record, i.id AS record_id, i.net || ' / ' || i.tax || ' / ' || i.gross AS expected,
               sum(l.net) || ' / ' || sum(l.tax) || ' / ' || sum(l.gross) AS actual
          FROM sales_invoice i
          LEFT JOIN sales_invoice_line l ON l.tenant_id = i.tenant_id AND l.invoice_id = i.id
         WHERE i.tenant_id = :tenant AND i.company_id = :company AND i.id = ANY(:touched)
         GROUP BY i.id, i.kind, i.net, i.tax, i.gross
        HAVING CASE WHEN i.kind IN ('opening', 'bill') THEN count(l.id) > 0
                 ELSE (sum(l.net), sum(l.tax), sum(l.gross)) IS DISTINCT FROM (i.net, i.tax, i.gross) END
        """,
        touched=audited("sales_invoice"),
    ),
    law(
        "deliveries_are_their_invoices",
        """
        SELECT 'delivery' AS record, d.delivery_id AS record_id, i.id IS NOT NULL AS expected, d.invoiced AS actual
          FROM delivery_line d
          JOIN delivery head ON head.tenant_id = d.tenant_id AND head.id = d.delivery_id
          LEFT JOIN (SELECT DISTINCT l.source_line_id AS id FROM sales_invoice_line l
                       JOIN sales_invoice h ON h.tenant_id = l.tenant_id AND h.id = l.invoice_id
                      WHERE l.tenant_id = :tenant AND h.kind = 'invoice' AND h.state <> 'cancelled'
                        AND l.source_line_id = ANY(:touched)) i ON i.id = d.id
         WHERE d.tenant_id = :tenant AND head.company_id = :company AND d.id = ANY(:touched)
           AND d.invoiced <> (i.id IS NOT NULL)
        """,
        touched=_DELIVERY_LINES,
    ),
    law("deferred_vat_is_gl", _deferred(ledger.LINES), recent=_deferred(ledger.TOTALS_AND_WAITING)),
    law(
        "unbilled_is_delivered_less_invoiced",
        """
        SELECT 'delivery' AS record, d.id AS record_id,
               COALESCE(w.gross, 0) || ' / ' || COALESCE(w.tax, 0) AS expected,
               d.unbilled || ' / ' || d.unbilled_tax AS actual
          FROM delivery d
          LEFT JOIN (SELECT delivery_id, sum(gross) AS gross, sum(tax) AS tax FROM (
                 SELECT l.delivery_id, l.gross - l.returned_net - l.returned_tax AS gross, l.tax - l.returned_tax AS tax
                   FROM delivery_line l
                   JOIN sales_order_line o ON o.tenant_id = l.tenant_id AND o.id = l.order_line_id
                  WHERE l.tenant_id = :tenant AND o.is_goods AND l.delivery_id = ANY(:touched)
                 UNION ALL
                 SELECT l.delivery_id, -i.gross, -i.tax FROM delivery_line l
                   JOIN sales_invoice_line i ON i.tenant_id = l.tenant_id AND i.source_line_id = l.id AND i.recognised
                   JOIN sales_invoice h ON h.tenant_id = i.tenant_id AND h.id = i.invoice_id AND h.state = 'posted'
                  WHERE l.tenant_id = :tenant AND l.delivery_id = ANY(:touched)
                 UNION ALL
                 SELECT r.delivery_id, i.gross, i.tax FROM sales_return r
                   JOIN sales_invoice h ON h.tenant_id = r.tenant_id AND h.return_id = r.id AND h.state = 'posted'
                   JOIN sales_invoice_line i ON i.tenant_id = h.tenant_id AND i.invoice_id = h.id AND i.recognised
                  WHERE r.tenant_id = :tenant AND r.delivery_id = ANY(:touched)) AS x
                 GROUP BY delivery_id) w ON w.delivery_id = d.id AND d.recognised
         WHERE d.tenant_id = :tenant AND d.company_id = :company AND d.id = ANY(:touched)
           AND (d.unbilled <> COALESCE(w.gross, 0) OR d.unbilled_tax <> COALESCE(w.tax, 0))
        """,
        touched=_BILLED,
    ),
    sums(
        "shipped_is_gl",
        record="account",
        rows=f"""
        SELECT 'all' AS key, NULL::uuid AS record_id, 0 AS quantity, COALESCE(sum(cost), 0) AS amount FROM (
          SELECT cost FROM delivery
           WHERE tenant_id = :tenant AND company_id = :company AND NOT recognised AND id >= :since AND id < :until
          UNION ALL
          SELECT -cost FROM sales_return
           WHERE tenant_id = :tenant AND company_id = :company AND NOT recognised AND id >= :since AND id < :until
          UNION ALL
          SELECT CASE i.kind WHEN 'credit_note' THEN l.cost ELSE -l.cost END
            FROM {_posted("sales_invoice")}
            JOIN sales_invoice i ON i.tenant_id = :tenant AND i.id = posted.id AND i.state = 'posted'
            JOIN sales_invoice_line l ON l.tenant_id = i.tenant_id AND l.invoice_id = i.id AND NOT l.recognised
          UNION ALL
          SELECT amount FROM shipped_change
           WHERE tenant_id = :tenant AND company_id = :company AND id >= :since AND id < :until) AS x
        """,
        state=_shipped(ledger.LINES),
        recent_state=_shipped(ledger.TOTALS_AND_WAITING),
    ),
    law(
        "invoiced_waits_no_more",
        """
        SELECT 'delivery' AS record, d.delivery_id AS record_id, 0 AS expected,
               d.cost - COALESCE(r.cost, 0) + COALESCE(c.amount, 0) - COALESCE(i.cost, 0) AS actual
          FROM delivery_line d
          JOIN delivery head ON head.tenant_id = d.tenant_id AND head.id = d.delivery_id AND NOT head.recognised
          LEFT JOIN (SELECT delivery_line_id, sum(cost) AS cost FROM sales_return_line
                      WHERE tenant_id = :tenant AND NOT was_invoiced AND delivery_line_id = ANY(:touched)
                      GROUP BY delivery_line_id) r ON r.delivery_line_id = d.id
          LEFT JOIN (SELECT delivery_line_id, sum(amount) AS amount FROM shipped_change
                      WHERE tenant_id = :tenant AND delivery_line_id = ANY(:touched)
                      GROUP BY delivery_line_id) c ON c.delivery_line_id = d.id
          LEFT JOIN (SELECT l.source_line_id, l.cost FROM sales_invoice_line l
                       JOIN sales_invoice h ON h.tenant_id = l.tenant_id AND h.id = l.invoice_id AND h.state = 'posted'
                      WHERE l.tenant_id = :tenant AND l.source_line_id = ANY(:touched)) i ON i.source_line_id = d.id
         WHERE d.tenant_id = :tenant AND head.company_id = :company AND d.id = ANY(:touched)
           AND (i.source_line_id IS NOT NULL OR (d.returned = d.quantity AND NOT d.invoiced))
           AND d.cost - COALESCE(r.cost, 0) + COALESCE(c.amount, 0) <> COALESCE(i.cost, 0)
        """,
        touched=f"""{fresh("delivery_line")} UNION {fresh("sales_return_line", "delivery_line_id")}
            UNION {fresh("shipped_change", "delivery_line_id")}
            UNION SELECT source_line_id FROM sales_invoice_line
                   WHERE tenant_id = :tenant AND invoice_id IN ({audited("sales_invoice")})""",
    ),
    law("payable_is_subledger", _payable(ledger.LINES), recent=_payable(ledger.TOTALS_AND_WAITING)),
    sums(
        "received_not_invoiced_is_gl",
        record="party",
        rows=f"""
        SELECT COALESCE(party_id::text, '') AS key, party_id AS record_id, 0 AS quantity, sum(waits) AS amount FROM (
          SELECT party_id, net AS waits FROM purchase_receipt
           WHERE tenant_id = :tenant AND company_id = :company AND id >= :since AND id < :until
          UNION ALL
          SELECT party_id, -net FROM purchase_return
           WHERE tenant_id = :tenant AND company_id = :company AND id >= :since AND id < :until
          UNION ALL
          SELECT i.party_id, CASE i.kind WHEN 'credit_note' THEN l.estimate ELSE -l.estimate END
            FROM {_posted("supplier_invoice")}
            JOIN supplier_invoice i ON i.tenant_id = :tenant AND i.id = posted.id AND i.state = 'posted'
            JOIN supplier_invoice_line l ON l.tenant_id = i.tenant_id AND l.invoice_id = i.id) AS x
         GROUP BY party_id
        """,
        state=_estimated(ledger.LINES),
        recent_state=_estimated(ledger.TOTALS_AND_WAITING),
    ),
    law(
        "supplier_settled_is_settlements",
        """
        SELECT 'supplier_invoice' AS record, i.id AS record_id, COALESCE(sum(s.amount), 0) AS expected,
               i.settled AS actual
          FROM supplier_invoice i
          LEFT JOIN supplier_settlement s ON s.tenant_id = i.tenant_id AND s.invoice_id = i.id
         WHERE i.tenant_id = :tenant AND i.company_id = :company AND i.id = ANY(:touched)
         GROUP BY i.id, i.settled
        HAVING COALESCE(sum(s.amount), 0) <> i.settled
        """,
        touched=f"{audited('supplier_invoice')} UNION {fresh('supplier_settlement', 'invoice_id')}",
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
         WHERE i.tenant_id = :tenant AND i.company_id = :company AND i.id = ANY(:touched)
         GROUP BY i.id, i.kind, i.net, i.tax, i.gross, c.id, c.net, c.tax, c.gross
        HAVING CASE WHEN i.kind IN ('opening', 'bill') THEN count(l.id) > 0
                 ELSE (COALESCE(sum(l.net), abs(c.net)), COALESCE(sum(l.tax), abs(c.tax)),
                       COALESCE(sum(l.gross), abs(c.gross))) IS DISTINCT FROM (i.net, i.tax, i.gross) END
        """,
        touched=audited("supplier_invoice"),
    ),
    law(
        "landed_costs_are_their_lines",
        """
        SELECT 'landed_cost' AS record, c.id AS record_id, c.cost || ' / ' || sum(l.on_hand) AS expected,
               sum(l.amount) || ' / ' || COALESCE(m.value, 0) AS actual
          FROM landed_cost c
          JOIN landed_cost_line l ON l.tenant_id = c.tenant_id AND l.landed_cost_id = c.id
          LEFT JOIN (SELECT h.id, sum(s.value) AS value FROM landed_cost h
                       JOIN (SELECT DISTINCT tenant_id, landed_cost_id, product_id FROM landed_cost_line) v
                         ON v.tenant_id = h.tenant_id AND v.landed_cost_id = h.id
                       JOIN stock_move s ON s.tenant_id = h.tenant_id AND s.company_id = h.company_id
                        AND s.product_id = v.product_id AND s.occurred_on = h.occurred_on
                        AND s.source_type = 'landed_cost' AND s.source_id = h.id AND s.adjusts_id IS NULL
                      WHERE h.tenant_id = :tenant AND h.id = ANY(:touched)
                      GROUP BY h.id) m ON m.id = c.id
         WHERE c.tenant_id = :tenant AND c.company_id = :company AND c.id = ANY(:touched)
         GROUP BY c.id, c.cost, m.value
        HAVING sum(l.amount) <> c.cost OR sum(l.on_hand) <> COALESCE(m.value, 0)
        """,
        touched=audited("landed_cost"),
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
                      WHERE l.tenant_id = :tenant AND h.state <> 'cancelled' AND l.order_line_id = ANY(:touched)
                      GROUP BY l.order_line_id) i
            ON i.order_line_id = o.id
         WHERE o.tenant_id = :tenant AND head.company_id = :company AND o.id = ANY(:touched)
           AND (o.invoiced <> COALESCE(i.quantity, 0) OR o.invoiced_net <> COALESCE(i.estimate, 0))
        """,
        touched=_PURCHASE_LINES,
    ),
)
