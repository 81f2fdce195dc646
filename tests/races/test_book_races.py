"""Posting, closing and folding meet: nothing slips into a closed month, and every line counts once."""

from collections.abc import Callable

from heyi.modules.ledger.actions.fold import fold_step
from heyi.platform.identity.sessions import system_work
from tests.builders.company import Company, receipt_body
from tests.builders.http import Person
from tests.builders.ledger import fold_books, posted, written
from tests.builders.opening_debts import began, debt_body, opening_lines
from tests.builders.purchases import Buying
from tests.builders.server import Served

Together = Callable[[list[Callable[[], object]]], list[object]]
LINES = (("560209", "1", "0"), ("1001", "0", "1"))


def asking(one: Person, path: str, body: object) -> Callable[[], object]:
    """What somebody sends when all begin, and the status he is answered."""
    return lambda: one.send("POST", path, body).status_code


def test_what_is_posted_while_a_month_is_closed_is_in_it_or_refused(
    company: Company, run_together: Together
) -> None:
    drafts = [written(company, "2026-10-15", *LINES) for _ in range(6)]
    browsers = [company.browser() for _ in drafts]

    def posting(place: int) -> Callable[[], object]:
        path = f"/vouchers/{drafts[place]['id']}/post"
        return lambda: browsers[place].send("POST", path, {}).status_code

    closer = company.browser()
    closing = [lambda: closer.send("POST", "/periods/2026-10/close", {}).status_code]
    # Drafts hold the month open, so the close wins only when the last of them is posted.
    answers = run_together([*map(posting, range(6)), *closing])
    assert answers[:6] == [200] * 6
    entries, last = (
        company.books.one(query, [company.tenant_id])
        for query in (
            "SELECT count(*) FROM journal_entry WHERE tenant_id = %s AND period = '2026-10'",
            "SELECT last_number FROM ledger_period WHERE tenant_id = %s AND code = '2026-10'",
        )
    )
    assert (entries, last) == (6, 6)
    state = company.get("/periods/2026-10")["period"]["state"]
    assert state == ("closed" if answers[6] == 200 else "open")


def test_a_document_that_comes_while_its_month_is_closed_waits_and_is_refused(
    company: Company, run_together: Together
) -> None:
    posted(company, "2026-10-15", *LINES)
    screws = company.product()
    body = {
        "lines": [{"product_id": screws, "quantity": "1", "unit_cost": "1"}],
        "received_on": "2026-10-20",
    }
    browsers = [company.browser() for _ in range(5)]

    def receiving(place: int) -> Callable[[], object]:
        return lambda: browsers[place].send("POST", "/stock-receipts", body).status_code

    answers = run_together(
        [
            *map(receiving, range(4)),
            lambda: browsers[4].send("POST", "/periods/2026-10/close", {}).status_code,
        ]
    )
    assert answers[4] == 200
    assert set(answers[:4]) <= {201, 409}
    entries = company.books.one(
        "SELECT count(*) FROM journal_entry WHERE tenant_id = %s AND period = '2026-10'", [company.tenant_id]
    )
    assert entries == 1 + answers[:4].count(201)


def test_two_people_take_a_voucher_back_once(company: Company, run_together: Together) -> None:
    voucher = posted(company, "2026-11-02", *LINES)
    browsers = [company.browser() for _ in range(4)]
    answers = run_together([asking(one, f"/vouchers/{voucher['id']}/reverse", {}) for one in browsers])
    assert sorted(map(int, map(str, answers))) == [200, 409, 409, 409]


def test_profit_and_opening_are_posted_once_however_many_ask(
    company: Company, run_together: Together
) -> None:
    posted(company, "2026-10-15", *LINES)
    browsers = [company.browser() for _ in range(4)]

    answers = run_together([asking(one, "/periods/2026-10/close-profit", {}) for one in browsers])
    assert sorted(map(int, map(str, answers))) == [201, 409, 409, 409]
    lines = [{"account": "1002", "debit": "5"}, {"account": "3001", "credit": "5"}]
    opening = {"started_on": "2026-01-01", "lines": lines}
    answers = run_together([asking(one, "/opening-balances", opening) for one in browsers])
    # Who waits for the others longer than anybody waits is told to ask again, and has done nothing.
    assert {201} <= set(answers) <= {201, 503}
    held = company.get("/trial-balance", **{"from": "2026-10-01", "to": "2026-10-31"})["rows"]
    assert {row["code"]: row["closing_debit"] for row in held if row["closing_debit"] != "0"} == {
        "1002": "5",
        "3103": "1",
    }


