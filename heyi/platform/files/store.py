"""Where the bytes lie: under the tenant's id and the file's id in the home folder, written whole or not at all."""

import hashlib
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO
from uuid import UUID

from heyi.platform.files.errors import FileTooLarge
from heyi.platform.files.kinds import LOOKED_AT, kind_of

MOST_BYTES = 50_000_000
_PIECE = 1_048_576


@dataclass(frozen=True)
class Stored:
    """What was written: how much, of what kind, and its hash."""

    size: int
    sha256: bytes
    media_type: str


def path_of(home: Path, tenant_id: UUID, file_id: UUID) -> Path:
    """Where a file lies; both names are ids, so nothing a person wrote is part of a path."""
    return folder_of(home, tenant_id) / str(file_id)


def folder_of(home: Path, tenant_id: UUID) -> Path:
    """Where the files of a tenant lie."""
    return home / "files" / str(tenant_id)


def write(source: BinaryIO, path: Path, *, check: Callable[[Stored], None]) -> Stored:
    """Copy a file to its place; `check` sees what it is before it gets there.

    Raises:
        FileTooLarge: it holds more than 50 MB.
        AppError: whatever `check` refuses. Nothing is left then.
        OSError: there is no room.
    """
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    unfinished = path.with_name(f".{path.name}.part")
    descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    source.seek(0)
    try:
        with os.fdopen(descriptor, "wb") as handle:
            stored = _copy(source, handle)
            check(stored)
            handle.flush()
            os.fsync(handle.fileno())
        unfinished.rename(path)
        _keep_name(path.parent)
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise
    return stored


def _keep_name(folder: Path) -> None:
    """Have the disk keep the folder's new entry: the row that speaks of the file is committed right after."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _copy(source: BinaryIO, target: BinaryIO) -> Stored:
    digest, size, start = hashlib.sha256(), 0, b""
    while piece := source.read(_PIECE):
        size += len(piece)
        if size > MOST_BYTES:
            raise FileTooLarge(limit=MOST_BYTES // 1_000_000)
        if len(start) < LOOKED_AT:
            start += piece[: LOOKED_AT - len(start)]
        digest.update(piece)
        target.write(piece)
    return Stored(size, digest.digest(), kind_of(start))
