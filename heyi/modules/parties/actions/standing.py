"""What others have to say of how we stand with a party: one statement each, and no new version of the party."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import or_, update

from heyi.modules.parties.models import PARTY
from heyi.platform.unit_of_work import UnitOfWork

_P = PARTY.table


def note_opportunity(uow: UnitOfWork, party_ids: Collection[UUID]) -> None:
    """These customers have an opportunity since now."""
    here = (_P.c.tenant_id == uow.tenant_id, _P.c.id.in_(sorted(set(party_ids))))
    earlier = or_(_P.c.last_opportunity_at.is_(None), _P.c.last_opportunity_at < uow.now)
    uow.execute(update(_P).where(*here, earlier).values(last_opportunity_at=uow.now))


def note_won(uow: UnitOfWork, party_id: UUID) -> None:
    """The customer has bought; the first time stays."""
    # Whoever bought before is not touched: orders of one customer do not wait for each other.
    here = (_P.c.tenant_id == uow.tenant_id, _P.c.id == party_id, _P.c.won_at.is_(None))
    uow.execute(update(_P).where(*here).values(won_at=uow.now))
