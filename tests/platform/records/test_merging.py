"""Two records become one, with all that was the other's, and two again, exactly as they were."""

from functools import partial
from typing import Any

import pytest

from tests.builders.company import Company
from tests.builders.fixtures import Later
from tests.builders.http import Json
from tests.builders.scoped import colleague_with
from tests.builders.together import together

VIEW, UPDATE, DELETE = "parties.party.view", "parties.party.update", "parties.party.delete"
# What says when and how often a row was written, and not what it is.
STAMPS = {"version", "updated_at", "updated_by"}


def merge(company: Company, winner: str, loser: str, *take: str) -> Json:
    body = {"winner_id": winner, "loser_id": loser, "take": list(take)}
    return company.post("/parties/merge", body)


def own_field(company: Company, record: str, name: str, kind: str, **settings: object) -> None:
    body = {"name": name, "kind": kind, "labels": {"zh": name}, "indexed": kind != "files", **settings}
    company.post(f"/record-types/{record}/fields", body)


def everything(company: Company) -> dict[str, list[dict[str, Any]]]:
    """All rows of the tenant that a merge may touch, as they are."""
    tables = (
        *("party", "contact", "sales_order", "delivery", "sales_return", "sales_invoice", "receipt", "file"),
        *("custom_record", "record_member", "record_key", "search_word", "product", "recycled_record"),
    )
    found = {}
    for table in tables:
        query = f"SELECT to_jsonb(t) AS row FROM {table} t WHERE tenant_id = %s"
        rows = [row["row"] for row in company.books.rows(query, [company.tenant_id])]
        plain = [{name: value for name, value in row.items() if name not in STAMPS} for row in rows]
        found[table] = sorted(plain, key=repr)
    return found


@pytest.fixture
def pair(company: Company) -> tuple[str, str]:
    """Two customers that are one, each with children of every kind."""
    own_field(company, "party", "x_parent", "reference", references="party")
    own_field(company, "product", "x_makers", "multi_reference", references="party")
    company.post("/record-types", {"name": "x_visit", "labels": {"zh": "拜访"}})
    own_field(company, "x_visit", "x_who", "reference", references="party")
    one = company.customer("北京华信科技有限公司", code="K-1", phone="13800138000")
    two = company.customer("北京华信", code="K-2", region="北京", note="老客户", tags=["重点"])
    company.colleague("viewer", "王五")
    members = company.books.rows("SELECT id FROM app_user WHERE tenant_id = %s", [company.tenant_id])
    for party in (one, two):
        company.post("/contacts", {"party_id": party, "name": f"联系人 {party[-3:]}"})
        goods = company.product(stock="10", name=f"螺丝 {party[-3:]}", x_makers=[party])
        company.order(party, (goods, "1", "113"))
        company.confirmed(party, (goods, "2", "113"))
        company.post("/x-visit", {"name": "拜访", "x_who": party})
        fields = {"record": "party", "record_id": party}
        assert company.upload("/files", f"{party}".encode(), fields=fields).status_code == 201
        company.post(f"/parties/{party}/members", {"user_id": str(members[0]["id"]), "may": "read"})
    company.post(f"/parties/{two}/members", {"user_id": str(members[1]["id"]), "may": "write"})
    company.product(name="两家都做", x_makers=[two, one])
    company.customer("分公司", x_parent=two)
    # Of the one that stays there may be entries.
    goods = company.product(stock="10", name="轴承")
    company.sold(one, (goods, "2", "113"))
    company.receipt(one, "10")
    return one, two


