"""Changes of promised orders (变更单), as salespeople write them."""

from typing import Any
from uuid import UUID

from tests.builders.company import Company
from tests.builders.http import Json, Person


def wish_of(order: Json, *changes: dict[str, Any] | None, **fields: object) -> Json:
    """The whole order as it is wanted: for each of its lines what is different, None to leave it out; what comes
    beyond its lines is new."""
    lines = [
        {
            "order_line_id": line["id"],
            "product_id": line["product_id"],
            "quantity": line["typed_quantity"],
            "unit_price": line["unit_price"],
            "tax_code": line["tax_code"],
            "unit_id": line["typed_unit_id"],
            "deliver_on": line["deliver_on"],
        }
        for line in order["lines"]
    ]
    wanted = [{**line, **change} for line, change in zip(lines, changes, strict=False) if change is not None]
    new = [change for change in changes[len(lines) :] if change is not None]
    kept = {name: order[name] for name in ("deliver_on", "note")}
    return {"reason": "客户改了需求", **kept, "lines": [*wanted, *lines[len(changes) :], *new], **fields}


def begun(who: Person, order: Json, *changes: dict[str, Any] | None, **fields: object) -> Json:
    """A change of an order that is written, and not in effect yet."""
    found = who.get(f"/sales-orders/{order['id']}")
    return who.post(f"/sales-orders/{order['id']}/changes", wish_of(found, *changes, **fields))


def take_effect(who: Person, change: Json) -> Json:
    """Put a change into effect."""
    return who.post(f"/sales-order-changes/{change['id']}/take-effect")


def changed(who: Person, order: Json, *changes: dict[str, Any] | None, **fields: object) -> Json:
    """A change of an order that is in effect."""
    return take_effect(who, begun(who, order, *changes, **fields))


def the_change(who: Person, change: Json) -> Json:
    """A change as it stands."""
    return who.get(f"/sales-order-changes/{change['id']}")


def differing(change: Json) -> list[tuple[str, str | None, str | None, str]]:
    """What a change makes of each line: kind, quantity and price before and after, and how much more that is."""

    def side(one: Json) -> str | None:
        return None if one is None else f"{one['quantity']} x {one['unit_price']}"

    return [(one["kind"], side(one["old"]), side(one["new"]), one["more"]) for one in change["differences"]]


def lines_of(order: Json) -> list[tuple[str, ...]]:
    """Lines of an order: quantity, price, delivered, total."""
    names = ("quantity", "unit_price", "delivered", "gross")
    return [tuple(line[name] for name in names) for line in order["lines"]]


def changes_of_everything(company: Company, customer: str, words: str) -> None:
    """An order that was changed when a part of it had left, a change that is written, and one that was called off."""
    product = company.product(name=f"阀门 {words}", stock="30")
    order = company.confirmed(customer, (product, "9", "113"), (product, "2", "113"))
    company.deliver(order, "3", "0")
    changed(company, order, {"unit_price": "100"}, None, reason=f"降价 {words}", note=words)
    company.post(f"/sales-order-changes/{begun(company, order, {}, {'quantity': '1'})['id']}/cancel")
    begun(company, order, {}, {"quantity": "7"}, reason=f"加量 {words}", note=words)


def written_change(company: Company) -> Json:
    """A change that is being written, and a line of its order."""
    (found,) = company.books.rows(_WRITTEN, [company.tenant_id])
    return found


_WRITTEN = """SELECT c.id, l.order_line_id FROM sales_order_change c
  JOIN sales_order_change_line l ON l.tenant_id = c.tenant_id AND l.change_id = c.id AND l.side = 'was'
 WHERE c.tenant_id = %s AND c.state = 'draft' ORDER BY c.id, l.line_no LIMIT 1"""


def change_bodies(company: Company, line: UUID, order: Json) -> dict[str, Json]:
    """Bodies for changes of orders whose ids would be accepted: of a new one, and of the one that is written."""

    def wish(line_id: UUID) -> Json:
        return {"reason": "x", "lines": [{**order["lines"][0], "order_line_id": str(line_id)}]}

    return {
        "POST /sales-orders/{order_id}/changes": wish(line),
        "PATCH /sales-order-changes/{change_id}": wish(written_change(company)["order_line_id"]),
    }
