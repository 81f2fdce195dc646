"""Miscellaneous receipts (其他入库单): opening stock, gifts, what a count found, and what came in by no order."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Protocol
from uuid import UUID

from heyi.kit.money import round_amount
from heyi.modules.catalog import api as catalog
from heyi.modules.ledger import api as ledger
from heyi.modules.stock.actions.custody import give_back, take_custody
from heyi.modules.stock.actions.move import issue_free, receive
from heyi.modules.stock.contracts import GoodsDocument, Incoming, Moved, ReceiptLineDraft, Wanted
from heyi.modules.stock.contracts.documents import PENDING
from heyi.modules.stock.errors import NotGoods, NotReversible, OpeningStockLate
from heyi.modules.stock.models import FOUND, RECEIPT_SERIES, STOCK_RECEIPT, STOCK_RECEIPT_LINE, TAKEN_IN
from heyi.modules.stock.queries import require_house
from heyi.modules.stock.queries.documents import lock_document
from heyi.modules.stock.queries.standards import variances_of_lines
from heyi.modules.stock.queries.undone import may_undo
from heyi.modules.stock.rules import ZERO
from heyi.modules.stock.rules.houses import ANYWHERE, ENTRUSTED, OURS
from heyi.modules.stock.states import MISC, MiscState, step
from heyi.platform.unit_of_work import UnitOfWork

# What a count found waits as 待处理财产损溢. What was bought comes in by a purchase order, whose documents keep
# 暂估应付账款.
CONTRA_ROLES = {
    "opening": ledger.OPENING_GOODS,
    "donation": "goods_given",
    "other": "goods_in_otherwise",
    "count_gain": PENDING,
    # Another's goods are in no books of ours.
    TAKEN_IN: "",
}
# Which warehouses goods come into; a count finds what it finds where it counts.
_INTO = {TAKEN_IN: (ENTRUSTED,), "count_gain": ANYWHERE}
# Opening stock was looked at when it came, and what a count found lay among the rest.
INSPECTED = ("donation", "other")


@dataclass(frozen=True)
class _Line:
    id: UUID
    product_id: UUID
    quantity: Any
    unit_cost: Any


def post_receipt(
    uow: UnitOfWork,
    *,
    reason: str,
    warehouse_id: UUID | None,
    received_on: date | None,
    note: str | None,
    lines: Sequence[ReceiptLineDraft],
    count_id: UUID | None = None,
) -> UUID:
    """Take goods into a warehouse at their cost; posts moves and entry at once. Gives back the receipt's id.

    Another's goods come into our keeping without cost or entry, by a receipt that says so or a count that finds them.

    Raises:
        WarehouseUnusable: the warehouse does not exist in this company or is switched off.
        NotOurGoods: our goods would come among another's, or another's among ours.
        ProductUnusable: a product does not exist or is switched off.
        NotGoods: a product is a service.
        LotsMissing, LotDatesDiffer, SerialTaken: the lots of a line are not said, or cannot come in.
        PlaceFrozen: a product is being counted there.
        OpeningStockLate: it says what lay there before the books began, and is dated after.
        PeriodClosed: the day lies in a closed period.
    """
    house = require_house(uow, warehouse_id, _INTO.get(reason, OURS))
    warehouse, entrusted = house.id, house.kind == ENTRUSTED
    if count_id is None:
        require_goods(uow, [line.product_id for line in lines])
        refuse_fractions(uow, lines)
    incoming = [_incoming(uow, line, warehouse) for line in lines]
    document = GoodsDocument(
        type="stock_receipt",
        id=uow.new_id(),
        series=RECEIPT_SERIES,
        occurred_on=_opening_day(uow, received_on) if reason == "opening" else received_on or uow.today,
        contra_role=CONTRA_ROLES[reason],
        supplier_id=house.goods_owner_id,
        inspected=reason in INSPECTED,
        # What goods at a standard cost were worth beside it is a variance, as of those that are bought.
        contra_values={goods.line_id: -goods.value for goods in incoming if goods.value is not None},
    )
    moved = (take_custody if entrusted else receive)(uow, document, incoming)
    entered = [
        _Line(
            goods.line_id,
            goods.product_id,
            goods.quantity,
            line.unit_cost
            if line.unit_cost is not None and not entrusted
            else round_amount(moved.values[goods.line_id] / goods.quantity, 6),
        )
        for line, goods in zip(lines, incoming, strict=True)
    ]
    head = {"reason": reason, "warehouse_id": warehouse, "note": note, "count_id": count_id}
    # What a count finds of another's goods is nobody's income, so nothing of it waits to be settled.
    state = MiscState.SETTLED if entrusted and reason in FOUND else MiscState.POSTED
    _write(uow, document, moved, head | {"state": state, "reverses_id": None}, entered)
    if count_id is not None:
        uow.link("stock_count", count_id, "stock_receipt", document.id)
    uow.audit("posted", record="stock_receipt", record_id=document.id, title=moved.number)
    return document.id


def _incoming(uow: UnitOfWork, line: ReceiptLineDraft, warehouse_id: UUID) -> Incoming:
    return Incoming(
        line_id=uow.new_id(),
        product_id=line.product_id,
        warehouse_id=warehouse_id,
        quantity=line.quantity,
        value=None if line.unit_cost is None else round_amount(line.quantity * line.unit_cost),
        lots=line.lots,
    )


def _opening_day(uow: UnitOfWork, wanted: date | None) -> date:
    """What lay there when the books began stood there on the day before."""
    began = ledger.book_rules(uow).started_on
    if began is None:
        return wanted or uow.today
    before = began - timedelta(days=1)
    if wanted is not None and wanted > before:
        raise OpeningStockLate(value=wanted.isoformat(), day=before.isoformat())
    return wanted or before


def reverse_receipt(uow: UnitOfWork, receipt_id: UUID) -> UUID:
    """Take a receipt back, wholly and once: its goods leave at what they came in at, its entry is undone in red.

    On its own day while that month is open, so that what left since costs what it would have cost without it; else
    today. Gives back the id of the receipt in red that does so.

    Raises:
        NotFound: it does not exist in this company.
        WrongState: it is taken back already, or takes back another.
        NotReversible: a count found it; count again instead.
        StockInsufficient: less of it lies there and is promised to nobody.
        StockWasShort: what left since would not have been there without it.
        PlaceFrozen: a product is being counted there.
        PeriodClosed: today lies in a closed period too.
    """
    found = lock_document(uow, STOCK_RECEIPT, STOCK_RECEIPT_LINE, "receipt_id", receipt_id)
    head = found.head
    state = step("stock_receipt", MISC, MiscState(head["state"]), "reverse")
    if head["reason"] in FOUND:
        raise NotReversible(number=head["number"])
    outgoing = [
        Wanted(
            line_id=uow.new_id(),
            line_no=line["line_no"],
            product_id=line["product_id"],
            product=line["product"],
            warehouse_id=head["warehouse_id"],
            quantity=line["quantity"],
            value=line["value"],
            origin_line_id=line["id"],
        )
        for line in found.lines
    ]
    beside = variances_of_lines(uow, [line["id"] for line in found.lines])
    own_day = head["reason"] != TAKEN_IN and may_undo(uow, head["received_on"], found.lines)
    pairs = list(zip(outgoing, found.lines, strict=True))
    document = GoodsDocument(
        type="stock_receipt",
        id=uow.new_id(),
        series=RECEIPT_SERIES,
        occurred_on=head["received_on"] if own_day else uow.today,
        contra_role=CONTRA_ROLES[head["reason"]],
        contra_values={goods.line_id: line["value"] + beside.get(line["id"], ZERO) for goods, line in pairs},
        contra_accounts={goods.line_id: line["account"] for goods, line in pairs},
        takes_back=receipt_id,
        as_if_never=own_day,
        takes_expired=True,
        takes_unfree=True,
    )
    moved = (give_back if head["reason"] == TAKEN_IN else issue_free)(uow, document, outgoing)
    back = replace(moved, values={line_id: -value for line_id, value in moved.values.items()})
    entered = [
        _Line(goods.line_id, goods.product_id, -goods.quantity, line["unit_cost"]) for goods, line in pairs
    ]
    red = {name: head[name] for name in ("reason", "warehouse_id", "note")} | {"count_id": None}
    _write(uow, document, back, red | {"state": MiscState.REVERSAL, "reverses_id": receipt_id}, entered)
    uow.change(STOCK_RECEIPT.table, receipt_id, {"state": state})
    uow.link("stock_receipt", receipt_id, "stock_receipt", document.id)
    uow.audit("reversed", record="stock_receipt", record_id=receipt_id, title=head["number"])
    uow.audit("posted", record="stock_receipt", record_id=document.id, title=moved.number)
    return document.id


def require_goods(uow: UnitOfWork, product_ids: Sequence[UUID]) -> dict[UUID, catalog.ProductFacts]:
    """The products of these ids, each of them goods.

    Raises:
        ProductUnusable: one does not exist or is switched off.
        NotGoods: one is a service.
    """
    products = catalog.products(uow, set(product_ids), to_be_counted=True)
    for product_id in product_ids:
        if not products[product_id].is_goods:
            raise NotGoods(product=products[product_id].name)
    return dict(products)


class TypedGoods(Protocol):
    """A line on which somebody typed how many of a product are meant, or left it open."""

    @property
    def product_id(self) -> UUID:
        """Of which product."""

    @property
    def quantity(self) -> Decimal | None:
        """How many, in its own unit."""


def refuse_fractions(uow: UnitOfWork, lines: Sequence[TypedGoods]) -> None:
    """Refuse quantities, and parts of them that are of lots, with more decimals than their products' units have.

    Raises:
        TooManyDecimals: some have; each is named with its line, value and unit.
    """
    catalog.refuse_fractions(
        uow,
        [
            catalog.Typed(
                product_id=line.product_id,
                quantity=line.quantity,
                parts=tuple(part.quantity for part in getattr(line, "lots", ())),
            )
            for line in lines
            if line.quantity is not None
        ],
    )


def _write(
    uow: UnitOfWork, document: GoodsDocument, moved: Moved, head: dict[str, Any], lines: Sequence[_Line]
) -> None:
    uow.insert(
        STOCK_RECEIPT.table,
        {
            "id": document.id,
            "company_id": uow.company_id,
            "number": moved.number,
            "received_on": document.occurred_on,
            "total": sum(moved.values.values(), ZERO),
            **head,
        },
    )
    uow.insert(
        STOCK_RECEIPT_LINE,
        *(
            {
                "id": line.id,
                "receipt_id": document.id,
                "line_no": line_no,
                "product_id": line.product_id,
                "quantity": line.quantity,
                "unit_cost": line.unit_cost,
                "value": moved.values[line.id],
                "account": moved.accounts[line.id],
            }
            for line_no, line in enumerate(lines, start=1)
        ),
    )
