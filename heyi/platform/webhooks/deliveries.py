"""What was told to whom: made from events, looked at, and told again."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import Select, delete, select, update
from sqlalchemy.engine import RowMapping

from heyi.platform.errors import NotFound
from heyi.platform.jobs.queue import enqueue_for_system
from heyi.platform.outbox import Message
from heyi.platform.unit_of_work import UnitOfWork
from heyi.platform.webhooks.catalogue import TEST_EVENT, offered
from heyi.platform.webhooks.errors import StillUnderWay, SwitchedOff
from heyi.platform.webhooks.sending import Delivery, deliver
from heyi.platform.webhooks.tables import WEBHOOK_DELIVERY, WEBHOOK_ENDPOINT
from heyi.platform.webhooks.wants import listens, wanted

PAGE = 50
MOST_AT_ONCE = 1_000
KEPT = timedelta(days=30)
_delivery = WEBHOOK_DELIVERY.c


@dataclass(frozen=True)
class WebhookAttemptView:
    """One try: when, what came back, how long it took, or why nothing did (a message key)."""

    at: datetime
    status: int | None
    error: str | None
    answer: str
    duration_ms: int


@dataclass(frozen=True)
class WebhookDeliveryView:
    """One telling of one event: what was sent, and each try."""

    id: UUID
    message_id: str
    event: str
    record: str
    record_id: UUID | None
    payload: str
    state: str
    tries: int
    attempts: list[WebhookAttemptView]
    due_at: datetime
    made_at: datetime
    done_at: datetime | None


@dataclass(frozen=True)
class WebhookDeliveryPage:
    """A page of deliveries, the latest first and, when there are older ones, the id to ask for them with."""

    deliveries: list[WebhookDeliveryView]
    before: UUID | None


@dataclass(frozen=True)
class Replayed:
    """How many deliveries are told again."""

    count: int


def on_message(uow: UnitOfWork, message: Message) -> None:
    """An event left: make a delivery for each webhook that listens to it, in the same transaction."""
    said = _said(message)
    if said is None or not wanted(uow, said[0]):
        return
    record, action, fields = said
    event = f"{record}.{action}"
    data = {
        "record": record,
        "id": str(message.aggregate_id),
        "action": action,
        "fields": fields,
        "version": message.aggregate_seq,
    }
    endpoint = WEBHOOK_ENDPOINT.c
    query = select(endpoint.id, endpoint.events).where(endpoint.tenant_id == uow.tenant_id, endpoint.active)
    for row in uow.rows(query.order_by(endpoint.id)):
        if listens(row["events"], event):
            _make(
                uow,
                row["id"],
                event=event,
                message_id=f"msg_{message.id.hex}",
                happened_at=message.created_at,
                data=data,
            )


def send_test(uow: UnitOfWork, endpoint_id: UUID) -> WebhookDeliveryView:
    """Tell a webhook an event that did not happen, whether it is on or off.

    Raises:
        NotFound: there is none.
        NotInDemo: this is the demo company.
    """
    uow.refuse_in_demo()
    _active(uow, endpoint_id)
    data = {
        "record": "webhook_endpoint",
        "id": str(endpoint_id),
        "action": "test",
        "fields": [],
        "version": 1,
    }
    message_id = f"msg_{uow.new_id().hex}"
    made = _make(uow, endpoint_id, event=TEST_EVENT, message_id=message_id, happened_at=uow.now, data=data)
    return get_delivery(uow, made)


def list_deliveries(
    uow: UnitOfWork, endpoint_id: UUID, *, state: str | None = None, before: UUID | None = None
) -> WebhookDeliveryPage:
    """What was told to one webhook, the latest first.

    Raises:
        NotFound: there is no such webhook.
    """
    _active(uow, endpoint_id)
    query = _of(uow).where(_delivery.endpoint_id == endpoint_id)
    if state is not None:
        query = query.where(_delivery.state == state)
    if before is not None:
        query = query.where(_delivery.id < before)
    rows = uow.rows(query.order_by(_delivery.id.desc()).limit(PAGE + 1))
    shown = [_view(row) for row in rows[:PAGE]]
    return WebhookDeliveryPage(shown, shown[-1].id if len(rows) > PAGE else None)


def get_delivery(uow: UnitOfWork, delivery_id: UUID) -> WebhookDeliveryView:
    """One delivery.

    Raises:
        NotFound: there is none.
    """
    row = uow.first(_of(uow).where(_delivery.id == delivery_id))
    if row is None:
        raise NotFound(what="record.webhook_delivery")
    return _view(row)


def replay(uow: UnitOfWork, delivery_id: UUID) -> WebhookDeliveryView:
    """Tell it again under the same id, so that a receiver that knows it already may leave it aside.

    Raises:
        NotFound: there is none.
        StillUnderWay: it is being tried.
        SwitchedOff: the webhook is off.
        NotInDemo: this is the demo company.
    """
    uow.refuse_in_demo()
    row = uow.first(_of(uow).where(_delivery.id == delivery_id).with_for_update())
    if row is None:
        raise NotFound(what="record.webhook_delivery")
    if row["state"] == "waiting":
        raise StillUnderWay
    if not _active(uow, row["endpoint_id"]):
        raise SwitchedOff
    _again(uow, [row])
    return get_delivery(uow, delivery_id)


def replay_failed(uow: UnitOfWork, endpoint_id: UUID, *, since: datetime) -> Replayed:
    """Tell again what failed since a moment, a thousand at once at most, the oldest first.

    Raises:
        NotFound: there is no such webhook.
        SwitchedOff: it is off.
        NotInDemo: this is the demo company.
    """
    uow.refuse_in_demo()
    if not _active(uow, endpoint_id):
        raise SwitchedOff
    query = _of(uow).where(
        _delivery.endpoint_id == endpoint_id, _delivery.state == "failed", _delivery.made_at >= since
    )
    rows = uow.rows(query.order_by(_delivery.id).limit(MOST_AT_ONCE).with_for_update())
    _again(uow, rows)
    return Replayed(len(rows))


def forget_old(uow: UnitOfWork) -> int:
    """Remove deliveries of more than thirty days ago; gives back how many."""
    old = delete(WEBHOOK_DELIVERY).where(
        _delivery.tenant_id == uow.tenant_id, _delivery.made_at < uow.now - KEPT, _delivery.state != "waiting"
    )
    return uow.execute(old).rowcount


def _said(message: Message) -> tuple[str, str, list[str]] | None:
    if message.kind == "RecordChanged":
        payload = message.payload
        return payload["record"], payload["action"], list(payload["fields"])
    known = offered(message.kind)
    return (known.record, known.action, []) if known else None


def _make(
    uow: UnitOfWork, endpoint_id: UUID, *, event: str, message_id: str, happened_at: datetime, data: Any
) -> UUID:
    payload = orjson.dumps(
        {"type": event, "timestamp": happened_at, "data": data}, option=orjson.OPT_UTC_Z
    ).decode()
    delivery_id = uow.new_id()
    row = {
        "id": delivery_id,
        "endpoint_id": endpoint_id,
        "message_id": message_id,
        "event": event,
        "record": data["record"],
        "record_id": UUID(data["id"]),
        "payload": payload,
        "state": "waiting",
        "due_at": uow.now,
        "made_at": uow.now,
    }
    uow.insert_missing(WEBHOOK_DELIVERY, [row], unique=("endpoint_id", "message_id"))
    _queue(uow, delivery_id, turn=1)
    return delivery_id


def _again(uow: UnitOfWork, rows: Sequence[RowMapping]) -> None:
    for row in rows:
        place = (_delivery.tenant_id == uow.tenant_id, _delivery.id == row["id"])
        values = {
            "state": "waiting",
            "tries": 0,
            "turn": row["turn"] + 1,
            "due_at": uow.now,
            "done_at": None,
        }
        uow.execute(update(WEBHOOK_DELIVERY).where(*place).values(values))
        _queue(uow, row["id"], turn=row["turn"] + 1)


def _queue(uow: UnitOfWork, delivery_id: UUID, *, turn: int) -> None:
    payload = Delivery(delivery_id, turn)
    enqueue_for_system(uow.connection, deliver, payload, now=uow.now, tenant_id=uow.tenant_id)


def _active(uow: UnitOfWork, endpoint_id: UUID) -> bool:
    endpoint = WEBHOOK_ENDPOINT.c
    query = select(endpoint.active).where(endpoint.tenant_id == uow.tenant_id, endpoint.id == endpoint_id)
    active: bool | None = uow.scalar(query)
    if active is None:
        raise NotFound(what="record.webhook_endpoint")
    return active


def _of(uow: UnitOfWork) -> Select[Any]:
    return select(WEBHOOK_DELIVERY).where(_delivery.tenant_id == uow.tenant_id)


def _view(row: RowMapping) -> WebhookDeliveryView:
    named = {name: row[name] for name in WebhookDeliveryView.__annotations__ if name != "attempts"}
    return WebhookDeliveryView(**named, attempts=[WebhookAttemptView(**item) for item in row["attempts"]])
