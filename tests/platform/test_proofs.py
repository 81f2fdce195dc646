"""Checking what is new: it sees what came since the laws last held, costs no more than that, and is never wrong red."""

from collections.abc import Callable
from datetime import timedelta

import psycopg
import pytest

from heyi.platform import proofs
from heyi.platform.db.connect import DatabaseUrls
from tests.builders.company import Company
from tests.builders.fixtures import Later
from tests.builders.http import Json
from tests.builders.ledger import fold_books
from tests.builders.server import Served

RunJobs = Callable[[], int]
GROUPS = {"books", "goods", "orders", "debts", "money", "approvals", "chain"}
HARM = "UPDATE sales_order SET gross = gross + %s, net = net + %s WHERE id = %s"


def red(found: Json) -> list[str]:
    """The laws that are broken; whether all is well says the same."""
    broken = [item["name"] for item in found["findings"] if not item["holds"]]
    assert found["green"] is (broken == [])
    return broken


def test_the_first_check_looks_at_everything_and_the_next_only_at_what_is_new(
    company: Company, served: Served, later: Later
) -> None:
    assert company.get("/verify/last") is None
    product, customer = company.product(stock="100", cost="6"), company.customer()
    order, _, invoice = company.sold(customer, (product, "2", "113"))
    first = company.post("/verify", {})
    assert (red(first), first["whole"], first["whole_at"]) == ([], True, first["checked_at"])
    assert company.get("/verify/last") == first
    assert {item["group"] for item in first["findings"]} == GROUPS
    entries = company.books.one(
        "SELECT count(*) FROM journal_entry WHERE tenant_id = %s", [company.tenant_id]
    )
    looked = first["looked"]
    assert (looked["journal_entry"], looked["sales_order"], looked["stock_receipt"]) == (entries, 1, 1)

    with later(minutes=10):
        fold_books(served, company)
        company.receipt(customer, "226", {invoice["id"]: "226"})
        company.sold(customer, (product, "3", "113"))
        second = company.post("/verify", {})
        assert (red(second), second["whole"], second["whole_at"]) == ([], False, first["whole_at"])
        assert {item["name"] for item in second["findings"]} == {item["name"] for item in first["findings"]}

    with later(minutes=30):
        company.books.execute(HARM, [1, 1, order["id"]])
        assert red(company.post("/verify", {})) == []
        newer = company.order(customer, (product, "1", "113"))
        company.books.execute(HARM, [1, 1, newer["id"]])
        third = company.post("/verify", {})
        assert red(third) == ["orders_are_their_lines"]
        # Only what came since the check before was counted.
        assert third["looked"]["sales_order"] == 1
        assert "stock_receipt" not in third["looked"]
        (broken,) = [item for item in third["findings"] if not item["holds"]]
        # What is red is looked at as a whole: the older break comes to light too.
        assert {place["record_id"] for place in broken["breaks"]} == {order["id"], newer["id"]}
        assert company.get("/verify/last") == third

    with later(minutes=60):
        # Red stays red until it is mended, though nothing is new.
        assert red(company.post("/verify", {})) == ["orders_are_their_lines"]
        for harmed in (order, newer):
            company.books.execute(HARM, [-1, -1, harmed["id"]])
        assert red(company.post("/verify", {})) == []


def test_a_job_looks_at_everything_again(company: Company, run_jobs: RunJobs, later: Later) -> None:
    order = company.order(company.customer(), (company.product(), "1", "113"))
    for minutes in (0, 5):
        with later(minutes=minutes):
            company.post("/verify", {})
    with later(minutes=10):
        company.books.execute(HARM, [1, 1, order["id"]])
        assert red(company.post("/verify", {})) == []
        company.post("/verify/whole", {})
        run_jobs()
        last = company.get("/verify/last")
        assert (red(last), last["whole"]) == (["orders_are_their_lines"], True)
        company.books.execute(HARM, [-1, -1, order["id"]])
        assert red(company.post("/verify", {})) == []


def test_what_goods_and_balances_add_up_to_is_kept_and_gone_on_from(
    company: Company, served: Served, later: Later
) -> None:
    product, customer = company.product(stock="100", cost="6"), company.customer()
    company.sold(customer, (product, "2", "113"))
    company.post("/verify", {})
    place = [company.tenant_id]
    kept = "SELECT quantity, amount FROM law_mark WHERE tenant_id = %s AND law = 'stock_value_is_moves'"
    more = "UPDATE stock_balance SET on_hand = on_hand + 1 WHERE tenant_id = %s"
    less = "UPDATE stock_balance SET on_hand = on_hand - 1 WHERE tenant_id = %s"
    with later(minutes=10):
        fold_books(served, company)
        company.deliver(company.confirmed(customer, (product, "8", "113")))
        company.post("/verify", {})
        # Everything until then had been seen: what came since is added when a later check has seen it too.
        assert [
            {name: f"{value:f}" for name, value in row.items()} for row in company.books.rows(kept, place)
        ] == [{"quantity": "98.000000", "amount": "588.0000"}]
        company.books.execute(more, place)
        assert red(company.post("/verify", {})) == ["on_hand_is_moves", "pools_are_their_places"]
        company.books.execute(less, place)
    with later(minutes=20):
        assert red(company.post("/verify", {})) == []
        assert [f"{row['quantity']:f}" for row in company.books.rows(kept, place)] == ["90.000000"]
    # A mark that is wrong accuses nobody: what seems broken is looked at as a whole.
    with later(minutes=30):
        company.books.execute("UPDATE law_mark SET quantity = 0 WHERE tenant_id = %s", place)
        assert red(company.post("/verify", {})) == []


def test_a_transaction_under_way_is_seen_by_the_next_check(
    company: Company, urls: DatabaseUrls, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What another one has begun and not yet committed lies behind the horizon, were all clocks the same."""
    monkeypatch.setattr(proofs, "SLACK", timedelta())
    company.order(company.customer(), (company.product(), "1", "113"))
    with psycopg.connect(urls.app) as under_way:
        under_way.execute("SELECT 1")
        company.post("/verify", {})
        (seen,) = company.books.rows(
            "SELECT p.horizon, p.checked_at FROM law_proof p WHERE p.tenant_id = %s", [company.tenant_id]
        )
        (age,) = company.books.rows(
            "SELECT min(query_start) - min(xact_start) AS of_begin FROM pg_stat_activity WHERE pid = %s",
            [under_way.info.backend_pid],
        )
    assert seen["horizon"] < seen["checked_at"] - age["of_begin"]
