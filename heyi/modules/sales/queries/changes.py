"""Reads of changes of orders; `lock_` takes the change for the rest of the transaction, after its order."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import RowMapping, and_, select

from heyi.kit.quantity import summed
from heyi.modules.catalog import api as catalog
from heyi.modules.parties import api as parties
from heyi.modules.sales.contracts import (
    ChangeEffects,
    ChangeLine,
    ChangeStatus,
    GoodsEffect,
    LineDifference,
    LineSide,
    Named,
    OrderChange,
    Side,
)
from heyi.modules.sales.models import (
    SALES_ORDER,
    SALES_ORDER_CHANGE,
    SALES_ORDER_CHANGE_LINE,
    SALES_ORDER_LINE,
)
from heyi.modules.sales.permissions import CHANGE_ORDER
from heyi.modules.sales.queries.credit import beyond_credit, visible_credit
from heyi.modules.sales.queries.orders import LockedOrder, delivered_amounts, lock_order
from heyi.modules.sales.rules import ZERO, discount_of
from heyi.modules.sales.rules.changes import (
    Differing,
    Outcome,
    Terms,
    differences,
    is_asked,
    outcome_of,
    same_content,
)
from heyi.modules.sales.states import CHANGE_TRANSITIONS, ChangeState
from heyi.modules.stock import api as stock
from heyi.platform.approvals import api as approvals
from heyi.platform.errors import NotFound
from heyi.platform.records import access
from heyi.platform.records.selecting import UNSEEN
from heyi.platform.records.shapes import shape_of
from heyi.platform.unit_of_work import UnitOfWork

_C, _L = SALES_ORDER_CHANGE.table, SALES_ORDER_CHANGE_LINE
_O, _OL = SALES_ORDER.table, SALES_ORDER_LINE
Row = Mapping[Any, Any]
# What of an order's line a change keeps beside its own.
KEPT = (
    "product_id",
    "product_name",
    "is_goods",
    "quantity",
    "unit_id",
    "typed_quantity",
    "unit_numerator",
    "unit_denominator",
    "list_price",
    "unit_price",
    "head_discount",
    "tax_code",
    "tax_rate",
    "net",
    "tax",
    "gross",
    "deliver_on",
)


_AMOUNTS = ("net", "tax", "gross")


@dataclass(frozen=True)
class Compared:
    """A change beside the order as it is now: its two sides, and what would come of it."""

    head: Row
    order: Row
    was: Sequence[Row]
    wished: Sequence[Row]
    now: Sequence[Row]
    outcome: Outcome

    @property
    def moved(self) -> bool:
        """Whether the order says not any more what it said when the change began, or was compared with it last."""
        named = {line["order_line_id"]: line for line in self.was}
        if named.keys() != {line["id"] for line in self.now}:
            return True
        return any(not same_content(named[line["id"]], line) for line in self.now) or any(
            self.head[f"old_{name}"] != self.order[name] for name in ("deliver_on", "note")
        )

    @property
    def stale(self) -> bool:
        """Whether the order moved, or what left of it meanwhile makes something else come of the change."""
        otherwise = any(self.outcome.total(name) != self.head[name] for name in _AMOUNTS)
        return bool(self.outcome.problems) or self.moved or otherwise

    @property
    def measured(self) -> Row:
        """The order's head as the change makes it, by which prices after the discount on the whole are measured."""
        amounts = {name: self.outcome.total(name) for name in _AMOUNTS}
        return {**self.order, **amounts, "whole_discount": self.outcome.total("head_discount")}

    @property
    def differences(self) -> list[Differing]:
        """How what is wanted differs from what was: of a change that meets problems, as it was typed."""
        is_draft = self.head["state"] == ChangeState.DRAFT
        lines = self.outcome.lines if is_draft and not self.outcome.problems else self.wished
        return differences(self.was, lines)


def lock_change(uow: UnitOfWork, change_id: UUID) -> tuple[LockedOrder, RowMapping]:
    """The order of a change and then the change itself, held until the transaction ends.

    Raises:
        NotFound: it does not exist in this company.
    """
    mine = (_C.c.tenant_id == uow.tenant_id, _C.c.company_id == uow.company_id, _C.c.id == change_id)
    order_id = uow.scalar(select(_C.c.order_id).where(*mine))
    if order_id is None:
        raise NotFound(what="record.sales_order_change")
    order = lock_order(uow, order_id)
    head = uow.first(select(_C).where(*mine).with_for_update())
    assert head is not None, "nobody deletes changes"
    return order, head


