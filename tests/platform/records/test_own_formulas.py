"""Formulas of a tenant's own: they follow what they are made of, and reach nothing else."""

import pytest

from tests.builders.company import Company
from tests.builders.own_fields import field, found, result_of


def test_formulas_follow_what_they_are_made_of(company: Company) -> None:
    net = field(company, "money")
    rate = field(company, "decimal", default="0.13")
    gross = field(company, "formula", formula=f"round({{{net}}} * (1 + {{{rate}}}), 2)")
    double = field(company, "formula", formula=f"{{{gross}}} * 2")
    party = company.post("/parties", {"name": "甲", net: "100"})
    assert (party[gross], party[double]) == ("113", "226")
    changed = company.patch(f"/parties/{party['id']}", {net: "10.01"}, version=1)
    assert (changed[gross], changed[double]) == ("11.31", "22.62")
    assert found(company, {"field": double, "op": "gt", "value": "22"}) == ["甲"]
    body = {"formula": f"{{{double}}}"}
    problem = company.refused(
        422, "platform.invalid_input", "PATCH", f"/record-types/party/fields/{gross}", body, version=1
    )
    assert [item["code"] for item in problem["errors"]] == ["formula_circle"]
    assert "字段formula" in problem["errors"][0]["detail"]


def test_a_formula_is_written_with_what_fields_are_called(company: Company) -> None:
    price = field(company, "money", labels={"zh": "购置价", "en": "Price"})
    rest = field(company, "money", labels={"zh": "残值", "en": "Rest"})
    net = field(company, "formula", formula="{购置价} - {Rest}", labels={"zh": "净值"})
    place = "/record-types/party/fields"
    (kept,) = [one for one in company.get(place) if one["name"] == net]
    assert kept["definition"]["formula"] == f"{{{price}}} - {{{rest}}}"
    body = {"kind": "formula", "labels": {"zh": "甲"}, "formula": "购置价 - 残值"}
    (problem,) = company.refused(422, "platform.invalid_input", "POST", place, body)["errors"]
    assert (problem["code"], problem["detail"]) == (
        "formula_bare_field",
        "A field is written in braces: {购置价}",
    )
    field(company, "decimal", labels={"zh": "残值", "en": "Rest"})
    body["formula"] = "{残值} * 2"
    (problem,) = company.refused(422, "platform.invalid_input", "POST", place, body)["errors"]
    assert problem["code"] == "formula_ambiguous_field"
    assert f"{{{rest}}}" in problem["detail"]


def test_a_formula_of_money_is_money_unless_it_is_said_otherwise(company: Company) -> None:
    price, rest, years = field(company, "money"), field(company, "money"), field(company, "number")
    net = field(company, "formula", formula=f"{{{price}}} - {{{rest}}}")
    yearly = field(company, "formula", formula=f"{{{net}}} / {{{years}}}")
    share = field(company, "formula", formula=f"{{{rest}}} / {{{price}}}", shown_as="percent")
    plain = field(company, "formula", formula=f"{{{years}}} * 2")
    shown = [result_of(company, name) for name in (net, yearly, share, plain)]
    assert shown == ["money", "money", "percent", "decimal"]
    place = f"/record-types/party/fields/{net}"
    company.patch(place, {"shown_as": "number"}, version=1)
    assert result_of(company, net) == "decimal"
    company.patch(place, {"shown_as": None}, version=2)
    assert result_of(company, net) == "money"
    party = company.post("/parties", {"name": "甲", price: "1000", rest: "0", years: 3})
    assert (party[net], party[yearly]) == ("1000", "333.333333333333")


def test_how_a_number_is_shown_is_said_of_formulas_only(company: Company) -> None:
    words = field(company, "formula", formula="upper({name})", shown_as="money")
    assert result_of(company, words) == "text"
    body = {"kind": "decimal", "labels": {"zh": "数"}, "shown_as": "money"}
    problem = company.refused(422, "platform.invalid_input", "POST", "/record-types/party/fields", body)
    assert [(item["field"], item["code"]) for item in problem["errors"]] == [("shown_as", "not_for_kind")]


@pytest.mark.parametrize(
    "formula",
    [
        "{name}.__class__",
        "__import__('os')",
        "9^9^9^9^9",
        "{tenant_id}",
        "(" * 200 + "1" + ")" * 200,
        "concat(" + ",".join(["{name}"] * 300) + ")",
        "while(1,1)",
    ],
)
def test_a_formula_that_reaches_out_loops_nests_or_allocates_is_refused(
    company: Company, formula: str
) -> None:
    body = {"kind": "formula", "labels": {"zh": "坏"}, "formula": formula}
    answer = company.send("POST", "/record-types/party/fields", body)
    if answer.is_success:  # a number beyond all bounds is empty, not a fault
        assert company.post("/parties", {"name": "甲"})[answer.json()["name"]] is None
    else:
        assert (answer.status_code, answer.json()["code"]) == (422, "platform.invalid_input")
