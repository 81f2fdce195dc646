"""The laws of counts: what was found is what was posted for it, and what is frozen is being counted."""

from heyi.platform.laws import audited, law

_COUNTS = f"""{audited("stock_count")}
    UNION SELECT count_id FROM stock_receipt WHERE tenant_id = :tenant AND id >= :since AND count_id IS NOT NULL
    UNION SELECT count_id FROM stock_issue WHERE tenant_id = :tenant AND id >= :since AND count_id IS NOT NULL"""

COUNT_LAWS = (
    law(
        "counts_are_their_papers",
        """
        SELECT 'stock_count' AS record, c.id AS record_id,
               l.gained || ' / ' || l.missed || ' / ' || l.gain || ' / ' || l.loss AS expected,
               COALESCE(r.quantity, 0) || ' / ' || COALESCE(i.quantity, 0) || ' / ' || c.gain || ' / ' || c.loss
                 AS actual
          FROM stock_count c
          JOIN (SELECT count_id, COALESCE(sum(GREATEST(counted - expected - moved, 0)), 0) AS gained,
                       COALESCE(sum(GREATEST(expected - counted + moved, 0)), 0) AS missed,
                       COALESCE(sum(GREATEST(value, 0)), 0) AS gain, COALESCE(sum(GREATEST(-value, 0)), 0) AS loss,
                       count(*) FILTER (WHERE counted = expected) AS right_lines,
                       count(*) FILTER (WHERE counted = expected + moved) AS right_quantities,
                       count(*) FILTER (WHERE counted IS NOT NULL AND moved = 0) AS right_places
                  FROM stock_count_line WHERE tenant_id = :tenant AND count_id = ANY(:touched)
                 GROUP BY count_id) l ON l.count_id = c.id
          LEFT JOIN (SELECT h.count_id, sum(p.quantity) AS quantity, sum(p.value) AS value FROM stock_receipt_line p
                       JOIN stock_receipt h ON h.tenant_id = p.tenant_id AND h.id = p.receipt_id
                      WHERE p.tenant_id = :tenant AND h.count_id IS NOT NULL AND h.count_id = ANY(:touched)
                      GROUP BY h.count_id) r ON r.count_id = c.id
          LEFT JOIN (SELECT h.count_id, sum(p.quantity) AS quantity, sum(p.value) AS value FROM stock_issue_line p
                       JOIN stock_issue h ON h.tenant_id = p.tenant_id AND h.id = p.issue_id
                      WHERE p.tenant_id = :tenant AND h.count_id IS NOT NULL AND h.count_id = ANY(:touched)
                      GROUP BY h.count_id) i ON i.count_id = c.id
         WHERE c.tenant_id = :tenant AND c.company_id = :company AND c.state = 'posted' AND c.id = ANY(:touched)
           AND ((l.gained, l.missed, l.gain, l.loss, l.right_lines, l.right_quantities, l.right_places)
                IS DISTINCT FROM (COALESCE(r.quantity, 0), COALESCE(i.quantity, 0), c.gain, c.loss, c.right_lines,
                                  c.right_quantities, c.right_places)
                OR (c.gain, c.loss) <> (COALESCE(r.value, 0), COALESCE(i.value, 0)))
        """,
        touched=_COUNTS,
    ),
    law(
        "what_was_misplaced_was_moved",
        """
        SELECT 'stock_count' AS record, l.count_id AS record_id, 'moved from bin to bin' AS expected,
               l.moved || ' / ' || l.found || ' / ' || COALESCE(b.quantity, 0) AS actual
          FROM (SELECT count_id, product_id, sum(moved) AS moved, sum(GREATEST(moved, 0)) AS found,
                       bool_or(moved <> 0 AND sign(moved) IS DISTINCT FROM sign(counted - expected)
                               OR abs(moved) > abs(counted - expected)) AS other
                  FROM stock_count_line WHERE tenant_id = :tenant AND count_id = ANY(:touched)
                 GROUP BY count_id, product_id, lot) l
          JOIN stock_count c ON c.tenant_id = :tenant AND c.id = l.count_id
          LEFT JOIN LATERAL (SELECT sum(p.quantity) AS quantity FROM document_link k
                  JOIN bin_move_line p ON p.tenant_id = k.tenant_id AND p.bin_move_id = k.to_id
                 WHERE k.tenant_id = :tenant AND k.from_type = 'stock_count' AND k.from_id = l.count_id
                   AND k.to_type = 'bin_move' AND p.product_id = l.product_id) b ON true
         WHERE c.company_id = :company AND (l.moved <> 0 OR l.other OR COALESCE(b.quantity, 0) >
               (SELECT sum(GREATEST(o.moved, 0)) FROM stock_count_line o
                 WHERE o.tenant_id = :tenant AND o.count_id = l.count_id AND o.product_id = l.product_id))
        """,
        touched=_COUNTS,
    ),
    law(
        "frozen_is_being_counted",
        """
        SELECT 'product' AS record, b.product_id AS record_id, COALESCE(c.state, '-') AS expected,
               'frozen' AS actual
          FROM stock_balance b
          LEFT JOIN stock_count c ON c.tenant_id = b.tenant_id AND c.id = b.frozen_by
          LEFT JOIN stock_count_line l ON l.tenant_id = c.tenant_id AND l.count_id = c.id
           AND l.product_id = b.product_id
         WHERE b.tenant_id = :tenant AND b.company_id = :company AND b.frozen_by IS NOT NULL
           AND (c.state IS DISTINCT FROM 'counting' OR NOT c.frozen OR l.expected IS DISTINCT FROM
                CASE WHEN l.bin_id IS NULL THEN b.on_hand ELSE (SELECT COALESCE(sum(d.quantity), 0)
                  FROM stock_detail d WHERE d.tenant_id = b.tenant_id AND d.warehouse_id = b.warehouse_id
                   AND d.product_id = b.product_id AND d.bin_id = l.bin_id) END)
        """,
    ),
)
