"""The lines of a supplier's invoice as he printed them, beside what was ordered and received."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any
from uuid import UUID

from heyi.kit.money import TaxedAmount, add_tax, line_amount, round_fraction, split_gross
from heyi.kit.quantity import convert
from heyi.modules.catalog import api as catalog
from heyi.modules.invoicing.contracts import SupplierLineDraft
from heyi.modules.invoicing.errors import TaxBeyond, TaxBeyondTogether
from heyi.modules.invoicing.rules import LINE_TAX_TOLERANCE, TAX_TOLERANCE, ZERO, as_printed
from heyi.modules.purchasing import api as purchasing
from heyi.platform.http.answers import number_text
from heyi.platform.unit_of_work import UnitOfWork


def supplier_lines(
    uow: UnitOfWork,
    invoice_id: UUID,
    claimed: purchasing.BilledOrder,
    asked: Sequence[SupplierLineDraft],
) -> list[dict[str, Any]]:
    """The rows of a supplier's invoice for what was taken of an order: each as he asks for it, beside what was ordered.

    Raises:
        TaxRateUnknown: a line names one that cannot be used.
        TaxBeyond, TaxBeyondTogether: the printed tax is further from what its rate makes than rounding explains.
    """
    said = {line.order_line_id: line for line in asked}
    rows, off = [], ZERO
    for line_no, line in enumerate(claimed.lines, start=1):
        own = said.get(line.order_line_id)
        code, rate = line.tax_code, line.tax_rate
        if own is not None and own.tax_code is not None:
            code, rate = own.tax_code, catalog.tax_rate(uow, own.tax_code).rate
        price, amount = _priced(line, own, rate, price_includes_tax=claimed.prices_include_tax)
        if own is not None and own.tax is not None:
            printed = as_printed(amount, own.tax, price_includes_tax=claimed.prices_include_tax)
            _require_near(amount, printed, rate, line_no)
            off, amount = off + abs(printed.tax - amount.tax), printed
        rows.append(
            {
                "id": uow.new_id(),
                "invoice_id": invoice_id,
                "line_no": line_no,
                "order_line_id": line.order_line_id,
                "product_id": line.product_id,
                "product_name": line.product,
                "quantity": line.quantity,
                "unit_price": price,
                "tax_code": code,
                "tax_rate": rate,
                "net": amount.net,
                "tax": amount.tax,
                "gross": amount.gross,
                "estimate": line.estimate,
                "ordered_net": line.ordered_net,
                "ordered_gross": line.ordered_gross,
                "ordered_tax_rate": line.tax_rate,
            }
        )
    if off > TAX_TOLERANCE:
        raise TaxBeyondTogether(off=number_text(off), tolerance=number_text(TAX_TOLERANCE))
    return rows


def _require_near(amount: TaxedAmount, printed: TaxedAmount, rate: Decimal, line_no: int) -> None:
    tolerance = LINE_TAX_TOLERANCE if rate else ZERO
    if abs(printed.tax - amount.tax) > tolerance or printed.net < 0:
        raise TaxBeyond(
            line=line_no,
            tax=number_text(printed.tax),
            reckoned=number_text(amount.tax),
            tolerance=number_text(tolerance),
        )


def _priced(
    line: purchasing.Billed, own: SupplierLineDraft | None, rate: Decimal, *, price_includes_tax: bool
) -> tuple[Decimal, TaxedAmount]:
    """The price of the product's own unit, and what the line comes to: exactly, in the unit in which both were said."""
    if own is None or own.unit_price is None:
        return line.unit_price, _as_ordered(line, rate, price_includes_tax=price_includes_tax)
    if own.as_ordered:
        quantity = convert(line.quantity, Fraction(1), line.unit)
        amount = line_amount(quantity, own.unit_price, rate, price_includes_tax=price_includes_tax)
        return round_fraction(Fraction(own.unit_price) / line.unit), amount
    price = own.unit_price
    return price, line_amount(line.quantity, price, rate, price_includes_tax=price_includes_tax)


def _as_ordered(line: purchasing.Billed, rate: Decimal, *, price_includes_tax: bool) -> TaxedAmount:
    """What the order said of so many; at another rate of tax its price counts, whichever of both it includes."""
    if rate == line.tax_rate:
        return TaxedAmount(line.ordered_net, line.ordered_gross - line.ordered_net, line.ordered_gross)
    return split_gross(line.ordered_gross, rate) if price_includes_tax else add_tax(line.ordered_net, rate)
