"""The log of exports: who took what out, by which question, and how much it was."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import select

from heyi.platform.identity.tables import APP_USER
from heyi.platform.jobs.tables import JOB
from heyi.platform.records.exporting.running import ExportView, exportable
from heyi.platform.records.exporting.tables import EXPORT_RUN
from heyi.platform.records.permissions import VIEW_EXPORT_LOG
from heyi.platform.unit_of_work import UnitOfWork

PAGE = 50


@dataclass(frozen=True)
class ExportPage:
    """A page of exports, the latest first and, when there are older ones, the id to ask for them with."""

    items: list[ExportView]
    before: UUID | None


def list_exports(uow: UnitOfWork, *, before: UUID | None = None) -> ExportPage:
    """One's own exports of what one may still take out; with the permission for it everybody's."""
    run = EXPORT_RUN.c
    person = (APP_USER.c.tenant_id == run.tenant_id) & (APP_USER.c.id == run.created_by)
    job = (JOB.c.tenant_id == run.tenant_id) & (JOB.c.id == run.job_id)
    query = (
        select(EXPORT_RUN, APP_USER.c.name.label("person"), JOB.c.state.label("job_state"))
        .select_from(EXPORT_RUN.outerjoin(APP_USER, person).outerjoin(JOB, job))
        .where(run.tenant_id == uow.tenant_id)
        .order_by(run.id.desc())
        .limit(PAGE + 1)
    )
    if not uow.actor.may(VIEW_EXPORT_LOG):
        query = query.where(run.created_by == uow.actor.user_id, run.record.in_(exportable(uow)))
    if before is not None:
        query = query.where(run.id < before)
    rows = uow.rows(query)
    items = [_view(uow, row) for row in rows[:PAGE]]
    return ExportPage(items, items[-1].id if len(rows) > PAGE else None)


def _view(uow: UnitOfWork, row: Any) -> ExportView:
    question = row["question"]
    state = "done" if row["finished_at"] else row["job_state"] or "quarantined"
    return ExportView(
        id=row["id"],
        record=row["record"],
        format=row["format"],
        filter=question["filter"],
        search=question["search"],
        sort=question["sort"],
        fields=question["fields"].split(",") if question["fields"] else [],
        rows=row["rows"],
        size=row["size"],
        name=row["name"],
        user_id=row["created_by"],
        user=row["person"],
        created_at=row["created_at"],
        finished_at=row["finished_at"],
        state=state,
        may_download=bool(row["kept"])
        and row["created_by"] == uow.actor.user_id
        and row["record"] in exportable(uow),
    )
