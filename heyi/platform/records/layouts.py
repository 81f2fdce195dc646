"""Layouts of forms and detail pages: which fields stand where, for which roles; the first that fits a person is his."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select

from heyi.platform.identity.rights import rights_of
from heyi.platform.records.tables import RECORD_LAYOUT
from heyi.platform.unit_of_work import UnitOfWork


def layouts_for(uow: UnitOfWork) -> Mapping[str, list[dict[str, Any]]]:
    """The layouts by record that are meant for the actor's roles, or for everybody, in their order."""
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    own = {role.id for role in rights_of(uow, uow.actor.user_id)} if uow.actor.user_id else set()
    for row in _all(uow):
        roles = {UUID(one) for one in row["role_ids"]}
        if not roles or roles & own:
            found[row["record"]].append({"name": row["name"], "groups": row["groups"]})
    return found


def _all(uow: UnitOfWork) -> Sequence[Mapping[Any, Any]]:
    query = (
        select(RECORD_LAYOUT)
        .where(RECORD_LAYOUT.c.tenant_id == uow.tenant_id)
        .order_by(RECORD_LAYOUT.c.record, RECORD_LAYOUT.c.position, RECORD_LAYOUT.c.name)
    )
    return uow.settled("layouts", lambda: uow.rows(query))
