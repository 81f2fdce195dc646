"""The entries of invoices and credit notes (财会〔2016〕22号; revenue at invoicing): pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from heyi.kit.money import TaxedAmount
from heyi.kit.quantity import summed

ZERO = Decimal(0)
# Roles of lines that invoices post (heyi/modules/ledger: posting rules).
PAYABLE, REVENUE_SERVICES = "payable", "revenue_services"
OUTPUT_VAT, SIMPLIFIED_VAT, SMALL_TAXPAYER_VAT = "output_vat", "simplified_vat", "small_taxpayer_vat"
INPUT_VAT, INPUT_VAT_OUT = "input_vat", "input_vat_out"
FREIGHT_BEFORE = "freight_before"
# By so much the tax a supplier prints may differ from what its rate makes, for he rounds in other places: of a line,
# and of an invoice together.
LINE_TAX_TOLERANCE, TAX_TOLERANCE = Decimal("0.06"), Decimal("1.00")
PRICE_TOLERANCE, AMOUNT_TOLERANCE = Decimal("0.02"), Decimal("1.00")


@dataclass(frozen=True)
class InvoicedAmount:
    """What a line of an invoice brings to the books, and to which accounts.

    Of one that is `recognised`, revenue and cost were booked as its goods left: only its VAT waits still.
    """

    net: Decimal
    tax: Decimal
    cost: Decimal
    revenue: str
    vat: str
    cost_of: str
    recognised: bool = False


@dataclass(frozen=True)
class Side:
    """An account with what is debited or credited; negative amounts are red-letter lines."""

    account: str
    debit: Decimal = ZERO
    credit: Decimal = ZERO


def asks(kind: str) -> str:
    """Whether a document asks for money (`invoice`), as what was owed before does, or gives some back."""
    return "credit_note" if kind == "credit_note" else "invoice"


def vat_role(*, taxpayer: str, is_levy: bool) -> str:
    """What the VAT of a sale is: by kind of taxpayer, and for a general one by rate or simplified levy."""
    if taxpayer == "small":
        return SMALL_TAXPAYER_VAT
    return SIMPLIFIED_VAT if is_levy else OUTPUT_VAT


def revenue_sides(
    lines: Sequence[InvoicedAmount], *, receivable: str, deferred: str, sign: int
) -> list[Side]:
    """Receivable against revenue and VAT; `sign` is -1 for a credit note. Accounts without an amount are left out.

    What was recognised as it left is owed already: its VAT is due now, and waits no longer on the account `deferred`.
    """
    waited = sum((sign * line.tax for line in lines if line.recognised), ZERO)
    credited: dict[str, Decimal] = {}
    for line in lines:
        if not line.recognised:
            credited[line.revenue] = credited.get(line.revenue, ZERO) + sign * line.net
        credited[line.vat] = credited.get(line.vat, ZERO) + sign * line.tax
    gross = sum(credited.values(), ZERO) - waited
    sides = [
        Side(receivable, debit=gross),
        Side(deferred, debit=waited),
        *(Side(account, credit=amount) for account, amount in credited.items()),
    ]
    return [side for side in sides if side.debit or side.credit]


def cost_sides(lines: Sequence[InvoicedAmount], *, shipped: str, sign: int) -> list[Side]:
    """Cost of goods sold against the goods that had been shipped and are not cost since they left."""
    costs = summed((line.cost_of, sign * line.cost) for line in lines if not line.recognised)
    cost = sum(costs.values(), ZERO)
    sides = [*(Side(account, debit=amount) for account, amount in costs.items()), Side(shipped, credit=cost)]
    return [side for side in sides if side.debit or side.credit]


@dataclass(frozen=True)
class Asked:
    """What a line of a supplier's invoice asks, beside what the order said of the same quantity."""

    net: Decimal
    gross: Decimal
    tax_rate: Decimal
    ordered_net: Decimal
    ordered_gross: Decimal
    ordered_tax_rate: Decimal


