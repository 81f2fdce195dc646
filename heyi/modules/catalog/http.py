"""Routes of the catalogue: plain records, and the verbs on units, codes, prices and variants."""

from fractions import Fraction
from typing import Annotated
from uuid import UUID

from fastapi import Query

from heyi.modules.catalog import api
from heyi.modules.catalog import permissions as may
from heyi.modules.catalog.schemas import (
    BarcodeBody,
    KitBody,
    KitLinesBody,
    PricesBody,
    SupplyPricesBody,
    UnitBody,
    VariantsBody,
)
from heyi.platform.http.router import Router
from heyi.platform.records import access
from heyi.platform.records.http import add_record_routes
from heyi.platform.unit_of_work import UnitOfWork

router = Router("catalog")


@router.get("/products/by-code", permission=may.VIEW_PRODUCT, answer=api.ByCode)
def find_product_by_code(
    uow: UnitOfWork,
    code: Annotated[str, Query(min_length=1, max_length=200, pattern=r"^[\x1d\x20-\x7e\u00a0-\uffff]+$")],
    party_id: UUID | None = None,
    *,
    kits: bool = False,
) -> api.ByCode:
    """What a scanned or typed code stands for: barcode, GS1 element string, own code, or a supplier's."""
    return api.by_code(uow, code, party_id=party_id, kits=kits)


@router.get("/product-units", permission=may.VIEW_PRODUCT, answer=list[api.UnitsOfProduct])
def get_units_of_products(
    uow: UnitOfWork, product_id: Annotated[list[UUID], Query(min_length=1, max_length=200)]
) -> list[api.UnitsOfProduct]:
    """The units of several products at once, as the lines of a document offer them."""
    found = api.units_of(uow, product_id)
    return [api.UnitsOfProduct(product_id=one, units=units) for one, units in found.items()]


@router.get("/product-categories/tree", permission=may.VIEW_PRODUCT, answer=list[api.CategoryNode])
def get_category_tree(uow: UnitOfWork) -> list[api.CategoryNode]:
    """The tree of categories from the top; each with the ids of itself and all below it."""
    return api.category_tree(uow)


for _record in (
    api.PRODUCT,
    api.PRODUCT_CATEGORY,
    api.UNIT,
    api.TAX_RATE,
    api.ATTRIBUTE,
    api.ATTRIBUTE_VALUE,
    api.PRICE_LIST,
    api.PRICE_LIST_LINE,
    api.SUPPLIER_PRODUCT,
):
    add_record_routes(router, _record)


@router.get("/products/{product_id}/units", permission=may.VIEW_PRODUCT, answer=list[api.UnitOfProduct])
def get_product_units(uow: UnitOfWork, product_id: UUID) -> list[api.UnitOfProduct]:
    """The units in which a product is counted, its own first, with their barcodes."""
    access.require_row(uow, api.PRODUCT, product_id)
    return api.get_units(uow, product_id)


@router.post(
    "/products/{product_id}/units",
    permission=may.UPDATE_PRODUCT,
    answer=list[api.UnitOfProduct],
    status=201,
)
def put_product_unit(uow: UnitOfWork, product_id: UUID, body: UnitBody) -> list[api.UnitOfProduct]:
    """Say how many of its own unit another unit of the product holds, as an exact fraction."""
    access.require_row(uow, api.PRODUCT, product_id, "update")
    factor = Fraction(body.numerator, body.denominator)
    return api.put_unit(uow, product_id, unit_id=body.unit_id, factor=factor, sale_price=body.sale_price)


@router.post(
    "/products/{product_id}/units/{unit_id}/remove",
    permission=may.UPDATE_PRODUCT,
    answer=list[api.UnitOfProduct],
)
def drop_product_unit(uow: UnitOfWork, product_id: UUID, unit_id: UUID) -> list[api.UnitOfProduct]:
    """Count the product in this unit no longer."""
    access.require_row(uow, api.PRODUCT, product_id, "update")
    return api.drop_unit(uow, product_id, unit_id)


