"""`./dev bench start`: the first start on empty caches, the second start, and the memory at rest."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil

from bench._figures import say_figure

ROOT = Path(__file__).parents[1]
PATIENCE_SECONDS = 900
REST_SECONDS = 20
WARM_STARTS = 3


def main() -> None:
    """Clone the present commit, start it cold, stop it, start it warm."""
    folder = Path(tempfile.mkdtemp(prefix="heyi-bench-start-"))
    folder.chmod(0o711)
    try:
        clone = folder / "heyi"
        subprocess.run(["git", "clone", "--quiet", str(ROOT), str(clone)], check=True)
        environment = _empty_caches(folder)
        with _running(clone, environment) as (seconds, _):
            say_figure(name="start.cold", value=seconds, unit="s", goal="<= 300")
        warm = []
        for _ in range(WARM_STARTS):
            with _running(clone, environment) as (seconds, process):
                warm.append(seconds)
                if len(warm) == WARM_STARTS:
                    time.sleep(REST_SECONDS)
                    say_figure(
                        name="start.memory", value=_resident_megabytes(process), unit="MB", goal="<= 400"
                    )
        say_figure(name="start.warm", value=sorted(warm)[len(warm) // 2], unit="s", goal="<= 10")
    finally:
        shutil.rmtree(folder)


@contextmanager
def _running(clone: Path, environment: dict[str, str]) -> Iterator[tuple[float, subprocess.Popen[bytes]]]:
    """`./dev up` until it answers; how long that took, and the process."""
    began = time.monotonic()
    process = subprocess.Popen(["./dev", "up"], cwd=clone, env=environment, stdout=sys.stderr)
    try:
        while not _answers(int(environment["HEYI_PORT"])):
            if process.poll() is not None or time.monotonic() - began > PATIENCE_SECONDS:
                raise SystemExit("./dev up did not come up")
            time.sleep(0.05)
        yield time.monotonic() - began, process
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(60)


def _answers(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=2) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False


def _resident_megabytes(process: subprocess.Popen[bytes]) -> float:
    """Memory of the whole tree; a page that several processes share is counted once (PSS)."""
    supervisor = psutil.Process(process.pid)
    tree = [supervisor, *supervisor.children(recursive=True)]
    return sum(each.memory_full_info().pss for each in tree) / 1e6


def _empty_caches(folder: Path) -> dict[str, str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    return {
        **os.environ,
        "HEYI_HOME": str(folder / "data"),
        "HEYI_PORT": str(port),
        "PIP_NO_CACHE_DIR": "1",
        "npm_config_cache": str(folder / "npm"),
    }


if __name__ == "__main__":
    main()
