"""Figures of the books that are read in several statements or from totals: of one moment, and complete."""

from collections.abc import Sequence

import pytest

from heyi.modules.ledger.queries import dimensions, statements
from tests.builders.company import Company
from tests.builders.http import Json
from tests.builders.ledger import amounts, fold_books, posted
from tests.builders.server import Served

NOVEMBER = {"from": "2026-11-01", "to": "2026-11-30"}


def test_what_is_posted_while_cash_is_added_up_is_not_in_half_of_it(
    company: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    posted(company, "2026-11-02", ("1002", "20", "0"), ("3001", "0", "20"))
    real = statements._cash
    asked: list[object] = []

    def slow(*given: object) -> object:
        asked.append(given)
        if len(asked) == 1:
            posted(company, "2026-11-02", ("1002", "5", "0"), ("3001", "0", "5"))
        return real(*given)  # type: ignore[arg-type]  # handed on as it came

    monkeypatch.setattr(statements, "_cash", slow)
    assert amounts(company, "cash_flow", "2026-11")[22] == "20"
    assert amounts(company, "cash_flow", "2026-11")[22] == "25"


def of_parties(company: Company) -> Sequence[tuple[str | None, str, str, str, str]]:
    found: Json = company.get("/accounts/224103/balances", **NOVEMBER)
    assert found["cut"] is False
    return [
        (row["title"], row["opening"], row["debit"], row["credit"], row["closing"]) for row in found["rows"]
    ]


def test_an_account_by_party_is_the_same_before_and_after_folding(served: Served, company: Company) -> None:
    first, second = (
        company.customer(name, is_customer=False, is_supplier=True) for name in ("甲公司", "乙公司")
    )
    posted(company, "2026-10-20", ("1002", "7", "0"), ("224103", "0", "7", {"party_id": first}))
    fold_books(served, company)
    posted(company, "2026-11-02", ("224103", "3", "0", {"party_id": first}), ("1002", "0", "3"))
    posted(company, "2026-11-02", ("1002", "9", "0"), ("224103", "0", "9", {"party_id": second}))
    expected = [("甲公司", "-7", "3", "0", "-4"), ("乙公司", "0", "0", "9", "-9")]
    assert sorted(of_parties(company)) == sorted(expected)
    fold_books(served, company)
    assert sorted(of_parties(company)) == sorted(expected)


def test_what_is_of_no_party_stands_at_the_end(company: Company) -> None:
    posted(company, "2026-11-02", ("560209", "3", "0"), ("1002", "0", "3"))
    found = company.get("/accounts/1002/balances", **NOVEMBER)
    assert [(row["id"], row["title"], row["closing"]) for row in found["rows"]] == [(None, None, "-3")]


def test_a_list_that_is_cut_says_so(company: Company, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dimensions, "MOST_ROWS", 1)
    monkeypatch.setattr(statements, "MOST_ENTRIES", 1)
    for name in ("甲公司", "乙公司"):
        party = company.customer(name, is_customer=False, is_supplier=True)
        posted(company, "2026-11-02", ("1002", "9", "0"), ("224103", "0", "9", {"party_id": party}))
    found = company.get("/accounts/224103/balances", **NOVEMBER)
    assert (found["cut"], len(found["rows"])) == (True, 1)
    row = next(row for row in range(1, 20) if company.get(f"/cash-flow/{row}/entries", **NOVEMBER)["entries"])
    entries = company.get(f"/cash-flow/{row}/entries", **NOVEMBER)
    assert (entries["cut"], len(entries["entries"])) == (True, 1)
