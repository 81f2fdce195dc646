"""What the database refuses by itself, to the application's own role and to others, whatever the code above it does."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from typing import Any

import psycopg
import pytest
from psycopg import sql

from heyi.platform.db.connect import DatabaseUrls
from heyi.platform.db.schema import metadata
from tests.builders.books import Books
from tests.builders.company import Company
from tests.builders.fixtures import Found, founded
from tests.builders.ledger import fold_books
from tests.builders.neighbours import settle
from tests.builders.routes import ABSENT
from tests.builders.server import Served

Row = dict[str, Any]


@contextmanager
def inside(url: str, company: Company) -> Iterator[psycopg.Connection]:
    """A transaction of a role in the company's context, never committed."""
    with psycopg.connect(url) as connection:
        connection.execute(f"SET LOCAL app.tenant_id = '{company.tenant_id}'".encode())
        yield connection
        connection.rollback()


@pytest.fixture(scope="module")
def full(served: Served, books: Books) -> Iterator[Company]:
    """A company with one of everything; whatever is tried here is never committed."""
    with founded(served, books) as company:
        settle(company)
        fold_books(served, company)
        yield company


def tables(**wanted: object) -> list[str]:
    return [
        table.name
        for table in metadata.sorted_tables
        if all(table.info.get(key) == value for key, value in wanted.items())
    ]


def count(connection: psycopg.Connection, table: str) -> int:
    row = connection.execute(sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(table))).fetchone()
    assert row is not None
    return int(row[0])


class TestWhatIsOnlyEverAdded:
    @pytest.mark.parametrize("role", ["app", "migrate"])
    @pytest.mark.parametrize("verb", ["UPDATE", "DELETE", "TRUNCATE"])
    def test_is_not_changed_by(
        self, served: Served, full: Company, urls: DatabaseUrls, role: str, verb: str
    ) -> None:
        append_only = tables(append_only=True)
        assert {"journal_entry", "journal_line", "stock_move", "audit_event", "settlement"} <= set(
            append_only
        )
        for table in append_only:
            name = sql.Identifier(table)
            command = {
                "UPDATE": sql.SQL("UPDATE {} SET tenant_id = tenant_id").format(name),
                "DELETE": sql.SQL("DELETE FROM {}").format(name),
                "TRUNCATE": sql.SQL("TRUNCATE {} CASCADE").format(name),
            }[verb]
            with inside(getattr(urls, role), full) as connection:
                assert count(connection, table) > 0 or table in {
                    "allocation",
                    "hand_over_line",
                    "receipt_tail",
                    "shipped_change",
                }, table
                with pytest.raises((psycopg.errors.RestrictViolation, psycopg.errors.InsufficientPrivilege)):
                    connection.execute(command)

    def test_is_not_freed_by_switching_the_guard_off(self, full: Company, urls: DatabaseUrls) -> None:
        for command in (
            "SET LOCAL session_replication_role = 'replica'",
            "ALTER TABLE journal_line DISABLE TRIGGER ALL",
            "DROP TRIGGER append_only_guard ON journal_line",
            "ALTER TABLE journal_line NO FORCE ROW LEVEL SECURITY",
            "ALTER TABLE journal_line DISABLE ROW LEVEL SECURITY",
            "DROP POLICY tenant_isolation ON journal_line",
            "CREATE TABLE mine (a int)",
            "SET ROLE heyi_owner",
            "SET SESSION AUTHORIZATION heyi_owner",
            "ALTER ROLE heyi_app BYPASSRLS",
            "CREATE EXTENSION plpython3u",
            "COPY journal_line TO PROGRAM 'cat'",
            "SELECT pg_read_file('/etc/passwd')",
        ):
            with inside(urls.app, full) as connection, pytest.raises(psycopg.Error) as refusal:
                connection.execute(command.encode())
            assert refusal.value.sqlstate in ("42501", "0A000"), command


