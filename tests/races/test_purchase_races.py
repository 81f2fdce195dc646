"""Two people at one purchase: never more received than ordered, never more paid than owed."""

from collections import Counter
from functools import partial

import httpx
import pytest

from tests.builders.company import Company
from tests.builders.http import Json
from tests.builders.purchases import Buying, landed_body, payment_body
from tests.builders.together import together


@pytest.fixture
def buying(company: Company) -> Buying:
    return Buying(company)


def all_send(company: Company, count: int, path: str, body: object) -> Counter[tuple[int, str]]:
    """So many people send the same at once; how each of them fared."""
    answers: list[httpx.Response] = together(
        [partial(company.browser().send, "POST", path, body) for _ in range(count)]
    )
    return Counter(
        (answer.status_code, "" if answer.is_success else answer.json()["code"]) for answer in answers
    )


def received(buying: Buying, quantity: str) -> tuple[str, Json]:
    """A supplier, and an order of his that came in."""
    supplier = buying.supplier()
    order = buying.confirmed(supplier, (buying.company.product(), quantity, "50"))
    buying.receive(order)
    return supplier, order


def test_the_last_open_quantity_is_received_once(company: Company, buying: Buying) -> None:
    order = buying.confirmed(buying.supplier(), (company.product(), "10", "50"))
    line = buying.the_order(order)["lines"][0]["id"]
    body = {"lines": [{"line_id": line, "quantity": "3"}]}

    fared = all_send(company, 6, f"/purchase-orders/{order['id']}/receive", body)

    assert fared == {(201, ""): 3, (409, "purchasing.receives_too_much"): 3}
    assert buying.the_order(order)["lines"][0]["received"] == "9"
    assert company.books.broken_laws(company.tenant_id) == []


def test_what_waits_is_invoiced_once(company: Company, buying: Buying) -> None:
    _, order = received(buying, "10")
    line = buying.the_order(order)["lines"][0]["id"]

    def bodies(number: int) -> Json:
        lines = [{"order_line_id": line, "quantity": "10"}]
        return {"order_id": order["id"], "supplier_number": f"{number}", "lines": lines}

    answers = together(
        [partial(company.browser().send, "POST", "/supplier-invoices", bodies(number)) for number in range(4)]
    )

    assert sorted(answer.status_code for answer in answers) == [201, 409, 409, 409]
    assert buying.the_order(order)["lines"][0]["invoiced"] == "10"


def test_one_number_of_a_supplier_is_entered_once(company: Company, buying: Buying) -> None:
    supplier, first = received(buying, "10")
    second = buying.confirmed(supplier, (company.product(name="螺母"), "10", "50"))
    buying.receive(second)

    answers = together(
        [
            partial(
                company.browser().send,
                "POST",
                "/supplier-invoices",
                {"order_id": order["id"], "supplier_number": "24312000000012345678"},
            )
            for order in (first, second)
        ]
    )

    assert sorted(answer.status_code for answer in answers) == [201, 409]


def test_an_invoice_is_paid_once(company: Company, buying: Buying) -> None:
    supplier, order = received(buying, "10")
    invoice = buying.invoiced(order, "1")
    body = payment_body(supplier, "565", {invoice["id"]: "565"})

    fared = all_send(company, 4, "/payments", body)

    assert fared == {(201, ""): 1, (409, "invoicing.settles_too_much"): 3}
    assert buying.balance(supplier) == ("0", "0")
    assert company.books.broken_laws(company.tenant_id) == []


def test_a_prepayment_is_used_once(company: Company, buying: Buying) -> None:
    supplier, order = received(buying, "10")
    ahead = buying.pay(supplier, "400")
    invoice = buying.invoiced(order, "1")
    body = {"allocations": [{"invoice_id": invoice["id"], "amount": "200"}]}

    fared = all_send(company, 4, f"/payments/{ahead['id']}/apply", body)

    assert fared == {(200, ""): 2, (409, "payments.applies_too_much"): 2}
    assert buying.balance(supplier) == ("165", "0")
    assert company.books.broken_laws(company.tenant_id) == []


def test_two_post_one_invoice_and_it_is_in_the_books_once(company: Company, buying: Buying) -> None:
    _, order = received(buying, "10")
    draft = buying.entered(order, "1")

    fared = all_send(company, 4, f"/supplier-invoices/{draft['id']}/post", {})

    assert fared == {(200, ""): 1, (409, "platform.wrong_state"): 3}
    assert company.accounts()["220201"] == "-565"


def test_a_cost_on_the_way_is_spread_while_its_goods_leave_and_is_taken_back_once(
    company: Company, buying: Buying
) -> None:
    """However they fall, what came in and what was spread is what left and what lies there; nobody waits for ever."""
    products = [company.product(name=name) for name in ("甲", "乙", "丙")]
    order = buying.confirmed(buying.supplier(), *[(product, "10", "10") for product in products])
    lines = [line["id"] for line in buying.lines_of(buying.receive(order))]
    customer, carrier = company.customer(), buying.supplier("顺达物流")
    sold = [
        company.confirmed(customer, *[(one, "1", "113") for one in products[::turn]]) for turn in (1, -1, 1)
    ]
    there, back = landed_body(lines, net="30"), landed_body(lines[::-1], net="60")
    owed = {"party_id": carrier, "tax": "0"}

    answers = together(
        [
            *[
                partial(company.browser().send, "POST", f"/sales-orders/{one['id']}/deliver", {})
                for one in sold
            ],
            partial(
                company.browser().send, "POST", "/landed-costs", {**there, **owed, "supplier_number": "1"}
            ),
            partial(
                company.browser().send, "POST", "/landed-costs", {**back, **owed, "supplier_number": "2"}
            ),
        ]
    )
    assert [answer.status_code for answer in answers] == [201] * 5
    assert buying.balance(carrier) == ("90", "0")

    path = f"/landed-costs/{answers[-1].json()['id']}/reverse"
    assert all_send(company, 3, path, {}) == {(200, ""): 1, (409, "platform.wrong_state"): 2}
    assert buying.balance(carrier) == ("30", "0")
    assert company.books.broken_laws(company.tenant_id) == []


def test_goods_are_invoiced_while_their_price_is_corrected(company: Company, buying: Buying) -> None:
    """Whoever comes first: what the goods cost is cost in the end, and nothing of it stays behind on 1406."""
    product, customer = company.product(), company.customer()
    bill = buying.confirmed(buying.supplier(), (product, "10", "10"))
    buying.receive(bill)
    drafts = []
    for _ in range(5):
        order = company.confirmed(customer, (product, "2", "113"))
        company.deliver(order)
        drafts.append(company.invoice(order))
    late = buying.entered(bill, "F-1", ("13",))
    posts = [partial(company.browser().post, f"/sales-invoices/{draft['id']}/post") for draft in drafts]
    post_late = partial(company.browser().post, f"/supplier-invoices/{late['id']}/post", {"reason": "涨价"})

    together([*posts[:3], post_late, *posts[3:]])

    accounts = company.accounts()
    assert ("1406" in accounts, "1405" in accounts, accounts["540101"]) == (False, False, "130")
    assert company.books.broken_laws(company.tenant_id) == []
    assert company.get("/verify")["green"]
