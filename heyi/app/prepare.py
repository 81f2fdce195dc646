"""What happens to the database before anybody is served: roles, schema, and the refusal of an unsafe one."""

import sys

import psycopg

from heyi.app.supervisor import REFUSED
from heyi.platform.db.connect import admin_url, database_urls, role_passwords
from heyi.platform.db.embedded import DATABASE, EmbeddedServer
from heyi.platform.db.migrate import MigrationRefused, upgrade
from heyi.platform.db.roles import RolesRefused, ensure_database, ensure_roles
from heyi.platform.db.selfcheck import UnsafeDatabase, refuse_unsafe_database
from heyi.platform.installation import BadSetting, Installation, installation, installation_secret

REFUSALS = (BadSetting, RolesRefused, MigrationRefused, UnsafeDatabase)


def prepare_database(place: Installation) -> None:
    """Bring roles and schema of a running database to this version, then look at it as the application would.

    Raises:
        BadSetting: the secret or an address of the environment cannot be used.
        RolesRefused: the administrator may not make the roles.
        MigrationRefused: the schema is newer than this Heyi, or locked by others.
        UnsafeDatabase: the application could see rows it must not.
    """
    if place.database_url is None:
        ensure_database(EmbeddedServer(place.home).admin_url(), DATABASE)
    ensure_roles(admin_url(place), role_passwords(installation_secret(place.home)))
    urls = database_urls(place)
    upgrade(urls.migrate)
    refuse_unsafe_database(urls.app)


def main() -> int:
    """Prepare this installation's database; a refusal is one sentence and exit 2."""
    try:
        prepare_database(installation())
    except REFUSALS as refusal:
        print(f"Heyi does not start: {refusal}", file=sys.stderr)
        return REFUSED
    except psycopg.OperationalError as failure:
        print(f"Heyi does not start: the database does not answer: {failure}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
