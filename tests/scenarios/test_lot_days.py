"""When lots expire: as their label says, or so many days after they were made or came in. Today is 2026-11-02."""

import pytest

from tests.builders.changes import begun
from tests.builders.company import Company
from tests.builders.http import Json
from tests.builders.lots import LotKeeper, moved
from tests.builders.purchases import Buying
from tests.builders.stock import Store

SHELF_LIFE = 21


@pytest.fixture
def milk(company: Company) -> LotKeeper:
    return LotKeeper(company, name="鲜奶", shelf_life_days=SHELF_LIFE)


def days(company: Company, number: str) -> tuple[str | None, str | None, int | None]:
    """When a lot was made, expires, and by how many days that was reckoned."""
    lot = the_lot(company, number)
    return lot["made_on"], lot["expires_on"], lot["shelf_life_days"]


def the_lot(company: Company, number: str) -> Json:
    (lot,) = [one for one in company.get("/stock-lots")["items"] if one["number"] == number]
    return company.get(f"/stock-lots/{lot['id']}")


def receipt_of(milk: LotKeeper, *lots: Json, **fields: object) -> Json:
    line = {"product_id": milk.product, "quantity": str(5 * len(lots)), "unit_cost": "1"}
    said = [{"quantity": "5", **lot} for lot in lots]
    return {"lines": [{**line, "lots": said}], **fields}


@pytest.mark.parametrize(
    ("said", "known"),
    [
        ({}, (None, "2026-11-22", SHELF_LIFE)),
        ({"made_on": "2026-10-30"}, ("2026-10-30", "2026-11-20", SHELF_LIFE)),
        ({"expires_on": "2026-12-24"}, (None, "2026-12-24", None)),
        ({"made_on": "2026-10-30", "expires_on": "2026-12-24"}, ("2026-10-30", "2026-12-24", None)),
    ],
)
def test_a_lot_lasts_as_its_label_says_or_as_goods_like_it(
    company: Company, milk: LotKeeper, said: Json, known: tuple[str | None, str | None, int | None]
) -> None:
    company.post("/stock-receipts", receipt_of(milk, {"number": "M1", **said}, received_on="2026-11-01"))
    assert days(company, "M1") == known
    # The same label again is no other day, however much later it comes.
    company.post("/stock-receipts", receipt_of(milk, {"number": "M1", **said}))
    company.post("/stock-receipts", receipt_of(milk, {"number": "M1"}))
    assert days(company, "M1") == known
    assert milk.on_hand() == ("15", "0", "15")


def test_every_door_reckons_the_last_day(company: Company, milk: LotKeeper) -> None:
    """A purchase, the opening, what a count finds, and goods that are inspected."""
    buying = Buying(company)
    order = buying.confirmed(buying.supplier(), (milk.product, "5", "4"))
    line = buying.the_order(order)["lines"][0]["id"]
    part = {"line_id": line, "quantity": "5", "lots": [{"number": "P1", "quantity": "5"}]}
    came = {"lines": [part], "received_on": "2026-11-01"}
    receipt = company.post(f"/purchase-orders/{order['id']}/receive", came)
    ((told,),) = [one["lots"] for one in company.get(f"/purchase-receipts/{receipt['id']}")["lines"]]
    assert (told["number"], told["made_on"], told["expires_on"]) == ("P1", None, "2026-11-22")
    company.post("/stock-receipts", receipt_of(milk, {"number": "O1"}, reason="opening"))
    store = Store(company)
    count = store.count(scope="products", product_ids=[milk.product])
    lots = [(number, quantity) for number, _, quantity in milk.lying()]
    lines = [{"product_id": milk.product, "lot": lot, "quantity": held} for lot, held in [*lots, ("C1", "2")]]
    company.post(f"/stock-counts/{count['id']}/count", {"lines": lines})
    store.posted(count)
    assert {number: days(company, number)[1] for number in ("P1", "O1", "C1")} == {
        "P1": "2026-11-22",
        "O1": "2026-11-23",
        "C1": "2026-11-23",
    }
    (tracked,) = company.get("/stock/tracked", product_id=milk.product)
    assert tracked["shelf_life_days"] == SHELF_LIFE


def test_labels_that_cannot_be_of_one_lot_are_refused(company: Company, milk: LotKeeper) -> None:
    company.post("/stock-receipts", receipt_of(milk, {"number": "M1", "made_on": "2026-10-30"}))

    def refused(code: str, *lots: Json) -> str:
        status = 422 if code == "platform.invalid_input" else 409
        return str(
            company.refused(status, code, "POST", "/stock-receipts", receipt_of(milk, *lots))["detail"]
        )

    known = {"number": "M1"}
    assert "2026-11-20, not 2026-11-21" in refused(
        "stock.lot_dates_differ", known | {"expires_on": "2026-11-21"}
    )
    assert "2026-10-30, not 2026-10-31" in refused(
        "stock.lot_dates_differ", known | {"made_on": "2026-10-31"}
    )
    new = {"number": "M2"}
    refused("platform.invalid_input", new | {"made_on": "2026-10-31", "expires_on": "2026-10-30"})
    # Also where one document says it twice, in two bins or on two lines.
    twice = [new | {"made_on": day} for day in ("2026-10-30", "2026-10-31")]
    refused("stock.lot_dates_differ", *twice)
    twice = [new | {"expires_on": day} for day in ("2026-12-30", "2026-12-31")]
    refused("stock.lot_dates_differ", *twice)
    assert milk.lying() == [("M1", "free", "5")]


