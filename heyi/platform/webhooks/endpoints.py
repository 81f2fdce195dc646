"""Keep the addresses that are told what happens. A secret is shown when it is made, and never again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import delete, func, select, update
from sqlalchemy.engine import RowMapping

from heyi.platform import outward
from heyi.platform.errors import FieldProblem, InvalidInput, NotFound, VersionChanged
from heyi.platform.secrets import SecretBox
from heyi.platform.unit_of_work import UnitOfWork
from heyi.platform.webhooks import signing
from heyi.platform.webhooks.catalogue import check_events
from heyi.platform.webhooks.errors import TooManyEndpoints
from heyi.platform.webhooks.tables import WEBHOOK_DELIVERY, WEBHOOK_ENDPOINT

RECORD = "webhook_endpoint"
MOST_ENDPOINTS = 50
OVERLAP = timedelta(hours=24)
_endpoint = WEBHOOK_ENDPOINT.c


@dataclass(frozen=True)
class EndpointView:
    """A webhook as it is listed: everything but its secrets."""

    id: UUID
    version: int
    name: str
    url: str
    events: list[str]
    active: bool
    off_reason: str | None
    failing_since: datetime | None
    old_secret_until: datetime | None
    waiting: int
    failed: int
    created_at: datetime


@dataclass(frozen=True)
class EndpointMade:
    """A webhook with its new secret; it is shown only now."""

    id: UUID
    version: int
    name: str
    secret: str


@dataclass(frozen=True, kw_only=True)
class EndpointDraft:
    """What a person says of a webhook."""

    name: str
    url: str
    events: Sequence[str]
    active: bool = True


def create_endpoint(
    uow: UnitOfWork, draft: EndpointDraft, *, box: SecretBox, allow_private: bool
) -> EndpointMade:
    """Register an address and give out its secret.

    Raises:
        InvalidInput: the address may not be spoken to, or an event is unknown.
        TooManyEndpoints: there are fifty already.
        NotInDemo: this is the demo company.
    """
    uow.refuse_in_demo()
    _check(uow, {"url": draft.url, "events": draft.events}, allow_private=allow_private)
    count = select(func.count()).select_from(WEBHOOK_ENDPOINT).where(_endpoint.tenant_id == uow.tenant_id)
    if uow.scalar(count) >= MOST_ENDPOINTS:
        raise TooManyEndpoints(most=MOST_ENDPOINTS)
    uow.change_settings()
    endpoint_id, secret = uow.new_id(), signing.new_secret()
    row = {
        "id": endpoint_id,
        "name": draft.name,
        "url": draft.url,
        "events": orjson.dumps(sorted(set(draft.events))).decode(),
        "active": draft.active,
        "secret": signing.seal(box, endpoint_id, secret),
    }
    uow.insert(WEBHOOK_ENDPOINT, row)
    uow.audit("created", record=RECORD, record_id=endpoint_id, title=draft.name)
    return EndpointMade(endpoint_id, 1, draft.name, secret)


def list_endpoints(uow: UnitOfWork) -> list[EndpointView]:
    """Every webhook of the tenant, by name."""
    query = select(WEBHOOK_ENDPOINT).where(_endpoint.tenant_id == uow.tenant_id)
    rows = uow.rows(query.order_by(_endpoint.name, _endpoint.id))
    counts = _counts(uow, [row["id"] for row in rows])
    return [_view(row, counts, uow.now) for row in rows]


def get_endpoint(uow: UnitOfWork, endpoint_id: UUID) -> EndpointView:
    """One webhook.

    Raises:
        NotFound: there is none.
    """
    return _view(_row(uow, endpoint_id), _counts(uow, [endpoint_id]), uow.now)


def change_endpoint(
    uow: UnitOfWork, endpoint_id: UUID, *, version: int, changed: Mapping[str, Any], allow_private: bool
) -> None:
    """Change name, address, events, or switch it on or off; switched on, it begins without its old failures.

    Raises:
        NotFound: there is none.
        VersionChanged: somebody changed it meanwhile.
        InvalidInput: the address may not be spoken to, or an event is unknown.
        NotInDemo: this is the demo company.
    """
    uow.refuse_in_demo()
    old = _locked(uow, endpoint_id, version)
    _check(uow, changed, allow_private=allow_private)
    values = dict(changed)
    if "events" in values:
        values["events"] = sorted(set(values["events"]))
    different = {name: value for name, value in values.items() if old[name] != value}
    if not different:
        return
    uow.change_settings()
    written = dict(different)
    if "events" in written:
        written["events"] = orjson.dumps(written["events"]).decode()
    if different.get("active") or "url" in different:
        written |= {"off_reason": None, "failing_since": None, "resting_until": None}
    uow.change(WEBHOOK_ENDPOINT, endpoint_id, written)
    changes = {name: [old[name], value] for name, value in different.items()}
    uow.audit("changed", record=RECORD, record_id=endpoint_id, title=old["name"], changes=changes)


def delete_endpoint(uow: UnitOfWork, endpoint_id: UUID, *, version: int) -> None:
    """Remove a webhook with everything that was told to it.

    Raises:
        NotFound: there is none.
        VersionChanged: somebody changed it meanwhile.
        NotInDemo: this is the demo company.
    """
    uow.refuse_in_demo()
    old = _locked(uow, endpoint_id, version)
    uow.change_settings()
    uow.execute(
        delete(WEBHOOK_ENDPOINT).where(_endpoint.tenant_id == uow.tenant_id, _endpoint.id == endpoint_id)
    )
    uow.audit("deleted", record=RECORD, record_id=endpoint_id, title=old["name"])


def rotate_secret(uow: UnitOfWork, endpoint_id: UUID, *, box: SecretBox) -> EndpointMade:
    """A new secret; for a day every message is signed with the old one too, so that the receiver can change over.

    Raises:
        NotFound: there is none.
        NotInDemo: this is the demo company.
    """
    uow.refuse_in_demo()
    old = _row(uow, endpoint_id, lock=True)
    secret = signing.new_secret()
    values = {
        "secret": signing.seal(box, endpoint_id, secret),
        "secret_before": old["secret"],
        "secret_before_until": uow.now + OVERLAP,
    }
    uow.change(WEBHOOK_ENDPOINT, endpoint_id, values)
    uow.audit("secret_changed", record=RECORD, record_id=endpoint_id, title=old["name"])
    return EndpointMade(endpoint_id, old["version"] + 1, old["name"], secret)


def switch_off(uow: UnitOfWork, endpoint: RowMapping, *, reason: str) -> None:
    """Switch a webhook off because its address is gone, or has taken nothing for days."""
    uow.change_settings()
    command = update(WEBHOOK_ENDPOINT).where(
        _endpoint.tenant_id == uow.tenant_id, _endpoint.id == endpoint["id"]
    )
    values = {"active": False, "off_reason": reason, "version": _endpoint.version + 1, "updated_at": uow.now}
    uow.execute(command.values(values))
    changes = {"active": [True, False], "off_reason": [None, reason]}
    uow.audit(
        "switched_off", record=RECORD, record_id=endpoint["id"], title=endpoint["name"], changes=changes
    )


def _check(uow: UnitOfWork, said: Mapping[str, Any], *, allow_private: bool) -> None:
    problems = check_events(uow, said.get("events", ()))
    if "url" in said:
        try:
            outward.check_url(said["url"], allow_private=allow_private)
        except outward.AddressRefused as refused:
            problems.append(FieldProblem("url", f"address_{refused.reason}", {}))
    if problems:
        raise InvalidInput(problems=problems)


def _row(uow: UnitOfWork, endpoint_id: UUID, *, lock: bool = False) -> RowMapping:
    query = select(WEBHOOK_ENDPOINT).where(_endpoint.tenant_id == uow.tenant_id, _endpoint.id == endpoint_id)
    row = uow.first(query.with_for_update() if lock else query)
    if row is None:
        raise NotFound(what=f"record.{RECORD}")
    return row


def _locked(uow: UnitOfWork, endpoint_id: UUID, version: int) -> RowMapping:
    row = _row(uow, endpoint_id, lock=True)
    if row["version"] != version:
        raise VersionChanged(what=f"record.{RECORD}", yours=version, now=row["version"])
    return row


def _counts(uow: UnitOfWork, ids: Sequence[UUID]) -> Mapping[tuple[UUID, str], int]:
    delivery = WEBHOOK_DELIVERY.c
    query = (
        select(delivery.endpoint_id, delivery.state, func.count().label("count"))
        .where(
            delivery.tenant_id == uow.tenant_id,
            delivery.endpoint_id.in_(ids),
            delivery.state.in_(("waiting", "failed")),
        )
        .group_by(delivery.endpoint_id, delivery.state)
    )
    return {(row["endpoint_id"], row["state"]): row["count"] for row in uow.rows(query)}


def _view(row: RowMapping, counts: Mapping[tuple[UUID, str], int], now: datetime) -> EndpointView:
    until = row["secret_before_until"]
    return EndpointView(
        id=row["id"],
        version=row["version"],
        name=row["name"],
        url=row["url"],
        events=row["events"],
        active=row["active"],
        off_reason=row["off_reason"],
        failing_since=row["failing_since"],
        old_secret_until=until if until is not None and until > now else None,
        waiting=counts.get((row["id"], "waiting"), 0),
        failed=counts.get((row["id"], "failed"), 0),
        created_at=row["created_at"],
    )
