"""Routes of the goods ledger."""

from typing import Annotated
from uuid import UUID

from fastapi import Query

from heyi.modules.stock import api
from heyi.modules.stock.permissions import MANAGE_COSTING, RECEIVE, VIEW_MOVE, VIEW_STOCK
from heyi.modules.stock.schemas import CostingBody, CostRunBody, ReceiptBody
from heyi.platform.http.router import Router
from heyi.platform.records.http import add_get_route, add_list_route, add_record_routes
from heyi.platform.unit_of_work import UnitOfWork
from heyi.platform.values import month

router = Router("stock")


@router.get("/stock/on-hand", permission=VIEW_STOCK, answer=api.OnHandPage)
def list_on_hand(
    uow: UnitOfWork,
    warehouse_id: UUID | None = None,
    product_id: Annotated[list[UUID] | None, Query(max_length=200)] = None,
    search: Annotated[str, Query(max_length=200)] = "",
    cursor: UUID | None = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> api.OnHandPage:
    """What lies in which warehouse: on hand, held for orders, available, worth."""
    return api.list_on_hand(
        uow, warehouse_id=warehouse_id, product_ids=product_id or [], search=search, after=cursor, limit=limit
    )


@router.post("/stock-receipts", permission=RECEIVE, answer=api.StockReceipt, status=201)
def post_stock_receipt(uow: UnitOfWork, body: ReceiptBody) -> api.StockReceipt:
    """Take goods into a warehouse at their cost (其他入库单); moves and entry are posted at once."""
    receipt_id = api.post_receipt(
        uow,
        reason=body.reason,
        warehouse_id=body.warehouse_id,
        received_on=body.received_on,
        note=body.note,
        lines=[api.ReceiptLineDraft(**line.model_dump()) for line in body.lines],
    )
    return api.get_receipt(uow, receipt_id)


@router.get("/stock-receipts/{receipt_id}", permission=VIEW_STOCK, answer=api.StockReceipt)
def get_stock_receipt(uow: UnitOfWork, receipt_id: UUID) -> api.StockReceipt:
    """A miscellaneous receipt with its lines."""
    return api.get_receipt(uow, receipt_id)


@router.get("/stock/costing", permission=VIEW_MOVE, answer=api.Costing)
def get_costing(uow: UnitOfWork) -> api.Costing:
    """How the company's goods are valued, and whether a month's average waits to be reckoned."""
    return api.costing(uow)


@router.post("/stock/costing", permission=MANAGE_COSTING, answer=api.Costing)
def set_costing(uow: UnitOfWork, body: CostingBody) -> api.Costing:
    """Value goods by another method from today on."""
    return api.set_costing(uow, api.Method(body.method))


@router.post("/stock/cost-runs", permission=MANAGE_COSTING, answer=api.CostRun, status=201)
def post_cost_run(uow: UnitOfWork, body: CostRunBody) -> api.CostRun:
    """Give all that left in a month its weighted average; differences are posted as adjustments."""
    return api.reckon_months(uow, month(body.period))


add_list_route(router, api.COST_RUN)
add_get_route(router, api.COST_RUN)
add_record_routes(router, api.WAREHOUSE)
add_list_route(router, api.STOCK_RECEIPT)
add_list_route(router, api.STOCK_MOVE)
