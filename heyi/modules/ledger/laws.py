"""The laws of the money ledger."""

from heyi.platform.laws import law

LAWS = (
    law(
        "entries_balance",
        """
        SELECT 'journal_entry' AS record, e.id AS record_id, e.total AS expected,
               COALESCE(sum(l.debit), 0) || ' / ' || COALESCE(sum(l.credit), 0) AS actual
          FROM journal_entry e
          LEFT JOIN journal_line l ON l.tenant_id = e.tenant_id AND l.entry_id = e.id
         WHERE e.tenant_id = :tenant AND e.company_id = :company
         GROUP BY e.id, e.total
        HAVING COALESCE(sum(l.debit), 0) <> e.total OR COALESCE(sum(l.credit), 0) <> e.total
        """,
    ),
    law(
        "debits_equal_credits",
        """
        SELECT 'account' AS record, NULL::uuid AS record_id, sum(debit) AS expected, sum(credit) AS actual
          FROM journal_line WHERE tenant_id = :tenant AND company_id = :company
        HAVING sum(debit) <> sum(credit)
        """,
    ),
    law(
        "voucher_numbers",
        """
        SELECT 'journal_entry' AS record, NULL::uuid AS record_id, p.code || ': ' || p.last_number AS expected,
               count(e.id) || ' / ' || COALESCE(max(substr(e.number_key, 9)::int), 0) AS actual
          FROM ledger_period p
          LEFT JOIN journal_entry e ON e.tenant_id = p.tenant_id AND e.company_id = p.company_id AND e.period = p.code
         WHERE p.tenant_id = :tenant AND p.company_id = :company
         GROUP BY p.code, p.last_number
        HAVING count(e.id) <> p.last_number OR COALESCE(max(substr(e.number_key, 9)::int), 0) <> p.last_number
        """,
    ),
)
