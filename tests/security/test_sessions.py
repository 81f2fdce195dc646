"""Sessions: new at each log-in, seen and ended by their owner, gone when their member is."""

from collections.abc import Callable

import pytest

from tests.builders.books import Books
from tests.builders.company import Company
from tests.builders.fixtures import Found, Later
from tests.builders.http import PASSWORD, Person


def cookie(person: Person) -> str:
    return person.client.cookies["heyi_session"]


def log_in(person: Person, login: str) -> None:
    person.post("/auth/log-in", {"login": login, "password": PASSWORD})


class TestASession:
    def test_is_new_at_each_log_in_and_ends_the_one_before(self, office: Company) -> None:
        first = cookie(office)
        log_in(office, office.login)
        assert cookie(office) != first
        assert office.get("/auth/me")["login"] == office.login
        office.client.cookies.clear()
        office.client.cookies.set("heyi_session", first)
        office.refused(401, "platform.not_signed_in", "GET", "/auth/me")

    def test_is_never_one_that_the_caller_chose(
        self, office: Company, stranger: Callable[[], Person]
    ) -> None:
        person = stranger()
        person.client.cookies.set("heyi_session", "chosen-by-the-attacker")
        answer = person.send("POST", "/auth/log-in", {"login": office.login, "password": PASSWORD})
        assert "chosen-by-the-attacker" not in answer.headers["set-cookie"]

    def test_cookie_cannot_be_read_by_a_page_or_sent_by_another_site(
        self, office: Company, stranger: Callable[[], Person]
    ) -> None:
        answer = stranger().send("POST", "/auth/log-in", {"login": office.login, "password": PASSWORD})
        parts = {part.strip().lower() for part in answer.headers["set-cookie"].split(";")}
        assert {"httponly", "samesite=lax", "path=/"} <= parts

    def test_is_stored_as_a_hash(self, office: Company, books: Books) -> None:
        kept = " ".join(str(row) for row in books.rows("SELECT * FROM control.session"))
        assert cookie(office) not in kept

    def test_lasts_fourteen_days(self, office: Company, later: Later) -> None:
        with later(days=13):
            assert office.get("/auth/me")["login"] == office.login
        with later(days=15):
            office.refused(401, "platform.not_signed_in", "GET", "/auth/me")

    def test_ends_at_log_out(self, office: Company) -> None:
        kept = cookie(office)
        answer = office.send("POST", "/auth/log-out")
        assert answer.headers["clear-site-data"] == '"cache", "storage"'
        office.client.cookies.set("heyi_session", kept)
        office.refused(401, "platform.not_signed_in", "GET", "/auth/me")

    @pytest.mark.parametrize(
        "headers",
        [
            {},
            {"Cookie": "heyi_session="},
            {"Cookie": "heyi_session=guessed"},
            {"Authorization": "Bearer"},
            {"Authorization": "Bearer guessed"},
            {"Authorization": "Bearer heyi_guessed"},
            {"Authorization": "Basic YWRtaW46YWRtaW4="},
        ],
    )
    def test_is_not_there_without_a_right_token(
        self, stranger: Callable[[], Person], headers: dict[str, str]
    ) -> None:
        stranger().refused(401, "platform.not_signed_in", "GET", "/auth/me", headers=headers)

    def test_gives_way_to_a_wrong_key_beside_it(self, office: Company) -> None:
        headers = {"Authorization": "Bearer heyi_guessed"}
        office.refused(401, "platform.not_signed_in", "GET", "/auth/me", headers=headers)


class TestMySessions:
    def test_are_listed_with_the_one_i_use(self, office: Company, stranger: Callable[[], Person]) -> None:
        elsewhere = stranger()
        elsewhere.client.headers["User-Agent"] = "a phone"
        log_in(elsewhere, office.login)
        listed = office.get("/auth/sessions")
        assert [(item["user_agent"], item["current"]) for item in listed] == [
            ("a phone", False),
            (office.client.headers["User-Agent"], True),
        ]
        assert listed[0]["address"] == "127.0.0.1"

    def test_can_be_ended_from_elsewhere(self, office: Company, stranger: Callable[[], Person]) -> None:
        elsewhere = stranger()
        log_in(elsewhere, office.login)
        other = next(item for item in office.get("/auth/sessions") if not item["current"])
        office.delete(f"/auth/sessions/{other['id']}", version=other["version"])
        elsewhere.refused(401, "platform.not_signed_in", "GET", "/auth/me")
        assert [item["current"] for item in office.get("/auth/sessions")] == [True]

    def test_are_ended_only_with_their_version(self, office: Company) -> None:
        (own,) = office.get("/auth/sessions")
        office.refused(428, "platform.version_missing", "DELETE", f"/auth/sessions/{own['id']}")
        office.refused(412, "platform.version_changed", "DELETE", f"/auth/sessions/{own['id']}", version=2)


