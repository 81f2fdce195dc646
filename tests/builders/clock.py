"""A clock for tests: it starts on a known morning and runs on, so that numbers and days in a story are exact."""

import threading
from datetime import UTC, datetime, timedelta
from time import monotonic

# A Monday morning in Shanghai: no story comes near midnight or the end of a month.
MORNING = datetime(2026, 11, 2, 1, 30, tzinfo=UTC)


class StoryClock:
    """Tells the time since `start`, at the speed of the machine; `advance` lets days pass."""

    def __init__(self, start: datetime = MORNING) -> None:
        self._start = start
        self._began = monotonic()
        self._lock = threading.Lock()
        self._skipped = timedelta()

    def now(self) -> datetime:
        """The present instant of the story."""
        with self._lock:
            return self._start + self._skipped + timedelta(seconds=monotonic() - self._began)

    def advance(self, by: timedelta) -> None:
        """Let time pass at once."""
        with self._lock:
            self._skipped += by
