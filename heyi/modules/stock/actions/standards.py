"""Say what goods cost by the standard (标准成本), and make what lies there worth just that."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from uuid import UUID

from heyi.kit.money import round_amount
from heyi.kit.quantity import summed
from heyi.modules.ledger import api as ledger
from heyi.modules.stock.actions.goods_entry import variance_row
from heyi.modules.stock.actions.pools import Source, name_of
from heyi.modules.stock.actions.receipts import require_goods
from heyi.modules.stock.contracts import INVENTORY, VARIANCE
from heyi.modules.stock.errors import StandardInFuture, StandardMissing, StandardTooEarly
from heyi.modules.stock.models import (
    COST_VARIANCE,
    STANDARD_CHANGE,
    STANDARD_CHANGE_LINE,
    STANDARD_SERIES,
    STOCK_MOVE,
    STOCK_POOL,
)
from heyi.modules.stock.queries.costing import methods_for
from heyi.modules.stock.queries.pools import LockedPool, lock_pools
from heyi.modules.stock.rules import ZERO
from heyi.modules.stock.rules.pools import Method
from heyi.platform import numbering
from heyi.platform.messages import translate
from heyi.platform.unit_of_work import UnitOfWork

Standards = Mapping[UUID, Decimal]


def set_standards(
    uow: UnitOfWork, standards: Standards, *, holds_from: date | None = None, note: str | None = None
) -> UUID:
    """Say from which day on what the products cost by the standard; gives back the id of the paper that does.

    What lies there of products that go by it is worth just that from then on; the difference is a variance, posted by
    one entry. For others it waits until they do.

    Raises:
        ProductUnusable, NotGoods: a product does not exist, is switched off, or is a service.
        StandardInFuture: the day has not come yet.
        StandardTooEarly: the goods of a product moved after that day, or its standard changed.
        PeriodClosed: the day lies in a closed period.
    """
    day = holds_from or uow.today
    if day > uow.today:
        raise StandardInFuture(today=uow.today.isoformat())
    require_goods(uow, sorted(standards))
    _make_pools(uow, sorted(standards))
    pools = lock_pools(uow, product_ids=standards)
    for product_id, pool in pools.items():
        since = max((one for one in (pool.last_on, pool.method_since) if one is not None), default=day)
        if pool.method is Method.STANDARD and since > day:
            raise StandardTooEarly(product=name_of(uow, product_id), day=since.isoformat())
    return restate(uow, pools, standards, day=day, note=note)


def begin_standards(uow: UnitOfWork, pools: Mapping[UUID, LockedPool]) -> None:
    """Make goods that go by the standard from now on worth what it says, by a paper of its own.

    Raises:
        PeriodClosed: the day lies in a closed period.
    """
    lying = {product_id: pool for product_id, pool in pools.items() if pool.on_hand}
    standards = {one: pool.standard for one, pool in lying.items() if pool.standard is not None}
    if standards:
        day = max([uow.today, *(pool.last_on for pool in lying.values() if pool.last_on)])
        restate(uow, lying, standards, day=day, note=None)


def refuse_unsaid(uow: UnitOfWork, pools: Mapping[UUID, LockedPool]) -> None:
    """Refuse that goods lie somewhere without a standard.

    Raises:
        StandardMissing: for goods of a product that lie there nobody has said it yet.
    """
    for product_id, pool in pools.items():
        if pool.on_hand and pool.standard is None:
            raise StandardMissing(product=name_of(uow, product_id))


def restate(
    uow: UnitOfWork,
    pools: Mapping[UUID, LockedPool],
    standards: Standards,
    *,
    day: date,
    note: str | None,
) -> UUID:
    """Write the paper, the moves without quantity, and the entry; the pools are locked."""
    differences = {
        product_id: round_amount(pool.on_hand * standards[product_id]) - pool.value
        if pool.method is Method.STANDARD
        else ZERO
        for product_id, pool in pools.items()
    }
    _keep(uow, pools, standards, differences, day)
    number = numbering.take(uow, STANDARD_SERIES, day)[0]
    change_id = uow.new_id()
    uow.insert(
        STANDARD_CHANGE.table,
        {
            "id": change_id,
            "company_id": uow.company_id,
            "number": number,
            "holds_from": day,
            "products": len(pools),
            "difference": sum(differences.values(), ZERO),
            "note": note,
        },
    )
    source = Source(STANDARD_CHANGE.name, change_id, number)
    rules = ledger.accounts(uow, list(pools))
    places = _places(uow, [product_id for product_id, value in differences.items() if value])
    sides = []
    for line_no, (product_id, pool) in enumerate(pools.items(), start=1):
        line_id, difference = uow.new_id(), differences[product_id]
        uow.insert(
            STANDARD_CHANGE_LINE,
            {
                "id": line_id,
                "change_id": change_id,
                "line_no": line_no,
                "product_id": product_id,
                "before": pool.standard,
                "standard": standards[product_id],
                "quantity": pool.on_hand,
                "difference": difference,
            },
        )
        if not difference:
            continue
        account = rules.of(VARIANCE, product_id=product_id)
        sides += [(pool.account, difference), (account, -difference)]
        about = variance_row(uow, source, day, line_id, product_id)
        uow.insert(COST_VARIANCE, about | {"amount": -difference, "account": account})
        uow.insert(
            STOCK_MOVE.table, _move(uow, source, day, places[product_id], about, difference, pool, account)
        )
    _post(uow, source, day, sides)
    uow.audit("changed", record="standard_change", record_id=change_id, title=number)
    return change_id


def _make_pools(uow: UnitOfWork, product_ids: Sequence[UUID]) -> None:
    """A product whose goods never lay anywhere has a standard too, and its pool keeps it."""
    rules, methods = ledger.accounts(uow, product_ids), methods_for(uow, product_ids)
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
        for product_id in product_ids
    ]
    uow.insert_missing(STOCK_POOL, pools, unique=("company_id", "product_id"))


def _keep(
    uow: UnitOfWork,
    pools: Mapping[UUID, LockedPool],
    standards: Standards,
    differences: Mapping[UUID, Decimal],
    day: date,
) -> None:
    """Where goods go by the standard, all that is posted so far stands, and nothing is dated before that day."""
    held = [
        {
            "id": pool.id,
            "standard": standards[product_id],
            "value": differences[product_id],
            "seq": pool.seq + 1,
            "day": day,
        }
        for product_id, pool in pools.items()
        if pool.method is Method.STANDARD
    ]
    waiting = [
        {"id": pool.id, "standard": standards[product_id]}
        for product_id, pool in pools.items()
        if pool.method is not Method.STANDARD
    ]
    if held:
        changes = (
            "standard = v.standard",
            "value = t.value + v.value",
            "seq = v.seq",
            "reckoned_seq = v.seq",
            "method_since = v.day",
            "last_on = GREATEST(t.last_on, v.day)",
        )
        uow.update_rows(STOCK_POOL, held, assignments=changes, types={"day": "date"})
    if waiting:
        uow.update_rows(STOCK_POOL, waiting, assignments=("standard = v.standard",))


_WHERE = (
    "SELECT DISTINCT ON (b.product_id) b.product_id, b.warehouse_id FROM stock_balance b JOIN warehouse w "
    "ON w.tenant_id = b.tenant_id AND w.id = b.warehouse_id AND w.kind <> 'entrusted' WHERE b.tenant_id = %s "
    "AND b.company_id = %s AND b.product_id = ANY(%s) ORDER BY b.product_id, b.on_hand DESC, b.warehouse_id"
)


def _places(uow: UnitOfWork, product_ids: Sequence[UUID]) -> dict[UUID, UUID]:
    """Where a product's move without quantity is written: where most of its goods lie. Value knows no place."""
    if not product_ids:
        return {}
    return dict(uow.driver_rows(_WHERE, (uow.tenant_id, uow.company_id, sorted(product_ids))))


