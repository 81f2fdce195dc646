"""Refusals about records that are probably one."""

from heyi.platform.errors import AppError


class DuplicateExists(AppError):
    """There is a record already that a rule takes for the same, and the rule does not let a second one in."""

    code = "records.duplicate_exists"
    status = 409


class DuplicateUnseen(AppError):
    """There is such a record, of which the actor may not know whose or which it is."""

    code = "records.duplicate_unseen"
    status = 409


class MergeOfBooks(AppError):
    """The record that would go has entries in a ledger, which never change."""

    code = "records.merge_of_books"
    status = 409


class MergeUndone(AppError):
    """The merge was taken back before, or one of the two records is gone."""

    code = "records.merge_undone"
    status = 409


class MergedAway(AppError):
    """What lies in the recycle bin became another record; alone it would come back without what was its own."""

    code = "records.merged_away"
    status = 409
