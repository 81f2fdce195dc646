"""Two companies try to reach each other through every route, in every place where an id can stand."""

import json
from collections.abc import Iterator
from functools import partial

import httpx
import pytest

from tests.builders.books import Books
from tests.builders.estates import Estate
from tests.builders.fixtures import Found, founded
from tests.builders.http import Json
from tests.builders.id_places import table_of
from tests.builders.neighbours import good_bodies, good_ids, settle
from tests.builders.routes import ABSENT, TEXTS, Api, Route, placed, send
from tests.builders.server import Served
from tests.builders.settled import CANARY

# These find the company by a secret or a login, never by an id of it.
BY_SECRET = {"POST /auth/log-out", "POST /auth/demo", "POST /auth/sign-up"}


@pytest.fixture(scope="module")
def neighbours(served: Served, books: Books) -> Iterator[tuple[Estate, Estate]]:
    """The one who pries, and the one whose things are not his, and stay as they are."""
    with founded(served, books) as mine, founded(served, books, name=f"邻居 {CANARY}") as theirs:
        yield settle(mine), settle(theirs)
        assert [books.broken_laws(company.tenant_id) for company in (mine, theirs)] == [[], []]


def shape(answer: httpx.Response, *ids: object) -> tuple[int, str]:
    """Status and body of an answer, with the ids that were sent made equal."""
    text = answer.text
    for sent in ids:
        text = text.replace(str(sent), "<id>")
    return answer.status_code, text


def pairs_in_paths(
    api: Api, mine: Estate, theirs: Estate
) -> Iterator[tuple[Route, httpx.Response, httpx.Response, object]]:
    """Each route with an id in its path: what a foreign one answers, and what an absent one."""
    bodies = good_bodies(mine)
    for route in api.routes:
        for parameter in route.path_parameters:
            if parameter["schema"].get("format") != "uuid":
                continue
            foreign = theirs.id_of(table_of(parameter["name"], route.path))
            body = bodies.get(route.name)
            answers = [
                send(api, mine.company, route, ids={parameter["name"]: place}, body=body)
                for place in (foreign, ABSENT)
            ]
            yield route, answers[0], answers[1], foreign


def own_id_for(mine: Estate, route: Route, name: str, schema: Json) -> str:
    """An id of one's own for this place of a request; where no id is asked for, what the form wants."""
    if schema.get("format") != "uuid":
        return TEXTS.get(name, "1002")
    return str(mine.id_of(table_of(name, route.path)))


def test_a_foreign_id_in_a_path_is_an_absent_id(neighbours: tuple[Estate, Estate], api: Api) -> None:
    mine, theirs = neighbours
    before = theirs.company.books.fingerprint(theirs.company.tenant_id)
    tried, different, shown = 0, {}, set()

    for route, foreign, absent, sent in pairs_in_paths(api, mine, theirs):
        tried += 1
        if shape(foreign, sent) != shape(absent, ABSENT) or foreign.status_code >= 500:
            different[route.name] = (foreign.text, absent.text)
        if foreign.status_code != 404:
            shown.add(f"{foreign.status_code} {route.name} {foreign.text[:60]}")

    assert different == {}
    assert shown == {
        "200 GET /documents/{document_type}/{document_id}/entries []",
        '200 GET /history/{record}/{record_id} {"events":[],"before":null}',
    }
    assert tried == sum(
        parameter["schema"].get("format") == "uuid"
        for route in api.routes
        for parameter in route.path_parameters
    )
    assert theirs.company.books.fingerprint(theirs.company.tenant_id) == before


