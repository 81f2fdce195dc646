"""A company's own rules of numbers: what they may look like, and that no number is ever given twice."""

from collections.abc import Callable
from functools import partial
from typing import Any
from urllib.parse import quote

import pytest

from heyi.platform.numbering import NumberRule
from tests.builders.company import Company
from tests.builders.fixtures import Later
from tests.builders.http import Json, Person
from tests.builders.together import together

# The story's day is 2026-11-02.
SHAPES: tuple[tuple[dict[str, Any], str], ...] = (
    ({"prefix": "SO-"}, "SO-202611020001"),
    ({"prefix": "SO", "middle": "-"}, "SO20261102-0001"),
    ({"digits": 6}, "XSDD20261102000001"),
    ({"digits": 1}, "XSDD202611021"),
    ({"reset": "month", "date_part": "yyyymm"}, "XSDD2026110001"),
    ({"reset": "month", "middle": "/"}, "XSDD20261102/0001"),
    ({"reset": "year", "date_part": "yyyy", "middle": "-", "suffix": "号"}, "XSDD2026-0001号"),
    ({"reset": "never", "date_part": "none", "prefix": "订"}, "订0001"),
    ({"reset": "never", "date_part": "yyyy"}, "XSDD20260001"),
)
REFUSED: tuple[tuple[dict[str, Any], str, str], ...] = (
    ({"date_part": "yyyymm"}, "date_part", "number_reset"),
    ({"date_part": "none"}, "date_part", "number_reset"),
    ({"reset": "month", "date_part": "yyyy"}, "date_part", "number_reset"),
    ({"reset": "year", "date_part": "none"}, "date_part", "number_reset"),
    ({"prefix": ""}, "prefix", "number_prefix"),
    ({"prefix": "XS DD"}, "prefix", "number_signs"),
    ({"prefix": "<b>"}, "prefix", "number_signs"),
    ({"prefix": "SK"}, "prefix", "number_prefix_taken"),
    ({"middle": "'"}, "middle", "number_signs"),
    ({"suffix": "2号"}, "suffix", "number_suffix"),
    ({"prefix": "ABCDEFGHIJKL", "digits": 10, "middle": "-"}, "prefix", "number_long"),
    ({"digits": 0}, "digits", "greater_than_equal"),
    ({"digits": 11}, "digits", "less_than_equal"),
    ({"next": 0}, "next", "greater_than_equal"),
    ({"reset": "week"}, "reset", "literal_error"),
)

Change = Callable[..., Json]


def rule_of(company: Company, series: str) -> Json:
    return company.get(f"/settings/numbers/{series}")


def change(company: Company, series: str, **said: object) -> Json:
    version = rule_of(company, series)["version"]
    return company.patch(f"/settings/numbers/{series}", said, version=version)


def order(company: Company, customer: str) -> str:
    """The number of a new order."""
    product = company.get("/products", limit=1)["items"][0]["id"]
    return str(company.order(customer, (product, "1", "1"))["number"])


@pytest.fixture
def customer(office: Company) -> str:
    office.product()
    return office.customer()


@pytest.mark.parametrize(("said", "number"), SHAPES, ids=[number for _, number in SHAPES])
def test_a_number_looks_as_its_rule_says(
    office: Company, customer: str, said: dict[str, Any], number: str
) -> None:
    shown = office.get("/settings/numbers/sales_order/preview", **said)
    assert (shown["next"], shown["examples"][0]) == (1, number)
    changed = change(office, "sales_order", **said)
    assert (changed["example"], changed["own"], changed["version"]) == (number, True, 1)
    assert order(office, customer) == number
    assert rule_of(office, "sales_order")["next"] == 2
    assert office.get("/verify")["green"]


@pytest.mark.parametrize(
    ("said", "field", "code"), REFUSED, ids=[f"{code} {said}" for said, _, code in REFUSED]
)
def test_what_could_not_be_a_rule_is_refused(
    office: Company, said: dict[str, Any], field: str, code: str
) -> None:
    before = rule_of(office, "sales_order")
    path = "/settings/numbers/sales_order"
    refusal = office.refused(422, "platform.invalid_input", "PATCH", path, said, version=0)
    assert [(item["field"], item["code"]) for item in refusal["errors"]] == [(field, code)]
    asked = "&".join(f"{name}={quote(str(value))}" for name, value in said.items())
    assert office.send("GET", f"{path}/preview?{asked}").status_code == 422
    assert rule_of(office, "sales_order") == before


def test_a_rule_is_for_those_who_may_and_at_the_version_that_was_read(office: Company) -> None:
    path = "/settings/numbers/sales_order"
    office.colleague("sales").refused(403, "platform.not_allowed", "PATCH", path, {"digits": 5}, version=0)
    office.refused(412, "platform.version_changed", "PATCH", path, {"digits": 5}, version=1)
    office.refused(404, "platform.not_found", "GET", "/settings/numbers/nothing")
    assert office.colleague("accountant").patch(path, {"digits": 5}, version=0)["digits"] == 5
    assert office.get("/audit-events", limit=1)["items"][0]["record"] == "number_rule"


