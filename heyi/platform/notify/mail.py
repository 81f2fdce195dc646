"""Mail: plain text in the reader's language, by SMTP where the operator named a server, else into a folder of his.

A mail is sent by a job, never while somebody waits. What it says is never logged: it may hold a link that lets one in.
"""

import os
import smtplib
import ssl
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, make_msgid
from pathlib import Path
from typing import Protocol
from urllib.parse import unquote, urlsplit

from heyi.kit.ids import uuid7
from heyi.platform.messages import Language, translate

_TIMEOUT_SECONDS = 15
_DEFAULT_PORTS = {"smtp": 587, "smtps": 465}


class BadMailAddress(Exception):
    """The operator's address of the mail server cannot be used; the message says why, without its password."""


@dataclass(frozen=True, kw_only=True)
class Mail:
    """One mail to one reader; with a `key`, which names it, a program that gets it twice knows it by that."""

    to: str
    subject: str
    text: str
    key: str = ""


class Mailer(Protocol):
    """Sends mail; raises an OSError when it cannot, and is asked again later."""

    def send(self, mail: Mail, *, now: datetime) -> None:
        """Hand the mail over."""


def mail_from_catalogue(key: str, to: str, language: Language, params: dict[str, object]) -> Mail:
    """A mail whose subject and text stand in the catalogue as `mail.<key>.subject` and `mail.<key>.text`.

    What people wrote (names) only fills placeholders, and never breaks out of the subject's line.
    """
    subject = " ".join(translate(f"mail.{key}.subject", language, params).split())
    return Mail(to=to, subject=subject, text=translate(f"mail.{key}.text", language, params))


@dataclass(frozen=True)
class SmtpMailer:
    """Sends by a server: `smtps://` speaks TLS at once, `smtp://` changes to it before any password is said."""

    host: str
    port: int
    user: str
    password: str
    sender: str
    implicit_tls: bool
    context: ssl.SSLContext

    @classmethod
    def from_url(cls, url: str, sender: str) -> "SmtpMailer":
        """The mailer for `smtp[s]://user:password@host:port`.

        Raises:
            BadMailAddress: the address has another form.
        """
        parts = urlsplit(url)
        if parts.scheme not in _DEFAULT_PORTS or not parts.hostname:
            raise BadMailAddress(
                "HEYI_SMTP_URL must look like smtp://user:password@host:587 or smtps://…:465"
            )
        return cls(
            host=parts.hostname,
            port=parts.port or _DEFAULT_PORTS[parts.scheme],
            user=unquote(parts.username or ""),
            password=unquote(parts.password or ""),
            sender=sender or (unquote(parts.username or "") or f"heyi@{parts.hostname}"),
            implicit_tls=parts.scheme == "smtps",
            context=ssl.create_default_context(),
        )

    def send(self, mail: Mail, *, now: datetime) -> None:
        """Hand the mail to the server.

        Raises:
            OSError: the server cannot be reached or does not take it (SMTPException is one).
        """
        with self._connect() as server:
            if self.user:
                server.login(self.user, self.password)
            server.send_message(_message(mail, self.sender, now))

    def _connect(self) -> smtplib.SMTP:
        if self.implicit_tls:
            return smtplib.SMTP_SSL(self.host, self.port, timeout=_TIMEOUT_SECONDS, context=self.context)
        server = smtplib.SMTP(self.host, self.port, timeout=_TIMEOUT_SECONDS)
        server.ehlo()
        if server.has_extn("starttls"):
            server.starttls(context=self.context)
        elif self.user:
            server.close()
            raise smtplib.SMTPNotSupportedError(
                "the mail server offers no TLS, so it is not told the password"
            )
        return server


@dataclass(frozen=True)
class FolderMailer:
    """Writes each mail as a file that any mail program opens; only the owner of the folder can read it."""

    folder: Path
    sender: str = "heyi@localhost"

    def send(self, mail: Mail, *, now: datetime) -> None:
        """Write the mail, whole or not at all.

        Raises:
            OSError: the folder cannot be written.
        """
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        name = f"{now:%Y%m%d-%H%M%S}-{uuid7(now).hex[-12:]}.eml"
        unfinished = self.folder / f".{name}"
        descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as handle:
            handle.write(_message(mail, self.sender, now).as_bytes())
        unfinished.rename(self.folder / name)


def mailer(*, smtp_url: str | None, sender: str, home: Path) -> Mailer:
    """By SMTP where a server is named, else into `mail` in the home folder.

    Raises:
        BadMailAddress: the server's address cannot be used.
    """
    if smtp_url:
        return SmtpMailer.from_url(smtp_url, sender)
    return FolderMailer(home / "mail", sender or "heyi@localhost")


def _message(mail: Mail, sender: str, now: datetime) -> EmailMessage:
    message = EmailMessage(policy=SMTP)
    message["From"] = sender
    message["To"] = mail.to
    message["Subject"] = mail.subject
    message["Date"] = format_datetime(now)
    domain = sender.rpartition("@")[2] or None
    named = f"<{mail.key}@{domain or 'heyi'}>" if mail.key else ""
    message["Message-ID"] = named or make_msgid(domain=domain)
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(mail.text)
    return message
