"""Whatever arrives that is not what was asked for is refused with its place; it never breaks anything."""

import json
from uuid import uuid4

import httpx
import pytest

from tests.builders.company import Company, order_body
from tests.builders.http import Json
from tests.builders.routes import ABSENT, Api, Route, placed

BODIES = {
    "nothing": b"",
    "no JSON": b"{",
    "a form": b"name=x",
    "null": b"null",
    "a list": b"[]",
    "a text": b'"x"',
    "a number": b"1e999",
    "not utf-8": b'{"name": "\xff\xfe"}',
    "a zero": b'{"name": "a\\u0000b"}',
    "a lone surrogate": b'{"name": "\\ud800"}',
    "a surrogate as key": b'{"\\ud800": 1}',
    "deep": b'{"lines": ' + b"[" * 5_000 + b"]" * 5_000 + b"}",
    "a huge number": b'{"name": ' + b"9" * 5_000 + b"}",
    "not a number": b'{"amount": NaN}',
    "a key twice": b'{"name": "a", "name": 1}',
}


def raw(company: Company, route: Route, content: bytes) -> httpx.Response:
    """Send bytes as they are."""
    path = route.path
    for parameter in route.path_parameters:
        path = path.replace("{" + parameter["name"] + "}", str(ABSENT))
    headers = {"Content-Type": "application/json", "Idempotency-Key": str(uuid4()), "If-Match": '"1"'}
    return company.client.request(route.method, path, content=content, headers=headers)


def writing(api: Api) -> list[Route]:
    return [route for route in api.routes if route.method in ("POST", "PATCH")]


@pytest.mark.parametrize("content", BODIES.values(), ids=BODIES)
def test_no_body_breaks_a_route(firm: Company, api: Api, content: bytes) -> None:
    before = firm.books.fingerprint(firm.tenant_id)
    for route in writing(api):
        if route.body is None or route.path in ("/auth/log-in", "/auth/me"):
            continue
        answer = raw(firm, route, content)
        assert 400 <= answer.status_code < 500, (route.name, answer.status_code, answer.text[:300])
        assert answer.headers["content-type"] == "application/problem+json", route.name
        problem = answer.json()
        assert problem["status"] == answer.status_code
        assert problem["code"].partition(".")[0] in {"platform", "identity", "records"}, problem
    assert firm.books.fingerprint(firm.tenant_id) == before


WRONG_VALUES: tuple[Json, ...] = (
    None,
    True,
    -1,
    1.5,
    10**400,
    "",
    "x",
    "\x00",
    "\ud800",
    "x" * 20_000,
    "1e400",
    "٣",
    "2026-02-30",
    "99999-01-01",
    [],
    {},
    {"$ne": None},
)


def test_no_value_breaks_a_field(company: Company, api: Api) -> None:
    """Every field of every body gets some of the wrong values in turn, the rest of the body being in form."""
    broken, number = [], 0
    for route in writing(api):
        if route.body is None or route.path.startswith("/auth/"):
            continue
        body = api.sample(route.body, full=True)
        for place in places(body):
            number += 1
            for value in WRONG_VALUES[number % 4 :: 4]:
                content = json.dumps(placed(body, place, value)).encode()
                answer = raw(company, route, content)
                if answer.status_code >= 500:
                    broken.append((route.name, place, repr(value)[:40], answer.text[:200]))
    assert broken == []
    assert company.books.broken_laws(company.tenant_id) == []


def places(body: Json, place: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """Every place in a body that holds a value, inner ones too."""
    found = [place] if place else []
    inner = body.items() if isinstance(body, dict) else enumerate(body) if isinstance(body, list) else ()
    for key, value in inner:
        found += places(value, (*place, key))
    return found


@pytest.mark.parametrize(
    "identifier", ["1", "x", "%00", "..%2f..%2fetc", "null", "0" * 32, "' or 1=1 --", "𝟎"]
)
def test_an_id_that_is_none_is_refused_by_every_route(firm: Company, api: Api, identifier: str) -> None:
    for route in api.routes:
        for parameter in route.path_parameters:
            if parameter["schema"].get("format") != "uuid" or identifier == "0" * 32:
                continue
            path = route.path.replace("{" + parameter["name"] + "}", identifier)
            for other in route.path_parameters:
                path = path.replace("{" + other["name"] + "}", str(ABSENT))
            answer = firm.send(route.method, path, {}, version=1)
            assert answer.status_code in (404, 405, 422), (route.name, answer.status_code, answer.text[:200])


@pytest.mark.parametrize(
    "value", ["x", "-1", "0", "201", "1e3", "99999999999999999999", "1.5", "", "\x00", "٣"]
)
def test_a_limit_that_is_none_is_refused(firm: Company, value: str) -> None:
    answer = firm.send("GET", "/parties", query={"limit": value})
    assert (answer.status_code, answer.json()["code"]) == (422, "platform.invalid_input")


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("/trial-balance", "from"),
        ("/trial-balance", "to"),
        ("/accounts/1122/lines", "from"),
        ("/stock/on-hand", "product_id"),
        ("/stock/on-hand", "warehouse_id"),
        ("/stock/on-hand", "cursor"),
        ("/audit-events", "cursor"),
    ],
)
@pytest.mark.parametrize("value", ["x", "2026-02-30", "\x00", "9" * 400, "0000-00-00"])
def test_a_query_that_is_none_is_refused(firm: Company, path: str, name: str, value: str) -> None:
    answer = firm.send("GET", path, query={name: value})
    assert (answer.status_code, answer.json()["code"]) == (422, "platform.invalid_input"), answer.text[:200]


