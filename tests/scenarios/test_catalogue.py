"""Categories, units, codes and variants, from the product to the line of an order."""

from typing import Any
from uuid import uuid4

import pytest

from tests.builders.catalogue import add_unit, line, unit
from tests.builders.company import Company
from tests.builders.http import Json
from tests.builders.purchases import Buying

PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(64)


def order_of(company: Company, customer: str, *lines: Json) -> Json:
    made = company.post("/sales-orders", {"party_id": customer, "lines": list(lines)})
    return company.get(f"/sales-orders/{made['id']}")


# Categories


def test_products_are_found_by_a_category_and_all_below_it(company: Company) -> None:
    paper = company.post("/product-categories", {"name": "纸品"})["id"]
    copy = company.post("/product-categories", {"name": "复印纸", "parent_id": paper})["id"]
    company.post("/product-categories", {"name": "文具", "position": 1})
    company.product(name="抽纸", category_id=paper)
    company.product(name="A4", category_id=copy)
    company.product(name="笔")

    tree = company.get("/product-categories/tree")

    assert [(node["path"], node["depth"]) for node in tree] == [
        ("纸品", 0),
        ("纸品 / 复印纸", 1),
        ("文具", 0),
    ]
    below = '","'.join(tree[0]["subtree"])
    found = company.get("/products", filter=f'{{"field": "category_id", "op": "in", "value": ["{below}"]}}')
    assert sorted(row["name"] for row in found["items"]) == ["A4", "抽纸"]


def test_a_category_never_lies_below_itself(company: Company) -> None:
    above = company.post("/product-categories", {"name": "上"})["id"]
    below = company.post("/product-categories", {"name": "下", "parent_id": above})["id"]
    company.refused(
        409,
        "identity.circle",
        "PATCH",
        f"/product-categories/{above}",
        {"parent_id": below},
        version=1,
    )
    company.refused(409, "platform.still_used", "DELETE", f"/product-categories/{above}", version=1)


def test_a_product_is_shown_by_its_picture_wherever_it_is_listed(company: Company) -> None:
    draft = {"record": "draft", "record_id": company.get("/auth/me")["user_id"]}
    sent = company.client.post(
        "/files",
        files={"file": ("lamp.png", PICTURE, "image/png")},
        data=draft,
        headers={"Idempotency-Key": str(uuid4())},
    )
    picture = sent.json()["id"]
    lamp = company.product(name="灯", image=[picture])
    (row,) = company.get("/products", fields="name,image")["items"]
    assert (row["id"], [file["id"] for file in row["image"]]) == (lamp, [picture])
    assert company.send("GET", f"/files/{picture}/content").content == PICTURE


# Units


def test_boxes_are_sold_and_pieces_leave_the_warehouse(company: Company) -> None:
    customer, box = company.customer(), unit(company, "箱")
    pens = company.product("2.50", stock="100", cost="1", unit_id=unit(company, "个"))
    assert add_unit(company, pens, box, 24) == {"个": "1/1", "箱": "24/1"}

    order = order_of(company, customer, line(pens, "2", "60", box), line(pens, "5", "2.5"))

    assert order["gross"] == "132.5"
    shown = ("quantity", "unit", "typed_quantity", "typed_unit", "unit_price", "gross")
    assert [tuple(row[name] for name in shown) for row in order["lines"]] == [
        ("48", "个", "2", "箱", "60", "120"),
        ("5", "个", "5", "个", "2.5", "12.5"),
    ]
    company.confirm(order)
    assert company.on_hand(pens)["held"] == "53"
    first = order["lines"][0]["id"]
    part = {"lines": [{"line_id": first, "quantity": "1", "as_ordered": True}]}
    delivery = company.post(f"/sales-orders/{order['id']}/deliver", part)
    rows = company.get(f"/deliveries/{delivery['id']}")["lines"]
    assert [(row["quantity"], row["typed_quantity"], row["typed_unit"], row["gross"]) for row in rows] == [
        ("24", "1", "箱", "60")
    ]
    company.deliver(order)
    assert company.on_hand(pens)["on_hand"] == "47"
    invoice = company.get(f"/sales-invoices/{company.invoiced(order)['id']}")
    assert invoice["gross"] == "132.5"
    assert {(row["quantity"], row["unit_price"]) for row in invoice["lines"]} == {("24", "2.5"), ("5", "2.5")}


