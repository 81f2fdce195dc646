"""Tell one event to one address, and decide from the answer what comes next.

A refusal is tried again after longer and longer pauses, under the same id; an address that takes nothing rests a
little, so that a hundred deliveries to it do not wait ten seconds each; one that says 410, or takes nothing for three
days, is switched off, and whoever made it is told.
"""

import logging
import random
import time
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.engine import RowMapping

from heyi.kit.identifiers import valid_email
from heyi.platform import outward
from heyi.platform.http.services import Services
from heyi.platform.identity.tables import APP_USER, LOGIN, MEMBERSHIP
from heyi.platform.jobs.definition import Running, job
from heyi.platform.jobs.queue import enqueue_for_system
from heyi.platform.notify.mail import mail_from_catalogue
from heyi.platform.unit_of_work import UnitOfWork
from heyi.platform.webhooks import signing
from heyi.platform.webhooks.catalogue import TEST_EVENT
from heyi.platform.webhooks.endpoints import switch_off
from heyi.platform.webhooks.tables import WEBHOOK_DELIVERY, WEBHOOK_ENDPOINT

log = logging.getLogger("heyi.webhooks")

# How long after each failed try the next one comes; after the last there is none.
PAUSES = tuple(timedelta(seconds=seconds) for seconds in (5, 300, 1_800, 7_200, 18_000, 36_000, 36_000))
LONGEST_REST = timedelta(minutes=5)
FAILING_FOR = timedelta(days=3)
GONE = 410
MOST_ATTEMPTS_SHOWN = 20
EXCERPT = 500


@dataclass(frozen=True)
class Delivery:
    """Which delivery is to be tried, and in which turn: a replay begins a new one."""

    delivery_id: UUID
    turn: int


@dataclass(frozen=True)
class OffMail:
    """Which webhook was switched off."""

    endpoint_id: UUID


@dataclass(frozen=True)
class _Attempt:
    at: datetime
    status: int | None
    error: str | None
    answer: str
    duration_ms: int

    @property
    def arrived(self) -> bool:
        return self.status is not None and 200 <= self.status < 300


@job("webhooks.deliver", Delivery, longest_step=timedelta(minutes=2))
def deliver(run: Running[Delivery]) -> str:
    """Tell one event to one address once; what comes next is queued as another job."""
    uow = run.uow
    delivery = _waiting(uow, run.payload)
    if delivery is None:
        return "nothing to do"
    endpoint = _endpoint_of(uow, delivery)
    if not endpoint["active"] and delivery["event"] != TEST_EVENT:
        _write(uow, delivery, {"state": "failed", "done_at": uow.now})
        return "switched off"
    resting = endpoint["resting_until"]
    if resting is not None and resting > uow.now and delivery["tries"] == 0:
        _queue(uow, run.payload, resting - uow.now)
        _write(uow, delivery, {"due_at": resting})
        return "waits"
    attempt = _try(run.services, endpoint, delivery, run.now)
    if attempt.arrived:
        _arrived(uow, endpoint, delivery, attempt)
        return "delivered"
    _failed(uow, endpoint, delivery, attempt, run.payload)
    return "failed"


@job("webhooks.send_off_mail", OffMail)
def send_off_mail(run: Running[OffMail]) -> None:
    """Tell whoever made a webhook that it was switched off."""
    uow, endpoint = run.uow, WEBHOOK_ENDPOINT.c
    query = (
        select(endpoint.name, endpoint.off_reason, LOGIN.c.identifier, LOGIN.c.language)
        .join(APP_USER, (APP_USER.c.tenant_id == endpoint.tenant_id) & (APP_USER.c.id == endpoint.created_by))
        .join(
            MEMBERSHIP,
            (MEMBERSHIP.c.tenant_id == APP_USER.c.tenant_id) & (MEMBERSHIP.c.user_id == APP_USER.c.id),
        )
        .join(LOGIN, LOGIN.c.id == MEMBERSHIP.c.login_id)
        .where(
            endpoint.tenant_id == uow.tenant_id, endpoint.id == run.payload.endpoint_id, MEMBERSHIP.c.active
        )
    )
    found = uow.first(query)
    if found is None or found["off_reason"] is None or not valid_email(found["identifier"]):
        return
    params: dict[str, object] = {
        "name": found["name"],
        "link": f"{run.services.address}/webhooks/{run.payload.endpoint_id}",
    }
    key = f"webhook_{found['off_reason']}"
    mail = mail_from_catalogue(key, found["identifier"], found["language"], params)
    run.services.mailer.send(mail, now=run.now)


def _try(services: Services, endpoint: RowMapping, delivery: RowMapping, now: datetime) -> _Attempt:
    body = delivery["payload"].encode()
    headers = signing.signed_headers(_secrets(services, endpoint, now), delivery["message_id"], now, body)
    began = time.monotonic()
    status: int | None = None
    error: str | None = None
    answer = ""
    try:
        reply = outward.post(
            endpoint["url"],
            body=body,
            headers={**headers, "Content-Type": "application/json", "User-Agent": "Heyi-Webhooks/1"},
            resolve=services.resolve,
            allow_private=services.allow_private_webhooks,
        )
        status, answer = reply.status, _excerpt(reply.body)
    except outward.AddressRefused as refused:
        error = f"outward.reason.{refused.reason}"
    except outward.Unanswered as unanswered:
        error = f"outward.unanswered.{unanswered.reason}"
    return _Attempt(now, status, error, answer, round((time.monotonic() - began) * 1000))


