"""The figures of the month beside those of the last: orders, receipts, new customers and follow-ups."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Final

from sqlalchemy import ColumnElement, func, select

from heyi.modules.insight.contracts import Figure, Measure, Whose
from heyi.modules.insight.queries.asking import asking, compares, day_of, narrowed
from heyi.modules.insight.rules import MEASURED, Day, Measured, Tree, every, leaf, months_of
from heyi.platform.records import access
from heyi.platform.records.kinds import Kind
from heyi.platform.records.selecting import Selecting
from heyi.platform.unit_of_work import UnitOfWork

_PRECISION: Final = Decimal("0.001")


@dataclass(frozen=True)
class Asked:
    """A figure that the reader may see: the sums of its three stretches, and the list of this month's rows."""

    name: str
    is_money: bool
    columns: Mapping[str, ColumnElement[Any]]
    path: str | None
    filter: Tree | None


def figures_asked(uow: UnitOfWork, whose: Whose) -> Sequence[Asked]:
    """The figures that the reader may see, each with what to select for it."""
    return [
        asked
        for name, measured in MEASURED.items()
        if (selecting := measuring(uow, measured)) and (asked := _asked(selecting, name, measured, whose))
    ]


def measuring(uow: UnitOfWork, measured: Measured) -> Selecting | None:
    """The reader's view of what is measured; None where he may not see it, or not its amounts."""
    selecting = asking(uow, measured.record)
    names = [name for name in (measured.when, measured.amount, measured.owner) if name]
    return selecting if selecting and compares(selecting, *names) else None


def amount_of(selecting: Selecting, measured: Measured) -> ColumnElement[Any]:
    """What is summed: money, or how many."""
    if not measured.amount:
        return func.count()
    amount = selecting.column(measured.amount)
    return func.sum(amount - selecting.table.columns[measured.less] if measured.less else amount)


def days_within(selecting: Selecting, measured: Measured, first: date, end: date) -> Tree:
    """From the first day until before the end, in the words of the field that says when."""
    uow = selecting.uow
    day = day_of(uow)
    is_day = (
        selecting.record.field(measured.when).kind is Kind.DATE if measured.when != "created_at" else False
    )
    said = [_said(day, one, is_day=is_day) for one in (first, end)]
    return every(leaf(measured.when, "gte", said[0]), leaf(measured.when, "lt", said[1]))


def figure_of(asked: Asked, row: Mapping[Any, Any]) -> Figure:
    """The figure, once the sums are known."""
    this, same, last = (Decimal(row[f"{asked.name}_{part}"] or 0) for part in ("this", "same", "last"))
    change = ((this - same) / same).quantize(_PRECISION, ROUND_HALF_UP) if same else None
    return Figure(asked.name, asked.is_money, this, same, last, change, asked.path, asked.filter)


def _asked(selecting: Selecting, name: Measure, measured: Measured, whose: Whose) -> Asked | None:
    uow = selecting.uow
    months = months_of(uow.today)
    mine = whose is Whose.MINE
    owned = [leaf(measured.owner, "eq", "@me")] if mine and measured.owner else []
    said = [*owned, *measured.counted]
    # Whose party a row is of cannot be said by a condition on the row: there is no such list to open.
    has_list = not mine or bool(measured.owner)
    stretches = {
        "this": (months.this, months.following),
        "same": (months.last, months.same_day),
        "last": (months.last, months.this),
    }
    columns: dict[str, ColumnElement[Any]] = {}
    for part, (first, end) in stretches.items():
        rows = narrowed(selecting, every(*said, days_within(selecting, measured, first, end)))
        if rows is None:
            return None
        if not has_list:
            assert uow.actor.user_id is not None
            rows = [*rows, *access.owned_by(uow, selecting.record, selecting.table, {uow.actor.user_id})]
        columns[part] = select(amount_of(selecting, measured)).where(*rows).scalar_subquery()
    opens = every(*said, leaf(measured.when, "within", "this_month")) if has_list else None
    path = selecting.record.path if has_list else None
    return Asked(name.value, bool(measured.amount), columns, path, opens)


def _said(day: Day, one: date, *, is_day: bool) -> str:
    return one.isoformat() if is_day else day.instant((one - day.today).days)
