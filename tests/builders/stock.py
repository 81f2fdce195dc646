"""The storekeeper's hands: issues, transfers, counts, and a look into every warehouse."""

from decimal import Decimal

from tests.builders.company import Company
from tests.builders.http import Json, Person
from tests.builders.keeping import goods_of_others
from tests.builders.lots import LotKeeper

BRANCH, TRANSIT = "城东仓", "In transit"


class Store:
    """A company's warehouses, in the hands of somebody who works there."""

    def __init__(self, company: Company, who: Person | None = None, *, name: str = BRANCH) -> None:
        self.company, self.who = company, who or company
        (house,) = [row for row in company.get("/warehouses")["items"] if row["code"] == "CK001"]
        self.main, self.main_name = house["id"], house["name"]
        others = company.get("/warehouses", search=name)["items"]
        self.branch = others[0]["id"] if others else company.post("/warehouses", {"name": name})["id"]

    def lying(self, product: str) -> dict[str, str]:
        """How many lie in each warehouse, by its name; empty ones are left out."""
        rows = self.company.get("/stock/on-hand", product_id=product)["items"]
        found = {row["warehouse"]: row["on_hand"] for row in rows if Decimal(row["on_hand"])}
        return {"main" if name == self.main_name else name: amount for name, amount in found.items()}

    def issue(self, *lines: tuple[str, str], **fields: object) -> Json:
        """Goods leave: product and quantity."""
        return self.who.post("/stock-issues", issue_body(*lines, **fields))

    def transfer(self, *lines: tuple[str, str], **fields: object) -> Json:
        """A draft of a transfer from the main warehouse to the branch."""
        return self.who.post("/stock-transfers", self.transfer_body(*lines, **fields))

    def transfer_body(self, *lines: tuple[str, str], **fields: object) -> Json:
        """What the browser sends for a transfer."""
        places = {"from_warehouse_id": self.main, "to_warehouse_id": self.branch}
        return {**places, "lines": _goods(*lines), **fields}

    def sent(self, *lines: tuple[str, str], **fields: object) -> Json:
        """A transfer whose goods are on their way."""
        return self.do(self.transfer(*lines, **fields), "send")

    def do(self, transfer: Json, verb: str, *quantities: str, **fields: object) -> Json:
        """A verb of a transfer, for these quantities of its lines or all of it."""
        body: dict[str, object] = dict(fields)
        if quantities:
            lines = zip(transfer["lines"], quantities, strict=True)
            body["lines"] = [
                {"line_id": line["id"], "quantity": amount} for line, amount in lines if Decimal(amount)
            ]
        return self.who.post(f"/stock-transfers/{transfer['id']}/{verb}", body)

    def the_transfer(self, transfer: Json) -> Json:
        """The transfer as it stands now."""
        return self.company.get(f"/stock-transfers/{transfer['id']}")

    def count(self, **fields: object) -> Json:
        """A count of the main warehouse; a blind one is asked for."""
        return self.who.post("/stock-counts", {"warehouse_id": self.main, "blind": False, **fields})

    def noted(self, count: Json, *lines: tuple[str, str], who: Person | None = None) -> Json:
        """Somebody counted: product and quantity."""
        return (who or self.who).post(f"/stock-counts/{count['id']}/count", {"lines": _goods(*lines)})

    def posted(self, count: Json, **fields: object) -> Json:
        """The count, with its differences posted."""
        return self.who.post(f"/stock-counts/{count['id']}/post", fields)


def issue_body(*lines: tuple[str, str], **fields: object) -> Json:
    """What the browser sends for an issue."""
    return {"lines": _goods(*lines), **fields}


def _goods(*lines: tuple[str, str]) -> list[Json]:
    return [{"product_id": product, "quantity": quantity} for product, quantity in lines]


def stock_of_everything(company: Company, product: str, words: str) -> None:
    """A transfer under way with all that can become of it, a draft, an issue and a receipt taken back, two counts."""
    store = Store(company, name=f"分仓 {words}")
    sent = store.sent((product, "40"), note=words)
    store.transfer((product, "1"), note=words)
    store.do(sent, "arrive", "2")
    store.do(sent, "come-back", "2")
    store.do(sent, "write-off", "2", reason=words)
    store.issue((product, "1"), note=words)
    taken = store.issue((product, "1"), note=words)
    company.post(f"/stock-issues/{taken['id']}/reverse")
    back = company.receive_goods((product, "1", "60"), note=words)
    company.post(f"/stock-receipts/{back['id']}/reverse")
    going = store.count(note=words)
    store.noted(going, (product, "1"))
    ended = store.count(note=words, warehouse_id=store.branch)
    store.noted(ended, (product, "1"))
    store.posted(ended)
    milk = LotKeeper(company, name=f"牛奶 {words}", inspected=True)
    milk.receive((f"L1 {words}"[:60], "20", "2027-03-01"), note=words)
    for quantity in ("12", "2"):
        milk.judge("release", f"L1 {words}"[:60], quantity, "quarantine", reason=words)
    milk.issue("3", note=words)
    shelves = company.post("/warehouses", {"name": f"库位仓 {words}"[:60]})["id"]
    company.post("/warehouse-bins", {"warehouse_id": shelves, "first": "A-01", "last": "A-03"})
    company.post(f"/warehouses/{shelves}/bins-on", {"receiving": "REC"})
    company.receive_goods((product, "20", "60"), warehouse_id=shelves)
    line = {"product_id": product, "from_bin": "REC", "to_bin": "A-02", "quantity": "12"}
    company.post("/bin-moves", {"warehouse_id": shelves, "note": words, "lines": [line]})
    goods_of_others(company, product, words)


