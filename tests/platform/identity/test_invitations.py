"""Invitations: how the second person of a company comes in."""

from collections.abc import Callable

import pyotp
import pytest

from tests.builders.books import Books
from tests.builders.clock import StoryClock
from tests.builders.company import Company
from tests.builders.fixtures import Found, Later
from tests.builders.http import PASSWORD, Json, Person
from tests.builders.mailbox import Mailbox
from tests.builders.server import Served

NEW = "another long enough sentence"


def role_id(person: Person, builtin: str = "sales") -> str:
    return str(next(item["id"] for item in person.get("/roles")["items"] if item["builtin"] == builtin))


def invite(office: Person, login: str, **fields: object) -> Json:
    body = {"login": login, "name": "李四", "role_id": role_id(office), **fields}
    return office.post("/invitations", body)


def token_of(invitation: Json) -> str:
    return str(invitation["link"]).partition("token=")[2]


def acceptance(token: str, **fields: object) -> dict[str, object]:
    return {"token": token, "name": "李四", "password": NEW, **fields}


class TestAnInvitation:
    def test_is_mailed_and_lets_somebody_new_in_with_role_and_department(
        self,
        office: Company,
        stranger: Callable[[], Person],
        run_jobs: Callable[[], int],
        mailbox: Mailbox,
    ) -> None:
        person = stranger()
        department = office.post("/departments", {"name": "销售部"})["id"]
        made = invite(office, person.login, department_id=department)
        assert (made["login"], made["mailed"], made["mail_service"]) == (person.login, False, False)
        run_jobs()
        (mail,) = mailbox.mails(person.login)
        assert mail["Subject"] == "张三 邀请您加入“华信商贸”"
        person.post("/invitations/accept", acceptance(mailbox.token(person.login)))
        me = person.get("/auth/me")
        assert (me["company"], me["name"], me["login"]) == ("华信商贸", "李四", person.login)
        assert "sales.order.confirm" in me["permissions"]
        shown = office.get(f"/users/{me['user_id']}")
        assert shown["department_id"]["title"] == "销售部"
        assert [item["title"] for item in shown["roles"]] == ["业务员"]
        assert office.get("/invitations") == []
        person.post("/auth/log-in", {"login": person.login, "password": NEW})

    def test_is_said_to_be_mailed_only_where_mail_leaves(
        self, office: Company, served: Served, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(served.services, "smtp_url", "smtps://mail.example.com")
        by_mail, by_phone = invite(office, "li@example.com"), invite(office, "138 0013 8000")
        assert (by_mail["mailed"], by_mail["mail_service"]) == (True, True)
        assert (by_phone["mailed"], by_phone["mail_service"]) == (False, True)

    def test_by_phone_number_is_handed_over_as_a_link(
        self, office: Company, stranger: Callable[[], Person], mailbox: Mailbox
    ) -> None:
        made = invite(office, "138 0013 8000")
        assert (made["login"], made["mailed"]) == ("+8613800138000", False)
        assert made["link"].startswith("http://localhost:8000/invitation?token=")
        stranger().post("/invitations/accept", acceptance(token_of(made)))

    def test_can_be_looked_at_before_it_is_accepted(
        self, office: Company, stranger: Callable[[], Person]
    ) -> None:
        person = stranger()
        token = token_of(invite(office, person.login))
        for _ in range(2):
            assert person.post("/invitations/find", {"token": token}) == {
                "company": "华信商贸",
                "login": person.login,
                "name": "李四",
                "known": False,
            }

    def test_works_once(self, office: Company, stranger: Callable[[], Person]) -> None:
        person = stranger()
        body = acceptance(token_of(invite(office, person.login)))
        person.post("/invitations/accept", body)
        person.refused(410, "identity.link_unusable", "POST", "/invitations/accept", body)
        person.refused(410, "identity.link_unusable", "POST", "/invitations/find", {"token": body["token"]})

    def test_is_accepted_once_by_many_at_the_same_moment(
        self,
        office: Company,
        stranger: Callable[[], Person],
        run_together: Callable[[list[Callable[[], object]]], list[object]],
    ) -> None:
        people = [stranger() for _ in range(6)]
        body = acceptance(token_of(invite(office, people[0].login)))

        def accepting(person: Person) -> Callable[[], object]:
            return lambda: person.send("POST", "/invitations/accept", body).status_code

        statuses = run_together([accepting(person) for person in people])
        assert sorted(map(int, map(str, statuses))) == [200] + [410] * 5

    def test_lasts_seven_days(self, office: Company, stranger: Callable[[], Person], later: Later) -> None:
        person = stranger()
        body = acceptance(token_of(invite(office, person.login)))
        with later(days=8):
            person.refused(410, "identity.link_unusable", "POST", "/invitations/accept", body)
        person.post("/invitations/accept", body)

    def test_is_taken_back(self, office: Company, stranger: Callable[[], Person]) -> None:
        person = stranger()
        made = invite(office, person.login)
        office.refused(412, "platform.version_changed", "DELETE", f"/invitations/{made['id']}", version=2)
        office.delete(f"/invitations/{made['id']}", version=1)
        body = acceptance(token_of(made))
        person.refused(410, "identity.link_unusable", "POST", "/invitations/accept", body)

    def test_gives_way_to_a_later_one(self, office: Company, stranger: Callable[[], Person]) -> None:
        person = stranger()
        first, second = invite(office, person.login), invite(office, person.login)
        assert [item["id"] for item in office.get("/invitations")] == [second["id"]]
        body = acceptance(token_of(first))
        person.refused(410, "identity.link_unusable", "POST", "/invitations/accept", body)
        person.post("/invitations/accept", acceptance(token_of(second)))

    def test_is_listed_without_its_link(self, office: Company) -> None:
        invite(office, "friend@example.com")
        (shown,) = office.get("/invitations")
        assert (shown["role"], shown["department"], shown["inviter"]) == ("业务员", None, "张三")
        assert "link" not in shown

    def test_shows_its_link_once_even_to_the_same_key(self, office: Company) -> None:
        body = {"login": "friend@example.com", "name": "李四", "role_id": role_id(office)}
        office.post("/invitations", body, key="once")
        office.refused(409, "platform.shown_once", "POST", "/invitations", body, key="once")

    def test_is_refused_for_who_is_here_already(self, office: Company) -> None:
        body = {"login": office.login, "name": "张三", "role_id": role_id(office)}
        office.refused(409, "identity.already_member", "POST", "/invitations", body)

    def test_is_made_by_those_who_may(self, office: Company) -> None:
        colleague = office.colleague("sales")
        body = {"login": "friend@example.com", "name": "李四", "role_id": role_id(office)}
        colleague.refused(403, "platform.not_allowed", "POST", "/invitations", body)

    def test_leaves_no_token_behind(self, office: Company, run_jobs: Callable[[], int], books: Books) -> None:
        token = token_of(invite(office, "friend@example.com"))
        run_jobs()
        tables = ("control.one_time_token", "invitation", "job", "idempotency_key", "audit_event")
        kept = " ".join(str(row) for table in tables for row in books.rows(f"SELECT * FROM {table}"))
        assert token not in kept

    def test_refuses_a_weak_password_and_stays_open(
        self, office: Company, stranger: Callable[[], Person]
    ) -> None:
        person = stranger()
        token = token_of(invite(office, person.login))
        weak = acceptance(token, password="12345678")
        person.refused(422, "platform.invalid_input", "POST", "/invitations/accept", weak)
        person.post("/invitations/accept", acceptance(token))


class TestWhoHasALoginAlready:
    def test_proves_it_with_its_own_password(
        self, office: Company, found: Found, stranger: Callable[[], Person]
    ) -> None:
        other = found(name="别家")
        token = token_of(invite(office, other.login))
        person = stranger()
        assert person.post("/invitations/find", {"token": token})["known"] is True
        body = acceptance(token)
        person.refused(401, "identity.wrong_password", "POST", "/invitations/accept", body)
        entered = person.post("/invitations/accept", acceptance(token, password=PASSWORD))
        assert entered == {"tenant_id": str(office.tenant_id), "tenants": 2}
        assert other.get("/auth/me")["company"] == "别家"

    def test_and_with_its_second_factor(
        self,
        office: Company,
        found: Found,
        stranger: Callable[[], Person],
        clock: StoryClock,
        later: Later,
    ) -> None:
        other = found(name="别家")
        secret = other.post("/auth/totp/begin", {"password": PASSWORD})["secret"]
        app = pyotp.TOTP(secret)
        other.post("/auth/totp/confirm", {"code": app.at(clock.now())})
        body = acceptance(token_of(invite(office, other.login)), password=PASSWORD)
        person = stranger()
        person.refused(401, "identity.code_required", "POST", "/invitations/accept", body)
        with later(seconds=60):
            person.post("/invitations/accept", {**body, "code": app.at(clock.now())})

    def test_has_ten_tries_with_one_link(
        self, office: Company, found: Found, stranger: Callable[[], Person]
    ) -> None:
        body = acceptance(token_of(invite(office, found(name="别家").login)))
        person = stranger()
        statuses = [person.send("POST", "/invitations/accept", body).status_code for _ in range(11)]
        assert statuses == [401] * 10 + [429]
