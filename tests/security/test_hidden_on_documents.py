"""What a role hides of a document is in no answer of its doors: of every kind of document that there is."""

import dataclasses
import typing
from collections.abc import Iterator
from contextlib import suppress
from decimal import Decimal, InvalidOperation
from typing import Any

import pytest

from heyi.app.wiring import ROUTERS
from heyi.platform.documents.chain import documents
from heyi.platform.records.declaration import Record
from heyi.platform.records.kinds import Kind
from tests.builders.books import Books
from tests.builders.company import Company
from tests.builders.estates import Estate
from tests.builders.fixtures import founded
from tests.builders.neighbours import settle
from tests.builders.purchases import Buying
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


# Digits that count nothing.
NAMES = frozenset({"code", "number", "barcode", "phone", "lot"})
ENDINGS = ("_code", "_number")
# What a document's lines count, and rates: told to who may not see its amounts. All other figures are money.
COUNTED = frozenset(
    {
        "quantity",
        "typed_quantity",
        "delivered",
        "received",
        "returned",
        "tax_rate",
        "ordered_tax_rate",
        "rate",
    }
)
# Also counted, where another kind of document has money by the same name.
COUNTED_THERE = {"purchase_order": {"invoiced"}, "sales_order": {"settled"}}
WITH_TOTAL = [record for record in documents() if record.document and record.document.total]


def figures(value: Any, name: str = "") -> Iterator[tuple[str, str]]:
    """Every decimal figure of an answer by its name, at any depth."""
    if isinstance(value, list):
        for one in value:
            yield from figures(one, name)
    elif isinstance(value, dict):
        for key, one in value.items():
            # What may go back is told to who may send it back, and counts no money.
            if key != "lying":
                yield from figures(one, key)
    elif isinstance(value, str) and name not in NAMES and not name.endswith(ENDINGS):
        with suppress(InvalidOperation):
            yield name, str(Decimal(value))


@pytest.mark.parametrize("record", WITH_TOTAL, ids=lambda record: record.name)
def test_who_may_not_see_what_a_document_comes_to_reads_none_of_its_money(
    estate: Estate, record: Record
) -> None:
    assert record.document is not None
    company, counted = estate.company, COUNTED | COUNTED_THERE.get(record.name, set())
    person = colleague_with(
        company,
        ["parties.party.view", record.permissions.view],
        {},
        {record.name: {record.document.total: "hidden"}},
        name=f"总 {record.name}",
    )
    for item in company.get(f"/{record.path}", limit=5)["items"]:
        whole = company.get(f"/{record.path}/{item['id']}")
        shown = person.get(f"/{record.path}/{item['id']}")
        told = sorted(figures(whole))
        assert [figure for figure in told if figure[0] not in counted], (
            f"{record.name}: no money is told at all"
        )
        assert sorted(figures(shown)) == [figure for figure in told if figure[0] in counted]
        assert shown.keys() == whole.keys()


@pytest.mark.parametrize("record", WITH_TOTAL, ids=lambda record: record.name)
def test_a_list_whose_total_is_hidden_still_counts_its_rows(estate: Estate, record: Record) -> None:
    assert record.document is not None
    company = estate.company
    view, hidden = ["parties.party.view", record.permissions.view], {record.document.total: "hidden"}
    person = colleague_with(company, view, {}, {record.name: hidden}, name=f"数 {record.name}")
    group = record.document.state or record.document.occurred_on
    path = f"/{record.path}/aggregate"
    assert person.get(path, group=group) == company.get(path, group=group)
    rows = person.get(f"/{record.path}")["items"]
    assert [row["id"] for row in rows] == [row["id"] for row in company.get(f"/{record.path}")["items"]]
    assert all(record.document.total not in row for row in rows)
    assert person.send("GET", f"{path}?measures=sum:{record.document.total}").status_code == 422


def test_orders_that_wait_for_an_invoice_tell_no_amount_where_the_total_is_hidden(company: Company) -> None:
    buying = Buying(company)
    order = buying.confirmed(buying.supplier(), (company.product(), "10", "10"))
    buying.receive(order)
    view = ["parties.party.view", "purchasing.order.view", "invoicing.supplier_invoice.view"]
    person = colleague_with(company, view, {}, {"purchase_order": {"gross": "hidden"}})
    (waits,) = company.get("/purchase-orders/awaiting-invoice")["items"]
    assert (waits["to_invoice"], waits["to_credit"]) == ("100", "0")
    (waits,) = person.get("/purchase-orders/awaiting-invoice")["items"]
    assert (waits["number"], waits["to_invoice"], waits["to_credit"]) == (order["number"], None, None)
    # Which paper he waits for is no amount.
    assert (waits["wants_invoice"], waits["wants_credit"]) == (True, False)


def test_an_order_is_not_changed_by_who_would_save_it_without_its_prices(company: Company) -> None:
    draft = company.order(company.customer(), (company.product("10"), "2", "11.3"))
    rights = ["parties.party.view", "sales.order.view", "sales.order.update", "sales.order.cancel"]
    seeing = colleague_with(company, rights, {}, {"sales_order": {"note": "hidden"}}, name="看价")
    blind = colleague_with(company, rights, {}, {"sales_order": {"gross": "hidden"}}, name="不看价")
    path = f"/sales-orders/{draft['id']}"
    assert seeing.get(path)["allowed_actions"] == ["update", "cancel"]
    assert blind.get(path)["allowed_actions"] == ["cancel"]


def test_every_door_of_documents_that_is_written_by_hand_answers_with_contracts() -> None:
    """What is JSON already when it leaves its handler goes past the veil: only the platform's, field by field."""
    paths = {record.path for record in documents()}
    told = {
        f"{door.method} {door.path}": typing.get_type_hints(door.handler).get("return")
        for router in ROUTERS
        for door in router.doors
        if door.path.split("/")[2] in paths and door.handler.__module__ != "heyi.platform.records.doors"
    }
    assert len(told) > 100

    def is_contract(answered: Any) -> bool:
        if typing.get_origin(answered) is list:
            return is_contract(typing.get_args(answered)[0])
        return answered is type(None) or dataclasses.is_dataclass(answered)

    assert [door for door, answered in told.items() if not is_contract(answered)] == []


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
