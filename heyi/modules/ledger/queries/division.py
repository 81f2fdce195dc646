"""What putting an account below another would mean."""

from datetime import timedelta
from uuid import UUID

from sqlalchemy import select

from heyi.modules.ledger.contracts import ZERO, AccountDivision
from heyi.modules.ledger.errors import NoSuchAccount
from heyi.modules.ledger.models import ACCOUNT, JOURNAL_LINE, VOUCHER_LINE
from heyi.modules.ledger.queries.posting import rule_of_account
from heyi.modules.ledger.queries.trial_balance import trial_balance
from heyi.platform.unit_of_work import UnitOfWork

_A = ACCOUNT.table


def account_division(uow: UnitOfWork, code: str) -> AccountDivision:
    """Whether an account holds entries, which need an account of their own when it is divided, and what it holds.

    Raises:
        NoSuchAccount: the company has no account of that code.
    """
    found = uow.first(
        select(_A.c.id, _A.c.is_detail, _A.c.name).where(
            _A.c.tenant_id == uow.tenant_id, _A.c.company_id == uow.company_id, _A.c.code == code
        )
    )
    if found is None:
        raise NoSuchAccount(account=code)
    if not found["is_detail"]:
        return AccountDivision(code, holds_entries=False, balance=ZERO, kept_for=None)
    holds = has_lines(uow, found["id"])
    today = uow.today
    held = trial_balance(uow, first_day=today + timedelta(days=1), last_day=today).rows if holds else []
    balance = sum(
        (row.opening_debit - row.opening_credit for row in held if row.code == code),
        ZERO,
    )
    return AccountDivision(
        code, holds_entries=holds, balance=balance, kept_for=rule_of_account(uow, found["id"])
    )


def has_lines(uow: UnitOfWork, account_id: UUID) -> bool:
    """Whether an entry or a voucher names the account."""
    posted, written = JOURNAL_LINE.c, VOUCHER_LINE.c
    queries = (
        select(posted.id).where(
            posted.tenant_id == uow.tenant_id,
            posted.company_id == uow.company_id,
            posted.account_id == account_id,
        ),
        select(written.id).where(written.tenant_id == uow.tenant_id, written.account_id == account_id),
    )
    return any(uow.scalar(query.limit(1)) is not None for query in queries)
