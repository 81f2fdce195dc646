"""What every verb that moves goods writes: the balances of its places, and where and by what each move is."""

from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from heyi.kit.quantity import summed
from heyi.modules.stock.actions.goods_entry import Goods
from heyi.modules.stock.actions.hold import STILL_SHORT
from heyi.modules.stock.contracts import GoodsDocument, Outgoing
from heyi.modules.stock.models import STOCK_BALANCE
from heyi.modules.stock.queries.pools import Place
from heyi.modules.stock.rules import ZERO
from heyi.platform.db.statement import Update
from heyi.platform.unit_of_work import UnitOfWork

KEYS = ("warehouse_id", "product_id")
LESS = ("on_hand = t.on_hand - v.on_hand",)
MORE = ("on_hand = t.on_hand + v.on_hand", STILL_SHORT)


def change_of_balances(
    lines: Sequence[Goods],
    assignments: tuple[str, ...],
    unfree: Mapping[Place, Decimal] = MappingProxyType({}),
    short: Collection[Place] = (),
) -> Update | None:
    """What these lines change of the balances of their places, in one statement; nothing where none moves."""
    moved = summed(((line.warehouse_id, line.product_id), line.quantity) for line in lines)
    rows = [
        {"warehouse_id": place[0], "product_id": place[1], "on_hand": quantity}
        for place, quantity in moved.items()
    ]
    if short:
        rows = [row | {"short": place in short} for row, place in zip(rows, moved, strict=True)]
    if unfree:
        assignments = (*assignments, "blocked = t.blocked + v.blocked")
        rows = [row | {"blocked": unfree.get(place, ZERO)} for row, place in zip(rows, moved, strict=True)]
    return Update(STOCK_BALANCE, rows, KEYS, assignments) if rows else None


def place_of(
    uow: UnitOfWork, document: GoodsDocument, number: str, line: Goods, cost_account: str = ""
) -> dict[str, Any]:
    """Where and by which paper a line's move is."""
    return {
        "company_id": uow.company_id,
        "posted_at": uow.now,
        "occurred_on": document.occurred_on,
        "warehouse_id": line.warehouse_id,
        "product_id": line.product_id,
        "source_type": document.type,
        "source_number": number,
        "source_id": document.id,
        "line_id": line.line_id,
        "origin_line_id": None if isinstance(line, Outgoing) else line.origin_line_id,
        "adjusts_id": None,
        "cost_account": cost_account,
    }
