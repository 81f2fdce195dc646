"""Two people at one document: whoever comes second finds what the first one did."""

from collections import Counter
from collections.abc import Callable
from functools import partial

import httpx
import pytest

from tests.builders.company import Company, order_body, receipt_body
from tests.builders.http import Json, Person
from tests.builders.locks import holding
from tests.builders.picks import Picker
from tests.builders.together import together

Outcome = tuple[int, str]


def outcome(answer: httpx.Response) -> Outcome:
    """The status, and why when it is a refusal."""
    return answer.status_code, "" if answer.is_success else answer.json()["code"]


def request(person: Person, method: str, path: str, body: object = None) -> Callable[[], httpx.Response]:
    return partial(person.send, method, path, {} if body is None else body)


def in_this_order(
    company: Company, admin_url: str, row: tuple[str, str], *requests: tuple[str, object]
) -> list[httpx.Response]:
    """Send these requests while a row they all need is held; they go through one after the other."""
    with holding(admin_url, *row) as queue:
        for path, body in requests:
            queue.join(request(company.browser(), "POST", path, body))
        return [answer for answer in queue.release() if isinstance(answer, httpx.Response)]


@pytest.fixture
def order(company: Company) -> Json:
    """A promised order of ten."""
    return company.confirmed(company.customer(), (company.product(stock="10", cost="6"), "10", "11.3"))


def test_an_order_delivered_twice_at_once_leaves_once(company: Company, order: Json) -> None:
    path = f"/sales-orders/{order['id']}/deliver"
    answers = together([request(company.browser(), "POST", path) for _ in range(8)])

    assert Counter(map(outcome, answers)) == {(201, ""): 1, (409, "sales.nothing_to_deliver"): 7}
    assert company.the_order(order)["lines"][0]["delivered"] == "10"


def test_an_order_delivered_in_parts_at_once_never_leaves_twice(company: Company, order: Json) -> None:
    line = company.the_order(order)["lines"][0]["id"]
    body = {"lines": [{"line_id": line, "quantity": "3"}]}
    answers = together(
        [request(company.browser(), "POST", f"/sales-orders/{order['id']}/deliver", body) for _ in range(6)]
    )

    assert Counter(map(outcome, answers)) == {(201, ""): 3, (409, "sales.delivers_too_much"): 3}
    assert company.the_order(order)["lines"][0]["delivered"] == "9"


@pytest.mark.parametrize("first", ["deliver", "cancel"])
def test_an_order_called_off_and_delivered_at_once_is_one_of_the_two(
    company: Company, order: Json, admin_database_url: str, first: str
) -> None:
    second = {"deliver": "cancel", "cancel": "deliver"}[first]
    answers = in_this_order(
        company,
        admin_database_url,
        ("sales_order", order["id"]),
        *[(f"/sales-orders/{order['id']}/{verb}", {}) for verb in (first, second)],
    )

    refused = {"deliver": (409, "sales.already_delivered"), "cancel": (409, "platform.wrong_state")}[first]
    assert [outcome(answer) for answer in answers] == [(201 if first == "deliver" else 200, ""), refused]
    now = company.the_order(order)
    assert (now["state"], now["delivery_state"]) == (
        ("confirmed", "full") if first == "deliver" else ("cancelled", "none")
    )


@pytest.mark.parametrize("first", ["invoice", "return"])
def test_goods_invoiced_and_brought_back_at_once_are_counted_once(
    company: Company, order: Json, admin_database_url: str, first: str
) -> None:
    delivery = company.deliver(order)
    line = company.get(f"/deliveries/{delivery['id']}")["lines"][0]["id"]
    invoice = ("/sales-invoices", {"order_id": order["id"]})
    back = (f"/deliveries/{delivery['id']}/return", {"lines": [{"line_id": line, "quantity": "4"}]})
    requests = (invoice, back) if first == "invoice" else (back, invoice)

    answers = in_this_order(company, admin_database_url, ("sales_order", order["id"]), *requests)

    assert [outcome(answer) for answer in answers] == [(201, "")] * 2
    invoiced, returned = answers if first == "invoice" else answers[::-1]
    state = company.get(f"/sales-returns/{returned.json()['id']}")["credit_state"]
    assert (invoiced.json()["gross"], state) == (("113", "due") if first == "invoice" else ("67.8", "none"))
    company.post_invoice(invoiced.json())
    if state == "due":
        company.credited(returned.json())
    assert company.accounts()["500101"] == "-60"
    assert company.the_order(order)["invoice_state"] == "full"


