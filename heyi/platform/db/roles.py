"""The roles of the database: made on the first start, and brought back to exactly this on every other.

heyi_owner owns every object and cannot log in; heyi_migrate may become it; heyi_app and heyi_read own nothing
and bypass nothing; heyi_backup sees all rows, for a backup bound by policies would be empty and look green.
"""

import random
import time
from collections.abc import Mapping

import psycopg
from psycopg import sql

from heyi.platform.db.connect import APP, BACKUP, LOGIN_ROLES, MIGRATE, OWNER, READ

_OLDEST_SERVER = 150000
_ATTEMPTS = 20
_PAUSE_SECONDS = 0.2
_ADVISORY_KEY = 4865796902  # a hint that spares failed attempts; the repetition is what makes it right

_ATTRIBUTES = {
    OWNER: "NOLOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS INHERIT",
    MIGRATE: "LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS INHERIT",
    APP: "LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS NOINHERIT",
    READ: "LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS NOINHERIT",
    BACKUP: "LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION BYPASSRLS NOINHERIT",
}
_SETTINGS = {
    MIGRATE: {"search_path": "public"},
    APP: {"search_path": "public", "idle_in_transaction_session_timeout": "60s"},
    READ: {"search_path": "public", "default_transaction_read_only": "on"},
    BACKUP: {"search_path": "public", "default_transaction_read_only": "on"},
}


class RolesRefused(Exception):
    """The database's roles could not be made as they must be; the message says what is missing."""


def ensure_database(server_url: str, name: str) -> None:
    """Have a database of this name, in the server's own locale.

    Raises:
        RolesRefused: the administrator may not create databases.
    """
    with psycopg.connect(server_url, autocommit=True) as connection:
        if connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
            return
        try:
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        except psycopg.errors.DuplicateDatabase:
            return  # another process was first
        except psycopg.errors.InsufficientPrivilege as refused:
            raise RolesRefused(f"the administrator may not create the database {name}") from refused


def ensure_roles(admin_url: str, passwords: Mapping[str, str]) -> None:
    """Bring the roles, their passwords and their rights on this database to what Heyi needs; safe to repeat.

    Raises:
        RolesRefused: the server is older than 15, or the administrator may not make these roles.
    """
    for attempt in range(_ATTEMPTS):
        try:
            with psycopg.connect(admin_url) as connection:
                _ensure(connection, passwords)
        except (
            psycopg.errors.InternalError_,
            psycopg.errors.UniqueViolation,
            psycopg.errors.DuplicateObject,
        ):
            # Several processes start at once and touch the same catalogue rows; their work equals ours.
            if attempt == _ATTEMPTS - 1:
                raise
            time.sleep(random.uniform(0, _PAUSE_SECONDS))  # noqa: S311 - nothing is secret about a pause
        except psycopg.errors.InsufficientPrivilege as refused:
            administrator = psycopg.conninfo.conninfo_to_dict(admin_url).get("user")
            raise RolesRefused(
                f"HEYI_DATABASE_URL must name a role that may create roles: {refused.diag.message_primary}. "
                f"What only a superuser may do: CREATE ROLE {BACKUP} LOGIN BYPASSRLS; "
                f"GRANT {BACKUP} TO {administrator} WITH ADMIN OPTION"
            ) from refused
        else:
            return


def _ensure(connection: psycopg.Connection, passwords: Mapping[str, str]) -> None:
    if connection.info.server_version < _OLDEST_SERVER:
        raise RolesRefused(
            f"the database is PostgreSQL {connection.info.server_version // 10000}; Heyi needs 15 or newer"
        )
    connection.execute("SELECT pg_advisory_xact_lock(%s)", [_ADVISORY_KEY])
    present = {row[0] for row in connection.execute("SELECT rolname FROM pg_roles").fetchall()}
    for role, attributes in _ATTRIBUTES.items():
        if role not in present:
            connection.execute(_statement("CREATE ROLE {} ", role) + sql.SQL(attributes))
        elif not _has_attributes(connection, role):
            connection.execute(_statement("ALTER ROLE {} ", role) + sql.SQL(attributes))
    for role in LOGIN_ROLES:
        connection.execute(_statement("ALTER ROLE {} PASSWORD ", role) + sql.Literal(passwords[role]))
        for name, value in _SETTINGS[role].items():
            connection.execute(
                _statement("ALTER ROLE {} SET ", role)
                + sql.SQL("{} = {}").format(sql.Identifier(name), sql.Literal(value))
            )
    connection.execute(_statement("GRANT {} TO ", OWNER) + sql.Identifier(MIGRATE))
    _ensure_rights_on_database(connection)


def _ensure_rights_on_database(connection: psycopg.Connection) -> None:
    database = sql.Identifier(connection.info.dbname)
    logins = sql.SQL(", ").join(sql.Identifier(role) for role in LOGIN_ROLES)
    owner = sql.Identifier(OWNER)
    for statement in (
        sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(database),
        sql.SQL("GRANT CONNECT ON DATABASE {} TO {}").format(database, logins),
        sql.SQL("GRANT CREATE ON DATABASE {} TO {}").format(database, owner),
        sql.SQL("REVOKE ALL ON SCHEMA public FROM PUBLIC"),
        sql.SQL("GRANT USAGE ON SCHEMA public TO {}").format(logins),
        sql.SQL("GRANT USAGE, CREATE ON SCHEMA public TO {}").format(owner),
    ):
        connection.execute(statement)


def _has_attributes(connection: psycopg.Connection, role: str) -> bool:
    row = connection.execute(
        "SELECT rolcanlogin, rolsuper, rolcreatedb, rolcreaterole, rolreplication, rolbypassrls FROM pg_roles"
        " WHERE rolname = %s",
        [role],
    ).fetchone()
    return row == (role != OWNER, False, False, False, False, role == BACKUP)


def _statement(text: str, role: str) -> sql.Composed:
    return sql.SQL(text).format(sql.Identifier(role))
