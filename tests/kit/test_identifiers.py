import pytest
from hypothesis import given
from hypothesis import strategies as st

from heyi.kit.identifiers import (
    is_old_tax_number,
    local_phone_abroad,
    normalise_phone,
    valid_ean,
    valid_email,
    valid_uscc,
)

CODES = [
    "91350100M000100Y43",
    "91110000600037341L",
    "91440300MA5ABCD19W",
    "91310115MA1K00015K",
    "92330106MA2XY7128J",
    "54110000MJ0000018N",
    "N2110101MF0000128F",
]


class TestCompanyCode:
    @pytest.mark.parametrize("code", CODES)
    def test_accepts(self, code: str) -> None:
        assert valid_uscc(code)

    @pytest.mark.parametrize(
        "code",
        [
            "91440300MA5ABCD19A",
            "91440300MA5ABCD19w",
            "9144030OMA5ABCD19W",
            "91440300MA5ABCD19",
            "91440300MA5ABCD19W ",
            "01440300MA5ABCD19W",
            "",
            "９１440300MA5ABCD19W",
        ],
    )
    def test_refuses(self, code: str) -> None:
        assert not valid_uscc(code)

    @given(st.sampled_from(CODES), st.integers(8, 17), st.sampled_from("0123456789ABCDEFGHJKLMNPQRTUWXY"))
    def test_notices_every_single_changed_character(self, code: str, position: int, character: str) -> None:
        changed = code[:position] + character + code[position + 1 :]
        assert valid_uscc(changed) == (changed == code)

    @given(st.sampled_from(CODES), st.integers(8, 15))
    def test_notices_swapped_neighbours(self, code: str, position: int) -> None:
        swapped = code[:position] + code[position + 1] + code[position] + code[position + 2 :]
        assert valid_uscc(swapped) == (swapped == code)

    @pytest.mark.parametrize(
        ("code", "expected"),
        [
            ("440300123456789", True),
            ("11010519491231002X01", True),
            ("91440300MA5ABCD19A", True),
            ("4403001234567890", False),
            ("44030012345678", False),
            ("44030012345678x", False),
        ],
    )
    def test_old_tax_numbers_have_only_a_form(self, code: str, expected: bool) -> None:
        assert is_old_tax_number(code) is expected


class TestBarcode:
    @pytest.mark.parametrize(
        "code", ["6901234567892", "4006381333931", "96385074", "036000291452", "10614141000415"]
    )
    def test_accepts(self, code: str) -> None:
        assert valid_ean(code)

    @pytest.mark.parametrize(
        "code",
        [
            "6901234567893",
            "690123456789",
            "69012345678921",
            "",
            "690123456789２",
            "69012345678 2",
            "abcdefgh",
        ],
    )
    def test_refuses(self, code: str) -> None:
        assert not valid_ean(code)


class TestPhone:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("13800138000", "+8613800138000"),
            ("138 0013 8000", "+8613800138000"),
            ("138-0013-8000", "+8613800138000"),
            ("+86 138-0013-8000", "+8613800138000"),
            ("+8613800138000", "+8613800138000"),
            ("008613800138000", "+8613800138000"),
            ("86 13800138000", "+8613800138000"),
            ("１３８００１３８０００", "+8613800138000"),
            ("010-62345678", "+861062345678"),
            ("(010) 6234-5678", "+861062345678"),
            ("（0755）8234567", "+867558234567"),
            ("+86 10 62345678", "+861062345678"),
            ("021-6234-5678", "+862162345678"),
            ("0571-8765432-1", "+865718765432;ext=1"),
            ("010-62345678-801", "+861062345678;ext=801"),
            ("010-62345678转801", "+861062345678;ext=801"),
            ("010-62345678 ext. 801", "+861062345678;ext=801"),
            ("400-800-1234", "+864008001234"),
            ("95588", "95588"),
            ("110", "110"),
            ("62345678", "62345678"),
            ("6234-5678", "62345678"),
            ("+44 20 7946 0958", "+442079460958"),
            ("0044 20 7946 0958", "+442079460958"),
            ("+1 650-253-0000", "+16502530000"),
        ],
    )
    def test_one_form_for_one_number(self, text: str, expected: str) -> None:
        assert normalise_phone(text) == expected

    @pytest.mark.parametrize(
        "text",
        [
            "12345678901",
            "1380013800",
            "138001380000",
            "13800138000-1",
            "+8612345",
            "010-1234567",
            "010-12345678",
            "张三",
            "",
            "+",
            "1",
            "+44",
            "13800138000 or 13900139000",
            "+1234567890123456",
        ],
    )
    def test_refuses(self, text: str) -> None:
        assert normalise_phone(text) is None

    @given(st.text(alphabet="0123456789+-() 转x", max_size=24))
    def test_its_answer_is_its_own_answer(self, text: str) -> None:
        once = normalise_phone(text)
        assert once is None or normalise_phone(once.replace(";ext=", "-")) == once


class TestEmail:
    @pytest.mark.parametrize(
        "text", ["a@b.cn", "a.b+c@ex-am.ple.com", "o'neil_9@x.io", "li@公司.中国", "a" * 64 + "@b.cn"]
    )
    def test_accepts(self, text: str) -> None:
        assert valid_email(text)

    @pytest.mark.parametrize(
        "text",
        [
            "",
            "a",
            "@b.cn",
            "a@",
            "a@b",
            "a..b@c.cn",
            ".a@c.cn",
            "a@-b.cn",
            "a@b-.cn",
            "a@b..cn",
            "a@b.1",
            "a@b_c.cn",
            "a b@c.cn",
            "a@b.cn\n",
            "a@b.cn>",
            "张@b.cn",
            "a" * 65 + "@b.cn",
            "a@" + "b" * 64 + ".cn",
            "a@" + ("b" * 60 + ".") * 4 + "cnnnnnnnnn",
        ],
    )
    def test_refuses(self, text: str) -> None:
        assert not valid_email(text)


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("(5) 555-4729", "(5) 555-4729"),
        ("030-0074321", "030-0074321"),
        ("0921-12 34  65", "0921-12 34 65"),
        ("(171) 555-7788", "(171) 555-7788"),
        ("88.60.15.31", "88.60.15.31"),
        ("1380013800", None),
        ("12345", None),
        ("abc", None),
        ("=1+1", None),
        ("1234567890123456", None),
    ],
)
def test_a_number_from_abroad_is_kept_as_it_is_written_there(written: str, kept: str | None) -> None:
    assert local_phone_abroad(written) == kept
