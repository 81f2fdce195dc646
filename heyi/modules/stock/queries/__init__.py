"""Reads of the goods ledger and of its documents."""

from heyi.modules.stock.queries.goods import (
    TRANSIT,
    USUAL,
    Balance,
    Place,
    available,
    list_on_hand,
    lock_balances,
    lock_lying,
    make_empty_places,
    refuse_frozen,
    require_warehouse,
    warehouses,
)

__all__ = [
    "TRANSIT",
    "USUAL",
    "Balance",
    "Place",
    "available",
    "list_on_hand",
    "lock_balances",
    "lock_lying",
    "make_empty_places",
    "refuse_frozen",
    "require_warehouse",
    "warehouses",
]
