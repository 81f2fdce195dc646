"""Routes of the recycle bin."""

from typing import Annotated
from uuid import UUID

from fastapi import Query

from heyi.platform.access import MEMBER
from heyi.platform.http.router import Router
from heyi.platform.records.recycling import RecycledPage, Restored, list_recycled
from heyi.platform.records.restoring import restore
from heyi.platform.unit_of_work import UnitOfWork

router = Router("recycle bin")


@router.get("/recycle-bin", permission=MEMBER, answer=RecycledPage)
def get_recycle_bin(
    uow: UnitOfWork,
    record: Annotated[str | None, Query(max_length=60)] = None,
    before: Annotated[str | None, Query(max_length=100, description="as the page before gave it")] = None,
) -> RecycledPage:
    """What was deleted and can be brought back, the latest first, 50 at a time."""
    return list_recycled(uow, record=record, before=before)


@router.post("/recycle-bin/{record_id}/restore", permission=MEMBER, answer=Restored)
def post_restore(uow: UnitOfWork, record_id: UUID) -> Restored:
    """Bring a deleted record back."""
    return restore(uow, record_id)
