"""From a lead that comes in to a deal that is won, as it is told at a desk."""

from tests.builders.company import Company
from tests.builders.crm import lead, lines, move, opportunity, stages
from tests.builders.fixtures import Later
from tests.builders.http import Json


def did(company: Company, customer: object) -> list[tuple[str, str]]:
    events = company.get(f"/parties/{customer}/timeline")["events"]
    return [(event["record"], event["action"]) for event in events]


def test_a_lead_becomes_a_customer_and_his_deal_is_won(company: Company, later: Later) -> None:
    """Everything that was done with the lead is in sight at the customer; the deal's way is known to the second."""
    company.post(
        "/record-types/lead/fields", {"name": "x_size", "kind": "number", "labels": {"zh": "员工数"}}
    )
    company.post(
        "/record-types/party/fields", {"name": "x_size", "kind": "number", "labels": {"zh": "员工数"}}
    )
    mapping = company.get("/lead-mapping")
    pairs = [*mapping["pairs"], {"lead": "x_size", "to": "party.x_size"}]
    company.patch("/lead-mapping", {"pairs": pairs}, version=mapping["version"])

    made = lead(company, contact_name="王经理", level="a", source="exhibition", x_size=120)
    assert (made["state"], made["owner_id"]["title"]) == ("new", "张三")
    company.upload("/files", b"a,b\n", fields={"record": "lead", "record_id": made["id"]}).raise_for_status()
    company.post(
        "/follow-ups", {"record": "lead", "record_id": made["id"], "content": "要报价", "way": "call"}
    )
    assert company.get(f"/leads/{made['id']}")["state"] == "following"

    seen = company.get(f"/leads/{made['id']}/conversion")
    assert (seen["party"]["name"], seen["party"]["x_size"], seen["contact"]["name"], seen["candidates"]) == (
        "杭州云栖贸易有限公司",
        120,
        "王经理",
        [],
    )
    wish = {"opportunity": {"name": "打印机一批", "amount": "50000", "expected_on": "2026-12-15"}}
    became = company.post(f"/leads/{made['id']}/convert", wish)
    customer = company.get(f"/parties/{became['party_id']}")
    assert (customer["name"], customer["x_size"], customer["level"]) == ("杭州云栖贸易有限公司", 120, "a")
    assert customer["last_followed_at"] is not None
    assert customer["last_opportunity_at"] is not None
    assert company.get(f"/contacts/{became['contact_id']}")["name"] == "王经理"
    (file,) = company.get("/files", record="party", record_id=customer["id"])
    assert file["name"] == "rows.csv"
    assert company.get("/files", record="lead", record_id=made["id"]) == []
    told = did(company, customer["id"])
    assert {("lead", "created"), ("lead", "converted"), ("follow_up", "created"), ("party", "created")} < set(
        told
    )
    (follow_up,) = company.get(f"/follow-ups/about/party/{customer['id']}")["items"]
    assert follow_up["content"] == "要报价"

    shown = company.get(f"/leads/{made['id']}")
    assert (shown["state"], shown["party_id"]["title"]) == ("converted", "杭州云栖贸易有限公司")
    refusal = company.refused(
        409, "crm.lead_converted", "PATCH", f"/leads/{made['id']}", {"name": "别的"}, version=shown["version"]
    )
    assert refusal["detail"] == "The lead “杭州云栖贸易有限公司” is converted and only read"
    the_deal_is_won(company, later, company.get(f"/opportunities/{became['opportunity_id']}"))


