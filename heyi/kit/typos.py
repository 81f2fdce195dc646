"""Latin words with a slip of the finger: found by exact look-up, for one token a word.

A word is kept once, marked. Who looks for it asks for the term and for all words one slip away from it: a letter
wrong, missing, too many, or two neighbours swapped. That is some hundred exact look-ups in an index, asked only
when the plain search finds too little; keeping every slip with every word would make each word ten rows.
"""

import re
import unicodedata
from itertools import islice
from string import ascii_lowercase
from typing import Final

from heyi.kit.text import normalise

TYPO_MARK: Final = "~"
MIN_LETTERS: Final = 4
MAX_LETTERS: Final = 16
MAX_WORDS: Final = 32

_WORD: Final = re.compile(r"[^\W_]+")
_LETTERS: Final = re.compile("[a-z]+")


def typo_tokens(text: str) -> frozenset[str]:
    """The marked Latin words of a text, of 4 to 16 letters, at most 32; accents do not count."""
    words = (word for word in _WORD.findall(_without_accents(normalise(text))) if _is_tolerant(word))
    return frozenset(islice((TYPO_MARK + word for word in dict.fromkeys(words)), MAX_WORDS))


def typo_terms(term: str) -> list[str]:
    """The marked words at most one slip away from a Latin word of 4 to 16 letters; none for anything else.

    A text holds the word, or one that differs by one letter, when one of its `typo_tokens` is among these.
    """
    word = _without_accents(normalise(term))
    if not _is_tolerant(word):
        return []
    found = {word}
    for place in range(len(word) + 1):
        before, after = word[:place], word[place:]
        found.update(before + letter + after for letter in ascii_lowercase)
        if after:
            found.add(before + after[1:])
            found.update(before + letter + after[1:] for letter in ascii_lowercase)
            found.add(before + after[1:2] + after[0] + after[2:])
    return sorted(TYPO_MARK + one for one in found if _is_tolerant(one))


def _is_tolerant(word: str) -> bool:
    return MIN_LETTERS <= len(word) <= MAX_LETTERS and _LETTERS.fullmatch(word) is not None


def _without_accents(text: str) -> str:
    if text.isascii():
        return text
    return "".join(one for one in unicodedata.normalize("NFD", text) if not unicodedata.combining(one))
