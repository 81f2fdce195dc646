"""The worker: a few threads that run jobs, one that hands over events, and a main one that keeps time.

It looks for work every second; a notification of the database only makes it look sooner. When the database is away it
waits and looks again. A job that takes longer than its kind allows ends the process, for a thread cannot be ended: the
supervisor starts another, and the job's lease runs out.
"""

import logging
import os
import threading
import time
from collections.abc import Callable

import psycopg
from sqlalchemy.exc import DBAPIError

from heyi.platform import outbox
from heyi.platform.db.notifications import Listener
from heyi.platform.http.services import Services
from heyi.platform.jobs import claims
from heyi.platform.jobs.periodic import Timetable
from heyi.platform.jobs.queue import CHANNEL
from heyi.platform.jobs.runner import Runner

log = logging.getLogger("heyi.worker")

SLOTS = 2
LOOK_SECONDS = 1.0
RENEW_SECONDS = 10.0
TIMETABLE_SECONDS = 20.0
GRACE_SECONDS = 10.0
STUCK_EXIT = 70
_AWAY_SECONDS = 2.0


class Worker:
    """Runs until told to stop. `listen_url` is where notifications come from; without it, it only looks by itself."""

    def __init__(
        self,
        services: Services,
        *,
        listen_url: str | None = None,
        slots: int = SLOTS,
        look: float = LOOK_SECONDS,
    ) -> None:
        self._services = services
        self._listener = Listener(listen_url, CHANNEL) if listen_url else None
        self._look = look
        self._runner = Runner(services)
        self._timetable = Timetable()
        self._sweeper = outbox.Sweeper(services)
        self._stopping = threading.Event()
        self._wake = threading.Event()
        self._slots = slots
        self._last: dict[str, float] = {}

    def stop(self) -> None:
        """Take no more jobs, and return from `run` when those in work are done."""
        self._stopping.set()
        self._wake.set()

    def run(self) -> bool:
        """Work until `stop`; whether everything in work was finished in time."""
        threads = [
            threading.Thread(
                target=self._loop, args=(self._runner.run_next,), name=f"jobs-{slot}", daemon=True
            )
            for slot in range(self._slots)
        ]
        threads.append(
            threading.Thread(target=self._loop, args=(self._sweeper.sweep,), name="events", daemon=True)
        )
        for thread in threads:
            thread.start()
        while not self._stopping.is_set():
            self._keep_time()
            self._survives(self._wait)
        if self._listener is not None:
            self._listener.close()
        return self._finish(threads)

    def _finish(self, threads: list[threading.Thread]) -> bool:
        """Keep the leases until the jobs in work are done, but not for ever."""
        end = time.monotonic() + GRACE_SECONDS
        for thread in threads:
            while thread.is_alive() and time.monotonic() < end:
                thread.join(timeout=0.1)
        return not any(thread.is_alive() for thread in threads)

    def _loop(self, work: Callable[[], bool]) -> None:
        while not self._stopping.is_set():
            if self._survives(work):
                continue
            self._wake.wait(self._look)
            self._wake.clear()

    def _keep_time(self) -> None:
        if self._is_time("renew", RENEW_SECONDS):
            self._survives(self._renew)
        if self._is_time("timetable", TIMETABLE_SECONDS):
            self._survives(self._queue_due)

    def _is_time(self, what: str, period: float) -> bool:
        now = time.monotonic()
        if now - self._last.get(what, -period) < period:
            return False
        self._last[what] = now
        return True

    def _renew(self) -> bool:
        late = self._runner.renew_leases()
        if late:
            log.error("a job takes too long; this worker ends", extra={"jobs": late})
            logging.shutdown()
            os._exit(STUCK_EXIT)
        with self._services.engine.connect() as connection, connection.begin():
            for job_id, name, state in claims.reclaim(connection):
                log.warning("took back a job", extra={"job": name, "job_id": str(job_id), "state": state})
        return True

    def _queue_due(self) -> bool:
        with self._services.engine.connect() as connection, connection.begin():
            return self._timetable.queue_due(connection) > 0

    def _survives(self, work: Callable[[], bool]) -> bool:
        """What `work` says; False, after a pause, when the database is away or something else goes wrong."""
        try:
            return work()
        except (DBAPIError, psycopg.OperationalError) as away:
            log.warning("the database does not answer", extra={"error_kind": type(away).__name__})
        except Exception:
            log.exception("the worker stumbled")
        self._stopping.wait(_AWAY_SECONDS)
        return False

    def _wait(self) -> bool:
        """Wait for a notification or a second."""
        if self._listener is None:
            return self._stopping.wait(self._look)
        if self._listener.wait(self._look):
            self._wake.set()
        return True
