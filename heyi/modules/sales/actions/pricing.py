"""What the lines of a sale come to after all discounts, and whether they keep to floors and limits."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any
from uuid import UUID

from heyi.kit.money import TaxedAmount, round_fraction, taxed, times, total_of
from heyi.modules.catalog import api as catalog
from heyi.modules.sales.contracts import NO_DISCOUNT, OrderLineDraft, PricedLines, WholeDiscount
from heyi.modules.sales.errors import BelowFloor, DiscountTooDeep
from heyi.modules.sales.permissions import BELOW_FLOOR
from heyi.modules.sales.queries.discounts import most_discount
from heyi.modules.sales.queries.listing import beside_lists
from heyi.modules.sales.rules import (
    ZERO,
    below_floor,
    discount_of,
    goes_beyond,
    kept_share,
    lowest_price,
    price_after,
    taken_off,
)
from heyi.platform.errors import FieldProblem
from heyi.platform.http.answers import number_text
from heyi.platform.unit_of_work import UnitOfWork


def price_lines(
    uow: UnitOfWork,
    lines: Sequence[OrderLineDraft],
    *,
    party_id: UUID | None,
    prices_include_tax: bool,
    discount: WholeDiscount = NO_DISCOUNT,
) -> PricedLines:
    """The lines as a document of sales keeps them, measured, discounted and taxed, with their total.

    Each line is rounded once; a discount on the whole is one amount, in the kind of prices that the document has, and
    the lines share it by largest remainders: their parts are the whole to the cent. What the lists of today say of a
    customer's price stands beside his line, whoever writes it and whatever date he writes.

    Raises:
        ProductUnusable, UnitUnknown, TaxRateUnknown: a line names one that cannot be used.
        InvalidInput: a discount on the whole is said as a share and as an amount, or is more than there is.
    """
    products = catalog.products(uow, {line.product_id for line in lines}, to_be_counted=True)
    typed = [
        catalog.Typed(product_id=line.product_id, quantity=line.quantity, unit_id=line.unit_id)
        for line in lines
    ]
    counted = catalog.measure(uow, products, typed)
    before = [times(line.quantity, line.unit_price) for line in lines]
    parts = taken_off(before, discount)
    rows, amounts = [], []
    for at, (part, measured) in enumerate(zip(parts, counted, strict=True)):
        line, product = lines[at], products[lines[at].product_id]
        rate = catalog.tax_rate(uow, line.tax_code or product.tax_code or catalog.default_tax_code(uow))
        amount = taxed(before[at] - part, rate.rate, includes_tax=prices_include_tax)
        amounts.append(amount)
        rows.append(
            {
                "line_no": at + 1,
                "product_id": product.id,
                "product_name": product.name,
                "is_goods": product.is_goods,
                **measured.columns(),
                "list_price": None,
                "unit_price": line.unit_price,
                "head_discount": part,
                "tax_code": rate.code,
                "tax_rate": rate.rate,
                "net": amount.net,
                "tax": amount.tax,
                "gross": amount.gross,
            }
        )
    listed = rows if party_id is None else beside_lists(uow, party_id, rows)
    return PricedLines(listed, total_of(amounts), sum(parts, ZERO), discount.share)


def before_whole_discount(line: Mapping[Any, Any], *, prices_include_tax: bool) -> TaxedAmount:
    """What a line comes to before its part of a discount on the whole is taken off."""
    left = Decimal(line["gross"] if prices_include_tax else line["net"])
    return taxed(left + line["head_discount"], line["tax_rate"], includes_tax=prices_include_tax)


def is_below_floor(head: Mapping[Any, Any], line: Mapping[Any, Any]) -> bool:
    """Whether a line is sold below the floor of its product; who may see floors does not count here."""
    return below_floor(line, kept_share(head)) is not None


def keep_to_floors(uow: UnitOfWork, head: Mapping[Any, Any], lines: Sequence[Mapping[Any, Any]]) -> None:
    """Let lines pass only at or above the floors of their products after all discounts, but for who may sell below.

    Raises:
        BelowFloor: lines are priced below; each is named, with the floor for who may see it.
    """
    if uow.actor.is_system or uow.actor.may(BELOW_FLOOR):
        return
    problems = list(_below_floors(uow, head, lines))
    if problems:
        raise BelowFloor(problems=problems, count=len(problems), lines=[dict(one.params) for one in problems])


def _below_floors(
    uow: UnitOfWork, head: Mapping[Any, Any], lines: Sequence[Mapping[Any, Any]]
) -> Iterator[FieldProblem]:
    floor_shown, kept = "floor_price" not in catalog.unseen(uow), kept_share(head)
    for line in lines:
        floor = below_floor(line, kept)
        if floor is None:
            continue
        said = _line_said(line, kept)
        if floor_shown:
            yield FieldProblem(_place(line), "below_floor", said | {"floor": number_text(floor)})
        else:
            yield FieldProblem(_place(line), "below_hidden_floor", said)


def keep_within_limit(uow: UnitOfWork, head: Mapping[Any, Any], lines: Sequence[Mapping[Any, Any]]) -> None:
    """Let lines pass only as far below the lists of today as one of the actor's roles may go, both discounts together.

    Raises:
        DiscountTooDeep: lines lie further below; each is named with its discount and the limit, and with what the lists
            say for who may see them.
    """
    most = most_discount(uow)
    if most is None:
        return
    problems = list(_beyond_limit(uow, head, beside_lists(uow, head["party_id"], lines), most))
    if problems:
        raise DiscountTooDeep(
            problems=problems,
            count=len(problems),
            limit=number_text(most * 100),
            lines=[dict(one.params) for one in problems],
        )


def _beyond_limit(
    uow: UnitOfWork, head: Mapping[Any, Any], lines: Sequence[Mapping[Any, Any]], most: Decimal
) -> Iterator[FieldProblem]:
    listed, kept = catalog.sees_list_prices(uow), kept_share(head)
    for line in lines:
        if not goes_beyond(line, kept, most):
            continue
        said = _line_said(line, kept) | {"limit": number_text(most * 100)}
        if listed:
            list_price: Decimal = line["list_price"]
            off = discount_of(list_price, price_after(line, kept))
            assert off is not None, "it lies below the lists"
            said |= {
                "list_price": number_text(list_price),
                "discount": number_text(off),
                "lowest": number_text(lowest_price(list_price, most)),
            }
        yield FieldProblem(_place(line), "beyond_limit" if listed else "beyond_limit_of_hidden_list", said)


def _line_said(line: Mapping[Any, Any], kept: Fraction) -> dict[str, object]:
    return {
        "line": line["line_no"],
        "product": line["product_name"],
        "price": number_text(round_fraction(price_after(line, kept))),
    }


def _place(line: Mapping[Any, Any]) -> str:
    return f"lines.{line['line_no'] - 1}.unit_price"
