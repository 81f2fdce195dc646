"""A draft order, and a change of a promised one, as whoever approves them looks at them."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import and_, select

from heyi.modules.catalog import api as catalog
from heyi.modules.sales.contracts import Difference
from heyi.modules.sales.models import SALES_ORDER, SALES_ORDER_CHANGE, SALES_ORDER_LINE
from heyi.modules.sales.permissions import CHANGE_ORDER, CONFIRM_ORDER
from heyi.modules.sales.queries.changes import found_change, lock_change
from heyi.modules.sales.queries.credit import is_over_credit
from heyi.modules.sales.rules import ZERO, below_floor
from heyi.modules.sales.rules.changes import Differing, most_cut, same_terms
from heyi.modules.sales.states import ChangeState, OrderState, step, step_change
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


def look_at_change(
    uow: UnitOfWork,
    change_id: UUID | None,
    _: Mapping[str, Any],
    held: bool,  # noqa: FBT001 - as the registry of verbs says
) -> approvals.Matter:
    """A change that is to be applied, with what it makes different and nothing else; its facts say whether a new price
    lies below its floor, whether the customer gets what is more on credit, and by how much at most a price is lowered.

    Raises:
        NotFound, NotAllowed: it does not exist in this company, or is not the actor's to apply.
        WrongState: it was applied or called off.
    """
    if held and change_id is not None:
        # Whoever puts it into effect takes the order first.
        lock_change(uow, change_id)
    head, values = approvals.document_row(uow, SALES_ORDER_CHANGE, change_id, CHANGE_ORDER, held=held)
    step_change(ChangeState(head["state"]), "take_effect")
    found = found_change(uow, head["id"])
    lines = [_differing(one) for one in found.differences if one.kind is not Difference.SAME]
    more = found.outcome.total("gross") - found.order["gross"]
    owing = {**found.order, "gross": more}
    return approvals.document_matter(
        SALES_ORDER_CHANGE,
        head,
        values,
        lines=lines,
        facts={
            "below_floor": any(line["below_floor"] for line in lines),
            "over_credit": more > ZERO and is_over_credit(uow, owing),
            "most_cut": most_cut(found.was, found.wished),
        },
    )


def _differing(one: Differing) -> dict[str, Any]:
    old, new = one.old or {}, one.new or {}
    line = one.new or one.old or {}
    anew = one.new is not None and (one.old is None or not same_terms(one.old, one.new))
    return {
        "product": line["product_name"],
        "old_quantity": old.get("typed_quantity"),
        "quantity": new.get("typed_quantity"),
        "unit": line.get("typed_unit", ""),
        "old_price": old.get("unit_price"),
        "unit_price": new.get("unit_price"),
        "old_gross": old.get("gross"),
        "gross": new.get("gross"),
        "below_floor": anew and below_floor(line) is not None,
        # Names may be shared: what is approved holds for these goods, by that day.
        **{name: line[name] for name in ("product_id", "unit_id", "tax_code", "deliver_on")},
    }


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
