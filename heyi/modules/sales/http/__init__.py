"""Routes of sales documents."""

from typing import Annotated
from uuid import UUID

from fastapi import Query

from heyi.modules.ledger import api as ledger
from heyi.modules.sales import api
from heyi.modules.sales import permissions as may
from heyi.modules.sales.schemas import (
    DeliverBody,
    FinishPickBody,
    OrderBody,
    PickListBody,
    PreviewBody,
    PromiseBody,
    RescheduleBody,
    ReturnBody,
    TicksBody,
    paper_kind,
    paper_language,
)
from heyi.platform.http.answers import Answer
from heyi.platform.http.router import Router
from heyi.platform.printing import paper
from heyi.platform.records import access
from heyi.platform.records.http import add_list_route, add_reasons_route, add_record_routes
from heyi.platform.unit_of_work import UnitOfWork

router = Router("sales")

add_list_route(router, api.SALES_ORDER)
add_list_route(router, api.DELIVERY)
add_list_route(router, api.SALES_RETURN)
add_list_route(router, api.PICK_LIST)
add_record_routes(router, api.CUSTOMER_CREDIT)
add_reasons_route(router, api.SALES_ORDER)
add_reasons_route(router, api.DELIVERY)
add_reasons_route(router, api.SALES_RETURN)


@router.post("/sales-orders", permission=may.CREATE_ORDER, answer=api.OrderStatus, status=201)
def create_sales_order(uow: UnitOfWork, body: OrderBody) -> api.OrderStatus:
    """Enter an order as a draft; nothing is promised yet."""
    return api.create_order(uow, body.draft())


@router.post("/sales-orders/preview", permission=may.CREATE_ORDER, answer=api.Totals)
def preview_sales_order(uow: UnitOfWork, body: PreviewBody) -> api.Totals:
    """What these lines would come to; enters nothing."""
    return api.preview_order(
        uow,
        [line.draft() for line in body.lines],
        prices_include_tax=body.prices_include_tax,
        discount=body.discount(),
    )


@router.post("/sales-orders/promise", permission=may.CREATE_ORDER, answer=api.OrderPromise, status=200)
def promise_sales_order(uow: UnitOfWork, body: PromiseBody) -> api.OrderPromise:
    """What these lines may promise: price and its reason, when their goods can leave, and what is earned."""
    return api.promise_order(uow, body.draft())


@router.get("/sales-orders/{order_id}", permission=may.VIEW_ORDER, answer=api.Order)
def get_sales_order(uow: UnitOfWork, order_id: UUID) -> api.Order:
    """The order with its lines and what may be done next."""
    access.require_row(uow, api.SALES_ORDER, order_id, known=True)
    return api.get_order(uow, order_id)


@router.patch("/sales-orders/{order_id}", permission=may.UPDATE_ORDER, answer=api.OrderStatus)
def update_sales_order(uow: UnitOfWork, order_id: UUID, body: OrderBody, version: int) -> api.OrderStatus:
    """Replace what a draft says, lines and all."""
    access.require_row(uow, api.SALES_ORDER, order_id, may.UPDATE_ORDER, known=True)
    return api.update_order(uow, order_id, version, body.draft())


@router.post("/sales-orders/{order_id}/confirm", permission=may.CONFIRM_ORDER, answer=api.OrderStatus)
def confirm_sales_order(uow: UnitOfWork, order_id: UUID) -> api.OrderStatus:
    """Make the order a promise: its goods are held, all or none."""
    access.require_row(uow, api.SALES_ORDER, order_id, may.CONFIRM_ORDER, known=True)
    return api.confirm_order(uow, order_id)


@router.post("/sales-orders/{order_id}/reschedule", permission=may.UPDATE_ORDER, answer=api.OrderStatus)
def reschedule_sales_order(
    uow: UnitOfWork, order_id: UUID, body: RescheduleBody, version: int
) -> api.OrderStatus:
    """Say by when a promised order is wanted instead; what it holds is held for the new days."""
    access.require_row(uow, api.SALES_ORDER, order_id, may.UPDATE_ORDER, known=True)
    return api.reschedule_order(uow, order_id, version, body.contract())


@router.post("/sales-orders/{order_id}/cancel", permission=may.CANCEL_ORDER, answer=api.OrderStatus)
def cancel_sales_order(uow: UnitOfWork, order_id: UUID) -> api.OrderStatus:
    """Call the order off; its goods are free again."""
    access.require_row(uow, api.SALES_ORDER, order_id, may.CANCEL_ORDER, known=True)
    return api.cancel_order(uow, order_id)


@router.post("/sales-orders/{order_id}/close", permission=may.CANCEL_ORDER, answer=api.OrderStatus)
def close_sales_order(uow: UnitOfWork, order_id: UUID) -> api.OrderStatus:
    """Deliver no more of the order; what is still held is free again."""
    access.require_row(uow, api.SALES_ORDER, order_id, may.CANCEL_ORDER, known=True)
    return api.close_order(uow, order_id)


@router.post("/sales-orders/{order_id}/deliver", permission=may.DELIVER, answer=api.Posted, status=201)
def deliver_sales_order(uow: UnitOfWork, order_id: UUID, body: DeliverBody) -> api.Posted:
    """Deliver the given lines, or everything still open."""
    access.require_row(uow, api.SALES_ORDER, order_id, may.DELIVER, known=True)
    asked = None if body.lines is None else [line.contract() for line in body.lines]
    return api.deliver_order(
        uow,
        order_id,
        quantities=asked,
        delivered_on=body.delivered_on,
        expired_reason=body.expired_reason,
    )


