"""When something falls, into which sea and why: each rule to the day."""

from datetime import UTC, datetime
from typing import Any

import pytest

from tests.builders.fixtures import Later
from tests.builders.sea import Shore, person_id, salespeople

CASES: list[tuple[dict[str, Any], dict[str, Any], str | None]] = [
    ({"kind": "no_follow_up", "days": 7}, {}, "2026-11-09"),
    (
        {"kind": "no_follow_up", "days": 7},
        {"last_followed_at": datetime(2026, 11, 5, 2, tzinfo=UTC)},
        "2026-11-12",
    ),
    # Seven in the evening of the 5th in London is the 6th in Shanghai.
    (
        {"kind": "no_follow_up", "days": 7},
        {"last_followed_at": datetime(2026, 11, 5, 19, tzinfo=UTC)},
        "2026-11-13",
    ),
    # Who followed up before it was received, did so for somebody else.
    (
        {"kind": "no_follow_up", "days": 7},
        {"last_followed_at": datetime(2026, 10, 1, tzinfo=UTC)},
        "2026-11-09",
    ),
    (
        {"kind": "no_follow_up", "days": 7, "won_exempt": True},
        {"won_at": datetime(2026, 11, 3, tzinfo=UTC)},
        None,
    ),
    ({"kind": "no_follow_up", "days": 7}, {"won_at": datetime(2026, 11, 3, tzinfo=UTC)}, "2026-11-09"),
    (
        {"kind": "no_follow_up", "days": 7, "opportunity_exempt": True},
        {"last_opportunity_at": datetime(2026, 11, 3, tzinfo=UTC)},
        None,
    ),
    (
        {"kind": "not_won", "days": 90, "opportunity_exempt": True},
        {"last_opportunity_at": datetime(2026, 10, 3, tzinfo=UTC)},
        "2027-01-31",
    ),
    ({"kind": "not_won", "days": 90}, {}, "2027-01-31"),
    ({"kind": "not_won", "days": 90}, {"won_at": datetime(2026, 11, 3, tzinfo=UTC)}, None),
    ({"kind": "no_opportunity", "days": 10}, {}, "2026-11-12"),
    (
        {"kind": "no_opportunity", "days": 10},
        {"last_opportunity_at": datetime(2026, 11, 8, 3, tzinfo=UTC)},
        "2026-11-18",
    ),
    ({"kind": "no_follow_up", "by_level": {"a": 30, "b": 15}, "days": 7}, {"level": "a"}, "2026-12-02"),
    ({"kind": "no_follow_up", "by_level": {"a": 30, "b": 15}, "days": 7}, {"level": "c"}, "2026-11-09"),
    ({"kind": "no_follow_up", "by_level": {"a": 30, "b": 15}}, {"level": "c"}, None),
    ({"kind": "no_follow_up", "by_level": {"a": 30, "b": 15}}, {}, None),
    (
        {"kind": "condition", "days": 3, "condition": {"field": "region", "op": "eq", "value": "上海"}},
        {"region": "上海"},
        "2026-11-05",
    ),
    (
        {"kind": "condition", "days": 3, "condition": {"field": "region", "op": "eq", "value": "上海"}},
        {"region": "北京"},
        None,
    ),
    (
        {"kind": "condition", "days": 3, "condition": {"field": "region", "op": "eq", "value": "上海"}},
        {},
        None,
    ),
    (
        {"kind": "condition", "days": 30, "date_field": "x_until"},
        {"custom": '{"x_until": "2026-12-31"}'},
        "2027-01-30",
    ),
    ({"kind": "condition", "days": 30, "date_field": "x_until"}, {}, None),
    (
        {"kind": "condition", "days": 0, "date_field": "next_contact_at"},
        {"next_contact_at": datetime(2026, 11, 20, 1, tzinfo=UTC)},
        "2026-11-20",
    ),
    ({"kind": "no_follow_up", "days": 7}, {"locked": True}, None),
]


