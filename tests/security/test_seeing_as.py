"""Seeing with a colleague's eyes: his rights, on record, and not a single change."""

import pytest

from tests.builders.colleague import Colleague
from tests.builders.company import Company
from tests.builders.http import Json, Person
from tests.builders.scoped import colleague_with

VIEW = "parties.party.view"


@pytest.fixture
def seller(company: Company) -> Colleague:
    return colleague_with(company, [VIEW], {VIEW: "own"}, {"party": {"phone": "masked"}}, name="小李")


def begin(person: Person, other: Colleague) -> Json:
    return person.post("/auth/see-as", {"user_id": str(other.user_id)})


def eyes(other: Colleague) -> dict[str, str]:
    return {"X-See-As": str(other.user_id)}


class TestSeeingAs:
    def test_answers_with_the_others_rights(self, company: Company, seller: Colleague) -> None:
        mine = company.customer("甲", phone="13912345678")
        company.customer("乙")
        company.books.execute("UPDATE party SET owner_id = %s WHERE id = %s", [seller.user_id, mine])
        assert begin(company, seller) == {"user_id": str(seller.user_id), "name": "小李"}
        seen = company.send("GET", "/parties", headers=eyes(seller)).json()["items"]
        assert [(item["name"], item["phone"]) for item in seen] == [("甲", "+86139****5678")]
        me = company.send("GET", "/auth/me", headers=eyes(seller)).json()
        assert (me["name"], me["permissions"]) == ("小李", [VIEW])
        assert len(company.get("/parties")["items"]) == 2

    def test_is_on_record(self, company: Company, seller: Colleague) -> None:
        begin(company, seller)
        event = company.get(f"/history/app_user/{seller.user_id}")["events"][0]
        assert (event["action"], event["actor"]) == ("seen_as", "张三")

    def test_begins_only_where_it_is_put_on_record(self, company: Company, seller: Colleague) -> None:
        company.refused(403, "identity.seeing_as_unsaid", "GET", "/parties", headers=eyes(seller))

    def test_changes_nothing(self, company: Company, seller: Colleague) -> None:
        begin(company, seller)
        company.refused(
            403, "identity.seeing_as_reads", "POST", "/parties", {"name": "甲"}, headers=eyes(seller)
        )

    def test_shows_nothing_of_his_login(self, company: Company, seller: Colleague) -> None:
        begin(company, seller)
        for path in ("/auth/tenants", "/auth/sessions"):
            company.refused(403, "identity.person_needed", "GET", path, headers=eyes(seller))

    def test_needs_the_right(self, company: Company, seller: Colleague) -> None:
        other = company.colleague("viewer")
        seller.refused(403, "platform.not_allowed", "POST", "/auth/see-as", {"user_id": str(other.user_id)})
        seller.refused(403, "platform.not_allowed", "GET", "/parties", headers=eyes(other))

    def test_reaches_nothing_that_one_does_not_hold(self, company: Company, seller: Colleague) -> None:
        clerk = colleague_with(company, ["identity.user.see_as"], name="行政")
        clerk.refused(403, "identity.more_than_own", "POST", "/auth/see-as", {"user_id": str(seller.user_id)})

    def test_is_nothing_for_an_api_key(self, company: Company, seller: Colleague) -> None:
        begin(company, seller)
        key = company.post("/api-keys", {"name": "k", "scopes": [VIEW, "identity.user.see_as"]})
        headers = eyes(seller) | {"Authorization": f"Bearer {key['key']}"}
        company.refused(403, "identity.person_needed", "GET", "/parties", headers=headers)
