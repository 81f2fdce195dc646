"""Names and words: one normal form, Chinese read as pinyin, and the tokens by which a record is found.

A record is found through a B-tree of tokens looked up by prefix (`token LIKE 'zhang%'` as a range), because
that is the one search that keeps its index under row-level security. So every place where a reader may begin
to type must be the beginning of a token: each character of a Chinese name, each word, each of the last digits
of a phone number, and each of these spelt in pinyin and in pinyin initials.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import islice, product
from typing import Final

from heyi.kit.surnames import surname_readings

MAX_TOKENS: Final = 64
MAX_CJK_TOKEN: Final = 12
MAX_WORD_TOKEN: Final = 40
MAX_QUERY_TERMS: Final = 8

_MAX_READINGS: Final = 8
_MIN_TAIL: Final = 2  # a token of one digit would be found by its neighbours anyway

# Han with its rarer planes, the iteration marks, kana and hangul: scripts written without blanks.
_CJK: Final = "々〇぀-ヺー-ヿ㐀-䶿一-鿿豈-﫿가-힯\U00020000-\U0003ffff"
_HAN: Final = re.compile("[〇㐀-䶿一-鿿豈-﫿\U00020000-\U0003ffff]+")
_RUN: Final = re.compile(rf"(?P<cjk>[{_CJK}]+)|(?P<word>(?:(?![{_CJK}])[^\W_])+)")
# XJ-2000A is typed as XJ2000A, 138 0013 8000 as 13800138000: such groups are found in one piece too.
_JOINED: Final = re.compile(r"[0-9]+(?:[ -][0-9]+)+|[a-z0-9]+(?:[-./_][a-z0-9]+)+")
_BLANKS: Final = re.compile(r"\s+")
_NOT_JOINED: Final = re.compile(r"[^a-z0-9]+")


def normalise(text: str) -> str:
    """The form in which two texts are the same to a reader: width, case and blanks no longer differ.

    Full-width letters become narrow (NFKC), case is folded, invisible characters fall away, and every stretch
    of blanks is one space. Normalising twice changes nothing.
    """
    visible = "".join(_visible(character) for character in unicodedata.normalize("NFKC", text))
    folded = unicodedata.normalize("NFKC", visible).casefold()
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", folded).casefold())
    return _BLANKS.sub(" ", folded).strip()


def pinyin_key(text: str, *, as_name: bool = False) -> str:
    """The key that puts Chinese among Latin names as a dictionary does: by sound, then tone, then character.

    张三 gives `zhang1张 san1三`, so all 张 stand together, apart from all 章. With `as_name` the first
    characters are read as a person's surname (曾 zeng, 单 shan). Compare keys as code points (collation "C").
    """
    parts: list[str] = []
    for is_cjk, run in _runs(normalise(text)):
        if is_cjk:
            readings = _readings(run, as_name=as_name and not parts)
            parts.extend(
                options[0] + character if options[0] != character else character
                for options, character in zip(readings, run, strict=True)
            )
        else:
            parts.append(run)
    return " ".join(parts)


def pinyin_initials(text: str, *, as_name: bool = False) -> str:
    """The first letters of the Chinese characters; letters and digits stay (重庆长安A5: `cqcaa5`)."""
    parts: list[str] = []
    for is_cjk, run in _runs(normalise(text)):
        if is_cjk:
            parts.extend(options[0][0] for options in _readings(run, as_name=as_name and not parts))
        else:
            parts.append(run)
    return "".join(parts)


def search_tokens(text: str, *, as_name: bool = False) -> frozenset[str]:
    """The tokens under which a field is found, at most 64; each is looked up by prefix.

    Chinese: every suffix (at most 12 characters), with its full pinyin and its initials; a character with
    several readings counts with each at the beginning of a run (at most 8 together), and lü is found as lv
    and lu. Words: whole, from each of their digits on (so the last four of a phone number find it), and
    joined where hyphens or dots split them. Of a text that is too long the beginnings of its words are kept.
    """
    tokens = dict.fromkeys(_tokens(normalise(text), as_name=as_name))
    return frozenset(islice(tokens, MAX_TOKENS))


def query_terms(text: str) -> list[str]:
    """The terms of what somebody typed: a record is found when each is the beginning of one of its tokens."""
    terms = dict.fromkeys(_cut(run, is_cjk=is_cjk) for is_cjk, run in _runs(normalise(text)))
    return list(islice(terms, MAX_QUERY_TERMS))


def _visible(character: str) -> str:
    category = unicodedata.category(character)
    if category == "Cf":
        return ""
    return " " if category == "Cc" else character


def _runs(normal: str) -> Iterator[tuple[bool, str]]:
    for match in _RUN.finditer(normal):
        yield match.lastgroup == "cjk", match.group()


def _cut(run: str, *, is_cjk: bool) -> str:
    return run[: MAX_CJK_TOKEN if is_cjk else MAX_WORD_TOKEN]


def _tokens(normal: str, *, as_name: bool) -> Iterator[str]:
    """All tokens, the more useful ones first."""
    runs = list(_runs(normal))
    for is_cjk, run in runs:
        yield _cut(run, is_cjk=is_cjk)
    joined = [_NOT_JOINED.sub("", match.group())[:MAX_WORD_TOKEN] for match in _JOINED.finditer(normal)]
    yield from joined
    read_runs = [
        (run, _readings(run, as_name=as_name and index == 0))
        for index, (is_cjk, run) in enumerate(runs)
        if is_cjk
    ]
    for _, readings in read_runs:
        yield from _spellings(readings[:MAX_CJK_TOKEN], _MAX_READINGS)
    for word in [*joined, *(run for is_cjk, run in runs if not is_cjk)]:
        yield from _from_each_digit(word[:MAX_WORD_TOKEN])
    for run, readings in read_runs:
        for start in range(1, len(run)):
            end = start + MAX_CJK_TOKEN
            yield run[start:end]
            yield from _spellings([options[:1] for options in readings[start:end]], 1)


def _from_each_digit(word: str) -> Iterator[str]:
    for start in range(1, len(word) - _MIN_TAIL + 1):
        if word[start] in "0123456789":
            yield word[start:]


def _spellings(readings: Iterable[list[str]], limit: int) -> Iterator[str]:
    """Full pinyin and initials, for up to `limit` ways to read the characters; lü also as lu."""
    toneless = [list(dict.fromkeys(option.rstrip("12345") for option in options)) for options in readings]
    for reading in islice(product(*toneless), limit):
        full = "".join(reading)
        yield full[:MAX_WORD_TOKEN]
        if len(reading) > 1:  # one initial is the beginning of its own syllable
            yield "".join(syllable[0] for syllable in reading)
        if "v" in full:
            yield full.replace("v", "u")[:MAX_WORD_TOKEN]


def _readings(run: str, *, as_name: bool) -> list[list[str]]:
    """For each character its readings with tones (`zhang1`), the likeliest first; or the character itself."""
    readings: list[list[str]] = []
    position = 0
    for match in _HAN.finditer(run):
        readings.extend([character] for character in run[position : match.start()])
        readings.extend(_dictionary_readings(match.group()))
        position = match.end()
    readings.extend([character] for character in run[position:])
    if as_name:
        for index, syllable in enumerate(surname_readings(run)):
            readings[index] = [syllable]
    return readings


def _dictionary_readings(characters: str) -> list[list[str]]:
    readings = _pinyin(characters)
    if len(readings) == len(characters):
        return readings
    # A character the dictionary does not know was left out: read each alone to see which.
    return [(_pinyin(character) or [[character]])[0] for character in characters]


def _pinyin(characters: str) -> list[list[str]]:
    # Imported at first use: its dictionary takes 45 MB, and not every process meets a Chinese name.
    from pypinyin import Style, pinyin

    return pinyin(characters, style=Style.TONE3, heteronym=True, neutral_tone_with_five=True, errors="ignore")


def is_one_word(text: str) -> bool:
    """Whether the text is Chinese without breaks, as it stands: then who holds it has a token that begins with it."""
    return query_terms(text) == [text] and re.fullmatch(rf"[{_CJK}]+", text) is not None
