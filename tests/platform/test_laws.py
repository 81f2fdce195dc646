"""Each law finds what breaks it: faults are planted from behind, and both tellings of the law must see them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, create_engine

from heyi.app.verify import LAWS
from heyi.platform.laws import number_laws
from tests.builders import bank
from tests.builders.books import Books
from tests.builders.company import Company
from tests.builders.cost_laws import COST_FAULTS
from tests.builders.ledger import fold_books
from tests.builders.purchases import Buying, costs_of_everything
from tests.builders.server import Served
from tests.builders.stock import stock_of_everything

# A fault, the product's law that must turn red, and words of the second telling in tests/builders/books.py.
FAULTS = [
    ("UPDATE stock_balance SET on_hand = on_hand + 1", "on_hand_is_moves", "what lies there"),
    ("UPDATE stock_detail SET quantity = quantity + 1", "lots_are_on_hand", "lots are what lies there"),
    (
        "UPDATE stock_balance SET blocked = blocked - 1 WHERE blocked > 0",
        "lots_are_on_hand",
        "lots are what lies there",
    ),
    (
        "DELETE FROM stock_detail WHERE quality = 'quarantine'",
        "lots_are_their_moves",
        "lots are what lies there",
    ),
    ("UPDATE stock_move_detail SET quantity = quantity - 1 WHERE quantity < 0", "moves_are_their_lots", None),
    ("UPDATE stock_pool SET value = value + 0.01", "stock_value_is_moves", "what goods are worth"),
    ("UPDATE stock_pool SET value = value + 0.01", "stock_value_is_gl", "stock value is account 1405"),
    ("UPDATE stock_pool SET method = 'fifo'", "layers_are_their_pool", "the layers of goods"),
    ("UPDATE stock_balance SET held = held + 1", "held_is_holds", "what is held"),
    ("DELETE FROM stock_hold", "held_is_holds", "what is held"),
    ("UPDATE stock_transfer_line SET lost = lost + 1 WHERE lost > 0", "transfers_are_their_papers", None),
    (
        "UPDATE stock_transfer_line SET quantity = quantity + 1",
        "in_transit_is_transfers",
        "goods in transit are those of transfers",
    ),
    ("UPDATE stock_transfer SET state = 'done' WHERE state = 'sent'", "transfers_end_with_their_goods", None),
    (
        "UPDATE stock_count_line SET counted = counted + 1 WHERE counted > 0",
        "counts_are_their_papers",
        "a count's difference is what was posted for it",
    ),
    ("UPDATE stock_balance SET frozen_by = gen_random_uuid()", "frozen_is_being_counted", None),
    ("UPDATE stock_issue SET total = total + 1", "misc_documents_are_their_lines", None),
    (
        "UPDATE stock_issue_line SET quantity = quantity - 1 WHERE quantity < 0",
        "reversals_undo_just_one",
        None,
    ),
    (
        "UPDATE journal_line SET debit = debit + 0.01 WHERE debit > 0",
        "debits_equal_credits",
        "each entry balances",
    ),
    ("UPDATE journal_entry SET total = total + 1", "entries_balance", "each entry balances"),
    ("DELETE FROM journal_line", "entries_balance", "each entry balances"),
    (
        "UPDATE journal_entry SET number_key = '2026-11-000099' WHERE number_key = '2026-11-000002'",
        "voucher_numbers",
        "vouchers have no gap",
    ),
    ("UPDATE ledger_period SET last_number = last_number + 1", "voucher_numbers", None),
    ("UPDATE ledger_period SET last_general = last_general - 1", "voucher_numbers", None),
    (
        "UPDATE account SET active = false WHERE code = '500101'",
        "rules_name_accounts_in_use",
        "rules name accounts in use",
    ),
    (
        "UPDATE voucher_template_line SET debit = debit + 1 WHERE debit > 0",
        "templates_balance",
        "templates balance",
    ),
    ("UPDATE stock_pool SET account = '1403'", "stock_value_is_gl", "stock value is account 1405"),
    (
        "UPDATE account_total SET debit = debit + 1 WHERE grain = 'month'",
        "totals_are_lines",
        "totals and what waits are all lines",
    ),
    ("UPDATE account_total SET first_day = first_day + 1 WHERE grain = 'day'", "totals_are_lines", None),
    ("UPDATE cash_flow SET row = 7 WHERE row = 1", "cash_flow_is_cash", None),
    ("UPDATE ledger_period SET total = total + 1", "voucher_numbers", None),
    (
        "DELETE FROM party_total WHERE grain = 'year'",
        "party_totals_are_lines",
        "totals and what waits are all lines",
    ),
    ("UPDATE journal_line SET summary = 'x' WHERE line_no = 1", "seals_hold", None),
    ("UPDATE journal_entry SET posted_at = posted_at - interval '1 day'", "seals_hold", None),
    ("DELETE FROM sealed_entry", "seals_are_a_chain", None),
    ("UPDATE ledger_seal SET hash = previous", "seals_are_a_chain", None),
    ("DELETE FROM cash_flow", "cash_flow_is_cash", "rows of cash are the change of cash"),
    ("DELETE FROM settlement", "settled_is_settlements", "open is total less settled"),
    (
        "UPDATE sales_invoice SET settled = settled + 1, open = open - 1 WHERE open > 0",
        "receivable_is_subledger",
        "open invoices are account 1122",
    ),
    ("UPDATE sales_invoice SET party_id = gen_random_uuid()", "receivable_is_subledger", None),
    ("UPDATE delivery_line SET invoiced = NOT invoiced", "deliveries_are_their_invoices", None),
    (
        "UPDATE sales_invoice SET net = net + 1, gross = gross + 1, open = open + 1 WHERE state = 'posted'",
        "invoices_are_their_lines",
        "a document is the sum of its lines",
    ),
    ("UPDATE delivery SET cost = cost + 1", "shipped_is_gl", "goods under way are account 1406"),
    ("UPDATE sales_return SET cost = cost + 1", "shipped_is_gl", "goods under way are account 1406"),
    (
        "UPDATE receipt SET advance = advance + 1, amount = amount + 1",
        "advance_is_gl",
        "advances are account 2203",
    ),
    ("DELETE FROM allocation", "receipts_are_their_allocations", "a receipt is its allocations"),
    (
        "UPDATE sales_order_line SET delivered = delivered + 1",
        "orders_are_their_deliveries",
        "an order's progress is its documents",
    ),
    (
        "UPDATE delivery_line SET returned = returned - 1, returned_cost = returned_cost - 6 WHERE returned > 0",
        "deliveries_are_their_returns",
        "an order's progress is its documents",
    ),
    (
        "UPDATE sales_invoice SET number = 'XSFP202611020009' WHERE number = 'XSFP202611020002'",
        "numbers.sales_invoice",
        "sales_invoice is numbered without gap",
    ),
    (
        "UPDATE number_counter SET value = value + 1 WHERE series = 'receipt'",
        "numbers.receipt",
        "counters stand",
    ),
    (
        "UPDATE achievement SET amount = amount + 1 WHERE kind = 'contract'",
        "achievements_are_orders",
        "what was achieved is what was promised and received",
    ),
    (
        "DELETE FROM achievement WHERE kind = 'receipt'",
        "achievements_are_receipts",
        "what was achieved is what was promised and received",
    ),
    (
        "UPDATE sales_order SET invoice_state = 'none'",
        "orders_are_their_lines",
        "an order's states are its lines",
    ),
    (
        "UPDATE sales_order SET net = net + 1, gross = gross + 1",
        "orders_are_their_lines",
        "a document is the sum of its lines",
    ),
    (
        "UPDATE sales_order_line SET settled = settled - 1 WHERE settled > 0",
        "settled_is_invoiced_or_returned",
        "an order's progress is its documents",
    ),
    (
        "UPDATE delivery_line SET invoiced = false",
        "credited_was_invoiced",
        "nothing is credited that was not invoiced",
    ),
    (
        "UPDATE lead SET converted_at = NULL WHERE state = 'converted'",
        "converted_leads_have_their_customer",
        None,
    ),
    ("UPDATE opportunity SET amount = amount + 1 WHERE has_lines", "opportunities_are_their_lines", None),
    ("UPDATE opportunity_step SET number = number + 7", "stage_steps_are_a_chain", None),
    (
        "UPDATE purchase_order_line SET received_net = received_net + 1",
        "purchases_are_their_receipts",
        "a purchase's progress is its documents",
    ),
    (
        "UPDATE purchase_receipt_line SET returned = returned - 1, returned_net = returned_net - 50 WHERE returned > 0",
        "purchase_receipts_are_their_returns",
        "a purchase's progress is its documents",
    ),
    (
        "UPDATE purchase_order SET receipt_state = 'none'",
        "purchases_are_their_lines",
        "a purchase's states are its lines",
    ),
    (
        "UPDATE purchase_receipt_line SET net = net + 1",
        "purchase_receipts_are_their_lines",
        "a document is the sum of its lines",
    ),
    (
        "UPDATE purchase_return SET cost = cost + 1",
        "purchase_returns_are_their_lines",
        "a document is the sum of its lines",
    ),
    (
        "UPDATE supplier_invoice SET settled = settled + 1, open = open - 1 WHERE open > 0",
        "payable_is_subledger",
        "open suppliers' invoices are account 220201",
    ),
    (
        "UPDATE purchase_receipt SET net = net + 1",
        "received_not_invoiced_is_gl",
        "received and not invoiced is account 220202",
    ),
    ("DELETE FROM supplier_settlement", "supplier_settled_is_settlements", "open is total less settled"),
    (
        "UPDATE supplier_invoice SET net = net + 1, gross = gross + 1, open = open + 1 WHERE state = 'posted'",
        "supplier_invoices_are_their_lines",
        "a document is the sum of its lines",
    ),
    *COST_FAULTS,
    (
        "UPDATE purchase_order_line SET invoiced = invoiced - 1 WHERE invoiced > 0",
        "purchases_are_their_invoices",
        "a purchase's progress is its documents",
    ),
    (
        "UPDATE payment SET prepaid = prepaid + 1, amount = amount + 1",
        "prepaid_is_gl",
        "prepayments are account 1123",
    ),
    ("DELETE FROM payment_allocation", "payments_are_their_allocations", "a receipt is its allocations"),
    ("UPDATE party SET pooled_at = NULL WHERE pool_id IS NOT NULL", "owner_or_pool", None),
    ("UPDATE claim_count SET used = used + 1", "claims_are_counted", None),
    ("UPDATE bank_match SET amount = amount + 1", "matches_add_up", "a match is the same on both sides"),
    ("DELETE FROM bank_match_entry", "matches_add_up", "a match is the same on both sides"),
    ("UPDATE bank_line SET money_account_id = gen_random_uuid()", "matches_add_up", None),
    ("DELETE FROM counted_line", "statements_are_their_lines", "a statement is its lines"),
    (
        "UPDATE bank_statement SET income = income + 1",
        "statements_are_their_lines",
        "a statement is its lines",
    ),
]


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
        company = self.books.one("SELECT id FROM company WHERE tenant_id = %s", [self.company.tenant_id])
        place = {"tenant": self.company.tenant_id, "company": company}
        return {
            law.name for law in (*LAWS, *number_laws()) if self.connection.execute(law.breaks, place).first()
        }


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
    invoice = buying.posted(buying.entered(order, "1", ["50"], "5"))
    buying.pay(supplier, "120", {invoice["id"]: "100"})


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
    reconcile(company, customer)
    buy(company, screws)
    stock_of_everything(company, screws, "x")
    work_in_front(company, screws)
    lines = [{"account": "560202", "debit": "5"}, {"account": "1002", "credit": "5"}]
    company.post("/voucher-templates", {"name": "办公费", "lines": lines})
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
    assert {item["name"] for item in found["findings"]} == {law.name for law in (*LAWS, *number_laws())}


@pytest.mark.parametrize(("fault", "law", "second"), FAULTS, ids=[fault for fault, _, _ in FAULTS])
def test_a_fault_is_seen_by_both_tellings_of_its_law(
    patient: Patient, fault: str, law: str, second: str | None
) -> None:
    assert (patient.red(), patient.books.broken_laws(patient.company.tenant_id)) == (set(), [])

    patient.harm(fault)

    assert law in patient.red()
    broken = patient.books.broken_laws(patient.company.tenant_id)
    assert second is None or any(found.startswith(second) for found in broken), broken


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
            "expected": "100.0000 / 13.0000 / 113.0000 / none / none",
            "actual": "101.0000 / 13.0000 / 114.0000 / none / none",
        }
    ]
    company.books.execute(raised, [-1, -1, order["id"]])