def test_a_third_of_a_box_three_times_is_a_box(company: Company) -> None:
    box, piece = unit(company, "箱"), unit(company, "件")
    lamp = company.product("100", unit_id=box, barcode="6901234567892", floor_price="80")

    assert add_unit(company, lamp, piece, 1, 3) == {"件": "1/1", "箱": "3/1"}

    now = company.get(f"/products/{lamp}")
    assert (now["unit_id"]["title"], now["sale_price"], now["floor_price"], now["barcode"]) == (
        "件",
        "33.3333",
        "26.6666",
        None,
    )
    units = company.get(f"/products/{lamp}/units")
    assert [(one["unit"], one["sale_price"]) for one in units] == [("件", "33.3333"), ("箱", "100")]
    assert [[code["code"] for code in one["barcodes"]] for one in units] == [[], ["6901234567892"]]
    company.receive_goods((lamp, "3", "60"))
    three = order_of(company, company.customer(), *(line(lamp, "1", "33.33", piece) for _ in range(3)))
    company.confirm(three)
    assert company.on_hand(lamp)["available"] == "0"
    company.deliver(three)
    assert (company.on_hand(lamp)["on_hand"], company.on_hand(lamp)["value"]) == ("0", "0")


def test_the_unit_of_what_is_counted_already_stays(company: Company) -> None:
    box, piece = unit(company, "箱"), unit(company, "件")
    lamp = company.product("100", unit_id=box, stock="2")

    refused = company.refused(
        409,
        "catalog.unit_too_small",
        "POST",
        f"/products/{lamp}/units",
        {"unit_id": piece, "denominator": 3},
    )
    assert refused["remedy"] == (
        "Make a new product kept in the smallest unit, move the stock over, and switch this one off."
    )
    company.refused(409, "catalog.unit_counts", "PATCH", f"/products/{lamp}", {"unit_id": piece}, version=1)
    assert add_unit(company, lamp, piece, 1, 2) == {"箱": "1/1", "件": "1/2"}
    half = order_of(company, company.customer(), line(lamp, "3", "50", piece))
    assert half["lines"][0]["quantity"] == "1.5"


@pytest.mark.parametrize(
    ("quantity", "unit_name", "code"),
    [("0.000001", "件", "catalog.quantity_inexact"), ("1", "kg", "catalog.unit_unknown")],
)
def test_a_line_in_a_unit_that_does_not_fit_is_refused(
    company: Company, quantity: str, unit_name: str, code: str
) -> None:
    lamp = company.product("100", unit_id=unit(company, "箱"))
    add_unit(company, lamp, unit(company, "件"), 1, 2)
    body = {
        "party_id": company.customer(),
        "lines": [line(lamp, quantity, "1", unit(company, unit_name))],
    }
    problem = company.refused(422, code, "POST", "/sales-orders", body)
    assert problem["errors"][0]["field"].startswith("lines.0.")


