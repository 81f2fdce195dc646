"""Rights that might be widened by a side door: by owning, sharing, another's eyes, a key, a second role, a title."""

import json
from collections.abc import Callable

import pytest

from tests.builders.colleague import Colleague
from tests.builders.company import Company
from tests.builders.http import Person
from tests.builders.imports import brought_in, told
from tests.builders.scoped import colleague_with, give_role, take_roles
from tests.builders.sheets import lines

VIEW, UPDATE, DELETE = "parties.party.view", "parties.party.update", "parties.party.delete"
CREATE, TRANSFER = "parties.party.create", "parties.party.transfer"
BRING_IN, TAKE_OUT = "parties.party.import", "parties.party.export"
SEE_AS = "identity.user.see_as"
OWN = {VIEW: "own", UPDATE: "own"}


def names(person: Person, path: str = "/parties", **query: object) -> list[str]:
    return sorted(item["name"] for item in person.get(path, **query)["items"])


def owner_of(company: Company) -> str:
    return str(company.get("/auth/me")["user_id"])


def share(company: Company, customer: str, person: Colleague, may: str = "write") -> None:
    company.post(f"/parties/{customer}/members", {"user_id": str(person.user_id), "may": may})


class TestOwning:
    def test_a_member_who_may_change_does_not_make_himself_the_owner(self, company: Company) -> None:
        customer = company.customer("华信")
        person = colleague_with(company, [VIEW, UPDATE, DELETE], OWN | {DELETE: "own"})
        share(company, customer, person)
        body = {"owner_id": str(person.user_id)}
        person.refused(403, "platform.not_allowed", "PATCH", f"/parties/{customer}", body, version=1)
        bulk = {"ids": [customer], "action": "update", "values": body}
        (refused,) = person.post("/parties/bulk", bulk)["refused"]
        assert (refused["code"], refused["title"]) == ("platform.not_allowed", "华信")
        person.refused(403, "platform.not_allowed", "DELETE", f"/parties/{customer}", version=1)
        assert company.get(f"/parties/{customer}")["owner_id"]["title"] == "张三"

    def test_handing_over_reaches_as_far_as_the_right_for_it(self, company: Company) -> None:
        person = colleague_with(company, [VIEW, UPDATE, TRANSFER], {TRANSFER: "own"})
        mine, other = person_customer(company, person), company.customer("长城")
        body = {"owner_id": owner_of(company)}
        body_for_me = {"owner_id": str(person.user_id)}
        path = f"/parties/{other}"
        person.refused(403, "platform.not_allowed", "PATCH", path, body_for_me, version=1)
        assert person.patch(f"/parties/{mine}", body, version=1)["version"] == 2

    def test_a_new_record_is_one_s_own(self, company: Company, run_jobs: Callable[[], int]) -> None:
        person = colleague_with(company, [VIEW, CREATE, BRING_IN, "identity.user.view"], {VIEW: "own"})
        body = {"name": "华信", "owner_id": owner_of(company)}
        person.refused(403, "platform.not_allowed", "POST", "/parties", body)
        assert person.post("/parties", {"name": "长城"})["owner_id"]["title"] == "小王"
        data = lines(("名称", "负责人"), ("甲", "张三"), ("乙", "小王"))
        run = brought_in(person, run_jobs, "parties", data)
        assert [(row, column) for row, column, _ in told(run)] == [(2, "负责人")]
        assert names(company) == ["乙", "长城"]


def person_customer(company: Company, person: Colleague) -> str:
    customer = company.customer("华信")
    company.books.execute("UPDATE party SET owner_id = %s WHERE id = %s", [person.user_id, customer])
    return customer


class TestSharing:
    def test_a_member_neither_widens_the_team_nor_his_own_time(self, company: Company) -> None:
        customer = company.customer("华信")
        person = colleague_with(company, [VIEW, UPDATE], OWN)
        path = f"/parties/{customer}/members"
        day = company.get("/auth/me")["today"]
        made = company.post(path, {"user_id": str(person.user_id), "may": "write", "ends_on": day})
        body = {"user_id": str(person.user_id), "may": "write", "ends_on": None}
        person.refused(403, "platform.not_allowed", "POST", path, body)
        person.refused(403, "platform.not_allowed", "DELETE", f"{path}/{person.user_id}", version=1)
        assert company.get(path) == [made]


class TestAnothersEyes:
    def test_show_nothing_beyond_one_s_own_reach(self, company: Company) -> None:
        clerk = colleague_with(company, [VIEW, SEE_AS], {VIEW: "own"}, name="文员")
        seller = colleague_with(company, [VIEW], {VIEW: "own"}, name="销售")
        person_customer(company, seller)
        mine = company.customer("长城")
        company.books.execute("UPDATE party SET owner_id = %s WHERE id = %s", [clerk.user_id, mine])
        clerk.post("/auth/see-as", {"user_id": str(seller.user_id)})
        seen = clerk.send("GET", "/parties", headers={"X-See-As": str(seller.user_id)}).json()
        assert seen["items"] == []
        company.post("/auth/see-as", {"user_id": str(seller.user_id)})
        seen = company.send("GET", "/parties", headers={"X-See-As": str(seller.user_id)}).json()
        assert [item["name"] for item in seen["items"]] == ["华信"]


