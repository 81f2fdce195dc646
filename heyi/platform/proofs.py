"""Proof by what is new: the laws are checked over what came since they last held, so a check costs a day's work.

`law_proof` says until which instant (`horizon`) everything was seen, `law_mark` what had added up until then. An id
begins with the instant of its transaction, which may still be under way while others are checked: the horizon lies
before the oldest transaction under way, and `SLACK` earlier still for clocks that differ. What lies behind the horizon
is read again, never missed.

What an earlier check saw is not looked at again until everything is checked: in the night to Monday, and when asked.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import Boolean, delete, func, literal, select, text, union_all

from heyi.platform.db.schema import (
    INSTANT,
    JSON_DATA,
    MONEY,
    QUANTITY,
    belongs_to,
    column,
    tenant_table,
    text_column,
    unique,
    uuid_column,
)
from heyi.platform.laws import (
    FIRST_ID,
    Break,
    Finding,
    Law,
    check,
    check_recent,
    number_laws,
)
from heyi.platform.records.declaration import all_records
from heyi.platform.unit_of_work import UnitOfWork

SLACK = timedelta(minutes=1)
_ROWS_AT_ONCE = 5_000

LAW_PROOF = tenant_table(
    "law_proof",
    *belongs_to("company_id", "company"),
    # Everything before this instant was seen when the laws held last; none as long as they never did.
    column("horizon", INSTANT, nullable=True),
    column("checked_at", INSTANT, nullable=True),
    column("whole_at", INSTANT, nullable=True),
    column("green", Boolean, default="true"),
    column("findings", JSON_DATA, default="[]"),
    # How many documents of each kind the last check looked at.
    column("looked", JSON_DATA, default="{}"),
    unique("company_id"),
    versioned=False,
)

LAW_MARK = tenant_table(
    "law_mark",
    *belongs_to("company_id", "company"),
    text_column("law"),
    text_column("key"),
    uuid_column("record_id", nullable=True),
    column("quantity", QUANTITY),
    column("amount", MONEY),
    unique("company_id", "law", "key"),
    versioned=False,
)

_UNDER_WAY = text(
    "SELECT clock_timestamp() - min(xact_start) FROM pg_stat_activity WHERE datname = current_database()"
)
_KEYS = ("company_id", "law", "key")
_P, _M = LAW_PROOF.c, LAW_MARK.c


@dataclass(frozen=True)
class Proof:
    """What was found, when, and when everything was last looked at; `whole` if that was now.

    `looked` says how many entries and documents of each kind came in what was looked at.
    """

    green: bool
    checked_at: datetime | None
    whole_at: datetime | None
    whole: bool
    findings: list[Finding]
    looked: dict[str, int]


def last_proof(uow: UnitOfWork) -> Proof | None:
    """What the last check of this company's books found; None before the first."""
    row = uow.first(select(LAW_PROOF).where(*_of_company(uow)))
    if row is None or row["checked_at"] is None:
        return None
    return Proof(
        row["green"],
        row["checked_at"],
        row["whole_at"],
        row["whole_at"] == row["checked_at"],
        [_restored(finding) for finding in row["findings"]],
        row["looked"],
    )


def prove(uow: UnitOfWork, laws: Sequence[Law], *, whole: bool = False) -> Proof:
    """Check the laws of this company over what is new since they last held, or over everything, and keep what is found.

    Everything is checked where they never held. Two who check at once both find the truth; one of them keeps it.
    """
    uow.insert_missing(
        LAW_PROOF, [{"id": uow.new_id(), "company_id": uow.company_id}], unique=("company_id",)
    )
    row = uow.first(select(_P.horizon, _P.whole_at).where(*_of_company(uow)))
    before: datetime | None = row["horizon"] if row else None
    until = max(_all_seen_before(uow), before) if before else _all_seen_before(uow)
    since = FIRST_ID if whole or before is None else first_id(before)
    asked = (*laws, *number_laws())
    # Read before the laws are asked: what is kept now is part of what they then find to hold.
    marks = {item.name: _new_marks(uow, item, since, first_id(until)) for item in asked if item.marks}
    findings = [check(uow, item) if since == FIRST_ID else check_recent(uow, item, since) for item in asked]
    looked = _looked(uow, since)
    green = all(finding.holds for finding in findings)
    whole_at = uow.now if since == FIRST_ID else (row["whole_at"] if row else None)
    kept = {
        "checked_at": uow.now,
        "whole_at": whole_at,
        "green": green,
        "findings": orjson.dumps([asdict(finding) for finding in findings]).decode(),
        "looked": orjson.dumps(looked).decode(),
        "horizon": until if green else before,
    }
    mine = uow.update_rows(
        LAW_PROOF,
        [{"company_id": uow.company_id, "seen": before, **kept}],
        keys=("company_id",),
        assignments=[f"{name} = v.{name}" for name in kept],
        types={"seen": "timestamptz"},
        condition="t.horizon IS NOT DISTINCT FROM v.seen",
        returning="t.id",
    )
    if green and mine:
        _keep_marks(uow, asked, marks, anew=since == FIRST_ID)
    return Proof(green, uow.now, whole_at, since == FIRST_ID, findings, looked)


