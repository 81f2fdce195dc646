"""余额调节表: what bank and books hold at the end of a month, and what each does not know yet."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.dialects.postgresql import distinct_on

from heyi.kit.dates import Period
from heyi.modules.banking.contracts import AccountReconciled, Reconciliation
from heyi.modules.banking.models import (
    BANK_LINE,
    BANK_MATCH_ENTRY,
    BANK_MATCH_LINE,
    BANK_RECONCILIATION,
    BANK_START,
    COUNTED_LINE,
)
from heyi.modules.banking.permissions import CONFIRM
from heyi.modules.banking.queries.lines import (
    amount_in,
    at_bank,
    bank_lines,
    book_lines,
    book_views,
    line_view,
    of_account,
    open_by,
)
from heyi.modules.ledger import api as ledger
from heyi.modules.payments import api as payments
from heyi.platform.identity.tables import APP_USER
from heyi.platform.unit_of_work import UnitOfWork

MOST_ITEMS = 500
_ZERO = Decimal(0)
_B, _C, _ML, _ME = BANK_LINE.c, COUNTED_LINE.c, BANK_MATCH_LINE.c, BANK_MATCH_ENTRY.c
_E, _L = ledger.JOURNAL_ENTRY.table.c, ledger.JOURNAL_LINE.c
_S, _R = BANK_START.c, BANK_RECONCILIATION.c


@dataclass(frozen=True)
class _Bank:
    """What the bank's lines of one money account come to by a day."""

    moved: Decimal = _ZERO
    unknown: Decimal = _ZERO
    stated: Decimal | None = None
    last_on: date | None = None


def summaries(uow: UnitOfWork, period: Period) -> list[AccountReconciled]:
    """How every money account stands at the end of a month; those without a statement yet are only told of."""
    last_day = period.last_day
    starts = {
        row["money_account_id"]: row
        for row in uow.rows(
            select(BANK_START).where(_S.tenant_id == uow.tenant_id, _S.company_id == uow.company_id)
        )
    }
    held = _book_balances(uow, last_day)
    banks, unknown_books = _banks(uow, last_day), _unknown_to_bank(uow, last_day)
    confirmed = {
        row["money_account_id"]: row
        for row in uow.rows(
            select(BANK_RECONCILIATION).where(
                _R.tenant_id == uow.tenant_id, _R.company_id == uow.company_id, _R.period == str(period)
            )
        )
    }
    told = []
    for account in payments.money_accounts(uow):
        start = starts.get(account.id)
        begun = start is not None and start["begins_on"] <= last_day
        if not account.active and not begun:
            continue
        book = held.get(account.account_code, _ZERO)
        before = _opening_of(uow, account, start) if begun else _ZERO
        bank = banks.get(account.id, _Bank())
        told.append(
            _summary(
                account,
                start["begins_on"] if start is not None and begun else None,
                book=book,
                opening=before,
                bank=bank,
                book_only=unknown_books.get(account.id, _ZERO),
                confirmed=confirmed.get(account.id),
            )
        )
    return told


def reconciliation(uow: UnitOfWork, money_account_id: UUID, period: Period) -> Reconciliation:
    """The table of one money account and month, with every item that one side does not know.

    Raises:
        NotFound: there is no such money account.
    """
    account = payments.require_money_account(uow, money_account_id)
    (summary,) = [one for one in summaries(uow, period) if one.money_account_id == account.id] or [
        _summary(account, None, book=_ZERO, opening=_ZERO, bank=_Bank(), book_only=_ZERO, confirmed=None)
    ]
    last_day = period.last_day
    bank: Sequence[Any] = ()
    books: Sequence[Any] = ()
    opening_book = opening_bank = _ZERO
    opening_said = False
    if summary.begins_on is not None:
        bank = uow.rows(
            bank_lines()
            .where(*at_bank(uow, account.id), _B.occurred_on <= last_day, open_by(last_day, _ML.match_id))
            .order_by(_B.occurred_on, _B.statement_id, _B.place)
            .limit(MOST_ITEMS + 1)
        )
        books = uow.rows(
            book_lines(account)
            .where(*of_account(uow, account), _unknown_entry(last_day, summary.begins_on))
            .order_by(_L.occurred_on, _E.number_key, _L.line_no)
            .limit(MOST_ITEMS + 1)
        )
        start = _start(uow, account.id)
        opening_book = _book_opening(uow, account, summary.begins_on)
        opening_said = start["opening"] is not None
        opening_bank = start["opening"] if opening_said else opening_book
    items = [line_view(row) for row in bank[:MOST_ITEMS]]
    entries = book_views(uow, books[:MOST_ITEMS])
    confirmed = _confirmation(uow, account.id, period)
    may = summary.begins_on is not None and uow.actor.may(CONFIRM)
    return Reconciliation(
        period=str(period),
        last_day=last_day,
        summary=summary,
        opening_book=opening_book,
        opening_bank=opening_bank,
        opening_said=opening_said,
        bank_in=[line for line in items if line.amount > 0],
        bank_out=[line for line in items if line.amount < 0],
        book_in=[entry for entry in entries if entry.amount > 0],
        book_out=[entry for entry in entries if entry.amount < 0],
        cut=max(len(bank), len(books)) > MOST_ITEMS,
        confirmed_at=confirmed["updated_at"] if confirmed else None,
        confirmed_by=confirmed["person"] if confirmed else None,
        allowed_actions=["confirm"] if may and summary.agrees and summary.state != "confirmed" else [],
    )