def the_deal_is_won(company: Company, later: Later, deal: Json) -> None:
    customer = company.get(f"/parties/{deal['party_id']['id']}")
    assert (deal["stage_id"]["title"], deal["amount"], deal["win_rate"], deal["source"]) == (
        "初步接洽",
        "50000",
        "0.1",
        "exhibition",
    )
    printer = company.product("1299", stock="30", name="激光打印机")
    paper = company.product("26.8", name="复印纸")
    priced = lines(
        company,
        deal,
        {"product_id": printer, "quantity": "10"},
        {"product_id": paper, "quantity": "3", "unit_price": "25", "discount": "0.1"},
        discount="0.05",
    )
    # 12990 + 67.5 = 13057.5; 5 % of it is 652.875, rounded 652.88, of which the lines carry 649.5 and 3.38.
    assert (priced["before"], priced["taken"], priced["amount"]) == ("13057.5", "652.88", "12404.62")
    assert [(one["amount"], one["share"], one["available"], one["price_now"]) for one in priced["lines"]] == [
        ("12340.5", "649.5", "30", "1299"),
        ("64.12", "3.38", "0", "26.8"),
    ]
    with later(minutes=120):
        move(company, deal, "方案/演示")
        with later(minutes=60):
            go_back_and_win(company, deal)
    ended = company.get(f"/opportunities/{deal['id']}")
    assert (ended["won_on"], ended["stale_on"], ended["win_rate"]) == ("2026-11-02", None, "1")
    assert company.get(f"/parties/{customer['id']}")["won_at"] is not None

    way = company.get(f"/opportunities/{deal['id']}/way")
    assert [(one["verb"], one["to_stage"], one["to_state"], one["reason"]) for one in way["steps"]] == [
        ("begin", "初步接洽", "open", None),
        ("move", "方案/演示", "open", None),
        ("move", "需求确认", "open", "客户换了需求"),
        ("win", "需求确认", "won", "当面签了"),
    ]
    assert [one["seconds"] // 3600 for one in way["steps"][:2]] == [2, 1]
    proposal = company.get(f"/opportunities/{deal['id']}/order")
    assert [(one["quantity"], one["unit_price"]) for one in proposal["lines"]] == [
        ("10", "1234.05"),
        ("3", "21.373333"),
    ]


def go_back_and_win(company: Company, deal: Json) -> None:
    refused = company.refused(
        422,
        "crm.backward_needs_reason",
        "POST",
        f"/opportunities/{deal['id']}/move",
        {"stage_id": stages(company)["需求确认"]},
    )
    assert refused["detail"] == "“打印机一批” goes back from “方案/演示” to “需求确认” only with a reason"
    move(company, deal, "需求确认", "客户换了需求")
    won = company.post(f"/opportunities/{deal['id']}/win", {"note": "当面签了"})
    assert (won["state"], won["amount"], won["allowed_actions"]) == ("won", "12404.62", ["reopen"])


def test_a_customer_who_is_there_is_attached_to_and_not_made_twice(company: Company) -> None:
    customer = company.customer("杭州云栖贸易有限公司", phone="13800138000")
    made = lead(company, "云栖贸易（杭州）")
    path = f"/leads/{made['id']}/convert"
    refused = company.refused(409, "crm.customer_exists", "POST", path, {})
    assert refused["detail"] == "There is a customer “杭州云栖贸易有限公司” with the same Phone"
    assert (refused["params"]["id"], refused["remedy"]) == (
        customer,
        "Attach the lead to that customer, or say that it is another one",
    )
    became = company.post(path, {"party_id": customer})
    assert (became["party_id"], became["attached"]) == (customer, True)
    again = company.refused(409, "crm.already_converted", "POST", path, {"party_id": customer})
    assert again["detail"] == "The lead “云栖贸易（杭州）” became the customer “杭州云栖贸易有限公司” already"
    other = lead(company, "云栖贸易二店")
    assert company.post(f"/leads/{other['id']}/convert", {"another": True})["party_id"] != customer


def test_the_next_contact_of_a_lead_is_kept_where_that_of_its_customer_has_passed(company: Company) -> None:
    def next_of(planned: str | None, said: str) -> str:
        customer = company.customer(f"客户 {planned} {said}", next_contact_at=planned)
        made = lead(company, f"线索 {planned} {said}", next_contact_at=said)
        company.post(f"/leads/{made['id']}/convert", {"party_id": customer})
        return str(company.get(f"/parties/{customer}")["next_contact_at"])

    past, today, sooner, later = (
        "2026-10-01T02:00:00Z",
        "2026-11-01T16:00:00Z",
        "2026-11-05T02:00:00Z",
        "2026-11-09T02:00:00Z",
    )
    assert next_of(past, later) == later
    assert next_of(today, later) == today
    assert next_of(sooner, later) == sooner
    assert next_of(later, sooner) == sooner
    assert next_of(None, later) == later


def test_a_lead_that_nobody_could_reach_is_refused(company: Company) -> None:
    refused = company.refused(422, "platform.invalid_input", "POST", "/leads", {"name": "没有电话"})
    (problem,) = refused["errors"]
    assert (problem["field"], problem["code"], problem["detail"]) == (
        "phone",
        "no_way_to_reach",
        "There must be a phone, an e-mail or a WeChat id",
    )


def test_a_lead_is_compared_with_leads_and_customers_while_it_is_typed(company: Company) -> None:
    customer = company.customer("宁波海曙五金经营部", phone="13900139000")
    first = lead(company, "宁波海曙五金")
    asked = {"values": {"name": "宁波海曙五金", "phone": "13900139000"}}
    matches = company.post("/leads/duplicates", asked)["matches"]
    assert {(one["record"], one["id"], one["field"]) for one in matches} >= {
        ("lead", first["id"], "name"),
        ("party", customer, "phone"),
    }


def test_lost_and_invalid_say_why_and_open_again(company: Company) -> None:
    customer = company.customer()
    deal = opportunity(company, customer, amount="100")
    path = f"/opportunities/{deal['id']}"
    refused = company.refused(422, "platform.invalid_input", "POST", f"{path}/lose", {"reason": "weather"})
    assert refused["errors"][0]["field"] == "reason"
    assert company.post(f"{path}/lose", {"reason": "price", "note": "贵了两成"})["state"] == "lost"
    shown = company.get(path)
    assert (shown["loss_reason"], shown["end_note"], shown["win_rate"]) == ("price", "贵了两成", "0")
    refused = company.refused(
        409, "crm.opportunity_closed", "PATCH", path, {"amount": "90"}, version=shown["version"]
    )
    assert refused["detail"] == "The opportunity “年度采购” has ended (Lost) and does not change"
    company.refused(409, "platform.wrong_state", "POST", f"{path}/win", {})
    opened = company.post(f"{path}/reopen", {"reason": "降价了"})
    assert (opened["state"], opened["win_rate"]) == ("open", "0.1")
    assert company.post(f"{path}/invalidate", {"reason": "重复录入"})["state"] == "invalid"


def test_the_amount_is_that_of_the_lines_and_the_stage_moves_by_its_verb(company: Company) -> None:
    deal = opportunity(company, company.customer(), amount="100")
    path = f"/opportunities/{deal['id']}"
    screws = company.product("2.5")
    version = lines(company, deal, {"product_id": screws, "quantity": "4"})["version"]
    assert company.get(path)["amount"] == "10"
    company.refused(409, "crm.amount_of_lines", "PATCH", path, {"amount": "11"}, version=version)
    there = stages(company)["需求确认"]
    refused = company.refused(409, "crm.set_by_verb", "PATCH", path, {"stage_id": there}, version=version)
    assert refused["remedy"] == "Use “Move” to change it"
    version = lines(company, deal)["version"]
    assert company.patch(path, {"amount": "11"}, version=version)["amount"] == "11"


def test_a_line_without_a_price_costs_what_the_customers_price_list_says(company: Company) -> None:
    customer = company.customer()
    deal = opportunity(company, customer)
    screws, bolts = company.product("2.5", name="螺丝"), company.product("4", name="螺栓")
    listed = company.post("/price-lists", {"name": "老客户价", "customer_id": customer})["id"]
    company.post(
        "/price-list-lines",
        {"price_list_id": listed, "product_id": screws, "price": "2", "min_quantity": "100"},
    )
    few: Json = {"product_id": screws, "quantity": "99"}
    many: Json = {"product_id": screws, "quantity": "100"}
    own: Json = {"product_id": bolts, "quantity": "1"}
    said: Json = many | {"unit_price": "1.9"}
    found = lines(company, deal, few, many, own, said)
    assert [(one["unit_price"], one["amount"]) for one in found["lines"]] == [
        ("2.5", "247.5"),
        ("2", "200"),
        ("4", "4"),
        ("1.9", "190"),
    ]
