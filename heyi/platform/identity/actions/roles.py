"""Roles: which permissions they hold, and who gets them."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import delete, select
from sqlalchemy.engine import RowMapping

from heyi.platform import access
from heyi.platform.errors import FieldProblem, InvalidInput, NotFound, VersionChanged
from heyi.platform.identity.errors import LastOwner, MoreThanOwn, OwnerRoleFixed
from heyi.platform.identity.rights import OWNER, role_permissions
from heyi.platform.identity.role_rules import Allowance, beyond_own, kept_allowance, settled
from heyi.platform.identity.tables import APP_USER, ROLE, ROLE_RECORD, USER_ROLE
from heyi.platform.records import search
from heyi.platform.records.saving import delete_record
from heyi.platform.records.shapes import own_permissions
from heyi.platform.unit_of_work import UnitOfWork


@dataclass(frozen=True, kw_only=True)
class Said:
    """What is said of a role; None leaves it as it is."""

    name: str | None = None
    permissions: Sequence[str] | None = None
    scopes: Mapping[str, Any] | None = None
    fields: Mapping[str, Mapping[str, str]] | None = None


def create_role(uow: UnitOfWork, said: Said) -> UUID:
    """A new role; gives back its id.

    Raises:
        InvalidInput: a permission is unknown, or a scope or level does not fit what it is said of.
        MoreThanOwn: the actor does not hold all of it himself.
    """
    name = said.name or ""
    wanted = settled(uow, _known(uow, said.permissions or ()), said.scopes or {}, said.fields or {})
    _refuse_beyond_own(uow, wanted)
    role_id = uow.new_id()
    uow.insert(ROLE, {"id": role_id, "name": name, "builtin": None, **_columns(wanted)})
    search.add_words(uow, ROLE_RECORD, role_id, {"name": name})
    changes = {"name": [None, name], **{key: [None, value] for key, value in _told(wanted).items() if value}}
    uow.audit("created", record="role", record_id=role_id, title=name, changes=changes)
    uow.change_settings()
    return role_id


def change_role(uow: UnitOfWork, role_id: UUID, said: Said, *, version: int) -> None:
    """Rename a role or change what it allows; that holds from everybody's next request on.

    Raises:
        NotFound: there is no such role.
        VersionChanged: somebody changed it meanwhile.
        InvalidInput: a permission is unknown, or a scope or level does not fit what it is said of.
        MoreThanOwn: the actor does not hold what he adds or takes away.
        OwnerRoleFixed: what the owner's role allows cannot be changed.
    """
    uow.change_settings()
    role = find_role(uow, role_id, lock=True)
    if role["version"] != version:
        raise VersionChanged(what="record.role", yours=version, now=role["version"])
    name = said.name
    values, changes = _changed_allowance(uow, role, said)
    if name is not None and name != role["name"]:
        values["name"], changes["name"] = name, [role["name"], name]
        search.replace_words(uow, ROLE_RECORD, role_id, {"name": name})
    if values:
        uow.change(ROLE, role_id, values)
        title = name or role["name"]
        uow.audit("changed", record="role", record_id=role_id, title=title, changes=changes)


def _changed_allowance(
    uow: UnitOfWork, role: RowMapping, said: Said
) -> tuple[dict[str, Any], dict[str, Any]]:
    """The columns of a role that change, and what its audit tells; what it held and nobody knows any more goes."""
    held = kept_allowance(role, role_permissions(uow, role))
    names = held.permissions if said.permissions is None else _known(uow, said.permissions)
    scopes = held.scopes if said.scopes is None else said.scopes
    if said.scopes is None:
        scopes = {name: scope for name, scope in scopes.items() if name in names}
    wanted = settled(uow, names, scopes, held.fields if said.fields is None else said.fields)
    old, new = _told(held), _told(wanted)
    if old == new:
        return {}, {}
    if role["builtin"] == OWNER:
        raise OwnerRoleFixed
    _refuse_beyond_own(uow, wanted, held)
    return _columns(wanted), {key: [old[key], new[key]] for key in new if old[key] != new[key]}


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
        role = old.get(role_id) or new[role_id]
        _refuse_beyond_own(uow, kept_allowance(role, role_permissions(uow, role)))
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
    _refuse_beyond_own(uow, kept_allowance(role, role_permissions(uow, role)))
    return role


def refuse_more_than_own(uow: UnitOfWork, permissions: Collection[str]) -> None:
    """Let the actor give or take only what he holds himself.

    Raises:
        MoreThanOwn: he does not; the params name what.
    """
    missing = sorted(set(permissions) - uow.actor.permissions)
    if missing:
        raise MoreThanOwn(permissions=[f"permission.{name}" for name in missing[:5]], count=len(missing))


def refuse_wider_person(uow: UnitOfWork, user_id: UUID) -> None:
    """Let the actor go on only with somebody who holds nothing that he does not hold himself.

    Raises:
        MoreThanOwn: that person does; the params name what.
    """
    for role in roles_of(uow, user_id):
        _refuse_beyond_own(uow, kept_allowance(role, role_permissions(uow, role)))


def _refuse_beyond_own(uow: UnitOfWork, given: Allowance, before: Allowance | None = None) -> None:
    missing = beyond_own(uow, given, before)
    if missing:
        raise MoreThanOwn(permissions=missing[:5], count=len(missing))


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


def _known(uow: UnitOfWork, permissions: Sequence[str]) -> frozenset[str]:
    wanted = frozenset(permissions)
    unknown = sorted(wanted - access.known(wanted) - own_permissions(uow))
    if unknown:
        problems = [
            FieldProblem("permissions", "unknown_permission", {"value": name[:80]}) for name in unknown
        ]
        raise InvalidInput(problems=problems)
    return wanted


def _told(allowance: Allowance) -> dict[str, Any]:
    return {
        "permissions": sorted(allowance.permissions),
        "scopes": dict(allowance.scopes),
        "fields": {record: dict(levels) for record, levels in allowance.fields.items()},
    }


def _columns(allowance: Allowance) -> dict[str, Any]:
    return {key: orjson.dumps(value).decode() for key, value in _told(allowance).items()}
