"""The same request twice has one effect: the key is claimed in the transaction that does the work.

A second request with a key that is in work waits on the unique index and then gets the stored answer. Refusals are not
stored: they changed nothing, so trying again is harmless and may succeed. Keys are kept for 30 days.
"""

import hashlib
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import orjson
from sqlalchemy import Integer, LargeBinary, bindparam, delete, select, update
from sqlalchemy.dialects.postgresql import insert

from heyi.platform.db.schema import INSTANT, column, index, tenant_table, text_column, uuid_column
from heyi.platform.errors import IdempotencyKeyReused, ShownOnce
from heyi.platform.http.answers import Answer
from heyi.platform.unit_of_work import UnitOfWork

KEPT = timedelta(days=30)

IDEMPOTENCY_KEY = tenant_table(
    "idempotency_key",
    text_column("key"),
    uuid_column("actor_id", nullable=True),
    text_column("route"),
    column("body_hash", LargeBinary),
    column("status", Integer, nullable=True),
    column("answer", LargeBinary, nullable=True),
    column("answer_version", Integer, nullable=True),
    column("created_at", INSTANT),
    index("idempotency_key", "created_at"),
    versioned=False,
    keyed_by=("key",),
)

_CLAIM = (
    insert(IDEMPOTENCY_KEY)
    .values(
        {
            name: bindparam(name)
            for name in ("tenant_id", "key", "actor_id", "route", "body_hash", "created_at")
        }
    )
    .on_conflict_do_nothing()
    .returning(IDEMPOTENCY_KEY.c.key)
)
_STORED = select(IDEMPOTENCY_KEY).where(
    IDEMPOTENCY_KEY.c.tenant_id == bindparam("tenant_id"), IDEMPOTENCY_KEY.c.key == bindparam("key")
)
_KEEP = (
    update(IDEMPOTENCY_KEY)
    .where(IDEMPOTENCY_KEY.c.tenant_id == bindparam("tenant"), IDEMPOTENCY_KEY.c.key == bindparam("claimed"))
    .values(
        status=bindparam("status"), answer=bindparam("answer"), answer_version=bindparam("answer_version")
    )
)


@dataclass(frozen=True)
class Claim:
    """What identifies a request: its key, its route with the ids in it, and the hash of everything it says."""

    key: str
    route: str
    body_hash: bytes


def claim_of(key: str, route: str, content: object) -> Claim:
    """The claim of a request whose whole content (path, query, body) is given as plain data."""
    return Claim(
        key, route, hashlib.sha256(orjson.dumps(content, default=_text, option=orjson.OPT_SORT_KEYS)).digest()
    )


def take(uow: UnitOfWork, claim: Claim) -> Answer | None:
    """Claim the key for this transaction, or give back the answer that it already has.

    Raises:
        IdempotencyKeyReused: the key belongs to another actor, route or body.
        ShownOnce: it was done, and its answer held a secret.
    """
    values = {
        "tenant_id": uow.tenant_id,
        "key": claim.key,
        "actor_id": uow.actor.user_id,
        "route": claim.route,
        "body_hash": claim.body_hash,
        "created_at": uow.now,
    }
    if uow.scalar(_CLAIM, values) is not None:
        return None
    stored = uow.first(_STORED, {"tenant_id": uow.tenant_id, "key": claim.key})
    if stored is None or (stored["actor_id"], stored["route"], stored["body_hash"]) != (
        uow.actor.user_id,
        claim.route,
        claim.body_hash,
    ):
        raise IdempotencyKeyReused(key=claim.key)
    if stored["answer"] is None:
        raise ShownOnce
    return Answer(
        stored["status"], stored["answer"], stored["answer_version"], {"Idempotency-Replayed": "true"}
    )


def keep(uow: UnitOfWork, claim: Claim, answer: Answer) -> None:
    """Store the answer under the claimed key; sends the gathered rows first."""
    values = {
        "tenant": uow.tenant_id,
        "claimed": claim.key,
        "status": answer.status,
        "answer": None if answer.secret else answer.body,
        "answer_version": answer.version,
    }
    uow.execute(_KEEP, values)


def forget_old(uow: UnitOfWork) -> int:
    """Remove keys older than 30 days; gives back how many."""
    old = delete(IDEMPOTENCY_KEY).where(
        IDEMPOTENCY_KEY.c.tenant_id == uow.tenant_id, IDEMPOTENCY_KEY.c.created_at < uow.now - KEPT
    )
    return uow.execute(old).rowcount


def _text(value: Any) -> str:
    return value.hex() if isinstance(value, bytes) else str(value)
