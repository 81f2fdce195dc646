"""资产负债表, 利润表, 现金流量表: as of any month, quarter or year, to the last entry."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import Select, and_, func, select

from heyi.kit.dates import Period
from heyi.modules.ledger.contracts import (
    OPENING,
    BooksFrom,
    CashFlowEntries,
    CashFlowEntry,
    Statement,
    StatementRow,
)
from heyi.modules.ledger.models import CASH_FLOW, JOURNAL_ENTRY, JOURNAL_LINE
from heyi.modules.ledger.queries.chart import account_codes, chart, standard
from heyi.modules.ledger.queries.opening import books_from
from heyi.modules.ledger.queries.totals import account_sums, holdings
from heyi.modules.ledger.rules.statements import (
    Form,
    Holdings,
    Sides,
    accounts_of,
    cash_rules,
    filled,
    flow_rows,
    form,
    prior_years,
)
from heyi.platform.errors import NotFound
from heyi.platform.tenancy.names import company_name
from heyi.platform.unit_of_work import UnitOfWork

ZERO = Decimal(0)
MOST_ENTRIES = 2_000
# The column of the year before.
LAST_YEAR = "last_year"
_Days = tuple[date, date]
_C, _E = CASH_FLOW.c, JOURNAL_ENTRY.table.c


class Name(StrEnum):
    """Which statement."""

    BALANCE_SHEET = "balance_sheet"
    INCOME_STATEMENT = "income_statement"
    CASH_FLOW = "cash_flow"


class Span(StrEnum):
    """How long the statement's own time is."""

    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


def first_day_of(span: Span, period: Period) -> date:
    """Where a month, quarter or year that ends with `period` begins."""
    if span is Span.MONTH:
        return period.first_day
    month = 1 if span is Span.YEAR else period.month - (period.month - 1) % 3
    return date(period.year, month, 1)


def statement(uow: UnitOfWork, name: Name, period: Period, span: Span = Span.MONTH) -> Statement:
    """A statement at the end of a month: its own time beside the year, or the balance beside the year's first.

    A year's income and flows of cash stand beside the year before (会小企02表, 03表), which has no amounts where the
    books tell none. Right to the last entry posted: what is not folded yet is counted from its lines. It is read in
    several statements, so that its transaction must see one moment (`snapshot` at the door).
    """
    first, last, year = first_day_of(span, period), period.last_day, date(period.year, 1, 1)
    wanted = form(name, standard(uow))
    began, agrees = books_from(uow), True
    if name is Name.BALANCE_SHEET:
        # Books that begin inside the year know no other beginning than their own, here as in the flows of cash.
        opening, told_from = _since(began, year, last) - timedelta(days=1), began.tell_from(year, last)
        held = {"closing": _held(uow, last), "year_opening": _held(uow, opening)}
        values = {key: filled(wanted, one, {}, ZERO) for key, one in held.items()}
        agrees = len({values["closing"][row] for row in wanted.agrees}) == 1
        return _statement(uow, name, (first, last), values, [None, told_from], agrees=agrees)
    columns: dict[str, Mapping[int, Decimal]] = {}
    tells_from: list[date | None] = []
    for key, days in _columns(name, span, first, last).items():
        if key == LAST_YEAR and not began.tell_year(days[1].year):
            columns[key] = {}
            tells_from.append(None)
            continue
        tells_from.append(_tells_from(uow, name, began, days))
        fill = _income if name is Name.INCOME_STATEMENT else _cash_flow
        columns[key], own = fill(uow, wanted, began, days)
        agrees = agrees and own
    return _statement(uow, name, (first, last), columns, tells_from, agrees=agrees)


