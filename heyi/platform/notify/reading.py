"""One's own notices: the page, how many are unread, and having read them."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, delete, false, func, select, tuple_, update

from heyi.kit.paging import Cursor, CursorError
from heyi.platform.errors import FieldProblem, InvalidInput, NotFound
from heyi.platform.notify.kinds import all_notice_kinds, notice_kind_of
from heyi.platform.notify.tables import DIGEST_SENT, NOTICE
from heyi.platform.notify.wording import Opens, worded
from heyi.platform.unit_of_work import UnitOfWork

PAGE = 30
COUNTED = 99
_N = NOTICE.c
_SORT = "-at"


@dataclass(frozen=True)
class NoticeView:
    """A notice as its reader sees it now."""

    id: UUID
    kind: str
    label: str
    group: str
    text: str
    at: datetime
    read_at: datetime | None
    opens: Opens | None


@dataclass(frozen=True)
class NoticePage:
    """Notices, the latest first, and where the next page begins."""

    items: list[NoticeView]
    next_cursor: str | None


@dataclass(frozen=True)
class Unread:
    """How many notices are unread; beyond 99 it is not `exact`."""

    count: int
    exact: bool


def my_notices(
    uow: UnitOfWork,
    *,
    unread: bool = False,
    group: str | None = None,
    cursor: str | None = None,
    limit: int = PAGE,
) -> NoticePage:
    """A page of the actor's notices, the latest first.

    Raises:
        InvalidInput: the cursor is none that a page gave.
    """
    query = select(NOTICE).where(*_mine(uow)).order_by(_N.at.desc(), _N.id.desc()).limit(limit + 1)
    if unread:
        query = query.where(_N.read_at.is_(None))
    if group is not None:
        query = query.where(_N.kind.in_([kind.key for kind in all_notice_kinds() if kind.group == group]))
    if cursor:
        query = query.where(tuple_(_N.at, _N.id) < tuple_(*_after(cursor)))
    rows = uow.rows(query)
    shown = rows[:limit]
    more = len(rows) > limit
    last = Cursor((shown[-1]["at"],), shown[-1]["id"], _SORT).encode() if more else None
    return NoticePage(_views(uow, shown), last)


def my_notice(uow: UnitOfWork, notice_id: UUID) -> NoticeView:
    """One of the actor's notices.

    Raises:
        NotFound: he has none of that id.
    """
    rows = uow.rows(select(NOTICE).where(*_mine(uow), _N.id == notice_id))
    if not rows:
        raise NotFound(what="record.notice")
    return _views(uow, rows)[0]


def unread_count(uow: UnitOfWork) -> Unread:
    """How many the actor has not read, counted no further than 99."""
    some = select(_N.id).where(*_mine(uow), _N.read_at.is_(None)).limit(COUNTED + 1).subquery()
    count = int(uow.scalar(select(func.count()).select_from(some)))
    return Unread(min(count, COUNTED), count <= COUNTED)


def mark_read(uow: UnitOfWork, *, ids: list[UUID] | None, group: str | None) -> Unread:
    """Have read these notices, or all of a group, or all.

    Raises:
        NotFound: one of those that are named is not the actor's.
    """
    if ids is not None:
        named = uow.rows(select(_N.id).where(*_mine(uow), _N.id.in_(ids)))
        if len(named) < len(set(ids)):
            raise NotFound(what="record.notice")
    read = update(NOTICE).where(*_mine(uow), _N.read_at.is_(None)).values(read_at=uow.now)
    if ids is not None:
        read = read.where(_N.id.in_(ids))
    if group is not None:
        read = read.where(_N.kind.in_([kind.key for kind in all_notice_kinds() if kind.group == group]))
    uow.execute(read)
    return unread_count(uow)


def forget_old(uow: UnitOfWork, *, read_days: int, unread_days: int) -> int:
    """Remove what lies so far back that nobody looks for it."""
    read, unread = uow.now - timedelta(days=read_days), uow.now - timedelta(days=unread_days)
    old = (_N.at < read) & _N.read_at.is_not(None) | (_N.at < unread)
    uow.execute(
        delete(DIGEST_SENT).where(DIGEST_SENT.c.tenant_id == uow.tenant_id, DIGEST_SENT.c.at < unread)
    )
    return uow.execute(delete(NOTICE).where(_N.tenant_id == uow.tenant_id, old)).rowcount


def _mine(uow: UnitOfWork) -> list[ColumnElement[bool]]:
    """The actor's own; with another's eyes he reads none: they are not his."""
    here = [_N.tenant_id == uow.tenant_id, _N.user_id == uow.actor.user_id]
    return [*here, false()] if uow.actor.kind == "seen" else here


def _views(uow: UnitOfWork, rows: Any) -> list[NoticeView]:
    found = []
    for row, said in zip(rows, worded(uow, rows), strict=True):
        kind = notice_kind_of(row["kind"])
        found.append(
            NoticeView(
                id=row["id"],
                kind=row["kind"],
                label=f"notice.{row['kind']}" if kind else "notice.unknown",
                group=kind.group if kind else "work",
                text=said.text,
                at=row["at"],
                read_at=row["read_at"],
                opens=said.opens,
            )
        )
    return found


def _after(cursor: str) -> tuple[Any, UUID]:
    try:
        last = Cursor.decode(cursor, sort=_SORT)
        (at,) = last.values
    except (CursorError, ValueError):
        raise InvalidInput(problems=[FieldProblem("cursor", "cursor")]) from None
    if not isinstance(at, datetime):
        raise InvalidInput(problems=[FieldProblem("cursor", "cursor")])
    return at, last.id
