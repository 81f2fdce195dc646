"""Goods that are held back are ours and promised to nobody; others' goods that we keep are worth nothing to us."""

import pytest

from tests.builders.company import Company
from tests.builders.keeping import Keeping
from tests.builders.lots import LotKeeper
from tests.builders.purchases import Buying


@pytest.fixture
def keeping(company: Company) -> Keeping:
    return Keeping(company)


def test_what_is_held_back_is_ours_and_neither_promised_nor_used_until_it_moves_back(
    company: Company, keeping: Keeping
) -> None:
    screws = company.product(stock="10", cost="6")
    customer = company.customer()
    keeping.move(keeping.main, keeping.corner, screws, "4")
    assert keeping.lying(screws) == {"usual": ("6", "6", "36"), "held_back": ("4", "0", "24")}
    assert keeping.lying(screws, kind="held_back") == {"held_back": ("4", "0", "24")}
    assert company.accounts()["1405"] == "60"

    line = {"product_id": screws, "quantity": "1", "unit_price": "113"}
    body = {"party_id": customer, "warehouse_id": keeping.corner, "lines": [line]}
    company.refused(409, "stock.not_promised", "POST", "/sales-orders", body)
    too_many = company.order(customer, (screws, "7", "113"))
    company.refused(409, "stock.insufficient", "POST", f"/sales-orders/{too_many['id']}/confirm")
    used = {"warehouse_id": keeping.corner, "lines": [{"product_id": screws, "quantity": "1"}]}
    company.refused(409, "stock.not_promised", "POST", "/stock-issues", used)

    scrapped = company.post("/stock-issues", {**used, "reason": "scrap"})
    assert (scrapped["total"], scrapped["goods_owner"]) == ("6", None)
    keeping.move(keeping.corner, keeping.main, screws, "3")
    assert keeping.lying(screws) == {"usual": ("9", "9", "54"), "held_back": ("0", "0", "0")}
    company.confirm(too_many)
    assert keeping.lying(screws)["usual"] == ("9", "2", "54")


def test_a_draft_is_not_promised_out_of_what_is_held_back_since(company: Company, keeping: Keeping) -> None:
    screws = company.product(stock="10", cost="6")
    house = company.post("/warehouses", {"name": "转仓"})
    order = company.order(company.customer(), (screws, "1", "113"), warehouse_id=house["id"])
    path = f"/warehouses/{house['id']}"
    company.patch(path, {"kind": "held_back"}, version=company.get(path)["version"])
    keeping.move(keeping.main, house["id"], screws, "4")
    company.refused(409, "stock.not_promised", "POST", f"/sales-orders/{order['id']}/confirm")


def test_a_part_of_a_lot_may_be_held_back(company: Company, keeping: Keeping) -> None:
    milk = LotKeeper(company)
    milk.receive(("L1", "10", "2027-03-01"))
    keeping.move(keeping.main, keeping.corner, milk.product, "3")
    places = company.get("/stock/tracked", product_id=milk.product)[0]["lots"]
    assert [(lot["number"], lot["quantity"]) for lot in places] == [("L1", "7"), ("L1", "3")]
    assert [lot["warehouse_id"] for lot in places] == [keeping.main, keeping.corner]
    order = company.order(company.customer(), (milk.product, "8", "113"))
    company.refused(409, "stock.insufficient", "POST", f"/sales-orders/{order['id']}/confirm")


def test_a_list_of_what_expires_says_whose_it_is(company: Company, keeping: Keeping) -> None:
    milk = LotKeeper(company)
    milk.receive(("OURS", "10", "2026-11-12"))
    lot = {"number": "THEIRS", "quantity": "4", "expires_on": "2026-11-13"}
    keeping.take_in((milk.product, "4"), lots=(lot,))
    told = [
        (row["number"], row["kind"], row["goods_owner_id"], row["goods_owner"])
        for row in company.get("/stock/expiring", days=30)["items"]
    ]
    assert told == [("OURS", "usual", None, None), ("THEIRS", "entrusted", keeping.owner, "寄售商")]
    assert company.get("/stock/on-hand", kind="")["items"] != []
    company.refused(422, "platform.invalid_input", "GET", "/stock/on-hand", query={"kind": "usuall"})


