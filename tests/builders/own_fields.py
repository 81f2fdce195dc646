"""Fields that a tenant adds, and what is found by them."""

import json

from tests.builders.company import Company
from tests.builders.http import Json


def field(company: Company, kind: str, name: str = "", *, record: str = "party", **said: object) -> str:
    """Add a field; gives back its name."""
    body: dict[str, object] = {"kind": kind, "labels": {"zh": f"字段{kind}"}, **said}
    if name:
        body["name"] = name
    return str(company.post(f"/record-types/{record}/fields", body)["name"])


def found(company: Company, condition: Json, path: str = "/parties") -> list[str]:
    """The names of those that a condition finds."""
    return sorted(item["name"] for item in company.get(path, filter=json.dumps(condition))["items"])


def result_of(company: Company, name: str) -> str:
    (shape,) = [one for one in company.get("/meta")["records"] if one["name"] == "party"]
    return next(str(one["result"]) for one in shape["fields"] if one["name"] == name)
