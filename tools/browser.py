"""Finds the system's Chromium for the browser tests, or says the one command that installs it."""

import os
import shutil
from pathlib import Path

from tools.say import Failed, run_quietly

_NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")


def find_chromium() -> str | None:
    """Where this machine's Chromium is; HEYI_CHROMIUM names another."""
    named = os.environ.get("HEYI_CHROMIUM")
    return named or next(filter(None, map(shutil.which, _NAMES)), None)


def ensure_chromium() -> None:
    """Have a Chromium on this machine; as root on Debian it is installed.

    Raises:
        Failed: there is none and this user may not install one.
    """
    if find_chromium():
        return
    command = "apt-get update && apt-get install -y --no-install-recommends chromium"
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        raise Failed(f"the browser tests need Chromium. As root: {command}")
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    run_quietly(
        "installing Chromium for the browser tests", ["sh", "-c", command], cwd=Path("/"), env=environment
    )
