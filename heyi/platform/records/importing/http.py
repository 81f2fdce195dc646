"""The routes by which the records of a file come in."""

from typing import Annotated, Any
from urllib.parse import quote

import orjson
from fastapi import Form, Request, UploadFile

from heyi.platform.errors import FieldProblem, InvalidInput
from heyi.platform.http.answers import Answer
from heyi.platform.http.services import services_of
from heyi.platform.records.declaration import Record
from heyi.platform.records.doors import Operation
from heyi.platform.records.gates import ask_gates_for_files
from heyi.platform.records.importing.bringing_in import bring_in
from heyi.platform.records.importing.contracts import ImportOrder, ImportReport, Mode, RunView
from heyi.platform.records.importing.runs import upload
from heyi.platform.records.importing.template import template_csv
from heyi.platform.records.importing.viewing import view_run
from heyi.platform.records.importing.words import words_of
from heyi.platform.records.shapes import shape_of
from heyi.platform.unit_of_work import UnitOfWork

ImportMode = Annotated[Mode, Form(description="look only, or write")]
SkipBad = Annotated[bool, Form(description="write the good rows although there are bad ones")]
BadRows = Annotated[bool, Form(description="give the bad rows back as a CSV file, each with its reasons")]
ColumnMapping = Annotated[str | None, Form(description="JSON: the field that a column fills, null for none")]


def import_file(
    uow: UnitOfWork,
    record: Record,
    file: UploadFile,
    mode: ImportMode = Mode.CHECK,
    skip_bad: SkipBad = False,  # noqa: FBT002 - a form field
    bad_rows: BadRows = False,  # noqa: FBT002 - a form field
    mapping: ColumnMapping = None,
) -> ImportReport:
    """Check a CSV or Excel file of records, or bring its good rows in, at once; for larger files see /imports."""
    if mode is not Mode.CHECK:
        ask_gates_for_files(uow, shape_of(uow, record.name))
    file.file.seek(0)
    order = ImportOrder(
        data=file.file.read(),
        filename=file.filename or "",
        mode=mode,
        skip_bad=skip_bad,
        bad_rows=bad_rows,
        mapping=_mapping(mapping),
    )
    return bring_in(uow, record, order)


def _upload(uow: UnitOfWork, record: Record, request: Request, file: UploadFile) -> RunView:
    """Upload a file of up to 200,000 records and 50 MB, to be looked at and brought in by jobs."""
    home = services_of(request).home
    return view_run(uow, upload(uow, record, name=file.filename or "", source=file.file, home=home))


def _template(uow: UnitOfWork, record: Record) -> Answer:
    """A CSV file with the columns that an import takes, and one row as an example."""
    words = words_of(uow)
    what = words.text(f"record.{record.name}", uow.actor.language)
    name = words.text("import.template", uow.actor.language).format(what=what)
    disposition = f"attachment; filename=\"{record.path}.csv\"; filename*=UTF-8''{quote(name)}.csv"
    headers = {"Content-Disposition": disposition, "X-Content-Type-Options": "nosniff"}
    return Answer(200, template_csv(uow, record), headers=headers, media_type="text/csv; charset=utf-8")


IMPORTS = (
    Operation(
        method="POST",
        path="/import",
        action="bring_in",
        name="import_{record}",
        handler=import_file,
        own_answer=ImportReport,
    ),
    Operation(
        method="POST",
        path="/imports",
        action="bring_in",
        name="upload_{path}",
        handler=_upload,
        status=201,
        own_answer=RunView,
    ),
    Operation(
        method="GET",
        path="/import/template",
        action="bring_in",
        name="template_{record}",
        handler=_template,
    ),
)


def _mapping(text: str | None) -> dict[str, str | None]:
    """Which field each column fills.

    Raises:
        InvalidInput: it is no JSON object of columns with the name of a field or null.
    """
    try:
        mapping: Any = orjson.loads(text) if text else {}
    except orjson.JSONDecodeError:
        raise _mapping_refused("not_json", str(text)) from None
    if not isinstance(mapping, dict) or not all(
        value is None or isinstance(value, str) for value in mapping.values()
    ):
        raise _mapping_refused("invalid", str(text))
    return mapping


def _mapping_refused(code: str, text: str) -> InvalidInput:
    return InvalidInput(problems=[FieldProblem("mapping", code, {"value": text[:80]})])
