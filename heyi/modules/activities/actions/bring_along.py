"""What was written about a lead goes along when he becomes a customer."""

from uuid import UUID

from sqlalchemy import func, update

from heyi.modules.activities.models import FOLLOW_UP
from heyi.modules.parties import api as parties
from heyi.platform.unit_of_work import UnitOfWork

_F, _P = FOLLOW_UP.table, parties.PARTY.table


def bring_along(uow: UnitOfWork, record: str, record_id: UUID, party_id: UUID) -> int:
    """Make the follow-ups about a record the customer's, seen by who sees him; gives back how many.

    The customer was last followed up when the latest of them was written.
    """
    place = (_F.c.tenant_id == uow.tenant_id, _F.c.record == record, _F.c.record_id == record_id)
    moved = update(_F).where(*place).values(record="party", record_id=party_id, party_id=party_id)
    times = list(uow.execute(moved.returning(_F.c.happened_at)).scalars())
    if times:
        customer = (_P.c.tenant_id == uow.tenant_id, _P.c.id == party_id)
        latest = func.greatest(_P.c.last_followed_at, max(times))
        uow.execute(update(_P).where(*customer).values(last_followed_at=latest))
    return len(times)
