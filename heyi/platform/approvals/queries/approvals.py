"""Reads of approvals for the verbs: held rows, their tasks, and whether they are still about what was seen."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import RowMapping, select

from heyi.platform.approvals.contracts import Place
from heyi.platform.approvals.models import APPROVAL, APPROVAL_TASK
from heyi.platform.approvals.rules.deciding import Task
from heyi.platform.approvals.seeing import hash_of
from heyi.platform.approvals.states import TaskState
from heyi.platform.approvals.verbs import ApprovableVerb, Matter, verb_of
from heyi.platform.errors import NotFound
from heyi.platform.identity.sessions import acting_as
from heyi.platform.records.shapes import shapes
from heyi.platform.unit_of_work import UnitOfWork

_A, _T = APPROVAL.table, APPROVAL_TASK.table


def lock_approval(uow: UnitOfWork, approval_id: UUID) -> RowMapping:
    """An approval, held until this is done; the record it is about is held before it, as the record's verbs do.

    Raises:
        NotFound: it does not exist in this company.
    """
    place = (_A.c.tenant_id == uow.tenant_id, _A.c.company_id == uow.company_id, _A.c.id == approval_id)
    seen = uow.first(select(_A.c.record, _A.c.record_id).where(*place))
    if seen is None:
        raise NotFound(what="record.approval")
    hold_record(uow, seen["record"], seen["record_id"])
    row = uow.first(select(_A).where(*place).with_for_update())
    assert row is not None, "approvals are never deleted"
    return row


def hold_record(uow: UnitOfWork, record: str, record_id: UUID) -> None:
    """Hold the row that an approval is about, if it is there."""
    shape = next((one for one in shapes(uow) if one.name == record), None)
    if shape is not None:
        table = shape.table
        query = select(table.c.id).where(table.c.tenant_id == uow.tenant_id, table.c.id == record_id)
        uow.rows(query.with_for_update(of=table))


def tasks_of(uow: UnitOfWork, approval_id: UUID, *, step_no: int, round_no: int) -> list[Task]:
    """What a step asks of people in a round, in the order of seats."""
    query = select(_T.c.id, _T.c.user_id, _T.c.state, _T.c.seat, _T.c.place, _T.c.behind_id).where(
        _T.c.tenant_id == uow.tenant_id,
        _T.c.approval_id == approval_id,
        _T.c.step_no == step_no,
        _T.c.round == round_no,
        _T.c.state != TaskState.COPIED,
    )
    return [
        Task(**{**row, "state": TaskState(row["state"]), "place": Place(row["place"])})
        for row in uow.rows(query.order_by(_T.c.seat, _T.c.id))
    ]


def approvers_before(uow: UnitOfWork, approval_id: UUID, hash_: str, step_no: int) -> set[UUID]:
    """Who approved exactly this in a step before this one."""
    query = select(_T.c.user_id, _T.c.decided_by).where(
        _T.c.tenant_id == uow.tenant_id,
        _T.c.approval_id == approval_id,
        _T.c.state == TaskState.APPROVED,
        _T.c.hash == hash_,
        _T.c.step_no < step_no,
    )
    return {row["decided_by"] or row["user_id"] for row in uow.rows(query)}


def matter_now(
    uow: UnitOfWork, row: Mapping[Any, Any], payload: Mapping[str, Any] | None = None
) -> tuple[ApprovableVerb, Matter]:
    """What an approval is about as it stands now, with the eyes of who asked for it.

    Raises:
        AppError: the record is gone, or beyond the reach of who asked, or the change does not fit it any more.
    """
    verb = verb_of(uow, row["record"], row["verb"])
    record_id = None if row["record_id"] == row["id"] else row["record_id"]
    with acting_as(uow, row["applicant_id"], door="approval"):
        said = row["payload"] if payload is None else payload
        return verb, verb.look(uow, record_id, said, False)  # noqa: FBT003 - as `Look` says


def is_unchanged(row: Mapping[Any, Any], verb: ApprovableVerb, matter: Matter) -> bool:
    """Whether what stands now is exactly what was seen."""
    return hash_of(verb, matter) == str(row["hash"])


def people_asked(tasks: Sequence[Task]) -> list[UUID]:
    """Whose word is waited for."""
    return [one.user_id for one in tasks if one.state is TaskState.WAITING]
