"""Why a webhook is refused."""

from heyi.platform.errors import AppError


class TooManyEndpoints(AppError):
    """A company has as many webhooks as it may have."""

    code = "webhooks.too_many"
    status = 409


class SwitchedOff(AppError):
    """The webhook is off, so nothing is delivered to it."""

    code = "webhooks.switched_off"
    status = 409


class StillUnderWay(AppError):
    """The delivery is still being tried."""

    code = "webhooks.still_under_way"
    status = 409
