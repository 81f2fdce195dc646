"""Routes of bins: made, looked into, goods moved about in them, and a warehouse that begins or ends to have them."""

from typing import Annotated
from uuid import UUID

from fastapi import Query

from heyi.modules.stock import api, schemas
from heyi.modules.stock import permissions as may
from heyi.platform.http.router import Router
from heyi.platform.records import access
from heyi.platform.records.http import add_list_route, add_record_routes
from heyi.platform.unit_of_work import UnitOfWork

router = Router("bins")

add_record_routes(router, api.WAREHOUSE_BIN)
add_list_route(router, api.BIN_MOVE)


@router.get("/stock/bin-houses", permission=may.VIEW_STOCK, answer=list[api.BinHouse])
def list_bin_houses(uow: UnitOfWork) -> list[api.BinHouse]:
    """Which warehouses have bins, how many, and into which one goods come."""
    return api.bin_houses(uow)


@router.get("/stock/in-bins", permission=may.VIEW_STOCK, answer=api.LotPlacePage)
def list_in_bins(
    uow: UnitOfWork,
    warehouse_id: UUID | None = None,
    bin_id: UUID | None = None,
    product_id: UUID | None = None,
    search: Annotated[str, Query(max_length=200)] = "",
    cursor: UUID | None = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 100,
) -> api.LotPlacePage:
    """What stands in which bin (库位库存), in the order in which one walks past them."""
    return api.in_bins(
        uow,
        warehouse_id=warehouse_id,
        bin_id=bin_id,
        product_id=product_id,
        search=search,
        after=cursor,
        limit=limit,
    )


@router.post("/warehouse-bins", permission=may.MANAGE_BIN, answer=api.BinsMade, status=201)
def make_warehouse_bins(uow: UnitOfWork, body: schemas.BinsBody) -> api.BinsMade:
    """Make a bin, or every bin of a series such as A-01-01 to A-05-04."""
    return api.make_bins(uow, body.warehouse_id, body.first, body.last)


@router.post("/bin-moves", permission=may.MOVE_BIN, answer=api.BinMove, status=201)
def post_bin_move(uow: UnitOfWork, body: schemas.BinMoveBody) -> api.BinMove:
    """Move goods from bins into others of the same warehouse (移库)."""
    return api.get_bin_move(uow, api.move_bins(uow, body.draft()))


@router.get("/bin-moves/{move_id}", permission=may.VIEW_MOVE, answer=api.BinMove)
def get_bin_move(uow: UnitOfWork, move_id: UUID) -> api.BinMove:
    """Goods moved between bins, with the lines."""
    return api.get_bin_move(uow, move_id)


@router.post("/warehouses/{warehouse_id}/bins-on", permission=may.MANAGE_WAREHOUSE, answer=api.BinMove)
def switch_bins_on(uow: UnitOfWork, warehouse_id: UUID, body: schemas.BinsOnBody) -> api.BinMove:
    """Let goods of the warehouse stand in bins: all that lies there comes into the receiving bin."""
    access.require_row(uow, api.WAREHOUSE, warehouse_id, may.MANAGE_WAREHOUSE, known=True)
    return api.get_bin_move(uow, api.switch_bins_on(uow, warehouse_id, body.receiving))


@router.post("/warehouses/{warehouse_id}/bins-off", permission=may.MANAGE_WAREHOUSE, answer=api.BinMove)
def switch_bins_off(uow: UnitOfWork, warehouse_id: UUID) -> api.BinMove:
    """Let goods of the warehouse stand in no bins any more."""
    access.require_row(uow, api.WAREHOUSE, warehouse_id, may.MANAGE_WAREHOUSE, known=True)
    return api.get_bin_move(uow, api.switch_bins_off(uow, warehouse_id))
