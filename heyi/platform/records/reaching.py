"""Which people a reader's roles reach, where figures are told by person."""

from uuid import UUID

from heyi.platform.identity.reach import people_within
from heyi.platform.identity.rights import Scope
from heyi.platform.records import access
from heyi.platform.records.declaration import Record
from heyi.platform.unit_of_work import UnitOfWork


def people_reached(uow: UnitOfWork, record: Record) -> frozenset[UUID] | None:
    """The people whose rows of this record the reader's roles reach, himself among them; None for everybody's.

    A row shown to him by its team, or by a condition, does not make its owner one of his people.
    """
    user_id = uow.actor.user_id
    assert user_id is not None
    viewer = access.Viewer(user_id, uow.actor.permissions)
    people: set[UUID] = {user_id}
    for grant in access.grants(uow, viewer, record, "view", record.table):
        if grant.scope == Scope.ALL:
            return None
        if isinstance(grant.scope, Scope):
            people |= people_within(uow, user_id, grant.scope)
    return frozenset(people)
