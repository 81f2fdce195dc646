"""Reads of products, their rates, and what documents need to know of them."""

from collections.abc import Collection, Mapping
from uuid import UUID

from sqlalchemy import ColumnElement, and_, bindparam, select, true

from heyi.modules.catalog.contracts import ProductFacts, TaxRate
from heyi.modules.catalog.errors import KitUnusable, ProductUnusable, TaxRateUnknown, TemplateUnusable
from heyi.modules.catalog.models.products import PRODUCT, TAX_RATE, UNIT
from heyi.platform.records import access
from heyi.platform.records.selecting import UNSEEN, Selecting
from heyi.platform.records.shapes import shape_of
from heyi.platform.tenancy.tables import COMPANY
from heyi.platform.unit_of_work import UnitOfWork

_P, _U, _T = PRODUCT.table, UNIT.table, TAX_RATE.table
_FACTS = (
    select(
        _P.c.id,
        _P.c.code,
        _P.c.name,
        _P.c.unit_id,
        _U.c.name.label("unit"),
        (_P.c.kind == "goods").label("is_goods"),
        _P.c.sale_price,
        _T.c.code.label("tax_code"),
        _P.c.active,
        _P.c.is_template,
        _P.c.is_kit,
    )
    .select_from(
        _P.join(_U, and_(_U.c.tenant_id == _P.c.tenant_id, _U.c.id == _P.c.unit_id)).outerjoin(
            _T, and_(_T.c.tenant_id == _P.c.tenant_id, _T.c.id == _P.c.tax_rate_id)
        )
    )
    .where(_P.c.tenant_id == bindparam("tenant"), _P.c.id.in_(bindparam("products", expanding=True)))
)
# Whoever writes quantities down keeps the products' units as they are until he has written them.
_KEPT = _FACTS.with_for_update(of=_P, read=True, key_share=True)
_ONLY_KNOWN_HERE = ("active", "is_template", "is_kit")


def products(
    uow: UnitOfWork, ids: Collection[UUID], *, to_be_counted: bool = False
) -> Mapping[UUID, ProductFacts]:
    """The products of these ids, for use on a new document line.

    `to_be_counted`: quantities of them will be written down, so their units stay what they are until then.

    Raises:
        ProductUnusable: one does not exist in this tenant or is switched off.
        TemplateUnusable: one only stands for its variants.
        KitUnusable: one is a kit, which stands for its parts.
    """
    wanted = sorted(set(ids))
    query = _KEPT if to_be_counted else _FACTS
    rows = {row["id"]: row for row in uow.rows(query, {"tenant": uow.tenant_id, "products": wanted})}
    for product_id in wanted:
        row = rows.get(product_id)
        if row is None or not row["active"]:
            raise ProductUnusable(product=str(product_id) if row is None else row["name"])
        if row["is_template"]:
            raise TemplateUnusable(product=row["name"])
        if row["is_kit"]:
            raise KitUnusable(product=row["name"])
    return {
        product_id: ProductFacts(**{name: row[name] for name in row if name not in _ONLY_KNOWN_HERE})
        for product_id, row in rows.items()
    }


def unseen(uow: UnitOfWork) -> frozenset[str]:
    """The fields of products whose values the actor does not get to see, by whatever door."""
    levels = access.levels(uow, shape_of(uow, PRODUCT.name))
    return frozenset(name for name, level in levels.items() if level in UNSEEN)


def tax_rates(uow: UnitOfWork) -> Mapping[str, TaxRate]:
    """The company's VAT rates by code."""

    def load() -> Mapping[str, TaxRate]:
        query = select(_T.c.id, _T.c.code, _T.c.rate, _T.c.scope).where(_T.c.tenant_id == uow.tenant_id)
        return {row["code"]: TaxRate(**row) for row in uow.rows(query)}

    return uow.settled("catalog.tax_rates", load)


def tax_rate(uow: UnitOfWork, code: str) -> TaxRate:
    """The VAT rate of that code.

    Raises:
        TaxRateUnknown: the company has none of that code.
    """
    rates = tax_rates(uow)
    if code not in rates:
        raise TaxRateUnknown(tax_code=code, known=sorted(rates))
    return rates[code]


def default_tax_code(uow: UnitOfWork) -> str:
    """The rate that a product without its own carries: the highest rate, or a small taxpayer's lowest levy."""
    rates = tax_rates(uow).values()
    taxed = [rate for rate in rates if rate.scope == "rate" and rate.rate]
    if taxed:
        return max(taxed, key=lambda rate: rate.rate).code
    return min((rate for rate in rates if rate.scope == "levy"), key=lambda rate: rate.rate).code


def taxpayer_of(uow: UnitOfWork) -> str:
    """Which kind of taxpayer the company is: general or small."""

    def load() -> str:
        query = select(COMPANY.c.taxpayer).where(
            COMPANY.c.tenant_id == uow.tenant_id, COMPANY.c.id == uow.company_id
        )
        return str(uow.scalar(query))

    return uow.settled("company.taxpayer", load)


def matching_products(uow: UnitOfWork, search: str) -> ColumnElement[bool]:
    """The condition that a product is found by these search words."""
    return and_(true(), *Selecting(uow, shape_of(uow, PRODUCT.name)).found(search))
