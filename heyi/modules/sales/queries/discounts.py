"""How much of a discount each role may give."""

from collections.abc import Mapping
from decimal import Decimal
from uuid import UUID

from sqlalchemy import and_, select

from heyi.modules.sales.contracts import DiscountLimit
from heyi.modules.sales.models import DISCOUNT_LIMIT
from heyi.platform.identity.rights import rights_of
from heyi.platform.identity.tables import ROLE
from heyi.platform.unit_of_work import UnitOfWork

_L = DISCOUNT_LIMIT.c


def discount_limits(uow: UnitOfWork) -> list[DiscountLimit]:
    """Every role with the greatest discount that it may give, in the order of their names."""
    query = (
        select(ROLE.c.id.label("role_id"), ROLE.c.name.label("role"), _L.most)
        .outerjoin(DISCOUNT_LIMIT, and_(_L.tenant_id == ROLE.c.tenant_id, _L.role_id == ROLE.c.id))
        .where(ROLE.c.tenant_id == uow.tenant_id)
        .order_by(ROLE.c.name, ROLE.c.id)
    )
    return [DiscountLimit(**row) for row in uow.rows(query)]


def most_discount(uow: UnitOfWork) -> Decimal | None:
    """How far below the lists the actor may sell, as a share: the greatest of what his roles say. None: any discount,
    for whom no role says anything, and for the system."""
    user_id = uow.actor.user_id
    if uow.actor.is_system or user_id is None:
        return None
    said = _said(uow)
    if not said:
        return None
    return max((said[role.id] for role in rights_of(uow, user_id) if role.id in said), default=None)


def _said(uow: UnitOfWork) -> Mapping[UUID, Decimal]:
    def load() -> Mapping[UUID, Decimal]:
        query = select(_L.role_id, _L.most).where(_L.tenant_id == uow.tenant_id)
        return {row["role_id"]: row["most"] for row in uow.rows(query)}

    return uow.settled("sales.discount_limits", load)
