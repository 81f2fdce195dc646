"""A Heyi with very many customers, made by `heyi load`'s own code, for the benchmarks of records.

`HEYI_BENCH_CUSTOMERS` says how many (1,000,000), `HEYI_BENCH_HOME` where to keep them for the next run.
"""

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

import psycopg

from bench._server import RunningHeyi, running_heyi
from heyi.app.load import load
from heyi.platform.clock import SystemClock
from heyi.platform.db.engine import create_app_engine

SMALL, TENANTS = 200, 100
# Loading makes words for search too; a benchmark that asks for rows and not for words copies the rest.
LOADED = 10_000


@dataclass(frozen=True)
class Crowd:
    """The running server, who logs in to the large tenant, and how many customers it has."""

    heyi: RunningHeyi
    tenant_id: str
    manager: str
    salesperson: str
    customers: int


def wanted_customers() -> int:
    """How many customers the large tenant is to have."""
    return int(os.environ.get("HEYI_BENCH_CUSTOMERS", "1000000"))


@contextmanager
def crowd(most: int | None = None) -> Iterator[Crowd]:
    """A server with one large tenant among a hundred; with at most so many customers where a benchmark adds its own."""
    customers = wanted_customers() if most is None else min(most, wanted_customers())
    named = os.environ.get("HEYI_BENCH_HOME")
    kept = Path(named) if named else None
    note = kept / "loaded.json" if kept else None
    with running_heyi(kept) as heyi:
        if note is None or not note.exists():
            made = _load(heyi, customers)
            if note is not None:
                note.write_text(json.dumps(made))
        else:
            made = json.loads(note.read_text())
        yield Crowd(heyi, made["tenant_id"], made["manager"], made["salesperson"], int(made["customers"]))


def _load(heyi: RunningHeyi, customers: int) -> dict[str, str]:
    engine = create_app_engine(heyi.admin_url(), pool=1)
    first: dict[str, str] = {}
    for number in range(TENANTS):
        with engine.begin() as connection:
            made = load(
                connection,
                name=f"测试公司{number}",
                customers=SMALL if number else customers,
                now=SystemClock().now(),
                say=lambda text: print(text, file=sys.stderr),
            )
        first = first or {name: str(value) for name, value in asdict(made).items()}
    engine.dispose()
    with psycopg.connect(heyi.admin_url(), autocommit=True) as connection:
        connection.execute("VACUUM ANALYZE")
    return first


def multiply_customers(there: Crowd) -> None:
    """As many customers as are wanted, each like one that was loaded, but without words for search."""
    columns = "tenant_id, kind, is_customer, is_supplier, level, region, owner_id, custom, name, name_key"
    stamps = "created_at, created_by, updated_at, updated_by"
    text = f"""
        INSERT INTO party (id, code, {columns}, {stamps})
        SELECT ('01a20000-0000-7000-8000-' || lpad(to_hex(row_number() OVER ()), 12, '0'))::uuid,
               'M' || row_number() OVER (), {columns}, {stamps}
          FROM party, generate_series(1, %s) WHERE tenant_id = %s AND code LIKE 'L%%'"""
    with psycopg.connect(there.heyi.admin_url(), autocommit=True) as connection:
        found = connection.execute("SELECT count(*) FROM party WHERE tenant_id = %s", [there.tenant_id])
        (here,) = found.fetchone() or (0,)
        more = wanted_customers() // there.customers - 1
        if here == there.customers and more:
            connection.execute(text.encode(), [more, there.tenant_id])
        connection.execute("VACUUM ANALYZE party")
