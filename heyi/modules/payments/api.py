"""Payments, for other modules."""

from heyi.modules.payments.actions.receipts import post_receipt, reverse_receipt
from heyi.modules.payments.contracts import PartyBalance, Receipt, ReceiptDraft, ReceiptStatus
from heyi.modules.payments.models import ALLOCATION, RECEIPT
from heyi.modules.payments.queries import get_receipt, party_balance

__all__ = [
    "ALLOCATION",
    "RECEIPT",
    "PartyBalance",
    "Receipt",
    "ReceiptDraft",
    "ReceiptStatus",
    "get_receipt",
    "party_balance",
    "post_receipt",
    "reverse_receipt",
]
