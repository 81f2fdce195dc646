"""The goods ledger, for other modules."""

from heyi.modules.stock.actions.hold import hold, release
from heyi.modules.stock.actions.move import issue, receive
from heyi.modules.stock.actions.prepare import prepare_stock
from heyi.modules.stock.actions.receipts import post_receipt
from heyi.modules.stock.contracts import (
    GoodsDocument,
    Incoming,
    Moved,
    OnHand,
    OnHandPage,
    Outgoing,
    ReceiptLineDraft,
    StockReceipt,
    Wanted,
)
from heyi.modules.stock.models import STOCK_MOVE, STOCK_RECEIPT, WAREHOUSE
from heyi.modules.stock.queries import available, get_receipt, list_on_hand, require_warehouse, warehouses

__all__ = [
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
    "StockReceipt",
    "Wanted",
    "available",
    "get_receipt",
    "hold",
    "issue",
    "list_on_hand",
    "post_receipt",
    "prepare_stock",
    "receive",
    "release",
    "require_warehouse",
    "warehouses",
]
