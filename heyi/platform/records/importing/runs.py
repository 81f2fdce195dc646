"""Imports that run as jobs: a file is uploaded once, looked at, written in steps, and can be taken back."""

from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any, BinaryIO
from uuid import UUID

from sqlalchemy import ColumnElement, select, update

from heyi.platform.errors import FieldProblem, InvalidInput, NotAllowed, NotFound, WrongState
from heyi.platform.files import store
from heyi.platform.files.errors import FileEmpty, NameUnusable
from heyi.platform.files.kinds import safe_name
from heyi.platform.files.tables import FILE
from heyi.platform.jobs.actions import cancel_job
from heyi.platform.jobs.queue import enqueue
from heyi.platform.jobs.tables import JOB
from heyi.platform.records.declaration import Record
from heyi.platform.records.gates import ask_gates_for_files
from heyi.platform.records.importing.columns import Fillable, fillable
from heyi.platform.records.importing.contracts import CheckBody, StartBody, Way
from heyi.platform.records.importing.destinations import send_to
from heyi.platform.records.importing.errors import HasBadRows, UndoTooLate
from heyi.platform.records.importing.layouts import remember, run_row
from heyi.platform.records.importing.matching import key_fields
from heyi.platform.records.importing.spool import spool_path
from heyi.platform.records.importing.steps import (
    RunId,
    check_import,
    read_import,
    undo_import,
    write_import,
)
from heyi.platform.records.importing.tables import IMPORT_RUN
from heyi.platform.records.importing.words import words_of
from heyi.platform.records.permissions import KEEP_ORIGIN
from heyi.platform.records.shapes import shape_of, shapes
from heyi.platform.unit_of_work import UnitOfWork

Row = Mapping[Any, Any]
UNDO_WITHIN = timedelta(days=30)
# Whose rows the file is of; nobody sees such a file but through its run.
FILE_RECORD = "import_run"


def upload(uow: UnitOfWork, record: Record, *, name: str, source: BinaryIO, home: Path) -> UUID:
    """Keep a file of up to 50 MB and begin to read it; gives back the id of its run.

    Raises:
        NotInDemo: this is the demo company.
        NameUnusable: nothing is left of its name.
        FileTooLarge: it holds more than 50 MB.
        FileEmpty: it holds nothing.
    """
    uow.refuse_in_demo()
    shown = safe_name(name)
    if not shown:
        raise NameUnusable

    def check(stored: store.Stored) -> None:
        if stored.size == 0:
            raise FileEmpty

    file_id, run_id = uow.new_id(), uow.new_id()
    stored = store.write(source, store.path_of(home, uow.tenant_id, file_id), check=check)
    uow.insert(
        FILE,
        {
            "id": file_id,
            "record": FILE_RECORD,
            "record_id": run_id,
            "field": None,
            "name": shown,
            "media_type": stored.media_type,
            "size": stored.size,
            "sha256": stored.sha256,
        },
    )
    values = {"record": record.name, "filename": shown, "file_id": file_id, "state": "reading"}
    uow.insert(IMPORT_RUN, {"id": run_id, **values})
    job_id = enqueue(uow, read_import, RunId(run_id))
    uow.execute(_of(uow, run_id).values(job_id=job_id))
    return run_id


def check_run(uow: UnitOfWork, run_id: UUID, body: CheckBody) -> None:
    """Look at every row under this mapping; nothing is written.

    Raises:
        NotFound: there is no such import of the actor's.
        NotAllowed: he may not change records of that kind, or not keep their origin.
        InvalidInput: the mapping or the key names a field that a file cannot fill.
        WrongState: it was started already.
        AppError: the place into which it is to go is not his to fill.
    """
    run = own_run(uow, run_id)
    shape = _permitted(uow, run, body.way)
    if body.keep_origin and not uow.actor.may(KEEP_ORIGIN):
        raise NotAllowed(permission=f"permission.{KEEP_ORIGIN}")
    may = fillable(uow, shape, words_of(uow), origin=body.keep_origin)
    _check_body(may, body)
    mapping = {one.column: one.field for one in body.mapping}
    send_to(uow, shape, body.into)
    options = {
        "mapping": mapping,
        "way": body.way,
        "key": body.key,
        "keep_origin": body.keep_origin,
        "into": None if body.into is None else str(body.into),
    }
    _move(uow, run, "check", ("ready", "checked"), state="checking", options=options)
    _queue(uow, run, check_import)


def start_run(uow: UnitOfWork, run_id: UUID, body: StartBody) -> None:
    """Write the good rows, in steps; what its columns mean is remembered for the next file of this kind.

    Raises:
        NotFound: there is no such import of the actor's.
        NotAllowed: he may no longer do this with records of that kind.
        WrongState: it was not looked at, or was started already.
        ImportNeedsApproval: such records are only made or changed with approval.
        HasBadRows: there are bad rows and it was not asked to leave them out.
    """
    run = own_run(uow, run_id)
    _permitted(uow, run, Way(run["options"].get("way", Way.CREATE)))
    ask_gates_for_files(uow, shape_of(uow, run["record"]))
    counts = run["counts"]
    if run["state"] == "checked" and counts.get("bad") and not body.skip_bad:
        raise HasBadRows(rows=counts["rows"], bad=counts["bad"], findings=counts["bad"])
    options = {**run["options"], "duplicates": body.duplicates}
    _move(uow, run, "start", ("checked",), state="running", options=options)
    mapping = dict(run["source"]["filled"])
    remember(uow, run["record"], run["source"]["header"], mapping)
    uow.audit("imported", record=run["record"], record_id=run["id"], title=run["filename"])
    _queue(uow, run, write_import)


