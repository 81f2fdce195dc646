"""Routes of any document: its chain and its history."""

from uuid import UUID

from heyi.platform.access import MEMBER
from heyi.platform.documents.chain import Chain, outcomes, read_chain
from heyi.platform.errors import NotFound
from heyi.platform.http.router import Router
from heyi.platform.records import access
from heyi.platform.records.shapes import shapes
from heyi.platform.timeline import Timeline, read_history
from heyi.platform.unit_of_work import UnitOfWork

router = Router("documents")


@router.get("/documents/{document_type}/{document_id}/chain", permission=MEMBER, answer=Chain)
def get_document_chain(uow: UnitOfWork, document_type: str, document_id: UUID) -> Chain:
    """What a document came out of and what came out of it, as far as this reader may see."""
    return read_chain(uow, document_type, document_id)


@router.get("/history/{record}/{record_id}", permission=MEMBER, answer=Timeline)
def get_history(uow: UnitOfWork, record: str, record_id: UUID, before: UUID | None = None) -> Timeline:
    """Who did what to a record and to what came out of it, newest first; for those who may see the record."""
    declared = next((item for item in shapes(uow) if item.name == record), None)
    if declared is None or not uow.actor.may(declared.permissions.view):
        raise NotFound(what=record)
    if not access.sees_all(uow, declared):
        access.require_row(uow, declared, record_id)
    places = outcomes(uow, record, record_id) if declared.document else [(record, record_id)]
    return read_history(uow, places, before=before)
