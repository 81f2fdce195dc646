"""Payments, for other modules."""

from heyi.modules.payments.actions.accounts import (
    add_money_account,
    change_money_account,
    make_default,
    prepare_money,
)
from heyi.modules.payments.actions.payments import PREPAID, apply_payment, post_payment, reverse_payment
from heyi.modules.payments.actions.receipts import ADVANCE, apply_receipt, post_receipt, reverse_receipt
from heyi.modules.payments.contracts import (
    MoneyAccountDraft,
    MoneyAccountFacts,
    MoneyAccountStatus,
    MoneyBalances,
    MoneyKind,
    PartyBalance,
    Payment,
    PaymentDraft,
    PaymentStatus,
    Receipt,
    ReceiptDraft,
    ReceiptStatus,
    SupplierBalance,
)
from heyi.modules.payments.models import ALLOCATION, MONEY_ACCOUNT, PAYMENT, RECEIPT
from heyi.modules.payments.permissions import POST_PAYMENT, POST_RECEIPT
from heyi.modules.payments.queries.money import (
    default_account,
    money_accounts,
    money_balances,
    money_journal,
    require_money_account,
)
from heyi.modules.payments.queries.papers import get_payment, get_receipt, party_balance, supplier_balance

__all__ = [
    "ADVANCE",
    "ALLOCATION",
    "MONEY_ACCOUNT",
    "PAYMENT",
    "POST_PAYMENT",
    "POST_RECEIPT",
    "PREPAID",
    "RECEIPT",
    "MoneyAccountDraft",
    "MoneyAccountFacts",
    "MoneyAccountStatus",
    "MoneyBalances",
    "MoneyKind",
    "PartyBalance",
    "Payment",
    "PaymentDraft",
    "PaymentStatus",
    "Receipt",
    "ReceiptDraft",
    "ReceiptStatus",
    "SupplierBalance",
    "add_money_account",
    "apply_payment",
    "apply_receipt",
    "change_money_account",
    "default_account",
    "get_payment",
    "get_receipt",
    "make_default",
    "money_accounts",
    "money_balances",
    "money_journal",
    "party_balance",
    "post_payment",
    "post_receipt",
    "prepare_money",
    "require_money_account",
    "reverse_payment",
    "reverse_receipt",
    "supplier_balance",
]
