"""Numbers of documents: how they look, in which order they are given, and that none is lost."""

from collections.abc import Iterator
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine

from heyi.platform import numbering
from heyi.platform.identity.sessions import system_work
from heyi.platform.numbering import NumberRule, Reset
from heyi.platform.unit_of_work import UnitOfWork
from tests.builders.clock import MORNING
from tests.builders.company import Company

DAY = date(2026, 11, 2)


@pytest.fixture
def work(company: Company, app_engine: Engine) -> Iterator[UnitOfWork]:
    """A transaction of the company that is rolled back."""
    with app_engine.connect() as connection:
        yield system_work(connection, tenant_id=company.tenant_id, now=MORNING, door="test")
        connection.rollback()


@pytest.mark.parametrize(
    ("reset", "period", "text"),
    [
        ("day", "20261102", "SK202611020007"),
        ("month", "202611", "SK2026110007"),
        ("year", "2026", "SK20260007"),
        ("never", "", "SK0007"),
    ],
)
def test_a_number_is_prefix_period_and_counter(reset: Reset, period: str, text: str) -> None:
    rule = NumberRule("SK", reset=reset)
    assert (rule.period(DAY), rule.text(period, 7)) == (period, text)


@given(value=st.integers(min_value=1, max_value=10**12), digits=st.integers(min_value=1, max_value=8))
def test_a_number_tells_its_counter(value: int, digits: int) -> None:
    rule = NumberRule("SK", digits=digits)
    assert rule.value("20261102", rule.text("20261102", value)) == value


OTHERS = (
    "",
    "SK",
    "SK20261102",
    "SK20261102007",
    "SK2026110200070x",
    "XS202611020007",
    "SK20261102０００７",
    "SK202611030007",
    "SK20261102-001",
    "SK202611020001 ",
)


@pytest.mark.parametrize("text", OTHERS)
def test_what_the_rule_could_not_have_given_has_no_counter(text: str) -> None:
    assert NumberRule("SK").value("20261102", text) is None


def test_numbers_follow_each_other_in_their_own_period_and_series(work: UnitOfWork) -> None:
    assert numbering.take(work, "receipt", DAY) == ["SK202611020001"]
    assert numbering.take(work, "receipt", DAY, count=3) == [
        "SK202611020002",
        "SK202611020003",
        "SK202611020004",
    ]
    assert numbering.take(work, "receipt", date(2026, 11, 3)) == ["SK202611030001"]
    assert numbering.take(work, "delivery", DAY) == ["XSCK202611020001"]
    assert numbering.take(work, "receipt", DAY) == ["SK202611020005"]


def test_a_rollback_takes_the_number_back(company: Company, app_engine: Engine) -> None:
    for _ in range(2):
        with app_engine.connect() as connection:
            work = system_work(connection, tenant_id=company.tenant_id, now=MORNING, door="test")
            assert numbering.take(work, "receipt", DAY) == ["SK202611020001"]
            connection.rollback()


def test_chosen_numbers_are_passed_over(work: UnitOfWork) -> None:
    numbering.pass_over(work, "receipt", DAY, ["SK202611020005", "K-17", "SK202611020003", "SK202611030009"])
    assert numbering.take(work, "receipt", DAY) == ["SK202611020006"]
    numbering.pass_over(work, "receipt", DAY, ["SK202611020002", "nothing of ours"])
    assert numbering.take(work, "receipt", DAY) == ["SK202611020007"]


def test_a_series_or_prefix_is_declared_once() -> None:
    before = dict(numbering.rules())
    for name, rule in (("receipt", NumberRule("NEW")), ("new", NumberRule("SK"))):
        with pytest.raises(ValueError, match="declared twice"):
            numbering.series(name, rule)
    assert numbering.rules() == before


def test_a_number_someone_chose_is_not_given_to_another(company: Company) -> None:
    company.customer("甲", code="KH000002")
    codes = [company.post("/parties", {"name": name})["code"] for name in ("乙", "丙")]
    assert codes == ["KH000003", "KH000004"]
    company.refused(409, "platform.already_exists", "POST", "/parties", {"name": "丁", "code": "KH000003"})


@pytest.mark.parametrize("path", ["/parties", "/products", "/warehouses"])
def test_a_number_is_not_emptied(company: Company, path: str) -> None:
    body = {"name": "甲", "unit_id": company.unit} if path == "/products" else {"name": "甲"}
    made = company.post(path, body)
    for empty in ("", None, "  "):
        problem = company.refused(
            422, "platform.invalid_input", "PATCH", f"{path}/{made['id']}", {"code": empty}, version=1
        )
        assert [item["field"] for item in problem["errors"]] == ["code"]


@pytest.mark.parametrize("code", ["", None])
def test_an_empty_number_at_entry_is_filled(company: Company, code: str | None) -> None:
    assert company.post("/parties", {"name": "甲", "code": code})["code"] == "KH000001"
