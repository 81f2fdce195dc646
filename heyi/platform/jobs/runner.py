"""Runs one job: in its tenant, with the rights of whoever asked, its writes and its end in one transaction."""

import logging
import random
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from threading import Lock
from typing import Any
from uuid import UUID

from pydantic import ValidationError
from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from heyi.kit.ids import uuid7
from heyi.platform.errors import AppError
from heyi.platform.http.services import Services
from heyi.platform.identity.sessions import begin_job_work, enter_tenant, system_work
from heyi.platform.jobs import claims
from heyi.platform.jobs.claims import Claimed
from heyi.platform.jobs.definition import JobCancelled, JobKind, More, Running, kind_named
from heyi.platform.jobs.endings import Ended, tell_end
from heyi.platform.jobs.errors import BadPayload, JobFailed, UnknownKind
from heyi.platform.jobs.queue import SYSTEM
from heyi.platform.unit_of_work import UnitOfWork

log = logging.getLogger("heyi.jobs")

PAUSES = tuple(timedelta(seconds=seconds) for seconds in (5, 30, 120, 600, 1800))
REPORT_EVERY_SECONDS = 1.0
# A refusal is the same at the next try, unless it says that something is busy or full.
_PASSING = (429, 503, 507)
_LONGER_TIMEOUTS = (
    "SET LOCAL statement_timeout = '10min'",
    "SET LOCAL idle_in_transaction_session_timeout = '10min'",
)


class ClaimLost(Exception):
    """Another worker was given the job meanwhile; what this one wrote is rolled back."""


@dataclass(frozen=True)
class _Held:
    kind: JobKind[Any] | None
    since: float


