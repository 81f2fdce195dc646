"""The laws of the database (ARCHITECTURE.md, section 4), read from the catalogue of a migrated database."""

from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

from heyi.migrations.render import GUARD, POLICY, TARGET, declared_tables, render
from heyi.platform.db.connect import APP, OWNER, READ, DatabaseUrls

CLASSES = {"tenant", "reference", "local", "control"}
# What a foreign key may point at, by the class of the table it stands in.
MAY_REFER_TO = {
    "tenant": {"tenant", "reference"},
    "reference": {"reference"},
    "local": {"reference"},
    "control": {"control", "reference"},
}
APPEND_ONLY = sorted(
    table.fullname for table in declared_tables().tables.values() if table.info.get("append_only")
)
POLICY_TEXT = "(tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)"

TABLES = """
SELECT c.oid::regclass::text AS name, c.oid, obj_description(c.oid, 'pg_class') AS class,
       pg_get_userbyid(c.relowner) AS owner, c.relrowsecurity AS enabled, c.relforcerowsecurity AS forced
FROM pg_class c
WHERE c.relkind IN ('r', 'p') AND c.relnamespace::regnamespace::text IN ('public', 'control')
  AND c.relname <> 'alembic_version'
"""


@pytest.fixture(scope="module")
def catalogue(admin_database_url: str) -> Iterator[psycopg.Connection]:
    with psycopg.connect(admin_database_url, autocommit=True) as connection:
        yield connection


def rows(connection: psycopg.Connection, query: str) -> list[tuple[object, ...]]:
    """The answer to a question about the tables, which the question calls `t`."""
    text = f"WITH t AS ({TABLES}) {query} ORDER BY 1"
    return connection.execute(text).fetchall()


class TestTheMigrations:
    def test_make_exactly_the_declared_tables(self, urls: DatabaseUrls) -> None:
        engine = create_engine(urls.migrate, poolclass=NullPool)
        with engine.connect() as connection:
            context = MigrationContext.configure(
                connection, opts={"include_schemas": True, "include_name": _is_ours, "compare_type": True}
            )
            differences = [
                change
                for change in compare_metadata(context, declared_tables())
                if not (isinstance(change, tuple) and change[0] == "remove_table_comment")
            ]
        assert differences == []

    def test_are_written_from_the_declared_tables(self) -> None:
        written = Path(TARGET).read_text(encoding="utf-8")
        assert written == render(declared_tables()), "the tables changed since; say: ./dev migration"


class TestEveryTable:
    def test_has_a_class(self, catalogue: psycopg.Connection) -> None:
        found = rows(catalogue, "SELECT name, class FROM t")
        assert [name for name, kind in found if kind not in CLASSES] == []
        assert len(found) > 0

    def test_is_owned_by_the_role_that_cannot_log_in(self, catalogue: psycopg.Connection) -> None:
        assert rows(catalogue, f"SELECT name, owner FROM t WHERE owner <> '{OWNER}'") == []

    def test_holds_no_float_and_no_time_without_zone(self, catalogue: psycopg.Connection) -> None:
        query = """
            SELECT name || '.' || attname, format_type(atttypid, atttypmod)
            FROM t JOIN pg_attribute a ON a.attrelid = t.oid
            WHERE attnum > 0 AND NOT attisdropped
              AND format_type(atttypid, NULL) IN
                  ('real', 'double precision', 'money', 'timestamp without time zone', 'time with time zone')
        """
        assert rows(catalogue, query) == []

    def test_numbers_with_a_fraction_have_a_fixed_scale(self, catalogue: psycopg.Connection) -> None:
        query = """
            SELECT name || '.' || attname FROM t JOIN pg_attribute a ON a.attrelid = t.oid
            WHERE attnum > 0 AND NOT attisdropped AND atttypid = 'numeric'::regtype AND atttypmod = -1
        """
        assert rows(catalogue, query) == []

    def test_refers_only_to_tables_it_may_know(self, catalogue: psycopg.Connection) -> None:
        query = """
            SELECT conname, t.class, far.class
            FROM t JOIN pg_constraint f ON f.conrelid = t.oid AND f.contype = 'f'
            JOIN t far ON far.oid = f.confrelid
        """
        wrong = [row for row in rows(catalogue, query) if row[2] not in MAY_REFER_TO[str(row[1])]]
        assert wrong == []


