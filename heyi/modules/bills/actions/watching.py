"""What happens to bills when the receipt or payment behind them is taken back."""

from uuid import UUID

from sqlalchemy import select

from heyi.modules.bills.actions.taking import drop_bill
from heyi.modules.bills.actions.uses import lock_bill
from heyi.modules.bills.actions.using import give_back_endorsed
from heyi.modules.bills.errors import BillUsedAlready
from heyi.modules.bills.models import BILL
from heyi.modules.bills.states import BillState
from heyi.platform.unit_of_work import UnitOfWork

_B = BILL.table.c


def look_before_reversal(uow: UnitOfWork, record: str, record_id: UUID) -> None:
    """The bill goes with the paper by which it came, while nothing became of it; one that was passed on comes back.

    Raises:
        BillUsedAlready: something became of it, and is taken back first.
        UseCameBack: it was passed on by that payment and came back unpaid.
    """
    column = _B.receipt_id if record == "receipt" else _B.payment_id
    bill_id = uow.scalar(select(_B.id).where(_B.tenant_id == uow.tenant_id, column == record_id))
    if bill_id is not None:
        bill = lock_bill(uow, bill_id)
        if bill["state"] == BillState.REVERSED:
            return
        if bill["remaining"] != bill["amount"]:
            raise BillUsedAlready(number=bill["number"])
        drop_bill(uow, bill)
    elif record == "payment":
        give_back_endorsed(uow, record_id)
