"""The demo company: half a year of a small wholesaler, written by the product's own verbs, opened by one click."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from random import Random
from uuid import UUID

from sqlalchemy import Connection, select, text

from heyi.app.demo.bank import keep_the_bank, pay_in
from heyi.app.demo.before import bring_over
from heyi.app.demo.bills import keep_bills
from heyi.app.demo.corners import Corners, begin_picking, keep_corners, open_corners
from heyi.app.demo.customers import suppliers, win_customers
from heyi.app.demo.diary import HALF_A_YEAR, Diary
from heyi.app.demo.front import follow_up_customers, give_out_tasks, pursue_deals, work_on_leads
from heyi.app.demo.goals import set_goals
from heyi.app.demo.goods import fill_the_warehouse, take_orders
from heyi.app.demo.instalments import agree_on_instalments
from heyi.app.demo.lots import keep_lots
from heyi.app.demo.people import Team, acting, alone, at_work, hire
from heyi.app.demo.quotes import end_offers, limit_discounts, make_offers
from heyi.app.demo.seas import Seas, dig_seas, drift, set_rules
from heyi.app.demo.store import keep_store
from heyi.app.demo.waybills import send_goods
from heyi.kit.ids import uuid7
from heyi.modules.catalog.seed import seed_products
from heyi.platform import proofs
from heyi.platform.errors import NotFound
from heyi.platform.http.router import PublicDoor, Router
from heyi.platform.http.services import Services
from heyi.platform.identity.actions.sign_up import Founding, found_tenant, join
from heyi.platform.identity.passwords import hash_password
from heyi.platform.identity.sessions import enter_tenant, new_token, open_session, system_work
from heyi.platform.identity.tables import LOGIN, MEMBERSHIP
from heyi.platform.messages import Language, translate
from heyi.platform.tenancy.tables import COMPANY, TENANT
from heyi.platform.unit_of_work import UnitOfWork

# Two may want it at once; the one behind waits here, as long as half a year takes, and then finds the company made.
_WAIT = text("SELECT set_config('lock_timeout', '2min', true), set_config('statement_timeout', '2min', true)")
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
    tenant_id = _found_or_made(connection, door.now)
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


def make_ready(services: Services) -> None:
    """Make the demo company where one is offered and there is none, so that the first visitor need not wait."""
    if services.demo:
        with services.engine.begin() as connection:
            _found_or_made(connection, services.clock.now())


def _found_or_made(connection: Connection, now: datetime) -> UUID:
    connection.execute(_WAIT)
    connection.execute(_ONE_AT_A_TIME)
    found: UUID | None = connection.execute(
        select(TENANT.c.id).where(TENANT.c.demo, TENANT.c.active)
    ).scalar()
    return found or _make(connection, now)


def _make(connection: Connection, now: datetime) -> UUID:
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
    uow.actor = replace(uow.actor, user_id=user_id, name=person)
    team, seas, corners = _open_house(uow, hire(uow))
    uow.flush()
    # With settings that nobody changes any more: what is read of them is kept from verb to verb.
    settled = system_work(connection, tenant_id=tenant_id, now=now, door="demo", company_id=company_id)
    settled.actor = uow.actor
    _live(settled, team, seas, corners)
    return tenant_id


def live(uow: UnitOfWork) -> None:
    """Half a year of work in a company of one's own: all of it done by its owner."""
    _live(uow, *_open_house(uow, alone(uow)))


def _open_house(uow: UnitOfWork, team: Team) -> tuple[Team, Seas, Corners]:
    """What there was half a year ago before anything was sold."""
    with acting(uow, team.visitor, at_work(uow.today - timedelta(days=HALF_A_YEAR), 0)):
        return team, dig_seas(uow, team), open_corners(uow, team.buyer)


def _live(uow: UnitOfWork, team: Team, seas: Seas, corners: Corners) -> None:
    """Half a year of customers, leads, deals, goods and money, as far on their way as their age makes likely."""
    chance = Random(20_261_123)  # noqa: S311 - the same demo for everybody
    diary = Diary(uow, team, chance)
    products = seed_products(uow)
    pay_in(diary)
    fill_the_warehouse(diary, products)
    customers = win_customers(diary)
    bring_over(diary, customers, suppliers(diary)[0])
    drift(diary, seas, customers)
    follow_up_customers(diary, customers)
    work_on_leads(diary)
    pursue_deals(diary, customers, products)
    take_orders(diary, customers, products)
    make_offers(diary, customers, products)
    keep_store(diary, products, corners.branch)
    keep_corners(diary, products, corners)
    keep_lots(diary, products, customers)
    diary.live()
    end_offers(diary)
    begin_picking(diary)
    agree_on_instalments(diary)
    send_goods(diary)
    keep_bills(diary)
    keep_the_bank(diary)
    give_out_tasks(diary, customers)
    set_goals(diary)
    set_rules(diary, seas, customers)
    limit_discounts(diary)
    uow.flush()
    # All of it was written under days long gone.
    proofs.forget(uow)
