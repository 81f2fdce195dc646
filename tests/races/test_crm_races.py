"""Two people at one lead, at one card, at one stage: one of them comes first, and the other finds what he did."""

from collections import Counter
from functools import partial

import httpx

from tests.builders.company import Company
from tests.builders.crm import lead, opportunity, stages
from tests.builders.http import Json
from tests.builders.together import together


def outcome(answer: httpx.Response) -> tuple[int, str]:
    return answer.status_code, "" if answer.is_success else answer.json()["code"]


def all_at_once(company: Company, path: str, *bodies: Json) -> Counter[tuple[int, str]]:
    asked = [partial(company.browser().send, "POST", path, body) for body in bodies]
    return Counter(map(outcome, together(asked)))


def test_a_lead_converted_by_eight_becomes_one_customer(company: Company) -> None:
    made = lead(company, contact_name="王经理")
    body = {"another": True, "opportunity": {"name": "采购"}}
    found = all_at_once(company, f"/leads/{made['id']}/convert", *[body] * 8)
    assert found == {(200, ""): 1, (409, "crm.already_converted"): 7}
    for path in ("/parties", "/contacts", "/opportunities"):
        assert len(company.get(path)["items"]) == 1


def test_a_card_drawn_to_five_stages_takes_its_steps_one_after_the_other(company: Company) -> None:
    deal = opportunity(company, company.customer())
    targets = list(stages(company).values())[1:]
    bodies = [{"stage_id": stage, "reason": "同时拖动"} for stage in targets]
    assert all_at_once(company, f"/opportunities/{deal['id']}/move", *bodies) == {(200, ""): 4}
    way = company.get(f"/opportunities/{deal['id']}/way")
    assert [step["number"] for step in way["steps"]] == [1, 2, 3, 4, 5]
    assert all(a["to_stage"] == b["from_stage"] for a, b in zip(way["steps"], way["steps"][1:], strict=False))


def test_won_and_lost_at_once_ends_once(company: Company) -> None:
    deal = opportunity(company, company.customer(), amount="100")
    path = f"/opportunities/{deal['id']}"
    asked = [partial(company.browser().send, "POST", f"{path}/win", {}) for _ in range(3)]
    asked += [partial(company.browser().send, "POST", f"{path}/lose", {"reason": "price"}) for _ in range(3)]
    assert Counter(map(outcome, together(asked))) == {(200, ""): 1, (409, "platform.wrong_state"): 5}


def test_leads_that_come_at_once_go_round_in_turn(company: Company) -> None:
    people = [company.colleague("sales", name) for name in ("甲", "乙", "丙", "丁")]
    users = [str(person.user_id) for person in people]
    company.post("/assignment-rules", {"name": "轮流", "way": "round_robin", "users": users})
    asked = {"name": "表单", "title": "留言", "source": "website", "fields": [{"name": "phone"}]}
    token = company.post("/web-forms", asked)["link"].rpartition("/")[2]
    bodies = [{"values": {"phone": f"1380013800{number}"}} for number in range(8)]
    assert all_at_once(company, f"/public-forms/{token}", *bodies) == {(200, ""): 8}
    given = Counter(row["owner_id"]["title"] for row in company.get("/leads")["items"])
    assert given == {"甲": 2, "乙": 2, "丙": 2, "丁": 2}


def test_a_stage_goes_or_a_card_comes_to_it_never_both(company: Company) -> None:
    deal = opportunity(company, company.customer())
    (group,) = company.get("/sales-stages")
    left = [stage for stage in group["stages"] if stage["name"] != "方案/演示"]
    names = ("id", "name", "win_rate", "most_days")
    wanted = {"name": group["name"], "stages": [{name: one[name] for name in names} for one in left]}
    there = stages(company)["方案/演示"]
    answers = together(
        [
            partial(
                company.browser().send,
                "PATCH",
                f"/stage-groups/{group['id']}",
                wanted,
                version=group["version"],
            ),
            partial(company.browser().send, "POST", f"/opportunities/{deal['id']}/move", {"stage_id": there}),
        ]
    )
    assert sorted(map(outcome, answers)) in (
        [(200, ""), (422, "crm.stage_unknown")],
        [(200, ""), (409, "crm.stage_in_use")],
    )
