"""What goods cost, a second time: its laws written from the bookkeeping, and faults for them."""

COST_LAWS = {
    "goods at a standard are worth it": """
        SELECT p.product_id, p.value, (SELECT l.standard FROM standard_change_line l
                 JOIN standard_change c ON c.tenant_id = l.tenant_id AND c.id = l.change_id
                WHERE l.tenant_id = p.tenant_id AND l.product_id = p.product_id AND c.company_id = p.company_id
                ORDER BY c.created_at DESC, c.id DESC LIMIT 1) AS standard FROM stock_pool p
         WHERE p.tenant_id = :tenant AND p.method = 'standard' AND p.on_hand > 0
           AND p.value IS DISTINCT FROM round(p.on_hand * (SELECT l.standard FROM standard_change_line l
                 JOIN standard_change c ON c.tenant_id = l.tenant_id AND c.id = l.change_id
                WHERE l.tenant_id = p.tenant_id AND l.product_id = p.product_id AND c.company_id = p.company_id
                ORDER BY c.created_at DESC, c.id DESC LIMIT 1), 2)
    """,
    "goods are below zero where a warehouse gave them first": """
        SELECT p.product_id, p.on_hand FROM stock_pool p
         WHERE p.tenant_id = :tenant AND p.on_hand < 0 AND p.on_hand < (
           SELECT COALESCE(sum(m.quantity), 0) FROM stock_move m JOIN warehouse w
               ON w.tenant_id = m.tenant_id AND w.id = m.warehouse_id AND w.may_run_short
            WHERE m.tenant_id = p.tenant_id AND m.company_id = p.company_id AND m.product_id = p.product_id)
    """,
    "what was paid for goods is their value and the variance": """
        SELECT r.number, sum(l.net) AS paid FROM purchase_receipt r
          JOIN purchase_receipt_line l ON l.tenant_id = r.tenant_id AND l.receipt_id = r.id
         WHERE r.tenant_id = :tenant GROUP BY r.tenant_id, r.id, r.number
        HAVING sum(l.net) <> (SELECT sum(m.value) FROM stock_move m WHERE m.tenant_id = r.tenant_id
                                 AND m.source_id = r.id AND m.quantity <> 0)
                           + (SELECT COALESCE(sum(v.amount), 0) FROM cost_variance v
                               WHERE v.tenant_id = r.tenant_id AND v.source_id = r.id)
    """,
    # Vouchers of this kind take from variances and from nothing else; one taken back has its entry in red beside it.
    "variances passed on are what their vouchers gave to costs": """
        SELECT s.voucher_id, s.amount, v.kind FROM (
          SELECT voucher_id, cost_account, sum(amount) AS amount FROM variance_share
           WHERE tenant_id = :tenant GROUP BY voucher_id, cost_account) AS s
          JOIN voucher v ON v.tenant_id = :tenant AND v.id = s.voucher_id
         WHERE v.kind <> 'variances' OR s.amount <> (
           SELECT COALESCE(sum(l.debit), 0) FROM voucher_line l JOIN account a
               ON a.tenant_id = l.tenant_id AND a.id = l.account_id
            WHERE l.tenant_id = :tenant AND l.voucher_id = s.voucher_id AND a.code = s.cost_account)
    """,
}
COST_FAULTS = [
    (
        "UPDATE variance_share SET amount = amount + 1",
        "variance_shares_are_their_voucher",
        "variances passed on are what their vouchers gave to costs",
    ),
    (
        "UPDATE stock_pool SET on_hand = -1, value = 0 WHERE method <> 'standard'",
        "below_zero_is_allowed",
        "goods are below zero where a warehouse gave them first",
    ),
    (
        "UPDATE landed_cost_line SET amount = amount + 1",
        "landed_costs_are_their_lines",
        "a document is the sum",
    ),
    (
        "UPDATE landed_cost_line SET on_hand = on_hand - 1 WHERE on_hand > 1",
        "landed_costs_are_their_lines",
        None,
    ),
    (
        "UPDATE stock_pool SET standard = standard + 1 WHERE method = 'standard'",
        "standard_is_value",
        None,
    ),
    (
        "UPDATE standard_change_line SET standard = standard + 1, difference = difference + 1",
        "standard_changes_are_their_lines",
        "goods at a standard are worth it",
    ),
    ("UPDATE standard_change SET products = products + 1", "standard_changes_are_their_lines", None),
    (
        "UPDATE cost_variance SET amount = amount + 1 WHERE source_type = 'purchase_receipt'",
        "purchase_receipts_are_their_goods",
        "what was paid for goods is their value and the variance",
    ),
]
