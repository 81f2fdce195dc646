"""Events go up: a lower module says what happened, higher modules that subscribed react in the same transaction."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar
from uuid import UUID

if TYPE_CHECKING:
    from heyi.platform.unit_of_work import UnitOfWork


@dataclass(frozen=True, kw_only=True)
class Event:
    """Something that happened to one aggregate; subclasses add ids and numbers only, never personal data.

    `aggregate_seq` is the aggregate's version after the change, so that a reader can put its events in order.
    """

    aggregate_id: UUID
    aggregate_seq: int


EventT = TypeVar("EventT", bound=Event)
Handler = Callable[["UnitOfWork", Any], None]
_handlers: dict[type[Event], list[Handler]] = defaultdict(list)


def subscribe(event: type[EventT], handler: Callable[["UnitOfWork", EventT], None]) -> None:
    """Have `handler` called, in the emitting transaction, each time `event` is emitted; it may refuse by raising."""
    if handler not in _handlers[event]:
        _handlers[event].append(handler)


def handlers_of(event: type[Event]) -> tuple[Handler, ...]:
    """Who reacts to this kind of event, in the order of subscription."""
    return tuple(_handlers[event])
