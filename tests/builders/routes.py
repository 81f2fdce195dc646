"""Every route of the API as its own description tells it, with requests that have the form each asks for."""

import re
from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import httpx

from tests.builders.http import Json, Person

ABSENT = UUID("01a00000-0000-7000-8000-00000000dead")
# Values where the schema alone does not say what passes.
TEXTS = {
    "login": "somebody@example.com",
    "token": "A" * 43,
    "code": "123456",
    "account_code": "1002",
    "tax_code": "13",
    "rate": "0.05",
    "currency": "USD",
    "uscc": "91110108551385082Q",
    "barcode": "4006381333931",
    "phone": "13800138000",
    "email": "somebody@example.com",
    "document_type": "sales_order",
    "record": "party",
    "own": "thing",
    "key": "record.party",
    "events": "party.created",
    "area": "sales",
    "areas": "sales",
    "entries": "/sales-orders",
    "hidden": "/jobs",
    "off": "finance",
    "url": "https://hooks.example.com/",
    "series": "receipt",
}


@dataclass(frozen=True)
class Route:
    """One operation: where, with which permission, and what it wants to be told; one that changes what was read before
    wants the version."""

    method: str
    path: str
    permission: str
    path_parameters: tuple[Json, ...]
    query_parameters: tuple[Json, ...]
    body: Json | None
    form: Json | None
    wants_version: bool

    @property
    def name(self) -> str:
        """Method and path, as in the snapshot."""
        return f"{self.method} {self.path}"


Value = Callable[[str, Json], Json]
Place = tuple[str | int, ...]


class Api:
    """The API's description."""

    def __init__(self, description: Json) -> None:
        self.description = description
        self._schemas = description["components"]["schemas"]

    @property
    def routes(self) -> list[Route]:
        """Every operation, in the order of the description."""
        return list(self._routes())

    def _routes(self) -> Iterator[Route]:
        for path, operations in self.description["paths"].items():
            for method, operation in operations.items():
                content = operation.get("requestBody", {}).get("content", {})
                parameters = operation.get("parameters", [])
                yield Route(
                    method=method.upper(),
                    path=path.removeprefix("/api"),
                    permission=operation["x-permission"],
                    path_parameters=tuple(item for item in parameters if item["in"] == "path"),
                    query_parameters=tuple(item for item in parameters if item["in"] == "query"),
                    wants_version=any(item["name"] == "If-Match" for item in parameters),
                    body=content.get("application/json", {}).get("schema"),
                    form=content.get("multipart/form-data", {}).get("schema"),
                )

    def resolved(self, schema: Json) -> Json:
        """The schema behind a reference, and of a choice the first that is not null."""
        if "$ref" in schema:
            return self.resolved(self._schemas[schema["$ref"].rpartition("/")[2]])
        if "anyOf" in schema:
            return self.resolved(next(part for part in schema["anyOf"] if part.get("type") != "null"))
        return schema

    def sample(self, schema: Json, *, name: str = "", value: Value | None = None, full: bool = False) -> Json:
        """Something that has the form of the schema: what it requires, or with `full` all it knows."""
        schema = self.resolved(schema)
        if value is not None and schema.get("format") == "uuid":
            return value(name, schema)
        match schema.get("type"):
            case "object" if "x-condition" in schema:
                return {"field": "name", "op": "not_empty"}
            case "object" if _is_map(schema):
                return {}
            case "object":
                wanted = schema.get("properties", {}) if full else schema.get("required", ())
                return {
                    key: self.sample(schema["properties"][key], name=key, value=value, full=full)
                    for key in wanted
                }
            case "array":
                count = 1 if full else schema.get("minItems", 0)
                item = self.sample(schema["items"], name=name, value=value, full=full)
                return [deepcopy(item) for _ in range(count)]
            case "boolean":
                return False
            case "integer" | "number":
                low, high = int(schema.get("minimum", 1)), int(schema.get("maximum", 1))
                return 1 if low <= 1 <= high else low
            case _:
                return _text(name, schema)

    def uuid_places(self, schema: Json, *, place: Place = ()) -> Iterator[Place]:
        """Where in a body of this schema an id stands."""
        schema = self.resolved(schema)
        if schema.get("format") == "uuid":
            yield place
        for key, part in schema.get("properties", {}).items():
            yield from self.uuid_places(part, place=(*place, key))
        if schema.get("type") == "array":
            yield from self.uuid_places(schema["items"], place=(*place, 0))

    def objects(self, schema: Json, *, place: Place = ()) -> Iterator[tuple[Place, Json]]:
        """Every object in a body of this schema: where it stands, and its own schema."""
        schema = self.resolved(schema)
        if schema.get("type") == "object" and "x-condition" not in schema and not _is_map(schema):
            yield place, schema
            for key, part in schema.get("properties", {}).items():
                yield from self.objects(part, place=(*place, key))
        if schema.get("type") == "array":
            yield from self.objects(schema["items"], place=(*place, 0))


def send(
    api: Api,
    person: Person,
    route: Route,
    *,
    ids: Mapping[str, object] | None = None,
    body: Json | None = None,
    query: Mapping[str, Any] | None = None,
    headers: Mapping[str, str] | None = None,
) -> httpx.Response:
    """Send a request to a route; what is not given has the right form and names nothing that exists."""
    path = re.sub(r"{(\w+)}", lambda match: str((ids or {}).get(match[1], _default(match[1]))), route.path)
    if route.form is not None:
        fields = api.sample(route.form) | (body or {})
        return person.upload(path, "名称\n客户\n".encode(), fields=fields, headers=headers)
    if body is None and route.body is not None:
        body = api.sample(route.body)
    required = [item for item in route.query_parameters if item.get("required")]
    asked = {item["name"]: api.sample(item["schema"], name=item["name"]) for item in required}
    # A verb stands behind what it is done to.
    read = path.rsplit("/", 1)[0] if route.method == "POST" else path
    version = _version(person, read) if route.wants_version else None
    return person.send(
        route.method, path, body, version=version, query=asked | dict(query or {}), headers=headers
    )


def filled(path: str) -> str:
    """A path with something in the place of each parameter."""
    return re.sub(r"{(\w+)}", lambda match: _default(match[1]), path)


def placed(body: Json, place: Place, value: Json) -> Json:
    """A copy of the body with another value at this place."""
    copy = deepcopy(body)
    inner = copy
    for step in place[:-1]:
        inner = inner[step]
    inner[place[-1]] = value
    return copy


def _version(person: Person, path: str) -> int:
    """The version that one reads before a change; 1 where nothing is shown."""
    return int(person.send("GET", path).headers.get("etag", '"1"').strip('"'))


def _is_map(schema: Json) -> bool:
    """Whether an object's keys are data: permissions by name, fields by record."""
    return "properties" not in schema and bool(schema.get("additionalProperties"))


def _default(name: str) -> str:
    return TEXTS.get(name, "999999" if name == "code" else str(ABSENT))


def _text(name: str, schema: Json) -> Json:
    if "enum" in schema:
        return schema["enum"][0]
    if "const" in schema:
        return schema["const"]
    if name in TEXTS:
        return TEXTS[name][: schema.get("maxLength", 100)]
    match schema.get("format"):
        case "uuid":
            return str(ABSENT)
        case "date":
            return "2026-11-02"
        case "date-time":
            return "2026-11-02T00:00:00Z"
    if r"\d{1,16}" in schema.get("pattern", ""):
        return "1"
    return "something to say"[: schema.get("maxLength", 100)]
