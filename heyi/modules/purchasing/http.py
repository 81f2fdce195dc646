"""Routes of purchase documents."""

from typing import Annotated
from uuid import UUID

from fastapi import Query

from heyi.modules.ledger import api as ledger
from heyi.modules.purchasing import api
from heyi.modules.purchasing import permissions as may
from heyi.modules.purchasing.schemas import PurchaseOrderBody, PurchasePreviewBody, ReceiveBody, SendBackBody
from heyi.platform.http.router import Router
from heyi.platform.records import access
from heyi.platform.records.http import add_list_route, add_reasons_route
from heyi.platform.unit_of_work import UnitOfWork

router = Router("purchasing")

for _record in (api.PURCHASE_ORDER, api.PURCHASE_RECEIPT, api.PURCHASE_RETURN):
    add_list_route(router, _record)
    add_reasons_route(router, _record)


@router.post("/purchase-orders", permission=may.CREATE_ORDER, answer=api.PurchaseStatus, status=201)
def create_purchase_order(uow: UnitOfWork, body: PurchaseOrderBody) -> api.PurchaseStatus:
    """Enter an order as a draft; nothing is ordered yet."""
    return api.create_order(uow, body.draft())


@router.post("/purchase-orders/preview", permission=may.CREATE_ORDER, answer=api.PurchaseTotals)
def preview_purchase_order(uow: UnitOfWork, body: PurchasePreviewBody) -> api.PurchaseTotals:
    """What these lines would come to; enters nothing."""
    lines = [line.draft() for line in body.lines]
    return api.preview_order(uow, lines, prices_include_tax=body.prices_include_tax)


@router.get("/purchase-orders/awaiting-invoice", permission=may.VIEW_ORDER, answer=api.AwaitingInvoicePage)
def list_awaiting_invoice(
    uow: UnitOfWork,
    search: Annotated[str, Query(max_length=200)] = "",
    cursor: UUID | None = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> api.AwaitingInvoicePage:
    """Orders of which goods came in that no invoice says, or are on one and went back; the newest first."""
    return api.awaiting_invoice(uow, search=search.strip(), after=cursor, limit=limit)


@router.get("/purchase-orders/{order_id}", permission=may.VIEW_ORDER, answer=api.PurchaseOrder)
def get_purchase_order(uow: UnitOfWork, order_id: UUID) -> api.PurchaseOrder:
    """The order with its lines and what may be done next."""
    access.require_row(uow, api.PURCHASE_ORDER, order_id, known=True)
    return api.get_order(uow, order_id)


@router.patch("/purchase-orders/{order_id}", permission=may.UPDATE_ORDER, answer=api.PurchaseStatus)
def update_purchase_order(
    uow: UnitOfWork, order_id: UUID, body: PurchaseOrderBody, version: int
) -> api.PurchaseStatus:
    """Replace what a draft says, lines and all."""
    access.require_row(uow, api.PURCHASE_ORDER, order_id, may.UPDATE_ORDER, known=True)
    return api.update_order(uow, order_id, version, body.draft())


@router.post("/purchase-orders/{order_id}/confirm", permission=may.CONFIRM_ORDER, answer=api.PurchaseStatus)
def confirm_purchase_order(uow: UnitOfWork, order_id: UUID) -> api.PurchaseStatus:
    """Place the order with the supplier: its goods are expected."""
    access.require_row(uow, api.PURCHASE_ORDER, order_id, may.CONFIRM_ORDER, known=True)
    return api.confirm_order(uow, order_id)


@router.post("/purchase-orders/{order_id}/cancel", permission=may.CANCEL_ORDER, answer=api.PurchaseStatus)
def cancel_purchase_order(uow: UnitOfWork, order_id: UUID) -> api.PurchaseStatus:
    """Call the order off; nothing of it is expected any more."""
    access.require_row(uow, api.PURCHASE_ORDER, order_id, may.CANCEL_ORDER, known=True)
    return api.cancel_order(uow, order_id)


@router.post("/purchase-orders/{order_id}/close", permission=may.CANCEL_ORDER, answer=api.PurchaseStatus)
def close_purchase_order(uow: UnitOfWork, order_id: UUID) -> api.PurchaseStatus:
    """Receive no more of the order."""
    access.require_row(uow, api.PURCHASE_ORDER, order_id, may.CANCEL_ORDER, known=True)
    return api.close_order(uow, order_id)


@router.post(
    "/purchase-orders/{order_id}/receive", permission=may.RECEIVE, answer=api.PurchasePosted, status=201
)
def receive_purchase_order(uow: UnitOfWork, order_id: UUID, body: ReceiveBody) -> api.PurchasePosted:
    """Receive the given lines, or everything still open."""
    access.require_row(uow, api.PURCHASE_ORDER, order_id, may.RECEIVE, known=True)
    asked = None if body.lines is None else [line.contract() for line in body.lines]
    return api.receive_order(
        uow,
        order_id,
        quantities=asked,
        received_on=body.received_on,
        bought_out_of=body.bought_out_of,
    )


ledger.add_preview(router, "/purchase-orders/{order_id}/receive", receive_purchase_order)


@router.get("/purchase-receipts/{receipt_id}", permission=may.VIEW_RECEIPT, answer=api.PurchaseReceipt)
def get_purchase_receipt(uow: UnitOfWork, receipt_id: UUID) -> api.PurchaseReceipt:
    """A purchase receipt with its lines."""
    access.require_row(uow, api.PURCHASE_RECEIPT, receipt_id, known=True)
    return api.get_receipt(uow, receipt_id)


@router.post(
    "/purchase-receipts/{receipt_id}/send-back",
    permission=may.SEND_BACK,
    answer=api.PurchasePosted,
    status=201,
)
def send_back_purchase_receipt(uow: UnitOfWork, receipt_id: UUID, body: SendBackBody) -> api.PurchasePosted:
    """Send received goods back to the supplier."""
    access.require_row(uow, api.PURCHASE_RECEIPT, receipt_id, may.SEND_BACK, known=True)
    asked = [line.contract() for line in body.lines]
    return api.send_back(uow, receipt_id, quantities=asked, returned_on=body.returned_on, reason=body.reason)


ledger.add_preview(router, "/purchase-receipts/{receipt_id}/send-back", send_back_purchase_receipt)


@router.get("/purchase-returns/{return_id}", permission=may.VIEW_RETURN, answer=api.PurchaseReturn)
def get_purchase_return(uow: UnitOfWork, return_id: UUID) -> api.PurchaseReturn:
    """Goods sent back, with their lines."""
    access.require_row(uow, api.PURCHASE_RETURN, return_id, known=True)
    return api.get_return(uow, return_id)
