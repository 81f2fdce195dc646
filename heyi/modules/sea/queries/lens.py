"""A sea seen by its people: its rows and no others, without what is hidden from those who only claim."""

from collections.abc import Mapping
from functools import cached_property
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, func, select

from heyi.modules.sea.contracts import Pool
from heyi.modules.sea.errors import ViewLimit
from heyi.modules.sea.models import POOL_VIEWING
from heyi.modules.sea.queries.pools import administers, of_pool, pool_of, require_administrator, shape_in
from heyi.platform.errors import NotAllowed
from heyi.platform.identity.rights import LEVELS, Level
from heyi.platform.identity.tables import APP_USER
from heyi.platform.records import access
from heyi.platform.records.declaration import Record
from heyi.platform.records.exporting.reading import count_page
from heyi.platform.records.exporting.running import Asked, ExportBody, ask_for_export
from heyi.platform.records.listing import ListQuery, Page, get_record, list_records
from heyi.platform.records.selecting import Selecting
from heyi.platform.unit_of_work import UnitOfWork

LENS = "pool"


class PoolSelecting(Selecting):
    """The rows of one sea, whoever's they were; of each field what the roles and the sea both allow."""

    def __init__(self, uow: UnitOfWork, shape: Record, pool: Pool, *, listed: bool = False) -> None:
        super().__init__(uow, shape)
        self._pool = pool
        self._listed = listed

    @cached_property
    def levels(self) -> Mapping[str, Level]:
        """What the roles leave of each field, less what the sea hides from members."""
        found = dict(access.levels(self.uow, self.record))
        if not administers(self.uow, self._pool):
            for name, level in self._pool.hidden_fields.items():
                if name in self.record.by_name:
                    found[name] = min(Level(level), found.get(name, Level.EDITABLE), key=LEVELS.index)
            # Where opening is counted, a list tells what lists show and no more: the rest is there to be opened.
            if self._listed and self._pool.view_limit is not None:
                told = {item.name for item in self.record.fields if item.in_list} | {self.record.title}
                found |= dict.fromkeys(self.record.by_name.keys() - told, Level.HIDDEN)
            found |= dict.fromkeys(access.made_of_unseen(self.record, found), Level.HIDDEN)
        return found

    def rows(self) -> list[ColumnElement[bool]]:
        """What lies in the sea."""
        table = self.table
        here = [*access.within(self.uow, self.record, table), table.c.pool_id == self._pool.id]
        looker = self.uow.actor.looks_through
        if looker is not None and looker.user_id is not None and not of_pool(looker, self._pool):
            # With the other's eyes one sees what both may: who is not of the sea, what his own roles reach.
            eyes = access.Viewer(looker.user_id, looker.permissions)
            reached = access.reached(self.uow, eyes, self.record, "view", table)
            here += [] if reached is None else [reached]
        return [*here, *access.worked_on(self.record, table)]

    @property
    def is_bare(self) -> bool:
        """A sea is never all there is, so words are counted in it and not beside it."""
        return False


def list_in_pool(uow: UnitOfWork, pool_id: UUID, query: ListQuery) -> Page:
    """One page of what lies in a sea, by condition, words and order, on fields that are not hidden in it.

    Raises:
        NotFound: there is no such sea for the actor.
        InvalidInput: the question speaks of what he does not see.
    """
    pool = pool_of(uow, pool_id)
    shape = shape_in(uow, pool)
    page = list_records(uow, shape, query, selecting=PoolSelecting(uow, shape, pool, listed=True))
    count_page(
        uow, shape.name, len(page.items), further=query.cursor is not None or query.limit > ListQuery.limit
    )
    return page


def lens_of_pool(uow: UnitOfWork, shape: Record, pool_id: UUID) -> Selecting:
    """What lies in a sea, to be taken out: the rows and fields of its list.

    Raises:
        NotFound: there is no such sea for the actor.
        NotAllowed: he may not take out records of its kind.
        NotAdministrator: what is opened there is counted, and he is none.
    """
    pool = pool_of(uow, pool_id)
    permission = shape.permissions.take_out
    if permission is None or not uow.actor.may(permission) or pool.holds != shape.name:
        raise NotAllowed(permission=f"permission.{permission}")
    if pool.view_limit is not None:
        require_administrator(uow, pool)
    return PoolSelecting(uow, shape, pool, listed=True)


def export_pool(uow: UnitOfWork, pool_id: UUID, body: ExportBody) -> Asked:
    """Have what lies in a sea written to a file, as its list shows it.

    Raises:
        NotFound, NotAllowed, NotAdministrator: as for `lens_of_pool`.
        InvalidInput: the question speaks of what he does not see.
        TooMuch: it would be more than one file takes.
    """
    shape = shape_in(uow, pool_of(uow, pool_id))
    return ask_for_export(uow, shape, body, through=(LENS, pool_id))


def peek(uow: UnitOfWork, pool_id: UUID, record_id: UUID) -> dict[str, Any]:
    """One record of a sea as its people see it; whoever only claims has so many a day, the same one counted once.

    Raises:
        NotFound: there is no such sea for the actor, or the record does not lie in it.
        ViewLimit: he opened as many today as he may.
    """
    pool = pool_of(uow, pool_id)
    shape = shape_in(uow, pool)
    found = get_record(uow, shape, record_id, selecting=PoolSelecting(uow, shape, pool))
    if not administers(uow, pool) and uow.actor.looks_through is None:
        _count_viewing(uow, pool, record_id)
    found["allowed_actions"] = []
    return found


def _count_viewing(uow: UnitOfWork, pool: Pool, record_id: UUID) -> None:
    """Remember the day's opening; who reads in two tabs waits for himself."""
    viewing = POOL_VIEWING.c
    me = uow.actor.user_id
    key = {"user_id": me, "pool_id": pool.id, "day": uow.today}
    if pool.view_limit is not None:
        uow.rows(select(APP_USER.c.id).where(*_person(uow)).with_for_update(key_share=True))
    here = [viewing.tenant_id == uow.tenant_id, *(viewing[name] == value for name, value in key.items())]
    if uow.scalar(select(viewing.day).where(*here, viewing.record_id == record_id)) is not None:
        return
    if pool.view_limit is not None:
        used = uow.scalar(select(func.count()).select_from(POOL_VIEWING).where(*here))
        if used >= pool.view_limit:
            raise ViewLimit(pool=pool.name, limit=pool.view_limit, used=used)
    uow.insert_missing(
        POOL_VIEWING, [{**key, "record_id": record_id}], unique=("user_id", "pool_id", "day", "record_id")
    )


def _person(uow: UnitOfWork) -> list[ColumnElement[bool]]:
    return [APP_USER.c.tenant_id == uow.tenant_id, APP_USER.c.id == uow.actor.user_id]
