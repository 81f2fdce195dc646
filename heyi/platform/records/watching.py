"""Who keeps marks elsewhere of a kind of record hears whenever its rows come, change, go, come back or are merged."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple
from uuid import UUID

from heyi.platform.records.declaration import Record
from heyi.platform.unit_of_work import UnitOfWork

Values = Mapping[str, Any]


class RowChange(NamedTuple):
    """The values of a row before and after; None where it was not there yet, or is no more."""

    old: Values | None
    new: Values | None


Watch = Callable[[UnitOfWork, Sequence[RowChange]], None]
Merged = Callable[[UnitOfWork, Sequence[UUID]], None]
Judge = Callable[[UnitOfWork, Mapping[Any, Any], Mapping[Any, Any]], None]

_watches: dict[str, list[Watch]] = {}
_merged: dict[str, list[Merged]] = {}
_judges: dict[str, list[Judge]] = {}


def watch_rows(record: str, watch: Watch) -> None:
    """Have `watch` called, in the same transaction, after rows of a record were written by whatever door."""
    _watches.setdefault(record, []).append(watch)


def watch_merges(record: str, merged: Merged) -> None:
    """Have `merged` called with the rows that are there after a merge of a record, or after one was taken back."""
    _merged.setdefault(record, []).append(merged)


def judge_merges(record: str, judge: Judge) -> None:
    """Have `judge` asked, with the row that would stay and the one that would go; it may refuse by raising."""
    _judges.setdefault(record, []).append(judge)


def tell_rows(uow: UnitOfWork, shape: Record, changes: Sequence[RowChange]) -> None:
    """Tell all who watch that these rows were written."""
    if changes:
        for watch in _watches.get(shape.name, ()):
            watch(uow, changes)


def tell_merged(uow: UnitOfWork, shape: Record, ids: Sequence[UUID]) -> None:
    """Tell all who watch that what pointed at one of these rows points at another of them now."""
    for merged in _merged.get(shape.name, ()):
        merged(uow, ids)


def require_merge(
    uow: UnitOfWork, shape: Record, winner: Mapping[Any, Any], loser: Mapping[Any, Any]
) -> None:
    """Let two rows become one only if nobody refuses it.

    Raises:
        AppError: the reason of whoever refuses.
    """
    for judge in _judges.get(shape.name, ()):
        judge(uow, winner, loser)
