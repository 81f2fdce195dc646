"""No door without a lock: every route names its permission, and only the listed ones let anybody in."""

import re
from uuid import uuid4

import httpx
import pytest

from heyi.app.wiring import ROUTERS
from heyi.platform.access import MEMBER, PUBLIC, all_permissions
from tests.builders.company import Company
from tests.builders.http import Person
from tests.builders.routes import Api, Route, send
from tests.builders.server import Served

FOR_ANYBODY = {
    "POST /auth/sign-up",
    "POST /auth/log-in",
    "POST /auth/log-out",
    "POST /auth/tenant",
    "POST /auth/reset",
    "POST /auth/reset/confirm",
    "POST /auth/demo",
    "POST /invitations/find",
    "POST /invitations/accept",
    "GET /calendar-feeds/{token}.ics",
    "GET /public-forms/{token}",
    "POST /public-forms/{token}",
    "GET /public-quotations/{token}",
    "GET /public-quotations/{token}/paper",
    "POST /public-quotations/{token}/seen",
    "POST /public-quotations/{token}/accept",
    "POST /public-quotations/{token}/decline",
}
# For everybody who is signed in; what they show or change is his own, or checked in the handler.
FOR_MEMBERS = {
    "GET /recycle-bin",
    "POST /recycle-bin/{record_id}/restore",
    "GET /files",
    "POST /files",
    "GET /files/{file_id}",
    "GET /files/{file_id}/content",
    "DELETE /files/{file_id}",
    "GET /settings/company",
    "GET /auth/me",
    "GET /settings/menus",
    "GET /words",
    "PATCH /auth/me",
    "GET /auth/tenants",
    "GET /auth/sessions",
    "DELETE /auth/sessions/{session_id}",
    "POST /auth/password",
    "POST /auth/totp/begin",
    "POST /auth/totp/confirm",
    "POST /auth/totp/disable",
    "GET /permissions",
    "GET /api-keys",
    "DELETE /api-keys/{key_id}",
    "GET /jobs",
    "GET /jobs/{job_id}",
    "POST /jobs/{job_id}/cancel",
    "POST /jobs/{job_id}/retry",
    "GET /meta",
    # Figures over what the reader sees, and nothing else.
    "GET /home",
    "GET /home/ranking",
    "GET /calendar",
    "POST /nearby",
    # By which address one's own days are read elsewhere.
    "GET /calendar/feed",
    "POST /calendar/feed",
    "POST /calendar/feed/withdraw",
    "GET /calendar/people",
    # What one was told oneself, and how; what fell in a night and was one's own.
    "GET /notices",
    "GET /notices/unread",
    "POST /notices/read",
    "GET /notices/choices",
    "POST /notices/choices",
    "GET /notices/{notice_id}",
    "GET /recycle/nights/{night_id}/mine",
    "GET /search",
    "GET /views",
    "GET /merges",
    "POST /merges/{merge_id}/undo",
    "GET /x-{own}/duplicates",
    "POST /x-{own}/duplicates",
    "POST /x-{own}/merge",
    "POST /x-{own}/going-along",
    "POST /x-{own}/transfer",
    "POST /views",
    "PATCH /views/{view_id}",
    "DELETE /views/{view_id}",
    "GET /formula-functions",
    # Imports and exports: one's own, and what the record's permission lets one do with them.
    "GET /imports",
    "GET /imports/{run_id}",
    "GET /imports/{run_id}/findings",
    "GET /imports/{run_id}/bad-rows",
    "POST /imports/{run_id}/check",
    "POST /imports/{run_id}/start",
    "POST /imports/{run_id}/cancel",
    "POST /imports/{run_id}/undo",
    "GET /exports",
    "GET /exports/{export_id}/file",
    "POST /x-{own}/import",
    "POST /x-{own}/imports",
    "GET /x-{own}/import/template",
    "POST /x-{own}/export",
    # Types that a tenant made: which one, and its own permission, the handler looks up.
    "GET /x-{own}",
    "POST /x-{own}",
    "GET /x-{own}/aggregate",
    "POST /x-{own}/bulk",
    "GET /x-{own}/{record_id}",
    "PATCH /x-{own}/{record_id}",
    "DELETE /x-{own}/{record_id}",
    "GET /x-{own}/{record_id}/history",
    "GET /x-{own}/{record_id}/access",
    "GET /x-{own}/{record_id}/members",
    "POST /x-{own}/{record_id}/members",
    "DELETE /x-{own}/{record_id}/members/{user_id}",
    # What one asks, is asked and was told oneself; whoever is asked may answer, whatever his roles hold.
    "POST /approvals",
    "POST /approvals/preview",
    "GET /approvals/box/{box}",
    "GET /approvals/counts",
    "GET /approvals/about/{record}/{record_id}",
    "GET /approvals/{approval_id}",
    "POST /approvals/{approval_id}/resubmit",
    "POST /approvals/{approval_id}/withdraw",
    "POST /approvals/{approval_id}/urge",
    "POST /approvals/{approval_id}/comment",
    "POST /approvals/{approval_id}/copy",
    "POST /approval-tasks/{task_id}/approve",
    "POST /approval-tasks/{task_id}/refuse",
    "POST /approval-tasks/{task_id}/send-back",
    "POST /approval-tasks/{task_id}/add-signers",
    "POST /approval-tasks/{task_id}/hand-on",
    "GET /approval-stand-ins",
    "POST /approval-stand-ins",
    "DELETE /approval-stand-ins/{delegation_id}",
    "GET /documents/{document_type}/{document_id}/chain",
    "GET /history/{record}/{record_id}",
}


