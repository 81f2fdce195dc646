"""How imports are shown: in a list, and one with its columns, counts, changes and findings."""

from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO
from uuid import UUID

from sqlalchemy import Select, func, select

from heyi.kit.sheets_out import SheetFormat, write_rows
from heyi.kit.tabular import Cell
from heyi.platform.identity.tables import APP_USER
from heyi.platform.jobs.tables import JOB
from heyi.platform.messages import translate
from heyi.platform.records.importing.columns import Fillable, fillable, label_of, letter_of
from heyi.platform.records.importing.contracts import (
    CellChange,
    Counts,
    FindingPage,
    How,
    Kept,
    RunColumn,
    RunField,
    RunFinding,
    RunPage,
    RunSummary,
    RunView,
    Undone,
)
from heyi.platform.records.importing.matching import key_fields
from heyi.platform.records.importing.noting import problems_of
from heyi.platform.records.importing.reporting import finding_of
from heyi.platform.records.importing.runs import UNDO_WITHIN, importable, own_run
from heyi.platform.records.importing.tables import IMPORT_FINDING, IMPORT_RUN
from heyi.platform.records.importing.words import words_of
from heyi.platform.records.permissions import KEEP_ORIGIN
from heyi.platform.unit_of_work import UnitOfWork

PAGE = 50
FINDINGS = 100
ROWS_AT_ONCE = 2_000
_WORKING = ("reading", "checking", "running", "undoing")
Row = Mapping[Any, Any]


def list_runs(uow: UnitOfWork, *, record: str | None = None, before: UUID | None = None) -> RunPage:
    """The actor's imports, the latest first."""
    kinds = importable(uow)
    run = IMPORT_RUN.c
    names = [record] if record in kinds else [] if record else list(kinds)
    query = _selected(uow).where(run.created_by == uow.actor.user_id, run.record.in_(names))
    if before is not None:
        query = query.where(run.id < before)
    rows = uow.rows(query.order_by(run.id.desc()).limit(PAGE + 1))
    items = [
        RunSummary(
            id=row["id"],
            record=row["record"],
            path=kinds[row["record"]].path,
            filename=row["filename"],
            state=_state(row),
            created_at=row["created_at"],
            created_by=row["person"],
            finished_at=row["finished_at"],
            counts=Counts(**row["counts"]),
        )
        for row in rows[:PAGE]
    ]
    return RunPage(items, items[-1].id if len(rows) > PAGE else None)


def view_run(uow: UnitOfWork, run_id: UUID) -> RunView:
    """One import of the actor's.

    Raises:
        NotFound: there is none.
    """
    own_run(uow, run_id)
    row = uow.first(_selected(uow).where(IMPORT_RUN.c.id == run_id))
    assert row is not None
    shape = importable(uow)[row["record"]]
    options, source = row["options"], row["source"]
    may = fillable(uow, shape, words_of(uow), origin=uow.actor.may(KEEP_ORIGIN))
    keys = {item.name for item in key_fields(may.fields)}
    page = findings_of(uow, run_id, after=None)
    return RunView(
        id=row["id"],
        version=row["version"],
        record=row["record"],
        path=shape.path,
        filename=row["filename"],
        state=_state(row),
        created_at=row["created_at"],
        created_by=row["person"],
        finished_at=row["finished_at"],
        undo_until=row["finished_at"] + UNDO_WITHIN if row["finished_at"] else None,
        done=row["progress_done"] or 0,
        total=row["progress_total"],
        encoding=source.get("encoding", ""),
        sheet=source.get("sheet", ""),
        rows=source.get("rows", 0),
        columns=list(_columns(may, source, options)),
        fields=[
            RunField(
                name=item.name,
                label=label_of(shape, item),
                required=item.must_be_given and item.show_if is None,
                is_key=item.name in keys,
            )
            for item in may.fields
        ],
        way=options.get("way", "create"),
        key=options.get("key", ""),
        counts=Counts(**row["counts"]),
        diff=[CellChange(**one) for one in row["diff"]],
        refusal=_refusal(uow, row),
        undone=_undone(row),
        allowed_actions=list(_allowed(uow, row)),
        may_keep_origin=uow.actor.may(KEEP_ORIGIN),
        into=UUID(options["into"]) if options.get("into") else None,
        findings=list(page.items),
        findings_total=int(
            uow.scalar(select(func.count()).select_from(IMPORT_FINDING).where(*_findings(uow, run_id)))
        ),
    )


