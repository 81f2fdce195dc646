"""What the books do by themselves: fold entries into totals, print, write what comes round each month."""

from dataclasses import dataclass
from datetime import UTC, date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select

from heyi.kit.dates import Period
from heyi.modules.ledger import api
from heyi.modules.ledger.contracts import PaperLayout
from heyi.modules.ledger.errors import NothingToPrint
from heyi.modules.ledger.permissions import EXPORT_ENTRY
from heyi.platform.identity.sessions import system_work
from heyi.platform.jobs.definition import More, Nothing, Running, job
from heyi.platform.jobs.periodic import nightly_for_each_tenant
from heyi.platform.jobs.queue import enqueue, enqueue_for_system
from heyi.platform.messages import translate
from heyi.platform.records.exporting.papers import ask_for_papers, keep_papers
from heyi.platform.records.exporting.running import Asked
from heyi.platform.tenancy.tables import COMPANY
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


@job("ledger.write_recurring", Nothing)
def write_recurring(run: Running[Nothing]) -> dict[str, int]:
    """Write the month's vouchers whose day has come, as drafts, in each company of the tenant."""
    companies = select(COMPANY.c.id).where(COMPANY.c.tenant_id == run.uow.tenant_id).order_by(COMPANY.c.id)
    written = 0
    for row in run.uow.rows(companies):
        books = system_work(
            run.connection, tenant_id=run.uow.tenant_id, now=run.now, door="job", company_id=row["id"]
        )
        written += api.write_due(books)
        books.flush()
    return {"written": written}


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


@dataclass(frozen=True)
class PrintBook:
    """A ledger to print, and the export under which its file will be."""

    export_id: UUID
    account: str | None
    first_day: str
    last_day: str


@job("ledger.print_book", PrintBook, longest_step=timedelta(minutes=20), leads_to=lambda _: "/exports")
def print_book(run: Running[PrintBook]) -> dict[str, Any]:
    """Print a ledger into one file."""
    uow, asked = run.uow, run.payload
    uow.require(EXPORT_ENTRY)
    first_day, last_day = date.fromisoformat(asked.first_day), date.fromisoformat(asked.last_day)
    count = api.count_lines(uow, asked.account, first_day, last_day)
    content = api.print_book(uow, api.BookKind.DETAIL, first_day, last_day, account=asked.account)
    words = translate("paper.detail", uow.actor.language, {})
    name = f"{words}-{asked.account or ''}{asked.first_day}-{asked.last_day}.pdf"
    keep_papers(
        uow, run.services.home, asked.export_id, content, record=api.JOURNAL_ENTRY, name=name, count=count
    )
    return {"export_id": str(asked.export_id), "rows": count, "name": name}


def print_book_later(uow: UnitOfWork, account: str | None, first_day: date, last_day: date) -> Asked:
    """Have a job print the 明细账 of an account, or of all.

    Raises:
        NoSuchAccount: the company has no account of that code.
        NothingToPrint, TooManyOnPaper: nothing moved, or more than one file takes.
    """
    count = api.count_lines(uow, account, first_day, last_day)
    if count == 0:
        raise NothingToPrint(period=f"{first_day} - {last_day}")
    days = (first_day.isoformat(), last_day.isoformat())

    def start(export_id: UUID) -> UUID | None:
        return enqueue(uow, print_book, PrintBook(export_id, account, *days))

    said = {"period": f"{days[0]} - {days[1]}", "rows": count}
    return ask_for_papers(uow, api.JOURNAL_ENTRY, said, start)


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
    """Put folding and what comes round each month on the timetable."""
    nightly_for_each_tenant(fold)
    nightly_for_each_tenant(write_recurring)
