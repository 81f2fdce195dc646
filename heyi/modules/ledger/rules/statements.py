"""The statements of both standards: which rows there are, and what stands in them.

Sources: 小企业会计准则 (财会〔2011〕17号) 会小企01, 02, 03表; 企业会计准则 会企01, 02, 03表 (财会〔2019〕6号附件2);
VAT in the balance sheet by 财会〔2016〕22号. The forms are data (`forms/<standard>.json`); a code there is a prefix and
means the account and all below it.
"""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from importlib import resources
from typing import Any, Literal

from heyi.kit.money import share_out
from heyi.modules.ledger.contracts import ZERO, LineDraft, Standard


@dataclass(frozen=True)
class Term:
    """A part of a row's amount: how the accounts of `codes` are added up, and whether it is added or taken off."""

    sign: int
    mode: str
    codes: tuple[str, ...]


@dataclass(frozen=True)
class Line:
    """A line of a form: a heading, or a row with its number; from accounts, other rows or flows of cash."""

    row: int | None
    zh: str
    en: str
    style: str
    indent: int
    side: str
    terms: tuple[Term, ...]
    rows: tuple[int, ...]
    flow: Literal["in", "out"] | None
    opening_cash: bool


@dataclass(frozen=True)
class Form:
    """A statement's form: its official number, its lines from top to bottom, and the rows by which it is proved.

    Those are both totals of the balance sheet, the net profit, or the cash there is at the end.
    """

    number: str
    lines: tuple[Line, ...]
    agrees: tuple[int, ...]


@dataclass(frozen=True)
class CashRules:
    """Which accounts are cash, which hold VAT, and the row a counter-account stands for: (money in, money out).

    `exchange` are the rows of what a rate made of money: more, less.
    """

    cash: tuple[str, ...]
    vat: tuple[str, ...]
    counterparts: Mapping[str, tuple[int, int]]
    outgoing: frozenset[int]
    exchange: tuple[int, int]


@dataclass(frozen=True)
class Sides:
    """What all parties with a debit balance on a first-level account hold together, and all with a credit balance."""

    debit: Decimal
    credit: Decimal


@dataclass(frozen=True)
class Holdings:
    """What the accounts hold, debit minus credit, by detail account.

    Of accounts whose parties stand in different rows: the sides of their parties by first-level account, and by detail
    account what `alone` stands there without a party.
    """

    accounts: Mapping[str, Decimal]
    parties: Mapping[str, Sides] = field(default_factory=dict)
    alone: Mapping[str, Decimal] = field(default_factory=dict)


@cache
def form(name: str, chart: str = Standard.SMALL_ENTERPRISE) -> Form:
    """The form of a statement: `balance_sheet`, `income_statement` or `cash_flow`."""
    found = _forms(chart)[name]
    return Form(found["form"], tuple(_line(line) for line in found["lines"]), tuple(found["agrees"]))


def prior_years(chart: str) -> tuple[str, ...]:
    """The accounts that correct earlier years: of profit and loss, and in no statement of income."""
    return tuple(_forms(chart)["prior_years"])


@cache
def cash_rules(chart: str = Standard.SMALL_ENTERPRISE) -> CashRules:
    """How money that comes and goes is put on the rows of 现金流量表."""
    found = _forms(chart)["cash_flow"]
    outgoing = frozenset(
        line.row for line in form("cash_flow", chart).lines if line.flow == "out" and line.row
    )
    counterparts = {code: (rows[0], rows[1]) for code, rows in found["counterparts"].items()}
    more, less = found["exchange"]
    return CashRules(tuple(found["cash"]), tuple(found["vat"]), counterparts, outgoing, (more, less))


@cache
def flow_rows(chart: str = Standard.SMALL_ENTERPRISE) -> frozenset[int]:
    """The rows of 现金流量表 that money stands on; the others add them up."""
    return frozenset(line.row for line in form("cash_flow", chart).lines if line.flow and line.row)


def filled(
    form: Form, holdings: Holdings, flows: Mapping[int, Decimal], opening_cash: Decimal
) -> dict[int, Decimal]:
    """The amount of every row: accounts, flows and opening cash first, then the rows that add up others."""
    values: dict[int, Decimal] = {}
    for line in form.lines:
        if line.row is None:
            continue
        if line.flow:
            values[line.row] = flows.get(line.row, ZERO)
        elif line.opening_cash:
            values[line.row] = opening_cash
        else:
            values[line.row] = sum((term.sign * _amount(term, holdings) for term in line.terms), ZERO)
    for line in form.lines:
        if line.row is not None and line.rows:
            values[line.row] = sum((_signed(values, row) for row in line.rows), ZERO)
    return values


