"""Say how goods are valued, and reckon a month's average when the month is over."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import groupby
from uuid import UUID

from sqlalchemy import func, select

from heyi.kit.dates import Period
from heyi.modules.catalog import api as catalog
from heyi.modules.stock.actions.corrections import post_corrections
from heyi.modules.stock.actions.pools import (
    Correction,
    Source,
    name_of,
    refuse_another_worth,
    write_layers,
)
from heyi.modules.stock.actions.standards import begin_standards, refuse_unsaid
from heyi.modules.stock.contracts import Costing, CostRun
from heyi.modules.stock.errors import BelowZeroNow, CostsNotReckoned, MethodNeeded, NeverCameIn
from heyi.modules.stock.models import COST_RUN, COST_RUN_SERIES, COSTING_RULE, STOCK_POOL
from heyi.modules.stock.queries.below_zero import first_days, last_rates, unreckoned_since, unsettled
from heyi.modules.stock.queries.costing import costing, method_of, methods_for
from heyi.modules.stock.queries.layers import opening_layers
from heyi.modules.stock.queries.pools import LockedPool, history, lock_pools, opening_sums
from heyi.modules.stock.rules import ZERO
from heyi.modules.stock.rules.pools import CostUnknown, Layers, Method, Pool, month_values
from heyi.modules.stock.rules.postings import Posting
from heyi.platform import numbering
from heyi.platform.errors import NotFound
from heyi.platform.unit_of_work import UnitOfWork


def set_costing(uow: UnitOfWork, method: Method | None, *, category_id: UUID | None = None) -> Costing:
    """Value the company's goods, or a category's, by another method from today on; without one as those above it.

    It counts for all below that say nothing else, also for products that came from another category meanwhile. What
    left before stays at what it left at, and nothing may be dated before that day any more. Goods that go by the oldest
    first begin with their youngest receipts, at what the goods are worth now.

    Raises:
        NotFound: there is no such category.
        MethodNeeded: the company's own goods are valued somehow.
        CostsNotReckoned: a month's average of goods that would change is still to be reckoned.
        StandardMissing: goods that lie there would go by a standard that nobody has said.
        BelowZeroNow: goods that would change left before they came in, or did so this morning.
    """
    if category_id is not None and category_id not in catalog.categories(uow):
        raise NotFound(what="record.product_category")
    if category_id is None and method is None:
        raise MethodNeeded
    # Who comes second waits here, and finds the word of the first.
    uow.change_settings()
    before = method_of(uow, category_id)
    _keep(uow, method, category_id)
    record, record_id = (
        ("company", uow.company_id) if category_id is None else ("product_category", category_id)
    )
    changes = {"costing": [before, str(method_of(uow, category_id))]}
    uow.audit("changed", record=record, record_id=record_id, changes=changes)
    wanted = methods_for(uow, _pooled(uow))
    known = lock_pools(uow, product_ids=wanted)
    changed = {one: pool for one, pool in known.items() if pool.method != wanted[one]}
    waiting = _unreckoned(uow, changed)
    if waiting:
        raise CostsNotReckoned(count=waiting)
    below = unsettled(uow, changed)
    if below is not None:
        raise BelowZeroNow(product=below)
    for target in sorted({wanted[one] for one in changed}):
        _switch(uow, target, {one: pool for one, pool in changed.items() if wanted[one] is target})
    return costing(uow)


def _keep(uow: UnitOfWork, method: Method | None, category_id: UUID | None) -> None:
    if method is None:
        uow.driver_rows(_FORGET_RULE, (uow.tenant_id, uow.company_id, category_id))
        return
    row = {"company_id": uow.company_id, "category_id": category_id, "method": method}
    uow.driver_rows(
        _FORGET_RULE if category_id else _FORGET_OWN_RULE,
        (uow.tenant_id, uow.company_id, *([category_id] if category_id else [])),
    )
    uow.insert(COSTING_RULE, {"id": uow.new_id(), **row})
    uow.flush()


_FORGET_OWN_RULE = "DELETE FROM costing_rule WHERE tenant_id = %s AND company_id = %s AND category_id IS NULL"
_FORGET_RULE = "DELETE FROM costing_rule WHERE tenant_id = %s AND company_id = %s AND category_id = %s"


def _pooled(uow: UnitOfWork) -> list[UUID]:
    own = STOCK_POOL.c
    query = select(own.product_id).where(own.tenant_id == uow.tenant_id, own.company_id == uow.company_id)
    return [row["product_id"] for row in uow.rows(query)]


def _unreckoned(uow: UnitOfWork, pools: Mapping[UUID, LockedPool]) -> int:
    """How many of these pools have moves that no month's average reckons in."""
    own = STOCK_POOL.c
    query = select(func.count()).where(
        own.tenant_id == uow.tenant_id,
        own.id.in_(sorted(pool.id for pool in pools.values())),
        own.method == Method.MONTH_AVERAGE,
        own.seq > own.reckoned_seq,
    )
    return int(uow.scalar(query)) if pools else 0


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
    if method == Method.STANDARD:
        refuse_unsaid(uow, pools)
    uow.update_rows(STOCK_POOL, rows, assignments=[f"{name} = v.{name}" for name in names])
    uow.driver_rows(_FORGET_LAYERS, (uow.tenant_id, uow.company_id, sorted(pools)))
    if method == Method.FIFO:
        write_layers(uow, _layered(uow, pools))
    if method == Method.STANDARD:
        begin_standards(uow, {one: replace(pool, method=method) for one, pool in pools.items()})


