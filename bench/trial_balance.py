"""`./dev bench trial_balance`: 科目余额表 of a month in the middle of five years, over very many lines.

The baseline is what other products do: the sums over all lines, asked for by a bare connection in the same run.
"""

import statistics
import time
from collections.abc import Callable
from typing import Any

import psycopg

from bench._booked import Booked, booked
from bench._figures import say_figure
from bench._server import cpu_of

TIMES = 30
SPAN = {"from": "2025-06-01", "to": "2025-06-30"}
LINES = """
    SELECT a.code, sum(CASE WHEN l.occurred_on < %s THEN l.debit - l.credit ELSE 0 END),
           sum(CASE WHEN l.occurred_on >= %s THEN l.debit ELSE 0 END),
           sum(CASE WHEN l.occurred_on >= %s THEN l.credit ELSE 0 END)
      FROM journal_line l JOIN account a ON a.tenant_id = l.tenant_id AND a.id = l.account_id
     WHERE l.tenant_id = %s AND l.occurred_on <= %s GROUP BY a.code"""


def main() -> None:
    """The report, and the plain sums."""
    with booked() as there:
        first, last = SPAN["from"], SPAN["to"]
        with psycopg.connect(there.heyi.admin_url(), autocommit=True) as admin:
            values = (first, first, first, there.tenant_id, last)
            summed = seconds_of(lambda: admin.execute(LINES, values).fetchall(), times=5)
        plain = statistics.median(summed)
        measure(there, "trial_balance.month", "/trial-balance", SPAN, plain=plain, goal="<= 50")
        span = {"from": "2025-06-07", "to": "2025-06-19"}
        measure(there, "trial_balance.days", "/trial-balance", span, plain=plain, goal="<= 50")


def seconds_of(ask: Callable[[], Any], *, times: int) -> list[float]:
    """How long each of so many times took."""
    taken = []
    ask()
    for _ in range(times):
        began = time.perf_counter()
        ask()
        taken.append(time.perf_counter() - began)
    return taken


def measure(there: Booked, name: str, path: str, query: dict[str, str], *, plain: float, goal: str) -> None:
    """Say how long a report takes, whole requests one after the other, beside the plain sums."""

    def ask() -> None:
        there.client.get(path, params=query).raise_for_status()

    before = cpu_of(there.heyi.web)
    taken = sorted(seconds_of(ask, times=TIMES))
    cpu = (cpu_of(there.heyi.web) - before) / (TIMES + 1)
    named = f"{name}.{there.lines}_lines"
    say_figure(
        name=f"{named}.p50", value=statistics.median(taken) * 1000, unit="ms", baseline=round(plain * 1000, 3)
    )
    say_figure(name=f"{named}.p95", value=taken[int(TIMES * 0.95) - 1] * 1000, unit="ms", goal=goal)
    say_figure(name=f"{named}.web_cpu", value=cpu * 1000, unit="ms")


if __name__ == "__main__":
    main()
