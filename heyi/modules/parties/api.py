"""Parties, for other modules."""

from heyi.modules.parties.actions.place import found_at
from heyi.modules.parties.actions.standing import (
    add_standing_source,
    contact_next,
    note_won,
    refresh_standing,
    watch_standing,
)
from heyi.modules.parties.contracts import PartyFacts
from heyi.modules.parties.models import CONTACT, PARTY, STANDING
from heyi.modules.parties.queries import parties_of, party_named, require_party

__all__ = [
    "CONTACT",
    "PARTY",
    "STANDING",
    "PartyFacts",
    "add_standing_source",
    "contact_next",
    "found_at",
    "note_won",
    "parties_of",
    "party_named",
    "refresh_standing",
    "require_party",
    "watch_standing",
]
