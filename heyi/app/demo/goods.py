"""Half a year of selling in the demo company: stock bought, orders, deliveries, invoices and money."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from functools import partial
from uuid import UUID

from heyi.app.demo.buying import cost_of, order_goods, order_lately
from heyi.app.demo.customers import Customer
from heyi.app.demo.diary import HALF_A_YEAR, Diary
from heyi.app.demo.people import acting, at_work
from heyi.modules.catalog.seed import SeededProduct
from heyi.modules.invoicing import api as invoicing
from heyi.modules.payments import api as payments
from heyi.modules.sales import api as sales
from heyi.modules.stock import api as stock

ORDERS = 80
_OPENING = Decimal(400)
_CENT = Decimal("0.01")
# By when a customer wants what he ordered: what leaves a day later is late.
_WANTED_WITHIN = timedelta(days=4)
# Nobody paid this one: bought so many days ago.
_UNPAID_DAYS = range(68, 76)
# Of what was ordered lately a part is out, and the rest follows.
_PART_DAYS = range(4, 9)


def fill_the_warehouse(diary: Diary, products: Sequence[SeededProduct]) -> None:
    """Opening stock on the first day, and more of it ordered by the buyer every other month."""
    goods = [product for product in products if product.is_goods]
    with acting(diary.uow, diary.team.storekeeper, at_work(diary.first_day, 10)):
        _receive(diary, "opening", diary.first_day, goods, _OPENING)
    for turn, ago in enumerate((137, 87, 37)):
        some = diary.chance.sample(goods, 10)
        day = diary.day(ago)
        diary.enter(day, diary.team.buyer, partial(order_goods, diary, turn, day, some))
    order_lately(diary, goods)


def take_orders(diary: Diary, customers: Sequence[Customer], products: Sequence[SeededProduct]) -> None:
    """Enter the orders of half a year: more of them lately, as the company grows."""
    buying = [customer for customer in customers if customer.buys]
    for number in range(ORDERS):
        share = (Decimal(number) / ORDERS) ** Decimal("0.8")
        day = diary.first_day + timedelta(days=4 + int(share * (HALF_A_YEAR - 4)))
        known = [customer for customer in buying if customer.since < day]
        if known:
            customer = diary.chance.choice(known)
            diary.enter(day, customer.owner, partial(_order, diary, customer, products, day))


def _receive(diary: Diary, reason: str, day: date, goods: Sequence[SeededProduct], quantity: Decimal) -> None:
    lines = [
        stock.ReceiptLineDraft(product_id=one.id, quantity=quantity, unit_cost=cost_of(one)) for one in goods
    ]
    stock.post_receipt(diary.uow, reason=reason, warehouse_id=None, received_on=day, note=None, lines=lines)


def _order(diary: Diary, customer: Customer, products: Sequence[SeededProduct], day: date) -> None:
    lines = tuple(
        sales.OrderLineDraft(
            product_id=one.id, quantity=Decimal(diary.chance.randint(1, 12)), unit_price=one.price
        )
        for one in diary.chance.sample(list(products), diary.chance.randint(2, 6))
    )
    draft = sales.OrderDraft(
        party_id=customer.id,
        ordered_on=day,
        deliver_on=day + _WANTED_WITHIN,
        lines=lines,
        owner_id=customer.owner.id,
    )
    order = sales.create_order(diary.uow, draft)
    confirmed_on = day + timedelta(days=diary.chance.choice((0, 1, 1)))
    if confirmed_on == day:
        _confirm(diary, order.id, day, customer)
    else:
        diary.enter(confirmed_on, customer.owner, partial(_confirm, diary, order.id, day, customer))


def _confirm(diary: Diary, order_id: UUID, day: date, customer: Customer) -> None:
    sales.confirm_order(diary.uow, order_id)
    keeper = diary.team.storekeeper
    first = day + timedelta(days=diary.chance.randint(2, 4))
    if diary.chance.random() < 0.2 or (diary.today - day).days in _PART_DAYS:
        diary.enter(first, keeper, partial(_deliver_part, diary, order_id, first))
        first += timedelta(days=7)
    diary.enter(first, keeper, partial(_deliver, diary, order_id, day, first, customer))


def _deliver_part(diary: Diary, order_id: UUID, day: date) -> None:
    lines = sales.get_order(diary.uow, order_id).lines
    some = [sales.LineQuantity(line_id=line.id, quantity=line.quantity) for line in lines[: len(lines) // 2]]
    sales.deliver_order(diary.uow, order_id, quantities=some, delivered_on=day)


def _deliver(diary: Diary, order_id: UUID, ordered_on: date, day: date, customer: Customer) -> None:
    delivery = sales.deliver_order(diary.uow, order_id, delivered_on=day)
    billed = day + timedelta(days=diary.chance.randint(2, 5))
    unpaid = (diary.today - ordered_on).days in _UNPAID_DAYS
    bill = partial(_invoice, diary, order_id, delivery.id, billed, customer, unpaid=unpaid)
    diary.enter(billed, diary.team.accountant, bill)


def _invoice(
    diary: Diary, order_id: UUID, delivery_id: UUID, day: date, customer: Customer, *, unpaid: bool
) -> None:
    invoice = invoicing.invoice_order(diary.uow, order_id, invoiced_on=day)
    posted = day + timedelta(days=1)
    accountant = diary.team.accountant
    diary.enter(posted, accountant, partial(invoicing.post_invoice, diary.uow, invoice.id))
    luck = 1.0 if unpaid else diary.chance.random()
    if luck < 0.88:
        share = Decimal(1) if luck < 0.78 else Decimal("0.5")
        paid = posted + timedelta(days=diary.chance.randint(8, 34))
        diary.enter(paid, accountant, partial(_pay, diary, customer, invoice, share, paid))
    elif luck < 0.95:
        back = posted + timedelta(days=6)
        diary.enter(back, diary.team.storekeeper, partial(_take_back, diary, delivery_id, back))


def _pay(
    diary: Diary, customer: Customer, invoice: invoicing.InvoiceStatus, share: Decimal, day: date
) -> None:
    amount = (invoice.gross * share).quantize(_CENT, ROUND_HALF_UP)
    payments.post_receipt(
        diary.uow,
        payments.ReceiptDraft(
            kind="receipt",
            party_id=customer.id,
            amount=amount,
            received_on=day,
            allocations=((invoice.id, amount),),
        ),
    )


def _take_back(diary: Diary, delivery_id: UUID, day: date) -> None:
    line = sales.get_delivery(diary.uow, delivery_id).lines[0]
    back = sales.LineQuantity(line_id=line.id, quantity=Decimal(1))
    returned = sales.return_delivery(diary.uow, delivery_id, quantities=[back], returned_on=day)
    noted = day + timedelta(days=1)
    diary.enter(noted, diary.team.accountant, partial(_credit, diary, returned.id, noted))


def _credit(diary: Diary, return_id: UUID, day: date) -> None:
    note = invoicing.credit_return(diary.uow, return_id, invoiced_on=day)
    invoicing.post_invoice(diary.uow, note.id)
