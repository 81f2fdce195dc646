"""Rows beyond a person's reach are absent, by whatever door he comes; what he reaches is the same at every door."""

import json

import pytest

from tests.builders.colleague import Colleague
from tests.builders.company import Company
from tests.builders.fixtures import Later
from tests.builders.http import Json, Person
from tests.builders.ledger import posted
from tests.builders.routes import ABSENT
from tests.builders.scoped import colleague_with, give_role, take_roles

VIEW, UPDATE, DELETE = "parties.party.view", "parties.party.update", "parties.party.delete"


def names(person: Person, path: str = "/parties") -> list[str]:
    return sorted(item["name"] for item in person.get(path)["items"])


def belongs_to(company: Company, party: str, person: Colleague | None) -> None:
    """Have the customer belong to somebody, or to nobody, from behind."""
    owner = None if person is None else person.user_id
    company.books.execute("UPDATE party SET owner_id = %s WHERE id = %s", [owner, party])


def sits(company: Company, person: Colleague, **place: object) -> None:
    """Give a colleague his place in the company."""
    shown = company.get(f"/users/{person.user_id}")
    company.patch(f"/users/{person.user_id}", place, version=shown["version"])


class TestWhoseRows:
    def test_several_scopes_unite(self, company: Company) -> None:
        boss = colleague_with(company, [VIEW], {VIEW: "own_below"}, name="经理")
        below, beside = company.colleague("viewer", "下属"), company.colleague("viewer", "同部门")
        sales, other = (company.post("/departments", {"name": name})["id"] for name in ("一部", "二部"))
        sits(company, boss, department_id=sales)
        sits(company, below, department_id=other, manager_id=str(boss.user_id))
        sits(company, beside, department_id=sales)
        for name, person in (("甲", below), ("乙", beside), ("丙", boss)):
            belongs_to(company, company.customer(name), person)
        company.customer("丁")
        assert names(boss) == ["丙", "甲"]

        role = company.get(f"/users/{boss.user_id}")["roles"][0]
        take_roles(company, boss, role, give_role(company, "部门", [VIEW], {VIEW: "department"}))
        assert names(boss) == ["丙", "乙", "甲"]

    def test_a_department_is_not_the_people_below(self, company: Company) -> None:
        """A subordinate who sits elsewhere is no colleague of the department, and the other way round."""
        boss = colleague_with(company, [VIEW], {VIEW: "department_below"}, name="经理")
        below, deep = company.colleague("viewer", "下属"), company.colleague("viewer", "下级部门")
        top = company.post("/departments", {"name": "一部"})["id"]
        under = company.post("/departments", {"name": "一部一组", "parent_id": top})["id"]
        sits(company, boss, department_id=top)
        sits(company, below, manager_id=str(boss.user_id))
        sits(company, deep, department_id=under)
        belongs_to(company, company.customer("甲"), below)
        belongs_to(company, company.customer("乙"), deep)
        assert names(boss) == ["乙"]

    def test_a_scope_that_reaches_nobody_is_no_rows(self, company: Company) -> None:
        scopes = {VIEW: {"filter": {"field": "owner_id", "op": "eq", "value": str(ABSENT)}}}
        nobody = colleague_with(company, [VIEW], scopes)
        lonely = colleague_with(company, [VIEW], {VIEW: "department"}, name="无部门")
        company.customer("甲")
        for person in (nobody, lonely):
            page = person.get("/parties")
            assert (page["items"], page["count"]) == ([], {"value": 0, "exact": True})

    def test_what_belongs_to_nobody_is_seen_by_who_sees_all(self, company: Company) -> None:
        viewer = company.colleague("viewer")
        seller = colleague_with(company, [VIEW], {VIEW: "department_below"})
        belongs_to(company, company.customer("无主"), None)
        assert (names(viewer), names(seller)) == (["无主"], [])

    def test_a_condition_may_say_which_rows(self, company: Company) -> None:
        scopes = {VIEW: {"filter": {"field": "region", "op": "eq", "value": "华东"}}}
        person = colleague_with(company, [VIEW], scopes)
        east, north = company.customer("东", region="华东"), company.customer("北", region="华北")
        for party, name in ((east, "东联系人"), (north, "北联系人")):
            company.post("/contacts", {"party_id": party, "name": name})
        assert names(person) == ["东"]
        assert names(person, "/contacts") == ["东联系人"]
        person.refused(404, "platform.not_found", "GET", f"/parties/{north}")

    def test_a_change_of_the_role_holds_on_the_next_request(self, company: Company) -> None:
        person = colleague_with(company, [VIEW], {VIEW: "own"})
        company.customer("甲")
        role = company.get(f"/users/{person.user_id}")["roles"][0]["id"]
        assert names(person) == []
        wider = company.patch(f"/roles/{role}", {"scopes": {}}, version=1)
        assert names(person) == ["甲"]
        company.patch(f"/roles/{role}", {"scopes": {VIEW: "own"}}, version=wider["version"])
        assert names(person) == []

    def test_every_reading_of_a_record_keeps_to_the_same_rows(self, company: Company) -> None:
        person = colleague_with(company, [VIEW], {VIEW: "own"})
        mine, theirs = company.customer("北京甲"), company.customer("北京乙")
        belongs_to(company, mine, person)
        for query in ({}, {"search": "北京"}, {"sort": "name"}, {"filter": json.dumps(by_name("北京"))}):
            page = person.get("/parties", **query)
            assert [item["id"] for item in page["items"]] == [mine], query
            assert page["count"] == {"value": 1, "exact": True}, query
        totals = person.get("/parties/aggregate", group="kind", measures="count")
        assert [(one["value"], one["count"]) for one in totals["groups"]] == [("company", 1)]
        for path in ("", "/history", "/timeline", "/members", "/access"):
            assert person.get(f"/parties/{mine}{path}") is not None
            person.refused(404, "platform.not_found", "GET", f"/parties/{theirs}{path}")
        assert person.get("/files", record="party", record_id=mine) == []
        person.refused(
            404, "platform.not_found", "GET", "/files", query={"record": "party", "record_id": theirs}
        )


