"""Routes of leavers' hand-overs."""

from typing import Literal
from uuid import UUID

from heyi.platform.http.answers import Answer, to_json
from heyi.platform.http.router import Router
from heyi.platform.records.handing_over import runs
from heyi.platform.records.handing_over.plans import HandOverPlan
from heyi.platform.records.handing_over.previewing import Belongings, HandOverPreview, belongings_of, preview
from heyi.platform.records.permissions import HAND_OVER
from heyi.platform.unit_of_work import UnitOfWork

router = Router("hand_overs")


@router.get("/users/{user_id}/belongings", permission=HAND_OVER, answer=Belongings)
def get_belongings(uow: UnitOfWork, user_id: UUID) -> Answer:
    """Everything that belongs to somebody: how many records of each kind, what they are worth, how many teams."""
    return Answer(200, to_json(belongings_of(uow, user_id)))


@router.post("/users/{user_id}/hand-over/preview", permission=HAND_OVER, answer=HandOverPreview)
def preview_hand_over(uow: UnitOfWork, user_id: UUID, body: HandOverPlan) -> Answer:
    """Who would get how much by this plan; nothing is written."""
    return Answer(200, to_json(preview(uow, user_id, body)))


@router.post("/users/{user_id}/hand-over", permission=HAND_OVER, answer=runs.HandOverView, status=201)
def start_hand_over(uow: UnitOfWork, user_id: UUID, body: HandOverPlan) -> Answer:
    """Hand over by this plan what belongs to somebody who leaves (离职交接); a job does it step by step."""
    return _shown(uow, runs.start(uow, user_id, body), 201)


@router.get("/hand-overs", permission=HAND_OVER, answer=runs.HandOverPage)
def list_hand_overs(uow: UnitOfWork, user_id: UUID | None = None, before: UUID | None = None) -> Answer:
    """The hand-overs there were, the latest first, 50 at a time."""
    return Answer(200, to_json(runs.list_hand_overs(uow, person_id=user_id, before=before)))


@router.get("/hand-overs/{hand_over_id}", permission=HAND_OVER, answer=runs.HandOverView)
def get_hand_over(uow: UnitOfWork, hand_over_id: UUID) -> Answer:
    """One hand-over: how far it is, and what came of it by kind."""
    return _shown(uow, hand_over_id, 200)


@router.get("/hand-overs/{hand_over_id}/lines", permission=HAND_OVER, answer=runs.HandOverLines)
def get_hand_over_lines(
    uow: UnitOfWork,
    hand_over_id: UUID,
    outcome: Literal["moved", "stayed"] | None = None,
    way: Literal["over", "back"] | None = None,
    after: UUID | None = None,
) -> Answer:
    """Row by row what changed hands from whom to whom, and what stayed and why, a hundred at a time."""
    found = runs.lines_of(uow, hand_over_id, outcome=outcome, way=way, after=after)
    return Answer(200, to_json(found))


@router.post("/hand-overs/{hand_over_id}/cancel", permission=HAND_OVER, answer=runs.HandOverView)
def cancel_hand_over(uow: UnitOfWork, hand_over_id: UUID) -> Answer:
    """Stop it; what changed hands by then stays, and can be taken back."""
    runs.stop(uow, hand_over_id)
    return _shown(uow, hand_over_id, 200)


@router.post("/hand-overs/{hand_over_id}/resume", permission=HAND_OVER, answer=runs.HandOverView)
def resume_hand_over(uow: UnitOfWork, hand_over_id: UUID) -> Answer:
    """Go on with it behind the last step that it finished."""
    runs.go_on(uow, hand_over_id)
    return _shown(uow, hand_over_id, 200)


@router.post("/hand-overs/{hand_over_id}/undo", permission=HAND_OVER, answer=runs.HandOverView)
def undo_hand_over(uow: UnitOfWork, hand_over_id: UUID) -> Answer:
    """Give back what still belongs to whom it was handed to; what was left is told with its reason."""
    runs.undo(uow, hand_over_id)
    return _shown(uow, hand_over_id, 200)


def _shown(uow: UnitOfWork, hand_over_id: UUID, status: int) -> Answer:
    return Answer(status, to_json(runs.view(uow, hand_over_id)))
