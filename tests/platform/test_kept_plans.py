"""Statements that a connection prepared stay prepared, whatever a request on it came to."""

from collections.abc import Iterator

import psycopg
import pytest
from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import DBAPIError

from heyi.platform.db.connect import DatabaseUrls
from heyi.platform.db.engine import create_app_engine

_OFTEN_ENOUGH = 6


@pytest.fixture
def engine(urls: DatabaseUrls) -> Iterator[Engine]:
    engine = create_app_engine(urls.app, pool=1)
    yield engine
    engine.dispose()


def ask(connection: Connection, statement: str) -> None:
    connection.execute(text(statement)).all()


def prepared(connection: Connection, statement: str) -> int:
    query = "SELECT count(*) FROM pg_prepared_statements WHERE statement = :statement"
    return int(connection.execute(text(query), {"statement": statement}).scalar_one())


def test_a_refusal_and_an_error_keep_what_was_prepared(engine: Engine) -> None:
    statement = "SELECT 1 AS asked_often"
    with engine.connect() as connection:
        for _ in range(_OFTEN_ENOUGH):
            ask(connection, statement)
            connection.rollback()
        with pytest.raises(DBAPIError):
            ask(connection, "SELECT 1 / 0")
    with engine.connect() as connection:
        assert prepared(connection, statement) == 1


def test_more_statements_than_a_check_of_all_laws_asks_stay_prepared(engine: Engine) -> None:
    statements = [f"SELECT {number} AS asked_often" for number in range(200)]
    with engine.connect() as connection:
        for _ in range(_OFTEN_ENOUGH):
            for statement in statements:
                ask(connection, statement)
        assert [prepared(connection, statement) for statement in statements] == [1] * 200


def test_a_lost_connection_is_replaced_by_the_next(engine: Engine) -> None:
    with engine.connect() as connection, pytest.raises(DBAPIError):
        ask(connection, "SELECT pg_terminate_backend(pg_backend_pid())")
    with engine.connect() as connection:
        ask(connection, "SELECT 1")


def test_a_column_that_changes_under_a_running_server_fails_once(
    engine: Engine, admin_database_url: str
) -> None:
    statement = "SELECT a FROM changes_under_way"

    def answers() -> list[bool]:
        found = []
        for _ in range(3):
            with engine.connect() as connection:
                try:
                    ask(connection, statement)
                except DBAPIError:
                    found.append(False)
                else:
                    found.append(True)
        return found

    with psycopg.connect(admin_database_url, autocommit=True) as admin:
        admin.execute("CREATE TABLE changes_under_way (a int)")
        admin.execute("GRANT SELECT ON changes_under_way TO PUBLIC")
        try:
            with engine.connect() as connection:
                for _ in range(_OFTEN_ENOUGH):
                    ask(connection, statement)
                    connection.rollback()
            admin.execute("ALTER TABLE changes_under_way ALTER a TYPE bigint")
            assert answers() == [False, True, True]
        finally:
            admin.execute("DROP TABLE changes_under_way")
