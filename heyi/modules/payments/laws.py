"""The laws of payments."""

from heyi.modules.payments.actions.receipts import ADVANCE
from heyi.platform.laws import law

LAWS = (
    law(
        "advance_is_gl",
        f"""
        SELECT 'account' AS record, NULL::uuid AS record_id, gl.balance AS expected, sub.advance AS actual
          FROM (SELECT COALESCE(sum(l.credit - l.debit), 0) AS balance FROM journal_line l
                  JOIN account a ON a.tenant_id = l.tenant_id AND a.id = l.account_id
                 WHERE l.tenant_id = :tenant AND l.company_id = :company AND a.code = '{ADVANCE}') gl,
               (SELECT COALESCE(sum(advance), 0) AS advance FROM receipt
                 WHERE tenant_id = :tenant AND company_id = :company AND state = 'posted') sub
         WHERE gl.balance <> sub.advance
        """,
    ),
    law(
        "receipts_are_their_allocations",
        """
        SELECT 'receipt' AS record, r.id AS record_id, r.allocated AS expected, COALESCE(sum(a.amount), 0) AS actual
          FROM receipt r
          LEFT JOIN allocation a ON a.tenant_id = r.tenant_id AND a.receipt_id = r.id
         WHERE r.tenant_id = :tenant AND r.company_id = :company
         GROUP BY r.id, r.allocated
        HAVING COALESCE(sum(a.amount), 0) <> r.allocated
        """,
    ),
)
