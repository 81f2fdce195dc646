"""API keys: what a program uses in a person's name, with no more than that person may do himself."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, select, update

from heyi.platform import access
from heyi.platform.errors import FieldProblem, InvalidInput, NotFound, VersionChanged
from heyi.platform.identity.actions.own_login import require_person
from heyi.platform.identity.actions.roles import refuse_more_than_own
from heyi.platform.identity.permissions import MANAGE_API_KEY
from heyi.platform.identity.sessions import API_KEY_PREFIX, new_token, token_hash
from heyi.platform.identity.tables import API_KEY, APP_USER
from heyi.platform.records.shapes import own_permissions
from heyi.platform.unit_of_work import UnitOfWork

# A key is made and ended, never changed between: its version is always the first.
ONLY_VERSION = 1
_HINT_LENGTH = len(API_KEY_PREFIX) + 4


@dataclass(frozen=True)
class ApiKeyView:
    """A key as it is listed: by its first letters, never whole."""

    id: UUID
    version: int
    name: str
    hint: str
    user_id: UUID
    user: str
    scopes: list[str]
    created_at: datetime
    used_at: datetime | None
    expires_at: datetime | None


@dataclass(frozen=True)
class ApiKeyMade:
    """A new key, whole; it is shown only now."""

    id: UUID
    version: int
    name: str
    hint: str
    key: str


def create_api_key(
    uow: UnitOfWork, *, name: str, scopes: Sequence[str], expires_at: datetime | None
) -> ApiKeyMade:
    """A key for programs that act in one's own name.

    Raises:
        PersonNeeded: an API key asks for another.
        InvalidInput: there is no scope, one is unknown, or the end lies in the past.
        MoreThanOwn: one does not hold a scope oneself.
    """
    require_person(uow)
    wanted = frozenset(scopes)
    problems = [
        FieldProblem("scopes", "unknown_permission", {"value": scope[:80]})
        for scope in sorted(wanted - access.known(wanted) - own_permissions(uow))
    ]
    if expires_at is not None and expires_at <= uow.now:
        problems.append(FieldProblem("expires_at", "in_the_past", {"value": expires_at.isoformat()}))
    if problems:
        raise InvalidInput(problems=problems)
    refuse_more_than_own(uow, wanted)
    key = API_KEY_PREFIX + new_token()
    key_id = uow.new_id()
    row = {
        "id": key_id,
        "key_hash": token_hash(key),
        "hint": key[:_HINT_LENGTH],
        "name": name,
        "tenant_id": uow.tenant_id,
        "user_id": uow.actor.user_id,
        "company_id": uow.company_id,
        "scopes": sorted(wanted),
        "created_at": uow.now,
        "expires_at": expires_at,
    }
    uow.execute(API_KEY.insert().values(row))
    uow.audit(
        "created", record="api_key", record_id=key_id, title=name, changes={"scopes": [None, sorted(wanted)]}
    )
    return ApiKeyMade(key_id, ONLY_VERSION, name, key[:_HINT_LENGTH], key)


def list_api_keys(uow: UnitOfWork) -> list[ApiKeyView]:
    """One's own keys that still work; with the permission for it everybody's in this tenant."""
    rows = uow.rows(_reachable(uow).order_by(API_KEY.c.id.desc()).limit(200))
    return [ApiKeyView(**{**_fields(row), "version": ONLY_VERSION}) for row in rows]


def end_api_key(uow: UnitOfWork, key_id: UUID, *, version: int) -> None:
    """End a key; whoever uses it is turned away from the next request on.

    Raises:
        NotFound: there is no such key that one may end.
        VersionChanged: the version is not that of a key.
    """
    if version != ONLY_VERSION:
        raise VersionChanged(what="record.api_key", yours=version, now=ONLY_VERSION)
    found = uow.first(_reachable(uow).where(API_KEY.c.id == key_id))
    if found is None:
        raise NotFound(what="record.api_key")
    place = (API_KEY.c.tenant_id == uow.tenant_id, API_KEY.c.id == key_id)
    uow.execute(update(API_KEY).where(*place).values(ended_at=uow.now))
    uow.audit("ended", record="api_key", record_id=key_id, title=found["name"])


def _reachable(uow: UnitOfWork) -> Select[Any]:
    query = (
        select(API_KEY, APP_USER.c.name.label("user"))
        .join(APP_USER, (APP_USER.c.tenant_id == API_KEY.c.tenant_id) & (APP_USER.c.id == API_KEY.c.user_id))
        .where(
            API_KEY.c.tenant_id == uow.tenant_id,
            API_KEY.c.ended_at.is_(None),
            API_KEY.c.expires_at.is_(None) | (API_KEY.c.expires_at > uow.now),
        )
    )
    if uow.actor.may(MANAGE_API_KEY):
        return query
    return query.where(API_KEY.c.user_id == uow.actor.user_id)


def _fields(row: Any) -> dict[str, Any]:
    return {name: row[name] for name in ApiKeyView.__annotations__ if name != "version"}
