"""Reads of the catalogue."""

from collections.abc import Collection, Mapping
from uuid import UUID

from sqlalchemy import ColumnElement, and_, bindparam, select, true

from heyi.modules.catalog.contracts import ProductFacts, TaxRate
from heyi.modules.catalog.errors import ProductUnusable, TaxRateUnknown
from heyi.modules.catalog.models import PRODUCT, TAX_RATE, UNIT
from heyi.platform.records.selecting import Selecting
from heyi.platform.records.shapes import shape_of
from heyi.platform.unit_of_work import UnitOfWork

_P, _U, _T = PRODUCT.table, UNIT.table, TAX_RATE.table
_FACTS = (
    select(
        _P.c.id,
        _P.c.code,
        _P.c.name,
        _U.c.name.label("unit"),
        (_P.c.kind == "goods").label("is_goods"),
        _P.c.sale_price,
        _T.c.code.label("tax_code"),
        _P.c.active,
    )
    .select_from(
        _P.join(_U, and_(_U.c.tenant_id == _P.c.tenant_id, _U.c.id == _P.c.unit_id)).outerjoin(
            _T, and_(_T.c.tenant_id == _P.c.tenant_id, _T.c.id == _P.c.tax_rate_id)
        )
    )
    .where(_P.c.tenant_id == bindparam("tenant"), _P.c.id.in_(bindparam("products", expanding=True)))
)


def products(uow: UnitOfWork, ids: Collection[UUID]) -> Mapping[UUID, ProductFacts]:
    """The products of these ids, for use on a new document line.

    Raises:
        ProductUnusable: one does not exist in this tenant or is switched off.
    """
    wanted = sorted(set(ids))
    rows = uow.rows(_FACTS, {"tenant": uow.tenant_id, "products": wanted})
    found = {
        row["id"]: ProductFacts(**{name: row[name] for name in row if name != "active"})
        for row in rows
        if row["active"]
    }
    for product_id in wanted:
        if product_id not in found:
            raise ProductUnusable(product=str(product_id))
    return found


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


def matching_products(uow: UnitOfWork, search: str) -> ColumnElement[bool]:
    """The condition that a product is found by these search words."""
    return and_(true(), *Selecting(uow, shape_of(uow, PRODUCT.name)).found(search))
