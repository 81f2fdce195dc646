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


class StockWasShort(AppError):
    """A document dated back takes more than there was on a day since; `available` were there."""

    code = "stock.was_short"
    status = 409


class MethodChangedSince(AppError):
    """A document is dated before the day on which its goods began to be valued otherwise."""

    code = "stock.method_changed_since"
    status = 409


class CostsNotReckoned(AppError):
    """Products still wait for their month's average."""

    code = "stock.costs_not_reckoned"
    status = 409


class WarehouseUnusable(AppError):
    """The warehouse does not exist in this company or is switched off."""

    code = "stock.warehouse_unusable"
    status = 422


class NotGoods(AppError):
    """A service cannot lie in a warehouse."""

    code = "stock.not_goods"
    status = 422