@pytest.mark.parametrize("first", ["withdraw", "return"])
def test_a_draft_withdrawn_while_its_goods_come_back_is_counted_once(
    company: Company, order: Json, admin_database_url: str, first: str
) -> None:
    delivery = company.deliver(order)
    draft = company.invoice(order)
    line = company.get(f"/deliveries/{delivery['id']}")["lines"][0]["id"]
    withdraw: tuple[str, object] = (f"/sales-invoices/{draft['id']}/cancel", {})
    back = (f"/deliveries/{delivery['id']}/return", {"lines": [{"line_id": line, "quantity": "4"}]})
    requests = (withdraw, back) if first == "withdraw" else (back, withdraw)

    answers = in_this_order(company, admin_database_url, ("sales_order", order["id"]), *requests)

    assert all(answer.is_success for answer in answers)
    assert company.invoiced(order)["gross"] == "67.8"
    assert company.the_order(order)["invoice_state"] == "full"


def test_an_order_invoiced_many_times_at_once_is_invoiced_once(company: Company, order: Json) -> None:
    company.deliver(order)
    body = {"order_id": order["id"]}
    answers = together([request(company.browser(), "POST", "/sales-invoices", body) for _ in range(8)])

    assert Counter(map(outcome, answers)) == {(201, ""): 1, (409, "sales.nothing_to_invoice"): 7}


def test_an_invoice_posted_many_times_at_once_is_in_the_books_once(company: Company, order: Json) -> None:
    company.deliver(order)
    draft = company.invoice(order)
    path = f"/sales-invoices/{draft['id']}/post"
    answers = together([request(company.browser(), "POST", path) for _ in range(8)])

    assert Counter(map(outcome, answers)) == {(200, ""): 1, (409, "platform.wrong_state"): 7}
    assert len(company.entries("sales_invoice", draft)) == 2


@pytest.mark.parametrize("first", ["post", "cancel"])
def test_a_draft_posted_and_withdrawn_at_once_is_one_of_the_two(
    company: Company, order: Json, admin_database_url: str, first: str
) -> None:
    company.deliver(order)
    draft = company.invoice(order)
    second = {"post": "cancel", "cancel": "post"}[first]
    answers = in_this_order(
        company,
        admin_database_url,
        ("sales_invoice", draft["id"]),
        *[(f"/sales-invoices/{draft['id']}/{verb}", {}) for verb in (first, second)],
    )

    assert [outcome(answer) for answer in answers] == [(200, ""), (409, "platform.wrong_state")]
    assert company.the_invoice(draft)["state"] == {"post": "posted", "cancel": "cancelled"}[first]


def test_a_return_credited_many_times_at_once_is_credited_once(company: Company, order: Json) -> None:
    delivery = company.deliver(order)
    company.invoiced(order)
    returned = company.take_back(delivery, "4")
    body = {"return_id": returned["id"]}
    answers = together([request(company.browser(), "POST", "/sales-invoices", body) for _ in range(8)])

    assert Counter(map(outcome, answers)) == {(201, ""): 1, (409, "sales.nothing_to_invoice"): 7}


def test_the_same_goods_brought_back_at_once_come_back_once(company: Company, order: Json) -> None:
    delivery = company.deliver(order)
    line = company.get(f"/deliveries/{delivery['id']}")["lines"][0]["id"]
    body = {"lines": [{"line_id": line, "quantity": "4"}]}
    path = f"/deliveries/{delivery['id']}/return"
    answers = together([request(company.browser(), "POST", path, body) for _ in range(5)])

    assert Counter(map(outcome, answers)) == {(201, ""): 2, (409, "sales.returns_too_much"): 3}
    assert company.get(f"/deliveries/{delivery['id']}")["lines"][0]["returned"] == "8"


def test_the_last_open_cent_is_settled_once(company: Company, order: Json) -> None:
    customer = order_customer(company, order)
    company.deliver(order)
    invoice = company.invoiced(order)
    company.receipt(customer, "112.99", {invoice["id"]: "112.99"})
    body = receipt_body(customer, "0.01", {invoice["id"]: "0.01"})
    answers = together([request(company.browser(), "POST", "/receipts", body) for _ in range(8)])

    assert Counter(map(outcome, answers)) == {(201, ""): 1, (409, "invoicing.settles_too_much"): 7}
    assert company.balance(customer) == ("0", "0")


def test_a_receipt_taken_back_many_times_at_once_is_taken_back_once(company: Company, order: Json) -> None:
    customer = order_customer(company, order)
    company.deliver(order)
    invoice = company.invoiced(order)
    receipt = company.receipt(customer, "113", {invoice["id"]: "113"})
    path = f"/receipts/{receipt['id']}/reverse"
    answers = together([request(company.browser(), "POST", path) for _ in range(8)])

    assert Counter(map(outcome, answers)) == {(200, ""): 1, (409, "payments.already_reversed"): 7}
    assert company.balance(customer) == ("113", "0")


