"""Two companies under one roof, each with one of everything, and what would show that one sees the other."""

from dataclasses import dataclass
from uuid import UUID

from tests.builders.company import Company, order_body, receipt_body
from tests.builders.http import Json

CANARY = "canary-7f3a"

# What an id in a request is called, and where such ids live. A new name must be added here, on purpose.
TABLE_OF = {
    "party_id": "party",
    "product_id": "product",
    "unit_id": "unit",
    "tax_rate_id": "tax_rate",
    "warehouse_id": "warehouse",
    "owner_id": "app_user",
    "manager_id": "app_user",
    "user_id": "app_user",
    "actor_id": "app_user",
    "department_id": "department",
    "parent_id": "department",
    "role_id": "role",
    "role_ids": "role",
    "order_id": "sales_order",
    "line_id": "sales_order_line",
    "delivery_id": "delivery",
    "return_id": "sales_return",
    "invoice_id": "sales_invoice",
    "receipt_id": "receipt",
    "entry_id": "journal_entry",
    "document_id": "sales_order",
    "job_id": "job",
    "invitation_id": "invitation",
    "file_id": "file",
    "view_id": "saved_view",
    "merge_id": "record_merge",
    "run_id": "import_run",
    "export_id": "export_run",
    "layout_id": "record_layout",
    "webhook_id": "webhook_endpoint",
    "webhook_delivery_id": "webhook_delivery",
    "before": "audit_event",
    "cursor": "stock_balance",
}
# The same name means another thing below these paths.
TABLE_BELOW = {
    ("receipt_id", "/stock-receipts"): "stock_receipt",
    ("line_id", "/deliveries"): "delivery_line",
    ("record_id", "/users"): "app_user",
    ("record_id", "/recycle-bin"): "recycled_record",
    ("record_id", "/departments"): "department",
    ("record_id", "/roles"): "role",
    ("record_id", "/parties"): "party",
    ("record_id", "/sales-orders"): "sales_order",
    ("record_id", "/deliveries"): "delivery",
    ("record_id", "/sales-returns"): "sales_return",
    ("record_id", "/sales-invoices"): "sales_invoice",
    ("record_id", "/receipts"): "receipt",
    ("record_id", "/contacts"): "contact",
    ("record_id", "/x-{own}"): "custom_record",
    **{
        (name, path): table
        for name in ("winner_id", "loser_id", "except_id")
        for path, table in (
            ("/parties", "party"),
            ("/contacts", "contact"),
            ("/products", "product"),
            ("/departments", "department"),
            ("/users", "app_user"),
            ("/x-{own}", "custom_record"),
        )
    },
    ("ids", "/users"): "app_user",
    ("ids", "/departments"): "department",
    ("ids", "/parties"): "party",
    ("ids", "/contacts"): "contact",
    ("ids", "/products"): "product",
    ("ids", "/units"): "unit",
    ("ids", "/warehouses"): "warehouse",
    ("ids", "/x-{own}"): "custom_record",
    ("record_id", "/products"): "product",
    ("record_id", "/units"): "unit",
    ("record_id", "/tax-rates"): "tax_rate",
    ("record_id", "/accounts"): "account",
    ("record_id", "/warehouses"): "warehouse",
    ("record_id", "/history"): "party",
    ("record_id", "/files"): "party",
    ("record_id", "/audit-events"): "party",
    ("session_id", "/auth"): "control.session",
    ("key_id", "/api-keys"): "control.api_key",
    ("tenant_id", "/auth"): "control.tenant",
}


def table_of(name: str, path: str) -> str:
    """Which table an id of this name comes from, in a request to this path."""
    below = TABLE_BELOW.get((name, "/" + path.split("/")[1]))
    found = below or TABLE_OF.get(name)
    assert found is not None, f"{name} of {path}: say in tests/builders/neighbours.py what it names"
    return found


@dataclass(frozen=True)
class Estate:
    """A company with one of everything."""

    company: Company
    order: Json

    def id_of(self, table: str) -> UUID:
        """An id of this company's in the table; for documents the one that still waits for its verbs."""
        if table == "control.tenant":
            return self.company.tenant_id
        order = {"sales_order": "number", "app_user": "created_at", "delivery_line": "id DESC"}.get(
            table, "id"
        )
        found: UUID = self.company.books.one(
            f"SELECT id FROM {table} WHERE tenant_id = %s ORDER BY {order} LIMIT 1",
            [self.company.tenant_id],
        )
        return found


