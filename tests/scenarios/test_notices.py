"""People are told what came to them, in their language and with what they may see then; never their own deed."""

from datetime import date

from tests.builders.company import Company
from tests.builders.crm import lead, opportunity
from tests.builders.fixtures import Later
from tests.builders.http import statements_of
from tests.builders.notices import Crier, choose, told
from tests.builders.scoped import colleague_with
from tests.builders.sea import Shore, claim, person_id

VIEW = "parties.party.view"
OWN = {VIEW: "own"}


def give(company: Company, person: object, *customers: str) -> None:
    body = {"ids": list(customers), "action": "transfer", "values": {"owner_id": str(person)}}
    assert company.post("/parties/bulk", body) == {"done": len(customers), "refused": []}


class TestWhatCameToMe:
    def test_one_record_is_named_and_many_are_counted(self, company: Company) -> None:
        seller = company.colleague("sales")
        customers = [company.customer(f"客户{number}") for number in range(4)]
        give(company, seller.user_id, customers[0])
        give(company, seller.user_id, *customers[1:])
        assert told(seller) == ["张三 把 3 条客户与供应商转交给您", "张三 把客户与供应商“客户0”转交给您"]
        many, one = seller.get("/notices")["items"]
        assert one["opens"] == {"to": f"/parties/{customers[0]}", "filter": None}
        mine = {"field": "owner_id", "op": "eq", "value": "@me"}
        assert many["opens"] == {"to": "/parties", "filter": mine}
        assert told(company) == []

    def test_is_told_by_as_many_statements_however_much_it_is(self, company: Company) -> None:
        people = [company.colleague("sales", f"业务{number}") for number in range(3)]
        counted = []
        for count in (1, 1, 20):
            ids = [company.customer(f"客户{count}-{number}") for number in range(count)]
            body = {"ids": ids, "action": "transfer", "values": {"owner_id": str(people[0].user_id)}}
            counted.append(statements_of(company.send("POST", "/parties/bulk", body)))
        assert counted[1] == counted[2]

    def test_my_own_deeds_are_not_told_to_me(self, company: Company) -> None:
        company.customer("华信")
        company.post("/tasks", {"title": "寄样品", "due_at": "2026-12-01T10:00:00+08:00"})
        assert (told(company), company.get("/notices/unread")) == ([], {"count": 0, "exact": True})

    def test_a_task_a_lead_and_a_team(self, company: Company) -> None:
        seller = company.colleague("sales")
        seller_id = str(seller.user_id)
        company.post(
            "/tasks", {"title": "寄样品", "due_at": "2026-12-01T10:00:00+08:00", "owner_id": seller_id}
        )
        lead(company, "云栖", owner_id=seller_id)
        customer = company.customer("华信")
        company.post(f"/parties/{customer}/members", {"user_id": seller_id, "may": "read"})
        assert told(seller) == [
            "张三 让您加入了客户与供应商“华信”的团队",
            "张三 分配给您一条线索“云栖”",
            "张三 交给您一项任务“寄样品”",
        ]
        assert told(seller, chinese=False)[0] == (
            "张三 took you into the team of Customers and suppliers “华信”"
        )

    def test_a_lead_of_a_public_form_that_a_rule_gives_away(self, company: Company) -> None:
        seller = company.colleague("sales")
        company.post("/assignment-rules", {"name": "都给他", "way": "fixed", "users": [str(seller.user_id)]})
        asked = {"name": "官网", "title": "留言", "source": "website", "fields": [{"name": "phone"}]}
        form = company.post("/web-forms", asked)
        company.post(f"/public-forms/{form['link'].rpartition('/')[2]}", {"values": {"phone": "13900000000"}})
        assert told(seller) == ["系统 分配给您一条线索“13900000000”"]

    def test_a_won_deal_is_told_to_the_manager(self, company: Company) -> None:
        seller = company.colleague("sales")
        me = company.get("/auth/me")["user_id"]
        version = company.get(f"/users/{seller.user_id}")["version"]
        company.patch(f"/users/{seller.user_id}", {"manager_id": me}, version=version)
        deal = opportunity(seller, seller.post("/parties", {"name": "华信"})["id"])
        seller.post(f"/opportunities/{deal['id']}/win", {})
        assert (told(company), told(seller)) == (["李四 赢得了商机“年度采购”"], [])


