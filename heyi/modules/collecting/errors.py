"""What collecting refuses."""

from heyi.platform.errors import AppError


class PlanIsNotOrder(AppError):
    """The instalments together are more or less than the order."""

    code = "collecting.plan_is_not_order"
    status = 422


class NotPromisedYet(AppError):
    """The order is a draft, or was called off: there is nothing to collect for it."""

    code = "collecting.not_promised"
    status = 409


class NothingOverdue(AppError):
    """The customer owes nothing that is overdue, so there is no letter to write."""

    code = "collecting.nothing_overdue"
    status = 409
