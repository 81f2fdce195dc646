"""The customers of the demo company: who they are, where they are, and who works there."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from heyi.app.demo.diary import Diary
from heyi.app.demo.people import Person, acting, at_work
from heyi.app.demo.words import CITIES, FIRMS, PEOPLE, POSITIONS, SOURCES
from heyi.modules.parties import api as parties
from heyi.platform.records.saving import create_records
from heyi.platform.unit_of_work import UnitOfWork

BUYING, WHOLE = 36, 60
_MONTHS, _DAYS = 6, 30
_LEVELS = "aabbbccbca"
_STREW = 600


@dataclass
class Customer:
    """One of them, and what the rest of the demo wants to know of him."""

    id: UUID
    owner: Person
    name: str
    since: date
    buys: bool
    contacts: list[UUID] = field(default_factory=list)
    # Between how many days ago he was last spoken to.
    silent_for: range = range(1, 10)


def win_customers(diary: Diary) -> list[Customer]:
    """Sixty customers, ten a month, each with a contact or two; the first three dozen buy."""
    found: list[Customer] = []
    per_month = WHOLE // _MONTHS
    for month in range(_MONTHS):
        day = diary.day(_DAYS * (_MONTHS - month) - 2)
        numbers = range(month * per_month, (month + 1) * per_month)
        found += _enter(diary, day, numbers)
    return found


def suppliers(diary: Diary) -> list[UUID]:
    """Whom the buyer buys from; gives back their ids."""
    names = ("义乌百汇文具批发有限公司", "东莞恒德办公设备厂", "晨鸣纸业（江苏）有限公司")
    rows = [{"name": name, "is_customer": False, "is_supplier": True, "kind": "company"} for name in names]
    with acting(diary.uow, diary.team.buyer, at_work(diary.first_day, 30)):
        return create_records(diary.uow, parties.PARTY, _with_owner(rows, diary.team.buyer))


def enter_supplier(uow: UnitOfWork, name: str, buyer: Person) -> UUID:
    """One more to buy from, or to keep goods for; gives back his id."""
    row = {"name": name, "is_customer": False, "is_supplier": True, "kind": "company"}
    return create_records(uow, parties.PARTY, _with_owner([row], buyer))[0]


def _enter(diary: Diary, day: date, numbers: Iterable[int]) -> list[Customer]:
    uow, selling = diary.uow, diary.team.selling
    rows, owners = [], []
    for number in numbers:
        owner = selling[number % len(selling)]
        owners.append(owner)
        rows.append(_with_owner([_customer(diary, number)], owner)[0])
    with acting(uow, diary.team.head, at_work(day, 20)):
        ids = create_records(uow, parties.PARTY, rows)
        customers = [
            Customer(party_id, owner, row["name"], day, buys=number < BUYING)
            for number, party_id, owner, row in zip(numbers, ids, owners, rows, strict=True)
        ]
        _add_contacts(diary, customers, list(numbers))
    return customers


def _customer(diary: Diary, number: int) -> dict[str, Any]:
    city = CITIES[number % len(CITIES)]
    firm = FIRMS[(number * 7 + number // len(CITIES)) % len(FIRMS)]
    aside = [Decimal(diary.chance.randint(-_STREW, _STREW)) / 10_000 for _ in range(2)]
    return {
        "name": city.name + firm,
        "kind": "company",
        "is_customer": True,
        "is_supplier": False,
        "level": _LEVELS[number % len(_LEVELS)],
        "source": SOURCES[number % len(SOURCES)],
        "region": city.region,
        "address": f"{city.name}{city.street} {diary.chance.randint(1, 999)} 号",
        "latitude": city.latitude + aside[0],
        "longitude": city.longitude + aside[1],
        "phone": f"+86138{10_000_001 + number:08d}",
    }


def _with_owner(rows: list[dict[str, Any]], owner: Person) -> list[dict[str, Any]]:
    return [{**row, "owner_id": owner.id} for row in rows]


def _add_contacts(diary: Diary, customers: list[Customer], numbers: list[int]) -> None:
    rows, of = [], []
    for number, customer in zip(numbers, customers, strict=True):
        for place in range(1 + number % 2):
            rows.append(
                {
                    "party_id": customer.id,
                    "name": PEOPLE[(number * 3 + place * 5) % len(PEOPLE)],
                    "position": POSITIONS[(number + place) % len(POSITIONS)],
                    "phone": f"+86137{20_000_001 + number * 2 + place:08d}",
                    "decides": place == 0,
                }
            )
            of.append(customer)
    for customer, contact in zip(of, create_records(diary.uow, parties.CONTACT, rows), strict=True):
        customer.contacts.append(contact)
