"""Hands that tell goods apart: lots, serial numbers, verdicts."""

from typing import Any

from tests.builders.company import Company
from tests.builders.http import Json, Person

Lot = tuple[str, str] | tuple[str, str, str]


class LotKeeper:
    """A storekeeper of one product that is told apart."""

    def __init__(
        self,
        company: Company,
        who: Person | None = None,
        *,
        name: str = "酸奶",
        tracking: str = "lot",
        **fields: Any,
    ) -> None:
        self.company, self.who = company, who or company
        self.product = company.product(name=name, tracking=tracking, **fields)

    def receive(self, *parts: Lot, cost: str = "5", **fields: object) -> Json:
        """Goods come in as these lots: number, quantity and, where it is said, the last day."""
        line = {"product_id": self.product, "quantity": total(parts), "unit_cost": cost, "lots": lots(parts)}
        return self.who.post("/stock-receipts", {"lines": [line], **fields})

    def line(self, quantity: str, *parts: Lot) -> Json:
        """A line that takes these lots, or what expires first."""
        return {"product_id": self.product, "quantity": quantity, "lots": lots(parts)}

    def issue(self, quantity: str, *parts: Lot, **fields: object) -> Json:
        """So many leave."""
        return self.who.post("/stock-issues", {"lines": [self.line(quantity, *parts)], **fields})

    def judge(self, verdict: str, lot: str | None, quantity: str, before: str, **fields: object) -> Json:
        """A verdict on so many of a lot."""
        line = {"product_id": self.product, "lot": lot, "before": before, "quantity": quantity}
        body = {"verdict": verdict, "reason": "外观完好", "lines": [line], **fields}
        return self.who.post("/stock-verdicts", body)

    def lying(self, **query: object) -> list[tuple[str, str, str]]:
        """What lies there, first what goes first: number, quality, quantity."""
        (found,) = self.company.get("/stock/tracked", product_id=self.product, **query)
        return [(row["number"], row["quality"], row["quantity"]) for row in found["lots"]]

    def on_hand(self) -> tuple[str, str, str]:
        """On hand, not free, available, in the one place where any lies."""
        (row,) = self.company.get("/stock/on-hand", product_id=self.product)["items"]
        return row["on_hand"], row["blocked"], row["available"]

    def lot_id(self, number: str) -> str:
        """The id of a lot."""
        query = "SELECT id FROM stock_lot WHERE tenant_id = %s AND product_id = %s AND number = %s"
        return str(self.company.books.one(query, [self.company.tenant_id, self.product, number]))


def lots(parts: tuple[Lot, ...]) -> list[Json]:
    """What the browser sends for lots."""
    return [
        {"number": part[0], "quantity": part[1], **({"expires_on": part[2]} if len(part) > 2 else {})}
        for part in parts
    ]


def moved(paper: Json) -> list[tuple[str, str]]:
    """Which lots a document's lines moved."""
    return [(lot["number"], lot["quantity"]) for line in paper["lines"] for lot in line["lots"]]


def total(parts: tuple[Lot, ...]) -> str:
    """How many these are together."""
    return str(sum(int(part[1]) for part in parts))
