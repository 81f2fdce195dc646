"""Work that comes round: what nobody answered in time."""

from datetime import timedelta
from uuid import UUID

from sqlalchemy import select

from heyi.platform.approvals.actions.lapsing import lapse_changed
from heyi.platform.approvals.actions.timeouts import act_on_timeouts
from heyi.platform.approvals.models import APPROVAL_TASK
from heyi.platform.approvals.states import TaskState
from heyi.platform.identity.sessions import enter_tenant
from heyi.platform.jobs.definition import More, Nothing, Running, job
from heyi.platform.jobs.periodic import every, nightly_for_each_tenant
from heyi.platform.jobs.queue import enqueue_for_system
from heyi.platform.tenancy.tables import TENANT

_QUARTER = timedelta(minutes=15)
_T = APPROVAL_TASK.table.c


def connect() -> None:
    """Put the look on the timetable."""
    every(_QUARTER, look_for_timeouts)
    nightly_for_each_tenant(lapse_overnight)


@job("approvals.look_for_timeouts", Nothing)
def look_for_timeouts(run: Running[Nothing]) -> int:
    """Queue the work of every tenant where somebody's time to answer is over."""
    tenants = run.connection.execute(select(TENANT.c.id).where(TENANT.c.active).order_by(TENANT.c.id))
    made = 0
    for (tenant_id,) in tenants.all():
        enter_tenant(run.connection, tenant_id)
        late = select(_T.id).where(
            _T.tenant_id == tenant_id, _T.state == TaskState.WAITING, _T.timeout_at <= run.now
        )
        if run.connection.execute(late.limit(1)).first() is not None:
            key = f"{run.now:%Y-%m-%d %H:%M}"
            queued = enqueue_for_system(
                run.connection, end_waiting, Nothing(), now=run.now, tenant_id=tenant_id, key=key
            )
            made += queued is not None
    return made


@job("approvals.end_waiting", Nothing)
def end_waiting(run: Running[Nothing]) -> More | int:
    """Do what flows say of tasks whose time is over: remind, hand on, pass or refuse; some a step."""
    count = act_on_timeouts(run.uow)
    done = int(run.state.get("done", 0)) + count
    return More(state={"done": done}, done=done) if count else done


@job("approvals.lapse_overnight", Nothing)
def lapse_overnight(run: Running[Nothing]) -> More | int:
    """Let lapse what is about something that is not there any more, or not as it was seen; some a step."""
    after = run.state.get("after")
    last, count = lapse_changed(run.uow, after=UUID(after) if after else None)
    done = int(run.state.get("done", 0)) + count
    return More(state={"done": done, "after": str(last)}, done=done) if last is not None else done
