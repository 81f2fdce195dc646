"""Counts (盘点单): begun over a part of a warehouse, looked at again, given up."""

from collections.abc import Sequence
from uuid import UUID

from heyi.modules.stock.actions.count_sheet import add_lines, freeze, lines_to_count, locked_for
from heyi.modules.stock.actions.receipts import require_goods
from heyi.modules.stock.contracts import CountDraft
from heyi.modules.stock.errors import LineUnknown, NothingToCount, TooMuchToCount
from heyi.modules.stock.models import COUNT_SERIES, STOCK_BALANCE, STOCK_COUNT, STOCK_COUNT_LINE
from heyi.modules.stock.queries import lock_lying, require_warehouse
from heyi.modules.stock.queries.choosing import products_to_count, told_apart, told_size
from heyi.modules.stock.queries.counts import MOST_LINES
from heyi.modules.stock.queries.documents import LockedDocument
from heyi.modules.stock.rules.houses import ANYWHERE
from heyi.modules.stock.states import CountState
from heyi.platform import numbering
from heyi.platform.unit_of_work import UnitOfWork

_C = STOCK_COUNT.table


def begin_count(uow: UnitOfWork, draft: CountDraft) -> UUID:
    """Begin a count of what lies in a warehouse; gives back its id.

    Where it is `frozen`, what is expected is taken now, and nothing moves in the counted places until the count ends;
    otherwise it is taken when each line is counted, and goods go on moving. Where goods stand in bins, each bin is a
    line of its own, in the order in which one walks past them; of goods that are told apart, each lot.

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
    rows = lines_to_count(uow, warehouse, chosen, draft.bins)
    if not rows:
        raise NothingToCount
    if len(rows) > MOST_LINES:
        raise TooMuchToCount(most=MOST_LINES)
    tracking = told_apart(uow, {line.product_id for line in rows})
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
            "line_count": told_size(rows, tracking, blind=draft.blind),
            "note": draft.note,
        },
    )
    uow.flush()
    expected = freeze(uow, count_id, warehouse, rows) if draft.frozen else {}
    add_lines(uow, count_id, rows, expected, behind=0)
    uow.audit("begun", record="stock_count", record_id=count_id, title=number)
    return count_id


def recount_lines(uow: UnitOfWork, count_id: UUID, line_ids: Sequence[UUID]) -> None:
    """Have lines counted once more: what was noted of them is struck out, and how often that happened is kept.

    Raises:
        NotFound: the count does not exist in this company.
        WrongState: it has ended.
        LineUnknown: a line is none of it.
    """
    count = locked_for(uow, count_id, "recount")
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
    count = locked_for(uow, count_id, "give_up")
    thaw(uow, count)
    uow.change(_C, count_id, {"state": CountState.GIVEN_UP, "line_count": len(count.lines)})
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
