"""What the door refuses."""

from heyi.platform.errors import AppError


class WrongPassword(AppError):
    """Login or password is wrong; which of them is not told."""

    code = "identity.wrong_password"
    status = 401
