"""What a month's end and an opening balance bring to the books."""

from collections.abc import Collection, Iterable, Mapping
from decimal import Decimal
from uuid import UUID

from heyi.modules.ledger.contracts import ZERO, LineDraft
from heyi.modules.ledger.rules.posting import Accounts
from heyi.modules.ledger.rules.roles import OPENING_GOODS


def without_kept(
    lines: Iterable[LineDraft], kept_accounts: Collection[str], *, contra: str
) -> tuple[LineDraft, ...]:
    """The lines of an opening voucher as they are posted: what documents keep, they bring in themselves.

    A document of opening stock debits the stock and credits undistributed profit, the `contra` account; so here its
    amount stands there, and both together are what was entered.
    """
    kept, others = ZERO, []
    for line in lines:
        if line.account in kept_accounts:
            kept += line.debit - line.credit
        else:
            others.append(line)
    if kept:
        debit, credit = max(kept, ZERO), max(-kept, ZERO)
        others.append(LineDraft(account=contra, debit=debit, credit=credit))
    return tuple(others)


def opening_lines(rules: Accounts, role: str, amount: Decimal, *, party_id: UUID) -> tuple[LineDraft, ...]:
    """What stood open with a party on an account that documents keep, against where an opening balance put it before.

    A positive amount stands on the debit side of the role's account, a negative one on its credit side.
    """
    kept = LineDraft(
        account=rules.of(role), debit=max(amount, ZERO), credit=max(-amount, ZERO), party_id=party_id
    )
    contra = LineDraft(account=rules.of(OPENING_GOODS), debit=kept.credit, credit=kept.debit)
    return (kept, contra) if kept.debit else (contra, kept)


def profit_closing(
    balances: Mapping[str, Decimal],
    income: Collection[str],
    *,
    year_profit: str,
    prior_years: Collection[str] = (),
    undistributed: str = "",
) -> list[tuple[LineDraft, ...]]:
    """The vouchers that carry profit and loss to 本年利润: one of what the accounts of income hold, one of the rest.

    What corrects `prior_years` (6901) is no profit of this year: a voucher of its own carries it to 未分配利润.

    `balances` are debit minus credit by account. An account is closed on the side opposite to its own, so one that
    holds something on the wrong side is closed by a red-letter line (documents.json, `close_month`).
    """
    vouchers = []
    apart = {code: amount for code, amount in sorted(balances.items()) if code in prior_years and amount}
    balances = {code: amount for code, amount in balances.items() if code not in apart}
    earned = {code: -amount for code, amount in sorted(balances.items()) if code in income and amount}
    if earned:
        lines = [LineDraft(account=code, debit=amount) for code, amount in earned.items()]
        vouchers.append((*lines, LineDraft(account=year_profit, credit=sum(earned.values(), ZERO))))
    spent = {code: amount for code, amount in sorted(balances.items()) if code not in income and amount}
    if spent:
        lines = [LineDraft(account=code, credit=amount) for code, amount in spent.items()]
        vouchers.append((LineDraft(account=year_profit, debit=sum(spent.values(), ZERO)), *lines))
    if apart:
        lines = [LineDraft(account=code, credit=amount) for code, amount in apart.items()]
        vouchers.append((LineDraft(account=undistributed, debit=sum(apart.values(), ZERO)), *lines))
    return vouchers
