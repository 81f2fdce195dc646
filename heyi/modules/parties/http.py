"""Routes of parties: plain records, and the timeline of one party."""

from uuid import UUID

from heyi.modules.parties import api
from heyi.modules.parties.permissions import VIEW_PARTY
from heyi.platform.http.router import Router
from heyi.platform.records import access
from heyi.platform.records.http import add_record_routes
from heyi.platform.timeline import Timeline, read_timeline
from heyi.platform.unit_of_work import UnitOfWork

router = Router("parties")


@router.get("/parties/{party_id}/timeline", permission=VIEW_PARTY, answer=Timeline)
def get_party_timeline(uow: UnitOfWork, party_id: UUID, before: UUID | None = None) -> Timeline:
    """Everything that happened with this customer or supplier, newest first, 50 at a time."""
    access.require_row(uow, api.PARTY, party_id, known=True)
    api.require_party(uow, party_id)
    return read_timeline(uow, party_id, before=before)


add_record_routes(router, api.PARTY)
add_record_routes(router, api.CONTACT)
