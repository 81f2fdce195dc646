"""What is sold, a second time: goods under way, what customers owe, and the VAT that waits for its invoice."""


def account_of(role: str) -> str:
    """What stands on the accounts that lines of a role go to, or went to before."""
    return (
        "(SELECT COALESCE(sum(l.debit) - sum(l.credit), 0) FROM journal_line l WHERE l.tenant_id = :tenant "
        f"AND l.account_id IN (SELECT account_id FROM posting_rule WHERE tenant_id = :tenant AND role = '{role}'))"
    )


def same(left: str, right: str) -> str:
    """Two figures that are one, or they are shown side by side."""
    return f"SELECT * FROM (SELECT {left} AS book, {right} AS rows) AS x WHERE book <> rows"


def _unbilled(amount: str) -> str:
    """Goods that were revenue as they left, less those that came back, less what is on posted invoices."""
    return f"""(SELECT COALESCE(sum(x.amount), 0) FROM (
          SELECT d.{amount} AS amount FROM delivery_line d JOIN delivery h ON h.tenant_id = d.tenant_id
             AND h.id = d.delivery_id JOIN product p ON p.tenant_id = d.tenant_id AND p.id = d.product_id
           WHERE d.tenant_id = :tenant AND h.recognised AND p.kind <> 'service'
          UNION ALL
          SELECT -r.{amount} FROM sales_return_line r JOIN sales_return h ON h.tenant_id = r.tenant_id
             AND h.id = r.return_id JOIN product p ON p.tenant_id = r.tenant_id AND p.id = r.product_id
           WHERE r.tenant_id = :tenant AND h.recognised AND p.kind <> 'service'
          UNION ALL
          SELECT CASE h.kind WHEN 'invoice' THEN -i.{amount} ELSE i.{amount} END FROM sales_invoice_line i
            JOIN sales_invoice h ON h.tenant_id = i.tenant_id AND h.id = i.invoice_id
           WHERE i.tenant_id = :tenant AND i.recognised AND h.state = 'posted') AS x)"""


SALE_LAWS = {
    "goods are held for the days of their lines": """
        SELECT o.number, l.line_no, h.day FROM stock_hold h JOIN sales_order_line l ON l.tenant_id = h.tenant_id
           AND l.id = h.line_id JOIN sales_order o ON o.tenant_id = l.tenant_id AND o.id = l.order_id
         WHERE h.tenant_id = :tenant AND h.source_id = o.id
           AND COALESCE(h.day, DATE '1900-01-01') <> COALESCE(l.deliver_on, o.deliver_on, DATE '1900-01-01')""",
    "what is kept for customers is held for them": """
        SELECT h.number, l.line_no, h.state, s.consumed, s.released FROM goods_hold h
          JOIN goods_hold_line l ON l.tenant_id = h.tenant_id AND l.hold_id = h.id
          LEFT JOIN stock_hold s ON s.tenant_id = l.tenant_id AND s.source_id = h.id AND s.line_id = l.id
         WHERE h.tenant_id = :tenant AND NOT COALESCE(s.consumed = l.used AND s.quantity = l.quantity
           AND CASE WHEN h.state = 'held' THEN s.expires_on = h.expires_on ELSE s.released = l.quantity - l.used END,
               false)""",
    "an order's next day is the earliest of what is open": """
        SELECT o.number, o.next_delivery_on FROM sales_order o
         WHERE o.tenant_id = :tenant AND o.next_delivery_on IS DISTINCT FROM (
           SELECT min(COALESCE(l.deliver_on, o.deliver_on)) FROM sales_order_line l
            WHERE l.tenant_id = :tenant AND l.order_id = o.id AND l.delivered < l.quantity
              AND o.state NOT IN ('closed', 'cancelled'))""",
    "goods under way are account 1406": same(
        account_of("goods_shipped"),
        """(SELECT COALESCE(sum(cost), 0) FROM delivery WHERE tenant_id = :tenant AND NOT recognised)
         - (SELECT COALESCE(sum(cost), 0) FROM sales_return WHERE tenant_id = :tenant AND NOT recognised)
         - (SELECT COALESCE(sum(CASE i.kind WHEN 'invoice' THEN l.cost ELSE -l.cost END), 0)
              FROM sales_invoice_line l JOIN sales_invoice i ON i.tenant_id = l.tenant_id AND i.id = l.invoice_id
             WHERE l.tenant_id = :tenant AND i.state = 'posted' AND NOT l.recognised)
         + (SELECT COALESCE(sum(amount), 0) FROM shipped_change WHERE tenant_id = :tenant)""",
    ),
    "open invoices and unbilled deliveries are account 1122": same(
        account_of("receivable"),
        f"""(SELECT COALESCE(sum(CASE kind WHEN 'credit_note' THEN -open ELSE open END), 0)
              FROM sales_invoice WHERE tenant_id = :tenant AND state = 'posted') + {_unbilled("gross")}""",
    ),
    "the tax of unbilled deliveries is account 222106": same(
        f"-{account_of('deferred_vat')}", _unbilled("tax")
    ),
    "what a delivery leaves unbilled is what 1122 holds beside invoices": same(
        "(SELECT COALESCE(sum(unbilled), 0) FROM delivery WHERE tenant_id = :tenant)", _unbilled("gross")
    ),
    "the tax of it that a delivery leaves is what 222106 holds": same(
        "(SELECT COALESCE(sum(unbilled_tax), 0) FROM delivery WHERE tenant_id = :tenant)", _unbilled("tax")
    ),
}
