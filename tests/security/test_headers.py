"""What every answer wears, whatever it is: page, record, refusal or fault."""

import asyncio

import httpx
import pytest

from heyi.platform.http.envelope import (
    API_POLICY,
    DOWNLOAD_POLICY,
    HEADERS,
    PAGE_POLICY,
    STRICT_TRANSPORT,
    Envelope,
)
from tests.builders.clock import StoryClock
from tests.builders.company import Company
from tests.builders.routes import Api, send
from tests.builders.server import Served

OUTSIDE = (
    "/healthz",
    "/",
    "/customers",
    "/api",
    "/api/nothing",
    "/api/openapi.json",
    "/assets/x.js",
    "/..%2fsecret",
)


def worn(answer: httpx.Response) -> None:
    for name, value in HEADERS.items():
        assert answer.headers[name] == value, (answer.request.url, name)
    assert "server" not in answer.headers
    assert len(answer.headers["x-request-id"]) == 36


def test_every_route_wears_them_when_it_answers_and_when_it_refuses(company: Company, api: Api) -> None:
    session = httpx.Cookies(company.client.cookies)
    for route in api.routes:
        if route.path == "/auth/log-out":
            continue
        body = api.sample(route.body) if route.body else None
        answer = send(api, company, route, body=body)
        # Whoever signs up is somebody else from then on.
        company.client.cookies = httpx.Cookies(session)
        worn(answer)
        # What a browser would show as a page of its own may run nothing.
        is_shown = answer.headers.get("content-type", "") == "application/pdf"
        policy = DOWNLOAD_POLICY if is_shown else API_POLICY
        assert answer.headers["content-security-policy"] == policy, route.name
        assert answer.headers["cache-control"] == "no-store", route.name


@pytest.mark.parametrize("path", OUTSIDE)
@pytest.mark.parametrize("method", ["GET", "POST", "OPTIONS", "TRACE"])
def test_every_other_address_wears_them(served: Served, path: str, method: str) -> None:
    answer = httpx.request(method, f"{served.url}{path}")
    worn(answer)
    policy = API_POLICY if path.startswith("/api/") else PAGE_POLICY
    assert answer.headers["content-security-policy"] == policy


def test_no_page_may_be_framed_run_foreign_scripts_or_plugins() -> None:
    rules = {rule.split()[0]: rule.split()[1:] for rule in PAGE_POLICY.split("; ")}
    assert rules["default-src"] == rules["connect-src"] == ["'self'"]
    assert rules["script-src"] == ["'self'", "'wasm-unsafe-eval'"]
    assert rules["object-src"] == rules["base-uri"] == rules["frame-ancestors"] == ["'none'"]


def test_no_other_site_is_let_in(served: Served) -> None:
    headers = {"Origin": "https://evil.example", "Access-Control-Request-Method": "POST"}
    answer = httpx.options(f"{served.url}/api/auth/log-in", headers=headers)
    assert not [name for name in answer.headers if name.startswith("access-control-")]


def test_a_request_cannot_choose_its_id(served: Served) -> None:
    chosen = 'x"}\n{"forged": "line'
    headers = {"X-Request-Id": chosen.replace("\n", " "), "X-Forwarded-For": "1.2.3.4"}
    answer = httpx.get(f"{served.url}/api/auth/me", headers=headers)
    assert answer.headers["x-request-id"] != headers["X-Request-Id"]


def test_no_page_describes_the_api_to_a_stranger_by_itself(served: Served) -> None:
    for path in ("/docs", "/redoc", "/openapi.json"):
        answer = httpx.get(f"{served.url}{path}")
        assert "swagger" not in answer.text.lower()


async def _broken(scope: object, receive: object, send: object) -> None:
    raise RuntimeError("13800138000")


async def _empty(scope: object, receive: object, send: object) -> None:
    await send({"type": "http.response.start", "status": 204, "headers": []})  # type: ignore[operator]  # ASGI's send
    await send({"type": "http.response.body", "body": b""})  # type: ignore[operator]  # the same


def _ask(app: Envelope, path: str) -> httpx.Response:
    async def ask() -> httpx.Response:
        transport = httpx.ASGITransport(app=app)
        async with httpx.AsyncClient(transport=transport, base_url="http://heyi") as client:
            return await client.get(path)

    return asyncio.run(ask())


def test_a_fault_that_nobody_caught_is_a_problem_without_its_words(clock: StoryClock) -> None:
    answer = _ask(Envelope(_broken, clock=clock, secure=False), "/api/anything")
    worn(answer)
    assert (answer.status_code, answer.json()["code"]) == (500, "platform.internal_error")
    assert "13800138000" not in answer.text


def test_a_browser_that_came_by_tls_is_told_to_stay_with_it(clock: StoryClock) -> None:
    assert "strict-transport-security" not in _ask(Envelope(_empty, clock=clock, secure=False), "/").headers
    kept = _ask(Envelope(_empty, clock=clock, secure=True), "/").headers["strict-transport-security"]
    assert kept == STRICT_TRANSPORT