def not_reconciled(uow: UnitOfWork, period: Period) -> int:
    """How many money accounts with statements are not reconciled at the end of the month."""
    return sum(1 for one in summaries(uow, period) if one.begins_on is not None and one.state != "confirmed")


def _summary(
    account: payments.MoneyAccountFacts,
    begins_on: date | None,
    *,
    book: Decimal,
    opening: Decimal,
    bank: _Bank,
    book_only: Decimal,
    confirmed: Mapping[Any, Any] | None,
) -> AccountReconciled:
    computed = opening + bank.moved
    stated = computed if bank.stated is None else bank.stated
    adjusted_book, adjusted_bank = book + bank.unknown, stated + book_only
    agrees = begins_on is not None and adjusted_book == adjusted_bank
    state = "no_statement" if begins_on is None else "open"
    if confirmed is not None and agrees:
        same = (confirmed["book_balance"], confirmed["bank_balance"]) == (book, stated)
        state = "confirmed" if same else "changed"
    return AccountReconciled(
        money_account_id=account.id,
        money_account=account.name,
        account_code=account.account_code,
        currency=account.currency,
        kind=account.kind,
        begins_on=begins_on,
        last_line_on=bank.last_on,
        book_balance=book,
        bank_balance=stated if begins_on is not None else _ZERO,
        bank_only=bank.unknown,
        book_only=book_only,
        adjusted_book=adjusted_book,
        adjusted_bank=adjusted_bank if begins_on is not None else _ZERO,
        difference=adjusted_book - adjusted_bank if begins_on is not None else _ZERO,
        missing=stated - computed if begins_on is not None else _ZERO,
        agrees=agrees,
        state=state,
    )


def _book_balances(uow: UnitOfWork, day: date) -> dict[str, Decimal]:
    """What each account holds at the end of a day, in the currency it keeps."""
    books = ledger.trial_balance(uow, first_day=day + timedelta(days=1), last_day=day)
    foreign = ledger.foreign_balances(uow, first_day=day + timedelta(days=1), last_day=day).accounts
    kept = dict.fromkeys(ledger.foreign_accounts(uow), _ZERO)
    own = {row.code: row.opening_debit - row.opening_credit for row in books.rows if row.is_detail}
    return {**own, **kept, **{one.account_code: one.foreign_opening for one in foreign}}


def _opening_of(uow: UnitOfWork, account: payments.MoneyAccountFacts, start: Any) -> Decimal:
    """What the bank said lay there before; where it said nothing, what the books held."""
    said: Decimal | None = start["opening"]
    return _book_opening(uow, account, start["begins_on"]) if said is None else said


def _book_opening(uow: UnitOfWork, account: payments.MoneyAccountFacts, begins_on: date) -> Decimal:
    """What the books held before the first statement, with what was there when the books began."""
    before = uow.scalar(
        select(func.coalesce(func.sum(amount_in(account.currency)), 0))
        .select_from(ledger.JOURNAL_LINE)
        .join(ledger.JOURNAL_ENTRY.table, and_(_E.tenant_id == _L.tenant_id, _E.id == _L.entry_id))
        .where(
            _L.tenant_id == uow.tenant_id,
            _L.company_id == uow.company_id,
            _L.account_id == account.account_id,
            or_(_L.occurred_on < begins_on, _E.kind.startswith(ledger.OPENING)),
        )
    )
    return Decimal(before)