@pytest.mark.parametrize(("rule", "row", "due"), CASES)
def test_the_day_of_a_rule(shore: Shore, rule: dict[str, Any], row: dict[str, Any], due: str | None) -> None:
    sea = shore.sea("公海")
    company = shore.company
    if rule.get("date_field") == "x_until":
        field = {"name": "x_until", "kind": "date", "labels": {"zh": "合同到期"}}
        company.post("/record-types/party/fields", field)
    shore.settle(sea, members={"users": [shore.me]})
    customer = company.customer()
    for name, value in row.items():
        company.books.execute(
            f"UPDATE party SET {name} = %(value)s WHERE id = %(id)s", {"value": value, "id": customer}
        )

    shore.rules(sea, rule)

    # What the list shows and what is reckoned when somebody looks are one.
    assert shore.standing(customer)["due_on"] == due
    assert company.get(f"/parties/{customer}")["due_on"] == due


def test_a_record_that_meets_the_rules_of_two_seas_falls_into_the_first(shore: Shore, later: Later) -> None:
    (wang,) = salespeople(shore.company, 1)
    second, first = shore.sea("第二", wang, position=2), shore.sea("第一", wang, position=1)
    shore.rules(second, {"kind": "no_follow_up", "days": 3})
    shore.rules(first, {"kind": "not_won", "days": 5})
    customer = str(wang.post("/parties", {"name": "两边都符合"})["id"])

    assert shore.standing(customer)["due_on"] == "2026-11-05"
    with later(days=10):
        shore.night()
        row = shore.company.get(f"/parties/{customer}")
        assert row["pool_id"]["title"] == "第一"
        assert [one["inside"] for one in shore.company.get("/my-pools")] == [1, 0]
        (night,) = shore.company.get("/recycle/nights")
        (line,) = shore.company.get(f"/recycle/nights/{night['id']}")["items"]
        assert line["reason"] == "Not won for 5 days (since 2026-11-02)"


def test_a_sea_whose_departments_have_nobody_recycles_nobody(shore: Shore, later: Later) -> None:
    department = shore.company.post("/departments", {"name": "空部门"})["id"]
    sea = shore.sea("公海")
    shore.settle(sea, members={"departments": [department]})
    shore.rules(sea, {"kind": "no_follow_up", "days": 1})
    customer = shore.company.customer()

    with later(days=9):
        assert shore.company.post("/recycle/simulate", {})["count"] == 0
        shore.night()
        assert shore.owner(customer) == shore.me
        assert shore.company.get("/recycle/nights") == []


def test_people_of_departments_below_are_members(shore: Shore, later: Later) -> None:
    (wang,) = salespeople(shore.company, 1)
    above = shore.company.post("/departments", {"name": "销售部"})["id"]
    below = shore.company.post("/departments", {"name": "一组", "parent_id": above})["id"]
    version = shore.company.get(f"/users/{wang.user_id}")["version"]
    shore.company.patch(f"/users/{wang.user_id}", {"department_id": below}, version=version)
    sea = shore.sea("公海")
    shore.settle(sea, members={"departments": [above]})
    shore.rules(sea, {"kind": "no_follow_up", "days": 1})
    customer = str(wang.post("/parties", {"name": "客户"})["id"])

    with later(days=2):
        shore.night()
        assert shore.owner(customer) is None
    assert [one["name"] for one in wang.get("/my-pools")] == ["公海"]


def test_a_draft_of_rules_is_tried_without_a_trace(shore: Shore, later: Later) -> None:
    (wang,) = salespeople(shore.company, 1)
    sea = shore.sea("公海", wang)
    shore.rules(sea, {"kind": "no_follow_up", "days": 30})
    for number in range(3):
        wang.post("/parties", {"name": f"客户{number}", "level": "abc"[number]})
    draft = {"kind": "no_follow_up", "by_level": {"a": 30, "b": 2, "c": 1}}

    with later(days=2):
        before = shore.company.books.fingerprint(shore.company.tenant_id)
        told = shore.company.post("/recycle/simulate", {"pool_id": sea, "rules": [draft]})
        again = shore.company.post("/recycle/simulate", {})
        after = shore.company.books.fingerprint(shore.company.tenant_id)

    assert [(one["title"], one["owner"]["title"], one["reason"]) for one in told["items"]] == [
        ("客户2", "业务00", "No follow-up for 1 days (since 2026-11-02)"),
        ("客户1", "业务00", "No follow-up for 2 days (since 2026-11-02)"),
    ]
    assert again["count"] == 0
    assert {name for name in before if before[name] != after[name]} <= {"idempotency_key"}


