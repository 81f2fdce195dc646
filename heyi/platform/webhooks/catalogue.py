"""What may be listened to: changes of every kind of record, and what modules say happened in the business."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from heyi.platform.errors import FieldProblem
from heyi.platform.events import Event
from heyi.platform.records.declaration import all_records
from heyi.platform.unit_of_work import UnitOfWork
from heyi.platform.webhooks.wants import EVERYTHING

# What saves say of themselves in RecordChanged.action.
CHANGES = ("created", "changed", "deleted")
TEST_EVENT = "webhook.test"

RecordNames = Callable[[UnitOfWork], Iterable[str]]


@dataclass(frozen=True)
class EventType:
    """Something that can be listened to; `record_label` and `action_label` are message keys."""

    type: str
    record: str
    action: str
    record_label: str
    action_label: str


@dataclass(frozen=True)
class Offered:
    """An event of a module under its name outside."""

    record: str
    action: str

    @property
    def type(self) -> str:
        """The name that receivers know."""
        return f"{self.record}.{self.action}"


def _declared(_: UnitOfWork) -> Iterable[str]:
    return (record.name for record in all_records())


_offered: dict[str, Offered] = {}
_record_names: list[RecordNames] = [_declared]


def offer(event: type[Event], record: str, action: str) -> None:
    """Give an event of a module its name outside, `<record>.<action>`."""
    _offered[event.__name__] = Offered(record, action)


def offered(kind: str) -> Offered | None:
    """The name outside of an event of the outbox, if it has one."""
    return _offered.get(kind)


def add_record_names(names: RecordNames) -> None:
    """Have further kinds of records offered: those that a tenant made himself."""
    if names not in _record_names:
        _record_names.append(names)


def event_types(uow: UnitOfWork) -> list[EventType]:
    """Everything that can be listened to in this tenant, by record."""
    pairs = {(item.record, item.action) for item in _offered.values()}
    pairs |= {(name, action) for names in _record_names for name in names(uow) for action in CHANGES}
    return [
        EventType(f"{record}.{action}", record, action, f"record.{record}", f"web.did.{action}")
        for record, action in sorted(pairs)
    ]


def check_events(uow: UnitOfWork, chosen: Iterable[str]) -> list[FieldProblem]:
    """What is wrong with a choice of events."""
    types = event_types(uow)
    known = {EVERYTHING, *(item.type for item in types), *(f"{item.record}.{EVERYTHING}" for item in types)}
    return [
        FieldProblem("events", "unknown_event", {"value": pattern[:80]})
        for pattern in sorted(set(chosen) - known)
    ]
