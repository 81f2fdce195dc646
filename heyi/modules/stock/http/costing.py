"""Routes of what goods cost: by which method, by which standard, and what was paid beside it."""

from typing import Annotated
from uuid import UUID

from fastapi import Query

from heyi.modules.catalog import api as catalog
from heyi.modules.ledger import api as ledger
from heyi.modules.stock import api, schemas
from heyi.modules.stock import permissions as may
from heyi.platform.http.router import Router
from heyi.platform.records import access
from heyi.platform.records.http import add_list_route
from heyi.platform.unit_of_work import UnitOfWork
from heyi.platform.values import BusinessDay, month

router = Router("stock")

add_list_route(router, api.STANDARD_CHANGE)


@router.get("/stock/costing", permission=may.VIEW_MOVE, answer=api.Costing)
def get_costing(uow: UnitOfWork) -> api.Costing:
    """How the company's goods are valued, and whether a month's average waits to be reckoned."""
    return api.costing(uow)


@router.post("/stock/costing", permission=may.MANAGE_COSTING, answer=api.Costing)
def set_costing(uow: UnitOfWork, body: schemas.CostingBody) -> api.Costing:
    """Value goods by another method from today on."""
    method = None if body.method is None else api.Method(body.method)
    return api.set_costing(uow, method, category_id=body.category_id)


@router.get("/stock/costing/categories", permission=may.VIEW_MOVE, answer=list[api.CategoryCosting])
def get_category_costing(uow: UnitOfWork) -> list[api.CategoryCosting]:
    """How the goods of each category are valued, and by whose word."""
    return api.category_costing(uow)


@router.post("/stock/cost-runs", permission=may.MANAGE_COSTING, answer=api.CostRun, status=201)
def post_cost_run(uow: UnitOfWork, body: schemas.CostRunBody) -> api.CostRun:
    """Give all that left in a month its weighted average; differences are posted as adjustments."""
    return api.reckon_months(uow, month(body.period))


@router.get("/stock/standards", permission=may.VIEW_MOVE, answer=api.StandardPage)
def list_standards(
    uow: UnitOfWork,
    search: Annotated[str, Query(max_length=200)] = "",
    cursor: UUID | None = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 100,
) -> api.StandardPage:
    """What goods cost by the standard, as it holds now."""
    return api.list_standards(uow, search=search, after=cursor, limit=limit)


@router.post("/standard-changes", permission=may.MANAGE_COSTING, answer=api.StandardChange, status=201)
def post_standard_change(uow: UnitOfWork, body: schemas.StandardsBody) -> api.StandardChange:
    """Say what goods cost by the standard, and make what lies there worth just that."""
    standards = {line.product_id: line.standard for line in body.lines}
    change_id = api.set_standards(uow, standards, holds_from=body.holds_from, note=body.note)
    return api.get_standard_change(uow, change_id)


ledger.add_preview(router, "/standard-changes", post_standard_change)


@router.get("/standard-changes/{change_id}", permission=may.VIEW_MOVE, answer=api.StandardChange)
def get_standard_change(uow: UnitOfWork, change_id: UUID) -> api.StandardChange:
    """A paper by which standards were said: what they were, and what that made of the goods."""
    access.require_row(uow, api.STANDARD_CHANGE, change_id, known=True)
    return api.get_standard_change(uow, change_id)


@router.get("/stock/variances", permission=may.VIEW_MOVE, answer=api.VariancePage)
def list_variances(
    uow: UnitOfWork,
    first_day: BusinessDay,
    last_day: BusinessDay,
    search: Annotated[str, Query(max_length=200)] = "",
    cursor: UUID | None = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 100,
) -> api.VariancePage:
    """What was paid beside the standard in a span of days, product by product."""
    return api.list_variances(uow, (first_day, last_day), search=search, after=cursor, limit=limit)


@router.get("/stock/variances/{product_id}", permission=may.VIEW_MOVE, answer=list[api.VarianceLine])
def list_variance_lines(
    uow: UnitOfWork, product_id: UUID, first_day: BusinessDay, last_day: BusinessDay
) -> list[api.VarianceLine]:
    """The documents behind a product's variances in a span of days, the newest first."""
    access.require_row(uow, catalog.PRODUCT, product_id)
    return api.variance_lines(uow, product_id, (first_day, last_day))


@router.get("/stock/variance-sharing", permission=may.VIEW_MOVE, answer=api.VarianceSharing)
def get_variance_sharing(uow: UnitOfWork, period: str) -> api.VarianceSharing:
    """What of the variances belongs to what left in a month, category by category, and what is passed on already."""
    return api.variance_sharing(uow, month(period))


@router.post(
    "/stock/variance-sharing", permission=may.MANAGE_COSTING, answer=ledger.VoucherStatus, status=201
)
def share_variances(uow: UnitOfWork, body: schemas.CostRunBody) -> ledger.VoucherStatus:
    """Pass on at the month's end what of the variances belongs to what left, by one voucher."""
    return api.share_variances(uow, month(body.period))


ledger.add_preview(router, "/stock/variance-sharing", share_variances)
