"""Two companies under one roof, each with one of everything, and what would show that one sees the other."""

from dataclasses import dataclass
from uuid import UUID

from tests.builders.approving import approval_bodies, approvals_of_everything, given_back
from tests.builders.bad_debts import bad_debt_bodies, recovered, written_off
from tests.builders.bank import bank_bodies
from tests.builders.bills import bill_bodies, bills_from_before, bills_of_everything, good_bill
from tests.builders.catalogue import catalogue_bodies, settle_catalogue
from tests.builders.changes import change_bodies, changes_of_everything, written_change
from tests.builders.collecting import instalments_of_everything
from tests.builders.company import Company, order_body
from tests.builders.holds import hold_bodies, holds_of_everything
from tests.builders.http import Json
from tests.builders.id_places import table_of
from tests.builders.opening_debts import began, debt_body, old_debts
from tests.builders.purchases import buy_of_everything, cost_bodies, payment_body, purchase_body
from tests.builders.quoting import quotation_bodies, quote_of_everything
from tests.builders.selling import order_bodies, paid_with_tail, pick_bodies
from tests.builders.settled import CANARY, fill_a_sea, settle_bank, settle_books, settle_pipeline
from tests.builders.stock import draft_transfer, goods_bodies, stock_of_everything


@dataclass(frozen=True)
class Estate:
    """A company with one of everything."""

    company: Company
    order: Json

    def id_of(self, table: str) -> UUID:
        """An id of this company's in the table; for documents the one that still waits for its verbs."""
        if table == "control.tenant":
            return self.company.tenant_id
        order = {
            "sales_order": "number",
            "purchase_order": "number",
            "app_user": "created_at",
            "delivery_line": "id DESC",
        }.get(table, "id")
        found: UUID = self.company.books.one(
            f"SELECT id FROM {table} WHERE tenant_id = %s ORDER BY {order} LIMIT 1",
            [self.company.tenant_id],
        )
        return found


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
    order = company.confirmed(customer, (screws, "10", "113"), note=CANARY)
    delivery = company.deliver(order, "4")
    invoice = company.invoiced(order)
    company.take_back(delivery, "1")
    company.deliver(order, "2")
    company.order(customer, (screws, "1", "1"))
    picked = {"order_ids": [company.confirmed(customer, (screws, "2", "113"))["id"]], "note": CANARY}
    company.post("/pick-lists", picked)
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


def stood_open(company: Company, customer: str) -> None:
    """The books began, and what the customer owed before is entered."""
    lines = [{"account": "1122", "debit": "9", "party_id": customer}, {"account": "3001", "credit": "9"}]
    began(company, lines, "2020-01-01")
    old_debts(company, ("receivable", customer, f"旧 {CANARY}", "2019-06-30", "9"))


_A_NOTICE = """
    INSERT INTO notice (tenant_id, id, user_id, kind, record, record_id, channel, at)
    VALUES (%(tenant)s, gen_random_uuid(), %(user)s, 'handed_over', 'party', %(record)s, 'product', now())
"""


def _pipeline_bodies(estate: Estate, customer: str, owner: str) -> dict[str, Json]:
    """Bodies for leads and opportunities that would be accepted with these ids."""
    product, stage = str(estate.id_of("product")), str(estate.id_of("stage"))
    department = str(estate.id_of("department"))
    rule = {"name": "x", "way": "fixed", "users": [owner], "departments": [department]}
    one = {"name": "x", "win_rate": "0.5"}
    deal = {"name": "x", "party_id": customer}
    return {
        "POST /leads": {"name": "x", "wechat": "x", "owner_id": owner},
        "PATCH /leads/{record_id}": {"owner_id": owner},
        "POST /leads/{lead_id}/convert": {"party_id": customer, "opportunity": {"name": "x"}},
        "POST /leads/{record_id}/members": {"user_id": owner, "may": "read"},
        "POST /opportunities": deal,
        "POST /opportunities owner_id": {**deal, "owner_id": owner},
        "PATCH /opportunities/{record_id}": {"party_id": customer},
        "POST /opportunities/{record_id}/members": {"user_id": owner, "may": "read"},
        "POST /opportunities/{opportunity_id}/move": {"stage_id": stage},
        "POST /opportunities/{opportunity_id}/lose": {"reason": "price"},
        "PATCH /opportunities/{opportunity_id}/lines": {"lines": [{"product_id": product, "quantity": "1"}]},
        "POST /assignment-rules": rule,
        "PATCH /assignment-rules/{rule_id}": rule,
        "POST /stage-groups": {"name": "x", "departments": [department], "stages": [one]},
        "PATCH /stage-groups/{group_id}": {
            "name": "x",
            "departments": [department],
            "stages": [{**one, "id": stage}],
        },
    }


def _bulk_bodies(estate: Estate) -> dict[str, Json]:
    """Bulk deeds that would be done: tags where there are tags, a new name elsewhere."""
    tagged = {
        f"POST {path}/bulk": {
            "ids": [str(estate.id_of(table_of("ids", path)))],
            "action": "tag",
            "values": {"tags": ["x"]},
        }
        for path in (
            "/parties",
            "/contacts",
            "/products",
            "/departments",
            "/leads",
            "/opportunities",
            "/x-{own}",
        )
    }
    renamed = {
        f"POST {path}/bulk": {
            "ids": [str(estate.id_of(table_of("ids", path)))],
            "action": "update",
            "values": {"name": "x"},
        }
        for path in ("/units", "/warehouses", "/projects", "/bank-rules")
    }
    renamed |= {
        f"POST {path}/bulk": {
            "ids": [str(estate.id_of(table_of("ids", path)))],
            "action": "update",
            "values": {name: "x"},
        }
        for path, name in (("/tasks", "title"), ("/phrases", "words"))
    }
    return {**tagged, **renamed}


