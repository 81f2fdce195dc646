"""Somebody leaves: what belongs to him is counted, split, handed over by a job, and can be taken back."""

from collections import Counter

import pytest

from heyi.platform.records.handing_over import jobs
from tests.builders.company import Company
from tests.builders.crm import lead
from tests.builders.http import Json
from tests.builders.leaver import Leaver, tallies
from tests.builders.scoped import colleague_with
from tests.builders.sea import Shore


def test_everything_goes_to_one_and_comes_back_by_one_action(
    company: Company, shore: Shore, leaver: Leaver
) -> None:
    customers = [leaver.customer(f"客户{number}") for number in range(3)]
    deal, lost = leaver.deal(customers[0], amount="1000"), leaver.deal(customers[0], "旧项目")
    company.post(f"/opportunities/{lost}/lose", {"reason": "price"})
    task, note = leaver.task(customers[0]), leaver.task()
    clue = lead(company, owner_id=leaver.id)["id"]
    mine = company.customer("张三的客户")
    company.post(f"/parties/{mine}/members", {"user_id": leaver.id, "may": "write"})

    told = company.get(f"/users/{leaver.id}/belongings")
    kinds = {
        one["record"]: (one["open"], one["closed"], one["value"], one["follows"]) for one in told["records"]
    }
    assert kinds == {
        "party": (3, 0, None, None),
        "lead": (1, 0, None, None),
        "opportunity": (1, 1, "1000", "party"),
        "task": (2, 0, None, "party"),
    }
    assert (told["teams"], told["reports"]) == (1, 0)
    plan = {"switch_off": True, "teams": "pass", "team_to": leaver.heir_ids[1]}
    run = leaver.start(**plan)
    assert (run["state"], run["allowed_actions"]) == ("running", ["cancel"])
    shore.run_jobs()
    run = leaver.seen(run)
    assert (run["state"], run["stopped"], run["error"]) == ("done", False, None)
    assert tallies(run) == {
        "party": (3, 0, 0, 0),
        "lead": (1, 0, 0, 0),
        "task": (2, 0, 0, 0),
        "opportunity": (1, 0, 0, 0),
        "team": (1, 0, 0, 0),
    }
    assert [leaver.owners("parties")[one] for one in customers] == ["李四"] * 3
    assert (leaver.owners("opportunities")[deal], leaver.owners("opportunities")[lost]) == ("李四", "老周")
    assert {leaver.owners("tasks")[one] for one in (task, note)} == {"李四"}
    assert leaver.owners("leads")[clue] == "李四"
    assert [one["user"]["title"] for one in company.get(f"/parties/{mine}/members")] == ["王五"]
    assert company.get(f"/users/{leaver.id}")["active"] is False
    assert {(one["record"], one["old"]["title"], one["new"]["title"]) for one in leaver.lines(run)} == {
        ("party", "老周", "李四"),
        ("lead", "老周", "李四"),
        ("task", "老周", "李四"),
        ("opportunity", "老周", "李四"),
        ("party", "老周", "王五"),
    }
    event = company.get(f"/parties/{customers[0]}/history")["events"][0]
    assert (event["action"], event["changes"]["owner_id"]) == ("changed", [leaver.id, leaver.heir_ids[0]])

    # One customer went on to somebody else meanwhile: what is not with the heir any more is left and told.
    company.post("/parties/transfer", {"ids": customers[:1], "owner_id": leaver.heir_ids[2]})
    company.refused(409, "records.has_left", "POST", f"/hand-overs/{run['id']}/undo", {})
    company.post(f"/users/{leaver.id}/activate")
    company.post(f"/hand-overs/{run['id']}/undo")
    shore.run_jobs()
    run = leaver.seen(run)
    assert (run["state"], run["allowed_actions"]) == ("undone", [])
    assert tallies(run)["party"] == (3, 0, 2, 1)
    assert [leaver.owners("parties")[one] for one in customers] == ["赵六", "老周", "老周"]
    assert (leaver.owners("opportunities")[deal], leaver.owners("leads")[clue]) == ("老周", "老周")
    assert [one["user"]["title"] for one in company.get(f"/parties/{mine}/members")] == ["老周"]
    (left,) = leaver.lines(run, way="back", outcome="stayed")
    assert (left["record_id"], left["title"], left["detail"]) == (
        customers[0],
        "客户0",
        "It belongs to somebody else by now",
    )
    company.refused(409, "platform.wrong_state", "POST", f"/hand-overs/{run['id']}/undo", {})


