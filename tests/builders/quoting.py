"""Quotations as a salesperson writes them, and as his customer finds them under their address."""

from collections.abc import Callable
from uuid import UUID, uuid4

import httpx

from tests.builders.company import Company
from tests.builders.http import Json, Person


def quotation_body(customer: str, *lines: tuple[str, str, str], **fields: object) -> Json:
    """A quotation as it is entered: product, quantity and price of each line; valid to the end of November."""
    rows = [
        {"product_id": product, "quantity": quantity, "unit_price": price}
        for product, quantity, price in lines
    ]
    return {"party_id": customer, "valid_until": "2026-11-30", "lines": rows, **fields}


def quotation(who: Person, customer: str, *lines: tuple[str, str, str], **fields: object) -> Json:
    """A draft of a quotation."""
    return who.post("/quotations", quotation_body(customer, *lines, **fields))


def sent(who: Person, customer: str, *lines: tuple[str, str, str], **fields: object) -> Json:
    """A quotation that was sent."""
    return send(who, quotation(who, customer, *lines, **fields))


def send(who: Person, draft: Json) -> Json:
    """Send a draft."""
    return who.post(f"/quotations/{draft['id']}/send")


def new_version(who: Person, version: Json, *lines: tuple[str, str, str], **fields: object) -> Json:
    """Begin the next version; with lines, as they say."""
    begun = who.post(f"/quotations/{version['id']}/new-version")
    if not lines and not fields:
        return begun
    was = who.get(f"/quotations/{begun['id']}")
    kept = [(line["product_id"], line["typed_quantity"], line["unit_price"]) for line in was["lines"]]
    body = quotation_body(was["party"]["id"], *(lines or kept), **fields)
    return who.patch(f"/quotations/{begun['id']}", body, version=begun["version"])


def accepted(who: Person, version: Json, **said: object) -> Json:
    """The customer told us that he accepts."""
    return who.post(f"/quotations/{version['id']}/accept", {"how": "phone", "name": "王经理", **said})


def quote_of_everything(company: Company, customer: str, product: str, words: str) -> None:
    """A quotation that was sent and shared, the next version of it, and one that was accepted."""
    said = {"note": words, "payment_terms": words, "delivery_terms": words}
    first = sent(company, customer, (product, "1", "113"), **said)
    company.post(f"/quotations/{first['id']}/link", {})
    new_version(company, first)
    accepted(company, sent(company, customer, (product, "1", "113"), **said), name=words)


def quotation_bodies(id_of: Callable[[str], UUID], customer: str, product: str) -> dict[str, Json]:
    """Quotations that would be accepted with these ids."""
    body = quotation_body(
        customer,
        (product, "1", "1"),
        owner_id=str(id_of("app_user")),
        warehouse_id=str(id_of("warehouse")),
    )
    return {"POST /quotations": body, "PATCH /quotations/{quotation_id}": body}


class Customer:
    """Whoever has the address of a quotation, with a phone and no login."""

    def __init__(self, company: Company, version: Json, *, who: Person | None = None) -> None:
        link = (who or company).post(f"/quotations/{version['id']}/link", {})
        self.token = str(link["address"]).rpartition("/q/")[2]
        self.url = company.url
        self.refused = company.refused

    def send(self, method: str, end: str = "", body: object = None) -> httpx.Response:
        """One request without any session."""
        headers = {"Accept-Language": "en", "User-Agent": "WeChat/8"}
        if method == "POST":
            headers["Idempotency-Key"] = str(uuid4())
        url = f"{self.url}/api/public-quotations/{self.token}{end}"
        return httpx.request(method, url, json=body, headers=headers, timeout=60)

    def look(self) -> Json:
        """Open the page: what is on it, and that it was seen."""
        found = self.send("GET")
        assert found.status_code == 200, found.text
        assert self.send("POST", "/seen").status_code == 204
        return found.json()

    def accept(self, name: str = "王经理", **said: object) -> httpx.Response:
        """Accept what the page shows."""
        shown = self.send("GET").json().get("sha256") or "0" * 64
        return self.send("POST", "/accept", {"name": name, "agreed": True, "sha256": shown, **said})

    def decline(self, reason: str = "价格太高") -> httpx.Response:
        """Decline what the page shows."""
        shown = self.send("GET").json().get("sha256") or "0" * 64
        return self.send("POST", "/decline", {"name": "王经理", "reason": reason, "sha256": shown})


# What is planted into quotations from behind, and which law must find it.
QUOTE_FAULTS: list[tuple[str, str, str | None]] = [
    ("UPDATE quotation SET net = net + 1, gross = gross + 1", "quotations_are_their_lines", None),
    ("UPDATE quotation_line SET head_discount = 0.01", "quotations_are_their_lines", None),
    ("UPDATE quotation_sending SET content = content || ' '", "sent_quotations_are_sealed", None),
    ("DELETE FROM quotation_sending", "sent_quotations_are_sealed", None),
    ("UPDATE quotation_line SET unit_price = unit_price + 1", "sent_quotations_stay_as_sent", None),
    (
        "UPDATE quotation SET valid_until = valid_until + 30 WHERE state = 'accepted'",
        "sent_quotations_stay_as_sent",
        None,
    ),
    ("DELETE FROM quotation_answer", "accepted_quotations_are_certified", None),
    ("UPDATE quotation_answer SET sha256 = 'x'", "accepted_quotations_are_certified", None),
    (
        "UPDATE sales_order SET state = 'cancelled' WHERE id IN (SELECT order_id FROM quotation)",
        "orders_of_quotations_are_linked",
        None,
    ),
    (
        "UPDATE quotation SET number = 'BJ202611020009' WHERE number = 'BJ202611020002'",
        "numbers.quotation",
        "quotation is numbered without gap",
    ),
]


def quotes_of_a_day(company: Company, customer: str, product: str) -> None:
    """Quotations in every state, one of them with two versions and one that became an order."""
    first = sent(company, customer, (product, "2", "113"))
    send(company, new_version(company, first, (product, "3", "100")))
    company.post(
        f"/quotations/{accepted(company, sent(company, customer, (product, '1', '113')))['id']}/order"
    )
    lost = sent(company, customer, (product, "1", "113"))
    company.post(f"/quotations/{lost['id']}/decline", {"how": "paper", "name": "王经理", "note": "太贵"})
    for verb in ("withdraw", "link"):
        company.post(f"/quotations/{sent(company, customer, (product, '1', '113'))['id']}/{verb}")
    quotation(company, customer, (product, "1", "113"))
