"""Identifiers made by the application: UUID version 7 (RFC 9562), so that rows lie in the order made."""

import os
import secrets
import struct
import threading
from collections import OrderedDict
from datetime import UTC, datetime, timedelta
from typing import Final
from uuid import UUID

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND: Final = timedelta(milliseconds=1)
_RANDOM_BITS: Final = 74  # rand_a (12) and rand_b (62) of the RFC, used as one counter with a random start
_STEP_BITS: Final = 32
_STEP: Final = struct.Struct("=I")
_REMEMBERED: Final = 1024  # milliseconds whose last counter is kept


class _Counters:
    """The last counter given out for each millisecond lately used.

    Several transactions run at once, each with its own fixed instant. One memory of "the last millisecond"
    would be thrown away at every switch between them, and the lines of one order would come out shuffled.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._last: OrderedDict[int, int] = OrderedDict()

    def next(self, milliseconds: int, count: int = 1) -> list[int]:
        with self._lock:
            last = self._last.pop(milliseconds, None)
            value = secrets.randbits(_RANDOM_BITS - 1) if last is None else last
            steps = os.urandom(_STEP_BITS // 8 * count)
            values = [value := value + 1 + step for (step,) in _STEP.iter_unpack(steps)]
            if value >> _RANDOM_BITS:
                raise OverflowError("the counter of one millisecond is used up")
            self._last[milliseconds] = value
            if len(self._last) > _REMEMBERED:
                self._last.popitem(last=False)
            return values

    def forget(self) -> None:
        """Start anew in a forked child, which must not go on with its parent's counters or held lock."""
        self._lock = threading.Lock()
        self._last = OrderedDict()


_counters: Final = _Counters()
os.register_at_fork(after_in_child=_counters.forget)


def uuid7(instant: datetime) -> UUID:
    """A new identifier for something made at `instant`.

    Identifiers made by one process for the same millisecond rise in the order they were asked for, from any
    thread and however calls for other instants come between (for the 1,024 milliseconds used last).

    Raises:
        ValueError: the instant has no time zone, or lies before 1970.
    """
    return uuids7(instant, 1)[0]


def uuids7(instant: datetime, count: int) -> list[UUID]:
    """So many new identifiers for things made at `instant`, rising as those that `uuid7` makes one by one.

    Raises:
        ValueError: the instant has no time zone, or lies before 1970.
    """
    if instant.tzinfo is None:
        raise ValueError("an instant needs a time zone")
    milliseconds = (instant - _EPOCH) // _MILLISECOND
    if milliseconds < 0:
        raise ValueError(f"{instant} lies before 1970")
    fixed = (milliseconds << 80) | (0x7 << 76) | (0b10 << 62)
    return [
        UUID(int=fixed | (counter >> 62 << 64) | (counter & ((1 << 62) - 1)))
        for counter in _counters.next(milliseconds, count)
    ]