def test_taking_back_leaves_teams_as_people_made_them_themselves(
    company: Company, shore: Shore, leaver: Leaver
) -> None:
    there, renewed, plain = (company.customer(name) for name in ("已有", "续期", "平常"))
    heir = leaver.heir_ids[1]
    for customer in (there, renewed, plain):
        company.post(f"/parties/{customer}/members", {"user_id": leaver.id, "may": "read"})
    company.post(f"/parties/{there}/members", {"user_id": heir, "may": "write"})
    run = leaver.start(teams="pass", team_to=heir)
    shore.run_jobs()
    company.post(f"/parties/{renewed}/members", {"user_id": heir, "may": "write"})

    company.post(f"/hand-overs/{run['id']}/undo")
    shore.run_jobs()

    teams = {
        customer: {(one["user"]["title"], one["may"]) for one in company.get(f"/parties/{customer}/members")}
        for customer in (there, renewed, plain)
    }
    assert teams == {
        there: {("老周", "read"), ("王五", "write")},
        renewed: {("老周", "read"), ("王五", "write")},
        plain: {("老周", "read")},
    }


@pytest.mark.parametrize(
    ("count", "people", "shares"),
    [(7, 3, [3, 2, 2]), (6, 3, [2, 2, 2]), (1, 2, [1, 0]), (5, 2, [3, 2])],
)
def test_even_shares_are_what_the_preview_said(
    company: Company, shore: Shore, leaver: Leaver, count: int, people: int, shares: list[int]
) -> None:
    customers = [leaver.customer(f"客户{number}") for number in range(count)]
    for one in customers:
        leaver.deal(one, f"商机 {one}")
    plan = {"way": "evenly", "people": leaver.heir_ids[:people]}
    preview = company.post(f"/users/{leaver.id}/hand-over/preview", plan)
    by_kind = {
        one["record"]: Counter({x["title"]: x["count"] for x in one["people"]}) for one in preview["records"]
    }

    run = leaver.start(**plan)
    shore.run_jobs()

    owners = leaver.owners("parties")
    assert Counter(owners[one] for one in customers) == by_kind["party"]
    given = Counter(leaver.owners("opportunities").values())
    assert given == by_kind["opportunity"]
    names = ("李四", "王五", "赵六")[:people]
    assert [by_kind["party"][name] for name in names] == shares
    deals = company.get("/opportunities", fields="party_id,owner_id", limit=200)["items"]
    assert all(deal["owner_id"]["title"] == owners[deal["party_id"]["id"]] for deal in deals)
    assert leaver.seen(run)["state"] == "done"


def test_conditions_decide_in_their_order_and_the_rest_goes_to_one(
    company: Company, shore: Shore, leaver: Leaver
) -> None:
    east, big, other = (
        leaver.customer("华东", region="上海", level="a"),
        leaver.customer("大客户", level="a"),
        leaver.customer("其余"),
    )
    foreign = company.customer("张三的上海客户", region="上海")
    deals = [leaver.deal(one, f"商机 {one}") for one in (east, big, other, foreign)]
    first, second, rest = leaver.heir_ids
    plan = {
        "way": "condition",
        "on": "party",
        "people": [rest],
        "rules": [
            {"filter": {"field": "region", "op": "eq", "value": "上海"}, "user_id": first},
            {"filter": {"field": "level", "op": "eq", "value": "a"}, "user_id": second},
        ],
    }
    preview = company.post(f"/users/{leaver.id}/hand-over/preview", plan)
    assert {one["title"]: one["count"] for one in preview["people"]} == {"李四": 3, "王五": 2, "赵六": 2}
    leaver.start(**plan)
    shore.run_jobs()
    owners = leaver.owners("parties")
    assert [owners[one] for one in (east, big, other, foreign)] == ["李四", "王五", "赵六", "张三"]
    given = leaver.owners("opportunities")
    assert [given[one] for one in deals] == ["李四", "王五", "赵六", "李四"]


