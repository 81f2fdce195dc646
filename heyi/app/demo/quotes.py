"""Quotations of the demo company's last weeks: one in every state, and one that went through two versions."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from decimal import Decimal
from functools import partial
from uuid import UUID

from sqlalchemy import select

from heyi.app.demo.customers import Customer
from heyi.app.demo.diary import Diary
from heyi.app.demo.words import DELIVERY_TERMS, PAYMENT_TERMS, TOO_DEAR
from heyi.kit.money import round_amount
from heyi.modules.catalog.seed import SeededProduct
from heyi.modules.quoting import api as quoting
from heyi.modules.sales import api as sales
from heyi.platform.identity.tables import ROLE

# How far below the lists the people of these roles may go by themselves.
_LIMITS = {"sales": Decimal("0.1"), "sales_head": Decimal("0.2")}
# What the first of them is given off the whole.
_OFF_ALL = sales.WholeDiscount(share=Decimal("0.02"))


@dataclass(frozen=True)
class _Offer:
    """How long ago it was offered, for how many days, how far below the lists, and what becomes of it."""

    ago: int
    days: int
    off: str
    steps: tuple[str, ...]


_OFFERS = (
    _Offer(26, 10, "0", ("send", "see")),
    _Offer(21, 30, "0.05", ("send", "see", "accept", "order")),
    _Offer(15, 30, "0", ("send", "see", "decline")),
    _Offer(12, 30, "0.03", ("send", "see", "cheaper", "send", "see", "accept")),
    _Offer(8, 30, "0.02", ("send", "see")),
    _Offer(5, 20, "0.1", ("send", "see", "cheaper")),
    _Offer(3, 30, "0", ("send",)),
    _Offer(2, 30, "0.06", ("send", "accept_by_phone")),
    _Offer(1, 30, "0", ()),
)
_CHEAPER = Decimal("0.95")
_QUANTITIES = (10, 20, 5, 50)


def make_offers(diary: Diary, customers: Sequence[Customer], products: Sequence[SeededProduct]) -> None:
    """What was offered lately, much of it by whoever looks in, each to a customer of his own."""
    mine = [customer for customer in customers if customer.owner == diary.team.visitor]
    others = [customer for customer in customers if customer.owner != diary.team.visitor]
    for number, offer in enumerate(_OFFERS):
        # Where somebody works alone, all are his.
        whose = (mine if number % 2 == 0 else others) or customers
        customer = whose[number % len(whose)]
        day = max(diary.day(offer.ago), customer.since + timedelta(days=1))
        diary.enter(day, customer.owner, partial(_offer, diary, number, offer, customer, products), minute=30)


def limit_discounts(diary: Diary) -> None:
    """From now on each role has its limit of discount."""
    uow, role = diary.uow, ROLE.c
    query = select(role.id, role.builtin).where(role.tenant_id == uow.tenant_id, role.builtin.in_(_LIMITS))
    said = [sales.LimitSaid(row["id"], _LIMITS[row["builtin"]]) for row in uow.rows(query)]
    sales.set_discount_limits(uow, said)


def end_offers(diary: Diary) -> None:
    """What nobody answered in time has expired."""
    quoting.expire_quotations(diary.uow)


def _offer(
    diary: Diary, number: int, offer: _Offer, customer: Customer, products: Sequence[SeededProduct]
) -> None:
    day = diary.uow.today
    draft = quoting.QuotationDraft(
        party_id=customer.id,
        contact_id=customer.contacts[0] if customer.contacts else None,
        quoted_on=day,
        valid_until=day + timedelta(days=offer.days),
        owner_id=customer.owner.id,
        language="zh-CN",
        payment_terms=PAYMENT_TERMS[number % len(PAYMENT_TERMS)],
        delivery_terms=DELIVERY_TERMS[number % len(DELIVERY_TERMS)],
        discount=_OFF_ALL if number == 0 else sales.NO_DISCOUNT,
        lines=tuple(
            sales.OrderLineDraft(
                product_id=one.id,
                quantity=Decimal(_QUANTITIES[place]),
                unit_price=round_amount(one.price * (1 - Decimal(offer.off))),
            )
            for place, one in enumerate(_some(products, number))
        ),
    )
    made = quoting.create_quotation(diary.uow, draft).id
    _go_on(diary, draft, customer, made, offer.steps, 40)


def _some(products: Sequence[SeededProduct], number: int) -> list[SeededProduct]:
    goods = [one for one in products if one.is_goods]
    return [goods[(number * 5 + place * 3) % len(goods)] for place in range(2 + number % 3)]


def _go_on(
    diary: Diary,
    draft: quoting.QuotationDraft,
    customer: Customer,
    quotation_id: UUID,
    steps: tuple[str, ...],
    minute: int,
) -> None:
    """The next step, half an hour after the one before, and so on."""
    if not steps:
        return

    def act() -> None:
        went_on = _step(diary, draft, customer, quotation_id, steps[0])
        _go_on(diary, draft, customer, went_on, steps[1:], minute + 30)

    diary.enter(diary.uow.today, customer.owner, act, minute=minute)


def _step(
    diary: Diary, draft: quoting.QuotationDraft, customer: Customer, quotation_id: UUID, step: str
) -> UUID:
    uow = diary.uow
    if step == "send":
        quoting.send_quotation(uow, quotation_id)
    elif step == "cheaper":
        newer = quoting.begin_version(uow, quotation_id)
        lines = tuple(
            replace(line, unit_price=round_amount(line.unit_price * _CHEAPER)) for line in draft.lines
        )
        quoting.update_quotation(uow, newer.id, newer.version, replace(draft, lines=lines))
        return newer.id
    elif step == "order":
        quoting.order_quotation(uow, quotation_id)
    elif step == "accept_by_phone":
        said = quoting.Answering(how=quoting.AcceptedHow.PHONE, name=customer.name[:4])
        quoting.accept_quotation(uow, quotation_id, said)
    else:
        _at_the_customers(diary, customer, quotation_id, step)
    return quotation_id


def _at_the_customers(diary: Diary, customer: Customer, quotation_id: UUID, step: str) -> None:
    """What the customer does himself under the quotation's address."""
    uow = diary.uow
    said = quoting.Answering(
        how=quoting.AcceptedHow.LINK,
        name=customer.name[:4],
        address="203.0.113.7",
        user_agent="MicroMessenger/8.0",
        note=TOO_DEAR if step == "decline" else None,
    )
    with uow.acting(replace(uow.actor, user_id=None, kind="system", name="", door="quotation")):
        if step == "see":
            quoting.note_seen(uow, quotation_id)
        elif step == "accept":
            quoting.accept_quotation(uow, quotation_id, said)
        else:
            quoting.decline_quotation(uow, quotation_id, said)
