"""What of the variances beside standard costs belongs to what left in a month, and what of that is passed on."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from fractions import Fraction
from uuid import UUID

from sqlalchemy import and_, case, func, or_, select

from heyi.kit.dates import Period
from heyi.kit.money import round_fraction
from heyi.modules.catalog import api as catalog
from heyi.modules.ledger import api as ledger
from heyi.modules.stock.contracts import DIFFERENCE
from heyi.modules.stock.contracts.standards import CategoryShare, ShareVoucher, VarianceSharing
from heyi.modules.stock.models import COST_VARIANCE, STOCK_MOVE, STOCK_POOL, VARIANCE_SHARE
from heyi.modules.stock.queries.pools import opening_sums
from heyi.modules.stock.queries.under_way import Waiting, is_cost, waiting
from heyi.modules.stock.rules import ZERO
from heyi.modules.stock.rules.pools import Method
from heyi.modules.stock.rules.variances import WITHIN, Good, moved_within, part_of_what_left, shares
from heyi.platform.unit_of_work import UnitOfWork

_V, _S, _M = COST_VARIANCE.c, VARIANCE_SHARE.c, STOCK_MOVE.table.c
_P, _VOUCHER = STOCK_POOL.c, ledger.VOUCHER.table.c
# By these goods leave for good, or come back; all else brings goods, or takes back that it did.
_USES = ("delivery", "sales_return", "stock_issue")
_STANDS = and_(_VOUCHER.tenant_id == _S.tenant_id, _VOUCHER.id == _S.voucher_id, _VOUCHER.state == "posted")
Bearing = tuple[UUID, str, str]


@dataclass(frozen=True)
class Due:
    """What is to be passed on: by product, account of the variance, and account that bears it.

    What no account bears (`WITHIN`) goes from one product of a category to others, and is nothing together.
    """

    rows: list[CategoryShare]
    missing: Mapping[Bearing, Decimal]


def variance_sharing(uow: UnitOfWork, period: Period) -> VarianceSharing:
    """What of the variances belongs to what left in the month, category by category, and what is passed on already."""
    found = due(uow, period)
    vouchers = uow.rows(
        select(_VOUCHER.id, _VOUCHER.number, _VOUCHER.state)
        .where(
            _VOUCHER.tenant_id == uow.tenant_id,
            _VOUCHER.company_id == uow.company_id,
            _VOUCHER.kind == ledger.VARIANCES,
            _VOUCHER.occurred_on == period.last_day,
        )
        .order_by(_VOUCHER.id)
    )
    missing, earlier = sum(found.missing.values(), ZERO), waits_before(uow, period)
    return VarianceSharing(
        str(period),
        found.rows,
        missing,
        bool(found.missing) and earlier is None,
        None if earlier is None else str(earlier),
        [ShareVoucher(**row) for row in vouchers],
    )


def waits_before(uow: UnitOfWork, period: Period) -> Period | None:
    """The first month before that one, and not closed, whose variances wait to be passed on."""
    mine = (_V.tenant_id == uow.tenant_id, _V.company_id == uow.company_id)
    first = uow.scalar(select(func.min(_V.occurred_on)).where(*mine))
    if first is None:
        return None
    closed = ledger.latest_closed(uow)
    month = Period.from_date(first)
    if closed is not None:
        month = max(month, Period.parse(closed).next())
    while month < period:
        if due(uow, month).missing:
            return month
        month = month.next()
    return None


def not_shared(uow: UnitOfWork, period: Period) -> int:
    """Of how many products variances are still to be passed on at the end of the month."""
    return len({product_id for product_id, _, bearer in due(uow, period).missing if bearer != WITHIN})


def due(uow: UnitOfWork, period: Period) -> Due:
    """What is to be passed on at the end of the month, less what is."""
    variances = _variances(uow, period)
    before, now = _shared(uow, period)
    products = {product_id for product_id, _ in (*variances, *before)}
    if not products and not now:
        return Due([], {})
    products |= _at_standard(uow)
    after = period.last_day + timedelta(days=1)
    left = {one: value for one, (_, value) in opening_sums(uow, dict.fromkeys(products, after)).items()}
    began = opening_sums(uow, dict.fromkeys(products, period.first_day))
    waits = waiting(uow, period, products)
    used = _used(uow, period, waits)
    of_category = catalog.categories_of(uow, products)
    rules = ledger.accounts(uow, products)
    rows: list[CategoryShare] = []
    wanted: dict[Bearing, Decimal] = {}
    names = {node.id: node.path for node in catalog.category_tree(uow)}
    places = {(of_category.get(one), account) for one, account in (*variances, *before)}
    for category, account in sorted(
        places, key=lambda place: (names[place[0]] if place[0] else "", place[1])
    ):
        goods = [
            Good(
                product_id=one,
                variance=variances.get((one, account), ZERO) - before.get((one, account), ZERO),
                left=left[one] + waits[one].closing,
                used=used.get(one, {}),
                late=max(-began[one][1] - waits[one].opening, ZERO),
                gone_to=rules.of(DIFFERENCE, product_id=one),
            )
            for one in sorted(products)
            if of_category.get(one) == category
        ]
        own = shares(goods)
        wanted |= {(one, account, bearer): amount for (one, bearer), amount in own.items()}
        wanted |= {(one, account, WITHIN): amount for one, amount in moved_within(goods, own).items()}
        shared = sum(
            (
                amount
                for (one, of, bearer), amount in now.items()
                if bearer != WITHIN and of == account and of_category.get(one) == category
            ),
            ZERO,
        )
        rows.append(_row(goods, category, names.get(category) if category else None, account, shared))
    missing = {
        key: amount
        for key in wanted.keys() | now.keys()
        if (amount := wanted.get(key, ZERO) - now.get(key, ZERO))
    }
    return Due(rows, missing if any(bearer != WITHIN for _, _, bearer in missing) else {})


def _row(
    goods: Sequence[Good], category: UUID | None, name: str | None, account: str, shared: Decimal
) -> CategoryShare:
    variance = sum((good.variance for good in goods), ZERO)
    left = sum((good.lying for good in goods), ZERO)
    used = sum((good.gone for good in goods), ZERO)
    return CategoryShare(
        category_id=category,
        category=name,
        account=account,
        variance=variance,
        left=left,
        used=used,
        rate=round_fraction(Fraction(variance) / Fraction(left + used)) if left + used > ZERO else None,
        share=part_of_what_left(variance, left=left, used=used),
        shared=shared,
    )


def _variances(uow: UnitOfWork, period: Period) -> dict[tuple[UUID, str], Decimal]:
    rows = uow.rows(
        select(_V.product_id, _V.account, func.sum(_V.amount).label("amount"))
        .where(
            _V.tenant_id == uow.tenant_id,
            _V.company_id == uow.company_id,
            _V.occurred_on <= period.last_day,
        )
        .group_by(_V.product_id, _V.account)
    )
    return {(row["product_id"], row["account"]): row["amount"] for row in rows}


def _shared(
    uow: UnitOfWork, period: Period
) -> tuple[dict[tuple[UUID, str], Decimal], dict[Bearing, Decimal]]:
    """What was passed on at the ends of earlier months, and at this one's."""
    this = case((_S.period == str(period), True), else_=False).label("this")
    about = (_S.product_id, _S.account, _S.cost_account, this)
    rows = uow.rows(
        select(*about, func.sum(_S.amount).label("amount"))
        .join(ledger.VOUCHER.table, _STANDS)
        .where(_S.tenant_id == uow.tenant_id, _S.company_id == uow.company_id, _S.period <= str(period))
        .group_by(*about)
    )
    before: dict[tuple[UUID, str], Decimal] = defaultdict(Decimal)
    now: dict[Bearing, Decimal] = {}
    for row in rows:
        if row["this"]:
            now[row["product_id"], row["account"], row["cost_account"]] = row["amount"]
        else:
            before[row["product_id"], row["account"]] += row["amount"]
    return {place: amount for place, amount in before.items() if amount}, now


