"""What a record may add to how the platform saves it, and what stands there where it adds nothing."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any
from uuid import UUID

from heyi.platform.errors import FieldProblem

if TYPE_CHECKING:
    from heyi.platform.records.declaration import Record
    from heyi.platform.unit_of_work import UnitOfWork

Derive = Callable[[Mapping[str, Any]], Mapping[str, Any]]
Guard = Callable[["UnitOfWork", "Record", UUID, Mapping[str, Any]], None]
# What else of a row changes with these fields: from the row as it was and what is changed of it.
Follow = Callable[["UnitOfWork", Mapping[str, Any], Mapping[str, Any]], Mapping[str, Any]]
Wrong = Callable[[Mapping[str, Any]], Sequence[FieldProblem]]
Coded = Callable[["UnitOfWork", str], Sequence[UUID]]


def nothing_derived(_: Mapping[str, Any]) -> Mapping[str, Any]:
    """For records whose columns are all fields."""
    return {}


def nothing_guarded(uow: "UnitOfWork", record: "Record", record_id: UUID, changed: Mapping[str, Any]) -> None:
    """For records whose fields know all their rules."""


def nothing_follows(_: "UnitOfWork", __: Mapping[str, Any], ___: Mapping[str, Any]) -> Mapping[str, Any]:
    """For records whose fields are each said by themselves."""
    return {}


def nothing_wrong(_: Mapping[str, Any]) -> Sequence[FieldProblem]:
    """For records whose fields do not look at each other."""
    return ()
