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


class PlaceFrozen(AppError):
    """Goods would move where a count has frozen what is expected; the count is named."""

    code = "stock.place_frozen"
    status = 409


class NotReversible(AppError):
    """A count or a transfer made the document, so it is not taken back by itself."""

    code = "stock.not_reversible"
    status = 409


class SamePlace(AppError):
    """A transfer would end where it begins."""

    code = "stock.same_place"
    status = 422


class LineUnknown(AppError):
    """A line id does not belong to the document."""

    code = "stock.line_unknown"
    status = 422


class NotUnderWay(AppError):
    """More of a line would arrive, come back or be written off than is on its way."""

    code = "stock.not_under_way"
    status = 409


class NothingToCount(AppError):
    """Nothing lies in the warehouse that the count would be of."""

    code = "stock.nothing_to_count"
    status = 422


class TooMuchToCount(AppError):
    """The count would have more lines than one sheet holds."""

    code = "stock.too_much_to_count"
    status = 422


class CountIncomplete(AppError):
    """Lines of the count are not counted, and nobody said to leave them."""

    code = "stock.count_incomplete"
    status = 409


class CauseTooGreat(AppError):
    """More is to be made good than was lost."""

    code = "stock.cause_too_great"
    status = 422


class TransitKept(AppError):
    """The place of goods in transit is kept by transfers and is not switched off."""

    code = "stock.transit_kept"
    status = 409
