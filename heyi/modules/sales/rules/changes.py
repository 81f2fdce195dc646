"""What a change makes of a promised order, and how the two differ: pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import Any, TypeVar

from heyi.kit.money import proportional_part, round_amount, round_fraction, taxed, times
from heyi.kit.quantity import QuantityError, convert
from heyi.modules.sales.contracts import Difference
from heyi.modules.sales.rules import ZERO, kept_share
from heyi.platform.errors import FieldProblem
from heyi.platform.http.answers import number_text

Row = Mapping[Any, Any]
T = TypeVar("T")
# What a line is sold at: whoever changes one of these changes its price.
_TERMS = ("product_id", "unit_id", "unit_numerator", "unit_denominator", "unit_price", "tax_code")
_CONTENT = (*_TERMS, "quantity", "deliver_on")
_AMOUNTS = ("net", "tax", "gross")
_CENTS = 2
_DONE = ("delivered", "returned", "settled")


@dataclass
class Outcome:
    """The lines that an order has after a change, in their order, those that go, and what cannot be.

    A line that stays has its `id`, one that is new has none; one that takes over what a begun line was still to bring
    tells of which (`split_of`).
    """

    lines: list[dict[str, Any]] = field(default_factory=list)
    removed: list[Row] = field(default_factory=list)
    problems: list[FieldProblem] = field(default_factory=list)

    def total(self, name: str) -> Decimal:
        """The sum of an amount over the lines."""
        return sum((line[name] for line in self.lines), ZERO)


def same_terms(one: Row, other: Row) -> bool:
    """Whether two lines sell the same at the same price."""
    return all(one[name] == other[name] for name in _TERMS)


def is_asked(old: Row | None, new: Row) -> bool:
    """Whether the price of a line is to be measured: nobody agreed to it yet, or it is to hold for another quantity of
    what is still to be delivered."""
    if old is None or not same_terms(old, new):
        return True
    return bool(old["quantity"] != new["quantity"] and new["quantity"] != new.get("delivered"))


def same_content(one: Row, other: Row) -> bool:
    """Whether two lines say the same, whatever they come to."""
    return all(one[name] == other[name] for name in _CONTENT)


@dataclass(frozen=True)
class Terms:
    """In which kind of prices an order is agreed, and what a discount on the whole leaves of each price where it was
    typed as a share. An amount stays the amount that it is: lines keep their parts of it, and new ones get none."""

    includes_tax: bool
    kept: Fraction | None = None

    @classmethod
    def of(cls, head: Row) -> "Terms":
        """The terms of an order."""
        kept = None if head["whole_discount_share"] is None else kept_share(head)
        return cls(head["prices_include_tax"], kept)

    def amounts(self, quantity: Decimal, line: Row, given: Decimal) -> dict[str, Decimal]:
        """What so many of a line's unit come to at its price, after its part of the discount on the whole: of an amount
        what was `given` before, and never more than there is."""
        before = times(quantity, line["unit_price"])
        if self.kept is None:
            left = before - min(given, before)
        else:
            left = round_fraction(Fraction(before) * self.kept, _CENTS)
        amount = taxed(left, line["tax_rate"], includes_tax=self.includes_tax)
        return {"head_discount": before - left, **{name: getattr(amount, name) for name in _AMOUNTS}}


def outcome_of(now: Sequence[Row], wished: Sequence[Row], terms: Terms) -> Outcome:
    """What the order's lines become, each wish standing for the line that its `order_line_id` names.

    Never less than what was delivered, which keeps its money: `taken` are the amounts of a line's deliveries. Of a
    begun line whose price changes, what was delivered stays a line of its own at the old price, and the rest becomes a
    new one. A discount on the whole order stays the share, or the amount, that it is.
    """
    lines = {line["id"]: line for line in now}
    outcome = Outcome()
    named = set()
    for at, wish in enumerate(wished):
        was = lines.get(wish["order_line_id"])
        if was is not None:
            named.add(was["id"])
        _become(outcome, at, was, wish, terms)
    for line in now:
        if line["id"] in named:
            continue
        if line["delivered"]:
            outcome.problems.append(_problem("lines", "below_delivered", line, wished=ZERO))
        outcome.removed.append(line)
    for line_no, line in enumerate(outcome.lines, start=1):
        line["line_no"] = line_no
    return outcome


def _become(outcome: Outcome, at: int, was: Row | None, wish: Row, terms: Terms) -> None:
    """Add what one wish becomes, or the problem that it meets."""
    if was is None or not was["delivered"]:
        begun = dict.fromkeys(_DONE, ZERO)
        outcome.lines.append({**wish, **begun, "id": was["id"] if was else None, "split_of": None})
        return
    rest = wish["quantity"] - was["delivered"]
    place = f"lines.{at}.quantity"
    if rest < ZERO:
        outcome.problems.append(_problem(place, "below_delivered", was, wished=wish["quantity"]))
    elif same_terms(was, wish):
        done = {name: was[name] for name in ("id", "taken", *_DONE)}
        outcome.lines.append({**wish, **done, **_kept(was, wish), "split_of": None})
    elif rest == ZERO:
        outcome.problems.append(_problem(f"lines.{at}.unit_price", "delivered_at_price", was, wished=rest))
    else:
        try:
            outcome.lines += _split(was, wish, rest, terms)
        except QuantityError:
            outcome.problems.append(_problem(place, "split_inexact", was, wished=wish["quantity"]))


def _kept(was: Row, wish: Row) -> dict[str, Decimal]:
    """What a begun line comes to at another quantity: what was delivered keeps its money to the cent."""
    if wish["quantity"] == was["quantity"]:
        return {name: was[name] for name in ("head_discount", *_AMOUNTS)}
    if wish["quantity"] == was["delivered"]:
        return _done(was)
    net, tax = (max(wish[name], was["taken"][name]) for name in ("net", "tax"))
    return {"net": net, "tax": tax, "gross": net + tax}


def _done(was: Row) -> dict[str, Decimal]:
    """What was delivered of a line came to, and its part of what the line gave of the discount on the whole."""
    given = proportional_part(was["head_discount"], was["delivered"], was["quantity"])
    return {"head_discount": given, **{name: was["taken"][name] for name in _AMOUNTS}}


def _split(was: Row, wish: Row, rest: Decimal, terms: Terms) -> list[dict[str, Any]]:
    """What was delivered as a line that is done, at its old price, and the rest as a new one.

    Raises:
        QuantityError: one of the two cannot be said exactly in its unit.
    """
    done = {
        **was,
        **_done(was),
        "quantity": was["delivered"],
        "typed_quantity": convert(was["delivered"], Fraction(1), _factor(was)),
        "order_line_id": was["id"],
        "split_of": None,
    }
    typed = convert(rest, Fraction(1), _factor(wish))
    new = {
        **wish,
        **dict.fromkeys(_DONE, ZERO),
        **terms.amounts(typed, wish, was["head_discount"] - done["head_discount"]),
        "id": None,
        "order_line_id": None,
        "quantity": rest,
        "typed_quantity": typed,
        "split_of": was["id"],
    }
    return [done, new]


def _factor(line: Row) -> Fraction:
    return Fraction(line["unit_numerator"], line["unit_denominator"])


def _problem(place: str, code: str, was: Row, *, wished: Decimal) -> FieldProblem:
    return FieldProblem(
        place,
        code,
        {
            "line": was["line_no"],
            "product": was["product_name"],
            "delivered": number_text(was["delivered"]),
            "wished": number_text(wished),
        },
    )


@dataclass(frozen=True)
class Differing:
    """A line before and after; `more` is by how much its money grows."""

    kind: Difference
    old: Row | None
    new: Row | None

    @property
    def more(self) -> Decimal:
        """By how much its money grows."""
        return (self.new["gross"] if self.new else ZERO) - (self.old["gross"] if self.old else ZERO)


def differences(was: Sequence[Row], wanted: Sequence[Row]) -> list[Differing]:
    """How two orders differ, line by line, as the wanted one has them; those that go stand last.

    Both sides say which line of the order theirs is (`order_line_id`).
    """
    before = {line["order_line_id"]: line for line in was}
    found = []
    for line in wanted:
        old = before.pop(line["order_line_id"], None)
        if old is None:
            found.append(Differing(Difference.ADDED, None, line))
        else:
            same = same_content(old, line) and old["gross"] == line["gross"]
            found.append(Differing(Difference.SAME if same else Difference.CHANGED, old, line))
    return [*found, *(Differing(Difference.REMOVED, line, None) for line in before.values())]


def most_cut(was: Sequence[Row], wished: Sequence[Row]) -> Decimal:
    """By how much at most the price of a line is lowered, in percent of what it was, to one decimal."""
    before = {line["order_line_id"]: line for line in was}
    cuts = [ZERO]
    for wish in wished:
        old = before.get(wish["order_line_id"])
        if old is None or not old["unit_price"]:
            continue
        price, now = (Fraction(line["unit_price"]) / _factor(line) for line in (old, wish))
        cut = (price - now) * 100 / price
        cuts.append(round_amount(Decimal(cut.numerator) / Decimal(cut.denominator), 1))
    return max(cuts)


def merged(was: Sequence[Row], wished: Sequence[Row], now: Sequence[Row], terms: Terms) -> list[Row]:
    """What is wanted, said of the order as it is now: lines that the wish leaves as they were follow the order, those
    that it changes stay wished, though never below what was delivered.

    `now` are lines of the order with their `order_line_id`. What is gone from the order, and was to change, is new.
    """
    before = {line["order_line_id"]: line for line in was}
    present = {line["order_line_id"]: line for line in now}
    found: list[Row] = []
    wanted = set()
    for wish in wished:
        line_id = wish["order_line_id"]
        wanted.add(line_id)
        old, line = before.get(line_id), present.get(line_id)
        untouched = old is not None and same_content(old, wish)
        if line is None:
            if not untouched:
                found.append({**wish, "order_line_id": None})
        elif untouched:
            found.append(line)
        else:
            found.append(_at_least_delivered(line, wish, terms))
    came = [line for line_id, line in present.items() if line_id not in wanted and line_id not in before]
    kept = [
        line
        for line_id, line in present.items()
        if line_id not in wanted and line_id in before and line["delivered"]
    ]
    return [*found, *came, *kept]


def _at_least_delivered(line: Row, wish: Row, terms: Terms) -> Row:
    """The wish for a line of the order, raised to what was delivered; the line itself where that has no words."""
    if wish["quantity"] >= line["delivered"]:
        return wish
    try:
        typed = convert(line["delivered"], Fraction(1), _factor(wish))
    except QuantityError:
        return line
    return {
        **wish,
        **terms.amounts(typed, wish, wish["head_discount"]),
        "quantity": line["delivered"],
        "typed_quantity": typed,
    }


def wanted_still(was: T, wished: T, now: T) -> T:
    """What of the head is wanted now: where the wish left it as it was, what the order says."""
    return now if wished == was else wished
