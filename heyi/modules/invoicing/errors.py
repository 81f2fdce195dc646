"""What invoicing refuses."""

from heyi.platform.errors import AppError


class SourceUnclear(AppError):
    """An invoice is made from an order, a credit note from a return: one of the two must be named."""

    code = "invoicing.source_unclear"
    status = 422


class InvoiceNotPosted(AppError):
    """A credit note corrects an invoice, and the one of these goods is still a draft."""

    code = "invoicing.invoice_not_posted"
    status = 409


class InvoicedTooEarly(AppError):
    """What was revenue as it left, or came back, would be on an invoice or credit note of an earlier day."""

    code = "invoicing.invoiced_too_early"
    status = 422


class WrittenOff(AppError):
    """Goods came back of an invoice that was given up: nobody paid it, so nothing is to be paid out for them."""

    code = "invoicing.written_off"
    status = 409


class OnlyOpening(AppError):
    """Only what was owed before Heyi kept the books is taken back; another posted invoice is corrected by a credit
    note.
    """

    code = "invoicing.only_opening"
    status = 409


class OpeningSettled(AppError):
    """A part of what was owed before is settled, so it stands."""

    code = "invoicing.opening_settled"
    status = 409


class SettledTooEarly(AppError):
    """An invoice would be settled before its own day."""

    code = "invoicing.settled_too_early"
    status = 422


class TaxBeyond(AppError):
    """The tax printed on a line is further from what its rate makes than rounding explains."""

    code = "invoicing.tax_beyond"
    status = 422


class TaxBeyondTogether(AppError):
    """The taxes printed on the lines are together further from what their rates make than rounding explains."""

    code = "invoicing.tax_beyond_together"
    status = 422


class OrderLineTwice(AppError):
    """A line of the order is named by two lines of one invoice, which may say two prices of it."""

    code = "invoicing.order_line_twice"
    status = 422


class SettlesTooMuch(AppError):
    """More would be settled than is open on an invoice of this party."""

    code = "invoicing.settles_too_much"
    status = 409


class MatchFails(AppError):
    """A supplier's invoice asks for something else than order and receipt say; `problems` name line and rule."""

    code = "invoicing.match_fails"
    status = 409


class LandedTooEarly(AppError):
    """Cost would be spread over goods on a day on which they had not come in yet."""

    code = "invoicing.landed_too_early"
    status = 422


class LandedNothingKept(AppError):
    """All goods of a line went back, so there is nothing to put their cost on."""

    code = "invoicing.landed_nothing_kept"
    status = 409


class LandedUnweighed(AppError):
    """By weight, each product has to weigh something."""

    code = "invoicing.landed_unweighed"
    status = 422


class LandedWithoutBase(AppError):
    """What the cost should be spread by is nothing for all lines together."""

    code = "invoicing.landed_without_base"
    status = 422


class LandedNotShared(AppError):
    """The amounts that were given by hand are not the cost together."""

    code = "invoicing.landed_not_shared"
    status = 422


class LandedNeedsNumber(AppError):
    """What a supplier is owed has the number of his invoice."""

    code = "invoicing.landed_needs_number"
    status = 422
