"""Counts (盘点单): begun over a part of a warehouse, filled in by whoever counts, looked at again, given up."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any
from uuid import UUID

from heyi.modules.stock.actions.receipts import require_goods
from heyi.modules.stock.contracts import CountDraft, Counted
from heyi.modules.stock.errors import BinNeeded, BinUnknown, LineUnknown, NothingToCount, TooMuchToCount
from heyi.modules.stock.models import COUNT_SERIES, STOCK_BALANCE, STOCK_COUNT, STOCK_COUNT_LINE
from heyi.modules.stock.queries import (
    is_binned,
    lock_lying,
    make_empty_places,
    refuse_frozen,
    require_warehouse,
)
from heyi.modules.stock.queries.bins import bins
from heyi.modules.stock.queries.choosing import products_to_count, standing
from heyi.modules.stock.queries.counts import MOST_LINES, lock_count
from heyi.modules.stock.queries.documents import LockedDocument
from heyi.modules.stock.rules import ZERO
from heyi.modules.stock.rules.houses import ANYWHERE
from heyi.modules.stock.states import COUNT, CountState, step
from heyi.platform import numbering
from heyi.platform.unit_of_work import UnitOfWork

_C = STOCK_COUNT.table
# A line of a sheet: a product, in a bin where the warehouse has any.
Line = tuple[UUID, UUID | None]


def begin_count(uow: UnitOfWork, draft: CountDraft) -> UUID:
    """Begin a count of what lies in a warehouse; gives back its id.

    Where it is `frozen`, what is expected is taken now, and nothing moves in the counted places until the count ends;
    otherwise it is taken when each line is counted, and goods go on moving. Where goods stand in bins, each bin is a
    line of its own, in the order in which one walks past them.

    Raises:
        WarehouseUnusable: the warehouse does not exist in this company or is switched off.
        NothingToCount: nothing lies there that the count would be of.
        TooMuchToCount: it would have more lines than a sheet holds.
        ProductUnusable, NotGoods: a named product cannot lie in a warehouse.
        PlaceFrozen: another count has frozen one of the places.
    """
    warehouse = require_warehouse(uow, draft.warehouse_id, ANYWHERE)
    if draft.scope == "products":
        require_goods(uow, draft.product_ids)
        chosen = list(dict.fromkeys(draft.product_ids))
    else:
        chosen = products_to_count(uow, warehouse, draft.scope, most=draft.most)
    rows = _lines_to_count(uow, warehouse, chosen, draft.bins)
    if not rows:
        raise NothingToCount
    if len(rows) > MOST_LINES:
        raise TooMuchToCount(most=MOST_LINES)
    count_id = uow.new_id()
    number = numbering.take(uow, COUNT_SERIES, uow.today)[0]
    uow.insert(
        _C,
        {
            "id": count_id,
            "company_id": uow.company_id,
            "number": number,
            "warehouse_id": warehouse,
            "scope": draft.scope,
            "counted_on": uow.today,
            "state": CountState.COUNTING,
            "blind": draft.blind,
            "frozen": draft.frozen,
            "line_count": len(rows),
            "note": draft.note,
        },
    )
    uow.flush()
    expected = _freeze(uow, count_id, warehouse, rows) if draft.frozen else {}
    _add_lines(uow, count_id, rows, expected, behind=0)
    uow.audit("begun", record="stock_count", record_id=count_id, title=number)
    return count_id


def count_lines(uow: UnitOfWork, count_id: UUID, found: Sequence[Counted]) -> None:
    """Note how many of each product lie there, or stand in a bin; what was noted of one before is replaced.

    A product that is not on the sheet yet is added to it: it was found where nothing of it was expected.

    Raises:
        NotFound: the count does not exist in this company.
        WrongState: it has ended.
        ProductUnusable, NotGoods: a product that is not on the sheet cannot lie in a warehouse.
        PlaceFrozen: another count has frozen the place of one that is not on the sheet.
        BinUnknown, BinNeeded: the bin does not exist there, or a product stands in several and none is said.
        TooMuchToCount: the sheet is full.
    """
    count = _locked_for(uow, count_id, "count")
    head = count.head
    noted = _noted(uow, count, found)
    ids = {(line["product_id"], line["bin_id"]): line["id"] for line in count.lines}
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
    assignments = ["counted = v.counted", "counted_at = v.counted_at", "counted_by = v.counted_by"]
    if not head["frozen"]:
        # Whoever ships at this moment is before or behind the count, never in between.
        there = _expected(uow, head["warehouse_id"], list(noted))
        for row, counted in zip(rows, noted, strict=True):
            row["expected"] = there[counted]
        assignments.append("expected = v.expected")
    uow.flush()
    uow.update_rows(STOCK_COUNT_LINE, rows, assignments=assignments)


def recount_lines(uow: UnitOfWork, count_id: UUID, line_ids: Sequence[UUID]) -> None:
    """Have lines counted once more: what was noted of them is struck out, and how often that happened is kept.

    Raises:
        NotFound: the count does not exist in this company.
        WrongState: it has ended.
        LineUnknown: a line is none of it.
    """
    count = _locked_for(uow, count_id, "recount")
    known = {line["id"]: line for line in count.lines}
    for line_id in line_ids:
        if line_id not in known:
            raise LineUnknown(line=str(line_id))
    rows = [{"id": line_id} for line_id in dict.fromkeys(line_ids) if known[line_id]["counted"] is not None]
    if not rows:
        return
    struck = ["counted = NULL", "counted_at = NULL", "counted_by = NULL", "recounts = t.recounts + 1"]
    if not count.head["frozen"]:
        struck.append("expected = NULL")
    uow.update_rows(STOCK_COUNT_LINE, rows, assignments=struck)
    uow.audit("recounted", record="stock_count", record_id=count_id, title=count.head["number"])


def give_up_count(uow: UnitOfWork, count_id: UUID) -> None:
    """Let a count be: nothing is posted, and what it froze moves again.

    Raises:
        NotFound: it does not exist in this company.
        WrongState: it has ended.
    """
    count = _locked_for(uow, count_id, "give_up")
    thaw(uow, count)
    uow.change(_C, count_id, {"state": CountState.GIVEN_UP})
    uow.audit("given_up", record="stock_count", record_id=count_id, title=count.head["number"])


def thaw(uow: UnitOfWork, count: LockedDocument) -> None:
    """Let goods move again where the count froze them."""
    if not count.head["frozen"]:
        return
    places = {(count.head["warehouse_id"], line["product_id"]) for line in count.lines}
    lock_lying(uow, places)
    rows = [
        {"warehouse_id": warehouse, "product_id": product, "frozen_by": count.head["id"]}
        for warehouse, product in sorted(places)
    ]
    keys = ("warehouse_id", "product_id", "frozen_by")
    uow.update_rows(STOCK_BALANCE, rows, keys=keys, assignments=("frozen_by = NULL",))


def _lines_to_count(
    uow: UnitOfWork, warehouse: UUID, products: Sequence[UUID], codes: Sequence[str]
) -> list[Line]:
    """A line for each product or, where goods stand in bins, for each bin with some of it; one that stands in none is
    looked for in the bin that goods come into."""
    if not is_binned(uow, warehouse):
        if codes:
            raise BinUnknown(bin=codes[0])
        return [(product_id, None) for product_id in products]
    found = {one.code: one for one in bins(uow, [warehouse], codes=codes)}
    for code in codes:
        if code not in found:
            raise BinUnknown(bin=code)
    if not products:
        return []
    rows: list[Line] = list(standing(uow, warehouse, products, codes))
    known = {product_id for product_id, _ in rows}
    receiving = next(one.id for one in found.values() if one.receiving)
    return rows + [(one, receiving) for one in products if one not in known and not codes]


def _noted(uow: UnitOfWork, count: LockedDocument, found: Sequence[Counted]) -> dict[Line, Decimal]:
    """What was found, by the lines of the sheet; the bin need not be said where there is one line of a product."""
    codes = {item.bin for item in found if item.bin}
    known: dict[str, UUID] = {}
    if codes:
        house = count.head["warehouse_id"]
        known = {one.code: one.id for one in bins(uow, [house], codes=codes)}
    lines: dict[UUID, list[UUID | None]] = {}
    for line in count.lines:
        lines.setdefault(line["product_id"], []).append(line["bin_id"])
    noted: dict[Line, Decimal] = {}
    for item in found:
        if item.bin:
            if item.bin not in known:
                raise BinUnknown(bin=item.bin)
            noted[item.product_id, known[item.bin]] = item.quantity
            continue
        own = lines.get(item.product_id, [])
        if len(own) > 1 or (not own and is_binned(uow, count.head["warehouse_id"])):
            raise BinNeeded
        noted[item.product_id, own[0] if own else None] = item.quantity
    return noted


def _expected(uow: UnitOfWork, warehouse: UUID, rows: Sequence[Line]) -> dict[Line, Decimal]:
    """What lies there of these lines, which nobody moves until the transaction ends."""
    lying = lock_lying(uow, {(warehouse, product_id) for product_id, _ in rows})
    binned = [product_id for product_id, bin_id in rows if bin_id]
    in_bins = standing(uow, warehouse, binned) if binned else {}
    found: dict[Line, Decimal] = {}
    for product_id, bin_id in rows:
        here = lying.get((warehouse, product_id))
        whole = here.on_hand if here else ZERO
        found[product_id, bin_id] = in_bins.get((product_id, bin_id), ZERO) if bin_id else whole
    return found


def _freeze(uow: UnitOfWork, count_id: UUID, warehouse: UUID, lines: Sequence[Line]) -> dict[Line, Decimal]:
    """Let nothing of these products move in the warehouse; gives back what lies there of each line.

    Raises:
        PlaceFrozen: another count was there first.
    """
    places = {(warehouse, product_id) for product_id, _ in lines}
    make_empty_places(uow, places)
    lying = lock_lying(uow, places)
    refuse_frozen(uow, {place: here.frozen_by for place, here in lying.items() if here.frozen_by != count_id})
    rows = [
        {"warehouse_id": warehouse, "product_id": product, "frozen_by": count_id}
        for warehouse, product in sorted(places)
    ]
    keys = ("warehouse_id", "product_id")
    uow.update_rows(STOCK_BALANCE, rows, keys=keys, assignments=("frozen_by = v.frozen_by",))
    return _expected(uow, warehouse, lines)


def _extend(uow: UnitOfWork, count: LockedDocument, lines: Sequence[Line]) -> dict[Line, UUID]:
    """Add lines to a sheet that were not expected there; gives back their ids."""
    require_goods(uow, [product_id for product_id, _ in lines])
    size = len(count.lines) + len(lines)
    if size > MOST_LINES:
        raise TooMuchToCount(most=MOST_LINES)
    head = count.head
    expected = _freeze(uow, head["id"], head["warehouse_id"], lines) if head["frozen"] else {}
    ids = _add_lines(uow, head["id"], lines, expected, behind=len(count.lines))
    uow.change(_C, head["id"], {"line_count": size})
    return ids


def _add_lines(
    uow: UnitOfWork, count_id: UUID, lines: Sequence[Line], expected: dict[Line, Decimal], *, behind: int
) -> dict[Line, UUID]:
    ids = {line: uow.new_id() for line in lines}
    uow.insert(
        STOCK_COUNT_LINE,
        *(
            {
                "id": line_id,
                "count_id": count_id,
                "line_no": line_no,
                "product_id": line[0],
                "bin_id": line[1],
                "expected": expected.get(line),
            }
            for line_no, (line, line_id) in enumerate(ids.items(), start=behind + 1)
        ),
    )
    return ids


def _locked_for(uow: UnitOfWork, count_id: UUID, verb: str) -> LockedDocument:
    found = lock_count(uow, count_id)
    step("stock_count", COUNT, CountState(found.head["state"]), verb)
    return found
