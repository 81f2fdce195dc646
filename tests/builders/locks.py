"""Hold a row so that requests line up behind it, one after the other: an interleaving that is the same every time."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from uuid import UUID

import psycopg

from heyi.platform.db.processes import wait_until

PATIENCE_SECONDS = 4  # below the application's lock_timeout


@dataclass
class Queue:
    """Requests that wait for a held row; PostgreSQL lets them through in the order in which they came."""

    holder: psycopg.Connection
    watcher: psycopg.Connection
    threads: list[threading.Thread] = field(default_factory=list)
    results: dict[int, object] = field(default_factory=dict)

    def join(self, function: Callable[[], object]) -> None:
        """Start the function in a thread of its own, and come back when it waits for the lock."""
        place = len(self.threads)

        def run() -> None:
            self.results[place] = function()

        thread = threading.Thread(target=run)
        self.threads.append(thread)
        thread.start()
        assert wait_until(lambda: self._waiting() == place + 1, PATIENCE_SECONDS), "the request does not wait"

    def release(self) -> list[object]:
        """Let them through; what each gave, in the order in which they lined up."""
        self.holder.rollback()
        for thread in self.threads:
            thread.join()
        return [self.results[place] for place in range(len(self.threads))]

    def _waiting(self) -> int:
        query = (
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() "
            "AND wait_event_type = 'Lock' AND application_name = 'heyi'"
        )
        row = self.watcher.execute(query).fetchone()
        assert row is not None
        return int(row[0])


@contextmanager
def holding(admin_url: str, table: str, row_id: str | UUID) -> Iterator[Queue]:
    """Hold one row of a table until the queue is released or the block ends."""
    with psycopg.connect(admin_url) as holder, psycopg.connect(admin_url, autocommit=True) as watcher:
        holder.execute(f"SELECT FROM {table} WHERE id = %s FOR UPDATE".encode(), [row_id])
        queue = Queue(holder, watcher)
        try:
            yield queue
        finally:
            queue.release()
