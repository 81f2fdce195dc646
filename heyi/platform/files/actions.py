"""Put files on records, look at them, take them away; the record's own permissions decide."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO
from uuid import UUID

from sqlalchemy import Select, delete, select
from sqlalchemy.engine import RowMapping

from heyi.platform.errors import NotAllowed, NotFound, VersionChanged
from heyi.platform.files import store
from heyi.platform.files.errors import CannotHoldFiles, FileEmpty, FileKept, NameUnusable, NotWhatItSays
from heyi.platform.files.kinds import keeps_promise, safe_name
from heyi.platform.files.sweep import RemovedFile, remove_bytes
from heyi.platform.files.tables import DRAFT, FILE
from heyi.platform.identity.rights import Level
from heyi.platform.identity.tables import APP_USER
from heyi.platform.jobs.queue import enqueue
from heyi.platform.records import access
from heyi.platform.records.declaration import Record
from heyi.platform.records.listing import get_record
from heyi.platform.records.shapes import shapes
from heyi.platform.unit_of_work import UnitOfWork


@dataclass(frozen=True)
class FileView:
    """A file on a record."""

    id: UUID
    version: int
    record: str
    record_id: UUID
    field: str | None
    name: str
    media_type: str
    size: int
    sha256: str
    created_at: datetime
    created_by: str | None


@dataclass(frozen=True)
class FileToSend:
    """A file to be downloaded: its name for people, and where its bytes lie."""

    name: str
    media_type: str
    path: Path


def add_file(
    uow: UnitOfWork, record_name: str, record_id: UUID, *, name: str, source: BinaryIO, home: Path
) -> FileView:
    """Put a file on a record, or keep it as a draft under one's own id until a field of a saved record names it.

    Raises:
        NotInDemo: this is the demo company.
        CannotHoldFiles: there is no such kind of record that the actor may see.
        NotFound: there is no such record here.
        NotAllowed: the actor may not change the record.
        NameUnusable: nothing is left of its name.
        FileTooLarge: it holds more than 50 MB.
        FileEmpty: it holds nothing.
        NotWhatItSays: its name promises another kind of content.
    """
    uow.refuse_in_demo()
    record, found = None, None
    if record_name != DRAFT:
        record = _record(uow, record_name)
        found = _require_change(uow, record, record_id)
    elif record_id != uow.actor.user_id:
        raise NotFound(what="record.app_user")
    shown = safe_name(name)
    if not shown:
        raise NameUnusable

    def check(stored: store.Stored) -> None:
        if stored.size == 0:
            raise FileEmpty
        if not keeps_promise(shown, stored.media_type):
            raise NotWhatItSays(name=shown, kind=stored.media_type)

    file_id = uow.new_id()
    stored = store.write(source, store.path_of(home, uow.tenant_id, file_id), check=check)
    row = {
        "id": file_id,
        "record": record_name,
        "record_id": record_id,
        "field": None,
        "name": shown,
        "media_type": stored.media_type,
        "size": stored.size,
        "sha256": stored.sha256,
    }
    uow.insert(FILE, row)
    if record is not None and found is not None:
        _audit(uow, record, record_id, found, {"file": [None, shown]})
    return get_file(uow, file_id)


def list_files(uow: UnitOfWork, record_name: str, record_id: UUID) -> list[FileView]:
    """The files of a record beside those that its fields name, the latest first.

    Raises:
        CannotHoldFiles: there is no such kind of record that the actor may see.
        NotFound: there is no such record here.
    """
    record = _record(uow, record_name)
    get_record(uow, record, record_id)
    query = _selected(uow).where(FILE.c.record == record.name, FILE.c.record_id == record_id)
    query = query.where(FILE.c.field.is_(None))
    return [_view(row) for row in uow.rows(query.order_by(FILE.c.id.desc()).limit(500))]


def get_file(uow: UnitOfWork, file_id: UUID) -> FileView:
    """One file.

    Raises:
        NotFound: there is none on a record that the actor may see.
    """
    row = uow.first(_selected(uow).where(FILE.c.id == file_id))
    if row is None or not _sees(uow, row):
        raise NotFound(what="record.file")
    return _view(row)


def file_to_send(uow: UnitOfWork, file_id: UUID, *, home: Path) -> FileToSend:
    """A file's bytes.

    Raises:
        NotFound: there is none on a record that the actor may see, or its bytes are lost.
    """
    found = get_file(uow, file_id)
    path = store.path_of(home, uow.tenant_id, file_id)
    if not path.is_file():
        raise NotFound(what="record.file")
    return FileToSend(found.name, found.media_type, path)


def remove_file(uow: UnitOfWork, file_id: UUID, *, version: int) -> None:
    """Take a file off its record; its bytes go once that is committed.

    Raises:
        NotInDemo: this is the demo company.
        NotFound: there is none on a record that the actor may see.
        NotAllowed: the actor may not change the record.
        VersionChanged: it is not at this version.
        FileKept: what the record says is in the books, or somebody has reviewed it.
    """
    uow.refuse_in_demo()
    found = get_file(uow, file_id)
    if found.version != version:
        raise VersionChanged(what="record.file", yours=version, now=found.version)
    record = _record(uow, found.record)
    held_by = _require_change(uow, record, found.record_id)
    if found.field is not None:
        raise NotAllowed(permission=f"field.{record.name}.{found.field}")
    _refuse_kept(uow, record, found)
    uow.execute(delete(FILE).where(FILE.c.tenant_id == uow.tenant_id, FILE.c.id == file_id))
    _audit(uow, record, found.record_id, held_by, {"file": [found.name, None]})
    enqueue(uow, remove_bytes, RemovedFile(file_id))


def _record(uow: UnitOfWork, name: str) -> Record:
    record = next((item for item in shapes(uow) if item.name == name), None)
    if record is None or not uow.actor.may(record.permissions.view):
        raise CannotHoldFiles(record=name[:60])
    return record


def _require_change(uow: UnitOfWork, record: Record, record_id: UUID) -> dict[str, object]:
    """The record, if the actor may change it; of a document, if he may do anything with it but look."""
    found = get_record(uow, record, record_id)
    needed = record.permissions.attach or record.permissions.update or record.permissions.create
    if needed is not None:
        allowed = uow.actor.may(needed)
        if record.permissions.update is not None:
            access.require_row(uow, record, record_id, "update", known=True)
    else:
        family = record.permissions.view.rpartition(".")[0]
        verbs = {name for name in uow.actor.permissions if name.rpartition(".")[0] == family}
        allowed = bool(verbs - {record.permissions.view})
    if not allowed:
        raise NotAllowed(permission=f"permission.{needed or record.permissions.view}")
    return found


def _refuse_kept(uow: UnitOfWork, record: Record, found: FileView) -> None:
    """The row's state is held until the file is gone, so that nobody posts between the look and the removal."""
    table, document = record.table, record.document
    kept = bool(table.info.get("append_only"))
    if document is not None and document.keeps_files:
        state = select(table.c[document.state])
        state = state.where(table.c.tenant_id == uow.tenant_id, table.c.id == found.record_id)
        kept = uow.scalar(state.with_for_update(read=True)) in document.keeps_files
    if kept:
        raise FileKept(name=found.name)