class TestATenantTable:
    def test_is_keyed_by_tenant_first(self, catalogue: psycopg.Connection) -> None:
        query = """
            SELECT name FROM t LEFT JOIN pg_constraint p ON p.conrelid = t.oid AND p.contype = 'p'
            LEFT JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = p.conkey[1]
            WHERE class = 'tenant' AND a.attname IS DISTINCT FROM 'tenant_id'
        """
        assert rows(catalogue, query) == []

    def test_keeps_every_unique_and_exclusion_rule_inside_the_tenant(
        self, catalogue: psycopg.Connection
    ) -> None:
        query = """
            SELECT i.indexrelid::regclass::text FROM t JOIN pg_index i ON i.indrelid = t.oid
            LEFT JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = i.indkey[0]
            WHERE class = 'tenant' AND (i.indisunique OR i.indisexclusion)
              AND a.attname IS DISTINCT FROM 'tenant_id'
        """
        assert rows(catalogue, query) == []

    def test_refers_to_rows_of_the_same_tenant(self, catalogue: psycopg.Connection) -> None:
        query = """
            SELECT conname FROM t JOIN pg_constraint f ON f.conrelid = t.oid AND f.contype = 'f'
            JOIN t far ON far.oid = f.confrelid AND far.class = 'tenant'
            JOIN pg_attribute near_key ON near_key.attrelid = f.conrelid AND near_key.attnum = f.conkey[1]
            JOIN pg_attribute far_key ON far_key.attrelid = f.confrelid AND far_key.attnum = f.confkey[1]
            WHERE t.class = 'tenant' AND (near_key.attname, far_key.attname) <> ('tenant_id', 'tenant_id')
        """
        assert rows(catalogue, query) == []

    def test_never_sets_a_reference_to_null_or_default(self, catalogue: psycopg.Connection) -> None:
        query = """
            SELECT conname, confdeltype FROM t JOIN pg_constraint f ON f.conrelid = t.oid AND f.contype = 'f'
            WHERE class = 'tenant' AND (confdeltype NOT IN ('a', 'r', 'c') OR confupdtype NOT IN ('a', 'r'))
        """
        assert rows(catalogue, query) == []

    def test_has_forced_row_level_security_with_the_one_policy(self, catalogue: psycopg.Connection) -> None:
        query = """
            SELECT name, enabled, forced, array_agg(p.polname::text), array_agg(p.polcmd::text),
                   array_agg(p.polpermissive), array_agg(p.polroles::text),
                   array_agg(pg_get_expr(p.polqual, p.polrelid)),
                   array_agg(pg_get_expr(p.polwithcheck, p.polrelid))
            FROM t LEFT JOIN pg_policy p ON p.polrelid = t.oid WHERE class = 'tenant' GROUP BY 1, 2, 3
        """
        guarded = (True, True, [POLICY], ["*"], [True], ["{0}"], [POLICY_TEXT], [POLICY_TEXT])
        assert [row for row in rows(catalogue, query) if row[1:] != guarded] == []

    def test_is_not_emptied_by_anybody(self, catalogue: psycopg.Connection) -> None:
        query = f"""
            SELECT name, role FROM t, unnest(ARRAY['{APP}', '{READ}', 'heyi_backup']) role
            WHERE has_table_privilege(role, t.oid, 'TRUNCATE, REFERENCES, TRIGGER')
        """
        assert rows(catalogue, query) == []


class TestRights:
    def test_of_the_application_follow_the_class(self, catalogue: psycopg.Connection) -> None:
        query = f"""
            SELECT name, class, ARRAY(SELECT p FROM unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE']) p
                                      WHERE has_table_privilege('{APP}', t.oid, p)) FROM t
        """
        full = ["SELECT", "INSERT", "UPDATE", "DELETE"]
        expected = {"tenant": full, "local": full, "control": full, "reference": ["SELECT"]}
        for name, kind, rights in rows(catalogue, query):
            assert rights == (["SELECT", "INSERT"] if name in APPEND_ONLY else expected[str(kind)]), name

    def test_of_reports_are_to_read_and_never_the_control_plane(self, catalogue: psycopg.Connection) -> None:
        query = f"""
            SELECT name, class, ARRAY(SELECT p FROM unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE']) p
                                      WHERE has_table_privilege('{READ}', t.oid, p)) FROM t
        """
        wrong = [
            row for row in rows(catalogue, query) if row[2] != ([] if row[1] == "control" else ["SELECT"])
        ]
        assert wrong == []

    def test_of_backup_are_to_read_everything(self, catalogue: psycopg.Connection) -> None:
        query = "SELECT name FROM t WHERE NOT has_table_privilege('heyi_backup', t.oid, 'SELECT')"
        assert rows(catalogue, query) == []

    def test_need_no_sequence_because_numbered_columns_are_identities(
        self, catalogue: psycopg.Connection
    ) -> None:
        query = """
            SELECT s.oid::regclass::text FROM pg_class s
            WHERE s.relkind = 'S' AND s.relnamespace::regnamespace::text IN ('public', 'control')
              AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = s.oid AND d.deptype = 'i')
        """
        assert rows(catalogue, query) == []


class TestAnAppendOnlyTable:
    def test_refuses_changes_by_a_trigger_that_cannot_be_skipped(self, catalogue: psycopg.Connection) -> None:
        query = f"""
            SELECT name FROM t JOIN pg_trigger g ON g.tgrelid = t.oid
            WHERE g.tgname = '{GUARD}' AND g.tgenabled = 'A' AND g.tgtype = (2 | 8 | 16 | 32)
        """
        assert sorted(str(row[0]) for row in rows(catalogue, query)) == APPEND_ONLY
        assert APPEND_ONLY != []

    @pytest.mark.parametrize(
        "verb", ["UPDATE {} SET tenant_id = tenant_id", "DELETE FROM {}", "TRUNCATE {} CASCADE"]
    )
    def test_refuses_even_the_administrator(self, catalogue: psycopg.Connection, verb: str) -> None:
        catalogue.execute("SET session_replication_role = replica")
        for table in APPEND_ONLY:
            with pytest.raises(psycopg.errors.RestrictViolation), catalogue.transaction():
                catalogue.execute(verb.format(table))


def _is_ours(name: str | None, kind: str, _parents: object) -> bool:
    if kind == "schema":
        return name in {None, "control"}
    return name != "alembic_version"