def test_when_something_falls_its_team_goes_and_comes_back_with_it(shore: Shore, later: Later) -> None:
    wang, li = salespeople(shore.company, 2)
    sea = shore.sea("公海", wang)
    shore.rules(sea, {"kind": "no_follow_up", "days": 1})
    customer = str(wang.post("/parties", {"name": "客户"})["id"])
    wang.post(f"/parties/{customer}/members", {"user_id": person_id(li), "may": "write"})

    with later(days=2):
        shore.night()
        assert shore.company.get(f"/parties/{customer}/members") == []
        (night,) = shore.company.get("/recycle/nights")
        shore.undo(night["id"])

        (member,) = shore.company.get(f"/parties/{customer}/members")
        assert (member["user"]["id"], member["may"]) == (person_id(li), "write")
        assert shore.company.get(f"/parties/{customer}")["previous_owner_id"] is None


def test_a_rule_that_is_none_is_told_at_its_place(shore: Shore) -> None:
    sea = shore.sea("公海")
    rules = [
        {"kind": "no_follow_up"},
        {"kind": "condition", "days": 3},
        {"kind": "condition", "days": 3, "date_field": "name"},
        {"kind": "condition", "days": 3, "condition": {"field": "nothing", "op": "eq", "value": "x"}},
        {"kind": "not_won", "days": 0},
        {"kind": "no_follow_up", "days": 7, "by_level": {"a": 0, "b": 1}},
        {"kind": "condition", "days": 0, "condition": {"field": "region", "op": "eq", "value": "上海"}},
    ]

    problem = shore.company.refused(
        422, "platform.invalid_input", "PATCH", f"/pools/{sea}/settings", {"rules": rules}, version=2
    )

    assert [(one["field"], one["code"]) for one in problem["errors"]] == [
        ("rules.0.days", "missing"),
        ("rules.1.condition", "missing"),
        ("rules.2.date_field", "unknown_field"),
        ("rules.3.condition$.field", "condition_unknown_field"),
        ("rules.4.days", "greater_than_equal"),
        ("rules.5.by_level.a", "greater_than_equal"),
        ("rules.6.days", "greater_than_equal"),
    ]
    assert [one["detail"] for one in problem["errors"]][4:] == ["May not be less than 1"] * 3


def test_a_follow_up_and_a_new_owner_move_the_day_at_once(shore: Shore, later: Later) -> None:
    wang, li = salespeople(shore.company, 2)
    sea = shore.sea("公海", wang)
    shore.rules(sea, {"kind": "no_follow_up", "days": 7})
    customer = str(wang.post("/parties", {"name": "客户"})["id"])
    path = f"/parties/{customer}"
    assert shore.company.get(path)["due_on"] == "2026-11-09"

    with later(days=3):
        told = {"record": "party", "record_id": customer, "content": "约好下周演示", "way": "call"}
        wang.post("/follow-ups", told)
        assert shore.company.get(path)["due_on"] == "2026-11-12"
        # Li is no member of the sea, so nothing makes his customers fall.
        hand_over = {"ids": [customer], "action": "transfer", "values": {"owner_id": person_id(li)}}
        shore.company.post("/parties/bulk", hand_over)
        row = shore.company.get(path)
        assert (row["due_on"], row["previous_owner_id"]["id"]) == (None, person_id(wang))
        hand_over["values"] = {"owner_id": person_id(wang)}
        shore.company.post("/parties/bulk", hand_over)
        assert shore.company.get(path)["due_on"] == "2026-11-12"
