"""Routes of goods that we keep for their owners (代管): they come in, go back and are used up, and are none of ours."""

from heyi.modules.stock import api, schemas
from heyi.modules.stock import permissions as may
from heyi.platform.http.router import Router
from heyi.platform.unit_of_work import UnitOfWork

router = Router("stock")


@router.post("/entrusted-receipts", permission=may.RECEIVE, answer=api.StockReceipt, status=201)
def take_in_entrusted(uow: UnitOfWork, body: schemas.TakeInBody) -> api.StockReceipt:
    """Take goods of another owner into the warehouse that keeps his (代管入库); nothing is posted in our books."""
    receipt_id = api.post_receipt(
        uow,
        reason=api.TAKEN_IN,
        warehouse_id=body.warehouse_id,
        received_on=body.received_on,
        note=body.note,
        lines=body.drafts(),
    )
    return api.get_receipt(uow, receipt_id)


@router.post("/entrusted-issues", permission=may.ISSUE, answer=api.StockIssue, status=201)
def give_back_entrusted(uow: UnitOfWork, body: schemas.GiveBackBody) -> api.StockIssue:
    """Give goods that we keep back to their owner (代管出库), or use them up in work for him (消耗客供料).

    Nothing is posted in our books.
    """
    draft = api.IssueDraft(
        reason=body.reason,
        warehouse_id=body.warehouse_id,
        issued_on=body.issued_on,
        note=body.note,
        lines=body.drafts(),
        expired_reason=body.expired_reason,
    )
    return api.get_issue(uow, api.post_issue(uow, draft))