class TestTheApplicationsRole:
    def test_sees_no_row_of_any_tenant_without_a_context(self, full: Company, urls: DatabaseUrls) -> None:
        with psycopg.connect(urls.app) as connection:
            assert {
                table: count(connection, table) for table in tables(**{"class": "tenant"})
            } == dict.fromkeys(tables(**{"class": "tenant"}), 0)

    @pytest.mark.parametrize("context", ["", "00000000-0000-0000-0000-000000000000"])
    def test_sees_nothing_in_the_context_of_nobody(
        self, full: Company, urls: DatabaseUrls, context: str
    ) -> None:
        with psycopg.connect(urls.app) as connection:
            connection.execute(f"SET LOCAL app.tenant_id = '{context}'".encode())
            assert count(connection, "party") == 0

    def test_fails_in_the_context_of_nonsense(self, full: Company, urls: DatabaseUrls) -> None:
        with psycopg.connect(urls.app) as connection:
            connection.execute("SET LOCAL app.tenant_id = 'all'")
            with pytest.raises(psycopg.errors.InvalidTextRepresentation):
                count(connection, "party")

    def test_forgets_its_context_with_the_transaction(self, full: Company, urls: DatabaseUrls) -> None:
        with psycopg.connect(urls.app) as connection:
            connection.execute(f"SET LOCAL app.tenant_id = '{full.tenant_id}'".encode())
            assert count(connection, "party") == 6
            connection.commit()
            assert count(connection, "party") == 0

    def test_sees_only_its_tenant_in_every_table(
        self, full: Company, found: Found, urls: DatabaseUrls
    ) -> None:
        other = settle(found()).company
        for table in tables(**{"class": "tenant"}):
            with inside(urls.app, other) as connection:
                seen = connection.execute(
                    sql.SQL("SELECT DISTINCT tenant_id FROM {}").format(sql.Identifier(table))
                ).fetchall()
            assert {row[0] for row in seen} <= {other.tenant_id}, table

    def test_cannot_write_a_row_of_another_tenant(
        self, full: Company, found: Found, urls: DatabaseUrls
    ) -> None:
        """Each table's own row of the neighbour, brought in as it is, and one's own row handed over."""
        other = found()
        for table in tables(**{"class": "tenant"}):
            rows = full.books.rows(f"SELECT * FROM {table} WHERE tenant_id = %s LIMIT 1", [full.tenant_id])
            if not rows:
                continue
            names = sql.SQL(", ").join(map(sql.Identifier, rows[0]))
            source = sql.SQL(
                "INSERT INTO {table} ({names}) SELECT {names} FROM jsonb_populate_record(NULL::{table}, %s)"
            ).format(table=sql.Identifier(table), names=names)
            planted = full.books.one(
                f"SELECT to_jsonb(t)::text AS row FROM {table} t WHERE tenant_id = %s LIMIT 1",
                [full.tenant_id],
            )
            refused = pytest.raises(psycopg.errors.InsufficientPrivilege, match="row-level security")
            with inside(urls.app, other) as connection, refused:
                connection.execute(source, [planted])

    def test_cannot_hand_its_own_row_over(self, full: Company, found: Found, urls: DatabaseUrls) -> None:
        other = found()
        refused = pytest.raises(psycopg.errors.InsufficientPrivilege, match="row-level security")
        with inside(urls.app, full) as connection, refused:
            connection.execute("UPDATE sales_order SET tenant_id = %s", [other.tenant_id])

    def test_cannot_point_at_a_row_of_another_tenant(
        self, full: Company, found: Found, urls: DatabaseUrls
    ) -> None:
        other = found()
        unit = full.books.one("SELECT id FROM unit WHERE tenant_id = %s LIMIT 1", [full.tenant_id])
        product = other.product()
        with inside(urls.app, other) as connection, pytest.raises(psycopg.errors.ForeignKeyViolation):
            connection.execute("UPDATE product SET unit_id = %s WHERE id = %s", [unit, product])

    def test_reads_nothing_more_for_reports(self, full: Company, urls: DatabaseUrls) -> None:
        with psycopg.connect(urls.read) as connection:
            assert count(connection, "party") == 0
        with inside(urls.read, full) as connection:
            assert count(connection, "party") == 6
            with pytest.raises(psycopg.Error) as refusal:
                connection.execute("DELETE FROM party")
            assert refusal.value.sqlstate in ("25006", "42501")

    def test_of_reports_never_sees_a_login(self, urls: DatabaseUrls) -> None:
        with psycopg.connect(urls.read) as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute("SELECT count(*) FROM control.login")

    def test_of_backup_sees_everything_and_changes_nothing(self, full: Company, urls: DatabaseUrls) -> None:
        with psycopg.connect(urls.backup) as connection:
            assert count(connection, "party") >= 1
            with pytest.raises(psycopg.Error) as refusal:
                connection.execute("DELETE FROM party")
            assert refusal.value.sqlstate in ("25006", "42501")


