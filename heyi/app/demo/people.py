"""The people of the demo company: nobody has their logins; they are there for what they did."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

from sqlalchemy import select

from heyi.platform.identity.actions.sign_up import add_user
from heyi.platform.identity.actions.users import change_user
from heyi.platform.identity.tables import APP_USER, DEPARTMENT_RECORD, ROLE
from heyi.platform.records.saving import create_record
from heyi.platform.unit_of_work import UnitOfWork

_SALES, _NORTH, _SOUTH, _STOCK, _MONEY, _BUYING = "销售部", "华东组", "华南组", "仓储部", "财务部", "采购部"
_BUYER = "buyer"


@dataclass(frozen=True)
class Person:
    """Somebody who works here."""

    id: UUID
    name: str
    department_id: UUID | None = None


@dataclass(frozen=True)
class Team:
    """Who does what; where nobody was hired, the visitor does all of it."""

    visitor: Person
    head: Person
    sellers: tuple[Person, ...]
    storekeeper: Person
    accountant: Person
    buyer: Person
    departments: tuple[UUID, ...] = ()

    @property
    def selling(self) -> tuple[Person, ...]:
        """Who has customers: the salespeople and the visitor himself."""
        return (self.visitor, *self.sellers)

    @property
    def everybody(self) -> list[UUID]:
        """The ids of all who may take customers out of the sea."""
        return list(dict.fromkeys(one.id for one in (*self.selling, self.head)))


def alone(uow: UnitOfWork) -> Team:
    """A company of one's own is filled with work, not with people who do not exist."""
    assert uow.actor.user_id is not None
    me = Person(uow.actor.user_id, uow.actor.name)
    return Team(me, me, (me,), me, me, me)


def hire(uow: UnitOfWork) -> Team:
    """A head of sales, two groups of two salespeople, a storekeeper, an accountant and a buyer."""
    assert uow.actor.user_id is not None
    roles = _roles(uow)
    sales = create_record(uow, DEPARTMENT_RECORD, {"name": _SALES})
    north, south = (
        create_record(uow, DEPARTMENT_RECORD, {"name": name, "parent_id": sales}) for name in (_NORTH, _SOUTH)
    )
    stock, money, buying = (
        create_record(uow, DEPARTMENT_RECORD, {"name": name}) for name in (_STOCK, _MONEY, _BUYING)
    )
    joining = (
        ("陈立新", "chen.lixin", "sales_head", sales, "销售总监"),
        ("林晓雯", "lin.xiaowen", "sales", north, "客户经理"),
        ("赵子昂", "zhao.ziang", "sales", north, "客户经理"),
        ("黄佩珊", "huang.peishan", "sales", south, "客户经理"),
        ("何俊杰", "he.junjie", "sales", south, "客户经理"),
        ("孙国强", "sun.guoqiang", "warehouse", stock, "仓库主管"),
        ("周敏", "zhou.min", "accountant", money, "会计"),
        ("吴海燕", "wu.haiyan", _BUYER, buying, "采购专员"),
    )
    people = [_join(uow, roles, *one) for one in joining]
    uow.flush()
    head = people[0]
    _place(uow, uow.actor.user_id, {"department_id": sales, "position": "总经理"})
    _place(uow, head.id, {"manager_id": uow.actor.user_id, "position": "销售总监"})
    for person, (_, _, _, _, position) in list(zip(people, joining, strict=True))[1:]:
        manager = head.id if person in people[1:5] else uow.actor.user_id
        _place(uow, person.id, {"manager_id": manager, "position": position})
    visitor = Person(uow.actor.user_id, uow.actor.name, sales)
    storekeeper, accountant, buyer = people[5:]
    sellers, departments = tuple(people[1:5]), (sales, north, south)
    return Team(visitor, head, sellers, storekeeper, accountant, buyer, departments)


@contextmanager
def acting(uow: UnitOfWork, person: Person, when: datetime | None = None) -> Iterator[None]:
    """As if that person did it, at that moment."""
    actor, now = uow.actor, uow.now
    uow.actor = replace(actor, user_id=person.id, name=person.name)
    uow.now = when or now
    try:
        yield
    finally:
        uow.actor, uow.now = actor, now


def at_work(day: date, minute: int) -> datetime:
    """A moment of the working day, so many minutes after nine in China."""
    return datetime.combine(day, time(1), tzinfo=UTC) + timedelta(minutes=minute)


def _roles(uow: UnitOfWork) -> dict[str, UUID]:
    query = select(ROLE.c.id, ROLE.c.builtin).where(ROLE.c.tenant_id == uow.tenant_id)
    return {row["builtin"]: row["id"] for row in uow.rows(query)}


def _join(
    uow: UnitOfWork, roles: dict[str, UUID], name: str, login: str, role: str, department_id: UUID, _: str
) -> Person:
    person = Person(uow.new_id(), name, department_id)
    add_user(
        uow,
        person.id,
        name=name,
        login=f"{login}.demo",
        role_ids=[roles[role]],
        department_id=department_id,
    )
    return person


def _place(uow: UnitOfWork, user_id: UUID, changed: dict[str, object]) -> None:
    query = select(APP_USER.c.version).where(APP_USER.c.tenant_id == uow.tenant_id, APP_USER.c.id == user_id)
    change_user(uow, user_id, version=uow.scalar(query), changed=changed)


def known(people: Sequence[Person]) -> list[str]:
    """Their ids as settings keep them."""
    return [str(one.id) for one in people]
