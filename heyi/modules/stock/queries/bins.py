"""Reads of bins: where goods may be put, what stands in which, and how they were moved about."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import and_, func, or_, select

from heyi.modules.stock.models import STOCK_BALANCE, WAREHOUSE, WAREHOUSE_BIN
from heyi.platform.errors import NotFound
from heyi.platform.unit_of_work import UnitOfWork

_BIN, _W = WAREHOUSE_BIN.table.c, WAREHOUSE.table.c


@dataclass(frozen=True)
class Bin:
    """A bin as the verbs know it."""

    id: UUID
    warehouse_id: UUID
    code: str
    active: bool
    receiving: bool


def bins(
    uow: UnitOfWork,
    warehouse_ids: Collection[UUID],
    *,
    codes: Collection[str] = (),
    ids: Collection[UUID] = (),
) -> list[Bin]:
    """The bins of these warehouses that goods come into, and those of these codes or ids."""
    query = select(_BIN.id, _BIN.warehouse_id, _BIN.code, _BIN.active, _BIN.receiving).where(
        _BIN.tenant_id == uow.tenant_id,
        _BIN.company_id == uow.company_id,
        _BIN.warehouse_id.in_(sorted(warehouse_ids)),
        or_(_BIN.receiving, _BIN.code.in_(sorted(codes)), _BIN.id.in_(sorted(ids))),
    )
    return [Bin(**row) for row in uow.rows(query)]


def bins_to_come_into(
    uow: UnitOfWork, warehouse_id: UUID, product_ids: Collection[UUID]
) -> Mapping[UUID, str]:
    """The code of the bin that goods of each product are put into if nobody names one: its usual one while that is in
    use, else the one that goods come into."""
    here = (_BIN.tenant_id == uow.tenant_id, _BIN.warehouse_id == warehouse_id)
    receiving = uow.scalar(select(func.max(_BIN.code)).where(*here, _BIN.receiving))
    balance = STOCK_BALANCE.c
    usual = (
        select(balance.product_id, _BIN.code)
        .join(
            WAREHOUSE_BIN.table,
            and_(_BIN.tenant_id == balance.tenant_id, _BIN.id == balance.usual_bin_id),
        )
        .where(
            balance.tenant_id == uow.tenant_id,
            balance.warehouse_id == warehouse_id,
            balance.product_id.in_(sorted(set(product_ids))),
            _BIN.active,
        )
    )
    known = {row["product_id"]: row["code"] for row in uow.rows(usual)}
    return {product_id: known.get(product_id, receiving) for product_id in product_ids}


@dataclass(frozen=True)
class LockedHouse:
    """A warehouse as whoever switches its bins holds it."""

    id: UUID
    name: str
    binned: bool
    may_run_short: bool


def lock_house(uow: UnitOfWork, warehouse_id: UUID) -> LockedHouse:
    """The warehouse, held alone: nobody moves its goods until the transaction ends, for movers keep its row shared.

    Raises:
        NotFound: it does not exist in this company, or is the place of goods in transit.
    """
    row = uow.first(
        select(_W.id, _W.name, _W.binned, _W.may_run_short)
        .where(
            _W.tenant_id == uow.tenant_id,
            _W.company_id == uow.company_id,
            _W.id == warehouse_id,
            _W.kind != "transit",
        )
        .with_for_update(key_share=True)
    )
    if row is None:
        raise NotFound(what="record.warehouse")
    return LockedHouse(**row)


def codes_of(uow: UnitOfWork, ids: Collection[UUID]) -> Mapping[UUID, str]:
    """The codes of these bins."""
    if not ids:
        return {}
    query = select(_BIN.id, _BIN.code).where(_BIN.tenant_id == uow.tenant_id, _BIN.id.in_(sorted(ids)))
    return {row["id"]: row["code"] for row in uow.rows(query)}