@pytest.mark.parametrize(
    "search", ["\x00", "a\x00b", "%", "_", "\\", "'", '"', "\u202e", "𠮷", "x" * 200, " " * 200]
)
def test_words_to_look_for_are_words(firm: Company, search: str) -> None:
    firm.customer("真的客户")
    for path in ("/parties", "/products", "/stock/on-hand", "/users"):
        answer = firm.send("GET", path, query={"search": search})
        assert answer.status_code == 200 or answer.json()["code"] == "platform.invalid_input", (
            path,
            answer.text[:200],
        )


@pytest.mark.parametrize("day", ["0001-01-01", "1899-12-31", "9999-12-31"])
def test_a_day_outside_any_book_is_refused(company: Company, day: str) -> None:
    customer, screws = company.customer(), company.product()
    body = order_body(customer, (screws, "1", "1"), ordered_on=day)
    problem = company.refused(422, "platform.invalid_input", "POST", "/sales-orders", body)
    assert [item["field"] for item in problem["errors"]] == ["ordered_on"]


@pytest.mark.parametrize(
    ("method", "path"),
    [("PUT", "/parties"), ("DELETE", "/parties"), ("PATCH", "/sales-orders"), ("POST", "/trial-balance")],
)
def test_a_method_that_a_path_does_not_know_is_refused_with_a_problem(
    firm: Company, method: str, path: str
) -> None:
    problem = firm.refused(405, "platform.method_not_allowed", method, path, {}, version=1)
    assert problem["params"] == {"method": method}


PATHS = (
    "/nothing",
    "/parties/",
    "/parties/x/y/z",
    "/%2e%2e/%2e%2e/etc/passwd",
    "//parties",
)


@pytest.mark.parametrize("path", PATHS)
def test_a_path_that_is_none_is_not_found(firm: Company, path: str) -> None:
    answer = firm.send("GET", path)
    assert (answer.status_code, answer.json()["code"]) == (404, "platform.not_found")


def test_a_problem_is_told_in_the_language_asked_for(company: Company) -> None:
    def told(language: str | None) -> str:
        headers = {} if language is None else {"Accept-Language": language}
        company.client.headers.pop("Accept-Language", None)
        answer = company.send("POST", "/parties", {"name": ""}, headers=headers)
        return str(answer.json()["title"])

    english, chinese = "Some values cannot be accepted", "填写的内容有误"
    assert {told(language) for language in ("en", "en-GB,en;q=0.9", "fr,en;q=0.5")} == {english}
    assert {told(language) for language in ("zh-CN", "zh-TW", None, "fr", "*", ";;;", "")} == {chinese}


def test_a_problem_names_place_rule_and_value(company: Company) -> None:
    body = {
        "party_id": "x",
        "lines": [
            {"product_id": str(ABSENT), "quantity": "-1", "unit_price": "1"},
            {"product_id": str(ABSENT), "quantity": 1.5, "unit_price": "0.0000001", "colour": "red"},
        ],
        "colour": "red",
    }
    problem = company.refused(422, "platform.invalid_input", "POST", "/sales-orders", body)

    assert {item["field"] for item in problem["errors"]} == {
        "party_id",
        "lines.0.quantity",
        "lines.1.quantity",
        "lines.1.unit_price",
        "lines.1.colour",
        "colour",
    }
    assert all(item["code"] and item["detail"] for item in problem["errors"])
    assert set(problem) == {"type", "title", "status", "code", "detail", "remedy", "params", "errors"}
    assert problem["type"] == "/problems/platform.invalid_input"
