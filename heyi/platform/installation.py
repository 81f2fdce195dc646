"""Where this installation keeps its state and what its operator set; the environment is read only here."""

import hashlib
import math
import os
import secrets
import string
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

_DEFAULT_PORT = 8000
_SECRET_BITS = 256
_KNOWN_WORDS = (
    "changeme",
    "change-me",
    "change_me",
    "secret",
    "password",
    "example",
    "default",
    "insecure",
    "0123456789",
)
_HOME_OF_ROOT = Path("/var/lib/heyi")


class BadSetting(Exception):
    """A setting of the environment cannot be used; the message says which and why."""


@dataclass(frozen=True, kw_only=True)
class Installation:
    """One installation: its folder, its port, its database and whether it offers demo companies.

    `database_url` is None when Heyi runs its own PostgreSQL inside `home`. `url` is where people reach it, and so
    what links in mails begin with; mail leaves by `smtp_url`, or is written into the home folder. Webhooks reach the
    own network, and speak without TLS, only with `allow_private_webhooks`.
    `rate_key` and `rate_tenant` are requests a minute: of one API key, and of all keys of a tenant.
    """

    home: Path
    port: int
    database_url: str | None
    demo: bool
    url: str | None = None
    smtp_url: str | None = None
    mail_sender: str = ""
    allow_private_webhooks: bool = False
    rate_key: int = 600
    rate_tenant: int = 3_000

    @property
    def address(self) -> str:
        """What a person types into the browser: HEYI_URL, or this machine itself."""
        return self.url or f"http://localhost:{self.port}"


def installation() -> Installation:
    """Read HEYI_HOME (default ./data), HEYI_PORT (8000), HEYI_DATABASE_URL, HEYI_DEMO, HEYI_URL and the mail settings
    HEYI_SMTP_URL and HEYI_MAIL_FROM; HEYI_ALLOW_PRIVATE_WEBHOOKS is for receivers inside the own network;
    HEYI_RATE_KEY and HEYI_RATE_TENANT say how many requests a minute programs may send.

    Raises:
        BadSetting: HEYI_PORT is not a port, a rate is no number, or an address has not the form it must have.
    """
    database_url = os.environ.get("HEYI_DATABASE_URL") or None
    if database_url and not database_url.startswith(("postgresql://", "postgres://")):
        raise BadSetting(
            "HEYI_DATABASE_URL must begin with postgresql://; Heyi runs on PostgreSQL 15 or newer only"
        )
    return Installation(
        home=_home(embedded=database_url is None),
        port=_port(os.environ.get("HEYI_PORT") or str(_DEFAULT_PORT)),
        database_url=database_url,
        demo=os.environ.get("HEYI_DEMO", "") in {"1", "true", "yes"},
        url=_url(os.environ.get("HEYI_URL") or None),
        smtp_url=_smtp_url(os.environ.get("HEYI_SMTP_URL") or None),
        mail_sender=os.environ.get("HEYI_MAIL_FROM", ""),
        allow_private_webhooks=os.environ.get("HEYI_ALLOW_PRIVATE_WEBHOOKS", "") in {"1", "true", "yes"},
        rate_key=_count("HEYI_RATE_KEY", 600),
        rate_tenant=_count("HEYI_RATE_TENANT", 3_000),
    )


def installation_secret(home: Path) -> str:
    """The secret of the installation: HEYI_SECRET, or what the first start wrote to HEYI_HOME/secret.

    Raises:
        BadSetting: it is missing where data already stands, can be read by others, is known, or is too short.
    """
    given = os.environ.get("HEYI_SECRET")
    path = home / "secret"
    if given is None:
        if not path.exists():
            _make_secret(home, path)
        if path.stat().st_mode & 0o077:
            raise BadSetting(f"others on this machine may read {path}; say: chmod 600 {path}")
        given = path.read_text().strip()
    refuse_weak_secret(given, origin="HEYI_SECRET" if "HEYI_SECRET" in os.environ else str(path))
    return given


def refuse_weak_secret(secret: str, *, origin: str) -> None:
    """Let only a secret pass that nobody can guess.

    Raises:
        BadSetting: it is empty, known or patterned, or holds fewer than 256 bits.
    """
    advice = "leave HEYI_SECRET unset and Heyi makes one, or say: openssl rand -hex 32"
    if not secret:
        raise BadSetting(f"{origin} is empty; {advice}")
    lowered = secret.lower()
    if (
        any(word in lowered for word in _KNOWN_WORDS)
        or secret in (secret + secret)[1:-1]
        or len(set(secret)) < 10
    ):
        raise BadSetting(f"{origin} holds a known or patterned secret; {advice}")
    letters = 16 if set(secret) <= set(string.hexdigits) else 64
    bits = int(len(secret) * math.log2(letters))
    if bits < _SECRET_BITS:
        raise BadSetting(f"{origin} holds {bits} bits; at least {_SECRET_BITS} are needed; {advice}")


def _make_secret(home: Path, path: Path) -> None:
    if (home / "postgres").exists():
        raise BadSetting(
            f"{path} is missing, and what it sealed cannot be opened without it; restore it from a backup"
        )
    try:
        home.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise BadSetting(
            f"HEYI_HOME {home} cannot be made: {error.strerror}; choose a folder that you may write to"
        ) from error
    made = home / f".secret.{os.getpid()}"
    write_private(made, secrets.token_hex(_SECRET_BITS // 8))
    try:
        path.hardlink_to(made)
    except FileExistsError:
        return  # another process was first; its secret is the one
    finally:
        made.unlink()


def others_may_enter(folder: Path) -> bool:
    """Whether a process of another user can reach this folder: it and its parents let others through."""
    return all(parent.stat().st_mode & 0o001 for parent in [folder, *folder.parents] if parent.exists())


def write_private(path: Path, text: str) -> None:
    """Write a file that only its owner can read, whole or not at all."""
    unfinished = path.with_name(f".{path.name}.{os.getpid()}")
    descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w") as handle:
        handle.write(text + "\n")
        handle.flush()
        os.fsync(handle.fileno())
    unfinished.rename(path)


def _home(*, embedded: bool) -> Path:
    named = os.environ.get("HEYI_HOME")
    if named:
        return Path(named).expanduser().resolve()
    home = Path("data").resolve()
    if embedded and os.geteuid() == 0 and not others_may_enter(home.parent):
        # PostgreSQL refuses to run as root, and the user it runs as instead cannot enter, say, /root.
        digest = hashlib.sha256(str(home).encode()).hexdigest()[:8]
        return _HOME_OF_ROOT / f"{home.parent.name}-{digest}"
    return home


def _url(text: str | None) -> str | None:
    if text is None:
        return None
    parts = urlsplit(text)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.path.strip("/") or parts.query:
        raise BadSetting(
            "HEYI_URL must look like https://heyi.example.com: what people type into the browser"
        )
    return text.rstrip("/")


def _smtp_url(text: str | None) -> str | None:
    if text is not None and not (text.startswith(("smtp://", "smtps://")) and urlsplit(text).hostname):
        raise BadSetting("HEYI_SMTP_URL must look like smtp://user:password@host:587 or smtps://…:465")
    return text


def _count(name: str, default: int) -> int:
    text = os.environ.get(name) or str(default)
    if not text.isdecimal() or int(text) == 0:
        raise BadSetting(f"{name} is {text!r}; it must be a number of requests a minute, 1 or more")
    return int(text)


def _port(text: str) -> int:
    if not text.isdecimal() or not 0 < int(text) < 65536:
        raise BadSetting(f"HEYI_PORT is {text!r}; it must be a number from 1 to 65535")
    return int(text)
