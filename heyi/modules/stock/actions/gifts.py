"""Goods given away (赠品): the law of VAT takes them as sold (视同销售) at the market's price."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final
from uuid import UUID

from heyi.kit.money import round_amount
from heyi.kit.quantity import summed
from heyi.modules.catalog import api as catalog
from heyi.modules.ledger import api as ledger
from heyi.modules.stock.contracts import IssueLineDraft
from heyi.modules.stock.errors import MarketPriceMissing
from heyi.modules.stock.rules.roles import GIFT_VAT, GIFT_VAT_SIMPLIFIED, GIFT_VAT_SMALL
from heyi.platform.unit_of_work import UnitOfWork

GIFT: Final = "gift"


@dataclass(frozen=True)
class Deemed:
    """What a line would have been sold for, without tax, and the VAT of that with its account."""

    tax_code: str | None = None
    market_value: Decimal | None = None
    tax: Decimal = Decimal(0)
    tax_account: str | None = None


SOLD_TO_NOBODY: Final = Deemed()


def deemed_sales(
    uow: UnitOfWork,
    lines: Sequence[IssueLineDraft],
    products: Mapping[UUID, catalog.ProductFacts],
) -> list[Deemed]:
    """The VAT of what is given away, line by line: the market's price times the product's rate.

    Raises:
        MarketPriceMissing: a line does not say what it would have been sold for.
    """
    rules, is_small = ledger.accounts(uow), catalog.taxpayer_of(uow) == "small"
    found = []
    for line in lines:
        product = products[line.product_id]
        if line.market_price is None:
            raise MarketPriceMissing(product=product.name)
        code = product.tax_code or catalog.default_tax_code(uow)
        rate = catalog.tax_rate(uow, code)
        role = GIFT_VAT_SMALL if is_small else GIFT_VAT_SIMPLIFIED if rate.scope == "levy" else GIFT_VAT
        value = round_amount(line.quantity * line.market_price)
        account = rules.of(role, tax_code=code)
        found.append(Deemed(code, value, round_amount(value * rate.rate), account))
    return found


def tax_sides(taxed: Sequence[tuple[str, str | None, Decimal]]) -> dict[str, Decimal]:
    """What the VAT adds to an entry, by account: the expense of each line above zero, the tax below."""
    sides = [(expense, tax) for expense, _, tax in taxed]
    sides += [(account, -tax) for _, account, tax in taxed if account is not None]
    return {account: amount for account, amount in summed(sides).items() if amount}
