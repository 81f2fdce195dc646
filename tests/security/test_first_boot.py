"""Start-up refuses a weak secret and a database in which one company could see another's rows."""

import secrets
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from heyi.app import prepare
from heyi.platform.db.connect import (
    APP,
    BACKUP,
    LOGIN_ROLES,
    MIGRATE,
    OWNER,
    READ,
    DatabaseUrls,
    database_urls,
    role_passwords,
)
from heyi.platform.db.roles import ensure_roles
from heyi.platform.db.selfcheck import UnsafeDatabase, refuse_unsafe_database
from heyi.platform.installation import (
    BadSetting,
    Installation,
    installation,
    installation_secret,
    refuse_weak_secret,
)


@pytest.fixture
def no_settings(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """An environment in which nobody has set anything."""
    for name in (
        "HEYI_HOME",
        "HEYI_PORT",
        "HEYI_DATABASE_URL",
        "HEYI_SECRET",
        "HEYI_DEMO",
        "HEYI_URL",
        "HEYI_SMTP_URL",
        "HEYI_MAIL_FROM",
    ):
        monkeypatch.delenv(name, raising=False)
    return monkeypatch


class TestTheSecret:
    def test_is_made_once_and_readable_by_its_owner_only(
        self, no_settings: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        made = installation_secret(tmp_path / "data")
        assert len(bytes.fromhex(made)) == 32
        assert (tmp_path / "data" / "secret").stat().st_mode & 0o777 == 0o600
        assert installation_secret(tmp_path / "data") == made
        assert [path.name for path in (tmp_path / "data").iterdir()] == ["secret"]

    def test_that_is_missing_where_data_stands_is_not_made_anew(
        self, no_settings: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        (tmp_path / "postgres").mkdir()
        with pytest.raises(BadSetting, match="is missing"):
            installation_secret(tmp_path)
        assert not (tmp_path / "secret").exists()

    def test_that_others_may_read_is_refused(self, no_settings: pytest.MonkeyPatch, tmp_path: Path) -> None:
        (tmp_path / "secret").write_text(secrets.token_hex(32))
        (tmp_path / "secret").chmod(0o644)
        with pytest.raises(BadSetting, match="others on this machine may read"):
            installation_secret(tmp_path)

    def test_of_the_environment_comes_first(self, no_settings: pytest.MonkeyPatch, tmp_path: Path) -> None:
        given = secrets.token_urlsafe(32)
        no_settings.setenv("HEYI_SECRET", given)
        assert installation_secret(tmp_path) == given
        assert list(tmp_path.iterdir()) == []

    @pytest.mark.parametrize(
        ("secret", "reason"),
        [
            ("", "is empty"),
            (secrets.token_hex(31), "holds 248 bits"),
            (secrets.token_urlsafe(24), "holds 192 bits"),
            ("changeme-" + secrets.token_hex(32), "known or patterned"),
            ("my-Secret-" + secrets.token_hex(32), "known or patterned"),
            ("0123456789abcdef" * 4, "known or patterned"),
            ("a" * 64, "known or patterned"),
            ("q8" * 40, "known or patterned"),
        ],
        ids=["empty", "62 hex", "32 base64", "changeme", "a word", "counting", "one letter", "a pattern"],
    )
    def test_that_is_missing_short_or_known_is_refused(self, secret: str, reason: str) -> None:
        with pytest.raises(BadSetting, match=reason):
            refuse_weak_secret(secret, origin="HEYI_SECRET")

    def test_of_256_random_bits_passes(self) -> None:
        for _ in range(50):
            refuse_weak_secret(secrets.token_hex(32), origin="HEYI_SECRET")
            refuse_weak_secret(secrets.token_urlsafe(32), origin="HEYI_SECRET")

    def test_gives_every_role_a_password_of_its_own(
        self, no_settings: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        place = Installation(home=tmp_path, port=8000, database_url=None, demo=False)
        urls = database_urls(place)
        passwords = {
            url.split(":")[2].split("@")[0] for url in (urls.app, urls.migrate, urls.read, urls.backup)
        }
        assert len(passwords) == 4
        assert "token" not in repr(urls)
        assert all(password not in repr(urls) for password in passwords)


class TestTheEnvironment:
    def test_of_nobody_gives_the_embedded_database_on_port_8000(
        self, no_settings: pytest.MonkeyPatch
    ) -> None:
        place = installation()
        assert (place.port, place.database_url, place.demo) == (8000, None, False)

    @pytest.mark.parametrize("port", ["http", "0", "65536", "-1", "80.5"])
    def test_with_a_port_that_is_none_is_refused(self, no_settings: pytest.MonkeyPatch, port: str) -> None:
        no_settings.setenv("HEYI_PORT", port)
        with pytest.raises(BadSetting, match="HEYI_PORT"):
            installation()

    def test_with_another_kind_of_database_is_refused(self, no_settings: pytest.MonkeyPatch) -> None:
        no_settings.setenv("HEYI_DATABASE_URL", "mysql://root@localhost/heyi")
        with pytest.raises(BadSetting, match="PostgreSQL 15 or newer"):
            installation()


@pytest.fixture
def changed(admin_database_url: str) -> Iterator[Callable[..., None]]:
    """Change the database as a careless administrator would; everything is as before afterwards."""
    undo: list[str] = []

    def change(statement: str, *, back: str) -> None:
        undo.append(back)
        with psycopg.connect(admin_database_url, autocommit=True) as connection:
            connection.execute(statement)

    yield change
    with psycopg.connect(admin_database_url, autocommit=True) as connection:
        for statement in reversed(undo):
            connection.execute(statement)


@pytest.fixture
def own_role_url(admin_database_url: str, urls: DatabaseUrls) -> Iterator[Callable[[str], str]]:
    """An application role of this test's own, with the attributes it asks for."""
    name = "heyi_careless"

    def make(attributes: str) -> str:
        with psycopg.connect(admin_database_url, autocommit=True) as connection:
            connection.execute(f"CREATE ROLE {name} LOGIN PASSWORD 'careless' {attributes}")
            connection.execute(f"GRANT CONNECT ON DATABASE {connection.info.dbname} TO {name}")
        return urls.app.replace(urls.app.split("//")[1].split("@")[0], f"{name}:careless")

    yield make
    with psycopg.connect(admin_database_url, autocommit=True) as connection:
        connection.execute(f"DROP OWNED BY {name}")
        connection.execute(f"DROP ROLE {name}")


class TestTheDatabase:
    def test_as_the_migrations_make_it_passes(self, urls: DatabaseUrls) -> None:
        refuse_unsafe_database(urls.app)

    def test_is_refused_to_a_superuser(self, admin_database_url: str) -> None:
        with pytest.raises(UnsafeDatabase, match="heyi_admin is a superuser"):
            refuse_unsafe_database(admin_database_url)

    def test_is_refused_to_a_role_that_bypasses_row_level_security(self, urls: DatabaseUrls) -> None:
        with pytest.raises(UnsafeDatabase, match="heyi_backup has BYPASSRLS"):
            refuse_unsafe_database(urls.backup)

    def test_is_refused_to_a_member_of_the_owner(self, urls: DatabaseUrls) -> None:
        with pytest.raises(UnsafeDatabase, match="is a member of heyi_owner, which owns"):
            refuse_unsafe_database(urls.migrate)

    def test_is_refused_to_a_role_that_may_become_a_stronger_one(
        self, own_role_url: Callable[[str], str]
    ) -> None:
        with pytest.raises(UnsafeDatabase, match="may become heyi_backup"):
            refuse_unsafe_database(own_role_url("IN ROLE heyi_backup"))

    def test_is_refused_to_a_role_that_owns_a_table(
        self, own_role_url: Callable[[str], str], changed: Callable[..., None]
    ) -> None:
        url = own_role_url("")
        changed("CREATE TABLE public.own_table (id int)", back="SELECT 1")
        changed("ALTER TABLE public.own_table OWNER TO heyi_careless", back="SELECT 1")
        with pytest.raises(UnsafeDatabase, match="heyi_careless owns public"):
            refuse_unsafe_database(url)

    @pytest.mark.parametrize("weakness", ["DISABLE ROW LEVEL SECURITY", "NO FORCE ROW LEVEL SECURITY"])
    def test_is_refused_when_a_tenant_table_is_not_isolated(
        self, urls: DatabaseUrls, changed: Callable[..., None], weakness: str
    ) -> None:
        repaired = "ALTER TABLE company ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY"
        changed(f"ALTER TABLE company {weakness}", back=repaired)
        with pytest.raises(UnsafeDatabase, match="company has no forced row-level security"):
            refuse_unsafe_database(urls.app)

    def test_is_refused_when_a_second_policy_widens_the_first(
        self, urls: DatabaseUrls, changed: Callable[..., None]
    ) -> None:
        changed("CREATE POLICY wide ON company USING (true)", back="DROP POLICY wide ON company")
        with pytest.raises(UnsafeDatabase, match="company has 2 policies instead of the one"):
            refuse_unsafe_database(urls.app)

    def test_is_refused_when_a_table_was_made_by_hand(
        self, urls: DatabaseUrls, changed: Callable[..., None]
    ) -> None:
        changed("CREATE TABLE public.by_hand (tenant_id uuid)", back="DROP TABLE public.by_hand")
        with pytest.raises(UnsafeDatabase, match="by_hand was not made by Heyi's migrations"):
            refuse_unsafe_database(urls.app)


class TestTheRoles:
    def test_have_exactly_their_rights(self, admin_database_url: str) -> None:
        with psycopg.connect(admin_database_url) as connection:
            found = connection.execute(
                "SELECT rolname, rolcanlogin, rolsuper, rolcreatedb, rolcreaterole, rolbypassrls"
                " FROM pg_roles WHERE rolname = ANY(%s) ORDER BY rolname",
                [[OWNER, *LOGIN_ROLES]],
            ).fetchall()
            members = connection.execute(
                "SELECT roleid::regrole::text, member::regrole::text FROM pg_auth_members"
                " WHERE member::regrole::text = ANY(%s)",
                [list(LOGIN_ROLES)],
            ).fetchall()
        assert found == [
            (APP, True, False, False, False, False),
            (BACKUP, True, False, False, False, True),
            (MIGRATE, True, False, False, False, False),
            (OWNER, False, False, False, False, False),
            (READ, True, False, False, False, False),
        ]
        assert members == [(OWNER, MIGRATE)]

    def test_that_were_widened_are_narrowed_at_the_next_start(
        self, place: Installation, changed: Callable[..., None], urls: DatabaseUrls
    ) -> None:
        changed("ALTER ROLE heyi_read BYPASSRLS", back="ALTER ROLE heyi_read NOBYPASSRLS")
        prepare.prepare_database(place)
        with psycopg.connect(urls.read) as connection:
            row = connection.execute(
                "SELECT rolbypassrls FROM pg_roles WHERE rolname = current_user"
            ).fetchone()
        assert row == (False,)

    def test_of_reports_cannot_write(self, urls: DatabaseUrls) -> None:
        with psycopg.connect(urls.read) as connection, pytest.raises(psycopg.errors.ReadOnlySqlTransaction):
            connection.execute("CREATE TABLE x (id int)")

    def test_of_the_application_sees_nothing_without_a_tenant(self, urls: DatabaseUrls) -> None:
        with psycopg.connect(urls.app) as connection:
            assert connection.execute("SELECT count(*) FROM company").fetchone() == (0,)

    def test_are_brought_by_several_starts_at_once(
        self, admin_database_url: str, place: Installation, run_together: Callable[..., list[object]]
    ) -> None:
        passwords = role_passwords(installation_secret(place.home))
        results = run_together([lambda: ensure_roles(admin_database_url, passwords)] * 6)
        assert results == [None] * 6
