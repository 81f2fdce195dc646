"""A step of an import costs the same statements whether it writes one row or a thousand."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from sqlalchemy import event

from tests.builders.company import Company
from tests.builders.imports import counted, looked_at, seen
from tests.builders.server import Served
from tests.builders.sheets import lines

RunJobs = Callable[[], int]
ROWS = (1, 10, 100, 1_000)


@contextmanager
def remembering(served: Served) -> Iterator[list[list[str]]]:
    """The statements that are sent, transaction by transaction."""
    engine, transactions = served.services.engine, list[list[str]]()

    def begin(_connection: Any) -> None:
        transactions.append([])

    def remember(*called: Any) -> None:
        transactions[-1].append(called[2])

    event.listen(engine, "begin", begin)
    event.listen(engine, "before_cursor_execute", remember)
    try:
        yield transactions
    finally:
        event.remove(engine, "begin", begin)
        event.remove(engine, "before_cursor_execute", remember)


def numbered(count: int, *, note: str = "", first: int = 0) -> list[tuple[str, str, str]]:
    rows = [(f"C{number:05d}", f"N{number:05d}", note) for number in range(first, first + count)]
    return [("名称", "编码", "备注"), *rows]


def step(
    company: Company, run_jobs: RunJobs, served: Served, path: str, *rows: Sequence[str], **how: Any
) -> int:
    """How many statements the one transaction takes in which the rows of a file are written."""
    run = looked_at(company, run_jobs, path, lines(*rows), **how)
    assert (run["state"], run["findings"]) == ("checked", [])
    company.post(f"/imports/{run['id']}/start", {})
    with remembering(served) as transactions:
        run_jobs()
    counts = counted(seen(company, run["id"]))
    assert counts["rows"] == len(rows) - 1 == counts.get("created", 0) + counts.get("changed", 0)
    writing = [sent for sent in transactions if any("INSERT INTO import_step" in text for text in sent)]
    assert len(writing) == 1
    return len(writing[0])


def test_new_rows(company: Company, run_jobs: RunJobs, served: Served) -> None:
    step(company, run_jobs, served, "parties", *numbered(1, first=90_000))
    found = [step(company, run_jobs, served, "parties", *numbered(count, first=count * 10)) for count in ROWS]
    assert found == [13, 13, 13, 13]


def test_changed_rows_cost_one_more_write_for_every_500(
    company: Company, run_jobs: RunJobs, served: Served
) -> None:
    step(company, run_jobs, served, "parties", *numbered(1_000))
    found = [
        step(
            company, run_jobs, served, "parties", *numbered(count, note=f"{count}"), way="update", key="code"
        )
        for count in ROWS
    ]
    assert found == [15, 15, 15, 16]


def test_rows_that_refer_to_others(company: Company, run_jobs: RunJobs, served: Served) -> None:
    step(company, run_jobs, served, "parties", *numbered(1_000))
    found = []
    for count in ROWS:
        rows = [(f"联系人{count}-{number}", f"N{number:05d}") for number in range(count)]
        found.append(step(company, run_jobs, served, "contacts", ("姓名", "所属客户"), *rows))
    # Rules compare the phones of contacts, and these have none: nothing is asked.
    assert found == [12, 12, 12, 12]


def test_values_that_may_be_there_once_cost_a_guard_a_step(
    company: Company, run_jobs: RunJobs, served: Served
) -> None:
    path = "/record-types/party/duplicate-rules"
    company.patch(path, {"rules": [{"field": "phone", "method": "phone", "blocks": True}]}, version=0)
    step(company, run_jobs, served, "parties", *numbered(1, first=90_000))
    found = []
    for count in ROWS:
        rows = [(f"C{count}-{at}", f"138{count:04d}{at:04d}") for at in range(count)]
        found.append(step(company, run_jobs, served, "parties", ("名称", "电话"), *rows))
    assert found == [14, 14, 14, 14]
