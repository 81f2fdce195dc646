"""Rows that this transaction holds are given to somebody else, as far as nothing stands against it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from heyi.platform.errors import AppError
from heyi.platform.records.changes import Change, owner_changes
from heyi.platform.records.declaration import Record
from heyi.platform.records.owners import refused_owners
from heyi.platform.records.saving import prepared, write_changes
from heyi.platform.unit_of_work import UnitOfWork

Row = Mapping[Any, Any]


@dataclass(frozen=True)
class Given:
    """Which rows changed hands, and which stay with the reason."""

    changes: list[Change]
    refused: dict[UUID, AppError]


def give(uow: UnitOfWork, shape: Record, rows: Sequence[Row], owners: Mapping[UUID, UUID]) -> Given:
    """Give held rows to the people named for them; what is refused stays as it is. Statements do not grow with rows.

    Whoever judges changes of owner is asked, and history, search and listeners are told, as by any other door.
    """
    changes: list[Change] = []
    refused: dict[UUID, AppError] = {}
    for row in rows:
        try:
            change = prepared(uow, shape, row, {shape.owner_field: owners[row["id"]]}, handing=True)
        except AppError as error:
            refused[row["id"]] = error
            continue
        if change is not None:
            changes.append(change)
    refused |= refused_owners(uow, shape, owner_changes(shape, changes))
    changes = [one for one in changes if one.record_id not in refused]
    if changes:
        write_changes(uow, shape, changes)
    return Given(changes, refused)
