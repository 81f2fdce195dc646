"""外币余额表 and 期末调汇: what accounts hold in the currencies they keep, and what a month's end makes of it."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

from sqlalchemy import RowMapping, select

from heyi.kit.dates import Period
from heyi.modules.ledger.contracts import (
    REVALUATION,
    ZERO,
    ChartAccount,
    ForeignBalance,
    ForeignBalances,
    PostedRevaluation,
    Revaluation,
    RevaluedBalance,
)
from heyi.modules.ledger.models import VOUCHER
from heyi.modules.ledger.queries.chart import account_codes, detail_accounts, foreign_accounts
from heyi.modules.ledger.queries.currencies import rates_on
from heyi.modules.ledger.queries.opening import books_from
from heyi.modules.ledger.queries.totals import NOBODY, foreign_sums
from heyi.modules.ledger.rules.currencies import Held, worth
from heyi.modules.ledger.states import VoucherState
from heyi.modules.parties import api as parties
from heyi.platform.unit_of_work import UnitOfWork

MOST_ROWS = 2_000
_SIDES = ("debit", "credit", "foreign_debit", "foreign_credit")
_V = VOUCHER.table.c


def foreign_balances(uow: UnitOfWork, *, first_day: date, last_day: date) -> ForeignBalances:
    """Opening, movement and closing of each account that keeps a currency, and of the first 2,000 its lines name."""
    accounts = foreign_accounts(uow)
    before = books_from(uow).until(first_day - timedelta(days=1), last_day)
    rows = _sums(uow, [*accounts], before, last_day)
    by_account: dict[str, list[Decimal]] = {}
    told: list[ForeignBalance] = []
    for account, party_id, party, row in rows:
        amounts = _amounts(row)
        known = by_account.setdefault(account.code, [ZERO] * len(amounts))
        by_account[account.code] = [one + other for one, other in zip(known, amounts, strict=True)]
        if party_id is not None and any(amounts):
            told.append(_balance(account, amounts, party_id, party))
    totals = [_balance(accounts[code], sums, None, None) for code, sums in sorted(by_account.items())]
    shown = [one for one in totals if _holds(one)]
    return ForeignBalances(shown, told[:MOST_ROWS], len(told) > MOST_ROWS)


def revaluation(uow: UnitOfWork, period: Period) -> Revaluation:
    """What each account that is revalued, and each party on it, holds at the month's end, and what that is worth."""
    accounts = {code: one for code, one in foreign_accounts(uow).items() if one.revalued}
    rates = rates_on(uow, sorted({one.currency or "" for one in accounts.values()}), period.last_day)
    rows = []
    for account, party_id, party, row in _sums(uow, [*accounts], period.last_day):
        held = Held(
            account.code,
            party_id,
            row["foreign_debit_0"] - row["foreign_credit_0"],
            row["debit_0"] - row["credit_0"],
        )
        if not held.foreign and not held.amount:
            continue
        rate = rates[account.currency or ""]
        # What is nothing in its own currency is worth nothing, whatever the rate.
        value = ZERO if not held.foreign else None if rate.rate is None else worth(held, rate.rate)
        rows.append(
            RevaluedBalance(
                account.code,
                account.name,
                account.name_en,
                account.currency or "",
                party_id,
                party,
                held.foreign,
                held.amount,
                rate.rate,
                rate.day,
                value,
                None if value is None else value - held.amount,
            )
        )
    gain = sum((row.difference for row in rows if row.difference is not None), ZERO)
    missing = sorted({row.currency for row in rows if row.worth is None})
    return Revaluation(str(period), rows, gain, missing, _vouchers(uow, period))


def count_unrevalued(uow: UnitOfWork, period: Period) -> int:
    """How many balances in foreign currencies are not in the books at what the month's last rate makes them."""
    if not foreign_accounts(uow):
        return 0
    return sum(1 for row in revaluation(uow, period).rows if row.difference is None or row.difference)


def _vouchers(uow: UnitOfWork, period: Period) -> list[PostedRevaluation]:
    query = (
        select(_V.id, _V.number, _V.state)
        .where(
            _V.tenant_id == uow.tenant_id,
            _V.company_id == uow.company_id,
            _V.kind == REVALUATION,
            _V.occurred_on == period.last_day,
            _V.state.in_((VoucherState.POSTED, VoucherState.REVERSED)),
        )
        .order_by(_V.id)
    )
    return [PostedRevaluation(**row) for row in uow.rows(query)]


def _sums(
    uow: UnitOfWork, codes: Sequence[str], *days: date
) -> Iterator[tuple[ChartAccount, UUID | None, str | None, RowMapping]]:
    """The sums of accounts by whom their lines name, by code and then name."""
    if not codes:
        return
    ids, known, accounts = detail_accounts(uow), account_codes(uow), foreign_accounts(uow)
    sums = foreign_sums(uow, [ids[code] for code in codes], *days).subquery("sums")
    party = parties.PARTY.table
    named = (party.c.tenant_id == uow.tenant_id) & (party.c.id == sums.c.party_id)
    query = select(sums, party.c.name.label("party")).outerjoin(party, named)
    rows = uow.rows(query.order_by(party.c.name.nulls_first(), sums.c.party_id))
    for row in sorted(rows, key=lambda row: known[row["account_id"]]):
        party_id = None if row["party_id"] == NOBODY else row["party_id"]
        yield accounts[known[row["account_id"]]], party_id, row["party"], row


def _amounts(row: RowMapping) -> list[Decimal]:
    """Opening, debit and credit, in the books' currency and then in the account's."""
    before, until = ({side: row[f"{side}_{at}"] for side in _SIDES} for at in (0, 1))
    moved = {side: until[side] - before[side] for side in _SIDES}
    return [
        before["debit"] - before["credit"],
        moved["debit"],
        moved["credit"],
        before["foreign_debit"] - before["foreign_credit"],
        moved["foreign_debit"],
        moved["foreign_credit"],
    ]


def _balance(
    account: ChartAccount, amounts: Sequence[Decimal], party_id: UUID | None, party: str | None
) -> ForeignBalance:
    opening, debit, credit, foreign_opening, foreign_debit, foreign_credit = amounts
    return ForeignBalance(
        opening,
        debit,
        credit,
        opening + debit - credit,
        foreign_opening,
        foreign_debit,
        foreign_credit,
        foreign_opening + foreign_debit - foreign_credit,
        account.code,
        account.name,
        account.name_en,
        account.currency or "",
        party_id,
        party,
    )


def _holds(one: ForeignBalance) -> bool:
    return any(
        (one.opening, one.debit, one.credit, one.foreign_opening, one.foreign_debit, one.foreign_credit)
    )
