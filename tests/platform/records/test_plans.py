"""Long lists are answered from an index, also under row-level security: read from the database's own plans."""

import json
from collections.abc import Iterator
from typing import Any

import psycopg
import pytest
from sqlalchemy import event, text

from heyi.platform.identity.sessions import enter_tenant
from tests.builders.books import Books
from tests.builders.company import Company
from tests.builders.server import Served

ROWS = 3_000
COMMON = json.dumps({"field": "name", "op": "contains", "value": "号店"})


@pytest.fixture(scope="module")
def long_list(served: Served, books: Books, admin_database_url: str) -> Iterator[Company]:
    """A company with a few thousand customers, an own field indexed, and fresh statistics."""
    company = Company(served.url, books)
    company.found(name="华信商贸", taxpayer="general")
    field = {"name": "x_until", "kind": "date", "labels": {"zh": "到期"}, "indexed": True}
    company.post("/record-types/party/fields", field)
    lines = "\n".join(f"北京华信{number}号店,D{number}" for number in range(ROWS))
    answer = company.upload("/parties/import", f"名称,编码\n{lines}\n".encode(), fields={"mode": "apply"})
    assert answer.is_success, answer.text
    with psycopg.connect(admin_database_url, autocommit=True) as connection:
        connection.execute("ANALYZE")
    yield company
    company.close()


@pytest.mark.parametrize(
    ("query", "index"),
    [
        ({"sort": "-created_at"}, "ix_party_created_at_id"),
        ({"sort": "name"}, "ix_party_name_key_id"),
        ({"search": "华信17"}, "pk_search_word"),
        (
            {
                "filter": json.dumps({"field": "name", "op": "contains", "value": "号店"}),
                "sort": "-created_at",
            },
            "pk_search_word",
        ),
        ({"sort": "-x_until"}, "pk_record_key"),
    ],
)
def test_a_list_reads_an_index(served: Served, long_list: Company, query: dict[str, Any], index: str) -> None:
    asked: list[tuple[str, Any]] = []

    @event.listens_for(served.services.engine, "before_cursor_execute")
    def remember(*called: Any) -> None:
        asked.append((called[2], called[3]))

    try:
        long_list.get("/parties", limit=20, **query)
    finally:
        event.remove(served.services.engine, "before_cursor_execute", remember)
    plans = []
    with served.services.engine.connect() as connection, connection.begin():
        connection.execute(text("SET LOCAL enable_seqscan = off"))
        enter_tenant(connection, long_list.tenant_id)
        for statement, values in asked:
            if statement.lstrip().startswith("SELECT") and (
                "party" in statement or "search_word" in statement
            ):
                plans += list(connection.exec_driver_sql(f"EXPLAIN {statement}", values).scalars())
    assert any(index in line for line in plans), "\n".join(plans)
    assert not any("Seq Scan on party" in line for line in plans), "\n".join(plans)
