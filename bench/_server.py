"""A Heyi of its own for a benchmark: one database server and one web process in a folder that is removed afterwards."""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import psutil

from heyi.app.prepare import prepare_database
from heyi.platform.db.embedded import EmbeddedServer
from heyi.platform.installation import Installation, installation_secret


@dataclass
class RunningHeyi:
    """A running server, and the processes whose CPU counts."""

    place: Installation
    url: str
    web: psutil.Process
    postmaster: psutil.Process

    def cpu_seconds(self) -> float:
        """CPU that web and database used so far."""
        return cpu_of(self.web) + self.database_cpu_seconds()

    def database_cpu_seconds(self) -> float:
        """CPU that the database used so far, with everything it started."""
        return cpu_of(self.postmaster) + sum(
            cpu_of(child) for child in self.postmaster.children(recursive=True)
        )

    def admin_url(self) -> str:
        """How a benchmark looks at the rows itself."""
        return EmbeddedServer(self.place.home).admin_url("heyi")


def cpu_of(process: psutil.Process) -> float:
    """User and system seconds of one process."""
    times = process.cpu_times()
    return times.user + times.system


@contextmanager
def running_heyi(kept: Path | None = None) -> Iterator[RunningHeyi]:
    """Start database (with fsync, as in production) and one web process; stop both, and remove what is not `kept`."""
    home = kept or Path(tempfile.mkdtemp(prefix="heyi-bench-"))
    home.mkdir(exist_ok=True)
    home.chmod(0o711)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    place = Installation(home=home, port=port, database_url=None, demo=False)
    installation_secret(home)
    server = EmbeddedServer(home)
    pid = server.start().pid
    environment = {**os.environ, "HEYI_HOME": str(home), "HEYI_PORT": str(port)}
    try:
        prepare_database(place)
        # Its log would bury the figures; what it refuses ends the run with its answer.
        with subprocess.Popen(
            [sys.executable, "-m", "heyi.app.web"], env=environment, stdout=subprocess.DEVNULL
        ) as web:
            try:
                url = f"http://127.0.0.1:{port}"
                _wait_ready(url)
                yield RunningHeyi(place, url, psutil.Process(web.pid), psutil.Process(pid))
            finally:
                web.terminate()
                web.wait(30)
    finally:
        server.stop()
        if kept is None:
            shutil.rmtree(home)


class Person:
    """Somebody at the API: counts statements, remembers how long each verb took."""

    def __init__(self, url: str) -> None:
        self._client = httpx.Client(base_url=f"{url}/api", timeout=60)
        self.seconds: list[float] = []
        self.statements: dict[str, int] = {}

    def post(
        self, path: str, body: dict[str, Any], *, verb: str = "", refusals: tuple[int, ...] = ()
    ) -> dict[str, Any]:
        """Post and give back the answer; with a `verb`, note its time and its statements."""
        began = time.perf_counter()
        response = self._client.post(path, json=body, headers={"Idempotency-Key": str(uuid4())})
        spent = time.perf_counter() - began
        if response.is_error and response.status_code not in refusals:
            raise SystemExit(f"{path}: {response.status_code} {response.text}")
        if verb:
            self.seconds.append(spent)
            self.statements[verb] = int(response.headers["Server-Timing"].split('"')[1].split()[0])
        answer: dict[str, Any] = response.json()
        return answer | {"refused": response.is_error}

    def get(self, path: str) -> dict[str, Any]:
        """Read."""
        answer: dict[str, Any] = self._client.get(path).raise_for_status().json()
        return answer

    def found_company(self, products: int, stock: int) -> tuple[str, list[str]]:
        """Sign up, and have a customer and stocked products; gives back their ids."""
        login = {
            "login": f"{uuid4().hex}@example.com",
            "password": uuid4().hex,
            "company": "Bench",
            "name": "Bench",
        }
        self.post("/auth/sign-up", login)
        unit = self.get("/units")["items"][0]["id"]
        made = [self.post("/products", {"name": f"P{i}", "unit_id": unit})["id"] for i in range(products)]
        lines = [{"product_id": product, "quantity": str(stock), "unit_cost": "60"} for product in made]
        self.post("/stock-receipts", {"lines": lines})
        return self.post("/parties", {"name": "Customer"})["id"], made

    def session(self) -> httpx.Cookies:
        """The session's cookie, to let another client in."""
        return self._client.cookies

    def take_session(self, cookies: httpx.Cookies) -> None:
        """Come in with somebody's session."""
        self._client.cookies = cookies


def order_lines(products: list[str], quantity: str = "1") -> list[dict[str, str]]:
    """Lines of an order: each product once."""
    return [{"product_id": product, "quantity": quantity, "unit_price": "113"} for product in products]


def one_cycle(person: Person, customer: str, products: list[str]) -> None:
    """Order, confirm, deliver, invoice, post, receive."""
    body = {"party_id": customer, "lines": order_lines(products)}
    order = person.post("/sales-orders", body, verb="order")
    person.post(f"/sales-orders/{order['id']}/confirm", {}, verb="confirm")
    person.post(f"/sales-orders/{order['id']}/deliver", {}, verb="deliver")
    invoice = person.post("/sales-invoices", {"order_id": order["id"]}, verb="invoice")
    person.post(f"/sales-invoices/{invoice['id']}/post", {}, verb="post")
    gross = invoice["gross"]
    allocation = {"invoice_id": invoice["id"], "amount": gross}
    receipt = {"party_id": customer, "amount": gross, "allocations": [allocation]}
    person.post("/receipts", receipt, verb="receive")


VERBS = ("order", "confirm", "deliver", "invoice", "post", "receive")


def _wait_ready(url: str) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        try:
            if httpx.get(f"{url}/healthz").status_code == 200:
                return
        except httpx.TransportError:
            time.sleep(0.05)
    raise SystemExit("the web process did not come up")