def forget(uow: UnitOfWork) -> None:
    """Let the next check look at everything: after work whose ids do not begin with the time at which it was done."""
    uow.execute(delete(LAW_MARK).where(_M.tenant_id == uow.tenant_id))
    uow.execute(delete(LAW_PROOF).where(_P.tenant_id == uow.tenant_id))


def first_id(instant: datetime) -> UUID:
    """The lowest id that anything made at this instant can have."""
    milliseconds = (instant - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(milliseconds=1)
    return UUID(int=milliseconds << 80)


def _all_seen_before(uow: UnitOfWork) -> datetime:
    """An instant before which no transaction began that may still be under way."""
    under_way: timedelta | None = uow.scalar(_UNDER_WAY)
    return uow.now - max(under_way or timedelta(), timedelta()) - SLACK


def _of_company(uow: UnitOfWork) -> tuple[Any, Any]:
    return _P.tenant_id == uow.tenant_id, _P.company_id == uow.company_id


def _looked(uow: UnitOfWork, since: UUID) -> dict[str, int]:
    """How many documents of each kind, entries among them, there are since an id; kinds without any are left out."""
    counted = [
        select(literal(record.name).label("kind"), func.count().label("many")).where(
            record.table.c.tenant_id == uow.tenant_id,
            record.table.c.company_id == uow.company_id,
            record.table.c.id >= since,
        )
        for record in all_records()
        if record.by_company and (record.document is not None or record.table.info["append_only"])
    ]
    return {row["kind"]: row["many"] for row in uow.rows(union_all(*counted)) if row["many"]}


def _restored(plain: dict[str, Any]) -> Finding:
    breaks = [
        Break(**{**place, "record_id": UUID(place["record_id"]) if place["record_id"] else None})
        for place in plain["breaks"]
    ]
    return Finding(plain["name"], plain["holds"], breaks, plain.get("group", ""))


def _new_marks(uow: UnitOfWork, item: Law, since: UUID, until: UUID) -> list[dict[str, Any]]:
    assert item.marks is not None
    place = {"tenant": uow.tenant_id, "company": uow.company_id, "since": since, "until": until}
    return [
        {"company_id": uow.company_id, "law": item.name, **row} for row in uow.rows(item.marks.rows, place)
    ]


def _keep_marks(
    uow: UnitOfWork, laws: Sequence[Law], marks: dict[str, list[dict[str, Any]]], *, anew: bool
) -> None:
    """Keep what adds up now, by law and key; `anew` where all of it was added up again."""
    summed = [item.name for item in laws if item.marks and item.marks.added]
    if anew:
        uow.execute(
            delete(LAW_MARK).where(
                _M.tenant_id == uow.tenant_id, _M.company_id == uow.company_id, _M.law.in_(summed)
            )
        )
    for added in (True, False):
        rows = [row for name, found in marks.items() if (name in summed) is added for row in found]
        rows.sort(key=lambda row: (row["law"], row["key"]))
        assignments = [
            f"{name} = {'t.' + name + ' + ' if added else ''}v.{name}" for name in ("quantity", "amount")
        ]
        for start in range(0, len(rows), _ROWS_AT_ONCE):
            part = rows[start : start + _ROWS_AT_ONCE]
            nothing = {"quantity": 0, "amount": 0}
            uow.insert_missing(
                LAW_MARK, [{"id": uow.new_id(), **row, **nothing} for row in part], unique=_KEYS
            )
            uow.update_rows(LAW_MARK, part, keys=_KEYS, assignments=assignments)
