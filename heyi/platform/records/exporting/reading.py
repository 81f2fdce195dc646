"""How much anybody reads: one counter a person, kind of record, day and way, raised by what reads many rows."""

from dataclasses import dataclass
from datetime import date
from typing import Literal
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import insert

from heyi.platform.identity.tables import APP_USER
from heyi.platform.records.exporting.tables import RECORD_READING
from heyi.platform.unit_of_work import UnitOfWork

Way = Literal["pages", "program", "export"]
MOST_LINES = 500


@dataclass(frozen=True)
class Reading:
    """How many rows of a kind a person read in a day, in how many requests."""

    day: date
    user_id: UUID
    user: str | None
    record: str
    way: str
    rows: int
    times: int


def count_reading(uow: UnitOfWork, record: str, rows: int, way: Way) -> int:
    """Count rows that somebody has read; gives back how many of the kind he has read that day, in this way.

    Who wants to set a limit compares what this gives back; it is exact, since the counter is raised in the database.
    """
    if uow.actor.user_id is None or rows == 0:
        return 0
    values = {
        "tenant_id": uow.tenant_id,
        "user_id": uow.actor.user_id,
        "record": record,
        "day": uow.today,
        "way": way,
        "rows": rows,
        "times": 1,
    }
    made = insert(RECORD_READING).values(values)
    raised = made.on_conflict_do_update(
        index_elements=["tenant_id", "user_id", "record", "day", "way"],
        set_={
            "rows": RECORD_READING.c.rows + made.excluded.rows,
            "times": RECORD_READING.c.times + made.excluded.times,
        },
    )
    return int(uow.scalar(raised.returning(RECORD_READING.c.rows)))


def count_page(uow: UnitOfWork, record: str, rows: int, *, further: bool) -> None:
    """Count a page of a list: of a person those that lead `further` than the first usual one, of a program each."""
    by_program = uow.actor.kind == "api_key"
    if further or by_program:
        count_reading(uow, record, rows, "program" if by_program else "pages")


def list_reading(
    uow: UnitOfWork, *, since: date | None = None, until: date | None = None, user_id: UUID | None = None
) -> list[Reading]:
    """What was read in some days, the latest day first and who read most first."""
    reading = RECORD_READING.c
    person = (APP_USER.c.tenant_id == reading.tenant_id) & (APP_USER.c.id == reading.user_id)
    query = (
        select(RECORD_READING, APP_USER.c.name.label("person"))
        .select_from(RECORD_READING.outerjoin(APP_USER, person))
        .where(reading.tenant_id == uow.tenant_id)
        .where(reading.day >= since if since else reading.day == func.coalesce(until, uow.today))
        .order_by(reading.day.desc(), reading.rows.desc(), reading.user_id, reading.record, reading.way)
    )
    if until is not None:
        query = query.where(reading.day <= until)
    if user_id is not None:
        query = query.where(reading.user_id == user_id)
    return [
        Reading(
            row["day"], row["user_id"], row["person"], row["record"], row["way"], row["rows"], row["times"]
        )
        for row in uow.rows(query.limit(MOST_LINES))
    ]
