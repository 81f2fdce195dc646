"""Promise goods to a document's lines, and let go of what is not needed."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from uuid import UUID

from heyi.kit.quantity import summed
from heyi.modules.stock.contracts import Wanted
from heyi.modules.stock.errors import NeverCameIn, NotPromised, StockInsufficient
from heyi.modules.stock.models import STOCK_BALANCE, STOCK_HOLD
from heyi.modules.stock.queries import make_empty_places
from heyi.modules.stock.queries.pools import Balance, Place, lock_balances
from heyi.modules.stock.rules import ZERO
from heyi.modules.stock.rules.houses import USUAL
from heyi.platform.errors import FieldProblem
from heyi.platform.http.answers import number_text
from heyi.platform.unit_of_work import UnitOfWork

_KEYS = ("warehouse_id", "product_id")
# What came, or is held no more, may end a shortage.
STILL_SHORT = "short = t.short AND t.on_hand + v.on_hand < t.held + t.blocked"
STILL_SHORT_HELD = "short = t.short AND t.on_hand < t.held - v.held + t.blocked"


def hold(uow: UnitOfWork, *, source_type: str, source_id: UUID, wanted: Sequence[Wanted]) -> None:
    """Hold the goods for these lines, all or none; what is held can be promised to nobody else.

    Raises:
        NotPromised: a warehouse holds its goods back, or keeps another's.
        StockInsufficient: lines want more than is available; each is named with wanted and available.
        NeverCameIn: goods would be promised before they come in, of which none ever did.
    """
    if not wanted:
        return
    needed = summed(((line.warehouse_id, line.product_id), line.quantity) for line in wanted)
    balances = lock_balances(uow, needed)
    refuse_not_promised(balances)
    short = may_run_short(uow, wanted, balances)
    refuse_shortage(wanted, balances, allowed=short)
    if short:
        make_empty_places(uow, short)
    rows = [
        {"warehouse_id": place[0], "product_id": place[1], "held": quantity, "short": place in short}
        for place, quantity in needed.items()
    ]
    held = uow.update_rows(
        STOCK_BALANCE,
        rows,
        keys=_KEYS,
        assignments=("held = t.held + v.held", "short = t.short OR v.short"),
        condition="(v.short OR t.on_hand - t.held - t.blocked >= v.held)",
        returning="t.id",
    )
    if len(held) != len(needed):
        raise StockInsufficient
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
            },
        )


def redate(uow: UnitOfWork, *, source_type: str, days: Mapping[UUID, date | None]) -> None:
    """Have what is held for these lines of a document wanted for these days; who writes the document holds it."""
    rows = [{"source_type": source_type, "line_id": line_id, "day": day} for line_id, day in days.items()]
    uow.update_rows(STOCK_HOLD, rows, keys=("source_type", "line_id"), assignments=("day = v.day",))


_RELEASE = (
    "UPDATE stock_hold SET released = quantity - consumed "
    "WHERE tenant_id = %s AND source_type = %s AND source_id = %s AND consumed + released < quantity "
    "RETURNING warehouse_id, product_id, released"
)


def release(uow: UnitOfWork, *, source_type: str, source_id: UUID) -> None:
    """Let go of everything still held for the document; nothing held is no error."""
    released = uow.driver_rows(_RELEASE, (uow.tenant_id, source_type, source_id))
    freed = summed(((warehouse, product), quantity) for warehouse, product, quantity in released)
    if not freed:
        return
    lock_balances(uow, freed)
    rows = [
        {"warehouse_id": place[0], "product_id": place[1], "held": quantity}
        for place, quantity in freed.items()
    ]
    uow.update_rows(STOCK_BALANCE, rows, keys=_KEYS, assignments=("held = t.held - v.held", STILL_SHORT_HELD))


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


def may_run_short(uow: UnitOfWork, wanted: Sequence[Wanted], balances: Mapping[Place, Balance]) -> set[Place]:
    """Those of the places where less is available than these lines want, and whose warehouse lets them run short.

    Only where something is short is anything asked. Goods that are told apart never run short: what lies nowhere is of
    no lot.

    Raises:
        NeverCameIn: none of these goods ever came in, so that nobody knows what they cost.
    """
    needed = summed(((line.warehouse_id, line.product_id), line.quantity) for line in wanted)
    short = [
        place
        for place, quantity in needed.items()
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
