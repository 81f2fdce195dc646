"""How ledgers, the trial balance and statements are laid out on pages: pure."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby
from typing import Any, Final

from heyi.kit.dates import Period
from heyi.kit.money import on_paper
from heyi.modules.ledger.contracts import (
    ZERO,
    AccountBook,
    BookLine,
    GeneralBook,
    Statement,
    StatementRow,
    TrialBalance,
    TrialBalanceRow,
)

# A page of A4 takes so many rows of a ledger, among them what is brought forward and what is carried.
ROWS_A_PAGE: Final = 32


@dataclass(frozen=True)
class _Row:
    """A row of a ledger: what it is called (the template has words for it), its amounts, the balance after it.

    `month_debit` and `month_credit` are what moved in the month until and with it: what is carried to the next page.
    """

    kind: str
    day: date | None
    number: str
    summary: str
    debit: Decimal | None
    credit: Decimal | None
    balance: Decimal
    month_debit: Decimal = ZERO
    month_credit: Decimal = ZERO


def detail_pages(
    books: Iterable[AccountBook], first_day: date, last_day: date = date.max, *, rows: int = ROWS_A_PAGE
) -> list[dict[str, Any]]:
    """The pages of a 明细账, each account on its own: what goes on is carried (过次页) and brought (承前页).

    A month's sums stand on its last day, as in the 总账, or on that of the span where it ends before.
    """
    return [page for book in books for page in _pages(book, first_day, last_day, rows)]


def general_blocks(books: Iterable[GeneralBook], first_day: date) -> list[dict[str, Any]]:
    """The accounts of a 总账 with their months."""
    return [{"account": f"{book.code} {book.name}", "rows": _months(book, first_day)} for book in books]


def balance_table(balance: TrialBalance, level: int) -> dict[str, Any]:
    """The rows of a 科目余额表 to a level, and its totals."""
    told = [row.code for row in balance.rows if any(_six(row))]
    # What moved in the year only has no amount here, unless something below it has.
    shown = {row.code for row in balance.rows if any(code.startswith(row.code) for code in told)}
    rows = [row for row in balance.rows if row.level <= level and row.code in shown]
    return {
        "rows": [
            {
                "code": row.code,
                "name": row.name,
                "level": row.level,
                "is_group": not row.is_detail,
                "amounts": _six(row),
            }
            for row in rows
        ],
        "totals": _six(balance.totals),
    }


def statement_sides(statement: Statement) -> list[list[dict[str, Any]]]:
    """The rows of a statement: those of the balance sheet on two sides, the others on one."""
    sides = [[row for row in statement.rows if row.side == side] for side in ("asset", "liability_equity")]
    if not any(sides):
        sides = [list(statement.rows)]
    return [[_statement_row(row) for row in side] for side in sides]


def _pages(book: AccountBook, first_day: date, last_day: date, most: int) -> Iterator[dict[str, Any]]:
    rows = list(_rows(book, first_day, last_day))
    parts = list(_parts(rows, most))
    for place, part in enumerate(parts, start=1):
        shown = [_shown(row) for row in part]
        if place > 1:
            shown.insert(0, _carried("brought", parts[place - 2][-1]))
        if place < len(parts):
            shown.append(_carried("carried", part[-1]))
        yield {
            "account": f"{book.code} {book.name}",
            "page": str(place),
            "pages": str(len(parts)),
            "rows": shown,
        }


def _parts(rows: Sequence[_Row], most: int) -> Iterator[Sequence[_Row]]:
    """As many rows as a page takes beside what is carried from one and to another."""
    at = 0
    while at < len(rows):
        brought = 1 if at else 0
        rest = len(rows) - at
        room = most - brought
        take = rest if rest <= room else room - 1
        yield rows[at : at + take]
        at += take


def _rows(book: AccountBook, first_day: date, last_day: date) -> Iterator[_Row]:
    balance = book.opening
    kind = "year_opening" if (first_day.month, first_day.day) == (1, 1) else "opening"
    yield _Row(kind, first_day, "", "", None, None, balance)
    year, (year_debit, year_credit) = first_day.year, (book.year_debit, book.year_credit)
    for (of_year, month), lines in groupby(book.lines, key=_month):
        if of_year != year:
            year, year_debit, year_credit = of_year, ZERO, ZERO
        debit = credit = ZERO
        last = min(Period(of_year, month).last_day, last_day)
        for line in lines:
            debit, credit = debit + line.debit, credit + line.credit
            balance += line.debit - line.credit
            yield _Row(
                "line", line.day, line.number, line.summary, line.debit, line.credit, balance, debit, credit
            )
        year_debit, year_credit = year_debit + debit, year_credit + credit
        yield _Row("month", last, "", "", debit, credit, balance, debit, credit)
        yield _Row("year", last, "", "", year_debit, year_credit, balance, debit, credit)


def _month(line: BookLine) -> tuple[int, int]:
    return line.day.year, line.day.month


def _carried(kind: str, row: _Row) -> dict[str, str]:
    return _shown(_Row(kind, None, "", "", row.month_debit, row.month_credit, row.balance))


def _shown(row: _Row) -> dict[str, str]:
    is_line = row.kind == "line"
    return {
        "kind": row.kind,
        "month": f"{row.day:%m}" if row.day else "",
        "day": f"{row.day:%d}" if row.day else "",
        "year": f"{row.day:%Y}" if row.day else "",
        "number": row.number,
        "summary": row.summary,
        "debit": on_paper(row.debit, with_zero=not is_line),
        "credit": on_paper(row.credit, with_zero=not is_line),
        **_side(row.balance),
    }


def _months(book: GeneralBook, first_day: date) -> list[dict[str, str]]:
    balance = book.opening
    kind = "year_opening" if first_day.month == 1 else "opening"
    rows = [_shown(_Row(kind, first_day, "", "", None, None, balance))]
    for month in book.months:
        balance += month.debit - month.credit
        rows.append(_shown(_Row("month", month.last_day, "", "", month.debit, month.credit, balance)))
        rows.append(
            _shown(_Row("year", month.last_day, "", "", month.year_debit, month.year_credit, balance))
        )
    return rows


def _side(balance: Decimal) -> dict[str, str]:
    side = "debit" if balance > 0 else "credit" if balance < 0 else "even"
    return {"side": side, "balance": on_paper(abs(balance), with_zero=True)}


def _six(row: TrialBalanceRow) -> list[str]:
    amounts = (
        row.opening_debit,
        row.opening_credit,
        row.debit,
        row.credit,
        row.closing_debit,
        row.closing_credit,
    )
    return [on_paper(amount) for amount in amounts]


def _statement_row(row: StatementRow) -> dict[str, Any]:
    return {
        "row": "" if row.row is None else str(row.row),
        "name": row.zh,
        "style": row.style,
        "indent": row.indent,
        "amounts": ["—" if amount is None else on_paper(amount) for amount in row.amounts],
    }
