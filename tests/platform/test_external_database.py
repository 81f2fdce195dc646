"""Heyi on a PostgreSQL of the operator's own, whose administrator is no superuser."""

from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from heyi.app.prepare import prepare_database
from heyi.platform.db.connect import as_role, database_urls
from heyi.platform.db.embedded import EmbeddedServer
from heyi.platform.db.roles import RolesRefused
from heyi.platform.db.selfcheck import refuse_unsafe_database
from heyi.platform.installation import Installation

PASSWORD = "operators-own"


@pytest.fixture
def superuser(empty_home: Path) -> Iterator[psycopg.Connection]:
    """The superuser of another server, which Heyi is not told about."""
    server = EmbeddedServer(empty_home)
    server.start()
    with psycopg.connect(server.admin_url(), autocommit=True) as connection:
        connection.execute(f"CREATE ROLE operator LOGIN CREATEROLE PASSWORD '{PASSWORD}'")
        connection.execute("CREATE DATABASE business OWNER operator")
        yield connection


@pytest.fixture
def theirs(superuser: psycopg.Connection, empty_home: Path, tmp_path: Path) -> Installation:
    """An installation that was given the operator's URL."""
    url = as_role(EmbeddedServer(empty_home).admin_url("business"), "operator", PASSWORD)
    return Installation(home=tmp_path, port=8000, database_url=url, demo=False)


def test_what_only_a_superuser_may_do_is_asked_for_in_words_that_work(
    superuser: psycopg.Connection, theirs: Installation
) -> None:
    with pytest.raises(RolesRefused) as refusal:
        prepare_database(theirs)
    before = superuser.execute("SELECT count(*) FROM pg_roles WHERE rolname LIKE 'heyi\\_%'").fetchone()
    assert before == (1,), "only the server's own administrator: nothing was left half made"

    for statement in str(refusal.value).partition(": CREATE")[2].split(";"):
        superuser.execute(statement if "GRANT" in statement else f"CREATE{statement}")
    prepare_database(theirs)
    prepare_database(theirs)

    refuse_unsafe_database(database_urls(theirs).app)
    with psycopg.connect(database_urls(theirs).backup) as connection:
        assert connection.execute("SELECT count(*) FROM control.tenant").fetchone() == (0,)


def test_a_role_that_may_make_none_is_refused(superuser: psycopg.Connection, theirs: Installation) -> None:
    superuser.execute("ALTER ROLE operator NOCREATEROLE")
    with pytest.raises(RolesRefused, match="must name a role that may create roles"):
        prepare_database(theirs)
