"""Coffee in the demo company: bought in lots that expire, looked at before it is sold, and one lot that waits."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import partial
from uuid import UUID

from sqlalchemy import select

from heyi.app.demo.customers import Customer
from heyi.app.demo.diary import Diary
from heyi.app.demo.people import acting, at_work
from heyi.modules.catalog import api as catalog
from heyi.modules.catalog.seed import SeededProduct
from heyi.modules.parties import api as parties
from heyi.modules.purchasing import api as purchasing
from heyi.modules.sales import api as sales
from heyi.modules.stock import api as stock
from heyi.platform.records.saving import create_record

_NAME, _SPECIFICATION, _SHELF_LIFE = "速溶咖啡", "100 条/盒", 365
_PRICE, _COST, _MANY = Decimal("96.00"), Decimal("61.00"), Decimal(40)
# Minutes of the working day, so that nothing here draws from the chance of the others.
_ORDERED, _CAME, _JUDGED, _SOLD = 30, 120, 200, 260


@dataclass(frozen=True)
class _Lot:
    """A lot: its number, how many days ago it came, and how many days from now its last day is."""

    number: str
    ago: int
    left: int
    released: bool = True


_LOTS = (_Lot("KF0531", 60, 25), _Lot("KF0812", 21, 262), _Lot("KF1102", 2, 340, released=False))


def keep_lots(diary: Diary, products: Sequence[SeededProduct], customers: Sequence[Customer]) -> None:
    """Coffee comes in three times, is released twice and sold once; what expires first left first."""
    with acting(diary.uow, diary.team.buyer, at_work(diary.first_day, _ORDERED)):
        product = _coffee(diary, products[0])
    for lot in _LOTS:
        buy = partial(_buy, diary, product, lot)
        diary.enter(diary.day(lot.ago + 1), diary.team.buyer, buy, minute=_ORDERED)
    buyers = sorted((one for one in customers if one.buys), key=lambda one: one.since)
    if buyers:
        sell = partial(_sell, diary, product, buyers[0])
        diary.enter(diary.day(15), buyers[0].owner, sell, minute=_SOLD)


def _coffee(diary: Diary, like: SeededProduct) -> UUID:
    known, category = catalog.PRODUCT.table.c, catalog.PRODUCT_CATEGORY.table.c
    place = known.tenant_id == diary.uow.tenant_id
    row = diary.uow.rows(select(known.unit_id, known.tax_rate_id).where(place, known.id == like.id))[0]
    where = diary.uow.scalar(
        select(category.id).where(category.tenant_id == diary.uow.tenant_id, category.name == "日用品")
    )
    return create_record(
        diary.uow,
        catalog.PRODUCT,
        {
            "name": _NAME,
            "specification": _SPECIFICATION,
            "unit_id": row["unit_id"],
            "tax_rate_id": row["tax_rate_id"],
            "category_id": where,
            "sale_price": _PRICE,
            "kind": "goods",
            "tracking": "lot",
            "shelf_life_days": _SHELF_LIFE,
            "inspected": True,
            "active": True,
        },
    )


def _buy(diary: Diary, product: UUID, lot: _Lot) -> None:
    party = parties.PARTY.table.c
    supplier = diary.uow.scalar(
        select(party.id)
        .where(party.tenant_id == diary.uow.tenant_id, party.is_supplier)
        .order_by(party.name)
        .limit(1)
    )
    line = purchasing.OrderLineDraft(product_id=product, quantity=_MANY, unit_price=_COST)
    day = diary.uow.today
    draft = purchasing.OrderDraft(
        party_id=supplier,
        ordered_on=day,
        expected_on=day + timedelta(days=1),
        prices_include_tax=False,
        lines=(line,),
    )
    order = purchasing.create_order(diary.uow, draft).id
    purchasing.confirm_order(diary.uow, order)
    came = diary.day(lot.ago)
    diary.enter(
        came, diary.team.storekeeper, partial(_take_in, diary, order, product, lot, came), minute=_CAME
    )


def _take_in(diary: Diary, order: UUID, product: UUID, lot: _Lot, day: date) -> None:
    (line,) = purchasing.get_order(diary.uow, order).lines
    last = diary.today + timedelta(days=lot.left)
    part = stock.LotPart(
        number=lot.number, quantity=_MANY, made_on=last - timedelta(days=_SHELF_LIFE), expires_on=last
    )
    asked = purchasing.LineQuantity(line_id=line.id, quantity=_MANY, lots=(part,))
    purchasing.receive_order(diary.uow, order, quantities=[asked], received_on=day)
    if lot.released:
        judge = partial(_release, diary, product, lot)
        diary.enter(day, diary.team.storekeeper, judge, minute=_JUDGED)


def _release(diary: Diary, product: UUID, lot: _Lot) -> None:
    line = stock.VerdictLineDraft(product_id=product, lot=lot.number, before="quarantine", quantity=_MANY)
    stock.post_verdict(
        diary.uow,
        stock.VerdictDraft(
            verdict="release",
            warehouse_id=None,
            decided_on=diary.uow.today,
            reason="抽检合格",
            lines=(line,),
        ),
    )


def _sell(diary: Diary, product: UUID, customer: Customer) -> None:
    """It goes out of the lot that expires first, though the later one is free too."""
    line = sales.OrderLineDraft(product_id=product, quantity=Decimal(28), unit_price=_PRICE)
    draft = sales.OrderDraft(
        party_id=customer.id, ordered_on=diary.uow.today, lines=(line,), owner_id=customer.owner.id
    )
    order = sales.create_order(diary.uow, draft)
    sales.confirm_order(diary.uow, order.id)
    day = diary.day(14)
    deliver = partial(sales.deliver_order, diary.uow, order.id, delivered_on=day)
    diary.enter(day, diary.team.storekeeper, deliver, minute=_CAME)
