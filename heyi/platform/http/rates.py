"""How many requests programs may send: a bucket for each API key and one for all keys of a tenant, in each process.

A bucket holds a minute's requests and fills evenly. It is memory of this process: several processes each allow as
much, which is what more processes are for. People in the browser are not counted, so that no program of a company
keeps its people out; tries of passwords are counted elsewhere (`heyi.platform.limits`).
"""

import logging
import math
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from threading import Lock
from typing import Protocol
from uuid import UUID

from heyi.platform.errors import AppError, Unavailable

log = logging.getLogger("heyi.rates")

WINDOW_SECONDS = 60
_KEPT = 10_000
_READS = ("GET", "HEAD")


class TooManyRequests(AppError):
    """A program sends more requests than it may; `retry_after` is in seconds."""

    code = "platform.too_many_requests"
    status = 429


@dataclass(frozen=True)
class Rates:
    """Requests a minute: for one key, and for all keys of a tenant together."""

    key: int = 600
    tenant: int = 3_000


@dataclass(frozen=True)
class Left:
    """What a bucket has left after a request: how many more now, and in how many seconds the next."""

    name: str
    most: int
    remaining: int
    wait: int


class RateLimiter(Protocol):
    """Counts requests of programs."""

    def take(self, *, key_id: UUID, tenant_id: UUID, now: datetime) -> tuple[Left, ...]:
        """Count one request; the buckets it was taken from.

        Raises:
            TooManyRequests: one of them is empty. Nothing is counted then.
        """
        ...


@dataclass
class _Bucket:
    level: float
    at: datetime


class TokenBuckets:
    """Buckets in the memory of this process; those not asked for longest are forgotten, which fills them."""

    def __init__(self, rates: Rates, *, kept: int = _KEPT) -> None:
        self._rates = rates
        self._kept = kept
        self._lock = Lock()
        self._buckets: OrderedDict[tuple[str, UUID], _Bucket] = OrderedDict()

    def take(self, *, key_id: UUID, tenant_id: UUID, now: datetime) -> tuple[Left, ...]:
        """Count one request against its key and its tenant.

        Raises:
            TooManyRequests: one of the two has none left. Nothing is counted then.
        """
        asked = (("key", key_id, self._rates.key), ("tenant", tenant_id, self._rates.tenant))
        with self._lock:
            buckets = [(name, most, self._filled(name, subject, most, now)) for name, subject, most in asked]
            for name, most, bucket in buckets:
                if bucket.level < 1:
                    raise TooManyRequests(retry_after=_wait(bucket, most), most=most, of=f"rates.{name}")
            for _, _, bucket in buckets:
                bucket.level -= 1
            return tuple(
                Left(name, most, int(bucket.level), 0 if bucket.level >= 1 else _wait(bucket, most))
                for name, most, bucket in buckets
            )

    def _filled(self, name: str, subject: UUID, most: int, now: datetime) -> _Bucket:
        bucket = self._buckets.setdefault((name, subject), _Bucket(most, now))
        self._buckets.move_to_end((name, subject))
        if len(self._buckets) > self._kept:
            self._buckets.popitem(last=False)
        # A clock that was set back neither fills nor empties.
        passed = max(0.0, (now - bucket.at).total_seconds())
        bucket.level = min(float(most), bucket.level + passed * most / WINDOW_SECONDS)
        bucket.at = now
        return bucket


def taken(
    limiter: RateLimiter, *, method: str, key_id: UUID, tenant_id: UUID, now: datetime
) -> tuple[Left, ...]:
    """Count one request of a program. Where counting itself fails, reads pass and writes wait.

    Raises:
        TooManyRequests: the program sends more than it may.
        Unavailable: counting failed, and the request would change something.
    """
    try:
        return limiter.take(key_id=key_id, tenant_id=tenant_id, now=now)
    except AppError:
        raise
    except Exception as fault:
        log.exception("requests cannot be counted")
        if method in _READS:
            return ()
        raise Unavailable(retry_after=2) from fault


def headers(left: tuple[Left, ...]) -> Mapping[str, str]:
    """What the answer says of the limits (RateLimit and RateLimit-Policy of the IETF draft)."""
    if not left:
        return {}
    return {
        "RateLimit-Policy": ", ".join(f'"{item.name}";q={item.most};w={WINDOW_SECONDS}' for item in left),
        "RateLimit": ", ".join(f'"{item.name}";r={item.remaining};t={item.wait}' for item in left),
    }


def _wait(bucket: _Bucket, most: int) -> int:
    return max(1, math.ceil((1 - bucket.level) * WINDOW_SECONDS / most))
