"""Events leave: each message in the outbox is handed to every subscriber outside the modules, at least once.

Messages are claimed by their state with SKIP LOCKED, never by "newer than the last one seen": transactions do not
commit in the order of their ids. A subscriber works in the transaction that marks the message as done; what leaves the
system (a webhook, a mail) it queues as a job there. So its effect in the database happens once. Messages of one
aggregate may come in any order; `aggregate_seq` puts them right.
"""

import logging
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Select, bindparam, delete, select, union, update
from sqlalchemy.engine import RowMapping

from heyi.platform.events import Event
from heyi.platform.http.services import Services
from heyi.platform.identity.sessions import enter_tenant, system_work
from heyi.platform.identity.tables import API_KEY, SESSION
from heyi.platform.jobs.runner import pause_after
from heyi.platform.journal import OUTBOX_MESSAGE
from heyi.platform.tenancy.tables import TENANT
from heyi.platform.unit_of_work import UnitOfWork

log = logging.getLogger("heyi.outbox")

BATCH = 100
MOST_ATTEMPTS = 8
KEPT = timedelta(days=7)
AWAKE = timedelta(minutes=15)
LOOK_FOR_AWAKE_EVERY = timedelta(seconds=10)
WHOLE_ROUND_EVERY = timedelta(minutes=2)
_LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)
_EVERYBODY = select(TENANT.c.id).where(TENANT.c.active)


@dataclass(frozen=True)
class Message:
    """One event on its way out."""

    id: UUID
    kind: str
    aggregate_id: UUID
    aggregate_seq: int
    payload: Mapping[str, Any]
    created_at: datetime


Deliver = Callable[[UnitOfWork, Message], None]
_subscribers: dict[str, list[Deliver]] = defaultdict(list)

_message = OUTBOX_MESSAGE.c
_CLAIM = (
    select(OUTBOX_MESSAGE)
    .where(
        _message.tenant_id == bindparam("tenant"),
        _message.state == "waiting",
        _message.due_at <= bindparam("now"),
    )
    .order_by(_message.due_at, _message.id)
    .limit(BATCH)
    .with_for_update(skip_locked=True)
)


def subscribe_outside(event: type[Event], deliver: Deliver) -> None:
    """Have `deliver` called with each message of this kind after its transaction is committed."""
    if deliver not in _subscribers[event.__name__]:
        _subscribers[event.__name__].append(deliver)


def hand_over(uow: UnitOfWork) -> int:
    """Hand over one batch of this tenant's messages; gives back how many were claimed."""
    rows = uow.rows(_CLAIM, {"tenant": uow.tenant_id, "now": uow.now})
    done = [row["id"] for row in rows if not _subscribers.get(row["kind"])]
    for row in rows:
        if not _subscribers.get(row["kind"]):
            continue
        error = _deliver(uow, Message(*(row[name] for name in Message.__annotations__)))
        if error is None:
            done.append(row["id"])
        else:
            _postpone(uow, row, error)
    if done:
        finished = update(OUTBOX_MESSAGE).where(_message.tenant_id == uow.tenant_id, _message.id.in_(done))
        uow.execute(finished.values(state="done", last_error=None))
    return len(rows)


def forget_old(uow: UnitOfWork) -> int:
    """Remove messages that were handed over a week ago or more; gives back how many."""
    old = delete(OUTBOX_MESSAGE).where(
        _message.tenant_id == uow.tenant_id, _message.state == "done", _message.created_at < uow.now - KEPT
    )
    return uow.execute(old).rowcount


class Sweeper:
    """Goes round the tenants: those who were there lately each time, all of them every two minutes."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._awake: list[UUID] = []
        self._looked_at = self._whole_round_at = _LONG_AGO

    def sweep(self) -> bool:
        """Hand over what waits; whether a tenant has more."""
        now = self._services.clock.now()
        tenants = self._tenants(now)
        full = [tenant_id for tenant_id in tenants if self._hand_over(tenant_id) == BATCH]
        return full != []

    def _tenants(self, now: datetime) -> list[UUID]:
        if abs(now - self._whole_round_at) >= WHOLE_ROUND_EVERY:
            self._whole_round_at = now
            return self._read(_EVERYBODY)
        if abs(now - self._looked_at) >= LOOK_FOR_AWAKE_EVERY:
            self._looked_at = now
            lately = union(
                select(SESSION.c.tenant_id).where(SESSION.c.seen_at > now - AWAKE),
                select(API_KEY.c.tenant_id).where(API_KEY.c.used_at > now - AWAKE),
            )
            self._awake = self._read(_EVERYBODY.where(TENANT.c.id.in_(lately)))
        return self._awake

    def _read(self, query: Select[Any]) -> list[UUID]:
        with self._services.engine.connect() as connection, connection.begin():
            return list(connection.execute(query).scalars())

    def _hand_over(self, tenant_id: UUID) -> int:
        now = self._services.clock.now()
        with self._services.engine.connect() as connection, connection.begin():
            enter_tenant(connection, tenant_id)
            if connection.execute(_CLAIM.limit(1), {"tenant": tenant_id, "now": now}).first() is None:
                return 0
            uow = system_work(connection, tenant_id=tenant_id, now=now, door="events")
            handed = hand_over(uow)
            uow.flush()
        return handed


def _deliver(uow: UnitOfWork, message: Message) -> str | None:
    """Hand over to every subscriber, all or none; the class of the error if one failed."""
    inner = UnitOfWork(connection=uow.connection, facts=uow.facts, actor=uow.actor, now=uow.now)
    try:
        with uow.connection.begin_nested():
            for deliver in _subscribers[message.kind]:
                deliver(inner, message)
            inner.flush()
    except Exception as error:
        log.exception("a subscriber failed", extra={"event": message.kind, "message_id": str(message.id)})
        return type(error).__name__
    return None


def _postpone(uow: UnitOfWork, row: RowMapping, error: str) -> None:
    attempts = row["attempts"] + 1
    values = {
        "attempts": attempts,
        "last_error": error,
        "state": "quarantined" if attempts >= MOST_ATTEMPTS else "waiting",
        "due_at": uow.now + pause_after(attempts),
    }
    place = (_message.tenant_id == uow.tenant_id, _message.id == row["id"])
    uow.execute(update(OUTBOX_MESSAGE).where(*place).values(values))
