"""A customer gets a new owner, and with him goes what belongs to him: what is ticked, of the old owner, still open."""

from uuid import UUID

import pytest

from tests.builders.colleague import Colleague
from tests.builders.company import Company
from tests.builders.crm import opportunity
from tests.builders.http import Json, statements_of
from tests.builders.scoped import colleague_with

TOMORROW = "2027-01-01T09:00:00+08:00"


def owner(company: Company, path: str, record_id: str) -> str:
    by_id = f'{{"field": "id", "op": "eq", "value": "{record_id}"}}'
    (row,) = company.get(f"/{path}", filter=by_id, fields="owner_id")["items"]
    return str(row["owner_id"]["title"])


def transfer(company: Company, ids: list[str], to: Colleague, **said: object) -> Json:
    return company.post("/parties/transfer", {"ids": ids, "owner_id": str(to.user_id), **said})


def full(company: Company, name: str = "北京华信科技有限公司") -> tuple[str, dict[str, str]]:
    """A customer with a contact, two deals (one of them lost), an order and a task."""
    customer = company.customer(name)
    company.post("/contacts", {"party_id": customer, "name": "赵经理"})
    deal = opportunity(company, customer, amount="1000")
    lost = opportunity(company, customer, "旧项目", amount="50")
    company.post(f"/opportunities/{lost['id']}/lose", {"reason": "price"})
    order = company.order(customer, (company.product(), "1", "113"))
    task = company.post("/tasks", {"title": "回访", "due_at": TOMORROW, "party_id": customer})
    return customer, {"deal": deal["id"], "lost": lost["id"], "order": order["id"], "task": task["id"]}


def test_what_is_ticked_goes_along_and_what_has_ended_stays(company: Company) -> None:
    customer, things = full(company)
    li = company.colleague("sales")
    told = company.post("/parties/going-along", {"ids": [customer]})
    assert {one["record"]: (one["count"], one["may"], one["value"]) for one in told} == {
        "task": (1, 1, None),
        "opportunity": (1, 1, "1000"),
        "sales_order": (1, 1, "113"),
    }
    assert [(one["title"], one["count"]) for one in told[0]["owners"]] == [("张三", 1)]

    done = transfer(company, [customer], li, keep="read", along=["opportunity", "sales_order"])

    assert (done["done"], done["refused"]) == (1, [])
    assert [(one["record"], one["done"], one["refused"]) for one in done["along"]] == [
        ("opportunity", 1, []),
        ("sales_order", 1, []),
    ]
    assert owner(company, "parties", customer) == "李四"
    assert owner(company, "opportunities", things["deal"]) == "李四"
    assert owner(company, "opportunities", things["lost"]) == "张三"
    assert owner(company, "sales-orders", things["order"]) == "李四"
    assert owner(company, "tasks", things["task"]) == "张三"
    for path in (f"parties/{customer}", f"opportunities/{things['deal']}"):
        (member,) = company.get(f"/{path}/members")
        assert (member["user"]["title"], member["may"]) == ("张三", "read")
    event = company.get(f"/opportunities/{things['deal']}/history")["events"][0]
    assert list(event["changes"]) == ["owner_id"]
    assert len(li.get("/contacts")["items"]) == 1


def test_only_what_belonged_to_the_old_owner_of_its_customer_goes_along(company: Company) -> None:
    li, wang = company.colleague("sales"), company.colleague("sales", "王五")
    mine, his = company.customer("甲公司"), company.customer("乙公司", owner_id=str(li.user_id))
    of_li = opportunity(company, mine, "李四的", owner_id=str(li.user_id))
    mine_there = opportunity(company, his, "我的")
    of_his = opportunity(company, his, "同属李四", owner_id=str(li.user_id))

    done = transfer(company, [mine, his], wang, along=["opportunity"])

    assert (done["done"], done["along"][0]["done"]) == (2, 1)
    whose = {one["id"]: owner(company, "opportunities", one["id"]) for one in (of_li, mine_there, of_his)}
    assert list(whose.values()) == ["李四", "张三", "王五"]


