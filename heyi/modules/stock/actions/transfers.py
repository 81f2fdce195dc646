"""Transfers (调拨单): entered, sent on their way or moved at once, and called off while nothing has left."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import delete

from heyi.modules.stock.actions.move import shift
from heyi.modules.stock.actions.receipts import refuse_fractions, require_goods
from heyi.modules.stock.actions.transit import transit_warehouse
from heyi.modules.stock.contracts import GoodsDocument, LotsOfLine, Shift, TransferDraft, TransferLineDraft
from heyi.modules.stock.errors import EntrustedDirectly, LineUnknown, OwnersDiffer, SamePlace
from heyi.modules.stock.models import STOCK_TRANSFER, STOCK_TRANSFER_LINE, TRANSFER_SERIES
from heyi.modules.stock.queries import House, make_empty_places, require_house
from heyi.modules.stock.queries.documents import LockedDocument
from heyi.modules.stock.queries.transfers import lock_transfer
from heyi.modules.stock.rules.houses import ANYWHERE, ENTRUSTED
from heyi.modules.stock.states import TRANSFER, TransferState, step
from heyi.platform.errors import VersionChanged
from heyi.platform.unit_of_work import UnitOfWork

_T = STOCK_TRANSFER.table


def create_transfer(uow: UnitOfWork, draft: TransferDraft) -> UUID:
    """Enter a transfer; nothing leaves yet. Gives back its id.

    Raises:
        WarehouseUnusable: a warehouse does not exist in this company or is switched off.
        SamePlace: it would end where it begins.
        OwnersDiffer: the goods would have another owner there.
        ProductUnusable, NotGoods: a product cannot be moved.
    """
    head = _entered(uow, draft)
    transfer_id = uow.new_id()
    uow.insert(
        _T,
        {
            "id": transfer_id,
            "company_id": uow.company_id,
            "number": None,
            "state": TransferState.DRAFT,
            **head,
        },
    )
    _add_lines(uow, transfer_id, draft.lines)
    uow.audit("created", record="stock_transfer", record_id=transfer_id)
    return transfer_id


def update_transfer(uow: UnitOfWork, transfer_id: UUID, version: int, draft: TransferDraft) -> None:
    """Replace what a draft says, lines and all.

    Raises:
        NotFound: it does not exist in this company.
        VersionChanged: somebody changed it meanwhile.
        WrongState: it is no draft any more.
        WarehouseUnusable, SamePlace, OwnersDiffer, ProductUnusable, NotGoods: as when it was entered.
    """
    found = _locked_for(uow, transfer_id, "update")
    if found.head["version"] != version:
        raise VersionChanged(what="record.stock_transfer", yours=version, now=found.head["version"])
    head = _entered(uow, draft)
    line = STOCK_TRANSFER_LINE.c
    uow.execute(
        delete(STOCK_TRANSFER_LINE).where(line.tenant_id == uow.tenant_id, line.transfer_id == transfer_id)
    )
    uow.change(_T, transfer_id, head)
    _add_lines(uow, transfer_id, draft.lines)
    uow.audit("changed", record="stock_transfer", record_id=transfer_id)


def cancel_transfer(uow: UnitOfWork, transfer_id: UUID) -> None:
    """Call a transfer off before anything has left.

    Raises:
        NotFound: it does not exist in this company.
        WrongState: its goods have left.
    """
    _locked_for(uow, transfer_id, "cancel")
    uow.change(_T, transfer_id, {"state": TransferState.CANCELLED})
    uow.audit("cancelled", record="stock_transfer", record_id=transfer_id)


def send_transfer(
    uow: UnitOfWork,
    transfer_id: UUID,
    *,
    directly: bool = False,
    sent_on: date | None = None,
    lots: Sequence[LotsOfLine] = (),
) -> None:
    """Let the goods of a transfer leave; no value moves, for it does not depend on where goods lie.

    They lie in transit until they arrive or, sent `directly`, in the other warehouse at once. Lots leave as named, or
    what expires first does.

    Raises:
        NotFound: it does not exist in this company.
        WrongState: it is no draft.
        WarehouseUnusable, OwnersDiffer: a warehouse was switched off, or keeps others' goods by now.
        EntrustedDirectly: goods of another owner would be on their way, where all goods are ours.
        StockInsufficient: less lies there and is promised to nobody; each line is named.
        LineUnknown, LotsMissing, LotUnknown, LotShort: the lots of a line are not said, or do not lie there.
        PlaceFrozen: a product is being counted there.
        PeriodClosed: the day lies in a closed period.
    """
    found = _locked_for(uow, transfer_id, "send_directly" if directly else "send")
    head = found.head
    here, _ = _ends(uow, head["from_warehouse_id"], head["to_warehouse_id"])
    if here.kind == ENTRUSTED and not directly:
        raise EntrustedDirectly
    day = sent_on or head["sent_on"]
    document = GoodsDocument(
        type="stock_transfer",
        id=transfer_id,
        series=TRANSFER_SERIES,
        occurred_on=day,
        contra_role="",
        takes_expired=True,
    )
    where_to = head["to_warehouse_id"] if directly else transit_warehouse(uow)
    named = {item.line_id: item.lots for item in lots}
    unknown = named.keys() - {line["id"] for line in found.lines}
    if unknown:
        raise LineUnknown(line=str(min(unknown)))
    rows = [{**line, "lots": named.get(line["id"], ())} for line in found.lines]
    lines = [shifted(uow, row, head["from_warehouse_id"], where_to) for row in rows]
    number = shift(uow, document, lines).number
    if not directly:
        # What is on its way is told where it goes to, also where none of it ever lay.
        make_empty_places(uow, {(head["to_warehouse_id"], line["product_id"]) for line in found.lines})
    state = TransferState.DONE if directly else TransferState.SENT
    uow.change(_T, transfer_id, {"number": number, "sent_on": day, "state": state, "direct": directly})
    if directly:
        arrived = [{"id": line["id"], "arrived": line["quantity"]} for line in found.lines]
        uow.update_rows(STOCK_TRANSFER_LINE, arrived, assignments=("arrived = v.arrived",))
    uow.audit("sent", record="stock_transfer", record_id=transfer_id, title=number)


def shifted(
    uow: UnitOfWork, line: Mapping[Any, Any], from_warehouse_id: UUID, to_warehouse_id: UUID
) -> Shift:
    """A transfer's line as the ledger moves it; `line` names its own id, product and quantity."""
    return Shift(
        line_id=line["id"],
        arrival_id=uow.new_id(),
        line_no=line["line_no"],
        product_id=line["product_id"],
        product=line["product"],
        from_warehouse_id=from_warehouse_id,
        to_warehouse_id=to_warehouse_id,
        quantity=line["quantity"],
        lots=line["lots"],
    )


