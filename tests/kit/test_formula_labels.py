"""Formulas as people write them: fields by what they are called."""

import pytest

from heyi.kit.formula import FormulaError, FormulaFault, with_names

LABELS = {
    "购置价": {"x_price"},
    "购置": {"x_buy"},
    "残值": {"x_rest"},
    "数量": {"x_a", "x_b"},
    "Net value": {"x_net"},
}
NAMES = frozenset(name for some in LABELS.values() for name in some)


class TestFieldsByWhatTheyAreCalled:
    @pytest.mark.parametrize(
        ("written", "kept"),
        [
            ("{购置价} - { 残值 }", "{x_price} - {x_rest}"),
            ("｛购置价｝－{x_rest}", "{x_price}－{x_rest}"),
            ("{Net value} * 1.13", "{x_net} * 1.13"),
            ('"购置价 {购置价}" & “残值”', '"购置价 {购置价}" & “残值”'),
            ("{没有} + true", "{没有} + true"),
            ("round({购置价}, 2) # 1", "round({x_price}, 2) # 1"),
        ],
    )
    def test_are_kept_by_name(self, written: str, kept: str) -> None:
        assert with_names(written, NAMES, LABELS) == kept

    @pytest.mark.parametrize(
        ("written", "position", "fault", "found"),
        [
            ("购置价 - 残值", 0, FormulaFault.BARE_FIELD, "购置价"),
            ("{购置价} - 残值", 8, FormulaFault.BARE_FIELD, "残值"),
            ("2 * Net value", 4, FormulaFault.BARE_FIELD, "Net value"),
            ("2 * x_net", 4, FormulaFault.BARE_FIELD, "x_net"),
            ("未知的 + 1", 0, FormulaFault.BARE_FIELD, "未知的"),
            ("{数量} + 1", 0, FormulaFault.AMBIGUOUS_FIELD, "数量"),
        ],
    )
    def test_are_written_in_braces_and_tell_one_field(
        self, written: str, position: int, fault: FormulaFault, found: str
    ) -> None:
        with pytest.raises(FormulaError) as caught:
            with_names(written, NAMES, LABELS)
        assert (caught.value.position, caught.value.code) == (position, fault)
        assert caught.value.params["found"] == found
