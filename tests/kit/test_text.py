import re
import unicodedata
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heyi.kit.text import (
    MAX_CJK_STARTS,
    MAX_CJK_TOKEN,
    MAX_QUERY_TERMS,
    MAX_TOKENS,
    MAX_WORD_TOKEN,
    name_tokens,
    normalise,
    pinyin_initials,
    pinyin_key,
    query_terms,
    search_tokens,
    without_prefixes,
)

texts = st.text(
    alphabet=st.one_of(
        st.characters(), st.sampled_from("张三丰曾单绿女行乐重庆abcXYZ0123456789 -./_@（）　")
    ),
    max_size=80,
)


def finds(query: str, text: str, *, as_name: bool = False) -> bool:
    """What the platform does: every term is the beginning of one of the record's tokens."""
    tokens = search_tokens(text, as_name=as_name)
    terms = query_terms(query)
    return bool(terms) and all(any(token.startswith(term) for token in tokens) for term in terms)


class TestNormalise:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("  ＡＢＣ　 公司\t１２ ", "abc 公司 12"),
            ("Straße", "strasse"),
            ("㈱①㎏", "(株)1kg"),
            ("张\u200b三\ufeff", "张三"),
            ("a\x00b\nc", "a b c"),
            ("", ""),
        ],
    )
    def test_width_case_and_blanks_no_longer_differ(self, text: str, expected: str) -> None:
        assert normalise(text) == expected

    @given(texts)
    def test_twice_changes_nothing(self, text: str) -> None:
        assert normalise(normalise(text)) == normalise(text)

    def test_the_short_way_is_right_for_every_character_that_may_go_it(self) -> None:
        plain = [
            chr(code)
            for first, end in ((32, 127), (0x3400, 0x4DC0), (0x4E00, 0xA000))
            for code in range(first, end)
        ]
        changed = [
            one
            for one in plain
            if unicodedata.normalize("NFKC", one) != one
            or one.casefold() != one.lower()
            or (unicodedata.category(one)[0] == "C" and unicodedata.category(one) != "Cn")
        ]
        assert changed == []


class TestPinyin:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("张三", "zhang1张 san1三"),
            ("重庆长安A5", "chong2重 qing4庆 chang2长 an1安 a5"),
            ("单位", "dan1单 wei4位"),
            ("Acme 有限公司", "acme you3有 xian4限 gong1公 si1司"),
            ("绿地", "lv4绿 di4地"),
            ("", ""),
        ],
    )
    def test_the_key_is_sound_tone_and_character(self, text: str, expected: str) -> None:
        assert pinyin_key(text) == expected

    @pytest.mark.parametrize(
        ("name", "expected"),
        [
            ("曾国藩", "zeng1曾 guo2国 fan1藩"),
            ("单田芳", "shan4单 tian2田 fang1芳"),
            ("解晓东", "xie4解 xiao3晓 dong1东"),
            ("仇英", "qiu2仇 ying1英"),
            ("查良镛", "zha1查 liang2良 yong1镛"),
            ("区楚良", "ou1区 chu3楚 liang2良"),
            ("朴树", "piao2朴 shu4树"),
            ("盖叫天", "ge3盖 jiao4叫 tian1天"),
            ("尉迟恭", "yu4尉 chi2迟 gong1恭"),
            ("万俟卨", "mo4万 qi2俟 xie4卨"),
        ],
    )
    def test_a_surname_is_read_as_a_surname(self, name: str, expected: str) -> None:
        assert pinyin_key(name, as_name=True) == expected

    def test_sorts_as_a_dictionary_does(self) -> None:
        names = ["章伟", "张三", "Zoe", "西安", "先", "张伟", "阿里", "3M", "abc"]
        assert sorted(names, key=pinyin_key) == [
            "3M",
            "阿里",
            "abc",
            "西安",
            "先",
            "张三",
            "张伟",
            "章伟",
            "Zoe",
        ]

    @pytest.mark.parametrize(
        ("text", "expected"),
        [("重庆长安汽车", "cqcaqc"), ("重庆长安A5", "cqcaa5"), ("Acme 公司", "acmegs"), ("，。", "")],
    )
    def test_initials_keep_letters_and_digits(self, text: str, expected: str) -> None:
        assert pinyin_initials(text) == expected

    def test_initials_of_a_name_begin_with_its_surname(self) -> None:
        assert (pinyin_initials("单田芳"), pinyin_initials("单田芳", as_name=True)) == ("dtf", "stf")

    def test_a_character_without_pinyin_stands_for_itself(self) -> None:
        assert pinyin_key("张\U0003134a了") == "zhang1张 \U0003134a le5了"


