from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heyi.kit.conditions import (
    All,
    Any_,
    Comparison,
    Condition,
    ConditionError,
    FieldType,
    Not,
    Op,
    Reason,
    Surroundings,
    evaluate,
    fields_used,
    fold_case,
    parse,
)

FIELDS = {
    "name": FieldType.TEXT,
    "age": FieldType.NUMBER,
    "total": FieldType.MONEY,
    "quantity": FieldType.QUANTITY,
    "discount": FieldType.PERCENT,
    "ordered_on": FieldType.DATE,
    "posted_at": FieldType.DATETIME,
    "state": FieldType.CHOICE,
    "active": FieldType.BOOLEAN,
    "party": FieldType.REFERENCE,
    "opens": FieldType.TIME,
    "tags": FieldType.SET,
    "helpers": FieldType.REFERENCES,
}
PARTY = UUID("0193f6a1-0000-7000-8000-000000000001")
ME = UUID("0193F6A1-0000-7000-8000-00000000000E")
HERE = Surroundings(date(2026, 11, 23), "Asia/Shanghai", ME)
EMPTY: dict[str, Any] = dict.fromkeys(FIELDS)
ROW = EMPTY | {
    "name": "Acme 公司 50%",
    "age": Decimal(30),
    "total": Decimal("100.00"),
    "quantity": Decimal("2.500000"),
    "discount": Decimal("0.1"),
    "ordered_on": date(2026, 11, 23),
    "posted_at": datetime(2026, 11, 23, 4, 0, tzinfo=UTC),
    "state": "draft",
    "active": True,
    "party": PARTY,
    "opens": "08:30",
    "tags": ["重点", "@me", "vip"],
    "helpers": [str(PARTY), str(ME)],
}


def compare(field: str, op: str, value: object = None) -> dict[str, object]:
    return {"field": field, "op": op} | ({} if value is None else {"value": value})


def selects(tree: object, row: dict[str, Any]) -> bool:
    return evaluate(parse(tree, fields=FIELDS), row)


def refusal(tree: object) -> tuple[str, Reason, object]:
    with pytest.raises(ConditionError) as caught:
        parse(tree, fields=FIELDS)
    return caught.value.path, caught.value.reason_code, caught.value.value


