"""Reads of the goods ledger and of its documents."""

from heyi.modules.stock.queries.goods import (
    TRANSIT,
    USUAL,
    available,
    has_bins,
    is_binned,
    list_on_hand,
    lock_lying,
    make_empty_places,
    refuse_frozen,
    require_warehouse,
    warehouses,
)
from heyi.modules.stock.queries.pools import Place

__all__ = [
    "TRANSIT",
    "USUAL",
    "Place",
    "available",
    "has_bins",
    "is_binned",
    "list_on_hand",
    "lock_lying",
    "make_empty_places",
    "refuse_frozen",
    "require_warehouse",
    "warehouses",
]
