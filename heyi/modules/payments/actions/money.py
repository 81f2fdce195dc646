"""What money that comes in and money that goes out have in common."""

from decimal import Decimal

from heyi.modules.payments.errors import AccountNotMoney, AllocatesTooMuch, RefundUnallocated
from heyi.platform.http.answers import number_text

ZERO = Decimal(0)
# 库存现金, 银行存款, 其他货币资金 and what lies below them.
MONEY_ACCOUNTS = ("1001", "1002", "1012")


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
