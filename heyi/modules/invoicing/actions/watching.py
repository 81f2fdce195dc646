"""Who looks before a credit note settles its order's invoices: modules above, whose papers settled some of them."""

from collections.abc import Callable
from datetime import date
from typing import Final
from uuid import UUID

from heyi.platform.unit_of_work import UnitOfWork

# Gives back what is still to be posted, which is done after all locks of the credit note.
Watcher = Callable[[UnitOfWork, UUID, date], Callable[[], None]]
_watchers: Final[list[Watcher]] = []


def before_credit(watcher: Watcher) -> None:
    """Have somebody called with the order and the day of a credit note before it is posted.

    He is called before the invoices are locked, so that his own rows are locked first, here as in his own verbs.
    """
    if watcher not in _watchers:
        _watchers.append(watcher)


def ask_watchers(uow: UnitOfWork, order_id: UUID, day: date) -> list[Callable[[], None]]:
    """Let them look; what they still have to post."""
    return [watcher(uow, order_id, day) for watcher in _watchers]
