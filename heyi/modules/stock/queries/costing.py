"""How goods are valued: by the nearest category that says so, else as the company says."""

from collections.abc import Collection, Mapping
from uuid import UUID

from sqlalchemy import and_, func, select

from heyi.kit.dates import Period
from heyi.modules.catalog import api as catalog
from heyi.modules.stock.contracts import CategoryCosting, Costing
from heyi.modules.stock.models import COSTING_RULE, STOCK_MOVE, STOCK_POOL
from heyi.modules.stock.rules.pools import Method
from heyi.platform.unit_of_work import UnitOfWork

_P, _R = STOCK_POOL.c, COSTING_RULE.c


def costing(uow: UnitOfWork) -> Costing:
    """How the company's goods are valued, and how many products wait for a month's average."""
    waiting = select(func.count()).where(
        _P.tenant_id == uow.tenant_id,
        _P.company_id == uow.company_id,
        _P.method == Method.MONTH_AVERAGE,
        _P.seq > _P.reckoned_seq,
    )
    monthly = select(func.count()).where(
        _P.tenant_id == uow.tenant_id, _P.company_id == uow.company_id, _P.method == Method.MONTH_AVERAGE
    )
    return Costing(
        method=method_of(uow, None), waiting=int(uow.scalar(waiting)), monthly=int(uow.scalar(monthly))
    )


def method_of(uow: UnitOfWork, category_id: UUID | None) -> Method:
    """How goods of a category are valued: as it says itself, or the nearest above it, or the company."""
    rules = _rules(uow)
    said = (rules[one] for one in (*catalog.lineage(uow, category_id), None) if one in rules)
    return next(said, Method.MOVING_AVERAGE)


def methods_for(uow: UnitOfWork, product_ids: Collection[UUID]) -> Mapping[UUID, Method]:
    """How each product should be valued; categories are asked for only where one says something."""
    if not _rules(uow).keys() - {None}:
        return dict.fromkeys(product_ids, method_of(uow, None))
    categories = catalog.categories_of(uow, product_ids)
    return {product_id: method_of(uow, category) for product_id, category in categories.items()}


def category_costing(uow: UnitOfWork) -> list[CategoryCosting]:
    """The tree of categories: how each is valued, by whose word, and how many of its products are valued so by now."""
    rules, product = _rules(uow), catalog.PRODUCT.table.c
    counted = uow.rows(
        select(product.category_id, _P.method, func.count().label("products"))
        .join(catalog.PRODUCT.table, and_(product.tenant_id == _P.tenant_id, product.id == _P.product_id))
        .where(_P.tenant_id == uow.tenant_id, _P.company_id == uow.company_id)
        .group_by(product.category_id, _P.method)
    )
    found = []
    for node in catalog.category_tree(uow):
        method = method_of(uow, node.id)
        own = {row["method"]: row["products"] for row in counted if row["category_id"] == node.id}
        above = next((one for one in catalog.lineage(uow, node.id)[1:] if one in rules), None)
        found.append(
            CategoryCosting(
                category_id=node.id,
                name=node.name,
                depth=node.depth,
                own=rules.get(node.id),
                method=method,
                from_category=None if node.id in rules or above is None else above,
                products=sum(own.values()),
                otherwise=sum(count for name, count in own.items() if name != method),
            )
        )
    return found


def unreckoned(uow: UnitOfWork, period: Period) -> int:
    """How many products that go by the month's average have moves in the month that no average reckons in yet."""
    move = STOCK_MOVE.table.c
    query = (
        select(func.count(move.product_id.distinct()))
        .join(
            STOCK_POOL,
            and_(
                _P.tenant_id == move.tenant_id,
                _P.company_id == move.company_id,
                _P.product_id == move.product_id,
            ),
        )
        .where(
            move.tenant_id == uow.tenant_id,
            move.company_id == uow.company_id,
            move.occurred_on.between(period.first_day, period.last_day),
            move.seq > _P.reckoned_seq,
            _P.method == Method.MONTH_AVERAGE,
        )
    )
    return int(uow.scalar(query))


def _rules(uow: UnitOfWork) -> Mapping[UUID | None, Method]:
    def load() -> Mapping[UUID | None, Method]:
        query = select(_R.category_id, _R.method).where(
            _R.tenant_id == uow.tenant_id, _R.company_id == uow.company_id
        )
        return {row["category_id"]: Method(row["method"]) for row in uow.rows(query)}

    return uow.settled("stock.methods", load)
