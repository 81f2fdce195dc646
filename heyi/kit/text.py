"""Names and words: one normal form, Chinese read as pinyin, and the tokens by which a record is found.

A record is found through a B-tree of tokens looked up by prefix (`token LIKE 'zhang%'` as a range), because
that is the one search that keeps its index under row-level security. So every place where a reader may begin
to type must be the beginning of a token: each character of a Chinese name, each word, each of the last digits
of a phone number, and each of these spelt in pinyin and in pinyin initials.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import accumulate, islice, pairwise, product
from typing import Final

from heyi.kit.readings import Reading, readings
from heyi.kit.surnames import surname_readings

MAX_TOKENS: Final = 128
MAX_CJK_STARTS: Final = 40
MAX_CJK_TOKEN: Final = 12
MAX_WORD_TOKEN: Final = 40
MAX_QUERY_TERMS: Final = 8

_MAX_READINGS: Final = 8
_MAX_SURNAMES_INSIDE: Final = 3
_MOST_READ: Final = MAX_CJK_STARTS + MAX_CJK_TOKEN
_ENOUGH_TOKENS: Final = 4 * MAX_TOKENS  # before those that are not needed are taken out
_DIGITS: Final = frozenset("0123456789")

# Han with its rarer planes, the iteration marks, kana and hangul: scripts written without blanks.
_CJK: Final = "々〇぀-ヺー-ヿ㐀-䶿一-鿿豈-﫿가-힯\U00020000-\U0003ffff"
_ONE_WORD: Final = re.compile(rf"[{_CJK}]+")
_RUN: Final = re.compile(rf"(?P<cjk>[{_CJK}]+)|(?P<word>(?:(?![{_CJK}])[^\W_])+)")
# XJ-2000A is typed as XJ2000A, 138 0013 8000 as 13800138000: such groups are found in one piece too.
_JOINED: Final = re.compile(r"[0-9]+(?:[ -][0-9]+)+|[a-z0-9]+(?:[-./_][a-z0-9]+)+")
_BLANKS: Final = re.compile(r"\s+")
_ASCII_WORD: Final = re.compile(r"[a-z0-9]+")
# Narrow letters and Chinese characters: nothing here is changed by NFKC, and only A-Z by case folding.
_PLAIN: Final = re.compile("[ -~一-鿿㐀-䶿]*")
# How companies end; nobody looks for one by the sound of this.
_LEGAL_FORM: Final = re.compile("(?:股份)?(?:有限责任|有限|股份)公司$")
_NOT_JOINED: Final = re.compile(r"[^a-z0-9]+")


def normalise(text: str) -> str:
    """The form in which two texts are the same to a reader: width, case and blanks no longer differ.

    Full-width letters become narrow (NFKC), case is folded, invisible characters fall away, and every stretch
    of blanks is one space. Normalising twice changes nothing.
    """
    if _PLAIN.fullmatch(text):
        return " ".join(text.lower().split())
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
            read = readings(run, as_name=as_name and not parts)
            parts.extend(
                one.toned[0] + character if one.toned[0] != character else character
                for one, character in zip(read, run, strict=True)
            )
        else:
            parts.append(run)
    return " ".join(parts)


def pinyin_initials(text: str, *, as_name: bool = False) -> str:
    """The first letters of the Chinese characters; letters and digits stay (重庆长安A5: `cqcaa5`)."""
    parts: list[str] = []
    for is_cjk, run in _runs(normalise(text)):
        if is_cjk:
            parts.extend(one.toned[0][0] for one in readings(run, as_name=as_name and not parts))
        else:
            parts.append(run)
    return "".join(parts)


def slug(text: str) -> str:
    """A name for machines: Chinese by its sound, small letters, digits and underscores (客户行业: `kehuhangye`)."""
    parts = (
        "".join(one.plain[0] for one in readings(run)) if is_cjk else run
        for is_cjk, run in _runs(normalise(text))
    )
    return "_".join(filter(None, (_NOT_JOINED.sub("", part) for part in parts)))


@lru_cache(maxsize=1024)
def search_tokens(text: str, *, as_name: bool = False) -> frozenset[str]:
    """The tokens under which a field is found, at most 128; each is looked up by prefix.

    Chinese: every suffix (at most 12 characters), with its full pinyin and its initials, so every stretch of
    the first 40 characters is found; a character with several readings counts with each at the beginning of a
    run (at most 8 together), and lü is found as lv and lu. The sound of a company's legal form counts only from
    further ahead. Words: whole, from each of their digits on (so the last four of a phone number find it), and
    joined where hyphens or dots split them. Of a text that is too long the beginnings of its words are kept.
    No token is the beginning of another.
    """
    tokens = _tokens(normalise(text), as_name=as_name)
    needed = without_prefixes(tokens)
    if len(needed) <= MAX_TOKENS:
        return needed
    return frozenset(islice((token for token in dict.fromkeys(tokens) if token in needed), MAX_TOKENS))


def name_tokens(text: str) -> frozenset[str]:
    """The tokens of what may be a person's name: read as words are, and as a surname where that differs.

    A company bears its owner's name behind a place's (杭州曾强商贸), so up to three characters further in are read as a
    surname too.
    """
    tokens = search_tokens(text)
    runs = list(_runs(normalise(text)))
    inside = frozenset(islice(_from_surnames_inside(runs), 2 * _MAX_SURNAMES_INSIDE))
    if runs and runs[0][0] and surname_readings(runs[0][1]):
        inside |= search_tokens(text, as_name=True)
    return without_prefixes(tokens | inside) if inside else tokens


def without_prefixes(tokens: Iterable[str]) -> frozenset[str]:
    """The tokens that a look-up by prefix needs: one that is the beginning of another is found by that."""
    ordered = sorted(set(tokens))
    last = ordered[-1:]
    return frozenset(
        [token for token, follower in pairwise(ordered) if not follower.startswith(token)] + last
    )


def query_terms(text: str) -> list[str]:
    """The terms of what somebody typed: a record is found when each is the beginning of one of its tokens."""
    terms = dict.fromkeys(_cut(run, is_cjk=is_cjk) for is_cjk, run in _runs(normalise(text)))
    return list(islice(terms, MAX_QUERY_TERMS))


def is_one_word(text: str) -> bool:
    """Whether the text is Chinese without breaks, as it stands: then who holds it has a token that begins with it.

    Holds for texts within the first 40 characters; what is longer is marked by who keeps the tokens.
    """
    return query_terms(text) == [text] and _ONE_WORD.fullmatch(text) is not None


def is_chinese(text: str) -> bool:
    """Whether anything of the text is written in Chinese."""
    return any(cjk for cjk, _ in _runs(normalise(text)))


def _visible(character: str) -> str:
    category = unicodedata.category(character)
    if category == "Cf":
        return ""
    return " " if category == "Cc" else character


def _runs(normal: str) -> Iterator[tuple[bool, str]]:
    """The stretches of Chinese (true) and the words of other scripts (false)."""
    if normal.isascii():
        return ((False, word) for word in _ASCII_WORD.findall(normal))
    return ((match.lastgroup == "cjk", match.group()) for match in _RUN.finditer(normal))


def _cut(run: str, *, is_cjk: bool) -> str:
    return run[: MAX_CJK_TOKEN if is_cjk else MAX_WORD_TOKEN]


def _tokens(normal: str, *, as_name: bool) -> list[str]:
    """All tokens, the more useful ones first."""
    runs = list(islice(_runs(normal), MAX_TOKENS))
    stretches = [run[:_MOST_READ] for is_cjk, run in runs if is_cjk]
    tokens = list(islice(_suffixes(stretches), MAX_CJK_STARTS))
    tokens += [_cut(run, is_cjk=is_cjk) for is_cjk, run in runs]
    joined = islice(_JOINED.finditer(normal), MAX_TOKENS)
    words = [_NOT_JOINED.sub("", match.group())[:MAX_WORD_TOKEN] for match in joined]
    tokens += words
    words += [run[:MAX_WORD_TOKEN] for is_cjk, run in runs if not is_cjk]
    read = [
        readings(run, as_name=as_name and index == 0 and runs[0][0]) for index, run in enumerate(stretches)
    ]
    for sounds in read:
        tokens += _spelt_in_all_ways(sounds[:MAX_CJK_TOKEN])
    for word in words:
        tokens += [word[start:] for start in range(1, len(word) - 1) if _is_digits_begin(word, start)]
    for run, sounds in zip(stretches, read, strict=True):
        if len(tokens) > _ENOUGH_TOKENS:
            break
        legal_form = _LEGAL_FORM.search(run)
        tokens += _spelt_from_each(sounds, legal_form.start() if legal_form else len(run))
    return tokens


def _is_digits_begin(word: str, start: int) -> bool:
    """Whether somebody may begin to type here: at a digit, but at no zero behind another."""
    return word[start] in _DIGITS and word[start - 1 : start + 1] != "00"


def _suffixes(stretches: Iterable[str]) -> Iterator[str]:
    return (run[start : start + MAX_CJK_TOKEN] for run in stretches for start in range(len(run)))


def _spelt_in_all_ways(sounds: Sequence[Reading]) -> list[str]:
    """Full pinyin and initials, for up to eight ways to read the characters."""
    spelt: list[str] = []
    for syllables in islice(product(*[one.plain for one in sounds]), _MAX_READINGS):
        spelt.append("".join(syllables)[:MAX_WORD_TOKEN])
        spelt.append("".join([one[0] for one in syllables]))
    return _with_u(spelt)


def _spelt_from_each(sounds: Sequence[Reading], end: int) -> list[str]:
    """Full pinyin and initials from the second character on, up to those before `end`."""
    syllables = [one.plain[0] for one in sounds]
    full, initials = "".join(syllables), "".join([one[0] for one in syllables])
    begins = [0, *accumulate(map(len, syllables)), *[len(full)] * MAX_CJK_TOKEN]
    spelt: list[str] = []
    for start in range(1, end):
        first = begins[start]
        spelt.append(full[first : min(begins[start + MAX_CJK_TOKEN], first + MAX_WORD_TOKEN)])
        spelt.append(initials[start : start + MAX_CJK_TOKEN])
    return _with_u(spelt)


def _from_surnames_inside(runs: Iterable[tuple[bool, str]]) -> Iterator[str]:
    """Full pinyin and initials from each later character whose reading as a surname is another than its usual one."""
    for is_cjk, run in runs:
        stretch = run[:MAX_CJK_STARTS] if is_cjk else ""
        usual = [one.plain[0] for one in readings(stretch)] if len(stretch) > 1 else []
        legal_form = _LEGAL_FORM.search(stretch)
        for start in range(1, legal_form.start() if legal_form else len(stretch)):
            surname = [one.rstrip("12345") for one in surname_readings(stretch[start:])]
            if surname and surname != usual[start : start + len(surname)]:
                end = start + MAX_CJK_TOKEN
                syllables = [*surname, *usual[start + len(surname) : end]]
                yield "".join(syllables)[:MAX_WORD_TOKEN]
                yield "".join([one[0] for one in syllables])


def _with_u(spelt: list[str]) -> list[str]:
    """Also lü as lu; it stands as lv, as it is typed."""
    return spelt + [one.replace("v", "u") for one in spelt if "v" in one]
