"""Routes of imports that run as jobs."""

import tempfile
from typing import Literal
from urllib.parse import quote
from uuid import UUID

from heyi.kit.sheets_out import SheetFormat
from heyi.platform.access import MEMBER
from heyi.platform.http.answers import Answer
from heyi.platform.http.router import Router
from heyi.platform.records.importing import runs
from heyi.platform.records.importing.contracts import CheckBody, FindingPage, RunPage, RunView, StartBody
from heyi.platform.records.importing.viewing import findings_of, list_runs, view_run, write_bad_rows
from heyi.platform.unit_of_work import UnitOfWork

router = Router("imports")

MEDIA_TYPES = {
    SheetFormat.CSV: "text/csv; charset=utf-8",
    SheetFormat.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_IN_MEMORY = 5_000_000


@router.get("/imports", permission=MEMBER, answer=RunPage)
def get_imports(uow: UnitOfWork, record: str | None = None, before: UUID | None = None) -> RunPage:
    """My imports, the latest first, 50 at a time."""
    return list_runs(uow, record=record, before=before)


@router.get("/imports/{run_id}", permission=MEMBER, answer=RunView)
def get_import(uow: UnitOfWork, run_id: UUID) -> RunView:
    """One import: its columns, how far it is, what would change or has changed, and the first findings."""
    return view_run(uow, run_id)


@router.get("/imports/{run_id}/findings", permission=MEMBER, answer=FindingPage)
def get_import_findings(uow: UnitOfWork, run_id: UUID, after: int | None = None) -> FindingPage:
    """What is wrong or doubtful, in the order of the file, a hundred rows at a time."""
    return findings_of(uow, run_id, after=after)


@router.get("/imports/{run_id}/bad-rows", permission=MEMBER)
def get_import_bad_rows(
    uow: UnitOfWork,
    run_id: UUID,
    format: Literal["xlsx", "csv"] = "xlsx",
) -> Answer:
    """The bad rows as a file, each with its reasons, to mend and bring in again."""
    with tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY) as file:
        name = write_bad_rows(uow, run_id, SheetFormat(format), file)  # type: ignore[arg-type]  # a spooled file is one
        file.seek(0)
        data = file.read()
    disposition = f"attachment; filename=\"bad-rows.{format}\"; filename*=UTF-8''{quote(name)}"
    headers = {"Content-Disposition": disposition, "X-Content-Type-Options": "nosniff"}
    return Answer(200, data, headers=headers, media_type=MEDIA_TYPES[SheetFormat(format)])


@router.post("/imports/{run_id}/check", permission=MEMBER, answer=RunView)
def post_import_check(uow: UnitOfWork, run_id: UUID, body: CheckBody) -> RunView:
    """Look at every row under this mapping and tell what would become of it; nothing is written."""
    runs.check_run(uow, run_id, body)
    return view_run(uow, run_id)


@router.post("/imports/{run_id}/start", permission=MEMBER, answer=RunView)
def post_import_start(uow: UnitOfWork, run_id: UUID, body: StartBody) -> RunView:
    """Write the good rows."""
    runs.start_run(uow, run_id, body)
    return view_run(uow, run_id)


@router.post("/imports/{run_id}/cancel", permission=MEMBER, answer=RunView)
def post_import_cancel(uow: UnitOfWork, run_id: UUID) -> RunView:
    """Stop it; what was written by then stays, and can be undone."""
    runs.cancel_run(uow, run_id)
    return view_run(uow, run_id)


@router.post("/imports/{run_id}/undo", permission=MEMBER, answer=RunView)
def post_import_undo(uow: UnitOfWork, run_id: UUID) -> RunView:
    """Take back what it wrote in the last 30 days, where nobody changed or used it since."""
    runs.undo_run(uow, run_id)
    return view_run(uow, run_id)