def test_more_than_can_go_along_at_once_is_refused_with_what_to_do(
    company: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("heyi.platform.records.handing_over.cascade.MOST_ALONG", 2)
    li = company.colleague("sales")
    customer = company.customer("甲公司")
    for number in range(2):
        opportunity(company, customer, f"商机{number}")
    company.post("/tasks", {"title": "回访", "due_at": TOMORROW, "party_id": customer})
    body = {"ids": [customer], "owner_id": str(li.user_id), "along": ["opportunity", "task"]}
    told = company.refused(422, "records.too_many_along", "POST", "/parties/transfer", body)
    assert told["params"] == {"most": 2}
    assert transfer(company, [customer], li, along=["opportunity"])["along"][0]["done"] == 2


def test_a_full_colleague_is_told_and_what_belongs_to_the_customer_stays_with_him(company: Company) -> None:
    customer, things = full(company)
    li = company.colleague("sales")
    company.post("/capacity-rules", {"name": "一个也不", "at_most": 0, "users": [str(li.user_id)]})

    done = transfer(company, [customer], li, along=["opportunity", "task"])

    assert (done["done"], [one["code"] for one in done["refused"]]) == (0, ["sea.capacity"])
    assert [(one["record"], one["done"], one["refused"]) for one in done["along"]] == [
        ("opportunity", 0, []),
        ("task", 0, []),
    ]
    assert owner(company, "opportunities", things["deal"]) == "张三"


def test_who_may_not_hand_over_deals_hands_over_none_and_sees_the_box_without_rows(company: Company) -> None:
    customer, things = full(company)
    li = company.colleague("sales")
    rights = ["parties.party.view", "parties.party.transfer", "crm.opportunity.view", "identity.user.view"]
    half = colleague_with(company, rights)
    (told,) = half.post("/parties/going-along", {"ids": [customer]})
    assert (told["record"], told["count"], told["may"]) == ("opportunity", 1, 0)
    body = {"ids": [customer], "owner_id": str(li.user_id), "along": ["opportunity"]}
    half.refused(403, "platform.not_allowed", "POST", "/parties/transfer", body)
    assert owner(company, "parties", customer) == "张三"
    hidden = {**body, "along": ["sales_order"]}
    half.refused(422, "platform.invalid_input", "POST", "/parties/transfer", hidden)
    assert half.post("/parties/transfer", {**body, "along": []})["done"] == 1
    assert owner(company, "opportunities", things["deal"]) == "张三"


def test_a_deal_beyond_the_scope_of_transfer_is_told_with_its_reason(company: Company) -> None:
    customer, things = full(company)
    li = company.colleague("sales")
    names = [f"crm.opportunity.{one}" for one in ("view", "transfer")]
    names += [f"parties.party.{one}" for one in ("view", "transfer")] + ["identity.user.view"]
    near = colleague_with(company, names, {"crm.opportunity.transfer": "own"})
    body = {"ids": [customer], "owner_id": str(li.user_id), "along": ["opportunity"]}
    done = near.post("/parties/transfer", body)
    assert done["done"] == 1
    (along,) = done["along"]
    assert (along["done"], [one["code"] for one in along["refused"]]) == (0, ["platform.not_allowed"])
    assert along["refused"][0]["title"] == "年度采购"
    assert owner(company, "opportunities", things["deal"]) == "张三"


def test_an_own_type_follows_the_customer_it_names(company: Company) -> None:
    company.post("/record-types", {"name": "x_thing", "labels": {"zh": "设备"}})
    field = {"name": "x_party", "kind": "reference", "references": "party", "labels": {"zh": "客户"}}
    company.post("/record-types/x_thing/fields", field)
    customer = company.customer()
    thing = company.post("/x-thing", {"name": "一号机", "x_party": customer})
    li = company.colleague("sales")
    (told,) = company.post("/parties/going-along", {"ids": [customer]})
    assert (told["record"], told["count"]) == ("x_thing", 1)
    assert transfer(company, [customer], li, along=["x_thing"])["along"][0]["done"] == 1
    assert owner(company, "x-thing", thing["id"]) == "李四"


def test_the_statements_do_not_grow_with_customers_and_what_belongs_to_them(company: Company) -> None:
    li = company.colleague("sales")
    counted = []
    for count in (1, 5, 30):
        ids = [company.customer(f"客户{count}-{number}") for number in range(count)]
        for one in ids:
            for number in range(2):
                opportunity(company, one, f"商机{one}{number}")
            company.post("/tasks", {"title": "回访", "due_at": TOMORROW, "party_id": one})
        body = {"ids": ids, "owner_id": str(li.user_id), "keep": "read", "along": ["opportunity", "task"]}
        sent = company.send("POST", "/parties/transfer", body)
        assert [one["done"] for one in sent.json()["along"]] == [2 * count, count]
        counted.append(statements_of(sent))
    assert counted[1:] == [counted[1], counted[1]]


def test_what_lacks_a_value_that_is_required_by_now_is_handed_over_all_the_same(company: Company) -> None:
    customer = company.customer()
    field = {"name": "x_trade", "kind": "text", "labels": {"zh": "行业"}, "required": True}
    company.post("/record-types/party/fields", field)
    assert transfer(company, [customer], company.colleague("sales"))["done"] == 1


def test_who_may_not_hand_over_is_not_offered_the_owner_in_a_form(company: Company) -> None:
    li = company.colleague("sales")

    def offered(person: Company | Colleague) -> tuple[bool, bool]:
        (meta,) = [one for one in person.get("/meta")["records"] if one["name"] == "party"]
        (field,) = [one for one in meta["fields"] if one["name"] == "owner_id"]
        return field["read_only"], field["in_form"]

    assert offered(company) == (False, True)
    assert offered(li) == (True, False)


def test_won_deals_stay_with_who_won_them(company: Company) -> None:
    customer = company.customer()
    deal = opportunity(company, customer)
    company.post(f"/opportunities/{deal['id']}/win", {})
    li = company.colleague("sales")
    assert transfer(company, [customer], li, along=["opportunity"])["along"][0]["done"] == 0
    assert UUID(company.get(f"/opportunities/{deal['id']}")["owner_id"]["id"]) != li.user_id
