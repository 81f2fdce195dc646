"""Roles: which permissions they hold, and who gets them."""

from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import delete, select
from sqlalchemy.engine import RowMapping

from heyi.platform import access
from heyi.platform.errors import FieldProblem, InvalidInput, NotFound, VersionChanged
from heyi.platform.identity.errors import LastOwner, MoreThanOwn, OwnerRoleFixed
from heyi.platform.identity.rights import OWNER, role_permissions
from heyi.platform.identity.tables import APP_USER, ROLE, ROLE_RECORD, USER_ROLE
from heyi.platform.records import search
from heyi.platform.records.saving import delete_record
from heyi.platform.unit_of_work import UnitOfWork


def create_role(uow: UnitOfWork, *, name: str, permissions: Sequence[str]) -> UUID:
    """A new role; gives back its id.

    Raises:
        InvalidInput: a permission is unknown.
        MoreThanOwn: the actor does not hold one of them himself.
    """
    wanted = _known(permissions)
    refuse_more_than_own(uow, wanted)
    role_id = uow.new_id()
    uow.insert(ROLE, {"id": role_id, "name": name, "builtin": None, "permissions": _json(wanted)})
    search.add_words(uow, ROLE_RECORD, role_id, {"name": name})
    changes = {"name": [None, name], "permissions": [None, sorted(wanted)]}
    uow.audit("created", record="role", record_id=role_id, title=name, changes=changes)
    uow.change_settings()
    return role_id


def change_role(
    uow: UnitOfWork, role_id: UUID, *, version: int, name: str | None, permissions: Sequence[str] | None
) -> None:
    """Rename a role or change what it allows; that holds from everybody's next request on.

    Raises:
        NotFound: there is no such role.
        VersionChanged: somebody changed it meanwhile.
        InvalidInput: a permission is unknown.
        MoreThanOwn: the actor does not hold what he adds or takes away.
        OwnerRoleFixed: the owner's permissions cannot be changed.
    """
    uow.change_settings()
    role = find_role(uow, role_id, lock=True)
    if role["version"] != version:
        raise VersionChanged(what="record.role", yours=version, now=role["version"])
    changes: dict[str, Any] = {}
    values: dict[str, Any] = {}
    if permissions is not None:
        wanted, held = _known(permissions), frozenset(role["permissions"])
        if wanted != held and role["builtin"] == OWNER:
            raise OwnerRoleFixed
        if wanted != held:
            refuse_more_than_own(uow, access.known(wanted ^ held))
            values["permissions"] = _json(wanted)
            changes["permissions"] = [sorted(held), sorted(wanted)]
    if name is not None and name != role["name"]:
        values["name"], changes["name"] = name, [role["name"], name]
        search.replace_words(uow, ROLE_RECORD, role_id, {"name": name})
    if values:
        uow.change(ROLE, role_id, values)
        title = name or role["name"]
        uow.audit("changed", record="role", record_id=role_id, title=title, changes=changes)


def delete_role(uow: UnitOfWork, role_id: UUID, *, version: int) -> None:
    """Remove a role that nobody has.

    Raises:
        NotFound: there is no such role.
        VersionChanged: somebody changed it meanwhile.
        OwnerRoleFixed: the owner's role stays.
    """
    role = find_role(uow, role_id, lock=True)
    if role["builtin"] == OWNER:
        raise OwnerRoleFixed
    delete_record(uow, ROLE_RECORD, role_id, version)


def set_roles(uow: UnitOfWork, user_id: UUID, role_ids: Collection[UUID]) -> bool:
    """Give a user exactly these roles; whether that changed anything.

    Raises:
        InvalidInput: a role does not exist.
        MoreThanOwn: the actor does not hold what he gives or takes.
        LastOwner: nobody would be left who holds the owner's role.
    """
    uow.change_settings()
    old = {row["id"]: row for row in roles_of(uow, user_id)}
    new = {row["id"]: row for row in _roles(uow, role_ids)}
    if old.keys() == new.keys():
        return False
    for role_id in old.keys() ^ new.keys():
        refuse_more_than_own(uow, role_permissions(uow, old.get(role_id) or new[role_id]))
    gone = old.keys() - new.keys()
    if gone:
        uow.execute(
            delete(USER_ROLE).where(
                USER_ROLE.c.tenant_id == uow.tenant_id,
                USER_ROLE.c.user_id == user_id,
                USER_ROLE.c.role_id.in_(gone),
            )
        )
    uow.insert(
        USER_ROLE,
        *(
            {"id": uow.new_id(), "user_id": user_id, "role_id": role_id}
            for role_id in sorted(new.keys() - old.keys())
        ),
    )
    if any(old[role_id]["builtin"] == OWNER for role_id in gone):
        refuse_without_owner(uow)
    names = [sorted(row["name"] for row in roles.values()) for roles in (old, new)]
    uow.audit("roles_changed", record="app_user", record_id=user_id, changes={"roles": names})
    return True


