"""Plain verbs on records ask here, before anything is changed, whether something stands in the way.

A company may demand that such a change is approved first; who looks after that says so when the house is put together.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol
from uuid import UUID

from heyi.platform.errors import AppError
from heyi.platform.records.declaration import Record
from heyi.platform.unit_of_work import UnitOfWork

Row = Mapping[Any, Any]


class Gate(Protocol):
    """Somebody who may stand in the way of plain verbs."""

    def one(
        self, uow: UnitOfWork, shape: Record, verb: str, row: Row | None, changed: Mapping[str, Any]
    ) -> None:
        """Let the actor do a plain verb with one row (None: a new one), or raise the refusal."""

    def many(
        self, uow: UnitOfWork, shape: Record, verb: str, rows: Sequence[Row], changed: Mapping[str, Any]
    ) -> Mapping[UUID, AppError]:
        """Those of the rows that the actor may not do a plain verb with, each with its refusal."""

    def files(self, uow: UnitOfWork, shape: Record) -> None:
        """Let the actor make and change rows by a file, or raise the refusal."""

    def offered(self, uow: UnitOfWork, shape: Record, record_id: UUID, actions: Sequence[str]) -> list[str]:
        """What a row's page is told of what may be done: with a word where something stands in the way now."""


_gates: list[Gate] = []


def guard_plain_verbs(gate: Gate) -> None:
    """Have this asked before plain verbs of records that people do."""
    if gate not in _gates:
        _gates.append(gate)


def ask_gates(uow: UnitOfWork, shape: Record, verb: str, row: Row | None, changed: Mapping[str, Any]) -> None:
    """Let the actor do a plain verb with one row only if nothing stands in the way.

    Raises:
        AppError: what stands in the way.
    """
    for gate in _gates:
        gate.one(uow, shape, verb, row, changed)


def refused_by_gates(
    uow: UnitOfWork, shape: Record, verb: str, rows: Sequence[Row], changed: Mapping[str, Any]
) -> dict[UUID, AppError]:
    """Those of the rows that something stands in the way of, each with its refusal."""
    refused: dict[UUID, AppError] = {}
    for gate in _gates:
        refused |= gate.many(uow, shape, verb, [row for row in rows if row["id"] not in refused], changed)
    return refused


def offered_by_gates(uow: UnitOfWork, shape: Record, record_id: UUID, actions: Sequence[str]) -> list[str]:
    """What a row's page is told of what may be done."""
    told = list(actions)
    for gate in _gates:
        told = gate.offered(uow, shape, record_id, told)
    return told


def ask_gates_for_files(uow: UnitOfWork, shape: Record) -> None:
    """Let the actor make and change rows by a file only if nothing stands in the way.

    Raises:
        AppError: what stands in the way.
    """
    for gate in _gates:
        gate.files(uow, shape)