def test_when_it_was_made_is_learned_later(company: Company, milk: LotKeeper) -> None:
    """By whoever corrects the lot, or by a later receipt; both stand in its history."""
    company.post("/stock-receipts", receipt_of(milk, {"number": "M1"}, {"number": "M2"}, {"number": "M3"}))
    keeper = company.colleague("warehouse")
    lot = the_lot(company, "M1")
    path = f"/stock-lots/{lot['id']}"
    keeper.patch(path, {"made_on": "2026-10-25"}, version=lot["version"])
    assert days(company, "M1") == ("2026-10-25", "2026-11-15", SHELF_LIFE)
    company.post("/stock-receipts", receipt_of(milk, {"number": "M2", "made_on": "2026-10-26"}))
    assert days(company, "M2") == ("2026-10-26", "2026-11-16", SHELF_LIFE)
    for number, made, last in (("M1", "2026-10-25", "2026-11-15"), ("M2", "2026-10-26", "2026-11-16")):
        query = (
            "SELECT changes FROM audit_event WHERE tenant_id = %s AND record_id = %s AND action = 'changed'"
        )
        told = company.books.one(query, [company.tenant_id, the_lot(company, number)["id"]])
        assert told == {"made_on": [None, made], "expires_on": ["2026-11-23", last]}

    # What is told by hand follows nothing any more.
    lot = the_lot(company, "M3")
    keeper.patch(f"/stock-lots/{lot['id']}", {"expires_on": "2026-12-01"}, version=lot["version"])
    lot = the_lot(company, "M3")
    keeper.patch(f"/stock-lots/{lot['id']}", {"made_on": "2026-10-20"}, version=lot["version"])
    assert days(company, "M3") == ("2026-10-20", "2026-12-01", None)
    late = {"made_on": "2026-12-02"}
    problem = company.refused(
        422, "platform.invalid_input", "PATCH", f"/stock-lots/{lot['id']}", late, version=lot["version"] + 1
    )
    assert [(one["field"], one["detail"]) for one in problem["errors"]] == [
        ("expires_on", "It would expire before it was made")
    ]
    assert days(company, "M3") == ("2026-10-20", "2026-12-01", None)


def test_a_lot_without_a_last_day_gets_one_once_goods_like_it_do(company: Company) -> None:
    rice = LotKeeper(company, name="大米")
    rice.receive(("R1", "5"), ("R2", "5", "2026-11-05"))
    assert days(company, "R1") == (None, None, None)
    product = company.get(f"/products/{rice.product}")
    company.patch(f"/products/{rice.product}", {"shelf_life_days": 30}, version=product["version"])
    for number, known in (
        ("R1", ("2026-11-01", "2026-12-01", 30)),
        ("R2", ("2026-11-01", "2026-11-05", None)),
    ):
        company.post("/stock-receipts", receipt_of(rice, {"number": number, "made_on": "2026-11-01"}))
        assert days(company, number) == known
    refused = receipt_of(rice, {"number": "R3", "expires_on": "2026-11-05"})
    company.post("/stock-receipts", refused)
    late = receipt_of(rice, {"number": "R3", "made_on": "2026-11-06"})
    company.refused(422, "platform.invalid_input", "POST", "/stock-receipts", late)
    assert days(company, "R3") == (None, "2026-11-05", None)


def test_what_has_expired_is_promised_to_nobody(company: Company) -> None:
    """Of eleven three are past their last day: no read and no hold counts them, and the others stay whose they are."""
    customer, yoghurt = company.customer(), LotKeeper(company)
    yoghurt.receive(("OLD", "3", "2026-11-01"), ("GOOD", "6", "2026-11-20"), ("LONG", "2", "2027-05-01"))
    (row,) = company.get("/stock/on-hand", product_id=yoghurt.product)["items"]
    assert (row["on_hand"], row["expired"], row["available"]) == ("11", "3", "8")
    wish = {"lines": [{"product_id": yoghurt.product, "quantity": "9"}]}
    (told,) = company.send("POST", "/sales-orders/promise", wish).json()["lines"]
    assert (told["available"], told["rest"]) == ("8", "1")

    order = company.order(customer, (yoghurt.product, "9", "8"))
    path = f"/sales-orders/{order['id']}/confirm"
    problem = company.refused(409, "stock.insufficient", "POST", path, version=order["version"])
    assert [one["detail"] for one in problem["errors"]] == ["Line 1, 酸奶: wanted 9, available 8"]
    promised = company.confirmed(customer, (yoghurt.product, "6", "8"), ordered_on="2026-11-10")
    # Nor does a promised order grow by them.
    grown = begun(company, promised, {"quantity": "9"})
    path = f"/sales-order-changes/{grown['id']}/take-effect"
    problem = company.refused(409, "stock.insufficient", "POST", path)
    assert [one["detail"] for one in problem["errors"]] == ["Line 1, 酸奶: wanted 3, available 2"]
    by_date = company.get("/stock/by-date", product_id=yoghurt.product)
    assert (by_date["expired"], by_date["available"]) == ("3", "2")
    assert [
        (day["day"], day["goes"], day["expires"], day["lies"], day["available"]) for day in by_date["days"]
    ] == [
        ("2026-11-02", "0", "0", "8", "2"),
        ("2026-11-10", "6", "0", "2", "2"),
        ("2027-05-02", "0", "2", "0", "0"),
    ]

    # Two are free and good: a paper that may not take the old ones takes no more than those, scrap takes the old.
    problem = company.refused(
        409, "stock.insufficient", "POST", "/stock-issues", {"lines": [yoghurt.line("3")]}
    )
    assert [one["detail"] for one in problem["errors"]] == ["Line 1, 酸奶: wanted 3, available 2"]
    assert moved(yoghurt.issue("3", reason="scrap")) == [("OLD", "3")]
    assert yoghurt.on_hand() == ("8", "0", "2")
