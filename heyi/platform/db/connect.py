"""How each part of Heyi reaches the database: one login role for each purpose, each with what it needs.

The passwords of the roles follow from the installation's secret, so that nothing else has to be stored or
handed from one machine to the next.
"""

import base64
import hmac
from dataclasses import dataclass
from urllib.parse import quote, urlsplit, urlunsplit

from heyi.platform.db.embedded import DATABASE, EmbeddedServer
from heyi.platform.installation import Installation, installation, installation_secret

OWNER = "heyi_owner"
MIGRATE = "heyi_migrate"
APP = "heyi_app"
READ = "heyi_read"
BACKUP = "heyi_backup"
LOGIN_ROLES = (MIGRATE, APP, READ, BACKUP)


@dataclass(frozen=True, kw_only=True, repr=False)
class DatabaseUrls:
    """Where each role connects; never printed, for the URLs hold passwords.

    `app` serves requests and jobs under row-level security; `migrate` changes the schema; `read` answers
    reports, also under row-level security; `backup` reads everything.
    """

    app: str
    migrate: str
    read: str
    backup: str


def database_urls(place: Installation | None = None) -> DatabaseUrls:
    """The URL of each role in this installation's database (`postgresql://…`, for psycopg and SQLAlchemy).

    Raises:
        BadSetting: the environment names no usable database, or the secret is weak.
    """
    place = place or installation()
    passwords = role_passwords(installation_secret(place.home))
    base = admin_url(place) if place.database_url else _embedded_address(place)
    urls = {role: as_role(base, role, passwords[role]) for role in LOGIN_ROLES}
    return DatabaseUrls(app=urls[APP], migrate=urls[MIGRATE], read=urls[READ], backup=urls[BACKUP])


def admin_url(place: Installation) -> str:
    """How the one connects who may make roles: HEYI_DATABASE_URL, or the embedded server's administrator."""
    return place.database_url or EmbeddedServer(place.home).admin_url(DATABASE)


def role_passwords(secret: str) -> dict[str, str]:
    """The password of each login role."""
    return {role: _derived(secret, role) for role in LOGIN_ROLES}


def as_role(url: str, role: str, password: str) -> str:
    """The same database, reached as another role."""
    parts = urlsplit(url)
    place = parts.netloc.rpartition("@")[2]
    return urlunsplit(parts._replace(netloc=f"{role}:{quote(password, safe='')}@{place}"))


def _embedded_address(place: Installation) -> str:
    return f"postgresql:///{DATABASE}?host={quote(str(EmbeddedServer(place.home).socket_dir), safe='')}"


def _derived(secret: str, role: str) -> str:
    digest = hmac.digest(secret.encode(), f"database role {role}".encode(), "sha256")
    return base64.urlsafe_b64encode(digest).decode().rstrip("=")
