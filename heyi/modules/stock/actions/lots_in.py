"""Which lots goods come in as: named by the receipt, or those that had left; a lot is made when it is first named."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from heyi.modules.stock.actions.details import (
    Balances,
    Pieces,
    as_parts,
    refuse_missing,
    refuse_strange_lots,
    says_lots,
)
from heyi.modules.stock.actions.shelves import note_usual, shelves_for
from heyi.modules.stock.contracts import GoodsDocument, Incoming, LotPart
from heyi.modules.stock.errors import (
    LotDatesDiffer,
    LotShort,
    NeverInspected,
    SerialTaken,
)
from heyi.modules.stock.models import FREE, QUARANTINE, STOCK_LOT
from heyi.modules.stock.queries.lots import (
    KnownLot,
    Lot,
    LotOf,
    lots_numbered,
    lots_of_lines,
    serials_that_lie,
)
from heyi.modules.stock.queries.pools import Balance
from heyi.modules.stock.rules import ZERO
from heyi.modules.stock.rules.lots import Piece, days_of_new, days_that_follow, wrong_days
from heyi.platform.errors import FieldProblem, InvalidInput
from heyi.platform.http.answers import number_text
from heyi.platform.unit_of_work import UnitOfWork

Numbered = Mapping[tuple[UUID, str], Lot]


def pieces_that_come(
    uow: UnitOfWork, document: GoodsDocument, lines: Sequence[Incoming], balances: Balances
) -> Pieces:
    """As which lots each line's goods come in, into which bins, and whether they are free or wait to be looked at.

    What comes back comes back as the lots that had left; which serial numbers must be said unless all do.

    Raises:
        LotsNotKept, LotsDiffer, SerialIsOne: what a line says of lots cannot be.
        LotsMissing: lines do not say their lots.
        LotDatesDiffer: a lot is known with another last day, or was made on another.
        InvalidInput: a lot would expire before it was made.
        SerialTaken: a serial number lies in a warehouse already, or is named twice.
        LotShort: more of a lot would come back than had left.
        BinUnknown: a named bin does not exist there.
        NeverInspected: goods are to be looked at where more left than came in.
    """
    refuse_strange_lots(lines, balances)
    detailed = [line for line in lines if _here(line, balances).is_detailed]
    if document.to_inspect and len(detailed) < len(lines):
        plain = next(line for line in lines if line not in detailed)
        raise NeverInspected(product=_here(plain, balances).product)
    if not detailed:
        return {}
    source = document.returns_from or document.type
    origins = lots_of_lines(uow, source, [line.origin_line_id for line in detailed if line.origin_line_id])
    named = {line.line_id: _lots_of(line, origins, balances) for line in detailed}
    missing = [
        line
        for line in detailed
        if _here(line, balances).tracking != "none"
        and not (named[line.line_id] and all(part.number for part in named[line.line_id]))
    ]
    refuse_missing(lines, missing, balances)
    lots = _known_or_made(uow, document, detailed, named, balances)
    _refuse_serials_that_lie(uow, lots, [part for parts in named.values() for part in parts])
    shelves = shelves_for(uow, detailed, balances)
    pieces = {}
    for line in detailed:
        here = _here(line, balances)
        waits = document.to_inspect or (document.inspected and here.inspected)
        quality = QUARANTINE if waits else FREE
        is_serial = here.tracking == "serial"
        pieces[line.line_id] = [
            Piece(
                lots[line.product_id, part.number].id if part.number else None,
                quality,
                is_serial,
                part.quantity,
                bin_id=shelves.put((line.warehouse_id, line.product_id), here, part.bin),
            )
            for part in named[line.line_id] or [LotPart(quantity=line.quantity)]
        ]
    note_usual(uow, shelves)
    return pieces


def _here(line: Incoming, balances: Balances) -> Balance:
    return balances[line.warehouse_id, line.product_id]


def _lots_of(
    line: Incoming, origins: Mapping[UUID, Sequence[LotOf]], balances: Balances
) -> Sequence[LotPart]:
    here = _here(line, balances)
    left = [of for of in origins.get(line.origin_line_id, ()) if of.lot] if line.origin_line_id else []
    if not left or here.tracking == "none":
        return line.lots
    if says_lots(line):
        _refuse_more_than_left(line.lots, left, here)
        return line.lots
    if here.tracking == "serial" and sum((of.quantity for of in left), ZERO) != line.quantity:
        return ()
    back = as_parts(left, line.quantity)
    # They may come back into a bin that is named, all of them.
    return [replace(part, bin=line.lots[0].bin) for part in back] if len(line.lots) == 1 else back


def _refuse_more_than_left(parts: Sequence[LotPart], left: Sequence[LotOf], here: Balance) -> None:
    gone = {of.lot.number: of.quantity for of in left if of.lot}
    for part in parts:
        if part.quantity > gone.get(part.number, ZERO):
            raise LotShort(
                product=here.product,
                lot=part.number,
                wanted=number_text(part.quantity),
                available=number_text(gone.get(part.number, ZERO)),
            )


def _known_or_made(
    uow: UnitOfWork,
    document: GoodsDocument,
    lines: Sequence[Incoming],
    named: Mapping[UUID, Sequence[LotPart]],
    balances: Balances,
) -> Numbered:
    """The lots of these numbers; those that are new are made with what is said of them, and one that is known learns
    when it was made if nobody had said so."""
    said: dict[tuple[UUID, str], _Said] = {}
    for line in lines:
        for part in named[line.line_id]:
            if part.number:
                key = (line.product_id, part.number)
                said[key] = _with(said.get(key), part, _here(line, balances))
    if not said:
        return {}
    rows = [
        {
            "id": uow.new_id(),
            "company_id": uow.company_id,
            "number": number,
            "product_id": product_id,
            "supplier_id": document.supplier_id,
            "received_on": document.occurred_on,
            "serial": one.here.tracking == "serial",
            **days_of_new(
                made_on=one.made_on,
                told=one.expires_on,
                received_on=document.occurred_on,
                shelf_life_days=one.here.shelf_life_days,
            ),
        }
        for (product_id, number), one in sorted(said.items(), key=lambda item: item[0])
    ]
    uow.insert_missing(STOCK_LOT.table, rows, unique=("company_id", "product_id", "number"))
    lots = lots_numbered(uow, said.keys())
    for key, one in said.items():
        _refuse_other_days(one, lots[key].expires_on, lots[key].made_on)
    learned = [(lots[key], one) for key, one in said.items() if one.made_on and not lots[key].made_on]
    if learned:
        _learn_when_made(uow, learned)
    return lots


@dataclass(frozen=True)
class _Said:
    """What a document says of a lot's days."""

    number: str
    here: Balance
    made_on: date | None
    expires_on: date | None


