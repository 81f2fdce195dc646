"""Rows beyond a person's reach are absent, by whatever door he comes; what he reaches is the same at every door."""

import json
from collections.abc import Iterator
from functools import partial
from uuid import UUID

import httpx
import pytest

from tests.builders.colleague import Colleague
from tests.builders.company import Company
from tests.builders.fixtures import Later
from tests.builders.http import Json, Person
from tests.builders.neighbours import Estate, good_bodies, good_ids, settle, table_of
from tests.builders.routes import ABSENT, TEXTS, Api, placed, send
from tests.builders.scoped import colleague_with, everything_on_own_rows, give_role, take_roles

SECRET = "geheim91c2"
VIEW, UPDATE, DELETE = "parties.party.view", "parties.party.update", "parties.party.delete"
# These find the company by a secret or a login, never by an id of it.
BY_SECRET = {"POST /auth/log-out", "POST /auth/demo", "POST /auth/sign-up"}


def names(person: Person, path: str = "/parties") -> list[str]:
    return sorted(item["name"] for item in person.get(path)["items"])


def belongs_to(company: Company, party: str, person: Colleague | None) -> None:
    """Have the customer belong to somebody, or to nobody, from behind."""
    owner = None if person is None else person.user_id
    company.books.execute("UPDATE party SET owner_id = %s WHERE id = %s", [owner, party])


def sits(company: Company, person: Colleague, **place: object) -> None:
    """Give a colleague his place in the company."""
    shown = company.get(f"/users/{person.user_id}")
    company.patch(f"/users/{person.user_id}", place, version=shown["version"])


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


