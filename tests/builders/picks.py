"""Hands that pick goods for orders."""

from tests.builders.company import Company
from tests.builders.http import Json, Person


class Picker:
    """Somebody who takes goods from the shelves."""

    def __init__(self, company: Company, who: Person | None = None) -> None:
        self.company, self.who = company, who or company

    def make(self, *orders: Json, **fields: object) -> Json:
        """A pick list for these orders."""
        return self.who.post("/pick-lists", {"order_ids": [order["id"] for order in orders], **fields})

    def finish(self, pick: Json, *found: str, reason: str | None = None, **fields: object) -> Json:
        """The list is ended with these quantities of its lines, or all of them."""
        return self.who.post(
            f"/pick-lists/{pick['id']}/finish", self.body(pick, *found, reason=reason) | fields
        )

    def body(self, pick: Json, *found: str, reason: str | None = None) -> Json:
        """What the browser sends when a list is ended."""
        amounts = found or tuple(line["quantity"] for line in pick["lines"])
        lines = []
        for line, amount in zip(pick["lines"], amounts, strict=True):
            short = {"reason": reason} if reason and amount != line["quantity"] else {}
            lines.append({"line_id": line["id"], "quantity": amount, **short})
        return {"lines": lines}


def told(pick: Json, *names: str) -> list[list[object]]:
    """These values of each line of a list."""
    return [
        [line[name]["title"] if name == "order" else line[name] for name in names] for line in pick["lines"]
    ]