_FORGET_LAYERS = "DELETE FROM stock_layer WHERE tenant_id = %s AND company_id = %s AND product_id = ANY(%s)"


def _layered(uow: UnitOfWork, pools: Mapping[UUID, LockedPool]) -> Mapping[UUID, Pool]:
    filled = {product_id: pool for product_id, pool in pools.items() if pool.on_hand}
    sums = {product_id: (pool.on_hand, pool.value) for product_id, pool in filled.items()}
    receipts = opening_layers(uow, dict.fromkeys(filled, date.max), sums) if filled else {}
    layered: dict[UUID, Pool] = {}
    for product_id, layers in receipts.items():
        for layer in layers:
            layer.value = ZERO
        pool = Layers(filled[product_id].on_hand, ZERO, layers=layers)
        pool.change(filled[product_id].value)
        layered[product_id] = pool
    return layered


def reckon_months(uow: UnitOfWork, period: Period) -> CostRun:
    """Give all that left in the month, and since, its month's weighted average (全月一次加权平均法).

    Earlier months that no average reckons in yet come first, and later months follow, for they begin with what the
    earlier ones leave. Whether goods could leave was asked where they lay when they did: what a month had not
    waits for those of the next, and a month is not closed before they came. What was posted stands; the difference is
    posted as adjustments of just those moves, with one entry a month. Reckoned again, it corrects what came since.

    Raises:
        NeverCameIn: it left before any came in, and nobody knows what it costs.
        PeriodClosed: a month with differences is closed.
    """
    pools = lock_pools(uow, Method.MONTH_AVERAGE)
    corrections: list[Correction] = []
    rows = []
    for product_id, (opening, moves) in _begin(uow, pools, period).items():
        pool = pools[product_id]
        found, value = _reckon(uow, (product_id, pool.account), opening, moves)
        refuse_another_worth(uow, pool.on_hand, value)
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


def _begin(
    uow: UnitOfWork, pools: Mapping[UUID, LockedPool], period: Period
) -> Mapping[UUID, tuple[Pool, list[Posting]]]:
    """What lay there of each product when the month began, or an earlier one that what waits for goods goes back to."""
    if not pools:
        return {}
    since = unreckoned_since(uow)
    starts = {one: min(period.first_day, since.get(one, period.first_day)) for one in pools}
    sums = opening_sums(uow, starts)
    below = {one: starts[one] for one in pools if sums[one][0] < ZERO}
    if below:
        earlier = first_days(uow, below, below)
        starts |= earlier
        sums = {**sums, **opening_sums(uow, earlier)}
    moves = history(uow, starts)
    rates = last_rates(uow, {one: starts[one] for one in pools if sums[one][0] <= ZERO})
    found: dict[UUID, tuple[Pool, list[Posting]]] = {}
    for one, pool in pools.items():
        last = rates.get(one, None if pool.standard is None else (pool.standard, Decimal(1)))
        found[one] = (Pool(*sums[one], last=last), moves.get(one, []))
    return found


def _reckon(
    uow: UnitOfWork, of: tuple[UUID, str], opening: Pool, moves: Sequence[Posting]
) -> tuple[list[Correction], Decimal]:
    """The corrections of one product month by month, and what its goods are worth after the last.

    What left a month beyond what there was waits for the goods of the next one and costs what they do.
    """
    product_id, account = of
    corrections: dict[UUID, Correction] = {}
    waiting: list[Posting] = []
    owed = ZERO
    for _, found in groupby(moves, key=lambda move: Period.from_date(move.occurred_on)):
        month = list(found)
        leaving = [*waiting, *(move for move in month if move.value is None)]
        received = Pool()
        for move in month:
            if move.value is not None and move.recorded is not None:
                received.on_hand += move.quantity
                received.value += move.recorded
        try:
            values, covered = month_values(opening, received, (-move.quantity for move in leaving))
        except CostUnknown:
            raise NeverCameIn(product=name_of(uow, product_id)) from None
        waiting = leaving[covered:]
        there = Pool(opening.on_hand + received.on_hand, opening.value + received.value)
        for move, value in zip(leaving, values, strict=True):
            corrections.pop(move.move_id, None)
            if move.recorded is not None and -value != move.recorded:
                difference = -value - move.recorded
                corrections[move.move_id] = Correction(
                    product_id=product_id, account=account, move=move, difference=difference
                )
        opening = Pool(
            there.on_hand - sum((-move.quantity for move in leaving[:covered]), ZERO),
            there.value - sum(values[:covered], ZERO),
            last=there.rate or opening.last,
        )
        owed = sum(values[covered:], ZERO)
    return list(corrections.values()), opening.value - owed
