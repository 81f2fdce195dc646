"""Bins (库位): made in a series, goods moved among them, and a warehouse that begins or ends to have them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from sqlalchemy import and_, select

from heyi.modules.catalog import api as catalog
from heyi.modules.ledger import api as ledger
from heyi.modules.stock.actions.details import put_into_lots, take_from_lots
from heyi.modules.stock.actions.legs import Legs, write_legs
from heyi.modules.stock.actions.receipts import refuse_fractions, require_goods
from heyi.modules.stock.actions.shelves import Shelves, note_usual
from heyi.modules.stock.contracts import BinMoveDraft, BinMoveLineDraft, BinsMade, Wanted
from heyi.modules.stock.errors import (
    BinsAlready,
    BinSeriesWrong,
    BinShort,
    BinUnknown,
    CountGoesOn,
    MayRunShort,
    SameBin,
    TooManyBins,
)
from heyi.modules.stock.models import (
    BIN_MOVE,
    BIN_MOVE_LINE,
    BIN_MOVE_SERIES,
    FREE,
    STOCK_BALANCE,
    STOCK_COUNT,
    STOCK_DETAIL,
    STOCK_POOL,
    WAREHOUSE,
    WAREHOUSE_BIN,
)
from heyi.modules.stock.queries import refuse_frozen, require_warehouse
from heyi.modules.stock.queries.bins import bins, lock_house
from heyi.modules.stock.queries.lots import lying
from heyi.modules.stock.queries.pools import Balance, lock_places
from heyi.modules.stock.rules import ZERO
from heyi.modules.stock.rules.bins import MOST, SeriesTooLong, SeriesWrong, codes_between
from heyi.modules.stock.rules.houses import ANYWHERE
from heyi.modules.stock.rules.lots import Lying, Piece, take
from heyi.modules.stock.states import CountState
from heyi.platform import numbering
from heyi.platform.http.answers import number_text
from heyi.platform.unit_of_work import UnitOfWork

_B, _POOL, _P, _D = STOCK_BALANCE.c, STOCK_POOL.c, catalog.PRODUCT.table.c, STOCK_DETAIL.c


@dataclass(frozen=True)
class _Moved:
    """A line with what it takes out of one bin and puts into another; none where there are no bins."""

    goods: Wanted
    taken: Sequence[Piece]
    put: Sequence[Piece]
    seq: int


def make_bins(uow: UnitOfWork, warehouse_id: UUID, first: str, last: str | None) -> BinsMade:
    """Make a bin, or every bin of a series from the first code to the last; those that are there already stay.

    Raises:
        WarehouseUnusable: the warehouse does not exist in this company or is switched off.
        BinSeriesWrong, TooManyBins: the codes are no series, or too long a one.
    """
    house = require_warehouse(uow, warehouse_id, ANYWHERE)
    try:
        codes = codes_between(first, last or first)
    except SeriesWrong:
        raise BinSeriesWrong(first=first, last=last or first) from None
    except SeriesTooLong:
        raise TooManyBins(most=MOST) from None
    known = {one.code for one in bins(uow, [house], codes=codes)}
    new = [code for code in codes if code not in known]
    if new:
        _insert_bins(uow, house, new)
    return BinsMade(made=len(new), known=len(codes) - len(new))


def _insert_bins(uow: UnitOfWork, house: UUID, codes: Sequence[str]) -> None:
    rows: list[dict[str, Any]] = [
        {
            "id": uow.new_id(),
            "company_id": uow.company_id,
            "code": code,
            "warehouse_id": house,
            "name": None,
            # One walks by the codes on the shelves, unless a place on the way says otherwise.
            "position": 0,
            "active": True,
            "receiving": False,
        }
        for code in codes
    ]
    uow.insert_missing(WAREHOUSE_BIN.table, rows, unique=("warehouse_id", "code"))
    uow.audit("made", record="warehouse_bin", record_id=rows[0]["id"], title=f"{codes[0]} … {codes[-1]}")


def move_bins(uow: UnitOfWork, draft: BinMoveDraft) -> UUID:
    """Move goods from bins into others of the same warehouse (移库); gives back the id of what is kept of it.

    They stay worth what they are and promised to whom they are. The bin they come into becomes their usual one.

    Raises:
        WarehouseUnusable, ProductUnusable, NotGoods: a place or a product cannot be meant.
        BinUnknown: there is no such bin, or it is not used any more.
        SameBin: goods would stay where they are.
        BinShort: less stands in a bin; the line is named.
        PlaceFrozen: a product is being counted there.
    """
    house = require_warehouse(uow, draft.warehouse_id, ANYWHERE)
    products = require_goods(uow, [line.product_id for line in draft.lines])
    refuse_fractions(uow, draft.lines)
    places = {(house, line.product_id) for line in draft.lines}
    balances, pools = lock_places(uow, places)
    refuse_frozen(uow, {place: balance.frozen_by for place, balance in balances.items()})
    found = bins(uow, [house], codes={code for line in draft.lines for code in (line.from_bin, line.to_bin)})
    shelves = Shelves(by_code={(house, one.code): one for one in found})
    rows = lying(uow, places)
    moved = []
    for line_no, line in enumerate(draft.lines, start=1):
        here = balances.get((house, line.product_id))
        name = products[line.product_id].name
        taken = _out_of(line, rows, name, shelves, house)
        # What never lay in the warehouse was refused as short.
        to = shelves.put((house, line.product_id), here or Balance(ZERO, ZERO), line.to_bin)
        goods = Wanted(
            line_id=uow.new_id(),
            line_no=line_no,
            product_id=line.product_id,
            product=name,
            warehouse_id=house,
            quantity=sum((piece.quantity for piece in taken), ZERO),
        )
        put = [replace(piece, detail_id=None, bin_id=to) for piece in taken]
        moved.append(_Moved(goods, taken, put, pools[line.product_id].seq))
    lines = [line.goods for line in moved]
    take_from_lots(uow, lines, {line.goods.line_id: line.taken for line in moved})
    put_into_lots(uow, lines, {line.goods.line_id: line.put for line in moved})
    note_usual(uow, shelves)
    return _write(uow, house, "move", draft.note, moved)


def _out_of(
    line: BinMoveLineDraft, rows: Sequence[Lying], product: str, shelves: Shelves, house: UUID
) -> list[Piece]:
    if (house, line.from_bin) not in shelves.by_code:
        raise BinUnknown(bin=line.from_bin)
    if line.from_bin == line.to_bin:
        raise SameBin(bin=line.from_bin)
    here = [
        row
        for row in rows
        if row.product_id == line.product_id
        and row.bin == line.from_bin
        and line.lot in (None, row.number)
        and line.quality in (None, row.quality)
    ]
    there = sum((row.left for row in here), ZERO)
    wanted = there if line.quantity is None else line.quantity
    if wanted <= ZERO or wanted > there:
        raise BinShort(
            product=product,
            bin=line.from_bin,
            wanted=number_text(wanted),
            available=number_text(there),
        )
    return take(sorted(here, key=lambda row: row.in_order), wanted)


def switch_bins_on(uow: UnitOfWork, warehouse_id: UUID, receiving: str) -> UUID:
    """Let the goods of a warehouse stand in bins from now on: all that lies there comes into the receiving bin.

    The bin is made if it is not there yet. Gives back the id of the paper that says what was moved.

    Raises:
        NotFound: the warehouse does not exist in this company.
        BinsAlready: it has bins.
        MayRunShort: it may run short, which what stands on shelves may not.
        CountGoesOn: it is being counted.
    """
    house = _held(uow, warehouse_id, binned=False)
    bin_id = _receiving_bin(uow, house, receiving)
    moved = [_into(line, bin_id) for line in _all_goods(uow, house)]
    return _switch(uow, house, moved, binned=True)


def switch_bins_off(uow: UnitOfWork, warehouse_id: UUID) -> UUID:
    """Let the goods of a warehouse stand in no bins any more; which lot they are of stays known.

    The bins stay, for what was moved in them is told by them. Gives back the id of the paper that says so.

    Raises:
        NotFound: the warehouse does not exist in this company.
        BinsAlready: it has none.
        CountGoesOn: it is being counted.
    """
    house = _held(uow, warehouse_id, binned=True)
    moved = [_out(line) for line in _all_goods(uow, house)]
    for one in bins(uow, [house]):
        uow.change(WAREHOUSE_BIN.table, one.id, {"receiving": False})
    return _switch(uow, house, moved, binned=False)


def _held(uow: UnitOfWork, warehouse_id: UUID, *, binned: bool) -> UUID:
    house = lock_house(uow, warehouse_id)
    if house.binned != binned:
        raise BinsAlready(warehouse=house.name)
    if house.may_run_short:
        raise MayRunShort(warehouse=house.name)
    count = STOCK_COUNT.table.c
    going = select(count.number).where(
        count.tenant_id == uow.tenant_id, count.warehouse_id == house.id, count.state == CountState.COUNTING
    )
    number = uow.scalar(going.limit(1))
    if number:
        raise CountGoesOn(count=number)
    return house.id


def _receiving_bin(uow: UnitOfWork, house: UUID, code: str) -> UUID:
    found = bins(uow, [house], codes=[code])
    if not found:
        _insert_bins(uow, house, [code])
        found = bins(uow, [house], codes=[code])
    uow.change(WAREHOUSE_BIN.table, found[0].id, {"receiving": True, "active": True})
    return found[0].id


@dataclass(frozen=True)
class _Lot:
    """What of a lot in one quality lies in a warehouse whose bins are switched."""

    place: Mapping[Any, Any]
    is_told_apart: bool
    piece: Piece


def _all_goods(uow: UnitOfWork, house: UUID) -> list[_Lot]:
    """All that lies in a warehouse that is held alone: nobody moves it, so nothing of it needs a lock of its own."""
    goods = (
        select(_B.product_id, _B.on_hand, _B.apart, _P.name, _P.tracking, _POOL.seq)
        .join(catalog.PRODUCT.table, and_(_P.tenant_id == _B.tenant_id, _P.id == _B.product_id))
        .join(
            STOCK_POOL,
            and_(
                _POOL.tenant_id == _B.tenant_id,
                _POOL.company_id == _B.company_id,
                _POOL.product_id == _B.product_id,
            ),
        )
        .where(_B.tenant_id == uow.tenant_id, _B.warehouse_id == house, _B.on_hand > 0)
        .order_by(_B.product_id)
    )
    details = (
        select(_D.id, _D.product_id, _D.lot_id, _D.quality, _D.serial, _D.quantity, _D.bin_id)
        .where(_D.tenant_id == uow.tenant_id, _D.warehouse_id == house, _D.quantity > 0)
        .order_by(_D.product_id, _D.id)
    )
    kept: dict[UUID, list[Piece]] = {}
    for row in uow.rows(details):
        piece = Piece(row["lot_id"], row["quality"], row["serial"], row["quantity"], row["id"], row["bin_id"])
        kept.setdefault(row["product_id"], []).append(piece)
    found = []
    for row in uow.rows(goods):
        apart = row["tracking"] != "none" or row["apart"]
        place = dict(row) | {"warehouse_id": house}
        plain = Piece(lot_id=None, quality=FREE, serial=False, quantity=row["on_hand"])
        found += [_Lot(place, apart, piece) for piece in kept.get(row["product_id"], [plain])]
    return found


def _into(lot: _Lot, bin_id: UUID) -> _Moved:
    taken = [lot.piece] if lot.is_told_apart else []
    return _line(lot, taken, [replace(lot.piece, detail_id=None, bin_id=bin_id)])


def _out(lot: _Lot) -> _Moved:
    put = [replace(lot.piece, detail_id=None, bin_id=None)] if lot.is_told_apart else []
    return _line(lot, [lot.piece], put)


def _line(lot: _Lot, taken: list[Piece], put: list[Piece]) -> _Moved:
    place = lot.place
    goods = Wanted(
        line_id=UUID(int=0),
        line_no=0,
        product_id=place["product_id"],
        product=place["name"],
        warehouse_id=place["warehouse_id"],
        quantity=lot.piece.quantity,
    )
    return _Moved(goods, taken, put, place["seq"])


def _switch(uow: UnitOfWork, house: UUID, moved: Sequence[_Moved], *, binned: bool) -> UUID:
    numbered = [
        replace(line, goods=replace(line.goods, line_id=uow.new_id(), line_no=line_no))
        for line_no, line in enumerate(moved, start=1)
    ]
    lines = [line.goods for line in numbered]
    take_from_lots(uow, lines, {line.goods.line_id: line.taken for line in numbered})
    put_into_lots(uow, lines, {line.goods.line_id: line.put for line in numbered})
    uow.change(WAREHOUSE.table, house, {"binned": binned})
    uow.change_settings()
    return _write(uow, house, "on" if binned else "off", None, numbered)


def _write(uow: UnitOfWork, house: UUID, kind: str, note: str | None, moved: Sequence[_Moved]) -> UUID:
    move_id = uow.new_id()
    ledger.require_open(uow, uow.today)
    number = numbering.take(uow, BIN_MOVE_SERIES, uow.today)[0]
    uow.insert(
        BIN_MOVE.table,
        {
            "id": move_id,
            "company_id": uow.company_id,
            "number": number,
            "kind": kind,
            "warehouse_id": house,
            "moved_on": uow.today,
            "moved_by": uow.actor.user_id,
            "posted_at": uow.now,
            "note": note,
        },
    )
    line_no = 0
    for line in moved:
        for piece in line.taken or line.put:
            line_no += 1
            uow.insert(BIN_MOVE_LINE, _line_row(uow, move_id, line_no, line, piece))
        paper = {"source_type": "bin_move", "source_id": move_id, "source_number": number}
        place = {"warehouse_id": house, "product_id": line.goods.product_id}
        legs = Legs(line.goods.line_id, line.goods.quantity, line.taken, line.put)
        write_legs(uow, legs, {**paper, **place, "occurred_on": uow.today, "seq": line.seq})
    uow.audit("posted", record="bin_move", record_id=move_id, title=number)
    return move_id


def _line_row(uow: UnitOfWork, move_id: UUID, line_no: int, line: _Moved, piece: Piece) -> dict[str, Any]:
    return {
        "id": uow.new_id(),
        "bin_move_id": move_id,
        "line_no": line_no,
        "product_id": line.goods.product_id,
        "lot_id": piece.lot_id,
        "quality": piece.quality,
        "from_bin_id": line.taken[0].bin_id if line.taken else None,
        "to_bin_id": line.put[0].bin_id if line.put else None,
        "quantity": piece.quantity,
    }
