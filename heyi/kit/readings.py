"""How Chinese characters are read: by the longest phrase they stand in, each phrase looked up once and remembered."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from heyi.kit.surnames import surname_readings

_HAN: Final = re.compile("[〇㐀-䶿一-鿿豈-﫿\U00020000-\U0003ffff]+")
_REMEMBERED: Final = 16_384
_TONES: Final = "12345"


@dataclass(frozen=True, slots=True)
class Reading:
    """How one character may be read, the likeliest first: with the tone behind (`zhang1`) and without.

    A character that the dictionary does not know, and one that is no Chinese, is read as itself.
    """

    toned: tuple[str, ...]
    plain: tuple[str, ...]


def readings(run: str, *, as_name: bool = False) -> list[Reading]:
    """The reading of each character of a run; with `as_name` it begins with a person's surname."""
    found: list[Reading] = []
    position = 0
    for match in _HAN.finditer(run):
        found.extend(map(_alone, run[position : match.start()]))
        for phrase in _phrases(match.group()):
            found.extend(_looked_up(phrase))
        position = match.end()
    found.extend(map(_alone, run[position:]))
    if as_name:
        for index, syllable in enumerate(surname_readings(run)):
            found[index] = _reading((syllable,))
    return found


def _alone(character: str) -> Reading:
    return Reading((character,), (character,))


def _reading(toned: tuple[str, ...]) -> Reading:
    return Reading(toned, tuple(dict.fromkeys(option.rstrip(_TONES) for option in toned)))


def _phrases(run: str) -> Iterator[str]:
    """The run cut into phrases of the dictionary, at each place the longest, and single characters."""
    # Imported at first use: its dictionary takes 45 MB, and not every process meets a Chinese name.
    from pypinyin.constants import PHRASES_DICT
    from pypinyin.seg.mmseg import p_set

    start, length = 0, len(run)
    while start < length:
        end = longest = start + 1
        while end < length and run[start : end + 1] in p_set:
            end += 1
            if run[start:end] in PHRASES_DICT:
                longest = end
        yield run[start:longest]
        start = longest


@lru_cache(_REMEMBERED)
def _looked_up(phrase: str) -> tuple[Reading, ...]:
    from pypinyin import Style, pinyin

    found = pinyin(phrase, style=Style.TONE3, heteronym=True, neutral_tone_with_five=True, errors="ignore")
    if len(found) != len(phrase):
        return tuple(map(_alone, phrase))
    return tuple(_reading(tuple(options)) for options in found)
