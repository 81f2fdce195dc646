"""The tables of stock and the records declared over them."""

from heyi.modules.stock.models.counts import COUNT_SERIES, STOCK_COUNT, STOCK_COUNT_LINE
from heyi.modules.stock.models.documents import (
    FOUND,
    ISSUE_SERIES,
    MISSED,
    RECEIPT_SERIES,
    STOCK_ISSUE,
    STOCK_ISSUE_LINE,
    STOCK_RECEIPT,
    STOCK_RECEIPT_LINE,
)
from heyi.modules.stock.models.goods import (
    COST_RUN,
    COST_RUN_SERIES,
    COSTING_RULE,
    STOCK_BALANCE,
    STOCK_HOLD,
    STOCK_LAYER,
    STOCK_MOVE,
    STOCK_POOL,
    WAREHOUSE,
    WAREHOUSE_SERIES,
)
from heyi.modules.stock.models.transfers import (
    ARRIVAL_SERIES,
    STOCK_ARRIVAL,
    STOCK_ARRIVAL_LINE,
    STOCK_TRANSFER,
    STOCK_TRANSFER_LINE,
    TRANSFER_SERIES,
)

__all__ = [
    "ARRIVAL_SERIES",
    "COSTING_RULE",
    "COST_RUN",
    "COST_RUN_SERIES",
    "COUNT_SERIES",
    "FOUND",
    "ISSUE_SERIES",
    "MISSED",
    "RECEIPT_SERIES",
    "STOCK_ARRIVAL",
    "STOCK_ARRIVAL_LINE",
    "STOCK_BALANCE",
    "STOCK_COUNT",
    "STOCK_COUNT_LINE",
    "STOCK_HOLD",
    "STOCK_ISSUE",
    "STOCK_ISSUE_LINE",
    "STOCK_LAYER",
    "STOCK_MOVE",
    "STOCK_POOL",
    "STOCK_RECEIPT",
    "STOCK_RECEIPT_LINE",
    "STOCK_TRANSFER",
    "STOCK_TRANSFER_LINE",
    "TRANSFER_SERIES",
    "WAREHOUSE",
    "WAREHOUSE_SERIES",
]
