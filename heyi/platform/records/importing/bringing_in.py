"""Bring the records of a file in: check all of it first, then write the good rows in sets, in one transaction."""

from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any

from heyi.kit.tabular import Table, TableError, read_table
from heyi.platform.records.declaration import Record
from heyi.platform.records.importing.checking import Checked, check
from heyi.platform.records.importing.columns import fillable, lay_out
from heyi.platform.records.importing.contracts import LIMITS, ImportOrder, ImportReport, Mode
from heyi.platform.records.importing.duplicates import RowsAbove, compare
from heyi.platform.records.importing.errors import HasBadRows, file_refused
from heyi.platform.records.importing.reporting import as_field_problem, report_on
from heyi.platform.records.importing.words import words_of
from heyi.platform.records.saving import create_records
from heyi.platform.records.shapes import shape_of
from heyi.platform.unit_of_work import UnitOfWork

ROWS_AT_ONCE = 500
_TOLD_IN_REFUSAL = 20


def bring_in(uow: UnitOfWork, record: Record, order: ImportOrder) -> ImportReport:
    """Say what the file holds and, when that is asked for, save its good rows as new records.

    Bad rows stop all of it unless they are to be skipped; columns that do not do stop it always.

    Raises:
        FileRefused: the file cannot be read as a table, or holds more than is taken at once.
        InvalidInput: the mapping speaks of a column or a field that does not exist.
        HasBadRows: it was to be written, and has rows that cannot be; nothing was.
    """
    table = _read(order)
    language = uow.actor.language
    may = fillable(uow, shape_of(uow, record.name), words_of(uow))
    checked = check(uow, lay_out(may, table, order.mapping, language=language))
    compare(uow, checked, RowsAbove(), saving=order.mode is Mode.APPLY, warn=False)
    created = _write(uow, checked, order) if order.mode is Mode.APPLY else None
    return report_on(
        checked, order, encoding=table.encoding, sheet=table.sheet, created=created, language=language
    )


def _read(order: ImportOrder) -> Table:
    try:
        return read_table(order.data, order.filename, limits=LIMITS)
    except TableError as error:
        raise file_refused(error) from error


def _write(uow: UnitOfWork, checked: Checked, order: ImportOrder) -> int:
    if checked.layout.problems or (checked.bad and not order.skip_bad):
        problems = list(checked.problems())
        raise HasBadRows(
            problems=[as_field_problem(problem) for problem in problems[:_TOLD_IN_REFUSAL]],
            rows=checked.rows,
            bad=checked.rows - len(checked.good),
            findings=len(problems),
        )
    rows: Iterator[Mapping[str, Any]] = iter(checked.good.values())
    while some := list(islice(rows, ROWS_AT_ONCE)):
        create_records(uow, checked.layout.record, some)
        uow.flush()
    return len(checked.good)
