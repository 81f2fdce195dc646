"""Goods move from one warehouse to another: what is under way lies somewhere at every moment, and no value moves."""

from functools import partial

from tests.builders.company import Company
from tests.builders.stock import BRANCH, TRANSIT, Store
from tests.builders.together import together


def worth(company: Company) -> str | None:
    return company.accounts().get("1405")


def test_goods_leave_lie_in_transit_and_arrive_in_parts(company: Company) -> None:
    screws, nuts = company.product(stock="100", cost="6"), company.product(stock="50", cost="2", name="螺母")
    store = Store(company)
    draft = store.transfer((screws, "30"), (nuts, "20"), note="补货")
    assert (draft["number"], draft["state"]) == (None, "draft")
    assert draft["allowed_actions"] == ["send", "send_directly", "update", "cancel"]
    assert store.lying(screws) == {"main": "100"}

    sent = store.do(draft, "send")
    assert (sent["number"], sent["state"]) == ("DB202611020001", "sent")
    assert store.lying(screws) == {"main": "70", TRANSIT: "30"}
    assert worth(company) == "700"

    arrival = store.do(sent, "arrive", "10", "0")
    assert (arrival["number"], arrival["kind"]) == ("DR202611020001", "arrival")
    assert store.lying(screws) == {"main": "70", TRANSIT: "20", BRANCH: "10"}
    now = store.the_transfer(sent)
    assert now["state"] == "sent"
    assert [(line["arrived"], line["under_way"]) for line in now["lines"]] == [("10", "20"), ("0", "20")]

    store.do(sent, "arrive")
    now = store.the_transfer(sent)
    assert (now["state"], now["allowed_actions"]) == ("done", [])
    assert store.lying(screws) == {"main": "70", BRANCH: "30"}
    assert store.lying(nuts) == {"main": "30", BRANCH: "20"}
    assert worth(company) == "700"
    assert company.chain("stock_transfer", sent) == ["stock_transfer", "stock_arrival", "stock_arrival"]


def test_what_is_missing_is_written_off_or_comes_back(company: Company) -> None:
    screws = company.product(stock="100", cost="6")
    store = Store(company)
    sent = store.sent((screws, "30"))
    store.do(sent, "arrive", "20")
    store.do(sent, "come-back", "7")
    loss = store.do(sent, "write-off", "3", reason="途中破损")

    assert (loss["reason"], loss["number"], loss["total"], loss["note"]) == (
        "transit_loss",
        "QTCK202611020001",
        "18",
        "途中破损",
    )
    assert loss["transfer"]["number"] == sent["number"]
    assert company.entries("stock_issue", loss) == [{"190101": "18", "1405": "-18"}]
    (line,) = store.the_transfer(sent)["lines"]
    assert [line[name] for name in ("arrived", "returned", "lost", "under_way")] == ["20", "7", "3", "0"]
    assert store.the_transfer(sent)["state"] == "done"
    assert store.lying(screws) == {"main": "77", BRANCH: "20"}
    assert loss["allowed_actions"] == ["settle"]
    path = f"/stock-issues/{loss['id']}"
    company.refused(409, "stock.not_reversible", "POST", f"{path}/reverse", {})

    settled = company.post(f"{path}/settle", {"compensation": "10"})
    assert (settled["state"], settled["allowed_actions"]) == ("settled", [])
    assert company.entries("stock_issue", loss)[1] == {"122199": "10", "571101": "8", "190101": "-18"}
    company.refused(409, "platform.wrong_state", "POST", f"{path}/settle", {})


def test_a_transfer_in_one_step(company: Company) -> None:
    screws = company.product(stock="100", cost="6")
    store = Store(company)
    done = store.do(store.transfer((screws, "30")), "send", directly=True)
    assert (done["number"], done["state"], done["direct"]) == ("DB202611020001", "done", True)
    assert store.lying(screws) == {"main": "70", BRANCH: "30"}
    moves = company.get("/stock-moves", filter='{"field": "kind", "op": "eq", "value": "transfer"}')["items"]
    assert sorted((move["quantity"], move["value"]) for move in moves) == [("-30", "0"), ("30", "0")]


