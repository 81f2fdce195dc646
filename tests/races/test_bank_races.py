"""Two at the bank at once: a line is matched once, a file counts once."""

from collections.abc import Callable

from tests.builders import bank
from tests.builders.bank import statement
from tests.builders.company import Company

Together = Callable[[list[Callable[[], object]]], list[object]]
ONE = statement(("2026-11-02", "8.00", "8.00", "", "货款", "N1"))


def test_two_who_accept_the_same_line_meet_and_one_is_refused(
    company: Company, run_together: Together
) -> None:
    account, customer = bank.money_account(company), company.customer()
    for _ in range(6):
        company.receipt(customer, "8")
    bank.taken_in(company, account, ONE)
    found = bank.unmatched(company, account)
    line = found["lines"][0]["id"]
    browsers = [company.browser() for _ in range(6)]

    def accepting(place: int) -> Callable[[], object]:
        match = {"bank_line_ids": [line], "entry_line_ids": [found["entries"][place]["id"]]}
        path = f"/money-accounts/{account}/matches"
        return lambda: browsers[place].send("POST", path, {"matches": [match]}).status_code

    def posting(place: int) -> Callable[[], object]:
        body = {"making": "receipt", "party_id": customer}
        return lambda: browsers[place].send("POST", f"/bank-lines/{line}/post", body).status_code

    answers = run_together([*map(accepting, range(4)), *map(posting, range(4, 6))])

    assert sorted(map(str, answers)) == ["201", *["409"] * 5]
    assert company.books.rows(
        "SELECT count(*) AS lines, count(DISTINCT line_id) AS once FROM bank_match_line WHERE tenant_id = %s",
        [company.tenant_id],
    ) == [{"lines": 1, "once": 1}]


def test_a_file_sent_by_several_at_once_counts_once(company: Company, run_together: Together) -> None:
    account = bank.money_account(company)
    browsers = [company.browser() for _ in range(5)]

    def sending(place: int) -> Callable[[], object]:
        return lambda: bank.upload(browsers[place], account, ONE).status_code

    answers = run_together([sending(place) for place in range(5)])

    assert sorted(map(str, answers)) == ["201", *["409"] * 4]
    assert (
        company.books.one("SELECT count(*) FROM counted_line WHERE tenant_id = %s", [company.tenant_id]) == 1
    )


def test_a_statement_is_not_taken_back_while_somebody_matches_it(
    company: Company, run_together: Together
) -> None:
    account, customer = bank.money_account(company), company.customer()
    company.receipt(customer, "8")
    taken = bank.taken_in(company, account, ONE)
    found = bank.unmatched(company, account)
    (proposal,) = found["proposals"]
    match = {"bank_line_ids": proposal["line_ids"], "entry_line_ids": proposal["entry_line_ids"]}
    first, second = company.browser(), company.browser()

    answers = run_together(
        [
            lambda: (
                first.send("POST", f"/money-accounts/{account}/matches", {"matches": [match]}).status_code
            ),
            lambda: second.send("POST", f"/bank-statements/{taken['id']}/undo", {}).status_code,
        ]
    )

    assert answers in ([201, 409], [404, 200])