class TestParse:
    @pytest.mark.parametrize(
        ("field", "value", "typed"),
        [
            ("name", "张三", "张三"),
            ("age", "30", Decimal(30)),
            ("age", 30, Decimal(30)),
            ("total", "-12.50", Decimal("-12.50")),
            ("quantity", "0.000001", Decimal("0.000001")),
            ("discount", "0.1", Decimal("0.1")),
            ("ordered_on", "2026-11-23", date(2026, 11, 23)),
            ("posted_at", "2026-11-23T12:00:00+08:00", datetime(2026, 11, 23, 4, 0, tzinfo=UTC)),
            ("posted_at", "2026-11-23T04:00:00.5Z", datetime(2026, 11, 23, 4, 0, 0, 500_000, tzinfo=UTC)),
            ("state", "draft", "draft"),
            ("active", False, False),
            ("party", str(PARTY), PARTY),
            ("opens", "08:30", "08:30"),
        ],
    )
    def test_gives_each_value_its_type(self, field: str, value: object, typed: object) -> None:
        condition = parse(compare(field, "eq", value), fields=FIELDS)
        assert condition == Comparison(field, FIELDS[field], Op.EQ, typed)  # type: ignore[arg-type]  # the table holds values of every type

    def test_builds_the_tree(self) -> None:
        tree = {
            "and": [
                compare("active", "eq", True),
                {"or": [compare("name", "empty")]},
                {"not": compare("age", "in", ["1"])},
            ]
        }
        assert parse(tree, fields=FIELDS) == All(
            (
                Comparison("active", FieldType.BOOLEAN, Op.EQ, True),
                Any_((Comparison("name", FieldType.TEXT, Op.EMPTY, None),)),
                Not(Comparison("age", FieldType.NUMBER, Op.IN, (Decimal(1),))),
            )
        )

    @pytest.mark.parametrize(
        ("tree", "path", "reason", "value"),
        [
            (None, "$", Reason.NOT_A_CONDITION, None),
            ([], "$", Reason.NOT_A_CONDITION, []),
            ({}, "$", Reason.NOT_A_CONDITION, {}),
            ("name", "$", Reason.NOT_A_CONDITION, "name"),
            ({"field": "name"}, "$", Reason.NOT_A_CONDITION, {"field": "name"}),
            ({"and": [], "or": []}, "$", Reason.NOT_A_CONDITION, {"and": [], "or": []}),
            ({"and": {}}, "$.and", Reason.NOT_A_CONDITION, {}),
            ({"and": []}, "$.and", Reason.EMPTY_LIST, []),
            ({"or": []}, "$.or", Reason.EMPTY_LIST, []),
            ({"not": []}, "$.not", Reason.NOT_A_CONDITION, []),
            ({"and": [compare("age", "eq", "1"), 7]}, "$.and[1]", Reason.NOT_A_CONDITION, 7),
            ({"field": "name", "op": "eq", "value": "x", "sql": "1"}, "$", Reason.UNKNOWN_KEY, "sql"),
            ({"not": compare("salary", "eq", "1")}, "$.not.field", Reason.UNKNOWN_FIELD, "salary"),
            (compare("name; --", "eq", "1"), "$.field", Reason.UNKNOWN_FIELD, "name; --"),
            ({"field": ["name"], "op": "eq", "value": "x"}, "$.field", Reason.UNKNOWN_FIELD, ["name"]),
            (compare("name", "like", "x"), "$.op", Reason.UNKNOWN_OP, "like"),
            ({"field": "name", "op": None, "value": "x"}, "$.op", Reason.UNKNOWN_OP, None),
            (compare("name", "lt", "x"), "$.op", Reason.OP_NOT_FOR_TYPE, "lt"),
            (compare("state", "gte", "x"), "$.op", Reason.OP_NOT_FOR_TYPE, "gte"),
            (compare("active", "gt", True), "$.op", Reason.OP_NOT_FOR_TYPE, "gt"),
            (compare("total", "contains", "1"), "$.op", Reason.OP_NOT_FOR_TYPE, "contains"),
            (compare("state", "starts", "d"), "$.op", Reason.OP_NOT_FOR_TYPE, "starts"),
            (compare("tags", "eq", "vip"), "$.op", Reason.OP_NOT_FOR_TYPE, "eq"),
            (compare("helpers", "ne", str(PARTY)), "$.op", Reason.OP_NOT_FOR_TYPE, "ne"),
            (compare("name", "has", "x"), "$.op", Reason.OP_NOT_FOR_TYPE, "has"),
            (compare("name", "within", "today"), "$.op", Reason.OP_NOT_FOR_TYPE, "within"),
            (compare("tags", "has", ["vip"]), "$.value", Reason.BAD_VALUE, ["vip"]),
            (compare("tags", "has_any", "vip"), "$.value", Reason.BAD_VALUE, "vip"),
            (compare("tags", "has_any", []), "$.value", Reason.EMPTY_LIST, []),
            (compare("helpers", "has", "vip"), "$.value", Reason.BAD_VALUE, "vip"),
            (compare("ordered_on", "within", "tomorrows"), "$.value", Reason.UNKNOWN_SPAN, "tomorrows"),
            (compare("ordered_on", "within", ["today"]), "$.value", Reason.UNKNOWN_SPAN, ["today"]),
            (compare("ordered_on", "within", "today"), "$.value", Reason.NO_TODAY, "today"),
            (compare("party", "eq", "@me"), "$.value", Reason.NO_ME, "@me"),
            (compare("party", "in", [str(PARTY), "@me"]), "$.value[1]", Reason.NO_ME, "@me"),
            (compare("name", "eq"), "$.value", Reason.BAD_VALUE, None),
            (compare("name", "empty", True), "$.value", Reason.BAD_VALUE, True),
            (compare("name", "in", "x"), "$.value", Reason.BAD_VALUE, "x"),
            (compare("name", "in", []), "$.value", Reason.EMPTY_LIST, []),
            (compare("age", "in", ["1", "x"]), "$.value[1]", Reason.BAD_VALUE, "x"),
            (compare("age", "in", ["1"] * 501), "$.value", Reason.TOO_MANY_VALUES, 500),
            (
                compare("posted_at", "lt", "2026-11-23T00:00:00"),
                "$.value",
                Reason.NO_TIME_ZONE,
                "2026-11-23T00:00:00",
            ),
        ],
    )
    def test_refuses_naming_place_reason_and_value(
        self, tree: object, path: str, reason: Reason, value: object
    ) -> None:
        assert refusal(tree) == (path, reason, value)

    @pytest.mark.parametrize(
        ("field", "value"),
        [
            ("name", 1),
            ("name", "a\0b"),
            ("name", "\ud800"),
            ("name", "x" * 1001),
            ("age", 1.5),
            ("age", True),
            ("age", 10**20),
            ("total", "1e5"),
            ("total", "NaN"),
            ("total", "1,000"),
            ("total", " 1"),
            ("total", "１"),
            ("total", "1\n"),
            ("ordered_on", "2026-02-30"),
            ("ordered_on", "20261123"),
            ("ordered_on", "2026-W48-1"),
            ("posted_at", "2026-11-23"),
            ("posted_at", "now"),
            ("active", "true"),
            ("active", 1),
            ("party", "1"),
            ("party", "{" + str(PARTY) + "}"),
            ("party", PARTY.hex),
            ("opens", "8:30"),
            ("opens", "24:00"),
            ("opens", "08:60"),
            ("opens", "08:30:00"),
            ("opens", "０8:30"),
        ],
    )
    def test_refuses_a_value_of_another_type(self, field: str, value: object) -> None:
        assert refusal(compare(field, "eq", value)) == ("$.value", Reason.BAD_VALUE, value)

    def test_limits_depth_and_nodes(self) -> None:
        tree: object = compare("active", "eq", True)
        for _ in range(7):
            tree = {"not": tree}
        assert isinstance(parse(tree, fields=FIELDS), Not)
        assert refusal({"not": tree}) == ("$" + ".not" * 8, Reason.TOO_DEEP, 8)
        parts = [compare("active", "eq", True)] * 99
        assert isinstance(parse({"and": parts}, fields=FIELDS), All)
        assert refusal({"and": [*parts, parts[0]]}) == ("$.and[99]", Reason.TOO_MANY_NODES, 100)

    def test_names_the_fields_it_looks_at(self) -> None:
        tree = {
            "or": [
                compare("age", "eq", "1"),
                {"not": {"and": [compare("name", "empty"), compare("age", "empty")]}},
            ]
        }
        assert fields_used(parse(tree, fields=FIELDS)) == {"age", "name"}


