"""Payments, for other modules."""

from heyi.modules.payments.actions.payments import PREPAID, apply_payment, post_payment, reverse_payment
from heyi.modules.payments.actions.receipts import ADVANCE, post_receipt, reverse_receipt
from heyi.modules.payments.contracts import (
    PartyBalance,
    Payment,
    PaymentDraft,
    PaymentStatus,
    Receipt,
    ReceiptDraft,
    ReceiptStatus,
    SupplierBalance,
)
from heyi.modules.payments.models import ALLOCATION, PAYMENT, RECEIPT
from heyi.modules.payments.queries import get_payment, get_receipt, party_balance, supplier_balance

__all__ = [
    "ADVANCE",
    "ALLOCATION",
    "PAYMENT",
    "PREPAID",
    "RECEIPT",
    "PartyBalance",
    "Payment",
    "PaymentDraft",
    "PaymentStatus",
    "Receipt",
    "ReceiptDraft",
    "ReceiptStatus",
    "SupplierBalance",
    "apply_payment",
    "get_payment",
    "get_receipt",
    "party_balance",
    "post_payment",
    "post_receipt",
    "reverse_payment",
    "reverse_receipt",
    "supplier_balance",
]
