"""Events on their way out: none is lost, whatever order the transactions commit in, and one effect comes of each."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import text

from heyi.platform import outbox
from heyi.platform.events import Event
from heyi.platform.http.services import Services
from heyi.platform.jobs.queue import enqueue
from heyi.platform.jobs.runner import PAUSES
from heyi.platform.outbox import MOST_ATTEMPTS, Message, Sweeper, subscribe_outside
from heyi.platform.unit_of_work import UnitOfWork
from tests.builders.books import Books
from tests.builders.desk import Desk, Note, note
from tests.builders.fixtures import Found, Later

Deliver = Callable[[UnitOfWork, Message], None]


@dataclass(frozen=True, kw_only=True)
class NoteWritten(Event):
    """Something happened that somebody outside wants to know."""

    number: int


class Reader:
    """Somebody outside who is told of notes."""

    def __init__(self) -> None:
        self.told: list[Message] = []
        self.deliver: Deliver = lambda _uow, _message: None

    def listen(self, uow: UnitOfWork, message: Message) -> None:
        self.told.append(message)
        self.deliver(uow, message)

    @property
    def numbers(self) -> list[int]:
        return [message.payload["number"] for message in self.told]


@pytest.fixture
def reader(books: Books) -> Iterator[Reader]:
    books.execute("UPDATE outbox_message SET state = 'done'")
    reader = Reader()
    subscribe_outside(NoteWritten, reader.listen)
    yield reader
    outbox._subscribers["NoteWritten"].remove(reader.listen)


@pytest.fixture
def sweeper(services: Services) -> Sweeper:
    return Sweeper(services)


def write(desk: Desk, *numbers: int) -> None:
    def emit(uow: UnitOfWork) -> None:
        for number in numbers:
            uow.emit(NoteWritten(aggregate_id=uow.new_id(), aggregate_seq=1, number=number))

    desk.work(emit)


def messages(books: Books, desk: Desk) -> list[dict[str, Any]]:
    return books.rows(
        "SELECT state, attempts, last_error FROM outbox_message WHERE tenant_id = %s AND kind = 'NoteWritten'"
        " ORDER BY id",
        [desk.company.tenant_id],
    )


class TestAMessage:
    def test_is_handed_over_after_its_transaction_and_marked_as_done(
        self, desk: Desk, reader: Reader, sweeper: Sweeper, books: Books
    ) -> None:
        write(desk, 1, 2)
        assert reader.told == []
        sweeper.sweep()
        assert reader.numbers == [1, 2]
        assert messages(books, desk) == [{"state": "done", "attempts": 0, "last_error": None}] * 2
        sweeper.sweep()
        assert reader.numbers == [1, 2]

    def test_without_a_reader_is_done_too(self, desk: Desk, sweeper: Sweeper, books: Books) -> None:
        write(desk, 1)
        sweeper.sweep()
        assert [row["state"] for row in messages(books, desk)] == ["done"]

    def test_carries_ids_and_numbers_only(self, desk: Desk, reader: Reader, sweeper: Sweeper) -> None:
        write(desk, 5)
        sweeper.sweep()
        (message,) = reader.told
        assert sorted(message.payload) == ["aggregate_id", "aggregate_seq", "number"]
        assert (message.aggregate_id, message.aggregate_seq) == (UUID(message.payload["aggregate_id"]), 1)

    def test_of_one_tenant_is_read_in_that_tenant(
        self, desk: Desk, services: Services, reader: Reader, sweeper: Sweeper, found: Found
    ) -> None:
        other = Desk(services, found(name="别家"))
        write(desk, 1)
        write(other, 2)
        tenants: list[UUID] = []
        reader.deliver = lambda uow, _: tenants.append(uow.tenant_id)
        sweeper.sweep()
        assert sorted(zip(reader.numbers, tenants, strict=True)) == [
            (1, desk.company.tenant_id),
            (2, other.company.tenant_id),
        ]

    def test_is_kept_a_week(self, desk: Desk, sweeper: Sweeper, books: Books, later: Later) -> None:
        write(desk, 1)
        sweeper.sweep()
        with later(days=6):
            assert desk.work(outbox.forget_old) == 0
        with later(days=8):
            assert desk.work(outbox.forget_old) >= 1
        assert messages(books, desk) == []


class TestAReaderThatFails:
    def test_is_told_again_and_what_it_wrote_is_taken_back(
        self, desk: Desk, reader: Reader, sweeper: Sweeper, books: Books, later: Later
    ) -> None:
        def fail_once(uow: UnitOfWork, message: Message) -> None:
            enqueue(uow, note, Note(message.payload["number"]))
            if len(reader.told) == 1:
                raise RuntimeError("13800138000")

        reader.deliver = fail_once
        write(desk, 1)
        sweeper.sweep()
        assert messages(books, desk) == [{"state": "waiting", "attempts": 1, "last_error": "RuntimeError"}]
        assert books.one("SELECT count(*) FROM job") == 0
        pause = books.one(
            "SELECT due_at - created_at FROM outbox_message WHERE tenant_id = %s AND state = 'waiting'",
            [desk.company.tenant_id],
        )
        assert pause >= PAUSES[0] * 0.8
        with later(minutes=1):
            sweeper.sweep()
        assert reader.numbers == [1, 1]
        assert books.one("SELECT count(*) FROM job") == 1
        assert messages(books, desk) == [{"state": "done", "attempts": 1, "last_error": None}]

    def test_does_not_stop_the_others(
        self, desk: Desk, reader: Reader, sweeper: Sweeper, books: Books
    ) -> None:
        def fail(uow: UnitOfWork, message: Message) -> None:
            if message.payload["number"] == 2:
                uow.rows(text("SELECT 1 / 0"))

        reader.deliver = fail
        write(desk, 1, 2, 3)
        sweeper.sweep()
        assert [row["state"] for row in messages(books, desk)] == ["done", "waiting", "done"]

    def test_for_good_has_its_message_put_aside(
        self, desk: Desk, reader: Reader, sweeper: Sweeper, books: Books
    ) -> None:
        def fail(_uow: UnitOfWork, _message: Message) -> None:
            raise RuntimeError

        reader.deliver = fail
        write(desk, 1)
        for _ in range(MOST_ATTEMPTS + 2):
            sweeper.sweep()
            books.execute("UPDATE outbox_message SET due_at = created_at WHERE state = 'waiting'")
        assert messages(books, desk) == [
            {"state": "quarantined", "attempts": MOST_ATTEMPTS, "last_error": "RuntimeError"}
        ]
        assert len(reader.told) == MOST_ATTEMPTS


class TestAStorm:
    def test_of_writers_who_commit_in_any_order_loses_nothing_and_doubles_nothing(
        self,
        desk: Desk,
        services: Services,
        reader: Reader,
        run_together: Callable[[list[Callable[[], object]]], list[object]],
        books: Books,
    ) -> None:
        """Eight writers hold their transactions open for different times while two sweepers hand over."""
        lock = threading.Lock()
        numbers: list[int] = []
        over = threading.Event()

        def told(_uow: UnitOfWork, message: Message) -> None:
            with lock:
                numbers.append(message.payload["number"])

        reader.deliver = told

        def writer(first: int) -> Callable[[], object]:
            def work() -> None:
                for number in range(first, first + 15):
                    write_slowly(desk, number)

            return work

        def sweep() -> None:
            sweeper = Sweeper(services)
            while not over.is_set():
                sweeper.sweep()

        sweepers = [threading.Thread(target=sweep) for _ in range(2)]
        for thread in sweepers:
            thread.start()
        run_together([writer(first * 100) for first in range(8)])
        over.set()
        for thread in sweepers:
            thread.join()
        Sweeper(services).sweep()
        assert sorted(numbers) == sorted(first * 100 + step for first in range(8) for step in range(15))
        assert {row["state"] for row in messages(books, desk)} == {"done"}


def write_slowly(desk: Desk, number: int) -> None:
    """Take the id of the message early and commit late, some more than others."""

    def emit(uow: UnitOfWork) -> None:
        uow.emit(NoteWritten(aggregate_id=uow.new_id(), aggregate_seq=1, number=number))
        uow.rows(text("SELECT pg_sleep(:pause)"), {"pause": (number % 7) * 0.003})

    desk.work(emit)
