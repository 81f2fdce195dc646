"""`./dev bench verify_incremental`: checking the laws after a day of 10,000 documents, and after more such days.

A day is written by the product's own verbs: orders of five lines, each delivered, invoiced, posted and paid; folding
keeps up as the worker would. After each day what is new is checked by the API. The baseline, in the same run, is the
check of everything after the last day. `HEYI_BENCH_DAYS` says how many days (3), `HEYI_BENCH_DOCUMENTS` how many
documents a day (10,000).
"""

import os
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from random import Random
from uuid import UUID

from sqlalchemy import Engine

from bench._figures import say_figure
from bench._server import Person, one_cycle, running_heyi
from heyi.modules.ledger import api as ledger
from heyi.platform.db.connect import database_urls
from heyi.platform.db.engine import create_app_engine
from heyi.platform.identity.sessions import system_work
from heyi.platform.proofs import SLACK

LINES, PRODUCTS, CUSTOMERS, CLIENTS = 5, 200, 50, 4
# An order, a delivery, an invoice and a receipt.
DOCUMENTS_A_CYCLE = 4


def main() -> None:
    """Measure the check of what is new after each day, and that of everything after the last."""
    days = int(os.environ.get("HEYI_BENCH_DAYS", "3"))
    cycles = int(os.environ.get("HEYI_BENCH_DOCUMENTS", "10000")) // DOCUMENTS_A_CYCLE
    with running_heyi() as heyi:
        owner = Person(heyi.url)
        _, products = owner.found_company(PRODUCTS, stock=10_000_000)
        customers = [owner.post("/parties", {"name": f"C{at}"})["id"] for at in range(CUSTOMERS)]
        tenant = UUID(owner.get("/auth/me")["tenant_id"])
        engine = create_app_engine(database_urls(heyi.place).app, pool=1)
        owner.post("/verify", {})
        spent = []
        for day in range(days):
            # What was done within the last minute is always looked at again: let the day before be over.
            time.sleep(SLACK.total_seconds())
            owner.post("/verify", {})
            _live(owner, heyi.url, customers, products, cycles, Random(day))
            _fold(engine, tenant)
            began = time.perf_counter()
            found = owner.post("/verify", {}, verb="verify")
            spent.append(time.perf_counter() - began)
            if not found["green"] or found["whole"]:
                raise SystemExit([item["name"] for item in found["findings"] if not item["holds"]])
        engine.dispose()
        began = time.perf_counter()
        owner.get("/verify")
        whole = time.perf_counter() - began
        for day, seconds in enumerate(spent, start=1):
            say_figure(
                name=f"verify_incremental.day_{day}", value=seconds, unit="s", goal="<= 5", baseline=whole
            )
        say_figure(name="verify_incremental.statements", value=owner.statements["verify"], unit="statements")


def _live(
    owner: Person, url: str, customers: Sequence[str], products: Sequence[str], cycles: int, chance: Random
) -> None:
    """A day's orders, each from entry to money, by a few people at once."""
    people = [Person(url) for _ in range(CLIENTS)]
    for person in people:
        person.take_session(owner.session())
    work = [(chance.choice(customers), chance.sample(products, LINES)) for _ in range(cycles)]
    shares = [work[at::CLIENTS] for at in range(CLIENTS)]
    with ThreadPoolExecutor(CLIENTS) as pool:
        list(pool.map(_work_off, people, shares))


def _work_off(person: Person, work: Sequence[tuple[str, list[str]]]) -> None:
    for customer, products in work:
        one_cycle(person, customer, products)


def _fold(engine: Engine, tenant: UUID) -> None:
    """Fold what waits, as the worker does each minute."""
    waiting = 1
    while waiting:
        with engine.connect() as connection, connection.begin():
            uow = system_work(connection, tenant_id=tenant, now=datetime.now(UTC), door="bench")
            waiting = ledger.fold_step(uow)
            uow.flush()


if __name__ == "__main__":
    main()
