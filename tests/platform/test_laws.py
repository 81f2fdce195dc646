"""Each law finds what breaks it: faults are planted from behind, and both tellings of the law must see them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, create_engine

from heyi.app.verify import LAWS
from heyi.platform.laws import FIRST_ID, Law, number_laws
from tests.builders import bank
from tests.builders.approving import approvals_of_a_day
from tests.builders.bad_debts import recovered, written_off
from tests.builders.bills import bills_from_before, bills_of_everything
from tests.builders.books import Books
from tests.builders.collecting import instalments_of_everything
from tests.builders.company import Company
from tests.builders.faults import FAULTS
from tests.builders.holds import holds_of_everything
from tests.builders.ledger import dollars, fold_books
from tests.builders.opening_debts import began, old_debts
from tests.builders.purchases import Buying, costs_of_everything
from tests.builders.quoting import quotes_of_a_day
from tests.builders.server import Served
from tests.builders.stock import stock_of_everything

ALL = (*LAWS, *number_laws())


@dataclass(frozen=True)
class Patient:
    """A company's books inside a transaction of the administrator that is never committed."""

    connection: Connection
    company: Company

    @property
    def books(self) -> Books:
        """The second telling, inside the same transaction."""
        driver: Any = self.connection.connection.driver_connection
        return Books(driver)

    def harm(self, fault: str) -> None:
        """Plant a fault, past every trigger."""
        table = re.split("UPDATE |DELETE FROM ", fault)[1].split()[0]
        self.connection.exec_driver_sql(f"ALTER TABLE {table} DISABLE TRIGGER ALL")
        joined = "AND" if " WHERE " in fault else "WHERE"
        hit = self.connection.exec_driver_sql(f"{fault} {joined} tenant_id = '{self.company.tenant_id}'")
        assert hit.rowcount > 0, "the fault hit nothing"

    def red(self) -> set[str]:
        """The laws of the product that are broken."""
        return {law.name for law in ALL if self.breaks(law)}

    def red_among_new(self) -> set[str]:
        """The laws that are found broken where they are asked about what is new, and everything is."""
        return {law.name for law in ALL if self.breaks_among_new(law)}

    def breaks(self, law: Law) -> bool:
        """Whether the law is broken."""
        return self.connection.execute(law.breaks, self._place).first() is not None

    def breaks_among_new(self, law: Law) -> bool:
        """Whether the law is found broken where it is asked about what is new."""
        place = {**self._place, "since": FIRST_ID}
        if law.touched is not None:
            place["touched"] = [row[0] for row in self.connection.execute(law.touched, place)]
        query = law.breaks if law.recent is None else law.recent
        return self.connection.execute(query, place).first() is not None

    @cached_property
    def _place(self) -> dict[str, Any]:
        company = self.books.one("SELECT id FROM company WHERE tenant_id = %s", [self.company.tenant_id])
        return {"tenant": self.company.tenant_id, "company": company}


def work_in_front(company: Company, product: str) -> None:
    """A lead that became a customer with a deal, and a sea from which one of two customers was claimed."""
    lead = company.post("/leads", {"name": "杭州云栖", "phone": "13800138000"})["id"]
    body = {"opportunity": {"name": "首批采购"}}
    deal = company.post(f"/leads/{lead}/convert", body)["opportunity_id"]
    line = {"product_id": product, "quantity": "2"}
    version = company.get(f"/opportunities/{deal}")["version"]
    company.patch(f"/opportunities/{deal}/lines", {"discount": "0", "lines": [line]}, version=version)
    me = company.get("/auth/me")["user_id"]
    pool = company.post("/pools", {"name": "公海"})["id"]
    company.patch(f"/pools/{pool}/settings", {"members": {"users": [me]}}, version=1)
    fallen = [company.customer(f"海里{number}") for number in range(2)]
    company.post(f"/pools/{pool}/put-back", {"ids": fallen, "reason": "联系不上"})
    company.post(f"/pools/{pool}/claim", {"ids": fallen[:1]})


def buy(company: Company, product: str) -> None:
    """An order of which a part came in, a part went back, a part is invoiced and a part of that is paid."""
    buying = Buying(company)
    supplier = buying.supplier()
    order = buying.confirmed(supplier, (product, "10", "50"))
    receipt = buying.receive(order, "8")
    buying.send_back(receipt, "1")
    costs_of_everything(company, supplier, "1")
    buying.landed(receipt, net="10")
    invoice = buying.posted(buying.entered(order, "1", ["50"], "5"))
    buying.pay(supplier, "120", {invoice["id"]: "100"})
    priced_late(company, supplier)


def priced_late(company: Company, supplier: str) -> None:
    """Goods that left cost more than anybody knew: some of them wait for their invoice, some are on one."""
    buying, product = Buying(company), company.product(name="铜管")
    receipt = buying.receive(buying.confirmed(supplier, (product, "12", "50")))
    sold = [company.confirmed(company.customer(f"客户{number}"), (product, "5", "113")) for number in "12"]
    for order in sold:
        company.deliver(order, "3")
    buying.landed(receipt, net="10")
    company.invoiced(sold[0])


def sell_on_delivery(company: Company, customer: str, product: str) -> None:
    """A part of an order left and was revenue as it did; one piece of it came back."""
    company.post("/billing-rules", {"revenue_point": "delivery"})
    delivery = company.deliver(company.confirmed(customer, (product, "5", "11.3")), "3")
    company.take_back(delivery, "1")
    company.post("/billing-rules", {"revenue_point": "invoice"})


