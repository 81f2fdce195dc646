"""Who may take what out of a sea, when, and how many; a refusal costs nothing."""

import pytest

from tests.builders.company import Company
from tests.builders.fixtures import Later
from tests.builders.sea import Shore, claim, person_id, reasons, salespeople


def test_the_previous_owner_waits_and_the_wait_costs_no_quota(shore: Shore, later: Later) -> None:
    wang, li = salespeople(shore.company, 2)
    sea = shore.sea("公海", wang, li, claim_limit=1, cool_down_days=2)
    customer = str(wang.post("/parties", {"name": "杭州云栖"})["id"])
    shore.put_back(sea, customer, by=wang)
    other = shore.customer_in(sea, "别的客户")

    answer = claim(wang, sea, customer)

    assert answer["refused"] == [
        {
            "id": customer,
            "title": "杭州云栖",
            "code": "sea.cool_down",
            "detail": "You had it last: it fell on 2026-11-02, and you may have it again after 2 days",
            "remedy": "Claim it from 2026-11-05 on, or have an administrator assign it",
        }
    ]
    assert wang.get("/my-pools")[0]["claims_left"] == 1
    with later(days=2):
        assert reasons(claim(wang, sea, customer)) == [(customer, "sea.cool_down")]
    assert claim(wang, sea, other)["done"] == 1
    with later(days=3):
        assert claim(wang, sea, customer)["done"] == 1


def test_the_wait_is_for_claims_and_for_the_previous_owner_only(shore: Shore) -> None:
    wang, li = salespeople(shore.company, 2)
    sea = shore.sea("公海", wang, li, cool_down_days=30)
    first, second = (str(wang.post("/parties", {"name": f"客户{number}"})["id"]) for number in range(2))
    shore.put_back(sea, first, second)

    shore.company.post(f"/pools/{sea}/assign", {"ids": [first], "user_id": person_id(wang)})

    assert shore.owner(first) == person_id(wang)
    assert claim(li, sea, second)["done"] == 1


def test_what_fell_just_now_is_protected_from_everybody_but_the_administrator(
    shore: Shore, later: Later
) -> None:
    wang, li = salespeople(shore.company, 2)
    sea = shore.sea("公海", wang, li, protect_days=1)
    first, second = (shore.customer_in(sea, f"客户{number}") for number in range(2))

    assert reasons(claim(wang, sea, first)) == [(first, "sea.protected")]
    with later(days=1):
        assert reasons(claim(wang, sea, first)) == [(first, "sea.protected")]
    with later(days=2):
        assert claim(wang, sea, first)["done"] == 1
    shore.company.post(f"/pools/{sea}/assign", {"ids": [second], "user_id": person_id(li)})
    assert shore.owner(second) == person_id(li)


def test_the_quota_is_for_each_sea_and_each_day(shore: Shore, later: Later) -> None:
    (wang,) = salespeople(shore.company, 1)
    east, west = shore.sea("华东", wang, claim_limit=1), shore.sea("华西", wang, claim_limit=1)
    here = [shore.customer_in(east, f"东{number}") for number in range(3)]
    there = shore.customer_in(west, "西")

    assert claim(wang, east, here[0])["done"] == 1
    assert reasons(claim(wang, east, here[1])) == [(here[1], "sea.claim_limit")]
    assert claim(wang, west, there)["done"] == 1
    with later(days=1):
        assert claim(wang, east, here[1])["done"] == 1


def test_another_sea_is_no_way_around_and_what_is_owned_is_nobodys_to_claim(shore: Shore) -> None:
    wang, li = salespeople(shore.company, 2)
    east, west = shore.sea("华东", wang, claim_limit=0), shore.sea("华西", wang, li)
    here = shore.customer_in(east, "东")
    owned = shore.company.customer("有主的客户")

    assert reasons(claim(wang, west, here, owned)) == [(here, "sea.not_in_pool"), (owned, "sea.not_in_pool")]
    assert reasons(claim(wang, east, here)) == [(here, "sea.claim_limit")]
    # Whoever is no member sees no such sea.
    li.refused(404, "platform.not_found", "POST", f"/pools/{east}/claim", {"ids": [here]})
    assert li.send("GET", f"/pools/{east}/records").status_code == 404
    assert shore.owner(here) is None
    assert shore.owner(owned) == shore.me


