"""What makes sold goods revenue, kept until somebody changes it."""

from decimal import Decimal
from uuid import UUID

from sqlalchemy import func, select

from heyi.modules.sales.contracts import RevenuePoint
from heyi.modules.sales.models import DELIVERY, SALES_RULES
from heyi.platform.records import access
from heyi.platform.records.shapes import shape_of
from heyi.platform.unit_of_work import UnitOfWork

_D = DELIVERY.table.c


def revenue_point(uow: UnitOfWork) -> RevenuePoint:
    """What makes this company's goods revenue and cost; until it chooses, their invoice does."""

    def load() -> RevenuePoint:
        own = SALES_RULES.c
        mine = (own.tenant_id == uow.tenant_id, own.company_id == uow.company_id)
        found = uow.scalar(select(own.revenue_point).where(*mine))
        return RevenuePoint(found) if found else RevenuePoint.INVOICE

    return uow.settled("sales.revenue_point", load)


def unbilled(uow: UnitOfWork, party_id: UUID) -> Decimal:
    """What the customer owes for goods that left and are on no invoice yet, as far as one sees their deliveries."""
    shape = shape_of(uow, DELIVERY.name)
    if not uow.actor.may(shape.permissions.view):
        return Decimal(0)
    query = select(func.coalesce(func.sum(_D.unbilled), 0)).where(
        _D.tenant_id == uow.tenant_id,
        _D.company_id == uow.company_id,
        _D.party_id == party_id,
        _D.unbilled != 0,
        *access.rows(uow, shape),
    )
    return Decimal(uow.scalar(query))
