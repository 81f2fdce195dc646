"""What a role hides of a document is in no answer of its doors: of every kind of document that there is."""

from collections.abc import Iterator
from typing import Any

import pytest

from heyi.platform.documents.chain import documents
from heyi.platform.records.declaration import Record
from heyi.platform.records.kinds import Kind
from tests.builders.books import Books
from tests.builders.company import Company
from tests.builders.fixtures import founded
from tests.builders.neighbours import Estate, settle
from tests.builders.scoped import colleague_with
from tests.builders.server import Served


@pytest.fixture(scope="module")
def estate(served: Served, books: Books) -> Iterator[Estate]:
    with founded(served, books) as company:
        yield settle(company)


def told(value: Any, name: str) -> Iterator[Any]:
    """Whatever an answer says under a name, at any depth."""
    if isinstance(value, list):
        for one in value:
            yield from told(one, name)
    elif isinstance(value, dict):
        yield from (one for key, one in value.items() if key == name and one is not None)
        for one in value.values():
            yield from told(one, name)


@pytest.mark.parametrize("record", documents(), ids=lambda record: record.name)
def test_an_amount_that_a_role_hides_is_in_no_answer_of_a_document(estate: Estate, record: Record) -> None:
    company = estate.company
    (newest,) = company.get(f"/{record.path}", limit=1)["items"]
    path = f"/{record.path}/{newest['id']}"
    names = [item.name for item in record.fields if item.kind is Kind.MONEY]
    seen = {name for name in names if any(True for _ in told(company.get(path), name))}
    levels = {record.name: dict.fromkeys(names, "hidden")}
    view = ["parties.party.view", record.permissions.view]
    person = colleague_with(company, view, {}, levels, name=record.name)
    assert names == [] or seen, f"{record.name}: no amount is told at all, so nothing is proved"
    shown = person.get(path)
    assert {name for name in names if any(True for _ in told(shown, name))} == set()
    assert shown["id"] == newest["id"]


def test_what_a_cost_is_made_of_and_what_reckons_a_total_go_with_them(company: Company) -> None:
    order = company.confirmed(company.customer(), (company.product("10", stock="5"), "2", "11.3"))
    delivery = company.deliver(order)
    view = ["parties.party.view", "sales.order.view", "sales.delivery.view"]
    fields = {"sales_order": {"gross": "hidden"}, "delivery": {"cost": "masked"}}
    person = colleague_with(company, view, {}, fields)
    shown = person.get(f"/sales-orders/{order['id']}")
    assert (shown["gross"], shown["net"], shown["tax"]) == (None, None, None)
    (line,) = shown["lines"]
    assert (line["unit_price"], line["gross"], line["quantity"]) == (None, None, "2")
    (line,) = person.get(f"/deliveries/{delivery['id']}")["lines"]
    assert (line["cost"], line["quantity"]) == (None, "2")
    # The version is read with what is left, so that it may be changed.
    assert person.send("GET", f"/sales-orders/{order['id']}").headers["ETag"] == f'"{shown["version"]}"'
