"""What a job is: a name, a typed payload of ids, and a function that works in one transaction.

The name is what the queue stores; it is bound to the function where the function is defined, and callers pass the
function itself:

    @job("identity.send_reset", ResetMail)
    def send_reset(run: Running[ResetMail]) -> None: ...

    enqueue(uow, send_reset, ResetMail(login_id))

A function's writes and the end of its job are one transaction, so its effect in the database happens once. What leaves
the system (a mail) happens at least once. Work that takes longer than a few seconds is done in steps: the function
returns `More` with what it must remember, its writes are committed, and the job queues up again behind other tenants.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any, Generic, TypeVar
from uuid import UUID

from pydantic import TypeAdapter
from sqlalchemy import Connection

from heyi.platform.http.services import Services
from heyi.platform.unit_of_work import UnitOfWork

P = TypeVar("P")


class JobCancelled(Exception):
    """Somebody asked to cancel the job while it ran; what this step wrote is rolled back."""


@dataclass(frozen=True)
class Nothing:
    """The payload of a job that needs none."""


@dataclass(frozen=True, kw_only=True)
class More:
    """A step is done and others follow: what to remember for the next, and how far the job is."""

    state: Mapping[str, Any]
    done: int
    total: int | None = None


@dataclass(frozen=True, kw_only=True)
class Running(Generic[P]):
    """What a job's function works with.

    `state` is what the step before returned in `More`, empty at first. `report` tells how far this step is; it raises
    JobCancelled when somebody asked for that.
    """

    job_id: UUID
    payload: P
    state: Mapping[str, Any]
    connection: Connection
    services: Services
    now: datetime
    report: Callable[[int, int | None], None]
    work: UnitOfWork | None = None

    @property
    def uow(self) -> UnitOfWork:
        """The unit of work of the tenant the job belongs to, with the rights of whoever asked for the job.

        Raises:
            LookupError: the job belongs to no tenant.
        """
        if self.work is None:
            raise LookupError("a job of the system belongs to no tenant")
        return self.work


@dataclass(frozen=True)
class JobKind(Generic[P]):
    """A kind of job: its name, what it is given, what it does, how often it is tried and how long a step may take.

    `leads_to` says on which page of the app its work is seen: whoever asked for such a job is told of its end.
    """

    name: str
    payload: type[P]
    run: Callable[[Running[P]], Any]
    attempts: int = 5
    longest_step: timedelta = field(default=timedelta(minutes=10))
    leads_to: Callable[[P], str] | None = None

    @cached_property
    def adapter(self) -> TypeAdapter[P]:
        """Reads and writes the payload."""
        return TypeAdapter(self.payload)


_kinds: dict[str, JobKind[Any]] = {}


def job(
    name: str,
    payload: type[P],
    *,
    attempts: int = 5,
    longest_step: timedelta = timedelta(minutes=10),
    leads_to: Callable[[P], str] | None = None,
) -> Callable[[Callable[[Running[P]], Any]], JobKind[P]]:
    """Make a function a kind of job.

    Raises:
        ValueError: the name is taken.
    """

    def register(run: Callable[[Running[P]], Any]) -> JobKind[P]:
        if name in _kinds:
            raise ValueError(f"job {name} is defined twice")
        kind = JobKind(name, payload, run, attempts, longest_step, leads_to)
        _kinds[name] = kind
        return kind

    return register


def kind_named(name: str) -> JobKind[Any] | None:
    """The kind of that name, if this version of Heyi knows it."""
    return _kinds.get(name)


def all_kinds() -> tuple[JobKind[Any], ...]:
    """Every kind, by name."""
    return tuple(_kinds[name] for name in sorted(_kinds))
