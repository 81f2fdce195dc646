"""The catalogue, for other modules."""

from heyi.modules.catalog.actions.prepare import prepare_catalog
from heyi.modules.catalog.contracts import ProductFacts, TaxRate
from heyi.modules.catalog.models import PRODUCT, TAX_RATE, UNIT
from heyi.modules.catalog.queries import default_tax_code, matching_products, products, tax_rate, tax_rates

__all__ = [
    "PRODUCT",
    "TAX_RATE",
    "UNIT",
    "ProductFacts",
    "TaxRate",
    "default_tax_code",
    "matching_products",
    "prepare_catalog",
    "products",
    "tax_rate",
    "tax_rates",
]
