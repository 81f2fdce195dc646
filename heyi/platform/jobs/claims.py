"""Who works on which job: claimed by state with SKIP LOCKED, tenants in turn, leased by the database's clock.

Every claim has an id of its own. Whoever ends a job names his claim, so a worker that was thought dead and comes back
can change nothing.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import Connection, text

from heyi.platform.jobs.errors import WorkerLost

LEASE = timedelta(seconds=30)
_TENANTS_LOOKED_AT = 8

_TURN = text(
    f"""
    WITH RECURSIVE waiting(tenant_id) AS (
      (SELECT tenant_id FROM job WHERE state = 'waiting' ORDER BY tenant_id LIMIT 1)
      UNION ALL
      SELECT (SELECT tenant_id FROM job WHERE state = 'waiting' AND tenant_id > waiting.tenant_id
               ORDER BY tenant_id LIMIT 1)
        FROM waiting WHERE waiting.tenant_id IS NOT NULL
    )
    SELECT w.tenant_id FROM waiting w LEFT JOIN job_turn t ON t.tenant_id = w.tenant_id
     WHERE w.tenant_id IS NOT NULL AND EXISTS (
       SELECT FROM job j WHERE j.state = 'waiting' AND j.tenant_id = w.tenant_id AND j.due_at <= now())
     ORDER BY t.served_at NULLS FIRST, w.tenant_id LIMIT {_TENANTS_LOOKED_AT}
    """  # noqa: S608 - a number of ours
)
_CLAIM = text(
    """
    UPDATE job SET state = 'running', attempts = attempts + 1, claim_id = :claim_id, lease_until = now() + :lease,
                   started_at = COALESCE(started_at, now()), error_code = NULL, error_kind = NULL
     WHERE id = (SELECT id FROM job WHERE state = 'waiting' AND tenant_id = :tenant_id AND due_at <= now()
                  ORDER BY due_at, id LIMIT 1 FOR UPDATE SKIP LOCKED)
    RETURNING id, tenant_id, company_id, user_id, scopes, name, payload, kept_state, attempts, cancel_asked
    """
)
_SERVED = text(
    """
    INSERT INTO job_turn (tenant_id, served_at) VALUES (:tenant_id, clock_timestamp())
    ON CONFLICT (tenant_id) DO UPDATE SET served_at = excluded.served_at
    """
)
_RENEW = text(
    "UPDATE job SET lease_until = now() + :lease WHERE state = 'running' AND claim_id = ANY(:claim_ids)"
)
_REPORT = text(
    """
    UPDATE job SET progress_done = :done, progress_total = COALESCE(:total, progress_total),
                   lease_until = now() + :lease
     WHERE id = :id AND claim_id = :claim_id AND state = 'running' RETURNING cancel_asked
    """
)
# Whoever let a lease run out died or hangs; the job is tried again until that has happened too often.
_RECLAIM = text(
    f"""
    UPDATE job SET state = CASE WHEN cancel_asked THEN 'cancelled' WHEN attempts >= :most THEN 'quarantined'
                                ELSE 'waiting' END,
                   finished_at = CASE WHEN cancel_asked OR attempts >= :most THEN now() END,
                   error_code = '{WorkerLost.code}', error_kind = NULL,
                   claim_id = NULL, lease_until = NULL, due_at = now()
     WHERE id IN (SELECT id FROM job WHERE state = 'running' AND lease_until < now() FOR UPDATE SKIP LOCKED)
    RETURNING id, name, state
    """  # noqa: S608 - a code of ours
)
_END = text(
    """
    UPDATE job SET state = :state, finished_at = now(), result = CAST(:result AS jsonb), error_code = :error_code,
                   error_kind = :error_kind, claim_id = NULL, lease_until = NULL,
                   kept_state = CASE WHEN :state <> 'done' THEN kept_state END,
                   progress_done = CASE WHEN :state = 'done' THEN COALESCE(progress_total, progress_done)
                                        ELSE progress_done END
     WHERE id = :id AND claim_id = :claim_id AND state = 'running'
    """
)
_AGAIN = text(
    """
    UPDATE job SET state = CASE WHEN cancel_asked THEN 'cancelled' ELSE 'waiting' END,
                   finished_at = CASE WHEN cancel_asked THEN now() END,
                   due_at = now() + :delay, claim_id = NULL, lease_until = NULL,
                   attempts = CASE WHEN :fresh THEN 0 ELSE attempts END,
                   kept_state = CASE WHEN :fresh THEN CAST(:kept_state AS jsonb) ELSE kept_state END,
                   progress_done = COALESCE(:done, progress_done),
                   progress_total = COALESCE(:total, progress_total),
                   error_code = :error_code, error_kind = :error_kind
     WHERE id = :id AND claim_id = :claim_id AND state = 'running'
    """
)
_MOST_LOST_WORKERS = 5


@dataclass(frozen=True, kw_only=True)
class Claimed:
    """A job that this process works on until its lease ends."""

    id: UUID
    claim_id: UUID
    tenant_id: UUID
    company_id: UUID | None
    user_id: UUID | None
    scopes: list[str] | None
    name: str
    payload: Any
    kept_state: Mapping[str, Any]
    attempts: int
    cancel_asked: bool


def claim_next(connection: Connection, claim_id: UUID) -> Claimed | None:
    """Claim the oldest due job of the tenant that has waited longest for its turn; None when nothing is due."""
    for tenant_id in connection.execute(_TURN).scalars().all():
        place = {"tenant_id": tenant_id, "claim_id": claim_id, "lease": LEASE}
        row = connection.execute(_CLAIM, place).mappings().first()
        if row is not None:
            connection.execute(_SERVED, {"tenant_id": tenant_id})
            return Claimed(**{**row, "claim_id": claim_id, "kept_state": row["kept_state"] or {}})
    return None


def renew(connection: Connection, claim_ids: Collection[UUID]) -> None:
    """Say that these claims are still worked on."""
    connection.execute(_RENEW, {"claim_ids": list(claim_ids), "lease": LEASE})


def report(connection: Connection, claimed: Claimed, done: int, total: int | None) -> bool:
    """Write how far the job is; whether its worker should stop, being asked to or having lost its claim."""
    values = {"id": claimed.id, "claim_id": claimed.claim_id, "done": done, "total": total, "lease": LEASE}
    asked = connection.execute(_REPORT, values).scalar()
    return asked is not False


def reclaim(connection: Connection) -> list[tuple[UUID, str, str]]:
    """Take back the jobs whose workers let their lease run out; gives back id, name and new state of each."""
    return [tuple(row) for row in connection.execute(_RECLAIM, {"most": _MOST_LOST_WORKERS})]


def end(
    connection: Connection,
    claimed: Claimed,
    state: str,
    *,
    result: object = None,
    error_code: str | None = None,
    error_kind: str | None = None,
) -> bool:
    """End the job as `done`, `quarantined` or `cancelled`; False when the claim was lost."""
    values = {
        "id": claimed.id,
        "claim_id": claimed.claim_id,
        "state": state,
        "result": None if result is None else orjson.dumps(result, default=str).decode(),
        "error_code": error_code,
        "error_kind": error_kind,
    }
    return connection.execute(_END, values).rowcount == 1


def try_again(
    connection: Connection, claimed: Claimed, *, delay: timedelta, error_code: str, error_kind: str | None
) -> bool:
    """Queue a failed job again after a pause; False when the claim was lost."""
    return _queue_again(connection, claimed, delay, error_code=error_code, error_kind=error_kind)


def go_on(
    connection: Connection, claimed: Claimed, kept_state: Mapping[str, Any], done: int, total: int | None
) -> bool:
    """Queue the job again for its next step; False when the claim was lost."""
    kept = orjson.dumps(dict(kept_state), default=str).decode()
    return _queue_again(
        connection, claimed, timedelta(0), fresh=True, kept_state=kept, done=done, total=total
    )


def _queue_again(connection: Connection, claimed: Claimed, delay: timedelta, **given: object) -> bool:
    values = {
        "id": claimed.id,
        "claim_id": claimed.claim_id,
        "delay": delay,
        "fresh": False,
        "kept_state": None,
        "done": None,
        "total": None,
        "error_code": None,
        "error_kind": None,
        **given,
    }
    return connection.execute(_AGAIN, values).rowcount == 1
