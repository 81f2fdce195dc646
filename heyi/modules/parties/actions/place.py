"""Where a customer is, as somebody found who stood there."""

from decimal import Decimal
from uuid import UUID

from heyi.modules.parties.models import PARTY
from heyi.platform.records import access
from heyi.platform.records.saving import change_held, hold_many
from heyi.platform.records.shapes import shape_of
from heyi.platform.unit_of_work import UnitOfWork


def found_at(uow: UnitOfWork, party_id: UUID, *, latitude: Decimal, longitude: Decimal) -> bool:
    """Remember the place of a customer of whom none is known; a known one stays. Whether it was remembered.

    Raises:
        NotFound: there is no such party for the actor.
        NotAllowed: he may not change it.
    """
    access.require_row(uow, PARTY, party_id, "update")
    shape = shape_of(uow, PARTY.name)
    (row,) = hold_many(uow, shape, [party_id], action="update")
    if row["latitude"] is not None:
        return False
    return change_held(uow, shape, row, {"latitude": latitude, "longitude": longitude})
