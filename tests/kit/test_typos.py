import pytest
from hypothesis import given
from hypothesis import strategies as st

from heyi.kit.typos import MAX_LETTERS, MAX_WORDS, MIN_LETTERS, typo_terms, typo_tokens

words = st.text("abcz", min_size=MIN_LETTERS, max_size=7)
any_words = st.text("abcdefghijklmnopqrstuvwxyz", min_size=MIN_LETTERS, max_size=MAX_LETTERS)


def distance(one: str, other: str) -> int:
    """The plain Damerau-Levenshtein distance (optimal string alignment), as in every textbook."""
    rows = [list(range(len(other) + 1))]
    for i, a in enumerate(one, start=1):
        row = [i]
        for j, b in enumerate(other, start=1):
            best = min(rows[-1][j] + 1, row[-1] + 1, rows[-1][j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and b == one[i - 2]:
                best = min(best, rows[-2][j - 2] + 1)
            row.append(best)
        rows.append(row)
    return rows[-1][-1]


def meets(term: str, text: str) -> bool:
    return not typo_tokens(text).isdisjoint(typo_terms(term))


@pytest.mark.parametrize(
    ("term", "text"),
    [
        ("micorsoft", "Microsoft China"),
        ("microsft", "Microsoft China"),
        ("microsooft", "Microsoft China"),
        ("mikrosoft", "Microsoft China"),
        ("Microsoft", "Microsoft China"),
        ("ｓｉｅｍｅｍｓ", "Siemens AG 西门子"),
        ("nestle", "Nestlé S.A."),
        ("Müler", "Mueller; Muller"),
        ("shena", "SHEN"),
    ],
)
def test_one_slip_is_forgiven(term: str, text: str) -> None:
    assert meets(term, text)


@pytest.mark.parametrize(
    ("term", "text"),
    [("micorsotf", "Microsoft"), ("abc", "abcd"), ("she", "shen"), ("x2000a", "x2000b"), ("张三", "张三")],
)
def test_two_slips_short_words_and_codes_are_not(term: str, text: str) -> None:
    assert not meets(term, text)


def test_one_token_a_word() -> None:
    assert typo_tokens("Nestlé, nestle 雀巢 ab A4 Waters") == {"~nestle", "~waters"}
    assert (
        len(typo_tokens(" ".join("abcd" + chr(97 + n % 26) * (n // 26 + 1) for n in range(99)))) == MAX_WORDS
    )
    assert typo_tokens("a" * (MAX_LETTERS + 1)) == frozenset()
    assert len(typo_terms("abcdefghijklmnop")) < 900


@given(words, words)
def test_meeting_is_a_distance_of_at_most_one(term: str, word: str) -> None:
    assert meets(term, word) == (distance(term, word) <= 1)


@given(any_words, any_words)
def test_meeting_is_symmetric(term: str, word: str) -> None:
    assert meets(term, word) == meets(word, term)


@given(any_words)
def test_every_term_is_near(term: str) -> None:
    found = typo_terms(term)
    assert f"~{term}" in found
    assert len(found) == len(set(found))
    assert all(distance(term, one[1:]) <= 1 for one in found)
