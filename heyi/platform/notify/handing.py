"""People are told what came to them: records that changed hands, teams they were taken into, jobs that ended."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from uuid import UUID

from sqlalchemy import Text, cast, func, select

from heyi.platform.jobs.endings import Ended
from heyi.platform.notify.kinds import Channel, NoticeKind, notice_kind
from heyi.platform.notify.writing import Notice, tell
from heyi.platform.records.declaration import Record
from heyi.platform.records.owners import OwnerChange
from heyi.platform.records.tables import RECORD_MEMBER
from heyi.platform.unit_of_work import UnitOfWork

HANDED_OVER = notice_kind("handed_over", group="handing", channel=Channel.MAIL)
ASSIGNED = notice_kind("assigned", group="handing")
TEAM_ADDED = notice_kind("team_added", group="handing")
TEAM_ENDS = notice_kind("team_ends", group="handing")
JOB_DONE = notice_kind("job_done", group="jobs", tells_actor=True)
JOB_FAILED = notice_kind("job_failed", group="jobs", channel=Channel.MAIL, tells_actor=True)

_assigned: dict[str, NoticeKind] = {}


def assigned_as(record: str, kind: NoticeKind) -> None:
    """Have people told by a kind of its own when records of this name become theirs that were nobody's."""
    _assigned[record] = kind


def on_owners(uow: UnitOfWork, shape: Record, changes: Sequence[OwnerChange]) -> None:
    """Tell everybody what became his, one notice for all of a kind; what a job does in steps grows together."""
    gained: dict[tuple[UUID, NoticeKind], list[UUID]] = defaultdict(list)
    for change in changes:
        if change.new is not None:
            kind = HANDED_OVER if change.old is not None else _assigned.get(shape.name, ASSIGNED)
            gained[change.new, kind].append(change.record_id)
    in_steps = uow.actor.kind == "job"
    once = f"{uow.job_id} {shape.name}" if in_steps else None
    tell(
        uow,
        [
            Notice(
                user_id=user_id,
                kind=kind,
                record=shape.name,
                record_id=ids[0] if len(ids) == 1 else None,
                count=len(ids),
                once=once,
            )
            for (user_id, kind), ids in gained.items()
        ],
        growing=in_steps,
    )


def on_member(uow: UnitOfWork, shape: Record, people: Mapping[UUID, UUID]) -> None:
    """Tell people that they were taken into the teams of records, one notice for all that a verb gave one of them."""
    joined: dict[UUID, list[UUID]] = defaultdict(list)
    for record_id, user_id in people.items():
        joined[user_id].append(record_id)
    tell(
        uow,
        [
            Notice(
                user_id=user_id,
                kind=TEAM_ADDED,
                record=shape.name,
                record_id=ids[0] if len(ids) == 1 else None,
                count=len(ids),
            )
            for user_id, ids in joined.items()
        ],
    )


def on_ended(uow: UnitOfWork, ended: Ended) -> None:
    """Tell who asked for a job that it is done, or why he waits in vain."""
    tell(
        uow,
        [
            Notice(
                user_id=ended.user_id,
                kind=JOB_FAILED if ended.failed else JOB_DONE,
                params={"words": {"job": f"job.{ended.name}"}, "opens": {"to": ended.leads_to}},
                once=str(ended.job_id),
            )
        ],
    )


def ending_teams(uow: UnitOfWork) -> Iterable[Notice]:
    """Whose days on a team end tomorrow."""
    member = RECORD_MEMBER.c
    day = uow.today + timedelta(days=1)
    first = func.min(cast(member.record_id, Text))
    query = (
        select(member.user_id, member.record, func.count().label("count"), first.label("first"))
        .where(member.tenant_id == uow.tenant_id, member.ends_on == day)
        .group_by(member.user_id, member.record)
    )
    for row in uow.rows(query):
        yield Notice(
            user_id=row["user_id"],
            kind=TEAM_ENDS,
            record=row["record"],
            record_id=UUID(row["first"]) if row["count"] == 1 else None,
            count=row["count"],
            params={"day": day.isoformat()},
            once=f"{row['record']} {day}",
        )
