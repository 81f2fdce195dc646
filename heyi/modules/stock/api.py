"""The goods ledger, for other modules."""

from heyi.modules.stock.actions.arrivals import arrive, write_off
from heyi.modules.stock.actions.costing import reckon_months, set_costing
from heyi.modules.stock.actions.count_posting import post_count
from heyi.modules.stock.actions.counts import begin_count, count_lines, give_up_count, recount_lines
from heyi.modules.stock.actions.hold import hold, release
from heyi.modules.stock.actions.issues import IssueDraft, post_issue, reverse_issue
from heyi.modules.stock.actions.move import (
    issue,
    issue_free,
    receive,
    shift,
)
from heyi.modules.stock.actions.prepare import prepare_stock
from heyi.modules.stock.actions.receipts import post_receipt, reverse_receipt
from heyi.modules.stock.actions.reclassify import reclassify
from heyi.modules.stock.actions.revalue import Revalued, note_adjustments, revalue
from heyi.modules.stock.actions.settle import settle_gain, settle_loss
from heyi.modules.stock.actions.transfers import (
    cancel_transfer,
    create_transfer,
    send_transfer,
    update_transfer,
)
from heyi.modules.stock.actions.transit import transit_warehouse
from heyi.modules.stock.contracts import (
    DIFFERENCE,
    INVENTORY,
    Accuracy,
    AgePage,
    Cause,
    Costing,
    CostRun,
    CountDraft,
    Counted,
    GoodsDocument,
    Incoming,
    IssueLineDraft,
    LyingThenPage,
    Moved,
    OnHand,
    OnHandPage,
    Outgoing,
    ReceiptLineDraft,
    Revaluation,
    Shift,
    StockArrival,
    StockCount,
    StockIssue,
    StockReceipt,
    StockTransfer,
    TransferDraft,
    TransferLineDraft,
    TransferQuantity,
    Wanted,
)
from heyi.modules.stock.models import (
    COST_RUN,
    STOCK_ARRIVAL,
    STOCK_COUNT,
    STOCK_ISSUE,
    STOCK_MOVE,
    STOCK_RECEIPT,
    STOCK_TRANSFER,
    WAREHOUSE,
)
from heyi.modules.stock.queries import available, list_on_hand, require_warehouse, warehouses
from heyi.modules.stock.queries.counts import count_accuracy, get_count
from heyi.modules.stock.queries.documents import get_issue, get_receipt
from heyi.modules.stock.queries.pools import costing, unreckoned
from heyi.modules.stock.queries.reports import stock_ages, stock_as_of
from heyi.modules.stock.queries.transfers import get_arrival, get_transfer
from heyi.modules.stock.rules.pools import Method
from heyi.modules.stock.rules.roles import ROLES

__all__ = [
    "COST_RUN",
    "DIFFERENCE",
    "INVENTORY",
    "ROLES",
    "STOCK_ARRIVAL",
    "STOCK_COUNT",
    "STOCK_ISSUE",
    "STOCK_MOVE",
    "STOCK_RECEIPT",
    "STOCK_TRANSFER",
    "WAREHOUSE",
    "Accuracy",
    "AgePage",
    "Cause",
    "CostRun",
    "Costing",
    "CountDraft",
    "Counted",
    "GoodsDocument",
    "Incoming",
    "IssueDraft",
    "IssueLineDraft",
    "LyingThenPage",
    "Method",
    "Moved",
    "OnHand",
    "OnHandPage",
    "Outgoing",
    "ReceiptLineDraft",
    "Revaluation",
    "Revalued",
    "Shift",
    "StockArrival",
    "StockCount",
    "StockIssue",
    "StockReceipt",
    "StockTransfer",
    "TransferDraft",
    "TransferLineDraft",
    "TransferQuantity",
    "Wanted",
    "arrive",
    "available",
    "begin_count",
    "cancel_transfer",
    "costing",
    "count_accuracy",
    "count_lines",
    "create_transfer",
    "get_arrival",
    "get_count",
    "get_issue",
    "get_receipt",
    "get_transfer",
    "give_up_count",
    "hold",
    "issue",
    "issue_free",
    "list_on_hand",
    "note_adjustments",
    "post_count",
    "post_issue",
    "post_receipt",
    "prepare_stock",
    "receive",
    "reckon_months",
    "reclassify",
    "recount_lines",
    "release",
    "require_warehouse",
    "revalue",
    "reverse_issue",
    "reverse_receipt",
    "send_transfer",
    "set_costing",
    "settle_gain",
    "settle_loss",
    "shift",
    "stock_ages",
    "stock_as_of",
    "transit_warehouse",
    "unreckoned",
    "update_transfer",
    "warehouses",
    "write_off",
]
