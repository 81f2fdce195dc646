"""Whom one may sell to."""

from uuid import UUID

from heyi.modules.parties import api as parties
from heyi.modules.sales.errors import NotCustomer
from heyi.platform.unit_of_work import UnitOfWork


def require_customer(uow: UnitOfWork, party_id: UUID) -> parties.PartyFacts:
    """The customer of that id.

    Raises:
        NotFound: it does not exist in this tenant, or not for the actor.
        NotCustomer: the party is not marked as a customer.
    """
    party = parties.require_party(uow, party_id)
    if not party.is_customer:
        raise NotCustomer(party=party.name)
    return party
