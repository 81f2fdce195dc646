"""What of sales flows of approval may guard."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from heyi.kit.conditions import FieldType
from heyi.modules.sales.actions.apply_change import apply_change
from heyi.modules.sales.actions.orders import CREDIT, DISCOUNT, FLOORS, confirm_order
from heyi.modules.sales.models import SALES_ORDER, SALES_ORDER_CHANGE
from heyi.modules.sales.permissions import CHANGE_ORDER, CONFIRM_ORDER
from heyi.modules.sales.queries.approving import look_at_change, look_at_draft
from heyi.platform.approvals import api as approvals
from heyi.platform.records.kinds import Kind
from heyi.platform.unit_of_work import UnitOfWork


def _confirm(uow: UnitOfWork, order_id: UUID | None, _: Mapping[str, Any]) -> None:
    assert order_id is not None, "an order that is confirmed is there"
    confirm_order(uow, order_id)


CONFIRMING = approvals.ApprovableVerb(
    record=SALES_ORDER.name,
    name="confirm",
    permission=CONFIRM_ORDER,
    look=look_at_draft,
    do=_confirm,
    facts={
        FLOORS: FieldType.BOOLEAN,
        DISCOUNT: FieldType.BOOLEAN,
        "most_discount": FieldType.NUMBER,
        CREDIT: FieldType.BOOLEAN,
    },
    columns={
        "product": Kind.TEXT,
        "quantity": Kind.QUANTITY,
        "unit": Kind.TEXT,
        "unit_price": Kind.MONEY,
        "discount": Kind.NUMBER,
        "tax_rate": Kind.PERCENT,
        "net": Kind.MONEY,
        "tax": Kind.MONEY,
        "gross": Kind.MONEY,
        "below_floor": Kind.BOOLEAN,
    },
    lifts=(FLOORS, DISCOUNT, CREDIT),
    pins=("confirm", "update", "cancel"),
)


def _apply(uow: UnitOfWork, change_id: UUID | None, _: Mapping[str, Any]) -> None:
    assert change_id is not None, "a change that is applied is there"
    apply_change(uow, change_id)


APPLYING = approvals.ApprovableVerb(
    record=SALES_ORDER_CHANGE.name,
    name="take_effect",
    permission=CHANGE_ORDER,
    look=look_at_change,
    do=_apply,
    facts={
        FLOORS: FieldType.BOOLEAN,
        DISCOUNT: FieldType.BOOLEAN,
        "most_discount": FieldType.NUMBER,
        "most_cut": FieldType.NUMBER,
        CREDIT: FieldType.BOOLEAN,
    },
    columns={
        "product": Kind.TEXT,
        "old_quantity": Kind.QUANTITY,
        "quantity": Kind.QUANTITY,
        "unit": Kind.TEXT,
        "old_price": Kind.MONEY,
        "unit_price": Kind.MONEY,
        "old_gross": Kind.MONEY,
        "gross": Kind.MONEY,
        "below_floor": Kind.BOOLEAN,
    },
    lifts=(FLOORS, DISCOUNT, CREDIT),
    pins=("take_effect", "update", "compare", "cancel"),
)
