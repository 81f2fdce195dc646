"""One basket through the line: ordered, delivered, invoiced, paid; what came back is credited and refunded."""

from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from heyi.app.replay.reading import LONGEST_ORDER, Basket, Line
from heyi.app.replay.sending import Sender
from heyi.app.replay.state import Outcome, ReplayState

_CENT = Decimal("0.01")
Delivered = tuple[str, str, str, int, Decimal]


class BasketReplay:
    """Sends baskets of a file for which customers and products are made."""

    def __init__(
        self, sender: Sender, state: ReplayState, products: dict[str, str], customers: dict[str, str]
    ) -> None:
        self._sender = sender
        self._state = state
        self._products = products
        self._customers = customers

    def send(self, basket: Basket) -> None:
        """Send one basket and note what became of each of its lines.

        Raises:
            Refused: the server refused what must not be refused.
        """
        outcomes = [
            Outcome(line.number, f"refused: {line.refusal}", line.quantity, line.amount)
            for line in basket.lines
            if line.refusal is not None
        ]
        delivered: list[Delivered] = []
        sold = basket.sold
        for start in range(0, len(sold), LONGEST_ORDER):
            part = sold[start : start + LONGEST_ORDER]
            delivered += self._sell(basket, part, f"{basket.key}:{start}")
            outcomes += [Outcome(line.number, "sold", line.quantity, line.amount) for line in part]
        taken_back: dict[str, Decimal] = {}
        outcomes += self._take_back(basket, taken_back)
        self._state.finish(basket.key, outcomes, delivered, taken_back)

    def _sell(self, basket: Basket, lines: list[Line], key: str) -> list[Delivered]:
        post, day = self._sender.post, basket.day.isoformat()
        party_id = self._customers[basket.customer]
        body = {
            "party_id": party_id,
            "ordered_on": day,
            "lines": [
                {
                    "product_id": self._products[line.product],
                    "quantity": str(line.quantity),
                    "unit_price": str(line.unit_price),
                }
                for line in lines
            ],
        }
        order = post("/sales-orders", body, key=f"{key}:order")
        place = f"/sales-orders/{order['id']}"
        post(f"{place}/confirm", {}, key=f"{key}:confirm")
        delivery = post(f"{place}/deliver", {"delivered_on": day}, key=f"{key}:deliver")
        invoice = post("/sales-invoices", {"order_id": order["id"], "invoiced_on": day}, key=f"{key}:invoice")
        invoice = post(f"/sales-invoices/{invoice['id']}/post", {}, key=f"{key}:post")
        self._settle("receipt", party_id, day, invoice, key=f"{key}:receipt")
        shown = self._sender.get(f"/deliveries/{delivery['id']}")["lines"]
        return [
            (made["id"], delivery["id"], _way(basket, line), line.number, line.quantity)
            for made, line in zip(shown, lines, strict=True)
        ]

    def _take_back(self, basket: Basket, taken_back: dict[str, Decimal]) -> list[Outcome]:
        """Returns are matched to what the same customer got earlier of the same product at the same price."""
        outcomes: list[Outcome] = []
        by_delivery: dict[str, dict[str, Decimal]] = {}
        for line in basket.returned:
            left = -line.quantity
            for place in self._state.returnable(_way(basket, line)):
                taken = min(left, place.open - taken_back.get(place.line_id, Decimal(0)))
                if taken > 0:
                    taken_back[place.line_id] = taken_back.get(place.line_id, Decimal(0)) + taken
                    lines = by_delivery.setdefault(place.delivery_id, {})
                    lines[place.line_id] = lines.get(place.line_id, Decimal(0)) + taken
                    left -= taken
            done = -line.quantity - left
            if done:
                outcomes.append(Outcome(line.number, "returned", -done, -done * line.unit_price))
            if left:
                reason = "refused: no_delivery_to_return"
                outcomes.append(Outcome(line.number, reason, -left, -left * line.unit_price))
        for delivery_id, lines in by_delivery.items():
            self._return(basket, delivery_id, lines)
        return outcomes

    def _return(self, basket: Basket, delivery_id: str, lines: dict[str, Decimal]) -> None:
        post, day, key = self._sender.post, basket.day.isoformat(), f"{basket.key}:return:{delivery_id}"
        asked = [{"line_id": line_id, "quantity": str(quantity)} for line_id, quantity in lines.items()]
        body: dict[str, Any] = {"lines": asked, "returned_on": day}
        made = post(f"/deliveries/{delivery_id}/return", body, key=key)
        note = post("/sales-invoices", {"return_id": made["id"], "invoiced_on": day}, key=f"{key}:credit")
        note = post(f"/sales-invoices/{note['id']}/post", {}, key=f"{key}:post")
        self._settle("refund", self._customers[basket.customer], day, note, key=f"{key}:refund")

    def _settle(self, kind: str, party_id: str, day: str, invoice: dict[str, Any], *, key: str) -> None:
        amount = invoice["open"]
        if Decimal(amount) == 0:
            return
        allocation = {"invoice_id": invoice["id"], "amount": amount}
        body = {
            "kind": kind,
            "party_id": party_id,
            "amount": amount,
            "received_on": day,
            "allocations": [allocation],
        }
        self._sender.post("/receipts", body, key=key)


def _way(basket: Basket, line: Line) -> str:
    """What a return must agree with: customer, product and price."""
    return f"{basket.customer}|{line.product}|{line.unit_price.quantize(_CENT, ROUND_HALF_UP)}"
