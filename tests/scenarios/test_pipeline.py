"""Stages, what stands in them, and the figures made of that, to the cent and the day."""

from tests.builders.company import Company
from tests.builders.crm import move, opportunity, stages
from tests.builders.fixtures import Later
from tests.builders.http import Json
from tests.builders.scoped import colleague_with

SPAN = {"since": "2026-11-01", "until": "2027-02-01"}


def group(company: Company) -> Json:
    return company.get("/sales-stages")[0]


def body(found: Json, *without: str, **changed: object) -> Json:
    names = ("id", "name", "win_rate", "most_days", "done_when")
    rows = [
        {name: stage[name] for name in names} for stage in found["stages"] if stage["name"] not in without
    ]
    return {"name": found["name"], "stages": rows, **changed}


class TestStages:
    def test_are_there_on_the_first_day(self, company: Company) -> None:
        found = group(company)
        assert (found["name"], found["departments"]) == ("直销", [])
        assert [(one["name"], one["win_rate"], one["most_days"]) for one in found["stages"]] == [
            ("初步接洽", "0.1", 7),
            ("需求确认", "0.3", 14),
            ("方案/演示", "0.5", 21),
            ("报价/商务谈判", "0.7", 14),
            ("合同审批", "0.9", 7),
        ]

    def test_of_a_group_in_use_take_their_opportunities_along(self, company: Company) -> None:
        deal = opportunity(company, company.customer(), amount="100")
        assert (deal["win_rate"], deal["stale_on"]) == ("0.1", "2026-11-10")
        found = group(company)
        wanted = body(found)
        wanted["stages"][0] |= {"name": "首次联系", "win_rate": "0.15", "most_days": 3}
        company.patch(f"/stage-groups/{found['id']}", wanted, version=found["version"])
        shown = company.get(f"/opportunities/{deal['id']}")
        assert (shown["stage_id"]["title"], shown["win_rate"], shown["stale_on"]) == (
            "首次联系",
            "0.15",
            "2026-11-06",
        )
        assert shown["version"] == deal["version"]

    def test_go_only_when_nothing_stands_in_them(self, company: Company) -> None:
        deal = opportunity(company, company.customer())
        move(company, deal, "方案/演示")
        found = group(company)
        path = f"/stage-groups/{found['id']}"
        refused = company.refused(
            409, "crm.stage_in_use", "PATCH", path, body(found, "方案/演示"), version=found["version"]
        )
        assert refused["detail"] == "1 open opportunities stand in the stage “方案/演示”"
        move(company, deal, "合同审批")
        company.patch(path, body(found, "方案/演示"), version=found["version"])
        way = company.get(f"/opportunities/{deal['id']}/way")
        assert "方案/演示" not in [stage["name"] for stage in way["stages"]]
        assert [step["to_stage"] for step in way["steps"]] == ["初步接洽", "方案/演示", "合同审批"]

    def test_belong_to_departments(self, company: Company) -> None:
        tenders = company.post("/departments", {"name": "招投标部"})["id"]
        stage = {"name": "购买标书", "win_rate": "0.2"}
        made = company.post("/stage-groups", {"name": "招投标", "departments": [tenders], "stages": [stage]})
        seller = company.colleague("sales", "投标员")
        person = company.get(f"/users/{seller.user_id}")
        company.patch(f"/users/{seller.user_id}", {"department_id": tenders}, version=person["version"])
        deal = opportunity(company, company.customer(), owner_id=str(seller.user_id))
        assert (deal["group_id"]["id"], deal["stage_id"]["title"]) == (made["id"], "购买标书")
        assert opportunity(company, company.customer("长城"))["group_id"]["title"] == "直销"


