"""The jobs of an import: read its file, look at its rows, write them in steps."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import orjson

from heyi.kit.tabular import TableError
from heyi.platform.errors import NotFound
from heyi.platform.jobs.definition import More, Running, job
from heyi.platform.jobs.queue import enqueue
from heyi.platform.records.importing.checking import Checked, check
from heyi.platform.records.importing.columns import fillable, lay_out
from heyi.platform.records.importing.contracts import Counts, Plan, Way
from heyi.platform.records.importing.destinations import send_to
from heyi.platform.records.importing.diffing import DIFF_SHOWN, differences
from heyi.platform.records.importing.duplicates import RowsAbove, compare
from heyi.platform.records.importing.layouts import (
    Understood,
    first_table,
    lay_rows_out,
    remembered,
    run_row,
    samples_of,
    understood,
)
from heyi.platform.records.importing.noting import Notes, change_run, forget_findings
from heyi.platform.records.importing.spool import Lines, all_lines, read_lines, spool_path
from heyi.platform.records.importing.undoing import undo_step
from heyi.platform.records.importing.words import words_of
from heyi.platform.records.importing.writing import index_step, write_rows
from heyi.platform.records.shapes import shape_of
from heyi.platform.unit_of_work import UnitOfWork

ROWS_A_STEP = 1_000
LONGEST = timedelta(minutes=30)
Row = Mapping[Any, Any]


@dataclass(frozen=True)
class RunId:
    """Which import."""

    run_id: UUID


@job("records.read_import", RunId, longest_step=LONGEST)
def read_import(run: Running[RunId]) -> None:
    """Read a file to its end, lay its rows out, and guess what its columns mean."""
    uow = run.uow
    row = _run(uow, run.payload.run_id)
    if row["state"] != "reading":
        return
    try:
        source = lay_rows_out(uow, row, run.services.home)
    except TableError as refused:
        report = {"refusal": f"problem.file_{refused.code}", "params": dict(refused.params)}
        change_run(uow, row, state="refused", report=report)
        return
    shape = shape_of(uow, row["record"])
    table = first_table(spool_path(run.services.home, uow.tenant_id, row["id"]))
    may = fillable(uow, shape, words_of(uow))
    language = uow.actor.language
    guessed = lay_out(may, table, {}, language=language, creating=False)
    kept = remembered(uow, row["record"], guessed.header) or {}
    known = {
        name: field
        for name, field in kept.items()
        if name in guessed.header and (field is None or field in may.by_name)
    }
    columns: list[list[str | None]] = []
    for name, item in zip(guessed.header, guessed.fields, strict=True):
        field = known.get(name) if name in known else item.name if item else None
        columns.append([name, field, "remembered" if name in known else "guessed" if item else "none"])
    read = {"header": guessed.header, "columns": columns, "samples": samples_of(table, guessed.skipped)}
    change_run(uow, row, state="ready", source={**source, **read})


@job("records.check_import", RunId, longest_step=LONGEST)
def check_import(run: Running[RunId]) -> None:
    """Look at every row, count what would become of it, and say what is wrong; writes no record."""
    uow = run.uow
    row = _run(uow, run.payload.run_id)
    if row["state"] != "checking":
        return
    known = _understood(run, row, {})
    send_to(uow, known.shape, row["options"].get("into"))
    forget_findings(uow, row["id"])
    notes = Notes(uow, row["id"], known.layout, most=None)
    counts = Counts()
    seen = _Seen()
    repeated: dict[int, tuple[str, int]] = {}
    diff: list[dict[str, Any]] = []
    total = row["source"]["rows"] - known.layout.skipped
    if known.layout.problems:
        notes.of_the_columns(known.layout)
        counts = Counts(rows=total, bad=total)
        parts: Iterator[Lines] = iter(())
    else:
        parts = all_lines(known.path, known.start, ROWS_A_STEP)
    above = RowsAbove()
    for lines in parts:
        checked = check(uow, known.part(lines), known.plan, seen=seen)
        alike = compare(uow, checked, above, saving=False)
        notes.alike(checked, alike)
        some, changed = differences(uow, known.shape, checked)
        diff += [] if len(diff) >= DIFF_SHOWN else some[: DIFF_SHOWN - len(diff)]
        notes.bad(checked, lines)
        repeated |= _repeated(checked)
        created = len(checked.good) - len(checked.existing)
        counts = _added(counts, checked, created, changed, len(alike))
        run.report(counts.rows, total)
    notes.write()
    options = {**row["options"], "repeated": {str(number): place for number, place in repeated.items()}}
    filled = [
        [name, item.name if item else None]
        for name, item in zip(known.layout.header, known.layout.fields, strict=True)
    ]
    change_run(
        uow,
        row,
        state="checked",
        counts=_plain(counts),
        diff=diff,
        options=options,
        source={**row["source"], "header": known.layout.header, "filled": filled},
    )


@job("records.write_import", RunId, leads_to=lambda run: f"/imports/{run.run_id}")
def write_import(run: Running[RunId]) -> More | dict[str, int] | None:
    """Write some hundred rows; where the next begin is remembered in the same transaction, so none comes twice."""
    uow = run.uow
    row = _run(uow, run.payload.run_id)
    if row["state"] != "running":
        return None
    known = _understood(run, row, row["options"].get("repeated", {}))
    send_to(uow, known.shape, row["options"].get("into"))
    state = run.state or {"at": known.start, "number": 0, "counts": {}}
    counts = Counts(**state["counts"])
    if not run.state:
        forget_findings(uow, row["id"])
    total = row["source"]["rows"] - known.layout.skipped
    lines = read_lines(known.path, state["at"], ROWS_A_STEP)
    if not lines.rows:
        change_run(uow, row, state="done", counts=_plain(counts), finished_at=uow.now)
        enqueue(uow, index_import, RunId(row["id"]))
        return _plain(counts)
    counts = _step(uow, row, known, lines, state, counts)
    change_run(uow, row, counts=_plain(counts))
    following = {"at": lines.next, "number": state["number"] + 1, "counts": _plain(counts)}
    return More(state=following, done=counts.rows, total=total)


@job("records.index_import", RunId)
def index_import(run: Running[RunId]) -> More | None:
    """Make the rows that an import made findable by their words, step by step."""
    uow = run.uow
    row = _run(uow, run.payload.run_id)
    after = run.state.get("after", -1)
    number = index_step(uow, shape_of(uow, row["record"]), row["id"], after)
    if number is None:
        return None
    return More(state={"after": number}, done=number + 1)


@job("records.undo_import", RunId, leads_to=lambda run: f"/imports/{run.run_id}")
def undo_import(run: Running[RunId]) -> More | None:
    """Take back what one step of an import wrote, the last step first."""
    uow = run.uow
    row = _run(uow, run.payload.run_id)
    if row["state"] != "undoing":
        return None
    state = run.state or {"report": {"deleted": 0, "restored": 0, "kept": 0, "named": []}, "steps": 0}
    report, more = undo_step(uow, shape_of(uow, row["record"]), row["id"], state["report"])
    change_run(uow, row, report=report, **({} if more else {"state": "undone"}))
    if not more:
        return None
    return More(state={"report": report, "steps": state["steps"] + 1}, done=state["steps"] + 1)


def _step(
    uow: UnitOfWork,
    row: Row,
    known: Understood,
    lines: Lines,
    state: Mapping[str, Any],
    counts: Counts,
) -> Counts:
    checked = check(uow, known.part(lines), known.plan)
    notes = Notes(uow, row["id"], known.layout, most=ROWS_A_STEP)
    # The rows of the steps before are there by now.
    alike = compare(uow, checked, RowsAbove(), saving=True)
    notes.alike(checked, alike)
    if row["options"].get("duplicates") == "skip":
        for number in alike:
            checked.good.pop(number)
            checked.skipped.add(number)
    written = write_rows(uow, known.shape, checked, row["id"], state["number"])
    notes.bad(checked, lines)
    notes.write()
    return _added(counts, checked, written.created, written.changed, len(alike))


def _added(counts: Counts, checked: Checked, created: int, changed: int, alike: int) -> Counts:
    return replace(
        counts,
        rows=counts.rows + checked.rows,
        created=counts.created + created,
        changed=counts.changed + changed,
        unchanged=counts.unchanged + len(checked.existing) - changed,
        skipped=counts.skipped + len(checked.skipped),
        alike=counts.alike + alike,
        bad=counts.bad + len(checked.bad),
    )


def _repeated(checked: Checked) -> dict[int, tuple[str, int]]:
    columns = {checked.layout.column_of(name): name for name in checked.unique}
    return {
        number: (columns[one.field], int(one.params["row"]))
        for number, problems in checked.bad.items()
        for one in problems
        if one.code == "import_repeated"
    }


def _understood(run: Running[RunId], row: Row, repeated: Mapping[str, Any]) -> Understood:
    options = row["options"]
    plan = Plan(
        way=Way(options.get("way", Way.CREATE)),
        key=options.get("key", ""),
        repeated={int(number): (place[0], place[1]) for number, place in repeated.items()},
    )
    mapping = {name: field for name, field, how in row["source"]["columns"] if how == "remembered"}
    mapping |= options.get("mapping", {})
    return understood(
        run.uow,
        row,
        run.services.home,
        mapping=mapping,
        plan=plan,
        keep_origin=options.get("keep_origin", False),
    )


def _run(uow: UnitOfWork, run_id: UUID) -> Row:
    row = run_row(uow, run_id)
    if row is None:
        raise NotFound(what="record.import_run")
    return row


def _plain(counts: Counts) -> dict[str, int]:
    found: dict[str, int] = orjson.loads(orjson.dumps(counts))
    return found


class _Seen(dict[str, dict[Any, int]]):
    """Unique values by field, made as they are asked for."""

    def __missing__(self, name: str) -> dict[Any, int]:
        self[name] = {}
        return self[name]
