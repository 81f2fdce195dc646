"""`./dev bench crm_home`: the home page of fifty salespeople who share a million customers.

Each salesperson owns as many customers as the others, some of whom are to be contacted and some forgotten, and has
leads, deals, tasks and orders. Times are of whole requests against one web process, one after the other, each
person several times; statements are the server's own count. HEYI_BENCH_CUSTOMERS says how many customers.
"""

import statistics
import time
from uuid import UUID, uuid4

import httpx
import psycopg
from sqlalchemy import select

from bench._figures import say_figure
from bench._loaded import LOADED, Crowd, crowd, multiply_customers
from bench._server import cpu_of
from bench.records_list import signed_in
from heyi.app.load import PASSWORD
from heyi.app.wiring import connect_handlers
from heyi.platform.clock import SystemClock
from heyi.platform.db.engine import create_app_engine
from heyi.platform.identity.actions.sign_up import add_login, join
from heyi.platform.identity.sessions import enter_tenant, system_work
from heyi.platform.identity.tables import MEMBERSHIP
from heyi.platform.tenancy.events import CompanyCreated

SALESPEOPLE = 50
TIMES = 4
# Of each kind so many rows a salesperson.
LEADS, DEALS, TASKS, ORDERS = 400, 200, 400, 200


def main() -> None:
    """The home page of each of them, and of the manager who sees all."""
    with crowd(LOADED) as there:
        multiply_customers(there)
        _seed(there)
        people = _salespeople(there)
        _days_work(there, people)
        clients = [_client(there, login) for login in people.values()]
        _measure(there, "crm_home.salesperson", clients)
        _measure(there, "crm_home.manager", [_client(there, there.manager)] * SALESPEOPLE)


def _client(there: Crowd, login: str) -> httpx.Client:
    return signed_in(httpx.Client(base_url=f"{there.heyi.url}/api", timeout=300), login)


def _salespeople(there: Crowd) -> dict[UUID, str]:
    """Fifty of the people who were loaded, able to log in; to each belongs an equal share of the customers."""
    engine = create_app_engine(there.heyi.admin_url(), pool=1)
    tenant, now = UUID(there.tenant_id), SystemClock().now()
    with engine.begin() as connection:
        enter_tenant(connection, tenant)
        text = "SELECT id, login FROM app_user WHERE tenant_id = %s AND name LIKE %s ORDER BY id LIMIT %s"
        found = connection.exec_driver_sql(text, (tenant, "业务%", SALESPEOPLE)).all()
        members = select(MEMBERSHIP.c.user_id).where(MEMBERSHIP.c.tenant_id == tenant)
        joined = set(connection.execute(members).scalars())
        for user_id, identifier in found:
            if user_id not in joined:
                login = add_login(
                    connection, identifier=identifier, password=PASSWORD, language="zh-CN", now=now
                )
                join(connection, tenant_id=tenant, login_id=login, user_id=user_id, now=now)
    engine.dispose()
    return {row[0]: row[1] for row in found}


def _seed(there: Crowd) -> None:
    """What a company has from its first day and a loaded one has not: stages, units, warehouse, accounts."""
    if _client(there, there.manager).get("/sales-stages").json():
        return
    connect_handlers()
    engine = create_app_engine(there.heyi.admin_url(), pool=1)
    with engine.begin() as connection:
        tenant, now = UUID(there.tenant_id), SystemClock().now()
        uow = system_work(connection, tenant_id=tenant, now=now, door="load")
        uow.emit(
            CompanyCreated(
                aggregate_id=uow.company_id, aggregate_seq=1, taxpayer="general", chart="small_enterprise"
            )
        )
        uow.change_settings()
        uow.flush()
    engine.dispose()


def _days_work(there: Crowd, people: dict[UUID, str]) -> None:
    """Every customer somebody's, half of them forgotten for some days, a few to be contacted; and the other records."""
    # `own` counts the customers of one person, so that each has all sorts of them.
    spread = """
        UPDATE party SET owner_id = (%(people)s::uuid[])[1 + n.at %% %(many)s],
               last_followed_at = CASE WHEN n.own %% 10 > 0 THEN now() - (n.own %% 60) * interval '1 day' END,
               created_at = now() - (n.own %% 1000) * interval '1 day',
               received_at = now() - (n.own %% 300) * interval '1 day',
               next_contact_at = CASE WHEN n.own %% 20 = 0
                                      THEN now() + (n.own %% 700 - 35) * interval '2 hours' END,
               due_on = CASE WHEN n.own %% 7 = 0 THEN current_date + (n.own %% 90)::int END
          FROM (SELECT id, at, at / %(many)s AS own
                  FROM (SELECT id, row_number() OVER (ORDER BY id) AS at FROM party WHERE tenant_id = %(tenant)s) one) n
         WHERE party.tenant_id = %(tenant)s AND party.id = n.id"""
    one = _one_of_each(there)
    with psycopg.connect(there.heyi.admin_url(), autocommit=True) as connection:
        named = {"people": list(people), "many": SALESPEOPLE, "tenant": there.tenant_id}
        connection.execute(spread.encode(), named)
        for table, (kept, count, changes) in one.items():
            _copy(connection, table, kept, count, changes, named)
        connection.execute("VACUUM ANALYZE")


