"""Value what a document moves: at once where it is the latest, else by replaying its product's pool from its day on.

A document dated back changes what the goods were worth that left after its day. What they were posted at stands; the
difference to what they are worth now is posted beside it, as an adjustment of just that move on its own day.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from uuid import UUID

from sqlalchemy import select

from heyi.modules.catalog import api as catalog
from heyi.modules.ledger import api as ledger
from heyi.modules.ledger.errors import PeriodClosed
from heyi.modules.stock.contracts import INVENTORY
from heyi.modules.stock.errors import MethodChangedSince, NeverCameIn, StandardMissing, StockWasShort
from heyi.modules.stock.models import STOCK_LAYER, STOCK_POOL
from heyi.modules.stock.queries import make_empty_places
from heyi.modules.stock.queries.below_zero import first_days, last_rates
from heyi.modules.stock.queries.costing import methods_for
from heyi.modules.stock.queries.layers import open_layers, opening_layers
from heyi.modules.stock.queries.pools import (
    Balance,
    LockedPool,
    Place,
    Starts,
    Sums,
    history,
    lock_places,
    opening_sums,
)
from heyi.modules.stock.rules import ZERO
from heyi.modules.stock.rules.pools import CostUnknown, Layer, Layers, Method, Pool, PoolShort, Standard
from heyi.modules.stock.rules.postings import Posting
from heyi.modules.stock.rules.replay import replay, undone
from heyi.platform.db.statement import Update
from heyi.platform.http.answers import number_text
from heyi.platform.unit_of_work import UnitOfWork

Locked = Mapping[UUID, LockedPool]
Postings = Mapping[UUID, Sequence[Posting]]


@dataclass(frozen=True)
class Source:
    """The document that causes moves: its type, id and number."""

    type: str
    id: UUID
    number: str


@dataclass(frozen=True, kw_only=True)
class Correction:
    """What a posted move is worth beside what it stands at; `account` is where its product's goods stand."""

    product_id: UUID
    account: str
    move: Posting
    difference: Decimal


@dataclass
class Valued:
    """The signed value of each new posting, by its move's id, what changes behind them, and the pools to be written."""

    values: dict[UUID, Decimal] = field(default_factory=dict)
    pools: dict[UUID, Pool] = field(default_factory=dict)
    corrections: list[Correction] = field(default_factory=list)
    change: Update | None = None


def lock_or_make_places(uow: UnitOfWork, places: Collection[Place]) -> tuple[Mapping[Place, Balance], Locked]:
    """Balances and pools of these places, locked in key order; where nothing ever lay they are made first."""
    balances, pools = lock_places(uow, places)
    missing = set(places) - balances.keys()
    if missing:
        _make_places(uow, missing)
        balances, pools = lock_places(uow, places)
    return balances, pools


def _make_places(uow: UnitOfWork, places: Collection[Place]) -> None:
    """Empty balances and pools: the first receipts of a product meet in their unique keys."""
    products = sorted({product_id for _, product_id in places})
    rules, methods = ledger.accounts(uow, products), methods_for(uow, products)
    pools = [
        {
            "id": uow.new_id(),
            "company_id": uow.company_id,
            "product_id": product_id,
            "on_hand": ZERO,
            "value": ZERO,
            "method": methods[product_id],
            "account": rules.of(INVENTORY, product_id=product_id),
        }
        for product_id in products
    ]
    make_empty_places(uow, places)
    uow.insert_missing(STOCK_POOL, pools, unique=("company_id", "product_id"))


def value_postings(uow: UnitOfWork, day: date, postings: Postings, locked: Locked) -> Valued:
    """Put new postings of a day into their products' locked pools; the caller writes `change` and the moves.

    Whether there is enough today is the caller's to know, who has locked the places: goods of a warehouse whose papers
    follow them may leave before they came in. They leave at the last known cost, and what comes in next covers them.

    Raises:
        NeverCameIn: goods would leave of which none ever came in, so that nobody knows what they cost.
        StockWasShort: at some moment since that day more would have left than there was.
        MethodChangedSince: a product was valued otherwise on that day.
        StandardMissing: a product is valued at a standard that nobody has said yet.
    """
    _refuse_before_method(day, locked)
    back = [one for one, new in postings.items() if _is_dated_back(locked[one], day, new)]
    valued = Valued()
    _append(
        uow,
        {product_id: postings[product_id] for product_id in postings if product_id not in back},
        locked,
        valued,
    )
    if back:
        _insert_back(
            uow, day, {product_id: postings[product_id] for product_id in sorted(back)}, locked, valued
        )
    valued.change = _change_of_pools(day, postings, locked, valued)
    write_layers(uow, valued.pools)
    return valued