def entry_of(company: Company, kind: str) -> Row:
    (row,) = company.books.rows(
        "SELECT * FROM journal_entry WHERE tenant_id = %s AND kind = %s ORDER BY number_key LIMIT 1",
        [company.tenant_id, kind],
    )
    return row


LINE = (
    "INSERT INTO journal_line (tenant_id, id, company_id, entry_id, line_no, account_id, summary, debit, credit, "
    "currency, occurred_on) SELECT %(tenant)s, gen_random_uuid(), %(company)s, %(entry)s, n, "
    "(SELECT id FROM account WHERE tenant_id = %(tenant)s AND code = '1002'), 'planted', d, c, %(currency)s, %(day)s "
    "FROM (VALUES {values}) AS v(n, d, c)"
)


COPY_OF_ENTRY = (
    b"INSERT INTO journal_entry SELECT (jsonb_populate_record(e, %s)).* FROM journal_entry e "
    b"WHERE e.kind = 'payment' AND e.reverses_id IS NULL ORDER BY number_key LIMIT 1"
)


def plant_and_check(connection: psycopg.Connection, entry: Row, sides: list[tuple[str, str]]) -> None:
    """Write lines, and have what is checked at the commit checked now."""
    if sides:
        plant_lines(connection, entry, *sides)
    connection.execute("SET CONSTRAINTS ALL IMMEDIATE")


def plant_lines(
    connection: psycopg.Connection, entry: Row, *sides: tuple[str, str], **changed: object
) -> None:
    """Write lines as heyi_app would, past every action."""
    values = ", ".join(
        f"({number}, {debit}::numeric, {credit}::numeric)"
        for number, (debit, credit) in enumerate(sides, start=90)
    )
    named = {
        "tenant": entry["tenant_id"],
        "company": entry["company_id"],
        "entry": entry["id"],
        "currency": "CNY",
        "day": entry["occurred_on"],
    }
    connection.execute(LINE.format(values=values).encode(), named | changed)


class TestTheBooks:
    @pytest.mark.parametrize(
        "sides",
        [
            [("1", "0")],
            [("1", "0"), ("0", "2")],
            [("1", "0"), ("0", "1")],
            [("-1", "0"), ("0", "-1")],
        ],
        ids=["one more line", "unbalanced lines", "balanced lines", "balanced red lines"],
    )
    def test_take_no_further_line_in_a_posted_entry(
        self, full: Company, urls: DatabaseUrls, sides: list[tuple[str, str]]
    ) -> None:
        entry = entry_of(full, "payment")
        with inside(urls.app, full) as connection, pytest.raises(psycopg.errors.CheckViolation):
            plant_lines(connection, entry, *sides)

    @pytest.mark.parametrize(
        ("total", "sides"),
        [
            ("5", [("5", "0"), ("0", "4.99")]),
            ("5", [("4", "0"), ("0", "4")]),
            ("5", []),
            ("0", [("5", "5"), ("0", "0")]),
            ("5", [("5", "0")]),
        ],
        ids=["unbalanced", "not its total", "without lines", "two-sided", "one line"],
    )
    def test_take_no_entry_that_is_none(
        self, full: Company, urls: DatabaseUrls, total: str, sides: list[tuple[str, str]]
    ) -> None:
        entry = entry_of(full, "payment") | {"id": "01a00000-0000-7000-8000-0000000000ff"}
        changed = {"id": entry["id"], "number_key": "2026-11-999999", "total": total, "kind": "planted"}
        with inside(urls.app, full) as connection:
            connection.execute(COPY_OF_ENTRY, [json.dumps(changed)])
            with pytest.raises(psycopg.errors.CheckViolation):
                plant_and_check(connection, entry, sides)

    @pytest.mark.parametrize("same", ["source", "reversed entry", "number"])
    def test_take_no_second_entry_from_the_same(self, full: Company, urls: DatabaseUrls, same: str) -> None:
        first = entry_of(full, "payment")
        changed = {"number_key": "2026-11-999999", "kind": "planted", "reverses_id": str(first["id"])}
        again = {"number_key": "2026-11-999998", "kind": "planted again"}
        with inside(urls.app, full) as connection:
            connection.execute(COPY_OF_ENTRY, [json.dumps(changed | {"id": str(ABSENT)})])
            again |= {
                "source": {"kind": "payment"},
                "reversed entry": {"reverses_id": str(first["id"])},
                "number": {"number_key": "2026-11-999999"},
            }[same]
            with pytest.raises(psycopg.errors.UniqueViolation):
                connection.execute(
                    COPY_OF_ENTRY, [json.dumps(again | {"id": str(first["id"])[:-4] + "ffff"})]
                )


