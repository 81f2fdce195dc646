"""What belongs to somebody else is absent at every door: the walk takes all routes, in paths, bodies and answers."""

from collections.abc import Iterator
from functools import partial
from uuid import UUID

import httpx
import pytest

from tests.builders.books import Books
from tests.builders.company import Company
from tests.builders.estates import Estate
from tests.builders.fixtures import founded
from tests.builders.http import Json
from tests.builders.id_places import table_of
from tests.builders.neighbours import good_bodies, good_ids, settle
from tests.builders.routes import ABSENT, TEXTS, Api, Route, placed, send
from tests.builders.scoped import colleague_with, everything_on_own_rows
from tests.builders.server import Served

SECRET = "geheim91c2"
# These find the company by a secret or a login, never by an id of it.
BY_SECRET = {"POST /auth/log-out", "POST /auth/demo", "POST /auth/sign-up"}


class Secrets:
    """One of everything that belongs to somebody else, told by a word that stands nowhere else."""

    def __init__(self, company: Company) -> None:
        customer = company.customer(SECRET, note=SECRET, address=SECRET)
        contact = company.post("/contacts", {"party_id": customer, "name": SECRET})
        goods = company.product(stock="100", name="垫片")
        order = company.confirmed(customer, (goods, "10", "113"), note=SECRET)
        delivery = company.deliver(order, "4")
        invoice = company.invoiced(order)
        returned = company.take_back(delivery, "1")
        receipt = company.receipt(customer, "50", {invoice["id"]: "40"}, note=SECRET)
        thing = company.post("/x-thing", {"name": SECRET})
        gone = company.customer(SECRET)
        company.delete(f"/parties/{gone}", version=1)
        content = f"名称\n{SECRET}\n".encode()
        company.upload("/files", content, fields={"record": "party", "record_id": customer})
        one = company.books.one
        self.ids: dict[str, UUID] = {
            "party": UUID(customer),
            "contact": UUID(contact["id"]),
            "sales_order": UUID(order["id"]),
            "sales_order_line": one("SELECT id FROM sales_order_line WHERE order_id = %s", [order["id"]]),
            "delivery": UUID(delivery["id"]),
            "delivery_line": one("SELECT id FROM delivery_line WHERE delivery_id = %s", [delivery["id"]]),
            "sales_return": UUID(returned["id"]),
            "sales_invoice": UUID(invoice["id"]),
            "receipt": UUID(receipt["id"]),
            "recycled_record": UUID(gone),
            "custom_record": UUID(thing["id"]),
            "file": one("SELECT id FROM file WHERE record_id = %s", [customer]),
        }


@pytest.fixture(scope="module")
def pair(served: Served, books: Books) -> Iterator[tuple[Estate, Secrets]]:
    """A colleague who may do everything, with what is his own; and things of somebody else. Both stay as they are."""
    with founded(served, books) as company:
        yield people_of(company)
        assert books.broken_laws(company.tenant_id) == []


def people_of(company: Company) -> tuple[Estate, Secrets]:
    estate = settle(company)
    permissions, scopes = everything_on_own_rows(company)
    colleague = colleague_with(company, permissions, scopes)
    for table in ("party", "sales_order", "custom_record"):
        company.books.execute(
            # What lies in a sea belongs to nobody.
            f"UPDATE {table} SET owner_id = %s WHERE tenant_id = %s AND owner_id IS NOT NULL",
            [colleague.user_id, company.tenant_id],
        )
    secrets = Secrets(company)
    mine = Company(company.url, company.books)
    mine.shares_session(colleague)
    company.others.append(mine)
    return Estate(mine, estate.order), secrets


def shape(answer: httpx.Response, *ids: object) -> tuple[int, str]:
    """Status and body of an answer, with the ids that were sent made equal."""
    text = answer.text
    for sent in ids:
        text = text.replace(str(sent), "<id>")
    return answer.status_code, text


def everything(estate: Estate) -> Json:
    """What the company has; a deed on many records that refuses each of them is an answer that is kept."""
    found = dict(estate.company.books.fingerprint(estate.company.tenant_id))
    return {table: rows for table, rows in found.items() if table != "idempotency_key"}