class TestAtReading:
    def test_who_may_no_longer_see_a_record_learns_nothing_of_it(self, company: Company) -> None:
        seller = colleague_with(company, [VIEW, "parties.party.update"], OWN)
        customer = company.customer("机密客户")
        give(company, seller.user_id, customer)
        assert told(seller) == ["张三 把客户与供应商“机密客户”转交给您"]
        give(company, company.get("/auth/me")["user_id"], customer)
        assert told(seller) == ["张三 把客户与供应商“（您已不能查看）”转交给您"]
        (shown,) = seller.get("/notices")["items"]
        assert shown["opens"] is None

    def test_notices_of_others_are_beyond_reach(self, company: Company) -> None:
        seller = company.colleague("sales")
        give(company, seller.user_id, company.customer("华信"))
        (his,) = seller.get("/notices")["items"]
        company.refused(404, "platform.not_found", "GET", f"/notices/{his['id']}")
        company.refused(404, "platform.not_found", "POST", "/notices/read", {"ids": [his["id"]]})
        assert seller.get("/notices/unread") == {"count": 1, "exact": True}
        assert seller.get(f"/notices/{his['id']}")["read_at"] is None

    def test_one_a_kind_or_all_are_read_and_pages_follow(self, company: Company) -> None:
        seller = company.colleague("sales")
        for number in range(5):
            give(company, seller.user_id, company.customer(f"客户{number}"))
        due = {"due_at": "2026-12-01T10:00:00+08:00", "owner_id": str(seller.user_id)}
        company.post("/tasks", {"title": "寄样品", **due})
        first = seller.get("/notices", limit=4)
        second = seller.get("/notices", limit=4, cursor=first["next_cursor"])
        whole = seller.get("/notices")["items"]
        assert (first["items"] + second["items"], second["next_cursor"]) == (whole, None)
        assert seller.post("/notices/read", {"ids": [whole[-1]["id"]]})["count"] == 5
        assert seller.post("/notices/read", {"group": "work"})["count"] == 4
        assert [item["kind"] for item in seller.get("/notices", unread=True)["items"]] == ["handed_over"] * 4
        assert seller.get("/notices", group="work")["items"][0]["kind"] == "task_assigned"
        assert seller.post("/notices/read", {})["count"] == 0
        seller.refused(422, "platform.invalid_input", "GET", "/notices", query={"cursor": "nonsense"})


class TestTheSea:
    def test_warns_its_people_and_tells_what_fell(self, shore: Shore, crier: Crier, later: Later) -> None:
        company = shore.company
        seller = company.colleague("sales")
        pool = shore.sea("公海", seller, warn_days=3)
        shore.rules(pool, {"kind": "no_follow_up", "days": 10})
        for name in ("华信", "长城"):
            seller.post("/parties", {"name": name})
        with later(days=6):
            crier.morning()
            assert told(seller) == []
        with later(days=8):
            crier.morning()
            crier.morning()
            assert told(seller) == ["有 2 条客户与供应商将落入公海，最早在 2026-11-12 之后"]
        with later(days=11):
            shore.night()
            shore.night()
            assert told(seller)[0] == "昨夜有 2 条客户与供应商落入公海"
            opens = seller.get("/notices")["items"][0]["opens"]
            night = opens["to"].removeprefix("/sea/fallen/")
            lines = seller.get(f"/recycle/nights/{night}/mine")["items"]
            assert sorted(line["title"] for line in lines) == ["华信", "长城"]
            assert company.get(f"/recycle/nights/{night}/mine")["items"] == []

    def test_what_is_assigned_is_told_and_what_is_claimed_is_not(self, shore: Shore) -> None:
        seller = shore.company.colleague("sales")
        pool = shore.sea("公海", seller)
        first, second = shore.customer_in(pool, "华信"), shore.customer_in(pool, "长城")
        claim(seller, pool, first)
        assert told(seller) == []
        shore.company.post(f"/pools/{pool}/assign", {"ids": [second], "user_id": person_id(seller)})
        assert told(seller) == ["张三 把客户与供应商“长城”分配给您"]


