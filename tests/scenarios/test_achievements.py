"""What people achieve: an order counts when it is promised, money when it comes in, for whoever owned it that day."""

from decimal import Decimal

from tests.builders.colleague import Colleague
from tests.builders.company import Company
from tests.builders.http import Person, statements_of
from tests.builders.scoped import colleague_with

VIEW = "targets.achievement.view"


def ledger(person: Person, kind: str = "contract") -> list[tuple[str, str, str | None]]:
    """Amount, day and person of each row, the oldest first."""
    found = [item for item in person.get("/achievements")["items"] if item["kind"] == kind]
    rows = sorted(found, key=lambda item: str(item["id"]))
    return [
        (row["amount"], row["occurred_on"], row["person_id"]["title"] if row["person_id"] else None)
        for row in rows
    ]


def sits(company: Company, person: Colleague, department: str) -> None:
    shown = company.get(f"/users/{person.user_id}")
    company.patch(f"/users/{person.user_id}", {"department_id": department}, version=shown["version"])


class TestAnOrder:
    def test_counts_from_its_promise_until_it_is_called_off(self, company: Company) -> None:
        screws = company.product(stock="100")
        order = company.order(company.customer(), (screws, "3", "113"), ordered_on="2026-10-30")
        assert ledger(company) == []
        company.confirm(order)
        assert ledger(company) == [("339", "2026-10-30", "张三")]
        company.cancel(order)
        assert ledger(company) == [("339", "2026-10-30", "张三"), ("-339", "2026-11-02", "张三")]

    def test_called_off_as_a_draft_never_counted(self, company: Company) -> None:
        company.cancel(company.order(company.customer(), (company.product(), "3", "113")))
        assert ledger(company) == []

    def test_that_is_closed_counts_what_was_delivered(self, company: Company) -> None:
        screws = company.product(stock="100")
        order = company.confirmed(company.customer(), (screws, "3", "100"), (screws, "1", "50"))
        company.deliver(order, "1", "0")
        company.close_order(order)
        whole, rest = (Decimal(row[0]) for row in ledger(company))
        assert (whole, whole + rest) == (Decimal(350), Decimal(100))

    def test_is_taken_off_whom_it_was_given_to_where_he_sat_then(self, company: Company) -> None:
        """Later owners and departments change nothing of what was achieved."""
        person = company.colleague("sales")
        first, second = (company.post("/departments", {"name": name})["id"] for name in ("一部", "二部"))
        sits(company, person, first)
        screws = company.product(stock="100")
        order = company.confirmed(company.customer(), (screws, "1", "113"), owner_id=str(person.user_id))
        sits(company, person, second)
        company.books.execute("UPDATE sales_order SET owner_id = NULL WHERE id = %s", [order["id"]])
        company.cancel(order)
        assert [row[::2] for row in ledger(company)] == [("113", "李四"), ("-113", "李四")]
        places = {item["department_id"]["title"] for item in company.get("/achievements")["items"]}
        assert places == {"一部"}


class TestMoney:
    def test_counts_for_the_customer_s_owner_until_it_goes_back(self, company: Company) -> None:
        customer = company.customer()
        receipt = company.receipt(customer, "50", received_on="2026-11-01")
        company.reverse(receipt)
        assert ledger(company, "receipt") == [
            ("50", "2026-11-01", "张三"),
            ("-50", "2026-11-02", "张三"),
        ]

    def test_of_nobody_s_customer_is_nobody_s(self, company: Company) -> None:
        customer = company.customer()
        company.books.execute("UPDATE party SET owner_id = NULL WHERE id = %s", [customer])
        company.receipt(customer, "50")
        assert [row[::2] for row in ledger(company, "receipt")] == [("50", None)]


def test_a_person_sees_what_he_and_his_people_achieved(company: Company) -> None:
    screws = company.product(stock="100")
    customer = company.customer()
    company.confirmed(customer, (screws, "1", "113"))
    person = company.colleague("sales")
    company.confirmed(customer, (screws, "2", "113"), owner_id=str(person.user_id))
    assert [row[0] for row in ledger(person)] == ["226"]
    assert [row[0] for row in ledger(company)] == ["113", "226"]
    outsider = colleague_with(company, ["parties.party.view"])
    outsider.refused(403, "platform.not_allowed", "GET", "/achievements")


def test_nothing_changes_the_ledger(company: Company) -> None:
    company.receipt(company.customer(), "50")
    (row,) = company.get("/achievements")["items"]
    for method in ("PATCH", "DELETE"):
        answer = company.send(method, f"/achievements/{row['id']}", {"amount": "1"}, version=1)
        assert answer.status_code in (404, 405)
    assert statements_of(company.send("GET", "/achievements")) <= 4
