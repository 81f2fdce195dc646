"""What the front office of the demo company did in half a year: follow-ups, leads, deals, tasks."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import partial
from typing import Any
from uuid import UUID

from heyi.app.demo.customers import Customer
from heyi.app.demo.diary import Diary
from heyi.app.demo.people import Person, acting, at_work
from heyi.app.demo.words import (
    DEALS,
    INVALID,
    LEAD_FIRMS,
    LEAD_PLACES,
    LOST,
    PEOPLE,
    SAID,
    SOURCES,
    TASKS,
)
from heyi.modules.activities import api as activities
from heyi.modules.catalog.seed import SeededProduct
from heyi.modules.crm import api as crm
from heyi.platform.records.saving import create_record, create_records

LEADS, OPEN_DEALS, ENDED_DEALS = 40, 20, 16
# Of each person's customers the first few are to be spoken to in so many days from now, at that hour of the day.
_NEXT = (
    (0, 10),
    (0, 11),
    (0, 14),
    (0, 16),
    (-1, 10),
    (-2, 15),
    (1, 9),
    (2, 14),
    (3, 10),
    (5, 15),
    (7, 11),
    (9, 16),
)
_OFTEN, _SELDOM, _ROUND, _LATELY = 24, 40, 14, range(10)
_SMALL, _LARGE = 8, 60
# Deals out of leads older than this have ended.
_LONGEST = 60
# So many of the leads came in the last days, and nobody has spoken to them yet.
_FRESH = 8


@dataclass(frozen=True)
class _About:
    record: str
    id: UUID
    contact: UUID | None = None


def follow_up_customers(diary: Diary, customers: Sequence[Customer]) -> None:
    """Every customer is spoken to from when he came; the quiet ones not for a while, and the latest say when next."""
    met: dict[UUID, int] = {}
    rounds: dict[tuple[Person, date], list[_About]] = defaultdict(list)
    for customer in customers:
        place = met[customer.owner.id] = met.get(customer.owner.id, -1) + 1
        last = diary.chance.choice(customer.silent_for)
        about = _About("party", customer.id, customer.contacts[0] if customer.contacts else None)
        planned = _next_contact(diary, place, diary.day(last)) if last in _LATELY else None
        diary.enter(diary.day(last), customer.owner, partial(_speak, diary, about, planned))
        for ago in range(
            last + 10, (diary.today - customer.since).days, _OFTEN if customer.buys else _SELDOM
        ):
            rounds[customer.owner, diary.day(ago - ago % _ROUND)].append(about)
    for (owner, day), abouts in rounds.items():
        diary.enter(day, owner, partial(_go_round, diary, abouts))


def _go_round(diary: Diary, abouts: Sequence[_About]) -> None:
    """Several customers spoken to on one day, written down together; how they stand now the latest of each says."""
    said = [diary.chance.choice(SAID) for _ in abouts]
    rows = [
        {
            "content": content,
            "way": way,
            "happened_at": diary.uow.now,
            "party_id": about.id,
            "contact_id": about.contact,
            "author_id": diary.uow.actor.user_id,
            "record": about.record,
        }
        for about, (way, content) in zip(abouts, said, strict=True)
    ]
    create_records(diary.uow, activities.FOLLOW_UP, rows, stamps=[{"record_id": one.id} for one in abouts])


def _next_contact(diary: Diary, place: int, last: date) -> datetime | None:
    if place >= len(_NEXT):
        return None
    days, hour = _NEXT[place]
    when = at_work(diary.today + timedelta(days=days), (hour - 9) * 60)
    return when if when.date() > last else None


def _speak(diary: Diary, about: _About, next_contact_at: datetime | None) -> None:
    way, content = diary.chance.choice(SAID)
    if next_contact_at is not None and next_contact_at <= diary.uow.now:
        next_contact_at = None
    activities.follow_up(
        diary.uow,
        activities.FollowUpDraft(
            record=about.record,
            record_id=about.id,
            content=content,
            way=way,
            contact_id=about.contact,
            next_contact_at=next_contact_at,
        ),
    )


def work_on_leads(diary: Diary) -> None:
    """Leads come in week by week; some become customers, of some nothing comes, and the latest wait."""
    selling, head = diary.team.selling, diary.team.head
    for number in range(LEADS):
        ago = 176 - number * 5 if number < LEADS - _FRESH else 1 + (LEADS - number) // 4
        mine = number >= LEADS - _FRESH and number % 3 == 0
        owner = diary.team.visitor if mine else selling[number % len(selling)]
        day = diary.day(ago)
        diary.enter(day, head, partial(_take_lead, diary, number, owner, day))


def _take_lead(diary: Diary, number: int, owner: Person, day: date) -> None:
    name = LEAD_PLACES[number // 2 % len(LEAD_PLACES)] + LEAD_FIRMS[number % 2]
    values: dict[str, Any] = {
        "name": name,
        "contact_name": PEOPLE[number % len(PEOPLE)],
        "phone": f"+86139{20_000_001 + number:08d}",
        "source": SOURCES[number % len(SOURCES)],
        "level": "abc"[number % 3],
        "owner_id": owner.id,
    }
    lead = create_record(diary.uow, crm.LEAD, values)
    if number >= LEADS - _FRESH + 2:
        return
    spoken = day + timedelta(days=diary.chance.randint(1, 3))
    open_still = number % 4 >= 2 or number >= LEADS - 10
    waits = at_work(diary.today + timedelta(days=(number // 5 + 3) % 4 - 1), diary.chance.randint(30, 400))
    later = waits if open_still else None
    diary.enter(spoken, owner, partial(_speak, diary, _About("lead", lead), later))
    decided = spoken + timedelta(days=diary.chance.randint(4, 12))
    if open_still:
        return
    if number % 4 == 1 and number % 8 != 5:
        reason = INVALID[number % len(INVALID)]
        diary.enter(decided, owner, partial(_give_up, diary, lead, reason))
    else:
        wish = crm.OpportunityWish(
            name=f"{name[:4]}首批采购",
            amount=Decimal(diary.chance.randint(_SMALL, _LARGE)) * 1000,
            expected_on=_hoped_for(diary, decided, ends=_is_old(diary, decided)),
        )
        diary.enter(decided, owner, partial(_convert, diary, lead, wish, owner))


def _give_up(diary: Diary, lead: UUID, reason: str) -> None:
    crm.invalidate_lead(diary.uow, lead, reason=reason)


def _convert(diary: Diary, lead: UUID, wish: crm.OpportunityWish, owner: Person) -> None:
    made = crm.convert_lead(diary.uow, lead, crm.ConversionWish(opportunity=wish))
    diary.uow.flush()
    later = (diary.today - diary.uow.now.date()).days // 2
    about = _About("party", made.party_id, made.contact_id)
    if later > 0:
        diary.enter(diary.day(min(later, 20)), owner, partial(_speak, diary, about, None))
    if made.opportunity_id is not None:
        day = diary.uow.now.date()
        _walk(diary, made.opportunity_id, owner, day, later, ends=_is_old(diary, day))


def pursue_deals(diary: Diary, customers: Sequence[Customer], products: Sequence[SeededProduct]) -> None:
    """Deals of every age: won, lost, on their way, and some that nobody moved for too long."""
    ended = diary.chance.sample(list(customers), ENDED_DEALS)
    for number, customer in enumerate(ended):
        begun = max(diary.day(150 - number * 5), customer.since + timedelta(days=1))
        diary.enter(
            begun, customer.owner, partial(_begin, diary, number, customer, products, begun, ends=True)
        )
    going = diary.chance.sample(list(customers), OPEN_DEALS)
    for number, customer in enumerate(going):
        ago = 75 + number if number % 7 == 3 else 4 + number * 2
        begun = max(diary.day(ago), customer.since + timedelta(days=1))
        diary.enter(
            begun, customer.owner, partial(_begin, diary, number, customer, products, begun, ends=False)
        )
    mine = next(customer for customer in customers if customer.owner == diary.team.sellers[0])
    boss = diary.team.head
    begun = diary.day(24)
    its = Customer(mine.id, boss, mine.name, mine.since, mine.buys, mine.contacts)
    diary.enter(begun, boss, partial(_begin, diary, 0, its, products, begun, ends=True))


def _begin(
    diary: Diary,
    number: int,
    customer: Customer,
    products: Sequence[SeededProduct],
    begun: date,
    *,
    ends: bool,
) -> None:
    uow, chance = diary.uow, diary.chance
    deal = create_record(
        uow,
        crm.OPPORTUNITY,
        {
            "name": f"{customer.name[:4]}{DEALS[number % len(DEALS)]}",
            "party_id": customer.id,
            "contact_id": customer.contacts[0] if customer.contacts else None,
            "amount": Decimal(chance.randint(_SMALL, _LARGE)) * 1000,
            "expected_on": _hoped_for(diary, begun, ends=ends),
            "owner_id": customer.owner.id,
        },
    )
    if number % 2:
        lines = [
            crm.LineDraft(product_id=one.id, quantity=Decimal(chance.randint(10, 60)))
            for one in chance.sample(list(products), 3)
        ]
        crm.set_lines(uow, deal, 1, lines, discount=Decimal("0.05"))
    _walk(diary, deal, customer.owner, begun, number, ends=ends)


def _is_old(diary: Diary, begun: date) -> bool:
    return (diary.today - begun).days > _LONGEST


def _hoped_for(diary: Diary, begun: date, *, ends: bool) -> date:
    if ends:
        return begun + timedelta(days=35)
    return diary.today + timedelta(days=diary.chance.randint(-4, 75))


def _walk(diary: Diary, deal: UUID, owner: Person, begun: date, number: int, *, ends: bool) -> None:
    """From stage to stage, all the way where it ends."""
    group = next(iter(crm.stage_groups(diary.uow).values()))
    stages = [stage for stage in group.stages if stage.active]
    steps = len(stages) - 1 if ends else number % len(stages)
    day = begun
    for stage in stages[1 : 1 + steps]:
        day += timedelta(days=diary.chance.randint(3, 9))
        diary.enter(day, owner, partial(_move, diary, deal, stage.id))
    if ends:
        day += timedelta(days=diary.chance.randint(2, 8))
        diary.enter(day, owner, partial(_end, diary, deal, number))


def _move(diary: Diary, deal: UUID, stage_id: UUID) -> None:
    crm.move_opportunity(diary.uow, deal, stage_id=stage_id)


def _end(diary: Diary, deal: UUID, number: int) -> None:
    if number % 5 == 2 or number % 7 == 3:
        reason, note = LOST[number % len(LOST)]
        crm.lose_opportunity(diary.uow, deal, reason=reason, note=note)
    elif number % 11 == 9:
        crm.invalidate_opportunity(diary.uow, deal, reason="重复登记")
    else:
        crm.win_opportunity(diary.uow, deal)


def give_out_tasks(diary: Diary, customers: Sequence[Customer]) -> None:
    """Everybody has things to do: late ones, some for today, and some that are done."""
    for place, person in enumerate(diary.team.selling):
        with acting(diary.uow, diary.team.head, at_work(diary.day(3), 45 + place)):
            own = [customer for customer in customers if customer.owner == person]
            rows = [_task(diary, person, own, number, number - 2) for number in range(7)]
            create_records(diary.uow, activities.TASK, rows)
        with acting(diary.uow, person, at_work(diary.day(12), 30)):
            rows = [_task(diary, person, own, number + 5, -number - 4) for number in range(3)]
            done = create_records(diary.uow, activities.TASK, rows)
        with acting(diary.uow, person, at_work(diary.day(4), 300)):
            for task in done:
                activities.complete_task(diary.uow, task)


def _task(diary: Diary, person: Person, own: Sequence[Customer], number: int, days: int) -> dict[str, Any]:
    due_at = at_work(diary.today + timedelta(days=days), 90 + number * 50)
    return {
        "title": TASKS[number % len(TASKS)],
        "due_at": due_at,
        "priority": ("normal", "high", "low")[number % 3],
        "remind": "hour_1",
        "owner_id": person.id,
        "party_id": own[number % len(own)].id,
    }