def compared(uow: UnitOfWork, order: LockedOrder, head: Row) -> Compared:
    """A change beside its order, both held."""
    return _compare(uow, head, order.head, order.lines)


def found_change(uow: UnitOfWork, change_id: UUID) -> Compared:
    """A change beside its order.

    Raises:
        NotFound: it does not exist in this company.
    """
    mine = (_C.c.tenant_id == uow.tenant_id, _C.c.company_id == uow.company_id, _C.c.id == change_id)
    head = uow.first(select(_C).where(*mine))
    if head is None:
        raise NotFound(what="record.sales_order_change")
    order = uow.first(select(_O).where(_O.c.tenant_id == uow.tenant_id, _O.c.id == head["order_id"]))
    assert order is not None, "a change is of an order"
    own = (_OL.c.tenant_id == uow.tenant_id, _OL.c.order_id == head["order_id"])
    return _compare(uow, head, order, uow.rows(select(_OL).where(*own).order_by(_OL.c.line_no)))


def _compare(uow: UnitOfWork, head: Row, order: Row, lines: Sequence[Row]) -> Compared:
    kept = _lines(uow, head["id"])
    now = with_taken(uow, lines)
    was, wished = ([line for line in kept if line["side"] == side] for side in Side)
    outcome = outcome_of(now, wished, Terms.of(order))
    return Compared(head, order, was, wished, now, outcome)


def with_taken(uow: UnitOfWork, lines: Sequence[Row]) -> list[dict[str, Any]]:
    """Lines of an order as changes are reckoned from: with what their deliveries came to."""
    taken = delivered_amounts(uow, [line["id"] for line in lines if line["delivered"]])
    amounts = {
        line_id: {"net": one.net, "tax": one.tax, "gross": one.gross} for line_id, one in taken.items()
    }
    return [{**line, "order_line_id": line["id"], "taken": amounts.get(line["id"])} for line in lines]


def _lines(uow: UnitOfWork, change_id: UUID) -> Sequence[RowMapping]:
    product, unit, typed = catalog.PRODUCT.table.c, catalog.UNIT.table.c, catalog.UNIT.table.alias("typed")
    return uow.rows(
        select(
            _L,
            _L.c.product_name.label("product"),
            product.code.label("product_code"),
            product.floor_price,
            unit.name.label("unit"),
            _L.c.unit_id.label("typed_unit_id"),
            typed.c.name.label("typed_unit"),
        )
        .join(catalog.PRODUCT.table, and_(product.tenant_id == _L.c.tenant_id, product.id == _L.c.product_id))
        .join(catalog.UNIT.table, and_(unit.tenant_id == product.tenant_id, unit.id == product.unit_id))
        .join(typed, and_(typed.c.tenant_id == _L.c.tenant_id, typed.c.id == _L.c.unit_id))
        .where(_L.c.tenant_id == uow.tenant_id, _L.c.change_id == change_id)
        .order_by(_L.c.side, _L.c.line_no)
    )


def priced_anew(found: Compared) -> list[Row]:
    """The lines whose price is to be measured: new, sold otherwise than before, or in another quantity."""
    before = {line["id"]: line for line in found.now}
    return [line for line in found.outcome.lines if is_asked(before.get(line["id"]), line)]


def change_status(uow: UnitOfWork, head: Row) -> ChangeStatus:
    """Where a change stands, with what this actor may do next."""
    names = ("id", "version", "number", "version_no", "state", "gross", "gross_change")
    return ChangeStatus(**{name: head[name] for name in names}, allowed_actions=_allowed(uow, head))


def _allowed(uow: UnitOfWork, head: Row) -> list[str]:
    verbs = [verb for state, verb in CHANGE_TRANSITIONS if state == head["state"]]
    reached = access.within_reach(uow, SALES_ORDER_CHANGE, head["id"], {CHANGE_ORDER})
    return approvals.offered(uow, SALES_ORDER_CHANGE.name, head["id"], verbs if reached else [])


