"""Into which bins goods are put: the one that is named, else their usual one, else the one that goods come into."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any
from uuid import UUID

from heyi.modules.stock.contracts import LotPart
from heyi.modules.stock.errors import BinUnknown
from heyi.modules.stock.models import FREE, STOCK_BALANCE
from heyi.modules.stock.queries.bins import Bin, bins
from heyi.modules.stock.queries.pools import Balance, Place
from heyi.modules.stock.rules import ZERO
from heyi.modules.stock.rules.lots import Piece
from heyi.platform.unit_of_work import UnitOfWork

Balances = Mapping[Place, Balance]


@dataclass
class Shelves:
    """The bins that goods may be put into, and which of them were named for what."""

    by_code: Mapping[tuple[UUID, str], Bin] = field(default_factory=dict)
    by_id: Mapping[UUID, Bin] = field(default_factory=dict)
    receiving: Mapping[UUID, Bin] = field(default_factory=dict)
    named: dict[Place, UUID] = field(default_factory=dict)

    def put(self, place: Place, here: Balance, code: str | None) -> UUID | None:
        """The bin that goods come into at this place; none where its warehouse has no bins.

        Raises:
            BinUnknown: the warehouse has no such bin, or does not use it any more.
        """
        if code is not None:
            found = self.by_code.get((place[0], code))
            if found is None or not found.active or not here.binned:
                raise BinUnknown(bin=code)
            self.named[place] = found.id
            return found.id
        if not here.binned:
            return None
        usual = self.by_id.get(here.usual_bin_id) if here.usual_bin_id else None
        return usual.id if usual and usual.active else self.receiving[place[0]].id


def shelves_for(uow: UnitOfWork, lines: Sequence[Any], balances: Balances) -> Shelves:
    """What is to be known of bins to put these lines' goods away; where no warehouse has any, nothing is asked."""
    binned = {
        place for place in {(line.warehouse_id, line.product_id) for line in lines} if balances[place].binned
    }
    if not binned:
        return Shelves()
    codes = {part.bin for line in lines for part in line.lots if part.bin}
    usual = {here for place in binned if (here := balances[place].usual_bin_id)}
    found = bins(uow, {house for house, _ in binned}, codes=codes, ids=usual)
    return Shelves(
        by_code={(one.warehouse_id, one.code): one for one in found},
        by_id={one.id: one for one in found},
        receiving={one.warehouse_id: one for one in found if one.receiving},
    )


def put_away(
    shelves: Shelves, place: Place, here: Balance, pieces: Sequence[Piece], line: Any
) -> list[Piece]:
    """The pieces of a line where they arrive: each in its bin, those named first, in the order in which they left.

    Raises:
        BinUnknown: the warehouse has no such bin.
    """
    if not here.is_detailed:
        return []
    whole = pieces or [Piece(lot_id=None, quality=FREE, serial=False, quantity=line.quantity)]
    wanted = _told(line.lots, line.quantity)
    code, left = next(wanted)
    put = []
    for piece in whole:
        rest = piece.quantity
        while rest > ZERO:
            if left <= ZERO:
                code, left = next(wanted)
                continue
            taken = min(rest, left)
            bin_id = shelves.put(place, here, code)
            put.append(replace(piece, quantity=taken, detail_id=None, bin_id=bin_id))
            rest, left = rest - taken, left - taken
    return put


def _told(parts: Sequence[LotPart], quantity: Decimal) -> Iterator[tuple[str | None, Decimal]]:
    for part in parts:
        yield part.bin, part.quantity
    yield None, quantity


def note_usual(uow: UnitOfWork, shelves: Shelves) -> None:
    """Keep the bins that were named as those where such goods are put from now on."""
    rows = [
        {"warehouse_id": place[0], "product_id": place[1], "usual_bin_id": bin_id}
        for place, bin_id in sorted(shelves.named.items())
    ]
    if rows:
        keys = ("warehouse_id", "product_id")
        uow.update_rows(STOCK_BALANCE, rows, keys=keys, assignments=("usual_bin_id = v.usual_bin_id",))