class TestSessionsOfOthers:
    def test_are_seen_and_ended_by_the_owner(self, office: Company) -> None:
        colleague = office.colleague("sales")
        (theirs,) = office.get(f"/users/{colleague.user_id}/sessions")
        office.delete(f"/auth/sessions/{theirs['id']}", version=1)
        colleague.refused(401, "platform.not_signed_in", "GET", "/auth/me")

    def test_are_hidden_from_everybody_else(self, office: Company) -> None:
        colleague = office.colleague("sales")
        (owners,) = office.get("/auth/sessions")
        colleague.refused(403, "platform.not_allowed", "GET", f"/users/{owners['user_id']}/sessions")
        colleague.refused(404, "platform.not_found", "DELETE", f"/auth/sessions/{owners['id']}", version=1)

    def test_of_another_company_look_as_if_there_were_none(self, office: Company, found: Found) -> None:
        foreign = found(name="别家")
        (theirs,) = foreign.get("/auth/sessions")
        office.refused(404, "platform.not_found", "GET", f"/users/{theirs['user_id']}/sessions")
        office.refused(404, "platform.not_found", "DELETE", f"/auth/sessions/{theirs['id']}", version=1)
        assert foreign.get("/auth/me")["login"] == foreign.login


class TestMyself:
    def test_language_is_kept_with_the_login(self, office: Company) -> None:
        me = office.get("/auth/me")
        assert me["language"] == "zh-CN"
        changed = office.patch("/auth/me", {"language": "en"}, version=me["version"])
        assert (changed["language"], office.get("/auth/me")["language"]) == ("en", "en")
        office.refused(
            412,
            "platform.version_changed",
            "PATCH",
            "/auth/me",
            {"language": "en"},
            version=me["version"],
        )
        office.refused(428, "platform.version_missing", "PATCH", "/auth/me", {"language": "en"})
        office.refused(422, "platform.invalid_input", "PATCH", "/auth/me", {"language": "fr"}, version=1)

    def test_name_is_found_by_its_pinyin(self, office: Company) -> None:
        me = office.get("/auth/me")
        office.patch("/auth/me", {"name": "欧阳娜娜"}, version=me["version"])
        assert [item["name"] for item in office.get("/users", search="ouyang")["items"]] == ["欧阳娜娜"]


class TestALoginWithSeveralCompanies:
    def test_chooses_where_to_work_and_comes_back_to_the_last(
        self, office: Company, found: Found, stranger: Callable[[], Person]
    ) -> None:
        other = found(name="别家")
        role = next(item["id"] for item in other.get("/roles")["items"] if item["builtin"] == "sales")
        invitation = other.post("/invitations", {"login": office.login, "name": "张三", "role_id": role})
        token = invitation["link"].partition("token=")[2]
        person = stranger()
        person.post("/invitations/accept", {"token": token, "name": "张三", "password": PASSWORD})
        choices = person.get("/auth/tenants")
        assert [(item["name"], item["current"]) for item in choices] == [("别家", True), ("华信商贸", False)]
        person.post("/auth/tenant", {"tenant_id": str(office.tenant_id)})
        me = person.get("/auth/me")
        assert (me["tenant_id"], me["company"]) == (str(office.tenant_id), "华信商贸")
        person.post("/auth/log-out")
        entered = person.post("/auth/log-in", {"login": office.login, "password": PASSWORD})
        assert entered == {"tenant_id": str(office.tenant_id), "tenants": 2}

    def test_does_not_get_into_a_company_that_is_not_its_own(self, office: Company, found: Found) -> None:
        body = {"tenant_id": str(found(name="别家").tenant_id)}
        office.refused(404, "platform.not_found", "POST", "/auth/tenant", body)
        assert office.get("/auth/me")["tenant_id"] == str(office.tenant_id)
