"""Reads of goods that left before they came in: since when, at which cost, and what of it is not covered yet."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from uuid import UUID

from heyi.kit.dates import Period
from heyi.modules.ledger import api as ledger
from heyi.modules.stock.queries.undone import telling_undone
from heyi.modules.stock.rules.pools import Rate
from heyi.platform.http.answers import number_text
from heyi.platform.unit_of_work import UnitOfWork

_CLEAN_DAY = (
    "SELECT product_id, max(begins) FROM (SELECT product_id, begins, "
    "sum(sum(quantity)) OVER (PARTITION BY product_id ORDER BY begins) - sum(quantity) AS opening FROM ("
    "SELECT m.product_id, m.quantity, CASE p.method WHEN 'month_average' "
    "THEN date_trunc('month', m.occurred_on)::date ELSE m.occurred_on END AS begins "
    "FROM unnest(%s::uuid[], %s::date[]) AS v(product_id, day) "
    "JOIN stock_move m ON m.product_id = v.product_id AND m.occurred_on <= v.day "
    "JOIN stock_pool p ON p.tenant_id = m.tenant_id AND p.company_id = m.company_id AND p.product_id = m.product_id "
    "WHERE m.tenant_id = %s AND m.company_id = %s AND m.kind NOT IN ('transfer', 'entrusted')) d "
    "GROUP BY product_id, begins) b WHERE opening >= 0 GROUP BY product_id"
)


def clean_days(uow: UnitOfWork, days: Mapping[UUID, date]) -> Mapping[UUID, date]:
    """The last day until each product's, of a month's average the last month, that began without goods below zero.

    What left before it is covered: nothing that comes later changes what that cost.
    """
    values = (list(days), list(days.values()), uow.tenant_id, uow.company_id)
    return {**days, **dict(uow.driver_rows(_CLEAN_DAY, values))}


def first_days(uow: UnitOfWork, days: Mapping[UUID, date], monthly: Collection[UUID]) -> Mapping[UUID, date]:
    """The day from which on each product is told again, when something may wait that left before its own day.

    Of goods that go by the `monthly` average what left in a closed month stands at what it was worth when that was
    closed, though the goods that cover it came later: the month they came in bears the difference.
    """
    clean = clean_days(uow, days)
    early = [
        one for one in monthly if one in clean and Period.from_date(clean[one]) < Period.from_date(days[one])
    ]
    closed = ledger.latest_closed(uow) if early else None
    if closed is None:
        return clean
    opens = Period.parse(closed).next().first_day
    return {**clean, **{one: max(clean[one], min(opens, days[one])) for one in early}}


_UNRECKONED = (
    "SELECT m.product_id, date_trunc('month', min(m.occurred_on))::date FROM stock_pool p "
    "JOIN stock_move m ON m.tenant_id = p.tenant_id AND m.company_id = p.company_id AND m.product_id = p.product_id "
    "AND m.seq > p.reckoned_seq AND m.kind NOT IN ('transfer', 'entrusted') "
    "WHERE p.tenant_id = %s AND p.company_id = %s AND p.method = 'month_average' AND p.seq > p.reckoned_seq "
    "GROUP BY m.product_id"
)


def unreckoned_since(uow: UnitOfWork) -> Mapping[UUID, date]:
    """Of each product that goes by the month's average, the first month that no average reckons in whole."""
    return dict(uow.driver_rows(_UNRECKONED, (uow.tenant_id, uow.company_id)))


_LAST_RATE = telling_undone(
    "SELECT v.product_id, m.value + COALESCE((SELECT sum(a.value) FROM stock_move a WHERE a.tenant_id = m.tenant_id "
    "AND a.adjusts_id = m.id), 0), m.quantity FROM unnest(%s::uuid[], %s::date[]) AS v(product_id, day) "
    "CROSS JOIN LATERAL ("
    "SELECT tenant_id, id, quantity, value FROM stock_move n WHERE tenant_id = %s AND company_id = %s "
    "AND product_id = v.product_id AND occurred_on < v.day AND kind IN ('receipt', 'issue', 'return') "
    "AND NOT undone(n) "
    "ORDER BY occurred_on DESC, seq DESC LIMIT 1) m"
)


def last_rates(uow: UnitOfWork, days: Mapping[UUID, date]) -> Mapping[UUID, Rate]:
    """What goods cost that moved last before each product's day, of products of which none lay there then."""
    if not days:
        return {}
    values = (list(days), list(days.values()), uow.tenant_id, uow.company_id)
    return {
        product_id: (value, quantity) for product_id, value, quantity in uow.driver_rows(_LAST_RATE, values)
    }


# Of a pool below zero the youngest issues wait; what came back of any of them only makes it more that do.
_UNCOVERED = telling_undone(
    "SELECT count(*) FROM stock_pool p WHERE p.tenant_id = %s AND p.company_id = %s AND p.on_hand < 0 "
    "AND (SELECT COALESCE(-sum(m.quantity), 0) FROM stock_move m WHERE m.tenant_id = p.tenant_id "
    "AND m.company_id = p.company_id AND m.product_id = p.product_id AND m.occurred_on > %s "
    "AND m.kind IN ('issue', 'return') AND NOT undone(m)) < -p.on_hand"
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


_SHORT_PLACES = (
    "SELECT w.name, g.name, sum(m.quantity) FROM warehouse w "
    "JOIN stock_move m ON m.tenant_id = w.tenant_id AND m.company_id = w.company_id AND m.warehouse_id = w.id "
    "JOIN product g ON g.tenant_id = m.tenant_id AND g.id = m.product_id "
    "WHERE w.tenant_id = %s AND w.company_id = %s AND w.may_run_short AND m.occurred_on <= %s "
    "GROUP BY w.id, w.name, g.id, g.name HAVING sum(m.quantity) < 0 ORDER BY w.name, g.name"
)


def places_below_zero(uow: UnitOfWork, period: Period) -> Sequence[str]:
    """Which goods of which warehouse there were less than none of at the end of the month, whatever lay elsewhere."""

    def load() -> Sequence[str]:
        rows = uow.driver_rows(_SHORT_PLACES, (uow.tenant_id, uow.company_id, period.last_day))
        return [f"{house} {product} {number_text(quantity)}" for house, product, quantity in rows]

    return uow.once(("stock.places_below_zero", period), load)


def count_places_below_zero(uow: UnitOfWork, period: Period) -> int:
    """Of how many places there was less than nothing at the end of the month."""
    return len(places_below_zero(uow, period))
