"""Places where it begins to be kept how good goods are: what lies there is free, and some that comes in is not."""

from collections.abc import Collection, Mapping
from dataclasses import replace

from heyi.modules.catalog import api as catalog
from heyi.modules.stock.actions.details import put_into_lots
from heyi.modules.stock.actions.legs import Legs, write_legs
from heyi.modules.stock.actions.pools import Locked, lock_or_make_places
from heyi.modules.stock.contracts import Wanted
from heyi.modules.stock.models import FREE, STOCK_BALANCE
from heyi.modules.stock.queries import Place
from heyi.modules.stock.queries.pools import Balance
from heyi.modules.stock.rules import ZERO
from heyi.modules.stock.rules.lots import Piece
from heyi.platform.unit_of_work import UnitOfWork


def lock_to_look_at(
    uow: UnitOfWork, places: Collection[Place], *, all_of_it: bool = False
) -> tuple[Mapping[Place, Balance], Locked]:
    """Balances and pools of these places, locked, of which goods that wait to be looked at are kept from now on.

    Those are the goods of products that are inspected or, where `all_of_it` is to wait, of every product. A place from
    which more left than came in keeps no quality yet.
    """
    balances, pools = lock_or_make_places(uow, places)
    begun = {
        place: replace(here, apart=True)
        for place, here in balances.items()
        if (here.inspected or all_of_it)
        and here.tracking == "none"
        and not here.apart
        and here.on_hand >= ZERO
    }
    if begun:
        _begin(uow, begun, pools)
    return {**balances, **begun}, pools


def _begin(uow: UnitOfWork, places: Mapping[Place, Balance], pools: Locked) -> None:
    """Say of all that lies in these places that it is free; in bins that is said already."""
    rows = [
        {"warehouse_id": warehouse_id, "product_id": product_id, "apart": True}
        for warehouse_id, product_id in sorted(places)
    ]
    keys = ("warehouse_id", "product_id")
    uow.update_rows(STOCK_BALANCE, rows, keys=keys, assignments=("apart = v.apart",))
    lying = [
        Wanted(
            line_id=uow.new_id(),
            line_no=0,
            product_id=product_id,
            product=here.product,
            warehouse_id=warehouse_id,
            quantity=here.on_hand,
        )
        for (warehouse_id, product_id), here in places.items()
        if here.on_hand > ZERO and not here.binned
    ]
    pieces = {
        line.line_id: [Piece(lot_id=None, quality=FREE, serial=False, quantity=line.quantity)]
        for line in lying
    }
    put_into_lots(uow, lying, pieces)
    for line in lying:
        move = {
            "source_type": catalog.PRODUCT.name,
            "source_id": line.product_id,
            "source_number": line.product,
            "warehouse_id": line.warehouse_id,
            "product_id": line.product_id,
            "occurred_on": uow.today,
            "seq": pools[line.product_id].seq,
        }
        write_legs(uow, Legs(line.line_id, line.quantity, [], pieces[line.line_id]), move)
