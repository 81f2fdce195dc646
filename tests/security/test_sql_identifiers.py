"""Names of fields come from the declaration, values are data: nothing that a reader writes becomes SQL."""

import json
from datetime import date
from decimal import Decimal

import pytest

from heyi.kit.paging import Cursor, CursorValue
from tests.builders.company import Company
from tests.builders.routes import ABSENT, Api, filled

# What has broken other products: names that were pasted into ORDER BY, SELECT or WHERE.
PAYLOADS = (
    "1",
    "(select 1)",
    "name; drop table party",
    "name--",
    "name/*",
    "name,(select password_hash from control.login limit 1)",
    "name desc, (select 1)",
    "name asc nulls first",
    "name) or (1=1",
    "name' or '1'='1",
    'name" or "1"="1',
    "party.name",
    "public.party.name",
    "control.login.password_hash",
    "tenant_id",
    "company_id",
    "name_key",
    "created_by",
    "updated_by",
    "ctid",
    "xmin",
    "tableoid",
    "*",
    "count(*)",
    "version()",
    "current_user",
    "pg_sleep(10)",
    "set_config('app.tenant_id','x',true)",
    "case when 1=1 then name else code end",
    "name::text",
    'name collate "C"',
    "name||code",
    "name%20desc",
    "name\ndesc",
    "name\tdesc",
    "ＮＡＭＥ",
    "NAME",
    " name",
    "name ",
    "__class__",
    "__dict__",
    "c.name",
    "%s",
    "%(tenant_id)s",
    ":tenant",
    "{name}",
    "$1",
    "name.title",
    "名称",
    "\u202ename",
    "a" * 5000,
)
# No byte of these may reach the database as text.
BROKEN_TEXT = ("\x00", "name\x00", "a\x00b")


def list_routes(api: Api) -> list[str]:
    # What lies in a sea asks for a sea first; tests/modules/sea/test_lens.py asks there.
    return [
        filled(route.path)
        for route in api.routes
        if route.path != "/pools/{pool_id}/records"
        and route.method == "GET"
        and {"sort", "filter"} <= {item["name"] for item in route.query_parameters}
    ]


@pytest.mark.parametrize("where", ["sort", "-sort", "fields", "filter"])
def test_a_name_that_is_no_field_is_refused_by_every_list(firm: Company, api: Api, where: str) -> None:
    assert len(list_routes(api)) >= 15
    for number, path in enumerate(list_routes(api)):
        # Every list meets some of them, the first one all.
        for payload in PAYLOADS if number == 0 else PAYLOADS[number::10]:
            query = {
                "sort": {"sort": payload},
                "-sort": {"sort": f"-{payload}"},
                "fields": {"fields": f"id,{payload}"},
                "filter": {"filter": json.dumps({"field": payload, "op": "eq", "value": "x"})},
            }[where]
            answer = firm.send("GET", path, query=query)
            told = (answer.status_code, answer.json().get("code"))
            assert told == (422, "platform.invalid_input"), (path, payload, answer.text[:300])


@pytest.mark.parametrize("payload", [*PAYLOADS, *BROKEN_TEXT], ids=lambda payload: repr(payload)[:30])
def test_what_a_reader_looks_for_is_data(firm: Company, payload: str) -> None:
    firm.customer("真的客户")
    conditions = [{"field": "name", "op": op, "value": payload} for op in ("eq", "contains", "starts")] + [
        {"field": "name", "op": "in", "value": [payload]}
    ]
    for condition in conditions:
        answer = firm.send("GET", "/parties", query={"filter": json.dumps(condition)})
        if "\x00" in payload:
            assert (answer.status_code, answer.json()["code"]) == (422, "platform.invalid_input")
        else:
            assert answer.status_code in (200, 422), answer.text
            assert answer.status_code == 422 or answer.json()["items"] == []
    answer = firm.send("GET", "/parties", query={"search": payload[:200]})
    assert answer.status_code in (200, 422), answer.text