def _start(uow: UnitOfWork, account_id: UUID) -> Any:
    query = select(BANK_START).where(_S.tenant_id == uow.tenant_id, _S.money_account_id == account_id)
    return uow.first(query)


def _banks(uow: UnitOfWork, day: date) -> dict[UUID, _Bank]:
    """What the lines of all money accounts come to by the day, by two queries."""
    here = (_B.tenant_id == uow.tenant_id, _B.company_id == uow.company_id, _B.occurred_on <= day)
    counted = and_(_C.tenant_id == _B.tenant_id, _C.id == _B.id)
    unknown = func.sum(_B.amount).filter(open_by(day, _ML.match_id))
    sums = uow.rows(
        select(
            _B.money_account_id,
            func.sum(_B.amount).label("moved"),
            func.coalesce(unknown, 0).label("unknown"),
        )
        .select_from(BANK_LINE)
        .join(COUNTED_LINE, counted)
        .outerjoin(BANK_MATCH_LINE, and_(_ML.tenant_id == _B.tenant_id, _ML.line_id == _B.id))
        .where(*here)
        .group_by(_B.money_account_id)
    )
    last = uow.rows(
        select(_B.money_account_id, _B.balance, _B.occurred_on)
        .ext(distinct_on(_B.money_account_id))
        .select_from(BANK_LINE)
        .join(COUNTED_LINE, counted)
        .where(*here)
        .order_by(_B.money_account_id, _B.occurred_on.desc(), _B.statement_id.desc(), _B.place.desc())
    )
    stated = {row["money_account_id"]: row for row in last}
    return {
        row["money_account_id"]: _Bank(
            row["moved"],
            Decimal(row["unknown"]),
            stated[row["money_account_id"]]["balance"],
            stated[row["money_account_id"]]["occurred_on"],
        )
        for row in sums
    }


def _unknown_entry(day: date, begins_on: Any) -> ColumnElement[bool]:
    """Whether the bank does not know a line of the books by the day; older ones count only once they are matched."""
    later = or_(_L.occurred_on >= begins_on, _ME.match_id.is_not(None))
    return and_(_L.occurred_on <= day, later, open_by(day, _ME.match_id))


def _unknown_to_bank(uow: UnitOfWork, day: date) -> dict[UUID, Decimal]:
    own, kept = payments.MONEY_ACCOUNT.table.c, ledger.ACCOUNT.table.c
    moved = amount_in(func.coalesce(kept.currency, ""))
    rows = uow.rows(
        select(own.id, func.sum(moved).label("amount"))
        .select_from(ledger.JOURNAL_LINE)
        .join(ledger.JOURNAL_ENTRY.table, and_(_E.tenant_id == _L.tenant_id, _E.id == _L.entry_id))
        .join(
            payments.MONEY_ACCOUNT.table,
            and_(own.tenant_id == _L.tenant_id, own.account_id == _L.account_id),
        )
        .join(ledger.ACCOUNT.table, and_(kept.tenant_id == own.tenant_id, kept.id == own.account_id))
        .join(BANK_START, and_(_S.tenant_id == own.tenant_id, _S.money_account_id == own.id))
        .outerjoin(BANK_MATCH_ENTRY, and_(_ME.tenant_id == _L.tenant_id, _ME.entry_line_id == _L.id))
        .where(
            _L.tenant_id == uow.tenant_id,
            _L.company_id == uow.company_id,
            ~_E.kind.startswith(ledger.OPENING),
            _unknown_entry(day, _S.begins_on),
        )
        .group_by(own.id)
    )
    return {row["id"]: row["amount"] for row in rows}


def _confirmation(uow: UnitOfWork, account_id: UUID, period: Period) -> Any:
    person = APP_USER.c
    return uow.first(
        select(BANK_RECONCILIATION, person.name.label("person"))
        .outerjoin(APP_USER, and_(person.tenant_id == _R.tenant_id, person.id == _R.updated_by))
        .where(_R.tenant_id == uow.tenant_id, _R.money_account_id == account_id, _R.period == str(period))
    )
