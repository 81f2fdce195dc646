"""The entries of invoices and credit notes (财会〔2016〕22号; revenue at invoicing): pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

ZERO = Decimal(0)
RECEIVABLE = "1122"
REVENUE_GOODS, REVENUE_SERVICES = "500101", "500102"
COST_OF_GOODS = "540101"
OUTPUT_VAT, SIMPLIFIED_VAT, SMALL_TAXPAYER_VAT = "22210107", "222108", "222111"


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