def _move(
    uow: UnitOfWork,
    source: Source,
    day: date,
    warehouse_id: UUID,
    about: Mapping[str, object],
    difference: Decimal,
    pool: LockedPool,
    account: str,
) -> dict[str, object]:
    return {
        "id": uow.new_id(),
        "company_id": uow.company_id,
        "posted_at": uow.now,
        "occurred_on": day,
        "kind": "adjustment",
        "warehouse_id": warehouse_id,
        "product_id": about["product_id"],
        "quantity": ZERO,
        "value": difference,
        "source_type": source.type,
        "source_number": source.number,
        "source_id": source.id,
        "line_id": about["line_id"],
        "origin_line_id": None,
        "adjusts_id": None,
        "seq": pool.seq + 1,
        "cost_account": account,
    }


def _post(uow: UnitOfWork, source: Source, day: date, sides: Sequence[tuple[str, Decimal]]) -> None:
    amounts = summed(sides)
    lines = [
        ledger.LineDraft(account=account, debit=max(amount, ZERO), credit=max(-amount, ZERO))
        for account, amount in amounts.items()
        if amount
    ]
    if not lines:
        ledger.require_open(uow, day)
        return
    ledger.post(
        uow,
        ledger.EntryDraft(
            occurred_on=day,
            source_type=source.type,
            source_id=source.id,
            kind="goods",
            summary=translate("summary.standard_change", "zh-CN", {"number": source.number}),
            lines=tuple(sorted(lines, key=lambda line: not line.debit)),
        ),
    )
