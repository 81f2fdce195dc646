"""The routes by which the records of a file come in."""

from typing import Annotated, Any
from urllib.parse import quote

import orjson
from fastapi import Form, UploadFile

from heyi.platform.errors import FieldProblem, InvalidInput
from heyi.platform.http.answers import Answer
from heyi.platform.http.router import Router
from heyi.platform.messages import translate
from heyi.platform.records.declaration import Record
from heyi.platform.records.importing.bringing_in import bring_in
from heyi.platform.records.importing.contracts import ImportOrder, ImportReport, Mode
from heyi.platform.records.importing.template import template_csv
from heyi.platform.unit_of_work import UnitOfWork

_Mode = Annotated[Mode, Form(description="look only, or write")]
_SkipBad = Annotated[bool, Form(description="write the good rows although there are bad ones")]
_BadRows = Annotated[bool, Form(description="give the bad rows back as a CSV file, each with its reasons")]
_Mapping = Annotated[str | None, Form(description="JSON: the field that a column fills, null for none")]


def add_import_routes(router: Router, record: Record, permission: str) -> None:
    """`POST /<path>/import` and `GET /<path>/import/template`."""

    def import_them(
        uow: UnitOfWork,
        file: UploadFile,
        mode: _Mode = Mode.CHECK,
        skip_bad: _SkipBad = False,  # noqa: FBT002 - a form field
        bad_rows: _BadRows = False,  # noqa: FBT002 - a form field
        mapping: _Mapping = None,
    ) -> ImportReport:
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

    def give_template(uow: UnitOfWork) -> Answer:
        what = translate(f"record.{record.name}", uow.actor.language)
        name = translate("import.template", uow.actor.language, {"what": what})
        disposition = f"attachment; filename=\"{record.path}.csv\"; filename*=UTF-8''{quote(name)}.csv"
        headers = {"Content-Disposition": disposition, "X-Content-Type-Options": "nosniff"}
        return Answer(200, template_csv(uow, record), headers=headers, media_type="text/csv; charset=utf-8")

    import_them.__name__ = f"import_{record.name}"
    import_them.__doc__ = "Check a CSV or Excel file of records, or bring its good rows in."
    give_template.__name__ = f"template_{record.name}"
    give_template.__doc__ = "A CSV file with the columns that an import takes, and one row as an example."
    router.post(f"/{record.path}/import", permission=permission, answer=ImportReport)(import_them)
    router.get(f"/{record.path}/import/template", permission=permission)(give_template)


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
