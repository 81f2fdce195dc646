"""A draft order, and a change of a promised one, as whoever approves them looks at them."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any
from uuid import UUID

from sqlalchemy import RowMapping, and_, select

from heyi.modules.catalog import api as catalog
from heyi.modules.sales.contracts import Difference
from heyi.modules.sales.models import SALES_ORDER, SALES_ORDER_CHANGE, SALES_ORDER_LINE
from heyi.modules.sales.permissions import CHANGE_ORDER, CONFIRM_ORDER
from heyi.modules.sales.queries.changes import found_change, lock_change, priced_anew
from heyi.modules.sales.queries.credit import is_over_credit
from heyi.modules.sales.queries.discounts import most_discount
from heyi.modules.sales.queries.listing import beside_lists
from heyi.modules.sales.rules import (
    ZERO,
    below_floor,
    discount_of,
    goes_beyond,
    kept_share,
    most_given,
    price_after,
)
from heyi.modules.sales.rules.changes import Differing, is_asked, most_cut
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
    """An order that is to be confirmed, with its lines; its facts say whether one is sold below its floor, how far at
    most one lies below the lists of today, whether the actor may go so far, and whether the customer gets it on credit.

    Raises:
        NotFound, NotAllowed: it does not exist in this company, or is not the actor's to confirm.
        WrongState: it is no draft.
    """
    head, values = approvals.document_row(uow, SALES_ORDER, order_id, CONFIRM_ORDER, held=held)
    step(OrderState(head["state"]), "confirm")
    kept = beside_lists(uow, head["party_id"], _lines(uow, head["id"]))
    lines = [_line(head, line) for line in kept]
    return approvals.document_matter(
        SALES_ORDER,
        head,
        values,
        lines=lines,
        facts={
            "below_floor": any(line["below_floor"] for line in lines),
            **discount_facts(uow, head, kept),
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
    kept = kept_share(found.measured)
    lines = [_differing(one, kept) for one in found.differences if one.kind is not Difference.SAME]
    more = found.outcome.total("gross") - found.order["gross"]
    owing = {**found.order, "gross": more}
    return approvals.document_matter(
        SALES_ORDER_CHANGE,
        head,
        values,
        lines=lines,
        facts={
            "below_floor": any(line["below_floor"] for line in lines),
            **discount_facts(uow, found.measured, beside_lists(uow, head["party_id"], priced_anew(found))),
            "over_credit": more > ZERO and is_over_credit(uow, owing),
            "most_cut": most_cut(found.was, found.wished),
        },
    )


def _differing(one: Differing, kept: Fraction) -> dict[str, Any]:
    old, new = one.old or {}, one.new or {}
    line = one.new or one.old or {}
    anew = one.new is not None and is_asked(one.old, one.new)
    return {
        "product": line["product_name"],
        "old_quantity": old.get("typed_quantity"),
        "quantity": new.get("typed_quantity"),
        "unit": line.get("typed_unit", ""),
        "old_price": old.get("unit_price"),
        "unit_price": new.get("unit_price"),
        "old_gross": old.get("gross"),
        "gross": new.get("gross"),
        "below_floor": anew and below_floor(line, kept) is not None,
        # Names may be shared: what is approved holds for these goods, by that day.
        **{name: line[name] for name in ("product_id", "unit_id", "tax_code", "deliver_on")},
    }


def discount_facts(
    uow: UnitOfWork, head: Mapping[Any, Any], lines: Sequence[Mapping[Any, Any]]
) -> dict[str, Any]:
    """How far at most one of the lines lies below the lists beside it after all discounts, in percent, and whether that
    is further than the actor may go."""
    share, most = kept_share(head), most_discount(uow)
    return {
        "over_discount": most is not None and any(goes_beyond(line, share, most) for line in lines),
        "most_discount": most_given(lines, share),
    }


# Names may be shared: what is approved holds for these goods, by that day, and for what the lists say of them.
_MEANT = ("product_id", "unit_id", "tax_code", "deliver_on", "list_price")
_SHOWN = ("unit_price", "tax_rate", "net", "tax", "gross")


def _line(head: Mapping[Any, Any], line: Mapping[str, Any]) -> dict[str, Any]:
    share = kept_share(head)
    return {
        "product": line["product_name"],
        "quantity": line["typed_quantity"],
        "unit": line["unit"],
        **{name: line[name] for name in _SHOWN},
        "discount": discount_of(line["list_price"], price_after(line, share)),
        "below_floor": below_floor(line, share) is not None,
        **{name: line[name] for name in _MEANT},
    }


def _lines(uow: UnitOfWork, order_id: UUID) -> Sequence[RowMapping]:
    product, unit = catalog.PRODUCT.table, catalog.UNIT.table
    names = ("product_name", "typed_quantity", *_SHOWN, *_MEANT, "unit_numerator", "unit_denominator")
    query = (
        select(*(_L.columns[name] for name in names), unit.c.name.label("unit"), product.c.floor_price)
        .join(product, and_(product.c.tenant_id == _L.c.tenant_id, product.c.id == _L.c.product_id))
        .join(unit, and_(unit.c.tenant_id == _L.c.tenant_id, unit.c.id == _L.c.unit_id))
        .where(_L.c.tenant_id == uow.tenant_id, _L.c.order_id == order_id)
        .order_by(_L.c.line_no)
    )
    return uow.rows(query)
