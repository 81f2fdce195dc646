"""A company with one of everything, and bodies with which the doors of its daily work would do something."""

from dataclasses import dataclass
from uuid import UUID

from tests.builders.bills import bill_bodies
from tests.builders.company import Company
from tests.builders.http import Json
from tests.builders.id_places import table_of
from tests.builders.opening_debts import debt_body
from tests.builders.purchases import cost_bodies, payment_body, purchase_body


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


def pipeline_bodies(estate: Estate, customer: str, owner: str) -> dict[str, Json]:
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


def bulk_bodies(estate: Estate) -> dict[str, Json]:
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
        for path in ("/units", "/warehouses", "/projects", "/bank-rules", "/carriers")
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


def handing_bodies(estate: Estate, owner: str) -> dict[str, Json]:
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


def sea_bodies(estate: Estate, owner: str, department: str) -> dict[str, Json]:
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


def book_bodies(estate: Estate, customer: str, owner: str, department: str) -> dict[str, Json]:
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


def buying_bodies(estate: Estate) -> dict[str, Json]:
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
