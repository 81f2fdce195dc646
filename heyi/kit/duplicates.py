"""When two records are probably one: the keys under which names, numbers and addresses are the same.

A key is equal for two values that a careful person takes for the same, and None for a value that says nothing
about who is meant (an empty one, mail at a public host). Equal keys are a question to that person, not an answer.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Final

from heyi.kit.identifiers import normalise_phone
from heyi.kit.text import normalise


class KeyMethod(StrEnum):
    """What the value is, and so what of it counts."""

    COMPANY_NAME = "company_name"
    PERSON_NAME = "person_name"
    PHONE = "phone"
    USCC = "uscc"
    DOMAIN = "domain"
    EXACT = "exact"


def duplicate_key(text: str, method: KeyMethod) -> str | None:
    """The key of a value: records whose values have the same key may be duplicates.

    - `company_name`: without width, case, blanks, brackets, punctuation, and legal forms at its end. Places and
      branches count: 华信（北京）有限公司 is 华信北京, not 华信.
    - `person_name`: without width, case, blanks and punctuation.
    - `phone`: its one form (`+86…`).  `uscc`: capitals and digits only.
    - `domain`: of a mail or web address the part that its owner registered, unless many share it (qq.com).
    - `exact`: the text without blanks around it.
    """
    return _KEYS[method](text) or None


_ABBREVIATING: Final = re.compile(r"[.'’·]")
_NOT_WORDS: Final = re.compile(r"[\W_]+")
_LEGAL_FORM: Final = re.compile(
    "(?:(?:股份)?有限(?:责任|責任)?公司|股份公司|集(?:团|團)(?:公司)?"
    "|(?<![a-z0-9])(?:co|company|corp|corporation|gmbh|inc|incorporated|limited|llc|llp|ltd|plc|pte|pty))$"
)


def _company_name(text: str) -> str:
    name = _NOT_WORDS.sub(" ", _ABBREVIATING.sub("", normalise(text))).strip()
    # 集团股份有限公司 and Co., Ltd. are two forms; a company that is called nothing else keeps its last.
    while (shorter := _LEGAL_FORM.sub("", name).rstrip()) not in {"", name}:
        name = shorter
    return name.replace(" ", "")


def _person_name(text: str) -> str:
    return _NOT_WORDS.sub("", normalise(text))


def _uscc(text: str) -> str:
    return _NOT_WORDS.sub("", unicodedata.normalize("NFKC", text)).upper()


_SCHEME: Final = re.compile(r"[a-z][a-z0-9+.-]*://([^/?#]*)")
_HOST: Final = re.compile(r"(?:[^\W_](?:[\w-]*[^\W_])?\.)+[^\W\d_](?:[\w-]*[^\W_])")


def _words(*lines: str) -> frozenset[str]:
    return frozenset(" ".join(lines).split())


# Under these of a country people register their names: com.cn, co.uk, bj.cn.
_SECOND_LEVELS: Final = _words("ac co com edu gob gov go gr ltd me mil ne net nom or org plc sch")
_CHINESE_REGIONS: Final = _words(
    "ah bj cq fj gd gs gx gz ha hb he hi hk hl hn jl js jx ln mo nm nx qh sc sd sh sn sx tj tw xj xz yn zj"
)
_SHARED_HOSTS: Final = _words(
    "qq.com foxmail.com 163.com 126.com 188.com yeah.net 163.net 263.net 139.com 189.cn 21cn.com wo.cn",
    "sina.com sina.cn sohu.com tom.com aliyun.com gmail.com googlemail.com icloud.com me.com mac.com msn.com",
    "aol.com proton.me protonmail.com mail.com mail.ru zoho.com naver.com hanmail.net web.de",
    "taobao.com tmall.com 1688.com jd.com alibaba.com made-in-china.com weibo.com facebook.com linkedin.com",
    "instagram.com twitter.com x.com youtube.com wordpress.com github.io",
)
# These have a branch in every country: yahoo.co.jp, hotmail.fr.
_SHARED_NAMES: Final = frozenset({"yahoo", "hotmail", "live", "outlook", "gmx", "yandex"})


def _domain(text: str) -> str | None:
    address = unicodedata.normalize("NFKC", text).strip().casefold()
    url = _SCHEME.match(address)
    host = url[1] if url else address if "@" in address else re.split("[/?#]", address)[0]
    host = host.rpartition("@")[2].partition(":")[0].rstrip(".")
    if not _HOST.fullmatch(host):
        return None
    labels = host.split(".")
    second, country = labels[-2:]
    has_second_level = len(country) == 2 and (
        second in _SECOND_LEVELS or (country == "cn" and second in _CHINESE_REGIONS)
    )
    registered = labels[-3:] if has_second_level else labels[-2:]
    domain = ".".join(registered)
    return None if domain in _SHARED_HOSTS or registered[0] in _SHARED_NAMES else domain


_KEYS: Final[Mapping[KeyMethod, Callable[[str], str | None]]] = {
    KeyMethod.COMPANY_NAME: _company_name,
    KeyMethod.PERSON_NAME: _person_name,
    KeyMethod.PHONE: normalise_phone,
    KeyMethod.USCC: _uscc,
    KeyMethod.DOMAIN: _domain,
    KeyMethod.EXACT: str.strip,
}