def test_a_box_is_bought_and_its_pieces_come_in(company: Company) -> None:
    buying, box = Buying(company), unit(company, "箱")
    pens = company.product("2.50")
    add_unit(company, pens, box, 24)
    supplier = buying.supplier()
    body = {
        "party_id": supplier,
        "prices_include_tax": False,
        "lines": [line(pens, "2", "31.3", box)],
    }
    order = company.post(f"/purchase-orders/{company.post('/purchase-orders', body)['id']}/confirm")
    lines = company.get(f"/purchase-orders/{order['id']}")["lines"]
    assert (lines[0]["quantity"], lines[0]["typed_quantity"], lines[0]["net"]) == ("48", "2", "62.6")

    part = {"lines": [{"line_id": lines[0]["id"], "quantity": "1", "as_ordered": True}]}
    receipt = company.post(f"/purchase-orders/{order['id']}/receive", part)
    rows = company.get(f"/purchase-receipts/{receipt['id']}")["lines"]
    assert [(row["quantity"], row["typed_quantity"], row["net"]) for row in rows] == [("24", "1", "31.3")]
    company.post(f"/purchase-orders/{order['id']}/receive", {})
    assert (company.on_hand(pens)["on_hand"], company.on_hand(pens)["value"]) == ("48", "62.6")

    def billed(number: str, **said: object) -> Any:
        invoiced = [{"order_line_id": lines[0]["id"], "as_ordered": True, **said}]
        body = {"order_id": order["id"], "supplier_number": number, "lines": invoiced}
        return company.get(f"/supplier-invoices/{company.post('/supplier-invoices', body)['id']}")

    # By the box, as it was ordered: a price that comes out to no round one of a piece, and an amount that does.
    first = billed("24312000000012345678", quantity="1", unit_price="31.37")
    assert (first["net"], first["match_state"]) == ("31.37", "matched")
    assert [(row["quantity"], row["unit_price"]) for row in first["lines"]] == [("24", "1.307083")]
    one = {"order_line_id": lines[0]["id"], "quantity": "1"}
    body = {"order_id": order["id"], "supplier_number": "2", "lines": [one, {**one, "as_ordered": True}]}
    company.refused(422, "invoicing.order_line_twice", "POST", "/supplier-invoices", body)
    too_much = [{"order_line_id": lines[0]["id"], "as_ordered": True, "quantity": "2"}]
    company.refused(
        409,
        "purchasing.invoices_too_much",
        "POST",
        "/supplier-invoices",
        {"order_id": order["id"], "supplier_number": "2", "lines": too_much},
    )


def test_an_invoice_without_a_price_is_the_order_to_the_cent(company: Company) -> None:
    """A case of three costs 100.00, so a piece has no round price: ten thousand cases, and one piece by piece."""
    buying, case = Buying(company), unit(company, "箱")
    cups = company.product("50")
    add_unit(company, cups, case, 3)
    supplier = buying.supplier()

    def ordered(quantity: str) -> Any:
        body = {
            "party_id": supplier,
            "lines": [line(cups, quantity, "100", case)],
            "prices_include_tax": False,
        }
        order = company.post(f"/purchase-orders/{company.post('/purchase-orders', body)['id']}/confirm")
        buying.receive(order)
        return order

    def billed(order: Any, number: str, *parts: str, **said: object) -> list[tuple[str, str]]:
        (row,) = buying.the_order(order)["lines"]
        invoices = []
        for place, quantity in enumerate(parts):
            asked = [{"order_line_id": row["id"], "quantity": quantity, **said}]
            body = {"order_id": order["id"], "supplier_number": f"{number}-{place}", "lines": asked}
            invoices.append(buying.the_invoice(buying.posted(company.post("/supplier-invoices", body))))
        return [(invoice["net"], invoice["gross"]) for invoice in invoices]

    assert billed(ordered("10000"), "A", "10000", as_ordered=True) == [("1000000", "1130000")]
    pieces = billed(ordered("1"), "B", "1", "1", "1")
    assert pieces == [("33.33", "37.67"), ("33.34", "37.66"), ("33.33", "37.67")]
    # What goes back is credited at what it was invoiced at; what is left is right still.
    half = ordered("1")
    billed(half, "C", "3")
    receipt = company.get("/purchase-receipts", sort="-created_at", limit=1)["items"][0]
    buying.send_back(receipt, "2")
    body = {"order_id": half["id"], "supplier_number": "C-red", "kind": "credit_note"}
    note = buying.posted(company.post("/supplier-invoices", body))
    assert buying.the_invoice(note)["net"] == "66.67"
    assert company.books.broken_laws(company.tenant_id) == []
    assert company.get("/verify")["green"]


# Codes


def test_a_scanned_code_finds_the_product_and_its_unit(company: Company) -> None:
    box = unit(company, "箱")
    own = unit(company, "个")
    pens = company.product("2.50", name="笔", barcode="6901234567892", code="PEN-1", unit_id=own)
    add_unit(company, pens, box, 24)
    company.post(f"/products/{pens}/barcodes", {"code": "16901234567899", "unit_id": box})

    def found(code: str) -> tuple[str, str, int]:
        (match,) = company.get("/products/by-code", code=code)["matches"]
        return match["name"], match["unit"], match["numerator"]

    assert found("6901234567892") == ("笔", "个", 1)
    assert found("06901234567892") == ("笔", "个", 1)
    assert found("PEN-1") == ("笔", "个", 1)
    assert found("16901234567899") == ("笔", "箱", 24)
    told = company.get("/products/by-code", code="011690123456789917271231" + "10L7\x1d21S9")
    assert (told["lot"], told["expires_on"], told["serial"]) == ("L7", "2027-12-31", "S9")
    assert told["matches"][0]["unit"] == "箱"
    problem = company.refused(404, "catalog.code_unknown", "GET", "/products/by-code?code=nothing")
    assert "nothing" in problem["title"]


