"""A company is filled with demo data, and starts over: nothing of the old is seen, and nothing of it is lost."""

from collections.abc import Callable
from functools import partial
from uuid import UUID

import pytest

from tests.builders.books import Books
from tests.builders.company import Company
from tests.builders.fixtures import Found
from tests.builders.http import PASSWORD, Person
from tests.builders.together import together

RunJobs = Callable[[], int]
BODY = {"company": "华信商贸", "password": PASSWORD}
# What a start over writes into the old tenant itself: that it was closed, and the answer under the request's key.
TOUCHED = ("audit_event", "idempotency_key")


@pytest.fixture(autouse=True)
def _no_jobs_of_others(books: Books) -> None:
    books.execute("DELETE FROM job")


def worked_in(company: Company) -> None:
    """Customers, an order and what follows from it."""
    order = company.confirmed(company.customer("老客户"), (company.product(stock="10"), "2", "113"))
    company.deliver(order)
    company.invoiced(order)


def rows_of(company: Company, tenant_id: UUID) -> dict[str, int]:
    """How many rows a tenant has in each table."""
    tables = company.books.rows(
        "SELECT relname AS name FROM pg_class WHERE relkind = 'r' AND obj_description(oid, 'pg_class') = 'tenant'"
    )
    return {
        row["name"]: int(
            company.books.one(f"SELECT count(*) FROM {row['name']} WHERE tenant_id = %s", [tenant_id])
        )
        for row in tables
        if row["name"] not in TOUCHED
    }


def tenant_of(person: Person) -> UUID:
    return UUID(person.get("/auth/me")["tenant_id"])


class TestDemoData:
    def test_is_not_put_among_documents(self, company: Company) -> None:
        worked_in(company)
        company.refused(409, "demo.has_documents", "POST", "/settings/demo-data/fill")

    def test_is_for_the_owner(self, office: Company) -> None:
        accountant = office.colleague("accountant")
        accountant.refused(403, "platform.not_allowed", "POST", "/settings/demo-data/fill")


