"""How what is held for one document serves the lines of another: pure, no session."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from heyi.modules.stock.contracts import Wanted
from heyi.modules.stock.rules import ZERO


@dataclass(frozen=True)
class Kept:
    """What is still held for a line of a document, in which place (warehouse, product)."""

    line_id: UUID
    place: tuple[UUID, UUID]
    rest: Decimal


@dataclass(frozen=True)
class TakenOver:
    """How many of each wanted line are `served` by what was held, and how many were `taken` of each line that held."""

    served: Mapping[UUID, Decimal]
    taken: Mapping[UUID, Decimal]


def take_over(wanted: Sequence[Wanted], kept: Sequence[Kept]) -> TakenOver:
    """Serve the lines in their order, each from what is held of its goods in its place, one after the other.

    Never more is taken than is held, nor more than a line wants.
    """
    left = {one.line_id: one.rest for one in kept}
    served: dict[UUID, Decimal] = {}
    taken: dict[UUID, Decimal] = {}
    for line in wanted:
        place, rest = (line.warehouse_id, line.product_id), line.quantity
        for one in kept:
            part = min(rest, left[one.line_id])
            if one.place != place or part <= ZERO:
                continue
            left[one.line_id] -= part
            rest -= part
            served[line.line_id] = served.get(line.line_id, ZERO) + part
            taken[one.line_id] = taken.get(one.line_id, ZERO) + part
    return TakenOver(served, taken)