def by_name(text: str) -> Json:
    return {"field": "name", "op": "contains", "value": text}


class TestATeam:
    def member(self, company: Company, party: str, person: Colleague, may: str, **until: str) -> None:
        company.post(f"/parties/{party}/members", {"user_id": str(person.user_id), "may": may, **until})

    @pytest.fixture
    def person(self, company: Company) -> Colleague:
        rights = [VIEW, UPDATE, DELETE]
        return colleague_with(company, rights, dict.fromkeys(rights, "own"))

    def test_reads_or_writes_and_never_deletes(self, company: Company, person: Colleague) -> None:
        party = company.customer("甲")
        self.member(company, party, person, "read")
        assert person.get(f"/parties/{party}")["name"] == "甲"
        person.refused(403, "platform.not_allowed", "PATCH", f"/parties/{party}", {"note": "x"}, version=1)
        self.member(company, party, person, "write")
        changed = person.patch(f"/parties/{party}", {"note": "x"}, version=1)
        assert changed["allowed_actions"] == ["update"]
        person.refused(403, "platform.not_allowed", "DELETE", f"/parties/{party}", version=2)

    def test_ends_with_the_last_day(self, company: Company, person: Colleague, later: Later) -> None:
        party = company.customer("甲")
        today = company.get("/auth/me")["today"]
        self.member(company, party, person, "read", ends_on=today)
        assert names(person) == ["甲"]
        with later(days=1):
            assert names(person) == []
            person.refused(404, "platform.not_found", "GET", f"/parties/{party}")

    def test_sees_what_hangs_on_the_record(self, company: Company, person: Colleague) -> None:
        party = company.customer("甲")
        company.post("/contacts", {"party_id": party, "name": "联系人"})
        assert names(person, "/contacts") == []
        self.member(company, party, person, "read")
        assert names(person, "/contacts") == ["联系人"]


class TestVerbs:
    def test_need_the_row_by_their_own_right(self, company: Company) -> None:
        rights = ["sales.order.view", "sales.order.confirm", "sales.order.cancel"]
        person = colleague_with(company, rights, {"sales.order.confirm": "own"})
        order = company.order(company.customer(), (company.product(stock="5"), "1", "1"))
        path = f"/sales-orders/{order['id']}"
        assert person.get(path)["allowed_actions"] == ["cancel"]
        person.refused(403, "platform.not_allowed", "POST", f"{path}/confirm")
        company.books.execute(
            "UPDATE sales_order SET owner_id = %s WHERE id = %s", [person.user_id, order["id"]]
        )
        assert person.get(path)["allowed_actions"] == ["confirm", "cancel"]
        assert person.post(f"{path}/confirm")["state"] == "confirmed"

    def test_a_new_company_lets_its_sales_people_see_their_own_customers(self, company: Company) -> None:
        first, second = company.colleague("sales", "甲"), company.colleague("sales", "乙")
        mine = first.post("/parties", {"name": "甲的客户"})["id"]
        assert (names(first), names(second)) == (["甲的客户"], [])
        second.refused(404, "platform.not_found", "GET", f"/parties/{mine}")
        sits(company, first, manager_id=str(second.user_id))
        assert names(second) == ["甲的客户"]


class TestTheBooks:
    def test_entries_beyond_a_condition_are_absent_by_their_id_too(self, company: Company) -> None:
        rights = ["ledger.entry.view", "ledger.voucher.view", "ledger.voucher.post"]
        small_only = {"filter": {"field": "total", "op": "lt", "value": "100"}}
        reader = colleague_with(company, rights, dict.fromkeys(rights, small_only))
        posted(company, "2026-11-02", ("560209", "50", "0"), ("1001", "0", "50"))
        posted(company, "2026-11-02", ("560209", "5000", "0"), ("1001", "0", "5000"))
        for path in ("/journal-entries", "/vouchers"):
            (small,) = reader.get(path)["items"]
            assert small["total"] == "50"
            for row in company.get(path)["items"]:
                expected = 200 if row["id"] == small["id"] else 404
                assert reader.send("GET", f"{path}/{row['id']}").status_code == expected
        for row in company.get("/vouchers", filter='{"field":"total","op":"gt","value":"100"}')["items"]:
            reader.refused(404, "platform.not_found", "POST", f"/vouchers/{row['id']}/reverse", {})
