"""Routes of acceptance bills (承兑汇票)."""

from uuid import UUID

from heyi.modules.bills import api
from heyi.modules.bills import permissions as may
from heyi.modules.bills.schemas import (
    BillBody,
    DiscountBody,
    DishonourBody,
    EndorseBody,
    OpeningBillBody,
    PaidBody,
    SendBackBody,
    UndoUseBody,
)
from heyi.modules.ledger import api as ledger
from heyi.modules.parties import api as parties
from heyi.modules.payments import api as payments
from heyi.platform.http.router import Router
from heyi.platform.records import access
from heyi.platform.records.http import add_list_route, add_reasons_route
from heyi.platform.unit_of_work import UnitOfWork

router = Router("bills")

add_list_route(router, api.BILL)
add_reasons_route(router, api.BILL)


@router.get("/bill-totals", permission=may.VIEW_BILL, answer=list[api.BillTotal])
def get_bill_totals(uow: UnitOfWork) -> list[api.BillTotal]:
    """What is left of the bills that are held and of those that we must pay, and how much of it falls due soon."""
    return api.bill_totals(uow)


@router.get("/bills/{bill_id}", permission=may.VIEW_BILL, answer=api.Bill)
def get_bill(uow: UnitOfWork, bill_id: UUID) -> api.Bill:
    """A bill with where it came from and what became of it."""
    access.require_row(uow, api.BILL, bill_id, known=True)
    return api.get_bill(uow, bill_id)


@router.get("/receipts/{receipt_id}/bill", permission=may.VIEW_BILL, answer=list[api.BillOfPaper])
def get_receipt_bill(uow: UnitOfWork, receipt_id: UUID) -> list[api.BillOfPaper]:
    """The bill that a receipt took in place of money; none where it was money."""
    access.require_row(uow, payments.RECEIPT, receipt_id)
    return api.bill_of_paper(uow, "receipt", receipt_id)


@router.get("/payments/{payment_id}/bill", permission=may.VIEW_BILL, answer=list[api.BillOfPaper])
def get_payment_bill(uow: UnitOfWork, payment_id: UUID) -> list[api.BillOfPaper]:
    """The bill by which a payment was made, passed on or our own; none where it was money."""
    access.require_row(uow, payments.PAYMENT, payment_id)
    return api.bill_of_paper(uow, "payment", payment_id)


@router.post("/taken-bills", permission=may.TAKE_BILL, answer=api.BillStatus, status=201)
def take_bill(uow: UnitOfWork, body: BillBody) -> api.BillStatus:
    """Take a bill from a customer in place of money; makes the receipt that settles his invoices."""
    access.require_row(uow, parties.PARTY, body.party_id, may.TAKE_BILL, known=True)
    access.require_row(uow, parties.PARTY, body.party_id, payments.POST_RECEIPT, known=True)
    return api.take_bill(uow, body.draft())


ledger.add_preview(router, "/taken-bills", take_bill)


@router.post("/issued-bills", permission=may.TAKE_BILL, answer=api.BillStatus, status=201)
def issue_bill(uow: UnitOfWork, body: BillBody) -> api.BillStatus:
    """Give a supplier a bill of our own in place of money; makes the payment that settles his invoices."""
    access.require_row(uow, parties.PARTY, body.party_id, may.TAKE_BILL, known=True)
    access.require_row(uow, parties.PARTY, body.party_id, payments.POST_PAYMENT, known=True)
    return api.issue_bill(uow, body.draft())


ledger.add_preview(router, "/issued-bills", issue_bill)


@router.post("/opening-bills", permission=may.TAKE_BILL, answer=api.BillStatus, status=201)
def enter_opening_bill(uow: UnitOfWork, body: OpeningBillBody) -> api.BillStatus:
    """Enter a bill that was held or owed when the books began; dated the day before."""
    access.require_row(uow, parties.PARTY, body.party_id, may.TAKE_BILL, known=True)
    return api.enter_opening_bill(uow, body.draft())


