"""New rows are completed before they are written: by a module that knows what nobody had to say."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any
from uuid import UUID

from heyi.platform.errors import FieldProblem
from heyi.platform.records.declaration import Record
from heyi.platform.unit_of_work import UnitOfWork

Rows = Sequence[Mapping[str, Any]]
Complete = Callable[[UnitOfWork, Record, Sequence[UUID], Sequence[dict[str, Any]]], None]
# What is wrong with new rows, by their place; and whose each will be.
Judge = Callable[[UnitOfWork, Record, Rows], Mapping[int, FieldProblem]]
Owning = Callable[[UnitOfWork, Record, Rows], Sequence[UUID | None]]
_completes: dict[str, Complete] = {}
_judges: dict[str, Judge] = {}
_owning: dict[str, Owning] = {}


def complete_new(record: str, by: Complete) -> None:
    """Have `by` fill in what new rows of a record were not given, by whatever door they come, and write what stands
    beside them; it may refuse by raising."""
    _completes[record] = by


def judge_new(record: str, by: Judge) -> None:
    """Have `by` say beforehand, and write nothing, what its completing would refuse of new rows."""
    _judges[record] = by


def own_new(record: str, by: Owning) -> None:
    """Have `by` say beforehand, and write nothing, whose new rows will be that name no owner."""
    _owning[record] = by


def wrong_new(uow: UnitOfWork, shape: Record, rows: Rows) -> Mapping[int, FieldProblem]:
    """What completing new rows would refuse, by their place."""
    return _judges[shape.name](uow, shape, rows) if shape.name in _judges and rows else {}


def owners_new(uow: UnitOfWork, shape: Record, rows: Rows) -> Sequence[UUID | None]:
    """Whose new rows will be: of whom they name or, where nobody says otherwise, of whoever makes them."""
    if shape.name in _owning and rows:
        return _owning[shape.name](uow, shape, rows)
    return [values.get(shape.owner_field) or uow.actor.user_id for values in rows]


def complete(uow: UnitOfWork, shape: Record, ids: Sequence[UUID], rows: Sequence[dict[str, Any]]) -> None:
    """Complete new rows before they are written."""
    if shape.name in _completes and rows:
        _completes[shape.name](uow, shape, ids, rows)
