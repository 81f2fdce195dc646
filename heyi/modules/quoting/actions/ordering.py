"""An order out of a quotation, with everything that stands on it."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import select

from heyi.modules.crm import api as crm
from heyi.modules.quoting.actions.drafts import audit, change, refuse_ordered
from heyi.modules.quoting.errors import NotAccepted, QuotationExpired
from heyi.modules.quoting.models import QUOTATION
from heyi.modules.quoting.permissions import ORDER_UNACCEPTED
from heyi.modules.quoting.queries.quotations import lines_of, versions_of
from heyi.modules.quoting.rules import lapsed
from heyi.modules.quoting.states import QuotationState, step
from heyi.modules.sales import api as sales
from heyi.platform.messages import Language, translate
from heyi.platform.records import access
from heyi.platform.records.shapes import shape_of
from heyi.platform.unit_of_work import UnitOfWork

_WIN = "crm.opportunity.update"


def order_quotation(uow: UnitOfWork, quotation_id: UUID) -> sales.OrderStatus:
    """Make a draft order of what the customer accepted: every line, price, tax and term as it stands, once.

    An open opportunity that it belongs to is won by it, where it is the actor's. What nobody has accepted becomes an
    order only by who may do so, and while it could still be accepted.

    Raises:
        NotFound: it does not exist in this company.
        WrongState: it is neither accepted nor waits for that.
        NotAccepted: nobody accepted it, and the actor may not order it before.
        QuotationExpired: nobody accepted it while it could be.
        QuotationOrdered: it became an order before.
        ProductUnusable, UnitUnknown, TaxRateUnknown, WarehouseUnusable: what it names cannot be used any more.
    """
    versions = versions_of(uow, quotation_id, lock=True)
    head = versions.head
    state = step(QuotationState(head["state"]), "order")
    refuse_ordered(uow, versions)
    if state is not QuotationState.ACCEPTED:
        if lapsed(state, head["valid_until"], uow.today):
            raise QuotationExpired(number=head["number"], day=head["valid_until"].isoformat())
        if not uow.actor.may(ORDER_UNACCEPTED):
            raise NotAccepted(number=head["number"])
    _win(uow, head)
    lines = lines_of(uow, quotation_id)[quotation_id]
    order = sales.create_order(
        uow,
        sales.OrderDraft(
            party_id=head["party_id"],
            warehouse_id=head["warehouse_id"],
            prices_include_tax=head["prices_include_tax"],
            owner_id=head["owner_id"],
            discount=_discount(head),
            note=_note(head, uow.actor.language),
            lines=tuple(
                sales.OrderLineDraft(
                    product_id=line["product_id"],
                    quantity=line["typed_quantity"],
                    unit_price=line["unit_price"],
                    tax_code=line["tax_code"],
                    unit_id=line["unit_id"],
                )
                for line in lines
            ),
        ),
    )
    uow.link("quotation", quotation_id, "sales_order", order.id)
    uow.flush()
    after = change(uow, versions, {"order_id": order.id})
    audit(uow, "ordered", after.head, {"order_id": [None, order.number], "state": [None, state]})
    return order


def _discount(head: Mapping[Any, Any]) -> sales.WholeDiscount:
    """What is taken off the whole, as it was typed."""
    share, taken = head["whole_discount_share"], head["whole_discount"]
    return (
        sales.WholeDiscount(share=share) if share is not None else sales.WholeDiscount(amount=taken or None)
    )


def free_ordered(uow: UnitOfWork, order_id: UUID) -> None:
    """The order that a quotation became is called off: it may become another one."""
    table = QUOTATION.table
    query = select(table).where(
        table.c.tenant_id == uow.tenant_id, table.c.company_id == uow.company_id, table.c.order_id == order_id
    )
    row = uow.first(query.with_for_update())
    if row is not None:
        uow.change(table, row["id"], {"order_id": None})
        audit(uow, "freed", row)


def _note(head: Mapping[Any, Any], language: Language) -> str:
    """What the customer was told beside the lines, under the number of the quotation."""
    parts = [translate("quoting.of_quotation", language, {"number": head["number"]})]
    for name in ("payment_terms", "delivery_terms"):
        if head[name]:
            label = translate(f"field.quotation.{name}", language)
            parts.append(translate("quoting.term", language, {"label": label, "text": head[name]}))
    if head["note"]:
        parts.append(head["note"])
    return "\n".join(parts)


def _win(uow: UnitOfWork, head: Mapping[Any, Any]) -> None:
    """The customer buys: the opportunity is won for what he was quoted, unless it has lines of its own to say so."""
    deal_id = head["opportunity_id"]
    if deal_id is None:
        return
    table = crm.OPPORTUNITY.table
    place = (table.c.tenant_id == uow.tenant_id, table.c.id == deal_id)
    deal = uow.first(select(table.c.state, table.c.has_lines).where(*place).with_for_update())
    if deal is None or deal["state"] != "open":
        return
    if _WIN not in access.within_reach(uow, crm.OPPORTUNITY, deal_id, {_WIN}):
        return
    fixed = deal["has_lines"] or "amount" in access.levels(uow, shape_of(uow, crm.OPPORTUNITY.name))
    crm.win_opportunity(uow, deal_id, note=head["number"], amount=None if fixed else head["gross"])