def guarded(api: Api) -> list[Route]:
    return [route for route in api.routes if route.permission != PUBLIC]


def body_of(api: Api, route: Route) -> object:
    return api.sample(route.body) if route.body else None


def test_every_route_of_the_application_is_a_door_of_a_router(served: Served, api: Api) -> None:
    """A route added past the platform's routers would know neither permission nor transaction."""
    doors = {(door.method, re.sub("{[^}]*}", "{}", door.path)) for router in ROUTERS for door in router.doors}
    described = {(route.method, re.sub("{[^}]*}", "{}", f"/api{route.path}")) for route in api.routes}
    assert described == doors
    app = httpx.get(f"{served.url}/api/openapi.json", timeout=60).json()
    assert set(app["paths"]) == {f"/api{route.path}" for route in api.routes}


def test_every_permission_that_a_route_names_is_declared(api: Api) -> None:
    known = {item.name for item in all_permissions()} | {MEMBER, PUBLIC}
    assert {route.name: route.permission for route in api.routes if route.permission not in known} == {}


def test_only_these_routes_are_for_anybody(api: Api) -> None:
    assert {route.name for route in api.routes if route.permission == PUBLIC} == FOR_ANYBODY


def test_only_these_routes_ask_for_no_more_than_being_signed_in(api: Api) -> None:
    assert {route.name for route in api.routes if route.permission == MEMBER} == FOR_MEMBERS


