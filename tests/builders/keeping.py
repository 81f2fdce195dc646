"""The storekeeper of goods that are held back, and of others' goods that the company keeps for them."""

from tests.builders.company import Company
from tests.builders.http import Json, Person

Lot = dict[str, str]


class Keeping:
    """A corner for goods that are held back, and a warehouse that keeps the goods of an owner."""

    def __init__(self, company: Company, who: Person | None = None, *, words: str = "") -> None:
        self.company, self.who = company, who or company
        (house,) = [row for row in company.get("/warehouses")["items"] if row["code"] == "CK001"]
        self.main = house["id"]
        self.owner = company.customer(f"寄售商 {words}".strip(), is_customer=False, is_supplier=True)
        self.corner = self.house(f"不良品仓 {words}"[:60].strip(), kind="held_back")
        self.kept = self.house(f"代管仓 {words}"[:60].strip(), kind="entrusted", goods_owner_id=self.owner)

    def house(self, name: str, **fields: object) -> str:
        """A warehouse; gives back its id."""
        return str(self.company.post("/warehouses", {"name": name, **fields})["id"])

    def take_in(self, *lines: tuple[str, str], lots: tuple[Lot, ...] = (), **fields: object) -> Json:
        """The owner's goods come in: product and quantity."""
        return self.who.post("/entrusted-receipts", self.body(*lines, lots=lots, **fields))

    def customer_s(self, name: str = "来料客户") -> str:
        """A warehouse that keeps the material of a customer; it is the one meant from now on."""
        self.owner = self.company.customer(name)
        self.kept = self.house(f"{name}代管仓"[:60], kind="entrusted", goods_owner_id=self.owner)
        return self.kept

    def use_up(self, *lines: tuple[str, str], lots: tuple[Lot, ...] = (), **fields: object) -> Json:
        """A customer's material is used up in work for him: product and quantity."""
        return self.who.post("/entrusted-issues", self.body(*lines, lots=lots, reason="used_up", **fields))

    def give_back(self, *lines: tuple[str, str], lots: tuple[Lot, ...] = (), **fields: object) -> Json:
        """The owner's goods go back to him: product and quantity."""
        return self.who.post("/entrusted-issues", self.body(*lines, lots=lots, **fields))

    def body(self, *lines: tuple[str, str], lots: tuple[Lot, ...] = (), **fields: object) -> Json:
        """What the browser sends for goods of an owner."""
        goods = [{"product_id": product, "quantity": quantity, "lots": lots} for product, quantity in lines]
        return {"warehouse_id": self.kept, "lines": goods, **fields}

    def move(self, here: str, there: str, product: str, quantity: str) -> Json:
        """Goods move from one warehouse into another at once."""
        line = {"product_id": product, "quantity": quantity}
        body = {"from_warehouse_id": here, "to_warehouse_id": there, "lines": [line]}
        draft = self.who.post("/stock-transfers", body)
        return self.who.post(f"/stock-transfers/{draft['id']}/send", {"directly": True})

    def lying(self, product: str, **query: object) -> dict[str, tuple[str, str, str | None]]:
        """On hand, available and worth of a product, by the kind of warehouse."""
        rows = self.company.get("/stock/on-hand", product_id=product, **query)["items"]
        return {row["kind"]: (row["on_hand"], row["available"], row["value"]) for row in rows}


def goods_of_others(company: Company, product: str, words: str) -> None:
    """Goods held back, and another's that came, went back and are counted."""
    keeping = Keeping(company, words=words)
    company.receive_goods((product, "5", "60"), warehouse_id=keeping.corner)
    keeping.take_in((product, "9"), note=words)
    keeping.give_back((product, "2"), note=words)
    keeping.customer_s(f"来料客户 {words}".strip()[:40])
    keeping.take_in((product, "6"), note=words)
    keeping.use_up((product, "4"), note=words)