@pytest.mark.parametrize(
    "condition",
    [
        "{",
        "[]",
        "null",
        '"name"',
        "{}",
        '{"and": []}',
        '{"and": {}}',
        '{"not": []}',
        '{"field": "name", "op": "regex", "value": "x"}',
        '{"field": "name", "op": "eq; drop table party", "value": "x"}',
        '{"field": "name", "op": "eq", "value": {"$ne": null}}',
        '{"field": "name", "op": "eq", "value": ["x"]}',
        '{"field": "name", "op": "in", "value": "x"}',
        '{"field": "created_at", "op": "gt", "value": "now()"}',
        '{"field": "is_customer", "op": "eq", "value": "true"}',
        '{"field": "id", "op": "eq", "value": "1"}',
        '{"field": "name", "op": "eq", "value": "x", "extra": 1}',
        '{"field": "name", "op": "eq", "value": "x", "field": "code"}'.replace(
            ', "field": "code"', ', "or": []'
        ),
        "[" * 10_000,
        '{"not": ' * 1_000 + '{"field": "name", "op": "empty"}' + "}" * 1_000,
        '{"and": [' + ",".join(['{"field": "name", "op": "empty"}'] * 600) + "]}",
        '{"field": "name", "op": "eq", "value": "\\ud800"}',
        '{"field": "name", "op": "eq", "value": NaN}',
    ],
    ids=lambda condition: condition[:40],
)
def test_a_condition_that_is_none_is_refused(firm: Company, condition: str) -> None:
    answer = firm.send("GET", "/parties", query={"filter": condition})
    assert answer.status_code in (422, 431, 400), answer.text[:300]
    assert answer.status_code != 422 or answer.json()["code"] == "platform.invalid_input"


@pytest.mark.parametrize(
    "cursor",
    [
        "",
        "x",
        "e30",
        "A" * 5000,
        "bnVsbA",
        "\x00",
        "%00",
        "../",
    ],
    ids=lambda cursor: repr(cursor)[:20],
)
def test_a_cursor_of_one_s_own_making_is_refused(firm: Company, api: Api, cursor: str) -> None:
    firm.customer()
    for path in list_routes(api):
        answer = firm.send("GET", path, query={"cursor": cursor})
        if cursor:
            assert (answer.status_code, answer.json()["code"]) == (422, "platform.invalid_input"), path
        else:
            assert answer.status_code == 200


@pytest.mark.parametrize(
    "values", [("text",), (5,), (True,), (), ("a", "b"), (Decimal(1),), (date(2026, 1, 1),)], ids=repr
)
def test_a_cursor_with_values_of_another_kind_is_refused(
    firm: Company, values: tuple[CursorValue, ...]
) -> None:
    """A cursor is opaque, not secret: its values may be anything, and must fit the column they are compared with."""
    firm.customer()
    for sort in ("-created_at", "-is_customer" if values != (True,) else "-created_at"):
        cursor = Cursor(values=values, id=ABSENT, sort=sort).encode()
        answer = firm.send("GET", "/parties", query={"cursor": cursor, "sort": sort})
        assert (answer.status_code, answer.json()["code"]) == (422, "platform.invalid_input")


def test_pages_by_any_field_show_every_row_once(company: Company, api: Api) -> None:
    for number in range(7):
        level = {"level": "abc"[number % 3]} if number % 2 else {}
        company.customer(f"客户{number}", phone=f"1391234567{number}" if number % 3 else None, **level)
    (record,) = [item for item in company.get("/meta")["records"] if item["name"] == "party"]
    fields = [field["name"] for field in record["fields"] if field["sortable"]] + [
        "id",
        "created_at",
        "updated_at",
    ]
    for sort in [prefix + field for field in fields for prefix in ("", "-")]:
        seen, cursor = [], None
        while True:
            query = {"limit": 2, "sort": sort} | ({"cursor": cursor} if cursor else {})
            page = company.get("/parties", **query)
            seen += [item["id"] for item in page["items"]]
            cursor = page["next_cursor"]
            if cursor is None:
                break
        assert (len(seen), len(set(seen))) == (7, 7), sort
