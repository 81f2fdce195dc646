"""Brings the database's schema to this version of Heyi, once, however many processes start at a time."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, create_engine, exc
from sqlalchemy.pool import NullPool

from heyi.platform.db.connect import OWNER

_SCRIPTS = Path(__file__).parents[2] / "migrations"
HINT = "SELECT pg_advisory_xact_lock(4865796901)"

_PATIENCE = "10min"  # for another process that is migrating
_LOCK_TIMEOUT = "2s"  # for a lock on a table that people are using
_ATTEMPTS = 5
_VERSION_TABLE = (
    "CREATE TABLE IF NOT EXISTS public.alembic_version"
    " (version_num varchar(32) NOT NULL, CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num))"
)


class MigrationRefused(Exception):
    """The schema could not be brought to this version; nothing was changed."""


def upgrade(migrate_url: str) -> None:
    """Run every migration that this database has not had, all of them in one transaction or none.

    Whoever holds the lock on the version table migrates; the others wait for it, then find nothing to do. The
    advisory lock before it only spares them a failed attempt.

    Raises:
        MigrationRefused: the database is newer than this Heyi, or refused a statement (a locked table).
    """
    engine = create_engine(migrate_url, poolclass=NullPool)
    _ensure_version_table(migrate_url)
    config = _config()
    with engine.begin() as connection:
        connection.exec_driver_sql(f"SET LOCAL ROLE {OWNER}")
        connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{_PATIENCE}'")
        connection.exec_driver_sql(HINT)
        connection.exec_driver_sql("LOCK TABLE public.alembic_version IN SHARE ROW EXCLUSIVE MODE")
        connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{_LOCK_TIMEOUT}'")
        _refuse_newer(connection, config)
        config.attributes["connection"] = connection
        try:
            command.upgrade(config, "head")
        except exc.DBAPIError as refused:
            raise MigrationRefused(
                f"a migration was refused, nothing was changed: {refused.orig}"
            ) from refused


def newest_version() -> str | None:
    """The version of the schema that this Heyi was written for."""
    return ScriptDirectory.from_config(_config()).get_current_head()


def _refuse_newer(connection: Connection, config: Config) -> None:
    present = MigrationContext.configure(connection).get_current_revision()
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    if present is not None and present not in known:
        raise MigrationRefused(
            f"the database has schema {present}, which this Heyi does not know; start the Heyi that made it or a "
            "newer one, or start over with `./dev reset` if nothing in it is needed"
        )


def _ensure_version_table(migrate_url: str) -> None:
    engine = create_engine(migrate_url, poolclass=NullPool)
    for attempt in range(_ATTEMPTS):
        try:
            with engine.begin() as connection:
                connection.exec_driver_sql(f"SET LOCAL ROLE {OWNER}")
                connection.exec_driver_sql(_VERSION_TABLE)
        except (exc.IntegrityError, exc.ProgrammingError):
            # IF NOT EXISTS is no lock: another process may have made it between our look and our making.
            if attempt == _ATTEMPTS - 1:
                raise
        else:
            return


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(_SCRIPTS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config
