"""When a customer wants his goods: said of an order or of its lines, and what is late. Today is 2026-11-02."""

from tests.builders.company import Company
from tests.builders.http import Json
from tests.scenarios.test_available_by_date import by_date, days, documents


def body_of(customer: str, *lines: tuple[str, str, str | None], **fields: object) -> Json:
    """What the browser sends for an order whose lines each say by when they are wanted, or nothing."""
    return {
        "party_id": customer,
        "lines": [
            {"product_id": product, "quantity": quantity, "unit_price": "11.3", "deliver_on": day}
            for product, quantity, day in lines
        ],
        **fields,
    }


def dated(company: Company, customer: str, *lines: tuple[str, str, str | None], **fields: object) -> Json:
    """A promised order whose lines each say by when they are wanted, or nothing."""
    return company.confirm(company.post("/sales-orders", body_of(customer, *lines, **fields)))


def wanted(order: Json) -> tuple[str | None, str | None, list[str | None]]:
    """By when: the order, the next delivery, each line."""
    return order["deliver_on"], order["next_delivery_on"], [line["deliver_on"] for line in order["lines"]]


def listed(company: Company, **query: object) -> list[tuple[str, str | None]]:
    rows = company.get("/sales-orders", **query)["items"]
    return [(row["number"], row["next_delivery_on"]) for row in rows]


def test_goods_are_promised_for_the_day_they_are_wanted(company: Company) -> None:
    """A line's own day counts before the order's; without either the order's date is the day, as ever."""
    screws, bolts = company.product(stock="20"), company.product(name="螺栓", stock="20")
    customer = company.customer()
    plain = company.confirmed(customer, (screws, "1", "11.3"))
    order = dated(
        company,
        customer,
        (screws, "7", "2026-11-05"),
        (bolts, "3", None),
        (screws, "2", None),
        deliver_on="2026-11-20",
    )
    assert wanted(company.the_order(order)) == ("2026-11-20", "2026-11-05", ["2026-11-05", None, None])
    assert days(by_date(company, screws)) == [
        ("2026-11-02", "0", "1", "19", "10"),
        ("2026-11-05", "0", "7", "12", "10"),
        ("2026-11-20", "0", "2", "10", "10"),
    ]
    assert documents(by_date(company, screws)) == [
        ("sales_order", plain["number"], "-1"),
        ("sales_order", order["number"], "-7"),
        ("sales_order", order["number"], "-2"),
    ]
    assert days(by_date(company, bolts)) == [
        ("2026-11-02", "0", "0", "20", "17"),
        ("2026-11-20", "0", "3", "17", "17"),
    ]

    # What left is wanted no more: the next day is that of what is still open.
    company.deliver(order, "7", "0", "0")
    assert wanted(company.the_order(order))[1] == "2026-11-20"
    assert days(by_date(company, screws))[1:] == [("2026-11-20", "0", "2", "10", "10")]
    company.deliver(order)
    assert wanted(company.the_order(order))[1] is None


def test_late_ones_stand_first(company: Company) -> None:
    screws, customer = company.product(stock="50"), company.customer()
    sometime = company.confirmed(customer, (screws, "1", "11.3"))
    due = dated(company, customer, (screws, "1", None), deliver_on="2026-11-09")
    late = dated(company, customer, (screws, "1", None), ordered_on="2026-10-01", deliver_on="2026-10-30")
    called_off = dated(company, customer, (screws, "1", None), deliver_on="2026-11-04")
    company.cancel(called_off)
    closed = dated(company, customer, (screws, "2", None), deliver_on="2026-11-03")
    company.deliver(closed, "1")
    company.close_order(closed)
    assert listed(company, sort="next_delivery_on") == [
        (late["number"], "2026-10-30"),
        (due["number"], "2026-11-09"),
        (sometime["number"], None),
        (called_off["number"], None),
        (closed["number"], None),
    ]
    past = '{"field":"next_delivery_on","op":"lt","value":"2026-11-02"}'
    assert listed(company, filter=past) == [(late["number"], "2026-10-30")]
    # What should have left already goes today, and its own day is told.
    (today,) = [day for day in by_date(company, screws)["days"] if day["day"] == "2026-11-02"]
    assert [(one["number"], one["day"]) for one in today["documents"]] == [
        (sometime["number"], "2026-11-02"),
        (late["number"], "2026-10-30"),
    ]


def test_no_goods_are_wanted_before_they_are_ordered(company: Company) -> None:
    """The refusal names the line and both days; nothing is entered, and nothing changed."""
    screws, customer = company.product(stock="5"), company.customer()
    body = body_of(customer, (screws, "1", None), (screws, "2", "2026-10-31"), deliver_on="2026-11-01")
    problem = company.refused(422, "platform.invalid_input", "POST", "/sales-orders", body)
    before = "is before the order date 2026-11-02: choose that day or a later one, or change the order date"
    assert [(one["field"], one["detail"]) for one in problem["errors"]] == [
        ("deliver_on", f"2026-11-01 {before}"),
        ("lines.1.deliver_on", f"Line 2: 2026-10-31 {before}"),
    ]
    assert company.get("/sales-orders")["items"] == []
    order = company.order(customer, (screws, "1", "11.3"), deliver_on="2026-11-09")
    moved = body_of(customer, (screws, "1", None), ordered_on="2026-11-10", deliver_on="2026-11-09")
    path = f"/sales-orders/{order['id']}"
    company.refused(422, "platform.invalid_input", "PATCH", path, moved, version=order["version"])
    assert company.the_order(order)["ordered_on"] == "2026-11-02"


