"""Why a whole file is refused; what is wrong with single cells stands in the report."""

from heyi.kit.tabular import TableError
from heyi.platform.errors import AppError, FieldProblem


class FileRefused(AppError):
    """The file cannot be read as a table, or holds more than is taken at once; its problem says which."""

    code = "records.file_refused"
    status = 422


class HasBadRows(AppError):
    """Some rows cannot be taken and it was not asked to leave them out, so nothing was written."""

    code = "records.has_bad_rows"
    status = 422


class UndoTooLate(AppError):
    """The import lies further back than the days within which it can be undone."""

    code = "records.undo_too_late"
    status = 409


def file_refused(error: TableError) -> FileRefused:
    """The refusal of a file that is no table."""
    return FileRefused(problems=[FieldProblem("file", f"file_{error.code}", dict(error.params))])
