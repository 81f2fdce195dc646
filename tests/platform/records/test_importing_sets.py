"""Many rows cost few statements and little memory, and are all there afterwards."""

import resource

import pytest

from tests.builders.company import Company
from tests.builders.http import statements_of
from tests.builders.sheets import applied, checked, lines, send_file

MEGABYTE = 1024  # of the kilobytes in which the system counts


def numbered(count: int, *, name: str = "C", first: int = 0) -> bytes:
    """A file of customers with a number each; one that has few words to be found by."""
    rows = ((f"{name}{number:05d}", f"N{number:05d}") for number in range(first, first + count))
    return lines(("名称", "编码"), *rows)


def statements(company: Company, mode: str, data: bytes) -> int:
    answer = send_file(company, "parties", data, mode=mode)
    assert answer.status_code == 200, answer.text
    return statements_of(answer)


def know_rules(company: Company) -> None:
    """Rules of numbers are read once and kept; what is counted here is what comes each time."""
    company.get("/settings/numbers")
    company.post("/units", {"name": "托盘"})
    company.delete(f"/parties/{company.customer('公海与额度')}", version=1)


def count(company: Company, table: str, condition: str = "true") -> int:
    query = f"SELECT count(*) FROM {table} WHERE tenant_id = %s AND {condition}"
    return int(company.books.one(query, [company.tenant_id]))


def test_the_statements_of_a_check_do_not_grow_with_the_rows(company: Company) -> None:
    assert [statements(company, "check", numbered(count)) for count in (1, 500, 5000)] == [5, 5, 5]


def test_the_statements_of_an_import_grow_by_one_for_every_500_rows(company: Company) -> None:
    counts = (1, 500, 501, 1000, 1500, 5000)
    firsts = (0, 10_000, 20_000, 30_000, 40_000, 50_000)
    know_rules(company)
    found = [
        statements(company, "apply", numbered(count, first=first))
        for count, first in zip(counts, firsts, strict=True)
    ]
    assert found == [6, 6, 7, 7, 8, 15]
    assert company.books.one("SELECT count(*) FROM party WHERE tenant_id = %s", [company.tenant_id]) == sum(
        counts
    )


def test_rows_with_more_values_than_one_statement_carries_go_in_several(company: Company) -> None:
    # 500 long names have more words to be found by than PostgreSQL takes values in one statement.
    name = "北京华信科技发展有限责任公司第"
    assert statements(company, "apply", numbered(500, name=name)) < 30
    assert (count(company, "party"), count(company, "audit_event", "record = 'party'")) == (500, 500)
    assert count(company, "search_word") > 20_000
    assert [item["code"] for item in company.get("/parties", search="第 00499")["items"]] == ["N00499"]


def test_20_000_rows_come_in_at_once_in_bounded_memory(company: Company) -> None:
    know_rules(company)
    data = numbered(20_000)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    report = checked(company, "parties", data)
    assert (report["rows"], report["good"], len(report["preview"])) == (20_000, 20_000, 10)
    answer = send_file(company, "parties", data, mode="apply")
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert (answer.json()["created"], statements_of(answer)) == (20_000, 45)
    assert grown < 150 * MEGABYTE
    assert (
        count(company, "party"),
        count(company, "audit_event", "record = 'party' AND title ~ '^C'"),
    ) == (20_000, 20_000)
    assert company.get("/parties")["count"] == {"value": 10_000, "exact": False}
    assert [item["name"] for item in company.get("/parties", search="N19999")["items"]] == ["C19999"]


class TestNumbers:
    def test_are_given_to_rows_without(self, company: Company) -> None:
        applied(company, "parties", lines(("名称", "编码"), ("甲", ""), ("乙", "X1"), ("丙", "")))
        found = {item["name"]: item["code"] for item in company.get("/parties")["items"]}
        assert found == {"甲": "KH000001", "乙": "X1", "丙": "KH000002"}

    def test_that_were_chosen_are_not_given_again(self, company: Company) -> None:
        applied(
            company, "parties", lines(("名称", "编码"), ("甲", "KH000002"), ("乙", ""), ("丙", "KH0000001"))
        )
        found = {item["name"]: item["code"] for item in company.get("/parties")["items"]}
        assert found == {"甲": "KH000002", "乙": "KH000003", "丙": "KH0000001"}
        assert company.post("/parties", {"name": "丁"})["code"] == "KH000004"

    @pytest.mark.parametrize("way", ["created", "changed"])
    def test_that_a_person_chose_are_not_given_again(self, company: Company, way: str) -> None:
        party = company.post("/parties", {"name": "甲", "code": "KH000007" if way == "created" else "X"})
        if way == "changed":
            company.patch(f"/parties/{party['id']}", {"code": "KH000007"}, version=party["version"])
        assert company.post("/parties", {"name": "乙"})["code"] == "KH000008"

    def test_below_the_counter_do_not_turn_it_back(self, company: Company) -> None:
        for name in "甲乙丙":
            company.customer(name)
        company.post("/parties", {"name": "丁", "code": "KH0000002"})
        assert company.post("/parties", {"name": "戊"})["code"] == "KH000004"

    def test_that_no_counter_reaches_are_let_be(self, company: Company) -> None:
        company.post("/parties", {"name": "甲", "code": f"KH{'9' * 20}"})
        assert company.post("/parties", {"name": "乙"})["code"] == "KH000001"
