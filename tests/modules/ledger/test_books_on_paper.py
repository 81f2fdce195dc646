"""How ledgers lie on pages: what is carried to the next page is what it brings forward."""

from datetime import date
from decimal import Decimal
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from heyi.modules.ledger.contracts import ZERO, AccountBook, BookLine, GeneralBook, MonthSums
from heyi.modules.ledger.rules.books_on_paper import detail_pages, general_blocks

JANUARY = date(2026, 1, 1)


def line(day: str, debit: str, credit: str = "0") -> BookLine:
    return BookLine(date.fromisoformat(day), "记-0001", "摘要", Decimal(debit), Decimal(credit))


def book(*lines: BookLine, opening: str = "0", year_debit: str = "0") -> AccountBook:
    return AccountBook("1002", "银行存款", Decimal(opening), Decimal(year_debit), ZERO, lines)


def told(rows: list[dict[str, str]]) -> list[tuple[str, ...]]:
    return [tuple(row[name] for name in ("kind", "debit", "credit", "side", "balance")) for row in rows]


def test_an_account_begins_with_what_it_held_and_ends_each_month_with_its_sums() -> None:
    lines = (line("2026-02-03", "100"), line("2026-02-05", "0", "130"), line("2026-03-01", "30"))
    (page,) = detail_pages([book(*lines, opening="0", year_debit="7")], date(2026, 2, 1))
    assert (page["page"], page["pages"], page["account"]) == ("1", "1", "1002 银行存款")
    assert told(page["rows"]) == [
        ("opening", "", "", "even", "0.00"),
        ("line", "100.00", "", "debit", "100.00"),
        ("line", "", "130.00", "credit", "30.00"),
        ("month", "100.00", "130.00", "credit", "30.00"),
        ("year", "107.00", "130.00", "credit", "30.00"),
        ("line", "30.00", "", "even", "0.00"),
        ("month", "30.00", "0.00", "even", "0.00"),
        ("year", "137.00", "130.00", "even", "0.00"),
    ]


def test_a_months_sums_stand_on_its_last_day_as_in_the_general_ledger() -> None:
    lines = (line("2026-02-03", "100"), line("2026-03-05", "30"))
    (page,) = detail_pages([book(*lines)], date(2026, 2, 1), date(2026, 3, 20))
    assert [(row["kind"], f"{row['month']}/{row['day']}") for row in page["rows"]] == [
        ("opening", "02/01"),
        ("line", "02/03"),
        ("month", "02/28"),
        ("year", "02/28"),
        ("line", "03/05"),
        # Where the span ends before its month, the sums are of no later day.
        ("month", "03/20"),
        ("year", "03/20"),
    ]


def test_a_new_year_begins_its_sums_anew() -> None:
    lines = (line("2025-12-31", "5"), line("2026-01-01", "6"))
    (page,) = detail_pages([book(*lines, year_debit="1")], date(2025, 12, 1))
    assert [row["debit"] for row in page["rows"] if row["kind"] == "year"] == ["6.00", "6.00"]
    assert detail_pages([book(opening="1")], JANUARY)[0]["rows"][0]["kind"] == "year_opening"


def test_what_is_carried_is_brought_forward() -> None:
    pages = detail_pages([book(*(line("2026-01-05", "10") for _ in range(9)), opening="1")], JANUARY, rows=6)
    assert [told(page["rows"])[0] for page in pages][1:] == [
        ("brought", "40.00", "0.00", "debit", "41.00"),
        ("brought", "80.00", "0.00", "debit", "81.00"),
    ]
    assert [told(page["rows"])[-1] for page in pages] == [
        ("carried", "40.00", "0.00", "debit", "41.00"),
        ("carried", "80.00", "0.00", "debit", "81.00"),
        ("year", "90.00", "0.00", "debit", "91.00"),
    ]
    assert {page["pages"] for page in pages} == {"3"}


@given(st.integers(0, 60), st.integers(4, 12))
def test_no_page_is_too_long_and_no_line_is_lost(count: int, most: int) -> None:
    pages = detail_pages([book(*(line("2026-01-05", "1") for _ in range(count)))], JANUARY, rows=most)
    assert all(len(page["rows"]) <= most for page in pages)
    assert sum(row["kind"] == "line" for page in pages for row in page["rows"]) == count
    for before, after in pairwise(pages):
        (carried, brought) = before["rows"][-1], after["rows"][0]
        assert (carried["kind"], brought["kind"]) == ("carried", "brought")
        assert {**carried, "kind": ""} == {**brought, "kind": ""}


def test_a_general_ledger_has_the_months_of_an_account() -> None:
    month = MonthSums("2026-01", date(2026, 1, 31), Decimal(5), Decimal(2), Decimal(5), Decimal(2))
    (block,) = general_blocks([GeneralBook("1001", "库存现金", "", Decimal(-4), [month])], JANUARY)
    assert told(block["rows"]) == [
        ("year_opening", "", "", "credit", "4.00"),
        ("month", "5.00", "2.00", "credit", "1.00"),
        ("year", "5.00", "2.00", "credit", "1.00"),
    ]
