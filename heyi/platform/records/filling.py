"""What a new row is filled with when nobody gave it: defaults, the actor himself, numbers."""

from collections.abc import Iterable, Mapping
from typing import Any

from heyi.platform import numbering
from heyi.platform.records.declaration import Field, Record
from heyi.platform.records.schemas import kept
from heyi.platform.unit_of_work import UnitOfWork


def with_defaults(shape: Record, values: Mapping[str, Any]) -> dict[str, Any]:
    """The values with the defaults of own fields that nobody gave."""
    filled = dict(values)
    for item in shape.own_fields:
        if item.default is not None and item.name not in filled:
            filled[item.name] = kept(item.default)
    return filled


def belong_to_the_actor(uow: UnitOfWork, record: Record, many: list[dict[str, Any]]) -> None:
    """Give what nobody claims to whoever makes it."""
    for item in record.fields:
        if item.actor_by_default:
            for values in many:
                values[item.name] = values.get(item.name) or uow.actor.user_id


def numbered(uow: UnitOfWork, record: Record, filled: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Give numbers to those without one, behind every number that somebody wrote himself."""
    for item in record.fields:
        if not item.series:
            continue
        pass_over(uow, item, filled)
        unnumbered = [values for values in filled if not values.get(item.name)]
        if unnumbered:
            numbers = numbering.take(uow, item.series, uow.today, count=len(unnumbered))
            for values, number in zip(unnumbered, numbers, strict=True):
                values[item.name] = number
    return filled


def pass_over(uow: UnitOfWork, item: Field, many: Iterable[Mapping[str, Any]]) -> None:
    """Let the counter go behind the numbers that somebody wrote himself."""
    numbering.pass_over(
        uow, item.series, uow.today, (values[item.name] for values in many if values.get(item.name))
    )
