"""Folding of entries into the totals."""

from datetime import UTC

from heyi.modules.ledger import api
from heyi.platform.jobs.definition import More, Nothing, Running, job
from heyi.platform.jobs.periodic import nightly_for_each_tenant
from heyi.platform.jobs.queue import enqueue_for_system
from heyi.platform.unit_of_work import UnitOfWork

# So many waiting entries cost a report a few milliseconds; more are folded before the night.
MANY = 2_000


@job("ledger.fold", Nothing)
def fold(run: Running[Nothing]) -> More | dict[str, int]:
    """Fold what was posted since into the totals, step by step; each step is committed."""
    folded = int(run.state.get("folded", 0))
    step = api.fold_step(run.uow)
    if step == 0:
        return {"folded": folded}
    return More(state={"folded": folded + step}, done=folded + step)


def fold_when_many(uow: UnitOfWork) -> None:
    """Have a job fold, at most once an hour, when a report meets many entries that wait."""
    if api.count_unfolded(uow, most=MANY + 1) > MANY:
        hour = uow.now.astimezone(UTC).strftime("%Y-%m-%dT%H")
        enqueue_for_system(uow.connection, fold, Nothing(), now=uow.now, key=hour, tenant_id=uow.tenant_id)


def connect() -> None:
    """Put folding on the timetable."""
    nightly_for_each_tenant(fold)
