"""An import whose worker is killed in the middle: another goes on where it ended, and every row is there once."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from heyi.platform.db.processes import wait_until
from heyi.platform.installation import Installation
from tests.builders.company import Company
from tests.builders.imports import RunJobs, counted, looked_at, seen
from tests.builders.sheets import lines

pytestmark = pytest.mark.chaos

ROWS = 6_000
PATIENCE = 240
SCRIPT = """
from heyi.platform.jobs import worker
worker.RENEW_SECONDS = worker.LOOK_SECONDS = 0.2
from heyi.app.worker import main
raise SystemExit(main())
"""


class Workers:
    """Worker processes that can be killed."""

    def __init__(self, place: Installation, database_url: str) -> None:
        self._environment = {
            **os.environ,
            "HEYI_HOME": str(place.home),
            "HEYI_DATABASE_URL": database_url,
        }
        self.running: list[subprocess.Popen[bytes]] = []

    def start(self) -> subprocess.Popen[bytes]:
        """One more."""
        command = [sys.executable, "-c", SCRIPT]
        root = Path(__file__).parents[2]
        process = subprocess.Popen(
            command, cwd=root, env=self._environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        self.running.append(process)
        return process


@pytest.fixture
def workers(place: Installation, admin_database_url: str) -> Iterator[Workers]:
    workers = Workers(place, admin_database_url)
    yield workers
    for process in workers.running:
        process.kill()
        process.wait()


def test_killed_again_and_again_brings_every_row_once(
    company: Company, run_jobs: RunJobs, workers: Workers
) -> None:
    data = lines(
        ("名称", "编码", "电话"),
        *((f"客户{n}", f"K{n:05}", "12" if n % 100 == 7 else "") for n in range(ROWS)),
    )
    run = looked_at(company, run_jobs, "parties", data)
    good = ROWS - ROWS // 100
    assert counted(run) == {"rows": ROWS, "created": good, "bad": ROWS // 100}
    company.post(f"/imports/{run['id']}/start", {"skip_bad": True})

    def written() -> int:
        query = "SELECT count(*) FROM party WHERE tenant_id = %s"
        return int(company.books.one(query, [company.tenant_id]))

    for step in (1, 2_500):
        worker = workers.start()
        assert wait_until(lambda step=step: written() >= step, PATIENCE)  # type: ignore[misc]  # mypy cannot type a default
        os.kill(worker.pid, signal.SIGKILL)
        worker.wait()
        company.books.execute(
            "UPDATE job SET lease_until = now() - interval '1 second' WHERE state = 'running'"
        )
    assert written() < good
    workers.start()
    assert wait_until(lambda: seen(company, run["id"])["state"] == "done", PATIENCE)
    assert counted(seen(company, run["id"])) == {"rows": ROWS, "created": good, "bad": ROWS // 100}
    assert written() == good
    codes = company.books.one(
        "SELECT count(DISTINCT code) FROM party WHERE tenant_id = %s", [company.tenant_id]
    )
    audited = company.books.one(
        "SELECT count(*) FROM audit_event WHERE tenant_id = %s AND record = 'party' AND action = 'created'",
        [company.tenant_id],
    )
    assert (codes, audited) == (good, good)
    bad = company.books.one("SELECT count(*) FROM import_finding WHERE tenant_id = %s", [company.tenant_id])
    assert bad == ROWS // 100
    found = "SELECT count(DISTINCT record_id) FROM search_word WHERE tenant_id = %s AND record = 'party'"
    assert wait_until(lambda: company.books.one(found, [company.tenant_id]) == good, PATIENCE)