@pytest.fixture
def pair(found: object, company: Company) -> tuple[Estate, Secrets]:
    """A colleague who may do everything, with what is his own; and things of somebody else."""
    company.delete("/record-types/x_thing", version=1)
    estate = settle(company)
    permissions, scopes = everything_on_own_rows(company)
    colleague = colleague_with(company, permissions, scopes)
    for table in ("party", "sales_order", "custom_record"):
        company.books.execute(
            f"UPDATE {table} SET owner_id = %s WHERE tenant_id = %s", [colleague.user_id, company.tenant_id]
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

        def own_id(route: object, name: str, schema: Json) -> str:
            if schema.get("format") != "uuid":
                return TEXTS.get(name, "1002")
            return str(mine.id_of(table_of(name, route.path)))  # type: ignore[attr-defined]

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


class TestWhoseRows:
    def test_several_scopes_unite(self, company: Company) -> None:
        boss = colleague_with(company, [VIEW], {VIEW: "own_below"}, name="经理")
        below, beside = company.colleague("viewer", "下属"), company.colleague("viewer", "同部门")
        sales, other = (company.post("/departments", {"name": name})["id"] for name in ("一部", "二部"))
        sits(company, boss, department_id=sales)
        sits(company, below, department_id=other, manager_id=str(boss.user_id))
        sits(company, beside, department_id=sales)
        for name, person in (("甲", below), ("乙", beside), ("丙", boss)):
            belongs_to(company, company.customer(name), person)
        company.customer("丁")
        assert names(boss) == ["丙", "甲"]

        role = company.get(f"/users/{boss.user_id}")["roles"][0]
        take_roles(company, boss, role, give_role(company, "部门", [VIEW], {VIEW: "department"}))
        assert names(boss) == ["丙", "乙", "甲"]

    def test_a_department_is_not_the_people_below(self, company: Company) -> None:
        """A subordinate who sits elsewhere is no colleague of the department, and the other way round."""
        boss = colleague_with(company, [VIEW], {VIEW: "department_below"}, name="经理")
        below, deep = company.colleague("viewer", "下属"), company.colleague("viewer", "下级部门")
        top = company.post("/departments", {"name": "一部"})["id"]
        under = company.post("/departments", {"name": "一部一组", "parent_id": top})["id"]
        sits(company, boss, department_id=top)
        sits(company, below, manager_id=str(boss.user_id))
        sits(company, deep, department_id=under)
        belongs_to(company, company.customer("甲"), below)
        belongs_to(company, company.customer("乙"), deep)
        assert names(boss) == ["乙"]

    def test_a_scope_that_reaches_nobody_is_no_rows(self, company: Company) -> None:
        scopes = {VIEW: {"filter": {"field": "owner_id", "op": "eq", "value": str(ABSENT)}}}
        nobody = colleague_with(company, [VIEW], scopes)
        lonely = colleague_with(company, [VIEW], {VIEW: "department"}, name="无部门")
        company.customer("甲")
        for person in (nobody, lonely):
            page = person.get("/parties")
            assert (page["items"], page["count"]) == ([], {"value": 0, "exact": True})

    def test_what_belongs_to_nobody_is_seen_by_who_sees_all(self, company: Company) -> None:
        viewer = company.colleague("viewer")
        seller = colleague_with(company, [VIEW], {VIEW: "department_below"})
        belongs_to(company, company.customer("无主"), None)
        assert (names(viewer), names(seller)) == (["无主"], [])

    def test_a_condition_may_say_which_rows(self, company: Company) -> None:
        scopes = {VIEW: {"filter": {"field": "region", "op": "eq", "value": "华东"}}}
        person = colleague_with(company, [VIEW], scopes)
        east, north = company.customer("东", region="华东"), company.customer("北", region="华北")
        for party, name in ((east, "东联系人"), (north, "北联系人")):
            company.post("/contacts", {"party_id": party, "name": name})
        assert names(person) == ["东"]
        assert names(person, "/contacts") == ["东联系人"]
        person.refused(404, "platform.not_found", "GET", f"/parties/{north}")

    def test_a_change_of_the_role_holds_on_the_next_request(self, company: Company) -> None:
        person = colleague_with(company, [VIEW], {VIEW: "own"})
        company.customer("甲")
        role = company.get(f"/users/{person.user_id}")["roles"][0]["id"]
        assert names(person) == []
        wider = company.patch(f"/roles/{role}", {"scopes": {}}, version=1)
        assert names(person) == ["甲"]
        company.patch(f"/roles/{role}", {"scopes": {VIEW: "own"}}, version=wider["version"])
        assert names(person) == []

    def test_every_reading_of_a_record_keeps_to_the_same_rows(self, company: Company) -> None:
        person = colleague_with(company, [VIEW], {VIEW: "own"})
        mine, theirs = company.customer("北京甲"), company.customer("北京乙")
        belongs_to(company, mine, person)
        for query in ({}, {"search": "北京"}, {"sort": "name"}, {"filter": json.dumps(by_name("北京"))}):
            page = person.get("/parties", **query)
            assert [item["id"] for item in page["items"]] == [mine], query
            assert page["count"] == {"value": 1, "exact": True}, query
        totals = person.get("/parties/aggregate", group="kind", measures="count")
        assert [(one["value"], one["count"]) for one in totals["groups"]] == [("company", 1)]
        for path in ("", "/history", "/timeline", "/members", "/access"):
            assert person.get(f"/parties/{mine}{path}") is not None
            person.refused(404, "platform.not_found", "GET", f"/parties/{theirs}{path}")
        assert person.get("/files", record="party", record_id=mine) == []
        person.refused(
            404, "platform.not_found", "GET", "/files", query={"record": "party", "record_id": theirs}
        )


def by_name(text: str) -> Json:
    return {"field": "name", "op": "contains", "value": text}


class TestATeam:
    def member(self, company: Company, party: str, person: Colleague, may: str, **until: str) -> None:
        company.post(f"/parties/{party}/members", {"user_id": str(person.user_id), "may": may, **until})

    @pytest.fixture
    def person(self, company: Company) -> Colleague:
        rights = [VIEW, UPDATE, DELETE]
        return colleague_with(company, rights, dict.fromkeys(rights, "own"))

    def test_reads_or_writes_and_never_deletes(self, company: Company, person: Colleague) -> None:
        party = company.customer("甲")
        self.member(company, party, person, "read")
        assert person.get(f"/parties/{party}")["name"] == "甲"
        person.refused(403, "platform.not_allowed", "PATCH", f"/parties/{party}", {"note": "x"}, version=1)
        self.member(company, party, person, "write")
        changed = person.patch(f"/parties/{party}", {"note": "x"}, version=1)
        assert changed["allowed_actions"] == ["update"]
        person.refused(403, "platform.not_allowed", "DELETE", f"/parties/{party}", version=2)

    def test_ends_with_the_last_day(self, company: Company, person: Colleague, later: Later) -> None:
        party = company.customer("甲")
        today = company.get("/auth/me")["today"]
        self.member(company, party, person, "read", ends_on=today)
        assert names(person) == ["甲"]
        with later(days=1):
            assert names(person) == []
            person.refused(404, "platform.not_found", "GET", f"/parties/{party}")

    def test_sees_what_hangs_on_the_record(self, company: Company, person: Colleague) -> None:
        party = company.customer("甲")
        company.post("/contacts", {"party_id": party, "name": "联系人"})
        assert names(person, "/contacts") == []
        self.member(company, party, person, "read")
        assert names(person, "/contacts") == ["联系人"]


class TestVerbs:
    def test_need_the_row_by_their_own_right(self, company: Company) -> None:
        rights = ["sales.order.view", "sales.order.confirm", "sales.order.cancel"]
        person = colleague_with(company, rights, {"sales.order.confirm": "own"})
        order = company.order(company.customer(), (company.product(stock="5"), "1", "1"))
        path = f"/sales-orders/{order['id']}"
        assert person.get(path)["allowed_actions"] == ["cancel"]
        person.refused(403, "platform.not_allowed", "POST", f"{path}/confirm")
        company.books.execute(
            "UPDATE sales_order SET owner_id = %s WHERE id = %s", [person.user_id, order["id"]]
        )
        assert person.get(path)["allowed_actions"] == ["confirm", "cancel"]
        assert person.post(f"{path}/confirm")["state"] == "confirmed"

    def test_a_new_company_lets_its_sales_people_see_their_own_customers(self, company: Company) -> None:
        first, second = company.colleague("sales", "甲"), company.colleague("sales", "乙")
        mine = first.post("/parties", {"name": "甲的客户"})["id"]
        assert (names(first), names(second)) == (["甲的客户"], [])
        second.refused(404, "platform.not_found", "GET", f"/parties/{mine}")
        sits(company, first, manager_id=str(second.user_id))
        assert names(second) == ["甲的客户"]


class TestScopesOfARole:
    def test_are_kept_told_and_audited(self, company: Company) -> None:
        scopes = {VIEW: "own", UPDATE: {"filter": {"field": "level", "op": "eq", "value": "a"}}}
        fields = {"party": {"phone": "masked", "note": "hidden", "region": "editable"}}
        role = give_role(company, "甲", [VIEW, UPDATE], scopes | {VIEW: "own"}, fields)
        assert (role["scopes"], role["fields"]) == (
            scopes,
            {"party": {"phone": "masked", "note": "hidden"}},
        )
        changed = company.patch(f"/roles/{role['id']}", {"scopes": {VIEW: "all"}}, version=1)
        assert (changed["scopes"], changed["fields"]) == ({}, role["fields"])
        (event, _) = company.get(f"/history/role/{role['id']}")["events"]
        assert event["changes"] == {"scopes": [scopes, {}]}

    @pytest.mark.parametrize(
        ("said", "code"),
        [
            ({"scopes": {DELETE: "own"}}, "scope_not_held"),
            ({"scopes": {"catalog.product.view": "own"}}, "scope_not_measurable"),
            ({"scopes": {"parties.party.create": "own"}}, "scope_not_measurable"),
            (
                {"scopes": {VIEW: {"filter": {"field": "gone", "op": "eq", "value": "a"}}}},
                "condition_unknown_field",
            ),
            ({"fields": {"gone": {"name": "masked"}}}, "no_such_record_type"),
            ({"fields": {"party": {"gone": "masked"}}}, "unknown_field"),
            ({"fields": {"party": {"name": "hidden"}}}, "title_hidden"),
            ({"fields": {"contact": {"party_id": "hidden"}}}, "needed_hidden"),
        ],
    )
    def test_must_fit_what_they_are_said_of(self, company: Company, said: Json, code: str) -> None:
        permissions = [VIEW, "parties.party.create", "catalog.product.view"]
        body = {"name": "甲", "permissions": permissions, **said}
        refusal = company.refused(422, "platform.invalid_input", "POST", "/roles", body)
        assert [problem["code"] for problem in refusal["errors"]] == [code]

    @pytest.mark.parametrize(
        ("held", "given", "granted"),
        [
            ("own", "own", True),
            ("own", "own_below", False),
            ("own_below", "own", True),
            ("own_below", "department", False),
            ("department", "own", True),
            ("department", "department_below", False),
            ("department_below", "department", True),
            ("department_below", "own_below", False),
            ("department_below", "all", False),
            ("all", "own_below", True),
        ],
    )
    def test_are_given_no_wider_than_one_has(
        self, company: Company, held: str, given: str, granted: bool
    ) -> None:
        rights = [VIEW, "identity.role.view", "identity.role.manage"]
        clerk = colleague_with(company, rights, {VIEW: held})
        body = {"name": "甲", "permissions": [VIEW], "scopes": {VIEW: given}}
        if granted:
            assert clerk.post("/roles", body)["permissions"] == [VIEW]
        else:
            refusal = clerk.refused(403, "identity.more_than_own", "POST", "/roles", body)
            assert refusal["params"]["permissions"] == [f"permission.{VIEW}"]

    def test_fields_are_given_no_more_freely_than_one_has_them(self, company: Company) -> None:
        rights = [VIEW, "identity.role.view", "identity.role.manage"]
        clerk = colleague_with(company, rights, {}, {"party": {"phone": "masked"}})
        body = {"name": "甲", "permissions": [VIEW], "fields": {"party": {"phone": "read_only"}}}
        refusal = clerk.refused(403, "identity.more_than_own", "POST", "/roles", body)
        assert refusal["params"]["permissions"] == ["field.party.phone"]
        clerk.post("/roles", body | {"fields": {"party": {"phone": "hidden"}}})

    def test_of_a_type_made_here_are_listed_and_given(self, company: Company) -> None:
        listed = {item["name"]: item for item in company.get("/permissions")}
        assert listed["own.x_thing.view"] == {
            "name": "own.x_thing.view",
            "module": "own",
            "label": "permission.own.x_thing.view",
            "record": "x_thing",
            "by_people": True,
        }
        words = company.send("GET", "/words", headers={"Accept-Language": "zh-CN"}).json()["words"]
        assert words["permission.own.x_thing.view"] == "查看物件"
        rights = ["own.x_thing.view", "own.x_thing.create"]
        person = colleague_with(company, rights, {"own.x_thing.view": "own"})
        company.post("/x-thing", {"name": "别人的"})
        person.post("/x-thing", {"name": "我的"})
        assert names(person, "/x-thing") == ["我的"]
