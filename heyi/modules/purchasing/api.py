"""Purchasing, for other modules."""

from heyi.modules.purchasing.actions.approving import CONFIRMING
from heyi.modules.purchasing.actions.bill import claim_received, unclaim_received
from heyi.modules.purchasing.actions.orders import (
    cancel_order,
    close_order,
    confirm_order,
    create_order,
    preview_order,
    update_order,
)
from heyi.modules.purchasing.actions.receive import ESTIMATED, receive_order
from heyi.modules.purchasing.actions.send_back import send_back
from heyi.modules.purchasing.contracts import (
    AwaitingInvoice,
    AwaitingInvoicePage,
    Billed,
    BilledOrder,
    KeptLine,
    LineQuantity,
    OrderDraft,
    OrderLineDraft,
    PurchaseOrder,
    PurchasePosted,
    PurchaseReceipt,
    PurchaseReturn,
    PurchaseStatus,
    PurchaseTotals,
    ReceivedLine,
    Unbilled,
)
from heyi.modules.purchasing.models import (
    PURCHASE_ORDER,
    PURCHASE_ORDER_LINE,
    PURCHASE_RECEIPT,
    PURCHASE_RECEIPT_LINE,
    PURCHASE_RETURN,
)
from heyi.modules.purchasing.queries.awaiting import awaiting_invoice
from heyi.modules.purchasing.queries.goods import get_receipt, get_return, kept_of, lock_received
from heyi.modules.purchasing.queries.orders import expected_sums, expected_supply, get_order

__all__ = [
    "CONFIRMING",
    "ESTIMATED",
    "PURCHASE_ORDER",
    "PURCHASE_ORDER_LINE",
    "PURCHASE_RECEIPT",
    "PURCHASE_RECEIPT_LINE",
    "PURCHASE_RETURN",
    "AwaitingInvoice",
    "AwaitingInvoicePage",
    "Billed",
    "BilledOrder",
    "KeptLine",
    "LineQuantity",
    "OrderDraft",
    "OrderLineDraft",
    "PurchaseOrder",
    "PurchasePosted",
    "PurchaseReceipt",
    "PurchaseReturn",
    "PurchaseStatus",
    "PurchaseTotals",
    "ReceivedLine",
    "Unbilled",
    "awaiting_invoice",
    "cancel_order",
    "claim_received",
    "close_order",
    "confirm_order",
    "create_order",
    "expected_sums",
    "expected_supply",
    "get_order",
    "get_receipt",
    "get_return",
    "kept_of",
    "lock_received",
    "preview_order",
    "receive_order",
    "send_back",
    "unclaim_received",
    "update_order",
]