def deviations(line: Asked) -> list[tuple[str, Decimal, Decimal, Decimal]]:
    """Where a line is beyond the tolerances of the three-way match: (rule, ordered, asked, tolerance).

    Quantity has no tolerance and is refused before: nothing can be invoiced that was not received.
    """
    found = []
    if abs(line.net - line.ordered_net) > PRICE_TOLERANCE * line.ordered_net:
        found.append(("price", line.ordered_net, line.net, PRICE_TOLERANCE))
    if abs(line.gross - line.ordered_gross) > AMOUNT_TOLERANCE:
        found.append(("amount", line.ordered_gross, line.gross, AMOUNT_TOLERANCE))
    if line.tax_rate != line.ordered_tax_rate:
        found.append(("tax_rate", line.ordered_tax_rate, line.tax_rate, ZERO))
    return found


def as_printed(amount: TaxedAmount, tax: Decimal, *, price_includes_tax: bool) -> TaxedAmount:
    """The amount with the tax that stands on paper: with tax in the price the net follows, otherwise the gross."""
    if price_includes_tax:
        return TaxedAmount(net=amount.gross - tax, tax=tax, gross=amount.gross)
    return TaxedAmount(net=amount.net, tax=tax, gross=amount.net + tax)


def cost_of(*, net: Decimal, tax: Decimal, taxpayer: str) -> Decimal:
    """What a purchase costs: without its VAT, but with it for small taxpayers, who cannot deduct it."""
    return net + tax if taxpayer == "small" else net


@dataclass(frozen=True)
class SupplierAmounts:
    """What a supplier's invoice brings to the books: the VAT and what lies there or left already, by account."""

    estimate: Decimal
    on_hand: Mapping[str, Decimal]
    gone: Mapping[str, Decimal]
    tax: Mapping[str, Decimal]
    gross: Decimal


def estimate_back(estimates: Mapping[str, Decimal], *, estimated: str) -> list[Side]:
    """The estimate as it was posted, in red: by account of the goods, against what was received and not invoiced."""
    sides = [
        *(Side(account, debit=-amount) for account, amount in estimates.items()),
        Side(estimated, credit=-sum(estimates.values(), ZERO)),
    ]
    return [side for side in sides if side.debit or side.credit]


def covered(
    kept: Sequence[tuple[UUID, Decimal]], before: Decimal, quantity: Decimal
) -> tuple[tuple[UUID, Decimal], ...]:
    """What of the `kept` goods, in their order, so many are that come after the first `before` of them."""
    parts, skipped, wanted = [], max(before, ZERO), quantity
    for key, lying in kept:
        free = max(lying - skipped, ZERO)
        skipped -= lying - free
        part = min(free, wanted)
        wanted -= part
        if part:
            parts.append((key, part))
    return tuple(parts)


def supplier_sides(amounts: SupplierAmounts, *, estimated: str, payable: str, is_credit: bool) -> list[Side]:
    """The estimate is cleared, the difference goes to what lies there and to what left, the supplier is owed the gross.

    Where the estimate was taken back before, there is none to clear. A credit note stands the other way round, and its
    VAT is input tax transferred out.
    """
    if is_credit:
        sides = [
            Side(payable, debit=amounts.gross),
            Side(estimated, credit=amounts.estimate),
            *(Side(account, credit=amount) for account, amount in amounts.gone.items()),
            *(Side(account, credit=amount) for account, amount in amounts.tax.items()),
        ]
    else:
        sides = [
            Side(estimated, debit=amounts.estimate),
            *(Side(account, debit=amount) for account, amount in amounts.on_hand.items()),
            *(Side(account, debit=amount) for account, amount in amounts.gone.items()),
            *(Side(account, debit=amount) for account, amount in amounts.tax.items()),
            Side(payable, credit=amounts.gross),
        ]
    return [side for side in sides if side.debit or side.credit]
