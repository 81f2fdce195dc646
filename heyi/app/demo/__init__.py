"""The demo company: three months of a small wholesaler, written by the product's own verbs, opened by one click."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from random import Random
from uuid import UUID

from sqlalchemy import select, text

from heyi.app.demo.office import live_in_front
from heyi.kit.ids import uuid7
from heyi.modules.catalog.seed import SeededProduct, seed_products
from heyi.modules.invoicing import api as invoicing
from heyi.modules.parties.seed import seed_customers
from heyi.modules.payments import api as payments
from heyi.modules.sales import api as sales
from heyi.modules.stock import api as stock
from heyi.platform.errors import NotFound
from heyi.platform.http.router import PublicDoor, Router
from heyi.platform.identity.actions.sign_up import Founding, found_tenant, join
from heyi.platform.identity.passwords import hash_password
from heyi.platform.identity.sessions import enter_tenant, new_token, open_session, system_work
from heyi.platform.identity.tables import LOGIN, MEMBERSHIP
from heyi.platform.messages import Language, translate
from heyi.platform.tenancy.tables import COMPANY, TENANT
from heyi.platform.unit_of_work import UnitOfWork

DAYS, ORDERS = 90, 60
OPENING_QUANTITY = Decimal(400)
COST_SHARE = Decimal("0.68")
# Two visitors may click at once; the one behind waits here and then finds the company made.
_ONE_AT_A_TIME = text("SELECT pg_advisory_xact_lock(7434015)")

router = Router("demo")


@dataclass(frozen=True)
class DemoOpened:
    """The demo company that the session is for."""

    tenant_id: UUID


@router.public("POST", "/auth/demo", answer=DemoOpened)
def post_demo(door: PublicDoor) -> DemoOpened:
    """Come into the demo company, which is made at the first click; only where the operator offers one."""
    if not door.services.demo:
        raise NotFound(what="demo")
    connection = door.connection
    connection.execute(_ONE_AT_A_TIME)
    found = connection.execute(select(TENANT.c.id).where(TENANT.c.demo, TENANT.c.active)).scalar()
    tenant_id = found or _make(door)
    enter_tenant(connection, tenant_id)
    member = connection.execute(
        select(MEMBERSHIP.c.login_id, MEMBERSHIP.c.user_id).where(MEMBERSHIP.c.tenant_id == tenant_id)
    ).one()
    company_id = connection.execute(select(COMPANY.c.id).where(COMPANY.c.tenant_id == tenant_id)).scalar_one()
    token = open_session(
        connection,
        login_id=member.login_id,
        tenant_id=tenant_id,
        user_id=member.user_id,
        company_id=company_id,
        caller=door.caller,
        now=door.now,
    )
    door.remember(token)
    return DemoOpened(tenant_id)


def _make(door: PublicDoor) -> UUID:
    connection, now = door.connection, door.now
    tenant_id, login_id = uuid7(now), uuid7(now)
    language: Language = "zh-CN"
    name = translate("demo.company", language)
    login = {
        "id": login_id,
        "identifier": f"demo-{tenant_id}",
        "password_hash": hash_password(new_token()),
        "language": language,
        "created_at": now,
        "password_changed_at": now,
    }
    connection.execute(LOGIN.insert().values(login))
    person = translate("demo.person", language)
    founding = Founding(company=name, name=person, login="demo", password="", language=language)
    company_id, user_id = found_tenant(connection, tenant_id, founding, now=now, demo=True)
    join(connection, tenant_id=tenant_id, login_id=login_id, user_id=user_id, now=now)
    uow = system_work(connection, tenant_id=tenant_id, now=now, door="demo", company_id=company_id)
    uow.actor = replace(uow.actor, user_id=user_id)
    live(uow)
    return tenant_id


def live(uow: UnitOfWork) -> None:
    """Opening stock ninety days ago, sixty orders since then, as far on their way as their age makes likely, and what
    the front office did meanwhile."""
    chance = Random(20_261_123)  # noqa: S311 - the same demo for everybody
    customers, products = seed_customers(uow), seed_products(uow)
    first_day = uow.today - timedelta(days=DAYS)
    goods = [product for product in products if product.is_goods]
    stock.post_receipt(
        uow,
        reason="opening",
        warehouse_id=None,
        received_on=first_day,
        note=None,
        lines=[
            stock.ReceiptLineDraft(product_id=item.id, quantity=OPENING_QUANTITY, unit_cost=_cost(item))
            for item in goods
        ],
    )
    for number in range(ORDERS):
        day = first_day + timedelta(days=1 + number * DAYS // ORDERS)
        order = _order(uow, chance, chance.choice(customers), products, day)
        _advance(uow, chance, order, day)
    uow.flush()
    live_in_front(uow, customers)
    uow.flush()


def _order(
    uow: UnitOfWork, chance: Random, customer: UUID, products: list[SeededProduct], day: date
) -> sales.OrderStatus:
    chosen = chance.sample(products, chance.randint(1, 6))
    lines = tuple(
        sales.OrderLineDraft(
            product_id=item.id, quantity=Decimal(chance.randint(1, 12)), unit_price=item.price
        )
        for item in chosen
    )
    return sales.create_order(uow, sales.OrderDraft(party_id=customer, ordered_on=day, lines=lines))


def _advance(uow: UnitOfWork, chance: Random, order: sales.OrderStatus, day: date) -> None:
    age = (uow.today - day).days
    if age < 2:
        return
    sales.confirm_order(uow, order.id)
    if age < 6:
        return
    delivered_on = day + timedelta(days=2)
    delivery = sales.deliver_order(uow, order.id, delivered_on=delivered_on)
    if age < 10:
        return
    invoice = invoicing.invoice_order(uow, order.id, invoiced_on=day + timedelta(days=5))
    if age < 14:
        return
    invoicing.post_invoice(uow, invoice.id)
    if age >= 25 and chance.random() < 0.75:
        _pay(uow, chance, order.id, invoice, day + timedelta(days=chance.randint(10, 24)))
    elif age >= 40 and chance.random() < 0.4:
        line = sales.get_delivery(uow, delivery.id).lines[0]
        back = sales.LineQuantity(line_id=line.id, quantity=Decimal(1))
        returned = sales.return_delivery(
            uow, delivery.id, quantities=[back], returned_on=day + timedelta(days=20)
        )
        note = invoicing.credit_return(uow, returned.id, invoiced_on=day + timedelta(days=21))
        invoicing.post_invoice(uow, note.id)


def _pay(
    uow: UnitOfWork, chance: Random, order_id: UUID, invoice: invoicing.InvoiceStatus, day: date
) -> None:
    whole = chance.random() < 0.8
    amount = invoice.gross if whole else (invoice.gross / 2).quantize(Decimal("0.01"), ROUND_HALF_UP)
    party_id = sales.get_order(uow, order_id).party.id
    payments.post_receipt(
        uow,
        payments.ReceiptDraft(
            kind="receipt",
            party_id=party_id,
            amount=amount,
            account_code="1002",
            received_on=day,
            allocations=((invoice.id, amount),),
        ),
    )


def _cost(product: SeededProduct) -> Decimal:
    return (product.price / Decimal("1.13") * COST_SHARE).quantize(Decimal("0.01"), ROUND_HALF_UP)
