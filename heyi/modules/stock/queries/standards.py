"""Reads of standard costs and of what was paid beside them."""

from collections.abc import Collection, Mapping
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, case, func, or_, select

from heyi.modules.catalog import api as catalog
from heyi.modules.stock.contracts.standards import (
    StandardChange,
    StandardCost,
    StandardLine,
    StandardPage,
    Variance,
    VarianceLine,
    VariancePage,
)
from heyi.modules.stock.models import COST_VARIANCE, STANDARD_CHANGE, STANDARD_CHANGE_LINE, STOCK_POOL
from heyi.modules.stock.queries.goods import sees_values
from heyi.modules.stock.rules import ZERO
from heyi.modules.stock.rules.pools import Method
from heyi.platform.errors import NotFound
from heyi.platform.unit_of_work import UnitOfWork

_P, _U, _POOL, _V = catalog.PRODUCT.table.c, catalog.UNIT.table.c, STOCK_POOL.c, COST_VARIANCE.c
_NAMED = (_P.name.label("product"), _P.code.label("product_code"), _U.name.label("unit"))
_MOST = 500
Span = tuple[date, date]


def list_standards(uow: UnitOfWork, *, search: str, after: UUID | None, limit: int) -> StandardPage:
    """Products that go by a standard, or have one for the day they do."""
    query = (
        _with_product(select(STOCK_POOL, *_NAMED).select_from(STOCK_POOL), _POOL)
        .where(
            _POOL.tenant_id == uow.tenant_id,
            _POOL.company_id == uow.company_id,
            or_(_POOL.method == Method.STANDARD, _POOL.standard.is_not(None)),
        )
        .order_by(_POOL.product_id)
        .limit(limit + 1)
    )
    rows = uow.rows(_narrowed(uow, query, _POOL.product_id, search, after))
    sees = sees_values(uow)
    items = [
        StandardCost(
            **{
                name: row[name]
                for name in ("product_id", "product", "product_code", "unit", "method", "on_hand")
            },
            standard=row["standard"] if sees else None,
            since=row["method_since"] if row["method"] == Method.STANDARD else None,
            value=row["value"] if sees else None,
        )
        for row in rows[:limit]
    ]
    return StandardPage(items, _next(rows, limit))


def get_standard_change(uow: UnitOfWork, change_id: UUID) -> StandardChange:
    """A paper by which standards were said.

    Raises:
        NotFound: it does not exist in this company.
    """
    own, line = STANDARD_CHANGE.table.c, STANDARD_CHANGE_LINE.c
    place = (own.tenant_id == uow.tenant_id, own.company_id == uow.company_id, own.id == change_id)
    head = uow.first(select(STANDARD_CHANGE.table).where(*place))
    if head is None:
        raise NotFound(what="record.standard_change")
    names = ("line_no", "product_id", "before", "standard", "quantity", "difference")
    query = _with_product(select(*(line[name] for name in names), *_NAMED), line).where(
        line.tenant_id == uow.tenant_id, line.change_id == change_id
    )
    shown = ("id", "version", "number", "holds_from", "difference", "note")
    return StandardChange(
        **{name: head[name] for name in shown},
        lines=[StandardLine(**row) for row in uow.rows(query.order_by(line.line_no))],
    )


def list_variances(
    uow: UnitOfWork, span: Span, *, search: str, after: UUID | None, limit: int
) -> VariancePage:
    """What was paid beside the standards in a span of days, product by product."""
    total = uow.scalar(select(func.coalesce(func.sum(_V.amount), 0)).where(*_within(uow, span)))
    restated = case((_V.source_type == STANDARD_CHANGE.name, _V.amount), else_=0)
    query = (
        _with_product(
            select(
                _V.product_id,
                *_NAMED,
                func.sum(_V.amount - restated).label("bought"),
                func.sum(restated).label("restated"),
                func.sum(_V.amount).label("amount"),
                func.count(_V.source_id.distinct()).label("documents"),
            ).select_from(COST_VARIANCE),
            _V,
        )
        .where(*_within(uow, span))
        .group_by(_V.product_id, _P.name, _P.code, _U.name)
        .order_by(_V.product_id)
        .limit(limit + 1)
    )
    rows = uow.rows(_narrowed(uow, query, _V.product_id, search, after))
    return VariancePage([Variance(**row) for row in rows[:limit]], total or ZERO, _next(rows, limit))


def variance_lines(uow: UnitOfWork, product_id: UUID, span: Span) -> list[VarianceLine]:
    """The documents behind a product's variances in a span of days, the newest first."""
    about = (_V.occurred_on, _V.source_type, _V.source_id, _V.source_number, _V.account)
    rows = uow.rows(
        select(*about, func.sum(_V.amount).label("amount"))
        .where(*_within(uow, span), _V.product_id == product_id)
        .group_by(*about)
        .order_by(_V.occurred_on.desc(), _V.source_number.desc())
        .limit(_MOST)
    )
    return [VarianceLine(**row) for row in rows]


def _with_product(query: Select[Any], own: Any) -> Select[Any]:
    return query.join(
        catalog.PRODUCT.table, and_(_P.tenant_id == own.tenant_id, _P.id == own.product_id)
    ).join(catalog.UNIT.table, and_(_U.tenant_id == _P.tenant_id, _U.id == _P.unit_id))


def _narrowed(
    uow: UnitOfWork, query: Select[Any], key: ColumnElement[Any], search: str, after: UUID | None
) -> Select[Any]:
    if after:
        query = query.where(key > after)
    return query.where(catalog.matching_products(uow, search)) if search else query


def _within(uow: UnitOfWork, span: Span) -> tuple[ColumnElement[bool], ...]:
    return (
        _V.tenant_id == uow.tenant_id,
        _V.company_id == uow.company_id,
        _V.occurred_on.between(*span),
    )


def _next(rows: Any, limit: int) -> str | None:
    return str(rows[limit - 1]["product_id"]) if len(rows) > limit else None


def variances_of_lines(uow: UnitOfWork, line_ids: Collection[UUID]) -> Mapping[UUID, Decimal]:
    """By line of a document, what its goods were worth beside their standard cost; what none is of is left out."""
    query = select(_V.line_id, _V.amount).where(
        _V.tenant_id == uow.tenant_id, _V.line_id.in_(sorted(line_ids))
    )
    return {row["line_id"]: row["amount"] for row in uow.rows(query)}
