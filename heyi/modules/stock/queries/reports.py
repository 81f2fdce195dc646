"""Reports of goods, reckoned from the moves: what lay where on any day as known at any moment, and how old it is."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import and_, select, text

from heyi.modules.catalog import api as catalog
from heyi.modules.stock.contracts import Age, AgePage, LyingThen, LyingThenPage
from heyi.modules.stock.models import STOCK_POOL
from heyi.modules.stock.queries.goods import sees_values
from heyi.modules.stock.rules import worth_here
from heyi.modules.stock.rules.houses import ENTRUSTED
from heyi.platform.unit_of_work import UnitOfWork

# Goods by the days since they came in: up to each of these, and beyond the last.
SPANS = (30, 60, 90, 180, 365)
_POOL, _P, _U = STOCK_POOL.c, catalog.PRODUCT.table.c, catalog.UNIT.table.c
_ZERO = Decimal(0)

_THEN = text(
    """
    SELECT m.product_id, m.warehouse_id, w.name AS warehouse, w.kind, sum(m.quantity) AS quantity, sum(m.value) AS value
      FROM stock_move m JOIN warehouse w ON w.tenant_id = m.tenant_id AND w.id = m.warehouse_id
     WHERE m.tenant_id = :tenant AND m.company_id = :company AND m.product_id = ANY(:products)
       AND m.occurred_on <= :day AND m.posted_at <= :known_at
     GROUP BY m.product_id, m.warehouse_id, w.name, w.kind ORDER BY w.name
    """
)
# What lies there came in last: receipts from the newest on, as far as they reach.
_AGES = text(
    """
    WITH moved AS (
      SELECT product_id, kind, occurred_on, quantity, value FROM stock_move
       WHERE tenant_id = :tenant AND company_id = :company AND product_id = ANY(:products) AND occurred_on <= :day
         AND kind <> 'entrusted'
    ), lying AS (
      SELECT product_id, sum(quantity) AS on_hand, sum(value) AS value,
             max(occurred_on) FILTER (WHERE kind = 'issue') AS last_left_on,
             COALESCE(-sum(quantity) FILTER (WHERE kind = 'issue' AND occurred_on > :day - 90), 0) AS left_lately
        FROM moved GROUP BY product_id HAVING sum(quantity) > 0
    ), came AS (
      SELECT product_id, occurred_on, sum(quantity) AS quantity,
             sum(sum(quantity)) OVER (PARTITION BY product_id ORDER BY occurred_on DESC) AS reached
        FROM moved WHERE kind IN ('receipt', 'return') GROUP BY product_id, occurred_on
    )
    SELECT l.product_id, l.on_hand, l.value, l.last_left_on, l.left_lately, :day - c.occurred_on AS age,
           LEAST(c.quantity, l.on_hand - (c.reached - c.quantity)) AS quantity
      FROM lying l JOIN came c ON c.product_id = l.product_id AND c.reached - c.quantity < l.on_hand
    """
)


def stock_as_of(
    uow: UnitOfWork,
    *,
    day: date,
    known_at: datetime | None,
    warehouse_id: UUID | None,
    search: str,
    after: UUID | None,
    limit: int,
) -> LyingThenPage:
    """What lay where at the end of a day, as the books say now, or as they said at a moment before.

    Another's goods are told where they lay, and are worth nothing to us.
    """
    products, cursor = _products(uow, search=search, after=after, limit=limit)
    rows = uow.rows(_THEN, {**_place(uow, products), "day": day, "known_at": known_at or uow.now})
    sums: dict[UUID, tuple[Decimal, Decimal]] = defaultdict(lambda: (_ZERO, _ZERO))
    for row in rows:
        if row["kind"] == ENTRUSTED:
            continue
        quantity, value = sums[row["product_id"]]
        sums[row["product_id"]] = (quantity + row["quantity"], value + row["value"])
    found = defaultdict(list)
    for row in rows:
        if row["quantity"] and warehouse_id in (None, row["warehouse_id"]):
            found[row["product_id"]].append(row)
    sees = sees_values(uow)
    items = [
        LyingThen(
            **_named(product),
            warehouse_id=row["warehouse_id"],
            warehouse=row["warehouse"],
            kind=row["kind"],
            quantity=row["quantity"],
            value=_share(sums[product["id"]], row["quantity"]) if sees and row["kind"] != ENTRUSTED else None,
        )
        for product in products
        for row in found[product["id"]]
    ]
    return LyingThenPage(items, cursor)


def stock_ages(
    uow: UnitOfWork, *, day: date, idle_days: int, search: str, after: UUID | None, limit: int
) -> AgePage:
    """How old our goods are on a day, the oldest gone first; with `idle_days` only those that none left of since."""
    products, cursor = _products(uow, search=search, after=after, limit=limit)
    found: dict[UUID, Any] = {}
    parts: dict[UUID, list[Decimal]] = defaultdict(lambda: [_ZERO] * (len(SPANS) + 1))
    for row in uow.rows(_AGES, {**_place(uow, products), "day": day}):
        found[row["product_id"]] = row
        place = sum(1 for span in SPANS if row["age"] > span)
        parts[row["product_id"]][place] += row["quantity"]
    sees = sees_values(uow)
    items = [
        Age(
            **_named(product),
            on_hand=lying["on_hand"],
            value=lying["value"] if sees else None,
            parts=parts[product["id"]],
            last_left_on=lying["last_left_on"],
            left_lately=lying["left_lately"],
        )
        for product in products
        if (lying := found.get(product["id"])) is not None
        and (lying["last_left_on"] is None or (day - lying["last_left_on"]).days >= idle_days)
    ]
    return AgePage(list(SPANS), items, cursor)


def _products(
    uow: UnitOfWork, *, search: str, after: UUID | None, limit: int
) -> tuple[Sequence[Any], str | None]:
    """A page of the products that ever lay anywhere in the company."""
    query = (
        select(_P.id, _P.name, _P.code, _U.name.label("unit"))
        .select_from(
            STOCK_POOL.join(
                catalog.PRODUCT.table, and_(_P.tenant_id == _POOL.tenant_id, _P.id == _POOL.product_id)
            ).join(catalog.UNIT.table, and_(_U.tenant_id == _P.tenant_id, _U.id == _P.unit_id))
        )
        .where(_POOL.tenant_id == uow.tenant_id, _POOL.company_id == uow.company_id)
        .order_by(_POOL.product_id)
        .limit(limit + 1)
    )
    if after:
        query = query.where(_POOL.product_id > after)
    if search:
        query = query.where(catalog.matching_products(uow, search))
    rows = uow.rows(query)
    return rows[:limit], str(rows[limit - 1]["id"]) if len(rows) > limit else None


def _place(uow: UnitOfWork, products: Sequence[Any]) -> dict[str, Any]:
    return {
        "tenant": uow.tenant_id,
        "company": uow.company_id,
        "products": [product["id"] for product in products],
    }


def _named(product: Any) -> dict[str, Any]:
    names = {"product": "name", "product_code": "code", "unit": "unit", "product_id": "id"}
    return {name: product[column] for name, column in names.items()}


def _share(sums: tuple[Decimal, Decimal], quantity: Decimal) -> Decimal:
    """A place's part of what all goods of the product were worth."""
    pooled, value = sums
    return worth_here(value, quantity, pooled)
