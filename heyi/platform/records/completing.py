"""New rows are completed before they are written: by a module that knows what nobody had to say."""

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from heyi.platform.records.declaration import Record
from heyi.platform.unit_of_work import UnitOfWork

Complete = Callable[[UnitOfWork, Record, Sequence[UUID], Sequence[dict[str, Any]]], None]
_completes: dict[str, Complete] = {}


def complete_new(record: str, by: Complete) -> None:
    """Have `by` fill in what new rows of a record were not given, by whatever door they come, and write what stands
    beside them; it may refuse by raising."""
    _completes[record] = by


def complete(uow: UnitOfWork, shape: Record, ids: Sequence[UUID], rows: Sequence[dict[str, Any]]) -> None:
    """Complete new rows before they are written."""
    if shape.name in _completes and rows:
        _completes[shape.name](uow, shape, ids, rows)
