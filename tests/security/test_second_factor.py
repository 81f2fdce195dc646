"""The second factor: a code of the phone beside the password, each good once."""

from collections.abc import Callable
from typing import Any

import pyotp
import pytest

from tests.builders.books import Books
from tests.builders.clock import StoryClock
from tests.builders.company import Company
from tests.builders.fixtures import Later
from tests.builders.http import PASSWORD, Person
from tests.builders.mailbox import Mailbox

NEW = "another long enough sentence"
Codes = Callable[[str], str]


@pytest.fixture
def code_of(clock: StoryClock) -> Codes:
    """What an authenticator app with this seed shows now."""
    return lambda secret: pyotp.TOTP(secret).at(clock.now())


def switch_on(person: Person, code_of: Codes) -> tuple[str, list[str]]:
    secret = person.post("/auth/totp/begin", {"password": PASSWORD})["secret"]
    codes = person.post("/auth/totp/confirm", {"code": code_of(secret)})["recovery_codes"]
    return secret, codes


def log_in(person: Person, login: str, code: str | None = None, password: str = PASSWORD) -> Any:
    return person.send("POST", "/auth/log-in", {"login": login, "password": password, "code": code})


class TestSwitchingOn:
    def test_asks_for_the_password(self, office: Company) -> None:
        body = {"password": NEW}
        refusal = office.refused(422, "identity.wrong_current_password", "POST", "/auth/totp/begin", body)
        assert refusal["params"] == {"field": "password"}

    def test_shows_seed_address_and_picture(self, office: Company) -> None:
        seed = office.post("/auth/totp/begin", {"password": PASSWORD})
        assert sorted(seed) == ["qr_svg", "secret", "uri"]
        read = pyotp.parse_uri(seed["uri"])
        assert (read.secret, read.name, read.issuer) == (seed["secret"], office.login, "Heyi 合一")
        assert seed["qr_svg"].startswith("<svg ")

    def test_guards_nothing_before_a_code_was_shown(
        self, office: Company, stranger: Callable[[], Person]
    ) -> None:
        office.post("/auth/totp/begin", {"password": PASSWORD})
        assert log_in(stranger(), office.login).status_code == 200
        assert office.get("/auth/me")["second_factor"] is False

    def test_needs_a_right_code(self, office: Company, code_of: Codes) -> None:
        secret = office.post("/auth/totp/begin", {"password": PASSWORD})["secret"]
        wrong = f"{(int(code_of(secret)) + 1) % 1_000_000:06}"
        office.refused(401, "identity.wrong_code", "POST", "/auth/totp/confirm", {"code": wrong})
        office.post("/auth/totp/confirm", {"code": code_of(secret)})
        assert office.get("/auth/me")["second_factor"] is True

    def test_cannot_be_done_twice_or_without_beginning(self, office: Company, code_of: Codes) -> None:
        body = {"code": "123456"}
        office.refused(409, "identity.second_factor_off", "POST", "/auth/totp/confirm", body)
        switch_on(office, code_of)
        begin = {"password": PASSWORD}
        office.refused(409, "identity.second_factor_on", "POST", "/auth/totp/begin", begin)

    def test_keeps_seed_and_codes_unreadable(self, office: Company, code_of: Codes, books: Books) -> None:
        secret, codes = switch_on(office, code_of)
        tables = ("control.login", "control.recovery_code", "idempotency_key", "audit_event")
        kept = " ".join(str(row) for table in tables for row in books.rows(f"SELECT * FROM {table}"))
        assert secret not in kept
        assert [code for code in codes if code in kept or code.replace("-", "") in kept] == []

    def test_shows_its_secrets_once_even_to_the_same_key(self, office: Company) -> None:
        body = {"password": PASSWORD}
        office.post("/auth/totp/begin", body, key="once")
        office.refused(409, "platform.shown_once", "POST", "/auth/totp/begin", body, key="once")


