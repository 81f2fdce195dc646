"""What was deleted lies in the bin as it was, comes back under its id, and is thrown away after 90 days."""

import pytest

from heyi.platform.records.recycling import forget_old
from tests.builders.company import Company
from tests.builders.desk import Desk
from tests.builders.fixtures import Later
from tests.builders.locks import holding
from tests.builders.scoped import colleague_with
from tests.builders.server import Served

VIEW, DELETE = "parties.party.view", "parties.party.delete"


def thrown_away(company: Company, name: str = "华信科技", **fields: object) -> str:
    party = company.customer(name, **fields)
    company.delete(f"/parties/{party}", version=1)
    return party


class TestTheBin:
    def test_shows_the_latest_first_and_all_of_one_moment(self, company: Company) -> None:
        parties = [company.customer(f"客户 {number}") for number in range(60)]
        company.post("/parties/bulk", {"ids": parties, "action": "delete", "values": {}})
        first = company.get("/recycle-bin", record="party")
        rest = company.get("/recycle-bin", record="party", before=first["before"])
        found = [item["id"] for item in (*first["items"], *rest["items"])]
        assert (len(first["items"]), rest["before"]) == (50, None)
        assert sorted(found) == sorted(parties)
        assert first["items"][0]["deleted_by"] == "张三"

    def test_shows_a_person_what_he_deleted_and_may_delete(self, company: Company) -> None:
        person = colleague_with(company, [VIEW, DELETE], {DELETE: "own", VIEW: "own"})
        mine = company.customer("我的")
        company.books.execute("UPDATE party SET owner_id = %s WHERE id = %s", [person.user_id, mine])
        person.delete(f"/parties/{mine}", version=1)
        other = thrown_away(company)
        assert [item["title"] for item in person.get("/recycle-bin")["items"]] == ["我的"]
        person.refused(404, "platform.not_found", "POST", f"/recycle-bin/{other}/restore")
        viewer = company.colleague("viewer")
        assert viewer.get("/recycle-bin")["items"] == []

    def test_refuses_a_place_that_is_none(self, company: Company) -> None:
        company.refused(422, "platform.invalid_input", "GET", "/recycle-bin", query={"before": "gestern"})


class TestRestoring:
    def test_brings_the_record_back_as_it_was(self, company: Company) -> None:
        labels = {"labels": {"zh": "税号"}, "kind": "text", "name": "x_tax", "unique": True}
        company.post("/record-types/party/fields", labels | {"searchable": True})
        before = company.post("/parties", {"name": "华信科技", "x_tax": "T-1", "tags": ["重点"]})
        company.delete(f"/parties/{before['id']}", version=1)
        restored = company.post(f"/recycle-bin/{before['id']}/restore")
        assert restored == {"id": before["id"], "record": "party", "path": "parties", "version": 2}
        after = company.get(f"/parties/{before['id']}")
        moved = {"version", "updated_at"}
        assert {key: value for key, value in after.items() if key not in moved} == {
            key: value for key, value in before.items() if key not in moved
        }
        for word in ("huaxin", "T-1"):
            assert [item["id"] for item in company.get("/parties", search=word)["items"]] == [before["id"]]
        company.refused(409, "platform.already_exists", "POST", "/parties", {"name": "乙", "x_tax": "T-1"})
        events = company.get(f"/parties/{before['id']}/history")["events"]
        assert [event["action"] for event in events] == ["restored", "deleted", "created"]
        assert company.get("/recycle-bin")["items"] == []

    def test_works_for_a_type_made_here(self, company: Company) -> None:
        company.post("/record-types", {"name": "x_visit", "labels": {"zh": "拜访"}})
        visit = company.post("/x-visit", {"name": "第一次拜访"})
        company.delete(f"/x-visit/{visit['id']}", version=1)
        restored = company.post(f"/recycle-bin/{visit['id']}/restore")
        assert restored["path"] == "x-visit"
        assert company.get(f"/x-visit/{visit['id']}")["name"] == "第一次拜访"

    def test_is_refused_where_the_value_is_taken(self, company: Company) -> None:
        party = thrown_away(company, code="K-1")
        company.customer("别家", code="K-1")
        refusal = company.refused(409, "records.cannot_restore", "POST", f"/recycle-bin/{party}/restore")
        assert refusal["params"]["fields"] == ["field.party.code"]
        assert refusal["title"] == (
            "“华信科技” cannot be brought back: Code is a value that another record has now"
        )
        assert [item["id"] for item in company.get("/recycle-bin")["items"]] == [party]

    def test_is_refused_where_an_own_value_is_taken(self, company: Company) -> None:
        field = {"labels": {"zh": "税号"}, "kind": "text", "name": "x_tax", "unique": True}
        company.post("/record-types/party/fields", field)
        party = thrown_away(company, x_tax="T-1")
        company.customer("别家", x_tax="T-1")
        refusal = company.refused(409, "records.cannot_restore", "POST", f"/recycle-bin/{party}/restore")
        assert refusal["params"]["fields"] == ["field.party.x_tax"]

    def test_is_refused_where_what_it_refers_to_is_gone(self, company: Company) -> None:
        party = company.customer("华信科技")
        contact = company.post("/contacts", {"party_id": party, "name": "李雷"})["id"]
        company.delete(f"/contacts/{contact}", version=1)
        company.delete(f"/parties/{party}", version=1)
        refusal = company.refused(409, "records.cannot_restore", "POST", f"/recycle-bin/{contact}/restore")
        assert refusal["params"]["fields"] == ["field.contact.party_id"]
        company.post(f"/recycle-bin/{party}/restore")
        assert company.post(f"/recycle-bin/{contact}/restore")["path"] == "contacts"


class TestTheNight:
    @pytest.mark.parametrize(("days", "left"), [(89, 1), (91, 0)])
    def test_throws_away_what_lay_there_for_90_days(
        self, served: Served, company: Company, later: Later, days: int, left: int
    ) -> None:
        thrown_away(company)
        desk = Desk(served.services, company)
        with later(days=days):
            assert desk.work(forget_old) == 1 - left
        assert len(company.get("/recycle-bin")["items"]) == left

    def test_leaves_alone_what_somebody_brings_back_at_the_same_moment(
        self, served: Served, company: Company, later: Later, admin_database_url: str
    ) -> None:
        party, other = thrown_away(company), thrown_away(company, "恒泰")
        desk = Desk(served.services, company)
        with later(days=91), holding(admin_database_url, "recycled_record", party):
            assert desk.work(forget_old) == 1
        assert [item["id"] for item in company.get("/recycle-bin")["items"]] == [party]
        company.refused(404, "platform.not_found", "POST", f"/recycle-bin/{other}/restore")
