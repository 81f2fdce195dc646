"""The laws of the bank told a second time, from what stands in the tables."""

BANK_LAWS = {
    "a match is the same on both sides": """
        SELECT m.id, m.amount, b.amount AS bank, j.amount AS books FROM bank_match m
          LEFT JOIN (SELECT x.match_id, sum(l.amount) AS amount FROM bank_match_line x
                       JOIN bank_line l ON l.tenant_id = x.tenant_id AND l.id = x.line_id
                       JOIN counted_line c ON c.tenant_id = l.tenant_id AND c.id = l.id
                      WHERE x.tenant_id = :tenant GROUP BY x.match_id) b ON b.match_id = m.id
          LEFT JOIN (SELECT x.match_id, sum(CASE WHEN l.foreign_amount IS NULL THEN l.debit - l.credit
                                              ELSE l.foreign_amount * sign(l.debit - l.credit) END) AS amount
                       FROM bank_match_entry x
                       JOIN journal_line l ON l.tenant_id = x.tenant_id AND l.id = x.entry_line_id
                      WHERE x.tenant_id = :tenant GROUP BY x.match_id) j ON j.match_id = m.id
         WHERE m.tenant_id = :tenant
           AND (COALESCE(b.amount, 0) <> m.amount OR COALESCE(j.amount, 0) <> m.amount)
    """,
    "a statement is its lines": """
        SELECT s.file_name, s.income - s.expense AS moved, l.moved AS counted FROM bank_statement s
          LEFT JOIN (SELECT b.statement_id, sum(b.amount) AS moved, count(*) AS lines FROM counted_line c
                       JOIN bank_line b ON b.tenant_id = c.tenant_id AND b.id = c.id
                      WHERE c.tenant_id = :tenant GROUP BY b.statement_id) l ON l.statement_id = s.id
         WHERE s.tenant_id = :tenant
           AND CASE s.state WHEN 'counted' THEN (s.income - s.expense, s.line_count) IS DISTINCT FROM (l.moved, l.lines)
                            ELSE l.lines IS NOT NULL END
    """,
}
