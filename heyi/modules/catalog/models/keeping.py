"""Whether anything counts a product already: what its unit is stays then what it was."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import Table, bindparam, select, text, union_all

from heyi.modules.catalog.errors import InspectedShort, TrackingKept, UnitCounts
from heyi.platform.db.schema import QUANTITY, metadata
from heyi.platform.records.declaration import Record
from heyi.platform.unit_of_work import UnitOfWork


def keep_what_is_counted(
    uow: UnitOfWork, record: Record, record_id: UUID, changed: Mapping[str, Any]
) -> None:
    """Refuse another unit for a product of which quantities are written down: they would mean something else.

    What lies in a warehouse is told apart by lots, or is not, from its receipt on; so that stays while any lies there.
    Whether it waits to be looked at is asked of what comes in from now on; what left before it came in has no quality.

    Raises:
        UnitCounts: a line, a move or another unit counts in the unit it has.
        TrackingKept: goods of it lie in a warehouse.
        InspectedShort: more of it has left a warehouse than came in.
    """
    if not changed.keys() & {"unit_id", "tracking", "inspected"}:
        return
    product, unit = record.table.c, metadata.tables["product_unit"].c
    held = select(product.name).where(product.tenant_id == uow.tenant_id, product.id == record_id)
    # Whoever moves goods keeps this row shared until he has written them: after this line nobody is under way.
    name = uow.scalar(held.with_for_update()) or ""
    if "tracking" in changed and _lies(uow, record_id, "on_hand <> 0"):
        raise TrackingKept(product=name)
    if changed.get("inspected") and _lies(uow, record_id, "on_hand < 0"):
        raise InspectedShort(product=name)
    if "unit_id" not in changed:
        return
    others = select(unit.id).where(unit.tenant_id == uow.tenant_id, unit.product_id == record_id)
    if is_counted(uow, record_id) or uow.scalar(others.limit(1)) is not None:
        raise UnitCounts(product=name)


def _lies(uow: UnitOfWork, product_id: UUID, how_much: str) -> bool:
    balance = metadata.tables["stock_balance"].c
    lying = select(balance.id).where(
        balance.tenant_id == uow.tenant_id, balance.product_id == product_id, text(how_much)
    )
    return uow.scalar(lying.limit(1)) is not None


def is_counted(uow: UnitOfWork, product_id: UUID) -> bool:
    """Whether any line, move or balance of any module says a quantity of the product, in any company of the tenant."""
    counted = [
        select(table.columns[column].label("product_id"))
        .where(table.c.tenant_id == bindparam("tenant"), table.columns[column] == bindparam("product"))
        .limit(1)
        .subquery()
        for table, column in _counting()
    ]
    query = union_all(*(select(part) for part in counted)).limit(1)
    return uow.scalar(query, {"tenant": uow.tenant_id, "product": product_id}) is not None


def _counting() -> list[tuple[Table, str]]:
    """Tables that say quantities of a product in its own unit, and the column that names the product.

    Read from what is declared, so that a module above need not be known here; prices by quantity count nothing.
    """
    ours = {"product_unit", "product_barcode", "price_list_line", "supplier_product"}
    return [
        (table, key.column_keys[-1])
        for table in metadata.sorted_tables
        if table.name not in ours and any(column.type is QUANTITY for column in table.columns)
        for key in table.foreign_key_constraints
        if key.referred_table.name == "product"
    ]
