"""Routes of exports, and of how much anybody reads."""

from datetime import date
from uuid import UUID

from fastapi import Request

from heyi.platform.access import MEMBER
from heyi.platform.files.http import Download
from heyi.platform.http.answers import Answer, to_json
from heyi.platform.http.router import Router
from heyi.platform.http.services import services_of
from heyi.platform.records.declaration import Record
from heyi.platform.records.doors import Operation
from heyi.platform.records.exporting.log import ExportPage, list_exports
from heyi.platform.records.exporting.reading import Reading, list_reading
from heyi.platform.records.exporting.running import Asked, ExportBody, FileGone, ask_for_export, export_row
from heyi.platform.records.exporting.store import file_path
from heyi.platform.records.importing.runs_http import MEDIA_TYPES
from heyi.platform.records.permissions import VIEW_READING
from heyi.platform.unit_of_work import UnitOfWork

router = Router("exports")
PDF = "application/pdf"


@router.get("/exports", permission=MEMBER, answer=ExportPage)
def get_exports(uow: UnitOfWork, before: UUID | None = None) -> ExportPage:
    """My exports of what I may still take out, the latest first; with the permission for it everybody's."""
    return list_exports(uow, before=before)


@router.get("/exports/{export_id}/file", permission=MEMBER)
def get_export_file(uow: UnitOfWork, export_id: UUID, request: Request) -> Answer:
    """Download the file of an export of mine, for seven days and while I may still take such records out."""
    row = export_row(uow, export_id)
    path = file_path(services_of(request).home, uow.tenant_id, export_id)
    if not row["kept"] or not path.exists():
        raise FileGone
    return Download(200, b"", media_type=MEDIA_TYPES.get(row["format"], PDF), path=path, name=row["name"])


@router.get("/reading", permission=VIEW_READING, answer=list[Reading])
def get_reading(
    uow: UnitOfWork, since: date | None = None, until: date | None = None, user_id: UUID | None = None
) -> Answer:
    """How many records everybody read each day: by turning pages, by programs, by exports. Today if no day is named."""
    return Answer(200, to_json(list_reading(uow, since=since, until=until, user_id=user_id)))


def _export(uow: UnitOfWork, record: Record, body: ExportBody) -> Asked:
    """Have a list written to a file by a job; its result names the export whose file can then be downloaded."""
    return ask_for_export(uow, record, body)


EXPORTS = (
    Operation(
        method="POST",
        path="/export",
        action="take_out",
        name="export_{path}",
        handler=_export,
        status=202,
        own_answer=Asked,
    ),
)
