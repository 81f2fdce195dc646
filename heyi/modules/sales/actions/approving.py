"""What of sales flows of approval may guard."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from heyi.kit.conditions import FieldType
from heyi.modules.sales.actions.orders import CREDIT, DISCOUNT, FLOORS, confirm_order
from heyi.modules.sales.models import SALES_ORDER
from heyi.modules.sales.permissions import CONFIRM_ORDER
from heyi.modules.sales.queries.approving import look_at_draft
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