def test_a_foreign_id_in_a_body_is_an_absent_id(neighbours: tuple[Estate, Estate], api: Api) -> None:
    mine, theirs = neighbours
    before = theirs.company.books.fingerprint(theirs.company.tenant_id)
    bodies, different, blind = good_bodies(mine), {}, []

    for route in api.routes:
        schema = route.body or route.form
        if schema is None or route.name in BY_SECRET:
            continue
        for place in api.uuid_places(schema):
            name = next(str(step) for step in reversed(place) if isinstance(step, str))
            own_id = partial(own_id_for, mine, route)
            body = bodies.get(f"{route.name} {name}") or bodies.get(route.name)
            body = body or api.sample(schema, full=True, value=own_id)
            ids: dict[str, object] = {
                item["name"]: own_id(item["name"], item["schema"]) for item in route.path_parameters
            }
            ids |= good_ids(mine, f"{route.name} {name}") or good_ids(mine, route.name)
            foreign = theirs.id_of(table_of(name, route.path))
            answers = [
                send(api, mine.company, route, ids=ids, body=sent)
                for sent in (placed(body, place, str(foreign)), placed(body, place, str(ABSENT)), body)
            ]
            if shape(answers[0], foreign) != shape(answers[1], ABSENT) or answers[0].status_code >= 500:
                different[f"{route.name} {place}"] = [answer.text for answer in answers]
            # A deed on many records tells in its answer which of them it refused.
            granted = answers[0].is_success and not answers[0].json().get("refused")
            if granted or shape(answers[2]) == shape(answers[0], foreign):
                blind.append(f"{route.name} {place}: {answers[2].status_code} {answers[2].text[:300]}")

    assert different == {}
    assert blind == [], "the answer to a foreign id must come from that id"
    assert theirs.company.books.fingerprint(theirs.company.tenant_id) == before


def test_no_route_tells_of_the_neighbour(neighbours: tuple[Estate, Estate], api: Api) -> None:
    """One of the two has no canary anywhere, and reads everything."""
    _, theirs = neighbours
    reader = neighbours[0].company
    foreign_ids = {
        str(row["id"])
        for table in ("party", "product", "sales_order", "sales_invoice", "receipt", "journal_entry")
        for row in reader.books.rows(
            f"SELECT id FROM {table} WHERE tenant_id = %s", [theirs.company.tenant_id]
        )
    }
    for route in api.routes:
        if route.method == "GET" and not route.path_parameters:
            answer = send(api, reader, route)
            assert answer.status_code < 500, route.name
            assert not any(identifier in answer.text for identifier in foreign_ids), route.name
            assert "邻居" not in answer.text, route.name


def test_a_filter_by_a_foreign_id_finds_nothing(neighbours: tuple[Estate, Estate], api: Api) -> None:
    mine, theirs = neighbours
    for path, field, table in (
        ("/sales-orders", "party_id", "party"),
        ("/sales-orders", "id", "sales_order"),
        ("/contacts", "party_id", "party"),
        ("/stock-moves", "product_id", "product"),
        ("/receipts", "party_id", "party"),
        ("/users", "id", "app_user"),
    ):
        condition = {"field": field, "op": "eq", "value": str(theirs.id_of(table))}
        page = mine.company.get(path, filter=json.dumps(condition))
        assert (page["items"], page["count"]["value"]) == ([], 0), path


def test_the_neighbours_words_find_nothing(found: Found) -> None:
    reader, neighbour = found(), found()
    neighbour.customer("独一无二的公司", phone="13912345678")

    for words in ("独一无二", "duyiwuer", "5678", "独"):
        assert neighbour.get("/parties", search=words)["count"]["value"] == 1, words
        assert reader.get("/parties", search=words)["count"]["value"] == 0, words


def test_equal_numbers_and_codes_live_side_by_side(found: Found) -> None:
    """What is unique is unique in one company; a neighbour's value is no reason to refuse, which would tell of it."""
    one, other = found(), found()
    for company in (one, other):
        customer = company.customer(code="KH-A")
        order = company.order(customer, (company.product(code="SP-A"), "1", "1"))
        assert order["number"] == "XSDD202611020001"
        company.post("/roles", {"name": "角色", "permissions": []})


def test_a_key_of_the_neighbours_request_gives_nobody_his_answer(found: Found) -> None:
    one, other = found(), found()
    key = "0190a6e0-0000-4000-8000-000000000001"
    first = one.send("POST", "/parties", {"name": "客户"}, key=key)

    second = other.send("POST", "/parties", {"name": "客户"}, key=key)

    assert (first.status_code, second.status_code) == (201, 201)
    assert first.json()["id"] != second.json()["id"]
    assert "idempotency-replayed" not in second.headers


def test_a_session_of_one_company_is_not_moved_into_another(found: Found) -> None:
    one, other = found(), found()
    one.refused(404, "platform.not_found", "POST", "/auth/tenant", {"tenant_id": str(other.tenant_id)})
    one.refused(404, "platform.not_found", "POST", "/auth/tenant", {"tenant_id": str(ABSENT)})
    assert one.get("/auth/me")["tenant_id"] == str(one.tenant_id)
