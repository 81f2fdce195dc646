"""What an import is asked for, and what it says."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from heyi.kit.tabular import TableLimits

# What one request takes; more comes with imports that run as jobs.
LIMITS = TableLimits(max_bytes=10_000_000, max_rows=20_000, max_cells=1_000_000)
MOST_FINDINGS = 500
PREVIEWED = 10


class Mode(StrEnum):
    """Look only, or write."""

    CHECK = "check"
    APPLY = "apply"


@dataclass(frozen=True, kw_only=True)
class ImportOrder:
    """A file with records, and what to do with it.

    `mapping` says which field a column fills, or None to leave it out; columns it does not name are matched by their
    header. With `skip_bad` the good rows are written although there are bad ones. With `bad_rows` the report carries
    the bad rows as a file.
    """

    data: bytes
    filename: str
    mode: Mode = Mode.CHECK
    skip_bad: bool = False
    bad_rows: bool = False
    mapping: Mapping[str, str | None]


@dataclass(frozen=True, kw_only=True)
class ImportColumn:
    """A column of the file and the field it fills; without one it is ignored. `label` is a message key."""

    letter: str
    column: str
    field: str | None
    label: str | None


@dataclass(frozen=True, kw_only=True)
class Finding:
    """What is wrong with one cell: where it stands in the file, what it holds, and why it cannot be taken.

    Without `column` it is the whole row; without `value` the cell is empty or there is none.
    """

    row: int
    column: str | None
    value: str | None
    code: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class PreviewRow:
    """A good row as it will be saved; references as id and title."""

    row: int
    values: dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class ImportReport:
    """What a file holds, and what became of it.

    At most 500 findings are listed, `findings_total` counts all. `bad_rows_csv` is a file of the bad rows, each with
    its reasons, to mend and bring in again.
    """

    applied: bool
    rows: int
    good: int
    bad: int
    created: int
    encoding: str
    sheet: str
    columns: list[ImportColumn]
    findings: list[Finding]
    findings_total: int
    preview: list[PreviewRow]
    bad_rows_csv: str | None
