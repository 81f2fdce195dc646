"""`heyi load`: tenants of any size for measurements, their rows made by the product's own verbs and written by COPY.

COPY is not for the application's path (it does not pass row-level security), so this needs a database role that may do
everything; it is an operator's tool, and never touches a tenant that was there before.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import islice
from random import Random
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import Connection, select

from heyi.kit.ids import uuid7
from heyi.modules.parties.api import PARTY
from heyi.platform.db import statement
from heyi.platform.identity.actions.sign_up import Founding, add_login, add_user, found_tenant, join
from heyi.platform.identity.rights import Scope
from heyi.platform.identity.sessions import system_work
from heyi.platform.identity.tables import ROLE
from heyi.platform.records.saving import create_records
from heyi.platform.records.shaping.fields import create_field
from heyi.platform.records.shaping.schemas import CreateFieldBody
from heyi.platform.unit_of_work import UnitOfWork

AT_ONCE = 5_000
OWN_CUSTOMERS = 3_000
PEOPLE = 300
PASSWORD = "load-and-measure"  # noqa: S105 - of companies made up for measurements
_PLACES = (
    *("北京朝阳", "上海浦东", "广东深圳", "广东广州", "浙江杭州", "浙江宁波", "江苏苏州", "江苏南京"),
    *("四川成都", "湖北武汉", "湖南长沙", "山东青岛", "山东济南", "福建厦门", "福建泉州", "河南郑州"),
    *("陕西西安", "安徽合肥", "重庆渝北", "天津滨海", "辽宁大连", "辽宁沈阳", "河北石家庄", "江西南昌"),
)
_FIRST = "华信恒泰盛达鑫源宏远瑞丰嘉德中联百川天合金石云海新锐博雅正邦永兴长青启明万里同创立信安顺明辉"
_TRADES = (
    *("电子科技", "机械设备", "文化传媒", "医疗器械", "五金建材", "食品贸易", "服装纺织", "智能制造"),
    *("环保工程", "物流供应链", "化工材料", "农业发展", "信息技术", "汽车零部件", "家居用品", "包装印刷"),
)
_INDUSTRIES = ("制造", "贸易", "零售", "服务", "建筑", "农业", "教育", "医疗")
_FIELDS: tuple[dict[str, Any], ...] = (
    {
        "name": "x_industry",
        "kind": "choice",
        "labels": {"zh": "行业", "en": "Industry"},
        "choices": [{"value": f"i{at}", "zh": name} for at, name in enumerate(_INDUSTRIES)],
    },
    {"name": "x_city", "kind": "text", "labels": {"zh": "城市", "en": "City"}, "indexed": True},
    {"name": "x_staff", "kind": "number", "labels": {"zh": "人数", "en": "Staff"}},
    {
        "name": "x_until",
        "kind": "date",
        "labels": {"zh": "合同到期", "en": "Contract until"},
        "indexed": True,
    },
    {"name": "x_score", "kind": "decimal", "labels": {"zh": "评分", "en": "Score"}},
    {"name": "x_remark", "kind": "text", "labels": {"zh": "备注一", "en": "Remark"}},
)


class _Copying(UnitOfWork):
    """A unit of work whose gathered rows leave by COPY."""

    def flush(self) -> None:
        gathered, self._pending = self._pending, {}
        cursor: Any = self.connection.connection.driver_connection
        for (table, columns), rows in gathered.items():
            with cursor.cursor() as one:
                text = f"COPY {statement.qualified(table)} ({', '.join(columns)}) FROM STDIN"
                with one.copy(text) as copy:
                    for row in rows:
                        copy.write_row(row)
            self.statements += 1


@dataclass(frozen=True)
class Loaded:
    """A tenant that was made: who logs in, and how many customers he sees."""

    tenant_id: UUID
    manager: str
    salesperson: str
    customers: int


def load(
    connection: Connection, *, name: str, customers: int, now: datetime, say: Callable[[str], None]
) -> Loaded:
    """A company with so many customers, own fields filled, a manager who sees all and a salesperson who sees 3,000."""
    tenant_id = uuid7(now)
    manager, salesperson = f"manager-{tenant_id}@example.com", f"sales-{tenant_id}@example.com"
    founding = Founding(company=name, name="王经理", login=manager, password=PASSWORD, language="zh-CN")
    company_id, manager_id = found_tenant(connection, tenant_id, founding, now=now)
    plain = system_work(connection, tenant_id=tenant_id, now=now, door="load", company_id=company_id)
    login = add_login(connection, identifier=manager, password=PASSWORD, language="zh-CN", now=now)
    join(connection, tenant_id=tenant_id, login_id=login, user_id=manager_id, now=now)
    people = _people(plain, connection, salesperson, now)
    for field in _FIELDS:
        create_field(plain, PARTY.name, CreateFieldBody.model_validate(field))
    plain.flush()
    uow = _Copying(
        connection=connection,
        facts=replace(plain.facts, settings_version=plain.facts.settings_version + 1),
        actor=plain.actor,
        now=now,
    )
    done = 0
    waiting = _customers(customers, people, now.date())
    while rows := list(islice(waiting, AT_ONCE)):
        stamps = [
            {name: now - timedelta(minutes=done + at) for name in ("created_at", "updated_at")}
            for at in range(len(rows))
        ]
        create_records(uow, PARTY, rows, stamps=stamps)
        uow.flush()
        done += len(rows)
        say(f"{name}: {done} of {customers} customers")
    return Loaded(tenant_id, manager, salesperson, customers)


def _people(uow: UnitOfWork, connection: Connection, salesperson: str, now: datetime) -> list[UUID]:
    """Three hundred salespeople, the first of whom can log in and sees his own customers only."""
    role = uow.first(select(ROLE).where(ROLE.c.tenant_id == uow.tenant_id, ROLE.c.builtin == "sales"))
    assert role is not None
    scopes = {
        permission: Scope.OWN for permission in role["permissions"] if permission.startswith("parties.")
    }
    uow.change(ROLE, role["id"], {"scopes": orjson.dumps(scopes).decode()})
    people = [uow.new_id() for _ in range(PEOPLE)]
    for number, user_id in enumerate(people):
        login = salesperson if number == 0 else f"{user_id}@example.com"
        add_user(uow, user_id, name=f"业务{number:03}", login=login, role_ids=[role["id"]])
    uow.flush()
    login_id = add_login(connection, identifier=salesperson, password=PASSWORD, language="zh-CN", now=now)
    join(connection, tenant_id=uow.tenant_id, login_id=login_id, user_id=people[0], now=now)
    return people


def _customers(count: int, people: list[UUID], today: date) -> Iterator[dict[str, Any]]:
    chance = Random(20_261_125)  # noqa: S311 - the same companies for everybody
    own = min(OWN_CUSTOMERS, count)
    for number in range(count):
        place = chance.choice(_PLACES)
        word = chance.choice(_FIRST) + chance.choice(_FIRST)
        # The salesperson's customers lie evenly among the others.
        is_own = number * own // count != (number + 1) * own // count
        yield {
            "name": f"{place[-2:]}{word}{chance.choice(_TRADES)}有限公司",
            "code": f"L{number:07}",
            "kind": "company",
            "is_customer": True,
            "is_supplier": False,
            "level": chance.choice("abc"),
            "source": "import",
            "phone": f"+8613{number:09d}",
            "email": None,
            "region": place,
            "address": None,
            "uscc": None,
            "bank_name": None,
            "bank_account": None,
            "owner_id": people[0] if is_own else people[1 + number % (PEOPLE - 1)],
            "note": None,
            "x_industry": f"i{chance.randrange(len(_INDUSTRIES))}",
            "x_city": place[-2:],
            "x_staff": chance.randrange(1, 5_000),
            "x_until": (today + timedelta(days=chance.randrange(-400, 800))).isoformat(),
            "x_score": f"{chance.randrange(0, 1000) / 10:.1f}",
            "x_remark": f"{word}客户{number % 977}",
        }
