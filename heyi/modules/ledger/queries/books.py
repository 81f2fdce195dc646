"""What ledgers on paper say: 明细账 and 总账."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from itertools import groupby
from typing import Any
from uuid import UUID

from sqlalchemy import RowMapping, Select, and_, func, select

from heyi.kit.dates import Period
from heyi.modules.ledger.contracts import (
    ZERO,
    AccountBook,
    BookLine,
    ChartAccount,
    GeneralBook,
    GeneralLedger,
    MonthSums,
)
from heyi.modules.ledger.errors import NoSuchAccount, SpanTooLong
from heyi.modules.ledger.models import JOURNAL_ENTRY, JOURNAL_LINE
from heyi.modules.ledger.queries.chart import account_codes, chart
from heyi.modules.ledger.queries.opening import books_from
from heyi.modules.ledger.queries.totals import FIRST_LEVEL, account_sums
from heyi.modules.ledger.rules.paper import in_foreign
from heyi.modules.parties import api as parties
from heyi.platform.unit_of_work import UnitOfWork

_E, _L = JOURNAL_ENTRY.table.c, JOURNAL_LINE.c
MOST_MONTHS = 12


def accounts_in_book(uow: UnitOfWork, code: str | None) -> Mapping[UUID, str]:
    """The detail accounts of a book, by id: one account with all below it, or every account.

    Raises:
        NoSuchAccount: the company has no account of that code.
    """
    if code is not None and all(account.code != code for account in chart(uow)):
        raise NoSuchAccount(account=code)
    details = {account.code for account in chart(uow) if account.is_detail}
    known = account_codes(uow)
    return {one: its for one, its in known.items() if its in details and its.startswith(code or "")}


def count_book_lines(
    uow: UnitOfWork, accounts: Collection[UUID], first_day: date, last_day: date, *, most: int
) -> int:
    """How many lines there are to print, up to `most`."""
    some = _lines(uow, accounts, first_day, last_day).with_only_columns(_L.id).limit(most).subquery()
    return int(uow.scalar(select(func.count()).select_from(some)))


def detail_books(
    uow: UnitOfWork, accounts: Mapping[UUID, str], first_day: date, last_day: date
) -> list[AccountBook]:
    """The accounts that hold or moved something, each with its lines in the order of the books."""
    before = first_day - timedelta(days=1)
    year = min(before, books_from(uow).year(first_day.replace(month=1, day=1)))
    sums = {row["account_id"]: row for row in uow.rows(account_sums(uow, before, year))}
    party = parties.PARTY.table
    query = (
        _lines(uow, accounts, first_day, last_day)
        .add_columns(party.c.name.label("party"))
        .outerjoin(party, and_(party.c.tenant_id == _L.tenant_id, party.c.id == _L.party_id))
        .order_by(_L.account_id, _L.occurred_on, _E.number_key, _L.line_no)
    )
    lines = {one: list(rows) for one, rows in groupby(uow.rows(query), key=lambda row: row["account_id"])}
    names = full_names(chart(uow))
    books = []
    for account_id, code in sorted(accounts.items(), key=lambda item: item[1]):
        row, own = sums.get(account_id), lines.get(account_id, [])
        opening = row["debit_0"] - row["credit_0"] if row else ZERO
        if not opening and not own:
            continue
        debit, credit = (row[f"{side}_0"] - row[f"{side}_1"] if row else ZERO for side in ("debit", "credit"))
        said = tuple(_line(one) for one in own)
        books.append(AccountBook(code, names[code], opening, debit, credit, said))
    return books


def _general_books(uow: UnitOfWork, first: Period, last: Period) -> list[GeneralBook]:
    """The accounts of the first level that hold or moved something, with their months."""
    began = books_from(uow)
    # What stood in the books before is no movement of the month in which they were begun.
    if began.day_before is not None:
        first = max(first, Period.from_date(began.day_before + timedelta(days=1)))
    months = list(_months(first, last))
    starts = [began.year(date(month.year, 1, 1)) for month in months]
    ends = [first.first_day - timedelta(days=1), *(month.last_day for month in months)]
    days = [*ends, *starts]
    codes = account_codes(uow)
    held: dict[str, list[Decimal]] = {}
    for row in uow.rows(account_sums(uow, *days)):
        sums = [row[f"{side}_{at}"] for at in range(len(days)) for side in ("debit", "credit")]
        known = held.setdefault(codes[row["account_id"]][:FIRST_LEVEL], [ZERO] * len(sums))
        known[:] = [one + other for one, other in zip(known, sums, strict=True)]
    names = {account.code: (account.name, account.name_en) for account in chart(uow)}
    books = []
    for code, sums in sorted(held.items()):
        told = []
        for at, month in enumerate(months):
            now, before, start = (sums[2 * place : 2 * place + 2] for place in (at + 1, at, len(ends) + at))
            moved = [one - other for one, other in zip(now, before, strict=True)]
            year = [one - other for one, other in zip(now, start, strict=True)]
            if any(moved):
                told.append(MonthSums(str(month), month.last_day, *moved, *year))
        opening = sums[0] - sums[1]
        if opening or told:
            books.append(GeneralBook(code, *names[code], opening, told))
    return books


def general_ledger(uow: UnitOfWork, first_day: date, last_day: date) -> GeneralLedger:
    """The 总账 of the months that the days lie in, up to twelve.

    Raises:
        SpanTooLong: there are more than twelve months.
    """
    first, last = Period.from_date(first_day), Period.from_date(last_day)
    if (last.year - first.year) * 12 + last.month - first.month >= MOST_MONTHS:
        raise SpanTooLong(most=MOST_MONTHS)
    return GeneralLedger(str(first), str(last), _general_books(uow, first, last))


def full_names(accounts: Sequence[ChartAccount], *, english: bool = False) -> Mapping[str, str]:
    """The name of each account behind those above it."""
    names: dict[str, str] = {}
    for account in accounts:
        above = names.get(account.parent_code or "")
        name = account.name_en if english else account.name
        names[account.code] = f"{above} - {name}" if above else name
    return names


def _months(first: Period, last: Period) -> Iterator[Period]:
    month = first
    while month <= last:
        yield month
        month = month.next()


def _lines(uow: UnitOfWork, accounts: Collection[UUID], first_day: date, last_day: date) -> Select[Any]:
    columns = (_L.account_id, _L.occurred_on, _L.summary, _L.debit, _L.credit, _E.number)
    foreign = (_L.foreign_currency, _L.foreign_amount, _L.rate)
    return (
        select(*columns, *foreign)
        .select_from(JOURNAL_LINE)
        .join(JOURNAL_ENTRY.table, and_(_E.tenant_id == _L.tenant_id, _E.id == _L.entry_id))
        .where(
            _L.tenant_id == uow.tenant_id,
            _L.company_id == uow.company_id,
            _L.account_id.in_(accounts),
            _L.occurred_on.between(first_day, last_day),
        )
    )


def _line(row: RowMapping) -> BookLine:
    """A line; whom it names and what it is in a foreign currency stand behind its words."""
    words = [row["summary"], row["party"]]
    if row["foreign_amount"]:
        words.append(in_foreign(row["foreign_currency"], row["foreign_amount"], row["rate"]))
    summary = " ".join(word for word in words if word)
    return BookLine(row["occurred_on"], row["number"], summary, row["debit"], row["credit"])
