"""Why can this person see that? Role by role and by the team, asked of the same rule that decides it."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import and_, literal, or_, select

from heyi.platform.errors import NotAllowed, NotFound
from heyi.platform.identity.rights import Level, Scope, permissions_of
from heyi.platform.identity.tables import APP_USER
from heyi.platform.records import access
from heyi.platform.records.access import Viewer
from heyi.platform.records.declaration import Record
from heyi.platform.records.shapes import shape_of
from heyi.platform.unit_of_work import UnitOfWork

ACTIONS = ("view", "update", "delete", "transfer", "take_out")
SEE_AS = "identity.user.see_as"


@dataclass(frozen=True)
class Reason:
    """One way to the record that was tried: a role by its scope, or the team, and whether it leads there."""

    way: str
    role: str | None
    scope: str | None
    condition: Any
    holds: bool


@dataclass(frozen=True)
class ActionReasons:
    """Whether the person may do this with the record, and by which of his roles or the team."""

    action: str
    allowed: bool
    reasons: list[Reason]


@dataclass(frozen=True)
class Reasons:
    """What a person may do with a record and why, and the fields of which he sees less than all."""

    user_id: UUID
    name: str
    actions: list[ActionReasons]
    fields: dict[str, str]


def why_seen(uow: UnitOfWork, record: Record, record_id: UUID, user_id: UUID | None) -> Reasons:
    """Every reason for and against, for oneself or, with the permission to see as others do, for anybody.

    Raises:
        NotFound: there is no such record for the actor, or no such person.
        NotAllowed: he asks about another without the permission.
    """
    shape = shape_of(uow, record.name)
    access.require_row(uow, shape, record_id)
    asked = user_id or uow.actor.user_id
    if asked is None or (asked != uow.actor.user_id and not uow.actor.may(SEE_AS)):
        raise NotAllowed(permission=f"permission.{SEE_AS}")
    person = uow.scalar(
        select(APP_USER.c.name).where(APP_USER.c.tenant_id == uow.tenant_id, APP_USER.c.id == asked)
    )
    if person is None:
        raise NotFound(what="record.app_user")
    viewer = Viewer(asked, permissions_of(uow, asked))
    actions = [
        _of_action(uow, viewer, shape, record_id, action) for action in ACTIONS if _offered(shape, action)
    ]
    levels = access.levels_for(uow, viewer, shape)
    mine = access.levels(uow, shape)
    # What is hidden from who asks is not there for him, whomever he asks about.
    told = {name: level.value for name, level in levels.items() if mine.get(name) is not Level.HIDDEN}
    return Reasons(asked, person, actions, told)


def _offered(shape: Record, action: str) -> bool:
    return getattr(shape.permissions, action) is not None


def _of_action(uow: UnitOfWork, viewer: Viewer, shape: Record, record_id: UUID, action: str) -> ActionReasons:
    table = shape.table
    grants = list(access.grants(uow, viewer, shape, action, table))
    team = access.on_team(uow, viewer, shape, action, table)
    tried = [literal(value=True) if grant.rows is None else grant.rows for grant in grants]
    columns = [
        column.label(f"r{place}") for place, column in enumerate([*tried, or_(literal(value=False), *team)])
    ]
    row = uow.first(select(*columns).where(and_(*access.within(uow, shape, table)), table.c.id == record_id))
    found = [bool(row and row[f"r{place}"]) for place in range(len(columns))]
    reasons = [
        Reason(
            way="role",
            role=grant.role.name,
            scope=grant.scope.value if isinstance(grant.scope, Scope) else "condition",
            condition=None if isinstance(grant.scope, Scope) else grant.scope.get("filter"),
            holds=holds,
        )
        for grant, holds in zip(grants, found, strict=False)
    ]
    if team:
        reasons.append(Reason(way="team", role=None, scope=None, condition=None, holds=found[-1]))
    allowed = bool(grants) and any(reason.holds for reason in reasons)
    return ActionReasons(action, allowed, reasons)