@pytest.mark.parametrize("first", ["receipt", "credit note"])
def test_a_receipt_and_a_credit_note_at_once_settle_an_invoice_for_its_gross(
    company: Company, order: Json, admin_database_url: str, first: str
) -> None:
    customer = order_customer(company, order)
    delivery = company.deliver(order)
    invoice = company.invoiced(order)
    credit = company.credit_note(company.take_back(delivery, "4"))
    money = ("/receipts", receipt_body(customer, "113", {invoice["id"]: "113"}))
    post: tuple[str, object] = (f"/sales-invoices/{credit['id']}/post", {})
    requests = (money, post) if first == "receipt" else (post, money)

    answers = in_this_order(company, admin_database_url, ("sales_invoice", invoice["id"]), *requests)

    if first == "receipt":
        assert [outcome(answer) for answer in answers] == [(201, ""), (200, "")]
        assert company.the_invoice(credit)["open"] == "45.2"
        assert company.balance(customer) == ("-45.2", "0")
    else:
        assert [outcome(answer) for answer in answers] == [
            (200, ""),
            (409, "invoicing.settles_too_much"),
        ]
        assert company.balance(customer) == ("67.8", "0")


@pytest.mark.parametrize("first", ["confirm", "edit"])
def test_an_order_promised_while_it_is_edited_holds_what_it_says(
    company: Company, admin_database_url: str, first: str
) -> None:
    customer, screws = company.customer(), company.product(stock="10")
    nuts = company.product(stock="10", name="螺母")
    draft = company.order(customer, (screws, "4", "1"), (screws, "1", "1"))
    path = f"/sales-orders/{draft['id']}"
    confirm = request(company.browser(), "POST", f"{path}/confirm")
    edit = partial(company.browser().send, "PATCH", path, order_body(customer, (nuts, "7", "1")), version=1)
    with holding(admin_database_url, "sales_order", draft["id"]) as queue:
        for function in (confirm, edit) if first == "confirm" else (edit, confirm):
            queue.join(function)
        answers = [answer for answer in queue.release() if isinstance(answer, httpx.Response)]

    now = company.the_order(draft)
    lines = [(line["product_id"], line["quantity"]) for line in now["lines"]]
    held = (company.on_hand(screws)["held"], company.on_hand(nuts)["held"])
    assert now["state"] == "confirmed"
    if first == "confirm":
        assert [outcome(answer) for answer in answers] == [(200, ""), (409, "platform.wrong_state")]
        assert (lines, held) == ([(screws, "4"), (screws, "1")], ("5", "0"))
    else:
        assert [outcome(answer) for answer in answers] == [(200, ""), (200, "")]
        assert (lines, held) == ([(nuts, "7")], ("0", "7"))


def test_a_draft_edited_by_many_at_once_is_changed_by_one(company: Company) -> None:
    customer, screws = company.customer(), company.product()
    draft = company.order(customer, (screws, "1", "1"))
    edits = [
        partial(
            company.browser().send,
            "PATCH",
            f"/sales-orders/{draft['id']}",
            order_body(customer, (screws, str(number), "1")),
            version=1,
        )
        for number in range(2, 10)
    ]
    answers = together(edits)

    assert Counter(map(outcome, answers)) == {(200, ""): 1, (412, "platform.version_changed"): 7}
    now = company.the_order(draft)
    (winner,) = (answer.json() for answer in answers if answer.is_success)
    assert (now["gross"], len(now["lines"]), now["version"]) == (winner["gross"], 1, 2)


def test_a_record_changed_and_removed_at_once_by_many_is_never_half_of_both(company: Company) -> None:
    customer = company.customer()
    path = f"/parties/{customer}"
    actions = [
        partial(company.browser().send, "PATCH", path, {"note": f"{number}"}, version=1)
        for number in range(4)
    ] + [partial(company.browser().send, "DELETE", path, version=1) for _ in range(4)]

    answers = together(actions)

    assert sum(answer.is_success for answer in answers) == 1
    assert {answer.status_code for answer in answers} <= {200, 204, 404, 412}
    told = company.get(f"/history/party/{customer}")["events"]
    assert len(told) == 2, "the creation, and the one change or removal"


def order_customer(company: Company, order: Json) -> str:
    return str(company.the_order(order)["party"]["id"])


def test_two_pickers_tick_one_list_and_one_of_them_finishes_it(company: Company) -> None:
    """What both scanned is counted together; both press the button, and the goods leave once."""
    screws = company.product(stock="40", cost="2")
    orders = [
        company.confirmed(company.customer(name), (screws, "8", "113")) for name in ("甲公司", "乙公司")
    ]
    pick = Picker(company).make(*orders)
    people = [company.browser() for _ in range(2)]
    line = pick["lines"][0]

    def tick(person: Person) -> None:
        for _ in range(4):
            one = {"line_id": line["id"], "quantity": "1", "more": True}
            person.post(f"/pick-lists/{pick['id']}/tick", {"lines": [one]})

    together([partial(tick, person) for person in people])
    assert company.get(f"/pick-lists/{pick['id']}")["lines"][0]["found"] == "8"

    body = Picker(company).body(pick)
    path = f"/pick-lists/{pick['id']}/finish"
    answers = together([partial(person.send, "POST", path, body) for person in people])
    assert sorted(answer.status_code for answer in answers) == [200, 409]
    assert len(company.get("/deliveries")["items"]) == 2
    assert company.on_hand(screws)["on_hand"] == "24"