def cash_flow_entries(uow: UnitOfWork, row: int, first_day: date, last_day: date) -> CashFlowEntries:
    """The entries that stand on a row of 现金流量表, the latest first, at most 2,000.

    Raises:
        NotFound: money stands on no such row.
    """
    if row not in flow_rows(standard(uow)):
        raise NotFound(what="word.statement")
    query = (
        select(_E.id.label("entry_id"), _E.period, _E.number, _E.occurred_on, _E.summary, _C.amount)
        .join(JOURNAL_ENTRY.table, and_(_E.tenant_id == _C.tenant_id, _E.id == _C.entry_id))
        .where(
            _C.tenant_id == uow.tenant_id,
            _C.company_id == uow.company_id,
            _C.row == row,
            _C.occurred_on.between(first_day, last_day),
        )
        .order_by(_E.number_key.desc())
        .limit(MOST_ENTRIES + 1)
    )
    found = [CashFlowEntry(**entry) for entry in uow.rows(query)]
    return CashFlowEntries(found[:MOST_ENTRIES], len(found) > MOST_ENTRIES)


def _columns(name: Name, span: Span, first: date, last: date) -> dict[str, _Days]:
    """The columns of a statement of a time, as its form orders them, with their days."""
    whole = (date(last.year, 1, 1), last)
    if span is Span.YEAR:
        before = last.year - 1
        return {"year_to_date": whole, LAST_YEAR: (date(before, 1, 1), date(before, 12, 31))}
    both = {"span": (first, last), "year_to_date": whole}
    return both if name is Name.INCOME_STATEMENT else dict(reversed(both.items()))


def _tells_from(uow: UnitOfWork, name: Name, began: BooksFrom, days: _Days) -> date | None:
    """From which day on a column is told, where not from its first: money's flows may be untold though all else is."""
    told_from = began.tell_from(*days)
    if told_from is None and name is Name.CASH_FLOW and began.day_before is not None:
        untold = _brought_in(uow, _cash_accounts(uow), _since(began, *days), days[1]).subquery().c
        # What was entered and taken back again comes to nought on both sides.
        sides = uow.rows(
            select(func.sum(untold.debit).label("debit"), func.sum(untold.credit).label("credit"))
        )[0]
        if sides["debit"] or sides["credit"]:
            return began.day_before + timedelta(days=1)
    return told_from


def _income(
    uow: UnitOfWork, wanted: Form, began: BooksFrom, days: _Days
) -> tuple[Mapping[int, Decimal], bool]:
    """A column of 利润表, and whether its profit is what all accounts of profit and loss moved."""
    moved = _moved(uow, began, *days)
    values = filled(wanted, moved, {}, ZERO)
    return values, values[wanted.agrees[0]] == -_profit_and_loss(uow, moved)


def _cash_flow(
    uow: UnitOfWork, wanted: Form, began: BooksFrom, days: _Days
) -> tuple[Mapping[int, Decimal], bool]:
    """A column of 现金流量表, and whether it comes to the cash that was there at its end."""
    first, last = days
    since = _since(began, first, last)
    values = filled(wanted, Holdings({}), _flows(uow, since, last), _cash(uow, since, last))
    return values, values[wanted.agrees[0]] == _cash(uow, last + timedelta(days=1), last)


def _statement(
    uow: UnitOfWork,
    name: Name,
    days: _Days,
    columns: Mapping[str, Mapping[int, Decimal]],
    tells_from: list[date | None],
    *,
    agrees: bool,
) -> Statement:
    wanted = form(name, standard(uow))
    rows = _rows(wanted, list(columns.values()))
    return Statement(name, wanted.number, company_name(uow), *days, list(columns), tells_from, agrees, rows)


def _held(uow: UnitOfWork, day: date) -> Holdings:
    codes, by_party = account_codes(uow), _by_party(standard(uow))
    of_parties = {account_id: code for account_id, code in codes.items() if code.startswith(by_party)}
    accounts: dict[str, Decimal] = {}
    together: dict[str, Decimal] = {}
    sides: dict[str, Sides] = {}
    for row in uow.rows(holdings(uow, of_parties, day)):
        if row["of"] == "accounts":
            accounts[codes[row["account_id"]]] = row["net"]
        elif row["of"] == "parties":
            together[codes[row["account_id"]]] = row["net"]
        else:
            sides[row["code"]] = Sides(row["debit"], row["credit"])
    alone = {code: accounts.get(code, ZERO) - together.get(code, ZERO) for code in of_parties.values()}
    return Holdings(accounts, sides, alone)


