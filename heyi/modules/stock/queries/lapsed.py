"""What is held beyond its last day: it counts as held in its place until it is let go, and is in nobody's way."""

from decimal import Decimal

from sqlalchemy import ColumnElement, func, or_, select

from heyi.modules.stock.models import STOCK_BALANCE, STOCK_HOLD
from heyi.platform.unit_of_work import UnitOfWork

_B, _HOLD = STOCK_BALANCE.c, STOCK_HOLD.c


def lapsed(uow: UnitOfWork) -> ColumnElement[Decimal]:
    """How many of what a place's balance says is held are kept for nobody any more, for use beside its columns."""
    return _of_place(_HOLD.expires_on < uow.today)


def kept_up_to_a_day(uow: UnitOfWork) -> ColumnElement[Decimal]:
    """How many of what a place's balance says is held are kept up to a day that has not passed."""
    return _of_place(_HOLD.expires_on >= uow.today)


def _of_place(which: ColumnElement[bool]) -> ColumnElement[Decimal]:
    rest = _HOLD.quantity - _HOLD.consumed - _HOLD.released
    return (
        select(func.coalesce(func.sum(rest), 0))
        .where(
            _HOLD.tenant_id == _B.tenant_id,
            _HOLD.product_id == _B.product_id,
            _HOLD.warehouse_id == _B.warehouse_id,
            which,
            _HOLD.quantity > _HOLD.consumed + _HOLD.released,
        )
        .correlate(STOCK_BALANCE)
        .scalar_subquery()
    )


def is_kept(uow: UnitOfWork) -> ColumnElement[bool]:
    """Whether a hold's last day has not passed."""
    return or_(_HOLD.expires_on.is_(None), _HOLD.expires_on >= uow.today)
