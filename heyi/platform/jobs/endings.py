"""Whoever asked for a long job hears of its end: those who register here are told in the transaction that ends it."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from heyi.platform.unit_of_work import UnitOfWork


@dataclass(frozen=True, kw_only=True)
class Ended:
    """A job that is done, or that failed for good: whose it was, and the page of the app where its work is seen."""

    job_id: UUID
    name: str
    user_id: UUID
    leads_to: str
    failed: bool


Watcher = Callable[[UnitOfWork, Ended], None]
_watchers: list[Watcher] = []


def watch_ends(watcher: Watcher) -> None:
    """Have `watcher` hear of the end of jobs that lead somewhere."""
    if watcher not in _watchers:
        _watchers.append(watcher)


def tell_end(uow: UnitOfWork, ended: Ended) -> None:
    """Tell all who watch."""
    for watcher in _watchers:
        watcher(uow, ended)
