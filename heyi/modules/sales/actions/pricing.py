"""What the lines of a sale come to, and whether they keep to the floors of their products."""

from collections.abc import Mapping, Sequence
from typing import Any

from heyi.kit.money import line_amount, total_of
from heyi.modules.catalog import api as catalog
from heyi.modules.sales.contracts import OrderLineDraft, PricedLines
from heyi.modules.sales.errors import BelowFloor
from heyi.modules.sales.permissions import BELOW_FLOOR
from heyi.modules.sales.rules import below_floor
from heyi.platform.errors import FieldProblem
from heyi.platform.http.answers import number_text
from heyi.platform.unit_of_work import UnitOfWork


def price_lines(uow: UnitOfWork, lines: Sequence[OrderLineDraft], *, prices_include_tax: bool) -> PricedLines:
    """The lines as a document of sales keeps them, measured and taxed, with their total.

    Raises:
        ProductUnusable, UnitUnknown, TaxRateUnknown: a line names one that cannot be used.
    """
    products = catalog.products(uow, {line.product_id for line in lines}, to_be_counted=True)
    typed = [
        catalog.Typed(product_id=line.product_id, quantity=line.quantity, unit_id=line.unit_id)
        for line in lines
    ]
    rows, amounts = [], []
    for line_no, (line, measured) in enumerate(
        zip(lines, catalog.measure(uow, products, typed), strict=True), start=1
    ):
        product = products[line.product_id]
        rate = catalog.tax_rate(uow, line.tax_code or product.tax_code or catalog.default_tax_code(uow))
        amount = line_amount(line.quantity, line.unit_price, rate.rate, price_includes_tax=prices_include_tax)
        amounts.append(amount)
        rows.append(
            {
                "line_no": line_no,
                "product_id": product.id,
                "product_name": product.name,
                "is_goods": product.is_goods,
                **measured.columns(),
                "unit_price": line.unit_price,
                "tax_code": rate.code,
                "tax_rate": rate.rate,
                "net": amount.net,
                "tax": amount.tax,
                "gross": amount.gross,
            }
        )
    return PricedLines(rows, total_of(amounts))


def is_below_floor(line: Mapping[Any, Any]) -> bool:
    """Whether a line is priced below the floor of its product; who may see floors does not count here."""
    return below_floor(line) is not None


def keep_to_floors(uow: UnitOfWork, lines: Sequence[Mapping[Any, Any]]) -> None:
    """Let lines pass only at or above the floors of their products, but for who may sell below them.

    Raises:
        BelowFloor: lines are priced below; each is named, with the floor for who may see it.
    """
    if uow.actor.is_system or uow.actor.may(BELOW_FLOOR):
        return
    floor_shown = "floor_price" not in catalog.unseen(uow)
    problems = []
    for line in lines:
        floor = below_floor(line)
        if floor is not None:
            said = {
                "line": line["line_no"],
                "product": line["product_name"],
                "price": number_text(line["unit_price"]),
            }
            place = f"lines.{line['line_no'] - 1}.unit_price"
            if floor_shown:
                problems.append(FieldProblem(place, "below_floor", said | {"floor": number_text(floor)}))
            else:
                problems.append(FieldProblem(place, "below_hidden_floor", said))
    if problems:
        raise BelowFloor(problems=problems, count=len(problems), lines=[dict(one.params) for one in problems])
