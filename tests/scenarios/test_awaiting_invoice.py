"""Whoever has a supplier's invoice in hand finds the order that it is for."""

from tests.builders.company import Company
from tests.builders.http import Json
from tests.builders.purchases import Buying


def waits(company: Company, **query: object) -> list[tuple[str, str, str]]:
    """Which orders wait: number, and what of it is to be invoiced and to be credited."""
    rows: list[Json] = company.get("/purchase-orders/awaiting-invoice", **query)["items"]
    return [(row["number"], row["to_invoice"], row["to_credit"]) for row in rows]


def test_orders_wait_from_their_receipt_to_their_invoice(company: Company) -> None:
    screws, bricks = company.product(), company.product(name="砖")
    buying = Buying(company)
    supplier = buying.supplier()
    first = buying.confirmed(supplier, (screws, "10", "4"), (bricks, "5", "2"))
    second = buying.confirmed(buying.supplier("三元乳业"), (screws, "3", "5"))
    assert waits(company) == []
    receipt = buying.receive(first, "6", "5")
    assert waits(company) == [(first["number"], "34", "0")]
    buying.receive(second)
    both = [(second["number"], "15", "0"), (first["number"], "34", "0")]
    assert waits(company) == both
    page = company.get("/purchase-orders/awaiting-invoice", limit=1)
    assert waits(company, limit=1, cursor=page["next_cursor"]) == both[1:]
    assert waits(company, search="三元") == both[:1]
    assert waits(company, search=first["number"]) == both[1:]
    assert waits(company, search="%") == []

    # All that waits is invoiced, then half of the screws goes back.
    buying.invoiced(first, "A1")
    assert waits(company) == both[:1]
    buying.send_back(company.get(f"/purchase-receipts/{receipt['id']}"), "3", "0")
    assert waits(company, search=first["number"]) == [(first["number"], "0", "12")]
    assert company.get(f"/purchase-orders/{first['id']}")["allowed_actions"] == [
        "take_in",
        "enter_credit",
        "close",
    ]