@router.post("/endorsed-bills", permission=may.USE_BILL, answer=api.BillStatus, status=201)
def endorse_bill(uow: UnitOfWork, body: EndorseBody) -> api.BillStatus:
    """Pass a bill on to a supplier; makes the payment that settles his invoices."""
    access.require_row(uow, api.BILL, body.bill_id, may.USE_BILL, known=True)
    access.require_row(uow, parties.PARTY, body.party_id, payments.POST_PAYMENT, known=True)
    return api.endorse_bill(uow, body.draft())


ledger.add_preview(router, "/endorsed-bills", endorse_bill)


@router.post("/bills/{bill_id}/discount", permission=may.USE_BILL, answer=api.BillStatus)
def discount_bill(uow: UnitOfWork, bill_id: UUID, body: DiscountBody) -> api.BillStatus:
    """Sell a bill to a bank before it is due, for what is left after interest."""
    return _use(uow, bill_id, body.use())


@router.post("/bills/{bill_id}/collect", permission=may.USE_BILL, answer=api.BillStatus)
def collect_bill(uow: UnitOfWork, bill_id: UUID, body: PaidBody) -> api.BillStatus:
    """Have the money of a bill that is due come in."""
    return _use(uow, bill_id, body.use(api.UseKind.COLLECTED))


@router.post("/bills/{bill_id}/honour", permission=may.USE_BILL, answer=api.BillStatus)
def honour_bill(uow: UnitOfWork, bill_id: UUID, body: PaidBody) -> api.BillStatus:
    """Pay a bill of our own that is due."""
    return _use(uow, bill_id, body.use(api.UseKind.HONOURED))


@router.post("/bills/{bill_id}/dishonour", permission=may.USE_BILL, answer=api.BillStatus)
def dishonour_bill(uow: UnitOfWork, bill_id: UUID, body: DishonourBody) -> api.BillStatus:
    """Say that nobody pays what is left of a bill: what it had settled is owed again, by the customer or by us."""
    return _use(uow, bill_id, api.BillUse(kind=api.UseKind.DISHONOURED, occurred_on=body.occurred_on))


@router.post("/bills/{bill_id}/uses/{use_id}/recourse", permission=may.USE_BILL, answer=api.BillStatus)
def send_bill_back(uow: UnitOfWork, bill_id: UUID, use_id: UUID, body: SendBackBody) -> api.BillStatus:
    """Say that a bill which was sold or passed on came back unpaid: the customer owes it again."""
    access.require_row(uow, api.BILL, bill_id, may.USE_BILL, known=True)
    return api.send_back(uow, bill_id, use_id, body.draft())


@router.post("/bills/{bill_id}/uses/{use_id}/undo", permission=may.USE_BILL, answer=api.BillStatus)
def undo_bill_use(
    uow: UnitOfWork, bill_id: UUID, use_id: UUID, body: UndoUseBody | None = None
) -> api.BillStatus:
    """Take a use of a bill back; so much of it is held again, or where it was before it came back."""
    access.require_row(uow, api.BILL, bill_id, may.USE_BILL, known=True)
    return api.undo_use(uow, bill_id, use_id, occurred_on=body.occurred_on if body else None)


@router.post("/bills/{bill_id}/reverse", permission=may.TAKE_BILL, answer=api.BillStatus)
def reverse_opening_bill(uow: UnitOfWork, bill_id: UUID) -> api.BillStatus:
    """Take a bill from before the books began back; others go with their receipt or payment."""
    access.require_row(uow, api.BILL, bill_id, may.TAKE_BILL, known=True)
    return api.reverse_opening_bill(uow, bill_id)


def _use(uow: UnitOfWork, bill_id: UUID, use: api.BillUse) -> api.BillStatus:
    access.require_row(uow, api.BILL, bill_id, may.USE_BILL, known=True)
    return api.use_bill(uow, bill_id, use)
