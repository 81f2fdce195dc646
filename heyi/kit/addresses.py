"""Addresses as people write them into one line: province, city, district, and what comes after them."""

import re
from typing import Final

# 广西壮族自治区 南宁市 …, 上海市 浦东新区 …
_PARTS: Final = (
    (
        "province",
        re.compile(r"(北京市?|天津市?|上海市?|重庆市?|[^\s省市区县]{2,8}?(?:省|自治区|特别行政区))"),
    ),
    ("city", re.compile(r"([^\s省市区县]{2,12}?(?:市|自治州|地区|盟))")),
    ("district", re.compile(r"([^\s省市区县]{1,12}?(?:区|县|旗|市))")),
)


def split_address(text: str) -> dict[str, str]:
    """The parts of an address; what is not understood stays in `detail`."""
    rest = " ".join(text.split())
    found: dict[str, str] = {}
    for name, pattern in _PARTS:
        if match := pattern.match(rest):
            found[name] = match[1]
            rest = rest[match.end() :].lstrip()
    return {**found, "detail": rest}
