"""Reads of the books; every figure leads to its entries, every entry to its document."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

from sqlalchemy import ColumnElement, RowMapping, and_, select

from heyi.modules.ledger.contracts import (
    AccountLine,
    AccountLines,
    ChartAccount,
    Entry,
    EntryLine,
)
from heyi.modules.ledger.errors import NoSuchAccount
from heyi.modules.ledger.models import ACCOUNT, JOURNAL_ENTRY, JOURNAL_LINE
from heyi.modules.ledger.queries.chart import account_codes, chart, detail_accounts
from heyi.modules.ledger.queries.totals import account_sums, foreign_sums
from heyi.modules.parties import api as parties
from heyi.platform.documents.titles import document_titles
from heyi.platform.errors import NotFound
from heyi.platform.unit_of_work import UnitOfWork

ZERO = Decimal(0)
MOST_LINES = 2_000
_A, _E, _L = ACCOUNT.table.c, JOURNAL_ENTRY.table.c, JOURNAL_LINE.c


def account_lines(uow: UnitOfWork, code: str, *, first_day: date, last_day: date) -> AccountLines:
    """The movements of an account and all below it, with the balance after each; the first 2,000.

    Raises:
        NoSuchAccount: the company has no account of that code.
    """
    account = next((item for item in chart(uow) if item.code == code), None)
    if account is None:
        raise NoSuchAccount(account=code)
    own: tuple[ColumnElement[bool], ...] = (
        _L.tenant_id == uow.tenant_id,
        _L.company_id == uow.company_id,
        _A.tenant_id == uow.tenant_id,
        _A.code.startswith(code, autoescape=True),
    )
    join = and_(_A.tenant_id == _L.tenant_id, _A.id == _L.account_id)
    codes = account_codes(uow)
    before = uow.rows(account_sums(uow, first_day - timedelta(days=1)))
    held = (row for row in before if codes[row["account_id"]].startswith(code))
    opening = sum((row["debit_0"] - row["credit_0"] for row in held), ZERO)
    party = parties.PARTY.table.c
    found = uow.rows(
        select(
            _L.entry_id,
            _E.number,
            _L.occurred_on,
            _L.summary,
            _E.source_type,
            _E.source_id,
            _L.debit,
            _L.credit,
            _L.rate,
            _L.foreign_amount,
            party.name.label("party"),
        )
        .select_from(JOURNAL_LINE)
        .join(ACCOUNT.table, join)
        .join(JOURNAL_ENTRY.table, and_(_E.tenant_id == _L.tenant_id, _E.id == _L.entry_id))
        .outerjoin(parties.PARTY.table, and_(party.tenant_id == _L.tenant_id, party.id == _L.party_id))
        .where(*own, _L.occurred_on >= first_day, _L.occurred_on <= last_day)
        .order_by(_L.occurred_on, _E.number_key, _L.line_no)
        .limit(MOST_LINES + 1)
    )
    foreign = _foreign_before(uow, account, first_day)
    lines = _with_balances(found[:MOST_LINES], (opening, foreign), document_titles(uow, _sources(found)))
    closing, foreign_closing = (lines[-1].balance, lines[-1].foreign_balance) if lines else (opening, foreign)
    cut = len(found) > MOST_LINES
    head = (account.code, account.name, account.name_en)
    return AccountLines(*head, opening, lines, closing, cut, account.currency, foreign, foreign_closing)


def get_entry(uow: UnitOfWork, entry_id: UUID) -> Entry:
    """An entry with its lines and the document that caused it.

    Raises:
        NotFound: it does not exist in this company.
    """
    return _entries(uow, _E.id == entry_id, missing="record.journal_entry")[0]


def entries_of(uow: UnitOfWork, source_type: str, source_id: UUID) -> list[Entry]:
    """The entries that a document caused, in the order of posting."""
    return _entries(uow, and_(_E.source_type == source_type, _E.source_id == source_id))


def _entries(uow: UnitOfWork, which: ColumnElement[bool], *, missing: str = "") -> list[Entry]:
    heads = uow.rows(
        select(JOURNAL_ENTRY.table)
        .where(_E.tenant_id == uow.tenant_id, _E.company_id == uow.company_id, which)
        .order_by(_E.number_key)
    )
    if not heads and missing:
        raise NotFound(what=missing)
    party = parties.PARTY.table.c
    rows = uow.rows(
        select(
            _L.entry_id,
            _L.line_no,
            _L.summary,
            _L.debit,
            _L.credit,
            _L.foreign_currency.label("currency"),
            _L.foreign_amount,
            _L.rate,
            _A.code.label("account_code"),
            _A.name.label("account_name"),
            _A.name_en.label("account_name_en"),
            party.name.label("party"),
        )
        .select_from(JOURNAL_LINE)
        .join(ACCOUNT.table, and_(_A.tenant_id == _L.tenant_id, _A.id == _L.account_id))
        .outerjoin(parties.PARTY.table, and_(party.tenant_id == _L.tenant_id, party.id == _L.party_id))
        .where(_L.tenant_id == uow.tenant_id, _L.entry_id.in_([head["id"] for head in heads]))
        .order_by(_L.entry_id, _L.line_no)
    )
    titles = document_titles(uow, _sources(heads))
    names = (
        "id",
        "period",
        "number",
        "occurred_on",
        "summary",
        "total",
        "source_type",
        "source_id",
        "reverses_id",
    )
    return [
        Entry(
            **{name: head[name] for name in names},
            source_number=titles.get((head["source_type"], head["source_id"])),
            lines=[
                EntryLine(**{name: row[name] for name in EntryLine.__dataclass_fields__})
                for row in rows
                if row["entry_id"] == head["id"]
            ],
        )
        for head in heads
    ]


def _with_balances(
    rows: Sequence[RowMapping],
    opening: tuple[Decimal, Decimal | None],
    titles: Mapping[tuple[str, UUID], str],
) -> list[AccountLine]:
    lines, (balance, foreign) = [], opening
    for row in rows:
        balance += row["debit"] - row["credit"]
        if foreign is not None and row["foreign_amount"] is not None:
            foreign += row["foreign_amount"] if row["debit"] else -row["foreign_amount"]
        number = titles.get((row["source_type"], row["source_id"]))
        lines.append(AccountLine(**row, source_number=number, balance=balance, foreign_balance=foreign))
    return lines


def _foreign_before(uow: UnitOfWork, account: ChartAccount, day: date) -> Decimal | None:
    """What an account that keeps a foreign currency held in it before a day."""
    if account.currency is None:
        return None
    own = detail_accounts(uow)[account.code]
    rows = uow.rows(foreign_sums(uow, [own], day - timedelta(days=1)))
    return sum((row["foreign_debit_0"] - row["foreign_credit_0"] for row in rows), ZERO)


def _sources(rows: Sequence[RowMapping]) -> set[tuple[str, UUID]]:
    return {(row["source_type"], row["source_id"]) for row in rows}
