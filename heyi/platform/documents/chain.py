"""The chain a document belongs to: what it came out of and what came out of it, as far as it goes."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import RowMapping, bindparam, select, text, tuple_

from heyi.platform.errors import NotFound
from heyi.platform.journal import DOCUMENT_LINK
from heyi.platform.records import access
from heyi.platform.records.declaration import Record, all_records, record_named
from heyi.platform.records.selecting import UNSEEN
from heyi.platform.unit_of_work import UnitOfWork

MOST = 500


@dataclass(frozen=True)
class ChainDocument:
    """A document of a chain: number, day, kind, state and total as far as its record has them."""

    type: str
    id: UUID
    number: str
    occurred_on: date
    kind: str | None
    state: str | None
    total: Decimal | None


@dataclass(frozen=True)
class ChainLink:
    """The second document came out of the first."""

    from_id: UUID
    to_id: UUID


@dataclass(frozen=True)
class Chain:
    """All documents connected with one, in the order of their days, and how they hang together."""

    documents: list[ChainDocument]
    links: list[ChainLink]


_WALK = text(
    """
    WITH RECURSIVE source(type, id) AS (
      SELECT CAST(:type AS text) COLLATE "C", CAST(:id AS uuid)
      UNION
      SELECT link.from_type, link.from_id FROM source JOIN document_link link
          ON link.tenant_id = :tenant AND link.to_type = source.type AND link.to_id = source.id
    ), outcome(type, id) AS (
      SELECT CAST(:type AS text) COLLATE "C", CAST(:id AS uuid)
      UNION
      SELECT link.to_type, link.to_id FROM outcome JOIN document_link link
          ON link.tenant_id = :tenant AND link.from_type = outcome.type AND link.from_id = outcome.id
    ), beside(type, id) AS (
      SELECT link.from_type, link.from_id FROM source JOIN document_link link
          ON link.tenant_id = :tenant AND link.to_type = source.type AND link.to_id = source.id
       WHERE source.type = ANY(:taking_back)
      UNION
      SELECT link.to_type, link.to_id FROM beside JOIN document_link link
          ON link.tenant_id = :tenant AND link.from_type = beside.type AND link.from_id = beside.id
    )
    SELECT type, id, true AS is_outcome FROM outcome
    UNION ALL (SELECT type, id, false FROM source WHERE id <> :id
               UNION SELECT type, id, false FROM beside WHERE id <> :id) LIMIT :most
    """
)


def documents() -> tuple[Record, ...]:
    """The records that are documents."""
    return tuple(record for record in all_records() if record.document is not None)


def _taking_back() -> list[str]:
    return [record.name for record in documents() if record.document and record.document.takes_back]


def read_chain(uow: UnitOfWork, document_type: str, document_id: UUID) -> Chain:
    """The chain of a document: what it came out of, to the beginning, and what came out of it, to the end.

    Of what takes goods back, and of the credit note for it, also what else came out of the document that brought them:
    its invoice, and the money for that.

    Documents beside it, such as another order that the same receipt paid, are not its chain; the document kinds this
    actor may not see are left out.

    Raises:
        NotFound: there is no such document in this company, or no such kind.
    """
    if document_type not in {record.name for record in documents()}:
        raise NotFound(what=document_type)
    found: dict[str, list[UUID]] = defaultdict(list)
    for row in _walk(uow, document_type, document_id):
        found[row["type"]].append(row["id"])
    shown: list[ChainDocument] = []
    for name, ids in found.items():
        record = record_named(name)
        if uow.actor.may(record.permissions.view):
            shown += _load(uow, record, ids)
    if document_id not in {document.id for document in shown}:
        raise NotFound(what=f"record.{document_type}")
    return Chain(sorted(shown, key=lambda item: (item.occurred_on, item.id)), _links(uow, shown))


def outcomes(uow: UnitOfWork, document_type: str, document_id: UUID) -> list[tuple[str, UUID]]:
    """The document itself and everything that came out of it, as (record, id), as far as this actor may see."""
    visible = {record.name for record in documents() if uow.actor.may(record.permissions.view)}
    rows = _walk(uow, document_type, document_id)
    return [(row["type"], row["id"]) for row in rows if row["is_outcome"] and row["type"] in visible]


def _walk(uow: UnitOfWork, document_type: str, document_id: UUID) -> Sequence[RowMapping]:
    place = {"type": document_type, "id": document_id, "tenant": uow.tenant_id, "most": MOST}
    return uow.rows(_WALK, place | {"taking_back": _taking_back()})


def _load(uow: UnitOfWork, record: Record, ids: list[UUID]) -> list[ChainDocument]:
    shape = record.document
    assert shape is not None
    table = record.table
    rows = uow.rows(select(table).where(*access.rows(uow, record), table.c.id.in_(ids)))
    # Whom a field is hidden from is not told of it here either.
    unseen = {name for name, level in access.levels(uow, record).items() if level in UNSEEN}
    total = shape.total if shape.total not in unseen else None
    return [
        ChainDocument(
            type=record.name,
            id=row["id"],
            number=row[record.title] or "",
            occurred_on=row[shape.occurred_on],
            kind=row[shape.kind] if shape.kind and shape.kind not in unseen else None,
            state=row[shape.state] if shape.state else None,
            total=row[total] if total else None,
        )
        for row in rows
    ]


def _links(uow: UnitOfWork, shown: list[ChainDocument]) -> list[ChainLink]:
    link = DOCUMENT_LINK.c
    places: Any = tuple_(link.from_type, link.from_id)
    query = select(link.from_id, link.to_id).where(
        link.tenant_id == bindparam("tenant"),
        places.in_([(document.type, document.id) for document in shown]),
    )
    visible = {document.id for document in shown}
    rows = uow.rows(query, {"tenant": uow.tenant_id})
    return [ChainLink(row["from_id"], row["to_id"]) for row in rows if row["to_id"] in visible]
