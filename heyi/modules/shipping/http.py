"""Routes of carriers and waybills."""

from uuid import UUID

from heyi.modules.sales import api as sales
from heyi.modules.shipping import api
from heyi.modules.shipping import permissions as may
from heyi.modules.shipping.schemas import ProofBody, ReopenBody, WaybillBody
from heyi.platform.http.router import Router
from heyi.platform.records import access
from heyi.platform.records.http import add_list_route, add_reasons_route, add_record_routes
from heyi.platform.unit_of_work import UnitOfWork

router = Router("shipping")

add_record_routes(router, api.CARRIER)
add_list_route(router, api.WAYBILL)
add_reasons_route(router, api.WAYBILL)


@router.post("/deliveries/{delivery_id}/ship", permission=may.SHIP, answer=api.Waybill, status=201)
def ship_delivery(uow: UnitOfWork, delivery_id: UUID, body: WaybillBody) -> api.Waybill:
    """Send goods of a delivery on their way to its customer."""
    access.require_row(uow, sales.DELIVERY, delivery_id, may.SHIP, known=True)
    return api.get_waybill(uow, api.ship(uow, delivery_id, body.draft()))


@router.get("/waybills/{waybill_id}", permission=may.VIEW, answer=api.Waybill)
def get_waybill(uow: UnitOfWork, waybill_id: UUID) -> api.Waybill:
    """Goods on their way or with their customer, with what proves it."""
    access.require_row(uow, api.WAYBILL, waybill_id, known=True)
    return api.get_waybill(uow, waybill_id)


@router.patch("/waybills/{waybill_id}", permission=may.UPDATE, answer=api.Waybill)
def correct_waybill(uow: UnitOfWork, waybill_id: UUID, body: WaybillBody, version: int) -> api.Waybill:
    """Say anew with whom and under which number goods went that are still under way."""
    access.require_row(uow, api.WAYBILL, waybill_id, may.UPDATE, known=True)
    api.correct(uow, waybill_id, version, body.draft())
    return api.get_waybill(uow, waybill_id)


@router.post("/waybills/{waybill_id}/receive", permission=may.RECEIVE, answer=api.Waybill)
def receive_waybill(uow: UnitOfWork, waybill_id: UUID, body: ProofBody) -> api.Waybill:
    """Write down that the customer took it (签收), only part of it, or none."""
    access.require_row(uow, api.WAYBILL, waybill_id, may.RECEIVE, known=True)
    api.receive(uow, waybill_id, body.proof())
    return api.get_waybill(uow, waybill_id)


@router.post("/waybills/{waybill_id}/reopen", permission=may.RECEIVE, answer=api.Waybill)
def reopen_waybill(uow: UnitOfWork, waybill_id: UUID, body: ReopenBody) -> api.Waybill:
    """Take back what was written down by mistake: it is under way again."""
    access.require_row(uow, api.WAYBILL, waybill_id, may.RECEIVE, known=True)
    api.reopen(uow, waybill_id, body.reason)
    return api.get_waybill(uow, waybill_id)


@router.get("/fulfilment", permission=may.VIEW, answer=api.Fulfilment, snapshot=True)
def get_fulfilment(uow: UnitOfWork) -> api.Fulfilment:
    """发货看板: what is to be picked, sent, is on its way, or went wrong, the longest wait first."""
    return api.fulfilment(uow)
