"""Take the trial balance, the lines of an account, and statements out as a workbook."""

from collections.abc import Iterable, Sequence
from datetime import date
from io import BytesIO

from heyi.kit.sheets_out import SheetFormat, write_rows
from heyi.kit.tabular import Amount, Cell
from heyi.modules.ledger.actions.printing_books import span_of, told_partly
from heyi.modules.ledger.contracts import Statement
from heyi.modules.ledger.queries.books import full_names
from heyi.modules.ledger.queries.chart import chart
from heyi.modules.ledger.queries.entries import account_lines
from heyi.modules.ledger.queries.trial_balance import trial_balance
from heyi.platform.messages import translate
from heyi.platform.tenancy.names import company_name
from heyi.platform.unit_of_work import UnitOfWork

_AMOUNTS = (
    "opening_debit",
    "opening_credit",
    "debit",
    "credit",
    "year_debit",
    "year_credit",
    "closing_debit",
    "closing_credit",
)
_LINE = ("occurred_on", "number", "summary", "party", "debit", "credit", "balance")
_FOREIGN = ("currency", "foreign_amount", "rate", "foreign_balance")


def balance_sheet_of_accounts(uow: UnitOfWork, first_day: date, last_day: date, level: int) -> bytes:
    """The 科目余额表 of a span, to a level of the chart."""
    rows = trial_balance(uow, first_day=first_day, last_day=last_day).rows
    english = uow.actor.language == "en"
    told: list[list[Cell]] = [
        [row.code, row.name_en if english else row.name, *(Amount(getattr(row, name)) for name in _AMOUNTS)]
        for row in rows
        if row.level <= level
    ]
    return _workbook(uow, "paper.balance", span_of(first_day, last_day), ("code", "name", *_AMOUNTS), told)


def account_sheet(uow: UnitOfWork, code: str, first_day: date, last_day: date) -> bytes:
    """The lines of an account and all below it, the first 2,000, with the balance after each.

    Raises:
        NoSuchAccount: the company has no account of that code.
    """
    found = account_lines(uow, code, first_day=first_day, last_day=last_day)
    names = (*_LINE, *_FOREIGN) if found.currency else _LINE
    opening: list[Cell] = [first_day, "", translate("sheet.opening", uow.actor.language, {}), "", None, None]
    rows: list[list[Cell]] = [[*opening, Amount(found.opening)]]
    if found.currency:
        rows[0] += [found.currency, None, None, found.foreign_opening]
    for line in found.lines:
        said: list[Cell] = [line.occurred_on, line.number, line.summary, line.party]
        said += [Amount(line.debit), Amount(line.credit), Amount(line.balance)]
        if found.currency:
            said += [found.currency, *(getattr(line, name) for name in _FOREIGN[1:])]
        rows.append(said)
    full_name = full_names(chart(uow), english=uow.actor.language == "en")[code]
    span = f"{code} {full_name} {span_of(first_day, last_day)}"
    return _workbook(uow, "paper.detail", span, names, rows)


def statement_sheet(uow: UnitOfWork, statement: Statement) -> bytes:
    """A statement, row by row as its form has them."""
    english = uow.actor.language == "en"
    header = [translate(f"paper.column.{one}", uow.actor.language, {}) for one in statement.columns]
    nothing: list[Cell] = [None] * len(header)
    rows: list[list[Cell]] = []
    for row in statement.rows:
        amounts: list[Cell] = ["—" if one is None else Amount(one) for one in row.amounts]
        rows.append([row.en if english else row.zh, row.row, *(amounts or nothing)])
    is_sheet = statement.name == "balance_sheet"
    last = statement.last_day.isoformat()
    span = last if is_sheet else span_of(statement.first_day, statement.last_day)
    rows += [[told] for told in told_partly(statement, uow.actor.language)]
    return _workbook(uow, f"paper.{statement.name}", span, ("item", "row"), rows, header)


def _workbook(
    uow: UnitOfWork,
    title: str,
    span: str,
    names: Sequence[str],
    rows: Iterable[Sequence[Cell]],
    more: Sequence[str] = (),
) -> bytes:
    language = uow.actor.language
    header = [*(translate(f"sheet.{name}", language, {}) for name in names), *more]
    file = BytesIO()
    head = translate(title, language, {})
    above = (head, company_name(uow), span)
    write_rows(file, SheetFormat.XLSX, header=header, rows=rows, title=head, above=above)
    return file.getvalue()
