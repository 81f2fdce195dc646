"""The laws of foreign currencies, told a second time."""

CURRENCY_LAWS = {
    "totals in a currency are its lines": """
        SELECT account_id, grain, sum(foreign_net) AS foreign_net, sum(net) AS net FROM (
          SELECT account_id, grain, foreign_debit - foreign_credit AS foreign_net, debit - credit AS net
            FROM foreign_total WHERE tenant_id = :tenant
          UNION ALL
          SELECT l.account_id, g.grain, CASE WHEN l.debit <> 0 THEN -l.foreign_amount ELSE l.foreign_amount END,
                 l.credit - l.debit
            FROM journal_line l JOIN account a ON a.tenant_id = l.tenant_id AND a.id = l.account_id
           CROSS JOIN (VALUES ('day'), ('month'), ('year')) g(grain)
           WHERE l.tenant_id = :tenant AND a.currency IS NOT NULL
             AND l.entry_id NOT IN (SELECT entry_id FROM ledger_unfolded WHERE tenant_id = :tenant)) AS x
         GROUP BY account_id, grain HAVING sum(foreign_net) <> 0 OR sum(net) <> 0
    """,
}
