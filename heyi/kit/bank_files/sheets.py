"""Statements as tables: of the large banks, of Alipay and WeChat, and of whoever says what his columns mean."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cache
from importlib import resources
from typing import Any, Final

from heyi.kit.bank_files.lines import BankFile, BankLine, RowProblem, breaks, clipped, distinct, in_order
from heyi.kit.bank_files.values import plain, read_amount, read_day
from heyi.kit.tables import TableLimits
from heyi.kit.tabular import open_table

# Which columns a mapping may name.
FIELDS: Final = (
    "occurred_on",
    "amount",
    "direction",
    "income",
    "expense",
    "balance",
    "counterparty",
    "counterparty_account",
    "reference",
    "summary",
    "note",
)
OWN: Final = "own"
# A row whose money is said to be neither in nor out, and nothing in it tells which.
NEITHER: Final = "neither_in_nor_out"
_PREAMBLE_ROWS: Final = 60
_SAMPLE_ROWS: Final = 5
_MOST_PROBLEMS: Final = 200
_BRACKETS: Final = re.compile(r"\[.*$")
_LAST_BRACKET: Final = re.compile(r"\([^()]*\)$")
# A number of an account, in groups of four or without blanks, digits hidden or not; at Alipay a name.
_NUMBER: Final = r"[0-9*]{4}(?: [0-9*]{4})+(?: [0-9*]{1,3})?(?![-/0-9])|[0-9A-Za-z@.*-]+"
# Alipay writes who paid before his account: a name, and in brackets what is shown of the account.
_NAMED_ACCOUNT: Final = re.compile(r"(?P<name>[^()@]+)\((?P<account>[^()]+)\)")
_Row = Sequence[str | None]
# Which columns each field is read from.
Columns = Mapping[str, tuple[int, ...]]


@dataclass(frozen=True)
class _Words:
    """The words of layouts.json."""

    fields: Mapping[str, Sequence[str]]
    several: frozenset[str]
    banks: Sequence[tuple[str, frozenset[str]]]
    income: frozenset[str]
    expense: frozenset[str]
    neutral: frozenset[str]
    neutral_income: Sequence[str]
    neutral_expense: Sequence[str]
    failed: Sequence[str]
    fee: re.Pattern[str]
    foot: tuple[str, ...]
    end: tuple[str, ...]
    account: re.Pattern[str]
    currency: re.Pattern[str]
    currencies: Mapping[str, str]


def _said(words: Iterable[str], value: str) -> re.Pattern[str]:
    """One of the words, perhaps with its translation and a colon, and what it says, where that is in the same cell."""
    either = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{either})(?:\[[^\]]*\])?\s*:?\s*\[?(?P<value>{value})?", re.IGNORECASE)


@cache
def _words() -> _Words:
    source = resources.files("heyi.kit.bank_files").joinpath("layouts.json")
    told: Mapping[str, Any] = json.loads(source.read_text(encoding="utf-8"))
    return _Words(
        fields=told["fields"],
        several=frozenset(told["several"]),
        banks=[(bank["name"], frozenset(bank["headings"])) for bank in told["banks"]],
        income=frozenset(told["income_words"]),
        expense=frozenset(told["expense_words"]),
        neutral=frozenset(told["neutral_words"]),
        neutral_income=told["neutral_income"],
        neutral_expense=told["neutral_expense"],
        failed=told["failed_words"],
        fee=re.compile(rf"(?:{'|'.join(told['fee_words'])})[^0-9]{{0,4}}([0-9][0-9,.]*)"),
        foot=tuple(told["foot_words"]),
        end=tuple(told["end_words"]),
        account=_said(told["account_words"], _NUMBER),
        currency=_said(told["currency_words"], r"\w+"),
        currencies=told["currencies"],
    )


def read_sheet(
    data: bytes, filename: str, *, limits: TableLimits, mapping: Mapping[str, str] | None = None
) -> BankFile:
    """Read a statement that is a table, behind whatever stands before its headings.

    `mapping` says which heading each field is read from, where the headings are none that we know.

    Raises:
        TableError: the file cannot be read as a table, or holds too much.
    """
    stream = open_table(data, filename, limits=limits)
    rows: list[tuple[int, _Row]] = [(stream.header_row, stream.header), *stream.rows]
    place, columns, layout = _headings_of(rows, mapping)
    if layout is None:
        headings = [cell or "" for cell in rows[place][1]]
        shown = rows[place + 1 : place + 1 + _SAMPLE_ROWS]
        sample = [[clipped(cell or "") for cell in row] for _, row in shown]
        return BankFile(layout=None, headings=headings, sample=sample)
    lines: list[BankLine] = []
    problems: list[RowProblem] = []
    left_out: list[RowProblem] = []
    skipped = 0
    for number, row in rows[place + 1 :]:
        if any(word in (row[0] or "") for word in _words().end):
            break  # a second table with sums
        read = _read_row(number, row, columns)
        if isinstance(read, tuple):
            lines += read
        elif read is None:
            skipped += 1
        elif read.code == NEITHER:
            left_out.append(read)
        elif len(problems) < _MOST_PROBLEMS:
            problems.append(read)
    ordered = in_order(lines)
    first, last = (ordered[0], ordered[-1]) if ordered else (None, None)
    return BankFile(
        layout=layout,
        lines=ordered,
        problems=problems,
        opening=None if first is None or first.balance is None else first.balance - first.amount,
        closing=None if last is None else last.balance,
        headings=[cell or "" for cell in rows[place][1]],
        skipped=skipped,
        left_out=left_out,
        gaps=breaks(ordered),
        accounts=_owners(rows[:place], rows[place + 1 :], columns.get("own_account", ())),
        currencies=_currencies(rows[:place], rows[place + 1 :], columns.get("currency", ())),
    )


_Rows = Sequence[tuple[int, _Row]]


def _owners(above: _Rows, rows: _Rows, columns: Sequence[int]) -> tuple[str, ...]:
    """The numbers of the account it is of, as its head or a column says them."""
    told = (*_told_above(above, _words().account), *_told_in(rows, columns))
    return distinct(one for one in told if "@" in one or any(sign.isdigit() for sign in one))


def _currencies(above: _Rows, rows: _Rows, columns: Sequence[int]) -> tuple[str, ...]:
    """The codes of the currencies it is in, as its head or a column says them in words that we know."""
    told = (*_told_above(above, _words().currency), *_told_in(rows, columns))
    return distinct(_words().currencies.get(one.lower(), "") for one in told)


def _told_above(above: _Rows, pattern: re.Pattern[str]) -> Iterator[str]:
    for _, row in above:
        cells = [plain(cell or "") for cell in row]
        for at, cell in enumerate(cells):
            for found in pattern.finditer(cell):
                beside = next((one for one in cells[at + 1 :] if one), "")
                yield clipped(found["value"] or (beside if found.end() == len(cell) else ""))


def _told_in(rows: _Rows, columns: Sequence[int]) -> Iterator[str]:
    return (plain(row[at] or "") for _, row in rows for at in columns if at < len(row))


def signature(headings: Iterable[str]) -> str:
    """By what a table is known again: its headings, in plain characters."""
    return "|".join(_bare(heading) for heading in headings)


def _headings_of(
    rows: Sequence[tuple[int, _Row]], mapping: Mapping[str, str] | None
) -> tuple[int, Columns, str | None]:
    """Where the headings stand, what they mean, and whose they are; else the widest row and nobody's."""
    for place, (_, row) in enumerate(rows[:_PREAMBLE_ROWS]):
        cells = [_bare(cell or "") for cell in row]
        columns = _mapped(cells, mapping) if mapping else _known(cells)
        if _suffices(columns):
            return place, columns, OWN if mapping else _bank_of(cells)
    widest = max(
        range(min(len(rows), _PREAMBLE_ROWS)),
        key=lambda place: (sum(1 for cell in rows[place][1] if cell), -place),
    )
    return widest, {}, None