def _at_standard(uow: UnitOfWork) -> set[UUID]:
    mine = (_P.tenant_id == uow.tenant_id, _P.company_id == uow.company_id)
    query = select(_P.product_id).where(*mine, _P.method == Method.STANDARD)
    return {row["product_id"] for row in uow.rows(query)}


def _used(
    uow: UnitOfWork, period: Period, waits: Mapping[UUID, Waiting]
) -> Mapping[UUID, Mapping[str, Decimal]]:
    """The standard cost of what became cost in the month less what came back, by the account that bore it.

    What waits for its invoice is none yet: it keeps its variance until it is.
    """
    rows = uow.rows(
        select(_M.product_id, _M.cost_account, func.sum(-_M.value).label("value"))
        .where(
            _M.tenant_id == uow.tenant_id,
            _M.company_id == uow.company_id,
            _M.product_id.in_(waits),
            _M.occurred_on.between(period.first_day, period.last_day),
            _M.source_type.in_(_USES),
            or_(_M.kind == "issue", _M.kind == "return"),
            is_cost(uow),
        )
        .group_by(_M.product_id, _M.cost_account)
        .order_by(_M.product_id, _M.cost_account)
    )
    found = {product_id: dict(own.became) for product_id, own in waits.items()}
    for row in rows:
        own = found[row["product_id"]]
        own[row["cost_account"]] = own.get(row["cost_account"], ZERO) + row["value"]
    return {
        product_id: {account: amount for account, amount in sorted(own.items()) if amount}
        for product_id, own in found.items()
    }
