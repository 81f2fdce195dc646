"""What happens each night: what is out of date goes, and every law of the books is checked."""

import logging
from datetime import timedelta
from typing import Any

from sqlalchemy import delete, select

from heyi.app.verify import LAWS
from heyi.modules.ledger import jobs as ledger
from heyi.modules.quoting import jobs as quoting
from heyi.modules.sales import jobs as sales
from heyi.modules.sea import jobs as sea
from heyi.platform import idempotency, limits, outbox
from heyi.platform.approvals import jobs as approvals
from heyi.platform.files import sweep
from heyi.platform.identity.actions import invitations
from heyi.platform.identity.sessions import system_work
from heyi.platform.identity.tables import ONE_TIME_TOKEN, SESSION
from heyi.platform.jobs.definition import Nothing, Running, job
from heyi.platform.jobs.periodic import nightly, nightly_for_each_tenant
from heyi.platform.jobs.tables import JOB
from heyi.platform.notify import reading, timing
from heyi.platform.proofs import prove
from heyi.platform.records import recycling
from heyi.platform.records.exporting.store import forget_files
from heyi.platform.records.importing.runs import forget_spools
from heyi.platform.tenancy.tables import COMPANY
from heyi.platform.webhooks import deliveries

log = logging.getLogger("heyi.nightly")

KEPT = timedelta(days=30)
MONDAY = 0


def connect() -> None:
    """Put the night's work on the timetable."""
    nightly(forget_old)
    nightly_for_each_tenant(forget_old_of_tenant)
    sea.connect()
    ledger.connect()
    sales.connect()
    quoting.connect()
    nightly_for_each_tenant(verify_books)
    timing.connect()
    approvals.connect()


@job("platform.forget_old", Nothing)
def forget_old(run: Running[Nothing]) -> dict[str, int]:
    """Remove sessions, links, counted tries and finished jobs that nobody needs any more."""
    before = run.now - KEPT
    gone = {
        "sessions": delete(SESSION).where((SESSION.c.expires_at < before) | (SESSION.c.ended_at < before)),
        "links": delete(ONE_TIME_TOKEN).where(ONE_TIME_TOKEN.c.expires_at < before),
        "jobs": delete(JOB).where(JOB.c.finished_at < before),
    }
    counts = {name: run.connection.execute(command).rowcount for name, command in gone.items()}
    return counts | {"tries": limits.forget_old(run.connection, run.now)}


@job("platform.forget_old_of_tenant", Nothing)
def forget_old_of_tenant(run: Running[Nothing]) -> dict[str, int]:
    """Remove what is old of a tenant: keys, messages, deleted records, exports; and files that belong to nothing."""
    return {
        "idempotency_keys": idempotency.forget_old(run.uow),
        "messages": outbox.forget_old(run.uow),
        "notices": reading.forget_old(run.uow, read_days=90, unread_days=365),
        "invitations": invitations.forget_old(run.uow),
        "webhook_deliveries": deliveries.forget_old(run.uow),
        "recycled": recycling.forget_old(run.uow),
        "files": sweep.remove_orphans(run.uow, run.services.home),
        "imports": forget_spools(run.uow, run.services.home),
        "exports": forget_files(run.uow, run.services.home),
    }


@job("platform.verify_books", Nothing)
def verify_books(run: Running[Nothing]) -> dict[str, Any]:
    """Check every law in the books of each company of the tenant; what is broken is logged as an error.

    What is new since they last held, and everything in the night to Monday.
    """
    whole = run.uow.today.weekday() == MONDAY
    companies = select(COMPANY.c.id).where(COMPANY.c.tenant_id == run.uow.tenant_id).order_by(COMPANY.c.id)
    broken: set[str] = set()
    for row in run.uow.rows(companies):
        books = system_work(
            run.connection, tenant_id=run.uow.tenant_id, now=run.now, door="job", company_id=row["id"]
        )
        broken |= {finding.name for finding in prove(books, LAWS, whole=whole).findings if not finding.holds}
    if broken:
        log.error("laws broken", extra={"tenant_id": str(run.uow.tenant_id), "laws": sorted(broken)})
    return {"green": not broken, "broken": sorted(broken)}
