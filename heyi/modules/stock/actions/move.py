"""Move goods in, out and about: quantity and value change together, the entry follows from the moves alone."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from uuid import UUID

from heyi.kit.money import round_amount
from heyi.kit.quantity import summed
from heyi.modules.ledger import api as ledger
from heyi.modules.stock.actions.apart import lock_to_look_at
from heyi.modules.stock.actions.corrections import post_corrections
from heyi.modules.stock.actions.details import (
    Pieces,
    may_expire,
    pieces_that_leave,
    put_into_lots,
    refuse_incomplete,
    take_from_lots,
    unfree_parts,
    unfree_places,
    write_details,
)
from heyi.modules.stock.actions.goods_entry import (
    Goods,
    account_of,
    contra_accounts,
    note_variances,
    post_goods,
    sides_of,
)
from heyi.modules.stock.actions.hold import may_run_short, refuse_not_promised, refuse_shortage
from heyi.modules.stock.actions.lapsing import quantities, without_lapsed
from heyi.modules.stock.actions.lots_in import pieces_that_come
from heyi.modules.stock.actions.pools import (
    Locked,
    Source,
    lock_or_make_places,
    value_postings,
)
from heyi.modules.stock.actions.returns import bring_back
from heyi.modules.stock.actions.shelves import note_usual, put_away, shelves_for
from heyi.modules.stock.actions.writing import LESS, MORE, change_of_balances, place_of
from heyi.modules.stock.contracts import (
    GoodsDocument,
    Incoming,
    LotPart,
    Moved,
    Outgoing,
    Shift,
    Wanted,
)
from heyi.modules.stock.errors import HoldMissing, NotOurGoods, OwnersDiffer
from heyi.modules.stock.models import STOCK_HOLD, STOCK_MOVE
from heyi.modules.stock.queries import refuse_frozen
from heyi.modules.stock.queries.expired import with_expired
from heyi.modules.stock.queries.pools import Balance, Place, left_at, lock_places
from heyi.modules.stock.rules import ZERO
from heyi.modules.stock.rules.pools import Method
from heyi.modules.stock.rules.postings import Posting
from heyi.platform import numbering
from heyi.platform.unit_of_work import UnitOfWork

_LESS_HELD = (*LESS, "held = t.held - v.on_hand")
_LESS_OR_SHORT = (*LESS, "short = t.short OR v.short")


def issue(uow: UnitOfWork, document: GoodsDocument, lines: Sequence[Outgoing], *, held_for: str) -> Moved:
    """Let held goods leave at their cost; debits the document's other side, credits inventory.

    Raises:
        HoldMissing: a line wants more than is held for it.
        NotPromised: goods are held back, or another's.
        NeverCameIn: goods would leave before any ever came in.
        LotsMissing, LotUnknown, LotShort, LotExpired: the lots of a line are not said, or cannot leave.
        RestExpired: too few lie there that have not expired.
        StockWasShort: the document is dated back to when there was less, or less would have been left since.
        PlaceFrozen: a product is being counted there.
        PeriodClosed: the document's day lies in a closed period.
    """
    balances, pools = lock_places(uow, _places(lines))
    _refuse_frozen(uow, balances)
    refuse_not_promised(balances)
    _consume_holds(uow, lines, held_for)
    pieces = pieces_that_leave(uow, document, lines, balances)
    refuse_incomplete(lines, balances, pieces)
    return _finish(uow, document, "issue", lines, (balances, pools), pieces, _LESS_HELD)


def issue_free(uow: UnitOfWork, document: GoodsDocument, lines: Sequence[Wanted]) -> Moved:
    """Let goods leave that are promised to nobody, at their cost or at what a taken-back receipt came in at.

    Raises:
        NotOurGoods: a place keeps another's goods.
        StockInsufficient: lines want more than is available; each is named with wanted and available.
        NeverCameIn: goods would leave before any ever came in.
        LotsMissing, LotUnknown, LotShort, LotExpired: the lots of a line are not said, or cannot leave.
        RestExpired: too few lie there that have not expired.
        StockWasShort: the document is dated back to when there was less, or less would have been left since.
        PlaceFrozen: a product is being counted there.
        PeriodClosed: the document's day lies in a closed period.
    """
    balances, pools = lock_or_make_places(uow, _places(lines))
    _refuse_frozen(uow, balances)
    _refuse_others(balances)
    pieces = pieces_that_leave(uow, document, lines, balances)
    balances = without_lapsed(uow, quantities(lines), balances)
    short = may_run_short(uow, lines, balances)
    refuse_shortage(lines, balances, unfree_parts(pieces), short)
    refuse_incomplete(lines, balances, pieces)
    if not may_expire(uow, document):
        good = with_expired(uow, balances, document.occurred_on)
        refuse_shortage(lines, good, unfree_parts(pieces), short)
    less = _LESS_OR_SHORT if short else LESS
    return _finish(uow, document, "issue", lines, (balances, pools), pieces, less, short)


def receive(
    uow: UnitOfWork, document: GoodsDocument, lines: Sequence[Incoming], *, kind: str = "receipt"
) -> Moved:
    """Let goods come in; debits inventory, credits the document's other side.

    They come in at the value given, or at their present cost, or, where they left for a line of the kind of document
    `returns_from` names, at what they left at.

    Raises:
        NotOurGoods: a place keeps another's goods.
        LotsMissing, LotDatesDiffer, SerialTaken: the lots of a line are not said, or cannot come in.
        PlaceFrozen: a product is being counted there.
        PeriodClosed: the document's day lies in a closed period.
    """
    balances, pools = lock_to_look_at(uow, _places(lines), all_of_it=document.to_inspect)
    _refuse_frozen(uow, balances)
    _refuse_others(balances)
    priced = _at_what_they_left(uow, document, lines)
    pieces = pieces_that_come(uow, document, priced, balances)
    return _finish(uow, document, kind, priced, (balances, pools), pieces, MORE)


def shift(uow: UnitOfWork, document: GoodsDocument, lines: Sequence[Shift]) -> Moved:
    """Let goods change their place; they are worth what they were, so nothing is posted.

    A bin that a line names is the one they leave or, where they leave from has none, the one they are put into.

    Raises:
        OwnersDiffer: our goods would come among another's, or another's among ours.
        StockInsufficient: lines want more than is available where they lie; each is named with wanted and available.
        LotsMissing, LotUnknown, LotShort: the lots of a line are not said, or do not lie there.
        BinUnknown, BinShort: a named bin does not exist there, or less stands in it.
        PlaceFrozen: a product is being counted there.
        PeriodClosed: the document's day lies in a closed period.
    """
    houses = ("from_warehouse_id", "to_warehouse_id")
    places = {(getattr(line, house), line.product_id) for line in lines for house in houses}
    balances, pools = lock_or_make_places(uow, places)
    _refuse_frozen(uow, balances)
    if len({balance.is_ours for balance in balances.values()}) > 1:
        raise OwnersDiffer
    leaving = [
        Wanted(
            line_id=line.line_id,
            line_no=line.line_no,
            product_id=line.product_id,
            product=line.product,
            warehouse_id=line.from_warehouse_id,
            quantity=line.quantity,
            lots=_where_they_leave(line, balances),
        )
        for line in lines
    ]
    coming = [
        Incoming(
            line_id=line.arrival_id,
            product_id=line.product_id,
            warehouse_id=line.to_warehouse_id,
            quantity=line.quantity,
            value=ZERO,
            lots=() if balances[line.from_warehouse_id, line.product_id].binned else line.lots,
        )
        for line in lines
    ]
    pieces = dict(pieces_that_leave(uow, document, leaving, balances))
    balances = without_lapsed(uow, quantities(leaving), balances)
    refuse_shortage(leaving, balances)
    refuse_incomplete(leaving, balances, pieces)
    shelves = shelves_for(uow, coming, balances)
    for here, there in zip(leaving, coming, strict=True):
        place = (there.warehouse_id, there.product_id)
        gone = pieces.get(here.line_id, ())
        pieces[there.line_id] = put_away(shelves, place, balances[place], gone, there)
    note_usual(uow, shelves)
    take_from_lots(uow, leaving, pieces)
    put_into_lots(uow, coming, pieces)
    for change in (change_of_balances(leaving, LESS), change_of_balances(coming, MORE)):
        uow.update_together(*[change] if change else [])
    ledger.require_open(uow, document.occurred_on)
    number = numbering.take(uow, document.series, document.occurred_on)[0]
    legs: list[tuple[Goods, Decimal]] = [(line, -line.quantity) for line in leaving]
    legs += [(line, line.quantity) for line in coming]
    for line, quantity in legs:
        values = {"quantity": quantity, "value": ZERO, "seq": pools[line.product_id].seq}
        move_id = uow.new_id()
        move = {"id": move_id, "kind": "transfer", **values}
        uow.insert(STOCK_MOVE.table, move | place_of(uow, document, number, line))
        write_details(uow, move_id, pieces.get(line.line_id, ()), sign=-1 if quantity < ZERO else 1)
    return Moved(number, {line.line_id: ZERO for line in lines})


def _where_they_leave(line: Shift, balances: Mapping[Place, Balance]) -> tuple[LotPart, ...]:
    """What a line says of where its goods leave; where that place has no bins, the bins are those they arrive in."""
    here = balances[line.from_warehouse_id, line.product_id]
    if here.binned:
        return line.lots
    there = balances[line.to_warehouse_id, line.product_id]
    lots = tuple(replace(part, bin=None) if there.binned else part for part in line.lots)
    only_bins = here.tracking == "none" and there.binned and not any(part.number for part in lots)
    return () if only_bins else lots


def _refuse_frozen(uow: UnitOfWork, balances: Mapping[Place, Balance]) -> None:
    refuse_frozen(uow, {place: balance.frozen_by for place, balance in balances.items()})


def _refuse_others(balances: Mapping[Place, Balance]) -> None:
    if not all(balance.is_ours for balance in balances.values()):
        raise NotOurGoods


def _finish(
    uow: UnitOfWork,
    document: GoodsDocument,
    kind: str,
    lines: Sequence[Goods],
    locked: tuple[Mapping[Place, Balance], Locked],
    pieces: Pieces,
    assignments: tuple[str, ...],
    short: Collection[Place] = (),
) -> Moved:
    _, pools = locked
    leaves = kind == "issue"
    sign = -1 if leaves else 1
    rules = ledger.accounts(uow, {line.product_id for line in lines})
    contras = contra_accounts(document, lines, rules)
    costs = contras
    if document.cost_role != document.contra_role:
        costs = {line.line_id: account_of(rules, document.cost_role, line) for line in lines}
    postings = _postings(uow, document, lines, locked, costs, sign=sign)
    by_product: dict[UUID, list[Posting]] = {}
    for line, posting in zip(lines, postings, strict=True):
        by_product.setdefault(line.product_id, []).append(posting)
    valued = value_postings(uow, document.occurred_on, by_product, pools)
    (take_from_lots if leaves else put_into_lots)(uow, lines, pieces)
    unfree = {place: sign * quantity for place, quantity in unfree_places(lines, pieces).items()}
    changes = (change_of_balances(lines, assignments, unfree, short), valued.change)
    uow.update_together(*(change for change in changes if change is not None))
    number = numbering.take(uow, document.series, document.occurred_on)[0]
    worth = {posting.line_id: valued.values[posting.move_id] for posting in postings}
    for line, posting in zip(lines, postings, strict=True):
        move = {
            "id": posting.move_id,
            "kind": kind,
            "quantity": posting.quantity,
            "value": valued.values[posting.move_id],
            "seq": posting.seq,
        }
        uow.insert(STOCK_MOVE.table, move | place_of(uow, document, number, line, posting.cost_account))
        write_details(uow, posting.move_id, pieces.get(line.line_id, ()), sign=sign)
    sides = sides_of(document, lines, rules, pools, contras, worth)
    if document.returns_from is not None:
        sides = summed([*sides.items(), *bring_back(uow, document, number, lines)])
    if document.besides:
        sides = summed([*sides.items(), *document.besides.items()])
    post_goods(uow, document, number, sides)
    note_variances(uow, document, number, lines, rules, pools, worth)
    post_corrections(uow, Source(document.type, document.id, number), valued.corrections)
    return Moved(number, {line_id: abs(value) for line_id, value in worth.items()}, contras)


def _postings(
    uow: UnitOfWork,
    document: GoodsDocument,
    lines: Sequence[Goods],
    locked: tuple[Mapping[Place, Balance], Locked],
    costs: Mapping[UUID, str],
    *,
    sign: int,
) -> list[Posting]:
    balances, pools = locked
    places: dict[UUID, int] = {}
    postings = []
    for line in lines:
        places[line.product_id] = places.get(line.product_id, 0) + 1
        postings.append(
            Posting(
                move_id=uow.new_id(),
                line_id=line.line_id,
                occurred_on=document.occurred_on,
                seq=pools[line.product_id].seq + places[line.product_id],
                quantity=sign * line.quantity,
                value=None if isinstance(line, Outgoing) else line.value,
                origin_line_id=None if isinstance(line, Outgoing) else line.origin_line_id,
                cost_account=costs[line.line_id],
                may_run_short=balances[line.warehouse_id, line.product_id].may_leave_first,
                undone=document.as_if_never and pools[line.product_id].method is not Method.STANDARD,
            )
        )
    return postings


def _at_what_they_left(
    uow: UnitOfWork, document: GoodsDocument, lines: Sequence[Incoming]
) -> Sequence[Incoming]:
    """The lines with the value at which their goods left, corrections and earlier returns reckoned in."""
    origins = [line.origin_line_id for line in lines if line.origin_line_id is not None]
    if not origins or document.returns_from is None:
        return lines
    left = left_at(uow, document.returns_from, origins)
    priced = []
    for line in lines:
        origin = left.get(line.origin_line_id) if line.origin_line_id else None
        if origin is None:
            priced.append(line)
            continue
        back = origin.back + line.quantity
        value = round_amount(origin.value * back / origin.quantity) - origin.back_value
        priced.append(replace(line, value=value))
    return priced


def _places(lines: Sequence[Goods]) -> set[Place]:
    return {(line.warehouse_id, line.product_id) for line in lines}


def _consume_holds(uow: UnitOfWork, lines: Sequence[Outgoing], held_for: str) -> None:
    wanted = summed((line.held_line_id, line.quantity) for line in lines)
    if not wanted:
        return
    consumed = uow.update_rows(
        STOCK_HOLD,
        [
            {"line_id": line_id, "source_type": held_for, "consumed": wanted[line_id]}
            for line_id in sorted(wanted)
        ],
        keys=("line_id", "source_type"),
        assignments=("consumed = t.consumed + v.consumed",),
        condition="t.quantity - t.consumed - t.released >= v.consumed",
        returning="t.line_id",
    )
    if len(consumed) != len(wanted):
        missing = wanted.keys() - {row[0] for row in consumed}
        raise HoldMissing(line=", ".join(sorted(map(str, missing))))
