"""What may become of a quotation: it lapses, is withdrawn, declined, accepted by phone. Today is 2026-11-02."""

from uuid import UUID, uuid4

import pytest

from heyi.modules.quoting.jobs import expire
from heyi.platform.jobs.definition import Nothing
from heyi.platform.jobs.queue import enqueue_for_system
from heyi.platform.jobs.runner import Runner
from tests.builders.approving import flow, say, step, submit
from tests.builders.company import Company
from tests.builders.crm import opportunity
from tests.builders.fixtures import Later
from tests.builders.http import Json, Person
from tests.builders.quoting import (
    Customer,
    accepted,
    new_version,
    quotation,
    quotation_body,
    send,
    sent,
)
from tests.builders.scoped import colleague_with
from tests.builders.server import Served


@pytest.fixture
def pumps(company: Company) -> str:
    return company.product(stock="50")


def night(served: Served, company: Company) -> None:
    services = served.services
    with services.engine.connect() as connection, connection.begin():
        enqueue_for_system(
            connection,
            expire,
            Nothing(),
            now=services.clock.now(),
            key=str(uuid4()),
            tenant_id=UUID(str(company.tenant_id)),
        )
    Runner(services).run_due()


def told(person: Person) -> list[str]:
    return [one["text"] for one in person.get("/notices")["items"]]


def test_after_its_last_day_nothing_is_accepted_whether_the_night_came_or_not(
    company: Company, pumps: str, later: Later, served: Served
) -> None:
    seller = company.colleague("sales", "王五")
    customer = company.customer(owner_id=str(seller.user_id))
    offered = sent(
        company, customer, (pumps, "1", "113"), valid_until="2026-11-05", owner_id=str(seller.user_id)
    )
    buyer, path = Customer(company, offered), f"/quotations/{offered['id']}"
    with later(days=3):
        assert buyer.look()["state"] == "open"
    with later(days=4):
        assert buyer.look()["state"] == "expired"
        refused = buyer.accept()
        assert (refused.status_code, refused.json()["code"]) == (409, "quoting.expired")
        by_phone = {"how": "phone", "name": "王经理"}
        company.refused(409, "quoting.expired", "POST", f"{path}/accept", by_phone)
        company.refused(409, "quoting.expired", "POST", f"{path}/order", {})
        late = company.get(path)
        assert (late["state"], late["lapsed"]) == ("sent", True)
        assert late["allowed_actions"] == ["share", "decline", "new_version", "withdraw"]

        night(served, company)
        night(served, company)
        assert company.get(path)["state"] == "expired"
        assert told(seller)[0] == "Quotation BJ202611020001 expired without an answer"
        assert len([one for one in told(seller) if "expired" in one]) == 1
        again = new_version(company, offered)
        kept = company.get(f"/quotations/{again['id']}")
        assert (kept["quoted_on"], kept["valid_until"]) == ("2026-11-06", "2026-11-09")
        send(company, again)
        assert Customer(company, again).accept().status_code == 200
        assert company.get(path)["state"] == "expired"


def test_a_draft_that_lapsed_is_not_sent(company: Company, pumps: str, later: Later) -> None:
    draft = quotation(company, company.customer(), (pumps, "1", "113"), valid_until="2026-11-02")
    with later(days=1):
        company.refused(409, "quoting.sent_too_late", "POST", f"/quotations/{draft['id']}/send", {})


def test_whose_quotation_it_is_hears_of_the_first_look_and_of_the_answer(
    company: Company, pumps: str
) -> None:
    seller = company.colleague("sales", "王五")
    customer = company.customer(owner_id=str(seller.user_id))
    offered = sent(seller, customer, (pumps, "1", "113"))
    buyer = Customer(company, offered, who=seller)
    for _ in range(2):
        buyer.look()
    assert buyer.decline("太贵").json()["state"] == "declined"
    assert told(seller)[:2] == [
        "The customer declined quotation BJ202611020001",
        "The customer opened quotation BJ202611020001",
    ]
    answer = company.get(f"/quotations/{offered['id']}")["answer"]
    assert (answer["verdict"], answer["note"], answer["recorded_by"]) == ("declined", "太贵", None)
    # What was answered is answered.
    assert buyer.accept().json()["code"] == "platform.wrong_state"
    assert send(seller, new_version(seller, offered, (pumps, "1", "110")))["state"] == "sent"


