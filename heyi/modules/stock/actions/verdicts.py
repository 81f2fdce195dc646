"""Verdicts on goods (质检单): released to be used, blocked as bad, or to be looked at once more, with who and why."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from uuid import UUID

from heyi.kit.quantity import summed
from heyi.modules.ledger import api as ledger
from heyi.modules.stock.actions.apart import lock_to_look_at
from heyi.modules.stock.actions.details import put_into_lots, take_from_lots
from heyi.modules.stock.actions.lapsing import without_lapsed
from heyi.modules.stock.actions.legs import Legs, write_legs
from heyi.modules.stock.actions.receipts import refuse_fractions, require_goods
from heyi.modules.stock.contracts import VerdictDraft, VerdictLineDraft, Wanted
from heyi.modules.stock.errors import LotUnknown, VerdictShort
from heyi.modules.stock.models import (
    FREE,
    STOCK_BALANCE,
    STOCK_VERDICT,
    STOCK_VERDICT_LINE,
    VERDICT_SERIES,
)
from heyi.modules.stock.queries import refuse_frozen, require_warehouse
from heyi.modules.stock.queries.lots import lying
from heyi.modules.stock.rules import ZERO
from heyi.modules.stock.rules.houses import ANYWHERE
from heyi.modules.stock.rules.lots import Lying, Piece, take
from heyi.platform import numbering
from heyi.platform.http.answers import number_text
from heyi.platform.unit_of_work import UnitOfWork


@dataclass(frozen=True)
class _Moved:
    """A line with what it takes out of one quality and puts into another."""

    goods: Wanted
    taken: Sequence[Piece]
    put: Sequence[Piece]
    seq: int


BECOMES = {"release": FREE, "block": "blocked", "quarantine": "quarantine"}


def post_verdict(uow: UnitOfWork, draft: VerdictDraft) -> UUID:
    """Say of goods that lie in a warehouse how good they are from now on; gives back the verdict's id.

    They stay where they are and are worth what they were. What is not free is available to nobody; what is promised
    already cannot be taken from that promise.

    Raises:
        WarehouseUnusable, ProductUnusable, NotGoods: a place or a product cannot be meant.
        LotUnknown: nothing of that lot lies there in that quality.
        VerdictShort: less of it lies there, or it is promised; the line is named.
        PlaceFrozen: a product is being counted there.
        PeriodClosed: the day lies in a closed period.
    """
    warehouse = require_warehouse(uow, draft.warehouse_id, ANYWHERE)
    products = require_goods(uow, [line.product_id for line in draft.lines])
    refuse_fractions(uow, draft.lines)
    places = {(warehouse, line.product_id) for line in draft.lines}
    balances, pools = lock_to_look_at(uow, places)
    refuse_frozen(uow, {place: balance.frozen_by for place, balance in balances.items()})
    rows = [row for row in lying(uow, places) if balances[row.warehouse_id, row.product_id].is_told_apart]
    after = BECOMES[draft.verdict]
    names = {product_id: facts.name for product_id, facts in products.items()}
    lines = [_wanted(uow, warehouse, no, line, names) for no, line in enumerate(draft.lines, start=1)]
    moved = []
    for goods, line in zip(lines, draft.lines, strict=True):
        taken = _pieces(line, rows, after, goods.product)
        put = [replace(piece, quality=after, detail_id=None) for piece in taken]
        moved.append(_Moved(goods, taken, put, pools[goods.product_id].seq))
    change = summed((line.goods.product_id, _less_free(line.taken, after)) for line in moved)
    balances = without_lapsed(uow, {(warehouse, one): quantity for one, quantity in change.items()}, balances)
    for product_id, quantity in change.items():
        if quantity > balances[warehouse, product_id].available:
            raise VerdictShort(
                product=names[product_id],
                wanted=number_text(quantity),
                available=number_text(balances[warehouse, product_id].available),
            )
    take_from_lots(uow, lines, {line.goods.line_id: line.taken for line in moved})
    put_into_lots(uow, lines, {line.goods.line_id: line.put for line in moved})
    blocked = [
        {"warehouse_id": warehouse, "product_id": product_id, "blocked": quantity}
        for product_id, quantity in change.items()
    ]
    uow.update_rows(
        STOCK_BALANCE,
        blocked,
        keys=("warehouse_id", "product_id"),
        assignments=("blocked = t.blocked + v.blocked",),
    )
    return _write(uow, draft, warehouse, moved)


def _wanted(
    uow: UnitOfWork, warehouse: UUID, line_no: int, line: VerdictLineDraft, names: Mapping[UUID, str]
) -> Wanted:
    return Wanted(
        line_id=uow.new_id(),
        line_no=line_no,
        product_id=line.product_id,
        product=names[line.product_id],
        warehouse_id=warehouse,
        quantity=line.quantity,
    )


def _pieces(line: VerdictLineDraft, rows: Sequence[Lying], after: str, product: str) -> list[Piece]:
    here = [
        row
        for row in rows
        if row.product_id == line.product_id
        and row.number == (line.lot or "")
        and row.quality == line.before
        and row.quality != after
    ]
    if not here:
        raise LotUnknown(product=product, lot=line.lot or "")
    there = sum((row.left for row in here), ZERO)
    if there < line.quantity:
        raise VerdictShort(product=product, wanted=number_text(line.quantity), available=number_text(there))
    return take(here, line.quantity)


def _less_free(pieces: Sequence[Piece], after: str) -> Decimal:
    """How many are free no longer; below zero where they become free."""
    was_free = sum((piece.quantity for piece in pieces if piece.quality == FREE), ZERO)
    all_of_them = sum((piece.quantity for piece in pieces), ZERO)
    return was_free - all_of_them if after == FREE else was_free


def _write(uow: UnitOfWork, draft: VerdictDraft, warehouse: UUID, moved: Sequence[_Moved]) -> UUID:
    day, verdict_id = draft.decided_on or uow.today, uow.new_id()
    ledger.require_open(uow, day)
    number = numbering.take(uow, VERDICT_SERIES, day)[0]
    uow.insert(
        STOCK_VERDICT.table,
        {
            "id": verdict_id,
            "company_id": uow.company_id,
            "number": number,
            "verdict": draft.verdict,
            "warehouse_id": warehouse,
            "decided_on": day,
            "decided_by": uow.actor.user_id,
            "posted_at": uow.now,
            "reason": draft.reason,
        },
    )
    for line in moved:
        uow.insert(
            STOCK_VERDICT_LINE,
            {
                "id": line.goods.line_id,
                "verdict_id": verdict_id,
                "line_no": line.goods.line_no,
                "product_id": line.goods.product_id,
                "lot_id": line.taken[0].lot_id,
                "before": line.taken[0].quality,
                "after": BECOMES[draft.verdict],
                "quantity": line.goods.quantity,
            },
        )
        paper = {"source_type": "stock_verdict", "source_id": verdict_id, "source_number": number}
        place = {"warehouse_id": warehouse, "product_id": line.goods.product_id}
        legs = Legs(line.goods.line_id, line.goods.quantity, line.taken, line.put)
        write_legs(uow, legs, {**paper, **place, "occurred_on": day, "seq": line.seq})
    uow.audit("posted", record="stock_verdict", record_id=verdict_id, title=number)
    return verdict_id
