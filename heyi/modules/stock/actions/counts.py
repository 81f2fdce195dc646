"""Counts (盘点单): begun over a part of a warehouse, filled in by whoever counts, looked at again, given up."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any
from uuid import UUID

from heyi.modules.stock.actions.receipts import require_goods
from heyi.modules.stock.contracts import CountDraft, Counted
from heyi.modules.stock.errors import LineUnknown, NothingToCount, TooMuchToCount
from heyi.modules.stock.models import COUNT_SERIES, STOCK_BALANCE, STOCK_COUNT, STOCK_COUNT_LINE
from heyi.modules.stock.queries import Place, lock_lying, make_empty_places, refuse_frozen, require_warehouse
from heyi.modules.stock.queries.choosing import products_to_count
from heyi.modules.stock.queries.counts import MOST_LINES, lock_count
from heyi.modules.stock.queries.documents import LockedDocument
from heyi.modules.stock.rules import ZERO
from heyi.modules.stock.states import COUNT, CountState, step
from heyi.platform import numbering
from heyi.platform.unit_of_work import UnitOfWork

_C = STOCK_COUNT.table


def begin_count(uow: UnitOfWork, draft: CountDraft) -> UUID:
    """Begin a count of what lies in a warehouse; gives back its id.

    Where it is `frozen`, what is expected is taken now, and nothing moves in the counted places until the count ends;
    otherwise it is taken when each line is counted, and goods go on moving.

    Raises:
        WarehouseUnusable: the warehouse does not exist in this company or is switched off.
        NothingToCount: nothing lies there that the count would be of.
        TooMuchToCount: it would have more lines than a sheet holds.
        ProductUnusable, NotGoods: a named product cannot lie in a warehouse.
        PlaceFrozen: another count has frozen one of the places.
    """
    warehouse = require_warehouse(uow, draft.warehouse_id)
    if draft.scope == "products":
        require_goods(uow, draft.product_ids)
        chosen = list(dict.fromkeys(draft.product_ids))
    else:
        chosen = products_to_count(uow, warehouse, draft.scope, most=draft.most)
    if not chosen:
        raise NothingToCount
    if len(chosen) > MOST_LINES:
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
            "line_count": len(chosen),
            "note": draft.note,
        },
    )
    uow.flush()
    expected = (
        _freeze(uow, count_id, [(warehouse, product_id) for product_id in chosen]) if draft.frozen else {}
    )
    _add_lines(uow, count_id, chosen, expected, behind=0)
    uow.audit("begun", record="stock_count", record_id=count_id, title=number)
    return count_id


def count_lines(uow: UnitOfWork, count_id: UUID, found: Sequence[Counted]) -> None:
    """Note how many of each product lie there; what was noted of one before is replaced.

    A product that is not on the sheet yet is added to it: it was found where nothing of it was expected.

    Raises:
        NotFound: the count does not exist in this company.
        WrongState: it has ended.
        ProductUnusable, NotGoods: a product that is not on the sheet cannot lie in a warehouse.
        PlaceFrozen: another count has frozen the place of one that is not on the sheet.
        TooMuchToCount: the sheet is full.
    """
    count = _locked_for(uow, count_id, "count")
    head = count.head
    noted = {item.product_id: item.quantity for item in found}
    on_sheet = {line["product_id"] for line in count.lines}
    new = [product_id for product_id in noted if product_id not in on_sheet]
    if new:
        _extend(uow, count, new)
    rows: list[dict[str, Any]] = [
        {
            "product_id": product_id,
            "count_id": count_id,
            "counted": quantity,
            "counted_at": uow.now,
            "counted_by": uow.actor.user_id,
        }
        for product_id, quantity in noted.items()
    ]
    assignments = ["counted = v.counted", "counted_at = v.counted_at", "counted_by = v.counted_by"]
    if not head["frozen"]:
        # Whoever ships at this moment is before or behind the count, never in between.
        lying = lock_lying(uow, [(head["warehouse_id"], product_id) for product_id in noted])
        for row in rows:
            here = lying.get((head["warehouse_id"], row["product_id"]))
            row["expected"] = here.on_hand if here else ZERO
        assignments.append("expected = v.expected")
    uow.flush()
    uow.update_rows(STOCK_COUNT_LINE, rows, keys=("count_id", "product_id"), assignments=assignments)


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
    places = [(count.head["warehouse_id"], line["product_id"]) for line in count.lines]
    lock_lying(uow, places)
    rows = [
        {"warehouse_id": warehouse, "product_id": product, "frozen_by": count.head["id"]}
        for warehouse, product in sorted(places)
    ]
    keys = ("warehouse_id", "product_id", "frozen_by")
    uow.update_rows(STOCK_BALANCE, rows, keys=keys, assignments=("frozen_by = NULL",))


def _freeze(uow: UnitOfWork, count_id: UUID, places: Sequence[Place]) -> dict[UUID, Decimal]:
    """Let nothing move in these places; gives back what lies there of each product.

    Raises:
        PlaceFrozen: another count was there first.
    """
    make_empty_places(uow, places)
    lying = lock_lying(uow, places)
    refuse_frozen(uow, {place: here.frozen_by for place, here in lying.items()})
    rows = [
        {"warehouse_id": warehouse, "product_id": product, "frozen_by": count_id}
        for warehouse, product in sorted(places)
    ]
    keys = ("warehouse_id", "product_id")
    uow.update_rows(STOCK_BALANCE, rows, keys=keys, assignments=("frozen_by = v.frozen_by",))
    return {product: lying[warehouse, product].on_hand for warehouse, product in places}


def _extend(uow: UnitOfWork, count: LockedDocument, product_ids: Sequence[UUID]) -> None:
    """Add products to a sheet that were not expected there."""
    require_goods(uow, product_ids)
    size = len(count.lines) + len(product_ids)
    if size > MOST_LINES:
        raise TooMuchToCount(most=MOST_LINES)
    head = count.head
    places = [(head["warehouse_id"], product_id) for product_id in product_ids]
    expected = _freeze(uow, head["id"], places) if head["frozen"] else {}
    _add_lines(uow, head["id"], product_ids, expected, behind=len(count.lines))
    uow.change(_C, head["id"], {"line_count": size})


def _add_lines(
    uow: UnitOfWork,
    count_id: UUID,
    product_ids: Sequence[UUID],
    expected: dict[UUID, Decimal],
    *,
    behind: int,
) -> None:
    uow.insert(
        STOCK_COUNT_LINE,
        *(
            {
                "id": uow.new_id(),
                "count_id": count_id,
                "line_no": line_no,
                "product_id": product_id,
                "expected": expected.get(product_id),
            }
            for line_no, product_id in enumerate(product_ids, start=behind + 1)
        ),
    )


def _locked_for(uow: UnitOfWork, count_id: UUID, verb: str) -> LockedDocument:
    found = lock_count(uow, count_id)
    step("stock_count", COUNT, CountState(found.head["state"]), verb)
    return found