class TestSurroundings:
    def test_a_span_becomes_two_plain_comparisons(self) -> None:
        assert parse(compare("ordered_on", "within", "this_week"), fields=FIELDS, surroundings=HERE) == All(
            (
                Comparison("ordered_on", FieldType.DATE, Op.GTE, date(2026, 11, 23)),
                Comparison("ordered_on", FieldType.DATE, Op.LT, date(2026, 11, 30)),
            )
        )

    def test_a_span_of_instants_is_where_the_company_is(self) -> None:
        assert parse(compare("posted_at", "within", "today"), fields=FIELDS, surroundings=HERE) == All(
            (
                Comparison("posted_at", FieldType.DATETIME, Op.GTE, datetime(2026, 11, 22, 16, tzinfo=UTC)),
                Comparison("posted_at", FieldType.DATETIME, Op.LT, datetime(2026, 11, 23, 16, tzinfo=UTC)),
            )
        )

    def test_an_empty_day_is_neither_within_a_span_nor_outside(self) -> None:
        within = parse(compare("ordered_on", "within", "today"), fields=FIELDS, surroundings=HERE)
        assert evaluate(within, ROW)
        assert not evaluate(within, EMPTY)
        assert not evaluate(Not(within), EMPTY)

    @pytest.mark.parametrize(
        ("tree", "type_", "value"),
        [
            (compare("party", "eq", "@me"), FieldType.REFERENCE, ME),
            (compare("party", "ne", "@me"), FieldType.REFERENCE, ME),
            (compare("party", "in", ["@me", str(PARTY)]), FieldType.REFERENCE, (ME, PARTY)),
            (compare("helpers", "has", "@me"), FieldType.REFERENCES, str(ME)),
            (compare("helpers", "has_any", ["@me"]), FieldType.REFERENCES, (str(ME),)),
            (compare("tags", "has", "@me"), FieldType.SET, "@me"),
            (compare("name", "eq", "@me"), FieldType.TEXT, "@me"),
        ],
    )
    def test_me_is_the_id_of_who_asks(self, tree: dict[str, Any], type_: FieldType, value: Any) -> None:
        expected = Comparison(tree["field"], type_, Op(tree["op"]), value)
        assert parse(tree, fields=FIELDS, surroundings=HERE) == expected

    def test_nobody_is_nobodys_me(self) -> None:
        nobody = Surroundings(HERE.today, HERE.time_zone, None)
        with pytest.raises(ConditionError, match="no_me"):
            parse(compare("party", "eq", "@me"), fields=FIELDS, surroundings=nobody)