def roles_of(uow: UnitOfWork, user_id: UUID) -> Sequence[RowMapping]:
    """The roles of a user, by name."""
    query = (
        select(ROLE)
        .join(USER_ROLE, (USER_ROLE.c.tenant_id == ROLE.c.tenant_id) & (USER_ROLE.c.role_id == ROLE.c.id))
        .where(ROLE.c.tenant_id == uow.tenant_id, USER_ROLE.c.user_id == user_id)
        .order_by(ROLE.c.name)
    )
    return uow.rows(query)


def role_to_give(uow: UnitOfWork, role_id: UUID) -> RowMapping:
    """A role that the actor may give to somebody.

    Raises:
        InvalidInput: it does not exist.
        MoreThanOwn: it allows what the actor does not hold himself.
    """
    (role,) = _roles(uow, [role_id], field="role_id")
    refuse_more_than_own(uow, role_permissions(uow, role))
    return role


def refuse_more_than_own(uow: UnitOfWork, permissions: Collection[str]) -> None:
    """Let the actor give or take only what he holds himself.

    Raises:
        MoreThanOwn: he does not; the params name what.
    """
    missing = sorted(set(permissions) - uow.actor.permissions)
    if missing:
        raise MoreThanOwn(permissions=[f"permission.{name}" for name in missing[:5]], count=len(missing))


def refuse_without_owner(uow: UnitOfWork) -> None:
    """Make sure that an active owner is left; the caller has raised the settings version, so this is no race.

    Raises:
        LastOwner: none is.
    """
    owners = (
        select(APP_USER.c.id)
        .join(
            USER_ROLE,
            (USER_ROLE.c.tenant_id == APP_USER.c.tenant_id) & (USER_ROLE.c.user_id == APP_USER.c.id),
        )
        .join(ROLE, (ROLE.c.tenant_id == USER_ROLE.c.tenant_id) & (ROLE.c.id == USER_ROLE.c.role_id))
        .where(APP_USER.c.tenant_id == uow.tenant_id, APP_USER.c.active, ROLE.c.builtin == OWNER)
        .limit(1)
    )
    if uow.scalar(owners) is None:
        raise LastOwner


def find_role(uow: UnitOfWork, role_id: UUID, *, lock: bool = False) -> RowMapping:
    """A role.

    Raises:
        NotFound: there is no such role.
    """
    query = select(ROLE).where(ROLE.c.tenant_id == uow.tenant_id, ROLE.c.id == role_id)
    role = uow.first(query.with_for_update() if lock else query)
    if role is None:
        raise NotFound(what="record.role")
    return role


def _roles(uow: UnitOfWork, role_ids: Collection[UUID], *, field: str = "role_ids") -> Sequence[RowMapping]:
    found = uow.rows(
        select(ROLE)
        .where(ROLE.c.tenant_id == uow.tenant_id, ROLE.c.id.in_(set(role_ids)))
        .with_for_update(read=True)
    )
    missing = set(role_ids) - {row["id"] for row in found}
    if missing:
        problems = [FieldProblem(field, "no_such_record", {"value": str(item)}) for item in sorted(missing)]
        raise InvalidInput(problems=problems)
    return found


def _known(permissions: Sequence[str]) -> frozenset[str]:
    wanted = frozenset(permissions)
    unknown = sorted(wanted - access.known(wanted))
    if unknown:
        problems = [
            FieldProblem("permissions", "unknown_permission", {"value": name[:80]}) for name in unknown
        ]
        raise InvalidInput(problems=problems)
    return wanted


def _json(permissions: frozenset[str]) -> str:
    return orjson.dumps(sorted(permissions)).decode()