class TestJobs:
    def test_an_export_that_is_done_is_told_to_who_asked(self, company: Company, crier: Crier) -> None:
        company.customer("华信")
        company.post("/parties/export", {})
        crier.run_jobs()
        assert told(company) == ["“导出”已完成"]
        assert company.get("/notices")["items"][0]["opens"] == {"to": "/exports", "filter": None}


class TestMornings:
    def test_each_person_has_one_notice_for_all_he_has_to_do(
        self, company: Company, crier: Crier, later: Later
    ) -> None:
        for name, at in (("华信", "2026-11-03T15:00:00+08:00"), ("长城", "2026-11-03T00:00:00+08:00")):
            company.customer(name, next_contact_at=at)
        company.post("/tasks", {"title": "一", "due_at": "2026-11-03T18:00:00+08:00"})
        company.post("/tasks", {"title": "二", "due_at": "2026-11-02T18:00:00+08:00"})
        company.post("/tasks", {"title": "三", "due_at": "2026-11-04T00:00:00+08:00"})
        with later(days=1):
            crier.morning()
            crier.morning()
            assert sorted(told(company)) == [
                "今天有 1 项任务到期",
                "今天有 2 位客户或线索要联系",
                "有 1 项任务已逾期",
            ]

    def test_stale_deals_and_ending_teams(self, company: Company, crier: Crier, later: Later) -> None:
        seller = company.colleague("sales")
        customer = company.customer("华信")
        body = {"user_id": str(seller.user_id), "may": "read", "ends_on": "2026-11-03"}
        company.post(f"/parties/{customer}/members", body)
        crier.morning()
        assert told(seller)[0] == "您在客户与供应商“华信”团队的期限到 2026-11-03 为止"
        deal = opportunity(company, customer)
        stale = company.get(f"/opportunities/{deal['id']}")["stale_on"]
        with later(days=(date.fromisoformat(stale) - date(2026, 11, 2)).days):
            crier.morning()
        with later(days=(date.fromisoformat(stale) - date(2026, 11, 2)).days + 1):
            crier.morning()
            assert told(company) == ["商机“年度采购”在本阶段停留过久"]


class TestChoices:
    def test_what_is_off_is_not_told_and_the_company_sets_the_default(self, company: Company) -> None:
        seller = company.colleague("sales")
        choose(seller, handed_over="off")
        give(company, seller.user_id, company.customer("华信"))
        assert told(seller) == []
        choose(seller, handed_over=None)
        version = company.get("/settings/notices")["version"]
        company.patch("/settings/notices", {"channels": {"handed_over": "off"}}, version=version)
        shown = {one["key"]: one for one in seller.get("/notices/choices")["kinds"]}
        assert (shown["handed_over"]["channel"], shown["handed_over"]["chosen"]) == ("off", False)
        give(company, seller.user_id, company.customer("长城"))
        assert told(seller) == []
        choose(seller, handed_over="product")
        give(company, seller.user_id, company.customer("远大"))
        assert told(seller) == ["张三 把客户与供应商“远大”转交给您"]
        seller.refused(
            403, "platform.not_allowed", "PATCH", "/settings/notices", {"channels": {}}, version=version
        )
        body = {"channels": {"nothing": "off"}}
        seller.refused(422, "platform.invalid_input", "POST", "/notices/choices", body)
