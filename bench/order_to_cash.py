"""`./dev bench order_to_cash`: one order of five lines from entry to money, over HTTP against one server process."""

import os
import statistics
from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

import psutil
import psycopg

from bench._bare import Written, record, write_again
from bench._figures import say_figure
from bench._server import VERBS, Person, RunningHeyi, cpu_of, one_cycle, order_lines, running_heyi
from heyi.platform.db.connect import database_urls

LINES = 5
WARM_UP, CYCLES = 30, 200


def main() -> None:
    """Measure CPU, wall time and statements of the cycle, and the same rows written bare."""
    with running_heyi() as heyi:
        person = Person(heyi.url)
        customer, products = person.found_company(LINES, stock=1_000_000)
        for _ in range(WARM_UP):
            one_cycle(person, customer, products)
        person.seconds.clear()
        used = heyi.cpu_seconds()
        for _ in range(CYCLES):
            one_cycle(person, customer, products)
        cpu_ms = (heyi.cpu_seconds() - used) / CYCLES * 1000
        bare_ms = _bare_cpu_ms(heyi, person, customer, products)
        say_figure(
            name="order_to_cash.cpu",
            value=cpu_ms,
            unit="ms",
            goal="<= 30",
            baseline=bare_ms,
        )
        say_figure(
            name="order_to_cash.cpu_against_bare",
            value=cpu_ms,
            unit="ms",
            goal="ratio <= 4",
            baseline=bare_ms,
        )
        cycles = [sum(person.seconds[i : i + len(VERBS)]) for i in range(0, len(person.seconds), len(VERBS))]
        say_figure(name="order_to_cash.wall_p50", value=statistics.median(cycles) * 1000, unit="ms")
        say_figure(
            name="order_to_cash.wall_p95", value=statistics.quantiles(cycles, n=20)[-1] * 1000, unit="ms"
        )
        for verb in VERBS:
            say_figure(
                name=f"order_to_cash.statements.{verb}", value=person.statements[verb], unit="statements"
            )
        say_figure(
            name="order_to_cash.statements",
            value=sum(person.statements.values()),
            unit="statements",
            goal="<= 60",
        )


def _bare_cpu_ms(heyi: RunningHeyi, person: Person, customer: str, products: list[str]) -> float:
    with psycopg.connect(heyi.admin_url()) as looking:
        verbs = _record_cycle(looking, person, customer, products)
    tenant: UUID = next(iter(verbs[0].added.values()))[0]["tenant_id"]
    own = psutil.Process(os.getpid())
    with psycopg.connect(database_urls(heyi.place).app, autocommit=True) as connection:
        write_again(connection, tenant, verbs, WARM_UP)
        used = cpu_of(own) + heyi.database_cpu_seconds()
        write_again(connection, tenant, verbs, CYCLES)
        return (cpu_of(own) + heyi.database_cpu_seconds() - used) / CYCLES * 1000


def _record_cycle(
    looking: psycopg.Connection, person: Person, customer: str, products: list[str]
) -> list[Written]:
    made: dict[str, Any] = {}

    def note(name: str, path: str, body: dict[str, Any]) -> None:
        made[name] = person.post(path, body)

    def do(name: str, path: str, body: dict[str, Any]) -> Written:
        verb: Callable[[], None] = partial(note, name, path, body)
        return record(looking, verb)

    written = [do("order", "/sales-orders", {"party_id": customer, "lines": order_lines(products)})]
    order = f"/sales-orders/{made['order']['id']}"
    written.append(do("confirm", f"{order}/confirm", {}))
    written.append(do("deliver", f"{order}/deliver", {}))
    written.append(do("invoice", "/sales-invoices", {"order_id": made["order"]["id"]}))
    invoice = made["invoice"]
    written.append(do("post", f"/sales-invoices/{invoice['id']}/post", {}))
    allocation = {"invoice_id": invoice["id"], "amount": invoice["gross"]}
    receipt = {"party_id": customer, "amount": invoice["gross"], "allocations": [allocation]}
    written.append(do("receive", "/receipts", receipt))
    return written


if __name__ == "__main__":
    main()
