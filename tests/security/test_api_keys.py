"""API keys: shown once, kept as a hash, with no more than their maker may do himself."""

from collections.abc import Callable
from datetime import timedelta

from tests.builders.books import Books
from tests.builders.clock import StoryClock
from tests.builders.company import Company
from tests.builders.fixtures import Found, Later
from tests.builders.http import PASSWORD, Json, Person

VIEW, CREATE = "parties.party.view", "parties.party.create"


def make(person: Person, *scopes: str, **fields: object) -> Json:
    return person.post("/api-keys", {"name": "网店", "scopes": list(scopes), **fields})


def program(stranger: Callable[[], Person], made: Json) -> Person:
    person = stranger()
    person.client.headers["Authorization"] = f"Bearer {made['key']}"
    return person


class TestAKey:
    def test_acts_for_its_maker_within_its_scopes(
        self, office: Company, stranger: Callable[[], Person]
    ) -> None:
        made = make(office, VIEW, CREATE)
        assert made["key"].startswith("heyi_")
        assert made["hint"] == made["key"][:9]
        program_ = program(stranger, made)
        party = program_.post("/parties", {"name": "北京华信科技有限公司"})
        assert office.get(f"/parties/{party['id']}")["name"] == "北京华信科技有限公司"
        program_.refused(403, "platform.not_allowed", "GET", "/products")
        (event, *_) = office.get(f"/parties/{party['id']}/timeline")["events"]
        assert (event["actor_kind"], event["door"]) == ("api_key", "api")

    def test_neither_sees_nor_ends_the_sessions_of_its_maker(
        self, office: Company, stranger: Callable[[], Person]
    ) -> None:
        program_ = program(stranger, make(office, VIEW))
        (session,) = office.get("/auth/sessions")
        program_.refused(403, "identity.person_needed", "GET", "/auth/sessions")
        program_.refused(
            403, "identity.person_needed", "DELETE", f"/auth/sessions/{session['id']}", version=1
        )
        assert office.get("/auth/sessions")[0]["id"] == session["id"]

    def test_is_kept_as_a_hash_and_listed_by_its_hint(self, office: Company, books: Books) -> None:
        made = make(office, VIEW)
        (shown,) = office.get("/api-keys")
        assert (shown["hint"], shown["name"], shown["scopes"], shown["user"]) == (
            made["hint"],
            "网店",
            [VIEW],
            "张三",
        )
        assert "key" not in shown
        tables = ("control.api_key", "idempotency_key", "audit_event")
        kept = " ".join(str(row) for table in tables for row in books.rows(f"SELECT * FROM {table}"))
        assert made["key"] not in kept

    def test_is_shown_once_even_to_the_same_idempotency_key(self, office: Company) -> None:
        body = {"name": "网店", "scopes": [VIEW]}
        office.post("/api-keys", body, key="once")
        office.refused(409, "platform.shown_once", "POST", "/api-keys", body, key="once")
        assert len(office.get("/api-keys")) == 1

    def test_has_no_scope_that_its_maker_lacks(self, office: Company) -> None:
        made = office.post("/roles", {"name": "网店", "permissions": [VIEW, "identity.api_key.create"]})
        colleague = office.colleague("viewer")
        office.patch(f"/users/{colleague.user_id}", {"role_ids": [made["id"]]}, version=1)
        body = {"name": "网店", "scopes": [VIEW, CREATE]}
        colleague.refused(403, "identity.more_than_own", "POST", "/api-keys", body)
        assert make(colleague, VIEW)["name"] == "网店"

    def test_loses_what_its_maker_loses(self, office: Company, stranger: Callable[[], Person]) -> None:
        colleague = office.colleague("owner")
        program_ = program(stranger, make(colleague, VIEW))
        assert program_.get("/parties")["items"] == []
        office.patch(f"/users/{colleague.user_id}", {"role_ids": []}, version=1)
        program_.refused(403, "platform.not_allowed", "GET", "/parties")

    def test_does_nothing_while_its_maker_is_switched_off(
        self, office: Company, stranger: Callable[[], Person]
    ) -> None:
        colleague = office.colleague("owner")
        program_ = program(stranger, make(colleague, VIEW))
        office.post(f"/users/{colleague.user_id}/deactivate")
        program_.refused(401, "platform.not_signed_in", "GET", "/parties")

    def test_is_ended(self, office: Company, stranger: Callable[[], Person]) -> None:
        made = make(office, VIEW)
        program_ = program(stranger, made)
        assert program_.get("/parties")["items"] == []
        office.refused(412, "platform.version_changed", "DELETE", f"/api-keys/{made['id']}", version=2)
        office.delete(f"/api-keys/{made['id']}", version=1)
        program_.refused(401, "platform.not_signed_in", "GET", "/parties")
        assert office.get("/api-keys") == []
        office.refused(404, "platform.not_found", "DELETE", f"/api-keys/{made['id']}", version=1)

    def test_ends_on_its_day(
        self, office: Company, stranger: Callable[[], Person], clock: StoryClock, later: Later
    ) -> None:
        past = (clock.now() - timedelta(days=1)).isoformat()
        body = {"name": "网店", "scopes": [VIEW], "expires_at": past}
        refusal = office.refused(422, "platform.invalid_input", "POST", "/api-keys", body)
        assert [item["code"] for item in refusal["errors"]] == ["in_the_past"]
        made = make(office, VIEW, expires_at=(clock.now() + timedelta(days=1)).isoformat())
        program_ = program(stranger, made)
        assert program_.get("/parties")["items"] == []
        with later(days=2):
            program_.refused(401, "platform.not_signed_in", "GET", "/parties")

    def test_cannot_do_what_only_a_person_may(self, office: Company, stranger: Callable[[], Person]) -> None:
        everything = office.get("/auth/me")["permissions"]
        program_ = program(stranger, make(office, *everything))
        for path, body in (
            ("/auth/password", {"current": PASSWORD, "new": "another long enough sentence"}),
            ("/auth/totp/begin", {"password": PASSWORD}),
            ("/auth/totp/confirm", {"code": "123456"}),
            ("/auth/totp/disable", {"password": PASSWORD, "code": "123456"}),
            ("/auth/tenant", {"tenant_id": str(office.tenant_id)}),
            ("/api-keys", {"name": "noch einer", "scopes": [VIEW]}),
        ):
            program_.refused(403, "identity.person_needed", "POST", path, body)
        program_.refused(403, "identity.person_needed", "GET", "/auth/tenants")
        program_.refused(403, "identity.person_needed", "PATCH", "/auth/me", {"name": "x"}, version=1)

    def test_of_somebody_else_is_seen_and_ended_by_those_who_may(self, office: Company) -> None:
        made = make(office, VIEW)
        role = office.post("/roles", {"name": "网店", "permissions": [VIEW, "identity.api_key.create"]})
        colleague = office.colleague("viewer")
        office.patch(f"/users/{colleague.user_id}", {"role_ids": [role["id"]]}, version=1)
        theirs = make(colleague, VIEW)
        assert [item["id"] for item in colleague.get("/api-keys")] == [theirs["id"]]
        colleague.refused(404, "platform.not_found", "DELETE", f"/api-keys/{made['id']}", version=1)
        assert [item["id"] for item in office.get("/api-keys")] == [theirs["id"], made["id"]]
        office.delete(f"/api-keys/{theirs['id']}", version=1)

    def test_of_another_company_looks_as_if_there_were_none(self, office: Company, found: Found) -> None:
        foreign = make(found(name="别家"), VIEW)
        office.refused(404, "platform.not_found", "DELETE", f"/api-keys/{foreign['id']}", version=1)
        assert office.get("/api-keys") == []