class TestEveryDoor:
    def test_tells_nothing_of_what_belongs_to_somebody_else(
        self, pair: tuple[Estate, Secrets], api: Api
    ) -> None:
        mine, secrets = pair
        told, tried = {}, 0
        for route in api.routes:
            if route.method != "GET" or route.path_parameters:
                continue
            tried += 1
            answer = send(api, mine.company, route)
            assert answer.status_code < 500, route.name
            books = route.path in ("/journal-entries", "/ledger/accounts/{code}/lines")
            if SECRET in answer.text or (
                not books and any(str(one) in answer.text for one in secrets.ids.values())
            ):
                told[route.name] = answer.text[:300]
        assert told == {}
        assert tried > 40

    def test_answers_for_it_in_a_path_as_for_what_does_not_exist(
        self, pair: tuple[Estate, Secrets], api: Api
    ) -> None:
        mine, secrets = pair
        before = everything(mine)
        bodies, different, tried = good_bodies(mine), {}, set()
        for route in api.routes:
            for parameter in route.path_parameters:
                if parameter["schema"].get("format") != "uuid":
                    continue
                secret = secrets.ids.get(table_of(parameter["name"], route.path))
                if secret is None:
                    continue
                tried.add(route.name)
                one, none = (
                    send(
                        api,
                        mine.company,
                        route,
                        ids={parameter["name"]: sent},
                        body=bodies.get(route.name),
                    )
                    for sent in (secret, ABSENT)
                )
                if shape(one, secret) != shape(none, ABSENT) or one.status_code >= 500:
                    different[route.name] = (one.text[:200], none.text[:200])
        assert different == {}
        assert {
            "GET /sales-orders/{order_id}",
            "POST /sales-orders/{order_id}/confirm",
            "GET /parties/{party_id}/balance",
            "GET /parties/{party_id}/timeline",
            "GET /parties/{record_id}/history",
            "GET /documents/{document_type}/{document_id}/chain",
            "GET /files/{file_id}",
            "PATCH /x-{own}/{record_id}",
        } <= tried
        assert everything(mine) == before

    def test_answers_for_it_in_a_body_as_for_what_does_not_exist(
        self, pair: tuple[Estate, Secrets], api: Api
    ) -> None:
        mine, secrets = pair
        before = everything(mine)
        different, tried = {}, 0
        for name, secret, one, none in self._bodies(mine, secrets, api):
            tried += 1
            if shape(one, secret) != shape(none, ABSENT) or one.status_code >= 500:
                different[name] = (one.text[:200], none.text[:200])
        assert different == {}
        assert tried > 10
        assert everything(mine) == before

    @staticmethod
    def _bodies(
        mine: Estate, secrets: Secrets, api: Api
    ) -> Iterator[tuple[str, UUID, httpx.Response, httpx.Response]]:
        bodies = good_bodies(mine)

        def own_id(route: Route, name: str, schema: Json) -> str:
            if schema.get("format") != "uuid":
                return TEXTS.get(name, "1002")
            return str(mine.id_of(table_of(name, route.path)))

        for route in api.routes:
            said = route.body or route.form
            if said is None or route.name in BY_SECRET:
                continue
            for place in api.uuid_places(said):
                name = next(str(step) for step in reversed(place) if isinstance(step, str))
                secret = secrets.ids.get(table_of(name, route.path))
                if secret is None:
                    continue
                value = partial(own_id, route)
                body = bodies.get(f"{route.name} {name}") or bodies.get(route.name)
                body = body or api.sample(said, full=True, value=value)
                ids: dict[str, object] = {
                    item["name"]: value(item["name"], item["schema"]) for item in route.path_parameters
                }
                ids |= good_ids(mine, f"{route.name} {name}") or good_ids(mine, route.name)
                one, none = (
                    send(api, mine.company, route, ids=ids, body=placed(body, place, str(sent)))
                    for sent in (secret, ABSENT)
                )
                yield f"{route.name} {place}", secret, one, none