def _bare(heading: str) -> str:
    """A heading without its translation in square brackets, in plain characters."""
    return "".join(_BRACKETS.sub("", plain(heading)).lower().split())


def _known(cells: Sequence[str]) -> Columns:
    columns: dict[str, tuple[int, ...]] = {}
    for name, headings in _words().fields.items():
        found = [at for heading in headings for at, cell in enumerate(cells) if _says(cell, heading)]
        if found:
            columns[name] = tuple(dict.fromkeys(found)) if name in _words().several else (found[0],)
    # A column that says which way money went is no word about what it was for.
    directions = set(columns.get("direction", ()))
    if "summary" in columns:
        columns["summary"] = tuple(at for at in columns["summary"] if at not in directions)
    return columns


def _says(cell: str, heading: str) -> bool:
    bare = "".join(heading.split())
    return bare in (cell, _LAST_BRACKET.sub("", cell))


def _mapped(cells: Sequence[str], mapping: Mapping[str, str]) -> Columns:
    return {
        name: (cells.index(_bare(heading)),)
        for name, heading in mapping.items()
        if name in FIELDS and _bare(heading) in cells
    }


def _suffices(columns: Columns) -> bool:
    return "occurred_on" in columns and bool(columns.keys() & {"amount", "income", "expense"})


