"""Ask for a job in the transaction that needs it: committed together, or not at all."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import TypeVar
from uuid import UUID

import orjson
from sqlalchemy import Connection, text

from heyi.kit.ids import uuid7
from heyi.platform.jobs.definition import JobKind
from heyi.platform.unit_of_work import UnitOfWork

P = TypeVar("P")
CHANNEL = "heyi_jobs"
# Jobs of the system itself queue up as if it were a tenant.
SYSTEM = UUID(int=0)

# The notification only spares the worker a second of waiting; without it, it looks by itself.
_ENQUEUE = text(
    f"""
    WITH made AS (
      INSERT INTO job (id, tenant_id, company_id, user_id, scopes, name, payload, key, due_at, created_at)
      VALUES (:id, :tenant_id, :company_id, :user_id, CAST(:scopes AS jsonb), :name, CAST(:payload AS jsonb), :key,
              now() + :delay, :now)
      ON CONFLICT (tenant_id, name, key) WHERE key IS NOT NULL DO NOTHING RETURNING id
    ) SELECT id, pg_notify('{CHANNEL}', '') FROM made
    """  # noqa: S608 - our own channel's name
)


def enqueue(
    uow: UnitOfWork, kind: JobKind[P], payload: P, *, delay: timedelta = timedelta(0), key: str | None = None
) -> UUID | None:
    """Queue a job of this tenant that will run with the actor's rights; gives back its id.

    With a `key` there is one such job and no second: None if it was there before.
    """
    actor = uow.actor
    scopes = sorted(actor.permissions) if actor.kind == "api_key" else None
    values = {
        "tenant_id": uow.tenant_id,
        "company_id": uow.company_id,
        "user_id": actor.user_id,
        "scopes": None if scopes is None else orjson.dumps(scopes).decode(),
    }
    uow.flush()
    uow.statements += 1
    return _enqueue(uow.connection, kind, payload, now=uow.now, delay=delay, key=key, owner=values)


def enqueue_for_system(
    connection: Connection,
    kind: JobKind[P],
    payload: P,
    *,
    now: datetime,
    key: str | None = None,
    tenant_id: UUID = SYSTEM,
    delay: timedelta = timedelta(0),
) -> UUID | None:
    """Queue a job that nobody in particular asked for, for one tenant or for the installation."""
    owner = {"tenant_id": tenant_id, "company_id": None, "user_id": None, "scopes": None}
    return _enqueue(connection, kind, payload, now=now, delay=delay, key=key, owner=owner)


def _enqueue(
    connection: Connection,
    kind: JobKind[P],
    payload: P,
    *,
    now: datetime,
    delay: timedelta,
    key: str | None,
    owner: Mapping[str, object],
) -> UUID | None:
    job_id = uuid7(now)
    values = {
        **owner,
        "id": job_id,
        "name": kind.name,
        "payload": kind.adapter.dump_json(payload).decode(),
        "key": key,
        "delay": delay,
        "now": now,
    }
    return job_id if connection.execute(_ENQUEUE, values).first() else None