class TestMerging:
    def test_moves_all_children_and_brings_each_back(self, company: Company, pair: tuple[str, str]) -> None:
        one, two = pair
        before = everything(company)
        merged = merge(company, one, two, "region", "tags", "code")
        company.refused(404, "platform.not_found", "GET", f"/parties/{two}")
        winner = company.get(f"/parties/{one}")
        assert (winner["region"], winner["tags"], winner["code"]) == ("北京", ["重点"], "K-2")
        assert winner["phone"] == "+8613800138000"
        for path, count in (("contacts", 2), ("sales-orders", 5), ("sales-invoices", 1), ("receipts", 1)):
            condition = f'{{"field":"party_id","op":"eq","value":"{one}"}}'
            assert company.get(f"/{path}", filter=condition)["count"]["value"] == count
        for path, name, count in (("x-visit", "x_who", 2), ("parties", "x_parent", 1)):
            condition = f'{{"field":"{name}","op":"eq","value":"{one}"}}'
            assert company.get(f"/{path}", filter=condition)["count"]["value"] == count
        makers = f'{{"field":"x_makers","op":"has","value":"{one}"}}'
        assert company.get("/products", filter=makers)["count"]["value"] == 3
        assert len(company.get("/files", record="party", record_id=one)) == 2
        assert len(company.get(f"/parties/{one}/members")) == 2
        assert merged["moved"] == 9

        company.post(f"/merges/{merged['id']}/undo")
        assert everything(company) == before
        company.refused(409, "records.merge_undone", "POST", f"/merges/{merged['id']}/undo")

    def test_keeps_what_was_changed_since(self, company: Company, pair: tuple[str, str]) -> None:
        one, two = pair
        merged = merge(company, one, two, "region", "note")
        winner = company.get(f"/parties/{one}")
        company.patch(f"/parties/{one}", {"region": "上海"}, version=winner["version"])
        third = company.customer("第三家")
        moved = company.get("/x-visit", filter=f'{{"field":"x_who","op":"eq","value":"{one}"}}')["items"]
        of_two = company.books.one(
            "SELECT id FROM custom_record WHERE tenant_id = %s ORDER BY id DESC LIMIT 1", [company.tenant_id]
        )
        later = next(visit for visit in moved if visit["id"] == str(of_two))
        company.patch(f"/x-visit/{later['id']}", {"x_who": third}, version=later["version"])

        company.post(f"/merges/{merged['id']}/undo")
        assert company.get(f"/parties/{one}")["region"] == "上海"
        assert company.get(f"/parties/{one}")["note"] is None
        assert company.get(f"/parties/{two}")["region"] == "北京"
        assert company.get(f"/x-visit/{later['id']}")["x_who"]["id"] == third

    def test_reads_the_history_of_both_as_one(self, company: Company) -> None:
        first, second, third = company.customer("甲"), company.customer("乙"), company.customer("丙")
        contact = company.post("/contacts", {"party_id": first, "name": "联系人"})
        merge(company, second, first)
        last = merge(company, third, second)
        for path in (
            f"/parties/{third}/history",
            f"/history/party/{third}",
            f"/parties/{third}/timeline",
        ):
            titles = [(event["action"], event["title"]) for event in company.get(path)["events"]]
            assert {("created", "甲"), ("created", "乙"), ("created", "丙")} <= set(titles), path
            assert titles[0] == ("merged", "丙")
        assert contact["id"] in {
            event["record_id"] for event in company.get(f"/parties/{third}/timeline")["events"]
        }
        company.post(f"/merges/{last['id']}/undo")
        events = company.get(f"/parties/{third}/history")["events"]
        assert [event["action"] for event in events] == ["unmerged", "merged", "created"]

    def test_is_told_in_the_list_of_merges_and_not_undone_alone(self, company: Company, later: Later) -> None:
        one, two = company.customer("甲"), company.customer("乙")
        merged = merge(company, one, two)
        assert company.get("/merges")[0]["loser_title"] == "乙"
        company.refused(409, "records.merged_away", "POST", f"/recycle-bin/{two}/restore")
        company.books.execute("DELETE FROM recycled_record WHERE id = %s", [two])
        company.refused(409, "records.merge_undone", "POST", f"/merges/{merged['id']}/undo")

    def test_takes_dates_numbers_and_files_and_gives_them_back(self, company: Company) -> None:
        own_field(company, "party", "x_since", "date")
        own_field(company, "party", "x_size", "money")
        one = company.customer("甲", x_since="2020-01-01", x_size="12.50")
        two = company.customer("乙", x_since="2021-02-02", kind="person")
        merged = merge(company, one, two, "x_since", "x_size", "kind")
        winner = company.get(f"/parties/{one}")
        assert (winner["x_since"], winner["x_size"], winner["kind"]) == ("2021-02-02", None, "person")
        company.post(f"/merges/{merged['id']}/undo")
        winner = company.get(f"/parties/{one}")
        assert (winner["x_since"], winner["x_size"], winner["kind"]) == ("2020-01-01", "12.5", "company")

    def test_files_of_fields_that_nobody_takes_lie_beside_the_fields(self, company: Company) -> None:
        own_field(company, "party", "x_scans", "file", indexed=False)
        own_field(company, "party", "x_logo", "file", indexed=False)

        place = {"record": "draft", "record_id": company.get("/auth/me")["user_id"]}

        def draft(name: str) -> str:
            return str(company.upload("/files", name.encode(), fields=place).json()["id"])

        def beside(party: str) -> list[str]:
            return [one["id"] for one in company.get("/files", record="party", record_id=party)]

        scan, logo = draft("scan"), draft("logo")
        one = company.customer("甲")
        two = company.customer("乙", x_scans=[scan], x_logo=[logo])
        merged = merge(company, one, two, "x_logo")
        assert (beside(one), merged["moved"]) == ([scan], 2)
        company.post(f"/merges/{merged['id']}/undo")
        assert (beside(one), beside(two)) == ([], [])
        query = "SELECT id, field, record_id FROM file WHERE tenant_id = %s"
        rows = company.books.rows(query, [company.tenant_id])
        assert {(str(row["id"]), row["field"], str(row["record_id"])) for row in rows} == {
            (scan, "x_scans", two),
            (logo, "x_logo", two),
        }