def test_only_administrators_assign_and_move(shore: Shore) -> None:
    wang, li = salespeople(shore.company, 2)
    east, west = shore.sea("华东", wang, li), shore.sea("华西", wang)
    customers = [shore.customer_in(east, f"客户{number}") for number in range(3)]
    body = {"ids": customers[:1], "user_id": person_id(li)}
    wang.refused(403, "sea.not_administrator", "POST", f"/pools/{east}/assign", body)

    shore.settle(east, administrators={"users": [person_id(wang)]})

    assert wang.post(f"/pools/{east}/assign", body)["done"] == 1
    assert wang.post(f"/pools/{east}/move", {"ids": [customers[1]], "target_id": west})["done"] == 1
    body = {"target_id": west}
    li.refused(403, "sea.not_administrator", "POST", f"/pools/{east}/move-all", body)
    job = wang.post(f"/pools/{east}/move-all", body)["job_id"]
    shore.run_jobs()
    moved = wang.get(f"/jobs/{job}")
    assert (moved["state"], moved["result"]) == ("done", {"moved": 1})
    assert [(one["name"], one["inside"]) for one in wang.get("/my-pools")] == [("华东", 0), ("华西", 2)]


def test_what_is_locked_stays_and_how_many_may_be_is_a_rule(shore: Shore) -> None:
    (wang,) = salespeople(shore.company, 1)
    sea = shore.sea("公海", wang)
    shore.company.post(
        "/capacity-rules", {"name": "锁定两个", "kind": "lock", "at_most": 2, "users": [person_id(wang)]}
    )
    customers = [str(wang.post("/parties", {"name": f"客户{number}"})["id"]) for number in range(3)]

    answer = wang.post("/standing/party/lock", {"ids": customers})

    assert (answer["done"], reasons(answer)) == (2, [(customers[2], "sea.lock_quota")])
    assert reasons(shore.put_back(sea, *customers)) == [
        (customers[0], "sea.locked"),
        (customers[1], "sea.locked"),
    ]
    assert [shore.owner(one) for one in customers] == [person_id(wang), person_id(wang), None]
    assert wang.post("/standing/party/unlock", {"ids": customers[:1]})["done"] == 1
    assert shore.put_back(sea, customers[0])["done"] == 1


def test_a_sea_with_something_in_it_is_neither_switched_off_nor_deleted(shore: Shore) -> None:
    sea = shore.sea("公海")
    shore.customer_in(sea)
    version = shore.company.get(f"/pools/{sea}")["version"]

    shore.company.refused(
        409, "sea.pool_not_empty", "PATCH", f"/pools/{sea}", {"active": False}, version=version
    )
    shore.company.refused(
        409, "sea.pool_not_empty", "PATCH", f"/pools/{sea}", {"holds": "lead"}, version=version
    )
    shore.company.refused(409, "platform.still_used", "DELETE", f"/pools/{sea}", version=version)

    empty = shore.sea("空海")
    shore.company.patch(f"/pools/{empty}", {"active": False}, version=2)
    customer = shore.company.customer("上海")
    shore.company.refused(
        409, "sea.pool_inactive", "POST", f"/pools/{empty}/put-back", {"ids": [customer], "reason": "x"}
    )
    shore.company.delete(f"/pools/{empty}", version=3)


