"""What quoting refuses."""

from heyi.platform.errors import AppError


class QuotationExpired(AppError):
    """The last day on which the quotation could be accepted is over."""

    code = "quoting.expired"
    status = 409


class QuotationOrdered(AppError):
    """A version of the quotation became an order already."""

    code = "quoting.ordered"
    status = 409


class VersionDrafted(AppError):
    """Another version of the quotation is being written."""

    code = "quoting.version_drafted"
    status = 409


class NotAccepted(AppError):
    """The customer has not accepted the quotation, and the actor may not make an order of it before."""

    code = "quoting.not_accepted"
    status = 409


class SentTooLate(AppError):
    """The quotation would be sent after the last day on which it could be accepted."""

    code = "quoting.sent_too_late"
    status = 409


class LinkUnknown(AppError):
    """Nobody's quotation has this address."""

    code = "quoting.link_unknown"
    status = 404


class LinkReplaced(AppError):
    """The address of the quotation was replaced by another one."""

    code = "quoting.link_replaced"
    status = 410


class NotShown(AppError):
    """The quotation was withdrawn or superseded, so that its paper is shown to nobody who has its address."""

    code = "quoting.not_shown"
    status = 410


class ShownOtherwise(AppError):
    """What was shown to the customer is not what was sent."""

    code = "quoting.shown_otherwise"
    status = 409


class AmountsHidden(AppError):
    """What the actor asks for carries amounts that are hidden from him."""

    code = "quoting.amounts_hidden"
    status = 403
