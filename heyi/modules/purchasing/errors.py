"""What purchasing refuses."""

from heyi.platform.errors import AppError


class NotSupplier(AppError):
    """The party is not marked as a supplier."""

    code = "purchasing.not_supplier"
    status = 422


class NothingToReceive(AppError):
    """All of the order is received already."""

    code = "purchasing.nothing_to_receive"
    status = 409


class ReceivesTooMuch(AppError):
    """A line would be received beyond what was ordered."""

    code = "purchasing.receives_too_much"
    status = 409


class SendsBackTooMuch(AppError):
    """A line would be sent back beyond what was received."""

    code = "purchasing.sends_back_too_much"
    status = 409


class LineUnknown(AppError):
    """A line id does not belong to the document."""

    code = "purchasing.line_unknown"
    status = 422


class AlreadyReceived(AppError):
    """The order cannot be cancelled any more, since goods have come in."""

    code = "purchasing.already_received"
    status = 409


class NothingToInvoice(AppError):
    """Nothing received waits for the supplier's invoice, or nothing sent back for his credit note."""

    code = "purchasing.nothing_to_invoice"
    status = 409


class InvoicesTooMuch(AppError):
    """A supplier's invoice is for more of a line than was received and is on no invoice yet."""

    code = "purchasing.invoices_too_much"
    status = 409


class CreditedAlready(AppError):
    """What was sent back of the invoice's goods is on a credit note already, so the draft cannot be withdrawn."""

    code = "purchasing.credited_already"
    status = 409