def _by_party(chart: str) -> tuple[str, ...]:
    """The accounts whose debit and credit parties stand in different rows of the balance sheet."""
    lines = form(Name.BALANCE_SHEET, chart).lines
    return tuple(
        {
            code
            for line in lines
            for term in line.terms
            if term.mode.endswith("by_party")
            for code in term.codes
        }
    )


def _since(began: BooksFrom, first: date, last: date) -> date:
    """The first day whose movements count: what stood before the books, or in a part of a year before, is opening."""
    return began.until(first - timedelta(days=1), last) + timedelta(days=1)


def _moved(uow: UnitOfWork, began: BooksFrom, first: date, last: date) -> Holdings:
    codes = account_codes(uow)
    before = began.until(first - timedelta(days=1), last)
    query = account_sums(uow, before, last, with_closing=False)
    return Holdings(
        {
            codes[row["account_id"]]: (row["debit_1"] - row["debit_0"]) - (row["credit_1"] - row["credit_0"])
            for row in uow.rows(query)
        }
    )


def _flows(uow: UnitOfWork, first: date, last: date) -> Mapping[int, Decimal]:
    query = (
        select(_C.row, func.sum(_C.amount).label("amount"))
        .where(
            _C.tenant_id == uow.tenant_id,
            _C.company_id == uow.company_id,
            _C.occurred_on.between(first, last),
        )
        .group_by(_C.row)
    )
    return {row["row"]: row["amount"] for row in uow.rows(query)}


def _cash(uow: UnitOfWork, first: date, last: date) -> Decimal:
    """What lay in cash and bank before a day, with what an opening within the span brought there that tells no flow."""
    cash = _cash_accounts(uow)
    rows = uow.rows(account_sums(uow, first - timedelta(days=1)))
    held = sum((row["debit_0"] - row["credit_0"] for row in rows if row["account_id"] in cash), ZERO)
    brought_in = _brought_in(uow, cash, first, last).subquery()
    change = func.coalesce(func.sum(brought_in.c.debit - brought_in.c.credit), ZERO)
    return Decimal(held + uow.scalar(select(change)))


def _cash_accounts(uow: UnitOfWork) -> list[UUID]:
    own = cash_rules(standard(uow)).cash
    return [account_id for account_id, code in account_codes(uow).items() if code.startswith(own)]


def _brought_in(uow: UnitOfWork, cash: Sequence[UUID], first: date, last: date) -> Select[Any]:
    """The lines by which an opening within a span brought money, without a word how it flowed."""
    line = JOURNAL_LINE.c
    return (
        select(line.debit, line.credit)
        .join(JOURNAL_ENTRY.table, and_(_E.tenant_id == line.tenant_id, _E.id == line.entry_id))
        .where(
            line.tenant_id == uow.tenant_id,
            line.company_id == uow.company_id,
            line.account_id.in_(cash),
            line.occurred_on.between(first, last),
            _E.source_type == "voucher",
            _E.kind.startswith(OPENING),
            ~select(_C.id).where(_C.tenant_id == _E.tenant_id, _C.entry_id == _E.id).exists(),
        )
    )


def _profit_and_loss(uow: UnitOfWork, moved: Holdings) -> Decimal:
    """What all accounts of profit and loss moved but those that correct earlier years, debit minus credit."""
    apart = prior_years(standard(uow))
    codes = {
        account.code
        for account in chart(uow)
        if account.account_class == "profit_loss" and not account.code.startswith(apart)
    }
    return sum((amount for code, amount in moved.accounts.items() if code in codes), ZERO)


def _rows(wanted: Form, columns: Sequence[Mapping[int, Decimal]]) -> list[StatementRow]:
    return [
        StatementRow(
            line.row,
            line.zh,
            line.en,
            line.style,
            line.indent,
            line.side,
            [] if line.row is None else [amounts.get(line.row) for amounts in columns],
            [] if line.row is None else accounts_of(wanted, line.row),
            line.flow,
        )
        for line in wanted.lines
    ]
