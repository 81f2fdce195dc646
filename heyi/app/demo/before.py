"""What the demo company had before Heyi: a customer still owes it for an old delivery, and it owes a supplier."""

from collections.abc import Sequence
from datetime import timedelta
from decimal import Decimal
from typing import Final
from uuid import UUID

from heyi.app.demo.customers import Customer
from heyi.app.demo.diary import Diary
from heyi.app.demo.people import acting, at_work
from heyi.modules.ledger import api as ledger
from heyi.modules.payments import api as payments

_OWED: Final = Decimal(18_600)
_OWING: Final = Decimal(9_400)
_CASH: Final = Decimal(3_000)
_ENTERED: Final = 40
_SOLD, _BOUGHT = timedelta(days=75), timedelta(days=20)


def bring_over(diary: Diary, customers: Sequence[Customer], supplier: UUID) -> None:
    """The accountant enters the opening balances, and the debts of which they consist one by one."""
    uow, owing = diary.uow, customers[0].id
    with acting(uow, diary.team.accountant, at_work(diary.first_day, _ENTERED)):
        # Books that began on a day of their own stay as they are.
        if ledger.day_before(uow) is not None:
            return
        lines = (
            ledger.OpeningLine(account="1001", debit=_CASH),
            ledger.OpeningLine(account="1122", debit=_OWED, party_id=owing),
            ledger.OpeningLine(account="220201", credit=_OWING, party_id=supplier),
            ledger.OpeningLine(account="310401", credit=_CASH + _OWED - _OWING),
        )
        ledger.enter_opening(uow, diary.first_day, lines)
        rows = (
            payments.DebtRow(
                side=payments.DebtSide.RECEIVABLE,
                party_id=owing,
                number="XS-0117",
                invoiced_on=diary.first_day - _SOLD,
                amount=_OWED,
                note="原系统未结清",
            ),
            payments.DebtRow(
                side=payments.DebtSide.PAYABLE,
                party_id=supplier,
                number="CG-0052",
                invoiced_on=diary.first_day - _BOUGHT,
                amount=_OWING,
            ),
        )
        payments.enter_opening_debts(uow, rows)
