"""`./dev bench promise_lines`: price and promise of 100 lines in one call, as an order is typed.

10,000 products, each with goods on hand and ten open purchases, and a price list that names them all. The baseline, in
the same run, is a bare connection that reads the same rows: what is free, what comes by day, what the list says.
"""

import statistics
import time
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID, uuid4

import psycopg
from psycopg import sql

from bench._figures import say_figure
from bench._server import cpu_of
from bench._stocked import Stocked, stocked

PRODUCTS, ORDERS_EACH, LINES, TIMES = 10_000, 10, 100, 60
LINES_AN_ORDER = 100
FREE = (
    "SELECT product_id, on_hand - held - blocked FROM stock_balance "
    "WHERE tenant_id = %(t)s AND product_id = ANY(%(p)s)"
)
COMING = (
    "SELECT l.product_id, coalesce(l.expected_on, h.expected_on), sum(l.quantity - l.received) "
    "FROM purchase_order_line l JOIN purchase_order h ON h.tenant_id = l.tenant_id AND h.id = l.order_id "
    "WHERE l.tenant_id = %(t)s AND l.product_id = ANY(%(p)s) AND h.state = 'confirmed' "
    "AND l.received < l.quantity GROUP BY 1, 2"
)
PRICED = "SELECT product_id, price FROM price_list_line WHERE tenant_id = %(t)s AND product_id = ANY(%(p)s)"


def main() -> None:
    """The answer's time, the CPU of the web process, and the statements."""
    with stocked(PRODUCTS, PRODUCTS * 2) as there:
        customer = there.person.post("/parties", {"name": "Customer"})["id"]
        with psycopg.connect(there.heyi.admin_url(), autocommit=True) as admin:
            _supply(there, admin)
            admin.execute("VACUUM ANALYZE")
            chance = Random(5)
            asked = [chance.sample(there.products, LINES) for _ in range(TIMES)]
            plain = [_bare(admin, there.tenant_id, products) for products in asked]
        taken, before = [], 0.0
        for at, products in enumerate([asked[0], *asked]):
            body = {
                "party_id": customer,
                "lines": [{"product_id": str(product), "quantity": "60"} for product in products],
            }
            began = time.perf_counter()
            found = there.person.post("/sales-orders/promise", body, verb="promise")
            spent = (time.perf_counter() - began) * 1000
            if at == 0:
                _refuse_hollow(found)
                before = cpu_of(there.heyi.web)
            else:
                taken.append(spent)
        cpu = (cpu_of(there.heyi.web) - before) * 1000 / TIMES
        taken.sort()
        bare = statistics.median(plain)
        say_figure(name="promise_lines.p50", value=statistics.median(taken), unit="ms", baseline=bare)
        say_figure(
            name="promise_lines.p95",
            value=taken[int(TIMES * 0.95) - 1],
            unit="ms",
            goal="<= 60",
            baseline=sorted(plain)[int(TIMES * 0.95) - 1],
        )
        say_figure(name="promise_lines.web_cpu", value=cpu, unit="ms")
        say_figure(
            name="promise_lines.statements", value=there.person.statements["promise"], unit="statements"
        )


def _refuse_hollow(found: dict[str, Any]) -> None:
    """A run whose lines have no list price or no parts measures something else."""
    for line in found["lines"]:
        if line["source"] != "list" or len(line["parts"]) < 2:
            raise SystemExit(f"nothing to promise: {line}")


def _supply(there: Stocked, admin: psycopg.Connection[Any]) -> None:
    """Open purchases and prices of every product: one of each by the product's own verbs, the rest copied."""
    person, model = there.person, str(there.products[0])
    supplier = person.post("/parties", {"name": "Supplier", "is_supplier": True})["id"]
    line = {"product_id": model, "quantity": "40", "unit_price": "60"}
    order = person.post("/purchase-orders", {"party_id": supplier, "expected_on": _day(0), "lines": [line]})
    person.post(f"/purchase-orders/{order['id']}/confirm", {})
    prices = person.post("/price-lists", {"name": "List"})["id"]
    priced = person.post("/price-list-lines", {"price_list_id": prices, "product_id": model, "price": "99"})
    admin.execute("SET session_replication_role = replica")
    _copy(
        admin,
        "price_list_line",
        UUID(priced["id"]),
        [{"product_id": product} for product in there.products[1:]],
    )
    lines_of = _rows(admin, "SELECT id FROM purchase_order_line WHERE order_id = %s", order["id"])[0][0]
    for at in range(ORDERS_EACH):
        for first in range(0, PRODUCTS, LINES_AN_ORDER):
            name = f"BENCH{at}-{first}"
            values = {"number": name, "number_key": name, "expected_on": _day(at)}
            (copy,) = _copy(admin, "purchase_order", UUID(order["id"]), [values])
            products = there.products[first : first + LINES_AN_ORDER]
            _copy(
                admin,
                "purchase_order_line",
                lines_of,
                [{"order_id": copy, "product_id": product} for product in products],
            )
    admin.execute("SET session_replication_role = origin")


def _copy(
    admin: psycopg.Connection[Any], table: str, model: UUID, changes: Sequence[dict[str, Any]]
) -> list[UUID]:
    """Copies of one row, each with these values of its own."""
    names = [
        str(row[0])
        for row in _rows(
            admin,
            "SELECT column_name FROM information_schema.columns WHERE table_name = %s "
            "AND table_schema = current_schema() AND is_generated = 'NEVER' ORDER BY ordinal_position",
            table,
        )
    ]
    changed = [name for name in ("id", *changes[0]) if name in names]
    ids = [uuid4() for _ in changes]
    rows = [
        [{"id": made, **change}[name] for name in changed] for made, change in zip(ids, changes, strict=True)
    ]
    query = sql.SQL("INSERT INTO {table} ({names}) SELECT {values} FROM {table} WHERE id = {model}").format(
        table=sql.Identifier(table),
        names=sql.SQL(", ").join(map(sql.Identifier, names)),
        values=sql.SQL(", ").join(
            sql.Placeholder() if name in changed else sql.Identifier(name) for name in names
        ),
        model=sql.Placeholder(),
    )
    order = [name for name in names if name in changed]
    with admin.cursor() as cursor:
        cursor.executemany(query, [[*(row[changed.index(name)] for name in order), model] for row in rows])
    return ids


def _rows(admin: psycopg.Connection[Any], query: str, *values: object) -> list[tuple[Any, ...]]:
    return admin.execute(query.encode(), values).fetchall()


def _bare(admin: psycopg.Connection[Any], tenant: UUID, products: Sequence[UUID]) -> float:
    began = time.perf_counter()
    for query in (FREE, COMING, PRICED):
        admin.execute(query.encode(), {"t": tenant, "p": list(products)}).fetchall()
    return (time.perf_counter() - began) * 1000


def _day(at: int) -> str:
    return str(datetime.now(UTC).date() + timedelta(days=7 * (at + 1)))


if __name__ == "__main__":
    main()
