"""Another's goods in our keeping become ours (买断): they leave his warehouse as they come into one of ours."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from uuid import UUID

from sqlalchemy import select

from heyi.modules.stock.actions.issues import IssueDraft, post_issue
from heyi.modules.stock.actions.pools import lock_or_make_places
from heyi.modules.stock.contracts import Incoming, IssueLineDraft, LotPart
from heyi.modules.stock.errors import OwnersDiffer
from heyi.modules.stock.models import BOUGHT_OUT, STOCK_ISSUE_LINE
from heyi.modules.stock.queries import require_house
from heyi.modules.stock.queries.lots import line_lots
from heyi.modules.stock.rules.houses import ENTRUSTED
from heyi.platform.unit_of_work import UnitOfWork


def buy_out(
    uow: UnitOfWork,
    *,
    warehouse_id: UUID,
    owner_id: UUID,
    lines: Sequence[Incoming],
    bought_on: date,
    note: str | None = None,
) -> tuple[UUID, list[Incoming]]:
    """Let goods leave the warehouse in which we keep them for their owner, to be received as ours.

    Gives back the id of the issue that says so, and the lines with the lots that left, where they named none.

    Raises:
        WarehouseUnusable, NotOurGoods: the warehouse is none that keeps others' goods.
        OwnersDiffer: it keeps those of somebody else.
        StockInsufficient: less of them lies there; each line is named.
        LotsMissing, LotUnknown, LotShort, LotExpired: the lots of a line are not said, or cannot leave.
        PlaceFrozen: a product is being counted there.
        PeriodClosed: the day lies in a closed period.
    """
    house = require_house(uow, warehouse_id, (ENTRUSTED,))
    if house.goods_owner_id != owner_id:
        raise OwnersDiffer
    # Both places of a product are taken before its pool, as everybody takes them.
    places = {(place, line.product_id) for line in lines for place in (house.id, line.warehouse_id)}
    lock_or_make_places(uow, places)
    drafts = [
        IssueLineDraft(product_id=line.product_id, quantity=line.quantity, lots=_out_of_no_bin(line.lots))
        for line in lines
    ]
    issue_id = post_issue(
        uow,
        IssueDraft(reason=BOUGHT_OUT, warehouse_id=house.id, issued_on=bought_on, note=note, lines=drafts),
    )
    left = _lots_that_left(uow, issue_id)
    return issue_id, [
        line if any(part.number for part in line.lots) else _with_lots(line, lots)
        for line, lots in zip(lines, left, strict=True)
    ]


def _out_of_no_bin(lots: Sequence[LotPart]) -> tuple[LotPart, ...]:
    """A bin that a line names is the one its goods come into."""
    return tuple(replace(part, bin=None) for part in lots if part.number)


def _lots_that_left(uow: UnitOfWork, issue_id: UUID) -> list[list[LotPart]]:
    uow.flush()
    line = STOCK_ISSUE_LINE.c
    query = (
        select(line.id)
        .where(line.tenant_id == uow.tenant_id, line.issue_id == issue_id)
        .order_by(line.line_no)
    )
    ids = [row["id"] for row in uow.rows(query)]
    found: Mapping[UUID, Sequence[LotPart]] = {
        line_id: [LotPart(number=lot.number, quantity=lot.quantity) for lot in lots if lot.number]
        for line_id, lots in line_lots(uow, "stock_issue", ids).items()
    }
    return [list(found.get(line_id, ())) for line_id in ids]


def _with_lots(line: Incoming, lots: Sequence[LotPart]) -> Incoming:
    into = line.lots[0].bin if len(line.lots) == 1 else None
    return replace(line, lots=tuple(replace(part, bin=into) for part in lots)) if lots else line
