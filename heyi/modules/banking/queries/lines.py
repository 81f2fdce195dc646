"""Lines of the bank and of the books, matched or not."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ARRAY,
    ColumnElement,
    RowMapping,
    Select,
    Uuid,
    and_,
    any_,
    case,
    exists,
    func,
    literal,
    or_,
    select,
)

from heyi.modules.banking.contracts import BankLineView, BookLine
from heyi.modules.banking.models import (
    BANK_LINE,
    BANK_MATCH_ENTRY,
    BANK_MATCH_LINE,
    BANK_START,
    COUNTED_LINE,
)
from heyi.modules.ledger import api as ledger
from heyi.modules.parties import api as parties
from heyi.modules.payments import api as payments
from heyi.platform.documents.titles import document_titles
from heyi.platform.unit_of_work import UnitOfWork

_B, _C, _ML, _ME = BANK_LINE.c, COUNTED_LINE.c, BANK_MATCH_LINE.c, BANK_MATCH_ENTRY.c
_E, _L = ledger.JOURNAL_ENTRY.table.c, ledger.JOURNAL_LINE.c
_S = BANK_START.c


def among(column: ColumnElement[Any], ids: Collection[UUID]) -> ColumnElement[bool]:
    """Whether the column is one of the ids, however many they are."""
    return column == any_(literal(list(ids), ARRAY(Uuid)))


def start_of(uow: UnitOfWork, money_account_id: UUID) -> RowMapping | None:
    """From which day on the bank's lines are known; None before the first statement."""
    query = select(_S.begins_on, _S.opening, _S.version)
    return uow.first(query.where(_S.tenant_id == uow.tenant_id, _S.money_account_id == money_account_id))


def bank_lines() -> Select[Any]:
    """Lines of the bank that count, each with the match it is in."""
    return (
        select(BANK_LINE, _ML.match_id)
        .select_from(BANK_LINE)
        .join(COUNTED_LINE, and_(_C.tenant_id == _B.tenant_id, _C.id == _B.id))
        .outerjoin(BANK_MATCH_LINE, and_(_ML.tenant_id == _B.tenant_id, _ML.line_id == _B.id))
    )


def amount_in(currency: ColumnElement[Any] | str) -> ColumnElement[Any]:
    """What a line of the books moved on a money account, in the currency the account keeps.

    A line in the account's foreign currency by its foreign amount, on its side; what a rate made of it is nought there.
    """
    foreign = func.coalesce(_L.foreign_amount, 0)
    return case(
        (and_(_L.foreign_currency == currency, _L.credit != 0), -foreign),
        (_L.foreign_currency == currency, foreign),
        else_=_L.debit - _L.credit,
    )


def book_lines(account: payments.MoneyAccountFacts) -> Select[Any]:
    """Lines of the books with their entry, their party, and the match they are in, in the account's currency."""
    party = parties.PARTY.table.c
    return (
        select(
            _L.id,
            _L.entry_id,
            _E.number,
            _L.occurred_on,
            amount_in(account.currency).label("amount"),
            _L.summary,
            party.name.label("party"),
            _L.party_id,
            _E.source_type,
            _E.source_id,
            _E.reverses_id,
            _ME.match_id,
        )
        .select_from(ledger.JOURNAL_LINE)
        .join(ledger.JOURNAL_ENTRY.table, and_(_E.tenant_id == _L.tenant_id, _E.id == _L.entry_id))
        .outerjoin(BANK_MATCH_ENTRY, and_(_ME.tenant_id == _L.tenant_id, _ME.entry_line_id == _L.id))
        .outerjoin(parties.PARTY.table, and_(party.tenant_id == _L.tenant_id, party.id == _other_party()))
    )


def _other_party() -> Any:
    """The party an entry is about: that of this line, or of the first of its lines that names one."""
    other = ledger.JOURNAL_LINE.alias("other").c
    return (
        select(other.party_id)
        .where(other.tenant_id == _L.tenant_id, other.entry_id == _L.entry_id, other.party_id.is_not(None))
        .order_by(other.line_no)
        .limit(1)
        .scalar_subquery()
    )


def of_account(uow: UnitOfWork, account: payments.MoneyAccountFacts) -> list[ColumnElement[bool]]:
    """Which lines of the books are the money account's, but for what was there when the books began.

    What a rate made of a foreign amount moved none of it, so it is none of them.
    """
    return [
        _L.tenant_id == uow.tenant_id,
        _L.company_id == uow.company_id,
        _L.account_id == account.account_id,
        ~_E.kind.startswith(ledger.OPENING),
        amount_in(account.currency) != 0,
    ]


def at_bank(uow: UnitOfWork, money_account_id: UUID) -> list[ColumnElement[bool]]:
    """Which lines of the bank are the money account's."""
    return [
        _B.tenant_id == uow.tenant_id,
        _B.company_id == uow.company_id,
        _B.money_account_id == money_account_id,
    ]


def open_by(day: date, match_id: ColumnElement[Any]) -> ColumnElement[bool]:
    """Whether a line has no match, or one of which a part lies behind the day."""
    later_line, later_entry = BANK_LINE.alias("later_line").c, ledger.JOURNAL_LINE.alias("later_entry").c
    own_line, own_entry = BANK_MATCH_LINE.alias("own_line").c, BANK_MATCH_ENTRY.alias("own_entry").c
    bank_part = exists().where(
        own_line.tenant_id == match_id.table.c.tenant_id,
        own_line.match_id == match_id,
        later_line.tenant_id == own_line.tenant_id,
        later_line.id == own_line.line_id,
        later_line.occurred_on > day,
    )
    book_part = exists().where(
        own_entry.tenant_id == match_id.table.c.tenant_id,
        own_entry.match_id == match_id,
        later_entry.tenant_id == own_entry.tenant_id,
        later_entry.id == own_entry.entry_line_id,
        later_entry.occurred_on > day,
    )
    return or_(match_id.is_(None), bank_part, book_part)


def line_view(row: Mapping[Any, Any]) -> BankLineView:
    """A line of the bank as it is shown."""
    return BankLineView(**{name: row[name] for name in BankLineView.__dataclass_fields__})


def book_views(uow: UnitOfWork, rows: Sequence[RowMapping]) -> list[BookLine]:
    """Lines of the books as they are shown, with the numbers of their documents."""
    titles = document_titles(uow, {(row["source_type"], row["source_id"]) for row in rows})
    plain = set(BookLine.__dataclass_fields__) - {"source_number"}
    return [
        BookLine(
            **{name: row[name] for name in plain},
            source_number=titles.get((row["source_type"], row["source_id"])),
        )
        for row in rows
    ]
