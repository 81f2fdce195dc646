"""Goods between our door and the customer's: who brings them, how far they are, and what he made of them."""

import pytest

from tests.builders.company import Company
from tests.builders.http import Json
from tests.builders.scoped import colleague_with
from tests.builders.sea import person_id
from tests.builders.shipping import carrier, picture, shipped, signed_for


@pytest.fixture
def delivery(company: Company) -> Json:
    """Ten pumps that left our warehouse on 2026-11-02, which is today."""
    order = company.confirmed(company.customer(), (company.product(stock="20"), "10", "113"))
    return company.deliver(order)


def test_a_parcel_is_followed_to_its_signature(company: Company, delivery: Json) -> None:
    express = carrier(company, phone="95338", tracking_url="https://www.example.cn/track?no={number}&lang=zh")
    sent = shipped(company, delivery, carrier_id=express, tracking_number="SF 1/2", parcels=3)
    assert (sent["number"], sent["state"], sent["shipped_on"], sent["parcels"]) == (
        "FY202611020001",
        "under_way",
        "2026-11-02",
        3,
    )
    assert sent["tracking_url"] == "https://www.example.cn/track?no=SF%201%2F2&lang=zh"
    assert sent["carrier"]["title"] == "顺丰速运"
    assert sent["allowed_actions"] == ["update", "receive"]

    # What was typed wrongly is put right while it is under way.
    path = f"/waybills/{sent['id']}"
    right = {"carrier_id": express, "tracking_number": "SF12", "parcels": 3}
    sent = company.patch(path, right, version=sent["version"])
    company.refused(412, "platform.version_changed", "PATCH", path, right, version=1)
    assert [row["id"] for row in company.get("/waybills", search="SF12")["items"]] == [sent["id"]]

    me = person_id(company)
    signature, photo = picture(company, me), picture(company, me, "现场.png")
    done = signed_for(company, sent, signature=signature, photos=[photo])
    assert (done["state"], done["received_by"], done["received_on"]) == ("received", "陈小姐", "2026-11-02")
    assert (done["signature"], done["photos"], done["allowed_actions"]) == (signature, [photo], ["reopen"])
    assert company.send("GET", f"/files/{signature}/content").status_code == 200
    # A proof stays where it is, and is said once.
    photo_version = company.get(f"/files/{photo}")["version"]
    company.refused(409, "files.kept", "DELETE", f"/files/{photo}", version=photo_version)
    company.refused(409, "platform.wrong_state", "POST", f"{path}/receive", {"received_by": "x"})
    company.refused(409, "platform.wrong_state", "PATCH", path, right, version=done["version"])
    # What is taken back takes its proofs along: they say nothing of what comes next.
    again = company.post(f"{path}/reopen", {"reason": "登记错了单"})
    assert (again["signature"], again["photos"]) == (None, [])
    done = signed_for(company, sent, outcome="refused", receipt_note="客户没订")
    assert (done["signature"], done["photos"]) == (None, [])
    assert [one["type"] for one in company.get(f"/documents/delivery/{delivery['id']}/chain")["documents"]][
        -1
    ] == "waybill"


def test_what_is_not_taken_says_why_and_comes_back_as_a_return(company: Company, delivery: Json) -> None:
    sent = shipped(company, delivery)
    path = f"/waybills/{sent['id']}/receive"
    body = {"received_by": "陈小姐", "outcome": "partly"}
    company.refused(422, "shipping.what_was_wrong", "POST", path, body)
    company.refused(422, "platform.invalid_input", "POST", path, body | {"outcome": "under_way"})
    done = signed_for(company, sent, outcome="partly", receipt_note="两台外壳压坏，带回")
    assert (done["state"], done["receipt_note"]) == ("partly", "两台外壳压坏，带回")
    # Nothing moved by that: the books follow when the goods are back.
    assert company.get(f"/deliveries/{delivery['id']}")["lines"][0]["returned"] == "0"
    company.take_back(delivery, "2")

    # Written down at the wrong waybill: it is under way again, and who did it and why is in its history.
    again = company.post(f"/waybills/{sent['id']}/reopen", {"reason": "登记错了单"})
    assert (again["state"], again["received_by"], again["receipt_note"]) == ("under_way", None, None)
    company.refused(409, "platform.wrong_state", "POST", f"/waybills/{sent['id']}/reopen", {"reason": "x"})
    told = company.get(f"/history/waybill/{sent['id']}")["events"]
    assert [one["action"] for one in told] == ["reopened", "partly", "shipped"]


def test_somebody_brings_it_on_a_day_that_can_be(company: Company, delivery: Json) -> None:
    path = f"/deliveries/{delivery['id']}/ship"
    company.refused(422, "shipping.nobody_brings_it", "POST", path, {})
    idle = carrier(company, active=False)
    company.refused(422, "shipping.carrier_unusable", "POST", path, {"carrier_id": idle})
    for day, code in (("2026-11-01", "before_it_left"), ("2026-11-03", "day_to_come")):
        refusal = company.refused(
            422, "platform.invalid_input", "POST", path, {"driver": "周师傅", "shipped_on": day}
        )
        assert [one["code"] for one in refusal["errors"]] == [code]
    sent = shipped(company, delivery)
    for day, code in (("2026-11-01", "before_it_left"), ("2026-11-03", "day_to_come")):
        body = {"received_by": "x", "received_on": day}
        refusal = company.refused(
            422, "platform.invalid_input", "POST", f"/waybills/{sent['id']}/receive", body
        )
        assert [one["code"] for one in refusal["errors"]] == [code]
    for wrong in ("http://a.cn/{number}", "https://a.cn/", "https://a.cn/{number}/{number}"):
        company.refused(
            422, "platform.invalid_input", "POST", "/carriers", {"name": "x", "tracking_url": wrong}
        )


def test_a_signature_is_ones_own_and_a_waybill_is_seen_by_who_sees_its_delivery(
    company: Company, delivery: Json
) -> None:
    sent = shipped(company, delivery)
    other = company.colleague("warehouse", "老赵")
    strange = picture(other, person_id(other))
    company.refused(
        422,
        "platform.invalid_input",
        "POST",
        f"/waybills/{sent['id']}/receive",
        {"received_by": "x", "signature": strange},
    )
    permissions = ["sales.delivery.view", "shipping.waybill.view", "shipping.waybill.receive"]
    driver = colleague_with(company, permissions, {"shipping.waybill.receive": "own"})
    driver.refused(
        403, "platform.not_allowed", "POST", f"/waybills/{sent['id']}/receive", {"received_by": "x"}
    )
    assert driver.get(f"/waybills/{sent['id']}")["allowed_actions"] == []
    blind = colleague_with(
        company, permissions, {"sales.delivery.view": "own", "shipping.waybill.view": "own"}, name="小孙"
    )
    blind.refused(404, "platform.not_found", "GET", f"/waybills/{sent['id']}")
    assert blind.get("/waybills")["items"] == []
