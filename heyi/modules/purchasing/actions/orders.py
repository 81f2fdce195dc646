"""Enter, change, confirm, close and cancel a purchase order."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import delete

from heyi.kit.money import TaxedAmount, line_amount, total_of
from heyi.modules.catalog import api as catalog
from heyi.modules.parties import api as parties
from heyi.modules.purchasing.contracts import OrderDraft, OrderLineDraft, PurchaseStatus, PurchaseTotals
from heyi.modules.purchasing.errors import AlreadyReceived, NotSupplier
from heyi.modules.purchasing.models import ORDER_SERIES, PURCHASE_ORDER, PURCHASE_ORDER_LINE
from heyi.modules.purchasing.queries.orders import LockedOrder, lock_order, status_of
from heyi.modules.purchasing.states import OrderState, Progress, step
from heyi.modules.stock import api as stock
from heyi.modules.stock.errors import NotGoods
from heyi.platform import numbering
from heyi.platform.approvals import api as approvals
from heyi.platform.documents.days import refuse_days_before
from heyi.platform.errors import VersionChanged
from heyi.platform.http.answers import number_text
from heyi.platform.unit_of_work import UnitOfWork

_H = PURCHASE_ORDER.table


@dataclass(frozen=True)
class _Priced:
    rows: list[dict[str, Any]]
    total: TaxedAmount


def create_order(uow: UnitOfWork, draft: OrderDraft) -> PurchaseStatus:
    """Enter an order as a draft; nothing is ordered yet.

    Raises:
        NotFound: the supplier does not exist.
        NotSupplier: the party is not marked as a supplier.
        NotGoods: a product is a service.
        ProductUnusable, TaxRateUnknown, WarehouseUnusable: a line or the head names one that cannot be used.
        InvalidInput: it is expected before it is ordered.
    """
    entered = _entered(uow, draft)
    head: dict[str, Any] = {
        "id": uow.new_id(),
        "company_id": uow.company_id,
        "number": numbering.take(uow, ORDER_SERIES, entered.head["ordered_on"])[0],
        "state": OrderState.DRAFT,
        "receipt_state": Progress.NONE,
        "invoice_state": Progress.NONE,
        "owner_id": draft.owner_id or uow.actor.user_id,
        **entered.head,
    }
    uow.insert(_H, head)
    lines = _add_lines(uow, head["id"], entered.priced)
    _audit(uow, "created", head, {"gross": [None, number_text(head["gross"])]})
    return status_of(uow, head | {"version": 1}, lines)


def update_order(uow: UnitOfWork, order_id: UUID, version: int, draft: OrderDraft) -> PurchaseStatus:
    """Replace what a draft says, lines and all.

    Raises:
        NotFound: it does not exist in this company.
        VersionChanged: somebody changed it meanwhile.
        WrongState: it is no draft any more.
        InvalidInput: it is expected before it is ordered.
    """
    order = lock_order(uow, order_id)
    step(OrderState(order.head["state"]), "update")
    approvals.refuse_pinned(uow, "purchase_order", order_id, "update")
    if order.head["version"] != version:
        raise VersionChanged(what="record.purchase_order", yours=version, now=order.head["version"])
    entered = _entered(uow, draft)
    changed = dict(entered.head)
    if draft.owner_id is not None:
        changed["owner_id"] = draft.owner_id
    line = PURCHASE_ORDER_LINE.c
    uow.execute(delete(PURCHASE_ORDER_LINE).where(line.tenant_id == uow.tenant_id, line.order_id == order_id))
    head = _change(uow, order, changed)
    lines = _add_lines(uow, order_id, entered.priced)
    _audit(uow, "changed", head, {"gross": [number_text(order.head["gross"]), number_text(changed["gross"])]})
    return status_of(uow, head, lines)


def confirm_order(uow: UnitOfWork, order_id: UUID) -> PurchaseStatus:
    """Place the order with the supplier: its goods are expected from now on, and have a place where they will lie,
    though none ever lay there.

    Raises:
        NotFound: it does not exist in this company.
        WrongState: it is no draft.
        NeedsApproval, UnderApproval: a flow of the company asks for an approval first.
    """
    order = lock_order(uow, order_id)
    state = step(OrderState(order.head["state"]), "confirm")
    approvals.ask(uow, "purchase_order", "confirm", order_id)
    stock.make_empty_places(uow, {(order.head["warehouse_id"], line["product_id"]) for line in order.lines})
    head = _change(uow, order, {"state": state, "confirmed_at": uow.now})
    _audit(uow, "confirmed", head, {})
    return status_of(uow, head, order.lines)


def cancel_order(uow: UnitOfWork, order_id: UUID) -> PurchaseStatus:
    """Call the order off; nothing of it is expected any more.

    Raises:
        NotFound: it does not exist in this company.
        WrongState: it is closed or cancelled already.
        AlreadyReceived: goods have come in; send them back, or close the order instead.
    """
    order = lock_order(uow, order_id)
    state = step(OrderState(order.head["state"]), "cancel")
    approvals.refuse_pinned(uow, "purchase_order", order_id, "cancel")
    if order.head["receipt_state"] != Progress.NONE:
        raise AlreadyReceived(number=order.head["number"])
    return _end(uow, order, state)


def close_order(uow: UnitOfWork, order_id: UUID) -> PurchaseStatus:
    """Receive no more of the order; the rest is not expected any more, what came in stands.

    Raises:
        NotFound: it does not exist in this company.
        WrongState: it is not confirmed.
    """
    order = lock_order(uow, order_id)
    return _end(uow, order, step(OrderState(order.head["state"]), "close"))


def preview_order(
    uow: UnitOfWork, lines: Sequence[OrderLineDraft], *, prices_include_tax: bool
) -> PurchaseTotals:
    """What the order would come to, without entering it.

    Raises:
        NotGoods: a product is a service.
        ProductUnusable, TaxRateUnknown: a line names one that cannot be used.
    """
    priced = _price(uow, lines, prices_include_tax=prices_include_tax)
    shown = [{name: row[name] for name in ("tax_code", "net", "tax", "gross")} for row in priced.rows]
    return PurchaseTotals(lines=shown, net=priced.total.net, tax=priced.total.tax, gross=priced.total.gross)


@dataclass(frozen=True)
class _Entered:
    head: dict[str, Any]
    priced: _Priced


def _entered(uow: UnitOfWork, draft: OrderDraft) -> _Entered:
    ordered_on = draft.ordered_on or uow.today
    days = [line.expected_on for line in draft.lines]
    refuse_days_before(ordered_on, field="expected_on", head=draft.expected_on, lines=days)
    party = parties.require_party(uow, draft.party_id)
    if not party.is_supplier:
        raise NotSupplier(party=party.name)
    priced = _price(uow, draft.lines, prices_include_tax=draft.prices_include_tax)
    head = {
        "party_id": party.id,
        "ordered_on": ordered_on,
        "expected_on": draft.expected_on,
        "net": priced.total.net,
        "tax": priced.total.tax,
        "gross": priced.total.gross,
        "prices_include_tax": draft.prices_include_tax,
        "warehouse_id": stock.warehouse_of_ours(uow, draft.warehouse_id),
        "note": draft.note,
    }
    return _Entered(head, priced)


def _price(uow: UnitOfWork, lines: Sequence[OrderLineDraft], *, prices_include_tax: bool) -> _Priced:
    products = catalog.products(uow, {line.product_id for line in lines}, to_be_counted=True)
    typed = [
        catalog.Typed(product_id=line.product_id, quantity=line.quantity, unit_id=line.unit_id)
        for line in lines
    ]
    rows, amounts = [], []
    for line_no, (line, measured) in enumerate(
        zip(lines, catalog.measure(uow, products, typed), strict=True), start=1
    ):
        product = products[line.product_id]
        if not product.is_goods:
            raise NotGoods(product=product.name)
        rate = catalog.tax_rate(uow, line.tax_code or product.tax_code or catalog.default_tax_code(uow))
        amount = line_amount(line.quantity, line.unit_price, rate.rate, price_includes_tax=prices_include_tax)
        amounts.append(amount)
        rows.append(
            {
                "line_no": line_no,
                "product_id": product.id,
                "product_name": product.name,
                **measured.columns(),
                "unit_price": line.unit_price,
                "tax_code": rate.code,
                "tax_rate": rate.rate,
                "net": amount.net,
                "tax": amount.tax,
                "gross": amount.gross,
                "expected_on": line.expected_on,
            }
        )
    return _Priced(rows, total_of(amounts))


def _add_lines(uow: UnitOfWork, order_id: UUID, priced: _Priced) -> Sequence[Mapping[str, Any]]:
    rows = [{"id": uow.new_id(), "order_id": order_id, **row} for row in priced.rows]
    uow.insert(PURCHASE_ORDER_LINE, *rows)
    return [row | {"received": 0, "returned": 0, "invoiced": 0} for row in rows]


def _end(uow: UnitOfWork, order: LockedOrder, state: OrderState) -> PurchaseStatus:
    head = _change(uow, order, {"state": state})
    _audit(uow, state, head, {})
    return status_of(uow, head, order.lines)


def _change(uow: UnitOfWork, order: LockedOrder, changed: Mapping[str, Any]) -> dict[str, Any]:
    uow.change(_H, order.head["id"], changed)
    return {**order.head, **changed, "version": order.head["version"] + 1}


def _audit(uow: UnitOfWork, action: str, head: Mapping[str, Any], changes: Mapping[str, Any]) -> None:
    uow.audit(
        action,
        record="purchase_order",
        record_id=head["id"],
        party_id=head["party_id"],
        title=head["number"],
        changes=changes,
    )
