"""A job that hangs until the test lets go of a lock, for a worker in a process of its own."""

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import text

from heyi.platform.jobs.definition import Running, job
from tests.builders.desk import write_party

LOCK = 4711


@dataclass(frozen=True)
class Slow:
    """Which one is meant."""

    number: int


@job("tests.slow", Slow)
def slow(run: Running[Slow]) -> str:
    """Write something, then wait as long as somebody holds the lock."""
    write_party(run)
    run.connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
    return "done"


@job("tests.stuck", Slow, longest_step=timedelta(0))
def stuck(run: Running[Slow]) -> None:
    """Take longer than one may."""
    run.connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
