"""Where goods would be taken from now, before anybody takes them: a proposal that holds nothing."""

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from heyi.modules.stock.contracts import TakenFrom, Wanted
from heyi.modules.stock.queries.lots import lying
from heyi.modules.stock.queries.pools import Place, lock_places
from heyi.modules.stock.rules import ZERO
from heyi.modules.stock.rules.lots import Lying, first_to_go
from heyi.platform.unit_of_work import UnitOfWork


def where_to_take(uow: UnitOfWork, lines: Sequence[Wanted], day: date) -> Mapping[UUID, list[TakenFrom]]:
    """From which lots and bins these lines would be taken on a day, one line after the other.

    What expires first goes first, then what came first, then what one walks past first. What is not kept by lots or
    bins, or is not there as it may leave, is a part of no lot and no bin.
    """
    if not lines:
        return {}
    rows = lying(uow, {(line.warehouse_id, line.product_id) for line in lines})
    found: dict[UUID, list[TakenFrom]] = {}
    for line in lines:
        here = [
            row for row in rows if (row.warehouse_id, row.product_id) == (line.warehouse_id, line.product_id)
        ]
        found[line.line_id] = _parts(line, first_to_go(here, day=day, expired=False, unfree=False))
    return found


def _parts(line: Wanted, rows: Sequence[Lying]) -> list[TakenFrom]:
    wanted, parts = line.quantity, []
    for row in rows:
        taken = min(row.left, wanted)
        if taken > ZERO:
            row.left -= taken
            wanted -= taken
            place = (row.number, row.expires_on, row.bin or "", row.position or 0)
            parts.append(TakenFrom(*place, taken))
    if wanted > ZERO:
        parts.append(TakenFrom("", None, "", 0, wanted))
    return parts


def hold_still(uow: UnitOfWork, places: set[Place]) -> None:
    """Let nobody else move goods in these places until the transaction ends.

    Whoever posts several documents at once takes all their places before the first of them takes its number.
    """
    lock_places(uow, places)
