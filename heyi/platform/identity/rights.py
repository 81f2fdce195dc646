"""What each role of a person allows: what, on which rows, with which fields. Several roles unite."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.engine import RowMapping

from heyi.platform import access
from heyi.platform.identity.tables import APP_USER, ROLE, USER_ROLE
from heyi.platform.records import shapes
from heyi.platform.unit_of_work import UnitOfWork

OWNER = "owner"


class Scope(StrEnum):
    """On which rows a right holds: measured by whom the row belongs to. The person himself is always in it."""

    OWN = "own"
    OWN_BELOW = "own_below"
    DEPARTMENT = "department"
    DEPARTMENT_BELOW = "department_below"
    ALL = "all"


class Level(StrEnum):
    """What a person may do with a field."""

    HIDDEN = "hidden"
    MASKED = "masked"
    READ_ONLY = "read_only"
    EDITABLE = "editable"


LEVELS = tuple(Level)


@dataclass(frozen=True)
class RoleRights:
    """What one role allows.

    `scopes` are by permission: a `Scope`, or `{"filter": <condition>}`; where none is given, all rows.
    """

    id: UUID
    name: str
    permissions: frozenset[str]
    scopes: Mapping[str, Any]
    fields: Mapping[str, Mapping[str, Level]]
    is_owner: bool


def rights_of(uow: UnitOfWork, user_id: UUID) -> tuple[RoleRights, ...]:
    """The roles of a person, as they are now."""

    def load() -> tuple[RoleRights, ...]:
        query = (
            select(ROLE)
            .join(USER_ROLE, (USER_ROLE.c.tenant_id == ROLE.c.tenant_id) & (USER_ROLE.c.role_id == ROLE.c.id))
            .where(ROLE.c.tenant_id == uow.tenant_id, USER_ROLE.c.user_id == user_id)
            .order_by(ROLE.c.name)
        )
        return tuple(_rights(uow, row) for row in uow.rows(query))

    return uow.settled("rights", load, user_id)


def permissions_of(uow: UnitOfWork, user_id: UUID) -> frozenset[str]:
    """What the user's roles allow together."""
    return frozenset[str]().union(*(role.permissions for role in rights_of(uow, user_id)))


def people_who_may(uow: UnitOfWork, permission: str) -> dict[UUID, str]:
    """The active people whose roles allow something, on whatever rows, each with his name, in the order of names."""
    query = (
        select(APP_USER.c.id.label("user_id"), APP_USER.c.name.label("person"), ROLE)
        .join(
            USER_ROLE,
            (USER_ROLE.c.tenant_id == APP_USER.c.tenant_id) & (USER_ROLE.c.user_id == APP_USER.c.id),
        )
        .join(ROLE, (ROLE.c.tenant_id == USER_ROLE.c.tenant_id) & (ROLE.c.id == USER_ROLE.c.role_id))
        .where(APP_USER.c.tenant_id == uow.tenant_id, APP_USER.c.active)
        .order_by(APP_USER.c.name_key, APP_USER.c.id)
    )
    rows = uow.rows(query)
    return {row["user_id"]: row["person"] for row in rows if permission in role_permissions(uow, row)}


def role_permissions(uow: UnitOfWork, role: RowMapping) -> frozenset[str]:
    """What a role allows; the owner's everything, whatever a newer version or the tenant himself has added."""
    own = shapes.own_permissions(uow)
    if role["builtin"] == OWNER:
        return frozenset(item.name for item in access.all_permissions()) | own
    return access.known(role["permissions"]) | (own & frozenset(role["permissions"]))


def _rights(uow: UnitOfWork, row: RowMapping) -> RoleRights:
    is_owner = row["builtin"] == OWNER
    fields = {
        record: {name: Level(level) for name, level in levels.items()}
        for record, levels in row["fields"].items()
    }
    return RoleRights(
        id=row["id"],
        name=row["name"],
        permissions=role_permissions(uow, row),
        scopes={} if is_owner else row["scopes"],
        fields={} if is_owner else fields,
        is_owner=is_owner,
    )