def _one_of_each(there: Crowd) -> dict[str, tuple[str, int, dict[str, str]]]:
    """A lead, a deal, a task and an order made by the product, how many each has, and how their copies differ."""
    client = _client(there, there.manager)

    def made(path: str, body: dict[str, object]) -> str:
        answer = client.post(f"/{path}", json=body, headers={"Idempotency-Key": str(uuid4())})
        answer.raise_for_status()
        return str(answer.json()["id"])

    customer = client.get("/parties", params={"limit": 1}).json()["items"][0]["id"]
    due = "2027-01-01T09:00:00+08:00"
    days = "now() + (at % 120 - 60) * interval '1 day'"
    day = "current_date + (at % 120 - 60)::int"
    lead = made("leads", {"name": "线索", "phone": "13800138000"})
    deal = made("opportunities", {"name": "年度采购", "party_id": customer, "amount": "1000"})
    task = made("tasks", {"title": "回访", "due_at": due, "party_id": customer})
    unit = client.get("/units").json()["items"][0]["id"]
    product = made("products", {"name": "安装", "kind": "service", "unit_id": unit, "sale_price": "113"})
    line = {"product_id": product, "quantity": "1", "unit_price": "113"}
    order = made("sales-orders", {"party_id": customer, "lines": [line]})
    return {
        "lead": (
            lead,
            LEADS,
            {"next_contact_at": days, "received_at": "now() - (at % 90) * interval '1 day'"},
        ),
        "opportunity": (deal, DEALS, {"expected_on": day}),
        "task": (task, TASKS, {"due_at": days}),
        "sales_order": (order, ORDERS, {"ordered_on": day, "number": "'B' || at", "number_key": "'B' || at"}),
    }


def _copy(
    connection: psycopg.Connection,
    table: str,
    kept: str,
    count: int,
    changes: dict[str, str],
    named: dict[str, object],
) -> None:
    """Copies of a row for every salesperson, until each has so many."""
    found = connection.execute(
        """SELECT column_name FROM information_schema.columns
            WHERE table_schema = current_schema() AND table_name = %s AND is_generated = 'NEVER'""",
        [table],
    )
    columns = [str(row[0]) for row in found]
    said = {
        "id": "gen_random_uuid()",
        "owner_id": f"(%(people)s::uuid[])[1 + at %% {SALESPEOPLE}]",
        **{name: value.replace("%", "%%") for name, value in changes.items() if name in columns},
    }
    values = ", ".join(said.get(name, f"t.{name}") for name in columns)
    text = f"""INSERT INTO {table} ({", ".join(columns)}) SELECT {values}
                 FROM {table} t, generate_series(1, {count * SALESPEOPLE}) AS at
                WHERE t.tenant_id = %(tenant)s AND t.id = %(kept)s"""
    connection.execute(text.encode(), {**named, "kept": kept})


def _measure(there: Crowd, name: str, clients: list[httpx.Client]) -> None:
    seconds, statements = [], 0
    for client in clients:
        client.get("/home").raise_for_status()
    before = cpu_of(there.heyi.web)
    for _ in range(TIMES):
        for client in clients:
            began = time.perf_counter()
            answer = client.get("/home")
            seconds.append(time.perf_counter() - began)
            answer.raise_for_status()
            said = answer.headers["server-timing"].partition('desc="')[2].split()[0]
            statements = max(statements, int(said))
    cpu = (cpu_of(there.heyi.web) - before) / len(seconds)
    ordered = sorted(seconds)
    say_figure(name=f"{name}.p50", value=statistics.median(ordered) * 1000, unit="ms")
    say_figure(
        name=f"{name}.p95", value=ordered[int(len(ordered) * 0.95) - 1] * 1000, unit="ms", goal="<= 100"
    )
    say_figure(name=f"{name}.web_cpu", value=cpu * 1000, unit="ms")
    say_figure(name=f"{name}.statements", value=statements, unit="statements")


if __name__ == "__main__":
    main()
