"""Logs hold ids, codes and times; nothing that a person wrote or was told."""

import io
import json
import logging
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from sqlalchemy import text

from heyi.platform.logs import FIELDS, JsonFormatter
from tests.builders.company import Company
from tests.builders.desk import SCRIPT, Desk
from tests.builders.http import PASSWORD, Person
from tests.builders.mailbox import Mailbox
from tests.builders.server import Served

ALWAYS = {"at", "level", "process", "logger", "message", "request_id", "errors"}
NEW = "another long enough sentence"


class Log:
    """What was logged since the test began."""

    def __init__(self) -> None:
        self.stream = io.StringIO()

    @property
    def text(self) -> str:
        return self.stream.getvalue()

    @property
    def lines(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.text.splitlines()]


@pytest.fixture
def log() -> Iterator[Log]:
    log = Log()
    handler = logging.StreamHandler(log.stream)
    handler.setFormatter(JsonFormatter("web"))
    root = logging.getLogger()
    before = root.level
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    logging.getLogger("httpx").setLevel(logging.WARNING)
    yield log
    root.removeHandler(handler)
    root.setLevel(before)


class TestALine:
    def test_tells_route_status_time_and_tenant(self, office: Company, log: Log) -> None:
        party = office.customer(name="北京华信科技有限公司")
        office.get(f"/parties/{party}", search="华信")
        line = log.lines[-1]
        assert line.keys() <= ALWAYS | FIELDS
        assert (line["method"], line["route"], line["status"]) == ("GET", "/api/parties/{record_id}", 200)
        assert line["tenant_id"] == str(office.tenant_id)
        assert line["statements"] >= 3
        assert line["ms"] >= 0

    def test_carries_the_id_that_the_answer_shows(self, office: Company, log: Log) -> None:
        answer = office.send("GET", "/auth/me")
        assert log.lines[-1]["request_id"] == answer.headers["x-request-id"]

    def test_of_an_address_that_does_not_exist_does_not_repeat_it(self, office: Company, log: Log) -> None:
        office.send("GET", "/13800138000?phone=13800138000")
        assert "13800138000" not in log.text
        # Where the browser app is built, its page answers every other address.
        assert log.lines[-1]["route"] in {"none", "/{path:path}"}

    def test_cannot_be_forged(self, office: Company, log: Log) -> None:
        office.send("GET", "/parties", query={"search": 'x"}\n{"level":"error"}'})
        assert [line["message"] for line in log.lines] == ["request"]


class TestAFault:
    def test_leaves_its_class_and_places_without_its_words(self, log: Log) -> None:
        try:
            call_somebody()
        except RuntimeError:
            logging.getLogger("heyi.test").exception(
                "fault", extra={"reference": "abc", "phone": "13800138000"}
            )
        (line,) = log.lines
        assert [error["kind"] for error in line["errors"]] == ["RuntimeError", "ValueError"]
        assert [place.split()[-1] for place in line["errors"][0]["places"]] == [
            "test_leaves_its_class_and_places_without_its_words",
            "call_somebody",
        ]
        assert line["reference"] == "abc"
        assert "phone" not in line
        assert not [word for word in ("13800138000", "张三的电话") if word in log.text]

    def test_of_the_database_leaves_its_state_only(self, served: Served, log: Log) -> None:
        try:
            with served.services.engine.connect() as connection:
                connection.execute(text("SELECT CAST(:phone AS integer)"), {"phone": "1380013800x"})
        except Exception:
            logging.getLogger("heyi.test").exception("fault")
        assert log.lines[0]["errors"][-1]["sqlstate"] == "22P02"
        assert "1380013800x" not in log.text


class TestAWholeStory:
    def test_leaves_no_secret_and_no_name(
        self,
        office: Company,
        stranger: Callable[[], Person],
        run_jobs: Callable[[], int],
        mailbox: Mailbox,
        served: Served,
        log: Log,
    ) -> None:
        secrets = [office.client.cookies["heyi_session"], PASSWORD, NEW]
        names = {"name": "欧阳锋贸易行", "phone": "13912345678", "email": "ouyang@example.com"}
        office.post("/parties", names)
        office.get("/parties", search="欧阳锋")
        office.refused(
            422, "platform.invalid_input", "POST", "/parties", {**names, "uscc": "91110108551385082X"}
        )
        secrets.append(office.post("/api-keys", {"name": "网店", "scopes": ["parties.party.view"]})["key"])
        seed = office.post("/auth/totp/begin", {"password": PASSWORD})
        secrets += [seed["secret"], seed["uri"]]
        friend = stranger()
        role = office.get("/roles")["items"][0]["id"]
        made = office.post("/invitations", {"login": friend.login, "name": "欧阳克", "role_id": role})
        secrets.append(made["link"].partition("token=")[2])
        run_jobs()
        secrets.append(mailbox.token(friend.login))
        body = {"token": secrets[-1], "name": "欧阳克", "password": NEW}
        friend.post("/invitations/accept", body)
        friend.send("POST", "/invitations/accept", body)
        friend.post("/auth/reset", {"login": office.login})
        run_jobs()
        secrets.append(mailbox.token(office.login))
        friend.post("/auth/reset/confirm", {"token": secrets[-1], "new": NEW})
        friend.send("POST", "/auth/log-in", {"login": office.login, "password": "wrong but secret"})

        desk_job_fails(served, office)
        run_jobs()

        assert [secret for secret in secrets if secret in log.text] == []
        told = [
            *names.values(),
            "欧阳",
            "张三",
            office.login,
            friend.login,
            "wrong but secret",
            "91110108551385082X",
        ]
        assert [word for word in told if word in log.text] == []
        assert {key for line in log.lines for key in line} <= ALWAYS | FIELDS
        assert len(log.lines) > 12


def desk_job_fails(served: Served, office: Company) -> None:
    """A job whose fault quotes a customer."""

    def fail(_run: object) -> None:
        raise RuntimeError("欧阳锋 13912345678")

    office.client.cookies.clear()
    office.post("/auth/log-in", {"login": office.login, "password": NEW})
    SCRIPT.begin_anew()
    SCRIPT.do = fail
    Desk(served.services, office).ask()


def call_somebody() -> None:
    """Fail with words that must not be told."""
    try:
        int("13800138000 x")
    except ValueError as inner:
        raise RuntimeError("张三的电话") from inner
