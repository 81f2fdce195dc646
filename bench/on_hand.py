"""`./dev bench on_hand`: 即时库存 of very many products after very many moves.

`HEYI_BENCH_MOVES` says how many (500,000, of 5,000 products). The baseline is what other products do: the sums over the
moves, asked for by a bare connection in the same run.
"""

import os
import statistics
import time

import psycopg

from bench._figures import say_figure
from bench._server import cpu_of
from bench._stocked import stocked

TIMES = 30
SUMS = (
    "SELECT warehouse_id, product_id, sum(quantity), sum(value) FROM stock_move WHERE tenant_id = %s "
    "GROUP BY warehouse_id, product_id"
)


def main() -> None:
    """A page of 200, and what one order of 50 lines asks for."""
    moves = int(os.environ.get("HEYI_BENCH_MOVES", "500000"))
    with stocked(5_000, moves) as there:
        with psycopg.connect(there.heyi.admin_url(), autocommit=True) as admin:
            began = time.perf_counter()
            admin.execute(SUMS, [there.tenant_id]).fetchall()
            plain = time.perf_counter() - began
        ids = "&".join(f"product_id={product}" for product in there.products[:50])
        for name, path in (("page", "/stock/on-hand?limit=200"), ("order", f"/stock/on-hand?{ids}")):
            there.person.get(path)
            before, taken = cpu_of(there.heyi.web), []
            for _ in range(TIMES):
                began = time.perf_counter()
                there.person.get(path)
                taken.append((time.perf_counter() - began) * 1000)
            cpu = (cpu_of(there.heyi.web) - before) * 1000 / TIMES
            named = f"on_hand.{name}.{moves}_moves"
            median, taken = statistics.median(taken), sorted(taken)
            say_figure(name=f"{named}.p50", value=median, unit="ms", goal="<= 30", baseline=plain * 1000)
            say_figure(name=f"{named}.p95", value=taken[int(TIMES * 0.95) - 1], unit="ms")
            say_figure(name=f"{named}.web_cpu", value=cpu, unit="ms")


if __name__ == "__main__":
    main()
