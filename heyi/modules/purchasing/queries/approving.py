"""A draft purchase order as whoever approves it looks at it."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import and_, select

from heyi.modules.catalog import api as catalog
from heyi.modules.purchasing.models import PURCHASE_ORDER, PURCHASE_ORDER_LINE
from heyi.modules.purchasing.permissions import CONFIRM_ORDER
from heyi.modules.purchasing.states import OrderState, step
from heyi.platform.approvals import api as approvals
from heyi.platform.unit_of_work import UnitOfWork

_L = PURCHASE_ORDER_LINE


def look_at_draft(
    uow: UnitOfWork,
    order_id: UUID | None,
    _: Mapping[str, Any],
    held: bool,  # noqa: FBT001 - as the registry of verbs says
) -> approvals.Matter:
    """A purchase order that is to be placed, with its lines.

    Raises:
        NotFound, NotAllowed: it does not exist in this company, or is not the actor's to confirm.
        WrongState: it is no draft.
    """
    head, values = approvals.document_row(uow, PURCHASE_ORDER, order_id, CONFIRM_ORDER, held=held)
    step(OrderState(head["state"]), "confirm")
    return approvals.document_matter(PURCHASE_ORDER, head, values, lines=_lines(uow, head["id"]))


def _lines(uow: UnitOfWork, order_id: UUID) -> list[dict[str, Any]]:
    unit = catalog.UNIT.table
    amounts = ("unit_price", "tax_rate", "net", "tax", "gross", "expected_on")
    # Names may be shared: what is approved holds for these goods.
    meant = ("product_id", "unit_id", "tax_code")
    query = (
        select(
            _L.c.product_name.label("product"),
            _L.c.typed_quantity.label("quantity"),
            unit.c.name.label("unit"),
            *(_L.columns[name] for name in (*amounts, *meant)),
        )
        .join(unit, and_(unit.c.tenant_id == _L.c.tenant_id, unit.c.id == _L.c.unit_id))
        .where(_L.c.tenant_id == uow.tenant_id, _L.c.order_id == order_id)
        .order_by(_L.c.line_no)
    )
    return [dict(line) for line in uow.rows(query)]
