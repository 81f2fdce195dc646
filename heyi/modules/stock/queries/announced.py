"""What documents promise to bring and to take: transfers and holds of our own, and what modules above announce."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final
from uuid import UUID

from sqlalchemy import and_, func, literal, null, select, true

from heyi.kit.quantity import summed
from heyi.modules.stock.contracts.by_date import Announced, Announcer
from heyi.modules.stock.contracts.promises import Expected, Expecter
from heyi.modules.stock.models import STOCK_HOLD, STOCK_TRANSFER, STOCK_TRANSFER_LINE
from heyi.modules.stock.queries.lapsed import is_kept
from heyi.modules.stock.queries.pools import Place
from heyi.modules.stock.rules import ZERO
from heyi.modules.stock.states import TransferState
from heyi.platform.records import access
from heyi.platform.records.declaration import record_named
from heyi.platform.unit_of_work import UnitOfWork

_T, _TL, _HOLD = STOCK_TRANSFER.table.c, STOCK_TRANSFER_LINE.c, STOCK_HOLD.c


@dataclass(frozen=True)
class _Supplier:
    """A module whose documents bring goods: each of them, and what they bring together by place and day."""

    documents: Announcer
    sums: Expecter


_suppliers: Final[list[_Supplier]] = []


@dataclass(frozen=True)
class Coming:
    """How many are on their way to a place from another warehouse, and how many are ordered for it."""

    under_way: Decimal = ZERO
    on_order: Decimal = ZERO


def declare_supply(*, documents: Announcer, sums: Expecter) -> None:
    """Have a module asked what will come of products: document by document, and all of them together."""
    source = _Supplier(documents, sums)
    if source not in _suppliers:
        _suppliers.append(source)


def coming(uow: UnitOfWork, product_ids: Collection[UUID]) -> Mapping[Place, Coming]:
    """What comes of these products to which place; what nothing comes to is left out."""
    if not product_ids:
        return {}
    moving = _sums(transfers_on_their_way(uow, product_ids))
    ordered = _sums(expected_sums(uow, product_ids))
    return {
        place: Coming(moving.get(place, ZERO), ordered.get(place, ZERO))
        for place in moving.keys() | ordered.keys()
    }


def _sums(promises: Sequence[Announced] | Sequence[Expected]) -> Mapping[Place, Decimal]:
    """How many these are together in each place."""
    return summed(((one.warehouse_id, one.product_id), one.quantity) for one in promises)


def ordered_supply(uow: UnitOfWork, product_ids: Collection[UUID]) -> list[Announced]:
    """What each document of the modules above announces to come."""
    return [one for source in _suppliers for one in source.documents(uow, product_ids)]


def expected_sums(uow: UnitOfWork, product_ids: Collection[UUID]) -> list[Expected]:
    """What the documents of the modules above bring together, by place and day."""
    return [one for source in _suppliers for one in source.sums(uow, product_ids)]


def transfers_on_their_way(uow: UnitOfWork, product_ids: Collection[UUID]) -> list[Announced]:
    """What was sent from another warehouse and is not there; nobody said when it will be."""
    rest = func.sum(_TL.quantity - _TL.arrived - _TL.returned - _TL.lost)
    seen = and_(true(), *access.rows(uow, STOCK_TRANSFER))
    rows = uow.rows(
        select(
            _TL.product_id,
            _T.to_warehouse_id.label("warehouse_id"),
            null().label("day"),
            rest.label("quantity"),
            literal(STOCK_TRANSFER.name).label("document"),
            _T.id.label("document_id"),
            func.min(_T.number).filter(seen).label("number"),
        )
        .join(STOCK_TRANSFER.table, and_(_T.tenant_id == _TL.tenant_id, _T.id == _TL.transfer_id))
        .where(
            _TL.tenant_id == uow.tenant_id,
            _T.company_id == uow.company_id,
            _T.state == TransferState.SENT,
            _TL.product_id.in_(sorted(product_ids)),
        )
        .group_by(_TL.product_id, _T.to_warehouse_id, _T.id)
        .having(rest > 0)
        .order_by(_T.id)
    )
    return [Announced(**row) for row in rows]


def promised(uow: UnitOfWork, product_ids: Collection[UUID]) -> list[Announced]:
    """What is held for documents that will take it, for the day each of it is wanted, or each of them stands on."""
    rest = func.sum(_HOLD.quantity - _HOLD.consumed - _HOLD.released)
    holds = uow.rows(
        select(
            _HOLD.product_id,
            _HOLD.warehouse_id,
            _HOLD.day,
            _HOLD.source_type,
            _HOLD.source_id,
            rest.label("quantity"),
        )
        .where(
            _HOLD.tenant_id == uow.tenant_id,
            _HOLD.company_id == uow.company_id,
            _HOLD.product_id.in_(sorted(product_ids)),
            _HOLD.quantity > _HOLD.consumed + _HOLD.released,
            is_kept(uow),
        )
        .group_by(_HOLD.product_id, _HOLD.warehouse_id, _HOLD.day, _HOLD.source_type, _HOLD.source_id)
        .order_by(_HOLD.source_id, _HOLD.day)
    )
    ids: dict[str, set[UUID]] = defaultdict(set)
    for row in holds:
        ids[row["source_type"]].add(row["source_id"])
    found = []
    for name in sorted(ids):
        record = record_named(name)
        table, document = record.table.c, record.document
        assert document is not None, f"{name} holds goods and is no document"
        seen = and_(true(), *access.rows(uow, record))
        query = select(
            table.id,
            table[document.occurred_on].label("day"),
            table[record.title].label("number"),
            seen.label("seen"),
        ).where(table.tenant_id == uow.tenant_id, table.id.in_(sorted(ids[name])))
        heads = {row["id"]: row for row in uow.rows(query)}
        found += [
            Announced(
                product_id=row["product_id"],
                warehouse_id=row["warehouse_id"],
                day=row["day"] or heads[row["source_id"]]["day"],
                quantity=-row["quantity"],
                document=name,
                document_id=row["source_id"],
                number=heads[row["source_id"]]["number"] if heads[row["source_id"]]["seen"] else None,
            )
            for row in holds
            if row["source_type"] == name
        ]
    return found