class TestRefusing:
    def test_a_record_of_the_books_stays(self, company: Company) -> None:
        one, two = company.customer("甲"), company.customer("乙")
        company.sold(two, (company.product(stock="10"), "1", "113"))
        body = {"winner_id": one, "loser_id": two}
        refusal = company.refused(409, "records.merge_of_books", "POST", "/parties/merge", body)
        assert "other way round" in refusal["remedy"]
        merge(company, two, one)

    def test_what_cannot_be_taken_is_said(self, company: Company) -> None:
        one, two = company.customer("甲"), company.customer("乙")
        path = "/parties/merge"
        for body in (
            {"winner_id": one, "loser_id": one},
            {"winner_id": one, "loser_id": two, "take": ["nothing"]},
        ):
            company.refused(422, "platform.invalid_input", "POST", path, body)
        stale = {"winner_id": one, "loser_id": two, "winner_version": 1, "loser_version": 7}
        refusal = company.refused(412, "platform.version_changed", "POST", path, stale)
        assert refusal["params"]["now"] == 1
        hidden = colleague_with(
            company, [VIEW, UPDATE, DELETE], fields={"party": {"note": "hidden", "region": "read_only"}}
        )
        for field in ("note", "region"):
            wanted = {"winner_id": one, "loser_id": two, "take": [field]}
            hidden.refused(422, "platform.invalid_input", "POST", path, wanted)

    def test_undoing_needs_the_value_to_be_free(self, company: Company) -> None:
        one, two = company.customer("甲", code="K-1"), company.customer("乙", code="K-2")
        merged = merge(company, one, two)
        company.customer("丙", code="K-2")
        path = f"/merges/{merged['id']}/undo"
        refusal = company.refused(409, "records.cannot_restore", "POST", path)
        assert refusal["params"]["fields"] == ["field.party.code"]


