"""Values that very many rows hold: lists stay exact whichever way they are answered."""

import json

import pytest

from heyi.platform.records import search, selecting
from tests.builders.company import Company


@pytest.fixture(autouse=True)
def few_are_many(monkeypatch: pytest.MonkeyPatch) -> None:
    """Three rows are as many as a million, so that each way of answering is gone."""
    monkeypatch.setattr(search, "MOST_NAMED", 2)
    monkeypatch.setattr(search, "MOST_LISTED", 4)
    monkeypatch.setattr(selecting, "MOST_LISTED", 4)


@pytest.mark.parametrize("rows", [2, 4, 9])
def test_a_substring_finds_the_same_rows_however_many_hold_it(company: Company, rows: int) -> None:
    for number in range(rows):
        company.customer(f"北京华信{number}号店")
    company.customer("上海恒泰")
    condition = json.dumps({"field": "name", "op": "contains", "value": "华信"})
    for sort in ("-created_at", "name"):
        page = company.get("/parties", filter=condition, sort=sort)
        assert (len(page["items"]), page["count"]) == (rows, {"value": rows, "exact": True})
    assert company.get("/parties", search="hx")["count"]["value"] == rows
    assert company.get("/parties", search="huaxin 北京")["count"]["value"] == rows
    groups = company.get("/parties/aggregate", group="kind", filter=condition)["groups"]
    assert [(one["value"], one["count"]) for one in groups] == [("company", rows)]


def test_two_common_values_together_find_the_rows_that_meet_both(company: Company) -> None:
    choices = [{"value": "a", "zh": "甲"}, {"value": "b", "zh": "乙"}]
    body = {"name": "x_kind", "kind": "choice", "labels": {"zh": "类别"}, "choices": choices}
    company.post("/record-types/party/fields", body)
    for number in range(12):
        name = "华信" if number % 2 else "恒泰"
        company.customer(f"{name}{number}号店", x_kind="ab"[number % 3 == 0])
    both = {
        "and": [
            {"field": "name", "op": "contains", "value": "华信"},
            {"field": "x_kind", "op": "eq", "value": "a"},
        ]
    }
    page = company.get("/parties", filter=json.dumps(both), sort="code")
    assert [item["name"] for item in page["items"]] == [f"华信{number}号店" for number in (1, 5, 7, 11)]
    assert page["count"] == {"value": 4, "exact": True}


def test_a_name_too_long_for_each_stretch_to_have_a_word_is_found_all_the_same(company: Company) -> None:
    for number in range(6):
        company.customer(f"华信{number}号店")
    company.customer("长" * 60 + "华信尾")
    condition = json.dumps({"field": "name", "op": "contains", "value": "华信"})
    assert company.get("/parties", filter=condition)["count"]["value"] == 7
    condition = json.dumps({"field": "name", "op": "contains", "value": "信尾"})
    assert company.get("/parties", filter=condition)["count"]["value"] == 1
