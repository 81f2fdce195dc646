"""What of a product is available day by day."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from sqlalchemy import and_, func, select

from heyi.modules.catalog import api as catalog
from heyi.modules.stock.contracts.by_date import Announced, AvailableByDate, AvailableDay, PromisedBy
from heyi.modules.stock.models import STOCK_BALANCE
from heyi.modules.stock.queries.announced import ordered_supply, promised, transfers_on_their_way
from heyi.modules.stock.queries.expired import expired, last_days
from heyi.modules.stock.queries.goods import House, require_warehouse, warehouses
from heyi.modules.stock.queries.lapsed import lapsed
from heyi.modules.stock.rules import ZERO
from heyi.modules.stock.rules.by_date import Day, day_by_day
from heyi.modules.stock.rules.houses import USUAL
from heyi.platform.errors import NotFound
from heyi.platform.records import access
from heyi.platform.unit_of_work import UnitOfWork

# A day names so many of its documents, the largest first; its sums are of all.
MOST_DOCUMENTS = 50
_B, _P, _U = STOCK_BALANCE.c, catalog.PRODUCT.table.c, catalog.UNIT.table.c


def available_by_date(uow: UnitOfWork, product_id: UUID, *, warehouse_id: UUID | None) -> AvailableByDate:
    """What lies of a product in a warehouse, or in all whose goods are for sale, what of it is promised, and day by day
    what comes by orders and transfers and goes by promises.

    Raises:
        NotFound: there is no such product.
        WarehouseUnusable: the warehouse does not exist in this company or is switched off.
        NotPromised: it keeps another's goods, or holds its goods back.
    """
    named = require_warehouse(uow, warehouse_id) if warehouse_id else None
    product = uow.first(
        select(_P.id, _P.name, _P.code, _U.name.label("unit"))
        .join(catalog.UNIT.table, and_(_U.tenant_id == _P.tenant_id, _U.id == _P.unit_id))
        .where(*access.rows(uow, catalog.PRODUCT), _P.id == product_id)
    )
    if product is None:
        raise NotFound(what="record.product")
    houses = {
        house.id: house
        for house in warehouses(uow).values()
        if house.kind == USUAL and named in (None, house.id)
    }
    now = _now(uow, product_id, houses)
    good = now.on_hand - now.blocked - now.expired
    moving = _within(transfers_on_their_way(uow, [product_id]), houses)
    ordered = _within(ordered_supply(uow, [product_id]), houses)
    promises = [*moving, *ordered, *_within(promised(uow, [product_id]), houses)]
    days = day_by_day(good, promises, uow.today, last_days(uow, product_id, houses))
    return AvailableByDate(
        product_id=product_id,
        product=product["name"],
        product_code=product["code"],
        unit=product["unit"],
        on_hand=now.on_hand,
        held=now.held,
        blocked=now.blocked,
        expired=now.expired,
        available=good - now.held,
        under_way=sum((one.quantity for one in moving), ZERO),
        on_order=sum((one.quantity for one in ordered), ZERO),
        days=[_told(day, houses, uow.today) for day in days],
    )


@dataclass(frozen=True)
class _Now:
    """How many lie there, are held, are not free, and have expired."""

    on_hand: Decimal
    held: Decimal
    blocked: Decimal
    expired: Decimal


def _now(uow: UnitOfWork, product_id: UUID, houses: Mapping[UUID, House]) -> _Now:
    now = {
        "on_hand": _B.on_hand,
        "held": _B.held - lapsed(uow),
        "blocked": _B.blocked,
        "expired": expired(uow),
    }
    row = uow.first(
        select(*(func.coalesce(func.sum(value), 0).label(name) for name, value in now.items())).where(
            _B.tenant_id == uow.tenant_id, _B.product_id == product_id, _B.warehouse_id.in_(sorted(houses))
        )
    )
    assert row is not None
    return _Now(**row)


def _within(promises: Sequence[Announced], houses: Mapping[UUID, House]) -> list[Announced]:
    return [one for one in promises if one.warehouse_id in houses]


def _told(day: Day, houses: Mapping[UUID, House], today: date) -> AvailableDay:
    largest = sorted(day.promises, key=lambda one: (-abs(one.quantity), str(one.document_id)))
    return AvailableDay(
        day=day.day,
        comes=day.comes,
        goes=day.goes,
        expires=day.expires,
        lies=day.lies,
        available=day.available,
        short=day.lies < ZERO,
        late=any(one.day is not None and one.day < today and one.quantity > ZERO for one in day.promises),
        documents=[
            PromisedBy(
                document=one.document,
                document_id=None if one.number is None else one.document_id,
                number=one.number,
                warehouse=houses[one.warehouse_id].name,
                day=one.day,
                quantity=one.quantity,
            )
            for one in largest[:MOST_DOCUMENTS]
        ],
    )
