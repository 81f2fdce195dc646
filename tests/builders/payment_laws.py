"""The laws of receipts and payments a second time, written from the bookkeeping (see `books.py`)."""

PAYMENT_LAWS: dict[str, str] = {
    "a receipt is its allocations and its advance": """
        SELECT r.number FROM receipt r LEFT JOIN allocation a ON a.tenant_id = r.tenant_id AND a.receipt_id = r.id
         WHERE r.tenant_id = :tenant AND r.write_off_id IS NULL
         GROUP BY r.id, r.number, r.allocated, r.amount, r.advance, r.dishonoured
        HAVING r.allocated <> COALESCE(sum(a.amount), 0) OR r.allocated + r.advance + r.dishonoured <> r.amount
        UNION ALL
        SELECT p.number FROM payment p
          LEFT JOIN payment_allocation a ON a.tenant_id = p.tenant_id AND a.payment_id = p.id
         WHERE p.tenant_id = :tenant GROUP BY p.id, p.number, p.allocated, p.amount, p.prepaid, p.dishonoured
        HAVING p.allocated <> COALESCE(sum(a.amount), 0) OR p.allocated + p.prepaid + p.dishonoured <> p.amount
    """,
    "a reversed receipt settles nothing": """
        SELECT r.number, sum(s.amount) AS left_over FROM receipt r
          JOIN settlement s ON s.tenant_id = r.tenant_id AND s.source_type = 'receipt' AND s.source_id = r.id
         WHERE r.tenant_id = :tenant AND r.state = 'reversed' GROUP BY r.id, r.number HAVING sum(s.amount) <> 0
    """,
    "what stood open before is in the books on the day before they begin": """
        SELECT source_type, sum(said) AS said, sum(booked) AS booked FROM (
          SELECT 'sales_invoice' AS source_type, gross AS said, 0 AS booked FROM sales_invoice
           WHERE tenant_id = :tenant AND kind = 'opening' AND state <> 'cancelled'
          UNION ALL
          SELECT 'supplier_invoice', gross, 0 FROM supplier_invoice
           WHERE tenant_id = :tenant AND kind = 'opening' AND state <> 'cancelled'
          UNION ALL
          SELECT 'receipt', amount, 0 FROM receipt
           WHERE tenant_id = :tenant AND kind = 'opening' AND state <> 'reversed'
          UNION ALL
          SELECT 'payment', amount, 0 FROM payment
           WHERE tenant_id = :tenant AND kind = 'opening' AND state <> 'reversed'
          UNION ALL
          SELECT 'bill', amount, 0 FROM bill
           WHERE tenant_id = :tenant AND receipt_id IS NULL AND payment_id IS NULL AND state <> 'reversed'
          UNION ALL
          SELECT e.source_type, 0, l.credit FROM journal_entry e
            JOIN journal_line l ON l.tenant_id = e.tenant_id AND l.entry_id = e.id
            JOIN book_rules r ON r.tenant_id = e.tenant_id AND r.company_id = e.company_id
           WHERE e.tenant_id = :tenant AND e.kind IN ('opening', 'opening_reversed') AND e.source_type <> 'voucher'
             AND l.occurred_on + 1 = r.started_on) AS x
         GROUP BY source_type HAVING sum(said) <> sum(booked)
    """,
    "a write-off is its lines, its settlements and its recoveries": """
        SELECT number, amount, recovered, sum(listed) AS listed, sum(settled) AS settled, sum(came) AS came FROM (
          SELECT id, number, amount, recovered, state, 0 AS listed, 0 AS settled, 0 AS came
            FROM write_off WHERE tenant_id = :tenant
          UNION ALL
          SELECT w.id, w.number, w.amount, w.recovered, w.state, l.amount, 0, 0
            FROM write_off w JOIN write_off_line l ON l.tenant_id = w.tenant_id AND l.write_off_id = w.id
           WHERE w.tenant_id = :tenant
          UNION ALL
          SELECT w.id, w.number, w.amount, w.recovered, w.state, 0, s.amount, 0
            FROM write_off w JOIN settlement s ON s.tenant_id = w.tenant_id AND s.source_id = w.id
           WHERE w.tenant_id = :tenant
          UNION ALL
          SELECT w.id, w.number, w.amount, w.recovered, w.state, 0, 0, r.amount
            FROM write_off w JOIN receipt r ON r.tenant_id = w.tenant_id AND r.write_off_id = w.id
           WHERE w.tenant_id = :tenant AND r.state <> 'reversed') AS x
         GROUP BY id, number, amount, recovered, state
        HAVING sum(listed) <> amount OR sum(came) <> recovered
            OR sum(settled) <> CASE state WHEN 'reversed' THEN 0 ELSE amount END
    """,
    "bills in hand are account 1121": """
        SELECT party_id, sum(amount) AS off_by FROM (
          SELECT l.party_id, l.debit - l.credit AS amount
            FROM journal_line l JOIN account a ON a.tenant_id = l.tenant_id AND a.id = l.account_id
           WHERE l.tenant_id = :tenant AND a.code = '1121'
          UNION ALL
          SELECT party_id, -remaining FROM bill WHERE tenant_id = :tenant AND side <> 'issued') AS x
         GROUP BY party_id HAVING sum(amount) <> 0
    """,
    "our own bills are account 2201": """
        SELECT party_id, sum(amount) AS off_by FROM (
          SELECT l.party_id, l.credit - l.debit AS amount
            FROM journal_line l JOIN account a ON a.tenant_id = l.tenant_id AND a.id = l.account_id
           WHERE l.tenant_id = :tenant AND a.code = '2201'
          UNION ALL
          SELECT party_id, -remaining FROM bill WHERE tenant_id = :tenant AND side = 'issued') AS x
         GROUP BY party_id HAVING sum(amount) <> 0
    """,
    "a bill is what came less what became of it": """
        SELECT b.number, b.amount, b.remaining, b.state, sum(u.amount) AS went FROM bill b
          LEFT JOIN bill_use u ON u.tenant_id = b.tenant_id AND u.bill_id = b.id AND u.kind <> 'recourse'
         WHERE b.tenant_id = :tenant GROUP BY b.id, b.number, b.amount, b.remaining, b.state
        HAVING CASE b.state WHEN 'reversed' THEN 0 ELSE b.amount END - COALESCE(sum(u.amount), 0) <> b.remaining
        UNION ALL
        SELECT b.number, b.amount, r.amount, r.state, 0 FROM bill b
          JOIN receipt r ON r.tenant_id = b.tenant_id AND r.id = b.receipt_id
         WHERE b.tenant_id = :tenant
           AND (b.amount, b.state = 'reversed', b.party_id) <> (r.amount, r.state = 'reversed', r.party_id)
        UNION ALL
        SELECT b.number, b.amount, p.amount, p.state, 0 FROM bill b
          JOIN payment p ON p.tenant_id = b.tenant_id AND p.id = b.payment_id
         WHERE b.tenant_id = :tenant
           AND (b.amount, b.state = 'reversed', b.party_id) <> (p.amount, p.state = 'reversed', p.party_id)
    """,
    "what is owed for unpaid bills is what was not paid": """
        SELECT number, sum(amount) AS off_by FROM (
          SELECT number, gross AS amount FROM sales_invoice
           WHERE tenant_id = :tenant AND kind = 'bill' AND state <> 'cancelled'
          UNION ALL
          SELECT number, gross FROM supplier_invoice
           WHERE tenant_id = :tenant AND kind = 'bill' AND state <> 'cancelled'
          UNION ALL
          SELECT i.number, -u.amount FROM bill_use u
            JOIN sales_invoice i ON i.tenant_id = u.tenant_id AND i.id = u.invoice_id WHERE u.tenant_id = :tenant
          UNION ALL
          SELECT i.number, -u.amount FROM bill_use u
            JOIN supplier_invoice i ON i.tenant_id = u.tenant_id AND i.id = u.owed_id WHERE u.tenant_id = :tenant) AS x
         GROUP BY number HAVING sum(amount) <> 0
    """,
    "what was paid by bills was passed on of them": """
        SELECT number, sum(amount) AS off_by FROM (
          SELECT p.number, u.amount FROM bill_use u
            JOIN payment p ON p.tenant_id = u.tenant_id AND p.id = u.payment_id WHERE u.tenant_id = :tenant
          UNION ALL
          SELECT p.number, -p.amount FROM payment p
           WHERE p.tenant_id = :tenant AND p.state = 'posted' AND p.account_code = '1121') AS x
         GROUP BY number HAVING sum(amount) <> 0
    """,
}
