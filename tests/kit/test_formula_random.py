"""Formulas nobody thought of: any words in any order, and every well-typed formula on any row."""

import re
from contextlib import suppress
from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from heyi.kit.formula import FormulaError, FormulaType, functions, parse

FIELDS = {
    "net": FormulaType.NUMBER,
    "x_tax": FormulaType.NUMBER,
    "name": FormulaType.TEXT,
    "due_on": FormulaType.DATE,
    "paid": FormulaType.BOOLEAN,
}
WORDS = [
    *(f"{one.name}(" for one in functions()),
    *(f"{{{name}}}" for name in FIELDS),
    *"+-*/^&=<>(),＋（），",
    *("<>", "<=", ">=", "true", "false", "empty", '"a"', '"', "“", "{", "}", ")", "0", "1", "9", "0.5"),
    *("99999999999999999999", "2026", " ", "x", "公", "\0", ".", ";"),
]
numbers = st.one_of(st.decimals(), st.integers(), st.sampled_from([Decimal("1e19"), Decimal("1e-30")]))
rows = st.fixed_dictionaries(
    {
        "net": st.none() | numbers,
        "x_tax": st.none() | numbers,
        "name": st.none() | st.text(),
        "due_on": st.none() | st.dates(),
        "paid": st.none() | st.booleans(),
    }
)
TYPES = {
    FormulaType.NUMBER: Decimal,
    FormulaType.TEXT: str,
    FormulaType.DATE: date,
    FormulaType.BOOLEAN: bool,
}


@given(st.lists(st.sampled_from(WORDS), max_size=60).map("".join) | st.text(max_size=50))
def test_any_text_is_a_formula_or_a_formula_error(text: str) -> None:
    with suppress(FormulaError):
        formula = parse(text, FIELDS)
        value = formula.evaluate({})
        assert value is None or type(value) is TYPES[formula.type]


# A capital stands for any formula of that type: number, text, date, boolean.
PATTERNS = {
    FormulaType.NUMBER: "(N+N) (N-N) (N*N) (N/N) (N^N) -N round(N,N) mod(N,N) int(N) abs(N) sum(N,N,N) min(N,N) "
    "max(N,N) year(D) month(D) day(D) days(D,D) len(T) if(B,N,N) coalesce(N,N)",
    FormulaType.TEXT: "(T&N) (D&B) concat(T,B,D,N) upper(T) lower(T) trim(T) text(N) text(D) left(T,N) right(T,N) "
    "mid(T,N,N) if(B,T,T) coalesce(T,T)",
    FormulaType.DATE: "date(N,N,N) add_days(D,N) add_months(D,N) min(D,D) max(D,D) if(B,D,D) coalesce(D,D)",
    FormulaType.BOOLEAN: "(N<N) (D<=D) (N>N) (D>=D) (T=T) (T<>T) (B=B) not(B) and(B,B,B) or(B,B) "
    "contains(T,T) is_empty(N) is_empty(T) if(B,B,B)",
}
LEAVES = {
    FormulaType.NUMBER: "{net} {x_tax} 0 1 2.5 99999999999999999999",
    FormulaType.TEXT: '{name} "" "ab"',
    FormulaType.DATE: "{due_on} date(9999,12,31) date(1,1,1)",
    FormulaType.BOOLEAN: "{paid} true false",
}
SLOTS = dict(zip("NTDB", TYPES, strict=True))


@st.composite
def formula_texts(draw: st.DrawFn, type_: FormulaType, depth: int) -> str:
    """A well-typed formula of up to so many levels."""
    patterns = LEAVES[type_].split() + (PATTERNS[type_].split() if depth else [])
    pattern = draw(st.sampled_from(patterns))
    return re.sub("[NTDB]", lambda slot: draw(formula_texts(SLOTS[slot.group()], depth - 1)), pattern)


@given(st.data(), st.sampled_from(list(TYPES)), rows)
def test_a_formula_never_fails_on_data(data: st.DataObject, type_: FormulaType, row: dict[str, Any]) -> None:
    formula = parse(data.draw(formula_texts(type_, 3)), FIELDS)
    value = formula.evaluate(row)
    assert formula.type is type_
    assert value is None or type(value) is TYPES[type_]
    if isinstance(value, Decimal):
        assert value.is_finite()
        assert len(format(value, "f")) <= len("-99999999999999999999.999999999999") + 1
