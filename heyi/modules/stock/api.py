"""The goods ledger, for other modules."""

from heyi.modules.stock.actions.costing import reckon_months, set_costing
from heyi.modules.stock.actions.hold import hold, release
from heyi.modules.stock.actions.move import issue, issue_free, receive, shift
from heyi.modules.stock.actions.prepare import prepare_stock
from heyi.modules.stock.actions.receipts import CONTRA_ACCOUNTS, post_receipt
from heyi.modules.stock.actions.revalue import note_adjustments, revalue
from heyi.modules.stock.contracts import (
    DIFFERENCE_ACCOUNT,
    INVENTORY_ACCOUNT,
    Costing,
    CostRun,
    GoodsDocument,
    Incoming,
    Moved,
    OnHand,
    OnHandPage,
    Outgoing,
    ReceiptLineDraft,
    Revaluation,
    Shift,
    StockReceipt,
    Wanted,
)
from heyi.modules.stock.models import COST_RUN, STOCK_MOVE, STOCK_RECEIPT, WAREHOUSE
from heyi.modules.stock.queries import available, get_receipt, list_on_hand, require_warehouse, warehouses
from heyi.modules.stock.queries.pools import costing, unreckoned
from heyi.modules.stock.rules.pools import Method

__all__ = [
    "CONTRA_ACCOUNTS",
    "COST_RUN",
    "DIFFERENCE_ACCOUNT",
    "INVENTORY_ACCOUNT",
    "STOCK_MOVE",
    "STOCK_RECEIPT",
    "WAREHOUSE",
    "CostRun",
    "Costing",
    "GoodsDocument",
    "Incoming",
    "Method",
    "Moved",
    "OnHand",
    "OnHandPage",
    "Outgoing",
    "ReceiptLineDraft",
    "Revaluation",
    "Shift",
    "StockReceipt",
    "Wanted",
    "available",
    "costing",
    "get_receipt",
    "hold",
    "issue",
    "issue_free",
    "list_on_hand",
    "note_adjustments",
    "post_receipt",
    "prepare_stock",
    "receive",
    "reckon_months",
    "release",
    "require_warehouse",
    "revalue",
    "set_costing",
    "shift",
    "unreckoned",
    "warehouses",
]
