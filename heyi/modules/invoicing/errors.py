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


class SettlesTooMuch(AppError):
    """More would be settled than is open on an invoice of this party."""

    code = "invoicing.settles_too_much"
    status = 409


class MatchFails(AppError):
    """A supplier's invoice asks for something else than order and receipt say; `problems` name line and rule."""

    code = "invoicing.match_fails"
    status = 409
