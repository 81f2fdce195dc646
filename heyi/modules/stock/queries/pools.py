"""Reads of what goods are worth: the pools, and the moves that made them."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from sqlalchemy import and_, bindparam, select, tuple_

from heyi.modules.catalog import api as catalog
from heyi.modules.stock.models import STOCK_BALANCE, STOCK_POOL, WAREHOUSE
from heyi.modules.stock.queries.undone import telling_undone, without_undone
from heyi.modules.stock.rules import ZERO
from heyi.modules.stock.rules.houses import ENTRUSTED, USUAL
from heyi.modules.stock.rules.pools import Method
from heyi.modules.stock.rules.postings import Posting
from heyi.platform.unit_of_work import UnitOfWork

Place = tuple[UUID, UUID]
Sums = tuple[Decimal, Decimal]
# Of each product the day from which on it is told again.
Starts = Mapping[UUID, date]
_B, _P, _G = STOCK_BALANCE.c, STOCK_POOL.c, catalog.PRODUCT.table.c
_W = WAREHOUSE.table.c


@dataclass(frozen=True)
class Balance:
    """What lies in one place: `held` of `on_hand` is promised already, `blocked` of it is not free.

    In a `binned` warehouse it stands in bins, in the usual one if nobody says which. One that `may_run_short` gives
    what is all the same also before its paper came.

    `frozen_by` is a count that goes on there. Goods are told apart by lots or serial numbers (`tracking`), or by how
    good they are (`apart`), which begins where some of them wait to be looked at, as those do that are `inspected`;
    all three are asked for only where goods move. What has `expired` of it is asked for only where goods are promised,
    or leave that must not have.
    """

    on_hand: Decimal
    held: Decimal
    frozen_by: UUID | None = None
    blocked: Decimal = ZERO
    tracking: str = "none"
    inspected: bool = False
    apart: bool = False
    shelf_life_days: int | None = None
    product: str = ""
    binned: bool = False
    usual_bin_id: UUID | None = None
    kind: str = USUAL
    may_run_short: bool = False
    expired: Decimal = ZERO

    @property
    def is_ours(self) -> bool:
        """Whether these goods are the company's, or somebody else's that it keeps."""
        return self.kind != ENTRUSTED

    @property
    def available(self) -> Decimal:
        """What lies there and is free and promised to nobody; of what kind the place is, its verb knows.

        Below zero where goods expired after they were promised.
        """
        return self.on_hand - self.held - self.blocked - self.expired

    @property
    def is_detailed(self) -> bool:
        """Whether it is kept what of it is of which lot, how good it is and in which bin it stands."""
        return self.is_told_apart or self.binned

    @property
    def may_leave_first(self) -> bool:
        """Whether goods may leave here before the paper by which they came in."""
        return self.may_run_short and not self.is_detailed

    @property
    def is_told_apart(self) -> bool:
        """Whether not all goods of the product are the same."""
        return self.tracking != "none" or self.apart


@dataclass(frozen=True)
class LockedPool:
    """All goods of a product, locked: how many, worth what and where, how valued, its last move's place and day."""

    id: UUID
    on_hand: Decimal
    value: Decimal
    method: Method
    seq: int
    last_on: date | None
    method_since: date | None
    account: str
    standard: Decimal | None
    reckoned_seq: int


_NOTHING = Balance(ZERO, ZERO)
_OF_BALANCE = tuple(Balance.__dataclass_fields__.keys() - {"expired"})
_WANTED = (
    _B.tenant_id == bindparam("tenant"),
    tuple_(_B.warehouse_id, _B.product_id).in_(bindparam("places", expanding=True)),
)
# Every verb takes balances by product and warehouse, and a product's pool after its balances.
_ORDER = (_B.product_id, _B.warehouse_id)
_LOCK_BALANCES = (
    select(
        _B.warehouse_id,
        _B.product_id,
        _B.on_hand,
        _B.held,
        _B.frozen_by,
        _B.blocked,
        _G.tracking,
        _W.kind,
    )
    .join(catalog.PRODUCT.table, and_(_G.tenant_id == _B.tenant_id, _G.id == _B.product_id))
    .join(WAREHOUSE.table, and_(_W.tenant_id == _B.tenant_id, _W.id == _B.warehouse_id))
    .where(*_WANTED)
    .order_by(*_ORDER)
    # Of which kind a warehouse is does not change while balances name it.
    .with_for_update(of=_B.on_hand.table)
    # How a product is told apart stays what it is while it is promised.
    .suffix_with("FOR KEY SHARE OF product")
)
_LOCK_PLACES = (
    select(
        _B.warehouse_id,
        _B.product_id,
        _B.on_hand,
        _B.held,
        _B.frozen_by,
        _B.blocked,
        _B.apart,
        _G.tracking,
        _G.inspected,
        _G.shelf_life_days,
        _G.name.label("product"),
        _W.binned,
        _B.usual_bin_id,
        _W.kind,
        _W.may_run_short,
        _P.id.label("pool_id"),
        _P.on_hand.label("pooled"),
        _P.value,
        _P.method,
        _P.seq,
        _P.last_on,
        _P.method_since,
        _P.account,
        _P.standard,
        _P.reckoned_seq,
    )
    .join(
        STOCK_POOL,
        and_(_P.tenant_id == _B.tenant_id, _P.company_id == _B.company_id, _P.product_id == _B.product_id),
    )
    .join(catalog.PRODUCT.table, and_(_G.tenant_id == _B.tenant_id, _G.id == _B.product_id))
    .join(WAREHOUSE.table, and_(_W.tenant_id == _B.tenant_id, _W.id == _B.warehouse_id))
    .where(*_WANTED)
    .order_by(*_ORDER)
    .with_for_update(of=(_B.on_hand.table, _P.value.table))
    # How a product is told apart, and whether a warehouse has bins, stays what it is until the moves are written.
    .suffix_with("FOR KEY SHARE OF product FOR SHARE OF warehouse")
)


