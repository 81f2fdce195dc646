import inspect
import sys
from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import pairwise, permutations
from typing import Any

import pytest

from heyi.kit.formula import (
    Formula,
    FormulaCircle,
    FormulaError,
    FormulaFault,
    FormulaType,
    functions,
    order_of,
    parse,
)
from heyi.kit.formula.language import MAX_TEXT

FIELDS = {
    "net": FormulaType.NUMBER,
    "x_tax": FormulaType.NUMBER,
    "name": FormulaType.TEXT,
    "due_on": FormulaType.DATE,
    "paid": FormulaType.BOOLEAN,
}
EMPTY: dict[str, Any] = dict.fromkeys(FIELDS)
ROW: dict[str, Any] = {
    "net": Decimal("100.50"),
    "x_tax": 13,
    "name": "Acme 公司",
    "due_on": date(2026, 1, 31),
    "paid": True,
}


def value_of(text: str, row: dict[str, Any] = ROW) -> Any:
    return parse(text, FIELDS).evaluate(row)


def refusal(text: str) -> tuple[int, FormulaFault, dict[str, str]]:
    with pytest.raises(FormulaError) as caught:
        parse(text, FIELDS)
    return caught.value.position, caught.value.code, caught.value.params


class TestValues:
    @pytest.mark.parametrize(
        ("text", "value"),
        [
            ("1 + 2 * 3", "7"),
            ("(1 + 2) * 3", "9"),
            ("=10 - 3 - 2", "5"),
            ("2 ^ 3 ^ 2", "64"),
            ("-2 ^ 2", "4"),
            ("2 ^ -1", "0.5"),
            ("2 ^ 0.5", "1.414213562373"),
            ("--+-1", "-1"),
            ("1 / 3", "0.333333333333"),
            ("2 / 3", "0.666666666667"),
            ("0.1 + 0.2", "0.3"),
            ("{net} * 1.13", "113.565"),
            ("{ net } + {x_tax}", "113.5"),
            ("１ + 1", None),
            ("round(2.5, 0)", "3"),
            ("round(-2.5, 0)", "-3"),
            ("round(1.005, 2)", "1.01"),
            ("round(1250, -2)", "1300"),
            ("round(1.5, 99)", "1.5"),
            ("round(1.5, -99)", "0"),
            ("int(2.9)", "2"),
            ("int(-2.1)", "-3"),
            ("abs(-99999999999999999999.999999999999)", "99999999999999999999.999999999999"),
            ("mod(7, 3)", "1"),
            ("mod(-7, 3)", "2"),
            ("mod(7, -3)", "-2"),
            ("mod(-6, 3)", "0"),
            ("0 * -1", "0"),
            ("sum(1, 2, {net})", "103.5"),
            ("min(3, 1, 2)", "1"),
            ("max({net}, 1)", "100.5"),
            ("len({name})", "7"),
            ("year({due_on}) * 10000 + month({due_on}) * 100 + day({due_on})", "20260131"),
            ("days(date(2026, 3, 1), {due_on})", "29"),
            ("ROUND({net}，0)＋1", "102"),
        ],
    )
    def test_numbers(self, text: str, value: str | None) -> None:
        if value is None:
            assert refusal(text)[1] == FormulaFault.BAD_CHARACTER
        else:
            assert parse(text, FIELDS).type is FormulaType.NUMBER
            assert str(value_of(text)) == value

    @pytest.mark.parametrize(
        ("text", "value"),
        [
            ('"a" & 1 & {due_on} & {paid} & 1.50', "a12026-01-31TRUE1.5"),
            ('"say ""hi"""', 'say "hi"'),
            ("“中文”", "中文"),
            ('concat({name}, "-", 2.0)', "Acme 公司-2"),
            ("left({name}, 4)", "Acme"),
            ("left({name}, -1)", ""),
            ("left({name}, 99999999999999999999)", "Acme 公司"),
            ("right({name}, 2)", "公司"),
            ("right({name}, 0)", ""),
            ("right({name}, 99999999999999999999)", "Acme 公司"),
            ("mid({name}, 2, 3)", "cme"),
            ("mid({name}, 99, 3)", ""),
            ("upper({name})", "ACME 公司"),
            ("lower({name})", "acme 公司"),
            ('trim("  a   b ")', "a b"),
            ("text(1.10)", "1.1"),
            ("text(10 ^ 15)", "1000000000000000"),
            ('if({paid}, "是", "否")', "是"),
            ('IF(NOT({paid}), "x", empty)', None),
            ("coalesce(empty, {name})", "Acme 公司"),
        ],
    )
    def test_texts(self, text: str, value: str | None) -> None:
        assert parse(text, FIELDS).type is FormulaType.TEXT
        assert value_of(text) == value

    @pytest.mark.parametrize(
        ("text", "value"),
        [
            ("{due_on}", date(2026, 1, 31)),
            ("date(2028, 2, 29)", date(2028, 2, 29)),
            ("add_days({due_on}, 1)", date(2026, 2, 1)),
            ("add_days({due_on}, -31)", date(2025, 12, 31)),
            ("add_months({due_on}, 1)", date(2026, 2, 28)),
            ("add_months({due_on}, 25)", date(2028, 2, 29)),
            ("add_months({due_on}, -1)", date(2025, 12, 31)),
            ("max({due_on}, date(2026, 2, 1))", date(2026, 2, 1)),
            ("if(false, empty, {due_on})", date(2026, 1, 31)),
        ],
    )
    def test_dates(self, text: str, value: date) -> None:
        assert parse(text, FIELDS).type is FormulaType.DATE
        assert value_of(text) == value

    @pytest.mark.parametrize(
        ("text", "value"),
        [
            ("{net} = 100.5", True),
            ("{net} <> 100.5", False),
            ("1 + 1 >= 2", True),
            ("1 ＜＝ 2", True),
            ("1 < 1", False),
            ("2 > 1 = true", True),
            ("{due_on} < date(2026, 2, 1)", True),
            ('{name} = "acme 公司"', False),
            ('"a" & "b" = "ab"', True),
            ('contains({name}, "ACME")', True),
            ('contains({name}, "%")', False),
            ("and({paid}, 1 = 1)", True),
            ("or(not({paid}), 1 = 2)", False),
            ('is_empty("")', True),
            ("is_empty({net})", False),
        ],
    )
    def test_truth(self, text: str, value: bool) -> None:
        assert parse(text, FIELDS).type is FormulaType.BOOLEAN
        assert value_of(text) is value

    def test_says_which_fields_it_uses(self) -> None:
        assert parse("if({paid}, {net}, {net} + 1)", FIELDS).uses == {"paid", "net"}
        assert parse("1", FIELDS).uses == frozenset()


