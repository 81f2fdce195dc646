"""What laws add up balances from: line by line, or from the totals of years and what waits to be folded.

That totals are the sums of their lines is a law of its own, so a law over what is new may add up the totals.
"""

LINES = "journal_line"
TOTALS_AND_WAITING = """
    (SELECT tenant_id, company_id, account_id, party_id, debit, credit FROM party_total
      WHERE tenant_id = :tenant AND company_id = :company AND grain = 'year'
     UNION ALL
     SELECT tenant_id, company_id, account_id, NULL, -debit, -credit FROM party_total
      WHERE tenant_id = :tenant AND company_id = :company AND grain = 'year'
     UNION ALL
     SELECT tenant_id, company_id, account_id, NULL, debit, credit FROM account_total
      WHERE tenant_id = :tenant AND company_id = :company AND grain = 'year'
     UNION ALL
     SELECT w.tenant_id, w.company_id, w.account_id, w.party_id, w.debit, w.credit
       FROM ledger_unfolded u
       JOIN journal_line w ON w.tenant_id = u.tenant_id AND w.entry_id = u.entry_id
      WHERE u.tenant_id = :tenant AND u.company_id = :company)"""