def accounts_of(form: Form, row: int) -> list[str]:
    """The prefixes of the accounts behind a row, also through the rows it adds up."""
    line = next(line for line in form.lines if line.row == row)
    codes = {code for term in line.terms for code in term.codes}
    for other in line.rows:
        codes |= set(accounts_of(form, abs(other)))
    return sorted(codes)


def cash_flows(lines: Sequence[LineDraft], rules: CashRules) -> dict[int, Decimal]:
    """On which rows of 现金流量表 an entry's money stands; empty when no money came or went.

    The lines on the other side than the money explain it, each by the row it names or by its account; VAT follows the
    goods it belongs to. The amount is shared out over them to the cent, so the rows add up to the change of cash. Money
    that goes where a row expects it to come is negative there.
    """
    change = sum((line.debit - line.credit for line in lines if line.account.startswith(rules.cash)), ZERO)
    others = [line for line in lines if not line.account.startswith(rules.cash)]
    if not change or not others:
        return {}
    side = 1 if change > 0 else -1
    # How much of the money a line explains; a red-letter line on the money's own side explains as well.
    weights = [(line, side * (line.credit - line.debit)) for line in others]
    explaining = [(line, weight) for line, weight in weights if weight > 0] or weights
    principal = [(line, weight) for line, weight in explaining if not line.account.startswith(rules.vat)]
    explaining = principal or explaining
    shares = share_out(abs(change), [abs(weight) for _, weight in explaining])
    flows: dict[int, Decimal] = defaultdict(Decimal)
    for (line, _), share in zip(explaining, shares, strict=True):
        row = line.cash_flow or _row_of(line.account, rules, is_in=change > 0)
        is_outgoing = row in rules.outgoing
        flows[row] += share if is_outgoing == (change < 0) else -share
    return {row: amount for row, amount in flows.items() if amount}


def _row_of(account: str, rules: CashRules, *, is_in: bool) -> int:
    for length in range(len(account), 0, -1):
        if rows := rules.counterparts.get(account[:length]):
            return rows[0 if is_in else 1]
    return rules.counterparts["_default"][0 if is_in else 1]


def _amount(term: Term, holdings: Holdings) -> Decimal:
    if term.mode in ("debit_by_party", "credit_by_party"):
        return sum(_sides(term.codes, holdings, is_debit=term.mode == "debit_by_party"), ZERO)
    if term.mode in ("debit_each", "credit_each"):
        side = 1 if term.mode == "debit_each" else -1
        each = (_held(holdings.accounts, (code,)) for code in term.codes)
        return sum((max(side * held, ZERO) for held in each), ZERO)
    held = _held(holdings.accounts, term.codes)
    return held if term.mode.endswith("net_debit") else -held


def _sides(codes: tuple[str, ...], holdings: Holdings, *, is_debit: bool) -> Iterator[Decimal]:
    """One side of what each party holds on a first-level account, and of what stands on a detail account alone."""
    for code, sides in holdings.parties.items():
        if code.startswith(codes):
            yield sides.debit if is_debit else sides.credit
    for code, held in holdings.alone.items():
        if code.startswith(codes):
            yield max(held if is_debit else -held, ZERO)


def _held(accounts: Mapping[str, Decimal], codes: tuple[str, ...]) -> Decimal:
    return sum((held for code, held in accounts.items() if code.startswith(codes)), ZERO)


def _signed(values: Mapping[int, Decimal], row: int) -> Decimal:
    return values[row] if row > 0 else -values[-row]


def _line(line: Mapping[str, Any]) -> Line:
    terms = tuple(
        Term(1 if sign == "+" else -1, mode, tuple(codes)) for sign, mode, *codes in line.get("accounts", ())
    )
    return Line(
        line.get("row"),
        line["zh"],
        line["en"],
        line["style"],
        line.get("indent", 0),
        line.get("side", ""),
        terms,
        tuple(line.get("rows", ())),
        line.get("flow"),
        line.get("opening_cash", False),
    )


@cache
def _forms(chart: str) -> Mapping[str, Any]:
    source = resources.files("heyi.modules.ledger").joinpath("forms", f"{chart}.json")
    forms: Mapping[str, Any] = json.loads(source.read_text(encoding="utf-8"))
    return forms
