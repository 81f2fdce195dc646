"""Say how goods are valued, and reckon a month's average when the month is over."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import groupby
from uuid import UUID

from heyi.kit.dates import Period
from heyi.modules.stock.actions.pools import Correction, Source, post_corrections, was_short, write_layers
from heyi.modules.stock.contracts import Costing, CostRun
from heyi.modules.stock.errors import CostsNotReckoned
from heyi.modules.stock.models import COST_RUN, COST_RUN_SERIES, COSTING_RULE, STOCK_POOL
from heyi.modules.stock.queries.pools import (
    LockedPool,
    costing,
    history,
    lock_pools,
    opening_layers,
    opening_sums,
)
from heyi.modules.stock.rules import ZERO
from heyi.modules.stock.rules.pools import Layers, Method, Pool, PoolShort, month_values
from heyi.modules.stock.rules.postings import Posting
from heyi.platform import numbering
from heyi.platform.unit_of_work import UnitOfWork


def set_costing(uow: UnitOfWork, method: Method) -> Costing:
    """Value the company's goods by another method from today on; what left before stays at what it left at.

    Nothing may be dated before that day any more. Goods that go by the oldest first begin with their youngest receipts,
    at what the goods are worth now.

    Raises:
        CostsNotReckoned: a month's average is still to be reckoned.
    """
    before = costing(uow)
    if before.method == method:
        return before
    if before.waiting:
        raise CostsNotReckoned(count=before.waiting)
    row = {"company_id": uow.company_id, "method": method}
    uow.insert_missing(COSTING_RULE, [{"id": uow.new_id(), **row}], unique=("company_id",))
    uow.update_rows(COSTING_RULE, [row], keys=("company_id",), assignments=("method = v.method",))
    uow.change_settings()
    uow.audit(
        "changed",
        record="company",
        record_id=uow.company_id,
        changes={"costing": [before.method, str(method)]},
    )
    pools = lock_pools(uow)
    if pools:
        _switch(uow, method, pools)
    return Costing(method, 0)


def _switch(uow: UnitOfWork, method: Method, pools: Mapping[UUID, LockedPool]) -> None:
    rows = [
        {
            "id": pool.id,
            "method": method,
            "method_since": max(uow.today, pool.last_on or uow.today),
            "reckoned_seq": pool.seq,
        }
        for pool in pools.values()
    ]
    names = ("method", "method_since", "reckoned_seq")
    uow.update_rows(STOCK_POOL, rows, assignments=[f"{name} = v.{name}" for name in names])
    uow.driver_rows(_FORGET_LAYERS, (uow.tenant_id, uow.company_id))
    if method == Method.FIFO:
        write_layers(uow, _layered(uow, pools))


_FORGET_LAYERS = "DELETE FROM stock_layer WHERE tenant_id = %s AND company_id = %s"


def _layered(uow: UnitOfWork, pools: Mapping[UUID, LockedPool]) -> Mapping[UUID, Pool]:
    filled = {product_id: pool for product_id, pool in pools.items() if pool.on_hand}
    sums = {product_id: (pool.on_hand, pool.value) for product_id, pool in filled.items()}
    receipts = opening_layers(uow, list(filled), None, sums) if filled else {}
    layered: dict[UUID, Pool] = {}
    for product_id, layers in receipts.items():
        for layer in layers:
            layer.value = ZERO
        pool = Layers(filled[product_id].on_hand, ZERO, layers)
        pool.change(filled[product_id].value)
        layered[product_id] = pool
    return layered


def reckon_months(uow: UnitOfWork, period: Period) -> CostRun:
    """Give all that left in the month, and since, its month's weighted average (全月一次加权平均法).

    Later months follow, for they begin with what the earlier ones leave. What was posted stands; the difference is
    posted as adjustments of just those moves, with one entry a month. Reckoned again, it corrects what came since.

    Raises:
        StockWasShort: in some month more left than there was.
        PeriodClosed: a month with differences is closed.
    """
    pools = lock_pools(uow, Method.MONTH_AVERAGE)
    product_ids = list(pools)
    sums = opening_sums(uow, product_ids, period.first_day) if pools else {}
    moves = history(uow, product_ids, period.first_day) if pools else {}
    corrections: list[Correction] = []
    rows = []
    for product_id, pool in pools.items():
        found, value = _reckon(
            uow, (product_id, pool.account), Pool(*sums[product_id]), moves.get(product_id, [])
        )
        corrections += found
        rows.append({"id": pool.id, "value": value, "reckoned_seq": pool.seq})
    if rows:
        assignments = ("value = v.value", "reckoned_seq = v.reckoned_seq")
        uow.update_rows(STOCK_POOL, rows, assignments=assignments)
    run = CostRun(
        id=uow.new_id(),
        number=numbering.take(uow, COST_RUN_SERIES, uow.today)[0],
        period=str(period),
        products=len(pools),
        corrected=len(corrections),
        difference=sum((correction.difference for correction in corrections), ZERO),
    )
    names = ("id", "number", "period", "products", "corrected", "difference")
    row = {name: getattr(run, name) for name in names}
    uow.insert(COST_RUN.table, {"company_id": uow.company_id, "posted_at": uow.now, **row})
    post_corrections(uow, Source("cost_run", run.id, run.number), corrections)
    uow.audit("reckoned", record="cost_run", record_id=run.id, title=run.number)
    return run


def _reckon(
    uow: UnitOfWork, of: tuple[UUID, str], opening: Pool, moves: Sequence[Posting]
) -> tuple[list[Correction], Decimal]:
    """The corrections of one product month by month, and what its goods are worth after the last."""
    product_id, account = of
    corrections = []
    for _, found in groupby(moves, key=lambda move: Period.from_date(move.occurred_on)):
        month = list(found)
        leaving = [move for move in month if move.value is None]
        received = Pool()
        for move in month:
            if move.value is not None and move.recorded is not None:
                received.on_hand += move.quantity
                received.value += move.recorded
        try:
            values = month_values(opening, received, (-move.quantity for move in leaving))
        except PoolShort as short:
            raise was_short(uow, product_id, PoolShort(short.available, leaving[-1])) from None
        for move, value in zip(leaving, values, strict=True):
            if move.recorded is not None and -value != move.recorded:
                difference = -value - move.recorded
                found_wrong = Correction(
                    product_id=product_id, account=account, move=move, difference=difference
                )
                corrections.append(found_wrong)
        opening = Pool(
            opening.on_hand + received.on_hand - sum((-move.quantity for move in leaving), ZERO),
            opening.value + received.value - sum(values, ZERO),
        )
    return corrections, opening.value