@pytest.mark.parametrize("rule", [{"won_exempt": False}, {"won_exempt": True}])
def test_the_strictest_of_the_rules_that_cover_somebody_counts(
    company: Company, shore: Shore, rule: dict[str, bool]
) -> None:
    wang, li = salespeople(company, 2)
    sea = shore.sea("公海", wang)
    company.post("/capacity-rules", {"name": "宽", "at_most": 9, "users": [person_id(wang)]})
    company.post("/capacity-rules", {"name": "严", "at_most": 2, "users": [person_id(wang)], **rule})
    first = str(wang.post("/parties", {"name": "老客户"})["id"])
    company.books.execute("UPDATE party SET won_at = now() WHERE id = %(id)s", {"id": first})
    inside = shore.customer_in(sea, "海里的客户")
    more = int(rule["won_exempt"])

    for number in range(more + 1):
        wang.post("/parties", {"name": f"新客户{number}"})

    # Created, claimed, assigned, handed over and brought in: everywhere the same quota.
    problem = wang.refused(409, "sea.capacity", "POST", "/parties", {"name": "太多"})
    assert problem["params"] == {"owner": "业务00", "rule": "严", "limit": 2, "has": 2}
    assert reasons(claim(wang, sea, inside)) == [(inside, "sea.capacity")]
    mine = {"ids": [inside], "user_id": person_id(wang)}
    assert reasons(company.post(f"/pools/{sea}/assign", mine)) == [(inside, "sea.capacity")]
    lis = str(li.post("/parties", {"name": "李四的客户"})["id"])
    hand_over = {"ids": [lis, first], "action": "transfer", "values": {"owner_id": person_id(wang)}}
    assert reasons(company.post("/parties/bulk", hand_over)) == [(lis, "sea.capacity")]
    company.refused(409, "sea.capacity", "PATCH", f"/parties/{lis}", {"owner_id": person_id(wang)}, version=1)
    assert shore.owner(lis) == person_id(li)


def test_a_file_comes_straight_into_a_sea(shore: Shore) -> None:
    (wang,) = salespeople(shore.company, 1)
    sea = shore.sea("公海", wang)
    me = [shore.me]
    shore.company.post("/capacity-rules", {"name": "一个也不", "at_most": 0, "users": me})
    content = "名称,电话\n展会客户一,13800000001\n展会客户二,13800000002\n".encode()

    wangs = wang.upload(f"/pools/{sea}/import", content, fields={"mode": "apply"})
    assert (wangs.status_code, wangs.json()["code"]) == (403, "sea.not_administrator")
    checked = shore.company.upload(f"/pools/{sea}/import", content, fields={"mode": "check"}).json()
    assert (checked["good"], wang.get("/my-pools")[0]["inside"]) == (2, 0)
    answer = shore.company.upload(f"/pools/{sea}/import", content, fields={"mode": "apply"})
    assert (answer.status_code, answer.json()["created"]) == (200, 2)

    rows = wang.get(f"/pools/{sea}/records", sort="name", fields="name,owner_id,pooled_at")["items"]
    assert [row["name"] for row in rows] == ["展会客户二", "展会客户一"]
    assert [row["owner_id"] for row in rows] == [None, None]
    assert claim(wang, sea, rows[0]["id"])["done"] == 1
    # The file was all that went into the sea.
    shore.company.refused(409, "sea.capacity", "POST", "/parties", {"name": "自己的客户"})


def test_a_member_of_the_team_neither_puts_back_nor_unlocks(shore: Shore) -> None:
    (wang,) = salespeople(shore.company, 1)
    sea = shore.sea("公海", wang)
    customer = shore.company.customer("有主")
    shore.company.post(f"/parties/{customer}/members", {"user_id": str(wang.user_id), "may": "write"})
    body = {"ids": [customer], "reason": "想要"}
    (refused,) = wang.post(f"/pools/{sea}/put-back", body)["refused"]
    assert refused["code"] == "platform.not_allowed"
    assert shore.company.get(f"/parties/{customer}")["pool_id"] is None