class TestSearch:
    @pytest.mark.parametrize(
        "query", ["张", "三", "张三", "zs", "zhangsan", "zhang", "ZhangS", "san", "zhang san", "ＺＳ"]
    )
    def test_a_name_is_found_by_character_pinyin_and_initials(self, query: str) -> None:
        assert finds(query, "张三", as_name=True)

    @pytest.mark.parametrize("query", ["李", "zg", "ang", "angsan", "zhangsanf", "四"])
    def test_nothing_else_is_found(self, query: str) -> None:
        assert not finds(query, "张三", as_name=True)

    def test_the_tokens_of_a_name(self) -> None:
        assert search_tokens("张三", as_name=True) == {"张三", "三", "zhangsan", "zs", "san"}

    @pytest.mark.parametrize(
        "query", ["8000", "138", "13800138000", "138-0013-8000", "00138000", "0013 8000"]
    )
    @pytest.mark.parametrize("stored", ["13800138000", "138-0013-8000", "138 0013 8000", "+8613800138000"])
    def test_a_phone_is_found_by_any_end_of_it(self, query: str, stored: str) -> None:
        assert finds(query, stored)

    def test_a_phone_is_not_found_by_other_digits(self) -> None:
        assert not finds("8002", "13800138000")

    @pytest.mark.parametrize(
        ("query", "text"),
        [
            ("cqca", "重庆长安汽车股份有限公司"),
            ("changan", "重庆长安汽车股份有限公司"),
            ("汽车", "重庆长安汽车股份有限公司"),
            ("qcgf", "重庆长安汽车股份有限公司"),
            ("lvdi", "绿地集团"),
            ("ludi", "绿地集团"),
            ("legao", "乐高"),
            ("yuegao", "乐高"),
            ("zengguofan", "曾国藩"),
            ("xj-2000a", "XJ-2000A 型"),
            ("XJ2000A", "XJ-2000A 型"),
            ("2000a", "XJ-2000A 型"),
            ("000123", "SO-202611-000123"),
            ("zhang.san@abc.com", "zhang.san@abc.com"),
            ("abc", "zhang.san@abc.com"),
            ("A4复印", "A4复印纸"),
            ("纸 a4", "A4复印纸"),
            ("テスト", "ひらがなテスト"),
            ("москва", "ООО Москва"),
            ("ビル", "東京・ビル"),
        ],
    )
    def test_is_found_by(self, query: str, text: str) -> None:
        assert finds(query, text)

    def test_a_surname_is_not_found_by_its_other_reading(self) -> None:
        assert finds("shantianfang", "单田芳", as_name=True)
        assert not finds("dantianfang", "单田芳", as_name=True)

    def test_it_may_be_a_name_or_not(self) -> None:
        assert name_tokens("单田芳") == search_tokens("单田芳") | search_tokens("单田芳", as_name=True)
        assert name_tokens("张三") == search_tokens("张三")
        assert {"shandashi", "dandashi"} <= name_tokens("（单大师）")
        assert name_tokens("ms 单") == search_tokens("ms 单")

    def test_a_surname_inside_a_company_s_name_is_found_by_either_reading(self) -> None:
        tokens = name_tokens("杭州曾强商贸有限公司")
        for typed in ("zengq", "zqsm", "cengq", "cqsm", "hangzhouceng"):
            assert any(token.startswith(typed) for token in tokens), typed
        assert name_tokens("广州单强物流") - search_tokens("广州单强物流") == {"shanqiangwuliu", "sqwl"}
        assert name_tokens("杭州万石商贸") == search_tokens("杭州万石商贸")

    def test_surnames_inside_make_few_more_tokens(self) -> None:
        name = "杭州" + "曾单仇解查" * 8
        assert len(name_tokens(name) - search_tokens(name)) == 6

    def test_nobody_looks_for_the_sound_of_a_legal_form(self) -> None:
        tokens = search_tokens("长安汽车股份有限公司")
        assert {"cgfyxgs", "qichegufenyouxiangongsi"} <= tokens
        assert {"gfyxgs", "gongsi", "gs", "si"} & tokens == set()
        assert "gongsi" not in search_tokens("有限公司")

    @pytest.mark.parametrize("stretch", ["股份有限公司", "有限公司", "公司", "司", "限公"])
    def test_but_its_characters_are_found(self, stretch: str) -> None:
        assert finds(stretch, "长安汽车股份有限公司")

    @given(
        st.text(st.sampled_from("张三丰曾单绿女行乐重庆长安股份有限公司々テ"), max_size=MAX_CJK_STARTS),
        st.lists(st.tuples(st.integers(0, 40), st.sampled_from([" ", "ab ", "，x1-2", "（"])), max_size=4),
        st.data(),
    )
    def test_every_stretch_of_forty_characters_is_found(
        self, text: str, breaks: list[tuple[int, str]], data: st.DataObject
    ) -> None:
        for position, between in breaks:
            text = text[:position] + between + text[position:]
        runs = re.findall("[一-鿿々テ]+", text)
        assert runs or not re.search("[一-鿿]", text)
        for run in runs:
            start = data.draw(st.integers(0, len(run) - 1))
            assert finds(run[start : data.draw(st.integers(start + 1, len(run)))], text)

    @given(texts, st.booleans())
    def test_no_token_is_the_beginning_of_another(self, text: str, as_name: bool) -> None:
        tokens = search_tokens(text, as_name=as_name)
        assert not any(one.startswith(other) for one, other in permutations(tokens, 2))

    @given(st.lists(st.text("ab", max_size=4)), st.text("ab", max_size=4))
    def test_what_is_left_out_is_found_all_the_same(self, tokens: list[str], query: str) -> None:
        assert any(one.startswith(query) for one in tokens) == any(
            one.startswith(query) for one in without_prefixes(tokens)
        )

    def test_a_book_takes_no_longer_than_a_page(self) -> None:
        book = "".join(f"重庆{chr(number)}汽车x{number}-{number}，" for number in range(0x4E00, 0x9FFF))
        assert len(search_tokens(book)) == MAX_TOKENS

    def test_a_long_run_is_cut_alike_when_stored_and_when_asked(self) -> None:
        name = "中华人民共和国" * 5
        assert finds(name, name)
        assert query_terms(name) == [name[:MAX_CJK_TOKEN]]

    def test_terms_are_few_and_without_repetition(self) -> None:
        assert query_terms("Ab ab 张三 ab") == ["ab", "张三"]
        assert query_terms(" ".join(f"w{number}" for number in range(20))) == [
            f"w{number}" for number in range(8)
        ]
        assert query_terms("  -- ，。%_ ") == []

    @given(texts, st.booleans())
    def test_tokens_are_few_short_and_free_of_wildcards(self, text: str, as_name: bool) -> None:
        tokens = search_tokens(text, as_name=as_name)
        assert len(tokens) <= MAX_TOKENS
        assert all(0 < len(token) <= MAX_WORD_TOKEN for token in tokens)
        assert not set("".join(tokens)) & set("%_\\ '\0")
        assert len(query_terms(text)) <= MAX_QUERY_TERMS

    @given(texts, st.booleans())
    def test_a_text_is_found_by_its_own_beginning(self, text: str, as_name: bool) -> None:
        terms = query_terms(text)[:1]
        assert all(
            any(token.startswith(term) for token in search_tokens(text, as_name=as_name)) for term in terms
        )
