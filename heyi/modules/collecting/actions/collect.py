"""Take in money for an order: for what of it is invoiced first, the rest ahead."""

from collections.abc import Iterator
from decimal import Decimal
from uuid import UUID

from sqlalchemy import select

from heyi.modules.collecting.contracts import Collected, MoneyDraft, Named
from heyi.modules.collecting.errors import NotPromisedYet
from heyi.modules.collecting.models import ORDER_ADVANCE
from heyi.modules.collecting.queries.money import PROMISED
from heyi.modules.collecting.queries.plans import order_head
from heyi.modules.collecting.rules import ZERO
from heyi.modules.invoicing import api as invoicing
from heyi.modules.payments import api as payments
from heyi.platform.unit_of_work import UnitOfWork

_I = invoicing.SALES_INVOICE.table.c


def collect(uow: UnitOfWork, order_id: UUID, money: MoneyDraft) -> Collected:
    """Make the receipt of money that came for an order: its invoices are paid, the oldest debt first; what is left is
    an advance that is counted for the order as long as it is used for no invoice.

    Raises:
        NotFound: the order, or the money account, does not exist in this company.
        NotPromisedYet: the order is a draft, or was called off.
        MoneyAccountOff: the money account is switched off.
        PeriodClosed: the day lies in a closed period.
    """
    order = order_head(uow, order_id, held=True)
    if order["state"] not in PROMISED:
        raise NotPromisedYet(number=order["number"])
    parts = tuple(_parts(uow, order_id, money.amount))
    receipt = payments.post_receipt(
        uow,
        payments.ReceiptDraft(
            kind="receipt",
            party_id=order["party_id"],
            amount=money.amount,
            money_account_id=money.money_account_id,
            allocations=parts,
            received_on=money.received_on,
            note=money.note,
        ),
    )
    if receipt.advance > ZERO:
        uow.insert(ORDER_ADVANCE, {"id": uow.new_id(), "order_id": order_id, "receipt_id": receipt.id})
    if not parts:
        uow.link("sales_order", order_id, "receipt", receipt.id)
    return Collected(
        receipt=Named(receipt.id, receipt.number), allocated=receipt.allocated, ahead=receipt.advance
    )


def _parts(uow: UnitOfWork, order_id: UUID, amount: Decimal) -> Iterator[tuple[UUID, Decimal]]:
    """How much of the money is for which open invoice of the order, what falls due first first."""
    query = (
        select(_I.id, _I.open)
        .where(
            _I.tenant_id == uow.tenant_id,
            _I.order_id == order_id,
            _I.kind == "invoice",
            _I.state == "posted",
            _I.open > 0,
        )
        .order_by(_I.due_on, _I.number)
    )
    for invoice in uow.rows(query):
        if amount <= ZERO:
            return
        part = min(amount, invoice["open"])
        amount -= part
        yield invoice["id"], part