class TestEmpty:
    @pytest.mark.parametrize(
        "text",
        [
            "{net} + 1",
            "-{net}",
            "{net} = 1",
            "{net} <> 1",
            "not({paid})",
            "round({net}, 2)",
            "round(1, {net})",
            "upper({name})",
            "text({net})",
            'contains({name}, "a")',
            "add_days({due_on}, 1)",
            "sum({net}, {x_tax})",
            "min({due_on}, {due_on})",
            "coalesce({net}, {x_tax})",
            "and({paid}, true)",
            "or({paid}, false)",
            "1 / 0",
            "0 / 0",
            "mod(1, 0)",
            "0 ^ 0",
            "0 ^ -1",
            "(-8) ^ 0.5",
            "9 ^ 9 ^ 9",
            "1 ^ 101",
            "99999999999999999999 + 1",
            "10 ^ 19 * 10",
            "mid({name}, 0, 1)",
            'mid("abc", 0, 1)',
            "date(2026, 2, 30)",
            "date(2026, 1.5, 1)",
            "date(0, 1, 1)",
            "date(99999999999999999999, 1, 1)",
            "add_days(date(2026, 1, 1), 99999999999999999999)",
            "add_days(date(9999, 12, 31), 1)",
            "add_months(date(2026, 1, 1), -99999999999999999999)",
            "add_months(date(9999, 12, 31), 1)",
        ],
    )
    def test_what_cannot_be_computed_is_empty(self, text: str) -> None:
        assert value_of(text, EMPTY) is None

    @pytest.mark.parametrize(
        ("text", "value"),
        [
            ('{name} & "x" & {net}', "x"),
            ("concat({name})", ""),
            ("coalesce({net}, 0)", Decimal(0)),
            ('coalesce({name}, "", "-")', "-"),
            ("is_empty({due_on})", True),
            ("if({paid}, 1, 2)", Decimal(2)),
            ("if(is_empty({net}), 0, {net})", Decimal(0)),
            ("sum({net}, 2, 3)", Decimal(5)),
            ("min({net}, 2, 3)", Decimal(2)),
            ("max({net}, 2, 3)", Decimal(3)),
            ("and({paid}, false)", False),
            ("or({paid}, true)", True),
        ],
    )
    def test_some_functions_see_it(self, text: str, value: Any) -> None:
        assert value_of(text, EMPTY) == value

    @pytest.mark.parametrize(
        ("field", "value"),
        [
            ("net", "100"),
            ("net", True),
            ("net", Decimal("NaN")),
            ("net", Decimal("sNaN")),
            ("net", Decimal("-Infinity")),
            ("net", Decimal("1e999999")),
            ("net", 10**20),
            ("name", 7),
            ("due_on", datetime(2026, 1, 31, tzinfo=UTC)),
            ("due_on", "2026-01-31"),
            ("paid", 1),
        ],
    )
    def test_a_value_that_is_not_of_the_fields_type_is_empty(self, field: str, value: Any) -> None:
        formula = parse(f"{{{field}}}", FIELDS)
        assert formula.evaluate(ROW | {field: value}) is None
        assert formula.evaluate({}) is None


