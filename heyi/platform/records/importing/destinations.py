"""Where the new rows of a file go instead of to whoever brings them in: a module says so, for the transaction."""

from collections.abc import Callable
from uuid import UUID

from heyi.platform.errors import NotFound
from heyi.platform.records.declaration import Record
from heyi.platform.unit_of_work import UnitOfWork

Destination = Callable[[UnitOfWork, Record, UUID], None]
_destinations: list[Destination] = []


def offer_destination(destination: Destination) -> None:
    """Have `destination` send the new rows of this transaction to the place of an id; it refuses by raising."""
    _destinations.append(destination)


def send_to(uow: UnitOfWork, shape: Record, place: str | UUID | None) -> None:
    """Send the new rows of this transaction to a place, if one was chosen.

    Raises:
        NotFound: nobody knows such a place.
        AppError: it is not the actor's to fill.
    """
    if place is None:
        return
    if not _destinations:
        raise NotFound(what=f"record.{shape.name}")
    for destination in _destinations:
        destination(uow, shape, UUID(str(place)))
