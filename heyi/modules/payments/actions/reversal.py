"""Who looks before a receipt or payment is taken back: modules above, whose papers hang on it."""

from collections.abc import Callable
from typing import Final
from uuid import UUID

from heyi.platform.unit_of_work import UnitOfWork

Watcher = Callable[[UnitOfWork, str, UUID], None]
_watchers: Final[list[Watcher]] = []


def before_reversal(watcher: Watcher) -> None:
    """Have somebody called with the kind and the id of what is to be taken back; he may refuse by raising.

    He is called before the document is locked, so that his own rows are locked first, here as in his own verbs.
    """
    if watcher not in _watchers:
        _watchers.append(watcher)


def ask_watchers(uow: UnitOfWork, record: str, record_id: UUID) -> None:
    """Let them look."""
    for watcher in _watchers:
        watcher(uow, record, record_id)