class TestStartingOver:
    def test_leaves_an_empty_company_with_its_people_and_settings(self, office: Company) -> None:
        seller = office.colleague("sales", "小李")
        department = office.post("/departments", {"name": "销售部"})
        office.patch(f"/users/{seller.user_id}", {"department_id": department["id"]}, version=1)
        office.patch("/settings/company", {"address": "北京市海淀区"}, version=1)
        office.patch("/settings/numbers/sales_order", {"prefix": "SO-"}, version=0)
        office.patch(
            "/settings/words",
            {"language": "en", "words": [{"key": "record.party", "text": "Buyers"}]},
            version=0,
        )
        worked_in(office)
        old, me = tenant_of(office), office.get("/auth/me")["user_id"]

        made = office.post("/settings/start-over", BODY)

        assert UUID(made["tenant_id"]) == tenant_of(office) == tenant_of(seller) != old
        assert office.get("/auth/me")["user_id"] == me
        for path in ("/parties", "/products", "/sales-orders", "/journal-entries", "/stock-moves"):
            assert office.get(path)["items"] == [], path
        assert office.get("/parties", search="老客户")["count"]["value"] == 0
        assert office.get("/settings/company")["address"] == "北京市海淀区"
        assert office.get("/settings/numbers/sales_order")["example"] == "SO-202611020001"
        assert office.get("/words")["words"] == {"record.party": "Buyers"}
        shown = office.get(f"/users/{seller.user_id}")
        assert (shown["name"], shown["department_id"]["title"]) == ("小李", "销售部")
        assert office.get("/users", search="小李")["count"]["value"] == 1
        assert [item["name"] for item in office.get("/auth/tenants")] == ["华信商贸"]

    def test_leaves_a_company_that_can_be_worked_in(self, office: Company) -> None:
        worked_in(office)
        office.post("/settings/start-over", BODY)
        product = office.post(
            "/products", {"name": "新商品", "unit_id": office.get("/units")["items"][0]["id"]}
        )
        customer = office.post("/parties", {"name": "新客户", "is_customer": True})
        assert customer["code"] == "KH000001"
        line = {"product_id": product["id"], "quantity": "1", "unit_price": "1"}
        order = office.post("/sales-orders", {"party_id": customer["id"], "lines": [line]})
        assert order["number"] == "XSDD202611020001"
        assert office.get("/verify")["green"]
        assert office.get("/accounts")["count"]["value"] > 50

    def test_keeps_the_old_as_it_was_and_lets_nobody_in(self, office: Company, books: Books) -> None:
        worked_in(office)
        old = tenant_of(office)
        key = office.post("/api-keys", {"name": "程序", "scopes": ["parties.party.view"]})["key"]
        order = office.get("/sales-orders")["items"][0]["id"]
        before = rows_of(office, old)

        office.post("/settings/start-over", BODY)

        assert rows_of(office, old) == before
        assert before["sales_order"] == before["sales_invoice"] == 1
        assert books.broken_laws(old) == []
        assert books.one("SELECT active FROM control.tenant WHERE id = %s", [old]) is False
        office.refused(404, "platform.not_found", "GET", f"/sales-orders/{order}")
        program = office.send("GET", "/parties", headers={"Authorization": f"Bearer {key}"})
        assert program.status_code == 401
        office.refused(404, "platform.not_found", "POST", "/auth/tenant", {"tenant_id": str(old)})

    def test_lets_everybody_log_in_as_before_and_nobody_who_was_switched_off(
        self, office: Company, stranger: Callable[[], Person]
    ) -> None:
        seller, gone = office.colleague("sales", "小李"), office.colleague("viewer", "小王")
        office.post(f"/users/{gone.user_id}/deactivate")
        worked_in(office)
        office.post("/settings/start-over", BODY)
        again = stranger()
        entered = again.post("/auth/log-in", {"login": seller.login, "password": PASSWORD})
        assert entered is not None
        assert tenant_of(again) == tenant_of(office)
        assert "sales.order.confirm" in again.get("/auth/me")["permissions"]
        shut_out = stranger().send("POST", "/auth/log-in", {"login": gone.login, "password": PASSWORD})
        assert shut_out.status_code == 401

    def test_touches_no_other_tenant(self, office: Company, found: Found) -> None:
        neighbour = found(name="别家")
        worked_in(neighbour)
        worked_in(office)
        before = neighbour.books.fingerprint(neighbour.tenant_id)
        office.post("/settings/start-over", BODY)
        assert neighbour.books.fingerprint(neighbour.tenant_id) == before
        assert neighbour.get("/sales-orders")["count"]["value"] == 1

    def test_stops_what_still_waited_in_the_old(
        self, office: Company, run_jobs: RunJobs, books: Books
    ) -> None:
        office.customer()
        asked = office.post("/settings/demo-data/fill")["job_id"]
        old = tenant_of(office)
        office.post("/settings/start-over", BODY)
        run_jobs()
        assert books.one("SELECT state FROM job WHERE id = %s", [asked]) == "cancelled"
        assert books.one("SELECT count(*) FROM sales_order WHERE tenant_id = %s", [old]) == 0

    @pytest.mark.parametrize(
        ("body", "status", "code"),
        [
            ({"company": "华信"}, 422, "platform.invalid_input"),
            ({"company": ""}, 422, "platform.invalid_input"),
            ({"password": "wrong horse battery staple"}, 403, "identity.wrong_current_password"),
        ],
    )
    def test_needs_the_name_and_the_password(
        self, office: Company, body: dict[str, str], status: int, code: str
    ) -> None:
        office.customer()
        old = tenant_of(office)
        answer = office.send("POST", "/settings/start-over", BODY | body)
        assert (answer.json()["code"], answer.status_code // 100) == (code, 4)
        assert tenant_of(office) == old

    def test_counts_tries_of_the_password(self, office: Company) -> None:
        office.customer()
        wrong = BODY | {"password": "wrong horse battery staple"}
        answers = [office.send("POST", "/settings/start-over", wrong) for _ in range(11)]
        assert answers[-1].status_code == 429

    def test_needs_the_owner_himself(self, office: Company) -> None:
        office.customer()
        manager = office.post("/roles", {"name": "经理", "permissions": ["platform.company.start_over"]})
        colleague = office.colleague("viewer")
        office.patch(f"/users/{colleague.user_id}", {"role_ids": [manager["id"]]}, version=1)
        colleague.refused(403, "settings.owner_only", "POST", "/settings/start-over", BODY)
        key = office.post("/api-keys", {"name": "程序", "scopes": ["platform.company.start_over"]})["key"]
        answer = office.send("POST", "/settings/start-over", BODY, headers={"Authorization": f"Bearer {key}"})
        assert (answer.status_code, answer.json()["code"]) == (403, "identity.person_needed")

    def test_from_nothing_is_refused_so_that_a_request_sent_twice_starts_once(self, office: Company) -> None:
        office.refused(409, "settings.nothing_to_leave", "POST", "/settings/start-over", BODY)
        office.customer()
        office.post("/settings/start-over", BODY)
        new = tenant_of(office)
        office.refused(409, "settings.nothing_to_leave", "POST", "/settings/start-over", BODY)
        assert tenant_of(office) == new

    def test_by_two_at_once_happens_once(self, office: Company, books: Books) -> None:
        office.customer()
        people = [office.browser() for _ in range(2)]
        found = together([partial(person.send, "POST", "/settings/start-over", BODY) for person in people])
        assert sum(answer.is_success for answer in found) == 1
        name = books.one("SELECT name FROM control.tenant WHERE id = %s", [tenant_of(office)])
        assert name == "华信商贸"
