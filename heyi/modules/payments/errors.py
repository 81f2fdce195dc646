"""What payments refuse."""

from heyi.platform.errors import AppError


class AllocatesTooMuch(AppError):
    """The allocations are more than the money."""

    code = "payments.allocates_too_much"
    status = 422


class RefundUnallocated(AppError):
    """A refund has to say for which credit notes all of it is."""

    code = "payments.refund_unallocated"
    status = 422


class AccountNotMoney(AppError):
    """The account is not one where money lies."""

    code = "payments.account_not_money"
    status = 422


class AlreadyReversed(AppError):
    """The receipt was taken back before."""

    code = "payments.already_reversed"
    status = 409


class AppliesTooMuch(AppError):
    """More of a prepayment would be used for invoices than is left of it."""

    code = "payments.applies_too_much"
    status = 409
