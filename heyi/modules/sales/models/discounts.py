"""Discounts on documents of sales, and how much of one each role may give."""

from collections.abc import Iterator
from typing import Any

from heyi.platform.db.schema import (
    MONEY,
    QUANTITY,
    RATE,
    belongs_to,
    check,
    column,
    tenant_table,
    unique,
)


def whole_discount() -> Iterator[Any]:
    """What a document's head keeps of a discount on the whole (整单折扣): the share where one was typed, and what was
    taken off, in the kind of prices that the document has."""
    yield column("whole_discount_share", RATE, nullable=True)
    yield column("whole_discount", MONEY, default="0")
    yield check("whole_discount", "whole_discount >= 0 AND whole_discount_share BETWEEN 0 AND 1")


def line_price() -> Iterator[Any]:
    """What a line is priced at, by its unit as typed: what the customer's lists said when it was written, the price
    after the line's own discount, and its part of the discount on the whole, to the cent."""
    yield column("list_price", QUANTITY, nullable=True)
    yield column("unit_price", QUANTITY)
    yield column("head_discount", MONEY, default="0")
    yield check("discounts", "unit_price >= 0 AND list_price >= 0 AND head_discount >= 0 AND gross >= 0")


# How far below the lists somebody with a role may sell without an approval; of several roles the greatest counts. A
# role without a row says nothing of it.
DISCOUNT_LIMIT = tenant_table(
    "discount_limit",
    *belongs_to("role_id", "role", on_delete="CASCADE"),
    column("most", RATE),
    unique("role_id"),
    check("most", "most BETWEEN 0 AND 1"),
)