def lock_balances(uow: UnitOfWork, places: Collection[Place]) -> Mapping[Place, Balance]:
    """What lies in these places (warehouse, product), locked in key order until the transaction ends."""
    if not places:
        return {}
    rows = uow.rows(_LOCK_BALANCES, {"tenant": uow.tenant_id, "places": sorted(places)})
    found = {
        (row["warehouse_id"], row["product_id"]): Balance(
            row["on_hand"],
            row["held"],
            row["frozen_by"],
            row["blocked"],
            tracking=row["tracking"],
            kind=row["kind"],
        )
        for row in rows
    }
    return {place: found.get(place, _NOTHING) for place in places}


def lock_places(
    uow: UnitOfWork, places: Collection[Place]
) -> tuple[Mapping[Place, Balance], Mapping[UUID, LockedPool]]:
    """Balances of these places and pools of their products, locked; what never lay there is left out."""
    if not places:
        return {}, {}
    rows = uow.rows(_LOCK_PLACES, {"tenant": uow.tenant_id, "places": sorted(places)})
    balances = {
        (row["warehouse_id"], row["product_id"]): Balance(**{name: row[name] for name in _OF_BALANCE})
        for row in rows
    }
    pools = {
        row["product_id"]: LockedPool(
            row["pool_id"],
            row["pooled"],
            row["value"],
            Method(row["method"]),
            row["seq"],
            row["last_on"],
            row["method_since"],
            row["account"],
            row["standard"],
            row["reckoned_seq"],
        )
        for row in rows
    }
    return balances, pools


def lock_pools(
    uow: UnitOfWork, method: Method | None = None, product_ids: Collection[UUID] | None = None
) -> Mapping[UUID, LockedPool]:
    """Every pool of the company, or those valued by that method or of these products, locked in key order."""
    query = (
        select(STOCK_POOL)
        .where(_P.tenant_id == uow.tenant_id, _P.company_id == uow.company_id)
        .order_by(_P.product_id)
        .with_for_update()
    )
    if method is not None:
        query = query.where(_P.method == method)
    if product_ids is not None:
        query = query.where(_P.product_id.in_(sorted(product_ids)))
    names = (
        "id",
        "on_hand",
        "value",
        "seq",
        "last_on",
        "method_since",
        "account",
        "standard",
        "reckoned_seq",
    )
    return {
        row["product_id"]: LockedPool(**{name: row[name] for name in names}, method=Method(row["method"]))
        for row in uow.rows(query)
    }


def keep_costs(uow: UnitOfWork, product_ids: Collection[UUID]) -> None:
    """Let nothing change what goods of these products cost, nor find that it was wrong, until the verb ends."""
    mine = (_P.tenant_id == uow.tenant_id, _P.company_id == uow.company_id)
    query = select(_P.id).where(*mine, _P.product_id.in_(sorted(product_ids))).order_by(_P.product_id)
    uow.rows(query.with_for_update(read=True))


_SUMS = (
    "SELECT v.product_id, COALESCE(sum(m.quantity), 0), COALESCE(sum(m.value), 0) "
    "FROM unnest(%s::uuid[], %s::date[]) AS v(product_id, start) JOIN stock_move m ON m.tenant_id = %s "
    "AND m.company_id = %s AND m.product_id = v.product_id AND m.occurred_on < v.start AND m.kind <> 'entrusted' "
    "GROUP BY v.product_id"
)


def opening_sums(uow: UnitOfWork, starts: Starts) -> Mapping[UUID, Sums]:
    """How many of each product there were before its day, and what they were worth, as the books say now."""
    values = (list(starts), list(starts.values()), uow.tenant_id, uow.company_id)
    nothing = dict.fromkeys(starts, (ZERO, ZERO))
    return nothing | {one: (quantity, value) for one, quantity, value in uow.driver_rows(_SUMS, values)}