def cancel_run(uow: UnitOfWork, run_id: UUID) -> None:
    """Stop what is in work; what was written by then stays, and can be undone.

    Raises:
        NotFound: there is no such import of the actor's.
        WrongState: nothing is in work.
    """
    run = own_run(uow, run_id)
    if run["job_id"] is None or run["state"] not in ("reading", "checking", "running"):
        raise _wrong(run, "cancel")
    cancel_job(uow, run["job_id"])


def undo_run(uow: UnitOfWork, run_id: UUID) -> None:
    """Take back what an import of the last 30 days wrote, where nobody changed or used it since; once.

    Raises:
        NotFound: there is no such import of the actor's.
        WrongState: nothing was written, it still runs, or it was undone already.
        UndoTooLate: it lies further back than 30 days.
    """
    run = own_run(uow, run_id)
    _permitted(uow, run, Way.CREATE)
    if run["state"] == "done" and run["finished_at"] < uow.now - UNDO_WITHIN:
        raise UndoTooLate(days=UNDO_WITHIN.days)
    if run["state"] == "running" and not has_ended(uow, run):
        raise _wrong(run, "undo")
    if not (run["counts"].get("created") or run["counts"].get("changed")):
        raise _wrong(run, "undo")
    _move(uow, run, "undo", ("done", "running"), state="undoing", undone_at=uow.now)
    uow.audit("undone", record=run["record"], record_id=run["id"], title=run["filename"])
    _queue(uow, run, undo_import)


def forget_spools(uow: UnitOfWork, home: Path) -> int:
    """Remove the laid out rows of imports that have ended a day ago; they can be made anew."""
    folder = spool_path(home, uow.tenant_id, uow.tenant_id).parent
    if not folder.is_dir():
        return 0
    limit = (uow.now - timedelta(days=1)).timestamp()
    old = [path for path in folder.iterdir() if path.stat().st_mtime < limit]
    for path in old:
        path.unlink(missing_ok=True)
    return len(old)


def own_run(uow: UnitOfWork, run_id: UUID) -> Row:
    """A run that the actor may look at: his own, of a kind that he may still bring in.

    Raises:
        NotFound: there is none.
    """
    run = run_row(uow, run_id)
    if run is None or run["created_by"] != uow.actor.user_id or run["record"] not in importable(uow):
        raise NotFound(what="record.import_run")
    return run


def importable(uow: UnitOfWork) -> dict[str, Record]:
    """The kinds of records that the actor may bring in, by name."""
    return {
        shape.name: shape
        for shape in shapes(uow)
        if shape.permissions.bring_in is not None and uow.actor.may(shape.permissions.bring_in)
    }


def has_ended(uow: UnitOfWork, run: Row) -> bool:
    """Whether the job of a run will do nothing more, having been cancelled or having failed."""
    state = uow.scalar(select(JOB.c.state).where(JOB.c.tenant_id == uow.tenant_id, JOB.c.id == run["job_id"]))
    return state not in ("waiting", "running")


def _permitted(uow: UnitOfWork, run: Row, way: Way) -> Record:
    shape = shape_of(uow, run["record"])
    if way in (Way.UPDATE, Way.CREATE_OR_UPDATE):
        needed = shape.permissions.update
        if needed is None or not uow.actor.may(needed):
            raise NotAllowed(permission=f"permission.{needed or shape.permissions.view}")
    return shape


def _check_body(may: Fillable, body: CheckBody) -> None:
    problems = [
        FieldProblem("mapping", "unknown_field", {"value": name[:80]})
        for name in (one.field for one in body.mapping)
        if name is not None and name not in may.by_name
    ]
    if body.way is not Way.CREATE and body.key not in {item.name for item in key_fields(may.fields)}:
        problems.append(FieldProblem("key", "unknown_field", {"value": body.key}))
    if problems:
        raise InvalidInput(problems=problems)


def _of(uow: UnitOfWork, run_id: UUID) -> Any:
    return update(IMPORT_RUN).where(IMPORT_RUN.c.tenant_id == uow.tenant_id, IMPORT_RUN.c.id == run_id)


def _move(uow: UnitOfWork, run: Row, verb: str, states: tuple[str, ...], **values: Any) -> None:
    """From one of these states into another, if nobody else has moved it meanwhile."""
    stamps = {"version": IMPORT_RUN.c.version + 1, "updated_at": uow.now, "updated_by": uow.actor.user_id}
    allowed: ColumnElement[bool] = IMPORT_RUN.c.state.in_(states)
    moved = _of(uow, run["id"]).where(allowed, IMPORT_RUN.c.version == run["version"])
    if uow.execute(moved.values(**values, **stamps)).rowcount != 1:
        raise _wrong(run, verb)


def _wrong(run: Row, verb: str) -> WrongState:
    return WrongState(state=f"choice.import_run.state.{run['state']}", verb=f"verb.{verb}")


def _queue(uow: UnitOfWork, run: Row, kind: Any) -> None:
    job_id = enqueue(uow, kind, RunId(run["id"]))
    uow.execute(_of(uow, run["id"]).values(job_id=job_id))