def test_the_same_old_debts_sent_by_many_exist_once(company: Company, run_together: Together) -> None:
    customer, supplier = company.customer(), Buying(company).supplier()
    began(company, opening_lines(customer, supplier))
    body = debt_body(
        ("receivable", customer, "INV-7", "2025-03-01", "2000"),
        ("advance_paid", supplier, "YF-1", "2026-09-02", "300"),
    )
    browsers = [company.browser() for _ in range(4)]
    answers = run_together([asking(one, "/opening-debts", body) for one in browsers])
    assert sorted(map(int, map(str, answers))) == [201, 422, 422, 422]
    (row,) = [row for row in company.get("/opening-debts")["rows"] if row["side"] == "receivable"]
    back = f"/sales-invoices/{row['id']}/reverse"
    paid = receipt_body(customer, "2000", {row["id"]: "2000"})

    first, second, third, _ = browsers
    answers = run_together(
        [asking(first, back, {}), asking(second, back, {}), asking(third, "/receipts", paid)]
    )
    done = [int(str(answer)) for answer in answers]
    assert sorted(done) in ([200, 409, 409], [201, 409, 409])
    assert company.books.broken_laws(company.tenant_id) == []


def test_folding_by_many_counts_every_line_once(
    served: Served, company: Company, run_together: Together
) -> None:
    for day in range(1, 13):
        posted(company, f"2026-{day:02}-01", *LINES)

    def folding() -> object:
        with served.services.engine.connect() as connection, connection.begin():
            uow = system_work(
                connection, tenant_id=company.tenant_id, now=served.services.clock.now(), door="job"
            )
            return fold_step(uow, 4)

    folded = run_together([folding] * 3)
    fold_books(served, company)
    assert sum(map(int, map(str, folded))) <= 12
    row = company.get("/trial-balance", **{"from": "2026-01-01", "to": "2026-12-31"})["totals"]
    assert (row["debit"], row["closing_debit"]) == ("12", "12")


def test_two_choices_of_how_to_book_both_hold(company: Company, run_together: Together) -> None:
    """Each writes what he said and nothing else; whoever says both at that moment waits, or they for him."""
    before = {"estimates": "adjust", "revenue_point": "invoice"}
    after = {"estimates": "reverse", "revenue_point": "delivery"}
    said: list[dict[str, str]] = [{"estimates": "reverse"}, {"revenue_point": "delivery"}, after]
    tabs = [company.browser() for _ in said]

    def choosing(place: int) -> Callable[[], object]:
        return lambda: tabs[place].send("POST", "/billing-rules", said[place]).status_code

    for places in [(0, 1)] * 4 + [(0, 1, 2)] * 4:
        assert company.post("/billing-rules", before) == before
        assert run_together([choosing(place) for place in places]) == [200] * len(places)
        assert company.get("/billing-rules") == after


def test_old_debts_are_entered_while_the_opening_is_taken_back(
    company: Company, run_together: Together
) -> None:
    """Two enter the same debt and one another, while somebody takes the balances back: each wholly or not at all."""
    customer, supplier = company.customer(), Buying(company).supplier()
    began(company, opening_lines(customer, supplier))
    same = debt_body(("receivable", customer, "A", "2025-01-01", "2000"))
    other = debt_body(("payable", supplier, "B", "2025-01-01", "700"))
    asked: list[tuple[str, object]] = [
        ("/opening-debts", same),
        ("/opening-debts", same),
        ("/opening-debts", other),
        ("/opening-balances/take-back", {}),
        ("/opening-balances/take-back", {}),
    ]

    answers = run_together([asking(company.browser(), path, body) for path, body in asked])

    assert (sorted(map(str, answers[:2])), answers[2]) == (["201", "422"], 201)
    assert sorted(map(str, answers[3:])) == ["200", "409"]
    # What documents brought in stays, against where the balances would have put it.
    assert company.accounts() == {"1122": "2000", "220201": "-700", "310401": "-1300"}
    assert company.books.broken_laws(company.tenant_id) == []
    assert company.get("/verify")["green"]
