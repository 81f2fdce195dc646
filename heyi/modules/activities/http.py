"""Routes of the daily work."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import Query

from heyi.modules.activities import api
from heyi.modules.activities import permissions as may
from heyi.modules.activities.schemas import CorrectionBody, FollowUpBody
from heyi.platform.http.answers import Answer, to_json
from heyi.platform.http.router import Router
from heyi.platform.records.http import add_record_routes
from heyi.platform.records.listing import get_record
from heyi.platform.unit_of_work import UnitOfWork

router = Router("activities")

add_record_routes(router, api.FOLLOW_UP)
add_record_routes(router, api.TASK)
add_record_routes(router, api.PHRASE)


@router.get("/follow-ups/about/{record}/{record_id}", permission=may.VIEW_FOLLOW_UP, answer=dict[str, Any])
def get_follow_ups_about(
    uow: UnitOfWork,
    record: str,
    record_id: UUID,
    cursor: Annotated[str | None, Query(max_length=500)] = None,
) -> Answer:
    """The follow-ups of a customer with those of his deals, or of one lead or deal, the latest first."""
    return Answer(200, to_json(api.follow_ups_about(uow, record, record_id, cursor=cursor)))


@router.post("/follow-ups", permission=may.CREATE_FOLLOW_UP, answer=dict[str, Any], status=201)
def post_follow_up(uow: UnitOfWork, body: FollowUpBody) -> Answer:
    """Write down what was done, and when to speak again."""
    return _shown(uow, api.follow_up(uow, body.draft()), 201)


@router.patch("/follow-ups/{follow_up_id}", permission=may.UPDATE_FOLLOW_UP, answer=dict[str, Any])
def patch_follow_up(uow: UnitOfWork, follow_up_id: UUID, body: CorrectionBody, version: int) -> Answer:
    """Correct what one wrote, within 24 hours."""
    api.correct(uow, follow_up_id, version, **body.model_dump())
    return _shown(uow, follow_up_id, 200)


@router.post("/tasks/{task_id}/complete", permission=may.WRITE_TASK, answer=dict[str, Any])
def complete_task(uow: UnitOfWork, task_id: UUID) -> Answer:
    """Say that a task is done."""
    api.complete_task(uow, task_id)
    return _task(uow, task_id)


@router.post("/tasks/{task_id}/reopen", permission=may.WRITE_TASK, answer=dict[str, Any])
def reopen_task(uow: UnitOfWork, task_id: UUID) -> Answer:
    """Say that a task is to be done after all."""
    api.reopen_task(uow, task_id)
    return _task(uow, task_id)


def _shown(uow: UnitOfWork, follow_up_id: UUID, status: int) -> Answer:
    found = get_record(uow, api.FOLLOW_UP, follow_up_id)
    return Answer(status, to_json(found), found["version"])


def _task(uow: UnitOfWork, task_id: UUID) -> Answer:
    found = get_record(uow, api.TASK, task_id)
    return Answer(200, to_json(found), found["version"])
