"""Reads of kits: what they are put together from, and what that comes to on a document."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from uuid import UUID

from sqlalchemy import RowMapping, and_, select

from heyi.modules.catalog import permissions as may
from heyi.modules.catalog.contracts import AskedPrice, Kit, KitLine, KitPart
from heyi.modules.catalog.errors import NotKit
from heyi.modules.catalog.models.kits import KIT_COMPONENT
from heyi.modules.catalog.models.products import PRODUCT, TAX_RATE, UNIT
from heyi.modules.catalog.queries.prices import prices
from heyi.modules.catalog.queries.products import unseen
from heyi.modules.catalog.rules.kits import part_prices
from heyi.platform.errors import NotFound
from heyi.platform.unit_of_work import UnitOfWork

_P, _U, _T, _K = PRODUCT.table.c, UNIT.table.c, TAX_RATE.table.c, KIT_COMPONENT.c


def get_kit(uow: UnitOfWork, kit_id: UUID) -> Kit:
    """What a product is put together from, in the order in which it was said; nothing where it is no kit.

    Raises:
        NotFound: the product does not exist in this tenant.
    """
    kit = _kit(uow, kit_id)
    hidden = "sale_price" in unseen(uow)
    return Kit(
        kit_id=kit_id,
        name=kit["name"],
        is_kit=kit["is_kit"],
        parts=[
            KitPart(
                **{name: row[name] for name in ("product_id", "code", "name", "unit", "quantity")},
                sale_price=None if hidden else row["sale_price"],
            )
            for row in _parts(uow, kit_id)
        ],
    )


def kit_lines(
    uow: UnitOfWork, kit_id: UUID, quantity: Decimal, *, party_id: UUID | None, on: date | None, currency: str
) -> list[KitLine]:
    """The lines that so many kits become on a document, each with the price that it carries of the kit's.

    A kit costs what the customer's price lists say, or its own price, or what its parts cost. The parts' amounts add up
    to the kits' to the cent.

    Raises:
        NotFound: the product does not exist in this tenant.
        NotKit: nothing is said to be in it.
    """
    kit = _kit(uow, kit_id)
    parts = _parts(uow, kit_id)
    if not kit["is_kit"] or not parts:
        raise NotKit(product=kit["name"])
    quantities = [row["quantity"] * quantity for row in parts]
    asked = [
        AskedPrice(product_id=kit_id, quantity=quantity),
        *(
            AskedPrice(product_id=row["product_id"], quantity=many)
            for row, many in zip(parts, quantities, strict=True)
        ),
    ]
    whole, *own = _prices(uow, asked, [kit, *parts], party_id=party_id, on=on, currency=currency)
    priced = part_prices(whole, quantity, list(zip(quantities, own, strict=True)))
    facts = ("product_id", "code", "name", "kind", "specification", "unit_id", "unit", "tax_code")
    return [
        KitLine(**{name: row[name] for name in facts}, quantity=many, unit_price=price)
        for row, many, price in zip(parts, quantities, priced, strict=True)
    ]


def _prices(
    uow: UnitOfWork,
    asked: Sequence[AskedPrice],
    products: Sequence[RowMapping],
    *,
    party_id: UUID | None,
    on: date | None,
    currency: str,
) -> list[Decimal | None]:
    """By the price lists; for who does not see them, the products' own prices."""
    if uow.actor.may(may.VIEW_PRICE_LIST):
        return [one.price for one in prices(uow, asked, party_id=party_id, on=on, currency=currency)]
    hidden = "sale_price" in unseen(uow)
    return [None if hidden else row["sale_price"] for row in products]


def _kit(uow: UnitOfWork, kit_id: UUID) -> RowMapping:
    query = select(_P.id, _P.name, _P.is_kit, _P.sale_price)
    row = uow.first(query.where(_P.tenant_id == uow.tenant_id, _P.id == kit_id))
    if row is None:
        raise NotFound(what="record.product")
    return row


def _parts(uow: UnitOfWork, kit_id: UUID) -> Sequence[RowMapping]:
    joined = (
        KIT_COMPONENT.join(PRODUCT.table, and_(_P.tenant_id == _K.tenant_id, _P.id == _K.product_id))
        .join(UNIT.table, and_(_U.tenant_id == _P.tenant_id, _U.id == _P.unit_id))
        .outerjoin(TAX_RATE.table, and_(_T.tenant_id == _P.tenant_id, _T.id == _P.tax_rate_id))
    )
    query = (
        select(
            _K.product_id,
            _K.quantity,
            _P.code,
            _P.name,
            _P.kind,
            _P.specification,
            _P.unit_id,
            _P.sale_price,
            _U.name.label("unit"),
            _T.code.label("tax_code"),
        )
        .select_from(joined)
        .where(_K.tenant_id == uow.tenant_id, _K.kit_id == kit_id)
        .order_by(_K.position)
    )
    return uow.rows(query)
