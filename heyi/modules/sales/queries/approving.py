"""A draft order as whoever approves it looks at it."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import and_, select

from heyi.modules.catalog import api as catalog
from heyi.modules.sales.models import SALES_ORDER, SALES_ORDER_LINE
from heyi.modules.sales.permissions import CONFIRM_ORDER
from heyi.modules.sales.queries.credit import is_over_credit
from heyi.modules.sales.rules import below_floor
from heyi.modules.sales.states import OrderState, step
from heyi.platform.approvals import api as approvals
from heyi.platform.unit_of_work import UnitOfWork

_L = SALES_ORDER_LINE


def look_at_draft(
    uow: UnitOfWork,
    order_id: UUID | None,
    _: Mapping[str, Any],
    held: bool,  # noqa: FBT001 - as the registry of verbs says
) -> approvals.Matter:
    """An order that is to be confirmed, with its lines; its facts say whether one is priced below its floor, and
    whether the customer gets it on credit.

    Raises:
        NotFound, NotAllowed: it does not exist in this company, or is not the actor's to confirm.
        WrongState: it is no draft.
    """
    head, values = approvals.document_row(uow, SALES_ORDER, order_id, CONFIRM_ORDER, held=held)
    step(OrderState(head["state"]), "confirm")
    lines = _lines(uow, head["id"])
    return approvals.document_matter(
        SALES_ORDER,
        head,
        values,
        lines=lines,
        facts={
            "below_floor": any(line["below_floor"] for line in lines),
            "over_credit": is_over_credit(uow, head),
        },
    )


def _lines(uow: UnitOfWork, order_id: UUID) -> list[dict[str, Any]]:
    product, unit = catalog.PRODUCT.table, catalog.UNIT.table
    shown = ("product_name", "typed_quantity", "unit_price", "tax_rate", "net", "tax", "gross")
    # Names may be shared: what is approved holds for these goods, by that day.
    meant = ("product_id", "unit_id", "tax_code", "deliver_on")
    measures = ("unit_numerator", "unit_denominator")
    query = (
        select(
            *(_L.columns[name] for name in (*shown, *meant, *measures)),
            unit.c.name.label("unit"),
            product.c.floor_price,
        )
        .join(product, and_(product.c.tenant_id == _L.c.tenant_id, product.c.id == _L.c.product_id))
        .join(unit, and_(unit.c.tenant_id == _L.c.tenant_id, unit.c.id == _L.c.unit_id))
        .where(_L.c.tenant_id == uow.tenant_id, _L.c.order_id == order_id)
        .order_by(_L.c.line_no)
    )
    return [
        {
            "product": line["product_name"],
            "quantity": line["typed_quantity"],
            "unit": line["unit"],
            **{name: line[name] for name in ("unit_price", "tax_rate", "net", "tax", "gross")},
            "below_floor": below_floor(line) is not None,
            **{name: line[name] for name in meant},
        }
        for line in uow.rows(query)
    ]
