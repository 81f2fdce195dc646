"""Routes of what is available day by day, and of what all that lies there is worth."""

from typing import Annotated
from uuid import UUID

from fastapi import Query

from heyi.modules.stock import api, schemas
from heyi.modules.stock import permissions as may
from heyi.platform.http.router import Router
from heyi.platform.unit_of_work import UnitOfWork

router = Router("stock")


@router.get("/stock/by-date", permission=may.VIEW_STOCK, answer=api.AvailableByDate)
def get_available_by_date(
    uow: UnitOfWork, product_id: UUID, warehouse_id: UUID | None = None
) -> api.AvailableByDate:
    """What of a product can be promised day by day: what lies there, what comes, and what is promised already.

    Who may not see a document sees what it brings or takes, and when, but not which it is.
    """
    return api.available_by_date(uow, product_id, warehouse_id=warehouse_id)


@router.get("/stock/on-hand/worth", permission=may.VIEW_STOCK, answer=api.OnHandWorth)
def get_on_hand_worth(
    uow: UnitOfWork,
    warehouse_id: UUID | None = None,
    kind: Annotated[str, Query(max_length=20)] = "",
    search: Annotated[str, Query(max_length=200)] = "",
    below_zero: Annotated[bool | None, Query()] = None,
) -> api.OnHandWorth:
    """What all is worth together that a list of what lies where shows; empty for who does not see values."""
    return api.on_hand_worth(
        uow,
        warehouse_id=warehouse_id,
        kind=schemas.warehouse_kind(kind),
        search=search,
        below_zero=bool(below_zero),
    )
