"""What books that begin inside a year bring from before: its opening, what moved, what was carried. Pure."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from heyi.modules.ledger.contracts import KEPT_APART, ZERO, ChartAccount, LineDraft, OpeningLine
from heyi.modules.ledger.errors import YearForeignDiffers, YearMovedUneven, YearOpeningOfProfit

PROFIT_LOSS = "profit_loss"
# An account and what a line on it is kept apart by.
_Place = tuple[str | UUID | None, ...]


def kept_apart(line: LineDraft | OpeningLine) -> dict[str, Any]:
    """What a line is kept apart by."""
    return {name: getattr(line, name) for name in KEPT_APART}


@dataclass(frozen=True, kw_only=True)
class CarriedTo:
    """Where profit and loss is carried: 本年利润, and for what corrects earlier years 未分配利润."""

    year_profit: str
    undistributed: str
    prior_years: tuple[str, ...]

    def of(self, account: str) -> str:
        """The account to which this one is carried."""
        return self.undistributed if account.startswith(self.prior_years) else self.year_profit


@dataclass(frozen=True)
class YearSoFar:
    """The lines by which a year that is under way comes into the books.

    `opening` is what accounts held when the year began (年初余额), `moved` what moved since, with what was really
    earned and spent (实际损益发生额), and `carried` what of it was carried to profit. All three are the balances.
    """

    opening: tuple[LineDraft, ...]
    moved: tuple[LineDraft, ...]
    carried: tuple[LineDraft, ...]


def year_so_far(lines: Sequence[OpeningLine], chart: Mapping[str, ChartAccount], to: CarriedTo) -> YearSoFar:
    """What is posted for balances that say what moved in the year until then.

    An account's opening of the year is its balance less what moved. Of profit and loss both sides moved, but the one of
    its nature only was earned or spent, as far as nothing else is said; the rest carried it to profit, so the same is
    taken from what moved there.

    Raises:
        YearMovedUneven: what moved on the debit sides differs from what moved on the credit sides.
        YearOpeningOfProfit: an account of profit and loss held something when the year began.
        YearForeignDiffers: an amount in a foreign currency and what it is worth do not go together.
    """
    debit = sum((line.year_debit or ZERO for line in lines), ZERO)
    credit = sum((line.year_credit or ZERO for line in lines), ZERO)
    if debit != credit:
        raise YearMovedUneven(debit=debit, credit=credit, difference=debit - credit)
    opening, moved, carried = [], [], []
    counter: dict[tuple[str, bool], Decimal] = {}
    for line in lines:
        account = chart.get(line.account)
        opening += _opened(line, account)
        if account is None or account.account_class != PROFIT_LOSS:
            moved += _sides(line, line.year_debit or ZERO, line.year_credit or ZERO)
            continue
        is_debit = account.normal_balance == "debit"
        usual, other = line.year_debit or ZERO, line.year_credit or ZERO
        usual, other = (usual, other) if is_debit else (other, usual)
        back = usual - really(line, is_debit=is_debit)
        moved += _sides(line, *((usual, back) if is_debit else (back, usual)))
        rest = other - back
        carried += _sides(line, *((ZERO, rest) if is_debit else (rest, ZERO)))
        place = (to.of(line.account), is_debit)
        counter[place] = counter.get(place, ZERO) + rest
    for (code, to_debit), amount in sorted(counter.items()):
        whole = OpeningLine(account=code)
        carried += _sides(whole, *((amount, ZERO) if to_debit else (ZERO, amount)))
        moved = _without(moved, code, amount, is_debit=to_debit)
    return YearSoFar(tuple(opening), tuple(moved), tuple(carried))


def really(line: OpeningLine, *, is_debit: bool) -> Decimal:
    """What was really earned or spent on an account of profit and loss, on its own side.

    As far as nobody says: what moved on that side, where nothing is left on it; otherwise what is left, for then
    nothing was carried.
    """
    if line.year_actual is not None:
        return line.year_actual
    held = line.debit - line.credit
    if held:
        return held if is_debit else -held
    return (line.year_debit if is_debit else line.year_credit) or ZERO


def handed_over(lines: Iterable[LineDraft], kept: Collection[str], *, contra: str) -> tuple[LineDraft, ...]:
    """Red-letter lines that take off again what documents bring in themselves, on the sides on which those do.

    So with them an account moved what was said and no more, and the `contra` account nothing.
    """
    held: dict[_Place, Decimal] = {}
    foreign: dict[_Place, Decimal] = {}
    named: dict[_Place, LineDraft] = {}
    for line in lines:
        if line.account not in kept:
            continue
        key = (line.account, *kept_apart(line).values())
        named.setdefault(key, line)
        held[key] = held.get(key, ZERO) + line.debit - line.credit
        if line.foreign_amount is not None:
            side = 1 if line.debit else -1
            foreign[key] = foreign.get(key, ZERO) + side * line.foreign_amount
    taken, against = [], {True: ZERO, False: ZERO}
    for key, amount in held.items():
        if not amount:
            continue
        is_debit = amount > 0
        red = ZERO - abs(amount)
        in_foreign = None if key not in foreign else ZERO - abs(foreign[key])
        taken.append(
            LineDraft(
                account=named[key].account,
                debit=red if is_debit else ZERO,
                credit=ZERO if is_debit else red,
                **kept_apart(named[key]),
                foreign_amount=in_foreign,
            )
        )
        against[not is_debit] += red
    if against[True]:
        taken.append(LineDraft(account=contra, debit=against[True]))
    if against[False]:
        taken.append(LineDraft(account=contra, credit=against[False]))
    return tuple(taken)


def _opened(line: OpeningLine, account: ChartAccount | None) -> list[LineDraft]:
    held = line.debit - line.credit - (line.year_debit or ZERO) + (line.year_credit or ZERO)
    if held and account is not None and account.account_class == PROFIT_LOSS:
        raise YearOpeningOfProfit(account=f"{account.code} {account.name}", amount=held)
    if account is None or account.currency is None:
        foreign = None
    else:
        side = 1 if line.debit else -1
        foreign = side * (line.foreign_amount or ZERO)
        foreign += (line.year_foreign_credit or ZERO) - (line.year_foreign_debit or ZERO)
        alone = any(
            said and not amount
            for said, amount in (
                (foreign, held),
                (line.year_foreign_debit, line.year_debit),
                (line.year_foreign_credit, line.year_credit),
                (line.foreign_amount, line.debit or line.credit),
            )
        )
        if alone or foreign * held < 0:
            raise YearForeignDiffers(
                account=f"{account.code} {account.name}",
                amount=held,
                foreign=foreign,
                currency=account.currency,
            )
    if not held:
        return []
    return [
        LineDraft(
            account=line.account,
            debit=max(held, ZERO),
            credit=max(-held, ZERO),
            **kept_apart(line),
            foreign_amount=None if foreign is None else abs(foreign),
        )
    ]


def _sides(line: OpeningLine, debit: Decimal, credit: Decimal) -> list[LineDraft]:
    """A line for each side on which something moved."""
    found = []
    if debit:
        found.append(
            LineDraft(
                account=line.account,
                debit=debit,
                **kept_apart(line),
                foreign_amount=line.year_foreign_debit,
            )
        )
    if credit:
        found.append(
            LineDraft(
                account=line.account,
                credit=credit,
                **kept_apart(line),
                foreign_amount=line.year_foreign_credit,
            )
        )
    return found


def _without(moved: list[LineDraft], code: str, amount: Decimal, *, is_debit: bool) -> list[LineDraft]:
    """What moved on an account, less what is told by the lines that carry profit and loss there."""
    rest, found = amount, []
    for line in moved:
        own = line.debit if is_debit else line.credit
        if line.account != code or not own or not rest:
            found.append(line)
            continue
        left, rest = own - rest, ZERO
        if left:
            found += _sides(
                OpeningLine(account=code, party_id=line.party_id),
                *((left, ZERO) if is_debit else (ZERO, left)),
            )
    if rest:
        found += _sides(OpeningLine(account=code), *((-rest, ZERO) if is_debit else (ZERO, -rest)))
    return found
