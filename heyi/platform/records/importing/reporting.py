"""Say what a file holds: row, column, value and reason in the reader's language, and the bad rows as a file to mend."""

from collections.abc import Iterator
from itertools import islice
from typing import Any
from uuid import UUID

from heyi.kit.tabular import Cell, write_csv
from heyi.kit.validation import Problem
from heyi.platform.errors import FieldProblem
from heyi.platform.http.problems import field_in
from heyi.platform.messages import Language, translate
from heyi.platform.records.declaration import Field, Kind, Record
from heyi.platform.records.importing.checking import Checked
from heyi.platform.records.importing.contracts import (
    MOST_FINDINGS,
    PREVIEWED,
    Finding,
    ImportOrder,
    ImportReport,
    PreviewRow,
)


def report_on(
    checked: Checked,
    order: ImportOrder,
    *,
    encoding: str,
    sheet: str,
    created: int | None,
    language: Language,
) -> ImportReport:
    """The report; `created` is None when nothing was to be written."""
    good = len(checked.good)
    problems = list(checked.problems())
    return ImportReport(
        applied=created is not None,
        rows=checked.rows,
        good=good,
        bad=checked.rows - good,
        created=created or 0,
        encoding=encoding,
        sheet=sheet,
        columns=checked.layout.columns(),
        findings=[finding_of(problem, language) for problem in problems[:MOST_FINDINGS]],
        findings_total=len(problems),
        preview=list(_preview(checked)),
        bad_rows_csv=bad_rows_csv(checked, language) if order.bad_rows and checked.bad else None,
    )


def finding_of(problem: Problem, language: Language) -> Finding:
    """A finding with its sentence."""
    return Finding(
        row=problem.row or 1,
        column=problem.field or None,
        value=problem.value,
        code=problem.code,
        reason=_reason(problem, language),
    )


def as_field_problem(problem: Problem) -> FieldProblem:
    """A finding in a refusal: its place is `<row>.<column>`."""
    return FieldProblem(f"{problem.row}.{problem.field}", problem.code, dict(problem.params))


def bad_rows_csv(checked: Checked, language: Language) -> str:
    """The bad rows as they came, each with what is wrong in it, safe to open in a spreadsheet."""
    layout = checked.layout
    wide = max((len(row) for row in layout.rows), default=0)
    header = [*layout.header, *[""] * (wide - len(layout.header)), translate("import.reason", language)]

    def rows() -> Iterator[list[Cell]]:
        for number, row in zip(layout.row_numbers, layout.rows, strict=True):
            if problems := checked.problems_of(number):
                reasons = "; ".join(f"{problem.field}: {_reason(problem, language)}" for problem in problems)
                yield [*row, *[None] * (wide - len(row)), reasons]

    return b"".join(write_csv(header, rows())).decode()


def _reason(problem: Problem, language: Language) -> str:
    return field_in(as_field_problem(problem), language).detail


def _preview(checked: Checked) -> Iterator[PreviewRow]:
    record: Record = checked.layout.record
    for number in islice(sorted(checked.good), PREVIEWED):
        values = checked.good[number]
        shown: dict[str, Any] = {}
        for item in record.fields:
            if item.read_only:
                continue
            value = values.get(item.name)
            if value and item.name in checked.referred:
                several = item.kind is Kind.MULTI_REFERENCE
                value = (
                    [_named(checked, item, one) for one in value] if several else _named(checked, item, value)
                )
            shown[item.name] = value
        yield PreviewRow(row=number, values=shown)


def _named(checked: Checked, item: Field, kept: Any) -> dict[str, Any]:
    """A reference with its title; an own field keeps the id as text."""
    record_id = UUID(str(kept))
    return {"id": record_id, "title": checked.referred[item.name].title(record_id)}
