"""Lines of sales beside what the customer's price lists say today."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from heyi.modules.catalog import api as catalog
from heyi.platform.unit_of_work import UnitOfWork


def beside_lists(uow: UnitOfWork, party_id: UUID, lines: Sequence[Mapping[Any, Any]]) -> list[dict[str, Any]]:
    """The lines with their `list_price` as of today, whatever the date on the document and whoever writes it: what
    asks for an approval by discount, or is limited, must not hang on either.

    A line in a unit in which its product is counted no longer keeps the price that it has: no list says another.
    """
    units = catalog.units_of(uow, {line["product_id"] for line in lines})
    counted = {(product_id, one.unit_id) for product_id, ones in units.items() for one in ones}
    found = [{**line} for line in lines]
    priced = [line for line in found if (line["product_id"], line["unit_id"]) in counted]
    asked = [
        catalog.AskedPrice(
            product_id=line["product_id"], quantity=line["typed_quantity"], unit_id=line["unit_id"]
        )
        for line in priced
    ]
    listed = catalog.list_prices(uow, asked, party_id=party_id, currency=uow.facts.currency)
    for line, price in zip(priced, listed, strict=True):
        line["list_price"] = price
    return found
