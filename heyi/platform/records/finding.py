"""One box for everything: the records of every kind that words find, as far as the reader may see them."""

import re
from dataclasses import dataclass
from typing import Annotated
from uuid import UUID

from fastapi import Query
from sqlalchemy import ColumnElement, func, literal, select, union_all

from heyi.kit.identifiers import valid_ean
from heyi.kit.text import query_terms
from heyi.kit.typos import typo_terms
from heyi.platform.access import MEMBER
from heyi.platform.http.router import Router
from heyi.platform.identity.rights import Level
from heyi.platform.records import access
from heyi.platform.records.declaration import Record
from heyi.platform.records.kinds import TEXTS
from heyi.platform.records.masking import masked
from heyi.platform.records.search import LAST, SEARCH_WORD, begins_with
from heyi.platform.records.selecting import Selecting
from heyi.platform.records.shapes import shapes
from heyi.platform.unit_of_work import UnitOfWork

router = Router("search")

# XSDD20261102: letters and then digits, as number rules write them.
_NUMBER = re.compile(r"[A-Z]{1,8}[-/]?[0-9][A-Z0-9/-]{0,40}")


@dataclass(frozen=True)
class Hit:
    """A record that the words find: its title, and what tells it from others of that title."""

    id: UUID
    title: str
    detail: str


@dataclass(frozen=True)
class HitGroup:
    """The records of one kind that the words find, the closest first."""

    record: str
    path: str
    label: str
    items: list[Hit]


@dataclass(frozen=True)
class Found:
    """What the words find, by kind."""

    groups: list[HitGroup]


@router.get("/search", permission=MEMBER, answer=Found)
def get_search(
    uow: UnitOfWork,
    q: Annotated[str, Query(max_length=200)],
    limit: Annotated[int, Query(ge=1, le=20)] = 5,
) -> Found:
    """The first few records of every kind by Chinese words, pinyin, initials, digits of a phone or a number."""
    if not query_terms(q):
        return Found([])
    wanted = [
        shape
        for shape in shapes(uow)
        if shape.searchable and uow.actor.may(shape.permissions.view)
        # A barcode that stands beside the fields is no word of theirs.
        if (shape.coded is not None and valid_ean(q.strip())) or _has_words(uow, shape, q)
    ]
    groups = [_group(uow, shape, q, limit) for shape in wanted]
    return Found([group for group in (*_numbered(uow, q, limit), *groups) if group.items])


def _has_words(uow: UnitOfWork, shape: Record, q: str) -> bool:
    """Whether any record of the kind has a word that begins so; one look-up for all kinds together."""
    term = max(query_terms(q), key=len)
    found = uow.once(("kinds", term), lambda: _kinds(uow, begins_with(term)))
    if found:
        return shape.name in found
    # Where no kind has it, it may be a slip of the finger.
    slips = typo_terms(term)
    return bool(slips) and shape.name in uow.once(
        ("slips", term), lambda: _kinds(uow, SEARCH_WORD.c.word.in_(slips))
    )


def _kinds(uow: UnitOfWork, met: ColumnElement[bool]) -> frozenset[str]:
    """The kinds that have such a word."""
    words = SEARCH_WORD.c
    found = [
        select(words.record)
        .where(words.tenant_id == uow.tenant_id, words.record == one.name, met)
        .limit(1)
        .scalar_subquery()
        for one in shapes(uow)
        if one.searchable
    ]
    row = uow.first(select(*found))
    return frozenset(value for value in (row.values() if row else ()) if value is not None)


def _numbered(uow: UnitOfWork, q: str, limit: int) -> list[HitGroup]:
    """Documents whose number begins so, of all kinds by one look-up; the latest first."""
    number = "".join(q.split()).upper()
    if not _NUMBER.fullmatch(number):
        return []
    seen = [
        shape
        for shape in shapes(uow)
        if shape.document is not None
        and not shape.field(shape.title).searchable
        and uow.actor.may(shape.permissions.view)
        and shape.title not in access.levels(uow, shape)
    ]
    if not seen:
        return []
    queries = []
    for shape in seen:
        assert shape.document is not None
        table = shape.table
        title, day = table.columns[shape.title], table.columns[shape.document.occurred_on]
        begins = (title >= number, title < number + LAST)
        query = (
            select(literal(shape.name).label("record"), table.c.id, title.label("title"), day.label("day"))
            .where(*access.rows(uow, shape), *begins)
            .order_by(title.desc())
            .limit(limit)
        )
        queries.append(select(query.subquery()))
    rows = uow.rows(union_all(*queries))
    return [
        HitGroup(
            shape.name,
            shape.path,
            f"record.{shape.name}",
            [Hit(row["id"], row["title"], str(row["day"])) for row in rows if row["record"] == shape.name],
        )
        for shape in seen
    ]


def _group(uow: UnitOfWork, shape: Record, q: str, limit: int) -> HitGroup:
    selecting = Selecting(uow, shape)
    table = selecting.table
    title = table.columns[shape.title]
    details = [
        item
        for item in shape.searchable
        if item.name != shape.title and item.kind in TEXTS and selecting.sees(item.name)
    ][:3]
    columns = [selecting.column(item.name).label(item.name) for item in details]
    level = selecting.levels.get(shape.title)
    if level is Level.HIDDEN:
        return HitGroup(shape.name, shape.path, f"record.{shape.name}", [])
    narrowed = [*selecting.rows(), *selecting.found(q)]
    # Of all names that hold the words the one that is nothing else is the shortest; of very many, the first will do.
    order = [] if selecting.common else [func.length(title), table.columns["id"]]
    query = select(table.columns["id"], title.label("title"), *columns).where(*narrowed).order_by(*order)
    items = [
        Hit(
            row["id"],
            str(
                masked(shape.field(shape.title), row["title"])
                if level is Level.MASKED
                else row["title"] or ""
            ),
            " · ".join(
                str(
                    masked(item, row[item.name])
                    if selecting.levels.get(item.name) is Level.MASKED
                    else row[item.name]
                )
                for item in details
                if row[item.name]
            ),
        )
        for row in uow.rows(query.limit(limit))
    ]
    return HitGroup(shape.name, shape.path, f"record.{shape.name}", items)
