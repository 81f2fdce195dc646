"""A field that is hidden from a person does not exist for him; of a masked one he sees that it is there."""

import json

import pytest

from heyi.platform.records.declaration import Field
from heyi.platform.records.kinds import Kind
from heyi.platform.records.masking import masked
from tests.builders.colleague import Colleague
from tests.builders.company import Company
from tests.builders.scoped import colleague_with

VIEW, UPDATE, CREATE = "parties.party.view", "parties.party.update", "parties.party.create"
PHONE, NOTE = "13912345678", "geheim91c2"
LEVELS = {"party": {"note": "hidden", "bank_account": "hidden", "phone": "masked", "region": "read_only"}}


@pytest.fixture
def customer(company: Company) -> str:
    account = "6222020200012345"
    return company.customer("华信", note=NOTE, phone=PHONE, region="华东", bank_account=account)


@pytest.fixture
def person(company: Company, customer: str) -> Colleague:
    """Somebody who sees less of a customer than others do."""
    return colleague_with(company, [VIEW, UPDATE, CREATE], {}, LEVELS)


class TestAHiddenField:
    def test_is_in_no_reading(self, person: Colleague, customer: str) -> None:
        for path in ("/parties", f"/parties/{customer}", f"/parties/{customer}/history", "/meta"):
            text = person.send("GET", path).text
            assert NOTE not in text, path
            assert "6222020200012345" not in text, path
        assert "note" not in person.get(f"/parties/{customer}")
        (party,) = [one for one in person.get("/meta")["records"] if one["name"] == "party"]
        assert not {"note", "bank_account"} & {field["name"] for field in party["fields"]}

    def test_is_unknown_to_every_question(self, person: Colleague) -> None:
        condition = json.dumps({"field": "bank_account", "op": "starts", "value": "6"})
        for path, query, place in (
            ("/parties", {"filter": condition}, "filter$.field"),
            ("/parties", {"sort": "bank_account"}, "sort"),
            ("/parties", {"fields": "name,bank_account"}, "fields"),
            ("/parties/aggregate", {"group": "bank_account"}, "group"),
            ("/parties/aggregate", {"measures": "max:bank_account"}, "measures"),
        ):
            refusal = person.refused(422, "platform.invalid_input", "GET", path, query=query)
            problem = refusal["errors"][0]
            code = "condition_unknown_field" if "filter" in query else "unknown_field"
            assert (problem["field"], problem["code"]) == (place, code)

    def test_has_no_total(self, company: Company, customer: str) -> None:
        order = company.confirmed(customer, (company.service("106"), "7", "113"))
        names = ["sales.order.view", VIEW]
        person = colleague_with(company, names, {}, {"sales_order": {"gross": "hidden"}}, name="小李")

        def totals(who: Colleague | Company) -> list[str | None]:
            told = who.get(f"/documents/sales_order/{order['id']}/chain")
            return [one["total"] for one in told["documents"]]

        assert (totals(company), totals(person)) == (["791"], [None])
        measured = {"measures": "sum:gross"}
        person.refused(422, "platform.invalid_input", "GET", "/sales-orders/aggregate", query=measured)
        assert "791" not in person.send("GET", "/sales-orders").text

    def test_is_found_by_no_word(self, company: Company) -> None:
        company.customer("乙", email="geheim91c2@example.com")
        person = colleague_with(company, [VIEW], {}, {"party": {"email": "hidden"}})
        assert [item["name"] for item in company.get("/parties", search=NOTE)["items"]] == ["乙"]
        assert person.get("/parties", search=NOTE)["items"] == []

    def test_is_taken_in_by_no_body(self, person: Colleague, customer: str) -> None:
        path = f"/parties/{customer}"
        body = {"bank_account": "1"}
        refusal = person.refused(422, "platform.invalid_input", "PATCH", path, body, version=1)
        assert [(one["field"], one["code"]) for one in refusal["errors"]] == [
            ("bank_account", "extra_forbidden")
        ]
        assert "6222020200012345" not in json.dumps(refusal)

    def test_is_told_by_no_formula(self, company: Company, customer: str) -> None:
        for formula, name in (
            ("len({note})", "x_length"),
            ("{x_length} * 2", "x_double"),
            ("1 + 1", "x_two"),
        ):
            said = {"kind": "formula", "labels": {"zh": name}, "name": name, "formula": formula}
            company.post("/record-types/party/fields", said)
        version = company.get(f"/parties/{customer}")["version"]
        changed = company.patch(f"/parties/{customer}", {"region": "华南"}, version=version)
        assert (changed["x_length"], changed["x_double"], changed["x_two"]) == ("10", "20", "2")
        person = colleague_with(company, [VIEW], {}, LEVELS)
        shown = person.get(f"/parties/{customer}")
        assert [name for name in ("x_length", "x_double", "x_two") if name in shown] == ["x_two"]
        assert "x_length" not in person.send("GET", f"/parties/{customer}/history").text
        assert '"x_length"' not in person.send("GET", "/meta").text
        person.refused(422, "platform.invalid_input", "GET", "/parties", query={"sort": "x_double"})

    def test_is_refused_like_one_that_never_was(self, person: Colleague, customer: str) -> None:
        def refusals(name: str) -> list[str]:
            condition = json.dumps({"field": name, "op": "empty"})
            asked = (
                ("/parties", {"filter": condition}),
                ("/parties", {"sort": name}),
                ("/parties", {"fields": name}),
                ("/parties/aggregate", {"group": name}),
                ("/parties/aggregate", {"measures": f"max:{name}"}),
            )
            return [person.send("GET", path, query=query).text.replace(name, "?") for path, query in asked]

        assert refusals("note") == refusals("nothing")
        assert "note" not in person.get(f"/parties/{customer}/access")["fields"]

    def test_of_two_roles_the_more_lenient_counts(self, company: Company, customer: str) -> None:
        person = colleague_with(company, [VIEW], {}, {"party": {"note": "hidden", "phone": "hidden"}})
        role = company.get(f"/users/{person.user_id}")["roles"][0]
        second = company.post(
            "/roles", {"name": "二", "permissions": [VIEW], "fields": {"party": {"phone": "masked"}}}
        )
        third = company.post("/roles", {"name": "三", "permissions": ["catalog.product.view"]})
        chosen = [role["id"], second["id"], third["id"]]
        company.patch(f"/users/{person.user_id}", {"role_ids": chosen}, version=2)
        shown = person.get(f"/parties/{customer}")
        assert (shown["note"], shown["phone"]) == (NOTE, "+86139****5678")


