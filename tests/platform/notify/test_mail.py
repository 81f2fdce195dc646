"""Mail: by SMTP with TLS before any password, or as files; what people wrote stays inside its place."""

import socket
import ssl
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from heyi.platform.notify.mail import (
    BadMailAddress,
    FolderMailer,
    Mail,
    SmtpMailer,
    mail_from_catalogue,
    mailer,
)
from tests.builders.mailbox import Mailbox

NOW = datetime(2026, 11, 2, 1, 30, tzinfo=UTC)
MAIL = Mail(
    to="zhangsan@example.com", subject="重设您的合一密码", text="您好：\n\nhttps://heyi.example/reset\n"
)


class SmtpServer:
    """A mail server of two dozen lines: takes one mail a connection and remembers what was said to it."""

    def __init__(self, *, refuses: bool = False) -> None:
        self.said: list[str] = []
        self.refuses = refuses
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        self._thread = threading.Thread(target=self._serve)
        self._thread.start()

    def close(self) -> None:
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self._thread.join()

    def _serve(self) -> None:
        while True:
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            with connection, connection.makefile("rwb", buffering=0) as line:
                self._talk(line)

    def _talk(self, line: socket.SocketIO) -> None:
        def answer(text: str) -> None:
            line.write(f"{text}\r\n".encode())

        answer("220 test")
        inside = False
        for raw in line:
            said = raw.decode().rstrip("\r\n")
            self.said.append(said)
            if inside:
                inside = said != "."
                if not inside:
                    answer("250 taken")
            elif said.upper().startswith("QUIT"):
                answer("221 bye")
                return
            elif said.upper() == "DATA":
                inside = True
                answer("354 go on")
            elif said.upper().startswith("RCPT") and self.refuses:
                answer("550 nobody here")
            else:
                answer("250 good")


@pytest.fixture
def server() -> Iterator[SmtpServer]:
    server = SmtpServer()
    yield server
    server.close()


class TestByServer:
    def test_a_mail_is_handed_over_whole(self, server: SmtpServer) -> None:
        SmtpMailer.from_url(f"smtp://127.0.0.1:{server.port}", "heyi@example.com").send(MAIL, now=NOW)
        assert "mail FROM:<heyi@example.com>" in [said.partition(" size")[0] for said in server.said]
        assert "rcpt TO:<zhangsan@example.com>" in server.said
        assert "Auto-Submitted: auto-generated" in server.said

    def test_no_password_is_said_without_tls(self, server: SmtpServer) -> None:
        with pytest.raises(OSError, match="no TLS"):
            SmtpMailer.from_url(f"smtp://heyi:geheim@127.0.0.1:{server.port}", "").send(MAIL, now=NOW)
        assert not [said for said in server.said if "AUTH" in said.upper()]

    def test_a_refusal_is_an_error_that_is_tried_again(self) -> None:
        server = SmtpServer(refuses=True)
        try:
            with pytest.raises(OSError, match="nobody here"):
                SmtpMailer.from_url(f"smtp://127.0.0.1:{server.port}", "heyi@example.com").send(MAIL, now=NOW)
        finally:
            server.close()

    def test_the_servers_name_is_checked(self) -> None:
        made = SmtpMailer.from_url("smtps://heyi%40example.com:ge%3Aheim@mail.example.com", "")
        assert (made.host, made.port, made.user, made.password) == (
            "mail.example.com",
            465,
            "heyi@example.com",
            "ge:heim",
        )
        assert made.sender == "heyi@example.com"
        assert (made.context.verify_mode, made.context.check_hostname) == (ssl.CERT_REQUIRED, True)

    @pytest.mark.parametrize("url", ["http://mail.example.com", "smtp://", "mail.example.com:25"])
    def test_a_bad_address_is_refused(self, url: str, tmp_path: Path) -> None:
        with pytest.raises(BadMailAddress, match="HEYI_SMTP_URL"):
            mailer(smtp_url=url, sender="", home=tmp_path)


class TestByFolder:
    def test_a_mail_is_a_file_that_only_its_owner_reads(self, tmp_path: Path) -> None:
        mailer(smtp_url=None, sender="", home=tmp_path).send(MAIL, now=NOW)
        (path,) = (tmp_path / "mail").iterdir()
        assert path.name.startswith("20261102-013000-")
        assert (path.stat().st_mode & 0o777, path.parent.stat().st_mode & 0o777) == (0o600, 0o700)
        (mail,) = Mailbox(tmp_path / "mail").mails("zhangsan@example.com")
        assert (mail["Subject"], mail["From"]) == ("重设您的合一密码", "heyi@localhost")
        assert mail.get_content().splitlines() == MAIL.text.splitlines()


class TestWhatPeopleWrote:
    def test_cannot_add_a_header(self, tmp_path: Path) -> None:
        params: dict[str, object] = {
            "company": "甲\r\nBcc: everybody@example.com",
            "inviter": "乙\nX-Spam: no",
            "link": "https://heyi.example/x",
        }
        mail = mail_from_catalogue("invitation", "lisi@example.com", "zh-CN", params)
        FolderMailer(tmp_path).send(mail, now=NOW)
        (read,) = Mailbox(tmp_path).mails("lisi@example.com")
        assert (read["Bcc"], read["X-Spam"]) == (None, None)
        assert read["Subject"] == "乙 X-Spam: no 邀请您加入“甲 Bcc: everybody@example.com”"

    @pytest.mark.parametrize("name", ["{{7*7}}", "{link}", "{0.__class__}", "%(link)s", "${7*7}"])
    def test_is_never_a_template(self, name: str) -> None:
        params: dict[str, object] = {"company": name, "inviter": "乙", "link": "https://heyi.example/x"}
        assert name in mail_from_catalogue("invitation", "lisi@example.com", "en", params).text

    def test_speaks_the_readers_language(self) -> None:
        params: dict[str, object] = {"link": "https://heyi.example/x", "minutes": 30}
        assert (
            mail_from_catalogue("reset", "a@example.com", "en", params).subject
            == "Set a new password for Heyi"
        )
        assert mail_from_catalogue("reset", "a@example.com", "zh-CN", params).subject == "重设您的合一密码"
