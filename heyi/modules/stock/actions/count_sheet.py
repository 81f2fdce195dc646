"""The sheet of a count: which lines it has, what lies there of each, and what it lets nobody move."""

from collections.abc import Sequence
from decimal import Decimal
from uuid import UUID

from heyi.modules.stock.errors import BinUnknown
from heyi.modules.stock.models import STOCK_BALANCE, STOCK_COUNT_LINE
from heyi.modules.stock.queries import is_binned, lock_lying, make_empty_places, refuse_frozen
from heyi.modules.stock.queries.bins import bins
from heyi.modules.stock.queries.choosing import Counting, kept_apart, told_apart
from heyi.modules.stock.queries.counts import lock_count
from heyi.modules.stock.queries.documents import LockedDocument
from heyi.modules.stock.rules import ZERO
from heyi.modules.stock.states import COUNT, CountState, step
from heyi.platform.unit_of_work import UnitOfWork


def lines_to_count(
    uow: UnitOfWork, warehouse: UUID, products: Sequence[UUID], codes: Sequence[str]
) -> list[Counting]:
    """A line for each product or, where goods are told apart or stand in bins, for each lot in each bin.

    Goods of which nothing lies there are looked for in the bin that goods come into.

    Raises:
        BinUnknown: the warehouse has no such bin.
    """
    binned = is_binned(uow, warehouse)
    receiving = _receiving(uow, warehouse, codes) if binned else None
    if codes and not binned:
        raise BinUnknown(bin=codes[0])
    tracking = told_apart(uow, products)
    apart = [one for one in products if binned or tracking[one] != "none"]
    kept = list(kept_apart(uow, warehouse, apart, codes))
    known = {line.product_id for line in kept}
    others = [Counting(one, receiving, None) for one in products if one not in known and not codes]
    if binned:
        return kept + others
    place = {product_id: at for at, product_id in enumerate(products)}
    return sorted(kept + others, key=lambda line: place[line.product_id])


def _receiving(uow: UnitOfWork, warehouse: UUID, codes: Sequence[str]) -> UUID:
    found = {one.code: one for one in bins(uow, [warehouse], codes=codes)}
    for code in codes:
        if code not in found:
            raise BinUnknown(bin=code)
    return next(one.id for one in found.values() if one.receiving)


def expected_of(uow: UnitOfWork, warehouse: UUID, lines: Sequence[Counting]) -> dict[Counting, Decimal]:
    """What lies there of these lines, which nobody moves until the transaction ends."""
    lying = lock_lying(uow, {(warehouse, line.product_id) for line in lines})
    tracking = told_apart(uow, {line.product_id for line in lines})
    apart = {line.product_id for line in lines if line.bin_id or tracking[line.product_id] != "none"}
    kept = kept_apart(uow, warehouse, apart)
    found: dict[Counting, Decimal] = {}
    for line in lines:
        here = lying.get((warehouse, line.product_id))
        whole = here.on_hand if here else ZERO
        found[line] = kept.get(line, ZERO) if line.product_id in apart else whole
    return found


def freeze(
    uow: UnitOfWork, count_id: UUID, warehouse: UUID, lines: Sequence[Counting]
) -> dict[Counting, Decimal]:
    """Let nothing of these products move in the warehouse; gives back what lies there of each line.

    Raises:
        PlaceFrozen: another count was there first.
    """
    places = {(warehouse, line.product_id) for line in lines}
    make_empty_places(uow, places)
    lying = lock_lying(uow, places)
    refuse_frozen(uow, {place: here.frozen_by for place, here in lying.items() if here.frozen_by != count_id})
    rows = [
        {"warehouse_id": warehouse, "product_id": product, "frozen_by": count_id}
        for warehouse, product in sorted(places)
    ]
    keys = ("warehouse_id", "product_id")
    uow.update_rows(STOCK_BALANCE, rows, keys=keys, assignments=("frozen_by = v.frozen_by",))
    return expected_of(uow, warehouse, lines)


def add_lines(
    uow: UnitOfWork,
    count_id: UUID,
    lines: Sequence[Counting],
    expected: dict[Counting, Decimal],
    *,
    behind: int,
) -> dict[Counting, UUID]:
    """Write these lines behind those that a sheet has; gives back their ids."""
    ids = {line: uow.new_id() for line in lines}
    uow.insert(
        STOCK_COUNT_LINE,
        *(
            {
                "id": line_id,
                "count_id": count_id,
                "line_no": line_no,
                "product_id": line.product_id,
                "bin_id": line.bin_id,
                "lot": line.lot,
                "expected": expected.get(line),
            }
            for line_no, (line, line_id) in enumerate(ids.items(), start=behind + 1)
        ),
    )
    return ids


def locked_for(uow: UnitOfWork, count_id: UUID, verb: str) -> LockedDocument:
    """The count with its lines, held, if the verb may be done to it now.

    Raises:
        NotFound: it does not exist in this company.
        WrongState: it has ended.
    """
    found = lock_count(uow, count_id)
    step("stock_count", COUNT, CountState(found.head["state"]), verb)
    return found
