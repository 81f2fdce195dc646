"""Routes of files. What is downloaded is saved by the browser, never shown or run by it."""

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated
from uuid import UUID

from fastapi import File, Form, Request, UploadFile
from starlette.responses import FileResponse, Response

from heyi.platform.access import MEMBER
from heyi.platform.files.actions import FileView, add_file, file_to_send, get_file, list_files, remove_file
from heyi.platform.http.answers import Answer, to_json
from heyi.platform.http.envelope import DOWNLOAD_POLICY
from heyi.platform.http.router import Router
from heyi.platform.http.services import services_of
from heyi.platform.unit_of_work import UnitOfWork

router = Router("files")

RecordName = Annotated[str, Form(max_length=60)]


@dataclass(frozen=True)
class Download(Answer):
    """A file that is sent from the disk, piece by piece."""

    path: Path = Path()
    name: str = ""

    def response(self) -> Response:
        """The file, to be saved under its name."""
        return FileResponse(
            self.path,
            media_type=self.media_type,
            filename=self.name,
            content_disposition_type="attachment",
            headers={
                "Content-Security-Policy": DOWNLOAD_POLICY,
                "X-Content-Type-Options": "nosniff",
                "Cache-Control": "private, no-store",
            },
        )


@router.post("/files", permission=MEMBER, answer=FileView, status=201)
def post_file(
    uow: UnitOfWork,
    request: Request,
    record: RecordName,
    record_id: Annotated[UUID, Form()],
    file: Annotated[UploadFile, File()],
) -> FileView:
    """Put a file of up to 50 MB on a record that I may change."""
    home = services_of(request).home
    return add_file(uow, record, record_id, name=file.filename or "", source=file.file, home=home)


@router.get("/files", permission=MEMBER, answer=list[FileView])
def get_files(uow: UnitOfWork, record: str, record_id: UUID) -> Answer:
    """The files of a record that I may see, the latest first."""
    return Answer(200, to_json(list_files(uow, record, record_id)))


@router.get("/files/{file_id}", permission=MEMBER, answer=FileView)
def get_one_file(uow: UnitOfWork, file_id: UUID) -> FileView:
    """What a file is; its content is under /content."""
    return get_file(uow, file_id)


@router.get("/files/{file_id}/content", permission=MEMBER)
def get_file_content(uow: UnitOfWork, file_id: UUID, request: Request) -> Answer:
    """Download a file; the browser saves it and does not open it."""
    sent = file_to_send(uow, file_id, home=services_of(request).home)
    return Download(200, b"", media_type=sent.media_type, path=sent.path, name=sent.name)


@router.delete("/files/{file_id}", permission=MEMBER)
def delete_file(uow: UnitOfWork, file_id: UUID, version: int) -> None:
    """Take a file off a record that I may change."""
    remove_file(uow, file_id, version=version)
