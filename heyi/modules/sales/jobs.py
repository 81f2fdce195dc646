"""What sales does by itself: holds whose last day has passed end."""

from sqlalchemy import select

from heyi.modules.sales import api
from heyi.platform.identity.sessions import system_work
from heyi.platform.jobs.definition import More, Nothing, Running, job
from heyi.platform.jobs.periodic import nightly_for_each_tenant
from heyi.platform.tenancy.tables import COMPANY


@job("sales.expire_holds", Nothing)
def expire_holds(run: Running[Nothing]) -> More | int:
    """End the holds of each company whose last day has passed, some a step; each step is committed."""
    done = int(run.state.get("done", 0))
    companies = select(COMPANY.c.id).where(COMPANY.c.tenant_id == run.uow.tenant_id).order_by(COMPANY.c.id)
    for row in run.uow.rows(companies):
        own = system_work(
            run.connection, tenant_id=run.uow.tenant_id, now=run.now, door="job", company_id=row["id"]
        )
        ended = api.expire_holds(own)
        own.flush()
        if ended:
            return More(state={"done": done + ended}, done=done + ended)
    return done


def connect() -> None:
    """Put it on the timetable."""
    nightly_for_each_tenant(expire_holds)