def test_a_draft_is_changed_and_called_off_and_what_has_left_is_not(company: Company) -> None:
    screws = company.product(stock="10")
    store = Store(company)
    draft = store.transfer((screws, "3"))
    path = f"/stock-transfers/{draft['id']}"
    body = store.transfer_body((screws, "4"))
    changed = company.patch(path, body, version=1)
    assert [line["quantity"] for line in changed["lines"]] == ["4"]
    company.refused(412, "platform.version_changed", "PATCH", path, body, version=1)
    assert company.post(f"{path}/cancel")["state"] == "cancelled"
    company.refused(409, "platform.wrong_state", "POST", f"{path}/send", {})

    sent = store.sent((screws, "3"))
    company.refused(409, "platform.wrong_state", "POST", f"/stock-transfers/{sent['id']}/cancel", {})
    company.refused(409, "platform.wrong_state", "PATCH", f"/stock-transfers/{sent['id']}", body, version=2)


def test_what_a_transfer_refuses(company: Company) -> None:
    screws = company.product(stock="10")
    store = Store(company)
    same = store.transfer_body((screws, "1"), to_warehouse_id=store.main)
    company.refused(422, "stock.same_place", "POST", "/stock-transfers", same)
    company.confirmed(company.customer(), (screws, "8", "113"))
    draft = store.transfer((screws, "3"))
    company.refused(409, "stock.insufficient", "POST", f"/stock-transfers/{draft['id']}/send", {})

    sent = store.sent((screws, "2"))
    (line,) = sent["lines"]
    much = {"lines": [{"line_id": line["id"], "quantity": "2.5"}]}
    strange = {"lines": [{"line_id": draft["lines"][0]["id"], "quantity": "1"}]}
    for verb, reason in (("arrive", {}), ("come-back", {}), ("write-off", {"reason": "丢失"})):
        path = f"/stock-transfers/{sent['id']}/{verb}"
        company.refused(409, "stock.not_under_way", "POST", path, much | reason)
        company.refused(422, "stock.line_unknown", "POST", path, strange | reason)


def test_goods_in_transit_are_not_chosen_promised_or_switched_off(company: Company) -> None:
    screws = company.product(stock="10")
    store = Store(company)
    store.sent((screws, "4"))
    (row,) = company.get("/warehouses", filter='{"field": "kind", "op": "eq", "value": "transit"}')["items"]
    body = {"warehouse_id": row["id"], "lines": [{"product_id": screws, "quantity": "1"}]}
    company.refused(422, "stock.warehouse_unusable", "POST", "/stock-issues", body)
    company.refused(
        422,
        "stock.warehouse_unusable",
        "POST",
        "/stock-transfers",
        store.transfer_body((screws, "1"), from_warehouse_id=row["id"]),
    )
    company.refused(
        409, "stock.transit_kept", "PATCH", f"/warehouses/{row['id']}", {"active": False}, version=1
    )
    assert len([house for house in company.get("/warehouses")["items"] if house["kind"] == "transit"]) == 1


def test_the_first_transfers_of_a_company_make_one_place_for_them(company: Company) -> None:
    screws = company.product(stock="100")
    store = Store(company)
    drafts = [store.transfer((screws, "1")) for _ in range(8)]
    together(
        [
            partial(company.browser().post, f"/stock-transfers/{draft['id']}/send", {"directly": False})
            for draft in drafts
        ]
    )
    assert store.lying(screws) == {"main": "92", TRANSIT: "8"}


def test_eight_hands_take_in_what_arrives_once(company: Company) -> None:
    screws = company.product(stock="100")
    store = Store(company)
    sent = store.sent((screws, "10"))
    path, body = (
        f"/stock-transfers/{sent['id']}/arrive",
        {"lines": [{"line_id": sent["lines"][0]["id"], "quantity": "4"}]},
    )
    answers = together([partial(company.browser().send, "POST", path, body) for _ in range(8)])
    assert sorted(answer.status_code for answer in answers) == [201, 201, *[409] * 6]
    assert store.lying(screws) == {"main": "90", TRANSIT: "2", BRANCH: "8"}


def test_statements_do_not_grow_with_the_lines(company: Company) -> None:
    products = [company.product(stock="10", name=f"商品{number}") for number in range(12)]
    store = Store(company)
    # Places are made where nothing of a product ever lay.
    store.do(store.sent(*((product, "1") for product in products)), "arrive")

    def steps(count: int) -> list[int]:
        draft = store.transfer(*((product, "1") for product in products[:count]))
        path = f"/stock-transfers/{draft['id']}"
        return [company.statements("POST", f"{path}/{verb}", {}) for verb in ("send", "arrive")]

    assert steps(12) == steps(1)
