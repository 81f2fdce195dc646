"""Keeps .venv equal to the lock files: hash-checked, and only when a lock has changed since."""

import contextlib
import fcntl
import hashlib
import sys
from collections.abc import Iterator
from pathlib import Path

from tools.say import run_quietly

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
RUNTIME_LOCK = "requirements.lock"
DEVELOPMENT_LOCK = "requirements-dev.lock"


def ensure_packages(lock: str) -> None:
    """Install what `lock` names, and Heyi itself in place, unless that was done for this very lock.

    The development lock contains the runtime lock, so that having it satisfies both.

    Raises:
        Failed: pip could not install a package, or a hash did not match.
    """
    with _one_at_a_time():
        if _is_installed(lock) or (lock == RUNTIME_LOCK and _is_installed(DEVELOPMENT_LOCK)):
            return
        pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--no-input", "install"]
        run_quietly(
            f"installing Python packages ({lock})",
            [*pip, "--progress-bar", "off", "--only-binary", ":all:", "--require-hashes", "-r", lock],
            cwd=ROOT,
        )
        run_quietly(
            "installing Heyi in place", [*pip, "--no-deps", "--no-build-isolation", "-e", "."], cwd=ROOT
        )
        _stamp(lock).write_text(_fingerprint(lock))


def _is_installed(lock: str) -> bool:
    stamp = _stamp(lock)
    return stamp.exists() and stamp.read_text() == _fingerprint(lock)


def _stamp(lock: str) -> Path:
    return VENV / f".{lock}.sha256"


def _fingerprint(lock: str) -> str:
    digest = hashlib.sha256(sys.version.encode())
    for name in (RUNTIME_LOCK, lock, "pyproject.toml"):
        digest.update((ROOT / name).read_bytes())
    return digest.hexdigest()


@contextlib.contextmanager
def _one_at_a_time() -> Iterator[None]:
    with (VENV / ".lock").open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
