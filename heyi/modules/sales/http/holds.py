"""Routes of what is kept for customers."""

from uuid import UUID

from heyi.modules.sales import api
from heyi.modules.sales import permissions as may
from heyi.modules.sales.schemas import ExtendHoldBody, HoldBody, HoldDaysBody, ReleaseHoldBody
from heyi.platform.http.router import Router
from heyi.platform.records import access
from heyi.platform.records.http import add_list_route, add_reasons_route
from heyi.platform.unit_of_work import UnitOfWork

router = Router("sales")

add_list_route(router, api.GOODS_HOLD)
add_reasons_route(router, api.GOODS_HOLD)


@router.post("/goods-holds", permission=may.HOLD_GOODS, answer=api.GoodsHold, status=201)
def create_goods_hold(uow: UnitOfWork, body: HoldBody) -> api.GoodsHold:
    """Keep goods for a customer up to a day, all of them or none."""
    return api.get_hold(uow, api.hold_goods(uow, body.draft()))


@router.get("/goods-holds/{hold_id}", permission=may.VIEW_HOLD, answer=api.GoodsHold)
def get_goods_hold(uow: UnitOfWork, hold_id: UUID) -> api.GoodsHold:
    """What is kept for whom and until when."""
    access.require_row(uow, api.GOODS_HOLD, hold_id, known=True)
    return api.get_hold(uow, hold_id)


@router.post("/goods-holds/{hold_id}/extend", permission=may.CHANGE_HOLD, answer=api.GoodsHold)
def extend_goods_hold(uow: UnitOfWork, hold_id: UUID, body: ExtendHoldBody) -> api.GoodsHold:
    """Keep the goods up to another day."""
    access.require_row(uow, api.GOODS_HOLD, hold_id, may.CHANGE_HOLD, known=True)
    api.extend_hold(uow, hold_id, body.expires_on)
    return api.get_hold(uow, hold_id)


@router.post("/goods-holds/{hold_id}/release", permission=may.CHANGE_HOLD, answer=api.GoodsHold)
def release_goods_hold(uow: UnitOfWork, hold_id: UUID, body: ReleaseHoldBody) -> api.GoodsHold:
    """Keep the goods no longer."""
    access.require_row(uow, api.GOODS_HOLD, hold_id, may.CHANGE_HOLD, known=True)
    api.release_hold(uow, hold_id, body.reason)
    return api.get_hold(uow, hold_id)


@router.get("/hold-days", permission=may.VIEW_HOLD, answer=api.HoldDays)
def get_hold_days(uow: UnitOfWork) -> api.HoldDays:
    """For how many days goods are kept if nobody says, and for how many at most."""
    return api.hold_days(uow)


@router.post("/hold-days", permission=may.SET_HOLD_DAYS, answer=api.HoldDays)
def set_hold_days(uow: UnitOfWork, body: HoldDaysBody) -> api.HoldDays:
    """Say for how many days goods are kept."""
    api.set_hold_days(uow, usual_days=body.usual_days, most_days=body.most_days)
    return api.hold_days(uow)
