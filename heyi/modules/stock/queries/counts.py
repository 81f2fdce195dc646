"""Reads of counts; who counts blindly is not told what is expected, whatever he asks."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import Table, and_, func, select

from heyi.kit.dates import Period
from heyi.modules.stock.contracts import Accuracy, CountLine, OfQuality, Paper, StockCount
from heyi.modules.stock.models import (
    QUALITIES,
    STOCK_COUNT,
    STOCK_COUNT_LINE,
    STOCK_ISSUE,
    STOCK_LOT,
    STOCK_RECEIPT,
    WAREHOUSE,
    WAREHOUSE_BIN,
)
from heyi.modules.stock.permissions import COUNT as MAY_COUNT
from heyi.modules.stock.permissions import POST_COUNT
from heyi.modules.stock.queries.choosing import Counting, held_back
from heyi.modules.stock.queries.documents import LockedDocument, lines_of, lock_document
from heyi.modules.stock.rules import ZERO
from heyi.modules.stock.rules.counts import Misplaced, misplaced, moved_by_line
from heyi.modules.stock.states import COUNT, CountState, verbs_of
from heyi.platform.errors import NotFound
from heyi.platform.identity.tables import APP_USER
from heyi.platform.records import access
from heyi.platform.records.declaration import Record
from heyi.platform.unit_of_work import UnitOfWork

# The most lines of one sheet: more are counted in parts.
MOST_LINES = 2000
_C, _W = STOCK_COUNT.table, WAREHOUSE.table.c
_RIGHT = ("right_lines", "right_quantities", "right_places")
NEEDS = {"count": MAY_COUNT, "recount": POST_COUNT, "post": POST_COUNT, "give_up": POST_COUNT}


BIN_OF_LINE = (
    select(WAREHOUSE_BIN.table.c.code)
    .where(
        WAREHOUSE_BIN.table.c.tenant_id == STOCK_COUNT_LINE.c.tenant_id,
        WAREHOUSE_BIN.table.c.id == STOCK_COUNT_LINE.c.bin_id,
    )
    .scalar_subquery()
    .label("bin")
)


def counting_of(line: Mapping[Any, Any]) -> Counting:
    """What a line of a sheet counts."""
    return Counting(line["product_id"], line["bin_id"], line["lot"])


def lock_count(uow: UnitOfWork, count_id: UUID) -> LockedDocument:
    """The count with its lines, held until the transaction ends.

    Raises:
        NotFound: it does not exist in this company.
    """
    return lock_document(uow, STOCK_COUNT, STOCK_COUNT_LINE, "count_id", count_id, BIN_OF_LINE)


def get_count(uow: UnitOfWork, count_id: UUID) -> StockCount:
    """A count with its lines and what may be done next.

    Of a blind count that goes on, only who may post it reads what is expected and how far off a line is; who may count
    too reads it where others count and he does not, for else his own hand would be blind no longer.

    Raises:
        NotFound: it does not exist in this company.
    """
    head = uow.first(
        select(_C, _W.name.label("warehouse"))
        .join(WAREHOUSE.table, and_(_W.tenant_id == _C.c.tenant_id, _W.id == _C.c.warehouse_id))
        .where(*access.rows(uow, STOCK_COUNT), _C.c.id == count_id)
    )
    if head is None:
        raise NotFound(what="record.stock_count")
    state = CountState(head["state"])
    verbs = verbs_of(COUNT, state)
    may = access.within_reach(uow, STOCK_COUNT, count_id, {POST_COUNT, MAY_COUNT})
    goes_on_blindly = head["blind"] and state is CountState.COUNTING
    person = APP_USER.c
    by = (
        select(person.name)
        .where(person.tenant_id == uow.tenant_id, person.id == STOCK_COUNT_LINE.c.counted_by)
        .scalar_subquery()
        .label("counter")
    )
    rows = lines_of(uow, STOCK_COUNT_LINE, "count_id", count_id, by, BIN_OF_LINE, _last_day(uow))
    hidden = goes_on_blindly and (
        POST_COUNT not in may or (MAY_COUNT in may and not _only_others_counted(uow, rows))
    )
    off_place = [] if hidden else misplaced(rows)
    moved, elsewhere = moved_by_line(off_place), _elsewhere(off_place)
    lines = [
        _line(row, moved.get(row["id"], ZERO), elsewhere.get(row["id"], []), hidden=hidden) for row in rows
    ]
    if state is CountState.COUNTING and not hidden:
        lines = _with_qualities(uow, head["warehouse_id"], rows, lines)
    if hidden:
        lines = _without_expected_serials(lines)
    own = ("id", "version", "number", "state", "scope", "warehouse_id", "warehouse", "counted_on", "blind")
    told = (*own, "frozen", *_RIGHT, "gain", "loss", "note")
    return StockCount(
        **{name: head[name] for name in told},
        hidden=hidden,
        line_count=head["line_count"] if state is CountState.POSTED else len(lines),
        counted_lines=sum(1 for line in lines if line.counted is not None),
        gain_paper=_made(uow, STOCK_RECEIPT, count_id),
        loss_paper=_made(uow, STOCK_ISSUE, count_id),
        allowed_actions=[verb for verb in verbs if NEEDS[verb] in may],
        lines=lines,
    )


def _only_others_counted(uow: UnitOfWork, rows: Sequence[Mapping[Any, Any]]) -> bool:
    by = {row["counted_by"] for row in rows} - {None}
    return bool(by) and uow.actor.user_id not in by


def _last_day(uow: UnitOfWork) -> Any:
    line, lot = STOCK_COUNT_LINE.c, STOCK_LOT.table.c
    query = select(lot.expires_on).where(
        lot.tenant_id == line.tenant_id,
        lot.company_id == uow.company_id,
        lot.product_id == line.product_id,
        lot.number == line.lot,
    )
    return query.scalar_subquery().label("expires_on")


def _with_qualities(
    uow: UnitOfWork, warehouse_id: UUID, rows: Sequence[Mapping[Any, Any]], lines: Sequence[CountLine]
) -> list[CountLine]:
    """The lines with what of each lies there held back: whoever counts sees all of it together."""
    held = held_back(uow, warehouse_id, {row["product_id"] for row in rows})
    told = [held.get(counting_of(row), {}) for row in rows]
    return [
        replace(
            line, qualities=[OfQuality(quality, parts[quality]) for quality in QUALITIES if quality in parts]
        )
        for line, parts in zip(lines, told, strict=True)
    ]


def _without_expected_serials(lines: Sequence[CountLine]) -> list[CountLine]:
    """A serial number on the sheet says that one is expected: until some are scanned, the product alone is told.

    The lines are numbered anew: a number that is missing would tell of a line.
    """
    is_open = {line.id for line in lines if line.tracking == "serial" and line.counted is None}
    begun = {(line.product_id, line.bin) for line in lines if line.id not in is_open}
    told: dict[Any, CountLine] = {}
    for line in lines:
        if line.id not in is_open:
            told[line.id] = line
        elif (line.product_id, line.bin) not in begun:
            told.setdefault((line.product_id, line.bin), replace(line, lot=None, expires_on=None))
    return [replace(line, line_no=place) for place, line in enumerate(told.values(), start=1)]


def _elsewhere(off_place: Sequence[Misplaced]) -> Mapping[UUID, list[str]]:
    """In which other bins goods of a line were found, or belong."""
    found: dict[UUID, list[str]] = {}
    for one in off_place:
        found.setdefault(one.away["id"], []).append(one.here["bin"])
        found.setdefault(one.here["id"], []).append(one.away["bin"])
    return found


def _line(row: Mapping[Any, Any], moved: Decimal, elsewhere: list[str], *, hidden: bool) -> CountLine:
    own = (
        "id",
        "line_no",
        "product_id",
        "product",
        "product_code",
        "barcode",
        "unit",
        "counted",
        "tracking",
        "bin",
        "lot",
        "expires_on",
    )
    expected, counted = row["expected"], row["counted"]
    told = expected is not None and counted is not None and not hidden
    return CountLine(
        **{name: row[name] for name in (*own, "value", "counted_at", "recounts")},
        expected=None if hidden else expected,
        difference=counted - expected if told else None,
        moved=moved if told else None,
        elsewhere=elsewhere,
        counted_by=row["counter"],
        qualities=[],
    )


def _made(uow: UnitOfWork, record: Record, count_id: UUID) -> Paper | None:
    table = record.table.c
    row = uow.first(
        select(table.id, table.number).where(
            table.tenant_id == uow.tenant_id, table.company_id == uow.company_id, table.count_id == count_id
        )
    )
    return Paper(row["id"], row["number"]) if row else None


def values_in_order(uow: UnitOfWork, table: Table, key: str, document_id: UUID) -> list[Decimal]:
    """What each line of a document that was just written is worth there."""
    line = table.c
    query = select(line.value).where(line.tenant_id == uow.tenant_id, line[key] == document_id)
    return [row["value"] for row in uow.rows(query.order_by(line.line_no))]


def count_accuracy(uow: UnitOfWork, *, months: int) -> list[Accuracy]:
    """How right the ledger was by month and warehouse, over the posted counts of the last months, the latest first."""
    month = func.to_char(_C.c.counted_on, "YYYY-MM").label("month")
    first = Period.from_date(uow.today)
    for _ in range(months - 1):
        first = first.previous()
    sums = {
        "counts": func.count(),
        "lines": func.sum(_C.c.line_count),
        **{name: func.sum(_C.c[name]) for name in _RIGHT},
        "gain": func.sum(_C.c.gain),
        "loss": func.sum(_C.c.loss),
    }
    rows = uow.rows(
        select(
            month,
            _C.c.warehouse_id,
            _W.name.label("warehouse"),
            *(what.label(name) for name, what in sums.items()),
        )
        .join(WAREHOUSE.table, and_(_W.tenant_id == _C.c.tenant_id, _W.id == _C.c.warehouse_id))
        .where(
            *access.rows(uow, STOCK_COUNT),
            _C.c.state == CountState.POSTED,
            _C.c.counted_on >= first.first_day,
        )
        .group_by(month, _C.c.warehouse_id, _W.name)
        .order_by(month.desc(), _W.name)
    )
    return [
        Accuracy(
            month=row["month"],
            warehouse_id=row["warehouse_id"],
            warehouse=row["warehouse"],
            counts=row["counts"],
            lines=int(row["lines"]),
            **{name: int(row[name]) for name in _RIGHT},
            gain=row["gain"],
            loss=row["loss"],
        )
        for row in rows
    ]