def test_goods_of_another_owner_come_are_counted_and_go_back_beside_our_books(
    company: Company, keeping: Keeping
) -> None:
    screws = company.product(stock="10", cost="6")
    before = company.accounts()
    came = keeping.take_in((screws, "20"), note="寄售")
    assert (came["reason"], came["state"], came["total"], came["goods_owner"]) == (
        "entrusted",
        "posted",
        "0",
        "寄售商",
    )
    assert came["allowed_actions"] == ["reverse"]
    assert company.entries("stock_receipt", came) == []
    assert keeping.lying(screws) == {"usual": ("10", "10", "60"), "entrusted": ("20", "0", None)}
    (row,) = company.get("/stock/on-hand", product_id=screws, kind="entrusted")["items"]
    assert (row["goods_owner_id"], row["goods_owner"]) == (keeping.owner, "寄售商")

    count = company.post("/stock-counts", {"warehouse_id": keeping.kept})
    line = {"product_id": screws, "quantity": "18"}
    company.post(f"/stock-counts/{count['id']}/count", {"lines": [line]})
    counted = company.post(f"/stock-counts/{count['id']}/post")
    assert (counted["state"], counted["loss"]) == ("posted", "0")
    (missed,) = company.get("/stock-issues")["items"]
    missed = company.get(f"/stock-issues/{missed['id']}")
    assert (missed["state"], missed["allowed_actions"]) == ("settled", [])

    back = keeping.give_back((screws, "5"))
    assert (back["reason"], back["total"]) == ("given_back", "0")
    assert keeping.lying(screws)["entrusted"] == ("13", "0", None)
    company.post(f"/stock-issues/{back['id']}/reverse")
    company.post(f"/stock-receipts/{keeping.take_in((screws, '7'))['id']}/reverse")
    assert keeping.lying(screws) == {"usual": ("10", "10", "60"), "entrusted": ("18", "0", None)}
    company.refused(409, "stock.insufficient", "POST", "/entrusted-issues", keeping.body((screws, "19")))
    assert company.accounts() == before

    then = company.get("/stock/as-of", day="2026-11-02")["items"]
    assert {(item["kind"], item["quantity"], item["value"]) for item in then} == {
        ("usual", "10", "60"),
        ("entrusted", "18", None),
    }
    (age,) = company.get("/stock/ages")["items"]
    assert (age["on_hand"], age["value"]) == ("10", "60")


def test_a_customer_s_material_is_used_up_for_him(company: Company, keeping: Keeping) -> None:
    """It leaves by a paper of its own, without value or entry, and can be taken back; a consignor's goods cannot."""
    screws = company.product(stock="10", cost="6")
    keeping.take_in((screws, "5"))
    consigned = keeping.body((screws, "1"), reason="used_up")
    problem = company.refused(409, "stock.owner_no_customer", "POST", "/entrusted-issues", consigned)
    assert problem["params"] == {"warehouse": "代管仓", "owner": "寄售商"}

    keeping.customer_s()
    keeping.take_in((screws, "20"))
    before = company.accounts()
    used = keeping.use_up((screws, "12"), note="加工 XSDD1")
    told = ("reason", "state", "total", "goods_owner", "note", "allowed_actions")
    assert [used[name] for name in told] == [
        "used_up",
        "posted",
        "0",
        "来料客户",
        "加工 XSDD1",
        ["reverse"],
    ]
    assert company.entries("stock_issue", used) == []
    here = {"warehouse_id": keeping.kept}
    assert keeping.lying(screws, **here) == {"entrusted": ("8", "0", None)}
    company.refused(
        409, "stock.insufficient", "POST", "/entrusted-issues", keeping.body((screws, "9"), reason="used_up")
    )
    ours = keeping.body((screws, "1"), reason="used_up") | {"warehouse_id": keeping.main}
    company.refused(409, "stock.not_our_goods", "POST", "/entrusted-issues", ours)
    company.post(f"/stock-issues/{used['id']}/reverse")
    assert keeping.lying(screws, **here) == {"entrusted": ("20", "0", None)}
    keeping.use_up((screws, "20"))
    assert company.accounts() == before