def test_accepted_by_phone_with_the_paper_that_came_later(company: Company, pumps: str) -> None:
    offered = sent(company, company.customer(), (pumps, "1", "113"))
    path = f"/quotations/{offered['id']}"
    early = {"how": "phone", "name": "王经理", "answered_on": "2026-11-01"}
    company.refused(422, "platform.invalid_input", "POST", f"{path}/accept", early)
    company.refused(
        422, "platform.invalid_input", "POST", f"{path}/accept", {"how": "link", "name": "王经理"}
    )
    done = accepted(company, offered, note="电话里确认")
    assert done["state"] == "accepted"
    answer = company.get(path)["answer"]
    assert (answer["how"], answer["name"], answer["recorded_by"], answer["address"]) == (
        "phone",
        "王经理",
        "张三",
        "",
    )
    fields = {"record": "quotation", "record_id": offered["id"]}
    company.upload("/files", b"a,b\n", fields=fields).raise_for_status()
    (file,) = company.get("/files", record="quotation", record_id=offered["id"])
    assert company.send("DELETE", f"/files/{file['id']}", version=1).status_code == 409


def test_what_nobody_accepted_is_ordered_only_by_who_may(company: Company, pumps: str) -> None:
    seller = company.colleague("sales", "王五")
    customer = company.customer(owner_id=str(seller.user_id))
    offered = sent(seller, customer, (pumps, "1", "113"))
    path = f"/quotations/{offered['id']}"
    assert "order" not in seller.get(path)["allowed_actions"]
    seller.refused(409, "quoting.not_accepted", "POST", f"{path}/order", {})
    order = company.post(f"{path}/order")
    assert company.get(path)["order"]["title"] == order["number"]
    for verb, body in (("new-version", {}), ("withdraw", {}), ("decline", {"how": "phone", "name": "x"})):
        company.refused(409, "quoting.ordered", "POST", f"{path}/{verb}", body)
    # His word may come after the order.
    assert Customer(company, offered).accept().json()["state"] == "accepted"
    company.cancel(order)
    assert company.get(path)["order"] is None
    again = company.post(f"{path}/order")
    assert again["number"] != order["number"]


def test_an_address_that_counts_no_more_says_why(company: Company, pumps: str) -> None:
    customer = company.customer()
    gone = Customer(company, withdrawn := sent(company, customer, (pumps, "1", "113")))
    company.post(f"/quotations/{withdrawn['id']}/withdraw")
    assert (gone.look()["state"], gone.look()["lines"], gone.look()["gross"]) == ("withdrawn", [], None)
    assert gone.send("GET", "/paper").json()["code"] == "quoting.not_shown"
    assert gone.accept().json()["code"] == "platform.wrong_state"

    old = Customer(company, first := sent(company, customer, (pumps, "1", "113")))
    send(company, new_version(company, first, (pumps, "1", "100")))
    assert (old.look()["state"], old.look()["lines"]) == ("superseded", [])
    assert old.accept().json()["code"] == "platform.wrong_state"

    offered = sent(company, customer, (pumps, "1", "113"))
    before = Customer(company, offered)
    assert Customer(company, offered).token == before.token
    link = company.post(f"/quotations/{offered['id']}/link", {"anew": True})
    assert not link["address"].endswith(before.token)
    assert before.send("GET").json()["code"] == "quoting.link_replaced"
    assert before.accept().json()["code"] == "quoting.link_replaced"
    assert Customer(company, offered).look()["state"] == "open"


def test_only_what_was_shown_and_agreed_to_is_accepted(company: Company, pumps: str) -> None:
    buyer = Customer(company, sent(company, company.customer(), (pumps, "1", "113")))
    assert buyer.accept(sha256="0" * 64).json()["code"] == "quoting.shown_otherwise"
    assert buyer.accept(agreed=False).json()["errors"][0]["field"] == "agreed"
    assert buyer.accept("  ").status_code == 422
    assert buyer.look()["state"] == "open"