class Runner:
    """Claims jobs and runs them, and knows which claims it holds."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._lock = Lock()
        self._held: dict[UUID, _Held] = {}

    def run_next(self) -> bool:
        """Run the job whose turn it is; False when none is due."""
        claim_id = uuid7(self._services.clock.now())
        with self._transaction() as connection:
            claimed = claims.claim_next(connection, claim_id)
        if claimed is None:
            return False
        kind = kind_named(claimed.name)
        with self._lock:
            self._held[claim_id] = _Held(kind, time.monotonic())
        try:
            self._run(claimed, kind)
        finally:
            with self._lock:
                del self._held[claim_id]
        return True

    def run_due(self, most: int = 1000) -> int:
        """Run due jobs one after the other until none is left; gives back how many."""
        for number in range(most):
            if not self.run_next():
                return number
        return most

    def renew_leases(self) -> list[str]:
        """Renew the leases of the jobs in work; gives back the names of those that take longer than they may."""
        with self._lock:
            held = dict(self._held)
        late = {claim_id: item for claim_id, item in held.items() if _is_late(item)}
        kept = [claim_id for claim_id in held if claim_id not in late]
        if kept:
            with self._transaction() as connection:
                claims.renew(connection, kept)
        return [item.kind.name if item.kind else "" for item in late.values()]

    def _run(self, claimed: Claimed, kind: JobKind[Any] | None) -> None:
        began = time.monotonic()
        outcome = self._outcome(claimed, kind)
        log.info(
            "job",
            extra={
                "job": claimed.name,
                "job_id": str(claimed.id),
                "tenant_id": str(claimed.tenant_id),
                "attempt": claimed.attempts,
                "outcome": outcome,
                "ms": round((time.monotonic() - began) * 1000),
            },
        )

    def _outcome(self, claimed: Claimed, kind: JobKind[Any] | None) -> str:
        try:
            if claimed.cancel_asked:
                raise JobCancelled  # noqa: TRY301 - one place says what a cancelled job becomes
            if kind is None:
                return self._failed(claimed, UnknownKind.code, None, passing=True)
            return self._step(claimed, kind)
        except JobCancelled:
            with self._transaction() as connection:
                claims.end(connection, claimed, "cancelled")
            return "cancelled"
        except ClaimLost:
            return "lost"
        except ValidationError:
            return self._failed(claimed, BadPayload.code, None, passing=False)
        except AppError as refused:
            return self._failed(
                claimed, refused.code, type(refused).__name__, passing=refused.status in _PASSING
            )
        except Exception as fault:
            log.exception("job failed", extra={"job": claimed.name, "job_id": str(claimed.id)})
            return self._failed(claimed, JobFailed.code, _name_of(fault), passing=True)

    def _step(self, claimed: Claimed, kind: JobKind[Any]) -> str:
        payload = kind.adapter.validate_python(claimed.payload)
        with self._transaction() as connection:
            for setting in _LONGER_TIMEOUTS:
                connection.exec_driver_sql(setting)
            work = self._work(connection, claimed)
            running = Running(
                job_id=claimed.id,
                payload=payload,
                state=claimed.kept_state,
                connection=connection,
                services=self._services,
                now=work.now if work else self._services.clock.now(),
                report=_Report(self._services, claimed),
                work=work,
            )
            result = kind.run(running)
            if work is not None:
                if not isinstance(result, More):
                    self._tell_end(work, claimed, kind, failed=False)
                work.flush()
            if isinstance(result, More):
                held = claims.go_on(connection, claimed, result.state, result.done, result.total)
            else:
                held = claims.end(connection, claimed, "done", result=result)
            if not held:
                raise ClaimLost
        return "step" if isinstance(result, More) else "done"

    def _work(self, connection: Connection, claimed: Claimed) -> UnitOfWork | None:
        if claimed.tenant_id == SYSTEM:
            return None
        enter_tenant(connection, claimed.tenant_id)
        work = begin_job_work(
            connection,
            tenant_id=claimed.tenant_id,
            company_id=claimed.company_id,
            user_id=claimed.user_id,
            scopes=claimed.scopes,
            name=claimed.name,
            now=self._services.clock.now(),
        )
        work.job_id = claimed.id
        return work

    def _failed(self, claimed: Claimed, code: str, kind_of_error: str | None, *, passing: bool) -> str:
        kind = kind_named(claimed.name)
        tries = kind.attempts if kind else len(PAUSES)
        with self._transaction() as connection:
            if passing and claimed.attempts < tries:
                delay = pause_after(claimed.attempts)
                held = claims.try_again(
                    connection, claimed, delay=delay, error_code=code, error_kind=kind_of_error
                )
                return "failed" if held else "lost"
            state = "quarantined"
            if not claims.end(connection, claimed, state, error_code=code, error_kind=kind_of_error):
                return "lost"
            if kind is not None:
                self._tell_failure(connection, claimed, kind)
        return state

    def _tell_failure(self, connection: Connection, claimed: Claimed, kind: JobKind[Any]) -> None:
        """Tell whoever asked for a job that it failed for good; that it is put aside does not hang on this."""
        if kind.leads_to is None or claimed.user_id is None:
            return
        try:
            with connection.begin_nested():
                now = self._services.clock.now()
                work = system_work(connection, tenant_id=claimed.tenant_id, now=now, door="job")
                self._tell_end(work, claimed, kind, failed=True)
                work.flush()
        except Exception:
            log.exception("failure not told", extra={"job": claimed.name, "job_id": str(claimed.id)})

    def _tell_end(self, work: UnitOfWork, claimed: Claimed, kind: JobKind[Any], *, failed: bool) -> None:
        if kind.leads_to is None or claimed.user_id is None:
            return
        try:
            leads_to = kind.leads_to(kind.adapter.validate_python(claimed.payload))
        except ValidationError:
            return
        tell_end(
            work,
            Ended(
                job_id=claimed.id,
                name=claimed.name,
                user_id=claimed.user_id,
                leads_to=leads_to,
                failed=failed,
            ),
        )

    @contextmanager
    def _transaction(self) -> Iterator[Connection]:
        with self._services.engine.connect() as connection, connection.begin():
            yield connection


class _Report:
    """Writes progress at once, on a connection of its own, at most once a second."""

    def __init__(self, services: Services, claimed: Claimed) -> None:
        self._services = services
        self._claimed = claimed
        self._last = -REPORT_EVERY_SECONDS

    def __call__(self, done: int, total: int | None = None) -> None:
        if time.monotonic() - self._last < REPORT_EVERY_SECONDS and done != total:
            return
        self._last = time.monotonic()
        with self._services.engine.connect() as connection, connection.begin():
            stop = claims.report(connection, self._claimed, done, total)
        if stop:
            raise JobCancelled


def pause_after(attempts: int) -> timedelta:
    """How long to wait after so many failed attempts: longer each time, and not all at the same moment."""
    return PAUSES[min(attempts, len(PAUSES)) - 1] * random.uniform(0.8, 1.2)  # noqa: S311 - it guards nothing


def _is_late(held: _Held) -> bool:
    return held.kind is not None and time.monotonic() - held.since > held.kind.longest_step.total_seconds()


def _name_of(fault: Exception) -> str:
    """The class of a fault, for a database's with its SQLSTATE; never its words, which may hold a customer's data."""
    if isinstance(fault, DBAPIError):
        state: Mapping[str, Any] | str | None = getattr(fault.orig, "sqlstate", None)
        return f"{type(fault.orig).__name__} {state}"
    return type(fault).__name__
