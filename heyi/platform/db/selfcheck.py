"""What must be true of the database before Heyi serves anybody; every refusal is one clear sentence."""

from collections.abc import Callable

import psycopg

_OLDEST_SERVER = 150000
_CLASSES = {"tenant", "reference", "local", "control"}


class UnsafeDatabase(Exception):
    """Start-up is refused: with this database, one company could see another's rows."""


def refuse_unsafe_database(app_url: str) -> None:
    """Look at the database as the application would use it; refuse whatever breaks the isolation of tenants.

    Raises:
        UnsafeDatabase: the server is older than 15; the application's role is a superuser, bypasses row-level
            security, owns tables or may become their owner; or a tenant table is not under its policy.
    """
    with psycopg.connect(app_url) as connection:
        for check in _CHECKS:
            check(connection)


def _server_is_new_enough(connection: psycopg.Connection) -> None:
    version = connection.info.server_version
    if version < _OLDEST_SERVER:
        raise UnsafeDatabase(f"the database is PostgreSQL {version // 10000}; Heyi needs 15 or newer")


def _role_is_bound_by_policies(connection: psycopg.Connection) -> None:
    row = connection.execute(
        "SELECT rolname, rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user"
    ).fetchone()
    assert row is not None, "a role sees itself"
    name, superuser, bypasses = row
    if superuser:
        raise UnsafeDatabase(
            f"the application's role {name} is a superuser, whom no row-level security binds"
        )
    if bypasses:
        raise UnsafeDatabase(
            f"the application's role {name} has BYPASSRLS, so no row-level security binds it"
        )
    stronger = connection.execute(
        "SELECT rolname FROM pg_roles WHERE rolname <> current_user AND (rolsuper OR rolbypassrls)"
        " AND pg_has_role(current_user, oid, 'MEMBER') ORDER BY rolname"
    ).fetchone()
    if stronger:
        raise UnsafeDatabase(
            f"the application's role {name} may become {stronger[0]}, whom no row-level security binds"
        )


def _role_owns_nothing(connection: psycopg.Connection) -> None:
    row = connection.execute(
        "SELECT c.oid::regclass::text, r.rolname, r.rolname = current_user"
        " FROM pg_class c JOIN pg_roles r ON r.oid = c.relowner"
        " WHERE c.relnamespace::regnamespace::text IN ('public', 'control')"
        " AND pg_has_role(current_user, c.relowner, 'MEMBER') ORDER BY 1"
    ).fetchone()
    if row is None:
        return
    table, owner, itself = row
    how = f"{owner} owns" if itself else f"is a member of {owner}, which owns"
    raise UnsafeDatabase(f"the application's role {how} {table}; an owner may switch policies off")


def _tenant_tables_are_isolated(connection: psycopg.Connection) -> None:
    rows = connection.execute(
        "SELECT c.oid::regclass::text, obj_description(c.oid, 'pg_class'),"
        " c.relrowsecurity AND c.relforcerowsecurity,"
        " (SELECT count(*) FROM pg_policy p WHERE p.polrelid = c.oid)"
        " FROM pg_class c WHERE c.relkind IN ('r', 'p') AND c.relname <> 'alembic_version'"
        " AND c.relnamespace::regnamespace::text IN ('public', 'control') ORDER BY 1"
    ).fetchall()
    for table, kind, forced, policies in rows:
        if kind not in _CLASSES:
            raise UnsafeDatabase(f"the table {table} was not made by Heyi's migrations: it names no class")
        if kind == "tenant" and not forced:
            raise UnsafeDatabase(f"the tenant table {table} has no forced row-level security")
        if kind == "tenant" and policies != 1:
            raise UnsafeDatabase(f"the tenant table {table} has {policies} policies instead of the one")


_CHECKS: tuple[Callable[[psycopg.Connection], None], ...] = (
    _server_is_new_enough,
    _role_is_bound_by_policies,
    _role_owns_nothing,
    _tenant_tables_are_isolated,
)