def settle(company: Company) -> Estate:
    """Fill a company: every kind of record and document, each name with the canary in it."""
    customer = company.customer(f"客户 {CANARY}", note=CANARY, address=CANARY)
    company.post("/record-types", {"name": "x_thing", "labels": {"zh": f"物件 {CANARY}"}})
    company.post("/x-thing", {"name": f"物件 {CANARY}"})
    company.post("/views", {"record": "party", "name": f"视图 {CANARY}", "query": {"q": CANARY}})
    groups = [{"label": f"分组 {CANARY}", "fields": ["name"]}]
    company.post("/record-types/x_thing/layouts", {"name": f"布局 {CANARY}", "groups": groups})
    company.post("/contacts", {"party_id": customer, "name": f"联系人 {CANARY}"})
    company.delete(f"/parties/{company.customer(f'旧客户 {CANARY}')}", version=1)
    twice = [company.customer(f"两次 {CANARY}") for _ in range(2)]
    company.post("/parties/merge", {"winner_id": twice[0], "loser_id": twice[1]})
    screws = company.product(stock="1000", name=f"螺丝 {CANARY}")
    department = company.post("/departments", {"name": f"销售部 {CANARY}"})
    company.post("/roles", {"name": f"角色 {CANARY}", "permissions": ["parties.party.view"]})
    role = company.get("/roles", limit=1)["items"][0]["id"]
    company.post(
        "/invitations",
        {
            "login": f"{company.tenant_id}-{CANARY}@example.com",
            "name": f"新人 {CANARY}",
            "role_id": role,
            "department_id": department["id"],
        },
    )
    company.post("/api-keys", {"name": f"钥匙 {CANARY}", "scopes": ["parties.party.view"]})
    company.colleague("viewer", f"同事 {CANARY}")
    order = company.confirmed(customer, (screws, "10", "113"), note=CANARY)
    delivery = company.deliver(order, "4")
    invoice = company.invoiced(order)
    company.take_back(delivery, "1")
    company.deliver(order, "2")
    company.order(customer, (screws, "1", "1"))
    company.receipt(customer, "50", {invoice["id"]: "40"}, note=CANARY)
    hook = {"name": f"接收 {CANARY}", "url": f"https://{CANARY}.example.com/", "events": ["*"]}
    company.post(f"/webhooks/{company.post('/webhooks', hook)['id']}/test")
    brought = company.upload("/parties/imports", f"名称\n{CANARY}\n".encode())
    assert brought.status_code == 201, brought.text
    company.post("/parties/export", {"search": CANARY})
    fields = {"record": "party", "record_id": customer}
    answer = company.upload("/files", f"名称\n{CANARY}\n".encode(), fields=fields)
    assert answer.status_code == 201, answer.text
    return Estate(company, order)


def good_bodies(estate: Estate) -> dict[str, Json]:
    """Requests that the company itself would be granted, where the form alone is not enough for that."""
    customer, screws = str(estate.id_of("party")), str(estate.id_of("product"))
    line = {"line_id": str(estate.id_of("sales_order_line")), "quantity": "1"}
    delivered = {"line_id": str(estate.id_of("delivery_line")), "quantity": "1"}
    owner = str(estate.id_of("app_user"))
    warehouse = str(estate.id_of("warehouse"))
    order = order_body(customer, (screws, "1", "1"), owner_id=owner, warehouse_id=warehouse)
    tagged = {
        f"POST {path}/bulk": {
            "ids": [str(estate.id_of(table_of("ids", path)))],
            "action": "tag",
            "values": {"tags": ["x"]},
        }
        for path in ("/parties", "/contacts", "/products", "/departments", "/x-{own}")
    }
    renamed = {
        f"POST {path}/bulk": {
            "ids": [str(estate.id_of(table_of("ids", path)))],
            "action": "update",
            "values": {"name": "x"},
        }
        for path in ("/units", "/warehouses")
    }
    member = {"user_id": owner, "may": "read"}
    groups = [{"label": "x", "fields": ["name"]}]
    layout = {"name": "x", "role_ids": [str(estate.id_of("role"))], "groups": groups}
    department, role = str(estate.id_of("department")), str(estate.id_of("role"))
    return {
        **tagged,
        **renamed,
        "POST /parties/{record_id}/members": member,
        "POST /x-{own}/{record_id}/members": member,
        "POST /record-types/{record}/layouts": layout,
        "PATCH /record-types/{record}/layouts/{layout_id}": layout,
        "PATCH /users/{record_id}": {"department_id": department, "role_ids": [role]},
        "PATCH /users/{record_id} manager_id": {"manager_id": owner},
        "POST /sales-invoices order_id": {"order_id": str(estate.order["id"])},
        "POST /sales-invoices return_id": {"return_id": str(estate.id_of("sales_return"))},
        "POST /sales-orders": order,
        "PATCH /sales-orders/{order_id}": order,
        "POST /sales-orders/{order_id}/deliver": {"lines": [line]},
        "POST /deliveries/{delivery_id}/return": {"lines": [delivered]},
        "POST /receipts": receipt_body(customer, "2", {str(estate.id_of("sales_invoice")): "1"}),
    }


def good_ids(estate: Estate, name: str) -> dict[str, object]:
    """Which of the company's own things a request should be for, where the first one would be refused."""
    draft = estate.company.books.one(
        "SELECT id FROM sales_order WHERE tenant_id = %s AND state = 'draft' ORDER BY number LIMIT 1",
        [estate.company.tenant_id],
    )
    newest = estate.company.books.one(
        "SELECT id FROM app_user WHERE tenant_id = %s ORDER BY created_at, id DESC LIMIT 1",
        [estate.company.tenant_id],
    )
    return {
        "PATCH /sales-orders/{order_id}": {"order_id": draft},
        "PATCH /users/{record_id} manager_id": {"record_id": newest},
        "PATCH /record-types/{record}/layouts/{layout_id}": {
            "record": "x_thing",
            "layout_id": estate.id_of("record_layout"),
        },
    }.get(name, {})
