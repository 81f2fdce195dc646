"""The goods ledger, for other modules."""

from heyi.modules.stock.actions.hold import hold, release
from heyi.modules.stock.actions.move import DIFFERENCE_ACCOUNT, INVENTORY_ACCOUNT, issue, issue_free, receive
from heyi.modules.stock.actions.prepare import prepare_stock
from heyi.modules.stock.actions.receipts import CONTRA_ACCOUNTS, post_receipt
from heyi.modules.stock.actions.revalue import note_adjustments, revalue
from heyi.modules.stock.contracts import (
    GoodsDocument,
    Incoming,
    Moved,
    OnHand,
    OnHandPage,
    Outgoing,
    ReceiptLineDraft,
    Revaluation,
    StockReceipt,
    Wanted,
)
from heyi.modules.stock.models import STOCK_MOVE, STOCK_RECEIPT, WAREHOUSE
from heyi.modules.stock.queries import available, get_receipt, list_on_hand, require_warehouse, warehouses

__all__ = [
    "CONTRA_ACCOUNTS",
    "DIFFERENCE_ACCOUNT",
    "INVENTORY_ACCOUNT",
    "STOCK_MOVE",
    "STOCK_RECEIPT",
    "WAREHOUSE",
    "GoodsDocument",
    "Incoming",
    "Moved",
    "OnHand",
    "OnHandPage",
    "Outgoing",
    "ReceiptLineDraft",
    "Revaluation",
    "StockReceipt",
    "Wanted",
    "available",
    "get_receipt",
    "hold",
    "issue",
    "issue_free",
    "list_on_hand",
    "note_adjustments",
    "post_receipt",
    "prepare_stock",
    "receive",
    "release",
    "require_warehouse",
    "revalue",
    "warehouses",
]
