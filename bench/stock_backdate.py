"""`./dev bench stock_backdate`: a receipt dated back behind very many moves of one product, right to the cent.

`HEYI_BENCH_MOVES` says how many (100,000). The baseline is what it costs just to read those moves and to write as many
adjustments as it took, by a bare connection in the same run.
"""

import os
import time
from datetime import timedelta
from decimal import Decimal
from random import Random

import psycopg

from bench._figures import say_figure
from bench._server import cpu_of
from bench._stocked import COLUMNS, FIRST_DAY, Stocked, stocked, walk
from heyi.modules.stock.rules.pools import Pool

QUANTITY, COST = Decimal(1000), Decimal("12.34")


def main() -> None:
    """Post the receipt, see that it is right, say how long it took."""
    moves = int(os.environ.get("HEYI_BENCH_MOVES", "100000"))
    with stocked(1, moves) as there:
        (product,) = there.products
        line = {"product_id": str(product), "quantity": str(QUANTITY), "unit_cost": str(COST)}
        body = {"lines": [line], "received_on": str(FIRST_DAY + timedelta(days=1)), "reason": "donation"}
        before = cpu_of(there.heyi.web)
        began = time.perf_counter()
        there.person.post("/stock-receipts", body, verb="backdate")
        seconds = time.perf_counter() - began
        cpu = cpu_of(there.heyi.web) - before
        with psycopg.connect(there.heyi.admin_url()) as admin:
            adjusted = _check(admin, there, moves)
            bare = _bare(admin, there, adjusted)
        name = f"stock_backdate.{moves}_moves"
        say_figure(name=f"{name}.seconds", value=seconds, unit="s", goal="<= 5", baseline=bare)
        say_figure(name=f"{name}.web_cpu", value=cpu, unit="s")
        say_figure(name=f"{name}.adjusted", value=adjusted, unit="moves")
        say_figure(name=f"{name}.statements", value=there.person.statements["backdate"], unit="statements")


def _check(admin: psycopg.Connection, there: Stocked, moves: int) -> int:
    """Hold the pool against a plain walk that had the receipt from the beginning; gives back how many were adjusted.

    Raises:
        SystemExit: it is a cent off.
    """
    chance, plain = Random(7), Pool()
    day = FIRST_DAY + timedelta(days=1)
    known = list(walk(chance, Pool(), moves))
    came = False
    for on, quantity, value in known:
        if on > day and not came:
            plain.on_hand, plain.value, came = plain.on_hand + QUANTITY, plain.value + QUANTITY * COST, True
        if quantity > 0:
            plain.on_hand, plain.value = plain.on_hand + quantity, plain.value + value
        else:
            plain.take(-quantity)
    found = admin.execute(
        "SELECT on_hand, value, (SELECT count(*) FROM stock_move WHERE adjusts_id IS NOT NULL) FROM stock_pool "
        "WHERE tenant_id = %s AND product_id = %s",
        (there.tenant_id, there.products[0]),
    ).fetchone()
    if found is None or (found[0], found[1]) != (plain.on_hand, plain.value):
        raise SystemExit(f"the pool is {found}, and should be {plain.on_hand} worth {plain.value}")
    return int(found[2])


def _bare(admin: psycopg.Connection, there: Stocked, count: int) -> float:
    """Seconds to read the moves, and to write so many rows as they are."""
    began = time.perf_counter()
    admin.execute(
        "SELECT id, quantity, value FROM stock_move WHERE product_id = %s", there.products
    ).fetchall()
    admin.execute(
        f"INSERT INTO stock_move ({COLUMNS}, adjusts_id) SELECT tenant_id, gen_random_uuid(), company_id, posted_at, "
        "occurred_on, kind, warehouse_id, product_id, quantity, value, 'bare', source_number, source_id, "
        "gen_random_uuid(), seq, cost_account, adjusts_id FROM stock_move WHERE adjusts_id IS NOT NULL "
        "LIMIT %s".encode(),
        [count],
    )
    admin.rollback()
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
