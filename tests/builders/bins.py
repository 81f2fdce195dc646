"""Hands that put goods into bins and find them there."""

from tests.builders.company import Company
from tests.builders.http import Json, Person
from tests.builders.stock import Store

Part = tuple[str, str]


class BinKeeper(Store):
    """A storekeeper of a main warehouse with bins A-01-01 to A-02-02; goods come into REC."""

    def __init__(self, company: Company, who: Person | None = None, *, on: bool = True) -> None:
        super().__init__(company, who)
        self.make("A-01-01", "A-02-02")
        if on:
            self.switch("on", receiving="REC")

    def make(self, first: str, last: str | None = None, **fields: object) -> Json:
        """A bin, or a series of them."""
        body = {"warehouse_id": self.main, "first": first, "last": last, **fields}
        return self.who.post("/warehouse-bins", body)

    def switch(self, way: str, **fields: object) -> Json:
        """Bins of the main warehouse switched on or off."""
        return self.company.post(f"/warehouses/{self.main}/bins-{way}", fields)

    def receive(self, product: str, quantity: str, *parts: Part, **fields: object) -> Json:
        """Goods come into the bins that are named, or into their usual one."""
        line = {"product_id": product, "quantity": quantity, "unit_cost": "2", "lots": in_bins(*parts)}
        return self.who.post("/stock-receipts", {"lines": [line], **fields})

    def take(self, product: str, quantity: str, *parts: Part, **fields: object) -> Json:
        """Goods leave the bins that are named, or those that one walks past first."""
        line = {"product_id": product, "quantity": quantity, "lots": in_bins(*parts)}
        return self.who.post("/stock-issues", {"lines": [line], **fields})

    def move(self, product: str, here: str, there: str, quantity: str | None = None) -> Json:
        """Goods moved from one bin into another."""
        return self.who.post("/bin-moves", self.move_body(product, here, there, quantity))

    def move_body(self, product: str, here: str, there: str, quantity: str | None = None) -> Json:
        """What the browser sends to move goods."""
        line = {"product_id": product, "from_bin": here, "to_bin": there, "quantity": quantity}
        return {"warehouse_id": self.main, "lines": [line]}

    def standing(self, product: str | None = None) -> dict[str, str]:
        """How many stand in each bin, of a product or of all, in the order in which one walks past them."""
        asked = {"product_id": product} if product else {}
        found: dict[str, str] = {}
        for row in self.company.get("/stock/in-bins", **asked)["items"]:
            found[row["bin"]] = str(int(found.get(row["bin"], "0")) + int(row["quantity"]))
        return found

    def bin_id(self, code: str) -> str:
        """The id of a bin."""
        query = "SELECT id FROM warehouse_bin WHERE tenant_id = %s AND code = %s"
        return str(self.company.books.one(query, [self.company.tenant_id, code]))


def in_bins(*parts: Part) -> list[Json]:
    """What the browser sends for bins."""
    return [{"number": "", "bin": code, "quantity": quantity} for code, quantity in parts]


def bins_of(paper: Json) -> list[tuple[str, str]]:
    """From or into which bins a document's lines moved."""
    return [(lot["bin"], lot["quantity"]) for line in paper["lines"] for lot in line["lots"]]