def _with(before: _Said | None, part: LotPart, here: Balance) -> _Said:
    """What is said of a lot altogether, as several parts may be of it."""
    if before is None:
        one = _Said(part.number, here, part.made_on, part.expires_on)
    else:
        _refuse_other_days(before, part.expires_on or before.expires_on, part.made_on)
        one = replace(
            before,
            made_on=before.made_on or part.made_on,
            expires_on=before.expires_on or part.expires_on,
        )
    if one.made_on and one.expires_on and one.expires_on < one.made_on:
        raise InvalidInput(problems=[FieldProblem("lots", "before_made_on")])
    return one


def _refuse_other_days(said: _Said, last: date | None, made: date | None) -> None:
    """A day that is said must be the one that is known; only when goods were made may be learned later."""
    product, lot = said.here.product, said.number
    if said.expires_on is not None and said.expires_on != last:
        known = last.isoformat() if last else "-"
        raise LotDatesDiffer(product=product, lot=lot, known=known, said=said.expires_on.isoformat())
    if said.made_on is not None and made is not None and said.made_on != made:
        raise LotDatesDiffer(product=product, lot=lot, known=made.isoformat(), said=said.made_on.isoformat())


def _learn_when_made(uow: UnitOfWork, learned: Sequence[tuple[KnownLot, _Said]]) -> None:
    """Write down when lots were made that nobody had told; their last days follow where they were reckoned."""
    rows = []
    for lot, said in sorted(learned, key=lambda pair: pair[0].id):
        changed: dict[str, Any] = {"made_on": said.made_on}
        new = lot.days | changed | days_that_follow(lot.days, changed, said.here.shelf_life_days)
        if wrong_days(new):
            raise InvalidInput(problems=[FieldProblem("lots", "before_made_on")])
        told = {name: [lot.days[name], new[name]] for name in new if new[name] != lot.days[name]}
        uow.audit("changed", record="stock_lot", record_id=lot.id, title=lot.number, changes=told)
        rows.append({"id": lot.id, **{name: new[name] for name in _LEARNED}})
    uow.update_rows(STOCK_LOT.table, rows, assignments=[f"{name} = v.{name}" for name in _LEARNED])


_LEARNED = ("made_on", "expires_on", "shelf_life_days")


def _refuse_serials_that_lie(uow: UnitOfWork, lots: Numbered, parts: Sequence[LotPart]) -> None:
    serials = {key: lot for key, lot in lots.items() if lot.serial}
    if not serials:
        return
    said = Counter(part.number for part in parts)
    known = Counter(lot.number for lot in serials.values())
    twice = sorted(number for number in known if said[number] > known[number])
    taken = twice or serials_that_lie(uow, [lot.id for lot in serials.values()])
    if taken:
        raise SerialTaken(serials=", ".join(taken[:20]))