def get_change(uow: UnitOfWork, change_id: UUID) -> OrderChange:
    """A change with what is wanted, and how that differs from what the order was.

    Raises:
        NotFound: it does not exist in this company.
    """
    found = found_change(uow, change_id)
    head, order = found.head, found.order
    party, house = parties.PARTY.table.c, stock.WAREHOUSE.table.c
    names = uow.first(
        select(party.name.label("party"), house.name.label("warehouse"))
        .join(
            stock.WAREHOUSE.table, and_(house.tenant_id == party.tenant_id, house.id == order["warehouse_id"])
        )
        .where(party.tenant_id == uow.tenant_id, party.id == order["party_id"])
    )
    assert names is not None, "an order has a customer and a warehouse"
    same = ("id", "version", "number", "version_no", "state", "changed_on", "applied_at", "reason")
    said = ("deliver_on", "note", "net", "tax", "gross", "gross_change")
    return OrderChange(
        **{name: head[name] for name in (*same, *said)},
        **_told_before(uow, head),
        stale=head["state"] == ChangeState.DRAFT and found.stale,
        order=Named(order["id"], order["number"]),
        party=Named(order["party_id"], names["party"]),
        warehouse=Named(order["warehouse_id"], names["warehouse"]),
        ordered_on=order["ordered_on"],
        prices_include_tax=order["prices_include_tax"],
        whole_discount_share=order["whole_discount_share"],
        whole_discount=order["whole_discount"],
        old_gross=head["gross"] - head["gross_change"],
        allowed_actions=_allowed(uow, head),
        lines=[_line(line, listed=catalog.sees_list_prices(uow)) for line in found.wished],
        differences=_told(found),
    )


def _line(line: Row, *, listed: bool) -> ChangeLine:
    """A line as it is wanted; what the lists say, and with it the discount, only where it may be shown."""
    list_price = line["list_price"] if listed else None
    shown = {name: line[name] for name in ChangeLine.__dataclass_fields__ if name in line}
    discount = discount_of(list_price, line["unit_price"])
    return ChangeLine(**{**shown, "list_price": list_price, "discount": discount})


def _told_before(uow: UnitOfWork, head: Row) -> dict[str, Any]:
    """What the order said before, but what is hidden of it from the reader."""
    levels = access.levels(uow, shape_of(uow, SALES_ORDER_CHANGE.name))
    names = ("deliver_on", "note")
    return {f"old_{name}": None if levels.get(name) in UNSEEN else head[f"old_{name}"] for name in names}


def _told(found: Compared) -> list[LineDifference]:
    # A line of the order that is done at its old price is told with the name of its unit by that which it was.
    units = {line["unit_id"]: line["typed_unit"] for line in (*found.was, *found.wished)}
    told = []
    for one in found.differences:
        line = one.new or one.old
        assert line is not None, "a difference is of a line"
        old, new = (None if side is None else _side(side, units) for side in (one.old, one.new))
        told.append(
            LineDifference(
                kind=one.kind,
                product_id=line["product_id"],
                product=line["product_name"],
                old=old,
                new=new,
                more=one.more,
            )
        )
    return told


def _side(line: Row, units: Mapping[UUID, str]) -> LineSide:
    return LineSide(
        quantity=line["typed_quantity"],
        unit=units.get(line["unit_id"], ""),
        **{name: line[name] for name in ("unit_price", "tax_rate", "gross", "deliver_on")},
    )


def change_effects(uow: UnitOfWork, change_id: UUID) -> ChangeEffects:
    """What would follow if a change were applied now; holds nothing.

    Raises:
        NotFound: it does not exist in this company.
    """
    found = found_change(uow, change_id)
    goods = summed((line["product_id"], line["quantity"]) for line in found.outcome.lines if line["is_goods"])
    for product_id, quantity in summed(
        (line["product_id"], line["quantity"]) for line in found.now if line["is_goods"]
    ).items():
        goods[product_id] = goods.get(product_id, ZERO) - quantity
    moved = {product_id: more for product_id, more in goods.items() if more}
    wishes = [stock.Wish(product_id, max(more, ZERO)) for product_id, more in moved.items()]
    free = stock.promise(uow, wishes, warehouse_id=found.order["warehouse_id"])
    called = {line["product_id"]: line for line in (*found.was, *found.wished)}
    effects = []
    for (product_id, more), one in zip(moved.items(), free, strict=True):
        left = one.available
        effects.append(
            GoodsEffect(
                product_id=product_id,
                product=called[product_id]["product_name"],
                unit=called[product_id]["unit"],
                more=more,
                available=left,
                short=max(more - max(left, ZERO), ZERO),
            )
        )
    return ChangeEffects(goods=effects, beyond_credit=_beyond(uow, found))


def _beyond(uow: UnitOfWork, found: Compared) -> Any:
    more: Decimal = found.outcome.total("gross") - found.order["gross"]
    credit = visible_credit(uow, found.order["party_id"]) if more > ZERO else None
    return None if credit is None else beyond_credit(credit, more)