class TestAnExport:
    def taken_out(self, person: Person, run_jobs: Callable[[], int]) -> str:
        export = str(person.post("/parties/export", {"format": "csv"})["export_id"])
        run_jobs()
        return export

    def test_is_fetched_by_no_key_of_another_scope(
        self, company: Company, run_jobs: Callable[[], int]
    ) -> None:
        company.customer("华信")
        export = self.taken_out(company, run_jobs)
        key = company.post("/api-keys", {"name": "货品", "scopes": ["catalog.product.view"]})["key"]
        bearer = {"Authorization": f"Bearer {key}"}
        assert company.send("GET", "/exports", headers=bearer).json()["items"] == []
        assert company.send("GET", f"/exports/{export}/file", headers=bearer).status_code == 404
        assert company.send("GET", f"/exports/{export}/file").status_code == 200

    def test_is_gone_with_the_right_to_take_out(self, company: Company, run_jobs: Callable[[], int]) -> None:
        person = colleague_with(company, [VIEW, TAKE_OUT])
        export = self.taken_out(person, run_jobs)
        assert person.send("GET", f"/exports/{export}/file").status_code == 200
        take_roles(company, person, give_role(company, "只看", [VIEW]))
        assert person.send("GET", f"/exports/{export}/file").status_code == 404
        assert person.get("/exports")["items"] == []


class TestASecondRole:
    @pytest.mark.parametrize("level", ["read_only", "masked", "hidden"])
    def test_that_only_shows_a_field_does_not_let_it_be_changed(self, company: Company, level: str) -> None:
        customer = company.customer("华信", region="华东")
        person = colleague_with(company, [VIEW, UPDATE], {}, {"party": {"region": level}})
        editor = company.get(f"/users/{person.user_id}")["roles"][0]
        take_roles(company, person, editor, give_role(company, "只看", [VIEW]))
        assert person.get(f"/parties/{customer}")["region"] == "华东"
        body = {"region": "华北"}
        refusal = person.refused(
            422, "platform.invalid_input", "PATCH", f"/parties/{customer}", body, version=1
        )
        assert [(one["field"], one["code"]) for one in refusal["errors"]] == [("region", "field_read_only")]

    def test_is_not_narrowed_by_what_its_maker_does_not_see(self, company: Company) -> None:
        permissions = [VIEW, "identity.role.manage"]
        editor = colleague_with(company, permissions, {}, {"party": {"region": "hidden", "phone": "masked"}})
        for field in ("region", "phone"):
            scope = {"filter": {"field": field, "op": "eq", "value": "x"}}
            body = {"name": "探", "permissions": [VIEW], "scopes": {VIEW: scope}, "fields": {}}
            refusal = editor.refused(422, "platform.invalid_input", "POST", "/roles", body)
            assert [one["code"] for one in refusal["errors"]] == ["condition_unknown_field"]


class TestATitle:
    def test_that_is_masked_is_masked_at_every_door(self, company: Company) -> None:
        customer = company.customer("北京华信科技")
        company.post(f"/parties/{customer}/members", {"user_id": owner_of(company), "may": "read"})
        contact = company.post("/contacts", {"party_id": customer, "name": "王经理"})["id"]
        field = {"kind": "multi_reference", "references": "party", "labels": {"zh": "相关"}, "name": "x_near"}
        company.post("/record-types/contact/fields", field)
        company.patch(f"/contacts/{contact}", {"x_near": [customer]}, version=1)
        person = colleague_with(
            company, [VIEW, UPDATE, DELETE], {UPDATE: "own", DELETE: "own"}, {"party": {"name": "masked"}}
        )
        bulk = {"ids": [customer], "action": "tag", "values": {"tags": ["x"]}}
        (refused,) = person.post("/parties/bulk", bulk)["refused"]
        assert refused["title"] == "北*****"
        for path in (
            f"/parties/{customer}",
            f"/parties/{customer}/history",
            f"/parties/{customer}/timeline",
            f"/contacts/{contact}",
            "/contacts",
            f"/contacts/{contact}/history",
            "/contacts/aggregate?group=party_id",
            "/parties",
            "/recycle-bin",
        ):
            assert "华信科技" not in person.send("GET", path).text, path

    def test_that_cannot_be_compared_orders_no_list(self, company: Company) -> None:
        person = colleague_with(company, ["identity.user.view"], {}, {"department": {"name": "masked"}})
        company.post("/departments", {"name": "销售部"})
        assert [item["name"] for item in person.get("/departments")["items"]] == ["销**"]


def test_a_key_reaches_the_types_that_a_tenant_made(company: Company) -> None:
    company.post("/record-types", {"name": "x_visit", "labels": {"zh": "拜访"}})
    company.post("/x-visit", {"name": "第一次"})
    key = company.post("/api-keys", {"name": "程序", "scopes": ["own.x_visit.view"]})["key"]
    answer = company.send("GET", "/x-visit", headers={"Authorization": f"Bearer {key}"})
    assert [item["name"] for item in answer.json()["items"]] == ["第一次"]
    assert json.loads(company.send("GET", "/parties", headers={"Authorization": f"Bearer {key}"}).text)[
        "code"
    ] == ("platform.not_allowed")
