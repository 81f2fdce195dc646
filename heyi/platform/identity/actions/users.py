"""The people of a tenant: their place, their roles, and whether they may come in."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select, update

from heyi.platform.errors import NotFound, WrongState
from heyi.platform.identity.actions.end_sessions import end_sessions_of
from heyi.platform.identity.actions.roles import (
    refuse_wider_person,
    refuse_without_owner,
    set_roles,
)
from heyi.platform.identity.tables import APP_USER, MEMBERSHIP, USER_RECORD
from heyi.platform.records.saving import update_record
from heyi.platform.unit_of_work import UnitOfWork


def change_user(
    uow: UnitOfWork,
    user_id: UUID,
    *,
    version: int,
    changed: Mapping[str, Any],
    role_ids: Sequence[UUID] | None = None,
) -> None:
    """Change a user's name, place or manager, and which roles he has.

    Raises:
        NotFound: there is no such user.
        VersionChanged: somebody changed him meanwhile.
        InvalidInput: a department, manager or role does not exist.
        Circle: the new manager reports to him.
        MoreThanOwn: the actor does not hold what he gives or takes.
        LastOwner: nobody would be left who holds the owner's role.
    """
    update_record(uow, USER_RECORD, user_id, version, changed)
    if role_ids is not None and set_roles(uow, user_id, role_ids):
        uow.change(APP_USER, user_id, {})


def switch_off(uow: UnitOfWork, user_id: UUID) -> None:
    """Let a user in no more: his sessions end at once, and his API keys and jobs do nothing.

    Raises:
        NotFound: there is no such user.
        WrongState: he is switched off already.
        MoreThanOwn: he holds what the actor does not.
        LastOwner: he is the last active owner.
    """
    _switch(uow, user_id, active=False)
    refuse_without_owner(uow)
    end_sessions_of(uow, user_id)


def switch_on(uow: UnitOfWork, user_id: UUID) -> None:
    """Let a user in again.

    Raises:
        NotFound: there is no such user.
        WrongState: he is active.
        MoreThanOwn: he holds what the actor does not.
    """
    _switch(uow, user_id, active=True)


def _switch(uow: UnitOfWork, user_id: UUID, *, active: bool) -> None:
    uow.change_settings()
    query = select(APP_USER).where(APP_USER.c.tenant_id == uow.tenant_id, APP_USER.c.id == user_id)
    user = uow.first(query.with_for_update())
    if user is None:
        raise NotFound(what="record.app_user")
    if user["active"] == active:
        state, verb = ("active", "switch_on") if active else ("inactive", "switch_off")
        raise WrongState(state=f"choice.app_user.state.{state}", verb=f"verb.{verb}")
    refuse_wider_person(uow, user_id)
    uow.change(APP_USER, user_id, {"active": active})
    membership = update(MEMBERSHIP).where(
        MEMBERSHIP.c.tenant_id == uow.tenant_id, MEMBERSHIP.c.user_id == user_id
    )
    uow.execute(membership.values(active=active))
    uow.audit(
        "changed",
        record="app_user",
        record_id=user_id,
        title=user["name"],
        changes={"active": [not active, active]},
    )