def _bank_of(cells: Sequence[str]) -> str:
    for name, headings in _words().banks:
        if all(any(_says(cell, heading) for cell in cells) for heading in headings):
            return name
    return "table"


def _read_row(number: int, row: _Row, columns: Columns) -> tuple[BankLine, ...] | RowProblem | None:
    """The lines in a row, its fee as one of its own; None where it moves no money; or why it cannot be read."""

    def cell(name: str) -> str:
        parts = (row[at] or "" for at in columns.get(name, ()) if at < len(row))
        return clipped(" ".join(dict.fromkeys(plain(part) for part in parts if plain(part) not in ("", "/"))))

    day = read_day(cell("occurred_on"))
    if day is None:
        first = next((plain(text) for text in row if text), "")
        is_foot = any(word in first.lower() for word in _words().foot) or not cell("occurred_on")
        return None if is_foot else RowProblem(number, "day_unreadable", cell("occurred_on"))
    amount = _amount_of(number, cell, columns)
    neutral = amount is None
    if neutral:
        amount = _amount_of_neutral(number, cell)
    if not isinstance(amount, Decimal):
        return amount
    line = _line(number, day, amount, cell) if amount else None
    if not isinstance(line, BankLine):
        return line
    return _and_fee(line, cell("fee")) if neutral and amount < 0 else (line,)


def _amount_of_neutral(number: int, cell: Any) -> Decimal | RowProblem | None:
    """What of a payment service's own matters came in or went out, by the words of its row.

    Money drawn to the bank leaves the service, money paid in or paid back comes into it. What failed moved nothing.
    """
    said = f"{cell('summary')} {cell('note')}"
    amount = read_amount(cell("amount"))
    if not amount or any(word in cell("status") for word in _words().failed):
        return None
    if any(word in said for word in _words().neutral_expense):
        return -abs(amount)
    if any(word in said for word in _words().neutral_income):
        return abs(amount)
    return RowProblem(number, NEITHER, clipped(f"{said} {cell('amount')}"))


def _and_fee(line: BankLine, said: str) -> tuple[BankLine, ...]:
    """What was drawn to the bank, and what the service took for it, which stands in a column or in a remark."""
    told = _words().fee.search(line.summary)
    fee = abs(read_amount(said or (told[1].rstrip(".,") if told else "")) or Decimal(0))
    if not fee:
        return (line,)
    words = told[0] if told else said
    drawn = replace(
        line,
        balance=None if line.balance is None else line.balance + fee,
        summary=clipped(line.summary.replace(words, "")),
    )
    return drawn, replace(line, amount=-fee, summary=words)


def _line(number: int, day: date, amount: Decimal, cell: Any) -> BankLine | RowProblem:
    shown = cell("balance")
    balance = read_amount(shown)
    if shown and balance is None:
        return RowProblem(number, "amount_unreadable", shown)
    other = "payer" if amount > 0 else "payee"
    name = cell("counterparty") or cell(other)
    account = cell("counterparty_account") or cell(f"{other}_account")
    if not name and (told := _NAMED_ACCOUNT.fullmatch(account)):
        name, account = told["name"], told["account"]
    summary = " ".join(dict.fromkeys(part for part in (cell("summary"), cell("note")) if part))
    return BankLine(
        row=number,
        occurred_on=day,
        amount=amount,
        balance=balance,
        counterparty=name,
        counterparty_account=account,
        reference=cell("reference"),
        summary=clipped(summary),
    )


def _amount_of(number: int, cell: Any, columns: Columns) -> Decimal | RowProblem | None:
    """What came in, or below zero what went out; None where neither."""
    if columns.keys() & {"income", "expense"}:
        total = Decimal(0)
        for name, sign in (("income", 1), ("expense", -1)):
            shown = cell(name)
            amount = Decimal(0) if shown in ("", "-", "--") else read_amount(shown)
            if amount is None:
                return RowProblem(number, "amount_unreadable", shown)
            # Some banks write what went out with a sign, others without.
            total += sign * (abs(amount) if name == "expense" and total == 0 else amount)
        return total
    shown, way = cell("amount"), plain(_first(cell, columns)).lower()
    amount = read_amount(shown)
    if amount is None:
        return RowProblem(number, "amount_unreadable", shown)
    if "direction" not in columns:
        return amount
    if way in _words().income:
        return amount
    if way in _words().expense:
        return -abs(amount)
    return None if way in _words().neutral or not way else RowProblem(number, "direction_unknown", way)


def _first(cell: Any, columns: Columns) -> str:
    return str(cell("direction")) if "direction" in columns else ""
