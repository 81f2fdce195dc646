"""What people write into cells, and what it means."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from heyi.modules.parties.api import PARTY
from heyi.platform.messages import Language
from heyi.platform.records.declaration import Field, Kind
from heyi.platform.records.importing.cells import Cell, CellRefused, percentage, plain_number, read_cell


def read(text: str, item: Field | Kind, language: Language = "zh-CN") -> Any:
    item = item if isinstance(item, Field) else Field(name="value", kind=item)
    return read_cell(Cell(text, item, PARTY, "Asia/Shanghai", language))


def refusal(text: str, item: Field | Kind, language: Language = "zh-CN") -> tuple[str, dict[str, str]]:
    with pytest.raises(CellRefused) as caught:
        read(text, item, language)
    return caught.value.code, caught.value.params


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1234.5", "1234.5"),
        ("1,234.50", "1234.50"),
        ("-1,234,567", "-1234567"),
        ("１，２３４．５", "1234.5"),
        ("1,23", "1,23"),
        ("1,2345", "1,2345"),
        (",123", ",123"),
        ("1.234,50", "1.234,50"),
        ("十二", "十二"),
    ],
)
def test_commas_between_thousands_go_and_other_commas_stay(text: str, number: str) -> None:
    assert plain_number(text) == number


@pytest.mark.parametrize(
    ("text", "amount"),
    [("¥1,200.00", "1200.00"), ("￥ 88", "88"), ("88元", "88"), ("CNY 88.8", "88.8"), ("88 USD", "88 USD")],
)
def test_money_may_carry_the_sign_of_the_yuan(text: str, amount: str) -> None:
    assert read(text, Kind.MONEY) == amount


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("13%", Decimal("0.13")),
        ("13 ％", Decimal("0.13")),
        ("0.5%", Decimal("0.005")),
        ("1,300%", Decimal(13)),
        ("0.13", Decimal("0.13")),
        ("13", Decimal(13)),
        ("-3%", Decimal("-0.03")),
        ("%", None),
        ("a%", None),
    ],
)
def test_a_percentage_is_a_part_of_one(text: str, part: Decimal | None) -> None:
    assert percentage(text) == part


def test_what_is_no_percentage_is_left_to_the_schema() -> None:
    assert read("about 13%", Kind.PERCENT) == "about 13%"


@pytest.mark.parametrize(
    ("text", "number"), [("12", 12), ("1,200", 1200), ("-3", -3), ("12.0", 12), ("１２", 12)]
)
def test_a_whole_number(text: str, number: int) -> None:
    value = read(text, Kind.NUMBER)
    assert (value, type(value)) == (number, int)


@pytest.mark.parametrize("text", ["12.5", "1e3", "twelve", "9" * 5000, "--1"])
def test_what_is_no_whole_number_is_refused(text: str) -> None:
    assert refusal(text, Kind.NUMBER) == ("import_whole_number", {})


@pytest.mark.parametrize(
    "text",
    [
        "2026-01-05",
        "2026-1-5",
        "2026/1/5",
        "2026.01.05",
        "2026年1月5日",
        "2026年01月05",
        "2026-01-05 00:00:00",
        "２０２６／１／５",
        "46027",
        "46027.99999",
    ],
)
def test_a_day_in_the_forms_of_chinese_offices_and_of_excel(text: str) -> None:
    assert read(text, Kind.DATE) == date(2026, 1, 5)


@pytest.mark.parametrize("text", ["2026-02-30", "2026-13-01", "5/1/2026", "20260105", "2026-1/5", "tomorrow"])
def test_a_day_that_does_not_exist_or_may_be_two_is_refused(text: str) -> None:
    assert refusal(text, Kind.DATE) == ("import_date", {})


@pytest.mark.parametrize(
    ("text", "instant"),
    [
        ("2026-01-05 14:30", datetime(2026, 1, 5, 6, 30, tzinfo=UTC)),
        ("46027.5", datetime(2026, 1, 5, 4, 0, tzinfo=UTC)),
        ("2026/1/5 8:05:09", datetime(2026, 1, 5, 0, 5, 9, tzinfo=UTC)),
        ("2026年1月5日", datetime(2026, 1, 4, 16, 0, tzinfo=UTC)),
        ("2026-01-05T14:30:00+00:00", datetime(2026, 1, 5, 14, 30, tzinfo=UTC)),
        ("2026-01-05T14:30:00.25", datetime(2026, 1, 5, 6, 30, 0, 250_000, tzinfo=UTC)),
    ],
)
def test_an_instant_without_zone_is_the_company_s(text: str, instant: datetime) -> None:
    assert read(text, Kind.DATETIME) == instant


@pytest.mark.parametrize("text", ["2026-01-05 25:00", "2026-02-30 10:00", "noon"])
def test_an_instant_that_does_not_exist_is_refused(text: str) -> None:
    assert refusal(text, Kind.DATETIME) == ("import_date", {})


@pytest.mark.parametrize("text", ["a", "A", "A 级", "a级 ".replace("a级", "A 级"), "Ａ"])
def test_a_choice_is_its_value_or_its_label(text: str) -> None:
    assert read(text, PARTY.field("level")) == "a"


@pytest.mark.parametrize("text", ["company", "企业", "Company", "COMPANY"])
def test_a_choice_in_either_language(text: str) -> None:
    assert read(text, PARTY.field("kind")) == "company"


@pytest.mark.parametrize(("language", "known"), [("zh-CN", "企业, 个人"), ("en", "Company, Person")])
def test_another_choice_is_refused_with_those_there_are(language: Language, known: str) -> None:
    assert refusal("公司", PARTY.field("kind"), language) == ("import_choice", {"known": known})


@pytest.mark.parametrize("text", ["是", "yes", "Y", "TRUE", "1", "√"])
def test_yes(text: str) -> None:
    assert read(text, Kind.BOOLEAN) is True


@pytest.mark.parametrize("text", ["否", "No", "n", "FALSE", "0", "×"])
def test_no(text: str) -> None:
    assert read(text, Kind.BOOLEAN) is False


@pytest.mark.parametrize(("language", "known"), [("zh-CN", "是, 否"), ("en", "Yes, No")])
def test_perhaps_is_refused(language: Language, known: str) -> None:
    assert refusal("也许", Kind.BOOLEAN, language) == ("import_choice", {"known": known})


@pytest.mark.parametrize("kind", [Kind.TEXT, Kind.LONG_TEXT, Kind.PHONE, Kind.EMAIL])
def test_a_text_is_left_as_it_is(kind: Kind) -> None:
    assert read("1,234 是 2026/1/5", kind) == "1,234 是 2026/1/5"