_HISTORY = (
    "SELECT m.id, m.line_id, m.origin_line_id, m.occurred_on, m.quantity, m.source_type, m.product_id, m.kind, "
    "m.value, m.adjusts_id, m.cost_account, m.seq, o.id, w.may_run_short "
    "FROM unnest(%s::uuid[], %s::date[]) AS v(product_id, start) "
    "JOIN stock_move m ON m.product_id = v.product_id AND m.occurred_on >= v.start "
    "JOIN warehouse w ON w.tenant_id = m.tenant_id AND w.id = m.warehouse_id "
    "LEFT JOIN stock_move o ON m.kind = 'adjustment' AND o.tenant_id = m.tenant_id AND o.company_id = m.company_id "
    "AND o.product_id = m.product_id AND o.line_id = m.origin_line_id "
    "AND o.kind IN ('receipt', 'return') "
    "WHERE m.tenant_id = %s AND m.company_id = %s AND m.kind NOT IN ('transfer', 'entrusted') "
    "ORDER BY m.product_id, m.occurred_on, m.seq"
)


def history(uow: UnitOfWork, starts: Starts) -> Mapping[UUID, list[Posting]]:
    """The moves of each product from its day on in their order, each with its corrections so far.

    What was taken back on its own day, and what took it back, are as if they had never been, so they are left out.
    """
    values = (list(starts), list(starts.values()), uow.tenant_id, uow.company_id)
    rows = without_undone(uow.driver_rows(_HISTORY, values))
    corrected: dict[UUID, Decimal] = defaultdict(Decimal)
    for row in rows:
        if row[9] is not None:
            corrected[row[9]] += row[8]
    found: dict[UUID, list[Posting]] = defaultdict(list)
    for (
        move_id,
        line_id,
        origin,
        on,
        quantity,
        _,
        product_id,
        kind,
        value,
        adjusts,
        account,
        seq,
        of_move_id,
        may_run_short,
    ) in rows:
        if adjusts is not None:
            continue
        recorded = value + corrected[move_id] if move_id in corrected else value
        known = None if kind == "issue" and origin is None else abs(recorded) if quantity else recorded
        found[product_id].append(
            Posting(
                move_id=move_id,
                line_id=line_id,
                occurred_on=on,
                seq=seq,
                quantity=quantity,
                value=known,
                origin_line_id=origin,
                of_move_id=of_move_id,
                recorded=recorded,
                cost_account=account,
                may_run_short=may_run_short,
            )
        )
    return found


_CAME_IN = telling_undone(
    "SELECT o.line_id, o.id, COALESCE((SELECT sum(r.quantity) FROM stock_move r WHERE r.tenant_id = o.tenant_id "
    "AND r.company_id = o.company_id AND r.product_id = o.product_id AND r.kind IN ('receipt', 'return') "
    "AND (r.occurred_on, r.seq) > (o.occurred_on, o.seq) AND r.occurred_on <= %s AND NOT undone(r)), 0) "
    "FROM stock_move o "
    "WHERE o.tenant_id = %s AND o.company_id = %s AND o.product_id = ANY(%s) AND o.line_id = ANY(%s) "
    "AND o.kind IN ('receipt', 'return')"
)


def came_in(
    uow: UnitOfWork, product_ids: Collection[UUID], line_ids: Collection[UUID], until: date
) -> Mapping[UUID, tuple[UUID, Decimal]]:
    """By line, the move by which its goods came in, and how many of the product came in after it until that day."""
    place = (until, uow.tenant_id, uow.company_id, sorted(product_ids), sorted(line_ids))
    return {line_id: (move_id, younger) for line_id, move_id, younger in uow.driver_rows(_CAME_IN, place)}


_LEFT_AT = (
    "SELECT o.line_id, -o.quantity, -o.value - COALESCE((SELECT sum(a.value) FROM stock_move a "
    "WHERE a.tenant_id = o.tenant_id AND a.adjusts_id = o.id), 0), "
    "COALESCE(sum(r.quantity), 0), COALESCE(sum(r.value + COALESCE((SELECT sum(a.value) FROM stock_move a "
    "WHERE a.tenant_id = r.tenant_id AND a.adjusts_id = r.id), 0)), 0) "
    "FROM stock_move o LEFT JOIN stock_move r ON r.tenant_id = o.tenant_id AND r.origin_line_id = o.line_id "
    "WHERE o.tenant_id = %s AND o.source_type = %s AND o.line_id = ANY(%s) AND o.kind = 'issue' "
    "GROUP BY o.tenant_id, o.id, o.line_id, o.quantity, o.value"
)


@dataclass(frozen=True)
class LeftAt:
    """What went for a line: how many, worth what by now, and how much of both came back since."""

    quantity: Decimal
    value: Decimal
    back: Decimal
    back_value: Decimal


def left_at(uow: UnitOfWork, source_type: str, line_ids: Sequence[UUID]) -> Mapping[UUID, LeftAt]:
    """What went for these lines of documents of a type, with its corrections; their pools are locked."""
    uow.flush()
    rows = uow.driver_rows(_LEFT_AT, (uow.tenant_id, source_type, list(line_ids)))
    return {line_id: LeftAt(*rest) for line_id, *rest in rows}
