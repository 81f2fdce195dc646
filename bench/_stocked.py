"""A Heyi whose goods ledger holds very many moves, put in past the triggers by the administrator.

The moves are what posting would have written: receipts and issues in turn, valued by the product's own rule.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any
from uuid import UUID, uuid4

import psycopg

from bench._server import Person, RunningHeyi, running_heyi
from heyi.modules.stock.rules.pools import Pool

FIRST_DAY, DAYS = date(2026, 1, 1), 300
COLUMNS = (
    "tenant_id, id, company_id, posted_at, occurred_on, kind, warehouse_id, product_id, quantity, value, "
    "source_type, source_number, source_id, line_id, seq, cost_account"
)


@dataclass(frozen=True)
class Stocked:
    """The running server, a signed-in owner, and where the moves are."""

    heyi: RunningHeyi
    person: Person
    tenant_id: UUID
    company_id: UUID
    warehouse_id: UUID
    products: list[UUID]


@contextmanager
def stocked(products: int, moves: int) -> Iterator[Stocked]:
    """A company with so many products and so many moves, spread evenly."""
    with running_heyi() as heyi:
        person = Person(heyi.url)
        _, (model,) = person.found_company(1, 1)
        with psycopg.connect(heyi.admin_url(), autocommit=True) as admin:
            admin.execute("SET session_replication_role = replica")
            row = admin.execute(
                "SELECT tenant_id, company_id, warehouse_id FROM stock_move WHERE product_id = %s", [model]
            ).fetchone()
            assert row is not None
            tenant, company, warehouse = row
            copies = _products(admin, UUID(model), products)
            there = Stocked(heyi, person, tenant, company, warehouse, copies)
            fill(admin, there, moves)
            admin.execute("SET session_replication_role = origin")
            admin.execute("VACUUM ANALYZE")
        yield there


def _products(admin: psycopg.Connection[Any], model: UUID, count: int) -> list[UUID]:
    """Copies of a product."""
    names = [
        str(row[0])
        for row in admin.execute(
            "SELECT column_name FROM information_schema.columns WHERE table_name = 'product' "
            "AND table_schema = current_schema() AND is_generated = 'NEVER' ORDER BY ordinal_position"
        )
    ]
    other = {"id": "v.id", "name": "'P' || v.n", "name_key": "'p' || v.n", "code": "'BENCH' || v.n"}
    taken = ", ".join(other.get(name, f"p.{name}") for name in names)
    ids = [uuid4() for _ in range(count)]
    admin.execute(
        f"INSERT INTO product ({', '.join(names)}) SELECT {taken} FROM product p, "
        "unnest(%s::uuid[]) WITH ORDINALITY v(id, n) WHERE p.id = %s".encode(),
        [ids, model],
    )
    return ids


def fill(admin: psycopg.Connection[Any], there: Stocked, moves: int) -> None:
    """Write the moves of every product, with its balance and its pool."""
    chance, each = Random(7), moves // len(there.products)
    with admin.cursor() as cursor:
        ends = []
        with cursor.copy(f"COPY stock_move ({COLUMNS}) FROM STDIN".encode()) as copy:
            for product in there.products:
                pool = Pool()
                for seq, (day, quantity, value) in enumerate(walk(chance, pool, each), start=1):
                    kind = "receipt" if quantity > 0 else "issue"
                    copy.write_row(
                        (
                            there.tenant_id,
                            uuid4(),
                            there.company_id,
                            "2026-11-01T00:00:00Z",
                            day,
                            kind,
                            there.warehouse_id,
                            product,
                            quantity,
                            value,
                            "bench",
                            "B1",
                            uuid4(),
                            uuid4(),
                            seq,
                            "540101",
                        )
                    )
                ends.append((product, pool))
        for product, pool in ends:
            place = (there.tenant_id, uuid4(), there.company_id)
            cursor.execute(
                "INSERT INTO stock_balance (tenant_id, id, company_id, warehouse_id, product_id, on_hand, held) "
                "VALUES (%s, %s, %s, %s, %s, %s, 0)",
                (*place, there.warehouse_id, product, pool.on_hand),
            )
            cursor.execute(
                "INSERT INTO stock_pool (tenant_id, id, company_id, product_id, on_hand, value, method, account, seq, "
                "last_on) VALUES (%s, %s, %s, %s, %s, %s, 'moving_average', '1405', %s, %s)",
                (*place, product, pool.on_hand, pool.value, each, FIRST_DAY + timedelta(days=DAYS)),
            )


def walk(chance: Random, pool: Pool, moves: int) -> Iterator[tuple[date, Decimal, Decimal]]:
    """So many moves of one product, valued as they go: day, signed quantity, signed value."""
    for number in range(moves):
        day = FIRST_DAY + timedelta(days=DAYS * number // moves)
        if number % 2 == 0:
            quantity = Decimal(chance.randint(5, 50))
            value = quantity * Decimal(chance.randint(900, 1100)) / 100
            pool.on_hand += quantity
            pool.value += value
            yield day, quantity, value
        else:
            quantity = min(Decimal(chance.randint(5, 50)), pool.on_hand)
            yield day, -quantity, -pool.take(quantity)
