"""The laws of the goods ledger."""

from heyi.modules.ledger import api as ledger
from heyi.modules.stock.contracts import INVENTORY
from heyi.modules.stock.count_laws import COUNT_LAWS
from heyi.modules.stock.models import MISSED, OUT_OF_KEEPING
from heyi.platform.laws import audited, fresh, law, sums


def _stock_value(lines: str) -> str:
    """What an account of goods holds is what the pools of its goods are worth."""
    return f"""
        SELECT 'account' AS record, gl.id AS record_id, COALESCE(gl.balance, 0) AS expected,
               COALESCE(stock.value, 0) AS actual
          FROM (SELECT a.id, a.code, COALESCE(sum(l.debit - l.credit), 0) AS balance FROM account a
                  LEFT JOIN {lines} l ON l.tenant_id = a.tenant_id AND l.account_id = a.id
                   AND l.company_id = a.company_id
                 WHERE a.tenant_id = :tenant AND a.company_id = :company
                   AND {ledger.ruled(INVENTORY)}
                 GROUP BY a.id, a.code) gl
          FULL JOIN (SELECT account, sum(value) AS value FROM stock_pool
                 WHERE tenant_id = :tenant AND company_id = :company GROUP BY account) stock
            ON stock.account = gl.code
         WHERE COALESCE(gl.balance, 0) <> COALESCE(stock.value, 0)
    """


_TRANSFERS = f"""{audited("stock_transfer")} UNION {fresh("stock_arrival", "transfer_id")}
    UNION SELECT transfer_id FROM stock_issue WHERE tenant_id = :tenant AND id >= :since AND transfer_id IS NOT NULL"""
# A reversal together with what it takes back.
_WITH_REVERSED = f"""{audited("stock_receipt")} UNION {audited("stock_issue")}
    UNION SELECT reverses_id FROM stock_receipt
           WHERE tenant_id = :tenant AND id >= :since AND reverses_id IS NOT NULL
    UNION SELECT reverses_id FROM stock_issue
           WHERE tenant_id = :tenant AND id >= :since AND reverses_id IS NOT NULL"""
_MISC = f"{audited('stock_receipt')} UNION {audited('stock_issue')}"

