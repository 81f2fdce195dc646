"""Routes of plans of receipts and of what is to be collected."""

from typing import Annotated
from uuid import UUID

from fastapi import Query

from heyi.modules.collecting import api
from heyi.modules.collecting import permissions as may
from heyi.modules.collecting.schemas import CollectBody, PlanBody
from heyi.modules.ledger import api as ledger
from heyi.modules.parties import api as parties
from heyi.modules.payments import api as payments
from heyi.modules.sales import api as sales
from heyi.platform.http.answers import Answer
from heyi.platform.http.router import Router
from heyi.platform.printing import paper
from heyi.platform.records import access
from heyi.platform.unit_of_work import UnitOfWork

router = Router("collecting")
Mine = Annotated[bool, Query(description="Only of orders and customers whose owner the reader is")]


@router.get("/sales-orders/{order_id}/receipt-plan", permission=may.VIEW_PLAN, answer=api.ReceiptPlan)
def get_receipt_plan(uow: UnitOfWork, order_id: UUID) -> api.ReceiptPlan:
    """回款计划 of an order: agreed instalments, what came, what is still to come."""
    access.require_row(uow, sales.SALES_ORDER, order_id, known=True)
    return api.receipt_plan(uow, order_id)


@router.patch("/sales-orders/{order_id}/receipt-plan", permission=may.MANAGE_PLAN, answer=api.ReceiptPlan)
def set_receipt_plan(uow: UnitOfWork, order_id: UUID, version: int, body: PlanBody) -> api.ReceiptPlan:
    """Agree on the instalments of an order, instead of those agreed before."""
    access.require_row(uow, sales.SALES_ORDER, order_id, may.MANAGE_PLAN, known=True)
    return api.set_plan(uow, order_id, version, body.draft())


@router.get(
    "/sales-order-changes/{change_id}/receipt-plan",
    permission=may.VIEW_PLAN,
    answer=list[api.MovedInstalment],
)
def get_changed_receipt_plan(uow: UnitOfWork, change_id: UUID) -> list[api.MovedInstalment]:
    """回款计划 of an order as a change of it would leave it: each instalment before and after."""
    access.require_row(uow, sales.SALES_ORDER_CHANGE, change_id, known=True)
    return api.plan_after(uow, change_id)


@router.post(
    "/sales-orders/{order_id}/collect", permission=payments.POST_RECEIPT, answer=api.Collected, status=201
)
def collect_for_order(uow: UnitOfWork, order_id: UUID, body: CollectBody) -> api.Collected:
    """Take in money for an order: for its open invoices, what is left ahead for it."""
    access.require_row(uow, sales.SALES_ORDER, order_id, known=True)
    return api.collect(uow, order_id, body.draft())


ledger.add_preview(router, "/sales-orders/{order_id}/collect", collect_for_order)


@router.get("/collection", permission=may.VIEW_PLAN, answer=api.Collection, snapshot=True)
def get_collection(uow: UnitOfWork, *, mine: Mine = False, party_id: UUID | None = None) -> api.Collection:
    """回款看板: all money that is to come, the most overdue first."""
    return api.collection(uow, mine=mine, party_id=party_id)


@router.get("/parties/{party_id}/dunning-letter/paper", permission=may.PRINT_LETTER, snapshot=True)
def get_dunning_letter_paper(uow: UnitOfWork, party_id: UUID) -> Answer:
    """催款函 to a customer as a PDF."""
    access.require_row(uow, parties.PARTY, party_id, may.PRINT_LETTER, known=True)
    name = parties.require_party(uow, party_id).name
    return paper(api.dunning_letter(uow, party_id), f"{name}-{uow.today}.pdf")
