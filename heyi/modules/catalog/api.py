"""The catalogue, for other modules."""

from heyi.modules.catalog.actions.kits import set_kit_parts
from heyi.modules.catalog.actions.prepare import prepare_catalog
from heyi.modules.catalog.actions.units import add_barcode, drop_unit, put_unit, remove_barcode
from heyi.modules.catalog.actions.variants import make_variants
from heyi.modules.catalog.contracts import (
    AskedPrice,
    ByCode,
    CategoryNode,
    Family,
    Kit,
    KitLine,
    KitPartDraft,
    Measured,
    PricedLine,
    ProductFacts,
    SupplyPrice,
    TaxRate,
    Typed,
    UnitOfProduct,
    UnitsOfProduct,
)
from heyi.modules.catalog.models.prices import PRICE_LIST, PRICE_LIST_LINE, SUPPLIER_PRODUCT
from heyi.modules.catalog.models.products import PRODUCT, PRODUCT_CATEGORY, TAX_RATE, UNIT
from heyi.modules.catalog.models.variants import ATTRIBUTE, ATTRIBUTE_VALUE
from heyi.modules.catalog.queries.categories import categories, categories_of, category_tree, lineage
from heyi.modules.catalog.queries.codes import by_code
from heyi.modules.catalog.queries.counting import refuse_fractions, typed_of
from heyi.modules.catalog.queries.kits import get_kit, kit_lines
from heyi.modules.catalog.queries.prices import list_prices, prices, sees_list_prices, supply_prices
from heyi.modules.catalog.queries.products import (
    default_tax_code,
    matching_products,
    products,
    tax_rate,
    tax_rates,
    taxpayer_of,
    unseen,
)
from heyi.modules.catalog.queries.units import get_units, measure, units_of
from heyi.modules.catalog.queries.variants import get_family
from heyi.modules.catalog.rules.prices import is_below
from heyi.modules.catalog.rules.units import in_own_unit, of_own_unit

__all__ = [
    "ATTRIBUTE",
    "ATTRIBUTE_VALUE",
    "PRICE_LIST",
    "PRICE_LIST_LINE",
    "PRODUCT",
    "PRODUCT_CATEGORY",
    "SUPPLIER_PRODUCT",
    "TAX_RATE",
    "UNIT",
    "AskedPrice",
    "ByCode",
    "CategoryNode",
    "Family",
    "Kit",
    "KitLine",
    "KitPartDraft",
    "Measured",
    "PricedLine",
    "ProductFacts",
    "SupplyPrice",
    "TaxRate",
    "Typed",
    "UnitOfProduct",
    "UnitsOfProduct",
    "add_barcode",
    "by_code",
    "categories",
    "categories_of",
    "category_tree",
    "default_tax_code",
    "drop_unit",
    "get_family",
    "get_kit",
    "get_units",
    "in_own_unit",
    "is_below",
    "kit_lines",
    "lineage",
    "list_prices",
    "make_variants",
    "matching_products",
    "measure",
    "of_own_unit",
    "prepare_catalog",
    "prices",
    "products",
    "put_unit",
    "refuse_fractions",
    "remove_barcode",
    "sees_list_prices",
    "set_kit_parts",
    "supply_prices",
    "tax_rate",
    "tax_rates",
    "taxpayer_of",
    "typed_of",
    "units_of",
    "unseen",
]