class TestEvaluate:
    @pytest.mark.parametrize(
        ("field", "op", "value", "on_row", "on_empty"),
        [
            ("total", "eq", "100", True, False),
            ("total", "eq", "100.01", False, False),
            ("total", "ne", "100", False, True),
            ("total", "ne", "1", True, True),
            ("total", "lt", "100", False, False),
            ("total", "lte", "100", True, False),
            ("total", "gt", "99.99", True, False),
            ("total", "gte", "100.01", False, False),
            ("age", "in", ["1", "30.0"], True, False),
            ("age", "in", ["1"], False, False),
            ("ordered_on", "gte", "2026-11-23", True, False),
            ("posted_at", "eq", "2026-11-23T12:00:00+08:00", True, False),
            ("posted_at", "lt", "2026-11-23T12:00:00+08:00", False, False),
            ("state", "eq", "Draft", False, False),
            ("state", "in", ["draft", "confirmed"], True, False),
            ("active", "eq", True, True, False),
            ("active", "ne", True, False, True),
            ("party", "eq", str(PARTY), True, False),
            ("name", "eq", "acme 公司 50%", False, False),
            ("name", "contains", "ACME", True, False),
            ("name", "contains", "0%", True, False),
            ("name", "contains", "%公", False, False),
            ("name", "contains", "_", False, False),
            ("name", "starts", "acME 公", True, False),
            ("name", "starts", "公司", False, False),
            ("name", "empty", None, False, True),
            ("name", "not_empty", None, True, False),
            ("total", "empty", None, False, True),
            ("opens", "lt", "09:00", True, False),
            ("opens", "gte", "08:31", False, False),
            ("tags", "has", "vip", True, False),
            ("tags", "has", "VIP", False, False),
            ("tags", "has", "@me", True, False),
            ("tags", "has_any", ["x", "重点"], True, False),
            ("tags", "has_any", ["x", "y"], False, False),
            ("tags", "empty", None, False, True),
            ("tags", "not_empty", None, True, False),
            ("helpers", "has", str(PARTY).upper(), True, False),
        ],
    )
    def test_compares(self, field: str, op: str, value: object, on_row: bool, on_empty: bool) -> None:
        tree = compare(field, op, value)
        assert (selects(tree, ROW), selects(tree, EMPTY)) == (on_row, on_empty)

    def test_an_empty_text_is_empty_but_no_other_value_is(self) -> None:
        assert selects(compare("name", "empty"), EMPTY | {"name": ""})
        assert not selects(compare("name", "not_empty"), EMPTY | {"name": ""})
        assert not selects(compare("name", "empty"), EMPTY | {"name": " "})
        assert not selects(compare("total", "empty"), EMPTY | {"total": Decimal(0)})
        assert not selects(compare("active", "empty"), EMPTY | {"active": False})
        assert selects(compare("tags", "empty"), EMPTY | {"tags": []})
        assert not selects(compare("tags", "has", "x"), EMPTY | {"tags": []})

    def test_not_of_unknown_is_unknown_as_in_sql(self) -> None:
        assert not selects({"not": compare("total", "gt", "1")}, EMPTY)
        assert not selects({"not": {"not": compare("total", "gt", "1")}}, EMPTY)
        assert selects({"not": {"and": [compare("total", "gt", "1"), compare("name", "not_empty")]}}, EMPTY)
        assert selects({"or": [compare("total", "gt", "1"), compare("name", "empty")]}, EMPTY)
        assert not selects(
            {"not": {"or": [compare("total", "gt", "1"), compare("name", "not_empty")]}}, EMPTY
        )
        assert not selects({"not": compare("total", "ne", "1")}, EMPTY)

    def test_case_is_ignored_for_the_latin_letters_only(self) -> None:
        assert fold_case("AZaz ÄÉİß Я") == "azaz ÄÉİß Я"
        assert not selects(compare("name", "contains", "é"), EMPTY | {"name": "CAFÉ"})

    def test_a_row_without_the_field_is_an_error(self) -> None:
        with pytest.raises(KeyError, match="total"):
            selects(compare("total", "gt", "1"), {"name": "x"})


def conditions() -> st.SearchStrategy[Condition]:
    numbers = st.integers(-2, 2).map(Decimal)
    ops = st.sampled_from([Op.EQ, Op.NE, Op.LT, Op.LTE, Op.GT, Op.GTE])
    leaves = st.builds(Comparison, st.sampled_from(["a", "b"]), st.just(FieldType.NUMBER), ops, numbers)
    return st.recursive(
        leaves,
        lambda parts: st.one_of(
            st.builds(Not, parts),
            st.builds(All, st.lists(parts, min_size=1, max_size=3).map(tuple)),
            st.builds(Any_, st.lists(parts, min_size=1, max_size=3).map(tuple)),
        ),
        max_leaves=8,
    )


numbers_or_empty = st.one_of(st.none(), st.integers(-2, 2).map(Decimal))


@given(conditions(), conditions(), numbers_or_empty, numbers_or_empty)
def test_the_laws_of_de_morgan_hold_with_empty_fields(
    left: Condition, right: Condition, a: Decimal | None, b: Decimal | None
) -> None:
    row = {"a": a, "b": b}
    assert evaluate(Not(All((left, right))), row) == evaluate(Any_((Not(left), Not(right))), row)
    assert evaluate(Not(Not(left)), row) == evaluate(left, row)
    assert not (evaluate(left, row) and evaluate(Not(left), row))


def test_time_is_compared_as_an_instant_not_as_digits() -> None:
    row = EMPTY | {"posted_at": datetime(2026, 11, 23, 0, 30, tzinfo=UTC) - timedelta(hours=1)}
    assert selects(compare("posted_at", "lt", "2026-11-23T08:00:00+08:00"), row)
