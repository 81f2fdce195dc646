"""What no honest client sends is refused with a reason, and breaks no law of the books."""

import json

import pytest

from tests.builders.company import Company, order_body


@pytest.mark.parametrize("day", ["0001-01-01", "0999-12-31", "1979-12-31", "2100-01-01", "9999-12-31"])
def test_a_day_outside_the_years_of_business_is_refused(company: Company, day: str) -> None:
    customer, service = company.customer(), company.service()
    problem = company.refused(
        422,
        "platform.invalid_input",
        "POST",
        "/sales-orders",
        order_body(customer, (service, "1", "1"), ordered_on=day),
    )
    assert [item["field"] for item in problem["errors"]] == ["ordered_on"]


@pytest.mark.parametrize("body", [b'{"name": "\\ud800"}', b'{"name": "x", "\\ud800": 1}'])
def test_half_a_surrogate_pair_is_refused_like_any_other_bad_value(company: Company, body: bytes) -> None:
    answer = company.client.post(
        "/parties", content=body, headers={"Content-Type": "application/json", "Idempotency-Key": "half"}
    )
    assert (answer.status_code, answer.json()["code"]) == (422, "platform.invalid_input")


@pytest.mark.parametrize("op", ["eq", "in", "empty", "contains"])
def test_ids_in_the_audit_are_compared_as_ids(company: Company, op: str) -> None:
    customer = company.customer()
    value = {"eq": customer, "in": [customer], "empty": None, "contains": customer[:4]}[op]
    condition = {"field": "record_id", "op": op} | ({} if op == "empty" else {"value": value})
    if op == "contains":
        company.refused(422, "platform.invalid_input", "GET", f"/audit-events?filter={_json(condition)}")
        return
    found = company.get("/audit-events", filter=_json(condition))["items"]
    assert {item["record_id"] for item in found} == (set() if op == "empty" else {customer})


def _json(condition: object) -> str:
    return json.dumps(condition)


def test_a_span_that_is_turned_is_refused_by_every_report(company: Company) -> None:
    """Wherever a first and a last day are asked for, the wrong order of them is told, not answered with nothing."""
    customer = company.customer()
    account = company.post("/money-accounts", {"name": "支付宝", "kind": "alipay", "below": "1012"})["id"]
    places = {"party_id": customer, "code": "1002", "money_account_id": account, "row": "1"}
    wanted = {"currency": "USD", "basis": "x"}
    doors = company.client.get("/openapi.json").json()["paths"]
    asked = []
    for path, verbs in doors.items():
        names = {one["name"] for one in verbs.get("get", {}).get("parameters", ()) if one["in"] == "query"}
        if {"from", "to"} <= names:
            asked.append(path)
            query = {name: value for name, value in wanted.items() if name in names}
            days = {"from": "2026-11-02", "to": "2026-11-01"}
            place = path.removeprefix("/api").format(**places)
            problem = company.refused(422, "platform.invalid_input", "GET", place, query=days | query)
            assert [(one["field"], one["code"]) for one in problem["errors"]] == [("from", "span_turned")]
            assert "2026-11-02" in problem["errors"][0]["detail"]
    assert len(asked) == 19
