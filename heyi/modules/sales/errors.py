"""What sales refuses."""

from heyi.platform.errors import AppError


class NotCustomer(AppError):
    """The party is not marked as a customer."""

    code = "sales.not_customer"
    status = 422


class NothingToDeliver(AppError):
    """All of the order is delivered already."""

    code = "sales.nothing_to_deliver"
    status = 409


class DeliversTooMuch(AppError):
    """A line would be delivered beyond what was ordered."""

    code = "sales.delivers_too_much"
    status = 409


class ReturnsTooMuch(AppError):
    """A line would be returned beyond what was delivered."""

    code = "sales.returns_too_much"
    status = 409


class ReturnedTooEarly(AppError):
    """Goods that were revenue as they left would come back before that day."""

    code = "sales.returned_too_early"
    status = 422


class LineUnknown(AppError):
    """A line id does not belong to the document."""

    code = "sales.line_unknown"
    status = 422


class AlreadyDelivered(AppError):
    """The order cannot be cancelled any more, since goods have left."""

    code = "sales.already_delivered"
    status = 409


class NothingToInvoice(AppError):
    """Nothing delivered waits for an invoice."""

    code = "sales.nothing_to_invoice"
    status = 409


class CreditedAlready(AppError):
    """What came back of the invoice's goods is on a credit note already, so the draft cannot be withdrawn."""

    code = "sales.credited_already"
    status = 409


class BelowFloor(AppError):
    """Lines of the order are priced below the floor of their product."""

    code = "sales.below_floor"
    status = 409


class DiscountTooDeep(AppError):
    """Lines lie further below the price lists than the actor may go."""

    code = "sales.discount_too_deep"
    status = 409


class NothingToPick(AppError):
    """Nothing of these orders is still to be delivered from a warehouse."""

    code = "sales.nothing_to_pick"
    status = 409


class PickedAlready(AppError):
    """An order is on another pick list that is worked on; the list is named."""

    code = "sales.picked_already"
    status = 409


class ShortUnexplained(AppError):
    """Less was picked of a line than the list says, and nobody said why."""

    code = "sales.short_unexplained"
    status = 422


class NotOpenAnyMore(AppError):
    """More was picked of a line than its order still waits for: it was delivered otherwise, or ended."""

    code = "sales.not_open_any_more"
    status = 409


class PickedTooMuch(AppError):
    """More was picked of a line than the list says."""

    code = "sales.picked_too_much"
    status = 422


class ChangeDrafted(AppError):
    """Another change of the order is being written; it is named."""

    code = "sales.change_drafted"
    status = 409


class ChangeStale(AppError):
    """The order is not any more what a change began from."""

    code = "sales.change_stale"
    status = 409


class ChangeRefused(AppError):
    """Lines cannot become what a change wants of them, for what was delivered of them stays."""

    code = "sales.change_refused"
    status = 409


class ChangesNothing(AppError):
    """A change leaves the order as it is."""

    code = "sales.changes_nothing"
    status = 409


class CreditExceeded(AppError):
    """The order would take the customer beyond what he may owe."""

    code = "sales.credit_exceeded"
    status = 409


class CustomerOverdue(AppError):
    """The customer has not paid what fell due long ago, and gets nothing more on credit."""

    code = "sales.customer_overdue"
    status = 409


class CreditRefused(AppError):
    """The customer gets no more on credit; why is not for the actor to know."""

    code = "sales.credit_refused"
    status = 409


class HoldRanOut(AppError):
    """The last day of a hold has passed, so nothing is kept by it any more."""

    code = "sales.hold_ran_out"
    status = 409


class DealEnded(AppError):
    """Goods would be kept for a deal that is won, lost or invalid."""

    code = "sales.deal_ended"
    status = 409


class HoldOfOthers(AppError):
    """An order would take goods that are kept for another customer, or in another warehouse."""

    code = "sales.hold_of_others"
    status = 422


class TermsOfBoth(AppError):
    """Two customers would become one, and both have terms: nobody said which of them stay."""

    code = "sales.terms_of_both"
    status = 409