def test_a_draft_changes_its_days(company: Company) -> None:
    screws, customer = company.product(stock="5"), company.customer()
    order = company.order(customer, (screws, "1", "11.3"), deliver_on="2026-11-09")
    path = f"/sales-orders/{order['id']}"
    company.patch(path, body_of(customer, (screws, "1", "2026-11-12")), version=order["version"])
    assert wanted(company.get(path)) == (None, "2026-11-12", ["2026-11-12"])


def test_a_promised_order_is_put_on_other_days(company: Company) -> None:
    """The customer wants it later, one line sooner: what is held follows, and who changed it is told."""
    screws, bolts = company.product(stock="20"), company.product(name="螺栓", stock="20")
    order = dated(
        company, company.customer(), (screws, "7", None), (bolts, "3", None), deliver_on="2026-11-05"
    )
    path = f"/sales-orders/{order['id']}"
    first, second = (line["id"] for line in company.the_order(order)["lines"])
    body = {"deliver_on": "2026-11-20", "lines": [{"line_id": second, "deliver_on": "2026-11-04"}]}
    company.refused(428, "platform.version_missing", "POST", f"{path}/reschedule", body)
    read = order["version"]
    done = company.post(f"{path}/reschedule", body, version=read)
    company.refused(412, "platform.version_changed", "POST", f"{path}/reschedule", body, version=read)
    read = done["version"]
    assert (done["state"], done["allowed_actions"]) == (
        "confirmed",
        ["deliver", "change", "reschedule", "cancel"],
    )
    assert wanted(company.the_order(order)) == ("2026-11-20", "2026-11-04", [None, "2026-11-04"])
    assert [row[0] for row in days(by_date(company, screws))] == ["2026-11-02", "2026-11-20"]
    assert [row[0] for row in days(by_date(company, bolts))] == ["2026-11-02", "2026-11-04"]
    early = {"deliver_on": "2026-11-20", "lines": [{"line_id": first, "deliver_on": "2026-11-01"}]}
    company.refused(422, "platform.invalid_input", "POST", f"{path}/reschedule", early, version=read)
    strange = {"lines": [{"line_id": order["id"], "deliver_on": "2026-11-20"}]}
    company.refused(422, "sales.line_unknown", "POST", f"{path}/reschedule", strange, version=read)
    # Whoever speaks of lines leaves the order's own day alone.
    of_line = {"lines": [{"line_id": second, "deliver_on": "2026-11-06"}]}
    read = company.post(f"{path}/reschedule", of_line, version=read)["version"]
    assert wanted(company.the_order(order)) == ("2026-11-20", "2026-11-06", [None, "2026-11-06"])
    # Without a day it is wanted on no day: it counts on its own date again, and is never late.
    on_none = {"deliver_on": None, "lines": [{"line_id": second}]}
    company.post(f"{path}/reschedule", on_none, version=read)
    assert wanted(company.the_order(order)) == (None, None, [None, None])
    assert days(by_date(company, bolts)) == [("2026-11-02", "0", "3", "17", "17")]
    company.close_order(company.deliver(order, "1", "0") and order)
    state = "choice.sales_order.state.closed"
    read = company.the_order(order)["version"]
    problem = company.refused(409, "platform.wrong_state", "POST", f"{path}/reschedule", {}, version=read)
    assert problem["params"] == {"state": state, "verb": "verb.reschedule"}


def test_no_order_is_put_on_a_day_that_has_gone_by(company: Company) -> None:
    """What was late may stay so; a new day is one that somebody can keep to."""
    screws = company.product(stock="20")
    ordered = {"ordered_on": "2026-10-20", "deliver_on": "2026-10-25"}
    order = dated(company, company.customer(), (screws, "7", None), (screws, "2", None), **ordered)
    first, second = (line["id"] for line in company.the_order(order)["lines"])
    path = f"/sales-orders/{order['id']}/reschedule"
    late = {"deliver_on": "2026-10-30", "lines": [{"line_id": second, "deliver_on": "2026-11-01"}]}
    read = order["version"]
    problem = company.refused(422, "platform.invalid_input", "POST", path, late, version=read)
    assert [(one["field"], one["detail"]) for one in problem["errors"]] == [
        ("deliver_on", "2026-10-30 has gone by: choose 2026-11-02 or a later day"),
        ("lines.1.deliver_on", "Line 2: 2026-11-01 has gone by: choose 2026-11-02 or a later day"),
    ]
    # Before the order's own day too, it has one reason: nobody is told to change that day as well.
    problem = company.refused(
        422, "platform.invalid_input", "POST", path, {"deliver_on": "2026-10-01", "lines": []}, version=read
    )
    assert [one["detail"] for one in problem["errors"]] == [
        "2026-10-01 has gone by: choose 2026-11-02 or a later day"
    ]
    as_it_was = {"deliver_on": "2026-10-25", "lines": [{"line_id": first, "deliver_on": "2026-11-02"}]}
    company.post(path, as_it_was, version=read)
    assert wanted(company.the_order(order)) == ("2026-10-25", "2026-10-25", ["2026-11-02", None])
