"""Who sees an approval: whoever asked for it, was asked, told, or stands in; and by the reach of what it is about."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import and_, exists, or_, select

from heyi.platform.approvals.models import APPROVAL_TASK
from heyi.platform.approvals.permissions import OVERSEE
from heyi.platform.approvals.queries.people import stands_in_for
from heyi.platform.errors import AppError, NotFound
from heyi.platform.records import access
from heyi.platform.records.shapes import shapes
from heyi.platform.unit_of_work import UnitOfWork

_T = APPROVAL_TASK.table.c


def require_seen(uow: UnitOfWork, row: Mapping[Any, Any]) -> None:
    """Let the actor go on only with an approval that he sees.

    Raises:
        NotFound: he does not see it; it looks as if it did not exist.
    """
    if uow.actor.is_system or row["applicant_id"] == uow.actor.user_id or uow.actor.may(OVERSEE):
        return
    if not _asked(uow, row) and not _reaches(uow, row):
        raise NotFound(what="record.approval")


def _asked(uow: UnitOfWork, row: Mapping[Any, Any]) -> bool:
    stands_for = [
        person for person, flow in stands_in_for(uow, uow.actor.user_id) if flow in (None, row["flow_id"])
    ] if uow.actor.user_id is not None else []  # fmt: skip
    mine = or_(
        _T.user_id == uow.actor.user_id,
        _T.decided_by == uow.actor.user_id,
        and_(_T.user_id.in_(stands_for), _T.state == "waiting"),
    )
    query = select(exists().where(_T.tenant_id == uow.tenant_id, _T.approval_id == row["id"], mine))
    return bool(uow.scalar(query))


def _reaches(uow: UnitOfWork, row: Mapping[Any, Any]) -> bool:
    """Whether he sees the record itself; what is not there yet is nobody's but the applicant's."""
    shape = next((one for one in shapes(uow) if one.name == row["record"]), None)
    if shape is None or row["record_id"] == row["id"] or not uow.actor.may(shape.permissions.view):
        return False
    try:
        access.require_row(uow, shape, row["record_id"])
    except AppError:
        return False
    return True
