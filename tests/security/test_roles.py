"""What each built-in role may do, as one readable table, and each cell of it tried out."""

from collections import Counter
from pathlib import Path

import pytest

from heyi.platform.access import BUILTIN_ROLES, MEMBER, PUBLIC, held_by
from tests.builders.company import Company
from tests.builders.http import Person
from tests.builders.routes import Api, Route, send

SNAPSHOT = Path(__file__).parent / "role_matrix.txt"
# Sending these would sign the person out, or count against a limit; who may is the same as for every member.
LEFT_OUT = {"POST /auth/log-out", "POST /auth/tenant"}


def may(role: str, route: Route) -> bool:
    return route.permission in (MEMBER, PUBLIC) or route.permission in held_by(role)


def matrix(api: Api) -> str:
    """A line for each route: its permission, and a mark for each role that may."""
    routes = sorted(api.routes, key=lambda route: (route.path, route.method))
    width = max(len(route.name) for route in routes)
    rights = max(len(route.permission) for route in routes)
    head = f"{'route':{width}}  {'permission':{rights}}  " + "  ".join(BUILTIN_ROLES)
    lines = [
        f"{route.name:{width}}  {route.permission:{rights}}  "
        + "  ".join(("x" if may(role, route) else ".").center(len(role)) for role in BUILTIN_ROLES)
        for route in routes
    ]
    return "\n".join(line.rstrip() for line in (head, *lines)) + "\n"


def test_the_table_of_roles_and_routes_is_the_one_that_was_read(api: Api) -> None:
    """A new route or right shows here; read the change, then write the file anew with the text below."""
    assert matrix(api) == SNAPSHOT.read_text(encoding="utf-8")


@pytest.mark.parametrize("role", BUILTIN_ROLES)
def test_a_role_is_let_through_where_its_mark_stands_and_nowhere_else(
    company: Company, api: Api, role: str
) -> None:
    person: Person = company if role == "owner" else company.colleague(role)
    assert [
        name for name in sorted(person.get("/auth/me")["permissions"]) if not name.startswith("own.")
    ] == held_by(role)
    routes = [route for route in api.routes if route.permission != PUBLIC and route.name not in LEFT_OUT]
    before = company.books.fingerprint(company.tenant_id)

    refused = {route.name: send(api, person, route) for route in routes if not may(role, route)}

    assert Counter((answer.status_code, answer.json()["code"]) for answer in refused.values()) == Counter(
        {(403, "platform.not_allowed"): len(refused)} if refused else {}
    )
    assert company.books.fingerprint(company.tenant_id) == before
    for route in routes:
        if may(role, route):
            answer = send(api, person, route)
            assert answer.status_code not in (401, 403) or route.path.startswith("/auth/"), route.name
            assert answer.status_code < 500, (route.name, answer.text)


def test_a_refusal_names_the_permission_in_the_readers_language(company: Company) -> None:
    viewer = company.colleague("viewer")
    body = {"name": "新客户"}

    problem = viewer.refused(403, "platform.not_allowed", "POST", "/parties", body)
    assert problem["title"] == "You do not have this permission: Create customers and suppliers"
    problem = viewer.refused(
        403, "platform.not_allowed", "POST", "/parties", body, headers={"Accept-Language": "zh-CN"}
    )
    assert problem["title"] == "您没有此权限：新建客户与供应商"


def test_what_a_person_may_not_do_is_not_offered(company: Company) -> None:
    customer, screws = company.customer(), company.product(stock="10")
    order = company.confirmed(customer, (screws, "10", "113"))
    company.deliver(order, "5")
    invoice = company.invoice(order)
    offered = {}
    for role in ("sales", "warehouse", "accountant", "viewer"):
        person = company.colleague(role)
        for table in ("party", "sales_order"):
            # A salesperson sees what is his own.
            command = f"UPDATE {table} SET owner_id = %s WHERE tenant_id = %s"
            company.books.execute(command, [person.user_id, company.tenant_id])
        offered[role] = (
            person.get(f"/sales-orders/{order['id']}")["allowed_actions"],
            (
                person.get(f"/sales-invoices/{invoice['id']}")["allowed_actions"]
                if "invoicing.invoice.view" in held_by(role)
                else None
            ),
        )
    assert offered == {
        "sales": (["deliver", "change", "reschedule", "close"], ["cancel"]),
        "warehouse": (["deliver"], None),
        "accountant": ([], ["post", "cancel"]),
        "viewer": ([], []),
    }


def test_a_chain_shows_only_the_kinds_of_document_the_reader_may_see(company: Company) -> None:
    order, delivery, _ = company.sold(company.customer(), (company.product(stock="1"), "1", "113"))
    keeper = company.colleague("warehouse")

    assert company.chain("sales_order", order) == ["sales_order", "delivery", "sales_invoice"]
    chain = keeper.get(f"/documents/sales_order/{order['id']}/chain")
    assert [item["type"] for item in chain["documents"]] == ["sales_order", "delivery"]
    assert chain["links"] == [{"from_id": order["id"], "to_id": delivery["id"]}]


def test_a_timeline_tells_only_of_records_the_reader_may_see(company: Company) -> None:
    customer = company.customer()
    _, _, invoice = company.sold(customer, (company.product(stock="1"), "1", "113"))
    company.receipt(customer, "113", {invoice["id"]: "113"})
    keeper = company.colleague("warehouse")

    events = keeper.get(f"/parties/{customer}/timeline")["events"]

    assert [event["record"] for event in events] == ["delivery", "sales_order", "sales_order", "party"]
    keeper.refused(404, "platform.not_found", "GET", f"/history/sales_invoice/{invoice['id']}")


def test_meta_tells_of_what_the_reader_may_see_and_do(company: Company) -> None:
    keeper = company.colleague("warehouse")
    shown = {record["path"]: record["allowed"] for record in keeper.get("/meta")["records"]}

    assert {"sales-invoices", "receipts", "journal-entries", "roles"}.isdisjoint(shown)
    assert shown["parties"] == ["list"]
    assert shown["products"] == ["list", "create", "update"]


def test_a_right_that_is_taken_away_is_gone_with_the_next_request(company: Company) -> None:
    seller = company.colleague("sales")
    seller.post("/parties", {"name": "新客户"})
    roles = company.get("/roles", fields="name,builtin")["items"]
    (role,) = [item for item in roles if item["builtin"] == "sales"]
    mine = company.post("/roles", {"name": "只看", "permissions": ["parties.party.view"]})
    user = company.get(f"/users/{seller.user_id}")
    assert role["id"] != mine["id"]

    company.patch(f"/users/{seller.user_id}", {"role_ids": [mine["id"]]}, version=user["version"])

    seller.refused(403, "platform.not_allowed", "POST", "/parties", {"name": "又一个"})
    assert seller.get("/auth/me")["permissions"] == ["parties.party.view"]


def test_who_is_switched_off_is_out_at_once(company: Company) -> None:
    seller = company.colleague("sales")
    seller.get("/auth/me")

    company.post(f"/users/{seller.user_id}/deactivate")

    seller.refused(401, "platform.not_signed_in", "GET", "/auth/me")
    seller.refused(
        401,
        "platform.not_signed_in",
        "POST",
        "/auth/log-in",
        {"login": seller.login, "password": "correct horse battery staple"},
    )
