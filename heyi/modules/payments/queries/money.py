"""Where money lies: the money accounts, what they hold, and what came and went."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

from sqlalchemy import select

from heyi.modules.ledger import api as ledger
from heyi.modules.payments.contracts import MoneyAccountFacts, MoneyBalance, MoneyBalances
from heyi.modules.payments.errors import MoneyAccountOff
from heyi.modules.payments.models import MONEY_ACCOUNT
from heyi.platform.errors import NotFound
from heyi.platform.unit_of_work import UnitOfWork

# Cash on hand, bank deposits, other money, and what lies below them.
MONEY_ACCOUNTS = ("1001", "1002", "1012")
_ZERO = Decimal(0)
_M = MONEY_ACCOUNT.table


def money_accounts(uow: UnitOfWork) -> Sequence[MoneyAccountFacts]:
    """The money accounts of the company, in the order they were made; kept until somebody changes them."""

    def load() -> Sequence[MoneyAccountFacts]:
        codes, kept = ledger.account_codes(uow), ledger.foreign_accounts(uow)
        query = (
            select(_M)
            .where(_M.c.tenant_id == uow.tenant_id, _M.c.company_id == uow.company_id)
            .order_by(_M.c.id)
        )
        names = ("id", "name", "kind", "account_id", "is_default", "active", "number")
        return [
            MoneyAccountFacts(
                account_code=(code := codes[row["account_id"]]),
                currency=(kept[code].currency if code in kept else None) or uow.facts.currency,
                **{name: row[name] for name in names},
            )
            for row in uow.rows(query)
        ]

    return uow.settled("payments.money_accounts", load)


def require_money_account(uow: UnitOfWork, account_id: UUID) -> MoneyAccountFacts:
    """One money account.

    Raises:
        NotFound: the company has none of that id.
    """
    found = next((item for item in money_accounts(uow) if item.id == account_id), None)
    if found is None:
        raise NotFound(what="record.money_account")
    return found


def usable_account(uow: UnitOfWork, account_id: UUID | None) -> MoneyAccountFacts:
    """The money account that was chosen, or that is meant where nobody chooses.

    Raises:
        NotFound: the company has none of that id.
        MoneyAccountOff: it is switched off.
    """
    if account_id is None:
        return default_account(uow)
    chosen = require_money_account(uow, account_id)
    if not chosen.active:
        raise MoneyAccountOff(name=chosen.name)
    return chosen


def default_account(uow: UnitOfWork) -> MoneyAccountFacts:
    """The money account that is meant where nobody chooses."""
    return next(item for item in money_accounts(uow) if item.is_default)


def money_balances(uow: UnitOfWork, on: date) -> MoneyBalances:
    """What lies in each money account at the end of a day."""
    tomorrow = on + timedelta(days=1)
    books = ledger.trial_balance(uow, first_day=tomorrow, last_day=on)
    held = {row.code: row.opening_debit - row.opening_credit for row in books.rows if row.is_detail}
    tomorrows = ledger.foreign_balances(uow, first_day=tomorrow, last_day=on)
    foreign = {one.account_code: one.foreign_opening for one in tomorrows.accounts}
    kept = ledger.foreign_accounts(uow)
    banks = {
        row["id"]: row["bank_name"]
        for row in uow.rows(
            select(_M.c.id, _M.c.bank_name).where(
                _M.c.tenant_id == uow.tenant_id, _M.c.company_id == uow.company_id
            )
        )
    }
    accounts = [
        MoneyBalance(
            item.id,
            item.name,
            item.kind,
            item.account_code,
            banks[item.id],
            item.is_default,
            item.active,
            held.get(item.account_code, _ZERO),
            kept[item.account_code].currency if item.account_code in kept else None,
            foreign.get(item.account_code, _ZERO) if item.account_code in kept else None,
        )
        for item in money_accounts(uow)
    ]
    total = sum((item.balance for item in accounts), _ZERO)
    everything = sum((amount for code, amount in held.items() if code.startswith(MONEY_ACCOUNTS)), _ZERO)
    return MoneyBalances(on, accounts, total, everything - total)


def money_journal(
    uow: UnitOfWork, account_id: UUID, *, first_day: date, last_day: date
) -> ledger.AccountLines:
    """The journal (日记账) of a money account: what came in and went out, with the balance after each.

    Raises:
        NotFound: the company has no such money account.
    """
    found = require_money_account(uow, account_id)
    return ledger.account_lines(uow, found.account_code, first_day=first_day, last_day=last_day)
