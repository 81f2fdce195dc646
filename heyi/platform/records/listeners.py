"""Saves tell the outside only where somebody listens: a row in the outbox for each save would be for nobody else."""

from collections.abc import Callable
from uuid import UUID

from heyi.platform.records.declaration import Record
from heyi.platform.records.events import RecordChanged
from heyi.platform.unit_of_work import UnitOfWork

Wanted = Callable[[UnitOfWork, str], bool]
_wanted: list[Wanted] = []


def listen(wanted: Wanted) -> None:
    """Have saves of a record kind leave an event in the outbox whenever `wanted` says so for the tenant."""
    _wanted.append(wanted)


def tell(
    uow: UnitOfWork, record: Record, record_id: UUID, version: int, action: str, fields: tuple[str, ...]
) -> None:
    """Leave an event about a save, if anybody wants it."""
    if any(wanted(uow, record.name) for wanted in _wanted):
        uow.emit(
            RecordChanged(
                aggregate_id=record_id,
                aggregate_seq=version,
                record=record.name,
                action=action,
                fields=fields,
            )
        )
