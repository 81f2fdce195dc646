"""Put a difference in cost, found after goods came in, on what still lies there of them."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from uuid import UUID

from heyi.kit.quantity import summed
from heyi.modules.stock.contracts import Revaluation
from heyi.modules.stock.models import STOCK_BALANCE, STOCK_MOVE
from heyi.modules.stock.queries import lock_balances
from heyi.modules.stock.rules import ZERO, share_on_hand
from heyi.platform.unit_of_work import UnitOfWork


def revalue(uow: UnitOfWork, lines: Sequence[Revaluation]) -> dict[UUID, Decimal]:
    """Change what the goods that still lie there are worth; gives back how much of each line's difference that took.

    The rest belongs to goods that left already. Whoever calls posts both, and notes the moves by `note_adjustments`
    once his document has its number.
    """
    balances = lock_balances(uow, {(line.warehouse_id, line.product_id) for line in lines})
    rest = {place: (balance.on_hand, balance.value) for place, balance in balances.items()}
    values: dict[UUID, Decimal] = {}
    for line in lines:
        place = (line.warehouse_id, line.product_id)
        on_hand, value = rest[place]
        lying = min(on_hand, line.quantity)
        share = share_on_hand(line.difference, lying=lying, quantity=line.quantity, value=value)
        values[line.line_id] = share
        rest[place] = (on_hand - lying, value + share)
    worth = summed(((line.warehouse_id, line.product_id), values[line.line_id]) for line in lines)
    rows = [
        {"warehouse_id": place[0], "product_id": place[1], "value": value}
        for place, value in worth.items()
        if value
    ]
    if rows:
        keys = ("warehouse_id", "product_id")
        uow.update_rows(STOCK_BALANCE, rows, keys=keys, assignments=("value = t.value + v.value",))
    return values


def note_adjustments(
    uow: UnitOfWork,
    lines: Sequence[Revaluation],
    values: dict[UUID, Decimal],
    *,
    source: tuple[str, UUID, str],
    occurred_on: date,
) -> None:
    """Write the moves without quantity that stand for changed values; `source` is the document: type, id, number."""
    source_type, source_id, number = source
    moves = [
        {
            "id": uow.new_id(),
            "company_id": uow.company_id,
            "posted_at": uow.now,
            "occurred_on": occurred_on,
            "kind": "adjustment",
            "warehouse_id": line.warehouse_id,
            "product_id": line.product_id,
            "quantity": ZERO,
            "value": values[line.line_id],
            "source_type": source_type,
            "source_number": number,
            "source_id": source_id,
            "line_id": line.line_id,
        }
        for line in lines
        if values[line.line_id]
    ]
    if moves:
        uow.insert(STOCK_MOVE.table, *moves)
