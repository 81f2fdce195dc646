"""The lines that invoices post, and the accounts they go to until somebody says otherwise."""

from typing import Final

from heyi.modules.invoicing.rules import (
    FREIGHT_BEFORE,
    INPUT_VAT,
    INPUT_VAT_OUT,
    OUTPUT_VAT,
    PAYABLE,
    REVENUE_SERVICES,
    SIMPLIFIED_VAT,
    SMALL_TAXPAYER_VAT,
)
from heyi.modules.ledger.api import Role, RuleBy
from heyi.modules.sales.contracts import COST_OF_GOODS, RECEIVABLE, REVENUE_GOODS

_LEFT, _SALE, _SUPPLY = ("delivery", "sales_return"), ("sales_invoice",), ("supplier_invoice", "landed_cost")
_GOODS, _TAX = (RuleBy.CATEGORY, RuleBy.TAX), (RuleBy.TAX,)
ROLES: Final = (
    Role(
        name=RECEIVABLE,
        account="1122",
        documents=(*_LEFT, *_SALE, "receipt", "write_off"),
        kept_by="sales_invoice",
        clears=True,
    ),
    Role(name=REVENUE_GOODS, account="500101", documents=(*_LEFT, *_SALE), by=_GOODS),
    Role(name=REVENUE_SERVICES, account="500102", documents=_SALE, by=_GOODS),
    Role(name=OUTPUT_VAT, account="22210107", documents=_SALE, by=_TAX),
    Role(name=SIMPLIFIED_VAT, account="222108", documents=_SALE, by=_TAX),
    Role(name=SMALL_TAXPAYER_VAT, account="222111", documents=_SALE, by=_TAX),
    Role(name=COST_OF_GOODS, account="540101", documents=(*_LEFT, *_SALE), by=_GOODS),
    Role(
        name=PAYABLE,
        account="220201",
        documents=("supplier_invoice", "landed_cost", "payment"),
        kept_by="supplier_invoice",
        clears=True,
    ),
    Role(name=INPUT_VAT, account="22210101", documents=_SUPPLY, by=_TAX),
    Role(name=INPUT_VAT_OUT, account="22210109", documents=("supplier_invoice",), by=_TAX),
    # Freight that a voucher booked as an expense, or money paid, before it is put on goods.
    Role(name=FREIGHT_BEFORE, account="560104", documents=("landed_cost",)),
)
