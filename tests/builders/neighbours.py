"""Two companies under one roof, each with one of everything, and what would show that one sees the other."""

from tests.builders.approving import approval_bodies, approvals_of_everything, given_back
from tests.builders.bad_debts import bad_debt_bodies, recovered, written_off
from tests.builders.bank import bank_bodies
from tests.builders.bills import bills_from_before, bills_of_everything, good_bill
from tests.builders.catalogue import catalogue_bodies, settle_catalogue
from tests.builders.changes import change_bodies, changes_of_everything, written_change
from tests.builders.collecting import instalments_of_everything
from tests.builders.company import Company, order_body
from tests.builders.estates import (
    Estate,
    book_bodies,
    bulk_bodies,
    buying_bodies,
    handing_bodies,
    pipeline_bodies,
    sea_bodies,
)
from tests.builders.holds import hold_bodies, holds_of_everything
from tests.builders.http import Json
from tests.builders.opening_debts import began, old_debts
from tests.builders.purchases import buy_of_everything
from tests.builders.quoting import quotation_bodies, quote_of_everything
from tests.builders.selling import order_bodies, paid_with_tail, pick_bodies
from tests.builders.settled import CANARY, fill_a_sea, settle_bank, settle_books, settle_pipeline
from tests.builders.shipping import waybill_bodies, waybills_of_everything
from tests.builders.stock import draft_transfer, goods_bodies, stock_of_everything


def settle(company: Company) -> Estate:
    """Fill a company: every kind of record and document, each name with the canary in it."""
    customer = company.customer(f"客户 {CANARY}", note=CANARY, address=CANARY)
    company.post("/follow-ups", {"record": "party", "record_id": customer, "content": CANARY, "way": "call"})
    company.post("/tasks", {"title": f"任务 {CANARY}", "due_at": "2027-01-01T09:00:00+08:00"})
    company.post("/phrases", {"words": f"常用语 {CANARY}"})
    settle_pipeline(company, customer)
    settle_books(company)
    company.post("/record-types", {"name": "x_thing", "labels": {"zh": f"物件 {CANARY}"}})
    company.post("/x-thing", {"name": f"物件 {CANARY}"})
    company.post("/views", {"record": "party", "name": f"视图 {CANARY}", "query": {"q": CANARY}})
    groups = [{"label": f"分组 {CANARY}", "fields": ["name"]}]
    company.post("/record-types/x_thing/layouts", {"name": f"布局 {CANARY}", "groups": groups})
    company.post("/contacts", {"party_id": customer, "name": f"联系人 {CANARY}"})
    company.delete(f"/parties/{company.customer(f'旧客户 {CANARY}')}", version=1)
    twice = [company.customer(f"两次 {CANARY}") for _ in range(2)]
    company.post("/parties/merge", {"winner_id": twice[0], "loser_id": twice[1]})
    company.post("/customer-credits", {"party_id": twice[0], "payment_days": 30, "note": CANARY})
    screws = company.product(stock="1000", name=f"螺丝 {CANARY}")
    company.post("/stock/cost-runs", {"period": "2026-11"})
    settle_catalogue(company, customer, screws, CANARY)
    settle_people(company, customer)
    order = company.confirmed(customer, (screws, "10", "113"), note=CANARY)
    delivery = company.deliver(order, "4")
    invoice = company.invoiced(order)
    company.take_back(delivery, "1")
    waybills_of_everything(company, delivery, CANARY)
    company.deliver(order, "2")
    company.order(customer, (screws, "1", "1"))
    company.post("/pick-lists", {"order_ids": [_promised(company, customer, screws)], "note": CANARY})
    holds_of_everything(company, customer, CANARY)
    changes_of_everything(company, customer, CANARY)
    instalments_of_everything(company, customer, screws, CANARY)
    company.receipt(customer, "50", {invoice["id"]: "40"}, note=CANARY)
    lost = written_off(company, customer, {invoice["id"]: "2"}, note=CANARY)
    recovered(company, customer, lost, "1", note=CANARY)
    settle_bank(company, customer)
    bills_of_everything(company, customer, CANARY)
    buy_of_everything(company, screws, CANARY)
    stock_of_everything(company, screws, CANARY)
    hook = {"name": f"接收 {CANARY}", "url": f"https://{CANARY}.example.com/", "events": ["*"]}
    company.post(f"/webhooks/{company.post('/webhooks', hook)['id']}/test")
    fill_a_sea(company)
    brought = company.upload("/parties/imports", f"名称\n{CANARY}\n".encode())
    assert brought.status_code == 201, brought.text
    company.post("/parties/export", {"search": CANARY})
    fields = {"record": "party", "record_id": customer}
    answer = company.upload("/files", f"名称\n{CANARY}\n".encode(), fields=fields)
    assert answer.status_code == 201, answer.text
    approvals_of_everything(company, customer, screws, CANARY)
    stood_open(company, customer)
    bills_from_before(company, customer, CANARY)
    quote_of_everything(company, customer, screws, CANARY)
    return Estate(company, order)


