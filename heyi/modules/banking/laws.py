"""The laws of banking."""

from heyi.platform.laws import audited, fresh, law

LAWS = (
    law(
        "matches_add_up",
        """
        SELECT 'money_account' AS record, m.money_account_id AS record_id, m.amount::text AS expected,
               b.amount || ' / ' || e.amount AS actual
          FROM bank_match m
          CROSS JOIN LATERAL (
               SELECT COALESCE(sum(l.amount), 0) AS amount, count(*) AS lines,
                      count(*) FILTER (WHERE l.money_account_id <> m.money_account_id) AS strange
                 FROM bank_match_line x JOIN bank_line l ON l.tenant_id = x.tenant_id AND l.id = x.line_id
                WHERE x.tenant_id = m.tenant_id AND x.match_id = m.id) b
          CROSS JOIN LATERAL (
               SELECT COALESCE(sum(CASE WHEN l.foreign_currency = k.currency AND l.credit <> 0 THEN -l.foreign_amount
                                 WHEN l.foreign_currency = k.currency THEN l.foreign_amount
                                 ELSE l.debit - l.credit END), 0) AS amount, count(*) AS lines,
                      count(*) FILTER (WHERE l.account_id <> a.account_id) AS strange
                 FROM bank_match_entry x
                 JOIN journal_line l ON l.tenant_id = x.tenant_id AND l.id = x.entry_line_id
                 JOIN money_account a ON a.tenant_id = m.tenant_id AND a.id = m.money_account_id
                 JOIN account k ON k.tenant_id = a.tenant_id AND k.id = a.account_id
                WHERE x.tenant_id = m.tenant_id AND x.match_id = m.id) e
         WHERE m.tenant_id = :tenant AND m.company_id = :company AND m.id = ANY(:touched)
           AND (b.amount <> m.amount OR e.amount <> m.amount OR b.strange + e.strange > 0 OR b.lines + e.lines < 2)
        """,
        touched=fresh("bank_match"),
    ),
    law(
        "statements_are_their_lines",
        """
        SELECT 'bank_statement' AS record, s.id AS record_id,
               CASE s.state WHEN 'counted' THEN s.line_count || ': ' || s.income || ' / ' || s.expense
                            ELSE '0' END AS expected,
               l.counted || ': ' || l.income || ' / ' || l.expense AS actual
          FROM bank_statement s
          CROSS JOIN LATERAL (
               SELECT count(*) AS lines, count(c.id) AS counted,
                      COALESCE(sum(b.amount) FILTER (WHERE b.amount > 0), 0) AS income,
                      -COALESCE(sum(b.amount) FILTER (WHERE b.amount < 0), 0) AS expense
                 FROM bank_line b
                 LEFT JOIN counted_line c ON c.tenant_id = b.tenant_id AND c.id = b.id
                WHERE b.tenant_id = s.tenant_id AND b.statement_id = s.id) l
         WHERE s.tenant_id = :tenant AND s.company_id = :company AND s.id = ANY(:touched)
           AND (l.lines <> s.line_count OR l.income <> s.income OR l.expense <> s.expense
                OR l.counted <> CASE s.state WHEN 'counted' THEN s.line_count ELSE 0 END)
        """,
        touched=f"{audited('bank_statement')} UNION {fresh('bank_line', 'statement_id')}",
    ),
)
