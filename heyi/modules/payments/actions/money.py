"""What money that comes in and money that goes out have in common."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from heyi.modules.ledger import api as ledger
from heyi.modules.payments.contracts import PaymentDraft, ReceiptDraft
from heyi.modules.payments.errors import (
    AccountNotMoney,
    AllocatesTooMuch,
    AppliedTooEarly,
    RefundUnallocated,
)
from heyi.modules.payments.queries.money import MONEY_ACCOUNTS, usable_account
from heyi.modules.payments.rules import OPENING
from heyi.platform.http.answers import number_text
from heyi.platform.unit_of_work import UnitOfWork


def check_money(*, account_code: str, amount: Decimal, allocated: Decimal, is_refund: bool) -> None:
    """Refuse an account where no money lies, and allocations that do not fit the amount.

    Raises:
        AccountNotMoney, AllocatesTooMuch, RefundUnallocated: they do not.
    """
    if not account_code.startswith(MONEY_ACCOUNTS):
        raise AccountNotMoney(account=account_code)
    check_allocated(amount, allocated)
    if is_refund and allocated != amount:
        raise RefundUnallocated(amount=number_text(amount), allocated=number_text(allocated))


def place_of(
    uow: UnitOfWork, draft: ReceiptDraft | PaymentDraft, *, allocated: Decimal, is_refund: bool
) -> str:
    """The account of the books where the money lies, or what is taken or given in its place.

    Raises:
        NotFound, MoneyAccountOff, AccountNotMoney: the money account cannot be used.
        AllocatesTooMuch, RefundUnallocated: the allocations do not fit the amount.
    """
    if draft.kept is not None:
        check_allocated(draft.amount, allocated)
        return draft.kept.account
    code = money_code(uow, account_code=draft.account_code, money_account_id=draft.money_account_id)
    check_money(account_code=code, amount=draft.amount, allocated=allocated, is_refund=is_refund)
    return code


def check_allocated(amount: Decimal, allocated: Decimal) -> None:
    """Refuse to settle more than came.

    Raises:
        AllocatesTooMuch: the allocations are more than the amount.
    """
    if allocated > amount:
        raise AllocatesTooMuch(amount=number_text(amount), allocated=number_text(allocated))


def money_code(uow: UnitOfWork, *, account_code: str | None, money_account_id: UUID | None) -> str:
    """The account of the books to post to: that of the chosen money account, the one named, or the default's.

    Raises:
        NotFound: there is no such money account.
        MoneyAccountOff: it is switched off.
    """
    if money_account_id is None and account_code is not None:
        return account_code
    return usable_account(uow, money_account_id).account_code


def refuse_early(uow: UnitOfWork, head: Mapping[Any, Any], own: date, day: date) -> None:
    """Refuse to use what was paid ahead before the day on which it was; from before, that is the books' first eve.

    Raises:
        AppliedTooEarly: the day lies before it.
    """
    since = ledger.day_before(uow) if head["kind"] == OPENING else own
    if since is not None and day < since:
        raise AppliedTooEarly(number=head["number"], day=since.isoformat(), value=day.isoformat())
