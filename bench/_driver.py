"""What the database driver alone costs: the statements of a question, asked again without Heyi around them."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from sqlalchemy import event
from starlette.testclient import TestClient

from bench._server import RunningHeyi
from heyi.app.application import create_app
from heyi.app.services import services_of_installation
from heyi.platform.db.connect import database_urls

Asked = tuple[str, Any]


class Bare:
    """A second web application in this process that notes down the statements of a question, and asks them bare."""

    def __init__(self, client: TestClient, connection: psycopg.Connection, asked: list[Asked]) -> None:
        self.client = client
        self._connection = connection
        self._asked = asked

    def cpu_of(self, ask: Callable[[int], Any], times: int) -> float:
        """Seconds of this process's CPU for the statements of one question, read to the last row."""
        ask(0)
        self._asked.clear()
        ask(1)
        asked = list(self._asked)
        began = time.process_time()
        for _ in range(times):
            with self._connection.transaction(), self._connection.cursor() as cursor:
                for statement, values in asked:
                    cursor.execute(statement, values)
                    if cursor.description:
                        cursor.fetchall()
        return (time.process_time() - began) / times


@contextmanager
def bare(heyi: RunningHeyi) -> Iterator[Bare]:
    """Beside a running Heyi, on its database."""
    services = services_of_installation(heyi.place, pool=2)
    asked: list[Asked] = []

    @event.listens_for(services.engine, "before_cursor_execute")
    def note(_c: object, _k: object, statement: str, values: Any, _x: object, _m: object) -> None:
        asked.append((statement, values))

    client = TestClient(create_app(services), base_url="http://localhost/api")
    with client, psycopg.connect(database_urls(heyi.place).app) as connection:
        yield Bare(client, connection, asked)
    services.engine.dispose()
