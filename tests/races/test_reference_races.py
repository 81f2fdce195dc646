"""A record is not deleted while an own field of another comes to name it: of the two one is refused."""

from collections.abc import Callable

from tests.builders.company import Company
from tests.builders.together import together


def test_a_record_is_deleted_or_referred_to_never_both(company: Company) -> None:
    company.post("/record-types", {"name": "x_case", "labels": {"zh": "案件"}})
    body = {"name": "x_about", "kind": "reference", "labels": {"zh": "关于"}, "references": "party"}
    company.post("/record-types/x_case/fields", body)
    browsers = [company.browser() for _ in range(2)]
    for number in range(12):
        party = company.customer(f"客户{number}")

        def refer(party: str = party) -> int:
            return browsers[0].send("POST", "/x-case", {"name": "案", "x_about": party}).status_code

        def delete(party: str = party) -> int:
            return browsers[1].send("DELETE", f"/parties/{party}", version=1).status_code

        deeds: list[Callable[[], int]] = [refer, delete]
        assert tuple(together(deeds)) in {(201, 409), (422, 204)}
