"""A request says what its route asks for and nothing else: what the server sets is refused, wherever it stands."""

import pytest

from tests.builders.company import Company
from tests.builders.http import Json
from tests.builders.routes import Api, Place, Route, placed, send

SET_BY_THE_SERVER = (
    "tenant_id",
    "company_id",
    "id",
    "version",
    "created_at",
    "created_by",
    "updated_by",
    "state",
    "number",
    "net",
    "settled",
    "open",
    "cost",
    "delivered",
    "invoiced",
    "builtin",
    "permissions",
    "is_admin",
    "__class__",
    "",
)


def attempts(api: Api, route: Route) -> list[tuple[Place, list[str], Json]]:
    """The route's full body, each time with those names more in one of its objects."""
    assert route.body is not None
    full = api.sample(route.body, full=True)
    found = []
    for place, schema in api.objects(route.body):
        names = [name for name in SET_BY_THE_SERVER if name not in schema.get("properties", {})]
        body = full
        for name in names:
            body = placed(body, (*place, name), 1)
        found.append((place, names, body))
    return found


def test_no_route_takes_what_it_did_not_ask_for(company: Company, api: Api) -> None:
    before = company.books.fingerprint(company.tenant_id)
    taken, tried = [], 0
    for route in api.routes:
        if route.body is None:
            continue
        for place, names, body in attempts(api, route):
            tried += len(names)
            answer = send(api, company, route, body=body)
            problem = answer.json()
            wrong = {item["field"] for item in problem.get("errors", [])}
            missing = {".".join(map(str, (*place, name))) for name in names} - wrong
            if (answer.status_code, problem.get("code")) != (422, "platform.invalid_input") or missing:
                taken.append((route.name, place, missing, answer.text[:200]))

    assert taken == []
    assert tried > 500
    assert company.books.fingerprint(company.tenant_id) == before


def test_every_object_of_every_body_is_closed(api: Api) -> None:
    opened = [
        f"{route.name} {place}"
        for route in api.routes
        if route.body is not None
        for place, schema in api.objects(route.body)
        # What the fields of a record are, the verb looks up: the test above shows that it does.
        if schema.get("additionalProperties") is not False and "x-fields-of-record" not in schema
    ]
    assert opened == []


@pytest.mark.parametrize(
    ("path", "kind"), [("/parties", "party"), ("/products", "product"), ("/warehouses", "warehouse")]
)
def test_meta_offers_for_entry_only_what_the_route_takes(
    company: Company, api: Api, path: str, kind: str
) -> None:
    (record,) = [item for item in company.get("/meta")["records"] if item["name"] == kind]
    (route,) = [route for route in api.routes if route.name == f"POST {path}"]
    assert route.body is not None
    offered = {field["name"] for field in record["fields"] if not field["read_only"]}
    assert offered == set(api.resolved(route.body)["properties"])