LAWS = (
    sums(
        "on_hand_is_moves",
        record="product",
        rows="""
        SELECT warehouse_id || ' ' || product_id AS key, product_id AS record_id, sum(quantity) AS quantity, 0 AS amount
          FROM stock_move
         WHERE tenant_id = :tenant AND company_id = :company AND id >= :since AND id < :until
         GROUP BY warehouse_id, product_id
        """,
        state="""
        SELECT warehouse_id || ' ' || product_id AS key, product_id AS record_id, on_hand AS quantity, 0 AS amount
          FROM stock_balance WHERE tenant_id = :tenant AND company_id = :company
        """,
    ),
    sums(
        "stock_value_is_moves",
        record="product",
        rows="""
        SELECT product_id::text AS key, product_id AS record_id, sum(quantity) AS quantity, sum(value) AS amount
          FROM stock_move
         WHERE tenant_id = :tenant AND company_id = :company AND id >= :since AND id < :until AND kind <> 'entrusted'
         GROUP BY product_id
        """,
        state="""
        SELECT product_id::text AS key, product_id AS record_id, on_hand AS quantity, value AS amount
          FROM stock_pool WHERE tenant_id = :tenant AND company_id = :company
        """,
    ),
    law(
        "pools_are_their_places",
        """
        SELECT 'product' AS record, COALESCE(p.product_id, b.product_id) AS record_id,
               COALESCE(b.on_hand, 0)::text AS expected, COALESCE(p.on_hand, 0)::text AS actual
          FROM (SELECT product_id, on_hand FROM stock_pool
                 WHERE tenant_id = :tenant AND company_id = :company) p
          FULL JOIN (SELECT s.product_id, sum(s.on_hand) AS on_hand FROM stock_balance s
                  JOIN warehouse w ON w.tenant_id = s.tenant_id AND w.id = s.warehouse_id AND w.kind <> 'entrusted'
                 WHERE s.tenant_id = :tenant AND s.company_id = :company GROUP BY s.product_id) b
            ON b.product_id = p.product_id
         WHERE COALESCE(p.on_hand, 0) <> COALESCE(b.on_hand, 0)
        """,
    ),
    law(
        "entrusted_is_not_ours",
        """
        SELECT m.source_type AS record, m.source_id AS record_id, w.kind AS expected,
               m.kind || ' / ' || m.value AS actual
          FROM stock_move m JOIN warehouse w ON w.tenant_id = m.tenant_id AND w.id = m.warehouse_id
         WHERE m.tenant_id = :tenant AND m.company_id = :company AND m.id = ANY(:touched)
           AND CASE WHEN w.kind = 'entrusted' THEN m.kind NOT IN ('entrusted', 'transfer')
                    ELSE m.kind = 'entrusted' END
        """,
        touched=fresh("stock_move"),
    ),
    law(
        "others_goods_leave_by_their_papers",
        f"""
        SELECT 'stock_issue' AS record, i.id AS record_id, w.kind AS expected, i.reason || ' / ' || i.total AS actual
          FROM stock_issue i JOIN warehouse w ON w.tenant_id = i.tenant_id AND w.id = i.warehouse_id
         WHERE i.tenant_id = :tenant AND i.company_id = :company AND i.id = ANY(:touched)
           AND (w.kind = 'entrusted' AND i.total <> 0 OR i.reason NOT IN {MISSED}
                AND (w.kind = 'entrusted') <> (i.reason IN {OUT_OF_KEEPING}))
        """,
        touched=audited("stock_issue"),
    ),
    law(
        "promised_only_from_our_own",
        """
        SELECT 'warehouse' AS record, w.id AS record_id, '0' AS expected, sum(b.held)::text AS actual
          FROM stock_balance b JOIN warehouse w ON w.tenant_id = b.tenant_id AND w.id = b.warehouse_id
         WHERE b.tenant_id = :tenant AND b.company_id = :company AND w.kind <> 'usual' AND b.held <> 0
         GROUP BY w.id
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
               CASE p.method WHEN 'fifo' THEN GREATEST(p.on_hand, 0) <> COALESCE(l.quantity, 0)
                      OR GREATEST(p.value, 0) <> COALESCE(l.value, 0)
                    ELSE l.product_id IS NOT NULL END
        """,
    ),
    law(
        "variance_shares_are_their_voucher",
        """
        SELECT 'voucher' AS record, s.voucher_id AS record_id, s.amount AS expected, COALESCE(l.amount, 0) AS actual
          FROM (SELECT voucher_id, account, sum(amount) AS amount FROM variance_share
                 WHERE tenant_id = :tenant AND company_id = :company AND voucher_id = ANY(:touched) GROUP BY 1, 2) s
          LEFT JOIN (SELECT e.source_id, a.code, sum(j.credit) AS amount
                       FROM journal_entry e JOIN journal_line j ON j.tenant_id = e.tenant_id AND j.entry_id = e.id
                       JOIN account a ON a.tenant_id = j.tenant_id AND a.id = j.account_id
                      WHERE e.tenant_id = :tenant AND e.source_type = 'voucher' AND e.source_id = ANY(:touched)
                        AND e.reverses_id IS NULL GROUP BY 1, 2) l ON l.source_id = s.voucher_id AND l.code = s.account
         WHERE s.amount <> COALESCE(l.amount, 0)
        """,
        touched=fresh("variance_share", "voucher_id"),
    ),
    law(
        "standard_is_value",
        """
        SELECT 'product' AS record, product_id AS record_id, round(on_hand * standard, 2) AS expected, value AS actual
          FROM stock_pool
         WHERE tenant_id = :tenant AND company_id = :company AND method = 'standard'
           AND value IS DISTINCT FROM COALESCE(round(on_hand * standard, 2), 0)
        """,
    ),
    law(
        "standard_changes_are_their_lines",
        """
        SELECT 'standard_change' AS record, c.id AS record_id, c.products || ' / ' || c.difference AS expected,
               count(l.id) || ' / ' || sum(l.difference) || ' / ' || -COALESCE(sum(v.amount), 0) AS actual
          FROM standard_change c
          JOIN standard_change_line l ON l.tenant_id = c.tenant_id AND l.change_id = c.id
          LEFT JOIN cost_variance v ON v.tenant_id = l.tenant_id AND v.source_type = 'standard_change'
           AND v.line_id = l.id
         WHERE c.tenant_id = :tenant AND c.company_id = :company AND c.id = ANY(:touched)
         GROUP BY c.id, c.products, c.difference
        HAVING count(l.id) <> c.products OR sum(l.difference) <> c.difference
            OR COALESCE(sum(v.amount), 0) <> -c.difference
        """,
        touched=audited("standard_change"),
    ),
    law(
        "held_is_holds",
        """
        SELECT 'product' AS record, b.product_id AS record_id, COALESCE(h.open, 0) AS expected, b.held AS actual
          FROM stock_balance b
          LEFT JOIN (SELECT warehouse_id, product_id, sum(quantity - consumed - released) AS open FROM stock_hold
                 WHERE tenant_id = :tenant AND company_id = :company AND quantity > consumed + released
                 GROUP BY warehouse_id, product_id) h
            ON h.warehouse_id = b.warehouse_id AND h.product_id = b.product_id
         WHERE b.tenant_id = :tenant AND b.company_id = :company
           AND (b.held <> COALESCE(h.open, 0) OR (b.held + b.blocked > b.on_hand) <> b.short)
        """,
    ),
    law(
        "lots_are_on_hand",
        """
        SELECT 'product' AS record, b.product_id AS record_id, b.on_hand || ' / ' || b.blocked AS expected,
               COALESCE(d.quantity, 0) || ' / ' || COALESCE(d.unfree, 0) AS actual
          FROM stock_balance b
          JOIN product p ON p.tenant_id = b.tenant_id AND p.id = b.product_id
          JOIN warehouse w ON w.tenant_id = b.tenant_id AND w.id = b.warehouse_id
          LEFT JOIN (SELECT warehouse_id, product_id, sum(quantity) AS quantity,
                            sum(quantity) FILTER (WHERE quality <> 'free') AS unfree
                       FROM stock_detail WHERE tenant_id = :tenant AND company_id = :company
                      GROUP BY warehouse_id, product_id) d
            ON d.warehouse_id = b.warehouse_id AND d.product_id = b.product_id
         WHERE b.tenant_id = :tenant AND b.company_id = :company
           AND (b.blocked <> COALESCE(d.unfree, 0) OR COALESCE(d.quantity, 0) <>
                CASE WHEN p.tracking <> 'none' OR b.apart OR w.binned THEN b.on_hand ELSE 0 END)
        """,
    ),
    sums(
        "lots_are_their_moves",
        record="product",
        rows="""
        SELECT concat_ws(' ', m.warehouse_id, m.product_id, d.lot_id, d.quality, d.bin_id) AS key,
               m.product_id AS record_id, sum(d.quantity) AS quantity, 0 AS amount
          FROM stock_move_detail d JOIN stock_move m ON m.tenant_id = d.tenant_id AND m.id = d.move_id
         WHERE d.tenant_id = :tenant AND d.id >= :since AND d.id < :until AND m.company_id = :company
         GROUP BY m.warehouse_id, m.product_id, d.lot_id, d.quality, d.bin_id
        """,
        state="""
        SELECT concat_ws(' ', warehouse_id, product_id, lot_id, quality, bin_id) AS key, product_id AS record_id,
               quantity, 0 AS amount
          FROM stock_detail WHERE tenant_id = :tenant AND company_id = :company
        """,
    ),
    law(
        "short_only_where_allowed",
        """
        SELECT 'product' AS record, b.product_id AS record_id, 'not short' AS expected, b.on_hand::text AS actual
          FROM stock_balance b JOIN warehouse w ON w.tenant_id = b.tenant_id AND w.id = b.warehouse_id
         WHERE b.tenant_id = :tenant AND b.company_id = :company AND (b.short OR b.on_hand < 0)
           AND NOT w.may_run_short
        """,
    ),
    law(
        "below_zero_is_allowed",
        """
        SELECT 'product' AS record, p.product_id AS record_id, -COALESCE(b.short, 0) AS expected, p.on_hand AS actual
          FROM stock_pool p
          LEFT JOIN (SELECT b.product_id, -sum(b.on_hand) AS short FROM stock_balance b
                  JOIN warehouse w ON w.tenant_id = b.tenant_id AND w.id = b.warehouse_id AND w.may_run_short
                 WHERE b.tenant_id = :tenant AND b.company_id = :company AND b.on_hand < 0
                 GROUP BY b.product_id) b ON b.product_id = p.product_id
         WHERE p.tenant_id = :tenant AND p.company_id = :company AND p.on_hand < 0
           AND p.on_hand < -COALESCE(b.short, 0)
        """,
    ),
    law(
        "bins_are_on_hand",
        """
        SELECT 'warehouse' AS record, w.id AS record_id,
               CASE WHEN w.binned THEN COALESCE(b.on_hand, 0) ELSE 0 END AS expected, COALESCE(d.standing, 0) AS actual
          FROM warehouse w
          LEFT JOIN (SELECT warehouse_id, sum(on_hand) AS on_hand FROM stock_balance
                 WHERE tenant_id = :tenant AND company_id = :company GROUP BY warehouse_id) b ON b.warehouse_id = w.id
          LEFT JOIN (SELECT d.warehouse_id, sum(d.quantity) AS standing FROM stock_detail d
                  JOIN warehouse_bin n ON n.tenant_id = d.tenant_id AND n.id = d.bin_id
                   AND n.warehouse_id = d.warehouse_id
                 WHERE d.tenant_id = :tenant AND d.company_id = :company AND d.quantity > 0 GROUP BY d.warehouse_id) d
            ON d.warehouse_id = w.id
         WHERE w.tenant_id = :tenant AND w.company_id = :company
           AND COALESCE(d.standing, 0) <> CASE WHEN w.binned THEN COALESCE(b.on_hand, 0) ELSE 0 END
        """,
    ),
    law(
        "moves_are_their_lots",
        """
        SELECT m.source_type AS record, m.source_id AS record_id, m.quantity::text AS expected,
               sum(d.quantity)::text AS actual
          FROM stock_move_detail d
          JOIN stock_move m ON m.tenant_id = d.tenant_id AND m.id = d.move_id
         WHERE d.tenant_id = :tenant AND m.company_id = :company AND d.move_id = ANY(:touched)
         GROUP BY m.tenant_id, m.id, m.source_type, m.source_id, m.quantity HAVING sum(d.quantity) <> m.quantity
        """,
        touched=fresh("stock_move_detail", "move_id"),
    ),
    law("stock_value_is_gl", _stock_value(ledger.LINES), recent=_stock_value(ledger.TOTALS_AND_WAITING)),
    law(
        "transfers_are_their_papers",
        """
        SELECT 'stock_transfer' AS record, l.transfer_id AS record_id,
               COALESCE(a.arrived, 0) || ' / ' || COALESCE(a.returned, 0) || ' / ' || COALESCE(i.lost, 0) AS expected,
               l.arrived || ' / ' || l.returned || ' / ' || l.lost AS actual
          FROM stock_transfer_line l
          JOIN stock_transfer t ON t.tenant_id = l.tenant_id AND t.id = l.transfer_id
          LEFT JOIN (SELECT p.transfer_line_id, sum(p.quantity) FILTER (WHERE h.kind = 'arrival') AS arrived,
                            sum(p.quantity) FILTER (WHERE h.kind = 'return') AS returned
                       FROM stock_arrival_line p
                       JOIN stock_arrival h ON h.tenant_id = p.tenant_id AND h.id = p.arrival_id
                      WHERE p.tenant_id = :tenant AND h.transfer_id = ANY(:touched)
                      GROUP BY p.transfer_line_id) a ON a.transfer_line_id = l.id
          LEFT JOIN (SELECT transfer_line_id, sum(quantity) AS lost FROM stock_issue_line
                      WHERE tenant_id = :tenant AND transfer_line_id IS NOT NULL GROUP BY transfer_line_id) i
            ON i.transfer_line_id = l.id
         WHERE l.tenant_id = :tenant AND t.company_id = :company AND l.transfer_id = ANY(:touched)
           AND CASE WHEN t.direct THEN (l.arrived, l.returned, l.lost) <> (l.quantity, 0, 0)
                    ELSE (l.arrived, l.returned, l.lost)
                         <> (COALESCE(a.arrived, 0), COALESCE(a.returned, 0), COALESCE(i.lost, 0)) END
        """,
        touched=_TRANSFERS,
    ),
    law(
        "in_transit_is_transfers",
        """
        SELECT 'product' AS record, COALESCE(b.product_id, u.product_id) AS record_id,
               COALESCE(u.quantity, 0) AS expected, COALESCE(b.on_hand, 0) AS actual
          FROM (SELECT s.product_id, s.on_hand FROM stock_balance s
                  JOIN warehouse w ON w.tenant_id = s.tenant_id AND w.id = s.warehouse_id
                 WHERE s.tenant_id = :tenant AND s.company_id = :company AND w.kind = 'transit') b
          FULL JOIN (SELECT l.product_id, sum(l.quantity - l.arrived - l.returned - l.lost) AS quantity
                  FROM stock_transfer_line l
                  JOIN stock_transfer t ON t.tenant_id = l.tenant_id AND t.id = l.transfer_id
                 WHERE l.tenant_id = :tenant AND t.company_id = :company AND t.state IN ('sent', 'done')
                   AND l.quantity > l.arrived + l.returned + l.lost
                 GROUP BY l.product_id) u
            ON u.product_id = b.product_id
         WHERE COALESCE(u.quantity, 0) <> COALESCE(b.on_hand, 0)
        """,
    ),
    law(
        "transfers_end_with_their_goods",
        """
        SELECT 'stock_transfer' AS record, t.id AS record_id,
               CASE WHEN l.under_way > 0 THEN 'sent' ELSE 'done' END AS expected, t.state AS actual
          FROM stock_transfer t
          JOIN (SELECT transfer_id, sum(quantity - arrived - returned - lost) AS under_way FROM stock_transfer_line
                 WHERE tenant_id = :tenant AND transfer_id = ANY(:touched)
                 GROUP BY transfer_id) l ON l.transfer_id = t.id
         WHERE t.tenant_id = :tenant AND t.company_id = :company AND t.state IN ('sent', 'done')
           AND (l.under_way > 0) <> (t.state = 'sent')
        """,
        touched=_TRANSFERS,
    ),
    *COUNT_LAWS,
    law(
        "misc_documents_are_their_lines",
        """
        SELECT 'stock_receipt' AS record, d.id AS record_id, l.value AS expected, d.total AS actual
          FROM stock_receipt d
          JOIN (SELECT receipt_id, sum(value) AS value FROM stock_receipt_line
                 WHERE tenant_id = :tenant AND receipt_id = ANY(:touched) GROUP BY receipt_id) l ON l.receipt_id = d.id
         WHERE d.tenant_id = :tenant AND d.company_id = :company AND d.id = ANY(:touched) AND d.total <> l.value
        UNION ALL
        SELECT 'stock_issue', d.id, l.value, d.total
          FROM stock_issue d
          JOIN (SELECT issue_id, sum(value) AS value FROM stock_issue_line
                 WHERE tenant_id = :tenant AND issue_id = ANY(:touched) GROUP BY issue_id) l ON l.issue_id = d.id
         WHERE d.tenant_id = :tenant AND d.company_id = :company AND d.id = ANY(:touched) AND d.total <> l.value
        """,
        touched=_MISC,
    ),
    law(
        "reversals_undo_just_one",
        """
        SELECT 'stock_receipt' AS record, d.id AS record_id, -o.quantity AS expected, l.quantity AS actual
          FROM stock_receipt d
          JOIN (SELECT receipt_id, sum(quantity) AS quantity FROM stock_receipt_line
                 WHERE tenant_id = :tenant AND receipt_id = ANY(:touched) GROUP BY receipt_id) l ON l.receipt_id = d.id
          LEFT JOIN stock_receipt h ON h.tenant_id = d.tenant_id AND h.id = d.reverses_id AND h.state = 'reversed'
          LEFT JOIN (SELECT receipt_id, sum(quantity) AS quantity FROM stock_receipt_line
                 WHERE tenant_id = :tenant AND receipt_id = ANY(:touched) GROUP BY receipt_id) o ON o.receipt_id = h.id
         WHERE d.tenant_id = :tenant AND d.company_id = :company AND d.reverses_id IS NOT NULL AND d.id = ANY(:touched)
           AND l.quantity IS DISTINCT FROM -o.quantity
        UNION ALL
        SELECT 'stock_issue', d.id, -o.quantity, l.quantity
          FROM stock_issue d
          JOIN (SELECT issue_id, sum(quantity) AS quantity FROM stock_issue_line
                 WHERE tenant_id = :tenant AND issue_id = ANY(:touched) GROUP BY issue_id) l ON l.issue_id = d.id
          LEFT JOIN stock_issue h ON h.tenant_id = d.tenant_id AND h.id = d.reverses_id AND h.state = 'reversed'
          LEFT JOIN (SELECT issue_id, sum(quantity) AS quantity FROM stock_issue_line
                 WHERE tenant_id = :tenant AND issue_id = ANY(:touched) GROUP BY issue_id) o ON o.issue_id = h.id
         WHERE d.tenant_id = :tenant AND d.company_id = :company AND d.reverses_id IS NOT NULL AND d.id = ANY(:touched)
           AND l.quantity IS DISTINCT FROM -o.quantity
        """,
        touched=_WITH_REVERSED,
    ),
)