class TestRefused:
    @pytest.mark.parametrize(
        ("text", "position", "code", "params"),
        [
            ("", 0, FormulaFault.VALUE_EXPECTED, {"found": ""}),
            ("=", 1, FormulaFault.VALUE_EXPECTED, {"found": ""}),
            ("1 +", 3, FormulaFault.VALUE_EXPECTED, {"found": ""}),
            ("1 + * 2", 4, FormulaFault.VALUE_EXPECTED, {"found": "*"}),
            ("1 2", 2, FormulaFault.UNEXPECTED, {"found": "2"}),
            ("1)", 1, FormulaFault.UNEXPECTED, {"found": ")"}),
            ("(1, 2)", 2, FormulaFault.UNEXPECTED, {"found": ","}),
            ("round 1", 6, FormulaFault.UNEXPECTED, {"found": "1"}),
            ("abs(1 2)", 6, FormulaFault.UNEXPECTED, {"found": "2"}),
            ("sum(1,", 6, FormulaFault.VALUE_EXPECTED, {"found": ""}),
            ("sum(1", 3, FormulaFault.NOT_CLOSED, {"found": "("}),
            ("(1", 0, FormulaFault.NOT_CLOSED, {"found": "("}),
            ('1 & "a', 4, FormulaFault.NOT_CLOSED, {"found": '"'}),
            ("{net", 0, FormulaFault.NOT_CLOSED, {"found": "{"}),
            ("1 ; 2", 2, FormulaFault.BAD_CHARACTER, {"found": ";"}),
            ("{net}.real", 5, FormulaFault.BAD_CHARACTER, {"found": "."}),
            ("'a'", 0, FormulaFault.BAD_CHARACTER, {"found": "'"}),
            ("{salary}", 0, FormulaFault.UNKNOWN_FIELD, {"found": "salary"}),
            ("{__class__}", 0, FormulaFault.UNKNOWN_FIELD, {"found": "__class__"}),
            ("{}", 0, FormulaFault.UNKNOWN_FIELD, {"found": ""}),
            ("net", 0, FormulaFault.UNKNOWN_FUNCTION, {"found": "net"}),
            ("__import__(1)", 0, FormulaFault.UNKNOWN_FUNCTION, {"found": "__import__"}),
            ("true(1)", 0, FormulaFault.UNKNOWN_FUNCTION, {"found": "true"}),
            (
                "1 + round(1)",
                4,
                FormulaFault.WRONG_COUNT,
                {"function": "round(number, digits)", "found": "1"},
            ),
            ("sum()", 0, FormulaFault.WRONG_COUNT, {"function": "sum(number, ...)", "found": "0"}),
            ("1 + {name}", 2, FormulaFault.WRONG_TYPE, None),
            (
                "if(1, 2, 3)",
                0,
                FormulaFault.WRONG_TYPE,
                {"function": "if", "parameter": "condition", "expected": "boolean", "found": "number"},
            ),
            (
                'if({paid}, 2, "a")',
                0,
                FormulaFault.WRONG_TYPE,
                {"function": "if", "parameter": "otherwise", "expected": "number", "found": "text"},
            ),
            (
                "{name} < {name}",
                7,
                FormulaFault.WRONG_TYPE,
                {"function": "<", "parameter": "left", "expected": "ordered", "found": "text"},
            ),
            (
                "{due_on} = empty",
                9,
                FormulaFault.WRONG_TYPE,
                {"function": "=", "parameter": "right", "expected": "same", "found": "empty"},
            ),
            ("-{due_on}", 0, FormulaFault.WRONG_TYPE, None),
            ("min({paid}, true)", 0, FormulaFault.WRONG_TYPE, None),
            ("empty", 0, FormulaFault.ALWAYS_EMPTY, {}),
            ("if({paid}, empty, empty)", 0, FormulaFault.ALWAYS_EMPTY, {}),
            ("1" * 21, 0, FormulaFault.NUMBER_TOO_LONG, {"found": "1" * 21}),
            ("0." + "1" * 13, 0, FormulaFault.NUMBER_TOO_LONG, {"found": "0." + "1" * 13}),
            (" " * 2001, 2000, FormulaFault.TOO_LONG, {"limit": "2000"}),
            ("+".join(["1"] * 101), 199, FormulaFault.TOO_MANY_STEPS, {"limit": "200"}),
        ],
    )
    def test_says_where_and_why(
        self, text: str, position: int, code: FormulaFault, params: dict[str, str] | None
    ) -> None:
        found = refusal(text)
        assert found[:2] == (position, code)
        assert params is None or found[2] == params

    @pytest.mark.parametrize(
        ("before", "after"),
        [("(", ")"), ("-", ""), ("+", ""), ("abs(", ")"), ("1+2*3^(", ")"), ("if(true, 1=1, (", "))=1")],
    )
    def test_depth_ends_before_pythons_does(self, before: str, after: str) -> None:
        def nested(depth: int) -> str:
            return before * depth + "1" + after * depth

        assert refusal(nested(31 if len(before) < 6 else 100))[1] in {
            FormulaFault.TOO_DEEP,
            FormulaFault.TOO_MANY_STEPS,
        }
        assert refusal(before * (2000 // len(before)))[1] == FormulaFault.TOO_DEEP

    def test_the_deepest_formula_takes_few_frames(self) -> None:
        deepest = '""&0+0*0^(' * 30 + "1" + ")" * 30
        limit = sys.getrecursionlimit()
        sys.setrecursionlimit(len(inspect.stack(0)) + 500)
        try:
            assert refusal(deepest)[1] == FormulaFault.WRONG_TYPE
        finally:
            sys.setrecursionlimit(limit)

    def test_texts_do_not_grow_without_bound(self) -> None:
        doubled = "{name}"
        for _ in range(6):
            doubled = f"({doubled}&{doubled})"
        formula = parse(doubled, FIELDS)
        assert formula.evaluate({"name": "x" * (MAX_TEXT // 64)}) == "x" * (MAX_TEXT // 64 * 64)
        assert formula.evaluate({"name": "x" * (MAX_TEXT // 64 + 1)}) is None
        assert parse("upper({name})", FIELDS).evaluate({"name": "ß" * MAX_TEXT}) is None


def formulas_of(uses: dict[str, set[str]]) -> dict[str, Formula]:
    fields = dict.fromkeys({*uses, *(name for names in uses.values() for name in names)}, FormulaType.NUMBER)
    return {
        name: parse("+".join(["1", *(f"{{{used}}}" for used in sorted(names))]), fields)
        for name, names in uses.items()
    }


class TestOrder:
    def test_each_comes_after_what_it_uses(self) -> None:
        uses = {"a": {"b", "stored"}, "b": {"c"}, "c": set[str](), "d": {"a", "c"}}
        for names in permutations(uses):
            order = order_of(formulas_of({name: uses[name] for name in names}))
            assert order == ["c", "b", "a", "d"]

    @pytest.mark.parametrize("uses", [{"a": {"a"}}, {"a": {"b"}, "b": {"c"}, "c": {"a"}, "d": {"a"}}])
    def test_a_circle_is_named(self, uses: dict[str, set[str]]) -> None:
        with pytest.raises(FormulaCircle) as caught:
            order_of(formulas_of(uses))
        circle = caught.value.fields
        assert circle[0] == circle[-1]
        assert set(circle) == set(uses) - {"d"}
        assert all(first in uses[then] for first, then in pairwise(circle))


def test_the_manual_names_every_function() -> None:
    manual = {one.name: one for one in functions()}
    assert len(manual) == 30
    assert manual["if"].signature == "if(condition, then, otherwise)"
    assert manual["concat"].signature == "concat(value, ...)"
    assert manual["round"].message_key == "formula.function.round"
    assert (manual["days"].gives, manual["max"].gives) == (FormulaType.NUMBER, None)