def _is_dated_back(pool: LockedPool, day: date, new: Sequence[Posting]) -> bool:
    """Whether what is posted already may come to cost something else by it: later moves, or goods that left too early.

    A month's average is reckoned once the month is over, so nothing needs to be replayed for it before.
    """
    undone = any(posting.undone for posting in new)
    if (undone or pool.on_hand < ZERO) and pool.method is not Method.STANDARD:
        return True
    return pool.last_on is not None and day < pool.last_on and pool.method is not Method.MONTH_AVERAGE


def _refuse_before_method(day: date, locked: Locked) -> None:
    for pool in locked.values():
        if pool.method_since is not None and day < pool.method_since:
            raise MethodChangedSince(since=pool.method_since.isoformat())


def _append(uow: UnitOfWork, postings: Postings, locked: Locked, valued: Valued) -> None:
    by_layers = [product_id for product_id in postings if locked[product_id].method == Method.FIFO]
    layers = open_layers(uow, by_layers) if by_layers else {}
    empty = [
        product_id
        for product_id, new in postings.items()
        if not locked[product_id].on_hand and any(posting.quantity < 0 for posting in new)
    ]
    rates = last_rates(uow, dict.fromkeys(empty, date.max))
    for product_id, new in postings.items():
        row = locked[product_id]
        pool = _pool(uow, product_id, row, (row.on_hand, row.value), layers.get(product_id, []))
        pool.last = rates.get(product_id, pool.last)
        _run(uow, product_id, row.account, pool, new, valued)


def _insert_back(uow: UnitOfWork, day: date, postings: Postings, locked: Locked, valued: Valued) -> None:
    # What this verb posted before is part of what is replayed.
    uow.flush()
    starts: dict[UUID, date] = dict.fromkeys(postings, day)
    sums = opening_sums(uow, starts)
    unclear = [one for one in postings if _begins_unclear(locked[one], sums[one])]
    if unclear:
        monthly = [one for one in unclear if locked[one].method is Method.MONTH_AVERAGE]
        earlier = first_days(uow, dict.fromkeys(unclear, day), monthly)
        starts |= earlier
        sums = {**sums, **opening_sums(uow, earlier)}
    _replay_from(uow, (starts, day), postings, (locked, sums), valued)


def _begins_unclear(pool: LockedPool, sums: Sums) -> bool:
    """Whether what was there when the day began is still to be covered, or a month's average counts by months."""
    return pool.method is Method.MONTH_AVERAGE or (sums[0] < ZERO and pool.method is not Method.STANDARD)


def _replay_from(
    uow: UnitOfWork,
    days: tuple[Starts, date],
    postings: Postings,
    there: tuple[Locked, Mapping[UUID, Sums]],
    valued: Valued,
) -> None:
    """Replay each pool from its own day on, with new postings on the day."""
    (starts, day), (locked, sums) = days, there
    by_layers = {one: starts[one] for one in postings if locked[one].method == Method.FIFO}
    layers = opening_layers(uow, by_layers, sums) if by_layers else {}
    moves = history(uow, starts)
    rates = last_rates(uow, {one: starts[one] for one in postings if sums[one][0] <= 0})
    for product_id, new in postings.items():
        row = locked[product_id]
        pool = _pool(uow, product_id, row, sums[product_id], layers.get(product_id, []))
        pool.last = rates.get(product_id, pool.last)
        known, added = undone(moves.get(product_id, []), new)
        at = sum(1 for move in known if move.occurred_on <= day)
        # A month's average asks what there was when the month is over.
        guarded = row.method is not Method.MONTH_AVERAGE
        _run(uow, product_id, row.account, pool, [*known[:at], *added, *known[at:]], valued, guarded=guarded)


def refuse_another_worth(uow: UnitOfWork, on_hand: Decimal, value: Decimal) -> None:
    """What left in a closed month keeps its value; refuse what would leave the goods beside it an impossible one.

    Raises:
        PeriodClosed: no goods would be worth something, or goods less than nothing.
    """
    if value and (value > ZERO, value < ZERO) != (on_hand > ZERO, on_hand < ZERO):
        raise PeriodClosed(period=ledger.latest_closed(uow) or "")


