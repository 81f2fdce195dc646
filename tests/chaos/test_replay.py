"""kill -9 of server, worker and database in the middle of a replay: nothing is lost, nothing is there twice."""

import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import psycopg
import pytest

from heyi.app.replay.running import replay
from heyi.platform.db.embedded import EmbeddedServer
from heyi.platform.db.processes import command_line, wait_until

pytestmark = pytest.mark.chaos

ROOT = Path(__file__).parents[2]
READY_WITHIN_SECONDS = 30
CUSTOMERS, BASKETS_EACH, PRODUCTS = 8, 10, 12


@dataclass
class WholeHeyi:
    """The real supervisor with the real web, worker and database."""

    process: subprocess.Popen[bytes]
    home: Path
    port: int

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def pid_of(self, part: str) -> int | None:
        if part == "postgres":
            return EmbeddedServer(self.home).running_pid()
        path = self.home / "children.pid"
        rows = [line.split() for line in path.read_text().splitlines()] if path.exists() else []
        return {name: int(pid) for pid, name in rows}.get(part)

    def is_ready(self) -> bool:
        try:
            return httpx.get(f"{self.url}/healthz").status_code == 200
        except httpx.TransportError:
            return False


@pytest.fixture
def heyi(empty_home: Path) -> Iterator[WholeHeyi]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {**os.environ, "HEYI_HOME": str(empty_home), "HEYI_PORT": str(port)}
    environment.pop("HEYI_DATABASE_URL", None)
    process = subprocess.Popen(
        [sys.executable, "-m", "heyi.app.supervisor"], cwd=ROOT, env=environment, stdout=subprocess.DEVNULL
    )
    running = WholeHeyi(process, empty_home, port)
    try:
        assert wait_until(running.is_ready, 120)
        yield running
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(60)


@dataclass
class Victims:
    """Kills one part after another, each when so many more baskets are done than at the last kill."""

    heyi: WholeHeyi
    parts: list[str]
    every: int
    seen: int = 0
    killed: list[str] = field(default_factory=list)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def hear(self, line: str) -> None:
        """Called with each line that the replay says."""
        if not line.startswith("["):
            return
        done = int(line.partition("] ")[2].partition("/")[0].replace(",", ""))
        with self._lock:
            if not self.parts or done < self.seen + self.every:
                return
            self.seen = done
            part = self.parts.pop(0)
            pid = self.heyi.pid_of(part)
            assert pid is not None
            os.kill(pid, signal.SIGKILL)
            self.killed.append(part)
        assert wait_until(lambda: command_line(pid) is None, 10)
        assert wait_until(self.heyi.is_ready, READY_WITHIN_SECONDS)


def retail_file(path: Path) -> Path:
    """Eighty baskets of three lines; every customer brings one piece of his first basket back at the end."""
    rows = ["Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country"]
    for number in range(BASKETS_EACH):
        for customer in range(CUSTOMERS):
            moment = f"2011-01-{number + 1:02d} {8 + customer:02d}:00:00"
            for line in range(3):
                product = (number * 3 + customer + line) % PRODUCTS
                rows.append(
                    f"ITEM {product},{2 + line},{moment},{product + 1}.99,{17000 + customer},United Kingdom"
                )
    rows += [
        f"ITEM {customer},-1,2011-02-01 09:00:00,{customer + 1}.99,{17000 + customer},United Kingdom"
        for customer in range(CUSTOMERS)
    ]
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return path


def counted(home: Path) -> Callable[[str], int]:
    """Rows of a table, counted by the administrator."""

    def count(table: str) -> int:
        with psycopg.connect(EmbeddedServer(home).admin_url("heyi")) as connection:
            row = connection.execute(f"SELECT count(*) FROM {table}").fetchone()
            assert row is not None
            return int(row[0])

    return count


def test_a_replay_survives_four_kills_without_loss_or_double(heyi: WholeHeyi, tmp_path: Path) -> None:
    file = retail_file(tmp_path / "retail.csv")
    victims = Victims(heyi, ["web", "postgres", "worker", "web"], every=10)
    assert replay(file, url=heyi.url, home=heyi.home, clients=4, say=victims.hear, every_seconds=0)
    assert victims.killed == ["web", "postgres", "worker", "web"]
    count = counted(heyi.home)
    expected = CUSTOMERS * BASKETS_EACH
    assert {table: count(table) for table in ("sales_order", "delivery")} == {
        "sales_order": expected,
        "delivery": expected,
    }
    assert count("sales_return") == CUSTOMERS
    assert count("sales_invoice") == expected + CUSTOMERS
    assert count("receipt") == expected + CUSTOMERS
    said: list[str] = []
    assert replay(file, url=heyi.url, home=heyi.home, say=said.append)
    assert f"resumed: {expected + CUSTOMERS} baskets are done already" in said
    assert count("sales_order") == expected
