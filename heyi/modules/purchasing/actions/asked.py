"""What is asked for of an order's lines."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from heyi.kit.quantity import QuantityError
from heyi.modules.catalog.errors import QuantityInexact
from heyi.modules.purchasing.contracts import LineQuantity
from heyi.modules.purchasing.errors import LineUnknown
from heyi.modules.purchasing.rules import in_own_unit
from heyi.platform.http.answers import number_text


def asked_quantity(line: Mapping[str, Any] | None, asked: LineQuantity) -> Decimal:
    """How much of a line is meant, in the product's own unit.

    Raises:
        LineUnknown: there is no such line.
        QuantityInexact: said in the unit that was ordered, it does not come out exactly.
    """
    if line is None:
        raise LineUnknown(line=str(asked.line_id))
    if not asked.as_ordered:
        return asked.quantity
    try:
        return in_own_unit(line, asked.quantity)
    except QuantityError:
        said = {"quantity": number_text(asked.quantity), "product": line["product_name"]}
        raise QuantityInexact(**said, unit="") from None
