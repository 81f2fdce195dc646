import pytest
from hypothesis import given
from hypothesis import strategies as st

from heyi.kit.duplicates import KeyMethod, duplicate_key


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("华信科技有限公司", "华信科技"),
        (" 华信 科技 有限责任公司 ", "华信科技"),
        ("华信科技股份有限公司", "华信科技"),
        ("华信科技股份公司", "华信科技"),
        ("华信科技集团", "华信科技"),
        ("华信科技集团股份有限公司", "华信科技"),
        ("华信科技集团公司", "华信科技"),
        ("華信科技集團有限責任公司", "華信科技"),
        ("华信（北京）科技有限公司", "华信北京科技"),
        ("华信(北京)科技 有限公司", "华信北京科技"),
        ("北京华信科技有限公司", "北京华信科技"),
        ("华信科技有限公司北京分公司", "华信科技有限公司北京分公司"),
        ("有限公司", "有限公司"),
        ("集团有限公司", "集团"),
        ("集团军酒业有限公司", "集团军酒业"),
        ("Acme Co., Ltd.", "acme"),
        ("ＡＣＭＥ  CO.,LTD", "acme"),
        ("Acme, Inc.", "acme"),
        ("ACME L.L.C.", "acme"),
        ("Acme Trading Company Limited", "acmetrading"),
        ("O'Neill & Sons plc", "oneillsons"),
        ("Atico", "atico"),
        ("华信co.,ltd", "华信"),
        ("Inc.", "inc"),
        ("·（）", None),
        ("", None),
    ],
)
def test_company_names(text: str, key: str | None) -> None:
    assert duplicate_key(text, KeyMethod.COMPANY_NAME) == key


@pytest.mark.parametrize(
    ("method", "text", "key"),
    [
        (KeyMethod.PERSON_NAME, " 张　三 ", "张三"),
        (KeyMethod.PERSON_NAME, "买买提·艾力", "买买提艾力"),
        (KeyMethod.PERSON_NAME, "JOHN O'Neill", "johnoneill"),
        (KeyMethod.PERSON_NAME, "--", None),
        (KeyMethod.PHONE, "138 0013 8000", "+8613800138000"),
        (KeyMethod.PHONE, "+86-13800138000", "+8613800138000"),
        (KeyMethod.PHONE, "none", None),
        (KeyMethod.USCC, "９１１１００００ 6000-37341l", "91110000600037341L"),
        (KeyMethod.USCC, " ", None),
        (KeyMethod.EXACT, " KH000001 ", "KH000001"),
        (KeyMethod.EXACT, "kh000001", "kh000001"),
        (KeyMethod.EXACT, "  ", None),
    ],
)
def test_other_keys(method: KeyMethod, text: str, key: str | None) -> None:
    assert duplicate_key(text, method) == key


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Zhang.San@Huaxin.com", "huaxin.com"),
        ("a@mail.huaxin.com.cn", "huaxin.com.cn"),
        ("mailto:a@huaxin.bj.cn", "huaxin.bj.cn"),
        ("a@jd-tech.cn", "jd-tech.cn"),
        ("https://www.huaxin.com:8443/a@b?c=d.org#e", "huaxin.com"),
        ("HTTP://user:secret@shop.huaxin.co.uk", "huaxin.co.uk"),
        ("www.huaxin.com/path", "huaxin.com"),
        ("huaxin.com.", "huaxin.com"),
        ("https://华信.中国/", "华信.中国"),
        ("https://medium.com/@huaxin", "medium.com"),
        ("a@qq.com", None),
        ("a@vip.qq.com", None),
        ("a@163.com", None),
        ("a@GMAIL.com", None),
        ("a@yahoo.co.jp", None),
        ("https://shop123.taobao.com", None),
        ("http://192.168.0.1/x", None),
        ("localhost", None),
        ("a@", None),
        ("..", None),
        ("", None),
    ],
)
def test_domains(text: str, key: str | None) -> None:
    assert duplicate_key(text, KeyMethod.DOMAIN) == key


@given(st.text(max_size=200), st.sampled_from(KeyMethod))
def test_every_text_has_a_key_or_none(text: str, method: KeyMethod) -> None:
    key = duplicate_key(text, method)
    assert key is None or key.strip() == key != ""


@given(
    st.text(alphabet="华信北京（）() ·.，abAB", max_size=12),
    st.sampled_from(["有限公司", " Co., Ltd.", "集团"]),
)
def test_a_legal_form_more_or_less_is_the_same_company(name: str, form: str) -> None:
    key = duplicate_key(name, KeyMethod.COMPANY_NAME)
    assert key is None or duplicate_key(name + form, KeyMethod.COMPANY_NAME) == key
