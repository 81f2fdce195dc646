"""Several with one bill at once: of what is left nobody gets more, and it is held once."""

from collections.abc import Callable

from tests.builders.bills import bill_body, endorse_body, endorsed, paper, taken, the_bill
from tests.builders.company import Company
from tests.builders.purchases import Buying
from tests.scenarios.test_bills import LATER, green, owed, owing

Together = Callable[[list[Callable[[], object]]], list[object]]


def test_a_bill_is_passed_on_by_several_at_once_no_further_than_it_reaches(
    company: Company, run_together: Together
) -> None:
    """Two pass all of it on, one sells it, one says nobody pays it, and one takes its receipt back: one wins."""
    customer, supplier = company.customer(), Buying(company).supplier()
    bill = taken(company, customer, "100")
    browsers = [company.browser() for _ in range(6)]
    body = endorse_body(bill, supplier, "100")
    verbs: list[tuple[str, object]] = [
        ("/endorsed-bills", body),
        ("/endorsed-bills", body),
        (f"/bills/{bill['id']}/discount", {"interest": "1"}),
        (f"/bills/{bill['id']}/collect", {}),
        (f"/bills/{bill['id']}/dishonour", {}),
        (f"/receipts/{bill['paper']['id']}/reverse", {}),
    ]

    def doing(place: int) -> Callable[[], object]:
        path, sent = verbs[place]
        return lambda: browsers[place].send("POST", path, sent).status_code

    answers = run_together([doing(place) for place in range(len(verbs))])

    won, *lost = sorted(map(str, answers))
    assert (won in ("200", "201"), lost) == (True, ["409"] * 5)
    assert the_bill(company, bill)["remaining"] == "0"
    assert "1121" not in company.accounts()


def test_parts_of_a_bill_and_its_coming_back_meet(company: Company, run_together: Together) -> None:
    """Four take thirty of a hundred at once while an earlier payment by it is taken back."""
    customer, supplier = company.customer(), Buying(company).supplier()
    bill = taken(company, customer, "100")
    first = company.post("/endorsed-bills", endorse_body(bill, supplier, "40"))
    browsers = [company.browser() for _ in range(5)]
    part = endorse_body(bill, supplier, "30")

    def passing(place: int) -> Callable[[], object]:
        return lambda: browsers[place].send("POST", "/endorsed-bills", part).status_code

    back = f"/payments/{first['paper']['id']}/reverse"
    answers = run_together([*map(passing, range(4)), lambda: browsers[4].send("POST", back, {}).status_code])

    went = [str(answer) for answer in answers[:4]].count("201")
    assert (answers[4], went in (2, 3)) == (200, True)
    assert the_bill(company, bill)["remaining"] == str(100 - 30 * went)
    assert company.accounts()["1121"] == str(100 - 30 * went)


def test_a_bill_entered_by_several_at_once_is_held_once(company: Company, run_together: Together) -> None:
    customer = company.customer()
    browsers = [company.browser() for _ in range(4)]
    body = bill_body(customer, "100")

    def taking(place: int) -> Callable[[], object]:
        return lambda: browsers[place].send("POST", "/taken-bills", body).status_code

    answers = run_together([taking(place) for place in range(4)])

    assert sorted(map(str, answers)) == ["201", "409", "409", "409"]
    assert company.accounts() == {"1121": "100", "2203": "-100"}


def test_a_bill_comes_back_once(company: Company, run_together: Together) -> None:
    """Two say that it came back, one takes the payment by it back, one its receipt, one the use: one of them wins."""
    customer, invoice = owed(company, "100")
    supplier, theirs = owing(company)
    bill = taken(company, customer, "1000", {invoice["id"]: "1000"}, on=paper(**LATER))
    passed = endorsed(company, bill, supplier, "600", {theirs["id"]: "400"})
    use = f"/bills/{bill['id']}/uses/{the_bill(company, bill)['uses'][0]['id']}"
    paths = [
        f"{use}/recourse",
        f"{use}/recourse",
        f"/payments/{passed['paper']['id']}/reverse",
        f"/receipts/{bill['paper']['id']}/reverse",
    ]
    browsers = [company.browser() for _ in paths]

    def doing(place: int) -> Callable[[], object]:
        return lambda: browsers[place].send("POST", paths[place], {}).status_code

    answers = run_together([doing(place) for place in range(len(paths))])

    told = the_bill(company, bill)
    came_back = 200 in answers[:2]
    # Once the payment is taken back nobody holds the bill but us, and its receipt may be taken back too.
    assert sorted(map(str, answers[:3])) == ["200", "409", "409"]
    assert answers[3] == 409 or not came_back
    remaining = "400" if came_back else "0" if answers[3] == 200 else "1000"
    assert (told["remaining"], company.accounts().get("1121", "0")) == (remaining, remaining)
    assert green(company)