class TestFigures:
    def test_of_the_forecast_are_the_rows_behind_them(self, company: Company) -> None:
        customer = company.customer()
        first = opportunity(company, customer, "一", amount="1000.50", expected_on="2026-11-20")
        second = opportunity(company, customer, "二", amount="2000", expected_on="2026-11-25")
        third = opportunity(company, customer, "三", amount="333.33", expected_on="2026-12-05")
        opportunity(company, customer, "四", amount="50")
        opportunity(company, customer, "五", amount="77", expected_on="2027-03-01")
        sold = opportunity(company, customer, "六", amount="400", expected_on="2026-11-30")
        move(company, second, "合同审批")
        move(company, third, "方案/演示")
        company.post(f"/opportunities/{sold['id']}/win", {})
        found = company.get("/forecast", **SPAN)
        told = [
            (one["month"], one["category"], one["count"], one["amount"], one["weighted"])
            for one in found["cells"]
        ]
        assert told == [
            ("2026-11-01", "committed", 1, "2000", "1800"),
            ("2026-11-01", "pipeline", 1, "1000.5", "100.05"),
            ("2026-12-01", "best", 1, "333.33", "166.67"),
            (None, "pipeline", 1, "50", "5"),
        ]
        assert (found["amount"], found["weighted"]) == ("3383.83", "2071.72")
        assert [(one["month"], one["count"], one["amount"]) for one in found["won"]] == [
            ("2026-11-01", 1, "400")
        ]
        assert stages(company)["合同审批"] in found["stages"]["committed"]
        assert first["stage_id"]["id"] in found["stages"]["pipeline"]

    def test_of_the_funnel_count_a_cohort(self, company: Company, later: Later) -> None:
        customer = company.customer()
        deals = [opportunity(company, customer, f"第 {n} 单", amount=f"{n}00") for n in range(1, 6)]
        move(company, deals[1], "需求确认")
        move(company, deals[2], "方案/演示")
        company.post(f"/opportunities/{deals[3]['id']}/lose", {"reason": "budget"})
        with later(days=8):
            company.post(f"/opportunities/{deals[4]['id']}/win", {})
            found = company.get("/funnel", **SPAN)
        rows = [
            (one["name"], one["open"], one["amount"], one["stale"], one["reached"], one["conversion"])
            for one in found["stages"]
        ]
        assert rows == [
            ("初步接洽", 1, "100", 1, 5, "1"),
            ("需求确认", 1, "200", 0, 3, "0.6"),
            ("方案/演示", 1, "300", 0, 2, "0.6667"),
            ("报价/商务谈判", 0, "0", 0, 1, "0.5"),
            ("合同审批", 0, "0", 0, 1, "1"),
        ]
        assert (found["made"], found["won"], found["lost"], found["win_rate"]) == (5, 1, 1, "0.5")
        assert (found["win_rate_by_amount"], found["cycle_days"], found["stale_share"]) == (
            "0.5556",
            "8",
            "0.3333",
        )

    def test_obey_access(self, company: Company) -> None:
        opportunity(company, company.customer(), amount="1000", expected_on="2026-11-20")
        seller = company.colleague("sales")
        mine = opportunity(seller, seller.post("/parties", {"name": "我的客户"})["id"], amount="10")
        assert [item["id"] for item in seller.get("/opportunities")["items"]] == [mine["id"]]
        assert seller.get("/forecast", **SPAN)["amount"] == "10"
        assert seller.get("/funnel", **SPAN)["made"] == 1
        nobody = colleague_with(company, ["parties.party.view"])
        assert nobody.send("GET", "/forecast", query=SPAN).status_code == 403

    def test_are_few_statements(self, company: Company) -> None:
        customer = company.customer()
        for number in range(3):
            opportunity(company, customer, f"第 {number} 单", amount="10")
        path = f"/forecast?since={SPAN['since']}&until={SPAN['until']}"
        few = company.statements("GET", path)
        for number in range(10):
            opportunity(company, customer, f"又 {number} 单", amount="10")
        assert company.statements("GET", path) <= few


def test_a_contact_of_another_customer_is_refused(company: Company) -> None:
    other = company.post("/contacts", {"party_id": company.customer("长城"), "name": "赵经理"})["id"]
    asked = {"name": "采购", "party_id": company.customer(), "contact_id": other}
    refused = company.refused(422, "platform.invalid_input", "POST", "/opportunities", asked)
    assert refused["errors"][0]["field"] == "contact_id"
