"""The lines that the books themselves post, and what others bring in as opening balances."""

from typing import Final

from heyi.modules.ledger.contracts import Role

# Where the other side of opening balances stands that documents bring in one by one: goods, debts and advances.
OPENING_GOODS: Final = "opening_goods"
# Documents of what was owed or paid ahead before; they too post by the day before Heyi began to keep the books.
DEBTS: Final = ("sales_invoice", "supplier_invoice", "receipt", "payment")
YEAR_PROFIT: Final = "year_profit"
UNDISTRIBUTED_PROFIT: Final = "undistributed_profit"
EXCHANGE_GAIN: Final = "exchange_gain"
EXCHANGE_LOSS: Final = "exchange_loss"

OWN_ROLES: Final = (
    Role(name=YEAR_PROFIT, account="3103", documents=("voucher",), clears=True),
    Role(name=UNDISTRIBUTED_PROFIT, account="310401", documents=("voucher",)),
    # 小企业会计准则: a gain is 营业外收入, a loss is 财务费用.
    Role(name=EXCHANGE_GAIN, account="530105", documents=("voucher",)),
    Role(name=EXCHANGE_LOSS, account="560303", documents=("voucher",)),
    Role(name=OPENING_GOODS, account="310401", documents=("stock_receipt", *DEBTS, "voucher")),
)
