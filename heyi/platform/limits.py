"""How often something may be tried: counted before the try, in a transaction of its own, so that no refusal forgets it.

One row in the control plane for each limit and subject; the subject is kept only as a hash. The window begins with the
first try. Who succeeds gets his tries back.
"""

import hashlib
import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import (
    ColumnElement,
    Connection,
    Index,
    Integer,
    LargeBinary,
    PrimaryKeyConstraint,
    bindparam,
    case,
    delete,
    or_,
    update,
)
from sqlalchemy.dialects.postgresql import insert

from heyi.platform.db.schema import INSTANT, column, control_table, text_column
from heyi.platform.errors import TooManyAttempts

ATTEMPT = control_table(
    "attempt",
    text_column("name"),
    column("subject_hash", LargeBinary),
    column("began_at", INSTANT),
    column("tries", Integer),
    PrimaryKeyConstraint("name", "subject_hash"),
    Index("ix_attempt_began_at", "began_at"),
)

QUARTER = timedelta(minutes=15)


@dataclass(frozen=True)
class Limit:
    """At most so many tries in a window."""

    name: str
    most: int
    window: timedelta = QUARTER


@dataclass(frozen=True)
class Attempt:
    """One try by a subject: a login, an address, a link."""

    limit: Limit
    subject: str

    @property
    def subject_hash(self) -> bytes:
        """What is stored of the subject."""
        return hashlib.sha256(f"{self.limit.name} {self.subject}".encode()).digest()


_first = insert(ATTEMPT).values(
    {name: bindparam(name) for name in ("name", "subject_hash", "began_at", "tries")}
)
# A window that begins far in the future was written before the clock was set back.
_over = or_(ATTEMPT.c.began_at <= bindparam("oldest"), ATTEMPT.c.began_at > bindparam("newest"))
_COUNT = _first.on_conflict_do_update(
    index_elements=["name", "subject_hash"],
    set_={
        "tries": case((_over, 1), else_=ATTEMPT.c.tries + 1),
        "began_at": case((_over, _first.excluded.began_at), else_=ATTEMPT.c.began_at),
    },
).returning(ATTEMPT.c.tries, ATTEMPT.c.began_at)


def count(connection: Connection, attempts: Sequence[Attempt], now: datetime) -> None:
    """Count one try for each; the caller commits before the thing itself is tried.

    Raises:
        TooManyAttempts: a window is full; the params say when it ends. Nothing is counted then.
    """
    for attempt in sorted(attempts, key=lambda item: (item.limit.name, item.subject_hash)):
        values = {
            "name": attempt.limit.name,
            "subject_hash": attempt.subject_hash,
            "began_at": now,
            "tries": 1,
            "oldest": now - attempt.limit.window,
            "newest": now + attempt.limit.window,
        }
        row = connection.execute(_COUNT, values).one()
        if row.tries > attempt.limit.most:
            left = row.began_at + attempt.limit.window - now
            raise TooManyAttempts(retry_after=max(1, math.ceil(left.total_seconds())))


def forget(connection: Connection, attempt: Attempt) -> None:
    """Begin anew for a subject that succeeded."""
    connection.execute(delete(ATTEMPT).where(*_place(attempt)))


def give_back(connection: Connection, attempt: Attempt) -> None:
    """Take one try off the count: it succeeded, and others share the subject."""
    connection.execute(
        update(ATTEMPT).where(*_place(attempt), ATTEMPT.c.tries > 0).values(tries=ATTEMPT.c.tries - 1)
    )


def forget_old(connection: Connection, now: datetime) -> int:
    """Remove windows that ended a day ago or more; gives back how many."""
    return connection.execute(delete(ATTEMPT).where(ATTEMPT.c.began_at < now - timedelta(days=1))).rowcount


def _place(attempt: Attempt) -> tuple[ColumnElement[bool], ...]:
    return (ATTEMPT.c.name == attempt.limit.name, ATTEMPT.c.subject_hash == attempt.subject_hash)
