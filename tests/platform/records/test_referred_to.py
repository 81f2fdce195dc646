"""What a tenant's own field refers to does not go, by whichever door, until the field names something else."""

from typing import Any

import pytest

from tests.builders.company import Company
from tests.builders.http import Json
from tests.builders.scoped import colleague_with


@pytest.fixture(params=["reference", "multi_reference"])
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def case(company: Company, kind: str, references: str, named: str) -> Json:
    """A record of an own type that refers to another."""
    company.post("/record-types", {"name": "x_case", "labels": {"zh": "案件"}})
    body = {"name": "x_about", "kind": kind, "labels": {"zh": "关于"}, "references": references}
    company.post("/record-types/x_case/fields", body)
    value: Any = named if kind == "reference" else [named]
    return company.post("/x-case", {"name": "张江案", "x_about": value})


def test_a_declared_record_is_not_deleted(company: Company, kind: str) -> None:
    party = company.customer("华信")
    made = case(company, kind, "party", party)
    refusal = company.refused(409, "records.still_referred_to", "DELETE", f"/parties/{party}", version=1)
    assert refusal["params"] == {
        "what": "record.x_case",
        "field": "field.x_case.x_about",
        "title": "张江案",
        "id": made["id"],
    }
    assert company.get(f"/parties/{party}")["name"] == "华信"
    empty: list[str] | None = None if kind == "reference" else []
    company.patch(f"/x-case/{made['id']}", {"x_about": empty}, version=1)
    company.delete(f"/parties/{party}", version=1)


def test_a_record_of_an_own_type_is_not_deleted(company: Company, kind: str) -> None:
    company.post("/record-types", {"name": "x_site", "labels": {"zh": "工地"}})
    site, other = (company.post("/x-site", {"name": name})["id"] for name in ("一号", "二号"))
    case(company, kind, "x_site", site)
    company.refused(409, "records.still_referred_to", "DELETE", f"/x-site/{site}", version=1)
    done = company.post("/x-site/bulk", {"ids": [site, other], "action": "delete", "values": {}})
    assert done["done"] == 1
    assert [(one["id"], one["code"]) for one in done["refused"]] == [(site, "records.still_referred_to")]
    assert [item["id"] for item in company.get("/x-site")["items"]] == [site]


def test_many_are_looked_at_by_as_many_statements_as_one(company: Company, kind: str) -> None:
    def counts() -> list[int]:
        found = []
        for number in (1, 20):
            ids = [company.customer(f"客户{number}-{at}") for at in range(number)]
            body = {"ids": ids, "action": "delete", "values": {}}
            found.append(company.statements("POST", "/parties/bulk", body))
        return found

    counts()
    before = counts()
    case(company, kind, "party", company.customer("华信"))
    counts()
    assert counts() == [count + 1 for count in before]


def test_who_does_not_see_what_refers_learns_nothing_of_it(company: Company) -> None:
    party = company.customer("华信")
    case(company, "reference", "party", party)
    person = colleague_with(company, ["parties.party.view", "parties.party.delete"])
    refusal = person.refused(409, "platform.still_used", "DELETE", f"/parties/{party}", version=1)
    assert refusal["params"] == {"constraint": "x_case.x_about"}


def test_a_record_that_names_itself_goes(company: Company) -> None:
    body = {"name": "x_head", "kind": "reference", "labels": {"zh": "总部"}, "references": "party"}
    company.post("/record-types/party/fields", body)
    party = company.customer("华信")
    company.patch(f"/parties/{party}", {"x_head": party}, version=1)
    company.delete(f"/parties/{party}", version=2)
    assert company.get("/parties")["items"] == []