def _promised(company: Company, customer: str, product: str) -> str:
    """The id of a promised order, of which nothing has left."""
    return str(company.confirmed(customer, (product, "2", "113"))["id"])


def settle_people(company: Company, customer: str) -> None:
    """A department, a role, somebody invited, a key, a colleague whose work is handed over, and a notice."""
    department = company.post("/departments", {"name": f"销售部 {CANARY}"})
    company.post("/roles", {"name": f"角色 {CANARY}", "permissions": ["parties.party.view"]})
    company.post(
        "/invitations",
        {
            "login": f"{company.tenant_id}-{CANARY}@example.com",
            "name": f"新人 {CANARY}",
            "role_id": company.get("/roles", limit=1)["items"][0]["id"],
            "department_id": department["id"],
        },
    )
    company.post("/api-keys", {"name": f"钥匙 {CANARY}", "scopes": ["parties.party.view"]})
    colleague = company.colleague("viewer", f"同事 {CANARY}")
    plan = {"way": "one", "people": [company.get("/auth/me")["user_id"]]}
    company.post(f"/users/{colleague.user_id}/hand-over", plan)
    told = {"tenant": company.tenant_id, "user": company.get("/auth/me")["user_id"], "record": customer}
    company.books.execute(_A_NOTICE, told)


def stood_open(company: Company, customer: str) -> None:
    """The books began, and what the customer owed before is entered."""
    lines = [{"account": "1122", "debit": "9", "party_id": customer}, {"account": "3001", "credit": "9"}]
    began(company, lines, "2020-01-01")
    old_debts(company, ("receivable", customer, f"旧 {CANARY}", "2019-06-30", "9"))


_A_NOTICE = """
    INSERT INTO notice (tenant_id, id, user_id, kind, record, record_id, channel, at)
    VALUES (%(tenant)s, gen_random_uuid(), %(user)s, 'handed_over', 'party', %(record)s, 'product', now())
"""


def good_bodies(estate: Estate) -> dict[str, Json]:
    """Requests that the company itself would be granted, where the form alone is not enough for that."""
    customer, screws = str(estate.id_of("party")), str(estate.id_of("product"))
    line = {"line_id": str(estate.id_of("sales_order_line")), "quantity": "1"}
    delivered = {"line_id": str(estate.id_of("delivery_line")), "quantity": "1"}
    owner = str(estate.id_of("app_user"))
    warehouse = str(estate.id_of("warehouse"))
    order = order_body(customer, (screws, "1", "1"), owner_id=owner, warehouse_id=warehouse)
    member = {"user_id": owner, "may": "read"}
    groups = [{"label": "x", "fields": ["name"]}]
    layout = {"name": "x", "role_ids": [str(estate.id_of("role"))], "groups": groups}
    department, role = str(estate.id_of("department")), str(estate.id_of("role"))
    goals = {"kind": "contract", "year": 2026, "months": ["1"] * 12}
    told = {"record": "party", "record_id": customer, "content": "x", "way": "call"}
    bodies = {
        "POST /follow-ups": told,
        **pipeline_bodies(estate, customer, owner),
        **bulk_bodies(estate),
        **sea_bodies(estate, owner, department),
        **book_bodies(estate, customer, owner, department),
        **handing_bodies(estate, owner),
        **buying_bodies(estate),
        **approval_bodies(estate.company, estate.id_of),
        **bad_debt_bodies(estate.id_of, customer),
        **bank_bodies(estate.company, estate.id_of, customer),
        **catalogue_bodies(estate.company, estate.id_of),
        **goods_bodies(estate.company),
        "POST /targets": goals,
        "POST /targets person_id": goals | {"person_id": owner},
        "POST /targets department_id": goals | {"department_id": department},
        "POST /parties/{record_id}/members": member,
        "POST /x-{own}/{record_id}/members": member,
        "POST /record-types/{record}/layouts": layout,
        "PATCH /record-types/{record}/layouts/{layout_id}": layout,
        "PATCH /users/{record_id}": {"department_id": department, "role_ids": [role]},
        "PATCH /users/{record_id} manager_id": {"manager_id": owner},
        "POST /sales-invoices order_id": {"order_id": str(estate.order["id"])},
        "POST /sales-invoices return_id": {"return_id": str(estate.id_of("sales_return"))},
        **order_bodies(estate.id_of, order, customer),
        **hold_bodies(estate.id_of, order, customer),
        **change_bodies(estate.company, estate.id_of("sales_order_line"), order),
        **quotation_bodies(estate.id_of, customer, screws),
        **waybill_bodies(estate.id_of),
        "POST /sales-orders/{order_id}/deliver": {"lines": [line]},
        "POST /sales-orders/{order_id}/reschedule": {"lines": [{"line_id": line["line_id"]}]},
        "POST /deliveries/{delivery_id}/return": {"lines": [delivered]},
        **pick_bodies(str(estate.order["id"]), str(estate.id_of("pick_line"))),
        "POST /receipts": paid_with_tail(customer, str(estate.id_of("sales_invoice"))),
        "POST /posting-rules": {
            "role": "goods_used",
            "account": "560209",
            "category_id": str(estate.id_of("product_category")),
            "warehouse_id": warehouse,
        },
    }
    # What a verb would post is asked with the verb's own body.
    posting = ("/deliver", "/return", "/receive", "/send-back", "POST /receipts", "POST /payments")
    return bodies | {f"{name}/preview": body for name, body in bodies.items() if name.endswith(posting)}


