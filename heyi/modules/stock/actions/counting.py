"""Filling in the sheet of a count: how many of what lie there, noted as somebody finds them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from heyi.modules.stock.actions.count_sheet import add_lines, expected_of, freeze, locked_for
from heyi.modules.stock.actions.receipts import refuse_fractions, require_goods
from heyi.modules.stock.contracts import Counted
from heyi.modules.stock.errors import (
    BinNeeded,
    BinUnknown,
    LotsMissing,
    LotsNotKept,
    SerialIsOne,
    TooMuchToCount,
)
from heyi.modules.stock.models import STOCK_COUNT, STOCK_COUNT_LINE
from heyi.modules.stock.queries import is_binned, lock_lying
from heyi.modules.stock.queries.bins import bins
from heyi.modules.stock.queries.choosing import Counting, kept_apart, told_apart, told_size
from heyi.modules.stock.queries.counts import MOST_LINES, counting_of
from heyi.modules.stock.queries.documents import LockedDocument
from heyi.modules.stock.rules import ONE, ZERO
from heyi.platform.unit_of_work import UnitOfWork


def count_lines(uow: UnitOfWork, count_id: UUID, found: Sequence[Counted]) -> None:
    """Note how many of each product lie there, in a bin and of a lot where it is counted by these.

    What was noted of the same before is replaced.

    What is not on the sheet yet is added to it: it was found where nothing of it was expected. A serial number that is
    found in one bin is in no other. None of goods that are told apart, without saying which, means none of their lines
    that are still open.

    Raises:
        NotFound: the count does not exist in this company.
        WrongState: it has ended.
        ProductUnusable, NotGoods: a product that is not on the sheet cannot lie in a warehouse.
        PlaceFrozen: another count has frozen the place of one that is not on the sheet.
        BinUnknown, BinNeeded: the bin does not exist there, or a product stands in several and none is said.
        LotsMissing, LotsNotKept, SerialIsOne: the lot or serial number is not said, or cannot be.
        TooMuchToCount: the sheet is full.
    """
    count = locked_for(uow, count_id, "count")
    head = count.head
    refuse_fractions(uow, found)
    noted = _noted(uow, count, found)
    ids = {counting_of(line): line["id"] for line in count.lines}
    new = [counted for counted in noted if counted not in ids]
    if new:
        ids |= _extend(uow, count, new)
    rows: list[dict[str, Any]] = [
        {
            "id": ids[counted],
            "counted": quantity,
            "counted_at": uow.now,
            "counted_by": uow.actor.user_id,
        }
        for counted, quantity in noted.items()
    ]
    if not rows:
        return
    assignments = ["counted = v.counted", "counted_at = v.counted_at", "counted_by = v.counted_by"]
    if not head["frozen"]:
        # Whoever ships at this moment is before or behind the count, never in between.
        there = expected_of(uow, head["warehouse_id"], list(noted))
        for row, counted in zip(rows, noted, strict=True):
            row["expected"] = there[counted]
        assignments.append("expected = v.expected")
    uow.flush()
    uow.update_rows(STOCK_COUNT_LINE, rows, assignments=assignments)


@dataclass(frozen=True)
class _Sheet:
    """What is known of a sheet and of the goods that were found."""

    lines: Sequence[Mapping[Any, Any]]
    names: Mapping[UUID, str]
    tracking: Mapping[UUID, str]
    bins: Mapping[str, UUID]
    binned: bool

    def meant(self, item: Counted) -> list[Counting]:
        """The lines that somebody means by what he found."""
        if item.bin and item.bin not in self.bins:
            raise BinUnknown(bin=item.bin)
        own = [line for line in self.lines if line["product_id"] == item.product_id]
        said = self.bins[item.bin] if item.bin else None
        here = [line for line in own if said in (None, line["bin_id"])]
        tracking = self.tracking[item.product_id]
        if tracking == "none":
            if item.lot:
                raise LotsNotKept(product=self.names[item.product_id])
            return [Counting(item.product_id, self._bin(own, said), None)]
        if item.lot is None and item.quantity == ZERO and here:
            return [counting_of(line) for line in here if line["counted"] is None]
        lot = item.lot or self._only_lot(item, here)
        if tracking == "serial" and lot and item.quantity not in (ZERO, ONE):
            raise SerialIsOne(product=self.names[item.product_id], serial=lot)
        of_lot = [line for line in here if lot and line["lot"] == lot]
        return [Counting(item.product_id, self._bin(of_lot or own, said), lot)]

    def _only_lot(self, item: Counted, here: Sequence[Mapping[Any, Any]]) -> str | None:
        lots = {line["lot"] for line in here if line["lot"]}
        if item.quantity == ZERO and not lots:
            return None
        if len(lots) != 1:
            raise LotsMissing(product=self.names[item.product_id])
        return str(lots.pop())

    def _bin(self, lines: Sequence[Mapping[Any, Any]], said: UUID | None) -> UUID | None:
        if said or not self.binned:
            return said
        standing = {line["bin_id"] for line in lines}
        if len(standing) != 1:
            raise BinNeeded
        found: UUID = standing.pop()
        return found


def _noted(uow: UnitOfWork, count: LockedDocument, found: Sequence[Counted]) -> dict[Counting, Decimal]:
    """What was found, by the lines of the sheet."""
    house = count.head["warehouse_id"]
    codes = {item.bin for item in found if item.bin}
    names = {line["product_id"]: line["product"] for line in count.lines}
    strange = sorted({item.product_id for item in found} - names.keys())
    if strange:
        names |= {key: product.name for key, product in require_goods(uow, strange).items()}
    tracking = {line["product_id"]: line["tracking"] for line in count.lines}
    sheet = _Sheet(
        lines=count.lines,
        names=names,
        tracking={**tracking, **(told_apart(uow, strange) if strange else {})},
        bins={one.code: one.id for one in bins(uow, [house], codes=codes)} if codes else {},
        binned=is_binned(uow, house),
    )
    if sheet.binned or not count.head["frozen"]:
        # All at once and in their order: who counts and who ships never wait for each other.
        lock_lying(uow, {(house, item.product_id) for item in found})
    noted: dict[Counting, Decimal] = {}
    for item in found:
        noted |= dict.fromkeys(sheet.meant(item), item.quantity)
    return noted | _settled_with(uow, house, sheet, noted)


def _settled_with(
    uow: UnitOfWork, house: UUID, sheet: _Sheet, noted: Mapping[Counting, Decimal]
) -> dict[Counting, Decimal]:
    """What is known of other lines by what was found: a serial number is in one bin only, and where lots are found the
    line that said only their product is done."""
    found = {line for line, quantity in noted.items() if line.lot and quantity > ZERO}
    products = {line.product_id for line in found}
    serials = {(line.product_id, line.lot) for line in found if sheet.tracking[line.product_id] == "serial"}
    known = [counting_of(line) for line in sheet.lines]
    if serials and sheet.binned:
        known += kept_apart(uow, house, {product_id for product_id, _ in serials})
    done = [line for line in known if (line.product_id, line.lot) in serials]
    done += [line for line in known if line.lot is None and line.product_id in products]
    return {line: ZERO for line in done if line not in noted}


def _extend(uow: UnitOfWork, count: LockedDocument, lines: Sequence[Counting]) -> dict[Counting, UUID]:
    """Add lines to a sheet that were not expected there; gives back their ids."""
    sheet = [*map(counting_of, count.lines), *lines]
    if len(sheet) > MOST_LINES:
        raise TooMuchToCount(most=MOST_LINES)
    head = count.head
    expected = freeze(uow, head["id"], head["warehouse_id"], lines) if head["frozen"] else {}
    ids = add_lines(uow, head["id"], lines, expected, behind=len(count.lines))
    tracking = told_apart(uow, {line.product_id for line in sheet})
    told = told_size(sheet, tracking, blind=head["blind"])
    uow.change(STOCK_COUNT.table, head["id"], {"line_count": told})
    return ids
