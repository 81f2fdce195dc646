"""Web processes of their own, as the supervisor would start them, on the database of the test."""

import os
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from heyi.platform.db.processes import wait_until

ROOT = Path(__file__).parents[2]
READY_WITHIN_SECONDS = 90


@contextmanager
def web_processes(count: int, *, home: Path, database_url: str) -> Iterator[list[str]]:
    """The addresses of so many web processes; all of them end with the block."""
    with ExitStack() as stack:
        started = [stack.enter_context(_web_process(home, database_url)) for _ in range(count)]
        for url in started:
            assert wait_until(lambda url=url: _is_ready(url), READY_WITHIN_SECONDS), f"{url} is not ready"  # type: ignore[misc]  # mypy cannot type a default
        yield started


@contextmanager
def _web_process(home: Path, database_url: str) -> Iterator[str]:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    settings = {"HEYI_HOME": str(home), "HEYI_PORT": str(port), "HEYI_DATABASE_URL": database_url}
    process = subprocess.Popen([sys.executable, "-m", "heyi.app.web"], cwd=ROOT, env=os.environ | settings)
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(timeout=30)


def _is_ready(url: str) -> bool:
    try:
        with urllib.request.urlopen(f"{url}/healthz", timeout=2) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, TimeoutError):
        return False