def _locked_for(uow: UnitOfWork, transfer_id: UUID, verb: str) -> LockedDocument:
    found = lock_transfer(uow, transfer_id)
    step("stock_transfer", TRANSFER, TransferState(found.head["state"]), verb)
    return found


def _ends(uow: UnitOfWork, from_warehouse_id: UUID, to_warehouse_id: UUID) -> tuple[House, House]:
    """Both warehouses of a transfer: goods have the same owner here and there."""
    here, there = (require_house(uow, one, ANYWHERE) for one in (from_warehouse_id, to_warehouse_id))
    if here.goods_owner_id != there.goods_owner_id:
        raise OwnersDiffer
    return here, there


def _entered(uow: UnitOfWork, draft: TransferDraft) -> dict[str, Any]:
    here, there = _ends(uow, draft.from_warehouse_id, draft.to_warehouse_id)
    if here == there:
        raise SamePlace
    require_goods(uow, [line.product_id for line in draft.lines])
    refuse_fractions(uow, draft.lines)
    return {
        "from_warehouse_id": here.id,
        "to_warehouse_id": there.id,
        "sent_on": draft.sent_on or uow.today,
        "note": draft.note,
    }


def _add_lines(uow: UnitOfWork, transfer_id: UUID, lines: Sequence[TransferLineDraft]) -> None:
    uow.insert(
        STOCK_TRANSFER_LINE,
        *(
            {
                "id": uow.new_id(),
                "transfer_id": transfer_id,
                "line_no": line_no,
                "product_id": line.product_id,
                "quantity": line.quantity,
            }
            for line_no, line in enumerate(lines, start=1)
        ),
    )
