"""What payments take and give."""

from heyi.modules.payments.contracts.ageing import Ageing, DebtAge, PartyAge
from heyi.modules.payments.contracts.losses import (
    Aged,
    Allowance,
    AllowanceVoucher,
    LossReason,
    Recovery,
    WriteOff,
    WriteOffDraft,
    WriteOffStatus,
)
from heyi.modules.payments.contracts.money import (
    MoneyAccountDraft,
    MoneyAccountFacts,
    MoneyAccountStatus,
    MoneyBalance,
    MoneyBalances,
    MoneyKind,
)
from heyi.modules.payments.contracts.names import Named
from heyi.modules.payments.contracts.opening import (
    DebtRow,
    DebtsEntered,
    DebtSide,
    DebtTotal,
    OpeningDebt,
    OpeningDebts,
)
from heyi.modules.payments.contracts.papers import (
    Allocation,
    Kept,
    PartyBalance,
    Payment,
    PaymentDraft,
    PaymentStatus,
    Receipt,
    ReceiptDraft,
    ReceiptStatus,
    SupplierBalance,
)
from heyi.modules.payments.contracts.statement import AccountSide, AccountStatement, AccountStatementRow

__all__ = [
    "AccountSide",
    "AccountStatement",
    "AccountStatementRow",
    "Aged",
    "Ageing",
    "Allocation",
    "Allowance",
    "AllowanceVoucher",
    "DebtAge",
    "DebtRow",
    "DebtSide",
    "DebtTotal",
    "DebtsEntered",
    "Kept",
    "LossReason",
    "MoneyAccountDraft",
    "MoneyAccountFacts",
    "MoneyAccountStatus",
    "MoneyBalance",
    "MoneyBalances",
    "MoneyKind",
    "Named",
    "OpeningDebt",
    "OpeningDebts",
    "PartyAge",
    "PartyBalance",
    "Payment",
    "PaymentDraft",
    "PaymentStatus",
    "Receipt",
    "ReceiptDraft",
    "ReceiptStatus",
    "Recovery",
    "SupplierBalance",
    "WriteOff",
    "WriteOffDraft",
    "WriteOffStatus",
]
