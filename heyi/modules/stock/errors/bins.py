"""What is refused of bins: of where goods stand in a warehouse."""

from heyi.platform.errors import AppError


class ReceivingBinKept(AppError):
    """The bin that goods come into is not switched off."""

    code = "stock.receiving_bin_kept"
    status = 409


class BinUnknown(AppError):
    """The warehouse has no bin of that code, or it is switched off and goods would be put there."""

    code = "stock.bin_unknown"
    status = 422


class SameBin(AppError):
    """Goods would be moved into the bin in which they stand."""

    code = "stock.same_bin"
    status = 422


class BinShort(AppError):
    """Less stands in the bin, free to be taken, than a line wants from there."""

    code = "stock.bin_short"
    status = 409


class BinNeeded(AppError):
    """A product stands in several bins, and which one was counted is not said."""

    code = "stock.bin_needed"
    status = 422


class BinSeriesWrong(AppError):
    """The first and the last code of a series of bins do not belong together."""

    code = "stock.bin_series_wrong"
    status = 422


class TooManyBins(AppError):
    """A series would be of more bins than are made at once."""

    code = "stock.too_many_bins"
    status = 422


class BinsAlready(AppError):
    """The goods of the warehouse stand in bins already, or in none, as was asked."""

    code = "stock.bins_already"
    status = 409


class BinsNeverShort(AppError):
    """Goods of a warehouse with bins would run short, but what stands on a shelf is counted."""

    code = "stock.bins_never_short"
    status = 409
