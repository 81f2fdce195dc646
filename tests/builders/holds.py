"""Goods that are kept for customers (预留), as salespeople ask for them."""

from collections.abc import Callable
from uuid import UUID

from tests.builders.company import Company
from tests.builders.http import Json, Person

TODAY = "2026-11-02"


def hold_body(customer: str, *lines: tuple[str, str], **fields: object) -> Json:
    """So many of these products to be kept for a customer."""
    rows = [{"product_id": product, "quantity": quantity} for product, quantity in lines]
    return {"party_id": customer, "reason": "客户在走内部审批", "lines": rows, **fields}


def held_for(who: Person, customer: str, *lines: tuple[str, str], **fields: object) -> Json:
    """Keep goods for a customer."""
    return who.post("/goods-holds", hold_body(customer, *lines, **fields))


def the_hold(who: Person, hold: Json) -> Json:
    """A hold as it stands."""
    return who.get(f"/goods-holds/{hold['id']}")


def state_of(who: Person, hold: Json) -> tuple[str, list[str]]:
    """Where a hold stands, and how much of each of its lines went over to orders."""
    found = the_hold(who, hold)
    return found["state"], [line["used"] for line in found["lines"]]


def holds_of_everything(company: Company, customer: str, words: str) -> None:
    """A hold of which a part went over to an order, one that is used up, and one that was let go."""
    product = company.product(name=f"水泵 {words}", stock="30")
    kept, used, released = (
        held_for(company, customer, (product, "5"), reason=f"预留 {words}") for _ in range(3)
    )
    for hold, quantity in ((kept, "2"), (used, "5")):
        company.confirmed(customer, (product, quantity, "113"), hold_id=hold["id"])
    company.post(f"/goods-holds/{released['id']}/release", {"reason": f"不要了 {words}"})


def hold_bodies(id_of: Callable[[str], UUID], order: Json, customer: str) -> dict[str, Json]:
    """Bodies for holds that would be accepted with these ids."""
    names = ("party_id", "warehouse_id", "owner_id")
    lines = [{"product_id": line["product_id"], "quantity": "1"} for line in order["lines"]]
    hold = {**{name: order[name] for name in names}, "reason": "x", "lines": lines}
    deal = {"opportunity_id": str(id_of("opportunity"))}
    return {
        "POST /goods-holds": hold,
        "POST /goods-holds opportunity_id": hold | deal,
        "POST /goods-holds/{hold_id}/extend": {"expires_on": "2026-11-20"},
        "POST /goods-holds/{hold_id}/release": {"reason": "x"},
    }


HOLD_FAULTS = [
    (
        "UPDATE goods_hold_line SET used = used - 1 WHERE used > 0",
        "holds_are_their_lines",
        "what is kept for customers is held for them",
    ),
    (
        "UPDATE goods_hold SET expires_on = expires_on + 1 WHERE state = 'held'",
        "holds_are_their_lines",
        "what is kept for customers is held for them",
    ),
    (
        "UPDATE stock_hold SET released = 0 WHERE source_type = 'goods_hold' AND released > 0",
        "ended_holds_hold_nothing",
        "what is kept for customers is held for them",
    ),
    ("UPDATE goods_hold SET state = 'released' WHERE state = 'used'", "ended_holds_hold_nothing", None),
]
