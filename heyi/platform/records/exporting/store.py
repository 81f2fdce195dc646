"""Where the files of exports lie: under the tenant's id and the export's, for seven days."""

from datetime import timedelta
from pathlib import Path
from uuid import UUID

from sqlalchemy import select, update

from heyi.platform.records.exporting.tables import EXPORT_RUN
from heyi.platform.unit_of_work import UnitOfWork

KEPT = timedelta(days=7)


def file_path(home: Path, tenant_id: UUID, export_id: UUID) -> Path:
    """Where the file of an export lies; both names are ids."""
    return home / "exports" / str(tenant_id) / str(export_id)


def forget_files(uow: UnitOfWork, home: Path) -> int:
    """Remove the files of exports that are older than seven days, and what a crash left half written."""
    run = EXPORT_RUN.c
    old = run.finished_at < uow.now - KEPT
    place = (run.tenant_id == uow.tenant_id, run.kept)
    uow.execute(update(EXPORT_RUN).where(*place, old).values(kept=False))
    kept = {str(row["id"]) for row in uow.rows(select(run.id).where(*place))}
    folder = file_path(home, uow.tenant_id, uow.tenant_id).parent
    if not folder.is_dir():
        return 0
    young = (uow.now - timedelta(days=1)).timestamp()
    gone = [path for path in folder.iterdir() if path.name not in kept and path.stat().st_mtime < young]
    for path in gone:
        path.unlink(missing_ok=True)
    return len(gone)
