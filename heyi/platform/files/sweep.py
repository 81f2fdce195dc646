"""Bytes go after their rows: once the row's removal is committed, and each night what a rollback or a crash left."""

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from uuid import UUID

from sqlalchemy import select

from heyi.platform.files import store
from heyi.platform.files.tables import FILE
from heyi.platform.jobs.definition import Running, job
from heyi.platform.unit_of_work import UnitOfWork

# A file younger than this may belong to a transaction that is not committed yet.
YOUNG = timedelta(days=1)


@dataclass(frozen=True)
class RemovedFile:
    """Whose row is gone."""

    file_id: UUID


@job("files.remove_bytes", RemovedFile)
def remove_bytes(run: Running[RemovedFile]) -> None:
    """Remove the bytes of a file whose row is gone."""
    if not _present(run.uow, [run.payload.file_id]):
        store.path_of(run.services.home, run.uow.tenant_id, run.payload.file_id).unlink(missing_ok=True)


def remove_orphans(uow: UnitOfWork, home: Path) -> int:
    """Remove what lies in the tenant's folder and has had no row for a day; gives back how many files."""
    folder = store.folder_of(home, uow.tenant_id)
    if not folder.is_dir():
        return 0
    limit = (uow.now - YOUNG).timestamp()
    old = [path for path in folder.iterdir() if path.stat().st_mtime < limit]
    ids = {path: _id_of(path) for path in old}
    present = _present(uow, [file_id for file_id in ids.values() if file_id is not None])
    orphans = [path for path, file_id in ids.items() if file_id not in present]
    for path in orphans:
        path.unlink(missing_ok=True)
    return len(orphans)


def _id_of(path: Path) -> UUID | None:
    try:
        return UUID(path.name)
    except ValueError:
        return None  # what a crash left half written


def _present(uow: UnitOfWork, file_ids: list[UUID]) -> set[UUID]:
    if not file_ids:
        return set()
    query = select(FILE.c.id).where(FILE.c.tenant_id == uow.tenant_id, FILE.c.id.in_(file_ids))
    return {row["id"] for row in uow.rows(query)}
