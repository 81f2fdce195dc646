"""Routes of how far below the lists each role may sell."""

from heyi.modules.sales import api
from heyi.modules.sales import permissions as may
from heyi.modules.sales.schemas import DiscountLimitsBody
from heyi.platform.http.router import Router
from heyi.platform.unit_of_work import UnitOfWork

router = Router("sales")


@router.get("/discount-limits", permission=may.SET_DISCOUNT_LIMITS, answer=list[api.DiscountLimit])
def list_discount_limits(uow: UnitOfWork) -> list[api.DiscountLimit]:
    """Every role and the greatest discount that it may give without an approval."""
    return api.discount_limits(uow)


@router.post("/discount-limits", permission=may.SET_DISCOUNT_LIMITS, answer=list[api.DiscountLimit])
def set_discount_limits(uow: UnitOfWork, body: DiscountLimitsBody) -> list[api.DiscountLimit]:
    """Say how far below the lists roles may sell without an approval; those that are not named keep theirs."""
    api.set_discount_limits(uow, [one.said() for one in body.limits])
    return api.discount_limits(uow)
