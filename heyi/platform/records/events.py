"""What happens to records of every kind."""

from dataclasses import dataclass

from heyi.platform.events import Event


@dataclass(frozen=True, kw_only=True)
class RecordChanged(Event):
    """A record was created, changed or deleted; `fields` names what changed, the values stay where they are."""

    record: str
    action: str
    fields: tuple[str, ...]
