"""What a count found of goods that are told apart, in which bin: pure, no session."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from heyi.kit.quantity import summed
from heyi.modules.stock.rules import ZERO

Line = Mapping[Any, Any]


@dataclass(frozen=True)
class Misplaced:
    """So many of a lot, or the one of a serial number, that should stand `away` and were found `here`."""

    away: Line
    here: Line
    quantity: Decimal


def off(line: Line) -> Decimal:
    """How many more were found of a line than were expected there; nothing where nobody counted it."""
    if line["counted"] is None:
        return ZERO
    difference: Decimal = line["counted"] - line["expected"]
    return difference


def misplaced(lines: Sequence[Line]) -> list[Misplaced]:
    """What of the same lot or serial number is missing in one bin and over in another: it stands in the wrong place,
    and only what is off beyond that is missing or over. Lines are matched in their order."""
    of_lot: dict[tuple[UUID, str], list[Line]] = defaultdict(list)
    for line in lines:
        if line["lot"] and off(line):
            of_lot[line["product_id"], line["lot"]].append(line)
    found = []
    for together in of_lot.values():
        left = {line["id"]: abs(off(line)) for line in together}
        for away in together:
            for here in together:
                quantity = min(left[away["id"]], left[here["id"]])
                if off(away) < ZERO < off(here) and quantity:
                    left[away["id"]] -= quantity
                    left[here["id"]] -= quantity
                    found.append(Misplaced(away, here, quantity))
    return found


def moved_by_line(found: Sequence[Misplaced]) -> dict[UUID, Decimal]:
    """How many of a line's difference are an error of place: below zero where they should stand."""
    away = [(one.away["id"], -one.quantity) for one in found]
    return summed([*away, *((one.here["id"], one.quantity) for one in found)])
