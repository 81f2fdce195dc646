"""Sums of the books until a day: folded totals, and what waits to be folded."""

from collections.abc import Collection
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Numeric,
    Select,
    Table,
    Text,
    Uuid,
    and_,
    case,
    cast,
    func,
    literal,
    null,
    or_,
    select,
    union_all,
)

from heyi.modules.ledger.contracts import PROFIT_CLOSING, Grain
from heyi.modules.ledger.models import (
    ACCOUNT,
    ACCOUNT_TOTAL,
    FOREIGN_TOTAL,
    JOURNAL_ENTRY,
    JOURNAL_LINE,
    PARTY_TOTAL,
    UNFOLDED,
)
from heyi.modules.ledger.rules.journal import grain_start
from heyi.platform.unit_of_work import UnitOfWork

_A, _E, _L, _U = ACCOUNT.table.c, JOURNAL_ENTRY.table.c, JOURNAL_LINE.c, UNFOLDED.c
# What is not folded yet stands under its own day, beside the totals of days, months and years.
_WAITING = "line"
# Whom a line in a foreign currency names that names nobody.
NOBODY = UUID(int=0)
SIDES = ("debit", "credit")
# Digits of a first-level account (财会〔2011〕17号).
FIRST_LEVEL = 4


def account_sums(uow: UnitOfWork, *days: date, with_closing: bool = True) -> Select[Any]:
    """A query with the company's `account_id`s, and for each day `debit_0`, `credit_0`, `debit_1` … until its end.

    However many lines there are, it reads for each account and day no more than the years there were, twelve months
    and thirty-one days, and the lines that are not folded yet. Without closing, entries that close profit and loss are
    left out.
    """
    return _sums(uow, ACCOUNT_TOTAL, ("account_id",), days, with_closing=with_closing)


def party_sums(uow: UnitOfWork, accounts: Collection[UUID], *days: date) -> Select[Any]:
    """As `account_sums`, of these accounts and for each party that their lines name (`account_id`, `party_id`)."""
    return _sums(uow, PARTY_TOTAL, ("account_id", "party_id"), days, accounts=accounts)


def foreign_sums(uow: UnitOfWork, accounts: Collection[UUID], *days: date) -> Select[Any]:
    """As `account_sums`, of accounts that keep a foreign currency, by whom their lines name (`NOBODY` where nobody).

    Beside `debit_0` … it tells `foreign_debit_0`, `foreign_credit_0` …, in the account's currency.
    """
    sides = (*SIDES, "foreign_debit", "foreign_credit")
    return _sums(uow, FOREIGN_TOTAL, ("account_id", "party_id"), days, accounts=accounts, sides=sides)


def foreign_side(name: str) -> ColumnElement[Any]:
    """What lines say in a foreign currency on the side of `foreign_debit` or `foreign_credit`."""
    there = _L.debit != 0 if name == "foreign_debit" else _L.credit != 0
    return case((there, func.coalesce(_L.foreign_amount, 0)), else_=0)


def holdings(uow: UnitOfWork, accounts: Collection[UUID], day: date) -> CompoundSelect[Any]:
    """A query over what accounts and parties hold at the end of a day, added up by the database, of one moment.

    For every account what it holds (`account_id`, `net`, `of` accounts); of those given, what their parties hold
    together (`account_id`, `net`, `of` parties), and for each first-level account what parties with a debit balance
    there hold and those with a credit balance (`code`, `debit`, `credit`, `of` sides).
    """
    whole = _sums(uow, ACCOUNT_TOTAL, ("account_id",), (day,)).subquery("whole")
    of_all = select(
        literal("accounts").label("of"),
        whole.c.account_id,
        cast(null(), Text).label("code"),
        (whole.c.debit_0 - whole.c.credit_0).label("net"),
        cast(null(), Numeric).label("debit"),
        cast(null(), Numeric).label("credit"),
    )
    sums = party_sums(uow, accounts, day).subquery("sums")
    held = (
        select(
            sums.c.account_id,
            sums.c.party_id,
            func.left(_A.code, FIRST_LEVEL).label("code"),
            (sums.c.debit_0 - sums.c.credit_0).label("net"),
        )
        .join(ACCOUNT.table, and_(_A.tenant_id == uow.tenant_id, _A.id == sums.c.account_id))
        .cte("held")
    )
    per_party = select(held.c.code, func.sum(held.c.net).label("net")).group_by(held.c.code, held.c.party_id)
    of_party = per_party.subquery("of_party")
    of_parties = select(
        literal("parties"), held.c.account_id, null(), func.sum(held.c.net), null(), null()
    ).group_by(held.c.account_id)
    sides = select(
        literal("sides"),
        cast(null(), Uuid),
        of_party.c.code,
        null(),
        func.sum(func.greatest(of_party.c.net, 0)),
        func.sum(func.greatest(-of_party.c.net, 0)),
    ).group_by(of_party.c.code)
    return union_all(of_all, of_parties, sides)