def test_what_expired_of_a_customer_s_material_is_used_only_for_a_reason(
    company: Company, keeping: Keeping
) -> None:
    milk = LotKeeper(company)
    keeping.customer_s()
    lot = {"number": "OLD", "quantity": "4", "expires_on": "2026-11-01"}
    keeping.take_in((milk.product, "4"), lots=(lot,))
    part = {"number": "OLD", "quantity": "4"}
    body = keeping.body((milk.product, "4"), lots=(part,), reason="used_up")
    company.refused(409, "stock.lot_expired", "POST", "/entrusted-issues", body)
    used = company.post("/entrusted-issues", body | {"expired_reason": "客户书面同意"})
    assert used["reason"] == "used_up"


def test_ours_and_others_are_never_mixed(company: Company, keeping: Keeping) -> None:
    screws = company.product(stock="10", cost="6")
    keeping.take_in((screws, "20"))
    mixed = {"lines": [{"product_id": screws, "quantity": "1"}]}
    for here, there in ((keeping.main, keeping.kept), (keeping.kept, keeping.corner)):
        ends = {"from_warehouse_id": here, "to_warehouse_id": there}
        company.refused(409, "stock.owners_differ", "POST", "/stock-transfers", {**mixed, **ends})
    into = {"lines": [{**mixed["lines"][0], "unit_cost": "6"}], "warehouse_id": keeping.kept}
    company.refused(409, "stock.not_our_goods", "POST", "/stock-receipts", into)
    company.refused(
        409, "stock.not_our_goods", "POST", "/stock-issues", {**mixed, "warehouse_id": keeping.kept}
    )
    ours = keeping.body((screws, "1"), warehouse_id=keeping.main)
    company.refused(409, "stock.not_our_goods", "POST", "/entrusted-receipts", ours)
    company.refused(409, "stock.not_our_goods", "POST", "/entrusted-issues", ours)
    sale = {"party_id": company.customer(), "warehouse_id": keeping.kept}
    line = {"product_id": screws, "quantity": "1", "unit_price": "113"}
    company.refused(409, "stock.not_our_goods", "POST", "/sales-orders", {**sale, "lines": [line]})

    second = keeping.house("代管二仓", kind="entrusted", goods_owner_id=keeping.owner)
    body = {**mixed, "from_warehouse_id": keeping.kept, "to_warehouse_id": second}
    draft = company.post("/stock-transfers", body)
    assert draft["allowed_actions"] == ["send_directly", "update", "cancel"]
    company.refused(409, "stock.entrusted_directly", "POST", f"/stock-transfers/{draft['id']}/send", {})
    company.post(f"/stock-transfers/{draft['id']}/send", {"directly": True})
    rows = company.get("/stock/on-hand", product_id=screws, kind="entrusted")["items"]
    assert sorted((row["warehouse"], row["on_hand"]) for row in rows) == [("代管二仓", "1"), ("代管仓", "19")]


