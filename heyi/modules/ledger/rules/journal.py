"""The arithmetic of the books: the chart, balanced entries, reversals and the trial balance. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Final

from heyi.modules.ledger.contracts import (
    AccountSums,
    ChartAccount,
    Dimension,
    Grain,
    LineDraft,
    TrialBalanceRow,
)
from heyi.modules.ledger.errors import EntryUnbalanced, LineNotOneSided

CASH_ACCOUNTS: Final = ("1001", "1002")

_ZERO: Final = Decimal(0)
_NO_SUMS: Final = AccountSums()
_DIMENSION_FIELDS: Final[Mapping[Dimension, str]] = {
    Dimension.CUSTOMER: "party_id",
    Dimension.SUPPLIER: "party_id",
    Dimension.PARTNER: "party_id",
    Dimension.DEPARTMENT: "department_id",
    Dimension.PERSON: "person_id",
    Dimension.ITEM: "product_id",
    Dimension.PROJECT: "project_id",
}


class VoucherWord(StrEnum):
    """The word before a voucher's number: one for all (记), or by the way of the money (收, 付, 转)."""

    GENERAL = "记"
    RECEIPT = "收"
    PAYMENT = "付"
    TRANSFER = "转"


def check_balanced(lines: Sequence[LineDraft], *, summary: str = "") -> Decimal:
    """Refuse lines that are no entry; answers the entry's total, the sum of its debits.

    Raises:
        LineNotOneSided: a line has an amount on both sides or on neither.
        EntryUnbalanced: debits and credits differ, or there are fewer than two lines.
    """
    for line_no, line in enumerate(lines, start=1):
        if (line.debit == 0) == (line.credit == 0):
            raise LineNotOneSided(line=line_no, account=line.account, debit=line.debit, credit=line.credit)
    debit = sum((line.debit for line in lines), _ZERO)
    credit = sum((line.credit for line in lines), _ZERO)
    if debit != credit or len(lines) < 2:
        raise EntryUnbalanced(summary=summary, debit=debit, credit=credit)
    return debit


def missing_dimensions(account: ChartAccount, line: LineDraft) -> list[str]:
    """Which fields a line leaves empty that its account wants named."""
    wanted = {_DIMENSION_FIELDS[Dimension(name)] for name in account.dimensions}
    return sorted(name for name in wanted if getattr(line, name) is None)


def reversal_lines(lines: Iterable[LineDraft], *, red_letter: bool = True) -> tuple[LineDraft, ...]:
    """The lines that take an entry back, in the same order.

    A red-letter reversal (红字冲销) keeps the sides and makes the amounts negative, so an account's movement
    in the period is as if nothing had been posted; a mirrored one changes the sides and shows both.
    """
    if red_letter:
        return tuple(
            replace(
                line,
                debit=_negative(line.debit),
                credit=_negative(line.credit),
                foreign_amount=None if line.foreign_amount is None else _negative(line.foreign_amount),
            )
            for line in lines
        )
    return tuple(replace(line, debit=line.credit, credit=line.debit) for line in lines)


def voucher_word(lines: Iterable[LineDraft]) -> VoucherWord:
    """The word of an entry where money in, money out and the rest are numbered apart.

    Money that leaves cash or bank makes it a payment, also when it only goes from one to the other (so both
    sides of such a transfer are one voucher); money that only comes in makes it a receipt. What foreign money is
    worth anew moves none.
    """
    cash_lines = [
        line for line in lines if line.account.startswith(CASH_ACCOUNTS) and line.foreign_amount != 0
    ]
    if any(line.credit for line in cash_lines):
        return VoucherWord.PAYMENT
    return VoucherWord.RECEIPT if cash_lines else VoucherWord.TRANSFER


def voucher_number(number: int, word: VoucherWord = VoucherWord.GENERAL) -> str:
    """How a voucher's number is written: 记-0001."""
    return f"{word}-{number:04}"


def grain_start(day: date, grain: Grain) -> date:
    """The first day of the day's day, month or year."""
    if grain is Grain.DAY:
        return day
    return day.replace(day=1) if grain is Grain.MONTH else day.replace(month=1, day=1)


def trial_balance_rows(
    accounts: Iterable[ChartAccount], sums: Mapping[str, AccountSums], *, with_empty: bool = False
) -> list[TrialBalanceRow]:
    """One row for each account that has an opening balance or a movement, by code.

    An account's balance stands on the side where it lies. A parent stands for all its children at once: its balance is
    what remains of their debits against their credits, as its ledger (总账) tells it.

    Raises:
        ValueError: there are sums of an account that is not among `accounts`.
    """
    chart = sorted(accounts, key=lambda account: account.code)
    unknown = sums.keys() - {account.code for account in chart}
    if unknown:
        raise ValueError(f"no account {min(unknown)} in the chart")
    whole = {account.code: sums.get(account.code, _NO_SUMS) for account in chart}
    rows: list[TrialBalanceRow] = []
    parents: set[str] = set()
    for account in reversed(chart):  # children, whose codes are longer, come before their parents
        row = _row(account, whole[account.code])
        # Children may cancel each other out; whoever reads them finds their parent above them.
        if not (with_empty or account.code in parents or any(_amounts(row))):
            continue
        rows.append(row)
        if account.parent_code is not None:
            parents.add(account.parent_code)
            whole[account.parent_code] = _together(whole[account.parent_code], whole[account.code])
    return rows[::-1]


def trial_balance_totals(rows: Iterable[TrialBalanceRow]) -> TrialBalanceRow:
    """The totals under a trial balance: the sums of its first level, each side for itself."""
    first = [row for row in rows if row.level == 1]
    return TrialBalanceRow(
        code="",
        name="",
        name_en="",
        level=0,
        is_detail=False,
        opening_debit=sum((row.opening_debit for row in first), _ZERO),
        opening_credit=sum((row.opening_credit for row in first), _ZERO),
        debit=sum((row.debit for row in first), _ZERO),
        credit=sum((row.credit for row in first), _ZERO),
        year_debit=sum((row.year_debit for row in first), _ZERO),
        year_credit=sum((row.year_credit for row in first), _ZERO),
        closing_debit=sum((row.closing_debit for row in first), _ZERO),
        closing_credit=sum((row.closing_credit for row in first), _ZERO),
    )


def _negative(amount: Decimal) -> Decimal:
    return _ZERO - amount


def _together(one: AccountSums, other: AccountSums) -> AccountSums:
    return AccountSums(
        opening=one.opening + other.opening,
        debit=one.debit + other.debit,
        credit=one.credit + other.credit,
        year_debit=one.year_debit + other.year_debit,
        year_credit=one.year_credit + other.year_credit,
    )


def _row(account: ChartAccount, sums: AccountSums) -> TrialBalanceRow:
    closing = sums.opening + sums.debit - sums.credit
    return TrialBalanceRow(
        code=account.code,
        name=account.name,
        name_en=account.name_en,
        level=account.level,
        is_detail=account.is_detail,
        opening_debit=max(sums.opening, _ZERO),
        opening_credit=max(_negative(sums.opening), _ZERO),
        debit=sums.debit,
        credit=sums.credit,
        year_debit=sums.year_debit,
        year_credit=sums.year_credit,
        closing_debit=max(closing, _ZERO),
        closing_credit=max(_negative(closing), _ZERO),
    )


def _amounts(row: TrialBalanceRow) -> tuple[Decimal, ...]:
    return (
        row.opening_debit,
        row.opening_credit,
        row.debit,
        row.credit,
        row.year_debit,
        row.year_credit,
        row.closing_debit,
        row.closing_credit,
    )
