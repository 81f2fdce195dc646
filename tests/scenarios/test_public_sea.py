"""The public sea (公海): what nobody works on is there for whoever does, by rules that everybody can read."""

from tests.builders.company import Company
from tests.builders.fixtures import Later
from tests.builders.sea import Shore, claim, person_id, reasons, salespeople

NO_FOLLOW_UP = {"kind": "no_follow_up", "days": 7, "name": "七天未跟进"}


def test_a_customer_is_put_back_claimed_by_another_and_everybody_can_read_it(shore: Shore) -> None:
    wang, li = salespeople(shore.company, 2)
    sea = shore.sea("华东公海", wang, li)
    customer = str(wang.post("/parties", {"name": "杭州云栖贸易有限公司", "phone": "13800001234"})["id"])
    shore.company.post("/contacts", {"party_id": customer, "name": "赵敏"})

    wang.refused(
        422, "sea.reason_missing", "POST", f"/pools/{sea}/put-back", {"ids": [customer], "reason": " "}
    )
    assert shore.put_back(sea, customer, by=shore.company)["done"] == 1

    row = shore.company.get(f"/parties/{customer}")
    assert row["owner_id"] is None
    # The real owner is remembered, not whoever put it back.
    assert row["previous_owner_id"]["id"] == person_id(wang)
    assert row["pool_id"]["title"] == "华东公海"
    (seen,) = li.get(f"/pools/{sea}/records", fields="name,phone")["items"]
    assert (seen["name"], seen["phone"]) == ("杭州云栖贸易有限公司", "+86138****1234")
    assert li.send("GET", f"/parties/{customer}").status_code == 404

    assert claim(li, sea, customer) == {"done": 1, "refused": []}

    row = li.get(f"/parties/{customer}")
    assert (row["owner_id"]["id"], row["pool_id"], row["phone"]) == (person_id(li), None, "+8613800001234")
    assert [one["name"] for one in li.get("/contacts")["items"]] == ["赵敏"]
    told = [event["action"] for event in shore.company.get(f"/parties/{customer}/timeline")["events"]]
    assert told[0] == "claimed"
    assert "put_back" in told


def test_a_night_tells_beforehand_what_falls_and_can_be_taken_back(shore: Shore, later: Later) -> None:
    (wang,) = salespeople(shore.company, 1)
    sea = shore.sea("华东公海", wang)
    shore.rules(sea, NO_FOLLOW_UP)
    first = str(wang.post("/parties", {"name": "上海启明办公"})["id"])
    second = str(wang.post("/parties", {"name": "苏州恒泰电子"})["id"])
    mine = shore.company.customer("宁波海曙五金")

    standing = shore.standing(first, by=wang)
    assert (standing["due_on"], standing["days_left"]) == ("2026-11-09", 7)
    assert standing["reason"] == "七天未跟进: No follow-up for 7 days (since 2026-11-02)"
    with later(days=6):
        assert shore.company.post("/recycle/simulate", {})["count"] == 0
        shore.night()
        assert shore.owner(first) == person_id(wang)
    with later(days=7):
        told = shore.company.post("/recycle/simulate", {})
        assert (told["count"], [one["title"] for one in told["items"]]) == (
            2,
            ["上海启明办公", "苏州恒泰电子"],
        )
        assert told["by_rule"] == [{"pool": "华东公海", "rule": "七天未跟进", "count": 2}]
        shore.night()
        assert shore.owner(first) == person_id(wang)
    with later(days=8):
        shore.night()
        assert (shore.owner(first), shore.owner(second), shore.owner(mine)) == (None, None, shore.me)
        (night,) = shore.company.get("/recycle/nights")
        assert (night["day"], night["count"], night["allowed_actions"]) == ("2026-11-10", 2, ["undo"])
        lines = shore.company.get(f"/recycle/nights/{night['id']}")["items"]
        assert [(one["title"], one["owner"]["title"], one["due_on"]) for one in lines] == [
            ("上海启明办公", "业务00", "2026-11-09"),
            ("苏州恒泰电子", "业务00", "2026-11-09"),
        ]
        shore.company.post(f"/pools/{sea}/assign", {"ids": [second], "user_id": shore.me})

        undone = shore.undo(night["id"])

        assert (undone["returned"], undone["kept"]) == (1, 1)
        assert [(one["title"], one["reason"]) for one in undone["refused"]] == [
            ("苏州恒泰电子", "已由 张三 领取")
        ]
        assert (shore.owner(first), shore.owner(second)) == (person_id(wang), shore.me)
        assert shore.standing(first)["due_on"] == "2026-11-17"
        shore.company.refused(409, "sea.night_undone", "POST", f"/recycle/nights/{night['id']}/undo")
    with later(days=9):
        shore.night()
        assert shore.owner(first) == person_id(wang)


def test_quotas_are_told_before_they_are_spent(company: Company, shore: Shore) -> None:
    (wang,) = salespeople(company, 1)
    sea = shore.sea("公海", wang, claim_limit=2)
    customers = [shore.customer_in(sea, f"客户{number}") for number in range(4)]

    answer = claim(wang, sea, *customers[:3])

    assert (answer["done"], reasons(answer)) == (2, [(customers[2], "sea.claim_limit")])
    (mine,) = wang.get("/my-pools")
    assert (mine["claims_left"], mine["inside"]) == (0, 2)
    company.post(f"/pools/{sea}/assign", {"ids": [customers[3]], "user_id": person_id(wang)})
    assert shore.owner(customers[3]) == person_id(wang)
