"""Promise goods to a document's lines, and let go of what is not needed."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from uuid import UUID

from heyi.kit.quantity import summed
from heyi.modules.stock.actions.lapsing import KEYS, let_go, quantities, without_lapsed
from heyi.modules.stock.contracts import HeldFor, Wanted
from heyi.modules.stock.errors import NeverCameIn, NotPromised, StockInsufficient
from heyi.modules.stock.models import STOCK_BALANCE, STOCK_HOLD
from heyi.modules.stock.queries import make_empty_places
from heyi.modules.stock.queries.expired import with_expired
from heyi.modules.stock.queries.pools import Balance, Place, lock_balances
from heyi.modules.stock.rules import ZERO
from heyi.modules.stock.rules.houses import USUAL
from heyi.modules.stock.rules.taking_over import Kept, TakenOver, take_over
from heyi.platform.errors import FieldProblem
from heyi.platform.http.answers import number_text
from heyi.platform.unit_of_work import UnitOfWork

# What came may end a shortage.
STILL_SHORT = "short = t.short AND t.on_hand + v.on_hand < t.held + t.blocked"


def hold(
    uow: UnitOfWork,
    *,
    source_type: str,
    source_id: UUID,
    wanted: Sequence[Wanted],
    expires_on: date | None = None,
    takes_over: HeldFor | None = None,
) -> Mapping[UUID, Decimal]:
    """Hold the goods for these lines, all or none; what is held can be promised to nobody else.

    With `expires_on` they are kept up to and including that day, and only what lies there is. What has expired is
    promised to nobody. What is held for the
    document in `takes_over` serves these lines first, with no instant in between at which another could have it: how
    many were taken of each of its lines is given back. It ran out, or was let go, if nothing was.

    Raises:
        NotPromised: a warehouse holds its goods back, or keeps another's.
        StockInsufficient: lines want more than is available; each is named with wanted and available.
        NeverCameIn: goods would be promised before they come in, of which none ever did.
    """
    if not wanted:
        return {}
    balances = lock_balances(uow, quantities(wanted))
    refuse_not_promised(balances)
    taken = _take_over(uow, wanted, takes_over) if takes_over else TakenOver({}, {})
    more = _needed_beyond(wanted, taken.served)
    balances = without_lapsed(uow, more, with_expired(uow, balances, uow.today))
    short = may_run_short(uow, wanted, balances, taken.served) if expires_on is None else set()
    refuse_shortage(wanted, balances, taken.served, allowed=short)
    if short:
        make_empty_places(uow, short)
    hold_more(uow, more, short)
    for line in wanted:
        uow.insert(
            STOCK_HOLD,
            {
                "id": uow.new_id(),
                "company_id": uow.company_id,
                "warehouse_id": line.warehouse_id,
                "product_id": line.product_id,
                "source_type": source_type,
                "source_id": source_id,
                "line_id": line.line_id,
                "day": line.day,
                "quantity": line.quantity,
                "expires_on": expires_on,
            },
        )
    return taken.taken


def hold_more(uow: UnitOfWork, more: Mapping[Place, Decimal], short: Collection[Place]) -> None:
    """Promise so many more of what lies in these locked places; those that are `short` need not have them.

    Raises:
        StockInsufficient: a place has less.
    """
    rows = [
        {"warehouse_id": place[0], "product_id": place[1], "held": quantity, "short": place in short}
        for place, quantity in more.items()
    ]
    if not rows:
        return
    held = uow.update_rows(
        STOCK_BALANCE,
        rows,
        keys=KEYS,
        assignments=("held = t.held + v.held", "short = t.short OR v.short"),
        condition="(v.short OR t.on_hand - t.held - t.blocked >= v.held)",
        returning="t.id",
    )
    if len(held) != len(rows):
        raise StockInsufficient


def _needed_beyond(wanted: Sequence[Wanted], served: Mapping[UUID, Decimal]) -> dict[Place, Decimal]:
    """How many more must be held in each place than is held for these lines already."""
    beyond = summed(
        ((line.warehouse_id, line.product_id), line.quantity - served.get(line.line_id, ZERO))
        for line in wanted
    )
    return {place: quantity for place, quantity in beyond.items() if quantity > ZERO}


_STILL_KEPT = (
    "SELECT line_id, warehouse_id, product_id, quantity - consumed - released FROM stock_hold "
    "WHERE tenant_id = %s AND source_type = %s AND source_id = %s AND quantity > consumed + released "
    "AND (expires_on IS NULL OR expires_on >= %s) ORDER BY line_id"
)


def _take_over(uow: UnitOfWork, wanted: Sequence[Wanted], held_for: HeldFor) -> TakenOver:
    """Consume what is kept for a document, as far as these lines want it; nobody else can, their places are locked."""
    kept = uow.driver_rows(_STILL_KEPT, (uow.tenant_id, held_for.source_type, held_for.source_id, uow.today))
    shared = take_over(wanted, [Kept(line, (house, product), rest) for line, house, product, rest in kept])
    rows = [
        {"source_type": held_for.source_type, "line_id": line_id, "consumed": quantity}
        for line_id, quantity in shared.taken.items()
    ]
    if rows:
        uow.update_rows(
            STOCK_HOLD,
            rows,
            keys=("source_type", "line_id"),
            assignments=("consumed = t.consumed + v.consumed",),
        )
    return shared


def redate(uow: UnitOfWork, *, source_type: str, days: Mapping[UUID, date | None]) -> None:
    """Have what is held for these lines of a document wanted for these days; who writes the document holds it."""
    rows = [{"source_type": source_type, "line_id": line_id, "day": day} for line_id, day in days.items()]
    uow.update_rows(STOCK_HOLD, rows, keys=("source_type", "line_id"), assignments=("day = v.day",))


# What somebody holds changes only under the locks of its places, as whoever is short there lets go of what ran out.
_LOCK_HELD = (
    "SELECT b.id FROM stock_balance b WHERE b.tenant_id = %s AND (b.warehouse_id, b.product_id) IN ("
    "SELECT h.warehouse_id, h.product_id FROM stock_hold h WHERE h.tenant_id = %s AND h.source_type = %s "
    "AND h.source_id = ANY(%s) AND h.quantity > h.consumed + h.released) "
    "ORDER BY b.product_id, b.warehouse_id FOR UPDATE OF b"
)
_RELEASE = (
    "UPDATE stock_hold SET released = quantity - consumed "
    "WHERE tenant_id = %s AND source_type = %s AND source_id = ANY(%s) AND consumed + released < quantity "
    "RETURNING warehouse_id, product_id, released"
)
_EXTEND = (
    "UPDATE stock_hold SET expires_on = %s "
    "WHERE tenant_id = %s AND source_type = %s AND source_id = ANY(%s) AND consumed + released < quantity "
    "AND expires_on >= %s RETURNING line_id"
)


def release(uow: UnitOfWork, *, source_type: str, source_ids: Sequence[UUID]) -> None:
    """Let go of everything still held for these documents, which are locked; nothing held is no error."""
    if _lock_held(uow, source_type, source_ids):
        let_go(uow, uow.driver_rows(_RELEASE, (uow.tenant_id, source_type, list(source_ids))))


def keep_until(uow: UnitOfWork, *, source_type: str, source_id: UUID, day: date) -> bool:
    """Keep what is still held for a locked document up to that day; False where nothing is any more."""
    if not _lock_held(uow, source_type, [source_id]):
        return False
    return bool(uow.driver_rows(_EXTEND, (day, uow.tenant_id, source_type, [source_id], uow.today)))


def _lock_held(uow: UnitOfWork, source_type: str, source_ids: Sequence[UUID]) -> bool:
    values = (uow.tenant_id, uow.tenant_id, source_type, list(source_ids))
    return bool(uow.driver_rows(_LOCK_HELD, values))


_ALLOWED = (
    "SELECT w.id, p.id, p.name, s.seq > 0 OR s.standard IS NOT NULL "
    "FROM unnest(%s::uuid[], %s::uuid[]) AS v(warehouse, product) "
    "JOIN warehouse w ON w.tenant_id = %s AND w.id = v.warehouse AND w.may_run_short AND NOT w.binned "
    "JOIN product p ON p.tenant_id = w.tenant_id AND p.id = v.product AND p.tracking = 'none' AND NOT p.inspected "
    "LEFT JOIN stock_pool s ON s.tenant_id = w.tenant_id AND s.company_id = w.company_id AND s.product_id = p.id "
    "LEFT JOIN stock_balance b ON b.tenant_id = w.tenant_id AND b.warehouse_id = w.id AND b.product_id = p.id "
    "WHERE b.apart IS NOT TRUE "
    "FOR SHARE OF w FOR KEY SHARE OF p"
)


def may_run_short(
    uow: UnitOfWork,
    wanted: Sequence[Wanted],
    balances: Mapping[Place, Balance],
    served: Mapping[UUID, Decimal] = MappingProxyType({}),
) -> set[Place]:
    """Those of the places where less is available than these lines want, and whose warehouse lets them run short.

    What is held for a line already serves it. Only where something is short is anything asked. Goods that are told
    apart never run short: what lies nowhere is of
    no lot.

    Raises:
        NeverCameIn: none of these goods ever came in, so that nobody knows what they cost.
    """
    short = [
        place
        for place, quantity in _needed_beyond(wanted, served).items()
        if quantity > (balances[place].available if place in balances else ZERO)
    ]
    if not short:
        return set()
    columns = ([house for house, _ in short], [product for _, product in short])
    found = uow.driver_rows(_ALLOWED, (*columns, uow.tenant_id))
    unknown = sorted(name for *_, name, is_known in found if not is_known)
    if unknown:
        raise NeverCameIn(product=unknown[0])
    return {(house, product) for house, product, *_ in found}


def refuse_not_promised(balances: Mapping[Place, Balance]) -> None:
    """Refuse to promise goods, or to let promised ones leave, from where nothing is promised.

    Raises:
        NotPromised: a warehouse holds its goods back, or keeps another's.
    """
    if any(balance.kind != USUAL for balance in balances.values()):
        raise NotPromised


def refuse_shortage(
    wanted: Sequence[Wanted],
    balances: Mapping[Place, Balance],
    unfree: Mapping[UUID, Decimal] = MappingProxyType({}),
    allowed: Collection[Place] = (),
) -> None:
    """Refuse lines that want more than is available, each by name; of a line, so many are taken of what is not free.

    Places that are `allowed` to run short have enough of everything.

    Raises:
        StockInsufficient: some do.
    """
    left = {place: balance.available for place, balance in balances.items()}
    problems = []
    for line in wanted:
        place = (line.warehouse_id, line.product_id)
        left.setdefault(place, ZERO)
        wants = line.quantity - unfree.get(line.line_id, ZERO)
        if wants > left[place] and place not in allowed:
            shown = {"line": line.line_no, "product": line.product}
            amounts = {"wanted": number_text(line.quantity), "available": number_text(max(left[place], ZERO))}
            problems.append(
                FieldProblem(f"lines.{line.line_no - 1}.quantity", "stock_insufficient", shown | amounts)
            )
        left[place] -= wants
    if problems:
        raise StockInsufficient(problems=problems, lines=[dict(problem.params) for problem in problems])
