"""`./dev bench stock_posting`: other issues and receipts of twenty lines, by 1 and 8 people at once.

Lines a second, and CPU a line of the whole tree (web process and database). Eight people post goods of their own, and
then all the same ones, which is the worst that can happen to a pool. The baseline is the rows of one issue and one
receipt written again bare, one transaction each, by one connection.
"""

import os
import time
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any
from uuid import UUID

import psutil
import psycopg

from bench._bare import Written, record, write_again
from bench._figures import say_figure
from bench._server import Person, RunningHeyi, cpu_of, running_heyi
from heyi.platform.db.connect import database_urls

LINES, CLIENTS, SECONDS, BARE = 20, 8, 15, 200


def main() -> None:
    """Goods out and in again, and what the bare rows cost."""
    with running_heyi() as heyi:
        owner = Person(heyi.url)
        _, products = owner.found_company(LINES * CLIENTS, stock=10_000_000)
        shares = [products[at * LINES : (at + 1) * LINES] for at in range(CLIENTS)]
        people = [Person(heyi.url) for _ in shares]
        for person in people:
            person.take_session(owner.session())
        _post(people[0], shares[0])
        measured = {
            name: _lines_a_second(heyi, working)
            for name, working in (
                ("1_client", [(people[0], shares[0])]),
                ("8_clients", list(zip(people, shares, strict=True))),
                ("8_clients_same_goods", [(person, shares[0]) for person in people]),
            )
        }
        broken = [item["name"] for item in owner.get("/verify")["findings"] if not item["holds"]]
        # Rows written again bare are in no balance, so the laws are asked before.
        bare_seconds, bare_cpu = _bare(heyi, owner, shares[0])
        for name, (rate, cpu) in measured.items():
            say_figure(
                name=f"stock_posting.{name}.lines", value=rate, unit="lines/s", baseline=1 / bare_seconds
            )
            say_figure(
                name=f"stock_posting.{name}.cpu", value=cpu * 1000, unit="ms", baseline=bare_cpu * 1000
            )
        for verb, count in owner.statements.items():
            say_figure(name=f"stock_posting.statements.{verb}", value=count, unit="statements")
        say_figure(name="stock_posting.broken_laws", value=len(broken), unit="laws", goal="<= 0")


def _post(person: Person, products: list[str]) -> None:
    """Goods leave, and come in again."""
    person.post("/stock-issues", _issue(products), verb="issue")
    person.post("/stock-receipts", _receipt(products), verb="receipt")


def _issue(products: list[str]) -> dict[str, Any]:
    return {"reason": "use", "lines": [{"product_id": product, "quantity": "1"} for product in products]}


def _receipt(products: list[str]) -> dict[str, Any]:
    lines = [{"product_id": product, "quantity": "1", "unit_cost": "60"} for product in products]
    return {"reason": "other", "lines": lines}


def _lines_a_second(heyi: RunningHeyi, working: list[tuple[Person, list[str]]]) -> tuple[float, float]:
    """Lines a second, and CPU seconds a line."""
    until = time.monotonic() + SECONDS

    def work(one: tuple[Person, list[str]]) -> int:
        done = 0
        while time.monotonic() < until:
            _post(*one)
            done += 2 * LINES
        return done

    began, used = time.monotonic(), heyi.cpu_seconds()
    with ThreadPoolExecutor(len(working)) as pool:
        done = sum(pool.map(work, working))
    return done / (time.monotonic() - began), (heyi.cpu_seconds() - used) / done


def _bare(heyi: RunningHeyi, owner: Person, products: list[str]) -> tuple[float, float]:
    """Seconds and CPU seconds a line of the same rows, written by a bare connection."""

    def posting(path: str, body: dict[str, Any], verb: str) -> None:
        owner.post(path, body, verb=verb)

    with psycopg.connect(heyi.admin_url()) as looking:
        verbs: list[Written] = [
            record(looking, partial(posting, "/stock-issues", _issue(products), "issue")),
            record(looking, partial(posting, "/stock-receipts", _receipt(products), "receipt")),
        ]
    tenant: UUID = next(iter(verbs[0].added.values()))[0]["tenant_id"]
    own, lines = psutil.Process(os.getpid()), 2 * LINES * BARE
    with psycopg.connect(database_urls(heyi.place).app, autocommit=True) as connection:
        write_again(connection, tenant, verbs, BARE // 10)
        used, began = cpu_of(own) + heyi.database_cpu_seconds(), time.monotonic()
        write_again(connection, tenant, verbs, BARE)
        spent = time.monotonic() - began
        return spent / lines, (cpu_of(own) + heyi.database_cpu_seconds() - used) / lines


if __name__ == "__main__":
    main()
