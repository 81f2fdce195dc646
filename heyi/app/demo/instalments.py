"""How the last orders of the demo company are paid: a part soon, the rest a month later; one deposit has come."""

from datetime import timedelta
from decimal import Decimal

from sqlalchemy import select

from heyi.app.demo.diary import Diary
from heyi.app.demo.words import DEPOSIT, REST
from heyi.kit.money import round_amount
from heyi.modules.collecting import api as collecting
from heyi.modules.sales import api as sales

_ORDERS, _DEPOSITS = 8, 2
_PART, _SOON, _LATER = Decimal("0.3"), timedelta(days=7), timedelta(days=37)


def agree_on_instalments(diary: Diary) -> None:
    """Deposit and rest of the latest orders that are promised; the oldest two deposits came."""
    uow, own = diary.uow, sales.SALES_ORDER.table.c
    latest = (
        select(own.id, own.gross, own.ordered_on)
        .where(own.tenant_id == uow.tenant_id, own.company_id == uow.company_id, own.state == "confirmed")
        .order_by(own.ordered_on.desc(), own.number.desc())
        .limit(_ORDERS)
    )
    orders = list(reversed(uow.rows(latest)))
    for number, order in enumerate(orders):
        deposit = round_amount(order["gross"] * _PART)
        lines = [
            collecting.InstalmentDraft(due_on=order["ordered_on"] + _SOON, amount=deposit, note=DEPOSIT),
            collecting.InstalmentDraft(
                due_on=order["ordered_on"] + _LATER, amount=order["gross"] - deposit, note=REST
            ),
        ]
        plan = collecting.set_plan(uow, order["id"], 0, lines)
        if number < _DEPOSITS and plan.open >= deposit:
            collecting.collect(uow, order["id"], collecting.MoneyDraft(amount=deposit))
