"""From a quotation to the money for it, as a salesperson and his customer tell it. Today is 2026-11-02."""

from tests.builders.company import Company
from tests.builders.crm import opportunity
from tests.builders.http import Json
from tests.builders.quoting import Customer, new_version, quotation, send


def chain(company: Company, kind: str, document: Json) -> list[tuple[str, str]]:
    found = company.get(f"/documents/{kind}/{document['id']}/chain")["documents"]
    return [(one["type"], one["number"]) for one in found]


def test_two_versions_a_link_and_one_order_down_to_the_money(company: Company) -> None:
    """V1 is sent and looked at, V2 takes its place, the customer accepts it, and nothing is typed again."""
    pumps, customer = company.product(stock="50"), company.customer()
    deal = opportunity(company, customer, amount="1000")
    first = the_first_is_looked_at(company, deal, pumps)
    second = the_second_takes_its_place(company, deal, pumps, first)

    answer = Customer(company, second).accept("李总")
    assert answer.status_code == 200, answer.text
    assert (answer.json()["state"], answer.json()["answer"]["name"]) == ("accepted", "李总")
    kept = company.get(f"/quotations/{second['id']}")
    certificate = kept["answer"]
    assert (certificate["how"], certificate["name"], certificate["user_agent"]) == (
        "link",
        "李总",
        "WeChat/8",
    )
    assert (certificate["address"], certificate["sha256"]) == ("127.0.0.1", kept["sha256"])
    assert kept["allowed_actions"] == ["order", "share", "new_version"]

    order = company.post(f"/quotations/{second['id']}/order")
    entered = company.get(f"/sales-orders/{order['id']}")
    assert [(line["typed_quantity"], line["unit_price"], line["tax_code"]) for line in entered["lines"]] == [
        ("20", "95", "13")
    ]
    assert (entered["gross"], entered["note"]) == ("1900", "Quotation BJ202611020001-V2\n含运费")
    won = company.get(f"/opportunities/{deal['id']}")
    assert (won["state"], won["amount"]) == ("won", "1900")
    refusal = company.refused(409, "quoting.ordered", "POST", f"/quotations/{second['id']}/order", {})
    assert order["number"] in refusal["detail"]

    company.confirm(order)
    company.deliver(order)
    invoice = company.invoiced(order)
    company.receipt(customer, "1900", {invoice["id"]: "1900"})
    assert chain(company, "sales_order", order)[:3] == [
        ("quotation", "BJ202611020001"),
        ("quotation", "BJ202611020001-V2"),
        ("sales_order", order["number"]),
    ]
    assert len(chain(company, "quotation", first)) == 6
    assert company.get("/verify")["green"] is True


def the_first_is_looked_at(company: Company, deal: Json, pumps: str) -> Json:
    said = {"payment_terms": "预付30%", "delivery_terms": "7天内发货", "note": "含运费"}
    customer, lines = deal["party_id"]["id"], ((pumps, "10", "100"), (company.service(), "1", "106"))
    first = quotation(company, customer, *lines, opportunity_id=deal["id"], **said)
    assert (first["number"], first["version_no"], first["state"]) == ("BJ202611020001", 1, "draft")
    assert (first["net"], first["tax"], first["gross"]) == ("978.77", "127.23", "1106")
    assert first["allowed_actions"] == ["send", "update", "withdraw"]
    first = send(company, first)
    assert first["allowed_actions"] == ["order", "share", "accept", "decline", "new_version", "withdraw"]

    page = Customer(company, first).look()
    assert (page["state"], page["gross"], page["customer"]) == ("open", "1106", "北京华信科技有限公司")
    assert (page["language"], page["payment_terms"], page["note"]) == ("zh-CN", "预付30%", "含运费")
    assert [(line["product"], line["quantity"], line["discount"]) for line in page["lines"]] == [
        ("螺丝", "10", "11.5"),
        ("安装", "1", None),
    ]
    seen = company.get(f"/quotations/{first['id']}")
    assert seen["first_seen_at"] is not None
    assert seen["sha256"] == page["sha256"]
    return first


def the_second_takes_its_place(company: Company, deal: Json, pumps: str, first: Json) -> Json:
    second = new_version(company, first, (pumps, "20", "95"), opportunity_id=deal["id"], note="含运费")
    assert second["number"] == "BJ202611020001-V2"
    # While it is written, the first is what the customer may accept.
    assert company.get(f"/quotations/{first['id']}")["state"] == "sent"
    second = send(company, second)
    assert company.get(f"/quotations/{first['id']}")["state"] == "superseded"
    newest, oldest = company.get(f"/quotations/{first['id']}/versions")
    assert oldest["changes"] == []
    told = {(one["kind"], one["field"], one["product"]): one for one in newest["changes"]}
    assert set(told) == {
        ("head", "payment_terms", ""),
        ("head", "delivery_terms", ""),
        ("changed", "quantity", "螺丝"),
        ("changed", "unit_price", "螺丝"),
        ("changed", "gross", "螺丝"),
        ("removed", "line", "安装"),
        ("head", "gross", ""),
    }
    price = told["changed", "unit_price", "螺丝"]
    assert (price["old_amount"], price["new_amount"]) == ("100", "95")
    for version in (first, second):
        paper = company.client.get(f"/quotations/{version['id']}/paper")
        assert (paper.status_code, paper.content[:5]) == (200, b"%PDF-")
    return second
