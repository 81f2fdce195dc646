"""What the goods ledger refuses."""

from heyi.platform.errors import AppError


class StockInsufficient(AppError):
    """Lines want more than is available; `problems` name each line with wanted and available."""

    code = "stock.insufficient"
    status = 409


class HoldMissing(AppError):
    """A line is to be issued beyond what is held for it."""

    code = "stock.hold_missing"
    status = 409


class WarehouseUnusable(AppError):
    """The warehouse does not exist in this company or is switched off."""

    code = "stock.warehouse_unusable"
    status = 422


class NotGoods(AppError):
    """A service cannot lie in a warehouse."""

    code = "stock.not_goods"
    status = 422