def findings_of(uow: UnitOfWork, run_id: UUID, *, after: int | None) -> FindingPage:
    """What is wrong or doubtful, in the order of the file, a hundred rows at a time.

    Raises:
        NotFound: the actor has no such import.
    """
    own_run(uow, run_id)
    place = _findings(uow, run_id)
    if after is not None:
        place.append(IMPORT_FINDING.c.row > after)
    query = select(IMPORT_FINDING).where(*place).order_by(IMPORT_FINDING.c.row).limit(FINDINGS + 1)
    rows = uow.rows(query)
    items = []
    for row in rows[:FINDINGS]:
        for problem in problems_of(row):
            told = finding_of(problem, uow.actor.language)
            items.append(
                RunFinding(
                    row=told.row,
                    column=told.column,
                    value=told.value,
                    code=told.code,
                    reason=told.reason,
                    warning=row["weight"] == "warned",
                )
            )
    return FindingPage(items, rows[FINDINGS - 1]["row"] if len(rows) > FINDINGS else None)


def write_bad_rows(uow: UnitOfWork, run_id: UUID, format_: SheetFormat, file: BinaryIO) -> str:
    """Write the bad rows as they came, each with its reasons, to mend and bring in again; gives back the file's name.

    Raises:
        NotFound: the actor has no such import.
    """
    run = own_run(uow, run_id)
    language = uow.actor.language
    header = [*run["source"].get("header", []), translate("import.reason", language)]
    width = len(header) - 1
    found = IMPORT_FINDING.c

    def rows() -> Iterator[list[Cell]]:
        last = 0
        while True:
            query = select(IMPORT_FINDING).where(
                *_findings(uow, run_id), found.weight == "bad", found.row > last
            )
            some = uow.rows(query.order_by(found.row).limit(ROWS_AT_ONCE))
            for row in some:
                told = (finding_of(problem, language) for problem in problems_of(row))
                reasons = "; ".join(
                    f"{one.column}: {one.reason}" if one.column else one.reason for one in told
                )
                yield [*row["cells"][:width], *[None] * (width - len(row["cells"])), reasons]
            if not some:
                return
            last = some[-1]["row"]

    title = translate("import.bad_rows", language)
    write_rows(file, format_, header=header, rows=rows(), title=title)
    return f"{run['filename'].rpartition('.')[0] or run['filename']}-{title}.{format_}"


def _findings(uow: UnitOfWork, run_id: UUID) -> list[Any]:
    return [IMPORT_FINDING.c.tenant_id == uow.tenant_id, IMPORT_FINDING.c.run_id == run_id]


def _selected(uow: UnitOfWork) -> Select[Any]:
    run = IMPORT_RUN.c
    person = (APP_USER.c.tenant_id == run.tenant_id) & (APP_USER.c.id == run.created_by)
    job = (JOB.c.tenant_id == run.tenant_id) & (JOB.c.id == run.job_id)
    return (
        select(
            IMPORT_RUN,
            APP_USER.c.name.label("person"),
            JOB.c.state.label("job_state"),
            JOB.c.progress_done,
            JOB.c.progress_total,
            JOB.c.error_code,
        )
        .select_from(IMPORT_RUN.outerjoin(APP_USER, person).outerjoin(JOB, job))
        .where(run.tenant_id == uow.tenant_id)
    )


def _state(row: Row) -> str:
    """Where the run stands; one whose job will do nothing more was cancelled or has failed."""
    state = str(row["state"])
    if state in _WORKING and row["job_state"] not in ("waiting", "running"):
        return "cancelled" if row["job_state"] == "cancelled" else "failed"
    return state


def _columns(may: Fillable, source: Row, options: Row) -> Iterator[RunColumn]:
    chosen = options.get("mapping", {})
    samples = dict(enumerate(source.get("samples", [])))
    for position, (name, known, by) in enumerate(source.get("columns", [])):
        filled = chosen.get(name, known)
        how: How = by if filled == known else "chosen"
        if filled is not None and filled not in may.by_name:
            filled, how = None, "none"
        yield RunColumn(
            letter=letter_of(position), column=name, field=filled, how=how, samples=samples.get(position, [])
        )


def _refusal(uow: UnitOfWork, row: Row) -> str | None:
    if row["state"] == "refused":
        return translate(row["report"]["refusal"], uow.actor.language, row["report"]["params"])
    if _state(row) == "failed" and row["error_code"]:
        return translate(f"error.{row['error_code']}", uow.actor.language)
    return None


def _undone(row: Row) -> Undone | None:
    if row["undone_at"] is None or not row["report"]:
        return None
    report = row["report"]
    named = [Kept(**one) for one in report["named"]]
    return Undone(deleted=report["deleted"], restored=report["restored"], kept=report["kept"], named=named)


def _allowed(uow: UnitOfWork, row: Row) -> Iterator[str]:
    state = _state(row)
    if state in ("ready", "checked"):
        yield "check"
    if state == "checked":
        yield "start"
    if state in ("reading", "checking", "running"):
        yield "cancel"
    wrote = row["counts"].get("created") or row["counts"].get("changed")
    ended = state == "done" or (row["state"] == "running" and state in ("cancelled", "failed"))
    if ended and wrote and (row["finished_at"] is None or row["finished_at"] >= uow.now - UNDO_WITHIN):
        yield "undo"
