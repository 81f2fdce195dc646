"""What payments refuse."""

from heyi.platform.errors import AppError


class OpeningNotBegun(AppError):
    """It is not said yet on which day Heyi began to keep the books, so nothing can stand open before it."""

    code = "payments.opening_not_begun"
    status = 409


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


class AppliedTooEarly(AppError):
    """What was paid ahead would be used before the day on which it was paid."""

    code = "payments.applied_too_early"
    status = 422


class AdvanceTooSmall(AppError):
    """More of a customer's advance would be used for invoices than is left of it."""

    code = "payments.advance_too_small"
    status = 409


class RecoveryUnclear(AppError):
    """Money for what had been written off names that and settles no invoice; other money names nothing of the kind."""

    code = "payments.recovery_unclear"
    status = 422


class RecoversTooMuch(AppError):
    """More would have come than is missing of what was written off."""

    code = "payments.recovers_too_much"
    status = 409


class WrittenOffTooEarly(AppError):
    """It would be given up on a day on which an invoice had not asked for it yet."""

    code = "payments.written_off_too_early"
    status = 422


class DishonouredTooEarly(AppError):
    """What the receipt settled would be open again on a day before it was settled."""

    code = "payments.dishonoured_too_early"
    status = 422


class RoundingTooMuch(AppError):
    """More of an invoice would be let go as a small remainder than the company allows."""

    code = "payments.rounding_too_much"
    status = 422


class RoundingAlone(AppError):
    """A small remainder is let go of one invoice at a time, so that it can be taken back with what it is of."""

    code = "payments.rounding_alone"
    status = 422


class RoundingLeavesRest(AppError):
    """What is let go as a small remainder is all that is left of the invoice; a part of a debt is no remainder."""

    code = "payments.rounding_leaves_rest"
    status = 422


class TailUnpaid(AppError):
    """Money lets go a remainder of an invoice only if it pays that invoice."""

    code = "payments.tail_unpaid"
    status = 422


class RecoveredAlready(AppError):
    """A part of what was written off came after all, so it is not taken back."""

    code = "payments.recovered_already"
    status = 409


class NoAllowance(AppError):
    """By this standard a bad debt is a loss when it is written off, and nothing is set aside before."""

    code = "payments.no_allowance"
    status = 409


class NothingToSetAside(AppError):
    """As much is set aside for bad debts as is to be."""

    code = "payments.nothing_to_set_aside"
    status = 409


class MoneyAccountTaken(AppError):
    """Another money account stands for this account of the books already."""

    code = "payments.money_account_taken"
    status = 409


class MoneyAccountUsed(AppError):
    """The account of the books holds entries, so the money account stays bound to it."""

    code = "payments.money_account_used"
    status = 409


class StatementTooLong(AppError):
    """A statement of account has more documents than are told at once, so it is no paper to be confirmed."""

    code = "payments.statement_too_long"
    status = 422


class MoneyAccountOff(AppError):
    """The money account is switched off."""

    code = "payments.money_account_off"
    status = 409


class DefaultStays(AppError):
    """The money account that is chosen by itself cannot be switched off."""

    code = "payments.default_stays"
    status = 409
