"""The lines that money and what is written off post, and the accounts they go to until somebody says otherwise."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Final
from uuid import UUID

from heyi.modules.ledger.api import Role

ZERO: Final = Decimal(0)
ADVANCE, PREPAID = "advance", "prepaid"
# Kind of receipts and payments of before Heyi kept the books, and of their entries.
OPENING: Final = "opening"
# Kind of the vouchers that set something aside.
ALLOWANCE: Final = "allowance"
# By full years since a customer was asked; what is older is as this.
OLDEST: Final = 5
USUAL_RATES: Final = {
    years: Decimal(rate) for years, rate in enumerate(("0.05", "0.1", "0.3", "0.5", "0.8", "1"))
}
BAD_DEBT, RECOVERED, CREDIT_LOSS = "bad_debt", "bad_debt_recovered", "credit_loss"
# What a small remainder that is let go costs, and up to how much of an invoice until the company says otherwise.
ROUNDING: Final = "rounding"
USUAL_ROUNDING_LIMIT: Final = Decimal(10)

_RECEIPT, _WRITE_OFF = ("receipt",), ("write_off",)
ROLES: Final = (
    Role(name=ADVANCE, account="2203", documents=_RECEIPT, kept_by="receipt", clears=True),
    Role(name=PREPAID, account="1123", documents=("payment",), kept_by="payment", clears=True),
    # 小企业会计准则 takes the loss when it is certain; 企业会计准则 takes it from what was set aside before.
    Role(name=BAD_DEBT, account="571103", enterprise="123101", documents=_WRITE_OFF),
    Role(name=RECOVERED, account="530109", enterprise="123101", documents=_RECEIPT),
    Role(name=ROUNDING, account="560305", documents=_WRITE_OFF),
    Role(name=CREDIT_LOSS, account="571103", documents=("voucher",)),
)


def reopened(
    amount: Decimal, advance: Decimal, settled: Mapping[UUID, Decimal]
) -> tuple[Decimal, dict[UUID, Decimal]]:
    """How much of an amount that did not come is taken from the advance, and how much each invoice is open again."""
    ahead = min(amount, advance)
    left, parts = amount - ahead, {}
    for invoice, part in settled.items():
        if left:
            parts[invoice] = min(left, part)
            left -= parts[invoice]
    return ahead, parts
