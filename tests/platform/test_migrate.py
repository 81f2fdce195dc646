"""The schema is brought to this version once, however many processes start at the same moment."""

from collections.abc import Callable, Iterator

import psycopg
import pytest

from heyi.platform.db.connect import LOGIN_ROLES, as_role, role_passwords
from heyi.platform.db.embedded import EmbeddedServer
from heyi.platform.db.migrate import MigrationRefused, newest_version, upgrade
from heyi.platform.db.roles import ensure_database, ensure_roles
from heyi.platform.installation import Installation, installation_secret

Database = tuple[str, str]


@pytest.fixture
def empty_database(place: Installation, worker_name: str) -> Iterator[Database]:
    """A database with roles and no tables: the URL of its administrator and of the role that migrates."""
    server, name = EmbeddedServer(place.home), f"heyi_empty_{worker_name}"
    ensure_database(server.admin_url(), name)
    passwords = role_passwords(installation_secret(place.home))
    ensure_roles(server.admin_url(name), passwords)
    yield server.admin_url(name), as_role(server.admin_url(name), LOGIN_ROLES[0], passwords[LOGIN_ROLES[0]])
    with psycopg.connect(server.admin_url(), autocommit=True) as connection:
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


def _versions(admin_url: str) -> list[tuple[str]]:
    with psycopg.connect(admin_url) as connection:
        return connection.execute("SELECT version_num FROM alembic_version").fetchall()


def test_several_processes_at_once_migrate_once(
    empty_database: Database, run_together: Callable[..., list[object]]
) -> None:
    admin_url, migrate_url = empty_database
    assert run_together([lambda: upgrade(migrate_url)] * 4) == [None] * 4
    assert _versions(admin_url) == [(newest_version(),)]


def test_it_is_right_without_advisory_locks(
    empty_database: Database, run_together: Callable[..., list[object]], monkeypatch: pytest.MonkeyPatch
) -> None:
    admin_url, migrate_url = empty_database
    monkeypatch.setattr("heyi.platform.db.migrate.HINT", "SELECT 1")
    assert run_together([lambda: upgrade(migrate_url)] * 4) == [None] * 4
    assert _versions(admin_url) == [(newest_version(),)]


def test_a_second_time_changes_nothing(empty_database: Database) -> None:
    admin_url, migrate_url = empty_database
    upgrade(migrate_url)
    upgrade(migrate_url)
    assert _versions(admin_url) == [(newest_version(),)]


def test_a_newer_database_is_refused_and_left_alone(empty_database: Database) -> None:
    admin_url, migrate_url = empty_database
    upgrade(migrate_url)
    with psycopg.connect(admin_url) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(MigrationRefused, match="9999, which this Heyi does not know"):
        upgrade(migrate_url)
    assert _versions(admin_url) == [("9999",)]


def test_other_tables_of_the_same_release_are_another_version(empty_database: Database) -> None:
    """Before the first release the tables are written anew: a database of yesterday's is none of today's."""
    admin_url, migrate_url = empty_database
    upgrade(migrate_url)
    yesterday = "0001_000000000000"
    with psycopg.connect(admin_url) as connection:
        connection.execute("UPDATE alembic_version SET version_num = %s", [yesterday])
    with pytest.raises(MigrationRefused, match=f"{yesterday}, which this Heyi does not know.*dev reset"):
        upgrade(migrate_url)
    assert _versions(admin_url) == [(yesterday,)]


def test_a_failure_in_the_middle_leaves_nothing(
    empty_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    admin_url, migrate_url = empty_database
    with psycopg.connect(admin_url) as connection:
        # The last statements of the migration will find this name taken.
        connection.execute("CREATE FUNCTION public.journal_entry_complete() RETURNS int RETURN 1")
    with pytest.raises(MigrationRefused, match="already exists"):
        upgrade(migrate_url)
    with psycopg.connect(admin_url) as connection:
        tables = connection.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'control'").fetchone()
    assert tables == (0,)
    assert _versions(admin_url) == []
