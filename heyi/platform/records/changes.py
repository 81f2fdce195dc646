"""What a save makes of a row that is there, before it is written."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from heyi.platform.records.declaration import Record
from heyi.platform.records.owners import OwnerChange


@dataclass(frozen=True)
class Change:
    """A row that will be changed: its version before, its values before and after, and which differ."""

    record_id: UUID
    version: int
    old: Mapping[str, Any]
    values: Mapping[str, Any]
    names: tuple[str, ...]


def owner_changes(shape: Record, changes: Iterable[Change]) -> list[OwnerChange]:
    """Whose the rows were before these changes, and whose they are after them."""
    name = shape.owner_field
    if not name:
        return []
    return [OwnerChange(one.record_id, one.old.get(name), one.values.get(name)) for one in changes]
