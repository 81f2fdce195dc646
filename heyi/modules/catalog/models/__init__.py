"""The tables of the catalogue and the records declared over them."""

from heyi.modules.catalog.models import kits, prices, products, units, variants

__all__ = ["kits", "prices", "products", "units", "variants"]
