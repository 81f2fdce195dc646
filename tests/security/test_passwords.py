"""Passwords: what is accepted, how often one may try, and how one gets back in."""

from collections.abc import Callable

import argon2
import pytest

from heyi.app import cli
from heyi.platform.identity import passwords
from heyi.platform.installation import Installation
from tests.builders.books import Books
from tests.builders.company import Company
from tests.builders.fixtures import Found, Later
from tests.builders.http import PASSWORD, Person
from tests.builders.mailbox import Mailbox

NEW = "another long enough sentence"


def problems(answer: dict[str, object]) -> list[tuple[str, str]]:
    found = answer["errors"]
    assert isinstance(found, list)
    return [(item["field"], item["code"]) for item in found]


class TestAPasswordAtSignUp:
    @pytest.mark.parametrize(
        ("password", "code"),
        [
            ("short", "password_length"),
            ("x1" * 65, "password_length"),
            ("Password1", "password_common"),
            ("aaaaaaaaaaab", "password_common"),
            ("{login}", "password_is_login"),
        ],
    )
    def test_is_refused_when_weak(self, stranger: Callable[[], Person], password: str, code: str) -> None:
        person = stranger()
        body = {
            "company": "甲",
            "name": "乙",
            "login": person.login,
            "password": password.format(login=person.login),
        }
        refusal = person.refused(422, "platform.invalid_input", "POST", "/auth/sign-up", body)
        assert problems(refusal) == [("password", code)]

    def test_is_kept_as_argon2id_only(self, office: Company, books: Books) -> None:
        stored = books.one("SELECT password_hash FROM control.login WHERE identifier = %s", [office.login])
        assert stored.startswith("$argon2id$v=19$")
        # The stories of a test run hash at the least cost; this is what an installation does.
        assert (
            argon2.PasswordHasher.from_parameters(passwords.COST)
            .hash("x")
            .startswith("$argon2id$v=19$m=19456,t=2,p=1$")
        )


class TestLogIn:
    def test_does_not_tell_whether_the_login_exists(
        self, office: Company, stranger: Callable[[], Person]
    ) -> None:
        person = stranger()
        unknown = person.refused(
            401,
            "identity.wrong_password",
            "POST",
            "/auth/log-in",
            {"login": "nobody@example.com", "password": NEW},
        )
        known = person.refused(
            401, "identity.wrong_password", "POST", "/auth/log-in", {"login": office.login, "password": NEW}
        )
        assert unknown == known

    def test_is_refused_after_ten_wrong_tries_even_with_the_right_password(
        self, office: Company, stranger: Callable[[], Person], later: Later
    ) -> None:
        person = stranger()
        wrong = {"login": office.login, "password": NEW}
        right = {"login": office.login, "password": PASSWORD}
        for _ in range(10):
            person.refused(401, "identity.wrong_password", "POST", "/auth/log-in", wrong)
        refusal = person.send("POST", "/auth/log-in", right)
        assert (refusal.status_code, refusal.json()["code"]) == (429, "platform.too_many_attempts")
        assert 0 < int(refusal.headers["retry-after"]) <= 15 * 60
        with later(minutes=16):
            assert person.post("/auth/log-in", right) == {"tenant_id": str(office.tenant_id), "tenants": 1}

    def test_gives_the_tries_back_when_it_succeeds(
        self, office: Company, stranger: Callable[[], Person]
    ) -> None:
        person = stranger()
        for _ in range(2):
            for _ in range(9):
                wrong = {"login": office.login, "password": NEW}
                assert person.send("POST", "/auth/log-in", wrong).status_code == 401
            person.post("/auth/log-in", {"login": office.login, "password": PASSWORD})

    def test_counts_every_one_of_many_tries_at_the_same_moment(
        self,
        office: Company,
        stranger: Callable[[], Person],
        run_together: Callable[[list[Callable[[], object]]], list[object]],
    ) -> None:
        people = [stranger() for _ in range(24)]
        wrong = {"login": office.login, "password": NEW}

        def trying(person: Person) -> Callable[[], object]:
            return lambda: person.send("POST", "/auth/log-in", wrong).status_code

        statuses = run_together([trying(person) for person in people])
        assert sorted(map(int, map(str, statuses))) == [401] * 10 + [429] * 14

    def test_counts_fifty_wrong_tries_for_an_address_whatever_the_login(
        self, stranger: Callable[[], Person], books: Books
    ) -> None:
        books.execute("DELETE FROM control.attempt")
        person = stranger()
        statuses = [
            person.send(
                "POST", "/auth/log-in", {"login": f"n{number}@example.com", "password": NEW}
            ).status_code
            for number in range(51)
        ]
        books.execute("DELETE FROM control.attempt")
        assert statuses == [401] * 50 + [429]

    def test_keeps_no_login_or_address_in_the_count(
        self, stranger: Callable[[], Person], books: Books
    ) -> None:
        person = stranger()
        person.send("POST", "/auth/log-in", {"login": person.login, "password": NEW})
        kept = " ".join(str(row) for row in books.rows("SELECT * FROM control.attempt"))
        assert person.login not in kept
        assert "127.0.0.1" not in kept


