"""Lines of quotations beside what the customer's price lists say today."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from heyi.modules.catalog import api as catalog
from heyi.platform.unit_of_work import UnitOfWork


def beside_lists(uow: UnitOfWork, party_id: UUID, lines: Sequence[Mapping[Any, Any]]) -> list[dict[str, Any]]:
    """The lines with their `list_price` as of today, whatever the date on the quotation and whoever writes it: what
    asks for an approval by discount must not hang on either.

    Raises:
        ProductUnusable, UnitUnknown: a line names what cannot be priced any more.
    """
    asked = [
        catalog.AskedPrice(
            product_id=line["product_id"], quantity=line["typed_quantity"], unit_id=line["unit_id"]
        )
        for line in lines
    ]
    listed = catalog.list_prices(uow, asked, party_id=party_id, currency=uow.facts.currency)
    return [{**line, "list_price": price} for line, price in zip(lines, listed, strict=True)]
