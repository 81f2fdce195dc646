"""Reads of the goods ledger and of its documents."""

from heyi.modules.stock.queries.goods import (
    House,
    available,
    has_bins,
    is_binned,
    list_on_hand,
    lock_lying,
    make_empty_places,
    refuse_frozen,
    require_house,
    require_warehouse,
    warehouse_of_ours,
    warehouses,
)
from heyi.modules.stock.queries.pools import Place

__all__ = [
    "House",
    "Place",
    "available",
    "has_bins",
    "is_binned",
    "list_on_hand",
    "lock_lying",
    "make_empty_places",
    "refuse_frozen",
    "require_house",
    "require_warehouse",
    "warehouse_of_ours",
    "warehouses",
]
