"""What can be known and done about processes of other lifetimes: a server without its parent, orphans."""

import contextlib
import ctypes
import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterable
from pathlib import Path

_PR_SET_PDEATHSIG = 1
_POLL_SECONDS = 0.02
_PROC = Path("/proc")
_HAS_PROC = (_PROC / "self" / "cmdline").exists()


def command_line(pid: int) -> str | None:
    """The command line of a process, its words separated by blanks; None when there is no such process."""
    if _HAS_PROC:
        try:
            raw = (_PROC / str(pid) / "cmdline").read_bytes()
        except (FileNotFoundError, ProcessLookupError):
            return None
        return raw.replace(b"\0", b" ").decode(errors="replace").strip() or None
    listed = _ps("-ww", "-o", "command=", "-p", str(pid))
    return listed.strip() or None


def is_alive(pid: int) -> bool:
    """Whether there is such a process that has not ended; one that becomes another program has no words then."""
    if _HAS_PROC:
        try:
            told = (_PROC / str(pid) / "stat").read_bytes()
        except (FileNotFoundError, ProcessLookupError):
            return False
        # The state follows the name, which may hold anything, also brackets and blanks.
        return told.rpartition(b")")[2].split()[0] not in (b"Z", b"X")
    return _ps("-o", "state=", "-p", str(pid)).strip()[:1] not in ("", "Z")


def processes_titled(beginning: str) -> list[int]:
    """The processes whose title begins with these words."""
    if _HAS_PROC:
        pids = [int(entry.name) for entry in _PROC.iterdir() if entry.name.isdecimal()]
        return [pid for pid in pids if (command_line(pid) or "").startswith(beginning)]
    listed = _ps("-axww", "-o", "pid=,command=")
    rows = (line.strip().partition(" ") for line in listed.splitlines())
    return [int(pid) for pid, _, title in rows if title.strip().startswith(beginning)]


def send(pids: Iterable[int], number: signal.Signals) -> None:
    """Send a signal to each process that is still there."""
    for pid in pids:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, number)


def wait_until(condition: Callable[[], bool], seconds: float) -> bool:
    """Look again and again until the condition holds or the time is over; whether it holds."""
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(_POLL_SECONDS)
    return True


def die_with_parent(number: signal.Signals) -> Callable[[], None] | None:
    """What a child runs before it becomes its program, to get this signal when its parent ends anyhow.

    Linux only; elsewhere None, and the next start finds and adopts or ends what was left.
    """
    if not _HAS_PROC:
        return None
    libc = ctypes.CDLL(None, use_errno=True)
    parent = os.getpid()

    def tie() -> None:
        if libc.prctl(_PR_SET_PDEATHSIG, int(number), 0, 0, 0) != 0:
            raise OSError(ctypes.get_errno(), "prctl")
        if os.getppid() != parent:
            os._exit(1)

    return tie


def _ps(*options: str) -> str:
    command = ["/bin/ps", *options]
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout
