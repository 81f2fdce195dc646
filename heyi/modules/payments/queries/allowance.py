"""坏账准备: how old receivables are at a month's end, what is to be set aside for them, and what is."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from sqlalchemy import CTE, ColumnElement, Integer, and_, case, cast, func, literal, not_, select

from heyi.kit.dates import Period
from heyi.kit.money import round_amount
from heyi.modules.invoicing import api as invoicing
from heyi.modules.ledger import api as ledger
from heyi.modules.payments.contracts import Aged, Allowance, AllowanceVoucher
from heyi.modules.payments.models import ALLOWANCE_RATE
from heyi.modules.payments.rules import ALLOWANCE, BAD_DEBT, OLDEST, USUAL_RATES, ZERO
from heyi.modules.sales import api as sales
from heyi.platform.unit_of_work import UnitOfWork

_L, _A, _V = ledger.JOURNAL_LINE.c, ledger.ACCOUNT.table.c, ledger.VOUCHER.table.c
_E, _I = ledger.JOURNAL_ENTRY.table.c, invoicing.SALES_INVOICE.table.c
_SR = sales.SALES_RETURN.table.c
_ANSWERS = ("receipt", "write_off")


def allowance(uow: UnitOfWork, period: Period) -> Allowance:
    """What customers owe at the end of the month by age, what is to be set aside for it, and what is set aside already.

    What he was asked is settled by what was allocated to it; what was allocated to nothing is taken for the oldest.
    By 小企业会计准则 nothing is set aside, so nothing is told.
    """
    if ledger.standard(uow) is not ledger.Standard.ENTERPRISE:
        return Allowance(
            str(period), applies=False, rows=[], needed=ZERO, held=ZERO, difference=ZERO, vouchers=[]
        )
    day, rates = period.last_day, rates_of(uow)
    rules = ledger.accounts(uow)
    owed = _aged(uow, rules.of(invoicing.RECEIVABLE), day)
    rows = [
        Aged(years, owed.get(years, ZERO), rate, round_amount(owed.get(years, ZERO) * rate))
        for years, rate in rates.items()
    ]
    needed = sum((row.needed for row in rows), ZERO)
    held = _held(uow, rules.of(BAD_DEBT), day)
    return Allowance(
        str(period),
        applies=True,
        rows=rows,
        needed=needed,
        held=held,
        difference=needed - held,
        vouchers=_vouchers(uow, period),
    )


def rates_of(uow: UnitOfWork) -> Mapping[int, Decimal]:
    """What part is set aside of what is so many years old; the usual ones until the company says its own."""
    own = ALLOWANCE_RATE.c
    query = select(own.years, own.rate).where(
        own.tenant_id == uow.tenant_id, own.company_id == uow.company_id
    )
    return {**USUAL_RATES, **{row["years"]: row["rate"] for row in uow.rows(query)}}


def _aged(uow: UnitOfWork, code: str, day: date) -> Mapping[int, Decimal]:
    """What is owed on the account at the end of the day, by full years."""
    of_party = (
        select(_L.party_id, func.sum(_L.debit - _L.credit).label("owed"))
        .join(ledger.ACCOUNT.table, (_A.tenant_id == _L.tenant_id) & (_A.id == _L.account_id))
        .where(*_place(uow, code, day))
        .group_by(_L.party_id)
        .cte("of_party")
    )
    asked = _asked(uow, code, day)
    since = func.sum(asked.c.amount).over(partition_by=asked.c.party_id, order_by=asked.c.occurred_on.desc())
    summed = select(asked, (since - asked.c.amount).label("younger")).cte("summed")
    left = func.least(summed.c.amount, func.greatest(of_party.c.owed - summed.c.younger, 0))
    full_years = cast(func.date_part("year", func.age(literal(day), summed.c.occurred_on)), Integer)
    years = case((full_years > OLDEST, OLDEST), else_=full_years).label("years")
    query = (
        select(years, func.sum(left).label("owed"))
        .join(of_party, of_party.c.party_id.is_not_distinct_from(summed.c.party_id))
        .group_by(years)
    )
    return {row["years"]: row["owed"] for row in uow.rows(query)}


def _asked(uow: UnitOfWork, code: str, day: date) -> CTE:
    """What each party was asked on which day, less what of that paper was taken back and settled by then, oldest first.

    What was owed before Heyi kept the books, or for a bill of then, is as old as it is on paper.
    Money asks for nothing: what a receipt or write-off puts on the account is an answer, or takes one back. A credit
    note settles what it is allocated to.
    """
    # What was revenue as it left is asked by its delivery; a return takes back what that one asked, no older one's.
    matter = func.coalesce(_SR.delivery_id, _E.source_id).label("matter")
    amount = _L.debit - _L.credit
    day_of = case(
        (_I.order_id.is_(None), func.coalesce(_I.invoiced_on, _L.occurred_on)), else_=_L.occurred_on
    )
    lines = (
        select(
            _L.party_id,
            matter,
            day_of.label("occurred_on"),
            func.sum(func.greatest(amount, 0)).label("asked"),
            func.sum(func.greatest(-amount, 0)).label("back"),
        )
        .join(ledger.ACCOUNT.table, (_A.tenant_id == _L.tenant_id) & (_A.id == _L.account_id))
        .join(ledger.JOURNAL_ENTRY.table, (_E.tenant_id == _L.tenant_id) & (_E.id == _L.entry_id))
        .outerjoin(
            invoicing.SALES_INVOICE.table,
            (_I.tenant_id == _E.tenant_id) & (_I.id == _E.source_id) & (_E.source_type == "sales_invoice"),
        )
        .outerjoin(sales.SALES_RETURN.table, (_SR.tenant_id == _E.tenant_id) & (_SR.id == _E.source_id))
        .where(
            *_place(uow, code, day),
            _E.source_type.not_in(_ANSWERS),
            # What stood there before is asked by its own documents, each of its day on paper.
            not_(and_(_E.source_type == "voucher", _E.kind.startswith(ledger.OPENING))),
            _I.kind.is_distinct_from("credit_note"),
        )
        .group_by(_L.party_id, matter, day_of)
        .cte("matters")
    )
    same = (lines.c.party_id, lines.c.matter)
    reached = func.sum(lines.c.asked).over(partition_by=same, order_by=lines.c.occurred_on)
    settled = invoicing.settled_until(uow, day).cte("settled_matters")
    back = func.sum(lines.c.back).over(partition_by=same) + func.coalesce(settled.c.amount, 0)
    stands = func.least(lines.c.asked, func.greatest(reached - back, 0)).label("amount")
    standing = (
        select(lines.c.party_id, lines.c.occurred_on, stands)
        .outerjoin(settled, settled.c.matter == lines.c.matter)
        .cte("standing")
    )
    return (
        select(standing.c.party_id, standing.c.occurred_on, func.sum(standing.c.amount).label("amount"))
        .group_by(standing.c.party_id, standing.c.occurred_on)
        .cte("asked")
    )


def _held(uow: UnitOfWork, code: str, day: date) -> Decimal:
    sums = ledger.account_sums(uow, day).subquery("sums")
    query = (
        select(func.coalesce(func.sum(sums.c.credit_0 - sums.c.debit_0), 0))
        .select_from(sums)
        .join(ledger.ACCOUNT.table, (_A.tenant_id == uow.tenant_id) & (_A.id == sums.c.account_id))
        .where(_A.company_id == uow.company_id, _A.code == code)
    )
    return Decimal(uow.scalar(query))


def _place(uow: UnitOfWork, code: str, day: date) -> tuple[ColumnElement[bool], ...]:
    return (
        _L.tenant_id == uow.tenant_id,
        _L.company_id == uow.company_id,
        _A.company_id == uow.company_id,
        _A.code == code,
        _L.occurred_on <= day,
    )


def _vouchers(uow: UnitOfWork, period: Period) -> list[AllowanceVoucher]:
    query = (
        select(_V.id, _V.number, _V.state)
        .where(
            _V.tenant_id == uow.tenant_id,
            _V.company_id == uow.company_id,
            _V.kind == ALLOWANCE,
            _V.occurred_on == period.last_day,
        )
        .order_by(_V.id)
    )
    return [AllowanceVoucher(**row) for row in uow.rows(query)]
