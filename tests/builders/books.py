"""The database seen from behind: everything a tenant has, whether it changed, and whether the books are right.

The laws stand here a second time, written from the bookkeeping and not from the product's own statements, so that an
error in one of the two is found by the other.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

import psycopg
from psycopg import sql
from psycopg.rows import dict_row

from heyi.platform.db.schema import metadata
from tests.builders.bank_laws import BANK_LAWS
from tests.builders.change_laws import CHANGE_LAWS
from tests.builders.collecting_laws import COLLECTING_LAWS
from tests.builders.cost_laws import COST_LAWS
from tests.builders.currency_laws import CURRENCY_LAWS
from tests.builders.goods_laws import GOODS_LAWS
from tests.builders.number_laws import SERIES, gapless, numbers
from tests.builders.payment_laws import PAYMENT_LAWS
from tests.builders.sale_laws import SALE_LAWS, account_of, same

Row = dict[str, Any]
Values = Sequence[object] | Mapping[str, object]


def tenant_tables() -> tuple[str, ...]:
    """Every table that holds rows of tenants; complete once the application is put together."""
    return tuple(table.name for table in metadata.sorted_tables if table.info["class"] == "tenant")


@dataclass(frozen=True)
class Books:
    """A view of the whole database that row-level security does not bind; only for looking, and for planting faults."""

    admin: psycopg.Connection

    def rows(self, query: str, values: Values = ()) -> list[Row]:
        """What a query finds."""
        with self.admin.cursor(row_factory=dict_row) as cursor:
            return cursor.execute(query.encode(), values).fetchall()

    def close_demo(self) -> None:
        """The demo company that another story made by another clock is offered no more: the next click makes one."""
        self.admin.execute("UPDATE control.tenant SET demo = false, active = false WHERE demo")

    def close_tenant(self, tenant_id: UUID) -> None:
        """A tenant whose story is told: nothing of it waits any more, and no night looks at it."""
        self.admin.execute("UPDATE control.tenant SET active = false WHERE id = %s", [tenant_id])
        self.admin.execute(
            "UPDATE job SET state = 'cancelled', finished_at = now() WHERE tenant_id = %s AND state = 'waiting'",
            [tenant_id],
        )
        self.admin.execute(
            "UPDATE outbox_message SET state = 'done' WHERE tenant_id = %s AND state <> 'done'", [tenant_id]
        )

    def one(self, query: str, values: Values = ()) -> Any:
        """The one value that a query finds."""
        (row,) = self.rows(query, values)
        (value,) = row.values()
        return value

    def execute(self, command: str, values: Values = ()) -> None:
        """Change the database from outside, as no door of the product would."""
        self.admin.execute(command.encode(), values)

    def fingerprint(self, tenant_id: UUID) -> dict[str, tuple[int, str]]:
        """For each table how many rows the tenant has, and a hash over all of them, in whatever order."""
        part = (
            "SELECT {name}, count(*), COALESCE(sum(hashtextextended(t::text, 0)), 0)::text "
            "FROM {table} t WHERE tenant_id = %(tenant)s"
        )
        parts = [
            sql.SQL(part).format(name=sql.Literal(name), table=sql.Identifier(name))
            for name in tenant_tables()
        ]
        with self.admin.cursor() as cursor:
            found = cursor.execute(sql.SQL(" UNION ALL ").join(parts), {"tenant": tenant_id}).fetchall()
        return {name: (rows, digest) for name, rows, digest in found}

    def broken_laws(self, tenant_id: UUID, beginning: str = "") -> list[str]:
        """The laws that the tenant's books break, with the rows that show it; empty when all is right.

        Every law, or those whose words begin so.
        """
        broken = []
        for name, query in LAWS.items():
            if not name.startswith(beginning):
                continue
            broken += [
                f"{name}: {_shown(row)}"
                for row in self.rows(query.replace(":tenant", "%(tenant)s"), {"tenant": tenant_id})
            ]
        return broken


def _shown(row: Row) -> str:
    return ", ".join(
        f"{name}={value.normalize():f}" if isinstance(value, Decimal) else f"{name}={value}"
        for name, value in row.items()
    )


LAWS = {
    "each entry balances": """
        SELECT e.number_key, e.total, sum(l.debit) AS debit, sum(l.credit) AS credit, count(l.id) AS lines
          FROM journal_entry e LEFT JOIN journal_line l ON l.tenant_id = e.tenant_id AND l.entry_id = e.id
         WHERE e.tenant_id = :tenant GROUP BY e.id, e.number_key, e.total
        HAVING COALESCE(sum(l.debit), 0) <> COALESCE(sum(l.credit), 0) OR sum(l.debit) IS DISTINCT FROM e.total
            OR count(l.id) < 2
    """,
    # Each line of a closed order is rounded to the cent: less than one may be left.
    "what was achieved is what was promised and received": """
        SELECT source_id, sum(amount) AS amount FROM (
          SELECT source_id, amount FROM achievement WHERE tenant_id = :tenant
          UNION ALL
          SELECT id, -gross FROM sales_order WHERE tenant_id = :tenant AND state IN ('confirmed', 'closed')
          UNION ALL
          SELECT o.id, round(l.gross * (l.quantity - l.delivered) / l.quantity, 6)
            FROM sales_order o JOIN sales_order_line l ON l.tenant_id = o.tenant_id AND l.order_id = o.id
           WHERE o.tenant_id = :tenant AND o.state = 'closed'
          UNION ALL
          SELECT id, CASE kind WHEN 'refund' THEN amount ELSE dishonoured - amount END FROM receipt
           WHERE tenant_id = :tenant AND state = 'posted' AND kind <> 'opening') AS x
         GROUP BY source_id HAVING abs(sum(amount)) >= 0.01
    """,
    "a line has one side": "SELECT id FROM journal_line WHERE tenant_id = :tenant AND (debit = 0) = (credit = 0)",
    "a line lies on its entry's day": """
        SELECT l.id FROM journal_line l JOIN journal_entry e ON e.tenant_id = l.tenant_id AND e.id = l.entry_id
         WHERE l.tenant_id = :tenant
           AND (l.occurred_on <> e.occurred_on OR to_char(e.occurred_on, 'YYYY-MM') <> e.period)
    """,
    "vouchers have no gap": """
        SELECT number_key, place FROM (
          SELECT number_key, period, row_number() OVER (PARTITION BY period ORDER BY number_key) AS place
            FROM journal_entry WHERE tenant_id = :tenant) AS x
         WHERE number_key <> period || '-' || lpad(place::text, 6, '0')
        UNION ALL SELECT number, place FROM (
          SELECT number, row_number() OVER (PARTITION BY period, left(number, 1) ORDER BY number_key) AS place
            FROM journal_entry WHERE tenant_id = :tenant) AS x WHERE substr(number, 3)::int <> place
    """,
    "totals and what waits are all lines": """
        SELECT account_id, party, grain, sum(debit) AS debit, sum(credit) AS credit FROM (
          SELECT account_id, NULL::uuid AS party, grain, debit, credit FROM account_total WHERE tenant_id = :tenant
          UNION ALL
          SELECT account_id, party_id, grain, debit, credit FROM party_total WHERE tenant_id = :tenant
          UNION ALL
          SELECT l.account_id, x.party, g.grain, -l.debit, -l.credit
            FROM journal_line l CROSS JOIN (VALUES ('day'), ('month'), ('year')) g(grain)
           CROSS JOIN LATERAL (SELECT NULL::uuid AS party
                               UNION ALL SELECT l.party_id WHERE l.party_id IS NOT NULL) x
           WHERE l.tenant_id = :tenant
             AND l.entry_id NOT IN (SELECT entry_id FROM ledger_unfolded WHERE tenant_id = :tenant)) AS x
         GROUP BY account_id, party, grain HAVING sum(debit) <> 0 OR sum(credit) <> 0
    """,
    "rows of cash are the change of cash": """
        SELECT e.id, e.number_key FROM journal_entry e
          LEFT JOIN (SELECT x.entry_id, sum(CASE
                            WHEN c.chart = 'enterprise' AND x.row IN (5,6,7,8,17,18,19,20,27,28,29)
                              OR c.chart <> 'enterprise' AND x.row IN (3,4,5,6,11,12,16,17,18)
                            THEN -x.amount ELSE x.amount END) AS flow
                       FROM cash_flow x JOIN company c ON c.tenant_id = x.tenant_id AND c.id = x.company_id
                      WHERE x.tenant_id = :tenant GROUP BY x.entry_id) f ON f.entry_id = e.id
          LEFT JOIN (SELECT l.entry_id, sum(l.debit - l.credit) AS change FROM journal_line l
                       JOIN account a ON a.tenant_id = l.tenant_id AND a.id = l.account_id
                      WHERE l.tenant_id = :tenant AND substr(a.code, 1, 4) IN ('1001', '1002', '1012')
                      GROUP BY l.entry_id) c ON c.entry_id = e.id
         WHERE e.tenant_id = :tenant AND (NOT starts_with(e.kind, 'opening') OR f.entry_id IS NOT NULL)
           AND COALESCE(f.flow, 0) <> COALESCE(c.change, 0)
    """,
    "stock value is account 1405": """
        SELECT code, sum(book) AS book, sum(worth) AS worth FROM (
          SELECT a.company_id, a.code, l.debit - l.credit AS book, 0 AS worth
            FROM journal_line l JOIN account a ON a.tenant_id = l.tenant_id AND a.id = l.account_id
            JOIN (SELECT DISTINCT tenant_id, account_id FROM posting_rule
                   WHERE role = 'inventory') r ON r.tenant_id = a.tenant_id AND r.account_id = a.id
           WHERE l.tenant_id = :tenant
          UNION ALL SELECT company_id, account, 0, value FROM stock_pool WHERE tenant_id = :tenant) AS x
         GROUP BY company_id, code HAVING sum(book) <> sum(worth)
    """,
    **SALE_LAWS,
    **COLLECTING_LAWS,
    **CHANGE_LAWS,
    "advances are account 2203": same(
        f"-{account_of('advance')}",
        "(SELECT COALESCE(sum(advance), 0) FROM receipt WHERE tenant_id = :tenant AND state = 'posted')",
    ),
    "open suppliers' invoices are account 220201": same(
        f"-{account_of('payable')}",
        """(SELECT COALESCE(sum(CASE kind WHEN 'credit_note' THEN -open ELSE open END), 0)
              FROM supplier_invoice WHERE tenant_id = :tenant AND state = 'posted')""",
    ),
    "received and not invoiced is account 220202": same(
        f"-{account_of('goods_received')}",
        """(SELECT COALESCE(sum(net), 0) FROM purchase_receipt WHERE tenant_id = :tenant)
         - (SELECT COALESCE(sum(net), 0) FROM purchase_return WHERE tenant_id = :tenant)
         - (SELECT COALESCE(sum(CASE i.kind WHEN 'invoice' THEN l.estimate ELSE -l.estimate END), 0)
              FROM supplier_invoice_line l
              JOIN supplier_invoice i ON i.tenant_id = l.tenant_id AND i.id = l.invoice_id
             WHERE l.tenant_id = :tenant AND i.state = 'posted')""",
    ),
    "prepayments are account 1123": same(
        account_of("prepaid"),
        "(SELECT COALESCE(sum(prepaid), 0) FROM payment WHERE tenant_id = :tenant AND state = 'posted')",
    ),
    "a purchase's progress is its documents": """
        SELECT o.number, l.line_no, l.received, l.returned, l.invoiced, r.quantity AS came_in, r.returned AS went_back,
               b.quantity AS billed
          FROM purchase_order_line l JOIN purchase_order o ON o.tenant_id = l.tenant_id AND o.id = l.order_id
          LEFT JOIN LATERAL (
            SELECT COALESCE(sum(d.quantity), 0) AS quantity, COALESCE(sum(d.net), 0) AS net,
                   COALESCE(sum(t.quantity), 0) AS returned, COALESCE(sum(t.net), 0) AS returned_net,
                   bool_or(d.returned <> COALESCE(t.quantity, 0)) AS torn
              FROM purchase_receipt_line d
              LEFT JOIN (SELECT receipt_line_id, sum(quantity) AS quantity, sum(net) AS net FROM purchase_return_line
                          WHERE tenant_id = :tenant GROUP BY receipt_line_id) t ON t.receipt_line_id = d.id
             WHERE d.tenant_id = l.tenant_id AND d.order_line_id = l.id) r ON true
          LEFT JOIN LATERAL (
            SELECT COALESCE(sum(CASE i.kind WHEN 'invoice' THEN s.quantity ELSE -s.quantity END), 0) AS quantity,
                   COALESCE(sum(CASE i.kind WHEN 'invoice' THEN s.estimate ELSE -s.estimate END), 0) AS estimate
              FROM supplier_invoice_line s
              JOIN supplier_invoice i ON i.tenant_id = s.tenant_id AND i.id = s.invoice_id
             WHERE s.tenant_id = l.tenant_id AND s.order_line_id = l.id AND i.state <> 'cancelled') b ON true
         WHERE l.tenant_id = :tenant
           AND (r.torn OR (l.received, l.received_net, l.returned, l.returned_net, l.invoiced, l.invoiced_net)
                <> (r.quantity, r.net, r.returned, r.returned_net, b.quantity, b.estimate))
    """,
    "a purchase's states are its lines": """
        SELECT o.number, o.receipt_state, o.invoice_state, l.received, l.invoiced FROM purchase_order o JOIN (
          SELECT order_id,
                 CASE WHEN bool_and(received >= quantity) THEN 'full' WHEN bool_or(received > 0) THEN 'partial'
                      ELSE 'none' END AS received,
                 CASE WHEN bool_and(invoiced >= quantity - returned) THEN 'full'
                      WHEN bool_or(invoiced > 0) THEN 'partial' ELSE 'none' END AS invoiced
            FROM purchase_order_line WHERE tenant_id = :tenant GROUP BY order_id) l ON l.order_id = o.id
         WHERE o.tenant_id = :tenant AND (o.receipt_state <> l.received OR o.invoice_state <> l.invoiced)
    """,
    "what lies there is the sum of its moves": """
        SELECT product_id, sum(quantity) AS off_by FROM (
          SELECT warehouse_id, product_id, on_hand AS quantity FROM stock_balance WHERE tenant_id = :tenant
          UNION ALL SELECT warehouse_id, product_id, -quantity FROM stock_move WHERE tenant_id = :tenant) AS x
         GROUP BY warehouse_id, product_id HAVING sum(quantity) <> 0
    """,
    "what goods are worth is the sum of their moves": """
        SELECT product_id, sum(quantity) AS off_by, sum(value) AS worth_off_by FROM (
          SELECT company_id, product_id, on_hand AS quantity, value FROM stock_pool WHERE tenant_id = :tenant
          UNION ALL SELECT company_id, product_id, -quantity, -value FROM stock_move
           WHERE tenant_id = :tenant AND kind <> 'entrusted') AS x
         GROUP BY company_id, product_id HAVING sum(quantity) <> 0 OR sum(value) <> 0
    """,
    "the layers of goods are their pool": """
        SELECT p.product_id, p.on_hand, p.value, sum(l.quantity) AS layered, sum(l.value) AS worth FROM stock_pool p
          LEFT JOIN stock_layer l ON l.tenant_id = p.tenant_id AND l.company_id = p.company_id
                                 AND l.product_id = p.product_id
         WHERE p.tenant_id = :tenant
         GROUP BY p.id, p.product_id, p.on_hand, p.value, p.method
        HAVING CASE WHEN p.method = 'fifo' THEN GREATEST(p.on_hand, 0) <> COALESCE(sum(l.quantity), 0)
                                             OR GREATEST(p.value, 0) <> COALESCE(sum(l.value), 0)
                    ELSE count(l.id) > 0 END
    """,
    "what is held is the sum of its holds": """
        SELECT product_id, sum(held) AS off_by FROM (
          SELECT warehouse_id, product_id, held FROM stock_balance WHERE tenant_id = :tenant
          UNION ALL SELECT warehouse_id, product_id, -(quantity - consumed - released) FROM stock_hold
           WHERE tenant_id = :tenant) AS x
         GROUP BY warehouse_id, product_id HAVING sum(held) <> 0
    """,
    "held is on hand": """
        SELECT product_id, on_hand, held FROM stock_balance
         WHERE tenant_id = :tenant AND NOT (0 <= held AND (held <= on_hand OR short))
    """,
    **GOODS_LAWS,
    **BANK_LAWS,
    **CURRENCY_LAWS,
    "only confirmed orders hold goods": """
        SELECT o.number, o.state FROM stock_hold h
          JOIN sales_order o ON o.tenant_id = h.tenant_id AND o.id = h.source_id
         WHERE h.tenant_id = :tenant AND h.quantity > h.consumed + h.released AND o.state <> 'confirmed'
    """,
    "open is total less settled": """
        SELECT i.number, i.gross, i.settled, i.open, COALESCE(sum(s.amount), 0) AS settlements
          FROM sales_invoice i LEFT JOIN settlement s ON s.tenant_id = i.tenant_id AND s.invoice_id = i.id
         WHERE i.tenant_id = :tenant GROUP BY i.id, i.number, i.gross, i.settled, i.open, i.state
        HAVING i.settled <> COALESCE(sum(s.amount), 0)
            OR i.open <> CASE i.state WHEN 'posted' THEN i.gross - i.settled ELSE 0 END
        UNION ALL
        SELECT i.number, i.gross, i.settled, i.open, COALESCE(sum(s.amount), 0) AS settlements
          FROM supplier_invoice i
          LEFT JOIN supplier_settlement s ON s.tenant_id = i.tenant_id AND s.invoice_id = i.id
         WHERE i.tenant_id = :tenant GROUP BY i.id, i.number, i.gross, i.settled, i.open, i.state
        HAVING i.settled <> COALESCE(sum(s.amount), 0)
            OR i.open <> CASE i.state WHEN 'posted' THEN i.gross - i.settled ELSE 0 END
    """,
    "an order's progress is its documents": """
        SELECT o.number, l.line_no, l.delivered, l.returned, l.settled, sum(d.quantity) AS left_the_house,
               sum(d.returned) AS came_back
          FROM sales_order_line l JOIN sales_order o ON o.tenant_id = l.tenant_id AND o.id = l.order_id
          LEFT JOIN delivery_line d ON d.tenant_id = l.tenant_id AND d.order_line_id = l.id
         WHERE l.tenant_id = :tenant GROUP BY o.number, l.id, l.line_no, l.delivered, l.returned, l.settled
        HAVING l.delivered <> COALESCE(sum(d.quantity), 0) OR l.returned <> COALESCE(sum(d.returned), 0)
            OR l.settled <> COALESCE(sum(CASE WHEN d.invoiced THEN d.quantity ELSE d.returned END), 0)
    """,
    "an order's states are its lines": """
        SELECT o.number, o.delivery_state, o.invoice_state, l.delivered, l.settled FROM sales_order o JOIN (
          SELECT order_id,
                 CASE WHEN bool_and(delivered >= quantity) THEN 'full' WHEN bool_or(delivered > 0) THEN 'partial'
                      ELSE 'none' END AS delivered,
                 CASE WHEN bool_and(settled >= quantity) THEN 'full' WHEN bool_or(settled > 0) THEN 'partial'
                      ELSE 'none' END AS settled
            FROM sales_order_line WHERE tenant_id = :tenant GROUP BY order_id) l ON l.order_id = o.id
         WHERE o.tenant_id = :tenant AND (o.delivery_state <> l.delivered OR o.invoice_state <> l.settled)
    """,
    "nothing is credited that was not invoiced": """
        SELECT d.id, sum(r.quantity) FILTER (WHERE r.was_invoiced) AS came_back_invoiced
          FROM delivery_line d JOIN sales_return_line r ON r.tenant_id = d.tenant_id AND r.delivery_line_id = d.id
         WHERE d.tenant_id = :tenant GROUP BY d.id, d.invoiced
        HAVING NOT d.invoiced AND count(*) FILTER (WHERE r.was_invoiced) > 0
    """,
    "a document is the sum of its lines": """
        SELECT o.number, o.net, o.tax, o.gross FROM sales_order o
          JOIN sales_order_line l ON l.tenant_id = o.tenant_id AND l.order_id = o.id WHERE o.tenant_id = :tenant
         GROUP BY o.id, o.number, o.net, o.tax, o.gross
        HAVING (sum(l.net), sum(l.tax), sum(l.gross)) <> (o.net, o.tax, o.gross)
        UNION ALL
        SELECT i.number, i.net, i.tax, i.gross FROM sales_invoice i
          JOIN sales_invoice_line l ON l.tenant_id = i.tenant_id AND l.invoice_id = i.id WHERE i.tenant_id = :tenant
         GROUP BY i.id, i.number, i.net, i.tax, i.gross
        HAVING (sum(l.net), sum(l.tax), sum(l.gross)) <> (i.net, i.tax, i.gross)
        UNION ALL
        SELECT o.number, o.net, o.tax, o.gross FROM purchase_order o
          JOIN purchase_order_line l ON l.tenant_id = o.tenant_id AND l.order_id = o.id WHERE o.tenant_id = :tenant
         GROUP BY o.id, o.number, o.net, o.tax, o.gross
        HAVING (sum(l.net), sum(l.tax), sum(l.gross)) <> (o.net, o.tax, o.gross)
        UNION ALL
        SELECT i.number, i.net, i.tax, i.gross FROM supplier_invoice i
          JOIN supplier_invoice_line l ON l.tenant_id = i.tenant_id AND l.invoice_id = i.id
         WHERE i.tenant_id = :tenant GROUP BY i.id, i.number, i.net, i.tax, i.gross
        HAVING (sum(l.net), sum(l.tax), sum(l.gross)) <> (i.net, i.tax, i.gross)
        UNION ALL
        SELECT c.number, c.net, c.tax, c.gross FROM landed_cost c
          LEFT JOIN supplier_invoice i ON i.tenant_id = c.tenant_id AND i.landed_cost_id = c.id
         WHERE c.tenant_id = :tenant
           AND (c.cost <> (SELECT sum(l.amount) FROM landed_cost_line l
                            WHERE l.tenant_id = c.tenant_id AND l.landed_cost_id = c.id)
                OR abs(c.gross) <> i.gross OR (c.party_id IS NULL) <> (i.id IS NULL))
        UNION ALL
        SELECT r.number, r.net, 0, r.net FROM purchase_receipt r
          JOIN purchase_receipt_line l ON l.tenant_id = r.tenant_id AND l.receipt_id = r.id
         WHERE r.tenant_id = :tenant GROUP BY r.id, r.number, r.net HAVING sum(l.net) <> r.net
        UNION ALL
        SELECT r.number, r.net, 0, r.cost FROM purchase_return r
          JOIN purchase_return_line l ON l.tenant_id = r.tenant_id AND l.return_id = r.id
         WHERE r.tenant_id = :tenant GROUP BY r.id, r.number, r.net, r.cost
        HAVING sum(l.net) <> r.net OR sum(l.cost) <> r.cost
    """,
    **COST_LAWS,
    **PAYMENT_LAWS,
    **{f"{table} is numbered without gap": gapless(table, prefix) for table, prefix in SERIES.items()},
    "counters stand where their numbers end": f"""
        SELECT c.series, c.period, c.value, count(n.series) AS numbers FROM number_counter c
          LEFT JOIN ({" UNION ALL ".join(numbers(*item) for item in SERIES.items())}) n
            ON n.series = c.series AND n.period = c.period
         WHERE c.tenant_id = :tenant AND c.series IN ({", ".join(f"'{name}'" for name in SERIES)})
         GROUP BY c.series, c.period, c.value HAVING count(n.series) <> c.value
    """,
}
