"""Hold for a promised document what it wants now instead of what it wanted before."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from uuid import UUID

from heyi.kit.quantity import summed
from heyi.modules.stock.actions.hold import hold_more, may_run_short, refuse_not_promised, refuse_shortage
from heyi.modules.stock.actions.lapsing import let_go, quantities, without_lapsed
from heyi.modules.stock.contracts import Wanted
from heyi.modules.stock.models import STOCK_HOLD
from heyi.modules.stock.queries import make_empty_places
from heyi.modules.stock.queries.expired import with_expired
from heyi.modules.stock.queries.pools import Place, lock_balances
from heyi.modules.stock.rules import ZERO
from heyi.platform.unit_of_work import UnitOfWork

_HELD = (
    "SELECT line_id, warehouse_id, product_id, quantity, quantity - consumed - released FROM stock_hold "
    "WHERE tenant_id = %s AND source_type = %s AND source_id = %s ORDER BY line_id"
)
_GONE = (
    "UPDATE stock_hold SET released = quantity - consumed "
    "WHERE tenant_id = %s AND source_type = %s AND line_id = ANY(%s) AND consumed + released < quantity "
    "RETURNING line_id"
)


@dataclass(frozen=True)
class _Held:
    """What is held for a line in all, what left of it among it, and what still lies there for it."""

    place: Place
    quantity: Decimal
    rest: Decimal


def rehold(uow: UnitOfWork, *, source_type: str, source_id: UUID, wanted: Sequence[Wanted]) -> None:
    """Hold for the lines of a locked document as many as they want now, in all, for their days, all or none.

    Only the difference moves: what lines want less is free first, and serves those that want more; lines that are not
    named any more hold nothing. What left for a line stays with it, so that it wants no less than that.

    Raises:
        NotPromised: a warehouse holds its goods back, or keeps another's.
        StockInsufficient: lines want more than is available; each is named with how many more it wants.
        NeverCameIn: goods would be promised before they come in, of which none ever did.
    """
    held = {
        line: _Held((house, product), quantity, rest)
        for line, house, product, quantity, rest in uow.driver_rows(
            _HELD, (uow.tenant_id, source_type, source_id)
        )
    }
    more = [
        replace(line, quantity=line.quantity - _of(held, line))
        for line in wanted
        if line.quantity > _of(held, line)
    ]
    less = _less(held, wanted)
    balances = lock_balances(uow, {*quantities(more), *(place for place, _ in less)})
    freed = let_go(uow, [(*place, quantity) for place, quantity in less])
    if more:
        refuse_not_promised({place: balances[place] for place in quantities(more)})
        balances = {
            place: replace(one, held=one.held - freed.get(place, ZERO)) for place, one in balances.items()
        }
        balances = without_lapsed(uow, quantities(more), with_expired(uow, balances, uow.today))
        short = may_run_short(uow, more, balances)
        refuse_shortage(more, balances, allowed=short)
        if short:
            make_empty_places(uow, short)
        hold_more(uow, quantities(more), short)
    _write(uow, source_type, source_id, held, wanted)


def _of(held: Mapping[UUID, _Held], line: Wanted) -> Decimal:
    found = held.get(line.line_id)
    return found.quantity if found else ZERO


def _less(held: Mapping[UUID, _Held], wanted: Sequence[Wanted]) -> list[tuple[Place, Decimal]]:
    """How many fewer are held in each place, by what is wanted less and by lines that are gone."""
    now = {line.line_id: line.quantity for line in wanted}
    freed = summed(
        (one.place, one.quantity - now[line_id] if line_id in now else one.rest)
        for line_id, one in held.items()
        if line_id not in now or now[line_id] < one.quantity
    )
    return [(place, quantity) for place, quantity in freed.items() if quantity]


def _write(
    uow: UnitOfWork,
    source_type: str,
    source_id: UUID,
    held: Mapping[UUID, _Held],
    wanted: Sequence[Wanted],
) -> None:
    now = {line.line_id for line in wanted}
    gone = [line_id for line_id in held if line_id not in now]
    if gone:
        uow.driver_rows(_GONE, (uow.tenant_id, source_type, gone))
    kept = [
        {"source_type": source_type, "line_id": line.line_id, "quantity": line.quantity, "day": line.day}
        for line in wanted
        if line.line_id in held
    ]
    if kept:
        uow.update_rows(
            STOCK_HOLD,
            kept,
            keys=("source_type", "line_id"),
            assignments=("quantity = v.quantity", "day = v.day"),
        )
    for line in wanted:
        if line.line_id not in held:
            uow.insert(
                STOCK_HOLD,
                {
                    "id": uow.new_id(),
                    "company_id": uow.company_id,
                    "warehouse_id": line.warehouse_id,
                    "product_id": line.product_id,
                    "source_type": source_type,
                    "source_id": source_id,
                    "line_id": line.line_id,
                    "day": line.day,
                    "quantity": line.quantity,
                },
            )
