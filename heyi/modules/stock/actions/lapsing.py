"""Let go of what is held beyond its last day, where somebody needs it, before the night does."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from heyi.kit.quantity import summed
from heyi.modules.stock.contracts import Wanted
from heyi.modules.stock.models import STOCK_BALANCE
from heyi.modules.stock.queries.pools import Balance, Place
from heyi.modules.stock.rules import ZERO
from heyi.platform.unit_of_work import UnitOfWork

KEYS = ("warehouse_id", "product_id")
# What is held no more may end a shortage.
STILL_SHORT_HELD = "short = t.short AND t.on_hand < t.held - v.held + t.blocked"
_LAPSE = (
    "UPDATE stock_hold h SET released = h.quantity - h.consumed "
    "FROM unnest(%s::uuid[], %s::uuid[]) AS v(warehouse, product) "
    "WHERE h.tenant_id = %s AND h.warehouse_id = v.warehouse AND h.product_id = v.product AND h.expires_on < %s "
    "AND h.quantity > h.consumed + h.released "
    "RETURNING h.warehouse_id, h.product_id, h.released"
)


def quantities(lines: Sequence[Wanted]) -> dict[Place, Decimal]:
    """How many these lines want of each place."""
    return summed(((line.warehouse_id, line.product_id), line.quantity) for line in lines)


def without_lapsed(
    uow: UnitOfWork, wanted: Mapping[Place, Decimal], balances: Mapping[Place, Balance]
) -> Mapping[Place, Balance]:
    """The locked balances after what is held beyond its last day was let go, where less is available than is wanted.

    Only where something is short is anything asked. A hold changes only under the lock of its place.
    """
    short = [
        place
        for place, quantity in wanted.items()
        if place in balances and quantity > balances[place].available and balances[place].held > ZERO
    ]
    if not short:
        return balances
    columns = ([house for house, _ in short], [product for _, product in short])
    freed = let_go(uow, uow.driver_rows(_LAPSE, (*columns, uow.tenant_id, uow.today)))
    less = {place: replace(balances[place], held=balances[place].held - freed[place]) for place in freed}
    return {**balances, **less}


def let_go(uow: UnitOfWork, released: Sequence[tuple[Any, ...]]) -> dict[Place, Decimal]:
    """Take what was released, each with warehouse, product and quantity, off what these locked places hold."""
    freed = summed(((warehouse, product), quantity) for warehouse, product, quantity in released)
    if freed:
        rows = [
            {"warehouse_id": place[0], "product_id": place[1], "held": quantity}
            for place, quantity in freed.items()
        ]
        uow.update_rows(
            STOCK_BALANCE, rows, keys=KEYS, assignments=("held = t.held - v.held", STILL_SHORT_HELD)
        )
    return freed
