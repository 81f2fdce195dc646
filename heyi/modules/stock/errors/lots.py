"""What is refused of lots and serial numbers: of goods that are told apart."""

from heyi.platform.errors import AppError


class LotsMissing(AppError):
    """Goods that are told apart by lots or serial numbers come in, or leave, without saying which; lines are named."""

    code = "stock.lots_missing"
    status = 422


class LotsDiffer(AppError):
    """The lots of a line are together more or less than the line."""

    code = "stock.lots_differ"
    status = 422


class LotsNotKept(AppError):
    """A line names lots of a product that is not told apart by any."""

    code = "stock.lots_not_kept"
    status = 422


class LotUnknown(AppError):
    """Nothing of the lot or serial number lies there."""

    code = "stock.lot_unknown"
    status = 409


class LotShort(AppError):
    """Less of the lot lies there, free to be taken, than a line wants of it."""

    code = "stock.lot_short"
    status = 409


class QualityShort(AppError):
    """Less lies there in the quality that a line names than it wants."""

    code = "stock.quality_short"
    status = 409


class LotExpired(AppError):
    """Goods beyond their last day would leave, and nobody who may said why."""

    code = "stock.lot_expired"
    status = 409


class RestExpired(AppError):
    """Goods would leave of which there are enough, but not enough that have not expired; how many have not is said."""

    code = "stock.rest_expired"
    status = 409


class LotDatesDiffer(AppError):
    """A lot is known with another last day, or to be made on another."""

    code = "stock.lot_dates_differ"
    status = 409


class SerialTaken(AppError):
    """A serial number lies in a warehouse already, or is named twice."""

    code = "stock.serial_taken"
    status = 409


class SerialIsOne(AppError):
    """A serial number stands for one piece, and a line says another quantity of it."""

    code = "stock.serial_is_one"
    status = 422


class VerdictShort(AppError):
    """Less lies there in that quality, and is promised to nobody, than a verdict is of."""

    code = "stock.verdict_short"
    status = 409