class TestAMaskedField:
    def test_shows_that_there_is_something(self, person: Colleague, customer: str) -> None:
        assert person.get(f"/parties/{customer}")["phone"] == "+86139****5678"
        assert [item["phone"] for item in person.get("/parties")["items"]] == ["+86139****5678"]
        for path in (f"/parties/{customer}/history", f"/parties/{customer}/timeline"):
            assert PHONE not in person.send("GET", path).text

    def test_is_told_by_no_comparison_and_no_word(self, person: Colleague) -> None:
        condition = json.dumps({"field": "phone", "op": "starts", "value": "139"})
        for query in ({"filter": condition}, {"sort": "phone"}):
            refusal = person.refused(422, "platform.invalid_input", "GET", "/parties", query=query)
            assert [one["code"] for one in refusal["errors"]] == ["field_masked"]
        assert person.get("/parties", search=PHONE)["items"] == []
        assert person.get("/parties", search="5678")["items"] == []

    def test_is_said_once_by_who_makes_the_record(self, person: Colleague) -> None:
        made = person.post("/parties", {"name": "长城", "phone": PHONE})
        assert made["phone"] == "+86139****5678"
        path, body = f"/parties/{made['id']}", {"phone": "13900000000"}
        refusal = person.refused(422, "platform.invalid_input", "PATCH", path, body, version=1)
        assert [(one["field"], one["code"]) for one in refusal["errors"]] == [("phone", "field_read_only")]
        (party,) = [one for one in person.get("/meta")["records"] if one["name"] == "party"]
        once = [field["name"] for field in party["fields"] if field["given_once"]]
        assert once == ["phone"]

    @pytest.mark.parametrize(
        ("kind", "value", "shown"),
        [
            (Kind.PHONE, "13912345678", "139****5678"),
            (Kind.PHONE, "021-88", "***"),
            (Kind.EMAIL, "lisi@example.com", "l***@example.com"),
            (Kind.TEXT, "张三丰", "张**"),
            (Kind.TEXT, "张", "***"),
            (Kind.MONEY, 12, "***"),
            (Kind.TEXT, "", ""),
            (Kind.TEXT, None, None),
        ],
    )
    def test_covers_the_telling_part(self, kind: Kind, value: object, shown: object) -> None:
        assert masked(Field(name="x", kind=kind), value) == shown


class TestAReadOnlyField:
    def test_is_seen_and_not_changed(self, person: Colleague, customer: str) -> None:
        assert person.get(f"/parties/{customer}")["region"] == "华东"
        refusal = person.refused(
            422, "platform.invalid_input", "PATCH", f"/parties/{customer}", {"region": "华北"}, version=1
        )
        assert [(one["field"], one["code"]) for one in refusal["errors"]] == [("region", "field_read_only")]

    def test_that_every_record_must_have_is_given_once(self, company: Company) -> None:
        person = colleague_with(company, [VIEW, UPDATE, CREATE], {}, {"party": {"name": "read_only"}})
        made = person.post("/parties", {"name": "甲"})
        assert made["name"] == "甲"
        person.refused(
            422, "platform.invalid_input", "PATCH", f"/parties/{made['id']}", {"name": "乙"}, version=1
        )