class TestChangingThePassword:
    def test_asks_for_the_current_one(self, office: Company) -> None:
        body = {"current": NEW, "new": NEW}
        refusal = office.refused(422, "identity.wrong_current_password", "POST", "/auth/password", body)
        assert refusal["params"] == {"field": "current"}

    def test_counts_wrong_tries(self, office: Company) -> None:
        for _ in range(10):
            assert office.send("POST", "/auth/password", {"current": NEW, "new": NEW}).status_code == 422
        office.refused(
            429, "platform.too_many_attempts", "POST", "/auth/password", {"current": PASSWORD, "new": NEW}
        )

    def test_refuses_a_weak_one_and_the_same_one(self, office: Company) -> None:
        for new, code in (("12345678", "password_common"), (PASSWORD, "password_same")):
            body = {"current": PASSWORD, "new": new}
            refusal = office.refused(422, "platform.invalid_input", "POST", "/auth/password", body)
            assert problems(refusal) == [("new", code)]

    def test_ends_every_other_session(self, office: Company, stranger: Callable[[], Person]) -> None:
        elsewhere = stranger()
        elsewhere.post("/auth/log-in", {"login": office.login, "password": PASSWORD})
        office.post("/auth/password", {"current": PASSWORD, "new": NEW})
        elsewhere.refused(401, "platform.not_signed_in", "GET", "/auth/me")
        assert office.get("/auth/me")["login"] == office.login
        office.refused(
            401,
            "identity.wrong_password",
            "POST",
            "/auth/log-in",
            {"login": office.login, "password": PASSWORD},
        )
        elsewhere.post("/auth/log-in", {"login": office.login, "password": NEW})


class TestAForgottenPassword:
    def test_is_set_anew_by_a_link_that_works_once_and_ends_every_session(
        self,
        office: Company,
        stranger: Callable[[], Person],
        run_jobs: Callable[[], int],
        mailbox: Mailbox,
    ) -> None:
        person = stranger()
        person.post("/auth/reset", {"login": office.login})
        run_jobs()
        (mail,) = mailbox.mails(office.login)
        assert mail["Subject"] == "重设您的合一密码"
        token = mailbox.token(office.login)
        person.post("/auth/reset/confirm", {"token": token, "new": NEW})
        office.refused(401, "platform.not_signed_in", "GET", "/auth/me")
        person.refused(
            410, "identity.link_unusable", "POST", "/auth/reset/confirm", {"token": token, "new": PASSWORD}
        )
        person.post("/auth/log-in", {"login": office.login, "password": NEW})

    def test_link_lasts_thirty_minutes(
        self,
        office: Company,
        stranger: Callable[[], Person],
        run_jobs: Callable[[], int],
        mailbox: Mailbox,
        later: Later,
    ) -> None:
        person = stranger()
        person.post("/auth/reset", {"login": office.login})
        run_jobs()
        body = {"token": mailbox.token(office.login), "new": NEW}
        with later(minutes=31):
            person.refused(410, "identity.link_unusable", "POST", "/auth/reset/confirm", body)
        person.post("/auth/reset/confirm", body)

    def test_a_weak_one_leaves_the_link_usable(
        self,
        office: Company,
        stranger: Callable[[], Person],
        run_jobs: Callable[[], int],
        mailbox: Mailbox,
    ) -> None:
        person = stranger()
        person.post("/auth/reset", {"login": office.login})
        run_jobs()
        token = mailbox.token(office.login)
        weak = {"token": token, "new": "12345678"}
        person.refused(422, "platform.invalid_input", "POST", "/auth/reset/confirm", weak)
        person.post("/auth/reset/confirm", {"token": token, "new": NEW})

    def test_one_link_makes_the_others_useless(
        self,
        office: Company,
        stranger: Callable[[], Person],
        run_jobs: Callable[[], int],
        mailbox: Mailbox,
    ) -> None:
        person = stranger()
        tokens = []
        for _ in range(2):
            person.post("/auth/reset", {"login": office.login})
            run_jobs()
            tokens.append(mailbox.token(office.login))
        person.post("/auth/reset/confirm", {"token": tokens[1], "new": NEW})
        body = {"token": tokens[0], "new": PASSWORD}
        person.refused(410, "identity.link_unusable", "POST", "/auth/reset/confirm", body)

    def test_answers_the_same_for_a_login_that_nobody_has(
        self,
        office: Company,
        stranger: Callable[[], Person],
        run_jobs: Callable[[], int],
        mailbox: Mailbox,
    ) -> None:
        person = stranger()
        answers = [
            person.send("POST", "/auth/reset", {"login": login})
            for login in (office.login, "nobody-here@example.com", "13800138000")
        ]
        assert {(answer.status_code, answer.content) for answer in answers} == {
            (202, b'{"mail_service":false}')
        }
        run_jobs()
        assert mailbox.mails("nobody-here@example.com") == []

    def test_leaves_neither_token_nor_login_in_the_queue(
        self, office: Company, stranger: Callable[[], Person], run_jobs: Callable[[], int], books: Books
    ) -> None:
        stranger().post("/auth/reset", {"login": office.login})
        payloads = books.rows(
            "SELECT payload FROM job WHERE name = 'identity.send_reset' AND state = 'waiting'"
        )
        assert [list(row["payload"]) for row in payloads] == [["login_id"]]
        run_jobs()

    def test_may_be_asked_for_five_times_in_a_quarter_of_an_hour(
        self, office: Company, stranger: Callable[[], Person]
    ) -> None:
        person = stranger()
        statuses = [person.send("POST", "/auth/reset", {"login": office.login}).status_code for _ in range(6)]
        assert statuses == [202] * 5 + [429]


