"""The laws of payments."""

from heyi.modules.ledger import api as ledger
from heyi.modules.payments.rules import ADVANCE, OPENING, PREPAID
from heyi.platform.laws import audited, fresh, law


def _advance(lines: str) -> str:
    """What customers have paid in advance is what their receipts have left over."""
    return f"""
        SELECT 'account' AS record, NULL::uuid AS record_id, gl.balance AS expected, sub.advance AS actual
          FROM (SELECT COALESCE(sum(l.credit - l.debit), 0) AS balance FROM {lines} l
                  JOIN account a ON a.tenant_id = l.tenant_id AND a.id = l.account_id
                 WHERE l.tenant_id = :tenant AND l.company_id = :company AND {ledger.ruled(ADVANCE)}) gl,
               (SELECT COALESCE(sum(advance), 0) AS advance FROM receipt
                 WHERE tenant_id = :tenant AND company_id = :company AND state = 'posted' AND advance <> 0) sub
         WHERE gl.balance <> sub.advance
    """


def _prepaid(lines: str) -> str:
    """What was paid ahead to each supplier is what his payments have left over."""
    return f"""
        SELECT 'party' AS record, party_id AS record_id, sum(balance) AS expected, sum(prepaid) AS actual FROM (
          SELECT l.party_id, l.debit - l.credit AS balance, 0 AS prepaid FROM {lines} l
            JOIN account a ON a.tenant_id = l.tenant_id AND a.id = l.account_id
           WHERE l.tenant_id = :tenant AND l.company_id = :company AND {ledger.ruled(PREPAID)}
          UNION ALL
          SELECT party_id, 0, prepaid FROM payment
           WHERE tenant_id = :tenant AND company_id = :company AND state = 'posted' AND prepaid <> 0) AS x
         GROUP BY party_id HAVING sum(balance) <> sum(prepaid)
    """


def _of(name: str, table: str, place: str) -> str:
    """The amounts of a write-off's rows in a table, summed beside it."""
    rows = f"SELECT COALESCE(sum(x.amount), 0) AS amount FROM {table} x WHERE x.tenant_id = w.tenant_id AND {place}"
    return f"CROSS JOIN LATERAL ({rows}) {name}"


def _old(record: str, amount: str) -> str:
    """What stood open before, as documents of a record tell it."""
    return f"""SELECT '{record}' AS record, id, CASE state WHEN 'posted' THEN {amount} ELSE 0 END AS amount
                  FROM {record} WHERE tenant_id = :tenant AND company_id = :company AND kind = '{OPENING}'"""


LAWS = (
    # Together with the opening balances, which put it elsewhere until then, it is what stood in the books before.
    # What is taken back lies where it lay: the books may begin on another day once nothing stands.
    law(
        "opening_debts_are_their_entries",
        f"""
        SELECT d.record, d.id AS record_id, d.amount || ' / ' || (r.started_on - 1) AS expected,
               COALESCE(sum(e.total), 0)
                 || ' / ' || COALESCE(string_agg(DISTINCT e.occurred_on::text, ', '), '') AS actual
          FROM ({_old("sales_invoice", "gross")}
                 UNION ALL {_old("supplier_invoice", "gross")}
                 UNION ALL {_old("receipt", "amount")}
                 UNION ALL {_old("payment", "amount")}) d
          JOIN book_rules r ON r.tenant_id = :tenant AND r.company_id = :company
          LEFT JOIN journal_entry e ON e.tenant_id = :tenant AND e.source_type = d.record AND e.source_id = d.id
           AND e.kind LIKE '{OPENING}%'
         WHERE true AND d.id = ANY(:touched)
         GROUP BY d.record, d.id, d.amount, r.started_on
        HAVING COALESCE(sum(e.total), 0) <> d.amount
            OR d.amount <> 0 AND bool_or(e.occurred_on <> r.started_on - 1)
        """,
        touched=" UNION ".join(
            audited(record) for record in ("sales_invoice", "supplier_invoice", "receipt", "payment")
        ),
    ),
    law("advance_is_gl", _advance(ledger.LINES), recent=_advance(ledger.TOTALS_AND_WAITING)),
    law(
        "receipts_are_their_allocations",
        """
        SELECT 'receipt' AS record, r.id AS record_id, r.allocated AS expected, COALESCE(sum(a.amount), 0) AS actual
          FROM receipt r
          LEFT JOIN allocation a ON a.tenant_id = r.tenant_id AND a.receipt_id = r.id
         WHERE r.tenant_id = :tenant AND r.company_id = :company AND r.id = ANY(:touched)
         GROUP BY r.id, r.allocated, r.write_off_id, r.amount
        HAVING COALESCE(sum(a.amount), 0) + CASE WHEN r.write_off_id IS NULL THEN 0 ELSE r.amount END <> r.allocated
        """,
        touched=f"{audited('receipt')} UNION {fresh('allocation', 'receipt_id')}",
    ),
    law(
        "write_offs_are_their_papers",
        f"""
        SELECT 'write_off' AS record, w.id AS record_id,
               w.amount || ' / ' || CASE w.state WHEN 'posted' THEN w.amount ELSE 0 END || ' / ' || w.recovered
                 AS expected,
               l.amount || ' / ' || s.amount || ' / ' || r.amount AS actual
          FROM write_off w
          {_of("l", "write_off_line", "x.write_off_id = w.id")}
          {_of("s", "settlement", "x.source_type = 'write_off' AND x.source_id = w.id")}
          {_of("r", "receipt", "x.write_off_id = w.id AND x.state = 'posted'")}
         WHERE w.tenant_id = :tenant AND w.company_id = :company AND w.id = ANY(:touched)
           AND (w.amount, CASE w.state WHEN 'posted' THEN w.amount ELSE 0 END, w.recovered)
               <> (l.amount, s.amount, r.amount)
        """,
        touched=f"""{audited("write_off")} UNION {fresh("write_off_line", "write_off_id")}
            UNION SELECT write_off_id FROM receipt
                   WHERE tenant_id = :tenant AND write_off_id IS NOT NULL AND id IN ({audited("receipt")})""",
    ),
    law("prepaid_is_gl", _prepaid(ledger.LINES), recent=_prepaid(ledger.TOTALS_AND_WAITING)),
    law(
        "payments_are_their_allocations",
        """
        SELECT 'payment' AS record, p.id AS record_id, p.allocated AS expected, COALESCE(sum(a.amount), 0) AS actual
          FROM payment p
          LEFT JOIN payment_allocation a ON a.tenant_id = p.tenant_id AND a.payment_id = p.id
         WHERE p.tenant_id = :tenant AND p.company_id = :company AND p.id = ANY(:touched)
         GROUP BY p.id, p.allocated
        HAVING COALESCE(sum(a.amount), 0) <> p.allocated
        """,
        touched=f"{audited('payment')} UNION {fresh('payment_allocation', 'payment_id')}",
    ),
)