def count_unfolded(uow: UnitOfWork, *, most: int) -> int:
    """How many entries of the tenant wait to be folded, at most so many counted."""
    some = select(_U.id).where(_U.tenant_id == uow.tenant_id).limit(most).subquery()
    return int(uow.scalar(select(func.count()).select_from(some)))


def _sums(
    uow: UnitOfWork,
    table: Table,
    keys: tuple[str, ...],
    days: tuple[date, ...],
    *,
    with_closing: bool = True,
    accounts: Collection[UUID] | None = None,
    sides: tuple[str, ...] = SIDES,
) -> Select[Any]:
    total = table.c
    folded = select(
        *(total[key] for key in keys),
        total.grain.label("grain"),
        total.first_day.label("day"),
        *(total[side].label(side) for side in sides),
    ).where(
        total.tenant_id == uow.tenant_id,
        total.company_id == uow.company_id,
        or_(*(_until(total.grain, total.first_day, day) for day in days)),
    )
    waiting = (
        select(
            *(_line_key(table, key) for key in keys),
            literal(_WAITING).label("grain"),
            _L.occurred_on,
            *(_L[side] if side in SIDES else foreign_side(side) for side in sides),
        )
        .select_from(UNFOLDED)
        .join(JOURNAL_LINE, and_(_L.tenant_id == _U.tenant_id, _L.entry_id == _U.entry_id))
        .where(_U.tenant_id == uow.tenant_id, _U.company_id == uow.company_id, _L.occurred_on <= max(days))
    )
    if accounts is not None:
        folded = folded.where(total.account_id.in_(accounts))
        waiting = waiting.where(_L.account_id.in_(accounts))
    if table is PARTY_TOTAL:
        waiting = waiting.where(_L.party_id.is_not(None))
    if table is FOREIGN_TOTAL:
        waiting = waiting.where(_L.foreign_currency.is_not(None))
    if not with_closing:
        folded = folded.where(~total.is_closing)
        entry = and_(_E.tenant_id == _U.tenant_id, _E.id == _U.entry_id)
        waiting = waiting.join(JOURNAL_ENTRY.table, entry).where(~_E.kind.startswith(PROFIT_CLOSING))
    parts = union_all(folded, waiting).subquery("parts")
    sums = []
    for number, day in enumerate(days):
        until = or_(
            and_(parts.c.grain == _WAITING, parts.c.day <= day), _until(parts.c.grain, parts.c.day, day)
        )
        for side in sides:
            amount = func.sum(case((until, parts.c[side]), else_=0))
            sums.append(amount.label(f"{side}_{number}"))
    return select(*(parts.c[key] for key in keys), *sums).group_by(*(parts.c[key] for key in keys))


def _line_key(table: Table, key: str) -> ColumnElement[Any]:
    of_nobody = table is FOREIGN_TOTAL and key == "party_id"
    return func.coalesce(_L.party_id, NOBODY).label(key) if of_nobody else _L[key]


def _until(grain: ColumnElement[Any], first_day: ColumnElement[Any], day: date) -> ColumnElement[bool]:
    """Which totals make up all until a day: whole years, whole months of its year, and days of a month begun.

    The end of a month asks for no days: statements and closings read a thirtieth of what a day within it costs.
    """
    after = day + timedelta(days=1)
    year, month = grain_start(after, Grain.YEAR), grain_start(after, Grain.MONTH)
    return or_(
        and_(grain == Grain.YEAR, first_day < year),
        and_(grain == Grain.MONTH, first_day >= year, first_day < month),
        and_(grain == Grain.DAY, first_day >= month, first_day < after),
    )
