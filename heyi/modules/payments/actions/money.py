"""What money that comes in and money that goes out have in common."""

from decimal import Decimal
from uuid import UUID

from heyi.modules.payments.errors import (
    AccountNotMoney,
    AllocatesTooMuch,
    MoneyAccountOff,
    RefundUnallocated,
)
from heyi.modules.payments.queries.money import MONEY_ACCOUNTS, default_account, require_money_account
from heyi.platform.http.answers import number_text
from heyi.platform.unit_of_work import UnitOfWork


def check_money(*, account_code: str, amount: Decimal, allocated: Decimal, is_refund: bool) -> None:
    """Refuse an account where no money lies, and allocations that do not fit the amount.

    Raises:
        AccountNotMoney, AllocatesTooMuch, RefundUnallocated: they do not.
    """
    if not account_code.startswith(MONEY_ACCOUNTS):
        raise AccountNotMoney(account=account_code)
    if allocated > amount:
        raise AllocatesTooMuch(amount=number_text(amount), allocated=number_text(allocated))
    if is_refund and allocated != amount:
        raise RefundUnallocated(amount=number_text(amount), allocated=number_text(allocated))


def money_code(uow: UnitOfWork, *, account_code: str | None, money_account_id: UUID | None) -> str:
    """The account of the books to post to: that of the chosen money account, the one named, or the default's.

    Raises:
        NotFound: there is no such money account.
        MoneyAccountOff: it is switched off.
    """
    if money_account_id is None:
        return default_account(uow).account_code if account_code is None else account_code
    chosen = require_money_account(uow, money_account_id)
    if not chosen.active:
        raise MoneyAccountOff(name=chosen.name)
    return chosen.account_code
