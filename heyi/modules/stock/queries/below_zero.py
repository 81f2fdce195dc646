"""Reads of goods that left before they came in: since when, at which cost, and what of it is not covered yet."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from uuid import UUID

from heyi.kit.dates import Period
from heyi.modules.stock.rules.pools import Rate
from heyi.platform.unit_of_work import UnitOfWork

_CLEAN_DAY = (
    "SELECT product_id, max(begins) FROM (SELECT product_id, begins, "
    "sum(sum(quantity)) OVER (PARTITION BY product_id ORDER BY begins) - sum(quantity) AS opening FROM ("
    "SELECT m.product_id, m.quantity, CASE p.method WHEN 'month_average' "
    "THEN date_trunc('month', m.occurred_on)::date ELSE m.occurred_on END AS begins FROM stock_move m "
    "JOIN stock_pool p ON p.tenant_id = m.tenant_id AND p.company_id = m.company_id AND p.product_id = m.product_id "
    "WHERE m.tenant_id = %s AND m.company_id = %s AND m.product_id = ANY(%s) AND m.occurred_on <= %s "
    "AND m.kind NOT IN ('transfer', 'entrusted')) d "
    "GROUP BY product_id, begins) b WHERE opening >= 0 GROUP BY product_id"
)


def clean_days(uow: UnitOfWork, product_ids: Sequence[UUID], day: date) -> Mapping[UUID, date]:
    """The last day until that one, of a month's average the last month, that began without goods below zero.

    What left before it is covered: nothing that comes later changes what that cost.
    """
    found = uow.driver_rows(_CLEAN_DAY, (uow.tenant_id, uow.company_id, list(product_ids), day))
    return dict.fromkeys(product_ids, day) | dict(found)


_LAST_RATE = (
    "SELECT v.product_id, m.value + COALESCE((SELECT sum(a.value) FROM stock_move a WHERE a.tenant_id = m.tenant_id "
    "AND a.adjusts_id = m.id), 0), m.quantity FROM unnest(%s::uuid[]) AS v(product_id) CROSS JOIN LATERAL ("
    "SELECT tenant_id, id, quantity, value FROM stock_move WHERE tenant_id = %s AND company_id = %s "
    "AND product_id = v.product_id AND occurred_on < %s AND kind IN ('receipt', 'issue', 'return') "
    "ORDER BY occurred_on DESC, seq DESC LIMIT 1) m"
)


def last_rates(uow: UnitOfWork, product_ids: Sequence[UUID], before: date) -> Mapping[UUID, Rate]:
    """What goods cost that moved last before a day, of products of which none lay there then."""
    if not product_ids:
        return {}
    values = (list(product_ids), uow.tenant_id, uow.company_id, before)
    return {
        product_id: (value, quantity) for product_id, value, quantity in uow.driver_rows(_LAST_RATE, values)
    }


# Of a pool below zero the youngest issues wait; what came back of any of them only makes it more that do.
_UNCOVERED = (
    "SELECT count(*) FROM stock_pool p WHERE p.tenant_id = %s AND p.company_id = %s AND p.on_hand < 0 "
    "AND (SELECT COALESCE(-sum(m.quantity), 0) FROM stock_move m WHERE m.tenant_id = p.tenant_id "
    "AND m.company_id = p.company_id AND m.product_id = p.product_id AND m.occurred_on > %s "
    "AND m.kind IN ('issue', 'return')) < -p.on_hand"
)


def below_zero(uow: UnitOfWork, period: Period) -> int:
    """Of how many products goods left in the month, or before, that nothing covers which came in since."""
    ((count,),) = uow.driver_rows(_UNCOVERED, (uow.tenant_id, uow.company_id, period.last_day))
    return int(count)


_UNSETTLED = (
    "SELECT g.name FROM stock_pool p JOIN product g ON g.tenant_id = p.tenant_id AND g.id = p.product_id "
    "WHERE p.tenant_id = %s AND p.company_id = %s AND p.product_id = ANY(%s) AND (p.on_hand < 0 OR "
    "(SELECT COALESCE(sum(m.quantity), 0) FROM stock_move m WHERE m.tenant_id = p.tenant_id "
    "AND m.company_id = p.company_id AND m.product_id = p.product_id "
    "AND m.kind NOT IN ('transfer', 'entrusted') AND m.occurred_on < GREATEST(p.last_on, %s)) < 0) "
    "ORDER BY g.name, p.product_id LIMIT 1"
)


def unsettled(uow: UnitOfWork, product_ids: Collection[UUID]) -> str | None:
    """The name of one of these products of which there were less than nothing this morning, or are now."""
    found = uow.driver_rows(_UNSETTLED, (uow.tenant_id, uow.company_id, sorted(product_ids), uow.today))
    return found[0][0] if found else None
