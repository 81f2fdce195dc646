"""Another's goods in our keeping (代管): they come in, go back and are used up by quantity alone, beside the books."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from uuid import UUID

from heyi.modules.ledger import api as ledger
from heyi.modules.parties import api as parties
from heyi.modules.stock.actions.apart import lock_to_look_at
from heyi.modules.stock.actions.details import (
    Pieces,
    pieces_that_leave,
    put_into_lots,
    refuse_incomplete,
    take_from_lots,
    unfree_parts,
    unfree_places,
    write_details,
)
from heyi.modules.stock.actions.goods_entry import Goods
from heyi.modules.stock.actions.hold import refuse_shortage
from heyi.modules.stock.actions.lots_in import pieces_that_come
from heyi.modules.stock.actions.pools import Locked
from heyi.modules.stock.actions.writing import LESS, MORE, change_of_balances, place_of
from heyi.modules.stock.contracts import GoodsDocument, Incoming, Moved, Wanted
from heyi.modules.stock.errors import NotOurGoods, OwnerNoCustomer
from heyi.modules.stock.models import STOCK_MOVE
from heyi.modules.stock.queries import House, refuse_frozen
from heyi.modules.stock.queries.pools import Balance, Place
from heyi.modules.stock.rules import ZERO
from heyi.platform import numbering
from heyi.platform.unit_of_work import UnitOfWork

Balances = Mapping[Place, Balance]


def take_custody(uow: UnitOfWork, document: GoodsDocument, lines: Sequence[Incoming]) -> Moved:
    """Let goods of another owner come into our keeping; they are worth nothing to us, and no entry is posted.

    Raises:
        NotOurGoods: a place keeps our own goods.
        LotsMissing, LotDatesDiffer, SerialTaken: the lots of a line are not said, or cannot come in.
        PlaceFrozen: a product is being counted there.
        PeriodClosed: the document's day lies in a closed period.
    """
    balances, pools = _locked(uow, lines)
    pieces = pieces_that_come(uow, document, lines, balances)
    put_into_lots(uow, lines, pieces)
    return _finish(uow, document, lines, pools, pieces, sign=1)


def give_back(uow: UnitOfWork, document: GoodsDocument, lines: Sequence[Wanted]) -> Moved:
    """Let goods of another owner leave our keeping: back to him, used up for him, or bought. No entry is posted.

    Raises:
        NotOurGoods: a place keeps our own goods.
        StockInsufficient: less of them lies there; each line is named.
        LotsMissing, LotUnknown, LotShort, LotExpired: the lots of a line are not said, or cannot leave.
        PlaceFrozen: a product is being counted there.
        PeriodClosed: the document's day lies in a closed period.
    """
    balances, pools = _locked(uow, lines)
    pieces = pieces_that_leave(uow, document, lines, balances)
    refuse_shortage(lines, balances, unfree_parts(pieces))
    refuse_incomplete(lines, balances, pieces)
    take_from_lots(uow, lines, pieces)
    return _finish(uow, document, lines, pools, pieces, sign=-1)


def refuse_consigned(uow: UnitOfWork, house: House) -> None:
    """Refuse to use up goods whose owner only sells to us: what we use of those we buy.

    Raises:
        OwnerNoCustomer: the owner of the goods is no customer.
    """
    assert house.goods_owner_id is not None, f"{house.name} keeps goods of nobody"
    owner = parties.require_party(uow, house.goods_owner_id)
    if not owner.is_customer:
        raise OwnerNoCustomer(warehouse=house.name, owner=owner.name)


def _locked(uow: UnitOfWork, lines: Sequence[Goods]) -> tuple[Balances, Locked]:
    balances, pools = lock_to_look_at(uow, {(line.warehouse_id, line.product_id) for line in lines})
    refuse_frozen(uow, {place: balance.frozen_by for place, balance in balances.items()})
    if any(balance.is_ours for balance in balances.values()):
        raise NotOurGoods
    return balances, pools


def _finish(
    uow: UnitOfWork,
    document: GoodsDocument,
    lines: Sequence[Goods],
    pools: Locked,
    pieces: Pieces,
    *,
    sign: int,
) -> Moved:
    unfree = {place: sign * quantity for place, quantity in unfree_places(lines, pieces).items()}
    change = change_of_balances(lines, MORE if sign > 0 else LESS, unfree)
    uow.update_together(*[change] if change else [])
    ledger.require_open(uow, document.occurred_on)
    number = numbering.take(uow, document.series, document.occurred_on)[0]
    for line in lines:
        move_id, seq = uow.new_id(), pools[line.product_id].seq
        move = {
            "id": move_id,
            "kind": "entrusted",
            "quantity": sign * line.quantity,
            "value": ZERO,
            "seq": seq,
        }
        uow.insert(STOCK_MOVE.table, move | place_of(uow, document, number, line))
        write_details(uow, move_id, pieces.get(line.line_id, ()), sign=sign)
    nothing: dict[UUID, Decimal] = dict.fromkeys((line.line_id for line in lines), ZERO)
    return Moved(number, nothing, dict.fromkeys(nothing, ""))
