"""Folding of entries into the totals."""

from heyi.modules.ledger import api
from heyi.platform.jobs.definition import More, Nothing, Running, job
from heyi.platform.jobs.periodic import nightly_for_each_tenant


@job("ledger.fold", Nothing)
def fold(run: Running[Nothing]) -> More | dict[str, int]:
    """Fold what was posted since into the totals, step by step; each step is committed."""
    folded = int(run.state.get("folded", 0))
    step = api.fold_step(run.uow)
    if step == 0:
        return {"folded": folded}
    return More(state={"folded": folded + step}, done=folded + step)


def connect() -> None:
    """Put folding on the timetable."""
    nightly_for_each_tenant(fold)
