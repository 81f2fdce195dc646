"""The processes below the supervisor: started apart from the terminal, logged to small files, restarted."""

import contextlib
import os
import signal
import subprocess
import time
from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from heyi.platform.db.processes import die_with_parent

_LARGEST_LOG_BYTES = 10_000_000
_KEPT_LOGS = 3
_FIRST_PAUSE_SECONDS = 0.2
_LONGEST_PAUSE_SECONDS = 5.0
_SETTLED_AFTER_SECONDS = 30.0
_READ_BYTES = 65536


class SmallLog:
    """A log file that is put aside when it grows, with its last lines at hand for whoever is there."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        self.path = path
        self.last_lines: deque[str] = deque(maxlen=15)
        self._handle = path.open("ab")

    def write(self, text: bytes) -> None:
        """Append what a process said."""
        if self._handle.tell() + len(text) > _LARGEST_LOG_BYTES:
            self._put_aside()
        self._handle.write(text)
        self._handle.flush()
        self.last_lines.extend(text.decode(errors="replace").splitlines())

    def close(self) -> None:
        """Close the file."""
        self._handle.close()

    def _put_aside(self) -> None:
        self._handle.close()
        for number in range(_KEPT_LOGS, 0, -1):
            older = self.path.with_name(f"{self.path.name}.{number}")
            newer = self.path.with_name(f"{self.path.name}.{number - 1}") if number > 1 else self.path
            if newer.exists():
                newer.replace(older)
        self._handle = self.path.open("wb")


@dataclass
class Child:
    """One process that has to run: `web` or `worker`."""

    name: str
    command: Sequence[str]
    environment: Mapping[str, str]
    log: SmallLog
    process: subprocess.Popen[bytes] | None = None
    ended: int = 0
    _started_at: float = 0.0
    _failures: int = 0
    _start_after: float = field(default=0.0)

    @property
    def output(self) -> int | None:
        """The descriptor on which the process speaks, while it runs."""
        return self.process.stdout.fileno() if self.process and self.process.stdout else None

    @property
    def pid(self) -> int | None:
        """Its process number, while it runs."""
        return self.process.pid if self.process else None

    def start_if_due(self) -> bool:
        """Start the process unless it runs or has just failed; whether it was started now."""
        if self.process is not None or time.monotonic() < self._start_after:
            return False
        self.process = subprocess.Popen(
            list(self.command),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            env=dict(self.environment),
            # Apart from the terminal: Ctrl-C reaches the supervisor, which ends everything in order.
            start_new_session=True,
            preexec_fn=die_with_parent(signal.SIGTERM),  # noqa: PLW1509 - one thread
        )
        assert self.process.stdout is not None
        os.set_blocking(self.process.stdout.fileno(), False)
        self._started_at = time.monotonic()
        return True

    def keep_words(self) -> None:
        """Move what the process said into its log."""
        with contextlib.suppress(BlockingIOError):
            while self.output is not None and (text := os.read(self.output, _READ_BYTES)):
                self.log.write(text)

    def reap_if_ended(self) -> int | None:
        """The exit code when the process has ended since the last look; its next start waits a moment."""
        if self.process is None or self.process.poll() is None:
            return None
        self.keep_words()
        code = self.process.returncode
        if self.process.stdout:
            self.process.stdout.close()
        self.process = None
        self.ended += 1
        lived = time.monotonic() - self._started_at
        self._failures = 0 if lived > _SETTLED_AFTER_SECONDS else self._failures + 1
        pause = min(_FIRST_PAUSE_SECONDS * 2**self._failures, _LONGEST_PAUSE_SECONDS)
        self._start_after = time.monotonic() + pause
        return code

    def send(self, number: signal.Signals) -> None:
        """Send the process a signal, if it runs."""
        if self.process is not None:
            with contextlib.suppress(ProcessLookupError):
                self.process.send_signal(number)