@router.post(
    "/products/{product_id}/barcodes",
    permission=may.UPDATE_PRODUCT,
    answer=list[api.UnitOfProduct],
    status=201,
)
def add_product_barcode(uow: UnitOfWork, product_id: UUID, body: BarcodeBody) -> list[api.UnitOfProduct]:
    """Let the product be known by one more barcode, in one of its units."""
    access.require_row(uow, api.PRODUCT, product_id, "update")
    return api.add_barcode(uow, product_id, code=body.code, unit_id=body.unit_id)


@router.post(
    "/products/{product_id}/barcodes/{barcode_id}/remove",
    permission=may.UPDATE_PRODUCT,
    answer=list[api.UnitOfProduct],
)
def remove_product_barcode(uow: UnitOfWork, product_id: UUID, barcode_id: UUID) -> list[api.UnitOfProduct]:
    """Let the product be known by this barcode no longer."""
    access.require_row(uow, api.PRODUCT, product_id, "update")
    return api.remove_barcode(uow, product_id, barcode_id)


@router.get("/products/{product_id}/variants", permission=may.VIEW_PRODUCT, answer=api.Family)
def get_product_variants(uow: UnitOfWork, product_id: UUID) -> api.Family:
    """The family of a product that stands for variants, or of one of them."""
    access.require_row(uow, api.PRODUCT, product_id)
    return api.get_family(uow, product_id)


@router.post("/products/{product_id}/variants", permission=may.CREATE_PRODUCT, answer=api.Family, status=201)
def make_product_variants(uow: UnitOfWork, product_id: UUID, body: VariantsBody) -> api.Family:
    """Make the variants of these values that are not there yet; the product then only stands for them."""
    access.require_row(uow, api.PRODUCT, product_id, "update")
    return api.make_variants(
        uow,
        product_id,
        {choice.attribute_id: choice.value_ids for choice in body.choices},
        name_pattern=body.name_pattern,
        code_pattern=body.code_pattern,
    )


@router.get("/products/{product_id}/kit", permission=may.VIEW_PRODUCT, answer=api.Kit)
def get_product_kit(uow: UnitOfWork, product_id: UUID) -> api.Kit:
    """What a product is put together from; nothing where it is no kit."""
    access.require_row(uow, api.PRODUCT, product_id)
    return api.get_kit(uow, product_id)


@router.post("/products/{product_id}/kit", permission=may.UPDATE_PRODUCT, answer=api.Kit)
def set_product_kit(uow: UnitOfWork, product_id: UUID, body: KitBody) -> api.Kit:
    """Say what the product is put together from; on documents it then becomes its parts."""
    access.require_row(uow, api.PRODUCT, product_id, "update")
    return api.set_kit_parts(uow, product_id, [part.contract() for part in body.parts])


@router.post("/kit-lines", permission=may.VIEW_PRODUCT, answer=list[api.KitLine], status=200)
def ask_kit_lines(uow: UnitOfWork, body: KitLinesBody) -> list[api.KitLine]:
    """The lines that so many kits become on a document; their amounts add up to the kits' price to the cent."""
    access.require_row(uow, api.PRODUCT, body.kit_id)
    return api.kit_lines(
        uow,
        body.kit_id,
        body.quantity,
        party_id=body.party_id,
        on=body.on,
        currency=body.currency or uow.facts.currency,
    )


@router.post("/prices", permission=may.VIEW_PRICE_LIST, answer=list[api.PricedLine], status=200)
def ask_prices(uow: UnitOfWork, body: PricesBody) -> list[api.PricedLine]:
    """What a customer pays for each line, and which price list says so."""
    return api.prices(
        uow,
        [line.contract() for line in body.lines],
        party_id=body.party_id,
        on=body.on,
        currency=body.currency or uow.facts.currency,
    )


@router.post("/supply-prices", permission=may.VIEW_SUPPLIER_PRODUCT, answer=list[api.SupplyPrice], status=200)
def ask_supply_prices(uow: UnitOfWork, body: SupplyPricesBody) -> list[api.SupplyPrice]:
    """What a supplier calls the products of these lines, and asks for them."""
    return api.supply_prices(uow, [line.contract() for line in body.lines], party_id=body.party_id)