def _secrets(services: Services, endpoint: RowMapping, now: datetime) -> list[str]:
    sealed = [endpoint["secret"]]
    if endpoint["secret_before"] is not None and endpoint["secret_before_until"] > now:
        sealed.append(endpoint["secret_before"])
    return [signing.unseal(services.secrets, endpoint["id"], item) for item in sealed]


def _arrived(uow: UnitOfWork, endpoint: RowMapping, delivery: RowMapping, attempt: _Attempt) -> None:
    _write(uow, delivery, {"state": "delivered", "done_at": uow.now, **_counted(delivery, attempt)})
    if endpoint["failing_since"] is not None:
        _write_endpoint(uow, endpoint, {"failing_since": None, "resting_until": None})


def _failed(
    uow: UnitOfWork, endpoint: RowMapping, delivery: RowMapping, attempt: _Attempt, turn: Delivery
) -> None:
    counted = _counted(delivery, attempt)
    ends = _ends(uow, endpoint, delivery, attempt)
    if ends is not None:
        switch_off(uow, endpoint, reason=ends)
        enqueue_for_system(
            uow.connection, send_off_mail, OffMail(endpoint["id"]), now=uow.now, tenant_id=uow.tenant_id
        )
    if ends is not None or delivery["event"] == TEST_EVENT or delivery["tries"] >= len(PAUSES):
        _write(uow, delivery, {"state": "failed", "done_at": uow.now, **counted})
        return
    pause = PAUSES[delivery["tries"]] * random.uniform(0.9, 1.1)  # noqa: S311 - it guards nothing
    _write(uow, delivery, {"due_at": uow.now + pause, **counted})
    _queue(uow, turn, pause)
    rest = {"resting_until": uow.now + min(pause, LONGEST_REST)}
    _write_endpoint(uow, endpoint, {"failing_since": endpoint["failing_since"] or uow.now, **rest})


def _ends(uow: UnitOfWork, endpoint: RowMapping, delivery: RowMapping, attempt: _Attempt) -> str | None:
    """Why the webhook is switched off by this failure, if it is; a test that fails switches nothing off."""
    if not endpoint["active"] or delivery["event"] == TEST_EVENT:
        return None
    if attempt.status == GONE:
        return "gone"
    since = endpoint["failing_since"]
    return "failing" if since is not None and uow.now - since >= FAILING_FOR else None


def _counted(delivery: RowMapping, attempt: _Attempt) -> dict[str, Any]:
    shown = [*delivery["attempts"], {**asdict(attempt), "at": attempt.at.isoformat()}]
    return {"tries": delivery["tries"] + 1, "attempts": shown[-MOST_ATTEMPTS_SHOWN:]}


def _excerpt(body: bytes) -> str:
    text = body[: 4 * EXCERPT].decode("utf-8", errors="replace")
    return "".join(sign if sign.isprintable() or sign == "\n" else " " for sign in text)[:EXCERPT]


def _waiting(uow: UnitOfWork, payload: Delivery) -> RowMapping | None:
    column = WEBHOOK_DELIVERY.c
    query = select(WEBHOOK_DELIVERY).where(
        column.tenant_id == uow.tenant_id,
        column.id == payload.delivery_id,
        column.turn == payload.turn,
        column.state == "waiting",
    )
    return uow.first(query)


def _endpoint_of(uow: UnitOfWork, delivery: RowMapping) -> RowMapping:
    column = WEBHOOK_ENDPOINT.c
    query = select(WEBHOOK_ENDPOINT).where(
        column.tenant_id == uow.tenant_id, column.id == delivery["endpoint_id"]
    )
    found = uow.first(query)
    assert found is not None, "a delivery goes with its webhook"
    return found


def _queue(uow: UnitOfWork, payload: Delivery, delay: timedelta) -> None:
    enqueue_for_system(uow.connection, deliver, payload, now=uow.now, tenant_id=uow.tenant_id, delay=delay)


def _write(uow: UnitOfWork, delivery: RowMapping, values: dict[str, Any]) -> None:
    column = WEBHOOK_DELIVERY.c
    place = (column.tenant_id == uow.tenant_id, column.id == delivery["id"], column.turn == delivery["turn"])
    uow.execute(update(WEBHOOK_DELIVERY).where(*place).values(values))


def _write_endpoint(uow: UnitOfWork, endpoint: RowMapping, values: dict[str, Any]) -> None:
    """What is noted of a webhook's luck is no change by anybody: its version stays."""
    column = WEBHOOK_ENDPOINT.c
    place = (column.tenant_id == uow.tenant_id, column.id == endpoint["id"])
    uow.execute(update(WEBHOOK_ENDPOINT).where(*place).values(values))
