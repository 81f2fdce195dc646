"""What the daily work refuses."""

from heyi.platform.errors import AppError


class NotFollowedUp(AppError):
    """Nobody follows up records of this kind."""

    code = "activities.not_followed_up"
    status = 422


class TooLateToCorrect(AppError):
    """A follow-up is corrected by its author within 24 hours; afterwards a further one is written."""

    code = "activities.too_late_to_correct"
    status = 409


class NotTheAuthor(AppError):
    """Only who wrote a follow-up corrects it."""

    code = "activities.not_the_author"
    status = 403


class HappensLater(AppError):
    """A follow-up tells what was done, so it does not lie in the future."""

    code = "activities.happens_later"
    status = 422


class NextBeforeNow(AppError):
    """The next contact lies behind the one that is being written down."""

    code = "activities.next_before_now"
    status = 422


class StrangerContact(AppError):
    """The contact person belongs to another customer."""

    code = "activities.stranger_contact"
    status = 422
