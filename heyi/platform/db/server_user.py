"""Who the embedded PostgreSQL runs as: the caller, or, when that is root, a user of its own."""

import contextlib
import os
import pwd
import shutil
import subprocess
from pathlib import Path
from typing import NamedTuple

SYSTEM_USER = "heyi-postgres"


class ServerUserError(Exception):
    """The server cannot be run by anybody this process may become."""


class Identity(NamedTuple):
    """Whom a program runs as; all None: as the caller."""

    user: int | None
    group: int | None
    groups: tuple[int, ...] | None


def identity_for(data_dir: Path) -> Identity:
    """Whom the server of these files runs as: their owner, so that they never change hands by accident.

    Raises:
        ServerUserError: the files belong to somebody else, or root finds no user to step down to.
    """
    owner = data_dir.stat().st_uid if data_dir.exists() else None
    if os.geteuid() != 0:
        if owner not in {None, os.geteuid()}:
            raise ServerUserError(
                f"{data_dir} belongs to {_name_of(owner)}; run Heyi as that user or as root"
            )
        return Identity(None, None, None)
    user = pwd.getpwuid(owner) if owner else _system_user()
    return Identity(user.pw_uid, user.pw_gid, ())


def _system_user() -> pwd.struct_passwd:
    """Root's server gets a user of its own, made once; `nobody` where users cannot be made."""
    for name in (SYSTEM_USER, "nobody"):
        with contextlib.suppress(KeyError):
            return pwd.getpwnam(name)
        if name == SYSTEM_USER and (useradd := shutil.which("useradd")):
            options = ["--system", "--user-group", "--no-create-home", "--shell", "/bin/false"]
            subprocess.run([useradd, *options, SYSTEM_USER], capture_output=True, check=False)
            with contextlib.suppress(KeyError):
                return pwd.getpwnam(name)
    raise ServerUserError(
        "PostgreSQL does not run as root and no other user was found; run Heyi as a plain user"
    )


def _name_of(uid: int | None) -> str:
    try:
        return pwd.getpwuid(uid or 0).pw_name
    except KeyError:
        return f"user {uid}"
