"""The entries of invoices and credit notes (财会〔2016〕22号; revenue at invoicing): pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

ZERO = Decimal(0)
PAYABLE = "220201"
INPUT_VAT, INPUT_VAT_OUT = "22210101", "22210109"
PRICE_TOLERANCE, AMOUNT_TOLERANCE = Decimal("0.02"), Decimal("1.00")
RECEIVABLE = "1122"
REVENUE_GOODS, REVENUE_SERVICES = "500101", "500102"
COST_OF_GOODS = "540101"
OUTPUT_VAT, SIMPLIFIED_VAT, SMALL_TAXPAYER_VAT = "22210107", "222108", "222111"
# Accounts that invoices post to beside those that they keep.
POSTED_TO = (
    REVENUE_GOODS,
    REVENUE_SERVICES,
    COST_OF_GOODS,
    OUTPUT_VAT,
    SIMPLIFIED_VAT,
    SMALL_TAXPAYER_VAT,
    INPUT_VAT,
    INPUT_VAT_OUT,
)


@dataclass(frozen=True)
class InvoicedAmount:
    """What a line of an invoice brings to the books."""

    net: Decimal
    tax: Decimal
    cost: Decimal
    is_goods: bool
    is_levy: bool


@dataclass(frozen=True)
class Side:
    """An account with what is debited or credited; negative amounts are red-letter lines."""

    account: str
    debit: Decimal = ZERO
    credit: Decimal = ZERO


def vat_account(*, taxpayer: str, is_levy: bool) -> str:
    """Where the VAT of a sale goes: by kind of taxpayer, and for a general one by rate or simplified levy."""
    if taxpayer == "small":
        return SMALL_TAXPAYER_VAT
    return SIMPLIFIED_VAT if is_levy else OUTPUT_VAT


def revenue_sides(lines: Sequence[InvoicedAmount], *, taxpayer: str, sign: int) -> list[Side]:
    """Receivable against revenue and VAT; `sign` is -1 for a credit note. Accounts without an amount are left out."""
    credited: dict[str, Decimal] = {}
    for line in lines:
        revenue = REVENUE_GOODS if line.is_goods else REVENUE_SERVICES
        vat = vat_account(taxpayer=taxpayer, is_levy=line.is_levy)
        credited[revenue] = credited.get(revenue, ZERO) + sign * line.net
        credited[vat] = credited.get(vat, ZERO) + sign * line.tax
    gross = sum(credited.values(), ZERO)
    sides = [
        Side(RECEIVABLE, debit=gross),
        *(Side(account, credit=amount) for account, amount in credited.items()),
    ]
    return [side for side in sides if side.debit or side.credit]


def cost_sides(lines: Sequence[InvoicedAmount], *, shipped_account: str, sign: int) -> list[Side]:
    """Cost of goods sold against the goods that had been shipped."""
    cost = sign * sum((line.cost for line in lines), ZERO)
    return [Side(COST_OF_GOODS, debit=cost), Side(shipped_account, credit=cost)] if cost else []


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


def cost_of(*, net: Decimal, tax: Decimal, taxpayer: str) -> Decimal:
    """What a purchase costs: without its VAT, but with it for small taxpayers, who cannot deduct it."""
    return net + tax if taxpayer == "small" else net


@dataclass(frozen=True)
class SupplierAmounts:
    """What a supplier's invoice brings to the books."""

    estimate: Decimal
    on_hand: Decimal
    gone: Decimal
    tax: Decimal
    gross: Decimal


def supplier_sides(
    amounts: SupplierAmounts, *, estimated: str, inventory: str, difference: str, is_credit: bool
) -> list[Side]:
    """The estimate is cleared, the difference goes to what lies there and to what left, the supplier is owed the gross.

    A credit note stands the other way round, and its VAT is input tax transferred out.
    """
    if is_credit:
        sides = [
            Side(PAYABLE, debit=amounts.gross),
            Side(estimated, credit=amounts.estimate),
            Side(difference, credit=amounts.gone),
            Side(INPUT_VAT_OUT, credit=amounts.tax),
        ]
    else:
        sides = [
            Side(estimated, debit=amounts.estimate),
            Side(inventory, debit=amounts.on_hand),
            Side(difference, debit=amounts.gone),
            Side(INPUT_VAT, debit=amounts.tax),
            Side(PAYABLE, credit=amounts.gross),
        ]
    return [side for side in sides if side.debit or side.credit]