ledger.add_preview(router, "/sales-orders/{order_id}/deliver", deliver_sales_order)


@router.get("/deliveries/{delivery_id}", permission=may.VIEW_DELIVERY, answer=api.Delivery)
def get_delivery(uow: UnitOfWork, delivery_id: UUID) -> api.Delivery:
    """A delivery with its lines."""
    access.require_row(uow, api.DELIVERY, delivery_id, known=True)
    return api.get_delivery(uow, delivery_id)


@router.post("/deliveries/{delivery_id}/return", permission=may.RETURN, answer=api.Posted, status=201)
def return_delivery(uow: UnitOfWork, delivery_id: UUID, body: ReturnBody) -> api.Posted:
    """Take delivered goods back at the cost at which they left."""
    access.require_row(uow, api.DELIVERY, delivery_id, may.RETURN, known=True)
    asked = [line.contract() for line in body.lines]
    return api.return_delivery(
        uow,
        delivery_id,
        quantities=asked,
        returned_on=body.returned_on,
        reason=body.reason,
        to_inspect=body.to_inspect,
    )


ledger.add_preview(router, "/deliveries/{delivery_id}/return", return_delivery)


@router.get("/deliveries/{delivery_id}/paper", permission=may.VIEW_DELIVERY)
def get_delivery_paper(
    uow: UnitOfWork,
    delivery_id: UUID,
    kind: Annotated[str, Query(max_length=10)] = "note",
    language: Annotated[str, Query(max_length=10)] = "",
    cartons: Annotated[int | None, Query(ge=1, le=100_000)] = None,
) -> Answer:
    """A delivery on paper: the note that its customer signs (销售出库单), or what is packed (装箱单)."""
    access.require_row(uow, api.DELIVERY, delivery_id, known=True)
    spoken = paper_language(language) or uow.actor.language
    content, name = api.delivery_paper(uow, delivery_id, paper_kind(kind), spoken, cartons=cartons)
    return paper(content, name)


@router.post("/pick-lists", permission=may.MAKE_PICK, answer=api.PickList, status=201)
def make_pick_list(uow: UnitOfWork, body: PickListBody) -> api.PickList:
    """Say where all that is still open of these orders is to be taken from (拣货单)."""
    return api.get_pick_list(uow, api.make_pick_list(uow, body.order_ids, note=body.note))


@router.get("/picked-orders", permission=may.VIEW_PICK, answer=list[api.PickedOrder])
def list_picked_orders(
    uow: UnitOfWork,
    order_id: UUID | None = None,
    limit: Annotated[int, Query(ge=1, le=1000)] = 1000,
) -> list[api.PickedOrder]:
    """The orders that are on a pick list which is worked on, oldest list first, or whether this one is."""
    return api.picked_orders(uow, order_id, limit=limit)


@router.post("/pick-lists/{pick_id}/tick", permission=may.PICK, answer=api.PickList)
def tick_pick_list(uow: UnitOfWork, pick_id: UUID, body: TicksBody) -> api.PickList:
    """Note how many were found so far, for everybody who walks this list."""
    access.require_row(uow, api.PICK_LIST, pick_id, may.PICK, known=True)
    api.tick_pick_list(uow, pick_id, [line.contract() for line in body.lines])
    return api.get_pick_list(uow, pick_id)


@router.get("/pick-lists/{pick_id}", permission=may.VIEW_PICK, answer=api.PickList)
def get_pick_list(uow: UnitOfWork, pick_id: UUID) -> api.PickList:
    """A pick list with its lines in the order in which one walks."""
    return api.get_pick_list(uow, pick_id)


@router.post("/pick-lists/{pick_id}/finish", permission=may.PICK, answer=api.PickList)
def finish_pick_list(uow: UnitOfWork, pick_id: UUID, body: FinishPickBody) -> api.PickList:
    """End a pick list: what was found leaves, as one delivery for each order."""
    access.require_row(uow, api.PICK_LIST, pick_id, may.PICK, known=True)
    found = [line.contract() for line in body.lines]
    api.finish_pick_list(uow, pick_id, found, expired_reason=body.expired_reason)
    return api.get_pick_list(uow, pick_id)


@router.post("/pick-lists/{pick_id}/give-up", permission=may.PICK, answer=api.PickList)
def give_up_pick_list(uow: UnitOfWork, pick_id: UUID) -> api.PickList:
    """Let a pick list be: nothing leaves."""
    access.require_row(uow, api.PICK_LIST, pick_id, may.PICK, known=True)
    api.give_up_pick_list(uow, pick_id)
    return api.get_pick_list(uow, pick_id)


@router.get("/pick-lists/{pick_id}/paper", permission=may.VIEW_PICK)
def get_pick_list_paper(
    uow: UnitOfWork, pick_id: UUID, language: Annotated[str, Query(max_length=10)] = ""
) -> Answer:
    """A pick list on paper."""
    content, name = api.pick_paper(uow, pick_id, paper_language(language) or uow.actor.language)
    return paper(content, name)


@router.get("/sales-returns/{return_id}", permission=may.VIEW_RETURN, answer=api.Return)
def get_sales_return(uow: UnitOfWork, return_id: UUID) -> api.Return:
    """A return with its lines."""
    access.require_row(uow, api.SALES_RETURN, return_id, known=True)
    return api.get_return(uow, return_id)
