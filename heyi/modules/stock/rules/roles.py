"""The lines that goods documents post, and the accounts they go to until somebody says otherwise."""

from typing import Final

from heyi.modules.ledger.api import Role, RuleBy
from heyi.modules.stock.contracts import DIFFERENCE, INVENTORY, VARIANCE
from heyi.modules.stock.contracts.documents import PENDING

_GOODS, _PLACED = (RuleBy.CATEGORY,), (RuleBy.CATEGORY, RuleBy.WAREHOUSE)
_RECEIPT, _ISSUE = ("stock_receipt",), ("stock_issue",)
_LOSS = ("stock_count", "stock_transfer")

GIFTED: Final = "goods_gifted"
GIFT_VAT: Final = "gift_vat"
GIFT_VAT_SIMPLIFIED: Final = "gift_vat_simplified"
GIFT_VAT_SMALL: Final = "gift_vat_small"

ROLES: Final = (
    Role(
        name=INVENTORY,
        account="1405",
        documents=("purchase_receipt", "delivery", "stock_receipt", "stock_issue", "supplier_invoice"),
        by=_GOODS,
        kept_by="stock_receipt",
    ),
    Role(
        name=DIFFERENCE,
        account="540101",
        documents=("supplier_invoice", "purchase_return", "sales_return", "cost_run"),
        by=_PLACED,
    ),
    Role(
        name=VARIANCE,
        account="1404",
        documents=("purchase_receipt", "supplier_invoice", "landed_cost", "standard_change"),
        by=_GOODS,
    ),
    Role(name="goods_given", account="530103", documents=_RECEIPT, by=_PLACED),
    Role(name="goods_in_otherwise", account="224199", documents=_RECEIPT, by=_PLACED),
    Role(name="goods_used", account="560299", documents=_ISSUE, by=_PLACED),
    Role(name="goods_sampled", account="560103", documents=_ISSUE, by=_PLACED),
    Role(name=GIFTED, account="560103", documents=_ISSUE, by=_PLACED),
    Role(name=GIFT_VAT, account="22210107", documents=_ISSUE, by=(RuleBy.TAX,)),
    Role(name=GIFT_VAT_SIMPLIFIED, account="222108", documents=_ISSUE, by=(RuleBy.TAX,)),
    Role(name=GIFT_VAT_SMALL, account="222111", documents=_ISSUE, by=(RuleBy.TAX,)),
    Role(name="goods_scrapped", account="571101", documents=_ISSUE, by=_PLACED),
    Role(name="goods_out_otherwise", account="224199", documents=_ISSUE, by=_PLACED),
    Role(name=PENDING, account="190101", documents=_LOSS, clears=True),
    Role(name="count_gain", account="530104", documents=("stock_count",)),
    Role(name="count_loss", account="571101", documents=_LOSS),
    Role(name="loss_compensation", account="122199", documents=_LOSS),
    Role(name="loss_vat", account="22210109", documents=_LOSS),
)