class TestTheGoods:
    @pytest.mark.parametrize(
        "change",
        [
            "on_hand = -1",
            "held = -1",
            "held = on_hand + 0.000001",
            "on_hand = held - 1",
        ],
        ids=[
            "below nothing",
            "held below nothing",
            "more held",
            "less than held",
        ],
    )
    def test_are_never(self, full: Company, urls: DatabaseUrls, change: str) -> None:
        with inside(urls.app, full) as connection, pytest.raises(psycopg.errors.CheckViolation):
            connection.execute(f"UPDATE stock_balance SET {change}".encode())

    @pytest.mark.parametrize("change", ["value = -0.01", "on_hand = 0", "on_hand = -1"])
    def test_are_never_worth_below_nothing_nor_worth_alone(
        self, full: Company, urls: DatabaseUrls, change: str
    ) -> None:
        with inside(urls.app, full) as connection, pytest.raises(psycopg.errors.CheckViolation):
            connection.execute(f"UPDATE stock_pool SET {change}".encode())

    @pytest.mark.parametrize(
        "change", ["consumed = quantity + 1", "released = quantity + 1", "consumed = -1"]
    )
    def test_are_not_used_beyond_what_is_held(self, full: Company, urls: DatabaseUrls, change: str) -> None:
        with inside(urls.app, full) as connection, pytest.raises(psycopg.errors.CheckViolation):
            connection.execute(f"UPDATE stock_hold SET {change}".encode())


class TestTheDocuments:
    @pytest.mark.parametrize(
        ("table", "change"),
        [
            ("sales_order", "gross = gross + 0.01"),
            ("sales_order_line", "delivered = quantity + 1"),
            ("sales_order_line", "settled = delivered + 1"),
            ("sales_order_line", "returned = delivered + 1"),
            ("delivery_line", "returned = quantity + 1"),
            ("sales_invoice", "settled = gross + 0.01, open = -0.01"),
            ("sales_invoice", "open = open + 0.01"),
            ("sales_invoice", "number = NULL"),
            ("sales_invoice", "state = 'draft', open = 0"),
            ("receipt", "advance = advance + 1"),
            ("receipt", "amount = 0, allocated = 0, advance = 0"),
        ],
    )
    def test_do_not_contradict_themselves(
        self, full: Company, urls: DatabaseUrls, table: str, change: str
    ) -> None:
        with inside(urls.app, full) as connection, pytest.raises(psycopg.errors.CheckViolation):
            connection.execute(f"UPDATE {table} SET {change}".encode())

    def test_have_amounts_with_four_places_and_no_more(self, full: Company, urls: DatabaseUrls) -> None:
        with inside(urls.app, full) as connection:
            row = connection.execute("SELECT 1.00005::numeric(20, 4)").fetchone()
            assert row == (Decimal("1.0001"),)
