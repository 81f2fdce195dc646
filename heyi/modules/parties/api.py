"""Parties, for other modules."""

from heyi.modules.parties.contracts import PartyFacts
from heyi.modules.parties.models import CONTACT, PARTY
from heyi.modules.parties.queries import require_party

__all__ = ["CONTACT", "PARTY", "PartyFacts", "require_party"]
