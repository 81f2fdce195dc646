"""What of goods that came in may go back, and what did: of which lot, and how good."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from decimal import Decimal
from uuid import UUID

from sqlalchemy import and_, func, select, tuple_

from heyi.modules.stock.contracts.lots import LyingPart, MayGoBack, QualityPart
from heyi.modules.stock.models import FREE, STOCK_BALANCE, STOCK_MOVE, STOCK_MOVE_DETAIL, WAREHOUSE
from heyi.modules.stock.queries.lapsed import lapsed
from heyi.modules.stock.queries.lots import lots_of_lines, lying
from heyi.modules.stock.queries.pools import Place
from heyi.modules.stock.rules.lots import Lying, first_to_go
from heyi.platform.unit_of_work import UnitOfWork

_B, _W, _M, _MD = STOCK_BALANCE.c, WAREHOUSE.table.c, STOCK_MOVE.table.c, STOCK_MOVE_DETAIL.c


def may_go_back(uow: UnitOfWork, source_type: str, lines: Mapping[UUID, Place]) -> Mapping[UUID, MayGoBack]:
    """By line of a type of document, what of its goods lies where they came in, in the order in which it goes back.

    Of goods with lots that is what lies of the lots that the line brought. What is promised to somebody stays; where
    goods may leave before they came in, there is no most.
    """
    if not lines:
        return {}
    rows = uow.rows(
        select(
            _B.warehouse_id,
            _B.product_id,
            _B.on_hand,
            (_B.on_hand - _B.held + lapsed(uow)).label("open"),
            _W.may_run_short,
        )
        .join(WAREHOUSE.table, and_(_W.tenant_id == _B.tenant_id, _W.id == _B.warehouse_id))
        .where(
            _B.tenant_id == uow.tenant_id,
            tuple_(_B.warehouse_id, _B.product_id).in_(sorted(set(lines.values()))),
        )
    )
    balances = {(row["warehouse_id"], row["product_id"]): row for row in rows}
    here: dict[Place, list[Lying]] = defaultdict(list)
    for one in lying(uow, set(lines.values())):
        here[one.warehouse_id, one.product_id].append(one)
    kept = [line_id for line_id, place in lines.items() if here[place]]
    brought = lots_of_lines(uow, source_type, kept)
    found = {}
    for line_id, place in lines.items():
        lots = {of.lot.id for of in brought.get(line_id, ()) if of.lot}
        parts = [row for row in here[place] if not lots or row.lot_id in lots]
        balance = balances.get(place)
        most = balance["open"] if balance else Decimal(0)
        if balance and balance["may_run_short"] and not parts:
            found[line_id] = MayGoBack(most=None, parts=[])
            continue
        if parts:
            most = min(most, sum((row.left for row in parts), Decimal(0)))
        goes = first_to_go(parts, day=uow.today, expired=True, unfree=True)
        told = [_part(row) for row in goes]
        if balance and not here[place] and balance["on_hand"] > 0:
            # What nothing keeps apart is free, all of it.
            told = [LyingPart("", FREE, balance["on_hand"], None, None)]
        found[line_id] = MayGoBack(most=max(most, Decimal(0)), parts=told)
    return found


def _part(row: Lying) -> LyingPart:
    return LyingPart(row.number, row.quality, row.left, row.expires_on, row.bin)


def qualities_of(
    uow: UnitOfWork, source_type: str, line_ids: Collection[UUID]
) -> Mapping[UUID, list[QualityPart]]:
    """In which quality the goods of these lines of a type of document were; nothing where none is kept."""
    told = (_M.line_id, _MD.quality)
    query = (
        select(*told, func.abs(func.sum(_MD.quantity)).label("quantity"))
        .select_from(STOCK_MOVE.table)
        .join(STOCK_MOVE_DETAIL, and_(_MD.tenant_id == _M.tenant_id, _MD.move_id == _M.id))
        .where(
            _M.tenant_id == uow.tenant_id,
            _M.company_id == uow.company_id,
            _M.source_type == source_type,
            _M.line_id.in_(sorted(line_ids)),
        )
        .group_by(*told)
        .order_by(*told)
    )
    found: dict[UUID, list[QualityPart]] = defaultdict(list)
    for row in uow.rows(query):
        found[row["line_id"]].append(QualityPart(row["quality"], row["quantity"]))
    return found