def _handing_bodies(estate: Estate, owner: str) -> dict[str, Json]:
    """Hand-overs that would be done: of records to their owner, and of all that is his to a colleague."""
    paths = ("/parties", "/leads", "/opportunities", "/tasks", "/x-{own}")
    ids = {path: [str(estate.id_of(table_of("ids", path)))] for path in paths}
    query = "SELECT id FROM app_user WHERE tenant_id = %s AND id <> %s LIMIT 1"
    colleague = str(estate.company.books.one(query, [estate.company.tenant_id, owner]))
    rule = {"filter": {"field": "name", "op": "not_empty"}, "user_id": colleague}
    plan = {"way": "condition", "on": "party", "people": [colleague], "rules": [rule], "teams": "pass"}
    plan |= {"team_to": colleague, "reports_to": colleague}
    return {
        **{f"POST {path}/transfer": {"ids": ids[path], "owner_id": owner} for path in paths},
        "POST /users/{user_id}/hand-over": plan,
        "POST /users/{user_id}/hand-over/preview": plan,
    }


def _sea_bodies(estate: Estate, owner: str, department: str) -> dict[str, Json]:
    """Bodies for the seas that would be accepted with these ids."""
    fallen = str(
        estate.company.books.one(
            "SELECT id FROM party WHERE tenant_id = %s AND pool_id IS NOT NULL", [estate.company.tenant_id]
        )
    )
    pool = str(estate.id_of("pool"))
    return {
        "PATCH /pools/{pool_id}/settings": {
            group: {"users": [owner], "departments": [department]} for group in ("members", "administrators")
        },
        "POST /pools/bulk": {"ids": [pool], "action": "update", "values": {"warn_days": 5}},
        "POST /pools/{pool_id}/claim": {"ids": [fallen]},
        "POST /pools/{pool_id}/assign": {"ids": [fallen], "user_id": owner},
        "POST /pools/{pool_id}/move": {"ids": [fallen], "target_id": pool},
        "POST /pools/{pool_id}/move-all": {"target_id": pool},
        "POST /pools/{pool_id}/export": {"format": "csv"},
        "POST /recycle/simulate": {"pool_id": pool, "rules": []},
        "POST /imports/{run_id}/check": {"mapping": [{"column": "名称", "field": "name"}], "into": pool},
    }


def _book_bodies(estate: Estate, customer: str, owner: str, department: str) -> dict[str, Json]:
    """Vouchers that would be accepted with these ids."""
    named = {
        "party_id": customer,
        "department_id": department,
        "person_id": owner,
        "product_id": str(estate.id_of("product")),
        "project_id": str(estate.id_of("project")),
    }
    voucher = {
        "occurred_on": "2026-11-02",
        "lines": [{"account": "560209", "debit": "1", **named}, {"account": "1001", "credit": "1"}],
    }
    opening = {
        "started_on": "2020-01-01",
        "lines": [
            {"account": "1001", "debit": "1"},
            {"account": "220201", "credit": "1", "party_id": customer},
        ],
    }
    return {
        "POST /vouchers": voucher,
        "PATCH /vouchers/{voucher_id}": voucher,
        "POST /voucher-templates": {"name": "x", "lines": voucher["lines"]},
        "PATCH /voucher-templates/{template_id}": {"name": "x", "lines": voucher["lines"]},
        "POST /opening-balances": opening,
        "POST /opening-debts": debt_body(("receivable", customer, "x", "2019-01-01", "1")),
    }


def _buying_bodies(estate: Estate) -> dict[str, Json]:
    """Purchases that would be accepted with these ids."""
    query = "SELECT party_id FROM purchase_order WHERE tenant_id = %s LIMIT 1"
    supplier = str(estate.company.books.one(query, [estate.company.tenant_id]))
    product, invoice = str(estate.id_of("product")), str(estate.id_of("supplier_invoice"))
    ordered = str(estate.id_of("purchase_order_line"))
    order = purchase_body(
        supplier,
        (product, "1", "1"),
        owner_id=str(estate.id_of("app_user")),
        warehouse_id=str(estate.id_of("warehouse")),
    )
    return {
        "POST /purchase-orders": order,
        "PATCH /purchase-orders/{order_id}": order,
        "POST /purchase-orders/{order_id}/receive": {"lines": [{"line_id": ordered, "quantity": "1"}]},
        "POST /purchase-receipts/{receipt_id}/send-back": {
            "lines": [{"line_id": str(estate.id_of("purchase_receipt_line")), "quantity": "1"}]
        },
        "POST /supplier-invoices": {
            "order_id": str(estate.id_of("purchase_order")),
            "supplier_number": "x",
            "lines": [{"order_line_id": ordered, "quantity": "1"}],
        },
        **cost_bodies(estate.id_of, supplier),
        **bill_bodies(estate.id_of, str(estate.id_of("party")), supplier),
        "POST /payments": payment_body(supplier, "2", {invoice: "1"}),
    }


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
        **_pipeline_bodies(estate, customer, owner),
        **_bulk_bodies(estate),
        **_sea_bodies(estate, owner, department),
        **_book_bodies(estate, customer, owner, department),
        **_handing_bodies(estate, owner),
        **_buying_bodies(estate),
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
