"""Folding of entries into the totals."""

from dataclasses import dataclass
from datetime import UTC, timedelta
from typing import Any
from uuid import UUID

from heyi.kit.dates import Period
from heyi.modules.ledger import api
from heyi.modules.ledger.contracts import PaperLayout
from heyi.modules.ledger.permissions import EXPORT_ENTRY
from heyi.platform.jobs.definition import More, Nothing, Running, job
from heyi.platform.jobs.periodic import nightly_for_each_tenant
from heyi.platform.jobs.queue import enqueue, enqueue_for_system
from heyi.platform.messages import translate
from heyi.platform.records.exporting.papers import ask_for_papers, keep_papers
from heyi.platform.records.exporting.running import Asked
from heyi.platform.unit_of_work import UnitOfWork
from heyi.platform.values import month

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


@dataclass(frozen=True)
class PrintVouchers:
    """A month's vouchers, how they lie on the page, and the export under which the file will be."""

    export_id: UUID
    period: str
    layout: PaperLayout


@job(
    "ledger.print_vouchers",
    PrintVouchers,
    longest_step=timedelta(minutes=20),
    leads_to=lambda _: "/exports",
)
def print_vouchers(run: Running[PrintVouchers]) -> dict[str, Any]:
    """Print a month's vouchers into one file."""
    uow, asked = run.uow, run.payload
    uow.require(EXPORT_ENTRY)
    vouchers = api.vouchers_of_month(uow, month(asked.period))
    content = api.print_vouchers(uow, vouchers, asked.layout)
    words = translate("record.journal_entry", uow.actor.language, {})
    name, count = f"{words}-{asked.period}.pdf", len(vouchers)
    keep_papers(
        uow,
        run.services.home,
        asked.export_id,
        content,
        record=api.JOURNAL_ENTRY,
        name=name,
        count=count,
    )
    return {"export_id": str(asked.export_id), "rows": count, "name": name}


def print_later(uow: UnitOfWork, period: Period, layout: PaperLayout) -> Asked:
    """Have a job print a month's vouchers.

    Raises:
        NothingToPrint, TooManyOnPaper: there are none, or more than one file takes.
    """
    count = api.count_to_print(uow, period)

    def start(export_id: UUID) -> UUID | None:
        return enqueue(uow, print_vouchers, PrintVouchers(export_id, str(period), layout))

    return ask_for_papers(uow, api.JOURNAL_ENTRY, {"period": str(period), "rows": count}, start)


def fold_when_many(uow: UnitOfWork) -> None:
    """Have a job fold, at most once an hour, when a report meets many entries that wait."""
    if api.count_unfolded(uow, most=MANY + 1) > MANY:
        hour = uow.now.astimezone(UTC).strftime("%Y-%m-%dT%H")
        enqueue_for_system(uow.connection, fold, Nothing(), now=uow.now, key=hour, tenant_id=uow.tenant_id)


def connect() -> None:
    """Put folding on the timetable."""
    nightly_for_each_tenant(fold)