class TestWhoSeesIt:
    def test_neither_a_stranger_nor_a_scoped_colleague(self, company: Company, found: Any) -> None:
        one, two, mine = company.customer("甲"), company.customer("乙"), company.customer("我的")
        own = {VIEW: "own", UPDATE: "own", DELETE: "own"}
        person = colleague_with(company, [VIEW, UPDATE, DELETE], own)
        company.books.execute("UPDATE party SET owner_id = %s WHERE id = %s", [person.user_id, mine])
        for winner, loser in ((one, two), (mine, two), (two, mine)):
            body = {"winner_id": winner, "loser_id": loser}
            person.refused(404, "platform.not_found", "POST", "/parties/merge", body)
        merged = merge(company, one, two)
        assert person.get("/merges") == []
        person.refused(404, "platform.not_found", "POST", f"/merges/{merged['id']}/undo")
        other = found(name="别家公司")
        assert other.get("/merges") == []
        other.refused(404, "platform.not_found", "POST", f"/merges/{merged['id']}/undo")
        body = {"winner_id": other.customer("甲"), "loser_id": one}
        other.refused(404, "platform.not_found", "POST", "/parties/merge", body)

    def test_the_owner_reads_what_became_his_customer(self, company: Company) -> None:
        own = {VIEW: "own", UPDATE: "own", DELETE: "own"}
        person = colleague_with(company, [VIEW, UPDATE, DELETE], own)
        mine, other = company.customer("我的"), company.customer("别人的")
        company.books.execute("UPDATE party SET owner_id = %s WHERE id = %s", [person.user_id, mine])
        merge(company, mine, other)
        for path in (f"/parties/{mine}/history", f"/parties/{mine}/timeline"):
            assert ("created", "别人的") in {
                (event["action"], event["title"]) for event in person.get(path)["events"]
            }


class TestAtOnce:
    def test_the_same_pair_both_ways_leaves_one(self, company: Company) -> None:
        one, two = company.customer("甲"), company.customer("乙")
        company.post("/contacts", {"party_id": one, "name": "张"})
        company.post("/contacts", {"party_id": two, "name": "李"})
        bodies = [{"winner_id": one, "loser_id": two}, {"winner_id": two, "loser_id": one}] * 2
        answers = together(
            [partial(company.browser().send, "POST", "/parties/merge", body) for body in bodies]
        )
        assert sorted(answer.status_code for answer in answers) == [200, 404, 404, 404]
        assert company.get("/parties")["count"]["value"] == 1
        left = company.get("/parties")["items"][0]["id"]
        contacts = company.get("/contacts")["items"]
        assert [contact["party_id"]["id"] for contact in contacts] == [left, left]

    def test_an_undo_asked_for_twice_is_done_once(self, company: Company) -> None:
        merged = merge(company, company.customer("甲"), company.customer("乙"))
        path = f"/merges/{merged['id']}/undo"
        answers = together([partial(company.browser().send, "POST", path, {}) for _ in range(4)])
        assert sorted(answer.status_code for answer in answers) == [200, 409, 409, 409]

    def test_children_and_edits_that_come_meanwhile_are_not_lost(self, company: Company) -> None:
        one, two = company.customer("甲"), company.customer("乙")
        contact = {"party_id": two, "name": "新人"}
        body = {"winner_id": one, "loser_id": two}
        change = partial(company.browser().send, "PATCH", f"/parties/{one}", {"region": "北京"}, version=1)
        answers = together(
            [
                partial(company.browser().send, "POST", "/parties/merge", body),
                partial(company.browser().send, "POST", "/contacts", contact),
                change,
            ]
        )
        merged, added, changed = (answer.status_code for answer in answers)
        assert merged == 200
        assert added in (201, 422)
        assert changed in (200, 412)
        assert len(company.get("/contacts")["items"]) == (added == 201)
        assert company.get(f"/parties/{one}")["region"] == ("北京" if changed == 200 else None)
