"""An address of one line falls into its parts."""

import pytest

from heyi.kit.addresses import split_address


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "广东省深圳市南山区科技园 1 号",
            {"province": "广东省", "city": "深圳市", "district": "南山区", "detail": "科技园 1 号"},
        ),
        (
            "上海市 浦东新区 世纪大道 88 号",
            {"province": "上海市", "district": "浦东新区", "detail": "世纪大道 88 号"},
        ),
        ("人民路 5 号", {"detail": "人民路 5 号"}),
        ("221B Baker Street", {"detail": "221B Baker Street"}),
    ],
)
def test_an_address_is_split(text: str, parts: dict[str, str]) -> None:
    assert split_address(text) == parts
