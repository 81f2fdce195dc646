"""Half a year of buying in the demo company: ordered, received, invoiced by the supplier, paid."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from functools import partial
from uuid import UUID

from sqlalchemy import select

from heyi.app.demo.diary import Diary
from heyi.modules.catalog.seed import SeededProduct
from heyi.modules.invoicing import api as invoicing
from heyi.modules.parties import api as parties
from heyi.modules.payments import api as payments
from heyi.modules.purchasing import api as purchasing

_QUANTITY = Decimal(150)
_COST_SHARE = Decimal("0.68")
_CENT = Decimal("0.01")
_ARRIVES, _INVOICED, _PAID = timedelta(days=6), timedelta(days=9), timedelta(days=39)
_TEN, _ELEVEN, _NOON = 60, 120, 180


def cost_of(product: SeededProduct) -> Decimal:
    """What the supplier asks for one, without VAT."""
    return (product.price / Decimal("1.13") * _COST_SHARE).quantize(_CENT, ROUND_HALF_UP)


def order_goods(diary: Diary, turn: int, day: date, goods: Sequence[SeededProduct]) -> None:
    """Order goods from one supplier after the other; the second time they come in two parts."""
    order_id = _ordered(diary, turn, day, goods)
    keeper, accountant = diary.team.storekeeper, diary.team.accountant
    if turn == 1:
        early = day + _ARRIVES - timedelta(days=2)
        diary.enter(early, keeper, partial(_receive_part, diary, order_id, early), minute=_TEN)
    comes, billed = day + _ARRIVES, day + _INVOICED
    arrive = partial(purchasing.receive_order, diary.uow, order_id, received_on=comes)
    diary.enter(comes, keeper, arrive, minute=_ELEVEN)
    bill = partial(_invoice, diary, order_id, turn, billed)
    diary.enter(billed, accountant, bill, minute=_NOON)


def order_lately(diary: Diary, goods: Sequence[SeededProduct]) -> None:
    """One order is expected these days, one has come and waits for its invoice, one is being written."""
    buyer, keeper = diary.team.buyer, diary.team.storekeeper

    def come() -> None:
        order_id = _ordered(diary, 0, diary.day(8), goods[3:7])
        day = diary.day(3)
        arrive = partial(purchasing.receive_order, diary.uow, order_id, received_on=day)
        diary.enter(day, keeper, arrive, minute=_TEN)

    diary.enter(diary.day(8), buyer, come, minute=_TEN)
    diary.enter(diary.day(4), buyer, partial(_ordered, diary, 1, diary.day(4), goods[:5]), minute=_TEN)
    draft = partial(_drafted, diary, 2, diary.day(1), goods[5:8])
    diary.enter(diary.day(1), buyer, draft, minute=_ELEVEN)


def _ordered(diary: Diary, turn: int, day: date, goods: Sequence[SeededProduct]) -> UUID:
    order_id = _drafted(diary, turn, day, goods)
    purchasing.confirm_order(diary.uow, order_id)
    return order_id


def _drafted(diary: Diary, turn: int, day: date, goods: Sequence[SeededProduct]) -> UUID:
    party = parties.PARTY.table.c
    sellers = diary.uow.rows(
        select(party.id).where(party.tenant_id == diary.uow.tenant_id, party.is_supplier).order_by(party.name)
    )
    lines = tuple(
        purchasing.OrderLineDraft(product_id=one.id, quantity=_QUANTITY, unit_price=cost_of(one))
        for one in goods
    )
    draft = purchasing.OrderDraft(
        party_id=sellers[turn % len(sellers)]["id"],
        ordered_on=day,
        expected_on=day + _ARRIVES,
        prices_include_tax=False,
        lines=lines,
    )
    return purchasing.create_order(diary.uow, draft).id


def _receive_part(diary: Diary, order_id: UUID, day: date) -> None:
    lines = purchasing.get_order(diary.uow, order_id).lines
    some = [purchasing.LineQuantity(line_id=line.id, quantity=line.quantity) for line in lines[:4]]
    purchasing.receive_order(diary.uow, order_id, quantities=some, received_on=day)


def _invoice(diary: Diary, order_id: UUID, turn: int, day: date) -> None:
    draft = invoicing.SupplierInvoiceDraft(
        order_id=order_id, supplier_number=f"2631{turn:02d}0001{day:%m%d}", invoiced_on=day
    )
    invoice = invoicing.post_supplier_invoice(
        diary.uow, invoicing.enter_supplier_invoice(diary.uow, draft).id
    )
    paid = day - _INVOICED + _PAID
    pay = partial(_pay, diary, order_id, invoice.id, invoice.gross, paid)
    diary.enter(paid, diary.team.accountant, pay, minute=_NOON)


def _pay(diary: Diary, order_id: UUID, invoice_id: UUID, amount: Decimal, day: date) -> None:
    party_id = purchasing.get_order(diary.uow, order_id).party.id
    payments.post_payment(
        diary.uow,
        payments.PaymentDraft(
            kind="payment",
            party_id=party_id,
            amount=amount,
            paid_on=day,
            allocations=((invoice_id, amount),),
        ),
    )
