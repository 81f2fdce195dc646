"""Many who want one customer: exactly one has him, everybody else is told why and has lost nothing."""

from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from uuid import UUID

from heyi.modules.sea.jobs import recycle
from heyi.platform.jobs.definition import Nothing
from heyi.platform.jobs.queue import enqueue_for_system
from tests.builders.company import Company
from tests.builders.fixtures import Later
from tests.builders.http import Json, Person
from tests.builders.sea import Shore, claim, person_id, reasons, salespeople
from tests.builders.together import together

FOLLOW_UP = {"kind": "no_follow_up", "days": 1}


def test_of_fifty_who_claim_one_customer_one_has_him_and_nobody_else_has_lost_anything(
    company: Company, shore: Shore
) -> None:
    people = salespeople(company, 50)
    sea = shore.sea("公海", *people, claim_limit=1)
    wanted, other = shore.customer_in(sea, "都想要"), shore.customer_in(sea, "没人要")

    answers = together([partial(claim, person, sea, wanted) for person in people])

    assert Counter(answer["done"] for answer in answers) == {1: 1, 0: 49}
    (winner,) = [person for person, answer in zip(people, answers, strict=True) if answer["done"]]
    assert shore.owner(wanted) == person_id(winner)
    lost = [answer for answer in answers if not answer["done"]]
    assert [reasons(answer) for answer in lost] == [[(wanted, "sea.not_in_pool")]] * 49
    assert {one["refused"][0]["remedy"] for one in lost} == {"Reload the list and choose another"}
    left = Counter(person.get("/my-pools")[0]["claims_left"] for person in people)
    assert left == {0: 1, 1: 49}
    loser = next(person for person in people if person is not winner)
    assert claim(loser, sea, other) == {"done": 1, "refused": []}


def test_two_tabs_do_not_double_a_quota(company: Company, shore: Shore) -> None:
    (wang,) = salespeople(company, 1)
    sea = shore.sea("公海", wang, claim_limit=5)
    customers = [shore.customer_in(sea, f"客户{number}") for number in range(16)]
    tabs = []
    for _ in range(8):
        tab = company.browser()
        tab.shares_session(wang)
        tabs.append(tab)

    answers = together(
        [partial(claim, tab, sea, *customers[2 * place : 2 * place + 2]) for place, tab in enumerate(tabs)]
    )

    assert sum(answer["done"] for answer in answers) == 5
    assert Counter(code for answer in answers for _, code in reasons(answer)) == {"sea.claim_limit": 11}
    (mine,) = wang.get("/my-pools")
    assert (mine["claims_left"], mine["inside"]) == (0, 11)


def test_two_tabs_do_not_double_what_one_may_own(company: Company, shore: Shore) -> None:
    (wang,) = salespeople(company, 1)
    sea = shore.sea("公海", wang)
    company.post("/capacity-rules", {"name": "至多三个", "at_most": 3, "users": [person_id(wang)]})
    customers = [shore.customer_in(sea, f"客户{number}") for number in range(4)]
    tabs = [company.browser() for _ in range(8)]
    for tab in tabs:
        tab.shares_session(wang)
    makes: list[Callable[[], int]] = [
        partial(_status, tab, f"新客户{place}") for place, tab in enumerate(tabs[4:])
    ]

    claims: list[Callable[[], int]] = [
        partial(_claimed, tab, sea, one) for tab, one in zip(tabs[:4], customers, strict=True)
    ]
    together([*claims, *makes])

    mine = '{"field": "owner_id", "op": "eq", "value": "' + person_id(wang) + '"}'
    assert len(company.get("/parties", filter=mine)["items"]) == 3


def test_a_transfer_while_claiming_is_before_or_after_it(company: Company, shore: Shore) -> None:
    people = salespeople(company, 8)
    sea = shore.sea("公海", *people)
    customers = [shore.customer_in(sea, f"客户{number}") for number in range(8)]

    def transfer(customer: str) -> Json:
        return company.browser().post(
            "/parties/bulk", {"ids": [customer], "action": "transfer", "values": {"owner_id": shore.me}}
        )

    answers = together(
        [
            work
            for person, customer in zip(people, customers, strict=True)
            for work in (partial(claim, person, sea, customer), partial(transfer, customer))
        ]
    )

    assert {answer["done"] for answer in answers[1::2]} == {1}
    for person, customer, answer in zip(people, customers, answers[::2], strict=True):
        if answer["done"]:
            assert person.get("/my-pools")[0]["inside"] == 0
        else:
            assert reasons(answer) == [(customer, "sea.not_in_pool")]
        # Whoever transfers names the new owner, so that is who has him, whether there was a claim before or not.
        assert shore.owner(customer) == shore.me


def test_whom_somebody_follows_up_while_the_night_passes_stays_or_falls_whole(
    company: Company, shore: Shore, later: Later
) -> None:
    (wang,) = salespeople(company, 1)
    sea = shore.sea("公海", wang)
    shore.rules(sea, FOLLOW_UP)
    customers = [str(wang.post("/parties", {"name": f"客户{number}"})["id"]) for number in range(12)]

    with later(days=2):
        now = shore.served.services.clock.now() + timedelta(seconds=1)

        def follow_up(customer: str) -> None:
            company.books.execute(
                "UPDATE party SET last_followed_at = %(now)s WHERE id = %(id)s", {"now": now, "id": customer}
            )

        for customer in customers[:6]:
            follow_up(customer)
        notes: list[Callable[[], object]] = [partial(_note, wang, customer) for customer in customers[6:]]
        together([shore.night, *notes])

        assert [shore.owner(customer) for customer in customers[:6]] == [person_id(wang)] * 6
        for customer in customers[6:]:
            row = company.get(f"/parties/{customer}")
            assert row["owner_id"] is None
            assert row["pool_id"]["title"] == "公海"
        assert shore.standing(customers[0])["days_left"] == 1


def test_two_workers_of_one_night_let_everything_fall_once(
    company: Company, shore: Shore, later: Later
) -> None:
    (wang,) = salespeople(company, 1)
    sea = shore.sea("公海", wang)
    shore.rules(sea, FOLLOW_UP)
    for number in range(20):
        wang.post("/parties", {"name": f"客户{number}"})

    with later(days=2):
        services = shore.served.services
        with services.engine.connect() as connection, connection.begin():
            for key in ("一", "二"):
                tenant = UUID(str(company.tenant_id))
                enqueue_for_system(
                    connection, recycle, Nothing(), now=services.clock.now(), key=key, tenant_id=tenant
                )
        together([shore.run_jobs, shore.run_jobs])
        (night,) = company.get("/recycle/nights")

        assert night["count"] == 20
        assert company.get("/my-pools")[0]["inside"] == 20


def _claimed(person: Person, pool: str, customer: str) -> int:
    return int(claim(person, pool, customer)["done"])


def _status(person: Person, name: str) -> int:
    return int(person.send("POST", "/parties", {"name": name}).status_code)


def _note(person: Person, customer: str) -> int:
    body = {"note": "打过电话"}
    return int(person.send("PATCH", f"/parties/{customer}", body, version=1).status_code)
