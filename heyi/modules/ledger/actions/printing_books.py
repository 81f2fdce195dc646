"""Put ledgers, the trial balance and statements on paper."""

from collections.abc import Mapping, Sequence
from datetime import date
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any
from uuid import UUID

from sqlalchemy import select

from heyi.kit.dates import Period
from heyi.modules.ledger.contracts import BookKind, Statement
from heyi.modules.ledger.errors import NothingToPrint, TooManyOnPaper
from heyi.modules.ledger.queries.books import (
    accounts_in_book,
    count_book_lines,
    detail_books,
    general_ledger,
)
from heyi.modules.ledger.queries.trial_balance import trial_balance
from heyi.modules.ledger.rules.books_on_paper import (
    balance_table,
    detail_pages,
    general_blocks,
    statement_sides,
)
from heyi.platform import printing
from heyi.platform.identity.tables import APP_USER
from heyi.platform.messages import Language, translate
from heyi.platform.tenancy.names import company_name
from heyi.platform.unit_of_work import UnitOfWork

# More lines are printed by a job.
LINES_AT_ONCE = 1_000
# More are printed in several files, for one is laid out in memory.
MOST_LINES = 30_000
_PAPER = resources.files("heyi.modules.ledger").joinpath("paper")


def print_book(
    uow: UnitOfWork, kind: BookKind, first_day: date, last_day: date, *, account: str | None = None
) -> bytes:
    """The 明细账 of an account and all below it, or of every account; or the 总账 of all, month by month.

    Raises:
        NoSuchAccount: the company has no account of that code.
        NothingToPrint: nothing was held and nothing moved.
        SpanTooLong: a 总账 is of more than twelve months.
    """
    if kind is BookKind.GENERAL:
        first, last = Period.from_date(first_day), Period.from_date(last_day)
        blocks = general_blocks(general_ledger(uow, first_day, last_day).books, first.first_day)
        said: Mapping[str, Any] = {"blocks": blocks, "span": span_of(first.first_day, last.last_day)}
        found: Sequence[Any] = blocks
    else:
        books = detail_books(uow, accounts_in_book(uow, account), first_day, last_day)
        found = detail_pages(books, first_day, last_day)
        said = {"pages": found, "span": span_of(first_day, last_day)}
    if not found:
        raise NothingToPrint(period=span_of(first_day, last_day))
    return _paper(uow, f"{kind}.typ", f"paper.{kind}", said)


def require_few(uow: UnitOfWork, account: str | None, first_day: date, last_day: date) -> None:
    """Refuse to print so much while somebody waits.

    Raises:
        TooManyOnPaper: there are more than a thousand lines; a job prints them.
    """
    if count_lines(uow, account, first_day, last_day, most=LINES_AT_ONCE + 1) > LINES_AT_ONCE:
        raise TooManyOnPaper(most=LINES_AT_ONCE)


def count_lines(
    uow: UnitOfWork, account: str | None, first_day: date, last_day: date, *, most: int = MOST_LINES + 1
) -> int:
    """How many lines a 明细账 has.

    Raises:
        NoSuchAccount: the company has no account of that code.
        TooManyOnPaper: more than one file takes.
    """
    ids: Mapping[UUID, str] = accounts_in_book(uow, account)
    count = count_book_lines(uow, ids, first_day, last_day, most=most)
    if count > MOST_LINES:
        raise TooManyOnPaper(most=MOST_LINES)
    return count


def print_balance(uow: UnitOfWork, first_day: date, last_day: date, level: int) -> bytes:
    """The 科目余额表 of a span, to a level of the chart."""
    table = balance_table(trial_balance(uow, first_day=first_day, last_day=last_day), level)
    return _paper(uow, "balance.typ", "paper.balance", {**table, "span": span_of(first_day, last_day)})


def print_statement(uow: UnitOfWork, statement: Statement) -> bytes:
    """A statement in its official form."""
    is_sheet = statement.name == "balance_sheet"
    last = statement.last_day.isoformat()
    said = {
        "form": statement.form,
        "span": last if is_sheet else span_of(statement.first_day, statement.last_day),
        "item": translate("paper.item", "zh-CN", {}),
        "columns": [translate(f"paper.column.{one}", "zh-CN", {}) for one in statement.columns],
        "partly": told_partly(statement, "zh-CN"),
        "sides": statement_sides(statement),
    }
    return _paper(uow, "statement.typ", f"paper.{statement.name}", said)


def told_partly(statement: Statement, language: Language) -> list[str]:
    """Which columns hold a part of their time only, for the books began inside it."""
    return [
        translate(
            "paper.opens_on" if column == "year_opening" else "paper.tells_from",
            language,
            {"column": translate(f"paper.column.{column}", language), "day": day.isoformat()},
        )
        for column, day in zip(statement.columns, statement.tells_from, strict=True)
        if day is not None
    ]


def span_of(first_day: date, last_day: date) -> str:
    """The days of a paper, as its head says them."""
    return f"{first_day.isoformat()} - {last_day.isoformat()}"


def on_paper(uow: UnitOfWork, template: Traversable, title: str, said: Mapping[str, Any]) -> bytes:
    """What is said, on the sheet that all papers of the books share: with the company, the day and who printed it."""
    printer = select(APP_USER.c.name).where(
        APP_USER.c.tenant_id == uow.tenant_id, APP_USER.c.id == uow.actor.user_id
    )
    data = {
        "title": translate(title, "zh-CN", {}),
        "company": company_name(uow),
        "printed_on": uow.today.isoformat(),
        "printed_by": uow.scalar(printer) or "",
        **said,
    }
    return printing.pdf(template, data, before=[_PAPER.joinpath("common.typ")])


def _paper(uow: UnitOfWork, template: str, title: str, said: Mapping[str, Any]) -> bytes:
    return on_paper(uow, _PAPER.joinpath(template), title, said)
