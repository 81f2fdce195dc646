"""Routes of the goods ledger and its documents."""

from typing import Annotated
from uuid import UUID

from fastapi import Query

from heyi.modules.ledger import api as ledger
from heyi.modules.stock import api, schemas
from heyi.modules.stock import permissions as may
from heyi.platform.http.router import Router
from heyi.platform.records import access
from heyi.platform.records.http import add_get_route, add_list_route, add_record_routes
from heyi.platform.unit_of_work import UnitOfWork
from heyi.platform.values import BusinessDay, Instant

router = Router("stock")

add_record_routes(router, api.WAREHOUSE)
add_record_routes(router, api.STOCK_LOT)
for _record in (
    api.STOCK_MOVE,
    api.COST_RUN,
    api.STOCK_RECEIPT,
    api.STOCK_ISSUE,
    api.STOCK_TRANSFER,
    api.STOCK_ARRIVAL,
    api.STOCK_COUNT,
    api.STOCK_VERDICT,
):
    add_list_route(router, _record)
add_get_route(router, api.COST_RUN)


@router.get("/stock/on-hand", permission=may.VIEW_STOCK, answer=api.OnHandPage)
def list_on_hand(
    uow: UnitOfWork,
    warehouse_id: UUID | None = None,
    kind: Annotated[str, Query(max_length=20)] = "",
    product_id: Annotated[list[UUID] | None, Query(max_length=200)] = None,
    search: Annotated[str, Query(max_length=200)] = "",
    below_zero: Annotated[bool | None, Query()] = None,
    cursor: UUID | None = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> api.OnHandPage:
    """What lies in which warehouse, of any kind or of one: on hand, held for orders, available, worth.

    Or only what is below zero there.
    """
    return api.list_on_hand(
        uow,
        warehouse_id=warehouse_id,
        kind=schemas.warehouse_kind(kind),
        product_ids=product_id or [],
        search=search,
        below_zero=bool(below_zero),
        after=cursor,
        limit=limit,
    )


@router.get("/stock/as-of", permission=may.VIEW_MOVE, answer=api.LyingThenPage)
def get_stock_as_of(
    uow: UnitOfWork,
    day: BusinessDay,
    known_at: Instant | None = None,
    warehouse_id: UUID | None = None,
    search: Annotated[str, Query(max_length=200)] = "",
    cursor: UUID | None = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 100,
) -> api.LyingThenPage:
    """What lay where at the end of a day, as the books say now, or as they said at a moment before."""
    return api.stock_as_of(
        uow,
        day=day,
        known_at=known_at,
        warehouse_id=warehouse_id,
        search=search,
        after=cursor,
        limit=limit,
    )


@router.get("/stock/ages", permission=may.VIEW_MOVE, answer=api.AgePage)
def get_stock_ages(
    uow: UnitOfWork,
    day: BusinessDay | None = None,
    idle_days: Annotated[int, Query(ge=0, le=3650)] = 0,
    search: Annotated[str, Query(max_length=200)] = "",
    cursor: UUID | None = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 100,
) -> api.AgePage:
    """How old goods are, by receipts with the oldest gone first, and since when none of them left."""
    return api.stock_ages(
        uow, day=day or uow.today, idle_days=idle_days, search=search, after=cursor, limit=limit
    )


@router.post("/stock-receipts", permission=may.RECEIVE, answer=api.StockReceipt, status=201)
def post_stock_receipt(uow: UnitOfWork, body: schemas.ReceiptBody) -> api.StockReceipt:
    """Take goods into a warehouse at their cost (其他入库单); moves and entry are posted at once."""
    receipt_id = api.post_receipt(
        uow,
        reason=body.reason,
        warehouse_id=body.warehouse_id,
        received_on=body.received_on,
        note=body.note,
        lines=[line.draft() for line in body.lines],
    )
    return api.get_receipt(uow, receipt_id)


ledger.add_preview(router, "/stock-receipts", post_stock_receipt)


@router.get("/stock-receipts/{receipt_id}", permission=may.VIEW_STOCK, answer=api.StockReceipt)
def get_stock_receipt(uow: UnitOfWork, receipt_id: UUID) -> api.StockReceipt:
    """A miscellaneous receipt with its lines and what may be done with it."""
    return api.get_receipt(uow, receipt_id)


@router.post(
    "/stock-receipts/{receipt_id}/reverse",
    permission=may.REVERSE_RECEIPT,
    answer=api.StockReceipt,
    status=201,
)
def reverse_stock_receipt(uow: UnitOfWork, receipt_id: UUID) -> api.StockReceipt:
    """Take a receipt back, once; answers the receipt in red that does so."""
    access.require_row(uow, api.STOCK_RECEIPT, receipt_id, may.REVERSE_RECEIPT, known=True)
    return api.get_receipt(uow, api.reverse_receipt(uow, receipt_id))


@router.post("/stock-receipts/{receipt_id}/settle", permission=may.SETTLE_GAIN, answer=api.StockReceipt)
def settle_stock_receipt(uow: UnitOfWork, receipt_id: UUID, body: schemas.SettleGainBody) -> api.StockReceipt:
    """Approve what a count found: from 待处理财产损溢 to 盘盈收益."""
    access.require_row(uow, api.STOCK_RECEIPT, receipt_id, may.SETTLE_GAIN, known=True)
    api.settle_gain(uow, receipt_id, settled_on=body.settled_on)
    return api.get_receipt(uow, receipt_id)


@router.post("/stock-issues", permission=may.ISSUE, answer=api.StockIssue, status=201)
def post_stock_issue(uow: UnitOfWork, body: schemas.IssueBody) -> api.StockIssue:
    """Let goods leave a warehouse by no order (其他出库单); moves and entry are posted at once."""
    lines = [line.draft() for line in body.lines]
    draft = api.IssueDraft(**body.model_dump(exclude={"lines"}), lines=lines)
    return api.get_issue(uow, api.post_issue(uow, draft))


ledger.add_preview(router, "/stock-issues", post_stock_issue)


@router.get("/stock-issues/{issue_id}", permission=may.VIEW_STOCK, answer=api.StockIssue)
def get_stock_issue(uow: UnitOfWork, issue_id: UUID) -> api.StockIssue:
    """A miscellaneous issue with its lines and what may be done with it."""
    return api.get_issue(uow, issue_id)


@router.post(
    "/stock-issues/{issue_id}/reverse", permission=may.REVERSE_ISSUE, answer=api.StockIssue, status=201
)
def reverse_stock_issue(uow: UnitOfWork, issue_id: UUID) -> api.StockIssue:
    """Take an issue back, once; answers the issue in red that does so."""
    access.require_row(uow, api.STOCK_ISSUE, issue_id, may.REVERSE_ISSUE, known=True)
    return api.get_issue(uow, api.reverse_issue(uow, issue_id))


@router.post("/stock-issues/{issue_id}/settle", permission=may.SETTLE_LOSS, answer=api.StockIssue)
def settle_stock_issue(uow: UnitOfWork, issue_id: UUID, body: schemas.SettleLossBody) -> api.StockIssue:
    """Approve what a count or a transfer missed: from 待处理财产损溢 to who makes it good and to 营业外支出."""
    access.require_row(uow, api.STOCK_ISSUE, issue_id, may.SETTLE_LOSS, known=True)
    cause = api.Cause(compensation=body.compensation, vat_out=body.vat_out)
    api.settle_loss(uow, issue_id, cause, settled_on=body.settled_on)
    return api.get_issue(uow, issue_id)


@router.post("/stock-transfers", permission=may.CREATE_TRANSFER, answer=api.StockTransfer, status=201)
def create_stock_transfer(uow: UnitOfWork, body: schemas.TransferBody) -> api.StockTransfer:
    """Enter a transfer from one warehouse to another; nothing leaves yet."""
    return api.get_transfer(uow, api.create_transfer(uow, body.draft()))


@router.get("/stock-transfers/{transfer_id}", permission=may.VIEW_STOCK, answer=api.StockTransfer)
def get_stock_transfer(uow: UnitOfWork, transfer_id: UUID) -> api.StockTransfer:
    """A transfer with its lines, what of them is under way, and what may be done next."""
    return api.get_transfer(uow, transfer_id)


@router.patch("/stock-transfers/{transfer_id}", permission=may.CHANGE_TRANSFER, answer=api.StockTransfer)
def update_stock_transfer(
    uow: UnitOfWork, transfer_id: UUID, body: schemas.TransferBody, version: int
) -> api.StockTransfer:
    """Replace what a draft says, lines and all."""
    access.require_row(uow, api.STOCK_TRANSFER, transfer_id, may.CHANGE_TRANSFER, known=True)
    api.update_transfer(uow, transfer_id, version, body.draft())
    return api.get_transfer(uow, transfer_id)


@router.post(
    "/stock-transfers/{transfer_id}/cancel", permission=may.CHANGE_TRANSFER, answer=api.StockTransfer
)
def cancel_stock_transfer(uow: UnitOfWork, transfer_id: UUID) -> api.StockTransfer:
    """Call a transfer off before anything has left."""
    access.require_row(uow, api.STOCK_TRANSFER, transfer_id, may.CHANGE_TRANSFER, known=True)
    api.cancel_transfer(uow, transfer_id)
    return api.get_transfer(uow, transfer_id)


@router.post("/stock-transfers/{transfer_id}/send", permission=may.SEND_TRANSFER, answer=api.StockTransfer)
def send_stock_transfer(
    uow: UnitOfWork, transfer_id: UUID, body: schemas.SendTransferBody
) -> api.StockTransfer:
    """Let the goods leave: they lie in transit until they arrive, or in the other warehouse at once."""
    access.require_row(uow, api.STOCK_TRANSFER, transfer_id, may.SEND_TRANSFER, known=True)
    api.send_transfer(uow, transfer_id, directly=body.directly, sent_on=body.sent_on, lots=body.parts())
    return api.get_transfer(uow, transfer_id)


@router.post(
    "/stock-transfers/{transfer_id}/arrive",
    permission=may.RECEIVE_TRANSFER,
    answer=api.StockArrival,
    status=201,
)
def arrive_stock_transfer(uow: UnitOfWork, transfer_id: UUID, body: schemas.ArriveBody) -> api.StockArrival:
    """Take the given lines, or everything still under way, into the warehouse they were sent to."""
    return _arrive(uow, transfer_id, body, back=False)


@router.post(
    "/stock-transfers/{transfer_id}/come-back",
    permission=may.RECEIVE_TRANSFER,
    answer=api.StockArrival,
    status=201,
)
def come_back_stock_transfer(
    uow: UnitOfWork, transfer_id: UUID, body: schemas.ArriveBody
) -> api.StockArrival:
    """Take the given lines, or everything still under way, back into the warehouse they had left."""
    return _arrive(uow, transfer_id, body, back=True)


def _arrive(uow: UnitOfWork, transfer_id: UUID, body: schemas.ArriveBody, *, back: bool) -> api.StockArrival:
    access.require_row(uow, api.STOCK_TRANSFER, transfer_id, may.RECEIVE_TRANSFER, known=True)
    arrival_id = api.arrive(
        uow, transfer_id, quantities=body.quantities(), arrived_on=body.arrived_on, back=back
    )
    return api.get_arrival(uow, arrival_id)


@router.post(
    "/stock-transfers/{transfer_id}/write-off",
    permission=may.WRITE_OFF_TRANSFER,
    answer=api.StockIssue,
    status=201,
)
def write_off_stock_transfer(
    uow: UnitOfWork, transfer_id: UUID, body: schemas.WriteOffBody
) -> api.StockIssue:
    """Write off what is missing of a transfer, with the reason; answers the issue that does so."""
    access.require_row(uow, api.STOCK_TRANSFER, transfer_id, may.WRITE_OFF_TRANSFER, known=True)
    issue_id = api.write_off(
        uow, transfer_id, quantities=body.quantities(), lost_on=body.lost_on, reason=body.reason
    )
    return api.get_issue(uow, issue_id)


@router.get("/stock-arrivals/{arrival_id}", permission=may.VIEW_STOCK, answer=api.StockArrival)
def get_stock_arrival(uow: UnitOfWork, arrival_id: UUID) -> api.StockArrival:
    """Goods of a transfer that came to a warehouse, with their lines."""
    return api.get_arrival(uow, arrival_id)


@router.post("/stock-counts", permission=may.CREATE_COUNT, answer=api.StockCount, status=201)
def begin_stock_count(uow: UnitOfWork, body: schemas.CountBody) -> api.StockCount:
    """Begin a count (盘点单) of what lies in a warehouse."""
    return api.get_count(uow, api.begin_count(uow, body.draft()))


@router.get("/stock/count-accuracy", permission=may.VIEW_COUNT, answer=list[api.Accuracy])
def get_count_accuracy(
    uow: UnitOfWork, months: Annotated[int, Query(ge=1, le=60)] = 12
) -> list[api.Accuracy]:
    """How right the ledger was, by month and warehouse: lines counted, lines right, what the rest was worth."""
    return api.count_accuracy(uow, months=months)


@router.get("/stock-counts/{count_id}", permission=may.VIEW_COUNT, answer=api.StockCount)
def get_stock_count(uow: UnitOfWork, count_id: UUID) -> api.StockCount:
    """A count with its lines; who counts blindly is not told what is expected."""
    return api.get_count(uow, count_id)


@router.post("/stock-counts/{count_id}/count", permission=may.COUNT, answer=api.StockCount)
def count_stock_count(uow: UnitOfWork, count_id: UUID, body: schemas.CountedLinesBody) -> api.StockCount:
    """Note how many of each product lie there."""
    access.require_row(uow, api.STOCK_COUNT, count_id, may.COUNT, known=True)
    api.count_lines(uow, count_id, [api.Counted(**line.model_dump()) for line in body.lines])
    return api.get_count(uow, count_id)


@router.post("/stock-counts/{count_id}/recount", permission=may.POST_COUNT, answer=api.StockCount)
def recount_stock_count(uow: UnitOfWork, count_id: UUID, body: schemas.RecountBody) -> api.StockCount:
    """Have lines counted once more."""
    access.require_row(uow, api.STOCK_COUNT, count_id, may.POST_COUNT, known=True)
    api.recount_lines(uow, count_id, body.line_ids)
    return api.get_count(uow, count_id)


@router.post("/stock-counts/{count_id}/post", permission=may.POST_COUNT, answer=api.StockCount)
def post_stock_count(uow: UnitOfWork, count_id: UUID, body: schemas.PostCountBody) -> api.StockCount:
    """End a count: its differences are posted as moves and entries, and it says how right the ledger was."""
    access.require_row(uow, api.STOCK_COUNT, count_id, may.POST_COUNT, known=True)
    api.post_count(uow, count_id, leave_uncounted=body.leave_uncounted)
    return api.get_count(uow, count_id)


@router.post("/stock-counts/{count_id}/give-up", permission=may.POST_COUNT, answer=api.StockCount)
def give_up_stock_count(uow: UnitOfWork, count_id: UUID) -> api.StockCount:
    """Let a count be: nothing is posted, and what it froze moves again."""
    access.require_row(uow, api.STOCK_COUNT, count_id, may.POST_COUNT, known=True)
    api.give_up_count(uow, count_id)
    return api.get_count(uow, count_id)


@router.get("/stock/tracked", permission=may.VIEW_STOCK, answer=list[api.Tracked])
def get_tracked(
    uow: UnitOfWork,
    product_id: Annotated[list[UUID], Query(min_length=1, max_length=200)],
    warehouse_id: UUID | None = None,
) -> list[api.Tracked]:
    """How products are told apart, and what of which lot lies there, first what goes first."""
    return api.tracked(uow, product_id, warehouse_id=warehouse_id)


@router.get("/stock/expiring", permission=may.VIEW_MOVE, answer=api.LotPlacePage)
def list_expiring(
    uow: UnitOfWork,
    days: Annotated[int, Query(ge=0, le=3650)] = 90,
    warehouse_id: UUID | None = None,
    search: Annotated[str, Query(max_length=200)] = "",
    cursor: UUID | None = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 100,
) -> api.LotPlacePage:
    """What lies somewhere and expires within so many days, or has expired, the first to expire first."""
    return api.expiring(uow, days=days, warehouse_id=warehouse_id, search=search, after=cursor, limit=limit)


@router.get("/stock/unfree", permission=may.VIEW_MOVE, answer=api.LotPlacePage)
def list_unfree(
    uow: UnitOfWork,
    warehouse_id: UUID | None = None,
    search: Annotated[str, Query(max_length=200)] = "",
    cursor: UUID | None = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 100,
) -> api.LotPlacePage:
    """What lies somewhere and waits to be looked at, or was found bad."""
    return api.unfree(uow, warehouse_id=warehouse_id, search=search, after=cursor, limit=limit)


@router.get("/stock-lots/{lot_id}/trace", permission=may.VIEW_MOVE, answer=api.LotTrace)
def trace_lot(uow: UnitOfWork, lot_id: UUID) -> api.LotTrace:
    """A lot or serial number both ways: from whom it came, to whom it went, and where it lies."""
    return api.trace(uow, lot_id)


@router.post("/stock-verdicts", permission=may.JUDGE, answer=api.StockVerdict, status=201)
def post_stock_verdict(uow: UnitOfWork, body: schemas.VerdictBody) -> api.StockVerdict:
    """Release goods, block them, or have them looked at once more (质检单)."""
    return api.get_verdict(uow, api.post_verdict(uow, body.draft()))


@router.get("/stock-verdicts/{verdict_id}", permission=may.VIEW_MOVE, answer=api.StockVerdict)
def get_stock_verdict(uow: UnitOfWork, verdict_id: UUID) -> api.StockVerdict:
    """A verdict on goods with its lines: who decided what, and why."""
    return api.get_verdict(uow, verdict_id)