def _sees(uow: UnitOfWork, row: RowMapping) -> bool:
    record_name, record_id = row["record"], row["record_id"]
    if record_name == DRAFT:
        return bool(record_id == uow.actor.user_id)
    record = next((item for item in shapes(uow) if item.name == record_name), None)
    if record is None or not uow.actor.may(record.permissions.view):
        return False
    if access.levels(uow, record).get(row["field"] or "") in (Level.HIDDEN, Level.MASKED):
        return False
    table = record.table
    return (
        uow.scalar(select(table.c.id).where(*access.rows(uow, record), table.c.id == record_id)) is not None
    )


def _audit(
    uow: UnitOfWork, record: Record, record_id: UUID, found: dict[str, object], changes: dict[str, object]
) -> None:
    party = record_id if record.party_field == "id" else found.get(record.party_field)
    party_id = party["id"] if isinstance(party, dict) else party
    title = str(found.get(record.title) or "")
    uow.audit(
        "changed",
        record=record.name,
        record_id=record_id,
        changes=changes,
        party_id=party_id if isinstance(party_id, UUID) else None,
        title=title,
    )


def _selected(uow: UnitOfWork) -> Select[Any]:
    person = (APP_USER.c.tenant_id == FILE.c.tenant_id) & (APP_USER.c.id == FILE.c.created_by)
    return (
        select(FILE, APP_USER.c.name.label("person"))
        .select_from(FILE.outerjoin(APP_USER, person))
        .where(FILE.c.tenant_id == uow.tenant_id)
    )


def _view(row: RowMapping) -> FileView:
    return FileView(
        id=row["id"],
        version=row["version"],
        record=row["record"],
        record_id=row["record_id"],
        field=row["field"],
        name=row["name"],
        media_type=row["media_type"],
        size=row["size"],
        sha256=row["sha256"].hex(),
        created_at=row["created_at"],
        created_by=row["person"],
    )
