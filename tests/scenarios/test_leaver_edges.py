"""A hand-over that others meet: another of the same person, heirs who left, rows that its runner does not see."""

import pytest

from tests.builders.company import Company
from tests.builders.crm import opportunity
from tests.builders.http import Json
from tests.builders.leaver import Leaver, tallies
from tests.builders.scoped import colleague_with
from tests.builders.sea import Shore

STEP = "heyi.platform.records.handing_over.steps.ROWS_A_STEP"
PARTY = ["parties.party.view", "parties.party.transfer"]
HERE = {"filter": {"field": "region", "op": "eq", "value": "上海"}}


def switch_off(company: Company, person: str) -> None:
    company.post(f"/users/{person}/deactivate")


def stopped(company: Company, shore: Shore, leaver: Leaver) -> Json:
    """A hand-over that was stopped after its first step."""
    run = leaver.start()
    shore.step()
    company.post(f"/hand-overs/{run['id']}/cancel")
    shore.run_jobs()
    return run


def test_two_hand_overs_of_a_person_are_never_at_work_at_once(
    company: Company, shore: Shore, leaver: Leaver, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(STEP, 1)
    for number in range(3):
        leaver.customer(f"客户{number}")
    first = stopped(company, shore, leaver)
    second = leaver.start()
    for verb in ("resume", "undo"):
        company.refused(409, "records.hand_over_runs", "POST", f"/hand-overs/{first['id']}/{verb}", {})
    shore.run_jobs()
    assert leaver.seen(second)["state"] == "done"
    company.post(f"/hand-overs/{first['id']}/resume")
    company.refused(409, "records.hand_over_runs", "POST", f"/hand-overs/{second['id']}/undo", {})
    shore.run_jobs()
    assert leaver.seen(first)["state"] == "done"


def test_nothing_goes_to_an_heir_who_was_switched_off_meanwhile(
    company: Company, shore: Shore, leaver: Leaver, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(STEP, 1)
    customers = [leaver.customer(f"客户{number}") for number in range(2)]
    mine = company.customer("张三的客户")
    company.post(f"/parties/{mine}/members", {"user_id": leaver.id, "may": "write"})
    run = leaver.start(teams="pass", team_to=leaver.heir_ids[0])
    shore.step()
    switch_off(company, leaver.heir_ids[0])
    shore.run_jobs()
    assert tallies(leaver.seen(run)) == {"party": (1, 1, 0, 0), "team": (0, 1, 0, 0)}
    assert [leaver.owners("parties")[one] for one in customers] == ["李四", "老周"]
    assert [one["user"]["title"] for one in company.get(f"/parties/{mine}/members")] == ["老周"]
    (row, team) = leaver.lines(run, outcome="stayed")
    assert (row["detail"], team["detail"]) == ("李四 was switched off, so nothing goes to him",) * 2


def test_nothing_is_given_back_to_who_is_switched_off(company: Company, shore: Shore, leaver: Leaver) -> None:
    customer = leaver.customer("客户")
    mine = company.customer("张三的客户")
    company.post(f"/parties/{mine}/members", {"user_id": leaver.id, "may": "write"})
    run = leaver.start()
    shore.run_jobs()
    company.post(f"/hand-overs/{run['id']}/undo")
    switch_off(company, leaver.id)
    shore.run_jobs()
    assert tallies(leaver.seen(run)) == {"party": (1, 0, 0, 1), "team": (1, 0, 0, 1)}
    assert leaver.owners("parties")[customer] == "李四"
    assert company.get(f"/parties/{mine}/members") == []


def test_who_sees_not_all_of_his_cannot_switch_him_off(
    company: Company, shore: Shore, leaver: Leaver
) -> None:
    near = leaver.customer("上海公司", region="上海")
    names = ["records.hand_over.run", "identity.user.view", "identity.user.manage", *PARTY]
    half = colleague_with(company, names, dict.fromkeys(PARTY, HERE))
    plan = {"way": "one", "people": leaver.heir_ids[:1], "switch_off": True}
    run = leaver.starts(half, {"switch_off": True})
    # Somebody gives him another one, far away, before the job comes to its end.
    leaver.customer("北京公司", region="北京")
    shore.run_jobs()
    assert leaver.owners("parties")[near] == "李四"
    assert company.get(f"/users/{leaver.id}")["active"] is True
    (line,) = leaver.lines(run, outcome="stayed")
    assert (line["record"], line["title"]) == ("app_user", "老周")
    half.refused(409, "records.unseen_remain", "POST", f"/users/{leaver.id}/hand-over", plan)


def test_the_preview_leaves_with_a_customer_what_belongs_to_him(
    company: Company, shore: Shore, leaver: Leaver
) -> None:
    near, far = leaver.customer("上海公司", region="上海"), leaver.customer("北京公司", region="北京")
    for customer in (near, far):
        leaver.deal(customer)
    deals = ["crm.opportunity.view", "crm.opportunity.transfer"]
    names = ["records.hand_over.run", "identity.user.view", *PARTY, *deals]
    half = colleague_with(company, names, {"parties.party.transfer": HERE})
    plan = {"way": "evenly", "people": leaver.heir_ids[:2]}
    preview = half.post(f"/users/{leaver.id}/hand-over/preview", plan)
    assert {
        one["record"]: ([(x["title"], x["count"]) for x in one["people"]], one["staying"])
        for one in preview["records"]
    } == {"party": ([("李四", 1)], 1), "opportunity": ([("李四", 1)], 1)}
    run = leaver.starts(half, plan)
    shore.run_jobs()
    assert tallies(leaver.seen(run)) == {"party": (1, 1, 0, 0), "opportunity": (1, 1, 0, 0)}


def test_why_a_row_stays_is_told_only_to_those_who_see_it(
    company: Company, shore: Shore, leaver: Leaver
) -> None:
    leaver.customer("机密客户")
    company.post("/capacity-rules", {"name": "一个也不", "at_most": 0, "users": leaver.heir_ids[:1]})
    run = leaver.start()
    shore.run_jobs()
    assert "一个也不" in leaver.lines(run)[0]["detail"]
    blind = colleague_with(company, ["records.hand_over.run"])
    (line,) = blind.get(f"/hand-overs/{run['id']}/lines")["items"]
    assert (line["title"], line["detail"]) == (None, "You do not see this record, so its reason is not told")


def test_whoever_starts_a_hand_over_hears_of_its_end(company: Company, shore: Shore, leaver: Leaver) -> None:
    customer = leaver.customer("客户")
    opportunity(company, customer, owner_id=leaver.id)
    run = leaver.start()
    shore.run_jobs()
    company.post(f"/hand-overs/{run['id']}/undo")
    shore.run_jobs()
    told = [one for one in company.get("/notices")["items"] if one["kind"] == "job_done"]
    assert [(one["opens"]["to"], one["text"]) for one in told] == [
        (f"/hand-overs/{run['id']}", "Done: Take back a hand-over"),
        (f"/hand-overs/{run['id']}", "Done: Hand-over"),
    ]