def stood_open(company: Company, customer: str) -> None:
    """A debt and an advance of a customer from before the books began."""
    lines = [
        {"account": "1122", "debit": "7", "party_id": customer},
        {"account": "2203", "credit": "5", "party_id": customer},
        {"account": "3001", "credit": "2"},
    ]
    began(company, lines)
    old_debts(
        company,
        ("receivable", customer, "A", "2025-01-01", "7"),
        ("advance_received", customer, "B", "2025-01-01", "5"),
    )


def reconcile(company: Company, customer: str) -> None:
    """A statement with a line that is matched."""
    account = bank.money_account(company)
    company.receipt(customer, "8")
    bank.taken_in(company, account, bank.statement(("2026-11-02", "8.00", "8.00", "", "货款", "N1")))
    bank.accepted(company, account, bank.unmatched(company, account))


@pytest.fixture(scope="module")
def busy(served: Served, books: Books) -> Iterator[Company]:
    """A company in the middle of its day."""
    company = Company(served.url, books)
    company.found(name="华信商贸", taxpayer="general")
    customer, screws = company.customer(), company.product(stock="100", cost="6")
    sold = [company.confirmed(customer, (screws, "10", "11.3")) for _ in range(2)]
    first, second = (company.deliver(order, "6") for order in sold)
    company.take_back(first, "2")
    _, invoice = (company.invoiced(order) for order in sold)
    company.take_back(second, "1")
    company.receipt(customer, "50", {invoice["id"]: "40"})
    lost = written_off(company, customer, {invoice["id"]: "3"})
    recovered(company, customer, lost, "2")
    reconcile(company, customer)
    sell_on_delivery(company, customer, screws)
    holds_of_everything(company, customer, "x")
    instalments_of_everything(company, customer, company.product(stock="5"), "x")
    stood_open(company, customer)
    bills_of_everything(company, customer, "x")
    bills_from_before(company, customer, "x")
    buy(company, screws)
    stock_of_everything(company, screws, "x")
    approvals_of_a_day(company, customer, screws)
    quotes_of_a_day(company, customer, screws)
    work_in_front(company, screws)
    lines = [{"account": "560202", "debit": "5"}, {"account": "1002", "credit": "5"}]
    company.post("/voucher-templates", {"name": "办公费", "lines": lines})
    dollars(company)
    fold_books(served, company)
    yield company
    company.close()


@pytest.fixture(scope="module")
def administrator(admin_database_url: str) -> Iterator[Engine]:
    """A way in that no trigger and no policy binds."""
    engine = create_engine(admin_database_url.replace("postgresql://", "postgresql+psycopg://", 1))
    yield engine
    engine.dispose()


@pytest.fixture
def patient(busy: Company, administrator: Engine) -> Iterator[Patient]:
    """The busy company's books, healthy again afterwards."""
    with administrator.connect() as connection:
        yield Patient(connection, busy)
        connection.rollback()


def test_a_day_s_work_keeps_every_law(busy: Company) -> None:
    found = busy.get("/verify")
    assert (found["green"], [item for item in found["findings"] if not item["holds"]]) == (True, [])
    assert busy.books.broken_laws(busy.tenant_id) == []
    assert {item["name"] for item in found["findings"]} == {law.name for law in ALL}


@pytest.mark.parametrize(("fault", "law", "second"), FAULTS, ids=[fault for fault, _, _ in FAULTS])
def test_a_fault_is_seen_by_both_tellings_of_its_law(
    patient: Patient, fault: str, law: str, second: str | None
) -> None:
    (asked,) = [item for item in ALL if item.name == law]
    patient.harm(fault)

    assert patient.breaks(asked)
    assert patient.breaks_among_new(asked)
    assert second is None or patient.books.broken_laws(patient.company.tenant_id, second) != []


def test_none_is_seen_where_there_is_none(patient: Patient) -> None:
    assert (patient.red(), patient.red_among_new()) == (set(), set())
    assert patient.books.broken_laws(patient.company.tenant_id) == []


def test_every_law_has_a_fault_that_it_finds() -> None:
    """All but the numbers of each kind of document, which are one law written once."""
    tried = {law for _, law, _ in FAULTS}
    assert {law.name for law in LAWS} - tried == set()
    assert any(law.startswith("numbers.") for law in tried)


def test_a_red_law_names_the_document_that_shows_it(company: Company) -> None:
    order = company.order(company.customer(), (company.product(), "1", "113"))
    raised = "UPDATE sales_order SET gross = gross + %s, net = net + %s WHERE id = %s"
    company.books.execute(raised, [1, 1, order["id"]])

    found = company.get("/verify")

    (broken,) = [item for item in found["findings"] if not item["holds"]]
    assert (found["green"], broken["name"]) == (False, "orders_are_their_lines")
    assert broken["breaks"] == [
        {
            "record": "sales_order",
            "record_id": order["id"],
            "title": order["number"],
            "expected": "0.0000 / 100.0000 / 13.0000 / 113.0000 / none / none",
            "actual": "0.0000 / 101.0000 / 13.0000 / 114.0000 / none / none",
        }
    ]
    company.books.execute(raised, [-1, -1, order["id"]])