def test_a_barcode_stands_for_one_unit_of_one_product(company: Company) -> None:
    pens = company.product(name="笔", barcode="6901234567892")
    ink = company.product(name="墨水")
    path = f"/products/{ink}/barcodes"
    company.refused(409, "catalog.code_taken", "POST", path, {"code": "6901234567892"})
    company.refused(422, "catalog.code_wrong", "POST", path, {"code": "6901234567893"})
    units = company.post(path, {"code": "96385074"})
    company.refused(409, "catalog.code_taken", "POST", f"/products/{pens}/barcodes", {"code": "96385074"})
    code = units[0]["barcodes"][0]["id"]
    assert company.post(f"{path}/{code}/remove")[0]["barcodes"] == []


# Variants


def a_family(company: Company) -> tuple[str, Json]:
    size = company.post("/attributes", {"name": "尺码"})["id"]
    colour = company.post("/attributes", {"name": "颜色", "position": 1})["id"]

    def value(attribute: str, name: str, code: str, position: int) -> str:
        body = {"attribute_id": attribute, "name": name, "code": code, "position": position}
        return str(company.post("/attribute-values", body)["id"])

    sizes = [value(size, name, name, at) for at, name in enumerate(("S", "M"))]
    colours = [value(colour, name, code, at) for at, (name, code) in enumerate((("红", "R"), ("蓝", "B")))]
    shirt = company.product("99", name="T恤", code="TX")
    chosen = [{"attribute_id": size, "value_ids": sizes}, {"attribute_id": colour, "value_ids": colours}]
    return shirt, {"choices": chosen}


def test_a_product_makes_its_variants_at_once_and_once(company: Company) -> None:
    shirt, body = a_family(company)
    first = {
        "choices": [
            {**body["choices"][0], "value_ids": body["choices"][0]["value_ids"][:1]},
            body["choices"][1],
        ]
    }

    made = company.post(f"/products/{shirt}/variants", first)
    assert [(one["code"], one["name"], one["sale_price"]) for one in made["variants"]] == [
        ("TX-S-B", "T恤 S 蓝", "99"),
        ("TX-S-R", "T恤 S 红", "99"),
    ]
    family = company.post(f"/products/{shirt}/variants", body)
    assert [one["code"] for one in family["variants"]] == ["TX-M-B", "TX-M-R", "TX-S-B", "TX-S-R"]
    assert [(one["name"], [value["name"] for value in one["values"]]) for one in family["attributes"]] == [
        ("尺码", ["S", "M"]),
        ("颜色", ["红", "蓝"]),
    ]
    red = next(one for one in family["variants"] if one["code"] == "TX-S-R")
    company.patch(f"/products/{red['id']}", {"sale_price": "89", "barcode": "6901234567892"}, version=1)
    order = order_of(company, company.customer(), line(red["id"], "1", "89"))
    assert order["lines"][0]["product"] == "T恤 S 红"


def test_what_only_stands_for_variants_is_not_sold(company: Company) -> None:
    shirt, body = a_family(company)
    company.post(f"/products/{shirt}/variants", body)
    order = {"party_id": company.customer(), "lines": [line(shirt, "1", "99")]}
    company.refused(422, "catalog.template_unusable", "POST", "/sales-orders", order)
    one_attribute = {"choices": body["choices"][:1]}
    path = f"/products/{shirt}/variants"
    company.refused(409, "catalog.attributes_differ", "POST", path, one_attribute)
    counted = company.product(name="有库存", stock="1")
    company.refused(409, "catalog.not_template", "POST", f"/products/{counted}/variants", body)
