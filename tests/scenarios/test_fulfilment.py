"""发货看板: what the storekeeper finds in the morning, from the shelf to the customer's hand. It is 2026-11-02."""

from collections.abc import Callable

from tests.builders.colleague import Colleague
from tests.builders.company import Company
from tests.builders.http import Json, Person
from tests.builders.scoped import colleague_with
from tests.builders.sea import person_id
from tests.builders.shipping import carrier, shipped, signed_for

Lanes = dict[str, list[str]]


def lanes(who: Person) -> Lanes:
    """Of each lane the numbers of its cards with day, detail and whether they are late."""
    told = {}
    for lane in who.get("/fulfilment")["lanes"]:
        assert (lane["count"], lane["late"]) == (
            len(lane["cards"]),
            sum(one["late"] for one in lane["cards"]),
        )
        told[lane["step"]] = [
            f"{one['number']} {one['day']} {one['detail']} {'late' if one['late'] else ''}".strip()
            for one in lane["cards"]
        ]
    return told


def test_goods_go_from_the_shelf_to_the_customer_lane_by_lane(company: Company) -> None:
    customer, product = company.customer(), company.product(stock="100")
    service = company.service()

    def order(day: str, *more: tuple[str, str, str]) -> Json:
        return company.confirmed(
            customer, (product, "5", "113"), *more, ordered_on="2026-10-20", deliver_on=day
        )

    late, soon = order("2026-10-30", (service, "1", "106")), order("2026-11-05", (product, "1", "113"))
    company.confirmed(customer, (service, "1", "106"))
    company.order(customer, (product, "1", "113"))
    assert lanes(company) == {
        "to_pick": [f"{late['number']} 2026-10-30 1 late", f"{soon['number']} 2026-11-05 2"],
        "picking": [],
        "to_send": [],
        "under_way": [],
        "trouble": [],
    }

    pick = company.post("/pick-lists", {"order_ids": [late["id"]]})
    assert lanes(company)["picking"] == [f"{late['number']} 2026-10-30 {pick['number']} late"]
    company.post(f"/pick-lists/{pick['id']}/give-up")
    delivery = company.deliver(soon)
    assert lanes(company)["to_send"] == [f"{delivery['number']} 2026-11-02 None"]

    sent = shipped(company, delivery, carrier_id=carrier(company), tracking_number="SF1")
    assert lanes(company) == {
        "to_pick": [f"{late['number']} 2026-10-30 1 late"],
        "picking": [],
        "to_send": [],
        "under_way": [f"{sent['number']} 2026-11-02 顺丰速运 SF1"],
        "trouble": [],
    }
    # What was not taken is somebody's work until it is posted as a return.
    signed_for(company, sent, outcome="refused", receipt_note="客户说没有订")
    assert lanes(company)["trouble"] == [f"{sent['number']} 2026-11-02 客户说没有订 late"]
    company.take_back(delivery, "5", "1")
    assert lanes(company)["trouble"] == lanes(company)["to_send"] == []
    # What came back whole before it was sent is not to be sent either.
    came_back = company.deliver(late)
    company.take_back(came_back, "5", "0")
    assert lanes(company)["to_send"] == []


def test_the_board_shows_what_its_reader_sees_by_the_same_statements(company: Company) -> None:
    mine, other = company.colleague("sales", "李四"), company.colleague("sales", "王五")
    product = company.product(stock="100")

    def order(owner: Colleague) -> Json:
        customer = company.customer(f"客户 {owner.login}", owner_id=person_id(owner))
        return company.confirmed(customer, (product, "1", "113"), owner_id=person_id(owner))

    first = order(mine)
    counted: Callable[[], int] = lambda: company.statements("GET", "/fulfilment")  # noqa: E731
    few = counted()
    for _ in range(3):
        shipped(company, company.deliver(order(mine)))
        order(other)
    assert counted() == few
    assert lanes(mine)["to_pick"] == [f"{first['number']} None 1"]
    assert len(lanes(mine)["under_way"]) == 3
    assert [len(lanes(other)[step]) for step in ("to_pick", "under_way")] == [3, 0]


def test_the_board_tells_nothing_that_is_hidden(company: Company) -> None:
    order = company.confirmed(company.customer(), (company.product(stock="20"), "10", "113"))
    delivery = company.deliver(order, "5")
    shipped(company, delivery, tracking_number="SF1")
    signed_for(company, shipped(company, delivery), outcome="partly", receipt_note="压坏")
    hidden = {
        "waybill": dict.fromkeys(("tracking_number", "receipt_note", "driver", "party_id"), "hidden"),
        "sales_order": dict.fromkeys(("party_id", "next_delivery_on"), "hidden"),
    }
    permissions = ["sales.order.view", "sales.delivery.view", "shipping.waybill.view"]
    reader = colleague_with(company, permissions, fields=hidden)
    cards = [card for lane in reader.get("/fulfilment")["lanes"] for card in lane["cards"]]
    told = [(card["record"], card["party"], card["day"], card["detail"]) for card in cards]
    assert told == [
        ("sales_order", None, None, "1"),
        ("waybill", None, "2026-11-02", None),
        ("waybill", None, "2026-11-02", None),
    ]


def test_a_return_from_before_sees_to_no_trouble(company: Company) -> None:
    delivery = company.deliver(
        company.confirmed(company.customer(), (company.product(stock="9"), "9", "113"))
    )
    sent = shipped(company, delivery)
    company.take_back(delivery, "1")
    signed_for(company, sent, outcome="refused", receipt_note="拒收")
    assert len(lanes(company)["trouble"]) == 1
    company.take_back(delivery, "8")
    assert lanes(company)["trouble"] == []
