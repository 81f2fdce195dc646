"""Notices by mail: at once, or in a digest of the day or week. One job a reader, so that one bad address keeps nobody.

A digest is sent for a day once: its row is written in the transaction that sends it, and two that try meet at its key.
A mail that left before its transaction was lost carries the same name when it is sent again.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import groupby
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import (
    ColumnElement,
    DateTime,
    Interval,
    Text,
    and_,
    cast,
    exists,
    func,
    literal,
    or_,
    select,
    update,
)

from heyi.kit.identifiers import valid_email
from heyi.platform.errors import NotSignedIn
from heyi.platform.identity.sessions import begin_job_work
from heyi.platform.identity.tables import LOGIN, MEMBERSHIP
from heyi.platform.jobs.definition import Nothing, Running, job
from heyi.platform.jobs.queue import enqueue_for_system
from heyi.platform.jobs.tables import JOB
from heyi.platform.messages import translate
from heyi.platform.notify.kinds import GROUPS, Channel, notice_kind_of
from heyi.platform.notify.mail import Mail
from heyi.platform.notify.tables import DIGEST_CHOICE, DIGEST_SENT, NOTICE
from heyi.platform.notify.wording import worded
from heyi.platform.tenancy.tables import COMPANY
from heyi.platform.unit_of_work import UnitOfWork

MOST = 50
DIGEST_HOUR = 8
HOUR = timedelta(hours=1)
# How long after something that still grows it is looked at whether it does no more.
LOOK_AGAIN = timedelta(minutes=1)
_N = NOTICE.c
Row = Mapping[Any, Any]


@dataclass(frozen=True)
class Reader:
    """Who is to be mailed."""

    user_id: UUID


@dataclass(frozen=True)
class DigestOf:
    """Whose digest, of which day, and the moment until which things came that belong into it."""

    user_id: UUID
    day: date
    until: datetime


@job("notify.send_at_once", Nothing)
def send_at_once(run: Running[Nothing]) -> int:
    """Have everybody mailed who is to be told by mail and was not yet; what still grows is looked at again soon."""
    uow = run.uow
    if uow.scalar(select(exists(select(_N.id).where(*_mailable(uow, Channel.MAIL), _grows(uow))))):
        mail_soon(uow, f"{uow.now:%Y-%m-%d %H:%M}")
    newest = func.max(cast(_N.id, Text)).label("newest")
    waiting = select(_N.user_id, newest).where(*_unmailed(uow, Channel.MAIL)).group_by(_N.user_id)
    readers = uow.rows(waiting.order_by(_N.user_id))
    for row in readers:
        # While a mail does not go out, only something new to tell asks for it again.
        enqueue_for_system(
            run.connection,
            send_notices,
            Reader(row["user_id"]),
            now=run.now,
            tenant_id=uow.tenant_id,
            key=f"{row['user_id']} {row['newest']}",
        )
    return len(readers)


def mail_soon(uow: UnitOfWork, job: object | None) -> None:
    """Have people mailed: at once, or, of what grows in a job, when that may have ended; asked for once by its name."""
    delay, key = (LOOK_AGAIN, str(job)) if job is not None else (timedelta(), None)
    enqueue_for_system(
        uow.connection, send_at_once, Nothing(), now=uow.now, tenant_id=uow.tenant_id, key=key, delay=delay
    )


@job("notify.send_notices", Reader, attempts=8)
def send_notices(run: Running[Reader]) -> int:
    """Mail one reader what he is to be told at once; what he read meanwhile is not mailed."""
    rows = _waiting(run.uow, run.payload.user_id, Channel.MAIL)
    return _send(run, run.payload.user_id, rows, "notices", key=f"notice-{rows[0]['id']}") if rows else 0


@job("notify.spread_digests", Nothing)
def spread_digests(run: Running[Nothing]) -> int:
    """Have the digest sent to everybody whose hour has come and who had something to read by then."""
    uow = run.uow
    zone = ZoneInfo(uow.facts.time_zone)
    local = uow.now.astimezone(zone)
    chosen, sent = DIGEST_CHOICE.c, DIGEST_SENT.c
    hour = func.coalesce(chosen.hour, DIGEST_HOUR)
    of_today = or_(func.coalesce(chosen.every, "day") == "day", chosen.weekday == local.isoweekday())
    done = select(sent.id).where(
        sent.tenant_id == uow.tenant_id, sent.user_id == _N.user_id, sent.day == uow.today
    )
    came = func.timezone(uow.facts.time_zone, _N.at)
    before = came < literal(datetime.combine(uow.today, time()), DateTime) + hour * literal(HOUR, Interval)
    waiting = (
        select(_N.user_id, hour.label("hour"))
        .distinct()
        .outerjoin(DIGEST_CHOICE, and_(chosen.tenant_id == _N.tenant_id, chosen.user_id == _N.user_id))
        .where(*_unmailed(uow, Channel.DIGEST), _N.read_at.is_(None), hour <= local.hour, of_today, before)
        .where(~done.exists())
        .order_by(_N.user_id)
    )
    readers = uow.rows(waiting)
    for row in readers:
        until = datetime.combine(uow.today, time(row["hour"]), zone)
        payload, key = DigestOf(row["user_id"], uow.today, until), f"{row['user_id']} {uow.today}"
        enqueue_for_system(
            run.connection, send_digest, payload, now=run.now, tenant_id=uow.tenant_id, key=key
        )
    return len(readers)


@job("notify.send_digest", DigestOf, attempts=8)
def send_digest(run: Running[DigestOf]) -> int:
    """Mail one reader what came together from his last digest to his hour of the day, once for a day."""
    uow, asked = run.uow, run.payload
    rows = [row for row in _waiting(uow, asked.user_id, Channel.DIGEST) if row["at"] < asked.until]
    if not rows:
        return 0
    claimed = uow.driver_rows(
        """
        INSERT INTO digest_sent (tenant_id, id, user_id, day, count, at) VALUES (%s, %s, %s, %s, 0, %s)
        ON CONFLICT (tenant_id, user_id, day) DO NOTHING RETURNING id
        """,
        (uow.tenant_id, uow.new_id(), asked.user_id, asked.day, uow.now),
    )
    if not claimed:
        return 0
    count = _send(run, asked.user_id, rows, "digest", key=f"digest-{asked.user_id}-{asked.day}")
    mine = (DIGEST_SENT.c.tenant_id == uow.tenant_id, DIGEST_SENT.c.id == claimed[0][0])
    uow.execute(update(DIGEST_SENT).where(*mine).values(count=count))
    return count


def _mailable(uow: UnitOfWork, channel: Channel) -> list[Any]:
    return [_N.tenant_id == uow.tenant_id, _N.channel == channel, _N.mailed_at.is_(None)]


def _grows(uow: UnitOfWork) -> ColumnElement[bool]:
    """Notices in whose number a job still counts."""
    at_work = (
        JOB.c.tenant_id == uow.tenant_id,
        JOB.c.id == _N.job_id,
        JOB.c.state.in_(("waiting", "running")),
    )
    return exists(select(JOB.c.id).where(*at_work))


def _unmailed(uow: UnitOfWork, channel: Channel) -> list[Any]:
    return [*_mailable(uow, channel), ~_grows(uow)]


def _waiting(uow: UnitOfWork, user_id: UUID, channel: Channel) -> Sequence[Row]:
    """What is still to be mailed, the latest first; not held, for a mail server may keep us waiting and others not."""
    query = select(NOTICE).where(*_unmailed(uow, channel), _N.user_id == user_id)
    return uow.rows(query.order_by(_N.at.desc(), _N.id.desc()))


def _send(run: Running[Any], user_id: UUID, rows: Sequence[Row], form: str, *, key: str) -> int:
    """Mail the unread ones of these to a reader who has an address, and note that they are done with."""
    uow = run.uow
    unread = [row for row in rows if row["read_at"] is None]
    address = _address(uow, user_id)
    reader = _reader(run, user_id) if address is not None and unread else None
    if reader is not None and address is not None:
        run.services.mailer.send(_mail(run, reader, address, unread, form, key), now=run.now)
    ids = [row["id"] for row in rows]
    uow.execute(update(NOTICE).where(_N.tenant_id == uow.tenant_id, _N.id.in_(ids)).values(mailed_at=uow.now))
    return len(unread) if reader is not None else 0


def _mail(
    run: Running[Any], reader: UnitOfWork, address: str, rows: Sequence[Row], form: str, key: str
) -> Mail:
    language = reader.actor.language
    home = run.services.address
    shown = rows[:MOST]
    said = list(zip(shown, worded(reader, shown), strict=True))
    said.sort(key=lambda pair: _group(pair[0]))
    lines: list[str] = []
    for number, pairs in groupby(said, key=lambda pair: _group(pair[0])):
        lines += ["", translate(f"notice_group.{GROUPS[number]}", language)]
        for row, words in pairs:
            lines += [f"- {words.text}", f"  {home}/notices/{row['id']}"]
    company = reader.scalar(
        select(COMPANY.c.name).where(
            COMPANY.c.tenant_id == reader.tenant_id, COMPANY.c.id == reader.company_id
        )
    )
    params: dict[str, object] = {
        "company": company,
        "count": len(rows),
        "first": said[0][1].text,
        "lines": "\n".join(lines).strip(),
        "all": f"{home}/notices",
        "choices": f"{home}/notices/choices",
    }
    subject = "one" if form == "notices" and len(rows) == 1 else form
    text = translate(f"mail.{form}.text", language, params)
    return Mail(
        to=address,
        subject=" ".join(translate(f"mail.{subject}.subject", language, params).split()),
        text=text,
        key=key,
    )


def _group(row: Row) -> int:
    kind = notice_kind_of(row["kind"])
    return GROUPS.index(kind.group) if kind else len(GROUPS) - 1


def _address(uow: UnitOfWork, user_id: UUID) -> str | None:
    """Where mail reaches a person: his login, if it is an address."""
    query = (
        select(LOGIN.c.identifier)
        .join(MEMBERSHIP, MEMBERSHIP.c.login_id == LOGIN.c.id)
        .where(MEMBERSHIP.c.tenant_id == uow.tenant_id, MEMBERSHIP.c.user_id == user_id, MEMBERSHIP.c.active)
    )
    found = uow.scalar(query)
    return found if found is not None and valid_email(found) else None


def _reader(run: Running[Any], user_id: UUID) -> UnitOfWork | None:
    """The reader's own view; None when he was switched off meanwhile."""
    try:
        return begin_job_work(
            run.connection,
            tenant_id=run.uow.tenant_id,
            company_id=run.uow.company_id,
            user_id=user_id,
            scopes=None,
            name="",
            now=run.now,
        )
    except NotSignedIn:
        return None
