"""Why a file is not taken."""

from heyi.platform.errors import AppError


class FileTooLarge(AppError):
    """The file holds more than 50 MB."""

    code = "files.too_large"
    status = 413


class FileEmpty(AppError):
    """The file holds nothing."""

    code = "files.empty"
    status = 422


class NotWhatItSays(AppError):
    """The file's name promises another kind of content than it holds."""

    code = "files.not_what_it_says"
    status = 422


class NameUnusable(AppError):
    """Nothing is left of the file's name once what is harmful in it is gone."""

    code = "files.name_unusable"
    status = 422


class CannotHoldFiles(AppError):
    """There is no record of that kind, or the actor may not see it."""

    code = "files.cannot_hold_files"
    status = 422


class FileKept(AppError):
    """The record's files stay: it is in the books, or was reviewed with them."""

    code = "files.kept"
    status = 409
