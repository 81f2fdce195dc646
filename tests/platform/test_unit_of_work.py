"""One transaction a verb: gathered rows leave together, in order, and nothing of a failed verb stays."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

import pytest
from sqlalchemy import Engine, select, text

from heyi.modules.catalog.api import UNIT
from heyi.platform.errors import NotAllowed
from heyi.platform.events import Event, _handlers, subscribe
from heyi.platform.identity.sessions import system_work
from heyi.platform.journal import AUDIT_EVENT, DOCUMENT_LINK, OUTBOX_MESSAGE
from heyi.platform.unit_of_work import UnitOfWork
from tests.builders.clock import MORNING
from tests.builders.company import Company
from tests.builders.routes import ABSENT

_U = UNIT.table


@dataclass(frozen=True, kw_only=True)
class SomethingHappened(Event):
    """An event of these tests alone."""

    amount: int


@pytest.fixture
def work(company: Company, app_engine: Engine) -> Iterator[UnitOfWork]:
    """A transaction of the company that is rolled back."""
    with app_engine.connect() as connection:
        yield system_work(connection, tenant_id=company.tenant_id, now=MORNING, door="test")
        connection.rollback()


def unit(work: UnitOfWork, name: str) -> dict[str, object]:
    return {"id": work.new_id(), "name": name, "decimals": 0}


def names(work: UnitOfWork) -> set[str]:
    found = work.connection.execute(select(_U.c.name).where(_U.c.tenant_id == work.tenant_id)).scalars()
    return set(found)


def test_rows_wait_until_they_are_sent_or_read(work: UnitOfWork) -> None:
    began = work.statements
    work.insert(_U, unit(work, "甲"), unit(work, "乙"))
    work.insert(_U, unit(work, "丙"))
    assert (work.statements, names(work) & {"甲", "乙", "丙"}) == (began, set())

    found = work.rows(select(_U.c.name).where(_U.c.tenant_id == work.tenant_id, _U.c.name.in_(["甲", "丙"])))

    assert {row["name"] for row in found} == {"甲", "丙"}
    assert work.statements == began + 2, "one for all rows, one for the question"
    work.flush()
    assert work.statements == began + 2, "nothing was left to send"


def test_rows_of_several_tables_leave_in_one_statement(work: UnitOfWork) -> None:
    began = work.statements
    work.insert(_U, unit(work, "甲"))
    work.link("sales_order", ABSENT, "delivery", work.new_id())
    work.audit("created", record="unit", record_id=ABSENT)
    work.flush()
    assert work.statements == began + 1
    for table in (DOCUMENT_LINK, AUDIT_EVENT):
        assert work.scalar(select(text("count(*)")).select_from(table)) >= 1


def test_a_row_that_is_written_carries_tenant_time_and_person(work: UnitOfWork) -> None:
    work.insert(_U, unit(work, "甲"))
    row = work.first(select(_U).where(_U.c.tenant_id == work.tenant_id, _U.c.name == "甲"))
    assert row is not None
    assert (row["tenant_id"], row["version"]) == (work.tenant_id, 1)
    assert (row["created_at"], row["updated_at"], row["created_by"]) == (MORNING, MORNING, None)


def test_a_change_raises_the_version_and_only_of_its_row(work: UnitOfWork) -> None:
    first, second = unit(work, "甲"), unit(work, "乙")
    work.insert(_U, first, second)
    work.flush()
    assert isinstance(first["id"], UUID)
    work.change(_U, first["id"], {"name": "丙"})
    rows = work.rows(select(_U.c.name, _U.c.version).where(_U.c.id.in_([first["id"], second["id"]])))
    assert sorted((row["name"], row["version"]) for row in rows) == [("丙", 2), ("乙", 1)]


def test_many_rows_change_by_one_statement_under_one_condition(work: UnitOfWork) -> None:
    units = [unit(work, name) for name in "甲乙丙"]
    work.insert(_U, *units)
    work.flush()
    began = work.statements
    changed = work.update_rows(
        _U,
        [{"id": row["id"], "name": f"{row['name']}!"} for row in units],
        assignments=("name = v.name",),
        condition="t.name <> '乙'",
        returning="t.name",
    )
    assert (sorted(row[0] for row in changed), work.statements) == (["丙!", "甲!"], began + 1)


def test_rows_that_differ_in_their_columns_are_refused(work: UnitOfWork) -> None:
    with pytest.raises(ValueError, match="differ"):
        work.update_rows(_U, [{"id": ABSENT, "name": "x"}, {"id": ABSENT}], assignments=("name = v.name",))


def test_ids_rise_in_the_order_they_were_asked_for(work: UnitOfWork) -> None:
    made = [work.new_id() for _ in range(100)]
    assert made == sorted(made)
    assert len(set(made)) == 100


@pytest.mark.parametrize(
    ("now", "today"),
    [
        (datetime(2026, 11, 1, 15, 59, 59, tzinfo=UTC), "2026-11-01"),
        (datetime(2026, 11, 1, 16, 0, 0, tzinfo=UTC), "2026-11-02"),
        (datetime(2026, 12, 31, 16, 0, 0, tzinfo=UTC), "2027-01-01"),
    ],
)
def test_today_is_the_day_where_the_company_is(work: UnitOfWork, now: datetime, today: str) -> None:
    work.now = now
    assert work.today.isoformat() == today


def test_a_right_that_is_missing_stops_the_verb(work: UnitOfWork) -> None:
    work.require("parties.party.create")
    with pytest.raises(NotAllowed) as refusal:
        work.require("parties.party.fly")
    assert refusal.value.params == {"permission": "parties.party.fly"}


class TestAnEvent:
    @pytest.fixture(autouse=True)
    def forgotten(self) -> Iterator[None]:
        """Nobody hears these events after the test."""
        yield
        _handlers.pop(SomethingHappened, None)

    def event(self) -> SomethingHappened:
        return SomethingHappened(aggregate_id=ABSENT, aggregate_seq=3, amount=5)

    def test_is_heard_at_once_and_leaves_a_message(self, work: UnitOfWork) -> None:
        heard: list[int] = []
        subscribe(SomethingHappened, lambda _, event: heard.append(event.amount))

        work.emit(self.event())

        assert heard == [5]
        row = work.first(select(OUTBOX_MESSAGE).where(OUTBOX_MESSAGE.c.aggregate_id == ABSENT))
        assert row is not None
        assert (row["kind"], row["aggregate_seq"], row["state"]) == ("SomethingHappened", 3, "waiting")
        assert row["payload"] == {"aggregate_id": str(ABSENT), "aggregate_seq": 3, "amount": 5}

    def test_is_heard_in_the_order_of_subscription_once_each(self, work: UnitOfWork) -> None:
        heard: list[str] = []

        def first(uow: UnitOfWork, event: SomethingHappened) -> None:
            heard.append("first")

        def second(uow: UnitOfWork, event: SomethingHappened) -> None:
            heard.append("second")

        for handler in (first, second, first):
            subscribe(SomethingHappened, handler)
        work.emit(self.event())
        assert heard == ["first", "second"]

    def test_can_be_refused_by_who_hears_it(self, work: UnitOfWork) -> None:
        def refuse(uow: UnitOfWork, event: SomethingHappened) -> None:
            raise NotAllowed(permission="no")

        subscribe(SomethingHappened, refuse)
        with pytest.raises(NotAllowed):
            work.emit(self.event())
        assert work.first(select(OUTBOX_MESSAGE).where(OUTBOX_MESSAGE.c.aggregate_id == ABSENT)) is None


def test_what_is_settled_is_read_anew_when_the_settings_change(company: Company, app_engine: Engine) -> None:
    asked: list[int] = []

    def load() -> int:
        asked.append(1)
        return len(asked)

    def once(*, changing: bool = False) -> int:
        with app_engine.connect() as connection, connection.begin():
            work = system_work(connection, tenant_id=company.tenant_id, now=MORNING, door="test")
            if changing:
                work.change_settings()
            return work.settled("test.settled", load)

    assert [once(), once(), once(changing=True), once(), once()] == [1, 1, 2, 3, 3]
