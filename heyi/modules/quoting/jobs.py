"""The night of quotations."""

from sqlalchemy import select

from heyi.modules.quoting import api
from heyi.platform.identity.sessions import system_work
from heyi.platform.jobs.definition import More, Nothing, Running, job
from heyi.platform.jobs.periodic import nightly_for_each_tenant
from heyi.platform.tenancy.tables import COMPANY


@job("quoting.expire", Nothing)
def expire(run: Running[Nothing]) -> More | dict[str, int]:
    """Mark what nobody accepted by its last day, company by company; each step is committed and the next goes on."""
    companies = run.uow.rows(
        select(COMPANY.c.id).where(COMPANY.c.tenant_id == run.uow.tenant_id).order_by(COMPANY.c.id)
    )
    done = int(run.state.get("done", 0))
    expired = 0
    for row in companies:
        work = system_work(
            run.connection, tenant_id=run.uow.tenant_id, now=run.now, door="job", company_id=row["id"]
        )
        expired += api.expire_quotations(work)
        work.flush()
    if expired:
        return More(state={"done": done + expired}, done=done + expired)
    return {"expired": done}


def connect() -> None:
    """Put the night of quotations on the timetable."""
    nightly_for_each_tenant(expire)
