"""What an import is asked for, and what it says."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from heyi.kit.tabular import TableLimits
from heyi.platform.values import CleanText, LongText

# What one request takes; more comes with imports that run as jobs.
LIMITS = TableLimits(max_bytes=10_000_000, max_rows=20_000, max_cells=1_000_000)
MOST_FINDINGS = 500
PREVIEWED = 10


class Way(StrEnum):
    """What becomes of a row that stands for something that is there already, and of one that does not."""

    CREATE = "create"
    UPDATE = "update"
    CREATE_OR_UPDATE = "create_or_update"
    SKIP = "skip"


@dataclass(frozen=True, kw_only=True)
class Plan:
    """How rows are told and taken: the way, and the field by which what is there already is known."""

    way: Way = Way.CREATE
    key: str = ""
    # Rows that a look at the whole file found to say again what another row says: the field, and that row.
    repeated: Mapping[int, tuple[str, int]] = field(default_factory=dict)


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


class ColumnChoice(BaseModel):
    """The field that a column fills; null leaves it out."""

    model_config = ConfigDict(extra="forbid")

    column: LongText
    field: CleanText | None = None


class CheckBody(BaseModel):
    """How the rows of a file are to be taken, and into what if not to whom they name; looking writes nothing."""

    model_config = ConfigDict(extra="forbid")

    mapping: Annotated[list[ColumnChoice], Field(max_length=256)] = []
    way: Way = Way.CREATE
    key: CleanText = ""
    keep_origin: bool = False
    into: UUID | None = None


class StartBody(BaseModel):
    """What is left out when the good rows are written."""

    model_config = ConfigDict(extra="forbid")

    skip_bad: bool = False
    duplicates: Literal["create", "skip"] = "create"


How = Literal["guessed", "remembered", "chosen", "none"]


@dataclass(frozen=True, kw_only=True)
class RunColumn:
    """A column of the file, the field it fills, and how that is known: guessed, remembered, chosen or not at all.

    `samples` are the first few values that stand in it.
    """

    letter: str
    column: str
    field: str | None
    how: How
    samples: list[str]


@dataclass(frozen=True, kw_only=True)
class RunField:
    """A field that a column may fill; `is_key` says that rows can be told by it. `label` is a message key."""

    name: str
    label: str
    required: bool
    is_key: bool


@dataclass(frozen=True, kw_only=True)
class Counts:
    """How many rows the file has and what becomes of them."""

    rows: int = 0
    created: int = 0
    changed: int = 0
    unchanged: int = 0
    skipped: int = 0
    alike: int = 0
    bad: int = 0


@dataclass(frozen=True, kw_only=True)
class CellChange:
    """A cell that an import would change: where in the file, of which record, from what to what."""

    row: int
    title: str
    field: str
    label: str
    old: Any
    new: Any


@dataclass(frozen=True, kw_only=True)
class Kept:
    """A record that an undoing left as it is, and why."""

    id: UUID
    title: str
    field: str | None
    reason: str


@dataclass(frozen=True, kw_only=True)
class Undone:
    """What an undoing took back and what it left; at most 200 of those left are named."""

    deleted: int = 0
    restored: int = 0
    kept: int = 0
    named: list[Kept]


@dataclass(frozen=True, kw_only=True)
class RunFinding(Finding):
    """A finding of a run; a warning stops nothing."""

    warning: bool


@dataclass(frozen=True, kw_only=True)
class RunView:
    """An import: its file, how it is taken, how far it is and what came of it."""

    id: UUID
    version: int
    record: str
    path: str
    filename: str
    state: str
    created_at: datetime
    created_by: str | None
    finished_at: datetime | None
    undo_until: datetime | None
    done: int
    total: int | None
    encoding: str
    sheet: str
    rows: int
    columns: list[RunColumn]
    fields: list[RunField]
    way: str
    key: str
    counts: Counts
    diff: list[CellChange]
    refusal: str | None
    undone: Undone | None
    allowed_actions: list[str]
    may_keep_origin: bool
    into: UUID | None
    findings: list[RunFinding]
    findings_total: int


@dataclass(frozen=True, kw_only=True)
class RunSummary:
    """An import in a list."""

    id: UUID
    record: str
    path: str
    filename: str
    state: str
    created_at: datetime
    created_by: str | None
    finished_at: datetime | None
    counts: Counts


@dataclass(frozen=True)
class RunPage:
    """A page of imports, the latest first and, when there are older ones, the id to ask for them with."""

    items: list[RunSummary]
    before: UUID | None


@dataclass(frozen=True)
class FindingPage:
    """A page of findings in the order of the file, and the row behind which the next begins."""

    items: list[RunFinding]
    after: int | None
