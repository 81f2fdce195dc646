"""Conditions of our own asked with the reader's eyes: what he may not see is not asked about."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import ColumnElement

from heyi.modules.insight.rules import Day, Tree
from heyi.platform.errors import InvalidInput
from heyi.platform.records.selecting import Selecting
from heyi.platform.records.shapes import shape_of
from heyi.platform.unit_of_work import UnitOfWork


def day_of(uow: UnitOfWork) -> Day:
    """Today, where the company is."""
    return Day(uow.today, uow.facts.time_zone)


def asking(uow: UnitOfWork, name: str) -> Selecting | None:
    """The reader's view of a record; None where he has none."""
    shape = shape_of(uow, name)
    return Selecting(uow, shape) if uow.actor.may(shape.permissions.view) else None


def narrowed(selecting: Selecting, tree: Tree) -> Sequence[ColumnElement[bool]] | None:
    """The rows that he reaches and the condition finds; None where he may not compare one of its fields."""
    try:
        return [*selecting.rows(), *selecting.filtered(orjson.dumps(tree).decode())]
    except InvalidInput:
        return None


def compares(selecting: Selecting, *names: str) -> bool:
    """Whether he sees the values of these fields."""
    try:
        for name in names:
            selecting.compared("filter", name)
    except InvalidInput:
        return False
    return True


def among(column: ColumnElement[Any], people: frozenset[UUID] | None) -> list[ColumnElement[bool]]:
    """Rows of these people; nobody's are nobody's."""
    return [column.is_not(None)] if people is None else [column.in_(sorted(people))]
