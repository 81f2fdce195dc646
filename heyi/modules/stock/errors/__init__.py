"""What the goods ledger refuses."""

from heyi.modules.stock.errors.bins import (
    BinNeeded,
    BinsAlready,
    BinSeriesWrong,
    BinShort,
    BinsNeverShort,
    BinUnknown,
    ReceivingBinKept,
    SameBin,
    TooManyBins,
)
from heyi.modules.stock.errors.lots import (
    LotDatesDiffer,
    LotExpired,
    LotsDiffer,
    LotShort,
    LotsMissing,
    LotsNotKept,
    LotUnknown,
    QualityShort,
    RestExpired,
    SerialIsOne,
    SerialTaken,
    VerdictShort,
)
from heyi.platform.errors import AppError

__all__ = [
    "BelowZeroNow",
    "BinNeeded",
    "BinSeriesWrong",
    "BinShort",
    "BinUnknown",
    "BinsAlready",
    "BinsNeverShort",
    "CauseTooGreat",
    "CostsNotReckoned",
    "CountGoesOn",
    "CountIncomplete",
    "EntrustedDirectly",
    "HoldMissing",
    "KindKept",
    "LineUnknown",
    "LotDatesDiffer",
    "LotExpired",
    "LotShort",
    "LotUnknown",
    "LotsDiffer",
    "LotsMissing",
    "LotsNotKept",
    "MarketPriceMissing",
    "MayRunShort",
    "MethodChangedSince",
    "MethodNeeded",
    "NeverCameIn",
    "NeverInspected",
    "NotEmpty",
    "NotGoods",
    "NotOurGoods",
    "NotPromised",
    "NotReversible",
    "NotUnderWay",
    "NothingToCount",
    "NothingToShare",
    "OpeningStockLate",
    "OwnerNoCustomer",
    "OwnersDiffer",
    "PlaceFrozen",
    "QualityShort",
    "ReceivingBinKept",
    "RestExpired",
    "SameBin",
    "SamePlace",
    "SerialIsOne",
    "SerialTaken",
    "SharedInOrder",
    "ShortNow",
    "StandardInFuture",
    "StandardMissing",
    "StandardTooEarly",
    "StockInsufficient",
    "StockWasShort",
    "TooManyBins",
    "TooMuchToCount",
    "TransitKept",
    "VerdictShort",
    "WarehouseUnusable",
]


class StockInsufficient(AppError):
    """Lines want more than is available; `problems` name each line with wanted and available."""

    code = "stock.insufficient"
    status = 409


class OpeningStockLate(AppError):
    """Opening stock lay there before the books began; `day` is the last on which it can be dated."""

    code = "stock.opening_late"
    status = 422


class HoldMissing(AppError):
    """A line is to be issued beyond what is held for it."""

    code = "stock.hold_missing"
    status = 409


class StockWasShort(AppError):
    """A document dated back takes more than there was on a day since; `available` were there."""

    code = "stock.was_short"
    status = 409


class NeverCameIn(AppError):
    """Goods may leave before they come in, but not where nobody knows what they cost."""

    code = "stock.never_came_in"
    status = 409


class BelowZeroNow(AppError):
    """What goods cost that left too early follows from what comes in; they are not valued otherwise before that."""

    code = "stock.below_zero_now"
    status = 409


class MethodChangedSince(AppError):
    """A document is dated before the day on which its goods began to be valued otherwise."""

    code = "stock.method_changed_since"
    status = 409


class MethodNeeded(AppError):
    """A category may leave it to those above it how its goods are valued, the company may not."""

    code = "stock.method_needed"
    status = 422


class StandardMissing(AppError):
    """Goods are valued at a standard cost, and nobody has said yet what it is."""

    code = "stock.standard_missing"
    status = 409


class StandardTooEarly(AppError):
    """A standard cannot hold from a day before the last move of its goods, or before the one that holds now."""

    code = "stock.standard_too_early"
    status = 409


class StandardInFuture(AppError):
    """A standard is said when it comes into force, not before."""

    code = "stock.standard_in_future"
    status = 422


class CostsNotReckoned(AppError):
    """Products still wait for their month's average."""

    code = "stock.costs_not_reckoned"
    status = 409


class WarehouseUnusable(AppError):
    """The warehouse does not exist in this company or is switched off."""

    code = "stock.warehouse_unusable"
    status = 422


class NotEmpty(AppError):
    """A warehouse that is to be switched off has goods, which nobody could move any more."""

    code = "stock.warehouse_not_empty"
    status = 409


class KindKept(AppError):
    """Goods lay in the warehouse, so it stays of its kind, and theirs whose goods it keeps."""

    code = "stock.kind_kept"
    status = 409


class NotPromised(AppError):
    """Goods that are held back, or another's, are promised to nobody."""

    code = "stock.not_promised"
    status = 409


class NotOurGoods(AppError):
    """Goods of another owner, or the place where they are kept, are taken for ours."""

    code = "stock.not_our_goods"
    status = 409


class OwnerNoCustomer(AppError):
    """Goods would be used up for an owner who is no customer: what we use of a consignor's goods we buy."""

    code = "stock.owner_no_customer"
    status = 409


class OwnersDiffer(AppError):
    """Goods would change their owner by being moved, or be bought from who does not own them."""

    code = "stock.owners_differ"
    status = 409


class EntrustedDirectly(AppError):
    """Goods of another owner are moved at once: what is on its way is ours."""

    code = "stock.entrusted_directly"
    status = 409


class NeverInspected(AppError):
    """More left a warehouse than came in, so nothing there has a quality to wait in yet."""

    code = "stock.never_inspected"
    status = 422


class NotGoods(AppError):
    """A service cannot lie in a warehouse."""

    code = "stock.not_goods"
    status = 422


class PlaceFrozen(AppError):
    """Goods would move where a count has frozen what is expected; the count is named."""

    code = "stock.place_frozen"
    status = 409


class MarketPriceMissing(AppError):
    """What is given away says what it would have been sold for: its VAT is reckoned by that."""

    code = "stock.market_price_missing"
    status = 422


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


class CountGoesOn(AppError):
    """The warehouse is being counted, so its bins are not switched."""

    code = "stock.count_goes_on"
    status = 409


class MayRunShort(AppError):
    """The warehouse may run short, which what stands on shelves may not."""

    code = "stock.may_run_short"
    status = 409


class ShortNow(AppError):
    """More has left, or is promised, than lies in the warehouse; it must be there first."""

    code = "stock.short_now"
    status = 409


class SharedInOrder(AppError):
    """Variances are passed on month by month: what an earlier one passes on is no variance of the later any more."""

    code = "stock.shared_in_order"
    status = 409


class NothingToShare(AppError):
    """As much of the variances beside standard costs is passed on to what left as is to be."""

    code = "stock.nothing_to_share"
    status = 409
