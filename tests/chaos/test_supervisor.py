"""The supervisor over tiny stand-ins for web and worker: order of starting, healing, stopping."""

import io
import os
import signal
import socket
import subprocess
import sys
import threading
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from heyi.app.supervisor import CannotStart, Supervisor, only_one
from heyi.platform.db.embedded import EmbeddedServer
from heyi.platform.db.processes import command_line, wait_until
from heyi.platform.installation import Installation, installation_secret

pytestmark = pytest.mark.chaos

HEALS_WITHIN_SECONDS = 30
WEB = """
import http.server, os
class Answer(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200); self.end_headers(); self.wfile.write(str(os.getpid()).encode())
    def log_message(self, *_): pass
http.server.HTTPServer(("127.0.0.1", int(os.environ["HEYI_PORT"])), Answer).serve_forever()
"""
WORKER = "import signal; print('working', flush=True); signal.pause()"
SUPERVISE = """
import os, sys
from heyi.app.supervisor import Supervisor
from heyi.platform.installation import installation, installation_secret
place = installation()
installation_secret(place.home)
commands = {"web": (sys.executable, "-c", sys.argv[1]), "worker": (sys.executable, "-c", sys.argv[2])}
sys.exit(Supervisor(place, commands=commands, prepare=("true",)).run())
"""


@dataclass
class Running:
    """A supervisor in a process of its own, and where its children are."""

    process: subprocess.Popen[str]
    home: Path
    port: int
    said: list[str]

    def children(self) -> dict[str, int]:
        """The process numbers it wrote down, by name."""
        path = self.home / "children.pid"
        rows = [line.split() for line in path.read_text().splitlines()] if path.exists() else []
        return {name: int(pid) for pid, name in rows}

    def web_pid(self) -> int | None:
        """Who answers on the port now."""
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/healthz", timeout=2) as answer:
                return int(answer.read())
        except OSError:
            return None

    def postgres_pid(self) -> int | None:
        """The database's process."""
        return EmbeddedServer(self.home).running_pid()

    def is_whole(self) -> bool:
        """Whether web, worker and database all run."""
        worker = self.children().get("worker")
        worker_runs = worker is not None and command_line(worker) is not None
        return self.web_pid() is not None and worker_runs and self.postgres_pid() is not None


@pytest.fixture
def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@pytest.fixture
def start(empty_home: Path, free_port: int) -> Iterator[Callable[[], Running]]:
    started: list[Running] = []

    def begin() -> Running:
        environment = {**os.environ, "HEYI_HOME": str(empty_home), "HEYI_PORT": str(free_port)}
        environment.pop("HEYI_DATABASE_URL", None)
        process = subprocess.Popen(
            [sys.executable, "-c", SUPERVISE, WEB, WORKER], env=environment, stdout=subprocess.PIPE, text=True
        )
        running = Running(process, empty_home, free_port, [])
        started.append(running)
        assert process.stdout is not None
        for line in process.stdout:
            running.said.append(line.partition("] ")[2].strip())
            if "is ready" in line:
                break
        assert wait_until(running.is_whole, HEALS_WITHIN_SECONDS)
        return running

    yield begin
    for running in started:
        running.process.kill()
        running.process.communicate()


class TestTheWholeTree:
    def test_is_announced_when_it_answers_and_ends_on_ctrl_c(self, start: Callable[[], Running]) -> None:
        running = start()
        pids = [*running.children().values(), running.postgres_pid()]
        running.process.send_signal(signal.SIGINT)
        assert running.process.wait(30) == 0
        assert running.said[:3] == [
            "making the database",
            "bringing the schema to this version",
            "starting web and worker",
        ]
        assert running.said[3].startswith(f"Heyi is ready: http://localhost:{running.port} ")
        assert [pid for pid in pids if pid and command_line(pid)] == []
        assert not (running.home / "children.pid").exists()
        assert (running.home / "log" / "worker.log").read_text().split() == ["working"]

    @pytest.mark.parametrize("victim", ["web", "worker", "postgres"])
    def test_heals_when_a_part_of_it_is_killed(self, start: Callable[[], Running], victim: str) -> None:
        running = start()
        pid = running.postgres_pid() if victim == "postgres" else running.children()[victim]
        assert pid is not None
        os.kill(pid, signal.SIGKILL)
        assert wait_until(lambda: command_line(pid) is None, 10)
        assert wait_until(running.is_whole, HEALS_WITHIN_SECONDS)
        running.process.terminate()
        assert running.process.wait(30) == 0

    def test_ends_when_the_supervisor_is_killed_and_the_next_start_works(
        self, start: Callable[[], Running]
    ) -> None:
        running = start()
        pids = [*running.children().values(), running.postgres_pid()]
        running.process.kill()
        running.process.wait()
        again = start()
        assert wait_until(lambda: not [pid for pid in pids if pid and command_line(pid)], 10)
        again.process.terminate()
        assert again.process.wait(30) == 0

    def test_adopts_a_database_that_outlived_everything(
        self, start: Callable[[], Running], empty_home: Path
    ) -> None:
        installation_secret(empty_home)
        orphan = EmbeddedServer(empty_home).start()
        running = start()
        assert running.postgres_pid() == orphan.pid
        running.process.terminate()
        assert running.process.wait(30) == 0
        assert command_line(orphan.pid) is None


class TestItRefuses:
    def test_a_second_one_in_the_same_folder(self, empty_home: Path) -> None:
        refused = pytest.raises(CannotStart, match=rf"already runs in .* \(process {os.getpid()}\)")
        with only_one(empty_home), refused, only_one(empty_home):
            pass

    def test_a_database_that_preparing_refused_and_leaves_nothing_running(
        self, empty_home: Path, free_port: int
    ) -> None:
        place = Installation(home=empty_home, port=free_port, database_url=None, demo=False)
        installation_secret(empty_home)
        refusing = (sys.executable, "-c", "import sys; sys.exit('no such schema')")
        with pytest.raises(CannotStart, match="no such schema"):
            Supervisor(place, commands={}, prepare=refusing, out=io.StringIO()).run()
        assert EmbeddedServer(empty_home).running_pid() is None

    def test_a_web_process_that_cannot_start_showing_its_last_words(
        self, empty_home: Path, free_port: int
    ) -> None:
        place = Installation(home=empty_home, port=free_port, database_url=None, demo=False)
        installation_secret(empty_home)
        broken = {"web": (sys.executable, "-c", "import sys; sys.exit('the door is stuck')")}
        threads = threading.active_count()
        with pytest.raises(CannotStart, match=r"web does not start[^$]*the door is stuck"):
            Supervisor(place, commands=broken, prepare=("true",), out=io.StringIO()).run()
        assert EmbeddedServer(empty_home).running_pid() is None
        assert threading.active_count() == threads