def test_kinds_set_apart_go_to_one_or_stay(company: Company, shore: Shore, leaver: Leaver) -> None:
    customer = leaver.customer("客户")
    deal, task = leaver.deal(customer), leaver.task(customer)
    plan = {"apart": {"opportunity": leaver.heir_ids[1], "party": None}}
    preview = company.post(
        f"/users/{leaver.id}/hand-over/preview", plan | {"way": "one", "people": leaver.heir_ids[:1]}
    )
    assert {
        one["record"]: (one["people"][0]["title"] if one["people"] else "", one["staying"])
        for one in preview["records"]
    } == {
        "party": ("", 1),
        "task": ("李四", 0),
        "opportunity": ("王五", 0),
    }
    leaver.start(**plan)
    shore.run_jobs()
    assert leaver.owners("parties")[customer] == "老周"
    assert (leaver.owners("opportunities")[deal], leaver.owners("tasks")[task]) == ("王五", "李四")


def test_what_a_full_heir_cannot_take_stays_with_all_that_belongs_to_it(
    company: Company, shore: Shore, leaver: Leaver
) -> None:
    customers = [leaver.customer(f"客户{number}") for number in range(2)]
    deals = [leaver.deal(one, f"商机{number}") for number, one in enumerate(customers)]
    company.post("/capacity-rules", {"name": "至多一个", "at_most": 1, "users": leaver.heir_ids[:1]})
    run = leaver.start()
    shore.run_jobs()
    run = leaver.seen(run)
    assert tallies(run) == {"party": (1, 1, 0, 0), "opportunity": (1, 1, 0, 0)}
    assert [leaver.owners("parties")[one] for one in customers] == ["李四", "老周"]
    assert [leaver.owners("opportunities")[one] for one in deals] == ["李四", "老周"]
    customer, deal = leaver.lines(run, outcome="stayed")
    assert (customer["record_id"], "至多一个" in customer["detail"]) == (customers[1], True)
    assert (deal["record_id"], deal["detail"]) == (
        deals[1],
        "What it belongs to was not handed over, so it stays too",
    )


def test_his_people_report_to_the_new_manager(company: Company, shore: Shore, leaver: Leaver) -> None:
    me = str(company.get("/auth/me")["user_id"])
    for person, manager in (
        (leaver.id, me),
        (leaver.heir_ids[0], leaver.id),
        (leaver.heir_ids[1], leaver.id),
    ):
        version = company.get(f"/users/{person}")["version"]
        company.patch(f"/users/{person}", {"manager_id": manager}, version=version)

    def managers() -> list[str]:
        return [company.get(f"/users/{one}")["manager_id"]["title"] for one in leaver.heir_ids[:2]]

    run = leaver.start(reports_to=leaver.heir_ids[0])
    shore.run_jobs()
    assert managers() == ["张三", "李四"]
    company.post(f"/hand-overs/{run['id']}/undo")
    shore.run_jobs()
    assert managers() == ["老周", "老周"]
    assert tallies(leaver.seen(run)) == {"manager": (2, 0, 2, 0)}


def test_a_plan_that_cannot_be_carried_out_is_refused_with_the_place(
    company: Company, leaver: Leaver
) -> None:
    heir = leaver.heir_ids[0]
    wrong: list[tuple[Json, list[tuple[str, str]]]] = [
        ({"way": "one", "people": [leaver.id]}, [("people.0", "not_a_colleague")]),
        ({"way": "evenly", "people": [heir]}, [("people", "hand_over_evenly")]),
        ({"way": "evenly", "people": [heir, heir]}, [("people", "hand_over_evenly")]),
        ({"way": "one", "people": [heir], "apart": {"nothing": heir}}, [("apart", "unknown_field")]),
        ({"way": "condition", "people": [heir], "on": "party"}, [("rules", "missing")]),
        (
            {"way": "condition", "people": [heir], "on": "task", "rules": []},
            [("on", "unknown_field"), ("rules", "missing")],
        ),
        ({"way": "one", "people": [heir], "teams": "pass"}, [("team_to", "missing")]),
        (
            {
                "way": "condition",
                "people": [heir],
                "on": "party",
                "rules": [{"filter": {"field": "nothing", "op": "eq", "value": 1}, "user_id": heir}],
            },
            [("rules.0.filter$.field", "condition_unknown_field")],
        ),
    ]
    for plan, places in wrong:
        told = company.refused(422, "platform.invalid_input", "POST", f"/users/{leaver.id}/hand-over", plan)
        assert [(one["field"], one["code"]) for one in told["errors"]] == places
    assert company.get("/hand-overs")["items"] == []