def goods_bodies(company: Company) -> dict[str, Json]:
    """Requests for goods that would be granted with these ids."""
    one, tenant = company.books.one, [company.tenant_id]
    product = str(one("SELECT id FROM product WHERE tenant_id = %s ORDER BY id LIMIT 1", tenant))
    here, there = (
        str(one(f"SELECT id FROM warehouse WHERE tenant_id = %s AND code = '{code}'", tenant))
        for code in ("CK001", "CK002")
    )
    under_way = one(
        "SELECT l.id FROM stock_transfer_line l JOIN stock_transfer t ON t.tenant_id = l.tenant_id "
        "AND t.id = l.transfer_id WHERE l.tenant_id = %s AND t.state = 'sent' ORDER BY l.id LIMIT 1",
        tenant,
    )
    part = {"lines": [{"line_id": str(under_way), "quantity": "1"}]}
    transfer = {"from_warehouse_id": here, "to_warehouse_id": there, **issue_body((product, "1"))}
    return {
        "POST /stock-transfers": transfer,
        "PATCH /stock-transfers/{transfer_id}": transfer,
        "POST /stock-transfers/{transfer_id}/arrive": part,
        "POST /stock-transfers/{transfer_id}/come-back": part,
        "POST /stock-transfers/{transfer_id}/write-off": {**part, "reason": "x"},
        "POST /stock-counts/{count_id}/count": issue_body((product, "1")),
        "POST /stock-verdicts": _verdict_body(company, here),
        "POST /warehouse-bins": {"warehouse_id": here, "first": "Z-1"},
        "POST /bin-moves": _bin_move_body(company, product),
        "POST /stock-lots/bulk": {
            "ids": [str(one("SELECT id FROM stock_lot WHERE tenant_id = %s LIMIT 1", tenant))],
            "action": "update",
            "values": {"note": "x"},
        },
        "POST /warehouse-bins/bulk": {
            "ids": [str(one("SELECT id FROM warehouse_bin WHERE tenant_id = %s LIMIT 1", tenant))],
            "action": "update",
            "values": {"name": "x"},
        },
        "POST /entrusted-receipts": _entrusted_body(company, product),
        "POST /entrusted-issues": _entrusted_body(company, product),
        "POST /stock-counts": {"warehouse_id": here, "scope": "products", "product_ids": [product]},
    }


def _verdict_body(company: Company, house: str) -> Json:
    """One more of the lot that waits is released."""
    row = "SELECT {} FROM stock_lot WHERE tenant_id = %s ORDER BY id LIMIT 1"
    product, number = (
        company.books.one(row.format(name), [company.tenant_id]) for name in ("product_id", "number")
    )
    line = {"product_id": str(product), "lot": number, "before": "quarantine", "quantity": "1"}
    return {"verdict": "release", "warehouse_id": house, "reason": "x", "lines": [line]}


def _entrusted_body(company: Company, product: str) -> Json:
    """One more of what is kept for its owner."""
    query = "SELECT id FROM warehouse WHERE tenant_id = %s AND kind = 'entrusted' ORDER BY id LIMIT 1"
    house = str(company.books.one(query, [company.tenant_id]))
    return {"warehouse_id": house, **issue_body((product, "1"))}


def _bin_move_body(company: Company, product: str) -> Json:
    """One more into another bin of the warehouse that has any."""
    query = "SELECT id FROM warehouse WHERE tenant_id = %s AND binned"
    house = str(company.books.one(query, [company.tenant_id]))
    line = {"product_id": product, "from_bin": "A-02", "to_bin": "A-03", "quantity": "1"}
    return {"warehouse_id": house, "lines": [line]}


def draft_transfer(company: Company) -> object:
    """The id of a transfer that has not left yet."""
    query = "SELECT id FROM stock_transfer WHERE tenant_id = %s AND state = 'draft' ORDER BY id LIMIT 1"
    return company.books.one(query, [company.tenant_id])
