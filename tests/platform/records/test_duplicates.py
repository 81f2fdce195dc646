"""What is there already is told while somebody types, on saving and in groups; of a colleague's only what may be."""

import json
from typing import Any

from tests.builders.company import Company
from tests.builders.fixtures import Found
from tests.builders.http import Json, Person
from tests.builders.scoped import colleague_with

VIEW, CREATE, UPDATE = "parties.party.view", "parties.party.create", "parties.party.update"
USCC = "91110108551385082Q"


def found(person: Person, **values: object) -> list[tuple[str, str]]:
    matches = person.post("/parties/duplicates", {"values": values})["matches"]
    return [(match["title"], match["field"]) for match in matches]


def rules(company: Company, *rules: Json, record: str = "party", version: int = 0) -> Json:
    path = f"/record-types/{record}/duplicate-rules"
    return company.patch(path, {"rules": list(rules)}, version=version)


class TestWhileTyping:
    def test_names_phones_and_domains_that_are_the_same_are_told(self, company: Company) -> None:
        company.customer("北京华信科技有限公司", phone="13800138000", email="li@huaxin.com.cn")
        assert found(company, name="北京华信科技") == [("北京华信科技有限公司", "name")]
        assert found(company, phone="+86 138-0013-8000") == [("北京华信科技有限公司", "phone")]
        assert found(company, email="sales@huaxin.com.cn") == [("北京华信科技有限公司", "email")]
        assert found(company, name="上海华信科技") == []
        assert found(company, email="sales@qq.com") == []
        assert found(company, name=7, phone=None, nothing="x") == []

    def test_the_record_itself_is_none(self, company: Company) -> None:
        one = company.customer("华信")
        body = {"values": {"name": "华信"}, "except_id": one}
        assert company.post("/parties/duplicates", body)["matches"] == []

    def test_of_a_colleagues_only_title_and_owner_are_told(self, company: Company) -> None:
        theirs = company.customer("华信科技", phone="13800138000", note="秘密")
        own = {VIEW: "own", UPDATE: "own"}
        person = colleague_with(company, [VIEW, CREATE, UPDATE], own)
        (match,) = person.post("/parties/duplicates", {"values": {"phone": "13800138000"}})["matches"]
        assert match == {
            "id": None,
            "title": "华信科技",
            "owner": "张三",
            "field": "phone",
            "method": "phone",
            "blocks": False,
            "record": "party",
        }
        assert "秘密" not in json.dumps(match, ensure_ascii=False)
        assert person.get("/parties/duplicates")["groups"] == []
        body = {"values": {}, "except_id": theirs}
        person.refused(404, "platform.not_found", "POST", "/parties/duplicates", body)
        rules(company, {"field": "phone", "method": "phone", "shows_owner": False})
        assert found(person, phone="13800138000") == []

    def test_hidden_fields_find_nothing_and_masked_titles_stay_masked(self, company: Company) -> None:
        company.customer("华信科技", phone="13800138000")
        fields = {"party": {"phone": "hidden"}}
        person = colleague_with(company, [VIEW, CREATE], fields=fields, name="甲")
        assert found(person, phone="13800138000") == []
        person = colleague_with(company, [VIEW, CREATE], fields={"party": {"name": "masked"}}, name="乙")
        assert [title for title, _ in found(person, phone="13800138000")] != ["华信科技"]
        person = colleague_with(company, [VIEW, CREATE], fields={"party": {"phone": "masked"}}, name="丙")
        assert found(person, phone="13800138000") == []

    def test_two_companies_know_nothing_of_each_other(self, company: Company, found: Found) -> None:
        company.customer("华信科技", uscc=USCC)
        other = found(name="别家公司")
        body = {"values": {"name": "华信科技", "uscc": USCC}}
        assert other.post("/parties/duplicates", body)["matches"] == []
        other.customer("华信科技", uscc=USCC)

    def test_it_takes_a_handful_of_statements(self, company: Company) -> None:
        for number in range(30):
            company.customer("华信科技", phone="13800138000", code=f"K-{number}")
        body = {"values": {"name": "华信科技", "phone": "13800138000"}}
        assert company.statements("POST", "/parties/duplicates", body) <= 9