def test_only_what_one_may_see_and_hand_over_moves(company: Company, shore: Shore, leaver: Leaver) -> None:
    near, far = leaver.customer("上海公司", region="上海"), leaver.customer("北京公司", region="北京")
    deal = leaver.deal(near)
    names = ["records.hand_over.run", "parties.party.view", "parties.party.transfer", "identity.user.view"]
    here = {"filter": {"field": "region", "op": "eq", "value": "上海"}}
    half = colleague_with(company, names, {"parties.party.view": here, "parties.party.transfer": here})
    told = half.get(f"/users/{leaver.id}/belongings")
    assert [(one["record"], one["open"], one["may"]) for one in told["records"]] == [("party", 1, 1)]
    plan = {"way": "one", "people": leaver.heir_ids[:1], "switch_off": True}
    half.refused(403, "platform.not_allowed", "POST", f"/users/{leaver.id}/hand-over", plan)
    run = leaver.starts(half, {})
    shore.run_jobs()
    assert [leaver.owners("parties")[one] for one in (near, far)] == ["李四", "老周"]
    assert leaver.owners("opportunities")[deal] == "老周"
    assert tallies(leaver.seen(run)) == {"party": (1, 0, 0, 0)}
    leaver.heirs[0].refused(403, "platform.not_allowed", "GET", "/hand-overs")
    # He who sees nothing of these records is told only that there are some.
    blind = colleague_with(company, ["records.hand_over.run"], name="小盲")
    (line,) = blind.get(f"/hand-overs/{run['id']}/lines")["items"]
    assert (line["title"], line["record"]) == (None, "party")


def test_stopped_it_goes_on_where_it_was_and_nothing_is_done_twice(
    company: Company, shore: Shore, leaver: Leaver, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("heyi.platform.records.handing_over.steps.ROWS_A_STEP", 2)
    customers = [leaver.customer(f"客户{number}") for number in range(5)]
    plan = {"way": "evenly", "people": leaver.heir_ids[:2]}
    run = leaver.start(**plan)
    company.refused(409, "records.hand_over_runs", "POST", f"/users/{leaver.id}/hand-over", plan)
    shore.step()
    company.post(f"/hand-overs/{run['id']}/cancel")
    shore.run_jobs()
    stopped = leaver.seen(run)
    assert (stopped["state"], stopped["stopped"]) == ("running", True)
    assert stopped["allowed_actions"] == ["resume", "undo"]
    assert (tallies(stopped)["party"], stopped["done"], stopped["total"]) == ((2, 0, 0, 0), 2, 5)
    company.post(f"/hand-overs/{run['id']}/resume")
    shore.run_jobs()
    assert tallies(leaver.seen(run))["party"] == (5, 0, 0, 0)
    assert [leaver.owners("parties")[one] for one in customers] == ["李四", "王五", "李四", "王五", "李四"]
    history = company.get(f"/parties/{customers[0]}/history")["events"]
    assert [one["action"] for one in history] == ["changed", "created"]


def test_killed_in_a_step_it_does_that_step_again_and_nothing_twice(
    company: Company, shore: Shore, leaver: Leaver, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("heyi.platform.records.handing_over.steps.ROWS_A_STEP", 2)
    customers = [leaver.customer(f"客户{number}") for number in range(5)]
    run = leaver.start(way="evenly", people=leaver.heir_ids[:2])
    assert shore.step()
    real = jobs._note

    def dies(*given: object, **values: object) -> None:
        raise OSError

    # All rows of the step are handed over, their lines are written, and then the process is gone.
    monkeypatch.setattr(jobs, "_note", dies)
    assert shore.step()
    monkeypatch.setattr(jobs, "_note", real)
    assert tallies(leaver.seen(run))["party"] == (2, 0, 0, 0)
    company.books.execute("UPDATE job SET due_at = now() WHERE state = 'waiting'")
    shore.run_jobs()
    assert tallies(leaver.seen(run))["party"] == (5, 0, 0, 0)
    assert [leaver.owners("parties")[one] for one in customers] == ["李四", "王五", "李四", "王五", "李四"]
    assert Counter(line["record_id"] for line in leaver.lines(run)) == dict.fromkeys(customers, 1)
