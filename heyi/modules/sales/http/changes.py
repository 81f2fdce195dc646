"""Routes of changes of promised orders."""

from uuid import UUID

from heyi.modules.sales import api
from heyi.modules.sales import permissions as may
from heyi.modules.sales.schemas import ChangeBody
from heyi.platform.http.router import Router
from heyi.platform.records import access
from heyi.platform.records.http import add_list_route, add_reasons_route
from heyi.platform.unit_of_work import UnitOfWork

router = Router("sales")

add_list_route(router, api.SALES_ORDER_CHANGE)
add_reasons_route(router, api.SALES_ORDER_CHANGE)


@router.post(
    "/sales-orders/{order_id}/changes", permission=may.CHANGE_ORDER, answer=api.ChangeStatus, status=201
)
def begin_order_change(uow: UnitOfWork, order_id: UUID, body: ChangeBody) -> api.ChangeStatus:
    """Write the next version of a promised order (变更); the order stays as it is until that is applied."""
    access.require_row(uow, api.SALES_ORDER, order_id, may.CHANGE_ORDER, known=True)
    return api.begin_change(uow, order_id, body.draft())


@router.get("/sales-order-changes/{change_id}", permission=may.VIEW_ORDER, answer=api.OrderChange)
def get_order_change(uow: UnitOfWork, change_id: UUID) -> api.OrderChange:
    """A change with what is wanted, and how that differs from what the order was."""
    access.require_row(uow, api.SALES_ORDER_CHANGE, change_id, known=True)
    return api.get_change(uow, change_id)


@router.get("/sales-order-changes/{change_id}/effects", permission=may.CHANGE_ORDER, answer=api.ChangeEffects)
def get_order_change_effects(uow: UnitOfWork, change_id: UUID) -> api.ChangeEffects:
    """What would follow if a change were applied now: which goods would be held or free, and beyond which credit."""
    access.require_row(uow, api.SALES_ORDER_CHANGE, change_id, may.CHANGE_ORDER, known=True)
    return api.change_effects(uow, change_id)


@router.patch("/sales-order-changes/{change_id}", permission=may.CHANGE_ORDER, answer=api.ChangeStatus)
def update_order_change(uow: UnitOfWork, change_id: UUID, body: ChangeBody, version: int) -> api.ChangeStatus:
    """Replace what a change that is being written wants."""
    access.require_row(uow, api.SALES_ORDER_CHANGE, change_id, may.CHANGE_ORDER, known=True)
    return api.update_change(uow, change_id, version, body.draft())


@router.post("/sales-order-changes/{change_id}/compare", permission=may.CHANGE_ORDER, answer=api.ChangeStatus)
def compare_order_change(uow: UnitOfWork, change_id: UUID) -> api.ChangeStatus:
    """Take the order as it is now into the change (重新比对)."""
    access.require_row(uow, api.SALES_ORDER_CHANGE, change_id, may.CHANGE_ORDER, known=True)
    return api.compare_change(uow, change_id)


@router.post(
    "/sales-order-changes/{change_id}/take-effect", permission=may.CHANGE_ORDER, answer=api.ChangeStatus
)
def apply_order_change(uow: UnitOfWork, change_id: UUID) -> api.ChangeStatus:
    """Make the order what the change wants, all of it or nothing."""
    access.require_row(uow, api.SALES_ORDER_CHANGE, change_id, may.CHANGE_ORDER, known=True)
    return api.apply_change(uow, change_id)


@router.post("/sales-order-changes/{change_id}/cancel", permission=may.CHANGE_ORDER, answer=api.ChangeStatus)
def cancel_order_change(uow: UnitOfWork, change_id: UUID) -> api.ChangeStatus:
    """Call a change off; its order stays as it is."""
    access.require_row(uow, api.SALES_ORDER_CHANGE, change_id, may.CHANGE_ORDER, known=True)
    return api.cancel_change(uow, change_id)
