"""Parties, for other modules."""

from heyi.modules.parties.actions.standing import note_opportunity, note_won
from heyi.modules.parties.contracts import PartyFacts
from heyi.modules.parties.models import CONTACT, PARTY, STANDING
from heyi.modules.parties.queries import require_party

__all__ = ["CONTACT", "PARTY", "STANDING", "PartyFacts", "note_opportunity", "note_won", "require_party"]