class TestTheNextNumber:
    def test_may_be_higher_before_the_first_of_the_period(self, office: Company, customer: str) -> None:
        assert change(office, "sales_order", next=101)["next"] == 101
        assert [order(office, customer) for _ in range(2)] == ["XSDD202611020101", "XSDD202611020102"]
        assert office.get("/verify")["green"]

    def test_of_documents_leaves_no_gap_and_never_goes_back(self, office: Company, customer: str) -> None:
        assert order(office, customer) == "XSDD202611020001"
        path = "/settings/numbers/sales_order"
        for start, code in ((1, "number_backwards"), (3, "number_gap"), (1_000, "number_gap")):
            refusal = office.refused(422, "platform.invalid_input", "PATCH", path, {"next": start}, version=0)
            assert [item["code"] for item in refusal["errors"]] == [code]
        change(office, "sales_order", next=2)
        assert order(office, customer) == "XSDD202611020002"

    def test_of_customers_may_leave_a_gap_but_never_goes_back(self, office: Company) -> None:
        office.customer(code="KH000007")
        change(office, "party", next=100)
        assert office.post("/parties", {"name": "甲"})["code"] == "KH000100"
        path = "/settings/numbers/party"
        version = rule_of(office, "party")["version"]
        refusal = office.refused(422, "platform.invalid_input", "PATCH", path, {"next": 100}, version=version)
        assert refusal["errors"][0]["code"] == "number_backwards"
        assert office.post("/parties", {"name": "乙"})["code"] == "KH000101"


class TestANewRule:
    def test_goes_on_behind_numbers_that_look_alike(self, office: Company) -> None:
        office.customer("甲", code="C-0005")
        office.customer("乙", code="C-12")
        office.customer("丙", code="C-99x")
        change(office, "party", prefix="C-", digits=4)
        assert office.post("/parties", {"name": "丁"})["code"] == "C-0013"

    def test_with_more_digits_goes_on_counting(self, office: Company, customer: str) -> None:
        assert order(office, customer) == "XSDD202611020001"
        change(office, "sales_order", digits=6)
        assert order(office, customer) == "XSDD20261102000002"
        change(office, "sales_order", digits=4)
        assert order(office, customer) == "XSDD202611020003"
        assert office.get("/verify")["green"]

    def test_whose_numbers_could_meet_old_ones_begins_behind_them(
        self, office: Company, customer: str
    ) -> None:
        """XSDD202611 + 020007 of a month reads as XSDD20261102 + 0007 of a day."""
        change(office, "sales_order", reset="month", date_part="yyyymm", digits=6, next=20_007)
        assert order(office, customer) == "XSDD202611020007"
        change(office, "sales_order", reset="day", date_part="yyyymmdd", digits=4)
        assert order(office, customer) == "XSDD202611020008"
        assert office.get("/verify")["green"]

    def test_counts_through_its_month_though_the_day_stands_in_the_number(
        self, office: Company, customer: str, later: Later
    ) -> None:
        change(office, "sales_order", reset="month", middle="-")
        assert order(office, customer) == "XSDD20261102-0001"
        with later(days=1):
            product = office.get("/products", limit=1)["items"][0]["id"]
            made = office.order(customer, (product, "1", "1"), ordered_on="2026-11-03")
            assert made["number"] == "XSDD20261103-0002"
        assert office.get("/verify")["green"]

    def test_leaves_numbers_that_people_chose_alone(self, office: Company) -> None:
        change(office, "party", prefix="C-", digits=3)
        office.customer("甲", code="C-010")
        assert office.post("/parties", {"name": "乙"})["code"] == "C-011"

    def test_of_a_neighbour_changes_nothing_here(
        self, office: Company, customer: str, company: Company
    ) -> None:
        change(office, "sales_order", prefix="SO")
        assert rule_of(company, "sales_order")["prefix"] == "XSDD"


def test_a_rule_that_changes_while_numbers_are_given_gives_none_twice(office: Company) -> None:
    """Some take numbers under the old rule and some under the new, at once; all of one shape, so one counter."""

    def taking(person: Person, at: int) -> list[str]:
        return [str(person.post("/parties", {"name": f"客户{at}-{step}"})["code"]) for step in range(8)]

    def changing() -> list[str]:
        for digits in (4, 8, 5, 6):
            change(office, "party", digits=digits)
        return []

    tasks: list[Callable[[], list[str]]] = [partial(taking, office.browser(), at) for at in range(4)]
    codes = [code for found in together([*tasks, changing]) for code in found]
    counters = [int(code.removeprefix("KH")) for code in codes]
    assert sorted(counters) == list(range(1, 33))


@pytest.mark.parametrize(
    ("rule", "number", "value"),
    [
        (NumberRule("A", dated="yyyymmdd", middle="-"), "A20261102-0007", 7),
        (NumberRule("A", dated="yyyymmdd", middle="-", suffix="号"), "A20261102-12345号", 12_345),
        (NumberRule("A", dated="yyyymmdd", middle="-"), "A202611020007", None),
        (NumberRule("A", suffix="号"), "A202611020007", None),
    ],
)
def test_a_number_tells_its_counter_between_its_texts(
    rule: NumberRule, number: str, value: int | None
) -> None:
    assert rule.value("20261102", number) == value
