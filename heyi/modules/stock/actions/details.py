"""What of a document's goods is of which lot and in which bin: found before they move, written with their moves.

Everything about a product happens under the lock of its balances and its pool, so what is read here stays until the
verb has written. Goods that are not told apart cost no statement.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any
from uuid import UUID

from heyi.kit.quantity import summed
from heyi.modules.stock.contracts import GoodsDocument, LotPart, Outgoing, Wanted
from heyi.modules.stock.errors import (
    BinShort,
    BinUnknown,
    LotExpired,
    LotsDiffer,
    LotShort,
    LotsMissing,
    LotsNotKept,
    LotUnknown,
    QualityShort,
    RestExpired,
    SerialIsOne,
)
from heyi.modules.stock.models import FREE, STOCK_MOVE_DETAIL
from heyi.modules.stock.permissions import MOVE_EXPIRED
from heyi.modules.stock.queries.lots import LotOf, lots_of_lines, lying
from heyi.modules.stock.queries.pools import Balance, Place
from heyi.modules.stock.rules import ZERO
from heyi.modules.stock.rules.lots import Lying, Piece, first_to_go, take, total, unfree
from heyi.platform.errors import AppError, FieldProblem
from heyi.platform.http.answers import number_text
from heyi.platform.unit_of_work import UnitOfWork

Pieces = Mapping[UUID, Sequence[Piece]]
Balances = Mapping[Place, Balance]
Leaving = Outgoing | Wanted


def pieces_that_leave(
    uow: UnitOfWork, document: GoodsDocument, lines: Sequence[Leaving], balances: Balances
) -> Pieces:
    """Which lots each line takes, and from which bins.

    A line whose goods do not suffice has less than it wants (`refuse_incomplete`).

    Raises:
        LotsNotKept, LotsDiffer, SerialIsOne: what a line says of lots cannot be.
        LotUnknown, LotShort: a named lot does not lie there, or less of it.
        BinUnknown, BinShort: a named bin does not exist there, or less stands in it.
        LotExpired: a named lot is beyond its last day.
        LotsMissing: which serial numbers leave is not said, and there is a choice.
        QualityShort: less lies there in the quality that a line names.
    """
    refuse_strange_lots(lines, balances)
    detailed = [line for line in lines if balances[_place(line)].is_detailed]
    if not detailed:
        _refuse_quality_short(lines, {}, balances)
        return {}
    rows = lying(uow, {_place(line) for line in detailed})
    came = [line.lots_of or line.origin_line_id for line in detailed if isinstance(line, Wanted)]
    source = document.returns_from or document.type
    origins = lots_of_lines(uow, source, [line_id for line_id in came if line_id])
    found: dict[UUID, Sequence[Piece]] = {}
    for line in sorted(detailed, key=lambda line: not line.lots):
        here = [row for row in rows if (row.warehouse_id, row.product_id) == _place(line)]
        if isinstance(line, Wanted) and line.quality:
            here = [row for row in here if row.quality == line.quality]
        if line.lots:
            found[line.line_id] = _named(uow, document, line, here, balances[_place(line)])
        else:
            found[line.line_id] = _first(uow, document, line, here, origins)
    missing = [
        line
        for line in detailed
        if not says_lots(line)
        and balances[_place(line)].tracking == "serial"
        and not _is_no_choice(line, found[line.line_id], rows)
    ]
    refuse_missing(lines, missing, balances)
    _refuse_quality_short(lines, found, balances)
    return found


def _refuse_quality_short(lines: Sequence[Leaving], pieces: Pieces, balances: Balances) -> None:
    for line in lines:
        if not isinstance(line, Wanted) or not line.quality:
            continue
        there = total(pieces.get(line.line_id, ()))
        if there < line.quantity:
            raise QualityShort(
                product=balances[_place(line)].product,
                quality=f"web.lots.quality.{line.quality}",
                wanted=number_text(line.quantity),
                available=number_text(there),
            )


def says_lots(line: Any) -> bool:
    """Whether a line names lots; it may name bins only."""
    return any(part.number for part in line.lots)


def refuse_strange_lots(lines: Sequence[Any], balances: Balances) -> None:
    """Refuse what cannot be said of lots and bins, whatever lies where.

    Raises:
        LotsNotKept: the product is told apart by none.
        BinUnknown: the warehouse has no bins.
        LotsDiffer: they are together more or less than their line.
        SerialIsOne: a serial number stands for more or less than one.
    """
    for line in lines:
        if not line.lots:
            continue
        here = balances[_place(line)]
        bins = [part.bin for part in line.lots if part.bin]
        if bins and not here.binned:
            raise BinUnknown(bin=bins[0])
        if here.tracking == "none" and (says_lots(line) or len(bins) != len(line.lots)):
            raise LotsNotKept(product=here.product)
        said = sum((part.quantity for part in line.lots), ZERO)
        if said != line.quantity:
            raise LotsDiffer(
                product=here.product, lots=number_text(said), quantity=number_text(line.quantity)
            )
        for part in line.lots:
            if here.tracking == "serial" and part.number and part.quantity != 1:
                raise SerialIsOne(product=here.product, serial=part.number)


def refuse_missing(lines: Sequence[Any], missing: Sequence[Any], balances: Balances) -> None:
    """Refuse lines that do not say their lots where they must.

    Raises:
        LotsMissing: some do not; each is named.
    """
    problems = [
        FieldProblem(
            f"lines.{at}.lots", "lots_missing", {"line": at + 1, "product": balances[_place(line)].product}
        )
        for at, line in enumerate(lines)
        if line in missing
    ]
    if problems:
        raise LotsMissing(problems=problems, product=problems[0].params["product"])


def refuse_incomplete(lines: Sequence[Leaving], balances: Balances, pieces: Pieces) -> None:
    """Refuse lines whose goods are there, but not such as may leave: what is left of them has expired.

    Raises:
        RestExpired: so it is.
    """
    for line in lines:
        if line.line_id in pieces and total(pieces[line.line_id]) < line.quantity:
            good = total(pieces[line.line_id])
            raise RestExpired(
                product=balances[_place(line)].product,
                wanted=number_text(line.quantity),
                good=number_text(good),
            )


def unfree_parts(pieces: Pieces) -> dict[UUID, Decimal]:
    """How many each line takes of what is not free."""
    return {line_id: unfree(parts) for line_id, parts in pieces.items() if unfree(parts)}


def unfree_places(lines: Sequence[Any], pieces: Pieces) -> dict[Place, Decimal]:
    """How many each place loses, or gets, of what is not free."""
    parts = unfree_parts(pieces)
    return summed((_place(line), parts[line.line_id]) for line in lines if line.line_id in parts)


def take_from_lots(uow: UnitOfWork, lines: Sequence[Any], pieces: Pieces) -> None:
    """Let the pieces of these lines leave their lots; one conditional statement for all of them.

    Raises:
        LotShort: another was quicker.
    """
    taken = summed(
        (piece.detail_id, piece.quantity) for line in lines for piece in pieces.get(line.line_id, ())
    )
    if not taken:
        return
    left = uow.driver_rows(
        "UPDATE stock_detail t SET quantity = t.quantity - v.quantity "
        "FROM unnest(%s::uuid[], %s::numeric[]) AS v(id, quantity) "
        "WHERE t.tenant_id = %s AND t.id = v.id AND t.quantity >= v.quantity RETURNING t.id",
        (list(taken), list(taken.values()), uow.tenant_id),
    )
    if len(left) != len(taken):
        raise LotShort(product="", lot="", wanted="", available="")


_PUT = (
    "INSERT INTO stock_detail AS t (tenant_id, id, company_id, warehouse_id, product_id, lot_id, quality, serial, "
    "bin_id, quantity) SELECT %s, v.id, %s, v.warehouse, v.product, v.lot, v.quality, v.serial, v.bin, v.quantity "
    "FROM unnest(%s::uuid[], %s::uuid[], %s::uuid[], %s::uuid[], %s::text[], %s::boolean[], %s::uuid[], "
    "%s::numeric[]) AS v(id, warehouse, product, lot, quality, serial, bin, quantity) "
    "ON CONFLICT (tenant_id, warehouse_id, product_id, lot_id, quality, bin_id) "
    "DO UPDATE SET quantity = t.quantity + EXCLUDED.quantity"
)


def put_into_lots(uow: UnitOfWork, lines: Sequence[Any], pieces: Pieces) -> None:
    """Let the pieces of these lines lie where the lines bring them; one statement for all of them."""
    put = summed(
        ((*_place(line), piece.lot_id, piece.quality, piece.serial, piece.bin_id), piece.quantity)
        for line in lines
        for piece in pieces.get(line.line_id, ())
    )
    if not put:
        return
    # A lot that is made here must be there first.
    uow.flush()
    columns = [list(column) for column in zip(*put, strict=True)]
    ids = [uow.new_id() for _ in put]
    uow.driver_rows(_PUT, (uow.tenant_id, uow.company_id, ids, *columns, list(put.values())))


def write_details(uow: UnitOfWork, move_id: UUID, pieces: Sequence[Piece], *, sign: int) -> None:
    """Keep beside a move how many of which lot it moved."""
    uow.insert(
        STOCK_MOVE_DETAIL,
        *(
            {
                "id": uow.new_id(),
                "move_id": move_id,
                "lot_id": piece.lot_id,
                "bin_id": piece.bin_id,
                "quality": piece.quality,
                "quantity": sign * piece.quantity,
            }
            for piece in pieces
        ),
    )


def _place(line: Any) -> Place:
    return (line.warehouse_id, line.product_id)


def _named(
    uow: UnitOfWork, document: GoodsDocument, line: Leaving, here: Sequence[Lying], balance: Balance
) -> list[Piece]:
    pieces: list[Piece] = []
    for part in line.lots:
        rows = [
            row
            for row in here
            if part.number in ("", row.number) and (part.bin is None or part.bin == row.bin)
        ]
        if not rows and part.bin is None:
            raise LotUnknown(product=balance.product, lot=part.number)
        expired = any(row.has_expired(document.occurred_on) for row in rows)
        if part.number and expired and not may_expire(uow, document):
            raise LotExpired(product=balance.product, lot=part.number)
        past = bool(part.number) or not expired or may_expire(uow, document)
        goes = first_to_go(rows, day=document.occurred_on, expired=past, unfree=document.takes_unfree)
        there = sum((row.left for row in goes), ZERO)
        if there < part.quantity:
            raise _short(balance.product, part, there)
        pieces += take(goes, part.quantity)
    return pieces


def _short(product: str, part: LotPart, there: Decimal) -> AppError:
    wanted, available = number_text(part.quantity), number_text(there)
    if part.bin is not None:
        return BinShort(product=product, bin=part.bin, wanted=wanted, available=available)
    return LotShort(product=product, lot=part.number, wanted=wanted, available=available)


def _first(
    uow: UnitOfWork,
    document: GoodsDocument,
    line: Leaving,
    here: Sequence[Lying],
    origins: Mapping[UUID, Sequence[LotOf]],
) -> list[Piece]:
    origin = (line.lots_of or line.origin_line_id) if isinstance(line, Wanted) else None
    lots = {of.lot.id for of in origins.get(origin, ()) if of.lot} if origin else set()
    rows = [row for row in here if not lots or row.lot_id in lots]
    goes = first_to_go(
        rows,
        day=document.occurred_on,
        expired=may_expire(uow, document),
        unfree=document.takes_unfree,
    )
    return take(goes, line.quantity)


def may_expire(uow: UnitOfWork, document: GoodsDocument) -> bool:
    """Whether what has expired may leave by this document; who says why it does must be allowed to."""
    if document.takes_expired:
        return True
    if not document.expired_reason:
        return False
    uow.require(MOVE_EXPIRED)
    return True


def _is_no_choice(line: Leaving, pieces: Sequence[Piece], rows: Sequence[Lying]) -> bool:
    """Whether nothing of these goods that is as good as what is taken stays where it lies."""
    if isinstance(line, Wanted) and (line.lots_of or line.origin_line_id):
        return total(pieces) == line.quantity
    qualities = {piece.quality for piece in pieces} or {FREE}
    return not any(
        row.left > ZERO and row.quality in qualities
        for row in rows
        if (row.warehouse_id, row.product_id) == _place(line)
    )


def as_parts(lots: Sequence[LotOf], wanted: Decimal) -> tuple[LotPart, ...]:
    """So many of these lots in their order, as a line names them."""
    parts = []
    for of in lots:
        taken = min(of.quantity, wanted)
        if taken > ZERO and of.lot:
            parts.append(LotPart(number=of.lot.number, quantity=taken))
            wanted -= taken
    return tuple(parts)
