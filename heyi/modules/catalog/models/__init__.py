"""The tables of the catalogue and the records declared over them."""

from heyi.modules.catalog.models import prices, products, units, variants

__all__ = ["prices", "products", "units", "variants"]