def test_an_approval_holds_for_the_draft_that_was_seen_and_lifts_its_floor(company: Company) -> None:
    pumps = company.product(stock="10", floor_price="90")
    seller, head = company.colleague("sales", "王五"), company.colleague("sales_head", "赵六")
    customer = company.customer(owner_id=str(seller.user_id))
    low = quotation(seller, customer, (pumps, "2", "80"))
    refusal = seller.refused(409, "sales.below_floor", "POST", f"/quotations/{low['id']}/send", {})
    assert refusal["errors"][0]["field"] == "lines.0.unit_price"
    deep = {"field": "most_discount", "op": "gt", "value": "20"}
    flow(company, step("a", head), record="quotation", verb="send", condition=deep, lifts=["below_floor"])
    path = f"/quotations/{low['id']}"
    seller.refused(409, "approvals.needs_approval", "POST", f"{path}/send", {})
    submit(seller, low["id"], record="quotation", verb="send")
    other = quotation_body(customer, (pumps, "2", "70"))
    seller.refused(409, "approvals.under_approval", "PATCH", path, other, version=1)
    say(head, "approve")
    assert seller.get(path)["state"] == "sent"


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"valid_until": "2026-11-01"}, "valid_until"),
        ({"contact_id": "contact"}, "contact_id"),
        ({"opportunity_id": "deal"}, "opportunity_id"),
        ({"payment_terms": "x" * 1001}, "payment_terms"),
        ({"language": "fr"}, "language"),
    ],
)
def test_what_cannot_be_offered(company: Company, pumps: str, said: Json, field: str) -> None:
    customer, other = company.customer(), company.customer("上海云启贸易有限公司")
    ids = {
        "contact": company.post("/contacts", {"party_id": other, "name": "周工"})["id"],
        "deal": opportunity(company, other)["id"],
    }
    body = quotation_body(customer, (pumps, "1", "113"))
    body |= {name: ids.get(str(value), value) for name, value in said.items()}
    problem = company.refused(422, "platform.invalid_input", "POST", "/quotations", body)
    assert [one["field"] for one in problem["errors"]] == [field]


def test_the_language_is_that_of_his_last_one_or_of_his_name(company: Company, pumps: str) -> None:
    def spoken(customer: str, **said: object) -> str:
        made = quotation(company, customer, (pumps, "1", "113"), **said)
        return str(company.get(f"/quotations/{made['id']}")["language"])

    abroad, here = company.customer("ACME Ltd"), company.customer()
    assert (spoken(abroad), spoken(here)) == ("en", "zh-CN")
    assert (spoken(here, language="en"), spoken(here)) == ("en", "en")


def test_who_sees_no_amounts_gets_no_paper_and_no_address(company: Company, pumps: str) -> None:
    offered = sent(company, company.customer(), (pumps, "1", "113"))
    send(company, new_version(company, offered, (pumps, "1", "100")))
    rights = ["quoting.quotation.view", "quoting.quotation.send"]
    reader = colleague_with(company, rights, fields={"quotation": {"gross": "hidden"}})
    path = f"/quotations/{offered['id']}"
    for end in ("", "/versions"):
        told = reader.client.get(f"{path}{end}").text
        assert "113" not in told.replace(offered["id"], "")
    reader.refused(403, "quoting.amounts_hidden", "GET", f"{path}/paper")
    reader.refused(403, "quoting.amounts_hidden", "POST", f"{path}/link", {})


def test_versions_of_others_are_not_told(company: Company, pumps: str) -> None:
    seller = company.colleague("sales", "王五")
    customer = company.customer(owner_id=str(seller.user_id))
    his = sent(seller, customer, (pumps, "1", "113"))
    mine = new_version(company, his, owner_id=company.get("/auth/me")["user_id"])
    told = seller.get(f"/quotations/{his['id']}/versions")
    assert [one["number"] for one in told] == [his["number"]]
    assert len(company.get(f"/quotations/{mine['id']}/versions")) == 2
