"""What members see of a sea: its rows, without what is hidden in it, and so many a day."""

import json

from tests.builders.scoped import colleague_with
from tests.builders.sea import Shore, claim, salespeople


def test_what_is_hidden_in_a_sea_can_neither_be_read_nor_asked_for(shore: Shore) -> None:
    (wang,) = salespeople(shore.company, 1)
    sea = shore.sea("公海", wang)
    shore.settle(sea, hidden_fields={"phone": "masked", "email": "hidden", "address": "hidden"})
    customer = shore.customer_in(
        sea, "杭州云栖", phone="13800001234", email="zhao@example.com", address="文三路 1 号"
    )
    path = f"/pools/{sea}/records"

    (row,) = wang.get(path)["items"]
    assert (row["name"], row["phone"]) == ("杭州云栖", "+86138****1234")
    seen = wang.get(f"{path}/{customer}")
    assert seen["phone"] == "+86138****1234"
    assert "email" not in seen
    assert "address" not in seen
    assert wang.get(path, search="云栖")["count"]["value"] == 1
    for words in ("13800001234", "1234", "zhao"):
        assert wang.get(path, search=words)["count"]["value"] == 0
    for field, code in (("phone", "field_masked"), ("email", "condition_unknown_field")):
        condition = json.dumps({"field": field, "op": "eq", "value": "x"})
        problem = wang.refused(422, "platform.invalid_input", "GET", path, query={"filter": condition})
        assert [one["code"] for one in problem["errors"]] == [code]
    wang.refused(422, "platform.invalid_input", "GET", path, query={"fields": "name,email"})
    wang.refused(422, "platform.invalid_input", "GET", path, query={"sort": "email"})
    wang.refused(422, "platform.invalid_input", "GET", path, query={"cursor": "x"})
    # Administrators see what the roles let them.
    assert shore.company.get(f"{path}/{customer}")["email"] == "zhao@example.com"


def test_opening_counts_once_a_record_and_day(shore: Shore) -> None:
    (wang,) = salespeople(shore.company, 1)
    sea = shore.sea("公海", wang, view_limit=2)
    customers = [shore.customer_in(sea, f"客户{number}") for number in range(3)]

    for customer in (customers[0], customers[0], customers[1]):
        wang.get(f"/pools/{sea}/records/{customer}")

    problem = wang.refused(429, "sea.view_limit", "GET", f"/pools/{sea}/records/{customers[2]}")
    assert problem["params"] == {"pool": "公海", "limit": 2, "used": 2}
    wang.get(f"/pools/{sea}/records/{customers[0]}")
    assert wang.get("/my-pools")[0]["views_left"] == 0
    assert claim(wang, sea, customers[2])["done"] == 1


def test_what_does_not_lie_in_the_sea_is_not_seen_through_it(shore: Shore) -> None:
    (wang,) = salespeople(shore.company, 1)
    east, west = shore.sea("华东", wang), shore.sea("华西")
    there = shore.customer_in(west, "西")
    owned = shore.company.customer("有主")

    for customer in (there, owned):
        wang.refused(404, "platform.not_found", "GET", f"/pools/{east}/records/{customer}")
    assert wang.get(f"/pools/{east}/records")["items"] == []
    assert [one["name"] for one in wang.get("/my-pools")] == ["华东"]


def test_where_openings_are_counted_a_list_tells_no_more_than_lists_do(shore: Shore) -> None:
    (wang,) = salespeople(shore.company, 1)
    sea = shore.sea("公海", wang, view_limit=1)
    shore.settle(sea, hidden_fields={})
    customer = shore.customer_in(sea, "杭州云栖", address="文三路 1 号", region="杭州")
    path = f"/pools/{sea}/records"

    assert [(row["name"], row["region"]) for row in wang.get(path)["items"]] == [("杭州云栖", "杭州")]
    condition = json.dumps({"field": "address", "op": "contains", "value": "文三路"})
    for query in ({"fields": "name,address"}, {"sort": "address"}, {"filter": condition}):
        wang.refused(422, "platform.invalid_input", "GET", path, query=query)
    assert wang.get(f"{path}/{customer}")["address"] == "文三路 1 号"


def test_a_formula_of_what_a_sea_hides_is_hidden_in_it(shore: Shore) -> None:
    said = {"kind": "formula", "labels": {"zh": "长度"}, "name": "x_length", "formula": "len({address})"}
    shore.company.post("/record-types/party/fields", said)
    (wang,) = salespeople(shore.company, 1)
    sea = shore.sea("公海", wang)
    shore.settle(sea, hidden_fields={"address": "hidden"})
    customer = shore.customer_in(sea, "杭州云栖", address="文三路")

    assert "x_length" not in wang.get(f"/pools/{sea}/records/{customer}")
    path = f"/pools/{sea}/records"
    wang.refused(422, "platform.invalid_input", "GET", path, query={"sort": "x_length"})
    assert shore.company.get(f"{path}/{customer}")["x_length"] == "3"


def test_what_is_taken_out_of_a_sea_is_what_its_list_shows(shore: Shore) -> None:
    """Hidden fields stay hidden in the file, the log of exports knows it, and a counted sea is for administrators."""
    company = shore.company
    rights = ["sea.pool.view", "parties.party.view", "parties.party.export"]
    wang = colleague_with(company, rights, {"parties.party.export": "own"}, name="业务")
    sea = shore.sea("公海", wang)
    shore.settle(sea, hidden_fields={"phone": "masked", "address": "hidden"})
    shore.customer_in(sea, "杭州云栖", phone="13800001234", address="文三路 1 号")
    company.customer("不在公海里")
    path = f"/pools/{sea}/export"

    asked = wang.post(path, {"fields": "name,phone", "format": "csv"})
    shore.run_jobs()

    text = wang.client.get(f"/exports/{asked['export_id']}/file").text
    assert [row.split(",") for row in text.lstrip("\ufeff").split()] == [
        ["名称", "电话"],
        # So that no spreadsheet takes it for a formula.
        ["杭州云栖", "'+86138****1234"],
    ]
    (logged,) = company.get("/exports")["items"]
    assert (logged["user"], logged["record"], logged["rows"]) == ("业务", "party", 1)
    assert [(one["way"], one["rows"]) for one in company.get("/reading")] == [("export", 1)]
    wang.refused(422, "platform.invalid_input", "POST", path, {"fields": "name,address"})
    (li,) = salespeople(company, 1)
    shore.settle(sea, members={"users": [str(wang.user_id), str(li.user_id)]})
    li.refused(403, "platform.not_allowed", "POST", path, {})
    version = company.get(f"/pools/{sea}")["version"]
    company.patch(f"/pools/{sea}", {"view_limit": 10}, version=version)
    wang.refused(403, "sea.not_administrator", "POST", path, {})
    assert company.send("POST", path, {}).status_code == 202
