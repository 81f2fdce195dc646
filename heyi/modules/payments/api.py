"""Payments, for other modules."""

from heyi.modules.payments.actions.accounts import (
    add_money_account,
    change_money_account,
    make_default,
    prepare_money,
)
from heyi.modules.payments.actions.allowance import set_aside, set_rates
from heyi.modules.payments.actions.dishonour import dishonour_paper, honour_paper
from heyi.modules.payments.actions.opening import enter_opening_debts
from heyi.modules.payments.actions.payments import apply_payment, post_payment, reverse_payment
from heyi.modules.payments.actions.printing import account_statement_sheet, print_account_statement
from heyi.modules.payments.actions.receipts import apply_receipt, post_receipt, reverse_receipt
from heyi.modules.payments.actions.reversal import before_reversal
from heyi.modules.payments.actions.rounding import set_payment_rules, take_back_of_order
from heyi.modules.payments.actions.write_offs import reverse_write_off, write_off
from heyi.modules.payments.contracts import (
    AccountSide,
    AccountStatement,
    Ageing,
    Allowance,
    DebtRow,
    DebtsEntered,
    DebtSide,
    Kept,
    MoneyAccountDraft,
    MoneyAccountFacts,
    MoneyAccountStatus,
    MoneyBalances,
    MoneyKind,
    OpeningDebts,
    PartyBalance,
    Payment,
    PaymentDraft,
    PaymentRules,
    PaymentStatus,
    Receipt,
    ReceiptDraft,
    ReceiptStatus,
    SupplierBalance,
    WriteOff,
    WriteOffDraft,
    WriteOffStatus,
)
from heyi.modules.payments.models import ALLOCATION, MONEY_ACCOUNT, PAYMENT, RECEIPT, WRITE_OFF
from heyi.modules.payments.permissions import POST_PAYMENT, POST_RECEIPT
from heyi.modules.payments.queries.ageing import ageing
from heyi.modules.payments.queries.allowance import allowance
from heyi.modules.payments.queries.approving import payment_matter
from heyi.modules.payments.queries.exposure import exposure
from heyi.modules.payments.queries.money import (
    default_account,
    money_accounts,
    money_balances,
    money_journal,
    require_money_account,
    usable_account,
)
from heyi.modules.payments.queries.opening import opening_debts
from heyi.modules.payments.queries.papers import get_payment, get_receipt, party_balance, supplier_balance
from heyi.modules.payments.queries.rounding import payment_rules
from heyi.modules.payments.queries.statement import account_statement
from heyi.modules.payments.queries.write_offs import get_write_off
from heyi.modules.payments.rules import ADVANCE, PREPAID, ROLES

__all__ = [
    "ADVANCE",
    "ALLOCATION",
    "MONEY_ACCOUNT",
    "PAYMENT",
    "POST_PAYMENT",
    "POST_RECEIPT",
    "PREPAID",
    "RECEIPT",
    "ROLES",
    "WRITE_OFF",
    "AccountSide",
    "AccountStatement",
    "Ageing",
    "Allowance",
    "DebtRow",
    "DebtSide",
    "DebtsEntered",
    "Kept",
    "MoneyAccountDraft",
    "MoneyAccountFacts",
    "MoneyAccountStatus",
    "MoneyBalances",
    "MoneyKind",
    "OpeningDebts",
    "PartyBalance",
    "Payment",
    "PaymentDraft",
    "PaymentRules",
    "PaymentStatus",
    "Receipt",
    "ReceiptDraft",
    "ReceiptStatus",
    "SupplierBalance",
    "WriteOff",
    "WriteOffDraft",
    "WriteOffStatus",
    "account_statement",
    "account_statement_sheet",
    "add_money_account",
    "ageing",
    "allowance",
    "apply_payment",
    "apply_receipt",
    "before_reversal",
    "change_money_account",
    "default_account",
    "dishonour_paper",
    "enter_opening_debts",
    "exposure",
    "get_payment",
    "get_receipt",
    "get_write_off",
    "honour_paper",
    "make_default",
    "money_accounts",
    "money_balances",
    "money_journal",
    "opening_debts",
    "party_balance",
    "payment_matter",
    "payment_rules",
    "post_payment",
    "post_receipt",
    "prepare_money",
    "print_account_statement",
    "require_money_account",
    "reverse_payment",
    "reverse_receipt",
    "reverse_write_off",
    "set_aside",
    "set_payment_rules",
    "set_rates",
    "supplier_balance",
    "take_back_of_order",
    "usable_account",
    "write_off",
]
