"""The laws of transfers and counts, told a second time: what breaks them, by name."""

GOODS_LAWS = {
    "templates balance": """
        SELECT template_id, sum(debit - credit) AS off FROM voucher_template_line
         WHERE tenant_id = :tenant AND share_of_id IS NULL GROUP BY template_id HAVING sum(debit - credit) <> 0
    """,
    "rules name accounts in use": """
        SELECT r.role, a.code FROM posting_rule r
          JOIN account a ON a.tenant_id = r.tenant_id AND a.id = r.account_id
         WHERE r.tenant_id = :tenant AND r.ended_at IS NULL AND NOT (a.active AND a.is_detail)
    """,
    "goods in transit are those of transfers": """
        SELECT product_id, sum(quantity) AS off_by FROM (
          SELECT b.product_id, b.on_hand AS quantity FROM stock_balance b
            JOIN warehouse w ON w.tenant_id = b.tenant_id AND w.id = b.warehouse_id
           WHERE b.tenant_id = :tenant AND w.kind = 'transit'
          UNION ALL SELECT l.product_id, -(l.quantity - l.arrived - l.returned - l.lost) FROM stock_transfer_line l
            JOIN stock_transfer t ON t.tenant_id = l.tenant_id AND t.id = l.transfer_id
           WHERE l.tenant_id = :tenant AND t.number IS NOT NULL) AS x
         GROUP BY product_id HAVING sum(quantity) <> 0
    """,
    "lots are what lies there": """
        SELECT warehouse_id, product_id, quality, sum(quantity) AS off_by FROM (
          SELECT warehouse_id, product_id, quality, quantity FROM stock_detail WHERE tenant_id = :tenant
          UNION ALL SELECT b.warehouse_id, b.product_id, side.quality, -side.quantity
            FROM stock_balance b JOIN product p ON p.tenant_id = b.tenant_id AND p.id = b.product_id
            JOIN warehouse w ON w.tenant_id = b.tenant_id AND w.id = b.warehouse_id
           CROSS JOIN LATERAL (VALUES ('free', b.on_hand - b.blocked), ('unfree', b.blocked)) side(quality, quantity)
           WHERE b.tenant_id = :tenant AND (p.tracking <> 'none' OR b.apart OR w.binned)
         ) AS x(warehouse_id, product_id, q, quantity)
           CROSS JOIN LATERAL (VALUES (CASE WHEN q = 'free' THEN 'free' ELSE 'unfree' END)) AS told(quality)
         GROUP BY warehouse_id, product_id, quality HAVING sum(quantity) <> 0
    """,
    "goods stand in bins of their warehouse, or in none": """
        SELECT d.warehouse_id, d.product_id, d.bin_id, d.quantity FROM stock_detail d
          JOIN warehouse w ON w.tenant_id = d.tenant_id AND w.id = d.warehouse_id
          LEFT JOIN warehouse_bin n ON n.tenant_id = d.tenant_id AND n.id = d.bin_id
         WHERE d.tenant_id = :tenant AND d.quantity > 0
           AND (w.binned <> (d.bin_id IS NOT NULL) OR n.warehouse_id <> d.warehouse_id)
    """,
    "others' goods are none of ours": """
        SELECT m.source_number, m.kind, w.kind AS house FROM stock_move m
          JOIN warehouse w ON w.tenant_id = m.tenant_id AND w.id = m.warehouse_id
         WHERE m.tenant_id = :tenant AND ((m.kind = 'entrusted') <> (w.goods_owner_id IS NOT NULL)
                                          AND NOT (w.goods_owner_id IS NOT NULL AND m.kind = 'transfer'))
    """,
    "others' goods leave for them alone": """
        SELECT i.number, i.reason, i.total FROM stock_issue i
          JOIN warehouse w ON w.tenant_id = i.tenant_id AND w.id = i.warehouse_id
         WHERE i.tenant_id = :tenant AND w.goods_owner_id IS NOT NULL
           AND (i.reason IN ('use', 'sample', 'gift', 'scrap', 'other') OR i.total <> 0)
    """,
    "our goods are what lies in our places": """
        SELECT product_id, sum(quantity) AS off_by FROM (
          SELECT product_id, on_hand AS quantity FROM stock_pool WHERE tenant_id = :tenant
          UNION ALL SELECT b.product_id, -b.on_hand FROM stock_balance b
            JOIN warehouse w ON w.tenant_id = b.tenant_id AND w.id = b.warehouse_id
           WHERE b.tenant_id = :tenant AND w.goods_owner_id IS NULL) AS x
         GROUP BY product_id HAVING sum(quantity) <> 0
    """,
    "what is held back is promised to nobody": """
        SELECT h.source_type, h.line_id, w.name FROM stock_hold h
          JOIN warehouse w ON w.tenant_id = h.tenant_id AND w.id = h.warehouse_id
         WHERE h.tenant_id = :tenant AND h.quantity > h.consumed + h.released
           AND w.kind IN ('held_back', 'entrusted', 'transit')
    """,
    "what is short may be": """
        SELECT b.product_id, b.on_hand, b.held FROM stock_balance b
          JOIN warehouse w ON w.tenant_id = b.tenant_id AND w.id = b.warehouse_id
         WHERE b.tenant_id = :tenant AND b.short <> (b.on_hand < b.held + b.blocked AND w.may_run_short)
    """,
    "what of a lot stands elsewhere is missing where it should": """
        SELECT count_id, product_id, lot, sum(moved) AS off_by FROM stock_count_line
         WHERE tenant_id = :tenant GROUP BY count_id, product_id, lot HAVING sum(moved) <> 0
    """,
    "a count's difference is what was posted for it": """
        SELECT c.number, sum(l.counted - l.expected) AS off_by FROM stock_count c
          JOIN stock_count_line l ON l.tenant_id = c.tenant_id AND l.count_id = c.id
         WHERE c.tenant_id = :tenant AND c.state = 'posted' AND l.counted IS NOT NULL
         GROUP BY c.tenant_id, c.id, c.number
        HAVING sum(l.counted - l.expected) <> (
          SELECT COALESCE(sum(m.quantity), 0) FROM stock_move m
           WHERE m.tenant_id = c.tenant_id AND m.source_id IN (
             SELECT id FROM stock_receipt r WHERE r.tenant_id = c.tenant_id AND r.count_id = c.id
             UNION ALL SELECT id FROM stock_issue i WHERE i.tenant_id = c.tenant_id AND i.count_id = c.id))
    """,
}
