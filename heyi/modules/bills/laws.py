"""The laws of acceptance bills."""

from heyi.modules.bills.rules import BILL_ISSUED, BILL_RECEIVED
from heyi.modules.ledger import api as ledger
from heyi.platform.laws import audited, fresh, law


def _held(side: str, role: str, balance: str, lines: str) -> str:
    """What the account of bills holds under each party is what is left of his bills."""
    return f"""
        SELECT 'party' AS record, party_id AS record_id, sum(balance) AS expected, sum(remaining) AS actual FROM (
          SELECT l.party_id, {balance} AS balance, 0 AS remaining FROM {lines} l
            JOIN account a ON a.tenant_id = l.tenant_id AND a.id = l.account_id
           WHERE l.tenant_id = :tenant AND l.company_id = :company AND {ledger.ruled(role)}
          UNION ALL
          SELECT party_id, 0, remaining FROM bill
           WHERE tenant_id = :tenant AND company_id = :company AND side = '{side}' AND state = 'held') AS x
         GROUP BY party_id HAVING sum(balance) <> sum(remaining)
    """


def _in_hand(lines: str) -> str:
    return _held("received", BILL_RECEIVED, "l.debit - l.credit", lines)


def _owed(lines: str) -> str:
    return _held("issued", BILL_ISSUED, "l.credit - l.debit", lines)


LAWS = (
    law("bills_in_hand_are_gl", _in_hand(ledger.LINES), recent=_in_hand(ledger.TOTALS_AND_WAITING)),
    law("own_bills_are_gl", _owed(ledger.LINES), recent=_owed(ledger.TOTALS_AND_WAITING)),
    law(
        "bills_are_their_papers",
        """
        SELECT 'bill' AS record, b.id AS record_id, x.came - x.went AS expected, b.remaining AS actual
          FROM bill b
          LEFT JOIN receipt r ON r.tenant_id = b.tenant_id AND r.id = b.receipt_id
          LEFT JOIN payment p ON p.tenant_id = b.tenant_id AND p.id = b.payment_id
          CROSS JOIN LATERAL (
            SELECT CASE COALESCE(r.state, p.state, b.state) WHEN 'reversed' THEN 0
                        ELSE COALESCE(r.amount, p.amount, b.amount) END AS came,
                   (SELECT COALESCE(sum(u.amount), 0) FROM bill_use u
                     WHERE u.tenant_id = b.tenant_id AND u.bill_id = b.id AND u.of_id IS NULL) AS went) x
         WHERE b.tenant_id = :tenant AND b.company_id = :company AND b.id = ANY(:touched)
           AND b.remaining <> x.came - x.went
        """,
        touched=f"{audited('bill')} UNION {fresh('bill_use', 'bill_id')}",
    ),
    law(
        "endorsements_are_payments",
        """
        SELECT 'payment' AS record, p.id AS record_id, CASE p.state WHEN 'posted' THEN p.amount ELSE 0 END AS expected,
               sum(u.amount) AS actual
          FROM payment p
          JOIN bill_use u ON u.tenant_id = p.tenant_id AND u.payment_id = p.id
         WHERE p.tenant_id = :tenant AND p.company_id = :company AND p.id = ANY(:touched)
         GROUP BY p.id, p.state, p.amount
        HAVING sum(u.amount) <> CASE p.state WHEN 'posted' THEN p.amount ELSE 0 END
        """,
        touched=f"""{audited("payment")}
            UNION SELECT payment_id FROM bill_use
                   WHERE tenant_id = :tenant AND payment_id IS NOT NULL AND bill_id IN ({audited("bill")})""",
    ),
    *(
        law(
            f"{name}_are_unpaid_bills",
            f"""
            SELECT '{table}' AS record, i.id AS record_id,
                   CASE i.state WHEN 'posted' THEN i.gross ELSE 0 END AS expected,
                   COALESCE(sum(u.amount), 0) AS actual
              FROM {table} i
              LEFT JOIN bill_use u ON u.tenant_id = i.tenant_id AND u.{column} = i.id
             WHERE i.tenant_id = :tenant AND i.company_id = :company AND i.kind = 'bill' AND i.id = ANY(:touched)
             GROUP BY i.id, i.state, i.gross
            HAVING COALESCE(sum(u.amount), 0) <> CASE i.state WHEN 'posted' THEN i.gross ELSE 0 END
            """,
            touched=f"{audited(table)} UNION {fresh('bill_use', column)}",
        )
        for name, table, column in (
            ("debts", "sales_invoice", "invoice_id"),
            ("own_debts", "supplier_invoice", "owed_id"),
        )
    ),
)