def _pool(uow: UnitOfWork, product_id: UUID, row: LockedPool, sums: Sums, layers: list[Layer]) -> Pool:
    standard = None if row.standard is None else (row.standard, Decimal(1))
    if row.method == Method.FIFO:
        return Layers(*sums, last=standard, layers=layers)
    if row.method != Method.STANDARD:
        return Pool(*sums, last=standard)
    if row.standard is None:
        raise StandardMissing(product=name_of(uow, product_id))
    return Standard(*sums, fixed_upto=row.reckoned_seq, price=row.standard)


def _run(
    uow: UnitOfWork,
    product_id: UUID,
    account: str,
    pool: Pool,
    postings: Sequence[Posting],
    valued: Valued,
    *,
    guarded: bool = False,
) -> None:
    try:
        values = replay(pool, postings, guarded=guarded)
    except PoolShort as short:
        raise was_short(uow, product_id, short) from None
    except CostUnknown:
        raise NeverCameIn(product=name_of(uow, product_id)) from None
    if not isinstance(pool, Standard):
        refuse_another_worth(uow, pool.on_hand, pool.value)
    valued.pools[product_id] = pool
    for posting, value in zip(postings, values, strict=True):
        if posting.recorded is None:
            valued.values[posting.move_id] = value
        elif value != posting.recorded:
            difference = value - posting.recorded
            found = Correction(product_id=product_id, account=account, move=posting, difference=difference)
            valued.corrections.append(found)


def was_short(uow: UnitOfWork, product_id: UUID, short: PoolShort) -> StockWasShort:
    """Say which goods were short on which day."""
    product = name_of(uow, product_id)
    day = short.posting.occurred_on.isoformat() if short.posting else ""
    return StockWasShort(product=product, day=day, available=number_text(short.available))


def name_of(uow: UnitOfWork, product_id: UUID) -> str:
    """What a product is called, for who is told of it."""
    known = catalog.PRODUCT.table.c
    query = select(known.name).where(known.tenant_id == uow.tenant_id, known.id == product_id)
    return str(uow.scalar(query))


def _change_of_pools(day: date, postings: Postings, locked: Locked, valued: Valued) -> Update | None:
    rows = [
        {
            "id": locked[product_id].id,
            "on_hand": pool.on_hand,
            "value": pool.value,
            "seq": len(postings[product_id]),
            "last_on": day,
            "reckoned_seq": _still_reckoned(locked[product_id], valued.corrections, product_id),
        }
        for product_id, pool in valued.pools.items()
    ]
    return Update(STOCK_POOL, rows, ("id",), _POOL_CHANGES) if rows else None


def _still_reckoned(pool: LockedPool, corrections: Sequence[Correction], product_id: UUID) -> int:
    """Up to which move a month's average still counts: a replay puts what it corrects at the moving average again."""
    if pool.method is not Method.MONTH_AVERAGE:
        return pool.reckoned_seq
    moved = (found.move.seq - 1 for found in corrections if found.product_id == product_id)
    return min(moved, default=pool.reckoned_seq)


_POOL_CHANGES = (
    "on_hand = v.on_hand",
    "value = v.value",
    "seq = t.seq + v.seq",
    "last_on = GREATEST(t.last_on, v.last_on)",
    "reckoned_seq = LEAST(t.reckoned_seq, v.reckoned_seq)",
)
_FORGET_LAYERS = "DELETE FROM stock_layer WHERE tenant_id = %s AND company_id = %s AND product_id = ANY(%s)"


def write_layers(uow: UnitOfWork, pools: Mapping[UUID, Pool]) -> None:
    """Keep what is left of each receipt of those pools that go by layers."""
    layered = {product_id: pool for product_id, pool in pools.items() if isinstance(pool, Layers)}
    if not layered:
        return
    uow.driver_rows(_FORGET_LAYERS, (uow.tenant_id, uow.company_id, sorted(layered)))
    for product_id, pool in layered.items():
        for layer in pool.layers:
            uow.insert(
                STOCK_LAYER,
                {
                    "id": uow.new_id(),
                    "company_id": uow.company_id,
                    "product_id": product_id,
                    "move_id": layer.move_id,
                    "occurred_on": layer.occurred_on,
                    "seq": layer.seq,
                    "quantity": layer.quantity,
                    "value": layer.value,
                },
            )
