"""Amounts in the capitals of Chinese vouchers and cheques (正确填写票据和结算凭证的基本规定): 壹佰元零伍分."""

from decimal import Decimal
from itertools import groupby
from typing import Final

from heyi.kit.money import round_amount

_DIGITS: Final = "零壹贰叁肆伍陆柒捌玖"
_PLACES: Final = ("", "拾", "佰", "仟")
_GROUPS: Final = ("", "万", "亿", "万亿")
_MOST: Final = Decimal("9999999999999999.99")


def in_capitals(amount: Decimal) -> str:
    """An amount in words, rounded to the cent; beyond what the places can say, nothing.

    A run of zeros within is said once; whole yuan and jiao end with 整.
    """
    exact = round_amount(amount)
    if abs(exact) > _MOST:
        return ""
    if not exact:
        return "零元整"
    whole, cents = divmod(int(abs(exact) * 100), 100)
    tenths, hundredths = divmod(cents, 10)
    yuan = f"{_of_whole(whole)}元" if whole else ""
    jiao = f"{_DIGITS[tenths]}角" if tenths else ""
    fen = f"{_DIGITS[hundredths]}分" if hundredths else "整"
    gap = _DIGITS[0] if yuan and not jiao and hundredths else ""
    return f"{'负' if exact < 0 else ''}{yuan}{gap}{jiao}{fen}"


def _of_whole(number: int) -> str:
    """Groups of four digits from the highest down; a zero stands where a group or the head of one is missing."""
    digits = str(number)
    digits = digits.zfill(-(-len(digits) // 4) * 4)
    groups = [digits[at : at + 4] for at in range(0, len(digits), 4)]
    text, gap = "", False
    for place, group in zip(range(len(groups) - 1, -1, -1), groups, strict=True):
        said = _of_group(group)
        if not said:
            gap = bool(text)
            continue
        joined = text and (gap or group.startswith("0"))
        text += f"{_DIGITS[0] if joined else ''}{said}{_GROUPS[place]}"
        gap = False
    return text


def _of_group(group: str) -> str:
    """Up to four digits; a run of zeros inside is said once, at the end not at all."""
    said = "".join(
        _DIGITS[0] if is_zero else "".join(f"{_DIGITS[int(digit)]}{_PLACES[3 - at]}" for at, digit in run)
        for is_zero, run in groupby(enumerate(group.rstrip("0")), lambda item: item[1] == "0")
    )
    return said.removeprefix(_DIGITS[0])