def good_ids(estate: Estate, name: str) -> dict[str, object]:
    """Which of the company's own things a request should be for, where the first one would be refused."""
    if name.startswith("POST /leads/{lead_id}/convert"):
        # What was converted before would refuse everything alike.
        unconverted = estate.company.books.one(
            "SELECT id FROM lead WHERE tenant_id = %s AND state IN ('new', 'following') LIMIT 1",
            [estate.company.tenant_id],
        )
        if unconverted is None:
            unconverted = estate.company.post("/leads", {"name": "x", "wechat": "x"})["id"]
        return {"lead_id": unconverted}
    if name.startswith("POST /bills/{bill_id}/"):
        return good_bill(estate.company, name)
    if name.startswith("POST /approvals/{approval_id}/resubmit"):
        return given_back(estate.company)
    if name.startswith("POST /bank-lines/"):
        unmatched = estate.company.books.one(
            "SELECT min(l.id::text) FROM bank_line l WHERE l.tenant_id = %s AND NOT EXISTS (SELECT FROM "
            "bank_match_line m WHERE m.tenant_id = l.tenant_id AND m.line_id = l.id)",
            [estate.company.tenant_id],
        )
        return {"bank_line_id": unmatched}
    one, tenant = estate.company.books.one, [estate.company.tenant_id]
    voucher = one("SELECT id FROM voucher WHERE tenant_id = %s AND state = 'draft' LIMIT 1", tenant)
    first_draft = "SELECT id FROM {} WHERE tenant_id = %s AND state = 'draft' ORDER BY number LIMIT 1"
    draft, bought, quoted = (
        one(first_draft.format(table), tenant) for table in ("sales_order", "purchase_order", "quotation")
    )
    x_thing: dict[str, object] = {"record": "x_thing"}
    newest = one("SELECT id FROM app_user WHERE tenant_id = %s ORDER BY created_at, id DESC LIMIT 1", tenant)
    return {
        "PATCH /sales-orders/{order_id}": {"order_id": draft},
        "PATCH /sales-order-changes/{change_id}": {"change_id": written_change(estate.company)["id"]},
        "PATCH /purchase-orders/{order_id}": {"order_id": bought},
        "PATCH /quotations/{quotation_id}": {"quotation_id": quoted},
        "PATCH /stock-transfers/{transfer_id}": {"transfer_id": draft_transfer(estate.company)},
        "POST /stock-transfers/{transfer_id}/send": {"transfer_id": draft_transfer(estate.company)},
        "PATCH /vouchers/{voucher_id}": {"voucher_id": voucher},
        "PATCH /users/{record_id} manager_id": {"record_id": newest},
        "PATCH /record-types/{record}/layouts/{layout_id}": x_thing
        | {"layout_id": estate.id_of("record_layout")},
    }.get(name, {})