class TestALinkFromAColleague:
    def test_sets_a_new_password_for_who_gets_no_mail(
        self, office: Company, stranger: Callable[[], Person]
    ) -> None:
        colleague = office.colleague("sales")
        made = office.post(f"/users/{colleague.user_id}/reset-link", key="once")
        office.refused(
            409, "platform.shown_once", "POST", f"/users/{colleague.user_id}/reset-link", {}, key="once"
        )
        token = made["link"].partition("token=")[2]
        stranger().post("/auth/reset/confirm", {"token": token, "new": NEW})
        colleague.refused(401, "platform.not_signed_in", "GET", "/auth/me")
        colleague.post("/auth/log-in", {"login": colleague.login, "password": NEW})

    def test_is_not_given_for_who_holds_more(self, office: Company) -> None:
        permissions = ["identity.user.view", "identity.user.manage", "identity.role.view"]
        role = office.post("/roles", {"name": "行政", "permissions": permissions})
        clerk, seller = office.colleague("viewer"), office.colleague("sales")
        office.patch(f"/users/{clerk.user_id}", {"role_ids": [role["id"]]}, version=1)
        owner = office.get("/auth/me")["user_id"]
        for user_id in (owner, seller.user_id):
            clerk.refused(403, "identity.more_than_own", "POST", f"/users/{user_id}/reset-link")

    def test_is_not_given_for_a_login_that_opens_another_company(
        self, office: Company, found: Found, stranger: Callable[[], Person]
    ) -> None:
        other = found(name="别家")
        role = next(item["id"] for item in office.get("/roles")["items"] if item["builtin"] == "sales")
        body = {"login": other.login, "name": "张三", "role_id": role}
        token = office.post("/invitations", body)["link"].partition("token=")[2]
        person = stranger()
        person.post("/invitations/accept", {"token": token, "name": "张三", "password": PASSWORD})
        user_id = person.get("/auth/me")["user_id"]
        office.refused(409, "identity.login_elsewhere", "POST", f"/users/{user_id}/reset-link")
        office.refused(404, "platform.not_found", "POST", f"/users/{other.tenant_id}/reset-link")

    def test_is_printed_for_whoever_runs_the_installation(
        self,
        office: Company,
        stranger: Callable[[], Person],
        place: Installation,
        admin_database_url: str,
        monkeypatch: pytest.MonkeyPatch,
        capsys: pytest.CaptureFixture[str],
    ) -> None:
        monkeypatch.setenv("HEYI_HOME", str(place.home))
        monkeypatch.setenv("HEYI_DATABASE_URL", admin_database_url)
        assert cli.main(["reset-password", "nobody-here@example.com"]) == 1
        assert cli.main(["reset-password", office.login.upper()]) == 0
        printed = capsys.readouterr()
        assert printed.err == "nobody logs in as nobody-here@example.com\n"
        token = printed.out.partition("token=")[2].strip()
        # The command reads the machine's clock, which is ahead of the story's.
        stranger().post("/auth/reset/confirm", {"token": token, "new": NEW})
