"""The command line: `heyi verify`, `heyi replay FILE`, `heyi reset-password LOGIN`, `heyi load`, `heyi openapi`."""

import argparse
import json
import sys
from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

from heyi.platform.clock import SystemClock
from heyi.platform.db.embedded import EmbeddedServer
from heyi.platform.installation import BadSetting, Installation, installation


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; 0 when all is well, 1 when something is not, 2 when it could not be tried."""
    parser = argparse.ArgumentParser(prog="heyi", description="Heyi 合一: CRM and ERP in one system")
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("verify", help="check the laws of the books of every company")
    replaying = commands.add_parser("replay", help="send real transactions through the API of a running Heyi")
    replaying.add_argument("file", type=Path)
    replaying.add_argument("--url", help="where Heyi runs; this installation when left out")
    replaying.add_argument("--clients", type=int, default=4, help="how many send at once")
    forgotten = commands.add_parser("reset-password", help="print a link to set a new password for a login")
    forgotten.add_argument("login", help="the e-mail address or phone number one logs in with")
    loading = commands.add_parser("load", help="make tenants of any size for measurements")
    loading.add_argument("--customers", type=int, default=1_000_000, help="in the one large tenant")
    loading.add_argument("--tenants", type=int, default=100, help="how many in all; the others are small")
    loading.add_argument("--small", type=int, default=200, help="customers of a small tenant")
    openapi = commands.add_parser("openapi", help="print the description of the API")
    openapi.add_argument("--output", type=Path)
    asked = parser.parse_args(arguments)
    try:
        return {
            "verify": _verify,
            "replay": _replay,
            "reset-password": _reset_password,
            "load": _load,
            "openapi": _openapi,
        }[asked.command](asked)
    except BadSetting as refusal:
        print(refusal, file=sys.stderr)
        return 2


def _verify(_: argparse.Namespace) -> int:
    from heyi.app.verify import verify_all
    from heyi.platform.db.connect import database_urls
    from heyi.platform.db.engine import create_app_engine

    place = installation()
    green = True
    with _database_of(place):
        engine = create_app_engine(database_urls(place).app, pool=1)
        for tenant, verification in verify_all(engine, SystemClock()):
            green &= verification.green
            print(f"{'green' if verification.green else 'RED  '} {tenant}")
            for finding in verification.findings:
                for item in finding.breaks:
                    print(
                        f"      {finding.name}: {item.record} {item.title}"
                        f" expected {item.expected}, is {item.actual}"
                    )
        engine.dispose()
    return 0 if green else 1


def _database_of(place: Installation) -> AbstractContextManager[None]:
    """The database, running: the embedded one is started for the command when Heyi itself is not up.

    Raises:
        BadSetting: nothing was ever started in this folder.
    """
    if place.database_url is not None:
        return nullcontext()
    server = EmbeddedServer(place.home)
    if not server.data_dir.exists():
        raise BadSetting(f"there is nothing in {place.home} yet; start Heyi there first")
    return server.available()


def _replay(asked: argparse.Namespace) -> int:
    from heyi.app.replay.reading import NotRetail
    from heyi.app.replay.running import replay

    place = installation()
    try:
        green = replay(asked.file, url=asked.url or place.address, home=place.home, clients=asked.clients)
    except (NotRetail, FileNotFoundError) as refusal:
        print(refusal, file=sys.stderr)
        return 2
    return 0 if green else 1


def _reset_password(asked: argparse.Namespace) -> int:
    from heyi.kit.identifiers import normalise_phone
    from heyi.platform.db.connect import database_urls
    from heyi.platform.db.engine import create_app_engine
    from heyi.platform.identity.actions.passwords import reset_link_of_operator

    place = installation()
    login = normalise_phone(asked.login) or asked.login.strip().lower()
    with _database_of(place):
        engine = create_app_engine(database_urls(place).app, pool=1)
        with engine.connect() as connection, connection.begin():
            link = reset_link_of_operator(connection, login, address=place.address, now=SystemClock().now())
        engine.dispose()
    if link is None:
        print(f"nobody logs in as {login}", file=sys.stderr)
        return 1
    print(f"Works once, for half an hour: {link}")
    return 0


def _load(asked: argparse.Namespace) -> int:
    from heyi.app.load import load
    from heyi.platform.db.connect import admin_url
    from heyi.platform.db.engine import create_app_engine

    place = installation()
    clock = SystemClock()
    with _database_of(place):
        engine = create_app_engine(admin_url(place), pool=1)
        for number in range(asked.tenants):
            customers = asked.customers if number == 0 else asked.small
            with engine.begin() as connection:
                made = load(
                    connection,
                    name=f"Load {number}",
                    customers=customers,
                    now=clock.now(),
                    say=print if number == 0 else lambda _: None,
                )
            if number == 0:
                print(f"manager {made.manager}, salesperson {made.salesperson}")
        engine.dispose()
    return 0


def _openapi(asked: argparse.Namespace) -> int:
    from heyi.app.description import describe_api

    text = json.dumps(describe_api(), ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    if asked.output:
        asked.output.write_text(text, encoding="utf-8")
    else:
        sys.stdout.write(text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
