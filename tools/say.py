"""What `./dev` says while it works: one line per step, with the seconds since it began."""

import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Mapping, Sequence
from pathlib import Path

BEGAN = time.monotonic()
_HEARTBEAT_SECONDS = 5.0
_SHOWN_ON_FAILURE = 40


class Failed(Exception):
    """A step did not succeed; the message is what the person should read."""


def say(text: str) -> None:
    """Print one progress line with the elapsed seconds."""
    print(f"[{time.monotonic() - BEGAN:5.1f} s] {text}", file=sys.stderr, flush=True)


def run_quietly(
    title: str, command: Sequence[str], *, cwd: Path, env: Mapping[str, str] | None = None
) -> None:
    """Run a command of which only the last line matters: shown every few seconds, and in full when it fails.

    Raises:
        Failed: the command ended with an error; its last lines were printed.
    """
    say(title)
    said: deque[str] = deque(maxlen=_SHOWN_ON_FAILURE)
    done = threading.Event()

    def heartbeat() -> None:
        while not done.wait(_HEARTBEAT_SECONDS):
            say(f"  {title}: {said[-1][:90] if said else 'working'}")

    beating = threading.Thread(target=heartbeat, daemon=True)
    beating.start()
    try:
        with subprocess.Popen(
            list(command),
            cwd=cwd,
            env=env,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
        ) as process:
            assert process.stdout is not None
            for line in process.stdout:
                if line.strip():
                    said.append(line.strip())
    finally:
        done.set()
        beating.join()
    if process.returncode != 0:
        print("\n".join(said), file=sys.stderr)
        raise Failed(f"{title}: failed (exit {process.returncode})")


def run_openly(
    title: str, command: Sequence[str], *, cwd: Path, env: Mapping[str, str] | None = None
) -> bool:
    """Run a command whose output the person wants to read; whether it succeeded."""
    say(title)
    return subprocess.run(list(command), cwd=cwd, env=env, check=False).returncode == 0