class TestLogIn:
    def test_asks_for_the_code_only_after_the_right_password(
        self, office: Company, stranger: Callable[[], Person], code_of: Codes, later: Later
    ) -> None:
        secret, _ = switch_on(office, code_of)
        person = stranger()
        assert log_in(person, office.login, password=NEW).json()["code"] == "identity.wrong_password"
        refusal = log_in(person, office.login)
        assert (refusal.status_code, refusal.json()["code"]) == (401, "identity.code_required")
        with later(seconds=60):
            assert log_in(person, office.login, code_of(secret)).status_code == 200

    def test_refuses_a_code_that_was_used(
        self, office: Company, stranger: Callable[[], Person], code_of: Codes, later: Later
    ) -> None:
        secret, _ = switch_on(office, code_of)
        with later(seconds=60):
            code = code_of(secret)
            assert log_in(stranger(), office.login, code).status_code == 200
            refusal = log_in(stranger(), office.login, code)
            assert (refusal.status_code, refusal.json()["code"]) == (401, "identity.wrong_code")

    def test_refuses_the_code_before_one_that_was_used(
        self, office: Company, stranger: Callable[[], Person], code_of: Codes, later: Later
    ) -> None:
        secret, _ = switch_on(office, code_of)
        with later(seconds=60):
            older = code_of(secret)
        with later(seconds=90):
            assert log_in(stranger(), office.login, code_of(secret)).status_code == 200
            assert log_in(stranger(), office.login, older).json()["code"] == "identity.wrong_code"

    def test_takes_a_code_half_a_minute_old_but_no_older(
        self, office: Company, stranger: Callable[[], Person], code_of: Codes, later: Later
    ) -> None:
        secret, _ = switch_on(office, code_of)
        with later(seconds=120):
            old = code_of(secret)
        with later(seconds=180):
            assert log_in(stranger(), office.login, old).json()["code"] == "identity.wrong_code"
        with later(seconds=150):
            assert log_in(stranger(), office.login, old).status_code == 200

    def test_takes_each_recovery_code_once(
        self, office: Company, stranger: Callable[[], Person], code_of: Codes
    ) -> None:
        _, codes = switch_on(office, code_of)
        assert len(set(codes)) == 10
        assert log_in(stranger(), office.login, codes[3]).status_code == 200
        assert log_in(stranger(), office.login, codes[3]).json()["code"] == "identity.wrong_code"
        assert log_in(stranger(), office.login, codes[4].lower().replace("-", "")).status_code == 200

    def test_counts_wrong_codes(
        self, office: Company, stranger: Callable[[], Person], code_of: Codes
    ) -> None:
        switch_on(office, code_of)
        person = stranger()
        codes = [log_in(person, office.login, f"{number:06}").json()["code"] for number in range(11)]
        assert codes[-1] == "platform.too_many_attempts"
        assert set(codes[:-1]) == {"identity.wrong_code"}


class TestAReset:
    def test_does_not_pass_by_the_second_factor(
        self,
        office: Company,
        stranger: Callable[[], Person],
        code_of: Codes,
        run_jobs: Callable[[], int],
        mailbox: Mailbox,
        later: Later,
    ) -> None:
        secret, _ = switch_on(office, code_of)
        person = stranger()
        person.post("/auth/reset", {"login": office.login})
        run_jobs()
        answer = person.send(
            "POST", "/auth/reset/confirm", {"token": mailbox.token(office.login), "new": NEW}
        )
        assert (answer.status_code, answer.headers.get("set-cookie")) == (204, None)
        assert log_in(person, office.login, password=NEW).json()["code"] == "identity.code_required"
        with later(seconds=60):
            assert log_in(person, office.login, code_of(secret), NEW).status_code == 200


class TestSwitchingOff:
    def test_asks_for_password_and_code(
        self, office: Company, code_of: Codes, later: Later, books: Books
    ) -> None:
        secret, codes = switch_on(office, code_of)
        wrong = {"password": NEW, "code": codes[0]}
        office.refused(422, "identity.wrong_current_password", "POST", "/auth/totp/disable", wrong)
        wrong = {"password": PASSWORD, "code": "000000"}
        office.refused(401, "identity.wrong_code", "POST", "/auth/totp/disable", wrong)
        with later(seconds=60):
            office.post("/auth/totp/disable", {"password": PASSWORD, "code": code_of(secret)})
        assert office.get("/auth/me")["second_factor"] is False
        left = books.one(
            "SELECT count(*) FROM control.recovery_code c JOIN control.login l ON l.id = c.login_id "
            "WHERE l.identifier = %s",
            [office.login],
        )
        assert left == 0