class TestSaving:
    def test_a_rule_that_blocks_lets_no_second_one_in(self, company: Company) -> None:
        one = company.customer("华信科技", uscc=USCC)
        body = {"name": "另一家", "uscc": USCC}
        refusal = company.refused(409, "records.duplicate_exists", "POST", "/parties", body)
        assert (refusal["params"]["id"], refusal["params"]["title"]) == (one, "华信科技")
        two = company.customer("另一家")
        path = f"/parties/{two}"
        company.refused(409, "records.duplicate_exists", "PATCH", path, {"uscc": USCC}, version=1)
        company.patch(f"/parties/{one}", {"note": "同一家", "uscc": USCC}, version=1)

    def test_of_many_changed_at_once_the_first_is_given_it(self, company: Company) -> None:
        ids = [company.customer(f"客户 {number}") for number in range(3)]
        body = {"ids": ids, "action": "update", "values": {"uscc": USCC}}
        done = company.post("/parties/bulk", body)
        assert (done["done"], {one["code"] for one in done["refused"]}) == (1, {"records.duplicate_exists"})

    def test_who_does_not_see_it_is_refused_too_and_learns_no_more(self, company: Company) -> None:
        company.customer("华信科技", uscc=USCC)
        person = colleague_with(company, [VIEW, CREATE], {VIEW: "own"})
        body = {"name": "另一家", "uscc": USCC}
        refusal = person.refused(409, "records.duplicate_exists", "POST", "/parties", body)
        assert refusal["params"]["id"] is None
        rules(company, {"field": "uscc", "method": "uscc", "blocks": True, "shows_owner": False})
        refusal = person.refused(409, "records.duplicate_unseen", "POST", "/parties", body)
        assert refusal["params"] == {"field": "field.party.uscc"}

    def test_a_value_that_he_sees_masked_lets_no_second_one_in_either(self, company: Company) -> None:
        rules(company, {"field": "phone", "method": "phone", "blocks": True})
        company.customer("华信科技", phone="13800138000")
        person = colleague_with(company, [VIEW, CREATE], fields={"party": {"phone": "masked"}})
        body = {"name": "另一家", "phone": "13800138000"}
        refusal = person.refused(409, "records.duplicate_unseen", "POST", "/parties", body)
        assert refusal["params"] == {"field": "field.party.phone"}
        assert [item["name"] for item in company.get("/parties")["items"]] == ["华信科技"]

    def test_a_rule_that_blocks_comes_before_very_many_that_ask(self, company: Company) -> None:
        for number in range(101):
            company.post("/parties", {"name": "华信科技", "code": f"K-{number}"})
        company.customer("别的名字", uscc=USCC)
        body = {"name": "华信科技", "uscc": USCC}
        first = company.post("/parties/duplicates", {"values": body})["matches"][0]
        assert (first["title"], first["field"], first["blocks"]) == ("别的名字", "uscc", True)
        refusal = company.refused(409, "records.duplicate_exists", "POST", "/parties", body)
        assert refusal["params"]["title"] == "别的名字"

    def test_a_value_that_may_be_there_once_costs_two_statements_more(self, company: Company) -> None:
        company.customer("第一家")
        plain = company.statements("POST", "/parties", {"name": "华信科技", "phone": "13800138000"})
        assert company.statements("POST", "/parties", {"name": "恒泰", "uscc": USCC}) == plain + 2


class TestScanning:
    def test_groups_what_is_probably_one(self, company: Company) -> None:
        one, two = company.customer("华信科技有限公司"), company.customer("华信科技", phone="13800138000")
        three = company.customer("恒泰", phone="13800138000")
        company.customer("单独一家")
        scanned = company.get("/parties/duplicates")
        groups = [
            (group["field"], {record["id"] for record in group["records"]}) for group in scanned["groups"]
        ]
        assert groups == [("name", {one, two}), ("phone", {two, three})]
        assert scanned["complete"] is True
        assert [group["field"] for group in company.get("/parties/duplicates", field="phone")["groups"]] == [
            "phone"
        ]

    def test_groups_of_many_are_cut_and_say_so(self, company: Company) -> None:
        for number in range(51):
            for _ in range(2):
                company.customer(f"客户{number}")
        assert company.get("/parties/duplicates")["complete"] is False

    def test_tells_nothing_of_masked_fields(self, company: Company) -> None:
        for name in ("华信", "恒泰"):
            company.customer(name, phone="13800138000")
        person = colleague_with(company, [VIEW, UPDATE], fields={"party": {"phone": "masked"}})
        assert person.get("/parties/duplicates") == {"groups": [], "complete": True}

    def test_names_no_owner_who_is_masked(self, company: Company) -> None:
        company.customer("华信", uscc=USCC)
        fields = {"party": {"owner_id": "masked"}}
        person = colleague_with(company, [VIEW, CREATE], {VIEW: "own"}, fields=fields)
        (match,) = person.post("/parties/duplicates", {"values": {"name": "华信"}})["matches"]
        assert (match["title"], match["owner"]) == ("华信", None)
        body = {"name": "另一家", "uscc": USCC}
        refusal = person.refused(409, "records.duplicate_exists", "POST", "/parties", body)
        assert (refusal["params"]["title"], refusal["params"]["owner"]) == ("华信", "")


class TestRules:
    def test_are_the_companys_own_and_work_at_once(self, company: Company) -> None:
        shown = company.get("/record-types/party/duplicate-rules")
        assert [rule["field"] for rule in shown["rules"]] == ["name", "phone", "uscc", "email"]
        company.customer("华信科技", bank_account="6222-1")
        changed = rules(company, {"field": "bank_account", "method": "exact", "blocks": True})
        assert (changed["version"], [rule["field"] for rule in changed["rules"]]) == (1, ["bank_account"])
        path = "/record-types/party/duplicate-rules"
        company.refused(412, "platform.version_changed", "PATCH", path, {"rules": []}, version=0)

    def test_work_for_a_type_made_here(self, company: Company) -> None:
        company.post("/record-types", {"name": "x_visit", "labels": {"zh": "拜访"}})
        rules(company, {"field": "name", "method": "exact"}, record="x_visit")
        one, two = (company.post("/x-visit", {"name": "第一次"})["id"] for _ in range(2))
        (group,) = company.get("/x-visit/duplicates")["groups"]
        assert {record["id"] for record in group["records"]} == {one, two}
        company.post("/x-visit/merge", {"winner_id": one, "loser_id": two})
        assert company.get("/x-visit/duplicates")["groups"] == []

    def test_name_a_field_that_is_there(self, company: Company) -> None:
        path = "/record-types/party/duplicate-rules"
        body: dict[str, Any] = {"rules": [{"field": "nothing", "method": "exact"}]}
        company.refused(422, "platform.invalid_input", "PATCH", path, body, version=0)
        member = colleague_with(company, [VIEW])
        member.refused(403, "platform.not_allowed", "PATCH", path, {"rules": []}, version=0)
