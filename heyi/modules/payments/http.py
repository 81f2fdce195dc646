"""Routes of payments."""

from uuid import UUID

from heyi.modules.parties import api as parties
from heyi.modules.payments import api
from heyi.modules.payments import permissions as may
from heyi.modules.payments.schemas import ReceiptBody
from heyi.platform.http.router import Router
from heyi.platform.records import access
from heyi.platform.records.http import add_list_route, add_reasons_route
from heyi.platform.unit_of_work import UnitOfWork

router = Router("payments")

add_list_route(router, api.RECEIPT)
add_reasons_route(router, api.RECEIPT)


@router.post("/receipts", permission=may.POST_RECEIPT, answer=api.ReceiptStatus, status=201)
def post_receipt(uow: UnitOfWork, body: ReceiptBody) -> api.ReceiptStatus:
    """Take money in for invoices, the rest as an advance; or give it back for credit notes."""
    access.require_row(uow, parties.PARTY, body.party_id, may.POST_RECEIPT, known=True)
    allocations = tuple((item.invoice_id, item.amount) for item in body.allocations)
    draft = api.ReceiptDraft(**body.model_dump(exclude={"allocations"}), allocations=allocations)
    return api.post_receipt(uow, draft)


@router.get("/receipts/{receipt_id}", permission=may.VIEW_RECEIPT, answer=api.Receipt)
def get_receipt(uow: UnitOfWork, receipt_id: UUID) -> api.Receipt:
    """A receipt or refund with its allocations."""
    access.require_row(uow, api.RECEIPT, receipt_id, known=True)
    return api.get_receipt(uow, receipt_id)


@router.post("/receipts/{receipt_id}/reverse", permission=may.REVERSE_RECEIPT, answer=api.ReceiptStatus)
def reverse_receipt(uow: UnitOfWork, receipt_id: UUID) -> api.ReceiptStatus:
    """Take a receipt back; its invoices are open again."""
    access.require_row(uow, api.RECEIPT, receipt_id, may.REVERSE_RECEIPT, known=True)
    return api.reverse_receipt(uow, receipt_id)


@router.get("/parties/{party_id}/balance", permission=may.VIEW_RECEIPT, answer=api.PartyBalance)
def get_party_balance(uow: UnitOfWork, party_id: UUID) -> api.PartyBalance:
    """What a customer owes and paid ahead."""
    access.require_row(uow, parties.PARTY, party_id, may.VIEW_RECEIPT, known=True)
    return api.party_balance(uow, party_id)