def test_what_is_bought_out_becomes_ours_with_its_lots(company: Company, keeping: Keeping) -> None:
    milk = LotKeeper(company)
    lot = {"number": "L1", "quantity": "12", "expires_on": "2027-03-01"}
    keeping.take_in((milk.product, "12"), lots=(lot,))
    buying = Buying(company)
    order = buying.confirmed(keeping.owner, (milk.product, "5", "8"))
    other = buying.confirmed(buying.supplier(), (milk.product, "5", "8"))
    place = {"bought_out_of": keeping.kept}
    company.refused(409, "stock.owners_differ", "POST", f"/purchase-orders/{other['id']}/receive", place)

    receipt = buying.receive(order, **place)

    assert keeping.lying(milk.product) == {"usual": ("5", "5", "40"), "entrusted": ("7", "0", None)}
    lines = company.get(f"/purchase-receipts/{receipt['id']}")["lines"]
    assert [(part["number"], part["quantity"]) for line in lines for part in line["lots"]] == [("L1", "5")]
    assert set(company.chain("purchase_receipt", receipt)) == {
        "purchase_order",
        "purchase_receipt",
        "stock_issue",
    }
    (left,) = company.get("/stock-issues")["items"]
    assert (left["reason"], left["state"]) == ("bought_out", "posted")
    company.refused(409, "stock.not_reversible", "POST", f"/stock-issues/{left['id']}/reverse")
    buying.send_back(receipt, "1")
    assert keeping.lying(milk.product)["usual"] == ("4", "4", "32")


def test_the_kind_of_a_warehouse_stays_once_goods_lay_there(company: Company, keeping: Keeping) -> None:
    screws = company.product(stock="10", cost="6")
    path = f"/warehouses/{keeping.corner}"
    version = company.get(path)["version"]
    mine = {"goods_owner_id": keeping.owner}
    company.refused(422, "platform.invalid_input", "PATCH", path, mine, version=version)
    company.refused(422, "platform.invalid_input", "PATCH", path, {"kind": "entrusted"}, version=version)
    company.refused(422, "platform.invalid_input", "PATCH", path, {"kind": "transit"}, version=version)
    company.refused(422, "platform.invalid_input", "PATCH", path, {"may_run_short": True}, version=version)
    changed = company.patch(path, {"kind": "entrusted", **mine}, version=version)
    company.patch(path, {"kind": "held_back", "goods_owner_id": None}, version=changed["version"])

    keeping.move(keeping.main, keeping.corner, screws, "1")
    keeping.move(keeping.corner, keeping.main, screws, "1")
    version = company.get(path)["version"]
    company.refused(409, "stock.kind_kept", "PATCH", path, {"kind": "usual"}, version=version)
    keeping.take_in((screws, "1"))
    path = f"/warehouses/{keeping.kept}"
    version = company.get(path)["version"]
    other = {"goods_owner_id": company.customer()}
    company.refused(409, "stock.kind_kept", "PATCH", path, other, version=version)


def test_a_warehouse_is_emptied_before_it_is_switched_off(company: Company, keeping: Keeping) -> None:
    screws = company.product(stock="10", cost="6")
    keeping.move(keeping.main, keeping.corner, screws, "1")
    path = f"/warehouses/{keeping.corner}"
    version = company.get(path)["version"]
    company.refused(409, "stock.warehouse_not_empty", "PATCH", path, {"active": False}, version=version)
    keeping.move(keeping.corner, keeping.main, screws, "1")
    assert company.patch(path, {"active": False}, version=version)["active"] is False


def test_bins_and_dates_back_know_nothing_of_owners(company: Company, keeping: Keeping) -> None:
    """A receipt dated back replays what the pool was; what another brought in between is none of it."""
    screws = company.product(stock="10", cost="6")
    keeping.take_in((screws, "20"))
    company.post(f"/warehouses/{keeping.kept}/bins-on", {"receiving": "REC"})
    company.post("/warehouse-bins", {"warehouse_id": keeping.kept, "first": "A-01"})
    line = {"product_id": screws, "from_bin": "REC", "to_bin": "A-01", "quantity": "8"}
    company.post("/bin-moves", {"warehouse_id": keeping.kept, "lines": [line]})
    keeping.give_back((screws, "3"))
    company.receive_goods((screws, "10", "8"), received_on="2026-11-01")
    assert keeping.lying(screws) == {"usual": ("20", "20", "140"), "entrusted": ("17", "0", None)}