def test_every_declared_permission_opens_something(api: Api) -> None:
    """A permission that no route asks for promises an administrator what nobody checks."""
    used_inside = {
        "identity.session.end",
        "identity.api_key.manage",
        "platform.job.view",
        "platform.job.manage",
        "identity.user.see_as",
        "records.view.share",
        "records.export.view_log",
        "records.import.keep_origin",
        "parties.party.transfer",
        "parties.party.export",
        "ledger.review.end",
        "stock.lot.move_expired",
        "catalog.product.export",
        "sales.order.export",
        "purchasing.order.export",
        "invoicing.supplier_invoice.export",
        "invoicing.supplier_invoice.override",
        "payments.payment.export",
        "sales.delivery.export",
        "invoicing.invoice.export",
        "payments.receipt.export",
        "sales.order.transfer",
        "quoting.quotation.export",
        "quoting.quotation.transfer",
        "quoting.quotation.order_unaccepted",
        "sales.order.below_floor",
        "sales.order.over_credit",
        "sales.order.see_margin",
        "crm.lead.transfer",
        "crm.lead.export",
        "crm.opportunity.transfer",
        "crm.opportunity.export",
        "approvals.approval.export",
        "approvals.task.oversee",
    }
    asked = {route.permission for route in api.routes} | used_inside
    assert {item.name for item in all_permissions()} - asked == set()


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Cookie": "heyi_session=" + "A" * 43},
        {"Cookie": "heyi_session="},
        {"Authorization": "Bearer heyi_" + "A" * 43},
        {"Authorization": "Bearer heyi_"},
        {"Authorization": "Basic YWRtaW46YWRtaW4="},
    ],
    ids=["nothing", "unknown session", "empty session", "unknown key", "empty key", "basic"],
)
def test_who_is_not_signed_in_gets_nothing_from_any_route(
    served: Served, company: Company, api: Api, headers: dict[str, str]
) -> None:
    before = company.books.fingerprint(company.tenant_id)
    stranger = Person(served.url, company.books)
    try:
        answers = {route.name: send(api, stranger, route, headers=headers) for route in guarded(api)}
    finally:
        stranger.close()

    told = {(answer.status_code, answer.json()["code"]) for answer in answers.values()}
    assert told == {(401, "platform.not_signed_in")}
    assert len({answer.content for answer in answers.values()}) == 1
    assert company.books.fingerprint(company.tenant_id) == before


def test_who_left_gets_nothing_from_any_route(company: Company, api: Api) -> None:
    cookie = company.client.cookies["heyi_session"]
    company.others.append(person := Person(company.url, company.books))
    person.send("POST", "/auth/log-out", {}, headers={"Cookie": f"heyi_session={cookie}"})

    for route in guarded(api):
        answer = send(api, person, route, headers={"Cookie": f"heyi_session={cookie}"})
        assert (answer.status_code, answer.json()["code"]) == (401, "platform.not_signed_in"), route.name
    company.post("/auth/log-in", {"login": company.login, "password": "correct horse battery staple"})


def test_a_key_beside_a_good_session_decides(company: Company) -> None:
    answer = company.send("GET", "/auth/me", headers={"Authorization": "Bearer heyi_wrong"})
    assert answer.status_code == 401


VERSIONS = (None, "", "*", '"x"', "-1", "²", "1 2", "9" * 5000)


def test_every_post_asks_for_its_key(company: Company, api: Api) -> None:
    before = company.books.fingerprint(company.tenant_id)
    for route in api.routes:
        if route.method == "POST" and route.form is None:
            path = re.sub("{[^}]*}", str(uuid4()), route.path)
            answer = company.client.post(path, json=body_of(api, route) or {})
            told = (answer.status_code, answer.json()["code"])
            assert told == (400, "platform.idempotency_key_missing"), route.name
    assert company.books.fingerprint(company.tenant_id) == before


@pytest.mark.parametrize("version", VERSIONS, ids=lambda version: str(version)[:5])
def test_every_change_asks_for_the_version_read(company: Company, api: Api, version: str | None) -> None:
    before = company.books.fingerprint(company.tenant_id)
    read = {} if version is None else {b"If-Match": version.encode("latin-1")}
    headers = {b"Idempotency-Key": b"asked-for-a-version", **read}
    for route in api.routes:
        if route.wants_version:
            path = re.sub("{[^}]*}", str(uuid4()), route.path)
            answer = company.client.request(route.method, path, json=body_of(api, route), headers=headers)
            told = (answer.status_code, answer.json()["code"])
            assert told == (428, "platform.version_missing"), route.name
    assert company.books.fingerprint(company.tenant_id) == before
